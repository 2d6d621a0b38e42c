"""How regions lie to each other: containment, parents, distances and neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Final

from tashan.regions.divisions import Division, by_code, children, region_of
from tashan.regions.naming import unit_of
from tashan.regions.region import Region

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the earth (IUGG)."""


def contains(outer: Region, inner: Region) -> bool:
    """
    Tell whether a region lies inside another one; a region does not contain itself.

    The official chains decide, so that units without a code (towns, zones, divisions of the Xinjiang corps) count too.
    """
    return inner.name != outer.name and inner.name.startswith(outer.name)


@lru_cache(maxsize=20_000)
def parent(region: Region) -> Region | None:
    """Give the region directly above, with the names of its own time; None for a province."""
    unit = unit_of(region)
    if unit is None or unit.name not in region.name or not region.name.endswith(unit.name):
        return _parent_by_name(region)
    if unit.parent is None:
        return None
    above = by_code(unit.parent, unit.end) or by_code(unit.parent)
    return region_of(above, unit.end) if above else None


def _parent_by_name(region: Region) -> Region | None:
    """Find the division whose chain is the longest beginning of a name (for towns and other units without a code)."""
    best: Region | None = None
    for name, candidate in _regions_by_name().items():
        if region.name.startswith(name) and name != region.name and (best is None or len(name) > len(best.name)):
            best = candidate
    return best


@cache
def _regions_by_name() -> dict[str, Region]:
    from tashan.regions.gazetteer import gazetteer

    found: dict[str, Region] = {}
    for unit in gazetteer().units:
        region = region_of(unit) if unit.code else Region(None, unit.name, unit.level)
        found[region.name] = region
    return found


def point(region: Region) -> tuple[float, float] | None:
    """Give longitude and latitude in degrees, of the region or else of the nearest region above; None where unknown."""
    unit: Division | None = unit_of(region)
    if unit is None:
        above = parent(region)
        return point(above) if above else None
    while unit is not None:
        if unit.lon is not None and unit.lat is not None:
            return unit.lon, unit.lat
        unit = by_code(unit.parent) if unit.parent else None
    return None


def distance_km(a: Region, b: Region) -> float | None:
    """
    Give the great-circle distance between the points of two regions in kilometres, or None where one is unknown.

    Points are seats or centres rounded to 0.01 degree (about 1 km). Formula: haversine on a sphere (Sinnott 1984).
    """
    first, second = point(a), point(b)
    if first is None or second is None:
        return None
    lon_a, lat_a, lon_b, lat_b = map(radians, (*first, *second))
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin((lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def neighbours(
    region: Region, *, among: Iterable[Region] | None = None, count: int = 6, year: int = 2024
) -> tuple[Region, ...]:
    """
    Give the nearest regions of the same level, nearest first.

    Nearness is that of the points: the table holds no boundaries, so this says nothing of common borders.

    Args:
        region: where to look from.
        among: the regions to choose from; without it all of the same level in that year.
        count: how many at most.
        year: the year whose divisions count.
    """
    candidates = among if among is not None else _of_level(region.level, year)
    found = []
    for other in candidates:
        if other.name == region.name:
            continue
        distance = distance_km(region, other)
        if distance is not None:
            found.append((distance, other.name, other))
    return tuple(other for _, _, other in sorted(found, key=lambda item: item[:2])[:count])


@cache
def _of_level(level: str, year: int) -> tuple[Region, ...]:
    from tashan.regions.divisions import divisions

    return tuple(
        region_of(unit, year)
        for unit in divisions()
        if unit.level == level and unit.start <= year and (unit.end is None or unit.end >= year)
    )


__all__ = ["children", "contains", "distance_km", "neighbours", "parent", "point"]
