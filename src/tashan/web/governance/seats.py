"""
In which office may somebody act on a matter? What the site's roles mean for the table of the pure room.

A role for a body makes its officers the secretariat; a role for a region makes its officers and approvers those of the
member, and its analysts coders. Who acts for the owner, or for a region around it, never counts as somebody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tashan.governance.events import Relation, Role
from tashan.web.accounts.predicates import grants
from tashan.web.governance.models import Matter
from tashan.web.pages.places import EVERYWHERE, covers

WORKING = ("officer", "approver", "analyst")


@dataclass(frozen=True, slots=True)
class Seat:
    """An office in which a person may act on a matter: role, member, and what that member has to do with it."""

    role: Role
    member: str
    relation: Relation


def seats(person: Any, matter: Matter) -> tuple[Seat, ...]:
    """The offices in which a person may act on a matter; none for who only reads."""
    found = []
    for grant in grants(person):
        if grant.role not in WORKING or grant.place == EVERYWHERE:
            continue
        for member in _members(grant.place, matter):
            role = _role(grant.role, member)
            found.append(Seat(role, member, relation(matter, member)))
    return tuple(dict.fromkeys(found))


def relation(matter: Matter, member: str) -> Relation:
    """What a member has to do with a matter, as `MatterState.relation` says of the folded state."""
    if member == matter.owner:
        return Relation.OWNER
    if member in matter.participants:
        return Relation.PARTICIPANT
    if member == matter.body.place:
        return Relation.BODY
    return Relation.OTHER if len(member) == 6 and member.isdecimal() else Relation.INDEPENDENT


def stands_for(person: Any, member: str) -> bool:
    """Whether a person works for a member, or for a region around it."""
    return any(grant.role in WORKING and covers(grant.place, member) for grant in grants(person))


def _members(place: str, matter: Matter) -> tuple[str, ...]:
    if covers(place, matter.owner):
        return (matter.owner,)
    own = tuple(one for one in matter.participants if covers(place, one))
    return own or (place,)


def _role(role: str, member: str) -> Role:
    if role == "analyst":
        return Role.CODER
    if member.startswith("body:"):
        return Role.SECRETARIAT
    return Role.OFFICER if role == "officer" else Role.APPROVER
