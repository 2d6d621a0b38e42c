"""Warming up reads ahead what the first request would wait for."""

from __future__ import annotations

from typing import Any

from tashan.web.atlas import columns
from tashan.web.atlas.warm import warm


def test_after_warming_up_the_columns_are_there(world: Any, django_assert_num_queries: Any) -> None:
    columns.forget()

    warm()

    with django_assert_num_queries(1):
        assert 2 == len(columns.current())
