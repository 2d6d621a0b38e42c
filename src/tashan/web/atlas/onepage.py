"""
A selection of records as one page that needs no network: map, timeline, table, and each record at its quote.

It is the page that `tashan demo` makes, made of the archive instead of files. Like all of the atlas it holds what is
public alone: of a document whose text may not be shown, the quotes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from tashan.briefs.page import render_page
from tashan.briefs.papers import Paper, Source
from tashan.records import LISTS, Reading, from_dict
from tashan.web.archive.models import Document, Event, Record
from tashan.web.archive.queries import COUNTING
from tashan.web.atlas.behind import documents_behind
from tashan.web.atlas.columns import Columns, Mask
from tashan.web.atlas.maps import edges

MOST: Final = 100
"""Documents of one page; of more, those that tell of most of the records chosen."""


def page_of(columns: Columns, mask: Mask) -> tuple[str, int]:
    """
    The page about some public events, and how many documents it leaves out.

    Args:
        columns: the public events.
        mask: which of them.
    """
    documents, number = documents_behind(columns, mask, MOST)
    rows = set(columns.ids[mask].tolist())
    papers = [_paper(document, _records(document, rows)) for document in documents]
    page = render_page(
        papers,
        boundaries=edges(),
        today=timezone.localdate().isoformat(),
        with_map=bool(settings.MAP_REVIEW_NUMBER),
    )
    return page, number - len(documents)


def _records(document: Document, events: set[int]) -> list[Record]:
    """The public records of a document that report one of some events."""
    found = Record.objects.filter(document=document, state__in=COUNTING, event__in=Event.objects.filter(public=True))
    return [record for record in found.order_by("start", "pk") if record.event_id in events]


def _paper(document: Document, records: Sequence[Record]) -> Paper:
    bodies: list[tuple[str, Mapping[str, Any]]] = [(record.kind, record.body) for record in records]
    text = document.text
    if not document.text_public:
        text, bodies = _quotes_alone(bodies)
    lists: Any = dict.fromkeys(LISTS.values(), ())
    for kind, body in bodies:
        lists[LISTS[kind]] += (from_dict(kind, body),)
    reading = Reading(
        id=document.name,
        language=document.language or None,
        published=document.published if len(document.published) == len("2023-03-20") else None,
        **lists,
    )
    source = Source(
        title=document.title or None,
        publisher=document.publisher or None,
        published=document.published or None,
        link=document.url or None,
    )
    return Paper(reading, text, source)


def _quotes_alone(bodies: Sequence[tuple[str, Mapping[str, Any]]]) -> tuple[str, list[tuple[str, Mapping[str, Any]]]]:
    """The quotes of some records as a text, a line each, and the records with their evidence led to it."""
    at: dict[tuple[int, str], int] = {}
    lines: list[str] = []
    length = 0
    for start, quote in sorted({(span["start"], span["quote"]) for _, body in bodies for span in body["evidence"]}):
        at[start, quote] = length
        lines.append(quote)
        length += len(quote) + 1
    led: list[tuple[str, Mapping[str, Any]]] = []
    for kind, body in bodies:
        spans = []
        for span in body["evidence"]:
            start = at[span["start"], span["quote"]]
            spans.append({**span, "start": start, "end": start + len(span["quote"])})
        led.append((kind, {**body, "evidence": spans}))
    return "\n".join(lines), led
