"""The first page shows a period that makes a picture."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tashan.web.atlas.columns import current
from tashan.web.atlas.home import default_period

from .conftest import record, region, span


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (["2023-03-01", "2023-03-02", "2023-03-03", "2023-03-04", "2023-03-05"], "2023-03"),
        (["2022-01-01", "2023-01-02", "2023-02-03", "2023-03-04", "2023-03-05", "2023-03-06"], "2023"),
        (["2021-01-01", "2022-01-02", "2023-03-06"], "2021..2023"),
        (["2023-01-02", "2023-03-06"], "2023"),
    ],
)
def test_the_period_is_as_long_as_it_has_to_be(keep: Callable[..., Any], days: list[str], expected: str) -> None:
    """A month with enough visits, else its year, else all years."""
    for number, day in enumerate(days):
        text = f"江苏省党政代表团赴浙江学习考察（第{number}次）。"
        visit = record(
            "visit",
            visitors=[region("320000")],
            hosts=[region("330000")],
            start=day,
            end=day,
            evidence=[span(text, "江苏省党政代表团赴浙江学习考察")],
        )
        keep(text, name=f"{number}.txt", visits=[visit])

    assert expected == default_period(current()).text
