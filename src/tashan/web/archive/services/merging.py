"""One event, many reports: putting reports together, taking them apart, choosing between what they say."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from tashan.web.accounts.wall import as_the_system
from tashan.web.archive.events import end_of, key_of, refresh
from tashan.web.archive.models import Choice, Event, Record
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.services.common import allow, plain, reason
from tashan.web.archive.shapes import field_of
from tashan.web.audit.services import note
from tashan.web.pages.words import told


@transaction.atomic
@as_the_system()
def do_merge(*, into: Event, other: Event, actor: Any, why: str, chosen: Mapping[str, Record] | None = None) -> Event:
    """
    Say that two events are one: all reports of the other become reports of the first, whose address stays.

    Args:
        into: the event that stays; the actor has to be able to see it.
        other: the event that is taken up; the actor has to be able to change it. Its address leads to the first.
        actor: who says so.
        why: the reason.
        chosen: for fields of which the reports differ, the report whose value the event takes.

    Raises:
        ArchiveError: they are one already, or of different kinds, or no reason was given.
        PermissionDenied: the actor may not change the other, or not see the first.
    """
    why = reason(why)
    events = {event.pk: event for event in Event.objects.select_for_update().filter(pk__in=(into.pk, other.pk))}
    into, other = events[into.pk], events[other.pk]
    if into.pk == other.pk or into.merged_into_id or other.merged_into_id:
        raise ArchiveError(told("这两个事件已经是同一个。", "The two events are one already."))
    if into.kind != other.kind:
        raise ArchiveError(told("不同种类的事件不能合并。", "Events of different kinds cannot be merged."))
    allow(actor, "archive.merge_events", other)
    if actor is not None and not into.public and not actor.has_perm("archive.read_document", into):
        raise PermissionDenied("archive.read_document")
    moved = list(other.records.values_list("pk", flat=True))
    other.records.update(event=into)
    other.choices.update(event=into)
    other.merged_into, other.changed_at = into, timezone.now()
    other.save(update_fields=["merged_into", "changed_at"])
    refresh([into.pk, other.pk])
    note(
        actor=actor,
        action="archive.merge_events",
        thing=f"archive.event:{into.key}",
        place=_place(actor, into),
        before={"other": other.key, "records": moved},
        after={"merged": other.key},
        why=why,
    )
    for field, record in (chosen or {}).items():
        do_choose(event=into, field=field, record=record, actor=actor, why=why)
    into.refresh_from_db()
    return into


@transaction.atomic
def do_split(*, record: Record, actor: Any, why: str) -> Event:
    """
    Say that a report tells of another event than the rest: it gets (back) an event of its own.

    Raises:
        ArchiveError: it is the only report, or no reason was given.
    """
    why = reason(why)
    record = Record.objects.select_for_update(of=("self",)).select_related("document").get(pk=record.pk)
    allow(actor, "archive.merge_events", record)
    event = record.event
    if event is None or not event.records.exclude(pk=record.pk).exists():
        raise ArchiveError(told("这个事件只有这一份报道，无从拆分。", "This is the only report of the event."))
    own = _own_event(record, event)
    record.event = own
    record.save(update_fields=["event"])
    refresh([event.pk, own.pk])
    note(
        actor=actor,
        action="archive.split_event",
        thing=f"archive.event:{event.key}",
        place=record.document.place,
        before={"record": record.pk},
        after={"event": own.key},
        why=why,
    )
    own.refresh_from_db()
    return own


def _own_event(record: Record, event: Event) -> Event:
    """The event that the record had before it was merged, or a new one."""
    found = Event.objects.select_for_update().filter(key=key_of(record)).first()
    if found is not None and found.merged_into_id and end_of(found).pk == event.pk and not found.records.exists():
        found.merged_into = None
        found.save(update_fields=["merged_into"])
        return found
    now, number = timezone.now(), 1
    key = key_of(record)
    while Event.objects.filter(key=key).exists():
        number += 1
        key = hashlib.sha256(f"{key_of(record)}/{number}".encode()).hexdigest()[:16]
    own = f" {record.document.place} "
    return Event.objects.create(key=key, kind=record.kind, owners=own, created_at=now, changed_at=now, version=0)


@transaction.atomic
def do_choose(*, event: Event, field: str, record: Record, actor: Any, why: str) -> Choice:
    """
    Let an event take what one of its reports says of a field; the other values stay beside it.

    Raises:
        ArchiveError: the record does not report the event, its kind has no such field, or no reason was given.
    """
    why = reason(why)
    event = Event.objects.select_for_update().get(pk=event.pk)
    record = Record.objects.select_related("document").get(pk=record.pk)
    allow(actor, "archive.choose_value", event)
    if record.event_id != event.pk or not record.counts:
        raise ArchiveError(told("这条记录不是该事件的报道。", "This record does not report the event."))
    if field_of(event.kind, field) is None:
        raise ArchiveError(told("没有“{field}”这一项。", "There is no field “{field}”.", field=field))
    before = event.body.get(field)
    choice = Choice.objects.create(
        event=event,
        field=field,
        record=record,
        value=record.body.get(field),
        why=why,
        chosen_by=actor,
        chosen_at=timezone.now(),
    )
    refresh([event.pk])
    note(
        actor=actor,
        action="archive.choose_value",
        thing=f"archive.event:{event.key}",
        place=record.document.place,
        before=plain({field: before}),
        after=plain({field: choice.value, "record": record.pk}),
        why=why,
    )
    return choice


def _place(actor: Any, event: Event) -> str:
    """The archive for which an event is changed: one where the actor works, if there are several."""
    places = event.places
    own = [place for place in places if actor is not None and actor.has_perm("archive.add_document", place)]
    return next(iter((*own, *places)), "")
