"""From a query to rows of regions: by code, by any name, by cluster, or by reading the query as a text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from tashan.regions import Region, find_places
from tashan.regions.abbreviations import CODES
from tashan.regions.clusters import Cluster, cluster
from tashan.regions.divisions import Division, by_code, divisions, region_of, uncoded
from tashan.rules.days import covered

Row = dict[str, Any]

_CODE = re.compile(r"\d{6}", re.ASCII)
_ENDING = re.compile(r"\s*(?:municipality|province|prefecture|city|county|district|shi|xian|sheng)$")
_LEVELS = ("province", "prefecture", "county", "zone", "other")


def year_of(date: str) -> int | None:
    """The year of a date as YYYY-MM-DD, YYYY-MM or YYYY; None for anything else."""
    days = covered(date)
    return int(days[0][:4]) if days else None


def look_up(query: str, date: str | None = None, home: Region | None = None) -> list[Row]:
    """
    Find the regions that a query stands for.

    Args:
        query: a code; a name in Chinese (full, short, one character, either script), English or pinyin; a cluster.
        date: only what is valid then.
        home: where the name is said: among several, those inside it or around it.

    Returns:
        Rows with `code, name, level, from, to, successors, pinyin, english, lon, lat`; those in force first, then by
        level and code. A cluster comes with its members.
    """
    year = year_of(date) if date else None
    found = (
        [unit for unit in divisions() if unit.code == query]
        if _CODE.fullmatch(query)
        else list(_by_name(_simplified(query)))
    )
    if not found and (group := cluster(_simplified(query), date)):
        return _cluster_rows(group, year)
    if year is not None:
        found = [unit for unit in found if unit.start <= year and (unit.end is None or unit.end >= year)]
    if not found and not _CODE.fullmatch(query):
        return _by_reading(query, date, home)
    if home is not None:
        found = [unit for unit in found if _near(unit, home, year)] or found
    return [_row(unit, year) for unit in sorted(found, key=_rank)]


def _simplified(query: str) -> str:
    from tashan.reading.normal import simplified

    return simplified(query)


def _by_name(query: str) -> Iterable[Division]:
    """Divisions of all periods that bear a name: official, short, full chain, English, pinyin, one character."""
    if query in CODES:
        codes = set(CODES[query])
        return [unit for unit in divisions() if unit.code in codes]
    units = [*divisions(), *uncoded()]
    if query.isascii():
        plain = query.lower()
        names = {plain, _ENDING.sub("", plain), plain.replace(" ", "").replace("'", "")}
        return [unit for unit in units if unit.english.lower() in names or unit.pinyin in names]
    exact = [unit for unit in units if query in (unit.name, unit.short)]
    return exact or [unit for unit in units if query.endswith(unit.name) and region_of(unit).name == query]


def _by_reading(query: str, date: str | None, home: Region | None) -> list[Row]:
    """The regions that the resolver finds in the query as in a text (江苏昆山, Peking)."""
    places = find_places(_simplified(query), language="en" if query.isascii() else "zh", date=date, home=home)
    year = year_of(date) if date else None
    found: list[Row] = []
    for mention in places.mentions:
        for region in places.regions(mention):
            row = _row_of(region, year)
            if row not in found:
                found.append(row)
    return found


def _near(unit: Division, home: Region, year: int | None) -> bool:
    name = region_of(unit, year).name
    return name.startswith(home.name) or home.name.startswith(name)


def _rank(unit: Division) -> tuple[bool, int, str, int]:
    level = _LEVELS.index(unit.level) if unit.level in _LEVELS else len(_LEVELS)
    return unit.end is not None, level, unit.code, -unit.start


def _row(unit: Division, year: int | None) -> Row:
    return {
        "code": unit.code or None,
        "name": region_of(unit, year).name,
        "level": unit.level,
        "from": str(unit.start),
        "to": None if unit.end is None else str(unit.end),
        "successors": list(unit.successors),
        "pinyin": unit.pinyin,
        "english": unit.english,
        "lon": unit.lon,
        "lat": unit.lat,
    }


def _row_of(region: Region, year: int | None) -> Row:
    """The row of a region, from the table where it is there."""
    unit = by_code(region.code, year) if region.code else None
    unit = unit or next((each for each in uncoded() if region_of(each).name == region.name), None)
    if unit is not None:
        return {**_row(unit, year), "name": region.name}
    return dict.fromkeys(("code", "name", "level", "from", "to"), None) | {
        "code": region.code,
        "name": region.name,
        "level": region.level,
        "successors": [],
        "pinyin": None,
        "english": None,
        "lon": None,
        "lat": None,
    }


def _cluster_rows(group: Cluster, year: int | None) -> list[Row]:
    """A cluster, then its members."""
    head = {
        **_row_of(Region(None, group.name, "cluster"), None),
        "from": group.start,
        "to": group.end,
        "english": group.english or None,
    }
    return [head, *(_row_of(member, year) for member in group.members)]
