"""Behind the second wall people see the changes of their own places; the chain grows and is verified as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction

from tashan.web.accounts.wall import look_as, look_as_the_system
from tashan.web.audit import queries
from tashan.web.audit.gate import SETTING, whole_chain
from tashan.web.audit.models import Event
from tashan.web.audit.services import note

from ..conftest import JIANGSU, SUZHOU, ZHEJIANG  # noqa: TID252

ROLE = "tashan_behind_the_chain"
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no row-level security; test_postgres.py runs these"
)


@pytest.fixture
def chain(db: None, person: Callable[..., Any]) -> Iterator[None]:
    """A change of each of three places and one that belongs to none; then only the site's role looks."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
    call_command("second_wall", ROLE)
    for place in (JIANGSU, SUZHOU, ZHEJIANG, ""):
        note(actor=None, action="tests.change", thing="tests.thing:1", place=place)
    for role, place in (
        ("administrator", JIANGSU), ("reader", SUZHOU), ("administrator", ZHEJIANG), ("administrator", "*")
    ):  # fmt: skip
        person(role, place)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield
    look_as_the_system()


def _places() -> list[str]:
    """What a query without any filter gives."""
    return sorted(Event.objects.filter(action="tests.change").values_list("place", flat=True))


@on_postgresql
@pytest.mark.parametrize(
    ("role", "place", "sees"),
    [
        ("administrator", JIANGSU, [JIANGSU, SUZHOU]),
        ("reader", SUZHOU, [SUZHOU]),
        ("administrator", ZHEJIANG, [ZHEJIANG]),
        ("administrator", "*", ["", JIANGSU, SUZHOU, ZHEJIANG]),
        (None, "", []),
    ],
)
def test_a_query_without_a_filter_shows_the_changes_of_ones_own_places(
    chain: None, person: Callable[..., Any], role: str | None, place: str, sees: list[str]
) -> None:
    look_as(person(role, place) if role else AnonymousUser())

    assert sees == _places()


@on_postgresql
def test_whoever_asks_the_chain_is_verified_whole_and_its_head_is_the_last(chain: None) -> None:
    """The public sees no single change of it, and yet the head that it keeps is the head."""
    look_as(AnonymousUser())

    assert queries.verify() is None
    assert 4 == len(queries.history("tests.thing:1"))
    assert queries.head()["hash"] == queries.last_hash() is not None
    assert [] == _places()


@on_postgresql
def test_the_chain_grows_at_its_end_by_whoever_acts(chain: None, person: Callable[..., Any]) -> None:
    """A person of one place adds the next link to one that they do not see."""
    look_as(person("reader", SUZHOU))
    last = queries.head()["number"]

    added = note(actor=None, action="tests.change", thing="tests.thing:2", place=ZHEJIANG)

    assert (last + 1, None) == (added.number, queries.verify())
    assert [SUZHOU] == _places()


@on_postgresql
def test_a_row_that_does_not_come_through_the_gate_is_refused(chain: None, person: Callable[..., Any]) -> None:
    look_as(person("administrator", "*"))

    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Event.objects.create(number=10_000, at="x", actor="x", action="x", thing="x", previous="x", hash="x")


@on_postgresql
def test_the_gate_is_closed_again_also_after_an_error(chain: None) -> None:
    look_as(AnonymousUser())

    with pytest.raises(ZeroDivisionError), whole_chain():
        raise ZeroDivisionError
    assert [] == _places()

    taken = queries.head()["number"]
    with pytest.raises(IntegrityError), transaction.atomic(), whole_chain():
        Event.objects.create(number=taken, at="x", actor="x", action="x", thing="x", previous="x", hash="x")
    assert [] == _places()


@on_postgresql
def test_the_next_request_finds_the_gate_closed(chain: None, client: Any) -> None:
    """Also where a process was interrupted inside it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'whole', false)", [SETTING])
    client.get("/alive")

    assert [] == _places()


@pytest.mark.django_db
def test_on_sqlite_the_gate_changes_nothing() -> None:
    note(actor=None, action="tests.change", thing="tests.thing:1", place=JIANGSU)

    with whole_chain():
        inside = _places()

    assert [JIANGSU] == inside == _places()
