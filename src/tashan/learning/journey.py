"""The way and the time: the shortest round of visits, and the months in which few travel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Final

from tashan.learning.events import EventTable
from tashan.regions import Region
from tashan.regions.geometry import distance_km

MOST_PLACES: Final = 12
"""Places up to which the order of travel is the very shortest; a plan proposes no more."""

_ENOUGH: Final = 12
"""Visits with a known month from which the months are compared."""


@dataclass(frozen=True, slots=True)
class Journey:
    """
    An order of travel.

    Attributes:
        start: where it begins.
        order: the places, in the order that makes the open tour from the start shortest; those without a point last.
        kilometres: of that tour as the crow flies, without the way back; None where a place has no point.
        back: kilometres from the last place to the start; None where one has no point.
    """

    start: Region
    order: tuple[Region, ...]
    kilometres: float | None
    back: float | None


def journey(start: Region, places: Sequence[Region]) -> Journey:
    """
    Order places so that the open tour from the start is shortest (Held and Karp 1962, exact).

    Raises:
        ValueError: more than `MOST_PLACES` places.
    """
    if len(places) > MOST_PLACES:
        raise ValueError(f"{len(places)} places are too many for one journey. Propose at most {MOST_PLACES}.")
    reached = [place for place in places if distance_km(start, place) is not None]
    lost = [place for place in places if distance_km(start, place) is None]
    order, length = _shortest(start, sorted(reached, key=lambda place: place.name))
    last = order[-1] if order else start
    return Journey(
        start,
        (*order, *sorted(lost, key=lambda place: place.name)),
        None if lost else length,
        None if lost else distance_km(last, start),
    )


def _shortest(start: Region, places: Sequence[Region]) -> tuple[tuple[Region, ...], float]:
    """The shortest way that visits all places once: by sets of places visited, and where one stands."""
    if not places:
        return (), 0.0
    count = len(places)
    far = [[distance_km(one, other) or 0.0 for other in places] for one in places]
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(1 << count)]
    for place in range(count):
        best[1 << place][place] = (distance_km(start, places[place]) or 0.0, -1)
    for visited in range(1, 1 << count):
        for here, (length, _) in best[visited].items():
            for step in range(count):
                if visited >> step & 1:
                    continue
                there = best[visited | 1 << step]
                if length + far[here][step] < there.get(step, (inf, -1))[0]:
                    there[step] = (length + far[here][step], here)
    visited = (1 << count) - 1
    here = min(best[visited], key=lambda place: (best[visited][place][0], place))
    whole = best[visited][here][0]
    order = []
    while here >= 0:
        order.append(places[here])
        before = best[visited][here][1]
        visited, here = visited & ~(1 << here), before
    return tuple(reversed(order)), whole


@dataclass(frozen=True, slots=True)
class Season:
    """
    When few travel.

    Attributes:
        quiet: months with the fewest visits, 1 to 12; empty where nothing can be told.
        visits: visits with a known month on which it rests; 0 where it is the published season.
    """

    quiet: tuple[int, ...]
    visits: int


PUBLISHED_BUSY: Final = (5, 6, 7, 8)
"""Months with most visits between Chinese cities 2014–2018, each above 80 (Ma Liang, 《决策》2019年第10期)."""


def season(table: EventTable) -> Season:
    """Tell the three months with the fewest visits; without enough dated visits the months that are published busy are left out."""
    counts = dict.fromkeys(range(1, 13), 0)
    for month in {event.visit: event.month for event in table.events}.values():
        if month is not None:
            counts[month] += 1
    total = sum(counts.values())
    if total < _ENOUGH:
        return Season(tuple(month for month in counts if month not in PUBLISHED_BUSY), 0)
    quiet = sorted(counts, key=lambda month: (counts[month], month))[:3]
    return Season(tuple(sorted(quiet)), total)
