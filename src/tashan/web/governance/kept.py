"""How a history stands in the database: events to rows and back, and the columns that a state folds to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from tashan.governance.codec import event_from_dict, event_to_dict
from tashan.governance.events import Event
from tashan.governance.folding import fold
from tashan.governance.matters import MatterState
from tashan.governance.transitions import confirmed
from tashan.web.governance.models import Matter, MatterEvent, Party
from tashan.web.governance.watched import watched_of


class DamagedHistoryError(Exception):
    """A row of a history is no event; names the matter and the row."""


def event_of(row: MatterEvent) -> Event:
    """
    The event that a row holds.

    Raises:
        DamagedHistoryError: it holds none.
    """
    event, problems = event_from_dict(row.content)
    if event is None:
        raise DamagedHistoryError(f"Event {row.number} of matter {row.matter_id}: {problems[0].message}")
    return event


def history(matter: Matter) -> tuple[Event, ...]:
    """The history of a matter, in the order in which it was recorded."""
    return tuple(map(event_of, matter.events.order_by("number")))


def state_of(matter: Matter) -> MatterState | None:
    """The state that the history makes."""
    return fold(history(matter))


def events_of_many(matters: Iterable[Matter]) -> dict[int, list[Event]]:
    """The histories of many matters by number of row, 500 a query."""
    wanted = [matter.pk for matter in matters]
    events: dict[int, list[Event]] = {}
    for start in range(0, len(wanted), 500):
        rows = MatterEvent.objects.filter(matter__in=wanted[start : start + 500]).order_by("matter_id", "number")
        for row in rows:
            events.setdefault(row.matter_id, []).append(event_of(row))
    return events


def states_of(matters: Iterable[Matter]) -> dict[int, MatterState]:
    """The states of many matters by number of row."""
    found = {number: fold(one) for number, one in events_of_many(matters).items()}
    return {number: state for number, state in found.items() if state is not None}


def columns(state: MatterState, version: int) -> dict[str, Any]:
    """The columns of a matter in a state."""
    return {
        "title": state.title[:300],
        "owner": state.owner,
        "participants": list(state.participants),
        "parent": state.parent,
        "stage": state.stage.value,
        "side_state": state.side_state.value if state.side_state else "",
        "completion": state.completion.value,
        "confirmed": confirmed(state),
        "pending": state.pending is not None,
        "pending_member": state.pending.member if state.pending else "",
        "self_report": state.self_report.value if state.self_report else "",
        "reported": state.reports[-1].day if state.reports else None,
        "grade": state.grade.value,
        "opened": state.opened,
        "first_due": state.first.due if state.first else None,
        "due": state.due,
        "finished": state.finished_on,
        "last_day": state.last_update,
        "themes": [theme.value for theme in state.themes],
        "watched": watched_of(state),
        "version": version,
    }


def store(matter: Matter, events: Sequence[Event], state: MatterState, *, person: Any, at: Any) -> None:
    """Write the events after those that are stored, and the columns; in the caller's transaction."""
    MatterEvent.objects.bulk_create(
        MatterEvent(matter=matter, number=number, content=event_to_dict(event), person=person, at=at)
        for number, event in enumerate(events[matter.version :], matter.version + 1)
    )
    _write(matter, state, len(events))


def _write(matter: Matter, state: MatterState, version: int) -> None:
    parties = set(matter.parties)
    for name, value in columns(state, version).items():
        setattr(matter, name, value)
    matter.save()
    if parties != set(matter.parties) or not matter.party_rows.exists():
        matter.party_rows.all().delete()
        Party.objects.bulk_create(
            Party(matter=matter, place=place, lead=place == matter.owner) for place in matter.parties
        )


def differences(matter: Matter) -> tuple[str, ...]:
    """The columns that are not what the history folds to; none where all is well."""
    events = history(matter)
    state = fold(events)
    if state is None:
        return ("events",)
    return tuple(name for name, value in columns(state, len(events)).items() if getattr(matter, name) != value)
