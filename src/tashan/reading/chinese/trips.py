"""A trip while it is being read, and how legs told in several sentences become one trip."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tashan.reading.chinese.tokens import Person
from tashan.regions import Region
from tashan.regions.geometry import parent


@dataclass(slots=True)
class When:
    """Resolved dates of a leg with where they stand."""

    start: str | None = None
    end: str | None = None
    flags: tuple[str, ...] = ()
    candidates: tuple[dict[str, Any], ...] = ()
    year: tuple[int, int] | None = None
    span: tuple[int, int] | None = None
    stated: bool = False  # the text gives a day, whether or not its year is known
    key: tuple[Any, ...] = ()  # day and month as written, for comparing dates without a year


@dataclass(slots=True)
class Trip:
    """One continuous journey of one delegation."""

    visitors: list[Region]
    hosts: list[Region] = field(default_factory=list)
    weak: list[Region] = field(default_factory=list)
    receivers: list[Region] = field(default_factory=list)
    welcomed: list[Region] = field(default_factory=list)  # receivers whose heads did
    leaders: list[Person] = field(default_factory=list)
    followers: list[Person] = field(default_factory=list)
    modifiers: str = ""
    when: When = field(default_factory=When)
    status: str = "done"
    background: bool = False
    spans: list[tuple[int, int]] = field(default_factory=list)
    sentence: int = 0
    last: int = 0
    attends: bool = False
    tours: bool = False
    stay: bool = False
    kind: str | None = None
    promotion: bool = False
    named: bool = False
    among: bool = False  # its days were told together with those of other delegations
    returned: str | None = None  # the day on which the text says the delegation went home

    def add_leader(self, person: Person) -> None:
        """Remember a leader once; a later mention may bring the title."""
        for known in self.leaders:
            if known.name == person.name:
                fuller = len(person.title) > len(known.title) and "常委" in person.title and "常委" not in known.title
                known.title = person.title if fuller else known.title or person.title
                return
        self.leaders.append(person)

    def add_host(self, region: Region, *, weak: bool = False) -> None:
        """Remember a host; a place that is only the site of something stays weak."""
        if region.level == "township" and weak:
            region = parent(region) or region
        if any(inside(region, v) for v in self.visitors):
            return
        target = self.weak if weak else self.hosts
        if region not in target:
            target.append(region)


def inside(a: Region, b: Region) -> bool:
    """Whether the two are the same or one lies in the other."""
    return a.name.startswith(b.name) or b.name.startswith(a.name)  # a name begins with those of all above


def province_of(region: Region) -> Region | None:
    """The province that a region is or lies in."""
    above: Region | None = region
    while above is not None and above.level != "province":
        above = parent(above)
    return above


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text and len(text) == 10 else None


def same_journey(trip: Trip, when: When, *, listed: bool = False) -> bool:
    """
    Whether a further leg of the same visitors belongs to the trip: no date, the same date, or a day in or next to it.

    Args:
        trip: the trip told before.
        when: the days of the leg.
        listed: the trip was said to go where the leg goes; then two stretches of days may follow each other.
    """
    mine = trip.when
    if not when.stated or not mine.stated:
        return True
    if when.key == mine.key:
        return True
    first, last = _day(mine.start), _day(mine.end or mine.start)
    start, end = _day(when.start), _day(when.end or when.start)
    if first and last and start and end:
        if (first <= start and end <= last) or (start <= first and last <= end):
            return True
        spans = (last > first) + (end > start)
        return (spans < 2 or listed) and (
            timedelta(0) <= start - last <= timedelta(1) or timedelta(0) <= first - end <= timedelta(1)
        )
    return _near_keys(mine.key, when.key)


def days_apart(a: When, b: When) -> int | None:
    """Days from the one start to the other, either way; None where the text does not tell."""
    first, other = _day(a.start), _day(b.start)
    if first and other:
        return abs((other - first).days)
    if len(a.key) > 1 and len(b.key) > 1 and a.key[0] == b.key[0] and a.key[0] is not None:
        return abs(a.key[1] - b.key[1]) if a.key[1] is not None and b.key[1] is not None else None
    return None


def _near_keys(a: tuple[Any, ...], b: tuple[Any, ...]) -> bool:
    """Days without a year: (month, first day, last day)."""
    if len(a) < 3 or len(b) < 3 or a[1] is None or b[1] is None:
        return True
    if a[0] and b[0] and a[0] != b[0]:
        return False
    first, last, start, end = a[1], a[2] or a[1], b[1], b[2] or b[1]
    if (first <= start and end <= last) or (start <= first and last <= end):
        return True
    return bool((last > first) + (end > start) < 2 and (0 <= start - last <= 1 or 0 <= first - end <= 1))


def join_dates(trip: Trip, when: When) -> None:
    """Widen the trip's dates by a later day of the same journey."""
    mine = trip.when
    if not mine.stated:
        trip.when = when
        return
    if not when.stated:
        return
    first, last = _day(mine.start), _day(mine.end or mine.start)
    start, end = _day(when.start), _day(when.end or when.start)
    if first and last and start and end:
        mine.start = min(first, start).isoformat()
        mine.end = max(last, end).isoformat()
        if when.year and not mine.year:
            mine.year = when.year
    elif len(mine.key) >= 3 and len(when.key) >= 3 and mine.key[1] is not None and when.key[1] is not None:
        last_day = max(mine.key[2] or mine.key[1], when.key[2] or when.key[1])
        mine.key = (mine.key[0] or when.key[0], min(mine.key[1], when.key[1]), last_day)
    if mine.start is None and when.start is not None:
        trip.when = when
