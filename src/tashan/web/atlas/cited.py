"""What the pages of this site are cited as."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from tashan.web.archive.models import Document, Event
from tashan.web.atlas.citations import Cited, bibtex, gbt, ris
from tashan.web.pages.words import spoken
from tashan.web.search.titles import full_title


def cited_page(request: HttpRequest, title: str, key: str, *, kind: str = "page", changed: str = "") -> Cited:
    """A page of this site at its present address, without the reader's language."""
    query = request.GET.copy()
    query.pop("language", None)
    address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}" if query else request.path)
    return Cited(key=key, title=title, accessed=_today(), address=address, kind=kind, changed=changed)


def cited_event(request: HttpRequest, event: Event) -> Cited:
    """An event."""
    words = full_title(event.kind, event.body, event.day)
    return Cited(
        key=event.key,
        title=spoken(words.zh, words.en),
        accessed=_today(),
        address=request.build_absolute_uri(f"/events/{event.key}"),
        changed=timezone.localdate(event.changed_at).isoformat(),
    )


def cited_document(request: HttpRequest, document: Document) -> Cited:
    """A document: at its own address where it has one, else at its page here."""
    return Cited(
        key=document.pk,
        title=str(document),
        author="",
        publisher=document.publisher,
        published=document.published,
        accessed=_today(),
        address=document.url or request.build_absolute_uri(f"/sources/{document.pk}"),
        kind="document",
    )


def forms(thing: Cited) -> list[dict[str, Any]]:
    """The citation in its three forms, for the page."""
    return [
        {"name": "GB/T 7714", "text": gbt(thing), "file": ""},
        {"name": "BibTeX", "text": bibtex(thing), "file": "bib"},
        {"name": "RIS", "text": ris(thing), "file": "ris"},
    ]


def _today() -> str:
    return timezone.localdate().isoformat()
