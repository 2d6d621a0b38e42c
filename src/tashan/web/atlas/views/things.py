"""The pages of one event, one document, one public role, and the evidence of one field."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_vary_headers

from tashan.web.archive.models import Document, Event, Record
from tashan.web.archive.queries import COUNTING, event_reports
from tashan.web.archive.shapes import kind_label
from tashan.web.atlas import things as known
from tashan.web.atlas.citations import gbt
from tashan.web.atlas.cited import cited_document, cited_event, cited_page, forms
from tashan.web.atlas.evidence import WHOLE, marked
from tashan.web.atlas.histories import history_of
from tashan.web.atlas.rows import field_label, row_of, rows_of
from tashan.web.pages.access import public
from tashan.web.pages.words import say, spoken
from tashan.web.search.titles import full_title


@public
def event(request: HttpRequest, key: str) -> HttpResponse:
    """Everything known of an event: each report, where they differ, what was chosen and why."""
    found = get_object_or_404(Event, key=key)
    if found.merged_into is not None:
        return redirect("event", found.merged_into.key, permanent=False)
    if not request.user.has_perm("archive.read_document", found):
        raise Http404(key)
    reports = event_reports(found, request.user)
    documents = {record.document_id: record.document for record in reports}
    texts = dict(Document.objects.filter(pk__in=documents).values_list("pk", "text"))
    for record in reports:
        record.document.text = texts[record.document_id]
    row = row_of(found, reports)
    context = {
        "section": "records",
        "event": found,
        "row": row,
        "kind": kind_label(found.kind),
        "lines": known.lines_of(found, reports),
        "reports": [
            {
                "record": record,
                "quotes": known.quotes_of(record, WHOLE, whole=known.may_see_text(request.user, record.document)),
                "flags": known.flags_of(record.body),
            }
            for record in reports
        ],
        "flags": known.flags_of(found.body),
        "history": history_of(found, reports, request.user),
        "citations": forms(cited_event(request, found)),
        **known.health_of(found, reports),
    }
    return render(request, "atlas/event.html", context)


@public
def evidence(request: HttpRequest, record: int, field: str) -> HttpResponse:
    """The quote behind a field in its place; a fragment for the side sheet, a page without scripts."""
    found = get_object_or_404(
        Record.objects.select_related("document", "event", "reviewed_by__organisation"), pk=record
    )
    if not known.may_see_record(request.user, found):
        raise Http404(record)
    if field != WHOLE and field not in found.body:
        raise Http404(field)
    whole = known.may_see_text(request.user, found.document)
    reports = event_reports(found.event, request.user) if found.event else []
    title = full_title(found.kind, found.body, found.event.day if found.event else "")
    context = {
        "section": "records",
        "record": found,
        "document": found.document,
        "field": field,
        "label": say("整条记录", "the whole record") if field == WHOLE else field_label(found.kind, field),
        "value": _value(found, field),
        "title": spoken(title.zh, title.en),
        "quotes": known.quotes_of(found, field, whole=whole),
        "whole": whole,
        "flags": known.flags_of(found.body),
        "others": known.other_values(found, field, reports) if len(reports) > 1 else [],
        "differs": any(each["differs"] for each in known.other_values(found, field, reports)),
        "citation": gbt(cited_document(request, found.document)),
    }
    template = "atlas/sheet.html" if getattr(request, "htmx", False) else "atlas/evidence.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _value(record: Record, field: str) -> str:
    from tashan.web.archive.shapes import field_of

    found = field_of(record.kind, field)
    return known.value_words(found, record.body.get(field)) if found else ""


@public
def source(request: HttpRequest, key: str) -> HttpResponse:
    """A document as the public may see it: where it is from, what it tells, and its text or its quotes."""
    document = get_object_or_404(Document, pk=key)
    if not request.user.has_perm("archive.read_document", document):
        raise Http404(key)
    records = list(
        Record.objects.filter(document=document, state__in=COUNTING, event__isnull=False)
        .select_related("event")
        .order_by("start", "pk")
    )
    whole = known.may_see_text(request.user, document)
    for record in records:
        record.document = document
    spans = [
        (span["start"], span["end"], number)
        for number, record in enumerate(records, 1)
        for span in record.body.get("evidence") or ()
    ]
    events = {record.event_id: record.event for record in records if record.event is not None}
    rows = {row.event.pk: row for row in rows_of(list(events.values()))}
    context = {
        "section": "records",
        "document": document,
        "whole": whole,
        "told": [
            {
                "number": number,
                "record": record,
                "row": rows.get(record.event_id or 0),
                "quotes": () if whole else known.quotes_of(record, WHOLE, whole=False),
            }
            for number, record in enumerate(records, 1)
        ],
        "paragraphs": marked(document.text, spans) if whole else (),
        "works": request.user.has_perm("archive.see_archive", document),
        "requests": list(document.requests.exclude(state="open")),
        "citations": forms(cited_document(request, document)),
    }
    return render(request, "atlas/document.html", context)


@public
def person_role(request: HttpRequest, name: str) -> HttpResponse:
    """The public role of somebody who led a delegation: name and titles as spelled, and which events."""
    found = known.roles_of(name)
    if not found:
        raise Http404(name)
    rows = rows_of([event for event, _ in found])
    titles = list(dict.fromkeys(title for _, title in found if title))
    context: dict[str, Any] = {
        "section": "records",
        "name": name,
        "titles": titles,
        "rows": [(row, title) for row, (_, title) in zip(rows, found, strict=True)],
        "citations": forms(cited_page(request, name, f"person-{name}")),
    }
    return render(request, "atlas/person.html", context)


@public
def cite(request: HttpRequest, what: str, key: str, form: str) -> HttpResponse:
    """A citation as a file: BibTeX or RIS, of an event or a document."""
    if what == "events":
        event_found = get_object_or_404(Event, key=key)
        if not request.user.has_perm("archive.read_document", event_found):
            raise Http404(key)
        thing = cited_event(request, event_found)
    else:
        document = get_object_or_404(Document, pk=key)
        if not request.user.has_perm("archive.read_document", document):
            raise Http404(key)
        thing = cited_document(request, document)
    chosen = next((each for each in forms(thing) if each["file"] == form), None)
    if chosen is None:
        raise Http404(form)
    types = {"bib": "application/x-bibtex", "ris": "application/x-research-info-systems"}
    response = HttpResponse(chosen["text"], content_type=f"{types[form]}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="tashan-{key}.{form}"'
    return response
