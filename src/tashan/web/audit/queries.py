"""Reading and checking the chain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from tashan.web.audit.chain import Break, first_break
from tashan.web.audit.gate import whole_chain
from tashan.web.audit.models import CounterSignature, Event
from tashan.web.audit.told import usernames
from tashan.web.pages.places import code_named, within


def verify() -> Break | None:
    """The first broken link of the whole chain, or of a counter-signed head that is no longer there; None if none."""
    with whole_chain():
        broken = first_break(event.sealed() for event in Event.objects.order_by("number").iterator(chunk_size=2000))
        if broken:
            return broken
        for signed in CounterSignature.objects.order_by("number"):
            if not Event.objects.filter(number=signed.number, hash=signed.hash).exists():
                return Break(signed.number, f"the head that {signed.signer} signed is not in the chain any more")
        return None


def head() -> dict[str, Any]:
    """The last event's number, hash and time, and who signed under which head: to be published."""
    with whole_chain():
        last = Event.objects.order_by("-number").values("number", "hash", "at").first()
    signatures = CounterSignature.objects.order_by("number").values("number", "hash", "place", "signer", "signature")
    return {**(last or {"number": 0, "hash": None, "at": None}), "signatures": list(signatures)}


def events_for(person: Any, wanted: Mapping[str, str]) -> QuerySet[Event]:
    """
    The events of the places that a person administers, newest first; all of them for who administers everywhere.

    Args:
        person: who asks.
        wanted: values of `thing`, `actor` (a username, or the name that is shown), `place` (a code, a region's name or a
            body; and what lies in it), `action` (its beginning), `since`, `until` (days in UTC, inclusive); what is
            empty or unknown narrows nothing.
    """
    held = [grant.place for grant in person.grants_on(timezone.localdate()) if grant.role == "administrator"]
    found = Event.objects.filter(within("place", held)).order_by("-number")
    if wanted.get("thing"):
        found = found.filter(thing=wanted["thing"])
    if wanted.get("actor"):
        found = found.filter(actor__in=usernames(wanted["actor"]))
    if wanted.get("place"):
        found = found.filter(within("place", [code_named(wanted["place"])]))
    if wanted.get("action"):
        found = found.filter(action__startswith=wanted["action"])
    if wanted.get("since"):
        found = found.filter(at__gte=wanted["since"])
    if wanted.get("until"):
        found = found.filter(at__lt=f"{wanted['until']}~")
    return found


def signatures() -> QuerySet[CounterSignature]:
    """Every counter-signature, newest first."""
    return CounterSignature.objects.order_by("-number", "place")


def last_hash() -> str | None:
    """The hash of the last event, which stands for the state of everything that is noted."""
    with whole_chain():
        return Event.objects.order_by("-number").values_list("hash", flat=True).first()


def history(thing: str) -> list[Event]:
    """Every event of one thing, oldest first; for whoever the caller knows may see the thing, wherever it was changed."""
    with whole_chain():
        return list(Event.objects.filter(thing=thing).order_by("number"))
