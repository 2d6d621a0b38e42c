"""What the reader of visits keeps while it goes through a document: the trips so far, and who was spoken of last."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tashan.reading.english.marks import PARTY, PERSON, TITLE, frame
from tashan.reading.english.spots import contains
from tashan.reading.english.timing import nearest_time, resolve_time
from tashan.reading.english.travellers import Travellers
from tashan.reading.english.trips import Act, Trip, same_name

if TYPE_CHECKING:
    from tashan.reading.english.journeys import Journey
    from tashan.reading.english.marks import Ribbon
    from tashan.reading.english.people import Someone
    from tashan.reading.english.scene import Scene
    from tashan.regions import Region

#: Posts whose holders travel and receive for their region.
OFFICIAL = frozenset(("party", "government", "deputy_party", "standing_committee", "congress", "department"))

#: Posts beside the head of a region's government.
VICE = re.compile(
    r"(?i)\b(?:vice|deputy|former|executive)[- ](?:mayor|governor|head|chief|chair)|chief secretary|secretary for"
)
_UNTIL = frame(r",? (?:until|till|through) (?P<when><time>)")
_AND_THERE = frame(r"<time>,? and (?:later )?(?:(?:in|to) )?(?:the )?(?P<place><place>),? (?:on )?(?P<when><time>)")
_DAYS_LONG = re.compile(
    r"\b(one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ]day\b|\b(week)-long\b", re.IGNORECASE
)
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}


@dataclass(slots=True)
class Journal:
    """
    The state of reading one document.

    Attributes:
        scene: the document.
        trips: its trips, in the order of their first mention.
        current: the trip spoken of last.
        stranger: a delegation of nobody knows where was spoken of since.
        told: the trip that this sentence already tells of.
        mentioned: the delegation named last, with or without a journey.
        place: where the last journey led.
        session: a journey to sit in a meeting, with its sentence, until something shows that it was more.
        actor: the official who was last said to do something in a sentence that speaks of a journey, as a traveller.
        elsewhere: whoever was on a trip went on to sit in a meeting at another place.
        begun: a journey to a grouping of places, with its sentence, until the first place is named.
    """

    scene: Scene
    trips: list[Trip] = field(default_factory=list)
    current: Trip | None = None
    stranger: bool = False
    told: Trip | None = None
    mentioned: Travellers | None = None
    place: Region | None = None
    session: tuple[Ribbon, Journey] | None = None
    begun: tuple[Ribbon, Journey] | None = None
    actor: Travellers | None = None
    elsewhere: bool = False

    def turn_to(self, trip: Trip) -> None:
        """Speak of a trip from now on."""
        self.current, self.stranger = trip, False

    def led_by(self, people: list[Any]) -> Trip | None:
        """The trip that one of these people leads, the latest first."""
        for person in people:
            name = getattr(person, "name", "")
            for trip in reversed(self.trips):
                if name and any(same_name(name, leader.name) for leader in trip.leaders):
                    return trip
        return None

    def open(self, visitors: tuple[Region, ...], journey: Journey | None, agent: Travellers | Trip) -> Trip:
        """The trip of these visitors that a clause belongs to, or a new one."""
        background = journey.background if journey else False
        planned = journey.planned if journey else False
        for trip in reversed(self.trips):
            if (
                trip.background == background
                and _same_visitors(trip.visitors, visitors)
                and _same_people(trip, agent.leaders)
            ):
                if (
                    len(visitors) == 1
                    and len(trip.visitors) == 1
                    and contains(trip.visitors[0], visitors[0])
                    and not (trip.hosts and (trip.leaders or trip.acts) and trip.spans)
                ):
                    trip.visitors = visitors
                _enrich(trip, agent)
                return trip
        trip = Trip(visitors, background=background, planned=planned)
        _enrich(trip, agent)
        self.trips.append(trip)
        return trip

    def note_act(
        self, trip: Trip, ribbon: Ribbon, start: int, end: int,
        *, opens: bool = False, closes: bool = False, talk: bool = False, ahead: bool = False,
    ) -> bool:  # fmt: skip
        """
        Add what a trip did in a clause, with its time.

        Args:
            trip: the trip.
            ribbon: the sentence.
            start: where the predicate begins in the folded text.
            end: where it ends.
            opens: it tells of a beginning.
            closes: it tells of an end.
            talk: it tells of talks, not of a journey.
            ahead: it is still to come.

        Returns:
            Whether the clause is dated.
        """
        mention = nearest_time(ribbon, start, end)
        until = _UNTIL.match(ribbon.text, end)
        if until:
            mention, closes = ribbon.value(until.start("when")), True
        if mention is None:
            return False
        resolved = resolve_time(self.scene, mention)
        if ahead:
            resolved = self.coming(resolved, weekday=(mention.relative or "").startswith("weekday"))
        opens = (opens and resolved.start == resolved.end) or mention.kind == "open_end"
        trip.acts.append(
            Act(
                resolved.start,
                resolved.end,
                opens,
                closes,
                resolved.flags,
                resolved.year_evidence,
                tuple(resolved.candidates),
                talk,
            )
        )
        self._note_further(trip, ribbon, start)
        return True

    def _note_further(self, trip: Trip, ribbon: Ribbon, start: int) -> None:
        """Add the day of the next stop: in A on December 23 and in B the following day."""
        match = _AND_THERE.search(ribbon.text, start)
        if match is None:
            return
        resolved = resolve_time(self.scene, ribbon.value(match.start("when")))
        for region in ribbon.value(match.start("place")).regions:
            trip.add_host(region)
        if resolved.start:
            dates = (resolved.start, resolved.end)
            trip.acts.append(Act(*dates, False, False, resolved.flags, resolved.year_evidence, ()))

    def coming(self, resolved: Any, *, weekday: bool = False) -> Any:
        """A weekday, or days whose year is inferred, that are still to come."""
        published = self.scene.dating.published
        if (
            not published
            or not resolved.start
            or len(resolved.start) < len("YYYY-MM-DD")
            or resolved.start >= published
        ):
            return resolved
        first = date.fromisoformat(resolved.start)
        if weekday:
            day = (first + timedelta(7)).isoformat()
            end = resolved.end
            if end and len(end) == len(day) and end < day:
                end = (date.fromisoformat(end) + timedelta(7)).isoformat()
            return replace(resolved, start=day, end=end)
        if "year_inferred" not in resolved.flags:
            return resolved
        year = int(published[:4])
        if f"{year}{resolved.start[4:]}" < published:
            year += first.month < int(published[5:7])
        end = f"{year + int(resolved.end[:4]) - first.year}{resolved.end[4:]}" if resolved.end else None
        return replace(resolved, start=f"{year}{resolved.start[4:]}", end=end)

    def note_length(self, trip: Trip, ribbon: Ribbon) -> None:
        """Take a stated length ("a three-day visit")."""
        if not ribbon.holds(("-day", " day", "week-long")):
            return
        match = _DAYS_LONG.search(self.scene.analysis.text, ribbon.start, ribbon.end)
        if match and trip.days is None:
            word = (match.group(1) or "7").lower()
            trip.days = _NUMBERS[word] if word in _NUMBERS else int(word)


def people_at(ribbon: Ribbon, start: int, end: int) -> list[Any]:
    """The people, nameless office holders and leaders of delegations whose marks stand in a stretch of folded text."""
    found: list[Any] = []
    for at in range(start, end):
        mark = ribbon.text[at]
        if mark == PERSON:
            found += ribbon.value(at)
        elif mark == TITLE:
            found.append(ribbon.value(at))
        elif mark == PARTY:
            found += ribbon.value(at).leaders
    return found


def _enrich(trip: Trip, agent: Travellers | Trip) -> None:
    trip.lead(agent.leaders)
    if isinstance(agent, Travellers):
        if agent.kind:
            trip.names.append(agent.kind)
        trip.weak = trip.weak and agent.weak
        trip.inferred = agent.inferred and (trip.inferred or not trip.spans)
        trip.business = agent.business if not trip.spans else trip.business and agent.business
    else:
        trip.names += agent.names


def _same_visitors(a: tuple[Region, ...], b: tuple[Region, ...]) -> bool:
    if set(a) == set(b):
        return True
    return len(a) == 1 and len(b) == 1 and (contains(a[0], b[0]) or contains(b[0], a[0]))


def _same_people(trip: Trip, leaders: list[Someone]) -> bool:
    """Delegations of one region with other leaders, none shared, are two trips."""
    if not trip.leaders or not leaders:
        return True
    return any(same_name(a.name, b.name) for a in trip.leaders for b in leaders)
