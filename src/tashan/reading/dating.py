"""Which day, month or year? A document's calendar: what it says about its own date, and how it completes the others.

A missing year comes, in this order, from the same sentence, a governing earlier date, an event's name, the dateline or
header, a stamp, the issue, the caller's metadata. Everything but the same sentence adds the flag `year_inferred`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol

from tashan.reading._calendar import (
    as_text,
    calendar_day,
    counted_from,
    iso_day,
    latest,
    month_shifted,
    nearest_day,
    put_into,
    relative_day,
    shifted_to,
    to_day,
    with_year,
)
from tashan.reading._once import once
from tashan.reading._published import Stated, Statements, statements
from tashan.reading._times_types import Day, TimeMention, day_of
from tashan.regions.making import quickly_made

_SENTENCE_ZH = re.compile(r"[。!?;\n][。!?;\n]*[”’)]*")
# What may not stand before a stop is looked for behind it: the engine searches for the stops alone.
_SENTENCE_EN = re.compile(
    r"[.!?\n](?:(?<!\n)(?<!Jan.)(?<!Feb.)(?<!Mar.)(?<!Apr.)(?<!Jun.)(?<!Jul.)(?<!Aug.)(?<!Sep.)(?<!Sept.)(?<!Oct.)(?<!Nov.)(?<!Dec.)"
    r"(?<!Mr.)(?<!Ms.)(?<!Mrs.)(?<!Dr.)(?<!No.)(?<!St.)(?<! [A-Z].)[\"')]*\s+(?=[A-Z0-9\"'(])|(?<=\n)\n*)"
)
# Each alternative begins with a character of its own, for which the engine can search fast.
_PLANNED = re.compile(
    r"将|拟[于在]|定于|计划|预计|届时|筹备|即将|w(?<!\w.)ill\b|p(?<!\w.)lan|s(?<!\w.)chedul|t(?<!\w.)o be\b|u(?<!\w.)pcoming\b"
    r"|d(?<!\w.)ue\b"
)
_TITLES = re.compile(r"《[^》\n]{0,80}》")
INFERRED = "year_inferred"


class Doubt(Protocol):
    """What `suspect` tells about damaged numerals: does the doubt reach these offsets?"""

    def covers(self, start: int, end: int) -> bool:
        """May a number at these offsets not be given as a plain value?"""
        ...

    def reread(self, start: int, end: int) -> tuple[Day, Day | None] | None:
        """The days that a mention meant before its numerals were shifted."""
        ...


def days_of(candidates: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The candidates of a record that has one date: `start` becomes `date`, what has neither falls away."""
    days = ({"date": c.get("start", c.get("date"))} for c in candidates if c.keys() & {"start", "date"})
    return tuple({day["date"]: day for day in days}.values())


@quickly_made
@dataclass(frozen=True, slots=True)
class ResolvedTime:
    """
    A time with its year.

    Attributes:
        start: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; None if it cannot be told.
        end: the same for the end. Equal to `start` for one day; None for one month, one year and an open end.
        flags: `year_inferred`, `numerals_suspect`, `reconstructed`.
        year_evidence: offsets of the words the year was taken from; None for the same sentence or metadata.
        candidates: readings that may not be given as values, e.g. `{"start": "2023-01-12", "end": "2023-01-18"}`.
    """

    start: str | None
    end: str | None
    flags: tuple[str, ...] = ()
    year_evidence: tuple[int, int] | None = None
    candidates: tuple[dict[str, str], ...] = ()


NOTHING = ResolvedTime(None, None)
_OPEN = day_of()
_DAYS_AHEAD = 7  # how far a page looks ahead from the day it tells


@dataclass(frozen=True, slots=True)
class _Year:
    """A year with where it comes from; `inferred` unless it stands in the same sentence."""

    value: int
    inferred: bool
    evidence: tuple[int, int] | None = None


class Dating:
    """One document's calendar. Made by `date_document`."""

    def __init__(
        self,
        text: str,
        times: Sequence[TimeMention],
        *,
        published: str | None = None,
        language: str = "zh",
        doubt: Doubt | None = None,
    ) -> None:
        self._text = text
        self._times = list(times)
        self._starts = [mention.start for mention in self._times]
        self._language = language
        self._doubt = doubt
        self._metadata = published
        # Answers for mentions without a governing one; the mention is kept so that its id stays its own.
        self._resolved: dict[int, tuple[TimeMention, ResolvedTime]] = {}

    @once
    def said(self) -> Statements:
        """What the text says about its own date."""
        return statements(self._text, self._times)

    @once
    def published(self) -> str | None:
        """The day of publication, `YYYY-MM-DD`: as the text states it, else as the caller gave it."""
        stated = self.said.published
        if stated is not None and not self._doubted(stated.start, stated.end):
            day = calendar_day(day_of(stated.year, stated.month, stated.day))
            if day is not None:
                return day.isoformat()
        return self._metadata

    @property
    def published_evidence(self) -> tuple[int, int] | None:
        """Offsets of the words that state the publication; None if the text does not."""
        stated = self.said.published
        if stated is None or self._doubted(stated.start, stated.end):
            return None
        return stated.start, stated.end

    @property
    def anchor(self) -> date | None:
        """The day from which 今天 and 昨天 count: the dateline's if its year is known, else the day of publication."""
        return self._anchor[0]

    @once
    def _anchor(self) -> tuple[date | None, tuple[int, int] | None]:
        """The anchor, and the words that its year is taken from."""
        day = iso_day(self.published)
        dateline = self.said.dateline
        if dateline is None:
            return day, self.published_evidence
        first = dateline.first
        if first.year is not None:
            return calendar_day(first) or day, (dateline.start, dateline.end)
        if day is not None and first.month is not None:
            year = day.year if (first.month, first.day) <= (day.month, day.day) else day.year - 1
            return calendar_day(day_of(year, first.month, first.day)) or day, self.published_evidence
        known = self._year_of_event(dateline) or self._year_of_statement(dateline, first)
        if known is not None and first.month is not None:
            return calendar_day(day_of(known.value, first.month, first.day)), known.evidence
        return day, self.published_evidence

    @once
    def _own_year(self) -> _Year | None:
        """The year the text was written in, from which 今年 and 去年 count."""
        anchor, evidence = self._anchor
        if anchor is not None:
            return _Year(anchor.year, inferred=True, evidence=evidence)
        for stated in (self.said.stamp, self.said.issue):
            if stated is not None and not self._doubted(stated.start, stated.end):
                return _Year(stated.year, inferred=True, evidence=(stated.start, stated.end))
        return None

    def _doubted(self, start: int, end: int) -> bool:
        return self._doubt is not None and self._doubt.covers(start, end)

    # ---- places in the text

    @once
    def _breaks(self) -> list[int]:
        pattern = _SENTENCE_EN if self._language.startswith("en") else _SENTENCE_ZH
        return [match.end() for match in pattern.finditer(self._text)]

    @once
    def _titles(self) -> list[tuple[int, int]]:
        return [match.span() for match in _TITLES.finditer(self._text)] if "《" in self._text else []

    def _in_title(self, offset: int) -> bool:
        at = bisect_right(self._titles, (offset, len(self._text))) - 1
        return at >= 0 and self._titles[at][0] <= offset < self._titles[at][1]

    def _sentence(self, offset: int) -> tuple[int, int]:
        at = bisect_right(self._breaks, offset)
        left = self._breaks[at - 1] if at else 0
        right = self._breaks[at] if at < len(self._breaks) else len(self._text)
        return left, right

    def _before(self, start: int) -> list[TimeMention]:
        """Mentions before an offset, nearest first, at most twelve."""
        at = bisect_left(self._starts, start)
        return self._times[max(0, at - 12) : at][::-1]

    def _is_own_date(self, mention: TimeMention) -> bool:
        """Is the mention the publication line, a stamp or a dateline, and so no date of the story?"""
        said = self.said
        own = [stated.start for stated in (said.published, said.stamp, said.reposted) if stated is not None]
        return mention is said.dateline or mention.start in own

    # ---- years

    def _year(self, mention: TimeMention, governing: TimeMention | None) -> _Year | None:
        anchor = mention.first if mention.first.month is not None else mention.last or mention.first
        return (
            self._year_in_sentence(mention)
            or (self._year_of_governing(governing, mention) if governing is not None else None)
            or self._year_of_earlier(mention, anchor)
            or self._year_of_event(mention)
            or self._year_of_statement(mention, anchor)
        )

    def _year_in_sentence(self, mention: TimeMention) -> _Year | None:
        left, _ = self._sentence(mention.start)
        for other in self._before(mention.start):
            if other.start < left:
                return None
            year = (other.last or other.first).year
            if year is None or other.kind in ("era", "open_end", "open_start", "clock") or other.relative:
                continue
            if other.kind == "range" and other.first.month is None:
                continue
            if self._is_own_date(other) or self._in_title(other.start):
                continue
            return _Year(year, inferred=False, evidence=(other.start, other.end))
        return None

    def _year_of_governing(self, governing: TimeMention, mention: TimeMention) -> _Year | None:
        if governing is mention:
            return None
        resolved = self.resolve(governing)
        if resolved.start is None:
            return None
        same = self._sentence(governing.start) == self._sentence(mention.start)
        inferred = not same or INFERRED in resolved.flags
        evidence = resolved.year_evidence or (governing.start, governing.end)
        return _Year(int(resolved.start[:4]), inferred, evidence)

    def _year_of_earlier(self, mention: TimeMention, anchor: Day) -> _Year | None:
        """A full date earlier in the paragraph from which the story runs on."""
        if anchor.month is None:
            return None
        paragraph = self._text.rfind("\n", 0, mention.start) + 1
        for other in self._before(mention.start):
            if other.start < paragraph:
                return None
            if self._is_own_date(other) or self._in_title(other.start) or other.kind not in ("day", "range", "month"):
                continue
            last = other.last or other.first
            if last.year is None or last.month is None:
                continue
            later = (anchor.month, anchor.day or 31) >= (other.first.month or 0, other.first.day or 0)
            if not later:
                return None
            day = iso_day(self.published)
            if day is not None and last.year != day.year and self._near_publication(anchor, day):
                return None
            return _Year(last.year, inferred=True, evidence=(other.start, other.end))
        return None

    @staticmethod
    def _near_publication(anchor: Day, day: date) -> bool:
        """Would the day fall into the two months before the publication if it were of the same year?"""
        if anchor.month is None:
            return False
        value = calendar_day(day_of(day.year, anchor.month, anchor.day or 1))
        return value is not None and -15 <= (day - value).days <= 62

    def _year_of_event(self, mention: TimeMention) -> _Year | None:
        events = [one for one in self.said.events if not self._in_title(one.start)]
        if not events:
            return None
        left, right = self._sentence(mention.start)
        here = [one for one in events if left <= one.start < right]
        if here:
            nearest = min(here, key=lambda one: abs(one.start - mention.start))
            return _Year(nearest.year, inferred=True, evidence=(nearest.start, nearest.end))
        head = self._sentence(0)
        named = [one for one in events if one.start < head[1]]
        years = {one.year for one in events}
        if named and len(years) == 1 and self.published is None and "【" not in self._text[head[1] : mention.start]:
            return _Year(named[0].year, inferred=True, evidence=(named[0].start, named[0].end))
        return None

    def _year_of_statement(self, mention: TimeMention, anchor: Day) -> _Year | None:
        said = self.said
        if said.published is not None and self.published_evidence is not None:
            return self._counted_back(mention, anchor, said.published)
        dateline = said.dateline
        if dateline is not None and dateline.first.year is not None:
            first = dateline.first
            stated = Stated(dateline.first.year, first.month, first.day, dateline.start, dateline.end, "dateline")
            return self._counted_back(mention, anchor, stated)
        for other in (said.stamp, said.issue):
            if other is not None and not self._doubted(other.start, other.end):
                return self._counted_back(mention, anchor, other)
        day = iso_day(self._metadata)
        if day is not None:
            stated = Stated(day.year, day.month, day.day, -1, -1, "metadata")
            return self._counted_back(mention, anchor, stated)
        return None

    def _counted_back(self, mention: TimeMention, anchor: Day, stated: Stated) -> _Year:
        """The year of a statement; the year before it if the month lies after it and nothing is planned."""
        year = stated.year
        if stated.month is not None and anchor.month is not None:
            later = (anchor.month, anchor.day or 0) > (stated.month, stated.day or 31)
            far = (anchor.month - stated.month) >= 6 and not _PLANNED.search(
                self._text, max(0, mention.start - 4), mention.start
            )
            if (
                later
                and (far or not self._planned(mention))
                and (anchor.month > stated.month or stated.kind != "issue")
            ):
                year -= 1
                if anchor.month == stated.month:  # a few days on: announced rather than a year ago
                    year = stated.year
            elif self._planned(mention) and stated.month - anchor.month >= 9:
                year += 1
        evidence = (stated.start, stated.end) if stated.start >= 0 else None
        return _Year(year, inferred=True, evidence=evidence)

    def _planned(self, mention: TimeMention) -> bool:
        left, right = self._sentence(mention.start)
        before, after = (28, 0) if self._language.startswith("en") else (12, 12)
        near = self._text[max(left, mention.start - before) : min(right, mention.end + after)]
        return _PLANNED.search(near) is not None

    # ---- months

    def _with_month(self, mention: TimeMention, governing: TimeMention | None) -> TimeMention | None:
        """A mention of bare days (19日至20日) with the month that governs it."""
        day = mention.first.day if mention.first.day is not None else (mention.last.day if mention.last else None)
        if day is None:
            return None
        base = governing if governing is not None and latest(governing).month is not None else None
        if base is None:
            base = self._month_giver(mention)
        if base is not None:
            source = latest(base)
            year, month = source.year, source.month
            if (
                month is not None
                and source.day is not None
                and source.day >= 20
                and day <= 10
                and base is not governing
            ):
                year, month = (year, month + 1) if month < 12 else (year + 1 if year else None, 1)
            return shifted_to(mention, year, month)
        anchor = self.anchor
        if anchor is None:
            return None
        year, month = anchor.year, anchor.month
        if day > anchor.day and not self._planned(mention) and not self._goes_on(mention, day, anchor.day):
            year, month = month_shifted(year, month, -1)
        return shifted_to(mention, year, month)

    def _goes_on(self, mention: TimeMention, day: int, today: int) -> bool:
        """Told on the day it began (今(24日)赴…), is this one of the days to come (于25日转往…)?"""
        return day - today <= _DAYS_AHEAD and any(
            other.first.month is None and other.first.day == today for other in self._before(mention.start)
        )

    def _month_giver(self, mention: TimeMention) -> TimeMention | None:
        left, _ = self._sentence(mention.start)
        anchor = self.anchor
        for other in self._before(mention.start):
            source = latest(other)
            if source.month is None or source.day is None or self._in_title(other.start):
                continue
            if self._is_own_date(other):
                return None if anchor is not None or other is not self.said.dateline else other
            if other.start >= left or anchor is None:
                return other
            resolved = self.resolve(other).start
            if resolved is not None and abs((anchor - date.fromisoformat(resolved)).days) <= 62:
                return other
        return None

    # ---- the answer

    def resolve(self, mention: TimeMention, *, governing: TimeMention | None = None) -> ResolvedTime:
        """
        Which days are meant?

        Args:
            mention: one of the document's times.
            governing: the mention that rules the passage (a trip's dates), for what this one leaves out.

        Returns:
            Dates as far as they can be told; nothing is guessed from today's date.
        """
        if governing is not None:
            return self._resolve(mention, governing)
        known = self._resolved.get(id(mention))
        if known is None:
            known = self._resolved[id(mention)] = mention, self._resolve(mention, None)
        return known[1]

    def _resolve(self, mention: TimeMention, governing: TimeMention | None) -> ResolvedTime:
        if self._doubt is not None and self._doubt.covers(mention.start, mention.end) and not mention.damaged:
            return self._reread(mention)
        known, year = self._completed(mention, governing)
        if known is None:
            return self._without_year(mention)
        flags: list[str] = [INFERRED] if year is not None and year.inferred else []
        start, end = as_text(known.first), as_text(known.last)
        if known.kind == "open_start":
            start = None
        elif known.last == known.first and known.first.day is None:
            end = None
        if start is None and end is None:
            return NOTHING
        evidence = year.evidence if year is not None and year.inferred else None
        if mention.damaged:
            if start is None or end is None or end < start:  # a range that runs backwards tells nothing
                return self._reread(mention)
            return ResolvedTime(
                None, None, (*flags, "numerals_suspect", "reconstructed"), evidence, ({"start": start, "end": end},)
            )
        return ResolvedTime(start, end, tuple(flags), evidence)

    def _reread(self, mention: TimeMention) -> ResolvedTime:
        """What shifted numerals may have meant, as a candidate."""
        reading = self._doubt.reread(mention.start, mention.end) if self._doubt is not None else None
        start = as_text(reading[0]) if reading is not None else None
        if reading is None or start is None:
            return ResolvedTime(None, None, ("numerals_suspect",))
        end = as_text(reading[1])
        values = {"start": start} | ({"end": end} if end is not None and reading[0].day is not None else {})
        return ResolvedTime(None, None, ("numerals_suspect", "reconstructed"), None, (values,))

    def _without_year(self, mention: TimeMention) -> ResolvedTime:
        flags = ("numerals_suspect",) if mention.damaged or self._doubted(mention.start, mention.end) else ()
        reposted = self.said.reposted
        if reposted is None or mention.first.month is None or mention.relative is not None:
            return ResolvedTime(None, None, flags) if flags else NOTHING
        first = as_text(replace(mention.first, year=reposted.year))
        last = as_text(replace(mention.last, year=reposted.year)) if mention.last else None
        values = {name: value for name, value in (("start", first), ("end", last)) if value}
        return ResolvedTime(None, None, flags, (reposted.start, reposted.end), (values,))

    def _completed(
        self, mention: TimeMention, governing: TimeMention | None
    ) -> tuple[TimeMention | None, _Year | None]:
        """The mention with year and month filled in, and where the year comes from."""
        if mention.kind in ("vague", "clock"):
            return None, None
        if mention.relative is not None:
            known = self._from_relative(mention)
            told = mention.first.month is not None and mention.first.day is not None
            if known[0] is not None or not told or self.anchor is not None:
                return known
            mention = replace(mention, relative=None)  # 今天(12月27日), on a page that says nowhere when it was made
        source = mention.first if mention.first != _OPEN else mention.last
        if source is None or source == _OPEN:
            return None, None
        if source.year is not None and (mention.last is None or mention.last.year is not None):
            return mention, None
        if source.month is None and source.day is not None and (mention.last is None or mention.last.month is None):
            placed = self._with_month(mention, governing)
            if placed is None:
                return None, None
            if latest(placed).year is not None:
                return placed, self._evidence_of_anchor()
            mention = replace(placed, start=mention.start, end=mention.end)
        year = self._year(mention, governing)
        if year is None:
            return None, None
        return with_year(mention, year.value), year

    def _evidence_of_anchor(self) -> _Year:
        anchor, evidence = self._anchor
        return _Year(anchor.year if anchor is not None else 0, inferred=True, evidence=evidence)

    def _from_relative(self, mention: TimeMention) -> tuple[TimeMention | None, _Year | None]:
        name, _, count = (mention.relative or "").partition(":")
        number = int(count) if count else 0
        if name.startswith("same_") or name in ("next_day", "next_month_after", "next_year_after"):
            return self._from_antecedent(mention, name)
        steps = {"this_year": 0, "last_year": -1, "next_year": 1, "years_before": -number, "years_after": number}
        if name in steps:
            own = self._own_year
            return (put_into(mention, own.value + steps[name], None), own) if own is not None else (None, None)
        anchor = self.anchor
        if anchor is None:
            return None, None
        year = self._evidence_of_anchor()
        day = relative_day(name, number, anchor, self._planned(mention))
        if day is not None:
            if mention.first.day is not None and mention.first.day != day.day:
                day = nearest_day(anchor, mention.first)
            if day is None:
                return None, None
            value = to_day(day)
            if mention.kind == "range" and mention.last is not None:
                return replace(mention, first=value, last=_last_of_stay(value, mention.last)), year
            return replace(mention, first=value, last=value, kind="day"), year
        month = {"this_month": 0, "last_month": -1, "next_month": 1, "months_before": -number}.get(name)
        if month is not None:
            at = month_shifted(anchor.year, anchor.month, month)
            return put_into(mention, at[0], at[1]), year
        return None, None

    def _from_antecedent(self, mention: TimeMention, name: str) -> tuple[TimeMention | None, _Year | None]:
        """同年, 当天, 次日: counted from the date named before."""
        for other in self._before(mention.start):
            if self._is_own_date(other) or other.kind in ("vague", "clock", "era") or self._in_title(other.start):
                continue
            if other.relative and (other.relative.startswith("same_") or "_after" in other.relative):
                continue
            known, year = self._completed(other, None)
            if known is None:
                continue
            source = latest(known)
            if source.year is None:
                continue
            made = counted_from(mention, name, known, source)
            if made is None:
                continue
            same = self._sentence(other.start) == self._sentence(mention.start)
            inferred = not same or (year is not None and year.inferred)
            evidence = year.evidence if year is not None and year.evidence else (other.start, other.end)
            return made, _Year(source.year, inferred, evidence)
        return None, None

    def period(self, mention: TimeMention) -> str | None:
        """
        The time of a figure as one string: `2022`, `2014/2016`, `../2016-12`, `2014/..`, `2022-04/2023-04`.

        Unlike `resolve` it also counts spans such as 近一年来 back from the day of publication.
        """
        name, _, count = (mention.relative or "").partition(":")
        anchor = self.anchor
        if name in ("last_years", "last_months", "next_years"):
            if anchor is None or self._doubted(mention.start, mention.end):
                return None
            months = int(count) * (1 if name == "last_months" else 12)
            other = month_shifted(anchor.year, anchor.month, months if name == "next_years" else -months)
            ends = sorted([(anchor.year, anchor.month), other])
            return "/".join(f"{year:04d}-{month:02d}" for year, month in ends)
        if name == "now":
            return anchor.isoformat() if anchor is not None else None
        resolved = self.resolve(mention)
        if mention.kind == "open_start" and resolved.end is not None:
            return f"../{resolved.end}"
        if resolved.start is None:
            return None
        if mention.kind == "open_end" or (mention.kind == "era" and mention.last is None):
            return f"{resolved.start}/.."
        if resolved.end is None or resolved.end == resolved.start:
            return resolved.start
        return f"{resolved.start}/{resolved.end}"


def _last_of_stay(first: Day, last: Day) -> Day:
    """The 24th of 明日起至24日: the next such day."""
    year, month = first.year or 0, last.month or first.month or 0
    if last.month is None and (last.day or 0) < (first.day or 0):
        year, month = month_shifted(year, month, 1)
    elif last.month is not None and last.month < (first.month or 0):
        year += 1
    return day_of(last.year or year, month, last.day)


def date_document(
    text: str,
    times: Sequence[TimeMention],
    *,
    published: str | None = None,
    language: str = "zh",
    doubt: Doubt | None = None,
) -> Dating:
    """
    What is this document's calendar?

    Args:
        text: normalised text.
        times: its mentions, as `times.find_times` gives them.
        published: day of publication from the caller's metadata; what the text states goes before it.
        language: `zh…` or `en`.
        doubt: from `suspect.judge`: dates it covers are never given as values, only as candidates.
    """
    return Dating(text, times, published=published, language=language, doubt=doubt)
