"""What the archive knows; the same for pages and API."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from tashan.web.accounts.predicates import grants
from tashan.web.archive.events import basis, in_order
from tashan.web.archive.models import Document, Event, Record, Request
from tashan.web.pages.places import EVERYWHERE

COUNTING = (Record.State.ACCEPTED, Record.State.CORRECTED)


def public_events() -> QuerySet[Event]:
    """The events that the public may know, newest day first; one that was merged away has no report and is not public."""
    return Event.objects.filter(public=True)


def public_documents() -> QuerySet[Document]:
    """The documents that the public may know of, newest first; without their texts."""
    return Document.objects.filter(state=Document.State.PUBLISHED).defer("text")


def event_reports(event: Event, person: Any = None) -> list[Record]:
    """
    The records that report an event, the best first, each with its document.

    Args:
        event: the event.
        person: who asks; nobody sees the published ones alone, people also those of archives that they may read.
    """
    found = Record.objects.filter(event=event, state__in=COUNTING).select_related("document").defer("document__text")
    return in_order(found.filter(_readable("document__", person)))


def event_basis(event: Event) -> list[Record]:
    """The reports that the event's values come from, the best first."""
    found = Record.objects.filter(event=event, state__in=COUNTING).select_related("document").defer("document__text")
    return in_order(basis(list(found)))


def readable_documents(person: Any) -> QuerySet[Document]:
    """The documents that a person may read: published ones, and all of the archives where they hold a role."""
    return Document.objects.filter(_readable("", person)).defer("text")


def own_documents(person: Any) -> QuerySet[Document]:
    """The documents of the archives where a person holds a role."""
    return Document.objects.filter(own_places("place", person)).defer("text")


def requests_to_answer(person: Any) -> QuerySet[Request]:
    """The requests of the public that a person may answer, open ones first, then the oldest."""
    roles = ("officer", "approver", "administrator")
    mine = own_places("document__place", person, roles) | own_places("event__records__document__place", person, roles)
    return Request.objects.filter(mine).distinct().order_by("answered_at", "received_at", "pk")


def _readable(prefix: str, person: Any) -> Q:
    return Q(**{f"{prefix}state": Document.State.PUBLISHED}) | own_places(f"{prefix}place", person)


def own_places(field: str, person: Any, roles: tuple[str, ...] = ()) -> Q:
    """
    The condition that a column names a place where a person holds a role (one of some, or any).

    The same as `tashan.web.accounts.predicates.holds`, for rows instead of a thing.
    """
    found = Q(pk__in=())
    for grant in grants(person):
        if roles and grant.role not in roles:
            continue
        if grant.place == EVERYWHERE:
            return ~Q(pk__in=())  # an empty condition would vanish where this one is one of two
        found |= Q(**{field: grant.place})
        if grant.place.isdigit() and grant.place.endswith("00"):
            stem = grant.place[:2] if grant.place.endswith("0000") else grant.place[:4]
            found |= Q(**{f"{field}__gte": stem, f"{field}__lt": str(int(stem) + 1)})
    return found
