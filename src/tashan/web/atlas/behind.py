"""
What stands behind events: their reports, and the documents these are in.

Records are fetched by their events alone and documents by their keys: with both in one statement SQLite starts from all
published documents, which is a hundred times slower.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from tashan.web.archive.events import in_order
from tashan.web.archive.models import Document, Event, Record
from tashan.web.archive.queries import COUNTING, public_documents
from tashan.web.atlas.columns import Columns, Mask

MOST_EVENTS = 1_000
"""Events whose documents are counted; of more, the latest."""


def public_reports(events: Sequence[Event]) -> dict[int, list[Record]]:
    """The records that the public may see of some events, by the event's row, the best first, each with its document."""
    found = list(
        Record.objects.filter(event_id__in=[event.pk for event in events], state__in=COUNTING)
        .order_by()
        .defer("machine")
    )
    documents = public_documents().in_bulk({record.document_id for record in found})
    reports: dict[int, list[Record]] = defaultdict(list)
    for record in found:
        if record.document_id in documents and record.event_id is not None:
            record.document = documents[record.document_id]
            reports[record.event_id].append(record)
    return {event: in_order(each) for event, each in reports.items()}


def documents_behind(columns: Columns, mask: Mask, most: int) -> tuple[list[Document], int]:
    """
    The documents that tell of most of some events, and how many there are.

    Args:
        columns: the public events.
        mask: which of them.
        most: how many documents are given; each carries in `told` of how many of the events it tells.
    """
    latest = columns.newest[mask[columns.newest]][:MOST_EVENTS]
    pairs = (
        Record.objects.filter(event_id__in=columns.ids[latest].tolist(), state__in=COUNTING)
        .order_by()
        .values_list("document_id", "event_id")
        .distinct()
    )
    told = Counter(document for document, _ in pairs)
    public = set(
        Document.objects.filter(pk__in=list(told), state=Document.State.PUBLISHED)
        .order_by()
        .values_list("pk", flat=True)
    )
    ranked = sorted(public, key=lambda key: (-told[key], key))
    found = public_documents().in_bulk(ranked[:most])
    documents = [found[key] for key in ranked[:most] if key in found]
    for document in documents:
        document.told = told[document.pk]
    return documents, len(public)
