"""Warming up reads ahead what the first request would wait for."""

from __future__ import annotations

from typing import Any

from django.urls import clear_url_caches, get_resolver

from tashan.web.atlas import columns
from tashan.web.atlas.warm import warm


def test_after_warming_up_the_columns_are_there(world: Any, django_assert_num_queries: Any) -> None:
    columns.forget()

    warm()

    with django_assert_num_queries(1):
        assert 2 == len(columns.current())


def test_after_warming_up_no_reader_waits_for_the_rooms_to_load(world: Any) -> None:
    """The first address that is asked for loads every room with its pages."""
    clear_url_caches()

    warm()

    assert "url_patterns" in vars(get_resolver())
