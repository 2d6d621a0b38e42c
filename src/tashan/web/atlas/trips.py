"""
The journeys of a month, a bar each over its days; and visits by month, a square each above or below a line.

Positions are pixels from the upper left corner; the pages' templates draw them, so nothing but shapes is computed here.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Final

from django.utils.safestring import SafeString, mark_safe

from tashan.web.atlas.rows import Row
from tashan.web.pages.words import spoken

WIDTH: Final = 1312
_LINE: Final = 28
_HEAD: Final = 44
MOST: Final = 40
"""Journeys that one picture shows; beyond it, the table has the rest."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the month: number, weekday, position, and whether it is a day of the weekend."""

    number: int
    weekday: str
    x: float
    middle: float
    rest: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """One journey: its label, position and length, whether it begins before or ends after the month."""

    row: Row
    label: str
    x: float
    y: float
    width: float
    days: int
    label_x: float
    label_end: bool
    after_x: float

    @property
    def text_y(self) -> float:
        """The base line of its words."""
        return self.y + 12


@dataclass(frozen=True, slots=True)
class Month:
    """The picture of a month."""

    days: tuple[Day, ...]
    bars: tuple[Bar, ...]
    step: float
    height: int
    left_out: int

    @property
    def body(self) -> int:
        """The height below the head."""
        return self.height - _HEAD


def month_picture(rows: Sequence[Row], month: int) -> Month | None:
    """
    The journeys of a month over its days.

    Args:
        rows: visits, in the order in which they are drawn.
        month: YYYYMM.

    Returns:
        None where no visit is known to the day.
    """
    year, number = divmod(month, 100)
    length = monthrange(year, number)[1]
    step = WIDTH / length
    first = date(year, number, 1)
    known = [row for row in rows if len(row.event.body.get("start") or "") == 10 and row.days]
    bars = []
    for at, row in enumerate(known[:MOST]):
        start = (date.fromisoformat(row.event.body["start"]) - first).days
        end = (date.fromisoformat(row.event.body["end"]) - first).days
        left, right = max(0, start) * step, min(length, end + 1) * step
        if right <= left:
            continue
        text = f"{_joined(row.who)} → {_joined(row.whom)}"
        room = left > 13 * len(text) + 30 if spoken("zh", "en") != "en" else left > 7 * len(text) + 30
        after = right + 8
        bars.append(
            Bar(
                row=row,
                label=text,
                x=round(left + 2, 1),
                y=_HEAD + 14 + at * _LINE,
                width=round(max(right - left - 4, 4), 1),
                days=row.days,
                label_x=round(left - 8, 1) if room else round(after + 44, 1),
                label_end=room,
                after_x=round(after, 1),
            )
        )
    if not bars:
        return None
    weekdays = spoken("一二三四五六日", "MTWTFSS")
    days = tuple(
        Day(n, weekdays[(w := date(year, number, n).weekday())], (n - 1) * step, (n - 0.5) * step, w >= 5)
        for n in range(1, length + 1)
    )
    return Month(days, tuple(bars), step, _HEAD + 12 + len(bars) * _LINE + 8, len(known) - len(bars))


def _joined(names: Sequence[object]) -> str:
    return spoken("、", ", ").join(getattr(name, "text", "") for name in names)


SMALL: Final = 240
_SIDE: Final = 16
_UNIT: Final = 11
_MOST_UNITS: Final = 4


@dataclass(frozen=True, slots=True)
class Square:
    """One square, or a bar that stands for `count` visits; `up` above the line."""

    x: float
    y: float
    height: float
    up: bool
    count: int
    month: int

    @property
    def middle(self) -> float:
        """The middle of its breadth, for its number."""
        return round(self.x + 7.5, 1)

    @property
    def text_y(self) -> float:
        """The base line of its number."""
        return round(self.y + self.height / 2 + 4, 1)


@dataclass(frozen=True, slots=True)
class Year:
    """The visits with one partner by month of a year."""

    code: str
    out: int
    came: int
    squares: tuple[Square, ...]


LINE_Y: Final = 56


def year_picture(code: str, out: Mapping[int, int], came: Mapping[int, int]) -> Year:
    """
    Visits with a partner by month: a square a visit, one bar with its number where a month has more than four.

    Args:
        code: the partner's code.
        out: month (1 to 12) to the number of visits to the partner.
        came: the same for visits from the partner.
    """
    squares: list[Square] = []
    for up, counts in ((True, out), (False, came)):
        for month, count in sorted(counts.items()):
            x = round((month - 1) * SMALL / 12 + 2, 1)
            if count > _MOST_UNITS:
                height = _UNIT * _MOST_UNITS
                squares.append(Square(x, LINE_Y - height if up else LINE_Y + 2, height - 1, up, count, month))
                continue
            for unit in range(count):
                y = LINE_Y - (unit + 1) * _UNIT if up else LINE_Y + 2 + unit * _UNIT
                squares.append(Square(x, y, _UNIT - 2, up, 1, month))
    return Year(code, sum(out.values()), sum(came.values()), tuple(squares))


@dataclass(frozen=True, slots=True)
class Column:
    """One month of the strip over all years."""

    month: int
    count: int
    x: float
    height: float
    chosen: bool
    address: str
    words: str
    wide: float

    @property
    def top(self) -> float:
        """Its upper edge."""
        return round(STRIP_HEIGHT + 3 - self.height, 1)


@dataclass(frozen=True, slots=True)
class Strip:
    """Visits by month over all years, each month a column that leads to it."""

    columns: tuple[Column, ...]
    years: tuple[tuple[int, float], ...]
    most: int
    turn: str

    @property
    def drawn(self) -> SafeString:
        """The picture: each month a column, and a link where the strip leads anywhere."""
        form, turn = _LINKED if self.turn else _PLAIN, escape(self.turn)
        marks = "".join(form.format(*_shown(each, turn)) for each in self.columns)
        return mark_safe(  # noqa: S308 - numbers, months in our own words, and an address that is escaped once for all
            f'<svg viewBox="0 0 {WIDTH} 42" preserveAspectRatio="none" aria-hidden="true">{marks}</svg>'
        )

    @property
    def addresses(self) -> str:
        """The periods of all months, for the slider."""
        return " ".join(each.address for each in self.columns)

    @property
    def words(self) -> str:
        """The names of all months, for the slider."""
        return "|".join(each.words for each in self.columns)

    @property
    def last(self) -> int:
        """The number of the last month."""
        return len(self.columns) - 1

    @property
    def at(self) -> int:
        """The number of the first month chosen."""
        return next((at for at, column in enumerate(self.columns) if column.chosen), self.last)


def _shown(each: Column, turn: str) -> tuple[Any, ...]:
    top, height = (each.top, each.height) if each.count else (38, 1)
    return (
        f"{turn}{each.address}",
        each.x,
        each.wide,
        "now" if each.chosen else "",
        top,
        height,
        each.words,
        each.count,
    )


STRIP_HEIGHT: Final = 36
_PLAIN: Final = '<rect class="{3}" x="{1}" y="{4}" width="{2}" height="{5}"><title>{6}: {7}</title></rect>'
_LINKED: Final = (
    '<a href="{0}" tabindex="-1"><rect class="hit" x="{1}" y="0" width="{2}" height="40"/>'
    '<rect class="{3}" x="{1}" y="{4}" width="{2}" height="{5}"/><title>{6}: {7}</title></a>'
)


def strip(counts: Mapping[int, int], chosen: tuple[int, int], turn: str = "") -> Strip | None:
    """
    All months from the first to the last that has something; None where there is none.

    Args:
        counts: month (YYYYMM) to number.
        chosen: the first and last month of the period shown.
        turn: the beginning of the address of each month; without it the columns lead nowhere.
    """
    from tashan.web.atlas.periods import month_of

    if not counts:
        return None
    first, last = min(counts) // 100, max(counts) // 100
    first = max(first, last - 19)
    months = [year * 100 + month for year in range(first, last + 1) for month in range(1, 13)]
    step = WIDTH / len(months)
    most = max(counts.get(month, 0) for month in months)
    columns = tuple(
        Column(
            month,
            counts.get(month, 0),
            round(at * step, 2),
            round(STRIP_HEIGHT * counts.get(month, 0) / most, 1),
            chosen[0] <= month <= chosen[1],
            (period := month_of(month)).text,
            period.words,
            round(max(step - 1.5, 1), 2),
        )
        for at, month in enumerate(months)
    )
    years = tuple((year, round((year - first) * 12 * step, 1)) for year in range(first, last + 1))
    return Strip(columns, years, most, turn)
