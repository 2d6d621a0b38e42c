"""Facts about documents and events on which permissions of the archive rest."""

from __future__ import annotations

from typing import Any

import rules

from tashan.web.archive.models import Document, Event, Record, Request


def document_of(thing: Any) -> Document | None:
    """The document that a permission is asked for, if it is asked for one."""
    if isinstance(thing, Document):
        return thing
    if isinstance(thing, Record):
        return thing.document
    return thing.document if isinstance(thing, Request) else None


@rules.predicate
def is_open_to_all(_person: Any, thing: Any = None) -> bool:
    """Whether the public may know of it."""
    if isinstance(thing, Event):
        return thing.public
    document = document_of(thing)
    return document is not None and document.is_public


@rules.predicate
def can_be_published(_person: Any, thing: Any = None) -> bool:
    """Whether it has been read and is not public; asked for a place, whether anything there could be."""
    document = document_of(thing)
    return document is None or document.state in (Document.State.READ, Document.State.WITHDRAWN)


@rules.predicate
def can_be_withdrawn(_person: Any, thing: Any = None) -> bool:
    """Whether it is public; asked for a place, whether anything there could be."""
    document = document_of(thing)
    return document is None or document.is_public


@rules.predicate
def has_text(_person: Any, thing: Any = None) -> bool:
    """Whether it has been read, so that there is something to review."""
    document = document_of(thing)
    return document is None or document.state in (
        Document.State.READ,
        Document.State.PUBLISHED,
        Document.State.WITHDRAWN,
    )
