"""What was done with a request, out of the chain of changes, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from tashan.web.accounts.models import Person
from tashan.web.audit.models import Event
from tashan.web.pages.words import say

_DONE: Final[Mapping[str, tuple[str, str]]] = {
    "approvals.open_request": ("提交表决", "asked for the vote"),
    "approvals.vote": ("表决", "voted"),
    "approvals.approved": ("通过并生效", "approved and in force"),
    "approvals.rejected": ("未通过", "rejected"),
    "approvals.returned": ("退回", "returned"),
    "approvals.withdrawn": ("撤回", "withdrawn"),
    "approvals.reopen_request": ("重新提交", "opened again"),
}


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
    people = {each.username: str(each) for each in Person.objects.filter(username__in={one.actor for one in events})}
    return [
        Step(one.at, people.get(one.actor, one.actor), say(*_DONE.get(one.action, (one.action, one.action))), one.why)
        for one in events
    ]


__all__ = ["Step", "told"]
