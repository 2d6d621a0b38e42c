"""Between divisions and the regions of records: the name that held in a year, and the row behind a region."""

from __future__ import annotations

from functools import cache

from tashan.regions.divisions import Division, by_code, region_of, successors_on
from tashan.regions.gazetteer import gazetteer
from tashan.regions.region import Region

_NAMED: dict[tuple[str, str, int, int | None], Region] = {}


def region_at(unit: Division, year: int | None) -> Region:
    """
    Name a division as it was in a year; without a year, as it was last named.

    A name used outside its time is brought to the year: by its code, or by its only successor or predecessor.
    Answers are kept: there are at most as many as rows times years.
    """
    key = (unit.code, unit.name, unit.start, year)
    region = _NAMED.get(key)
    if region is None:
        region = _NAMED[key] = _name_at(unit, year)
    return region


def _name_at(unit: Division, year: int | None) -> Region:
    if unit.level == "other":
        return Region(None, unit.name, "other")
    if year is None or (unit.start <= year and (unit.end is None or year <= unit.end)) or not unit.code:
        return region_of(unit, year)
    same_code = by_code(unit.code, year)
    if same_code and same_code.level == unit.level:
        return region_of(same_code, year)
    if unit.end is not None and year > unit.end:
        later = [by_code(code, year) for code in successors_on(unit.code, year)]
        later = [other for other in later if other and other.level == unit.level]
        if len(later) == 1 and later[0]:
            return region_of(later[0], year)
    if year < unit.start:
        before = _predecessor(unit.code, year)
        if before:
            return region_of(before, year)
    return region_of(unit, year)


@cache
def _predecessors() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = {}
    for unit in gazetteer().units:
        for code in unit.successors:
            if code != unit.code:
                found.setdefault(code, []).append(unit)
    return {code: tuple(units) for code, units in found.items()}


def _predecessor(code: str, year: int) -> Division | None:
    """Find the one division in force in a year that later became a code; several or none give None."""
    found = [u for u in _predecessors().get(code, ()) if u.start <= year and (u.end is None or year <= u.end)]
    target = by_code(code)
    same = [unit for unit in found if target and unit.level == target.level and unit.short == target.short]
    return same[0] if len(same) == 1 else None


def unit_of(region: Region) -> Division | None:
    """Give the row of the table that a region stands for, the one that bears its name where there is one."""
    if region.code:
        rows = [unit for unit in _rows_by_code().get(region.code, ()) if region.name.endswith(unit.name)]
        return rows[-1] if rows else by_code(region.code)
    for unit in gazetteer().units:
        if not unit.code and (unit.name == region.name or (unit.parent and region.name == region_of(unit).name)):
            return unit
    return None


@cache
def _rows_by_code() -> dict[str, tuple[Division, ...]]:
    rows: dict[str, list[Division]] = {}
    for unit in gazetteer().units:
        rows.setdefault(unit.code, []).append(unit)
    return {code: tuple(units) for code, units in rows.items()}
