"""
What waits for a person, across rooms.

A room registers a provider when the site starts: `work.register(work_for)` where `work_for(person)` gives what waits for
that person in this room. It is asked on every page of who is logged in, for the number in the head: one or two quick
queries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tashan.web.pages.words import say

SOON: Final = 30
"""Days before a due date from which on its light is yellow."""


@dataclass(frozen=True, slots=True)
class Item:
    """
    One thing that a person has to do.

    Attributes:
        title: what it is, in the reader's language.
        due: the last day; None where there is none.
        address: where it is done.
        action: what to press there: a verb, in the reader's language.
        detail: what stands below the title.
        key: `room.kind:ID`, stable; reminders are counted by it.
        place: whose business it is: a region (code) or body; who is told when it grows late follows from it.
    """

    title: str
    due: date | None
    address: str
    action: str
    detail: str = ""
    key: str = ""
    place: str = ""

    def days_late(self, today: date) -> int | None:
        """How many days it is late; negative while there is time; None without a due date."""
        return None if self.due is None else (today - self.due).days


Provider = Callable[[Any], Iterable[Item]]

_PROVIDERS: list[Provider] = []


def register(provider: Provider) -> None:
    """Ask this provider, too, what waits for a person."""
    if provider not in _PROVIDERS:
        _PROVIDERS.append(provider)


def forget(provider: Provider) -> None:
    """Ask it no more; for tests."""
    _PROVIDERS.remove(provider)


def work_for(person: Any) -> list[Item]:
    """Everything that waits for a person, by due date; what has none stands last."""
    found = [item for provider in _PROVIDERS for item in provider(person)]
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max, item.title))


def light(due: date | None, today: date) -> str:
    """The colour of a due date: red when late, yellow from 30 days before, green earlier, none without a date."""
    if due is None:
        return ""
    left = (due - today).days
    return "red" if left < 0 else "yellow" if left <= SOON else "green"


def light_text(due: date | None, today: date) -> str:
    """The words beside the light."""
    if due is None:
        return say("未定期限", "no due date")
    left = (due - today).days
    if left < 0:
        return say("逾期{n}天", "{n} days late", n=-left) if left < -1 else say("逾期1天", "1 day late")
    if left == 0:
        return say("今天到期", "due today")
    if left <= SOON:
        return say("将到期，{n}天", "due in {n} days", n=left) if left > 1 else say("明天到期", "due tomorrow")
    return say("按期，{day}", "on time, {day}", day=due.isoformat())
