"""The list of documents, and a document with its text, its records and what is said about it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from tashan.web.archive import queries, services
from tashan.web.archive.forms import SourceForm
from tashan.web.archive.marks import Mark, marked
from tashan.web.archive.models import Document, Record
from tashan.web.archive.problems import ArchiveError, ConflictError
from tashan.web.archive.shapes import kind_label
from tashan.web.archive.troubles import troubles
from tashan.web.archive.views.common import SECTION, document_at, next_to_review, strip
from tashan.web.archive.wording import title
from tashan.web.jobs.services import do_start
from tashan.web.pages.access import needs
from tashan.web.pages.words import say

_SORTS = {"new": ("-uploaded_at", "id"), "day": ("-published", "id"), "open": ("-open_records", "-uploaded_at")}


@needs("archive.see_archive")
def archive(request: HttpRequest) -> HttpResponse:
    """The documents of my archives."""
    own = queries.own_documents(request.user)
    asked = {name: request.GET.get(name, "").strip() for name in ("q", "state", "place", "sort")}
    found = own
    if asked["state"] in Document.State.values:
        found = found.filter(state=asked["state"])
    if asked["place"]:
        found = found.filter(place=asked["place"])
    if asked["q"]:
        found = found.filter(
            Q(title__icontains=asked["q"]) | Q(publisher__icontains=asked["q"]) | Q(name__icontains=asked["q"])
        )
    page = Paginator(found.order_by(*_SORTS.get(asked["sort"], _SORTS["new"])), 50).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "asked": asked,
        "states": Document.State.choices,
        "places": own.order_by("place").values_list("place", flat=True).distinct(),
        "total": own.count(),
        "to_review": own.filter(open_records__gt=0).aggregate(open=Sum("open_records"))["open"] or 0,
        "may": {
            verb: request.user.has_perm(f"archive.{permission}")
            for verb, permission in (("add", "add_document"), ("code", "code_record"), ("answer", "answer_request"))
        },
        "reviewable": {each.pk for each in page if request.user.has_perm("archive.review_record", each)},
        **SECTION,
    }
    return render(request, "archive/archive.html", context)


@needs("archive.read_document", document_at)
def document(request: HttpRequest, row: str) -> HttpResponse:
    """A document: text with every record marked, records, source, problems."""
    return _page(request, document_at(row))


def _page(request: HttpRequest, document: Document, form: SourceForm | None = None, status: int = 200) -> HttpResponse:
    records = list(document.records.select_related("event").order_by("start", "pk"))
    for record in records:
        record.document = document
    works = request.user.has_perm("archive.see_archive", document)
    if not works:
        records = [record for record in records if record.counts]
    text, cut = marked(document.text, _marks(records)) if works or document.text_public else ("", False)
    initial = {name: getattr(document, name) for name in services.documents.DESCRIBED}
    context = {
        "document": document,
        "records": records,
        "text": text,
        "cut": cut,
        "form": form or SourceForm(initial=initial),
        "works": works,
        "may": {
            verb: request.user.has_perm(f"archive.{permission}", document)
            for verb, permission in (
                ("edit", "edit_document"),
                ("review", "review_record"),
                ("publish", "publish_document"),
                ("withdraw", "withdraw_document"),
                ("add", "add_document"),
            )
        },
        "open": next_to_review(document),
        "troubles": troubles(document.problems, document.text) if works else [],
        "strip": strip(document),
        "requests": document.requests.exclude(state="open"),
        **SECTION,
    }
    return render(request, "archive/document.html", context, status=status)


def _marks(records: list[Record]) -> list[Mark]:
    return [
        Mark(
            span["start"],
            span["end"],
            key=f"{record.pk}-{number}",
            looks=f"record {record.state}",
            address=f"#r-{record.pk}",
            title=f"{kind_label(record.kind)} · {title(record.kind, record.body)}",
        )
        for record in records
        if record.state != Record.State.REJECTED
        for number, span in enumerate(record.body.get("evidence") or ())
    ]


@require_POST
@needs("archive.review_record", document_at)
def accept_all(request: HttpRequest, row: str) -> HttpResponse:
    """Let all records stand that nobody has reviewed yet, as many as the person saw, for a reason."""
    document, seen = document_at(row), request.POST.get("count", "")
    try:
        number = services.do_accept_remaining(
            document=document,
            actor=request.user,
            why=request.POST.get("why", ""),
            expected=int(seen) if seen.isdecimal() else -1,
        )
    except ArchiveError as told:
        messages.error(request, str(told))
    else:
        zh, en = "已接受 {n} 条；24 小时内可逐条撤销。", "{n} records accepted; each can be undone for 24 hours."
        messages.success(request, say(zh, en, n=number))
    return redirect("archive-document", row)


@require_POST
@needs("archive.edit_document", document_at)
def edit(request: HttpRequest, row: str) -> HttpResponse:
    """Change what is said about a document; what was typed stays when something is wrong or somebody was faster."""
    document = document_at(row)
    form = SourceForm(request.POST)
    if not form.is_valid():
        return _page(request, document, form, 422)
    try:
        services.do_edit_document(
            actor=request.user, document=document, version=_number(request.POST.get("version")), **form.cleaned_data
        )
    except ConflictError as told:
        form.add_error(None, str(told))
        for name, value in list(form.cleaned_data.items()):
            if value != getattr(told.current, name):
                form.add_error(
                    name, say("现存的值：{value}", "Stored now: {value}", value=getattr(told.current, name) or "–")
                )
        return _page(request, told.current, form, 409)
    except ArchiveError as told:
        form.add_error(None, str(told))
        return _page(request, document, form, 422)
    messages.success(request, say("已保存。", "Saved."))
    return redirect("archive-document", row)


@require_POST
@needs("archive.publish_document", document_at)
def publish(request: HttpRequest, row: str) -> HttpResponse:
    """Let the public see it."""
    return _move(request, services.do_publish, row, say("已公开。", "Published."))


@require_POST
@needs("archive.withdraw_document", document_at)
def withdraw(request: HttpRequest, row: str) -> HttpResponse:
    """Take it off the public pages."""
    return _move(request, services.do_withdraw, row, say("已撤下。", "Taken down."))


def _move(request: HttpRequest, service: Any, row: str, told: str) -> HttpResponse:
    try:
        service(document=document_at(row), actor=request.user, why=request.POST.get("why", ""))
        messages.success(request, told)
    except ArchiveError as wrong:
        messages.error(request, str(wrong))
    return redirect("archive-document", row)


@require_POST
@needs("archive.edit_document", document_at)
def read_again(request: HttpRequest, row: str) -> HttpResponse:
    """Have a document read (again) that could not be read or waits."""
    document = document_at(row)
    Document.objects.filter(pk=row, state=Document.State.FAILED).exclude(file="").update(state=Document.State.WAITING)
    job = do_start(
        kind="archive.read", arguments={"documents": [row], "outcomes": []}, place=document.place, actor=request.user
    )
    return redirect("job", job.pk)


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
