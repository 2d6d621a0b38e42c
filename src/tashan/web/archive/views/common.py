"""What pages of the archive share: finding their things, and the strip of a document's records."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from tashan.web.archive.events import end_of
from tashan.web.archive.models import Document, Event, Record, Request

SECTION = {"section": "records"}


def document_at(row: str) -> Document:
    """The document of an address."""
    return get_object_or_404(Document, pk=row)


def record_at(number: int, **_rest: str) -> Record:
    """The record of an address, with its document; what else stands in the address is for the page."""
    return get_object_or_404(Record.objects.select_related("document", "event"), pk=number)


def event_at(key: str) -> Event:
    """The event of an address; one that was merged gives the event into which it was."""
    return end_of(get_object_or_404(Event, key=key))


def request_at(number: int) -> Request:
    """The request of an address."""
    return get_object_or_404(Request, pk=number)


def strip(document: Document, current: Record | None = None) -> dict[str, Any]:
    """The records of a document in the order of the text, how many stand in each state, and the neighbours of one."""
    records = list(document.records.defer("body", "machine").order_by("start", "pk"))
    counts = {state: sum(record.state == state for record in records) for state in Record.State.values}
    rows = [record.pk for record in records]
    at = rows.index(current.pk) if current is not None else -1
    return {
        "records": records,
        "counts": counts,
        "number": at + 1,
        "total": len(rows),
        "previous": rows[at - 1] if at > 0 else None,
        "next": rows[at + 1] if 0 <= at < len(rows) - 1 else None,
    }


def next_to_review(document: Document, after: Record | None = None) -> int | None:
    """The next record of a document that nobody has reviewed, from one on and then from the top."""
    rows = list(document.records.filter(state=Record.State.PROPOSED).order_by("start", "pk").values_list("start", "pk"))
    if not rows:
        return None
    if after is not None:
        return next((row for start, row in rows if (start, row) > (after.start, after.pk)), rows[0][1])
    return int(rows[0][1])
