"""
Visits: a delegation of one region goes to another.

Three things are looked for in a sentence's skeleton: who travels (a delegation, or a leader "and party"), where to
(a verb of motion with places, 在…考察, 来我市, a reception), and when. What one sentence leaves out is taken from the trip
that is being told, never from nowhere.
"""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.destinations import DestinationReader
from tashan.reading.chinese.hosts import settle_hosts, speakers, visit_kind
from tashan.reading.chinese.missions import SPEECH, MissionReader
from tashan.reading.chinese.reception import ReceptionReader
from tashan.reading.chinese.sites import sites_of
from tashan.reading.chinese.stays import StayReader, acts
from tashan.reading.chinese.stops import scenes, stops
from tashan.reading.chinese.story import Story
from tashan.reading.chinese.telling import Destination, Mission
from tashan.reading.chinese.tokens import Sentence, Token
from tashan.reading.chinese.trips import Trip, inside, join_dates, same_journey
from tashan.records import Person as Leader
from tashan.records import Visit
from tashan.regions.geometry import contains

_LOUD: Final = re.compile("[GYNMiKRLVPZr]")  # somebody goes, stays, leads, receives or goes home


def read_visits(story: Story) -> list[Trip]:
    """Every trip the document tells, in its order, not yet as records."""
    reader = _VisitReader(story)
    for sentence in story.sentences:
        reader.read(sentence)
    reader.finish()
    return reader.trips


_LONG: Final = 5  # sentences of a report whose guests are followed from city to city
_BESIDE: Final = re.compile(
    r"(?:一行)?(?:共?\d{1,3}余?人)?,?(?:及|以及|和|与|、)(?=[^。;]{0,60}(?:组成|带队|率领|代表团|考察团))"
)


_HEADED: Final = re.compile("(?:此|这|本)次[^,。;]{0,12}由")
_SHE_LEADS: Final = re.compile("由[他她](?:亲自)?(?:带队|率队|领队|率团)")


class _VisitReader(MissionReader, DestinationReader, StayReader, ReceptionReader):
    """Reads the sentences of one document in order."""

    def read(self, sentence: Sentence) -> None:
        """Take up what one sentence tells."""
        tokens = sentence.tokens
        self._head(sentence)
        if _LOUD.search(sentence.skeleton) is None:
            self._remember_dates(tokens, sentence)
            return
        missions = self._missions(sentence)
        destinations = self._destinations(sentence)
        used: set[int] = set()
        for place in destinations:
            if self._wish(sentence, place):
                continue
            mission = self._subject(sentence, missions, place)
            if mission is None:
                if not self._waiting(sentence, place, destinations):
                    self._elliptical(sentence, place)
                continue
            used.add(mission.at)
            mission = self._first_told(sentence, mission)
            beside = [o for o in missions if self._stands_beside(o, mission)]
            for other in (*beside, mission):  # 甲考察团,及乙考察团分别对丙…
                used.add(other.at)
                self._leg(sentence, other, place, destinations)
                if beside and self.current is not None and self.current.sentence == sentence.number:
                    self.current.among = True
        for mission in missions:
            if mission.at not in used:
                self._without_destination(sentence, mission)
        trip = self.current if self.with_pronouns and self.topic is not None else None
        if (
            trip is not None
            and self.topic is not None
            and not trip.leaders
            and _SHE_LEADS.search(self.text, sentence.start, sentence.end)
        ):
            trip.add_leader(self.topic)
        self._headed(sentence)
        self._receivers(sentence)
        self._returns(sentence)
        if self.current is not None and sentence.number <= self.current.last + 6:
            self._stay(sentence)
        if "N" in sentence.skeleton:
            named = next((t.item for t in tokens if t.kind == "N" and t.item.name and not _receives(sentence, t)), None)
            if named is not None:
                self.topic = self.story.known.get(named.name, named)
        self._remember_dates(tokens, sentence)

    def _headed(self, sentence: Sentence) -> None:
        """此次考察由某局副局长某某带队: he led the trip that the sentence before tells."""
        trip = self.current
        if trip is None or trip.leaders or "L" not in sentence.skeleton or sentence.number - trip.last > 2:
            return
        if self.text[sentence.start + 1 : sentence.start + 2] != "次" or not _HEADED.match(self.text, sentence.start):
            return
        person = next((t.item for t in sentence.tokens if t.kind == "N"), None)
        if person is None or not person.name:
            return
        region = self.story.person_region(person)
        ours = any(inside(region, v) for v in trip.visitors) if region is not None else person.place is None
        if ours and (not person.level or any(v.name.endswith(person.level) for v in trip.visitors)):
            trip.add_leader(person)

    def _first_told(self, sentence: Sentence, mission: Mission) -> Mission:
        """A bare 考察团 is the party of the sentence before that had a leader and no place to go to (赴西部地区)."""
        bare = mission.named and not (mission.leaders or mission.places or mission.own or mission.modifiers)
        if not bare or self.pending is None:
            return mission
        party, told = self.pending
        if not party.leaders or sentence.number - told.number > 2:
            return mission
        if self.current is not None and self.current.last >= told.number:
            return mission
        self.pending = None
        return party.again(mission.at, mission.start, mission.end)

    def _stands_beside(self, other: Mission, mission: Mission) -> bool:
        return other.named and other.end <= mission.start and _BESIDE.match(self.text, other.end) is not None

    def _subject(self, sentence: Sentence, missions: list[Mission], place: Destination) -> Mission | None:
        if place.before:
            right = [m for m in missions if m.end > place.end]
            if right:
                return right[0]
        left = [m for m in missions if m.start <= place.start and m.at <= place.at]
        if not left:
            return None
        mission = left[-1]
        between = self.text[mission.end : place.start]
        if ";" in between or "。" in between:
            return None
        strangers = [
            t for t in sentence.tokens if t.kind == "N" and mission.end <= t.start < place.start and acts(sentence, t)
        ]
        if strangers and not mission.leaders:
            return mission
        if SPEECH.search(between) and len(between) > 4:
            return None
        return mission

    def finish(self) -> None:
        """Settle hosts and leaders of every trip; drop what is no visit."""
        if not self.trips and self.unnamed:
            self._host_unnamed()
        if not self.trips:
            self._host_by_context()
        self.trips = [t for t in self.trips if not any(_narrower(t, o) for o in self.trips)]
        self.trips = [t for t in self.trips if not any(_went_along(t, o) for o in self.trips)]
        for trip in self.trips:
            self._where_in_the_province(trip)
            if trip.hosts:
                trip.weak = [r for r in trip.weak if r not in self.captioned or r in self.written]
            settle_hosts(trip)
            published = self.story.analysis.dating.published
            if trip.status == "done" and trip.when.start and published and trip.when.start[:10] > published:
                trip.status = "planned"  # who announces both trips of next week says 将 once
            start, end = trip.when.start, trip.when.end
            if trip.returned and start and len(start) == len(trip.returned) and (end or start) < trip.returned:
                trip.when.end = trip.returned
            if not trip.leaders and not trip.background:
                trip.leaders = speakers(trip, self.story)
        self.story.attended = [t for t in self.trips if t.hosts and t.attends and not t.tours]
        self.trips = [t for t in self.trips if t.hosts and not (t.attends and not t.tours)]

    def _where_in_the_province(self, trip: Trip) -> None:
        """赴粤考察, 先后走访了深圳某公司、东莞某厂: a province that nobody received in stands for the cities gone through."""
        provinces = [h for h in trip.hosts if h.level == "province"]
        if provinces and provinces != trip.hosts:
            beside = {r for h in trip.hosts if h.level == "prefecture" for r in provinces if contains(r, h)}
            for region in scenes(self.story, trip.sentence, further=_LONG) if beside else ():
                if region.level == "prefecture" and any(contains(p, region) for p in beside):
                    trip.add_host(region)  # 在甲市深入了解…;还考察了乙、丙
        if not provinces or provinces != trip.hosts or set(provinces) & set(trip.receivers):
            return
        toured = stops(self.story, trip.sentence) or scenes(self.story, trip.sentence)
        cities = [r for r in toured if any(contains(p, r) for p in provinces)]
        if not set(provinces) & set(toured) and all(any(contains(p, r) for r in cities) for p in provinces):
            trip.hosts = cities


def _narrower(headline: Trip, told: Trip) -> bool:
    """Whether the text tells, with its day, of parts of the region that an undated headline sends to the same hosts."""
    if headline.when.stated or headline.leaders or not told.when.stated or not headline.hosts:
        return False
    parts = sum(contains(headline.visitors[0], v) for v in told.visitors)
    return headline.hosts == told.hosts and 2 * parts > len(told.visitors)


def _went_along(trip: Trip, told: Trip) -> bool:
    """Whether those who went are some of those who, as told too, went to the same hosts together."""
    mine, all_of_them = set(trip.visitors), set(told.visitors)
    if not mine < all_of_them or not trip.hosts or trip.background != told.background:
        return False
    if not set(trip.hosts) <= set(told.hosts) or not same_journey(told, trip.when):
        return False
    if not told.when.stated:
        join_dates(told, trip.when)
    told.spans += trip.spans
    for person in reversed(trip.leaders):
        if person.name not in {p.name for p in told.leaders}:
            told.leaders.insert(0, person)
    return True


def _receives(sentence: Sentence, token: Token) -> bool:
    tail = "".join(t.kind for t in sentence.tokens if t.start >= token.end)[:3]
    return "R" in tail


def _by_home(trip: Trip, story: Story) -> bool:
    """Whether a side of the trip is known only because the text's own home was worked out."""
    home = story.home
    if home.region is None or home.given or home.region not in (*trip.visitors, *trip.hosts):
        return False
    places = story.analysis.places.mentions
    return not any(
        home.region in story.regions(m) for span in trip.spans for m in story.analysis.between(places, *span)
    )


def to_visit(trip: Trip, story: Story, themes: tuple[str, ...]) -> Visit:
    """The record of a trip."""
    source = story.analysis.source
    evidence = [source.span(*span) for span in dict.fromkeys(trip.spans)][:6]
    when = trip.when
    if when.span and not any(s <= when.span[0] and when.span[1] <= e for s, e in trip.spans):
        evidence.append(source.span(*when.span, "start"))
    if when.year and when.start:
        evidence.append(source.span(*when.year, "year"))
    flags = when.flags
    if _by_home(trip, story):
        flags = (*flags, "home_inferred")
        if story.home.span:
            evidence.append(source.span(*story.home.span, "home"))
    return Visit(
        evidence=tuple(evidence),
        flags=flags,
        candidates=when.candidates,
        background=trip.background,
        visitors=tuple(trip.visitors),
        hosts=tuple(trip.hosts),
        start=when.start,
        end=when.end,
        leaders=tuple(Leader(p.name, p.title or None) for p in trip.leaders if p.name),
        kind=trip.kind or visit_kind(trip),
        status=trip.status,
        sites=tuple(sites_of(story, trip)),
        themes=themes,
    )
