"""Pages ask the database as often for many records as for few, and the best plan is known."""

from __future__ import annotations

import gc
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tashan.web.atlas import columns
from tashan.web.atlas.regions import events_each, events_of
from tashan.web.atlas.warm import settle
from tashan.web.pages.database import look_at_tables

from .conftest import record, region, span

ADDRESSES = (
    "/?period=2023", "/records", "/records?kind=visit&year=2023", "/timeline?period=2023", "/regions",
    "/regions/320000", "/search?q=江苏",
)  # fmt: skip


def _journeys(keep: Callable[..., Any], numbers: range) -> None:
    for number in numbers:
        text = f"2023年5月{number + 1}日，江苏省党政代表团赴浙江学习考察（第{number}次）。"
        visit = record(
            "visit",
            visitors=[region("320000")],
            hosts=[region("330000")],
            start=f"2023-05-{number + 1:02}",
            end=f"2023-05-{number + 1:02}",
            evidence=[span(text, "江苏省党政代表团赴浙江学习考察")],
        )
        keep(text, name=f"{number}.txt", visits=[visit])


def _asked(client: Any, address: str) -> int:
    columns.forget()
    client.get(address)
    columns.forget()
    columns.current()
    with CaptureQueriesContext(connection) as asked:
        assert 200 == client.get(address).status_code
    return len(asked)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_of_many_rows_asks_as_often_as_one_of_few(keep: Callable[..., Any], client: Any, address: str) -> None:
    _journeys(keep, range(2))
    few = _asked(client, address)
    _journeys(keep, range(2, 12))

    assert few == _asked(client, address)
    assert few <= 12


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts its tables by itself")
def test_documents_are_fetched_by_their_keys_and_not_by_their_state(keep: Callable[..., Any]) -> None:
    """Every document is published: an index over states finds all of them."""
    from tashan.web.archive.models import Document

    _journeys(keep, range(12))
    keys = list(Document.objects.values_list("pk", flat=True))[:3]

    look_at_tables()

    plan = Document.objects.filter(pk__in=keys, state=Document.State.PUBLISHED).order_by().explain()
    assert "(id=?)" in plan


@pytest.mark.parametrize("codes", [(320500, 320100, 330100), (320505, 320506), (320000, 330000), ()])
def test_counting_many_divisions_at_once_gives_what_counting_each_gives(world: Any, codes: tuple[int, ...]) -> None:
    known = columns.current()

    assert [events_of(known, (code,)) for code in codes] == events_each(known, codes)


def test_what_is_there_at_the_start_is_set_aside_from_collecting() -> None:
    try:
        settle()
        assert gc.get_freeze_count() > 10_000
    finally:
        gc.unfreeze()
