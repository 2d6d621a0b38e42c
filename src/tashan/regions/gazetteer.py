"""
Which names stand for which divisions: one automaton over all names, short names and groups.

Names are full (昆山市), colloquial (恩施州, 宁夏自治区), short (昆山) or group names (京津冀). Short names that are
ordinary words or arise where two words meet are listed in ``data/common_words.txt`` and need a fitting neighbour.
Built once, on first use.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from tashan.regions.aliases import (
    BLOCKED_OUTLETS,
    BLOCKERS,
    CORPS_CITY,
    EXTRA_NAMES,
    GENERIC_FULL_NAMES,
    NEVER_SHORT,
    ORGAN_WORDS,
    ZONE_SHORTS,
    common_words,
    corps,
    corps_names,
    group_names,
)
from tashan.regions.divisions import Division, divisions, uncoded
from tashan.regions.towns import WITHOUT_COUNTIES

FREE: Final = 0
"""The name is a place wherever it stands."""
WEAK: Final = 1
"""One fitting neighbour is enough."""
GUARDED: Final = 2
"""Both neighbours must fit, or the text names the place in full elsewhere."""
WORD: Final = 3
"""An ordinary word: only under a parent, in a list of places, or named in full elsewhere."""
STEM: Final = 4
"""A full name whose stem is one character (和县) or a common noun (新城区): the left neighbour must fit."""
GROUP: Final = 5
ORGAN: Final = 6
"""A word that makes an organisation of the place before it (公司, 大学)."""
BLOCKER: Final = 7
"""A longer word that contains a name but is no place (长江西岸)."""
FREE_SHORT: Final = 9
"""A short name that is a place unless it is part of a person's name (龙长春)."""
PERSON: Final = 11
"""Like GUARDED, but taken wherever the text names the place in full elsewhere."""
CORPS: Final = 10
"""兵团 and its divisions: only in texts about Xinjiang."""
WORD_FULL: Final = 8
"""A full name with an ordinary word as stem (合作市): not where 市场, 市长, 区域 follow."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern: how strictly it is read, its form, and the rows of `Gazetteer.units` it may stand for."""

    text: str
    kind: int
    form: str
    units: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """
    All names with their automaton.

    Attributes:
        units: the divisions that entries point to.
        entries: the names, in the order of the automaton's patterns.
        kinds: how strictly each is read.
        counties: 1 for each full name of a county (today or, where none bears it today, ever): towns may follow it.
        automaton: leftmost-longest over the names.
        index: position of each name.
    """

    units: tuple[Division, ...]
    entries: tuple[Entry, ...]
    kinds: bytes
    counties: bytes
    automaton: AhoCorasick
    index: dict[str, int]


@cache
def gazetteer() -> Gazetteer:
    """Build the names and their automaton; takes about 0.1 s, once."""
    units = divisions() + uncoded() + corps()
    names: dict[str, list[int]] = {}
    shorts: dict[str, list[int]] = {}
    for row, unit in enumerate(units):
        if unit.level == "other":
            continue
        for name in _full_names(unit):
            names.setdefault(name, []).append(row)
        short = unit.short
        if (unit.level == "zone" and short not in ZONE_SHORTS) or (
            not unit.code and unit.parent in ("810000", "820000")
        ):
            continue
        if len(short) > 1 and short != unit.name and _may_be_short(unit):
            shorts.setdefault(short, []).append(row)
    codes = {unit.code: row for row, unit in enumerate(units)}
    for text, code in EXTRA_NAMES.items():
        if code in codes:
            names.setdefault(text, []).append(codes[code])
    entries = _entries(units, names, shorts)
    automaton = AhoCorasick([entry.text for entry in entries], matchkind=MatchKind.LeftmostLongest)
    return Gazetteer(
        units,
        tuple(entries),
        bytes(entry.kind for entry in entries),
        bytes(_is_county(units, entry) for entry in entries),
        automaton,
        {entry.text: position for position, entry in enumerate(entries)},
    )


def _may_be_short(unit: Division) -> bool:
    return unit.level in ("province", "prefecture") or (unit.level != "other" and unit.short not in NEVER_SHORT)


def _is_county(units: tuple[Division, ...], entry: Entry) -> bool:
    if entry.form != "full" or entry.text[-1] not in "区县市旗":
        return False
    named = [units[row] for row in entry.units]
    if any(unit.code in WITHOUT_COUNTIES for unit in named):
        return True
    return all(unit.level == "county" for unit in [unit for unit in named if unit.end is None] or named)


def _entries(units: tuple[Division, ...], names: dict[str, list[int]], shorts: dict[str, list[int]]) -> list[Entry]:
    common = common_words()
    entries: dict[str, Entry] = {}
    for text, rows in names.items():
        entries[text] = Entry(text, _kind_of_full(text, common.words), "full", tuple(rows))
    for text, rows in shorts.items():
        if text in entries:
            known = entries[text]
            entries[text] = Entry(text, known.kind, known.form, (*known.units, *rows))
            continue
        kind = FREE_SHORT
        if text in common.words:
            kind = WORD
        elif text in common.accidents:
            kind = GUARDED
        elif text in common.people:
            kind = PERSON
        elif text in common.weak:
            kind = WEAK
        entries[text] = Entry(text, kind, "short", tuple(rows))
    for row, unit in enumerate(units):
        if unit.level == "other":
            for text in corps_names(unit):
                entries[text] = Entry(text, _kind_of_corps(text), "full", (row,))
    joined = tuple(row for row, unit in enumerate(units) if unit.level == "other" and unit.name.endswith("市"))
    entries[CORPS_CITY] = Entry(CORPS_CITY, CORPS, "short", joined)
    for text in group_names():
        entries[text] = Entry(text, GROUP, "group", ())
    for text in (*BLOCKERS, *BLOCKED_OUTLETS):
        entries.setdefault(text, Entry(text, BLOCKER, "", ()))
    for text in ORGAN_WORDS:
        entries.setdefault(text, Entry(text, ORGAN, "", ()))
    return list(entries.values())


def _kind_of_corps(text: str) -> int:
    """兵团第八师 and 第八师石河子市 speak for themselves; 兵团, 八师 and 农八师 need a text about Xinjiang."""
    return FREE if (text.startswith(("兵团", "新疆", "生产")) and len(text) > 2) or text.endswith("市") else CORPS


def _kind_of_full(text: str, words: frozenset[str]) -> int:
    if (len(text) == 2 and text[-1] in "县市区旗") or text in GENERIC_FULL_NAMES:
        return STEM
    return WORD_FULL if text[:-1] in words or text[-2] == "和" else FREE


def _full_names(unit: Division) -> list[str]:
    """List the ways to write a division with its generic ending: official and colloquial."""
    name, short = unit.name, unit.short
    if "自治" not in name:
        if unit.level == "zone":
            return [name, short] if short != name and short[-1] in "区市县" else [name]
        return [name] if name != "安徽省" or unit.level == "province" else []
    if unit.level == "province":
        return [name, short + "自治区"]
    ending = name[-1]
    stem = short.removesuffix("族")
    variants = [name, stem + "自治" + ending]
    if len(stem) > 1:
        variants.append(stem + ending)
    if short != stem:
        variants.append(short + ending)
    return list(dict.fromkeys(variants))
