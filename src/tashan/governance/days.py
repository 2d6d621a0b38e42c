"""Days as people know them: exact, or somewhere in a month or year; and what lies between two of them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from tashan.rules.days import LAST_DAY


@dataclass(frozen=True, slots=True)
class When:
    """
    A day that is known exactly (`first == last`) or only to lie between two.

    Attributes:
        first: earliest day it can be, `YYYY-MM-DD`; "" where nothing is known.
        last: latest day it can be.
    """

    first: str
    last: str

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return bool(self.first) and self.first == self.last

    @property
    def known(self) -> bool:
        """Whether anything is known of it."""
        return bool(self.first)

    def __str__(self) -> str:
        """The shortest date that covers it: `2021-10`, or `2022-09-01…2022-09-10`."""
        if self.first == self.last:
            return self.first
        if self.first[5:] == "01-01" and self.last[5:] == "12-31" and self.first[:4] == self.last[:4]:
            return self.first[:4]
        if self.first[:8] + "01" == self.first and self.last == _month_end(self.first):
            return self.first[:7]
        return f"{self.first}…{self.last}"


#: A day of which nothing is known.
UNKNOWN = When("", "")


@dataclass(frozen=True, slots=True)
class DayCount:
    """How many days lie between two dates: one number, or the least and the most where a date is not exact."""

    least: int
    most: int

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.least == self.most

    def __str__(self) -> str:
        """`355`, or `104–113`."""
        return str(self.least) if self.exact else f"{self.least}–{self.most}"


def days_between(earlier: When, later: When) -> DayCount | None:
    """The days from one date to another, negative where the second comes first; None where one is not known."""
    if not (earlier.known and later.known):
        return None
    return DayCount(_days(earlier.last, later.first), _days(earlier.first, later.last))


def add_days(day: str, days: int) -> str:
    """The day a number of days later, or earlier where it is negative; never beyond the first and last day there are."""
    number = date.fromisoformat(day).toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal())).isoformat()


def add_months(day: str, months: int) -> str:
    """
    The same day of a later month, or its last day where that month is shorter (31 January + 1 = 28 February).

    Never beyond the first and last day there are.
    """
    year, month = divmod(int(day[:4]) * 12 + int(day[5:7]) - 1 + months, 12)
    if not 1 <= year <= date.max.year:
        return (date.min if year < 1 else date.max).isoformat()
    return date(year, month + 1, min(int(day[8:]), monthrange(year, month + 1)[1])).isoformat()


def holds_on(day: str, start: str, end: str | None) -> bool:
    """Whether a period covers a day; both ends belong to it, None is open."""
    return start <= day <= (end or LAST_DAY)


def overlap(one: tuple[str, str | None], other: tuple[str, str | None]) -> bool:
    """Whether two periods share a day."""
    return one[0] <= (other[1] or LAST_DAY) and other[0] <= (one[1] or LAST_DAY)


def _days(earlier: str, later: str) -> int:
    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def _month_end(day: str) -> str:
    return f"{day[:8]}{monthrange(int(day[:4]), int(day[5:7]))[1]:02d}"
