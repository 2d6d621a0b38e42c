"""Everything of the archive that can be found, for making the index of the search anew."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.web.archive.models import Document, Event
from tashan.web.search.entries import document_things, event_things
from tashan.web.search.services import Thing

_TOGETHER = 500


def events() -> Iterator[Thing]:
    """All events that somebody reports."""
    found = Event.objects.filter(merged_into=None, sources__gt=0).order_by("pk")
    yield from event_things(found.iterator(chunk_size=_TOGETHER), {})


def documents() -> Iterator[Thing]:
    """All documents, each as far as the public and its keepers may see it."""
    for document in Document.objects.order_by("pk").iterator(chunk_size=_TOGETHER):
        yield from document_things(document)
