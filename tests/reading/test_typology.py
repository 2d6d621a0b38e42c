"""The reader's typology of cooperation against a hand coder's, by Krippendorff's α."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from tashan.reading.normal import simplified
from tashan.reading.typology import typology_of
from tashan.records import TYPOLOGY
from tashan.records.agreement_of_coders import agreement_of_coders

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("typology_cases.yaml").read_text(encoding="utf-8")
)
NONE = "none"


def alpha(units: Sequence[tuple[str, str]]) -> float:
    """Krippendorff's α of two coders; the codings differ, so it is always there."""
    found = agreement_of_coders(units).alpha
    assert found is not None
    return found


def coded(case: dict[str, Any]) -> dict[str, str]:
    return typology_of(simplified(case["text"]), case["kind"])


def test_cases_follow_the_code_lists() -> None:
    """Forty cases, each value in its list."""
    values = {name: set(codes.values()) for name, codes in TYPOLOGY.items()}

    assert 40 == len(CASES)
    assert all(value in values[name] for case in CASES for name, value in case["codes"].items())


@pytest.mark.parametrize("dimension", list(TYPOLOGY))
def test_agreement_in_each_dimension(dimension: str) -> None:
    """In every single dimension the reader agrees with the coder well beyond chance."""
    units = [(case["codes"].get(dimension, NONE), coded(case).get(dimension, NONE)) for case in CASES]

    assert alpha(units) >= 0.67


def test_agreement_overall() -> None:
    """Over all dimensions α is at least 0.8."""
    units = [
        (case["codes"].get(dimension, NONE), coded(case).get(dimension, NONE))
        for case in CASES
        for dimension in TYPOLOGY
    ]

    assert alpha(units) >= 0.8


def test_nothing_shown_nothing_coded() -> None:
    """A passage that shows nothing of cooperation has no typology."""
    assert {} == typology_of("今天多云转晴,气温回升。", "figure")
