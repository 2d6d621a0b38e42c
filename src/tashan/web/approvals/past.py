"""What was done with a request, out of the chain of changes, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tashan.web.audit.action_words import action_words
from tashan.web.audit.models import Event
from tashan.web.audit.told import people


@dataclass(frozen=True, slots=True)
class Step:
    """
    One change of a request.

    Attributes:
        at: when, ISO 8601 in UTC.
        who: the person's name; the name in the chain where nobody here is called so.
        what: what was done, in words.
        why: the reason.
    """

    at: str
    who: str
    what: str
    why: str


def told(history: Iterable[Event]) -> list[Step]:
    """The changes in the order given, in the reader's language."""
    events = list(history)
    names = people({one.actor for one in events})
    return [Step(one.at, names.get(one.actor, one.actor), action_words(one.action), one.why) for one in events]


__all__ = ["Step", "told"]
