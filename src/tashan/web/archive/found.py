"""Everything in the archive that can be found by search, for making its index anew."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.web.archive.models import Document, Event
from tashan.web.search.entries import document_things, event_things
from tashan.web.search.services import Thing


def things() -> Iterator[Thing]:
    """Events that somebody reports, and documents that have been read."""
    yield from event_things(Event.objects.filter(merged_into=None, sources__gt=0).iterator(500), {})
    for document in Document.objects.exclude(text="").iterator(50):
        yield from document_things(document)
