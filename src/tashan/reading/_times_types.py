"""The values that the time grammar of every language returns."""

from __future__ import annotations

from dataclasses import dataclass

from tashan.regions.making import quickly_made


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day of which any part may be unknown: 3月 is `Day(None, 3, None)`."""

    year: int | None = None
    month: int | None = None
    day: int | None = None


@quickly_made
@dataclass(frozen=True, slots=True)
class TimeMention:
    """
    One expression of time, as it stands in the normalised text.

    Attributes:
        start: offset of the first character.
        end: offset after the last character.
        first: first day, month or year meant, unknown parts are None. `Day()` where the beginning is open.
        last: last one meant; equal to `first` for a single day, month or year; None where the end is open.
        kind: day, range, month, year, open_end, open_start, relative, era, vague or clock.
        relative: what the words count from, None for a plain date: today, yesterday, tomorrow, same_day, next_day,
            same_month, next_month, last_month, this_month, same_year, next_year, last_year, this_year, now, recent,
            this_week, last_week, next_week, weekday:1 … weekday:7 (with last_ or next_ before it), days_before:N,
            days_after:N, last_years:N, last_months:N, next_years:N. A date that hangs on such a word
            (同年11月) keeps the kind of the date.
        part: a part of the day, month or year: morning, noon, afternoon, evening, early, mid, late, end, spring,
            summer, autumn, winter, first_half, second_half, quarter:1 … quarter:4.
        damaged: the numerals cannot have been written so (1月1218日); never to be given as a plain date.
        inherits: some of `first` was taken over from the item before it in a list (3月17日、18日).
    """

    start: int
    end: int
    first: Day
    last: Day | None
    kind: str
    relative: str | None = None
    part: str | None = None
    damaged: bool = False
    inherits: bool = False


_DAYS: dict[tuple[int | None, int | None, int | None], Day] = {}


def day_of(year: int | None = None, month: int | None = None, day: int | None = None) -> Day:
    """One shared `Day` per date: the same few dates come again and again, and making them anew is slow."""
    key = (year, month, day)
    found = _DAYS.get(key)
    if found is None:
        if len(_DAYS) > 100_000:
            _DAYS.clear()
        found = _DAYS[key] = Day(year, month, day)
    return found


def precision(day: Day) -> str:
    """`day`, `month` or `year`: the finest part that is known."""
    if day.day is not None:
        return "day"
    return "month" if day.month is not None else "year"
