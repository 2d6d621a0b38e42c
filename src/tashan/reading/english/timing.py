"""When a clause takes place: the mention that dates it, and days named together."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tashan.reading.dating import ResolvedTime
from tashan.reading.english.marks import PLACE, TIME

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon
    from tashan.reading.english.scene import Scene

_AND = re.compile(r"(?:,| and|, and| &|,? to|-) ?")
# A second day of the month before a verb or pronoun, not before what it counts.
_NEXT_DAY = re.compile(
    r",? and (?P<day>[12]?\d|3[01])(?=,? (?:saw|he|she|they|it|the|a|an|in|at|to|for|when|where|led|visited|brought|took)\b)"
)
_AND_DAY = re.compile(r" and (?P<day>[12]?\d|3[01])(?![\d%]|,? ?\d| [A-Z])")  # "between June 21 and 23"
_NOT_THEN = re.compile(
    r"\b(?:since|until|by|before|after|established in|founded in|signed in|launched in)\s*(?:the )?$"
)
_NOT_SINCE = re.compile(r"\b(?:since|until|by)\s*$")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Two relative days named together ("on Monday and Tuesday"): the first one and the last one."""

    start: int
    end: int
    opening: Any
    closing: Any
    kind: str = "range"

    @property
    def first(self) -> Any:
        """The first day."""
        return self.opening.first

    @property
    def relative(self) -> Any:
        """What the first day counts from."""
        return self.opening.relative


def _stretches(before: Any, mention: Any, gap: str) -> bool:
    """Whether two mentions make one stretch, the last of them relative ("from September 7 to yesterday")."""
    closing = _is_relative_day(mention)
    if gap.strip() == "to":
        return closing and (_is_relative_day(before) or bool(before.first.day))
    return closing and _is_relative_day(before) and _AND.fullmatch(gap) is not None


def _spans(before: Any, mention: Any, gap: str, text: str) -> bool:
    """Whether two full days are the ends of a stretch ("from May 6, 2021 to May 8, 2021", "between May 6 and May 8")."""
    if not (before.kind == mention.kind == "day" and before.first.month and mention.first.month and mention.first.day):
        return False
    if mention.first.year is None and before.first.year is not None:
        return False
    lead = text[max(0, before.start - 8) : before.start].lower()
    return (gap in (" to ", " until ", " through ") and lead.endswith("from ")) or (
        gap in (" and ", ", and ") and lead.endswith("between ")
    )


def _is_relative_day(mention: Any) -> bool:
    relative = getattr(mention, "relative", None) or ""
    return "weekday" in relative or relative in ("today", "yesterday", "tomorrow")


def joined(mentions: list[Any], text: str) -> list[Any]:
    """Days named together as one stretch: "July 9 and 10", "between March 12 and 15, 2018"."""
    found: list[Any] = []
    for mention in _glossed(mentions, text):
        before = found[-1] if found else None
        gap = text[before.end : mention.start] if before is not None else ""
        if isinstance(before, Stretch):
            found.append(mention)
        elif (
            before is not None
            and gap in (", ", " ")
            and mention.kind == "year"
            and before.first.year is None
            and before.first.day
        ):
            year = mention.first.year
            first, last = (
                replace(before.first, year=year),
                replace(before.last, year=year) if before.last else before.last,
            )
            found[-1] = replace(before, end=mention.end, first=first, last=last)
        elif before is not None and _spans(before, mention, gap, text):
            last = mention.first
            first = replace(before.first, year=before.first.year or last.year)
            found[-1] = replace(before, end=mention.end, first=first, last=last, kind="range")
        elif before is not None and mention.kind == "open_start" and gap == " " and _is_relative_day(before):
            if not mention.last or not mention.last.day:
                found.append(mention)
            else:  # "today until July 5"
                closing = replace(mention, first=mention.last, kind="day")
                found[-1] = Stretch(before.start, mention.end, before, closing)
        elif before is not None and _stretches(before, mention, gap):
            found[-1] = Stretch(before.start, mention.end, before, mention)
        elif before is not None and mention.inherits and _AND.fullmatch(gap) and mention.first.day and before.first.day:
            last = mention.last or mention.first
            first = replace(before.first, year=before.first.year or last.year)
            found[-1] = replace(before, end=mention.end, first=first, last=last, kind="range")
        else:
            found.append(mention)
        found[-1] = _two_days(found[-1], text)
    return found


def _glossed(mentions: list[Any], text: str) -> list[Any]:
    """A weekday whose date stands behind it in brackets is that date; two such days after "from" are one stretch."""
    found: list[Any] = []
    for mention in mentions:
        before = found[-1] if found else None
        closed = text[mention.end : mention.end + 1] == ")" and mention.kind in ("day", "range") and mention.first.day
        if before is not None and closed and text[before.end : mention.start] == " (" and _is_relative_day(before):
            if mention.kind == "range":  # "from Saturday to Sunday (18 to 19 March)"
                opening = found[-2] if len(found) > 1 else None
                if (
                    opening is not None
                    and _is_relative_day(opening)
                    and _AND.fullmatch(text, opening.end, before.start)
                ):
                    found.pop()
                    before = opening
            found[-1] = replace(mention, start=before.start, end=mention.end + 1)
            earlier = found[-2] if len(found) > 1 else None
            if earlier is not None and earlier.kind == "day" and text[: earlier.end].endswith(")"):
                opened = _FROM.search(text, max(0, earlier.start - 40), earlier.start)
                if opened and _TO.fullmatch(text, earlier.end, before.start):
                    found[-2:] = [replace(earlier, end=found[-1].end, last=mention.first, kind="range")]
        else:
            found.append(mention)
    return found


_FROM = re.compile(r"\b[Ff]rom (?:the \w+ of )?$")
_TO = re.compile(r" (?:to|until|through) (?:the \w+ of )?")


def _two_days(mention: Any, text: str) -> Any:
    """A day with the next one named behind it ("July 10 and 11 saw …")."""
    if mention.kind != "day" or not mention.first.month:
        return mention
    between = text[max(0, mention.start - len("between ")) : mention.start].lower() == "between "
    match = (_AND_DAY if between else _NEXT_DAY).match(text, mention.end)
    day = int(match.group("day")) if match else 0
    if match is None or not mention.first.day or day <= mention.first.day:
        return mention
    return replace(mention, end=match.end("day"), last=replace(mention.first, day=day), kind="range")


def nearest_time(ribbon: Ribbon, start: int, end: int, *, inside: bool = True) -> Any:
    """The time mention that dates a clause: in it, behind it in the same sentence, else before it."""
    text = ribbon.text
    within = text.find(TIME, start, end) if inside else -1
    if within >= 0 and _dates(ribbon, within):
        if not _coarse(ribbon.value(within)):
            return ribbon.value(within)
        finer = nearest_time(ribbon, start, end, inside=False)
        return finer if finer is not None and not _coarse(finer) else ribbon.value(within)
    stop = len(text)
    edge = text.find(";", end)
    if edge >= 0:
        stop = edge
    after = text.find(TIME, end, stop)
    while after >= 0 and not _dates(ribbon, after):
        after = text.find(TIME, after + 1, stop)
    before = text.rfind(TIME, 0, start)
    while before >= 0 and not _dates(ribbon, before):
        before = text.rfind(TIME, 0, before)
    earlier = before
    while earlier >= 0 and (not _dates(ribbon, earlier) or _coarse(ribbon.value(earlier))):
        earlier = text.rfind(TIME, 0, earlier)
    before = earlier if earlier >= 0 else before
    if after >= 0 and before >= 0 and _coarse(ribbon.value(after)) and not _coarse(ribbon.value(before)):
        after = -1
    if after >= 0 and (after - end < 40 or before < 0) and not _NOT_THEN.search(text[end:after]):
        return ribbon.value(after)
    if before >= 0 and not _NOT_SINCE.search(text[:before]):
        return ribbon.value(before)
    return None


def _dates(ribbon: Ribbon, at: int) -> bool:
    """Whether a time mention can date a clause; the year in "the 2023 Hunan Trade Week" belongs to a name."""
    mention = ribbon.value(at)
    named = mention.kind == "year" and (
        (_NAME_BEHIND.match(ribbon.text, at + 1) and not _IN.search(ribbon.text, 0, at))
        or _NAME_BEFORE.search(ribbon.text, 0, at)
        or _EVENT_BEHIND.match(ribbon.text, at + 1)
    )
    if _SAID.search(ribbon.text, 0, at) and ribbon.text.count(TIME) > 1:
        return False  # when somebody said so
    return _datable(mention) and not named


_SAID = re.compile(r"\b(?:announced|reported|according to [^,.;]{2,60})(?: on)? $")
_NAME_BEHIND = re.compile(rf" (?:[A-Z]|{PLACE})")
_EVENT_BEHIND = re.compile(
    rf"(?: (?:{PLACE}|[A-Z&])\S*| and| of| the| on| for){{1,12}}? (?:Conference|Meeting|Forum|Summit|Symposium|Session|Seminar|Fair|Expo)\b"
)
_NAME_BEFORE = re.compile(r"(?:Conference|Meeting|Forum|Summit|Symposium|Session|Seminar|Fair|Expo) $")
_IN = re.compile(r"(?i)(?:\bin|\bof|\bsince|\bduring|\bby|,) $")


def _coarse(mention: Any) -> bool:
    return mention.relative is None and not (mention.first and (mention.first.month or mention.first.day))


def _datable(mention: Any) -> bool:
    if mention.kind in ("era", "open_start", "vague", "clock") or (
        mention.kind == "open_end" and not (mention.first and mention.first.day)
    ):
        return False
    if mention.kind == "range" and mention.relative is None and not (mention.first.month or mention.first.day):
        return False  # the years of a plan
    return (
        bool(mention.first and (mention.first.month or mention.first.day or mention.first.year))
        or mention.relative is not None
    )


def resolve_time(scene: Scene, mention: Any) -> Any:
    """The date of a mention; a weekday or "today" counts from the document's day."""
    if isinstance(mention, Stretch):
        first, last = scene.dating.resolve(mention.opening), scene.dating.resolve(mention.closing)
        end = last.start
        if first.start and end and len(first.start) == len(end) == len("YYYY-MM-DD"):
            if end < first.start and "weekday" in (mention.closing.relative or ""):
                end = (date.fromisoformat(end) + timedelta(7)).isoformat()
            if first.start < end:
                return replace(first, end=end)
        return first
    resolved = scene.dating.resolve(mention)
    if resolved.start is None and (mention.relative or "").startswith(("weekday:", "past_weekday:")):
        return _told_before(scene, mention) or resolved
    if mention.relative == "today" and not resolved.start and scene.seat_time is not None:
        return scene.dating.resolve(scene.seat_time)
    return resolved


def _told_before(scene: Scene, mention: Any) -> Any:
    """The weekday of a page without a day of its own, where a full date before it (a caption's) falls on that weekday."""
    wanted = mention.relative.rpartition(":")[2]
    for told in reversed(scene.analysis.times):
        first = told.first
        if told.start > mention.start or told.kind != "day" or not (first.year and first.month and first.day):
            continue
        try:
            day = date(first.year, first.month, first.day)
        except ValueError:
            continue
        if wanted == str(day.isoweekday()):
            text = day.isoformat()
            return ResolvedTime(text, text, ("year_inferred",), (told.start, told.end))
    return None
