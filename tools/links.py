"""Parents and successors of the rows of the divisions table."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from published_lists import LAST_YEAR, Span


@dataclass(frozen=True)
class Row:
    """One line of the table while it is being made; level is 1 (province), 2 (prefecture) or 3 (county)."""

    code: str
    name: str
    start: int
    end: int | None
    level: str
    parent: str | None = None
    successors: tuple[str, ...] = ()
    short: str = ""
    pinyin: str = ""
    english: str = ""
    point: tuple[float, float] | None = None

    def covers(self, year: int) -> bool:
        """Tell whether the row is in force on 31 December of a year."""
        return self.start <= year and (self.end is None or year <= self.end)


COMMON: Final = re.compile(
    r"^(?:[^市县旗]{0,2}(?:郊区|城区|市区|矿区)|[东南西北中新][市城]?区|市中区|桥[东西]区|.{2}区)$"
)
"""All two-character districts count: 新华, 和平, 铁东, 鼓楼 and their like recur from city to city."""


def level_of(code: str) -> str:
    """Give the digit of a code's level: 1 province, 2 prefecture, 3 county."""
    return "1" if code.endswith("0000") else "2" if code.endswith("00") else "3"


def rows_with_parents(spans: list[Span]) -> Iterator[Row]:
    """Give every span its parent by code prefix; a span is cut where the parent's code begins or ends."""
    years: dict[str, set[int]] = defaultdict(set)
    for span in spans:
        years[span.code].update(range(span.start, (span.end or LAST_YEAR) + 1))
    for span in spans:
        level = level_of(span.code)
        if level == "1":
            yield Row(span.code, span.name, span.start, span.end, level)
            continue
        above = (span.code[:4] + "00", span.code[:2] + "0000")[2 - (int(level) - 1) :]
        start, current = span.start, _first_in_force(above, years, span.start)
        for year in range(span.start + 1, (span.end or LAST_YEAR) + 1):
            parent = _first_in_force(above, years, year)
            if parent != current:
                yield Row(span.code, span.name, start, year - 1, level, current)
                start, current = year, parent
        yield Row(span.code, span.name, start, span.end, level, current)


def _first_in_force(codes: tuple[str, ...], years: dict[str, set[int]], year: int) -> str | None:
    return next((code for code in codes if year in years[code]), None)


class Successors:
    """
    Finds who holds the area of a row after its end.

    In this order: the hand-entered fact; the same code under a new name; a new unit of the same short name in the
    same province or in one split off from it; an old unit of the same short name that takes it in.
    """

    def __init__(self, rows: list[Row], facts: dict[tuple[str, int], tuple[str, ...]]) -> None:
        self._facts = facts
        self._rows = rows
        self._by_name: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._by_code: dict[str, list[Row]] = defaultdict(list)
        self._by_parent: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            self._by_name[row.level, row.short].append(row)
            self._by_code[row.code].append(row)
            if row.parent:
                self._by_parent[row.parent].append(row)

    def of(self, row: Row) -> tuple[str, ...]:
        """Give the codes that hold the area in the year after the row's end, or nothing."""
        if row.end is None:
            return ()
        fact = self._facts.get((row.code, row.end))
        if fact is not None:
            return fact
        return self._by_rule(row)

    def _by_rule(self, row: Row) -> tuple[str, ...]:
        assert row.end is not None
        after = row.end + 1
        if any(other.covers(after) and _same_place(row, other) for other in self._by_code[row.code]):
            return (row.code,)
        named = [
            other
            for other in self._by_name[row.level, row.short]
            if other.code != row.code and other.covers(after) and other.code[:2] in _provinces(row)
        ]
        new = [other for other in named if not other.covers(row.end) or other.name != self._name(other.code, row.end)]
        near = [other for other in new if self._same_surroundings(row, other)]
        if not near and not is_common(row.name):
            near = new
        if len(near) == 1:
            return (near[0].code,)
        old = [other for other in named if other not in new and (other.parent == row.parent or row.level == "2")]
        if not new and len(old) == 1:
            return (old[0].code,)
        return self._through_children(row) if row.level == "2" else ()

    def _same_surroundings(self, row: Row, other: Row) -> bool:
        """Tell whether two units lie under the same prefecture, or under one and the prefecture it became."""
        return other.code[:4] == row.code[:4] or self._parent_name(row, row.end) == self._parent_name(
            other, other.start
        )

    def _parent_name(self, row: Row, year: int | None) -> str | None:
        above = (other.short for other in self._by_code[row.parent or ""] if year is None or other.covers(year))
        return next(above, None)

    def _name(self, code: str, year: int) -> str | None:
        return next((other.name for other in self._by_code[code] if other.covers(year)), None)

    def _through_children(self, row: Row) -> tuple[str, ...]:
        """A prefecture without a unit of its name goes to the prefectures that hold its counties."""
        assert row.end is not None
        found = set()
        for child in self._by_parent[row.code]:
            if child.end == row.end:
                for code in self.of(child):
                    holder = next((o for o in self._by_code[code] if o.covers(row.end + 1)), None)
                    if holder and holder.parent:
                        found.add(holder.parent)
        return tuple(sorted(found))

    def linked(self) -> list[Row]:
        """Give all rows with their successors."""
        return [replace(row, successors=self.of(row)) for row in self._rows]


def is_common(name: str) -> bool:
    """Tell names that many cities give to their districts and that say nothing outside their own city."""
    return bool(COMMON.match(name))


def _same_place(row: Row, other: Row) -> bool:
    """A code that goes on means the same place unless it was dealt out anew (short names without common sign)."""
    return other.short == row.short or bool(set(other.short) & set(row.short))


def _provinces(row: Row) -> tuple[str, ...]:
    """The province of a row, and those split off from it: Hainan in 1988, Chongqing in 1997."""
    own = row.code[:2]
    split = {("44", 1987): "46", ("51", 1996): "50"}.get((own, row.end or 0))
    return (own, split) if split else (own,)
