"""What stands behind events: their reports, and the documents these are in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from django.db import connection

from tashan.web.archive.events import in_order
from tashan.web.archive.models import Document, Event, Record
from tashan.web.archive.queries import COUNTING, public_documents
from tashan.web.atlas.columns import Columns, Mask

MOST_EVENTS = 1_000
"""Events whose documents are counted; of more, the latest."""


_OF_A_DOCUMENT: Final = ("grade", "published", "state", "title", "name", "publisher", "language")
"""What rows of tables need of a document."""


def public_reports(events: Sequence[Event]) -> dict[int, list[Record]]:
    """The records that the public may see of some events, by the event's row, the best first, each with its document."""
    found = list(
        Record.objects.filter(event_id__in=[event.pk for event in events], state__in=COUNTING)
        .order_by()
        .defer("machine")
    )
    documents = public_documents().only(*_OF_A_DOCUMENT).in_bulk({record.document_id for record in found})
    reports: dict[int, list[Record]] = defaultdict(list)
    for record in found:
        if record.document_id in documents and record.event_id is not None:
            record.document = documents[record.document_id]
            reports[record.event_id].append(record)
    return {event: in_order(each) for event, each in reports.items()}


def _told(events: list[int]) -> list[tuple[str, int]]:
    """Published documents that tell of some events, each with of how many."""
    if not events:
        return []
    with connection.cursor() as cursor:
        places = ",".join(["%s"] * len(events))
        cursor.execute(_TOLD.format(events=places), [*events, *COUNTING, Document.State.PUBLISHED])
        return list(cursor.fetchall())


_TOLD: Final = """
SELECT r.document_id, count(DISTINCT r.event_id) FROM archive_record r JOIN archive_document d ON d.id = r.document_id
WHERE r.event_id IN ({events}) AND r.state IN (%s, %s) AND d.state = %s GROUP BY r.document_id
"""


def documents_behind(columns: Columns, mask: Mask, most: int) -> tuple[list[Document], int]:
    """
    The documents that tell of most of some events, and how many there are.

    Args:
        columns: the public events.
        mask: which of them.
        most: how many documents are given; each carries in `told` of how many of the events it tells.
    """
    latest = columns.newest[mask[columns.newest]][:MOST_EVENTS]
    ranked = sorted(_told(columns.ids[latest].tolist()), key=lambda row: (-row[1], row[0]))
    found = public_documents().in_bulk([key for key, _ in ranked[:most]])
    documents = []
    for key, told in ranked[:most]:
        if key in found:
            found[key].told = told
            documents.append(found[key])
    return documents, len(ranked)
