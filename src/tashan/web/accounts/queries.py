"""Who holds which role where."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from tashan.web.accounts.models import Grant, Person
from tashan.web.pages.places import EVERYWHERE


def around(place: str) -> tuple[str, ...]:
    """A place and all that covers it: 苏州市 lies in 江苏省, and everywhere covers both."""
    if not place.isdigit():
        return (place, EVERYWHERE)
    return tuple(dict.fromkeys((place, f"{place[:4]}00", f"{place[:2]}0000", EVERYWHERE)))


def held_on(day: date) -> Q:
    """The condition that a grant holds on a day."""
    return Q(valid_from__lte=day, withdrawn_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))


def holders(roles: Iterable[str], place: str, day: date) -> QuerySet[Person]:
    """The active people who hold one of the roles for a place, or for a region around it, on a day."""
    grants = Grant.objects.filter(held_on(day), role__in=tuple(roles), place__in=around(place))
    return Person.objects.filter(is_active=True, pk__in=grants.values("person")).order_by("pk")
