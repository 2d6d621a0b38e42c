"""Arithmetic of days that may lack a part: filling in years and months, counting from an anchor."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from tashan.reading._times_types import Day, TimeMention, day_of

_OPEN = day_of()


def as_text(day: Day | None) -> str | None:
    """`YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None without a year or for a day that no calendar has."""
    if day is None or day.year is None:
        return None
    if day.month is None:
        return f"{day.year:04d}"
    if day.day is None:
        return f"{day.year:04d}-{day.month:02d}"
    try:
        return date(day.year, day.month, day.day).isoformat()
    except ValueError:
        return None


def calendar_day(day: Day) -> date | None:
    try:
        return date(day.year, day.month, day.day)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None


def to_day(value: date) -> Day:
    return day_of(value.year, value.month, value.day)


def month_shifted(year: int, month: int, by: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def iso_day(published: str | None) -> date | None:
    if published is None:
        return None
    try:
        return date.fromisoformat(published)
    except ValueError:
        return None


def latest(mention: TimeMention) -> Day:
    return mention.last if mention.last is not None and mention.last != _OPEN else mention.first


def with_year(mention: TimeMention, year: int) -> TimeMention:
    """Fill in the year; a range over New Year starts in the year before where its end is what the year belongs to."""
    first, last = mention.first, mention.last
    ends_later = last is not None and first.month is not None and last.month is not None and last.month < first.month
    if first != _OPEN and first.year is None:
        first = day_of(year, first.month, first.day)
    if last is not None and last != _OPEN and last.year is None:
        last = day_of(year + 1 if ends_later else year, last.month, last.day)
    return _with_days(mention, first, last)


def _with_days(mention: TimeMention, first: Day, last: Day | None) -> TimeMention:
    """The mention with other days: `dataclasses.replace` takes several times as long."""
    return TimeMention(
        mention.start, mention.end, first, last, mention.kind, mention.relative, mention.part, mention.damaged,
        mention.inherits,
    )  # fmt: skip


def shifted_to(mention: TimeMention, year: int | None, month: int | None) -> TimeMention:
    def put(day: Day) -> Day:
        return day if day == _OPEN or day.month is not None else day_of(year, month, day.day)

    return _with_days(mention, put(mention.first), put(mention.last) if mention.last is not None else None)


def put_into(mention: TimeMention, year: int, month: int | None) -> TimeMention:
    """A mention that hangs on 今年 or 本月 with that year or month; the word alone means the whole of it."""

    def put(day: Day) -> Day:
        return day_of(year, day.month if day.month is not None else month, day.day)

    if mention.kind == "relative":
        return replace(mention, first=day_of(year, month), last=day_of(year, month), kind="month" if month else "year")
    first = _OPEN if mention.kind == "open_start" else put(mention.first)
    return _with_days(mention, first, put(mention.last) if mention.last is not None else None)


def relative_day(name: str, number: int, anchor: date, planned: bool) -> date | None:
    steps = {"today": 0, "yesterday": -1, "tomorrow": 1, "days_before": -number, "days_after": number}
    if name in steps:
        return anchor + timedelta(days=steps[name])
    if not name.endswith("weekday"):
        return None
    back = (anchor.isoweekday() - number) % 7
    if name == "weekday":
        return anchor + timedelta(days=(7 - back) % 7) if planned and back else anchor - timedelta(days=back)
    if name == "past_weekday":
        return anchor - timedelta(days=back or 7)
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    week = {"last_weekday": -7, "this_weekday": 0, "next_weekday": 7}[name]
    return monday + timedelta(days=week + number - 1)


def nearest_day(anchor: date, day: Day) -> date | None:
    """昨(3)日 in a paper whose own date is a few days later: the last 3rd (or named month and day) before it."""
    if day.day is None:
        return None
    month = day.month or (anchor.month if day.day <= anchor.day else month_shifted(anchor.year, anchor.month, -1)[1])
    year = anchor.year if (month, day.day) <= (anchor.month, anchor.day) else anchor.year - 1
    return calendar_day(day_of(year, month, day.day))


def counted_from(mention: TimeMention, name: str, known: TimeMention, source: Day) -> TimeMention | None:
    if name in ("same_day", "next_day"):
        value = calendar_day(source)
        if value is None or (name == "same_day" and known.last != known.first):
            return None
        day = to_day(value + timedelta(days=1 if name == "next_day" else 0))
        return replace(mention, first=day, last=day, kind="day")
    if source.year is None:
        return None
    if name in ("same_month", "next_month_after"):
        if source.month is None:
            return None
        year, month = month_shifted(source.year, source.month, 1 if name == "next_month_after" else 0)
        return put_into(mention, year, month)
    return put_into(mention, source.year + (1 if name == "next_year_after" else 0), None)
