"""Requests of the public, and the answers of those who keep the archive."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from tashan.web.archive import queries, services
from tashan.web.archive.forms import RequestForm
from tashan.web.archive.models import Document, Event, Request
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.views.common import SECTION, event_at, request_at
from tashan.web.archive.wording import title
from tashan.web.pages.access import needs, public
from tashan.web.pages.words import say


@public
def about_event(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a correction or a take-down of a public event."""
    event = event_at(key)
    if not event.public:
        raise Http404
    return _ask(request, title(event.kind, event.body), {"event": event}, _back("event", event.key))


@public
def about_document(request: HttpRequest, row: str) -> HttpResponse:
    """Ask for a correction or a take-down of a published document."""
    document = get_object_or_404(Document, pk=row, state=Document.State.PUBLISHED)
    return _ask(request, str(document), {"document": document}, _back("source", document.pk))


def _back(view: str, key: str) -> str:
    """The public page of the thing, where this installation has one."""
    try:
        return reverse(view, args=[key])
    except NoReverseMatch:
        return reverse("home")


def _ask(request: HttpRequest, name: str, about: dict[str, Any], back: str) -> HttpResponse:
    form = RequestForm(request.POST or None, initial={"kind": "correction"})
    status = 200
    if request.method == "POST":
        status = 422
        if request.POST.get("website"):  # a person does not see that field
            return render(request, "archive/request_received.html", {"name": name, "back": back, "number": "–"})
        if form.is_valid():
            said = {key: value for key, value in form.cleaned_data.items() if key != "website"}
            try:
                made = services.do_request(sender=_sender(request), **said, **about)
            except ArchiveError as told:
                form.add_error(None, str(told))
                status = 429
            else:
                return render(request, "archive/request_received.html", {"name": name, "back": back, "number": made.pk})
    answered = Request.objects.filter(**about).exclude(state=Request.State.OPEN)
    context = {"form": form, "name": name, "back": back, "answered": answered, **SECTION}
    return render(request, "archive/request.html", context, status=status)


def _sender(request: HttpRequest) -> str:
    """Where a request comes from, hashed: the address that the server sees, behind https the one its proxy adds."""
    forwarded = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip() if settings.HTTPS else ""
    return services.sender_hash(forwarded or request.META.get("REMOTE_ADDR", ""))


@needs("archive.answer_request")
def listing(request: HttpRequest) -> HttpResponse:
    """Requests about what I answer for, open ones first."""
    found = queries.requests_to_answer(request.user)
    rows = [
        {
            "request": each,
            "name": str(each.document)
            if each.document
            else title(each.event.kind, each.event.body)
            if each.event
            else "",
            "address": _address(each),
        }
        for each in found.select_related("document", "event", "answered_by")[:200]
    ]
    waiting = found.filter(state=Request.State.OPEN).count()
    return render(request, "archive/requests.html", {"rows": rows, "open": waiting, **SECTION})


def _address(request: Request) -> str:
    if request.document_id:
        return reverse("archive-document", args=[request.document_id])
    event: Event | None = request.event
    return reverse("archive-event", args=[event.key]) if event else ""


@require_POST
@needs("archive.answer_request", request_at)
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a request."""
    try:
        services.do_answer(
            request=request_at(number),
            accepted=request.POST.get("verdict") == "accepted",
            answer=request.POST.get("answer", ""),
            actor=request.user,
        )
        messages.success(
            request, say("已答复；答复显示在公开页面上。", "Answered; the answer stands on the public page.")
        )
    except ArchiveError as told:
        messages.error(request, str(told))
    return redirect("archive-requests")
