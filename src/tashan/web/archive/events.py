"""
Events out of reports: every record that people let stand reports one event, and the event follows its reports.

What the public sees of an event comes from published documents alone: as soon as one of them reports it, the reports
of documents that are not published no longer count for its values, sources and grade.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection, transaction
from django.utils import timezone

from tashan.web.accounts.wall import as_the_system
from tashan.web.archive.health import health, is_empty
from tashan.web.archive.models import Choice, Event, EventPlace, EventTheme, Record
from tashan.web.archive.shapes import FIELDS, UNITED, day_of, regions_of, themes_of
from tashan.web.audit.services import wait_for_turn
from tashan.web.search.entries import index_events

_TOGETHER: Final = 500
"""Events refreshed in one go: their rows fit in one statement of either database."""

_FOLLOWING: Final = ("body", "day", "status", "grade", "sources", "health", "public", "owners")
_COUNTING: Final = (Record.State.ACCEPTED, Record.State.CORRECTED)


def key_of(record: Record) -> str:
    """The stable address of the event that a record reports first: 16 hexadecimal digits."""
    return hashlib.sha256(f"{record.document_id}/{record.record_id}".encode()).hexdigest()[:16]


@transaction.atomic
@as_the_system()
def follow(records: Sequence[Record]) -> None:
    """
    Bring the events of some records up to date; a record that counts and has no event is given its own.

    Call it in the transaction that changed the records or the state of their documents.
    """
    new = [record for record in records if record.counts and record.event_id is None]
    if new:
        now = timezone.now()
        made = [
            Event(
                key=key_of(record), kind=record.kind, owners=f" {record.document.place} ", created_at=now,
                changed_at=now, version=0,
            )
            for record in new
        ]  # fmt: skip
        Event.objects.bulk_create(made, ignore_conflicts=True)
        events = {event.key: event for event in Event.objects.filter(key__in=[event.key for event in made])}
        for record in new:
            event = events[key_of(record)]
            record.event = end_of(event)
        _tie(new)
    refresh({record.event_id for record in records if record.event_id is not None})


def _tie(records: Sequence[Record]) -> None:
    """Write which event each record reports; row by row in one go, which is many times quicker than one long CASE."""
    table = Record._meta.db_table  # noqa: SLF001 - Django's documented way to the name of a table
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET event_id = %s WHERE id = %s",  # noqa: S608 - a name of our own
            [(record.event_id, record.pk) for record in records],
        )


def end_of(event: Event) -> Event:
    """The event into which an event was merged, or itself."""
    while event.merged_into is not None:
        event = event.merged_into
    return event


@transaction.atomic
@as_the_system()
def refresh(events: Iterable[int]) -> None:
    """Compute some events (by their row) anew from the records that count; an event without any is not public."""
    rows = sorted(set(events))
    for first in range(0, len(rows), _TOGETHER):
        _refresh(rows[first : first + _TOGETHER])


def _refresh(rows: list[int]) -> None:
    reports: dict[int | None, list[Record]] = defaultdict(list)
    counting = Record.objects.filter(event_id__in=rows, state__in=_COUNTING).select_related("document")
    for record in counting.defer("document__text", "machine"):
        reports[record.event_id].append(record)
    owners: dict[int, list[str]] = defaultdict(list)
    told = Record.objects.filter(event_id__in=rows).order_by("document__place").distinct()
    for row, place in told.values_list("event_id", "document__place"):
        owners[row].append(place)
    choices: dict[int, list[Choice]] = defaultdict(list)
    for choice in Choice.objects.filter(event_id__in=rows):
        choices[choice.event_id].append(choice)
    wait_for_turn()  # pages follow the times of changes, so these have to run in the order of transactions
    now, changed = timezone.now(), []
    for event in Event.objects.select_for_update().filter(pk__in=rows):
        before = [getattr(event, name) for name in _FOLLOWING]
        event.owners = f" {' '.join(owners[event.pk])} " if event.pk in owners else event.owners
        _compute(event, in_order(basis(reports[event.pk])), choices[event.pk])
        if before != [getattr(event, name) for name in _FOLLOWING] or event.version == 0:
            event.version, event.changed_at = event.version + 1, now
            changed.append(event)
    Event.objects.bulk_create(
        changed, update_conflicts=True, unique_fields=["id"], update_fields=[*_FOLLOWING, "version", "changed_at"]
    )
    _replace_parts(changed)
    index_events(
        changed, {event.pk: sorted({record.document.place for record in reports[event.pk]}) for event in changed}
    )


def basis(reports: Sequence[Record]) -> list[Record]:
    """The reports that an event's values come from: those of published documents, or all while none is published."""
    published = [record for record in reports if record.document.is_public]
    return published or list(reports)


def in_order(reports: Iterable[Record]) -> list[Record]:
    """Reports with the best first: by grade of the document, news before what is only recalled, then oldest."""
    return sorted(
        reports,
        key=lambda record: (
            record.document.grade,
            bool(record.body.get("background")),
            record.state != Record.State.CORRECTED,
            record.document.published or "9",
            record.pk,
        ),
    )


def _compute(event: Event, reports: Sequence[Record], choices: Sequence[Choice]) -> None:
    event.public = any(record.document.is_public for record in reports)
    contents = {record.document.content_hash for record in reports}
    publishers = {record.document.publisher for record in reports if record.document.publisher}
    if reports:
        event.body = compose(event.kind, reports, choices)
        event.grade = min(record.document.grade for record in reports)
    event.sources = len(contents)
    event.day = day_of(event.kind, event.body)
    event.status = event.body.get("status") or ""
    event.health = health(event.kind, event.body, sources=len(contents), publishers=len(publishers)).score


def compose(kind: str, reports: Sequence[Record], choices: Sequence[Choice] = ()) -> dict[str, Any]:
    """
    The values of an event: what people chose, else what the best report says, lists of words from all of them.

    Args:
        kind: the kind of record.
        reports: those that count, the best first; one at least.
        choices: what people chose, oldest first; the newest whose report is among them holds.

    Returns:
        A record's dictionary without `id`; `evidence` is empty, since it stands in the reports.
    """
    body: dict[str, Any] = {}
    used: list[Record] = []
    rows = {record.pk for record in reports}
    chosen = {choice.field: choice for choice in choices if choice.record_id in rows}
    for field in FIELDS[kind]:
        choice = chosen.get(field.name)
        telling = [record for record in reports if not is_empty(record.body.get(field.name))]
        if choice is not None:
            body[field.name] = choice.value
            used += [record for record in reports if record.pk == choice.record_id]
        elif field.holds in UNITED:
            body[field.name] = united(record.body[field.name] for record in telling)
        elif telling:
            body[field.name] = telling[0].body[field.name]
            used.append(telling[0])
        else:
            body[field.name] = [] if field.holds in ("regions", "parties", "people") else None
    typology: dict[str, str] = {}
    for record in reversed(reports):
        typology |= record.body.get("typology") or {}
    return body | {
        "evidence": [],
        "flags": list(dict.fromkeys(flag for record in used for flag in record.body.get("flags") or ())),
        "candidates": [],
        "background": all(record.body.get("background") for record in reports),
        "typology": typology,
    }


def united(lists: Iterable[Sequence[Any]]) -> list[Any]:
    """Everything that stands in any of some lists, each once, in order."""
    found: list[Any] = []
    for values in lists:
        found += [value for value in values if value not in found]
    return found


def _replace_parts(events: Sequence[Event]) -> None:
    """Regions and themes of events follow their values."""
    EventPlace.objects.filter(event__in=events).delete()
    EventTheme.objects.filter(event__in=events).delete()
    places, themes = [], []
    for event in events:
        if not event.sources:
            continue
        for role, region in regions_of(event.kind, event.body):
            code, name = region.get("code") or "", region["name"][:120]
            places.append(EventPlace(event=event, role=role, code=code, name=name))
        themes += [EventTheme(event=event, theme=theme) for theme in themes_of(event.kind, event.body)]
    EventPlace.objects.bulk_create(places, ignore_conflicts=True)
    EventTheme.objects.bulk_create(themes, ignore_conflicts=True)
