"""Counting over the columns: legs of visits, flows between provinces, rankings, months, facets, partners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from typing import Final

import numpy as np

from tashan.pictures import Flow, Leg
from tashan.pictures.provinces import TILES, province_name
from tashan.records import Region
from tashan.regions.divisions import by_code
from tashan.web.atlas.columns import GRADES, KINDS, ROLES, STATUSES, THEMES, Columns, Mask, Whole
from tashan.web.atlas.selection import Selection, conditions, within
from tashan.web.pages.places import place_name
from tashan.web.pages.words import spoken

FACETS: Final = ("kind", "year", "province", "theme", "status", "grade")
_PLANNED: Final = STATUSES.index("planned")


@dataclass(frozen=True, slots=True)
class Legs:
    """
    One delegation in one host region each; a visit of two hosts has two legs.

    Attributes:
        at: position of the visit among the columns.
        visitor, host: codes; 0 where a region has none.
        visitor_province, host_province: first two digits of the provinces' codes; 0 outside all.
    """

    at: Whole
    visitor: Whole
    host: Whole
    visitor_province: Whole
    host_province: Whole

    def __len__(self) -> int:
        return len(self.at)

    def on_side(self, side: str, places: tuple[int, ...]) -> Mask:
        """
        Which legs have one of some regions, or a division in it, on a side (visitor or host).

        A unit without a code (苏州工业园区) lies in the province that its name begins with.
        """
        codes, provinces = getattr(self, side), getattr(self, f"{side}_province")
        whole = [place // 10000 for place in places if place % 10000 == 0]
        return within(codes, places) | ((codes == 0) & np.isin(provinces, whole))

    def of(self, mask: Mask) -> Legs:
        """Some of them."""
        return Legs(
            self.at[mask], self.visitor[mask], self.host[mask], self.visitor_province[mask], self.host_province[mask]
        )


def happened(columns: Columns) -> Mask:
    """Which events are not only planned."""
    return columns.status != _PLANNED


def legs_of(columns: Columns, mask: Mask) -> Legs:
    """The legs of those visits among some events that took place."""
    visits = mask & (columns.kind == KINDS.index("visit")) & happened(columns)
    sides = {}
    for role in ("visitor", "host"):
        chosen = np.flatnonzero(columns.place_role == ROLES.index(role))
        at = columns.place_at[chosen]
        kept = visits[at]
        order = np.argsort(at[kept], kind="stable")
        sides[role] = (at[kept][order], chosen[kept][order])
    who_at, who = sides["visitor"]
    whom_at, whom = sides["host"]
    first = np.searchsorted(whom_at, who_at, side="left")
    number = np.searchsorted(whom_at, who_at, side="right") - first
    left = np.repeat(np.arange(len(who_at)), number)
    before = np.cumsum(number) - number
    right = np.arange(int(number.sum())) - np.repeat(before, number) + np.repeat(first, number)
    visitor, host = who[left], whom[right]
    return Legs(
        who_at[left],
        columns.place_code[visitor],
        columns.place_code[host],
        columns.place_province[visitor],
        columns.place_province[host],
    )


def flows_between(legs: Legs) -> tuple[Flow, ...]:
    """How many legs run between each two provinces, the strongest first; those inside one are left out."""
    apart = legs.of((legs.visitor_province != legs.host_province) & (legs.visitor_province * legs.host_province > 0))
    pairs, numbers = np.unique(apart.visitor_province * 100 + apart.host_province, return_counts=True)
    order = np.lexsort((pairs, -numbers))
    counted = zip((pairs[order] // 100).tolist(), (pairs[order] % 100).tolist(), numbers[order].tolist(), strict=True)
    return tuple(Flow(str(who), str(whom), (_leg(who, whom),) * number) for who, whom, number in counted)


@lru_cache(maxsize=2_000)
def _leg(who: int, whom: int) -> Leg:
    return Leg(_province(who), _province(whom), None, ())


def _province(key: int) -> Region:
    return Region(f"{key}0000", "", "province")


@dataclass(frozen=True, slots=True)
class Rank:
    """How often a region stands on one side; `share` of the largest, for the length of its bar."""

    code: str
    count: int
    share: float

    @property
    def name(self) -> str:
        """The short name of a province (江苏), else the name as it stands."""
        if self.code.endswith("0000") and self.code[:2] in TILES:
            return spoken(province_name(self.code[:2]), province_name(self.code[:2], "en"))
        return place_name(self.code)

    @property
    def percent(self) -> float:
        """The length of its bar, of 100."""
        return round(100 * self.share, 1)


def ranked(codes: Whole, *, most: int = 10) -> tuple[Rank, ...]:
    """The most frequent codes; 0 is passed over."""
    values, numbers = np.unique(codes[codes > 0], return_counts=True)
    order = np.lexsort((values, -numbers))[:most]
    top = int(numbers.max()) if len(numbers) else 1
    return tuple(Rank(f"{values[at]:06}", int(numbers[at]), int(numbers[at]) / top) for at in order)


def by_month(days: Whole) -> Counter[int]:
    """How many fall into each month (YYYYMM); those of no known month are left out."""
    months = days // 100
    numbers = np.bincount(months[months % 100 > 0])
    return Counter({int(month): int(numbers[month]) for month in np.flatnonzero(numbers)})


def facets(columns: Columns, chosen: Selection) -> dict[str, list[tuple[str, int]]]:
    """For each facet its values with how many events have them, all other settings kept."""
    masks = conditions(columns, chosen)
    every = np.ones(len(columns), dtype=np.bool_)
    return {
        name: _facet(name, columns, reduce(np.logical_and, (mask for of, mask in masks.items() if of != name), every))
        for name in FACETS
    }


def _facet(name: str, columns: Columns, mask: Mask) -> list[tuple[str, int]]:
    if name == "year":
        years = np.bincount(columns.day[mask] // 10000).tolist()
        found = [(str(year), number) for year, number in enumerate(years) if number and year]
        return [*reversed(found), *([("none", years[0])] if years and years[0] else [])]
    if name in ("kind", "status", "grade"):
        values_of: Mapping[str, tuple[Whole, Sequence[str]]] = {
            "kind": (columns.kind, KINDS),
            "status": (columns.status, STATUSES),
            "grade": (columns.grade, GRADES),
        }
        column, names = values_of[name]
        numbers = np.bincount(column[mask], minlength=len(names))
        return [(value, int(number)) for value, number in zip(names, numbers, strict=True) if number and value]
    if name == "theme":
        themes = columns.theme[mask[columns.theme_at]]
        numbers = np.bincount(themes, minlength=len(THEMES))
        found = [(value, int(number)) for value, number in zip(THEMES, numbers, strict=True) if number]
        themed = np.zeros(len(columns), dtype=np.bool_)
        themed[columns.theme_at] = True
        without = int((mask & ~themed).sum())
        return [*sorted(found, key=lambda item: -item[1]), *([("none", without)] if without else [])]
    return provinces(columns, mask)


def provinces(columns: Columns, mask: Mask) -> list[tuple[str, int]]:
    """How many of some events each province takes part in, by code."""
    numbers = np.bincount(columns.province[mask[columns.province_at]], minlength=100)
    return [(f"{key}0000", int(number)) for key, number in enumerate(numbers.tolist()) if number and key]


def partner_codes(legs: Legs, places: tuple[int, ...]) -> tuple[Whole, Whole]:
    """
    With whom some regions exchange visits: codes of those they went to, and of those who came.

    A province's partners are provinces. The partners of a prefecture, a county or a cluster are counted at prefecture
    level where they are smaller; provinces stay provinces.
    """
    whole = all(place % 10000 == 0 for place in places)
    went, received = legs.on_side("visitor", places), legs.on_side("host", places)
    out, came = went & ~received, received & ~went
    if whole:
        return legs.host_province[out] * 10000, legs.visitor_province[came] * 10000
    return _at_prefecture(legs.host[out]), _at_prefecture(legs.visitor[came])


def _at_prefecture(codes: Whole) -> Whole:
    if not len(codes):
        return codes
    values, back = np.unique(codes, return_inverse=True)
    rolled = np.array([_rolled(int(value)) for value in values], dtype=np.int64)
    return rolled[back]


def _rolled(code: int) -> int:
    if code % 100 == 0:
        return code
    above = code // 100 * 100
    unit = by_code(f"{above:06}")
    if unit is not None and unit.end is None:
        return above
    return code if by_code(f"{code:06}") and code // 10000 not in (11, 12, 31, 50, 81, 82) else code // 10000 * 10000
