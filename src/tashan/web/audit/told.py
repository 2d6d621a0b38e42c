"""Changes of the chain as pages show them: who, what in words, and what it was about by its own name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.contrib.auth import get_user_model

from tashan.web.audit.action_words import action_words
from tashan.web.audit.models import Event
from tashan.web.audit.things import Thing, things
from tashan.web.pages.words import say

SYSTEM: Final = "system"
"""The actor where no person acted."""


@dataclass(frozen=True, slots=True)
class Change:
    """
    One change in the reader's language.

    Attributes:
        event: as the chain has it.
        who: the person's name, or the site itself.
        what: what was done.
        thing: what it was about.
    """

    event: Event
    who: str
    what: str
    thing: Thing


def told(events: Iterable[Event], reader: Any) -> list[Change]:
    """The changes in the order given, with addresses that the reader may follow."""
    events = list(events)
    about = things((event.thing for event in events), reader)
    names = people({event.actor for event in events})
    return [
        Change(event, names.get(event.actor, event.actor), action_words(event.action), about[event.thing])
        for event in events
    ]


def people(usernames: Iterable[str]) -> dict[str, str]:
    """What the people are called whom the chain names by their usernames; the site itself among them."""
    found = {each.get_username(): str(each) for each in get_user_model().objects.filter(username__in=list(usernames))}
    return {SYSTEM: say("系统", "The site"), **found}


def usernames(typed: str) -> list[str]:
    """The usernames that somebody may mean who types a name or a username; what was typed where nobody is called so."""
    people = get_user_model().objects
    named = people.filter(display_name=typed) | people.filter(username=typed)
    return sorted(named.values_list("username", flat=True)) or [typed]


__all__ = ["SYSTEM", "Change", "people", "told", "usernames"]
