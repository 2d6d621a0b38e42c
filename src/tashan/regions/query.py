"""The answer of `tashan regions QUERY`: what a name, code or cluster stands for, with dates, names and a point."""

from __future__ import annotations

from functools import cache

from tashan.regions.clusters import Cluster, cluster
from tashan.regions.divisions import Division, by_code, divisions
from tashan.regions.gazetteer import gazetteer
from tashan.regions.naming import region_at, unit_of
from tashan.regions.places import find_places
from tashan.regions.region import Region


def query(text: str, date: str | None = None, home: Region | None = None) -> list[dict[str, object]]:
    """
    Tell what a query stands for.

    Args:
        text: a Chinese or English name, pinyin, a code of GB/T 2260, an abbreviation (沪, 浙鄂) or a cluster's name.
        date: the day or year whose names count; without it those in force now, or last in force.
        home: region that abbreviations and homonyms are tried on first.

    Returns:
        One dictionary a region with code, name, level, from, to, successors, pinyin, english, lon, lat; several for
        an ambiguous name, a cluster's members after the cluster itself; empty where nothing is known.
        `from` and `to` are years for divisions (`from` 1980 means 1980 or earlier), days for clusters.
    """
    text = text.strip()
    year = int(date[:4]) if date else None
    if text.isdigit() and len(text) == 6:
        return _by_code(text, year)
    group = cluster(text, date)
    if group is not None:
        return [_cluster_answer(group), *(_answer(region) for region in group.members)]
    found = _by_places(text, date, home)
    if not found:
        found = _by_pinyin(text, year)
    return [_answer(region) for region in found]


def _by_code(code: str, year: int | None) -> list[dict[str, object]]:
    if year is not None:
        unit = by_code(code, year)
        return [_answer_of(unit, region_at(unit, year))] if unit else []
    return [_answer_of(unit, region_at(unit, None)) for unit in divisions() if unit.code == code]


def _by_places(text: str, date: str | None, home: Region | None) -> list[Region]:
    language = "en" if text.isascii() else "zh"
    found: list[Region] = []
    for candidate in dict.fromkeys((text, text.title() if text.islower() else text)):
        places = find_places(candidate, language=language, date=date, home=home)
        for mention in places.mentions:
            found.extend(places.regions(mention) or places.options(mention))
        if found:
            break
    if not found and not text.isascii():
        found = _by_exact_name(text, date) or _by_frame(text, date, home)
    return list(dict.fromkeys(found))


def _by_exact_name(text: str, date: str | None) -> list[Region]:
    """A query is a name by itself: ordinary words (公安, 资源) and short names of counties count here."""
    g = gazetteer()
    position = g.index.get(text)
    if position is None:
        return []
    year = int(date[:4]) if date else None
    units = [g.units[row] for row in g.entries[position].units]
    current = [unit for unit in units if unit.end is None] if year is None else units
    return [region_at(unit, year) for unit in current or units]


def _by_frame(text: str, date: str | None, home: Region | None) -> list[Region]:
    """An abbreviation stands alone in a query: read it as if it were visited."""
    places = find_places(f"赴{text}考察", date=date, home=home)
    found: list[Region] = []
    for mention in places.mentions:
        found.extend(places.regions(mention) or places.options(mention))
    return found


def _by_pinyin(text: str, year: int | None) -> list[Region]:
    plain = text.lower().replace("'", "").replace(" ", "")
    rows = {*_spelled()["pinyin"].get(plain, ()), *_spelled()["english"].get(text.lower(), ())}
    units = [divisions()[row] for row in sorted(rows)]
    if year is None:
        units = [unit for unit in units if unit.end is None] or units
    else:
        units = [unit for unit in units if unit.start <= year and (unit.end is None or year <= unit.end)] or units
    return list(dict.fromkeys(region_at(unit, year) for unit in units))


@cache
def _spelled() -> dict[str, dict[str, list[int]]]:
    """The rows of the divisions by pinyin and by English name, so that nobody walks through all of them."""
    found: dict[str, dict[str, list[int]]] = {"pinyin": {}, "english": {}}
    for row, unit in enumerate(divisions()):
        found["pinyin"].setdefault(unit.pinyin, []).append(row)
        found["english"].setdefault(unit.english.lower(), []).append(row)
    return found


def _answer(region: Region) -> dict[str, object]:
    unit = unit_of(region)
    if unit is None:
        return _shape(region.code, region.name, region.level, None, None, (), "", "", None, None)
    return _answer_of(unit, region)


def _answer_of(unit: Division, region: Region) -> dict[str, object]:
    return _shape(
        region.code,
        region.name,
        region.level,
        unit.start,
        unit.end,
        unit.successors,
        unit.pinyin,
        unit.english,
        unit.lon,
        unit.lat,
    )


def _cluster_answer(item: Cluster) -> dict[str, object]:
    return _shape(None, item.name, "cluster", item.start, item.end, (), "", item.english, None, None)


def _shape(
    code: str | None,
    name: str,
    level: str,
    start: int | str | None,
    end: int | str | None,
    successors: tuple[str, ...],
    pinyin: str,
    english: str,
    lon: float | None,
    lat: float | None,
) -> dict[str, object]:
    return {
        "code": code,
        "name": name,
        "level": level,
        "from": start,
        "to": end,
        "successors": list(successors),
        "pinyin": pinyin,
        "english": english,
        "lon": lon,
        "lat": lat,
    }
