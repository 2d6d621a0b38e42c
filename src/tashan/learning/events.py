"""
The event table: one row a visit of one region to another, from records or from any spreadsheet.

A visit with two visitors and three hosts gives six events that share the visit's id: ties are counted by events,
shares of visits by ids. Direction has two names: the **visit** arrow runs visitor → host, **knowledge** runs
host → visitor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tashan.learning.problems import LearningProblem
from tashan.records import Person, Visit
from tashan.regions import Region

LEADERS: Final = ("joint", "secretary", "governor", "deputy", "other", "unknown")
"""Who leads: party secretary and head of government together, one of them alone, a deputy, someone else."""

SEASONS: Final = {1: "winter", 2: "winter", 3: "spring", 4: "spring", 5: "spring", 6: "summer"} | {
    7: "summer",
    8: "summer",
    9: "autumn",
    10: "autumn",
    11: "autumn",
    12: "winter",
}
"""Month to season (meteorological: spring is March to May)."""


@dataclass(frozen=True, slots=True)
class Event:
    """
    One region's delegation in one other region.

    Attributes:
        visit: id of the visit it belongs to.
        visitor: who travels, and learns.
        host: who receives, and is learned from.
        start, end: YYYY-MM-DD, YYYY-MM or YYYY, or None.
        themes: what the visit is about; several are usual.
        leader: one of `LEADERS`.
        kind: who sends the delegation (code list of visits).
        source: where the fact stands: a document's id, a quote, a sheet and row.
    """

    visit: str
    visitor: Region
    host: Region
    start: str | None = None
    end: str | None = None
    themes: tuple[str, ...] = ()
    leader: str = "unknown"
    kind: str = "other"
    source: str = ""

    @property
    def year(self) -> int | None:
        """The year of the first day, or None."""
        return int(self.start[:4]) if self.start else None

    @property
    def month(self) -> int | None:
        """The month of the first day, 1 to 12, or None."""
        return int(self.start[5:7]) if self.start and len(self.start) >= 7 else None

    @property
    def season(self) -> str | None:
        """spring, summer, autumn or winter, or None where the month is not known."""
        return SEASONS[self.month] if self.month else None

    @property
    def days(self) -> int | None:
        """How many days, first and last included, or None where one of them is not known to the day."""
        if not self.start or not self.end or len(self.start) < 10 or len(self.end) < 10:
            return None
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events in order of visit, with the rows that gave none and why."""

    events: tuple[Event, ...]
    problems: tuple[LearningProblem, ...] = ()

    @property
    def visits(self) -> int:
        """How many visits, each counted once whatever the number of its visitors and hosts."""
        return len({event.visit for event in self.events})


def events_of_visits(visits: Iterable[Visit], *, source: str = "", planned: bool = False) -> EventTable:
    """
    Turn records of visits into events.

    Args:
        visits: records as reading or people made them; the same visit (same id) counts once.
        source: where they come from; without it the first quote of each.
        planned: also count visits that are only announced.

    Returns:
        The events, and a problem for each visit without visitor or host or of a region to itself.
    """
    events: list[Event] = []
    problems: list[LearningProblem] = []
    seen: set[str] = set()
    for visit in visits:
        if visit.id in seen or (visit.status == "planned" and not planned):
            continue
        seen.add(visit.id)
        quote = visit.evidence[0].quote if visit.evidence else ""
        if not visit.visitors or not visit.hosts:
            side = "visitor" if not visit.visitors else "host"
            problems.append(LearningProblem("side_missing", f"Visit {visit.id} has no {side}: {quote}. Add it."))
        leader = leader_type(visit.leaders)
        for visitor in visit.visitors:
            for host in visit.hosts:
                event = Event(
                    visit.id,
                    visitor,
                    host,
                    visit.start,
                    visit.end,
                    visit.themes,
                    leader,
                    visit.kind,
                    source or quote,
                )
                _take(event, events, problems)
    return EventTable(tuple(events), tuple(problems))


def events_of_rows(
    rows: Iterable[Mapping[str, Any]],
    columns: Mapping[str, str],
    resolve: Callable[[str], Region | None],
    *,
    source: str = "",
) -> EventTable:
    """
    Turn the rows of any table into events.

    Args:
        rows: one a visit; names of several regions or themes in one cell are split at ; ； 、.
        columns: our name (visitor, host, start, end, themes, leader, kind, visit) to the table's own heading;
            visitor and host are needed.
        resolve: tells which region a name is, or None.
        source: name of the table, to stand before the row's number.

    Returns:
        The events, and a problem for each row with an unknown region, no region or the same one twice.
    """
    events: list[Event] = []
    problems: list[LearningProblem] = []
    for number, row in enumerate(rows, 2):
        where = f"{source} row {number}".strip()
        sides: list[list[Region]] = []
        for side in ("visitor", "host"):
            names = _split(row.get(columns[side]))
            known = [(name, resolve(name)) for name in names]
            for name, region in known:
                if region is None:
                    problems.append(
                        LearningProblem("region_unknown", f"{where}: {side} {name} is no known region. Correct it.")
                    )
            if not names:
                problems.append(LearningProblem("side_missing", f"{where}: no {side}. Add it."))
            sides.append([region for _, region in known if region is not None])
        visit = _cell(row, columns, "visit") or where
        start = _day(_cell(row, columns, "start"))
        end = _day(_cell(row, columns, "end"))
        for written, read in ((_cell(row, columns, "start"), start), (_cell(row, columns, "end"), end)):
            if written and read is None:
                problems.append(LearningProblem("date_invalid", f"{where}: {written} is no date. Write YYYY-MM-DD."))
        leader = _cell(row, columns, "leader")
        for visitor in sides[0]:
            for host in sides[1]:
                event = Event(
                    visit,
                    visitor,
                    host,
                    start,
                    end,
                    tuple(_split(_cell(row, columns, "themes"))),
                    leader if leader in LEADERS else leader_type([Person("", leader)]) if leader else "unknown",
                    _cell(row, columns, "kind") or "other",
                    where,
                )
                _take(event, events, problems)
    return EventTable(tuple(events), tuple(problems))


def _take(event: Event, events: list[Event], problems: list[LearningProblem]) -> None:
    if event.visitor.name == event.host.name:
        where = event.source or event.visit
        problems.append(
            LearningProblem("self_loop", f"{where}: {event.host.name} visits itself; the row is left out. Correct it.")
        )
    else:
        events.append(event)


def _split(value: object) -> list[str]:
    text = "" if value is None else str(value)
    for mark in ";；、":
        text = text.replace(mark, "\n")
    return [part.strip() for part in text.split("\n") if part.strip()]


def _cell(row: Mapping[str, Any], columns: Mapping[str, str], name: str) -> str:
    value = row.get(columns.get(name, name))
    return "" if value is None else str(value).strip()


_DATE: Final = re.compile(
    r"(?P<year>\d{4})(?:\s*[-/.年]\s*(?P<month>\d{1,2})(?:\s*[-/.月]\s*(?P<day>\d{1,2})日?)?月?|年)?(?:[ T].*)?"
)
_DIGITS: Final = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")


def _day(text: str) -> str | None:
    """A date as tables have it (2016-05-03, 2016/5/3, 2016.5, 2016年5月3日, 20160503) as YYYY-MM-DD, YYYY-MM or YYYY."""
    found = _DIGITS.fullmatch(text) or _DATE.fullmatch(text)
    if found is None:
        return None
    parts = [part for part in (found["year"], found["month"], found["day"]) if part]
    try:
        date(*(int(part) for part in parts), *([1] * (3 - len(parts))))
    except ValueError:
        return None
    return "-".join(part.zfill(2) for part in parts)


def leader_type(leaders: Sequence[Person]) -> str:
    """
    Tell who leads a delegation by the offices named: joint, secretary, governor, deputy, other or unknown.

    The classes are those of the count of provincial delegations in Beijing Youth Daily, 2016-04-11; governor means
    the head of a government at any level (省长, 市长, 县长, 区长, 州长, 主席 of a region).
    """
    titles = [leader.title or "" for leader in leaders]
    if not any(titles):
        return "unknown"
    found = {_office(title) for title in titles}
    if {"secretary", "governor"} <= found:
        return "joint"
    return next(office for office in ("secretary", "governor", "deputy", "other") if office in found)


def _office(title: str) -> str:
    """The highest office of one title; 市委副书记、市长 heads the government, 市委书记、副省长 is a secretary."""
    lower = title.lower()
    if title.isascii():
        offices = [part for part in re.split(",|;| and ", lower) if "deputy" not in part and "vice" not in part]
        secretary = any("secretary" in part and ("party" in part or "committee" in part) for part in offices)
    else:
        offices = [part for part in re.split("[、,，;； ]", title) if part and "副" not in part]
        secretary = any(_SECRETARY.search(part) for part in offices)
    if secretary:
        return "secretary"
    if any(_heads_government(part) for part in offices):
        return "governor"
    return "deputy" if any(word in lower for word in ("副", "deputy", "vice")) else "other"


_SECRETARY: Final = re.compile("(?<![纪法团])(?<!团[省市县区州])委书记|^书记")
"""The secretary of a committee of the Party; not of discipline, of law, of the Youth League, or of a Party group."""


def _heads_government(title: str) -> bool:
    if any(word in title for word in ("人大", "政协", "工会", "协会", "秘书长", "局长", "部长", "厅长")):
        return False
    words = ("省长", "市长", "县长", "区长", "州长", "旗长", "盟长", "自治区主席", "政府主席", "专员")
    return any(word in title for word in words) or any(word in title.lower() for word in ("governor", "mayor"))
