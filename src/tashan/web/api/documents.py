"""Documents: texts with their sources."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema
from pydantic import Field

from tashan.web.accounts.interface import PROBLEMS, Day, PageOf, Paging, Problem, Word, page
from tashan.web.archive import queries
from tashan.web.archive.models import Document, Record
from tashan.web.pages.places import within

router = Router()


class DocumentRow(Schema):
    """A document in a list."""

    id: str
    title: str
    publisher: str
    published: str
    url: str
    licence: str
    grade: str
    language: str
    place: str
    state: str
    themes: list[str]
    uploaded_at: datetime


class DocumentRecord(Schema):
    """A record that was read from the document."""

    id: str
    kind: str
    state: str
    values: dict[str, Any]


class DocumentWhole(DocumentRow):
    """A document with its records; `text` is null where its licence allows quotes only."""

    text: str | None
    records: list[DocumentRecord]


class Wanted(Paging):
    """Which documents."""

    place: Word = Field("", description="code of the region, or body:ID, whose archive keeps it")
    state: Document.State | None = Field(None, description="where it stands")
    since: Day | None = Field(None, description="published on or after")
    until: Day | None = Field(None, description="published on or before")
    publisher: Word = Field("", description="part of the publisher's name")


@router.get("", response={200: PageOf[DocumentRow], PROBLEMS: Problem}, summary="Documents, newest first")
def documents(request: HttpRequest, wanted: Query[Wanted]) -> Any:
    """Published documents; with a key also those of your archives."""
    found = queries.readable_documents(request.user)
    if wanted.place:
        found = found.filter(within("place", [wanted.place]))
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.publisher:
        found = found.filter(publisher__icontains=wanted.publisher)
    if wanted.since:
        found = found.filter(published__gte=wanted.since)
    if wanted.until:
        found = found.filter(published__lte=f"{wanted.until}~").exclude(published="")
    return page(found.order_by("-uploaded_at", "pk"), wanted, row)


@router.get("/{key}", response={200: DocumentWhole, PROBLEMS: Problem}, summary="One document with its records")
def document(request: HttpRequest, key: Word) -> Any:
    """Records that people let stand; for who works in its archive, all of them, and the text."""
    found = get_object_or_404(queries.readable_documents(request.user).defer(None), pk=key)
    own = request.user.has_perm("archive.see_archive", found)
    records = Record.objects.filter(document=found)
    if not own:
        records = records.filter(state__in=queries.COUNTING)
    return {
        **row(found),
        "text": found.text if own or found.text_public else None,
        "records": [
            {"id": each.record_id, "kind": each.kind, "state": each.state, "values": each.body} for each in records
        ],
    }


def row(document: Document) -> dict[str, Any]:
    """A document in a list."""
    return {
        name: getattr(document, name)
        for name in (
            "id", "title", "publisher", "published", "url", "licence", "grade", "language", "place", "state", "themes",
            "uploaded_at",
        )
    }  # fmt: skip
