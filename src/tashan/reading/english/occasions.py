"""What the readers of meetings, agreements and signings share: whose event it is, and when it was."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tashan.reading.dating import ResolvedTime, days_of
from tashan.reading.english.spots import contains
from tashan.reading.english.timing import nearest_time, resolve_time
from tashan.reading.english.trips import near

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tashan.reading.english.marks import Ribbon
    from tashan.reading.english.scene import Scene
    from tashan.records import Meeting, Span, Visit
    from tashan.regions import Region

PLANNED = re.compile(
    r"\b(?:will|is to|are to|to be|shall|plans? to|planned|planning|agreed to|agree to|intends?|is expected|"
    r"are expected|is scheduled|are scheduled|is set|are set|draft|initial|would|upcoming|preparing)\b",
    re.IGNORECASE,
)
RECALLED = re.compile(
    r"\b(?:in recent years|over the (?:past|last)|in the (?:past|last) \w+|previously|earlier this year|last "
    r"(?:year|month)|(?:years?|months?) (?:ago|earlier)|had (?:\w+ )?(?:signed|inked|held|established|reached|"
    r"concluded)|"
    r"since \d{4}|so far|cumulative\w*|accumulat\w+|to date|by the end of (?!the year|this)|as of|(?:has|have) been (?:signed|"
    r"held) (?:since|for)|was (?:first )?established|back in)\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Occasion:
    """
    What a document tells of so far: its visits and meetings, for sentences that do not repeat who takes part.

    Attributes:
        scene: the document.
        visits: its visits.
        meetings: its meetings.
    """

    scene: Scene
    visits: Sequence[Visit] = ()
    meetings: Sequence[Meeting] = field(default_factory=list)

    @property
    def fresh_visits(self) -> list[Visit]:
        """Visits that are this document's news."""
        return [v for v in self.visits if not v.background]

    @property
    def regions(self) -> tuple[Region, ...]:
        """Both sides of the document's own event; empty where it tells of none or of several."""
        visits = self.fresh_visits
        if visits:
            first = visits[0]
            sides = tuple(dict.fromkeys((*first.visitors, *first.hosts)))
            return next(
                (m.participants for m in self.meetings if not m.background and _holds(m.participants, sides)), sides
            )
        for meeting in self.meetings:
            if not meeting.background and len(meeting.participants) > 1:
                return meeting.participants
        return ()

    @property
    def exists(self) -> bool:
        """There is an event between regions."""
        return bool(self.fresh_visits or [m for m in self.meetings if not m.background])

    def fallback(self) -> tuple[str | None, tuple[Any, ...]]:
        """The day of an event that has none of its own: the meeting's, that of a one-day trip, or a longer trip's month."""
        for meeting in self.meetings:
            if not meeting.background and meeting.date:
                return meeting.date, tuple(s for s in meeting.evidence if s.field == "year")
        for visit in self.fresh_visits:
            years = tuple(s for s in visit.evidence if s.field == "year")
            if visit.start and visit.start == visit.end:
                return visit.start, years
            if visit.start and (visit.end is None or visit.end[:7] == visit.start[:7]):
                return visit.start[:7], years
        return None, ()


@dataclass(slots=True)
class Dated:
    """A day with what a record says about it."""

    value: str | None
    flags: tuple[str, ...] = ()
    candidates: tuple[dict[str, Any], ...] = ()
    evidence: tuple[Span, ...] = ()


def date_of(
    occasion: Occasion, ribbon: Ribbon, start: int, end: int, *, own_only: bool = False, inside: bool = True
) -> Dated:
    """When something in a sentence happened: its own time, else that of the event it belongs to."""
    scene = occasion.scene
    mention = nearest_time(ribbon, start, end, inside=inside)
    if mention is not None:
        resolved = resolve_time(scene, mention)
        if resolved.start or resolved.candidates:
            return _dated(scene, resolved)
    return Dated(None) if own_only else fallback_date(occasion)


def fallback_date(occasion: Occasion) -> Dated:
    """The day of an event whose own sentence gives none: that of the trip or meeting it belongs to, else the dateline's."""
    scene = occasion.scene
    value, years = occasion.fallback()
    if value is None and scene.seat_time is not None:
        resolved = resolve_time(scene, scene.seat_time)
        return _dated(scene, resolved)
    return Dated(value, ("year_inferred",) if years else (), (), years)


def coming_date(occasion: Occasion) -> Dated:
    """The day of something still to come that has none of its own: that of the trip or meeting it is to belong to."""
    states = {meeting.status for meeting in occasion.meetings} | {visit.status for visit in occasion.fresh_visits}
    if states != {"planned"}:
        return Dated(None)
    value, years = occasion.fallback()
    return Dated(value, ("year_inferred",) if years else (), (), years)


def dated_by_meeting(visits: list[Visit], meetings: Sequence[Meeting]) -> list[Visit]:
    """A document's only visit, undated, takes the day of the meeting that both sides held in its course."""
    fresh = [v for v in visits if not v.background]
    held = [m for m in meetings if not m.background and m.date and len(m.date) == len("YYYY-MM-DD")]
    if len(fresh) != 1 or len(held) != 1 or fresh[0].start or fresh[0].end or fresh[0].candidates:
        return visits
    visit, meeting = fresh[0], held[0]
    sides = [any(_meet(r, p) for r in side for p in meeting.participants) for side in (visit.visitors, visit.hosts)]
    if not all(sides) or visit.status != meeting.status:
        return visits
    years = tuple(s for s in meeting.evidence if s.field == "year")
    flags = tuple(dict.fromkeys((*visit.flags, *(f for f in meeting.flags if f == "year_inferred"))))
    dated = replace(visit, start=meeting.date, end=meeting.date, flags=flags, evidence=(*visit.evidence, *years))
    return [dated if v is visit else v for v in visits]


def _holds(wider: tuple[Region, ...], sides: tuple[Region, ...]) -> bool:
    """Whether two regions hold all of some others, both of them some: a meeting of provinces on a trip to a town."""
    within = [[side for side in sides if side == region or contains(region, side)] for region in wider]
    return len(wider) == 2 and all(within) and sum(map(len, within)) == len(sides)


def _meet(a: Region, b: Region) -> bool:
    return a == b or contains(a, b) or contains(b, a)


def _dated(scene: Scene, resolved: ResolvedTime) -> Dated:
    evidence = (scene.analysis.source.span(*resolved.year_evidence, field="year"),) if resolved.year_evidence else ()
    if not resolved.start:
        return Dated(None, tuple(f for f in resolved.flags if f != "year_inferred"), days_of(resolved.candidates))
    return Dated(resolved.start, resolved.flags, days_of(resolved.candidates), evidence)


def is_old(scene: Scene, value: str | None, days: int = 120) -> bool:
    """Whether a day lies so long before the document's own that the text can only recall it."""
    published = scene.dating.published
    if not value or not published:
        return False
    if len(value) < 10:
        return (
            value[:4] < published[:4]
            and value[:7] < published[:7]
            and not (len(value) == 7 and near(value + "-28", published, days))
        )
    return value < published and not near(value, published, days)
