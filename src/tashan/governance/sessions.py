"""Sessions of a body: announced, held, late; with whom of what rank; what papers became; how often they come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from tashan.governance.days import UNKNOWN, DayCount, When, add_days, add_months, days_between, holds_on
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem
from tashan.rules import Label, Source

FORMS: Final = ("in_person", "video", "mixed")
PARTS: Final = ("closed", "open")
RANKS: Final = ("leader", "deputy", "department", "absent")
DECISIONS: Final = ("admits", "creates", "adopts", "approves", "names_host", "awards", "other")

#: Numbers of sessions that follow each other on record are no further apart than this.
WIDEST_GAP: Final = 100

#: Days before a session on which to remind of it.
REMINDERS: Final = (30, 14, 3)

#: What attendance at a rank counts in the attendance index.
RANK_WEIGHTS: Final[Mapping[str, Fraction]] = MappingProxyType(
    {"leader": Fraction(1), "deputy": Fraction(3, 5), "department": Fraction(3, 10), "absent": Fraction(0)}
)


#: Stands in a list of attendance for every member that has no entry of its own.
ALL_MEMBERS: Final = Participant("*", "全体成员", "other")


@dataclass(frozen=True, slots=True)
class Announced:
    """A day on which a session was announced to take place, and when that was said."""

    when: When
    said: str = ""
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Attendance:
    """With what rank a participant, or `ALL_MEMBERS`, was there: `leader`, `deputy`, `department`, or `absent`."""

    participant: Participant
    rank: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """
    A document before a session.

    Attributes:
        title: as in the source.
        status: what was done with it, one of `DocumentStatus`: reviewed, approved_in_principle, adopted, signed, issued …;
            "" where the source does not tell.
        count: how many documents or signed matters the entry stands for.
        signed_by: how many signed it; None where not told.
        note: a remark.
    """

    title: str
    status: str
    count: int = 1
    signed_by: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a session decided, beside its papers: its kind, its text, and whom it concerns."""

    kind: str
    text: str
    participants: tuple[Participant, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An item of the agenda and the part of the session, `closed` or `open`, in which it stands."""

    title: str
    part: str
    presenter: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """
    One meeting of a body.

    Attributes:
        key: its name in the file, unique in its body.
        number: its ordinal; None where it has none.
        name: what it is called, if not by number; or None.
        announced: when it was said to take place, first announcement first.
        held: the day it began; unknown for a session that is only announced.
        until: the last day; "" for one day.
        form: `in_person`, `video` or `mixed`; "" where not told.
        host: who hosted; None where not known.
        place: where.
        agenda: items, in order.
        attendance: who was there with what rank.
        papers: documents with what was done with them.
        decisions: what was decided.
        next_host: who was named to host the next one.
        note: a remark, such as how a date was computed.
        source: where it is written.
        location: file, line and field.
    """

    key: str
    number: int | None = None
    name: Label | None = None
    announced: tuple[Announced, ...] = ()
    held: When = UNKNOWN
    until: str = ""
    form: str = ""
    host: Participant | None = None
    place: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    attendance: tuple[Attendance, ...] = ()
    papers: tuple[Paper, ...] = ()
    decisions: tuple[Decision, ...] = ()
    next_host: Participant | None = None
    note: str = ""
    source: Source | None = None
    location: tuple[str, int, str] = ("", 0, "")

    @property
    def day(self) -> str:
        """The earliest day on which it can have begun; where it was not held, that of the last announcement; or ""."""
        if self.held.known:
            return self.held.first
        return self.announced[-1].when.first if self.announced else ""

    def items(self, part: str) -> tuple[AgendaItem, ...]:
        """The items of its closed or open part."""
        return tuple(item for item in self.agenda if item.part == part)


def in_order(sessions: Iterable[Session]) -> tuple[Session, ...]:
    """Sessions by day, those without any day last."""
    return tuple(sorted(sessions, key=lambda each: (not each.day, each.day, each.number or 0)))


def slip(session: Session) -> DayCount | None:
    """By how many days a session came later than first announced; negative if earlier; None if not announced or held."""
    if not session.announced:
        return None
    return days_between(session.announced[0].when, session.held)


@dataclass(frozen=True, slots=True)
class AttendanceIndex:
    """
    How high-ranking the attendance was.

    Attributes:
        value: mean weight of those whose rank is known, between 0 and 1; None where none is known.
        known: of how many participants the rank is known.
        entitled: how many could have come.
        least, most: the index if all others had stayed away, or had sent their leaders.
    """

    value: Fraction | None
    known: int
    entitled: int
    least: Fraction
    most: Fraction


def attendance_index(
    session: Session, entitled: Iterable[str], weights: Mapping[str, Fraction] = RANK_WEIGHTS
) -> AttendanceIndex:
    """
    How high-ranking the attendance of those entitled was: leader 1, deputy 0.6, department 0.3, absent 0.

    Args:
        session: with its attendance; guests who were not entitled do not count; the highest rank of each counts.
        entitled: keys of the members on that day.
        weights: what each rank counts.
    """
    keys = frozenset(entitled)
    best: dict[str, Fraction] = {}
    for each in session.attendance:
        if each.participant.key in keys:
            weight = weights[each.rank]
            best[each.participant.key] = max(weight, best.get(each.participant.key, weight))
    for each in session.attendance:
        if each.participant == ALL_MEMBERS:
            best = {key: best.get(key, weights[each.rank]) for key in sorted(keys)}
    total, known, count = sum(best.values(), Fraction(0)), len(best), len(keys)
    top = max(weights.values())
    least = total / count if count else Fraction(0)
    most = (total + top * (count - known)) / count if count else Fraction(0)
    return AttendanceIndex(total / known if known else None, known, count, least, most)


@dataclass(frozen=True, slots=True)
class Promise:
    """How often sessions are promised: every so many months, during a period."""

    months: int
    start: str
    end: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """
    The time between two sessions that follow each other.

    Attributes:
        earlier, later: keys of the sessions.
        days: between their first days.
        promised: days that the promise gives from the first one; None without a promise.
        ratio: days / promised, of the least and the most; None without a promise.
    """

    earlier: str
    later: str
    days: DayCount
    promised: int | None
    ratio: tuple[Fraction, Fraction] | None


def intervals(sessions: Iterable[Session], promises: Sequence[Promise] = ()) -> tuple[Interval, ...]:
    """The intervals between sessions held, each against the promise in force on the day of the earlier one."""
    held = [each for each in in_order(sessions) if each.held.known]
    found = []
    for one, other in pairwise(held):
        days = _between(one.held, other.held)
        months = promised_months(promises, one.held.first)
        due = None
        if months is not None:
            later = add_months(one.held.first, months)
            due = _between(When(one.held.first, one.held.first), When(later, later)).least
        ratio = (Fraction(days.least, due), Fraction(days.most, due)) if due else None
        found.append(Interval(one.key, other.key, days, due, ratio))
    return tuple(found)


def promised_months(promises: Iterable[Promise], day: str) -> int | None:
    """After how many months the next session is promised on a day; None without a promise."""
    return next((each.months for each in promises if holds_on(day, each.start, each.end)), None)


def years_without(sessions: Iterable[Session], promises: Sequence[Promise]) -> tuple[int, ...]:
    """Years between two sessions in which none was held although the promise was one a year or more often."""
    years = sorted({int(each.held.first[:4]) for each in sessions if each.held.known})
    missing = set(range(years[0], years[-1])) - set(years) if years else set()
    return tuple(
        year for year in sorted(missing) if (months := promised_months(promises, f"{year}-01-01")) and months <= 12
    )


def _between(earlier: When, later: When) -> DayCount:
    """The days between two dates of which something is known."""
    return days_between(earlier, later) or DayCount(0, 0)


def reminders_on(sessions: Iterable[Session], day: str, before: Sequence[int] = REMINDERS) -> tuple[Session, ...]:
    """The sessions still to come of which to remind on a day, soonest first: so many days before they were announced for."""
    due = {add_days(day, days) for days in before}
    found = [each for each in sessions if not each.held.known and each.announced and each.announced[-1].when.exact]
    return in_order(each for each in found if each.announced[-1].when.first in due)


def check_sessions(sessions: Iterable[Session]) -> tuple[Problem, ...]:
    """
    What is wrong with the sessions of a body, each with its place.

    `same_number`: two sessions with one number; `number_gap`: a number below 1, or far from the one before;
    `number_order`: a later number on an earlier day; `date_order`: the last day before the first.
    """
    problems = []
    seen: dict[int, Session] = {}
    latest: Session | None = None
    for each in sorted((one for one in sessions if one.number is not None), key=lambda one: one.number or 0):
        file, line, field = each.location
        number = each.number or 0
        if number in seen:
            message = f"Session {number} stands already in line {seen[number].location[1]}. Correct one of the numbers."
            problems.append(Problem("same_number", message, file, line, field))
        before = max(seen, default=0)
        if number < 1 or number - before > WIDEST_GAP:
            message = f"Session {number} follows session {before}. Correct the number; sessions are counted from 1."
            problems.append(Problem("number_gap", message, file, line, field))
        seen.setdefault(number, each)
        if each.held.known:
            if latest is not None and each.held.last < latest.held.first:
                message = (
                    f"Session {number} was held on {each.held}, before session {latest.number} on {latest.held}. "
                    "Correct a number or a date."
                )
                problems.append(Problem("number_order", message, file, line, field))
            latest = each
    for each in sessions:
        if each.until and each.held.known and each.until < each.held.first:
            message = f"The last day ({each.until}) is before the first ({each.held}). Correct one of them."
            problems.append(Problem("date_order", message, *each.location))
    return tuple(problems)
