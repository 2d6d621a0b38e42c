"""Events: what happened, whoever reported it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from tashan.records.codes import RecordKind, Theme
from tashan.web.accounts.interface import PROBLEMS, Day, PageOf, Paging, Problem, Word, page
from tashan.web.archive import queries
from tashan.web.archive.models import Event, EventPlace, Record
from tashan.web.pages.places import within

router = Router()


class Part(Schema):
    """A region that takes part, and as what."""

    role: str
    code: str
    name: str


class EventRow(Schema):
    """An event in a list."""

    key: str
    kind: str
    day: str
    status: str
    grade: str
    sources: int
    health: int
    public: bool
    places: list[Part]
    themes: list[str]
    changed_at: datetime


class Report(Schema):
    """What one document says of an event."""

    record: str
    document: str
    title: str
    publisher: str
    published: str
    grade: str
    values: dict[str, Any]


class EventWhole(EventRow):
    """An event with its values and its reports; every value quotes its source in `evidence`."""

    values: dict[str, Any]
    reports: list[Report]


class Wanted(Paging):
    """Which events."""

    kind: RecordKind | None = Field(None, description="kind of record")
    theme: Theme | None = Field(None, description="one of its themes")
    region: Word = Field(
        "", description="code of a region that takes part; a province or city includes what lies in it"
    )
    role: Word = Field("", description="as what the region takes part: visitor, host, party …")
    since: Day | None = Field(None, description="first day, inclusive")
    until: Day | None = Field(None, description="last day, inclusive; a year or month includes all its days")
    grade: Word = Field("", description="evidence grade, A to E")
    own: bool = Field(default=False, description="only events that my archives report")


def visible(person: Any) -> QuerySet[Event]:
    """The events that are public, and those that an archive reports where the person holds a role."""
    own = Record.objects.filter(queries.own_places("document__place", person)).order_by().values("event_id")
    return Event.objects.filter(Q(public=True) | Q(pk__in=own), merged_into=None)


@router.get("", response={200: PageOf[EventRow], PROBLEMS: Problem}, summary="Events, newest day first")
def events(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Public events; with a key also those that your archives report."""
    found = visible(request.user)
    if wanted.own:
        own = Record.objects.filter(queries.own_places("document__place", request.user)).order_by().values("event_id")
        found = found.filter(pk__in=own)
    for field in ("kind", "grade"):
        value = getattr(wanted, field)
        if value:
            found = found.filter(**{field: value})
    if wanted.theme:
        found = found.filter(event_themes__theme=wanted.theme)
    if wanted.since:
        found = found.filter(day__gte=wanted.since)
    if wanted.until:
        found = found.filter(day__lte=f"{wanted.until}~").exclude(day="")
    if wanted.region or wanted.role:
        parts = (
            EventPlace.objects.filter(within("code", [wanted.region])) if wanted.region else EventPlace.objects.all()
        )
        if wanted.role:
            parts = parts.filter(role=wanted.role)
        found = found.filter(pk__in=parts.values("event_id"))
    return page(found.prefetch_related("event_places", "event_themes").order_by("-day", "-pk"), wanted, row)


@router.get("/{key}", response={200: EventWhole, PROBLEMS: Problem}, summary="One event with its reports")
def event(request: HttpRequest, key: Word) -> Any:
    """The chosen value of every field, and what each report says."""
    found = get_object_or_404(visible(request.user).prefetch_related("event_places", "event_themes"), key=key)
    return {
        **row(found),
        "values": found.body,
        "reports": [report(r) for r in queries.event_reports(found, request.user)],
    }


def row(event: Event) -> dict[str, Any]:
    """An event in a list."""
    return {
        **{
            name: getattr(event, name)
            for name in ("key", "kind", "day", "status", "grade", "sources", "health", "public", "changed_at")
        },
        "places": [{"role": each.role, "code": each.code, "name": each.name} for each in event.event_places.all()],
        "themes": [each.theme for each in event.event_themes.all()],
    }


def report(record: Record) -> dict[str, Any]:
    """What one document says."""
    document = record.document
    return {
        "record": record.record_id,
        "document": document.pk,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "grade": document.grade,
        "values": record.body,
    }
