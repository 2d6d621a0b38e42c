"""Reviewing records: text left, record right, decided by keys or buttons."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from tashan.web.archive import lookup, queries, services
from tashan.web.archive.coding import dimensions, standing_value
from tashan.web.archive.forms import NewRecordForm, RecordForm
from tashan.web.archive.health import is_empty
from tashan.web.archive.marks import Mark, Proof, marked, proofs
from tashan.web.archive.models import Document, Record
from tashan.web.archive.problems import ArchiveError, ConflictError
from tashan.web.archive.reports import candidates, differences
from tashan.web.archive.services.reviews import undoable
from tashan.web.archive.shapes import FIELDS, KINDS, field_of, kind_label
from tashan.web.archive.views.common import SECTION, document_at, next_to_review, record_at, strip
from tashan.web.archive.wording import title, value_words
from tashan.web.pages.access import needs
from tashan.web.pages.words import label, say


@needs("archive.review_record", document_at)
def begin(request: HttpRequest, row: str) -> HttpResponse:
    """Go to the first record of a document that nobody has reviewed."""
    document = document_at(row)
    first = next_to_review(document) or document.records.order_by("start", "pk").values_list("pk", flat=True).first()
    if first is None:
        messages.info(
            request,
            say("这篇文献没有读出记录，可以选中文字补充。", "No record was found here; select words to add one."),
        )
        return redirect("archive-document", row)
    return redirect("review", first)


@needs("archive.review_record", record_at)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """One record beside its text."""
    record = record_at(number)
    return render(request, "archive/review.html", _context(request, record))


def _context(request: HttpRequest, record: Record, form: RecordForm | None = None) -> dict[str, Any]:
    document = record.document
    shown = proofs(record.kind, record.body, document.text)
    text, cut = marked(document.text, _marks(record, shown), around=record.start)
    last = undoable(record)
    return {
        "record": record,
        "document": document,
        "strip": strip(document, record),
        "text": text,
        "cut": cut,
        "rows": (rows := _rows(record, shown)),
        "flags": [flag for flag in record.body.get("flags") or [] if not any(flag in row["doubts"] for row in rows)],
        "typology": [
            (each.label, label(each.codes(value)))
            for each in dimensions(record.kind)
            if each.codes is not None and each.key.startswith("typology.")
            if (value := standing_value(record.kind, record.body, each.key)) in each.values
        ],
        "candidate_values": [
            (field_of(record.kind, name), value)
            for each in record.body.get("candidates") or ()
            for name, value in each.items()
        ],
        "form": form,
        "undoable": last,
        "same": _same(request, record),
        **SECTION,
    }


def _marks(record: Record, shown: list[Proof]) -> list[Mark]:
    """The record's own evidence, the values in it with numbers, and what other records rest on."""
    marks = [
        Mark(span["start"], span["end"], key=f"e{number}", looks="whole")
        for number, span in enumerate(record.body.get("evidence") or ())
        if not span.get("field")
    ]
    for proof in shown:
        field = field_of(record.kind, proof.field)
        marks.append(
            Mark(
                proof.start,
                proof.end,
                key=f"p{proof.number}",
                looks=f"value hue-{field.hue if field else 'date'}",
                number=proof.number,
                title=field.label if field else "",
            )
        )
    others = record.document.records.exclude(pk=record.pk).exclude(state=Record.State.REJECTED)
    for other in others.only("pk", "kind", "body", "document_id"):
        marks += [
            Mark(
                span["start"],
                span["end"],
                key=f"o{other.pk}-{number}",
                looks="other",
                address=reverse("review", args=[other.pk]),
                title=f"{kind_label(other.kind)} · {title(other.kind, other.body)}",
            )
            for number, span in enumerate(other.body.get("evidence") or ())
        ]
    return marks


def _rows(record: Record, shown: list[Proof]) -> list[dict[str, Any]]:
    """The fields of the card: value, where it stands in the text, and doubts."""
    flags = record.body.get("flags") or []
    by_field: dict[str, list[int]] = {}
    for proof in shown:
        by_field.setdefault(proof.field, []).append(proof.number)
    rows = []
    for field in FIELDS[record.kind]:
        value = record.body.get(field.name)
        numbers = by_field.get(field.name, [])
        if field.holds == "date" and not is_empty(value):
            numbers = numbers or _with_this_day(record, value, shown)
            numbers = [*numbers, *by_field.get("year", [])]
        doubts = [flag for flag in flags if field.holds == "date" and flag in ("year_inferred", "reconstructed")]
        if field.role and "home_inferred" in flags and not is_empty(value):
            doubts.append("home_inferred")
        rows.append({"field": field, "value": value, "empty": is_empty(value), "numbers": numbers, "doubts": doubts})
    return rows


def _with_this_day(record: Record, day: str, shown: list[Proof]) -> list[int]:
    """The place of another day that holds this one too, as 17日至18日 does."""
    last = str(int(day.rpartition("-")[2]))
    words = ((proof, record.document.text[proof.start : proof.end]) for proof in shown)
    dates = (
        (proof, quote)
        for proof, quote in words
        if (found := field_of(record.kind, proof.field)) and found.hue == "date"
    )
    return [proof.number for proof, quote in dates if re.search(rf"(?<!\d){last}(?!\d)", quote)][:1]


def _same(request: HttpRequest, record: Record) -> dict[str, Any]:
    """Other reports of the same event: those that are merged, and those that perhaps should be."""
    event = record.event
    reports = [each for each in queries.event_reports(event, request.user) if each.pk != record.pk] if event else []
    maybe = candidates(record.kind, record.body, request.user, leaving_out=[event.pk] if event else ())
    return {
        "reports": reports,
        "differences": differences(record.kind, [record, *reports], event.body if event else None) if reports else [],
        "candidates": maybe,
    }


def _decided(request: HttpRequest, number: int, decide: Callable[[Record], Any]) -> HttpResponse:
    """Take a decision and go on to the next record; whatever stands in the way is told on the same page."""
    record = record_at(number)
    try:
        decide(record)
    except (ArchiveError, ConflictError) as told:
        messages.error(request, str(told))
        return redirect("review", number)
    return redirect("review", next_to_review(record.document, record) or number)


@require_POST
@needs("archive.review_record", record_at)
def accept(request: HttpRequest, number: int) -> HttpResponse:
    """Let a record stand."""
    version = _version(request)
    return _decided(
        request, number, lambda record: services.do_accept(record=record, actor=request.user, version=version)
    )


@require_POST
@needs("archive.review_record", record_at)
def reject(request: HttpRequest, number: int) -> HttpResponse:
    """Say that the text does not say it."""
    version, why = _version(request), request.POST.get("why", "")
    return _decided(
        request, number, lambda record: services.do_reject(record=record, actor=request.user, version=version, why=why)
    )


@require_POST
@needs("archive.review_record", record_at)
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take the last decision on a record back."""
    try:
        services.do_undo(record=record_at(number), actor=request.user)
        messages.success(request, say("已撤销。", "Undone."))
    except ArchiveError as told:
        messages.error(request, str(told))
    return redirect("review", number)


@needs("archive.review_record", record_at)
def edit(request: HttpRequest, number: int) -> HttpResponse:
    """Correct a record; what was typed stays when something is wrong or somebody was faster."""
    record = record_at(number)
    if request.method != "POST":
        form = RecordForm(kind=record.kind, before=record.body)
        return render(request, "archive/edit.html", _context(request, record, form))
    form = RecordForm(request.POST, kind=record.kind, before=record.body)
    status = 422
    if form.is_valid():
        body = form.body | {"evidence": _with_selected(request, record.document, form.body["evidence"])}
        try:
            services.do_correct(
                record=record, body=body, actor=request.user, version=_version(request), why=form.cleaned_data["why"]
            )
        except ConflictError as told:
            _show_both(form, told.current)
            record, status = told.current, 409
        except ArchiveError as told:
            form.add_error(None, str(told))
        else:
            messages.success(request, say("已改后接受。", "Corrected and accepted."))
            return redirect("review", next_to_review(record.document, record) or number)
    return render(request, "archive/edit.html", _context(request, record_at(number), form), status=status)


def _show_both(form: RecordForm, current: Record) -> None:
    """Set what is stored now beside what was typed, field by field."""
    form.add_error(None, ConflictError(current).args[0])
    for field in FIELDS[current.kind]:
        typed, stored = form.body.get(field.name), current.body.get(field.name)
        if (typed or None) != (stored or None):
            words = value_words(field, stored) or say("原文未述", "not stated")
            form.add_error(f"f-{field.name}", say("现存的值：{words}", "Stored now: {words}", words=words))


def _with_selected(request: HttpRequest, document: Document, spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The evidence with a place that the person selected besides, for a field or for the whole record."""
    start, end = request.POST.get("span-start", ""), request.POST.get("span-end", "")
    if not (start.isdecimal() and end.isdecimal() and 0 <= int(start) < int(end) <= len(document.text)):
        return spans
    span: dict[str, Any] = {"start": int(start), "end": int(end), "quote": document.text[int(start) : int(end)]}
    if field := request.POST.get("span-field", ""):
        span["field"] = field
    return [*spans, span]


@needs("archive.review_record", document_at)
def add(request: HttpRequest, row: str) -> HttpResponse:
    """Add a record: choose its kind and its words, then its values."""
    document = document_at(row)
    given = request.POST or request.GET
    start, end = given.get("start", ""), given.get("end", "")
    quote = given.get("quote", "")
    if not quote and start.isdecimal() and end.isdecimal():
        quote = document.text[int(start) : min(int(end), int(start) + 300)]
    kind = given.get("kind", "visit")
    kind = kind if kind in KINDS else "visit"
    chosen = (
        NewRecordForm({"kind": kind, "quote": quote, "start": start or None})
        if quote
        else NewRecordForm(initial={"kind": kind})
    )
    form = RecordForm(request.POST if request.POST.get("save") else None, kind=kind)
    status = 200
    if request.POST.get("save"):
        status = 422
        if chosen.is_bound and chosen.is_valid() and form.is_valid():
            span = _place_of(document, chosen.cleaned_data["quote"], chosen.cleaned_data["start"])
            if span is None:
                chosen.add_error(
                    "quote",
                    say("原文里没有这段文字，请逐字粘贴。", "The text does not say this; paste it word for word."),
                )
            else:
                try:
                    record = services.do_add_record(
                        document=document,
                        kind=kind,
                        body=form.body | {"evidence": [span]},
                        actor=request.user,
                        why=form.cleaned_data["why"],
                    )
                except ArchiveError as told:
                    form.add_error(None, str(told))
                else:
                    messages.success(request, say("已添加。", "Added."))
                    return redirect("review", record.pk)
    span = _place_of(document, quote, int(start) if start.isdecimal() else None) if quote else None
    marks = [Mark(span["start"], span["end"], key="new", looks="value hue-visitor")] if span else []
    text, cut = marked(document.text, marks, around=span["start"] if span else 0)
    context = {"document": document, "chosen": chosen, "form": form, "text": text, "cut": cut, "kind": kind, **SECTION}
    return render(request, "archive/add.html", context, status=status)


def _place_of(document: Document, quote: str, start: int | None) -> dict[str, Any] | None:
    """Where some words stand: at the place that was selected, else where they stand first."""
    quote = quote.replace("\r\n", "\n").strip()
    there = start is not None and document.text[start : start + len(quote)] == quote
    at = start if start is not None and there else document.text.find(quote)
    return {"start": at, "end": at + len(quote), "quote": quote} if quote and at >= 0 else None


@needs("archive.see_archive")
def regions(request: HttpRequest) -> JsonResponse:
    """The regions that a name may stand for, to choose from while typing."""
    found = lookup.region_options(request.GET.get("q", "")[:60]) if len(request.GET.get("q", "")) > 1 else []
    return JsonResponse({"regions": [{"name": each.name, "code": each.code} for each in found[:12]]})


def _version(request: HttpRequest) -> int | None:
    version = request.POST.get("version", "")
    return int(version) if version.isdecimal() else None
