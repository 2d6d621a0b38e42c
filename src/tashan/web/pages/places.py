"""Places on pages: names in the reader's language, links, and which place lies in which."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from django.db.models import Q

from tashan.regions import resolve_home
from tashan.regions.divisions import by_code
from tashan.web.pages.words import language, traditional

EVERYWHERE = "*"
"""The place of a role that holds in the whole installation."""


def place_name(place: str | None) -> str:
    """
    The name of a region by its code, in the reader's language: 江苏省, 江蘇省, Jiangsu.

    What is no code of a division (a body's or a cluster's name) is returned as it stands.
    """
    if not place:
        return ""
    zh, en = ("所有地区", "everywhere") if place == EVERYWHERE else _names(place)
    now = language()
    if now == "en":
        return en
    return traditional(zh) if now == "zh-hant" else zh


@lru_cache(maxsize=10_000)
def _names(place: str) -> tuple[str, str]:
    unit = by_code(place) if place.isdigit() else None
    if unit is None:
        name = place.partition(":")[2] or place
        return name, name
    return unit.name, unit.english or unit.name


def place_choices(places: Iterable[str], own: str) -> list[tuple[str, str]]:
    """
    Places as the choices of a form, each once with its name; who may act everywhere acts for the own place.

    Args:
        places: codes of the places for which a person holds a role, or `*`.
        own: code of the person's own place; empty where there is none.
    """
    chosen = dict.fromkeys((own or "000000") if place == EVERYWHERE else place for place in places)
    return [(place, place_name(place)) for place in chosen]


def code_named(typed: str) -> str:
    """The code of the region that somebody names in full; codes, bodies and what is no region's name as they stand."""
    typed = typed.strip()
    if not typed or typed.isdigit() or ":" in typed or typed == EVERYWHERE:
        return typed
    region = resolve_home(typed)
    return (region.code if region else None) or typed


def covers(holder: str, place: str) -> bool:
    """
    Whether what holds for one place holds for another: a region covers itself and the divisions in it.

    Places are six-digit codes (GB/T 2260), `body:ID` for a body of cooperation, or `*` for everywhere.
    """
    if holder in (EVERYWHERE, place):
        return True
    if not (holder.isdigit() and place.isdigit()):
        return False
    stem = holder[:2] if holder.endswith("0000") else holder[:4] if holder.endswith("00") else holder
    return place.startswith(stem)


def within(field: str, holders_of: Iterable[str]) -> Q:
    """The condition that the place in a column is covered by one of these places; see `covers`."""
    found = Q(pk__in=[])
    for place in holders_of:
        if place == EVERYWHERE:
            return ~Q(pk__in=[])
        found |= Q(**{field: place})
        if place.isdigit():
            stem = place[:2] if place.endswith("0000") else place[:4] if place.endswith("00") else place
            found |= Q(**{f"{field}__startswith": stem})
    return found
