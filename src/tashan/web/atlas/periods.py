"""Periods of the address: 2023-03, 2023-Q1, 2023, 2021..2023; their words, first and last days, and neighbours."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from tashan.briefs.wording import MONTHS
from tashan.web.pages.words import spoken

_FORM: Final = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|-Q([1-4])|\.\.(\d{4}))?")


@dataclass(frozen=True, slots=True)
class Period:
    """
    A month, a quarter, a year or several years.

    Attributes:
        text: as the address has it.
        first, last: months as YYYYMM, both included.
    """

    text: str
    first: int
    last: int

    @property
    def grain(self) -> str:
        """`month`, `quarter`, `year` or `years`."""
        if self.first == self.last:
            return "month"
        if self.last - self.first == 2:
            return "quarter"
        return "year" if self.first // 100 == self.last // 100 else "years"

    @property
    def words(self) -> str:
        """What it is called: 2023年3月, 2023年第一季度, March 2023."""
        year, month = divmod(self.first, 100)
        if self.grain == "month":
            return spoken(f"{year}年{month}月", f"{MONTHS[month - 1]} {year}")
        if self.grain == "quarter":
            quarter = (month + 2) // 3
            return spoken(f"{year}年第{'一二三四'[quarter - 1]}季度", f"Q{quarter} {year}")
        if self.grain == "year":
            return spoken(f"{year}年", str(year))
        return spoken(f"{year}年至{self.last // 100}年", f"{year}–{self.last // 100}")

    @property
    def days(self) -> tuple[int, int]:
        """The first and last number of a day (see `columns.number_of`); a day of known year belongs to the year."""
        first = self.first * 100
        return (first // 10000 * 10000 if self.grain in ("year", "years") else first), self.last * 100 + 31

    @property
    def before(self) -> Period:
        """The period of the same length before it."""
        return self._moved(-1)

    @property
    def after(self) -> Period:
        """The period of the same length after it."""
        return self._moved(1)

    def _moved(self, by: int) -> Period:
        year, month = divmod(self.first, 100)
        if self.grain == "month":
            return month_of(_month(year, month + by))
        if self.grain == "quarter":
            moved = _month(year, month + 3 * by)
            return parse(f"{moved // 100}-Q{(moved % 100 + 2) // 3}") or self
        last = self.last // 100
        if self.grain == "year":
            return parse(str(year + by)) or self
        span = last - year + 1
        return parse(f"{year + span * by}..{last + span * by}") or self


def parse(text: str) -> Period | None:
    """The period that an address names; None where it names none."""
    found = _FORM.fullmatch(text)
    if found is None:
        return None
    year, month, quarter, last = found.groups()
    start = int(year) * 100
    if start < 100_000:
        return None
    if month:
        return Period(text, start + int(month), start + int(month))
    if quarter:
        return Period(text, start + 3 * int(quarter) - 2, start + 3 * int(quarter))
    if last:
        end = int(last) * 100 + 12
        return Period(text, start + 1, end) if int(year) < int(last) else None
    return Period(text, start + 1, start + 12)


def month_of(month: int) -> Period:
    """The period of one month, given as YYYYMM."""
    return Period(f"{month // 100}-{month % 100:02}", month, month)


def around(period: Period, months: Collection[int] = ()) -> tuple[Period, ...]:
    """
    What a person may turn to from a period: its year, the quarters and months of that year, and all years.

    Args:
        period: the period shown.
        months: months (YYYYMM) in which something is known.
    """
    year = str(period.last // 100)
    texts = [year, *(f"{year}-Q{quarter}" for quarter in range(1, 5)), *(f"{year}-{m:02}" for m in range(1, 13))]
    if months:
        texts.insert(0, f"{min(months) // 100}..{max(months) // 100}")
    if period.text not in texts:
        texts.insert(0, period.text)
    return tuple(found for text in texts if (found := parse(text)))


def turn(query: Mapping[str, str]) -> str:
    """The beginning of an address that keeps all settings and ends with the period to be written behind it."""
    kept = {name: value for name, value in query.items() if name not in ("period", "page")}
    return f"?{urlencode({**kept, 'period': ''})}"


def _month(year: int, month: int) -> int:
    at = year * 12 + month - 1
    return at // 12 * 100 + at % 12 + 1
