"""The chain of changes: any alteration is found, and the database refuses alterations."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from tashan.web.audit import queries
from tashan.web.audit.chain import SEALED, START, first_break, seal
from tashan.web.audit.models import Event
from tashan.web.audit.services import AuditError, note


def _chain(length: int) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = []
    for number in range(1, length + 1):
        fields = {
            "number": number,
            "at": f"2026-01-01T00:00:{number:02}.000000+00:00",
            "actor": "li",
            "place": "320000",
            "action": "archive.accept_record",
            "thing": f"archive.record:{number}",
            "before": None,
            "after": {"state": "accepted"},
            "why": "",
            "previous": events[-1]["hash"] if events else START,
        }
        events.append({**fields, "hash": seal(fields)})
    return events


def test_a_whole_chain_has_no_break() -> None:
    assert None is first_break(_chain(5))


@given(number=st.integers(0, 4), field=st.sampled_from([name for name in SEALED if name != "number"]))
def test_any_altered_field_breaks_the_chain_at_its_event(number: int, field: str) -> None:
    events = _chain(5)
    events[number][field] = "something else"

    broken = first_break(events)

    assert broken is not None
    assert number + 1 == broken.number


@given(number=st.integers(0, 3))
def test_a_missing_event_is_named(number: int) -> None:
    events = _chain(5)
    del events[number]

    broken = first_break(events)

    assert broken is not None
    assert number + 1 == broken.number
    assert "missing" in broken.reason


def test_an_event_rewritten_with_a_fitting_hash_breaks_the_next_link() -> None:
    """Who rewrites one event has to rewrite all that follow, and the published head."""
    events = _chain(3)
    events[1]["actor"] = "wang"
    events[1]["hash"] = seal(events[1])

    broken = first_break(events)

    assert broken is not None
    assert 3 == broken.number


@pytest.mark.django_db
def test_written_events_hang_together() -> None:
    with transaction.atomic():
        for each in range(3):
            note(actor=None, action="archive.test", thing=f"archive.test:{each}", after={"名": "苏州"})

    assert [1, 2, 3] == list(Event.objects.values_list("number", flat=True))
    assert None is queries.verify()


@pytest.mark.django_db(transaction=True)
def test_an_event_without_a_transaction_is_refused() -> None:
    with pytest.raises(AuditError, match="transaction"):
        note(actor=None, action="archive.test", thing="archive.test:1")


@pytest.mark.django_db
@pytest.mark.parametrize("statement", ["UPDATE audit_event SET actor = 'x'", "DELETE FROM audit_event"])
def test_the_database_refuses_to_change_or_delete_events(statement: str) -> None:
    """Whoever asks: raw SQL too."""
    with transaction.atomic():
        note(actor=None, action="archive.test", thing="archive.test:1")

    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert None is queries.verify()


@pytest.mark.django_db
def test_a_change_that_fails_leaves_no_event() -> None:
    @transaction.atomic
    def change() -> None:
        note(actor=None, action="archive.test", thing="archive.test:1")
        raise ValueError

    with pytest.raises(ValueError):
        change()

    assert 0 == Event.objects.count()
