"""Who holds which role where, and whom an administrator looks after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from tashan.web.accounts.models import Grant, Organisation, Person, Token
from tashan.web.accounts.predicates import grants
from tashan.web.pages.places import EVERYWHERE, within


def around(place: str) -> tuple[str, ...]:
    """A place and all that covers it: 苏州市 lies in 江苏省, and everywhere covers both."""
    if not place.isdigit():
        return (place, EVERYWHERE)
    return tuple(dict.fromkeys((place, f"{place[:4]}00", f"{place[:2]}0000", EVERYWHERE)))


def places_held(person: Any, *roles: str) -> tuple[str, ...]:
    """The places for which a person holds one of the roles today; any role without one."""
    return tuple(dict.fromkeys(grant.place for grant in grants(person) if not roles or grant.role in roles))


def people_of(person: Any) -> QuerySet[Person]:
    """The people that an administrator looks after: who work in their places, or hold a role there."""
    places = places_held(person, "administrator")
    holding = Grant.objects.filter(within("place", places), withdrawn_at=None).values("person")
    found = Person.objects.filter(within("organisation__place", places) | Q(pk__in=holding))
    return found.select_related("organisation").prefetch_related("grants").order_by("-is_active", "username").distinct()


def organisations_of(person: Any) -> QuerySet[Organisation]:
    """The organisations in an administrator's places."""
    return Organisation.objects.filter(within("place", places_held(person, "administrator"))).order_by("place", "name")


def tokens_of(person: Any) -> QuerySet[Token]:
    """A person's keys that are not revoked, newest first."""
    return Token.objects.filter(person=person, revoked_at=None)


def held_on(day: date) -> Q:
    """The condition that a grant holds on a day."""
    return Q(valid_from__lte=day, withdrawn_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))


def holders(roles: Iterable[str], place: str, day: date) -> QuerySet[Person]:
    """The active people who hold one of the roles for a place, or for a region around it, on a day."""
    grants = Grant.objects.filter(held_on(day), role__in=tuple(roles), place__in=around(place))
    return Person.objects.filter(is_active=True, pk__in=grants.values("person")).order_by("pk")
