"""Chinese grammar of time: dates, ranges, lists, relative words and eras.

Two passes over the text, each one compiled pattern: numerals with 年, 月, 日, and words such as 昨天 or 同年. A word
that stands right before a date (同年11月) is joined to it.
"""

from __future__ import annotations

import re

from tashan.reading._times_dates_zh import find_dates
from tashan.reading._times_types import Day, TimeMention, day_of


def find_times_zh(text: str) -> list[TimeMention]:
    """Times in normalised Chinese text, see `times.find_times`."""
    from tashan.reading._times_words_zh import find_words

    dates = find_dates(text)
    words = find_words(text)
    merged = _join(text, dates, words) if words else dates
    if "年" in text:
        merged = [mention for mention in merged if not _of_unread_year(text, mention)]
    return _with_months_of_lists(text, merged)


def _of_unread_year(text: str, mention: TimeMention) -> bool:
    """每年5月, 三六七年一月: a month of a year that is none or cannot be read is no date."""
    start = mention.start
    return (
        start > 0
        and text[start - 1] == "年"
        and mention.relative is None
        and mention.first.year is None
        and mention.first.month is not None
    )


def _join(text: str, dates: list[TimeMention], words: list[TimeMention]) -> list[TimeMention]:
    """Merge both passes by place; 同年 + 11月 become one mention."""
    merged: list[TimeMention] = []
    for mention in sorted(dates + words, key=lambda one: (one.start, -one.end)):
        if not merged:
            merged.append(mention)
            continue
        last = merged[-1]
        if mention.start < last.end:
            continue
        hangs = last.kind == "relative" and last.end == mention.start and mention.relative is None
        if hangs and last.part is None and _can_hang(last.relative or "", mention):
            merged[-1] = TimeMention(
                last.start, mention.end, mention.first, mention.last, mention.kind, last.relative, mention.part,
                mention.damaged,
            )  # fmt: skip
        elif last.relative in _FROM_DAYS and _runs_to(text, last, mention):
            merged[-1] = TimeMention(last.start, mention.end, last.first, mention.last, "range", last.relative)
        else:
            merged.append(mention)
    return merged


_OPEN = day_of()
_FROM_DAYS = frozenset({"today", "tomorrow", "yesterday", "days_after:2"})
_UNTIL = re.compile(r"起?(?:至|到|-|—)")


def _runs_to(text: str, first: TimeMention, last: TimeMention) -> bool:
    """明日起至24日: a word for a day, then the last day of a stay."""
    plain = last.relative is None and last.kind == "day" and last.first.day is not None
    return plain and _UNTIL.fullmatch(text, first.end, last.start) is not None


def _can_hang(relative: str, date: TimeMention) -> bool:
    anchor = date.first if date.first != _OPEN else date.last
    if anchor is None or anchor.year is not None or date.kind == "clock":
        return False
    if relative.endswith("_year"):
        return anchor.month is not None
    return relative.endswith("_month") and anchor.month is None and anchor.day is not None


def _with_months_of_lists(text: str, mentions: list[TimeMention]) -> list[TimeMention]:
    """In 3月17日、18日和20日 the later days are in the month of the first."""
    previous: TimeMention | None = None
    for index, mention in enumerate(mentions):
        if (
            mention.first.month is None
            and previous is not None
            and mention.first.day is not None
            and mention.relative is None
            and mention.start - previous.end <= 2
            and text[previous.end : mention.start] in ("", "、", "和", "及", "与", "以及")
        ):
            source = previous.last or previous.first
            if source.month is not None:
                mentions[index] = _in_month(mention, source)
        previous = mentions[index]
    return mentions


def _in_month(mention: TimeMention, source: Day) -> TimeMention:
    def filled(day: Day) -> Day:
        return day_of(source.year, source.month, day.day) if day.month is None else day

    last = filled(mention.last) if mention.last is not None else None
    first = filled(mention.first)
    return TimeMention(
        mention.start, mention.end, first, last, mention.kind, None, mention.part, mention.damaged, inherits=True
    )
