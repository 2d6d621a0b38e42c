"""One event, many reports: candidates, side by side, merging, choosing, splitting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tashan.web.archive import queries, services
from tashan.web.archive.health import health
from tashan.web.archive.models import Event, Record
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.reports import candidates, differences, quote_of
from tashan.web.archive.shapes import FIELDS, field_of
from tashan.web.archive.views.common import SECTION, event_at, record_at
from tashan.web.pages.access import needs
from tashan.web.pages.words import say


@needs("archive.read_document", event_at)
def event(request: HttpRequest, key: str) -> HttpResponse:
    """An event with all its reports, where they differ, its health, and what was chosen."""
    found = event_at(key)
    if found.key != key:
        return redirect("archive-event", found.key)
    reports = queries.event_reports(found, request.user)
    basis = queries.event_basis(found)
    publishers = {record.document.publisher for record in basis if record.document.publisher}
    context = {
        "event": found,
        "reports": reports,
        "fields": [(field, found.body.get(field.name)) for field in FIELDS[found.kind]],
        "differences": differences(found.kind, reports, found.body),
        "health": health(found.kind, found.body, sources=found.sources, publishers=len(publishers)),
        "missing": [field.label for field in FIELDS[found.kind] if field.key and not found.body.get(field.name)],
        "choices": _choices(found),
        "candidates": candidates(found.kind, found.body, request.user, leaving_out=[found.pk]),
        "absorbed": Event.objects.filter(merged_into=found),
        "may": {
            "choose": request.user.has_perm("archive.choose_value", found),
            "merge": request.user.has_perm("archive.merge_events", found),
        },
        "requests": found.requests.exclude(state="open"),
        **SECTION,
    }
    return render(request, "archive/event.html", context)


def _choices(event: Event) -> list[Any]:
    """What people chose, each with the name of its field."""
    found = list(event.choices.select_related("chosen_by", "record__document").defer("record__document__text"))
    for choice in found:
        field = field_of(event.kind, choice.field)
        choice.label = field.label if field else choice.field
    return found


@needs("archive.review_record", record_at)
def same(request: HttpRequest, number: int) -> HttpResponse:
    """The events that may be what a record tells of."""
    record = record_at(number)
    leaving_out = [record.event_id] if record.event_id else []
    context = {
        "record": record,
        "document": record.document,
        "candidates": candidates(record.kind, record.body, request.user, leaving_out=leaving_out),
        **SECTION,
    }
    return render(request, "archive/same.html", context)


@needs("archive.review_record", record_at)
def merge(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """A record and an event side by side: what they share, where they differ, and which value holds."""
    record, into = record_at(number), event_at(key)
    if not (into.public or request.user.has_perm("archive.read_document", into)):
        return redirect("same-event", number)
    reports = queries.event_reports(into, request.user)
    conflicts = differences(into.kind, [*reports, record], into.body)
    why = request.POST.get("why", "")
    if request.method == "POST":
        try:
            kept = _merge(request, record, into, [each.field.name for each in conflicts], why)
        except ArchiveError as told:
            messages.error(request, str(told))
        else:
            messages.success(request, say("已合并；各份报道都保留。", "Merged; all reports are kept."))
            return redirect("archive-event", kept.key)
    differing = {each.field.name for each in conflicts}
    rows = [
        {
            "field": field,
            "here": record.body.get(field.name),
            "there": into.body.get(field.name),
            "differs": field.name in differing,
            "here_quote": quote_of(record, field.name),
        }
        for field in FIELDS[record.kind]
    ]
    context: dict[str, Any] = {
        "record": record,
        "document": record.document,
        "event": into,
        "reports": reports,
        "rows": rows,
        "differences": conflicts,
        "may_choose": request.user.has_perm("archive.choose_value", into) or not into.public,
        "why": why,
        **SECTION,
    }
    return render(request, "archive/merge.html", context)


def _merge(request: HttpRequest, record: Record, into: Event, fields: list[str], why: str) -> Event:
    """Accept the record where nobody has, and make it a report of the event; together or not at all."""
    from django.db import transaction

    with transaction.atomic():
        if not record.counts:
            record = services.do_accept(record=record, actor=request.user)
        record.refresh_from_db()
        if record.event is None or record.event_id == into.pk:
            raise ArchiveError(say("这条记录已经是该事件的报道。", "This record is a report of the event already."))
        chosen = {}
        for field in fields:
            number = request.POST.get(f"choose-{field}", "")
            if number.isdecimal():
                chosen[field] = get_object_or_404(Record, pk=int(number), event__in=(into, record.event))
        return services.do_merge(into=into, other=record.event, actor=request.user, why=why, chosen=chosen)


@require_POST
@needs("archive.choose_value", event_at)
def choose(request: HttpRequest, key: str) -> HttpResponse:
    """Let an event take what one of its reports says."""
    found = event_at(key)
    number = request.POST.get("record", "")
    record = get_object_or_404(Record, pk=int(number) if number.isdecimal() else 0, event=found)
    try:
        services.do_choose(
            event=found,
            field=request.POST.get("field", ""),
            record=record,
            actor=request.user,
            why=request.POST.get("why", ""),
        )
        messages.success(request, say("已采用。", "Chosen."))
    except ArchiveError as told:
        messages.error(request, str(told))
    return redirect("archive-event", found.key)


@require_POST
@needs("archive.merge_events", record_at)
def split(request: HttpRequest, number: int) -> HttpResponse:
    """Say that a report tells of another event than the rest."""
    record = record_at(number)
    try:
        own = services.do_split(record=record, actor=request.user, why=request.POST.get("why", ""))
    except ArchiveError as told:
        messages.error(request, str(told))
        return redirect("archive-event", record.event.key) if record.event else redirect("review", number)
    messages.success(request, say("已拆分为单独的事件。", "It is an event of its own now."))
    return redirect("archive-event", own.key)
