"""Reading and checking the chain."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from tashan.web.audit.chain import Break, first_break
from tashan.web.audit.models import CounterSignature, Event


def verify() -> Break | None:
    """The first broken link of the whole chain, or of a counter-signed head that is no longer there; None if none."""
    broken = first_break(event.sealed() for event in Event.objects.order_by("number").iterator(chunk_size=2000))
    if broken:
        return broken
    for signed in CounterSignature.objects.order_by("number"):
        if not Event.objects.filter(number=signed.number, hash=signed.hash).exists():
            return Break(signed.number, f"the head that {signed.signer} signed is not in the chain any more")
    return None


def head() -> dict[str, Any]:
    """The last event's number, hash and time, and who signed under which head: to be published."""
    last = Event.objects.order_by("-number").values("number", "hash", "at").first()
    signatures = CounterSignature.objects.order_by("number").values("number", "hash", "place", "signer", "signature")
    return {**(last or {"number": 0, "hash": None, "at": None}), "signatures": list(signatures)}


def history(thing: str) -> QuerySet[Event]:
    """Every event of one thing, oldest first."""
    return Event.objects.filter(thing=thing).order_by("number")
