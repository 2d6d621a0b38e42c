"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tashan.web.archive.models import Document, Event, Record, Request
from tashan.web.archive.wording import title
from tashan.web.audit.things import Kind, allowed, register, rows_named
from tashan.web.pages.words import say

SHOWN = 40
"""Characters of a request that stand for it."""


def register_things() -> None:
    """Make documents, records, events and requests known."""
    register(
        Kind(
            "archive.document",
            "文献",
            "document",
            rows_named(
                Document, lambda row: _document(row.pk), may=allowed("archive.read_document"), without=("text",)
            ),
        ),
        Kind(
            "archive.record",
            "记录",
            "record",
            rows_named(
                Record,
                lambda row: _document(row.document_id),
                may=lambda reader, row: bool(reader.has_perm("archive.read_document", row.document)),
                name=lambda row: title(row.kind, row.body),
                related=("document",),
                without=("machine", "document__text"),
            ),
        ),
        Kind(
            "archive.event",
            "事件",
            "event",
            rows_named(
                Event,
                lambda row: reverse("archive-event", args=[row.key]),
                may=allowed("archive.read_document"),
                name=lambda row: title(row.kind, row.body),
                by="key",
            ),
        ),
        Kind(
            "archive.request",
            "公众请求",
            "request of the public",
            rows_named(
                Request,
                lambda row: reverse("request-answer", args=[row.pk]),
                may=allowed("archive.answer_request"),
                name=_request,
            ),
        ),
    )


def _document(pk: str) -> str:
    return reverse("archive-document", args=[pk])


def _request(row: Any) -> str:
    text = row.text if len(row.text) <= SHOWN else row.text[: SHOWN - 1] + "…"
    return say("{kind}：{text}", "{kind}: {text}", kind=row.get_kind_display(), text=text)
