"""A place of a sentence, what names mean by themselves, and which region lies in which."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from tashan.regions import find_places, resolve_home

if TYPE_CHECKING:
    from tashan.regions import Region


@dataclass(slots=True)
class Spot:
    """
    A place of a sentence.

    Attributes:
        regions: what it means; empty where nobody can tell.
        surface: as spelled in the text.
        start: offset in the normal text.
        end: offset after it.
        group: it names a cluster or a grouping, not a destination.
        problem: why it means nothing certain.
    """

    regions: tuple[Region, ...]
    surface: str
    start: int
    end: int
    group: bool = False
    problem: str | None = None


@lru_cache(maxsize=4096)
def first_named(words: str) -> tuple[int, tuple[Region, ...]]:
    """How long the place is that some words begin with, and what it means; nothing where they begin with none."""
    places = find_places(words, language="en")
    for mention in places.mentions[:1]:
        if mention.start == 0:
            return mention.end, places.regions(mention)
    return 0, ()


@lru_cache(maxsize=4096)
def resolve_name(surface: str) -> tuple[Region, ...]:
    """What an English name means by itself."""
    places = find_places(surface, language="en")
    return next((places.regions(mention) for mention in places.mentions if mention.start == 0), ())


def settle(surface: str, outer: Spot) -> tuple[Region, ...]:
    """What an ambiguous name means inside a place, or nothing."""
    places = find_places(f"{surface}, {outer.surface}", language="en")
    for mention in places.mentions:
        if mention.start == 0:
            found = tuple(r for r in places.regions(mention) if contains(outer.regions[0], r))
            if len(found) == 1:
                return found
    return ()


def contains(outer: Region, inner: Region) -> bool:
    """Whether a region lies inside another one (or is the same), by their official chains."""
    return inner.name.startswith(outer.name)


def province_of(region: Region) -> Region | None:
    """The province a region lies in, itself where it is one."""
    if region.level == "province":
        return region
    match = _PROVINCE.match(region.name)
    return resolve_home(match.group()) if match else None


_PROVINCE = re.compile("[^省]{2,3}省|.{2,6}?自治区|北京市|上海市|天津市|重庆市|.{2}特别行政区")
