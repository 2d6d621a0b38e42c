"""
Small named facts about a person and a place, out of which every room's rules are put together.

What a permission is asked for is a place (`"320000"`, `"body:yrd-cities"`), or a thing that names its places by
`places`, or nothing: then it is enough to hold the role anywhere.
"""

from __future__ import annotations

from typing import Any

import rules
from django.utils import timezone

from tashan.web.pages.places import covers


def holds(*roles: str) -> Any:
    """Whether the person holds one of the roles for a place of the thing."""

    @rules.predicate(name=f"holds:{'|'.join(roles)}")
    def held(person: Any, thing: Any = None) -> bool:
        return any(grant.role in roles and _reaches(grant.place, thing) for grant in grants(person))

    return held


def grants(person: Any) -> tuple[Any, ...]:
    """The roles that a person holds today; none for who is not logged in or no longer active."""
    if not getattr(person, "is_authenticated", False) or not person.is_active:
        return ()
    return tuple(person.grants_on(timezone.localdate()))


@rules.predicate(name="administers_all_of")
def administers_all_of(person: Any, other: Any = None) -> bool:
    """
    Whether the person is administrator of every place for which somebody else works or holds a role.

    Without this the administrator of a city could take over the account of a colleague who acts for the province.
    """
    if other is None:
        return is_administrator(person)
    if other.pk == person.pk:
        return False
    places = {grant.place for grant in grants(other)} | ({other.place} if other.place else set())
    own = [grant.place for grant in grants(person) if grant.role == "administrator"]
    return bool(own) and all(any(covers(holder, place) for holder in own) for place in places)


def places_of(thing: Any) -> tuple[str, ...]:
    """The places that a thing belongs to."""
    if thing is None:
        return ()
    if isinstance(thing, str):
        return (thing,)
    return tuple(thing.places)


def _reaches(holder: str, thing: Any) -> bool:
    return thing is None or any(covers(holder, place) for place in places_of(thing))


is_reader = holds("reader", "analyst", "officer", "approver", "finance", "administrator")
is_analyst = holds("analyst")
is_officer = holds("officer")
is_approver = holds("approver")
is_finance = holds("finance")
is_administrator = holds("administrator")
is_logged_in = rules.is_authenticated
