"""The second wall of sharing: on PostgreSQL a forgotten filter shows nobody another region's contracts or money."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from tashan.web.accounts.wall import look_as, look_as_the_system
from tashan.web.sharing.keeping import Typed, do_book, do_keep, do_open_fund
from tashan.web.sharing.models import Base, Contract, Fund, FundEntry, Kept, Objection, Statement
from tashan.web.sharing.objecting import do_object
from tashan.web.sharing.services import do_issue

from .conftest import LIST, NANTONG, ROUND, SUQIAN, SUZHOU

ROLE = "tashan_behind_sharing"
MODELS = (Contract, Base, Statement, Objection, Fund, FundEntry, Kept)

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no row-level security; test_postgres.py runs these"
)


@pytest.fixture
def wall(confirmed: Callable[..., Any], person: Callable[..., Any]) -> Iterator[None]:
    """A contract of Suzhou and Suqian with everything on it, their fund, a list and a round; then the site's role."""
    finance = person("finance", SUZHOU)
    statement = do_issue(actor=finance, base=confirmed("2020"), day=timezone.localdate())
    do_object(
        actor=person("finance", SUQIAN), statement=statement, party="host", claims="1000.5", day=timezone.localdate()
    )
    fund = do_open_fund(actor=finance, name="f", keeper=SUZHOU, members=[SUZHOU, SUQIAN])
    do_book(actor=finance, fund=fund, typed=Typed("commitment", date(2024, 1, 1), "5", member=SUZHOU))
    do_keep(actor=finance, kind="list", place=SUZHOU, text=LIST)
    do_keep(actor=finance, kind="round", place=SUZHOU, text=ROUND)
    for place in (SUZHOU, SUQIAN, NANTONG, "320000", "330000"):
        person("reader", place)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
    call_command("second_wall", ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    look_as_the_system()


def _counts() -> list[int]:
    """What queries without any filter give."""
    return [model.objects.count() for model in MODELS]


@pytest.mark.usefixtures("wall")
def test_parties_and_members_alone_see_what_is_theirs(person: Callable[..., Any]) -> None:
    """Suqian is party and member, but does not keep the round; a stranger sees the list alone; a province its cities."""
    found = {}
    for place in (SUZHOU, SUQIAN, NANTONG, "320000", "330000"):
        look_as(person("reader", place))
        found[place] = _counts()
    look_as(AnonymousUser())
    nobody = _counts()
    look_as_the_system()

    everything, stranger = [1, 1, 1, 1, 1, 1, 2], [0, 0, 0, 0, 0, 0, 1]
    assert {
        SUZHOU: everything, SUQIAN: [1, 1, 1, 1, 1, 1, 1], NANTONG: stranger, "320000": everything, "330000": stranger,
    } == found  # fmt: skip
    assert stranger == nobody
    assert everything == _counts()


@pytest.mark.usefixtures("wall")
def test_members_read_a_fund_and_its_keeper_alone_writes(person: Callable[..., Any]) -> None:
    """Also past the services."""
    look_as(person("reader", SUQIAN))
    fund = Fund.objects.get()
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Fund.objects.filter(pk=fund.pk).update(note="mine")

    look_as(person("reader", SUZHOU))
    assert 1 == Fund.objects.filter(pk=fund.pk).update(note="kept")
