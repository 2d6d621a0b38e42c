"""
How events hang together: each carries the hash of the one before, so a change of any of them breaks the chain.

Pure functions over plain values; the hash is SHA-256 over canonical JSON (RFC 8785 for the values used here: strings,
integers, true, false, null, lists and objects with sorted keys, no spaces, UTF-8).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

START: Final = "0" * 64
"""What stands before the first event."""

SEALED: Final = ("number", "at", "actor", "place", "action", "thing", "before", "after", "why", "previous")
"""The fields that the hash covers, all but the hash itself."""


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain is broken and how."""

    number: int
    reason: str


def canonical(value: Any) -> str:
    """The one way to write a value as JSON."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def seal(event: Mapping[str, Any]) -> str:
    """The hash of an event: 64 hexadecimal digits over its sealed fields."""
    return hashlib.sha256(canonical({name: event[name] for name in SEALED}).encode()).hexdigest()


def first_break(events: Iterable[Mapping[str, Any]], *, previous: str = START, number: int = 0) -> Break | None:
    """
    Find the first broken link.

    Args:
        events: in the order of their numbers, each with the sealed fields and `hash`.
        previous: the hash before the first of them.
        number: the number before the first of them.

    Returns:
        None where all links hold; else the first event that is missing, altered, or does not follow the one before.
    """
    for event in events:
        number += 1
        if event["number"] != number:
            return Break(number, f"event {number} is missing; the next one is {event['number']}")
        if event["previous"] != previous:
            return Break(number, f"event {number} does not follow event {number - 1}")
        if event["hash"] != seal(event):
            return Break(number, f"event {number} was altered after it was written")
        previous = event["hash"]
    return None
