"""
What type of cooperation does a passage show: who leads, form in space, complement, tie, medium, carrier?

The rules are those of docs/typology.md, for a human coder and for this reader alike. A value is given only where the
passage shows it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import ahocorasick_rs

from tashan.reading._patterns import holds_any
from tashan.reading._typology_words import WORDS

_CLAUSE_MARKS = ",。;:!?\n"
_WISHED = re.compile("(?:希望|期待|盼|愿|建议|倡议|拟|计划|争取|洽谈|将|探索|hope|propos|plan)[^,。;]{0,14}$")
_TOURED = re.compile("(?:参观|走访|察看|考察|走进|来到|看了|到|抵达|前往|toured|visited)了?[^,。;]{0,24}$")
_TOUR = re.compile("参观|走访|察看|考察|走进|来到|看了|到|抵达|前往|toured|visited")
_TOUR_REACH = 32  # more than its longest word and what may stand between
_EDGE = re.compile("[,。;]")
_CAPITAL = re.compile("[A-Z\u212a]")  # nothing else becomes a small letter of the words
_REACH = 12

_Marks = dict[str, list[int]]
_Senses = list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]


@cache
def _machine() -> tuple[Any, list[_Senses]]:
    """The search machine and, by its index, what each word shows: dimension, value, and what may not or must stand by."""
    senses: dict[str, _Senses] = {}
    for (dimension, value), words in WORDS.items():
        for entry in words.split():
            before, _, rest = entry.rpartition("<")
            word, _, after = rest.partition("!")
            sense = (dimension, value, _options(before), _options(after))
            senses.setdefault(word.replace("_", " "), []).append(sense)
    for word, own in senses.items():
        inner = {word[a:b] for a in range(len(word)) for b in range(a + 2, len(word) + 1) if b - a < len(word)}
        known = {sense[0] for sense in own}
        own += [s for part in sorted(inner) for s in senses.get(part, []) if s[0] not in known and not (s[2] or s[3])]
    words_list = list(senses)
    machine = ahocorasick_rs.AhoCorasick(words_list, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return machine, [senses[word] for word in words_list]


def _options(part: str) -> tuple[str, ...]:
    return tuple(part.split("|")) if part else ()


def typology_of(window: str, kind: str = "") -> dict[str, str]:
    """
    The typology a passage shows, dimension by dimension (docs/typology.md).

    Args:
        window: the sentences that tell of a record, in normal form (Chinese or English).
        kind: kind of the record (visit, meeting, agreement, signing, body, practice); a visit or a meeting that
            shows nothing firmer is a loose tie.

    Returns:
        Dimension to value, only the dimensions that are shown.
    """
    text = " " + (window.lower() if _CAPITAL.search(window) else window)
    marks = _marks(text)
    found = {
        "lead": _lead(marks["lead"]),
        "spatial": _most(marks["spatial"]),
        "interaction": _interaction(marks["interaction"]),
        "tie": _tie(text, marks["tie"], kind),
        "medium": _most(marks["medium"]),
        "carrier": _carrier(text, marks["carrier"]),
    }
    return {dimension: value for dimension, value in found.items() if value is not None}


def _marks(text: str) -> dict[str, _Marks]:
    """Where each value of each dimension is shown."""
    marks: dict[str, _Marks] = {d: {} for d in ("lead", "spatial", "interaction", "tie", "medium", "carrier")}
    machine, meanings = _machine()
    for index, start, end in machine.find_matches_as_indexes(text):
        for dimension, value, before, after in meanings[index]:
            if after and text.startswith(after, end):
                continue
            places = marks[dimension].get(value)
            if before:
                if places is not None:
                    continue
                near = _EDGE.split(text[max(0, start - _REACH) : start])[-1]
                if not holds_any(near, before):
                    continue
            if places is None:
                marks[dimension][value] = [start]
            else:
                places.append(start)
    return marks


def _lead(marks: _Marks) -> str | None:
    if "enterprise_leads" in marks:
        return "enterprise"
    return next((value for value in ("government", "enterprise") if value in marks), None)


def _interaction(marks: _Marks) -> str | None:
    said = {value: places for value, places in marks.items() if value.endswith("_said")}
    if said:
        return min(said, key=lambda value: said[value][0]).removesuffix("_said")
    return _most(marks)


def _tie(text: str, marks: _Marks, kind: str) -> str | None:
    for value in ("property", "alliance"):
        if value in marks and any(not _WISHED.search(text, max(0, at - 30), at) for at in marks[value]):
            return value
    return "loose" if kind in ("visit", "meeting") or (not kind and "loose" in marks) else None


def _carrier(text: str, marks: _Marks) -> str | None:
    for value in ("park", "platform", "other"):
        if value in marks and any(not _toured(text, at) for at in marks[value]):
            return value
    return None


def _toured(text: str, at: int) -> bool:
    """Whether a park or project is only seen on the way (参观了某产业园)."""
    if not _TOUR.search(text, max(0, at - _TOUR_REACH), at):
        return False
    clause = max([text.rfind(mark, 0, at) for mark in _CLAUSE_MARKS]) + 1
    return _TOURED.search(text, clause, at) is not None


def _most(marks: _Marks) -> str | None:
    """The value named most often, of equals the one named first; None if none is named."""
    return min(marks, key=lambda value: (-len(marks[value]), marks[value][0])) if marks else None
