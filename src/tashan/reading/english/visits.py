"""Who visited whom: the clauses of travelling and receiving, joined into trips."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tashan.reading.english.journeys import Journey, journeys
from tashan.reading.english.marks import PARTY, PERSON, PLACE, TIME, TITLE, Ribbon, frame
from tashan.reading.english.people import Someone
from tashan.reading.english.placing import Spot, contains, province_of
from tashan.reading.english.scene import Scene, Stretch, innermost
from tashan.reading.english.travellers import GROUP, LEADS, Travellers
from tashan.reading.english.trips import KIND_OF_POST, Act, Trip, is_capital, near, outside, record, same_name

from tashan.records import Problem

if TYPE_CHECKING:
    from tashan.records import Visit
    from tashan.regions import Region

_WHO = "[\ue003\ue004\ue005]"
_PRONOUN = re.compile(
    r"(?:^|[\s,\"(])(?:he|she|they|the (?:two|three|four|officials|members|chief executive|governor|mayor|secretary|leaders|trip|visit|tour|itinerary|programme|program|groups?)|members|it|mr|this)(?: (?:all|also|and \w+|then|later|first|both|together|each))*[\s,]*"
    r"(?:(?:will|is|was|are|were|has|have|had|to|also|then|later|recently|first|scheduled|expected|yesterday|today|then|subsequently|successively|respectively|\ue002|on|in|the|morning|afternoon)[\s,]*)*$",
    re.IGNORECASE,
)
_BY = re.compile(
    rf"(?:accompanied|joined|received|welcomed|greeted|hosted|met|briefed|invited|escorted|guided|chaired|presided over|attended|followed|seen off) (?:\w+ )?by (?:[^.;]*{_WHO}(?:,? and |, |,? as well as )?)?$|"
    rf"(?:accompanying|alongside|together with|along with|with) (?:the |its )?(?:{_WHO}(?:,? and |, ))*$"
)
_CHAINED = re.compile("[\ue003\ue004](?:,? and |, |,? (?:along|together) with |,? with )$")
_OPENING = re.compile(r"(?i)(?:\([^()]*\))?\W*(?:(?:after|before|while|on|upon|following|during|since|in|soon|shortly|right) ?)*")
_THERE = frame(r"\b(?P<verb>went|came|travel\w+|return\w+|flew|headed|goes|going|paid (?:a|another) (?:return )?visit) (?:back )?there\b")
_UNTIL = frame(r",? (?:until|till|through) (?P<when><time>)")
_COMING = re.compile(r"\b(?:will|is to|are to|is scheduled|is expected)\b")
_PROGRAMME = re.compile(r"(?i)\b(?:programme?|itinerary|trip|tour|visit|schedule)s? (?:will |also )*(?:includes?|covers?|takes?|comprises?|features?)\b[^.;]*$")
_AT_HEAD = frame(r"at the head of (?:<party>|a)|heading (?:<party>|a)")
_LED_AGAIN = frame(r"(?:\bit|<party>|<place>|\bthe (?:team|group)) (?:was|is) (?:jointly )?(?:led|headed) by (?P<people>[\ue003\ue004](?:(?:,|,? and|,? as well as) [\ue003\ue004])*)")
_TOUR_ENDS = frame(r"\bthe (?:[\w-]+ )?(?:visit|tour|trip|inspection) (?:ends|ended|concludes|concluded|will end|wraps up|wrapped up|runs until|lasts until)(?: on)? (?P<when><time>)")
_OBJECT = re.compile(r"(?i)\b(?:meet|met|meets|meeting|call(?:ed)? on|thank(?:ed|ing)?|told|joined|congratulated|visit\w*|talks)(?: with)? (?:the )?(?:[^,.;]{0,60}(?: and|,) )?$")
_AND_ALSO = re.compile(r"(?:,|,? and)(?: (?:then|also|will|later))* ?$")
_DAYS_LONG = re.compile(r"\b(two|three|four|five|six|seven|eight|nine|ten|\d{1,2})[- ]day\b|\b(week)-long\b", re.IGNORECASE)
_NUMBERS = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten".split())}
_OFFICIAL = frozenset(("party", "government", "deputy_party", "standing_committee", "congress", "department"))
_HOSTING = (
    r"(?:met(?: and (?:held )?(?:talks|talked))?(?: with)?|meets(?: with)?|had a meeting with|held (?:a )?(?:meeting|meetings|talks|discussions?|symposium|exchange|working meeting) with|receiv(?:ed|es)|host(?:ed|s)|"
    r"(?:will|is to|are to|to) (?:host|receive|welcome|meet(?: with)?|greet)|welcom(?:ed|es)|greet(?:ed|s)|accompan(?:ied|ies)|had talks with|talked with|exchanged (?:views|ideas) with|feted|played host to|briefed)"
)
_RECEIVE = frame(
    rf"(?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as|,? along with|,? together with) [\ue003\ue004])*|(?P<place><place>))(?P<gap>(?:,? (?:also|respectively|jointly|yesterday|today|warmly|recently|then|separately|later|here|there|both|<time>|on <time>|in <time>|this morning|this afternoon|have|has|had)){{0,4}},?) "
    rf"(?P<verb>{_HOSTING})(?:,? (?:in|at) (?:the )?(?P<venue><place>)(?:,? (?:on )?<time>)?,?|,? here,?|,? (?:on )?<time>,?)?(?: with)? (?:and (?:held talks|talked) with )?(?P<guests>(?:(?:the |a |members of |all )*)?{_WHO}(?:(?:,|,? and) {_WHO})*)"
    rf"(?P<rest>[^.;]*)"
)
_RECEIVED_BY = frame(
    rf"(?P<guests><party>)(?:[^.;]{{0,80}}?)\b(?:was|were|is|are|been|being) (?:warmly |respectively |jointly |cordially )?(?P<verb>received|welcomed|greeted|hosted|accompanied|met|briefed) (?:in (?P<venue><place>) )?(?:\w+ )?by (?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as) [\ue003\ue004])*)"
)
_ACCOMPANIED = frame(r"accompanied (?:on the (?:tour|visit|trip) )?by (?P<hosts>[\ue003\ue004](?:(?:,|,? and|,? as well as) [\ue003\ue004])*)")
_THEM = re.compile(
    rf"(?P<verb>welcom\w+|receiv\w+|accompan\w+|greet\w+|host\w+|met(?: with)?) (?:them|him|her|the (?:delegation|group|guests|visitors|visiting)|{PARTY}|{PERSON})|{_WHO} (?:attended|were present|was present|accompanied|took part in)"
)
_WELCOME_TO = frame(
    rf"(?P<hosts>{_WHO}|\b(?:he|she)) (?:\w+ )?(?:welcom\w+|extended (?:a |his |her )?(?:warm )?welcome to) (?P<guests>{_WHO}(?:(?:,|,? and) {_WHO})*) to (?:the )?(?P<to>{GROUP})"
)
_COURTESY = frame(
    r"\b(?P<verb>(?:paid|pays?|paying|make|made) (?:a )?courtesy calls? (?:on|to)|call(?:ed|s)? on|met(?: with)?|meets?(?: with)?|meeting(?: with)?|had a meeting with|held a (?:bilateral )?meeting with|"
    r"held (?:talks|discussions|meetings) with|hold talks with)(?:,? (?:in|at) (?P<venue><place>)(?:,? <time>)?,? with)?(?: (?:leaders|officials) including)? (?:the )?"
    r"(?P<hosts>[\ue003\ue004](?:(?:,|;|,? and|,? as well as)(?: the)? [\ue003\ue004])*)"
)
_VENUE = frame(rf"\b(?:in|at) (?:the )?(?P<venue>{GROUP})(?!'s? )")


class Reader:
    """Reads the sentences of one document in order and keeps its trips."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.trips: list[Trip] = []
        self.current: Trip | None = None
        self.stranger = False
        self.told: Trip | None = None
        self.mentioned: Travellers | None = None
        self.place: Region | None = None

    def read(self) -> list[Visit]:
        """All visits of the document."""
        for ribbon in self.scene.ribbons:
            self.told = None
            if PLACE in ribbon.text:
                for journey in journeys(ribbon):
                    self._travel(ribbon, journey)
            if self.place is not None and "there" in ribbon.lowered:
                self._return_there(ribbon)
            self._again(ribbon)
            self._receive(ribbon)
            if PLACE in ribbon.text and "promot" in ribbon.text.lower():
                self._promote(ribbon)
        self._settle()
        found = [record(trip, self.scene) for trip in self.trips]
        return [visit for visit in found if visit is not None]

    def _again(self, ribbon: Ribbon) -> None:
        """What a later sentence adds to a trip: who led it, when it ends; and delegations named without a journey."""
        trip = self.current
        for leads in LEADS.finditer(ribbon.text) if PARTY in ribbon.text and PERSON in ribbon.text else ():
            if ribbon.value(leads.start("led")).known:
                people = [p for p in self._people_at(ribbon, leads.start("people"), leads.end("people")) if isinstance(p, Someone)]
                if trip is not None:
                    trip.lead(people)
                elif self.mentioned is not None:
                    self.mentioned.leaders += people
        if trip is not None:
            led = _LED_AGAIN.search(ribbon.text) if "ed by" in ribbon.lowered else None
            if led and (ribbon.text[led.start()] != PLACE or set(ribbon.value(led.start()).regions) & set(trip.visitors)):
                trip.lead([p for p in self._people_at(ribbon, led.start("people"), led.end("people")) if isinstance(p, Someone)])
            ends = _TOUR_ENDS.search(ribbon.text) if TIME in ribbon.text else None
            if ends:
                resolved = resolve_time(self.scene, ribbon.value(ends.start("when")))
                trip.acts.append(Act(resolved.start, resolved.end, False, True, resolved.flags, resolved.year_evidence, tuple(resolved.candidates)))
        for party in ribbon.values(PARTY):
            if not party.regions and party.leaders and not party.known:
                region = self.scene.region_of(party.leaders[0])
                party.regions = (region,) if region is not None else ()
            if party.regions and not party.weak:
                self.mentioned = party
                party.planned = bool(_COMING.search(ribbon.lowered))

    # -- going

    def _travel(self, ribbon: Ribbon, journey: Journey) -> None:
        if journey.frame == "was_in" and self.current is None:
            return
        if journey.frame == "party_in" and not self._headline(ribbon, journey):
            return
        agent, known = self._subject(ribbon, journey)
        if agent is None:
            return
        regions = journey.regions
        if not regions:
            self._doubtful(journey)
            return
        for trip in self._trips_of(agent, known, journey):
            self._go(trip, ribbon, journey, regions)

    def _return_there(self, ribbon: Ribbon) -> None:
        """"… went there again": to where the last journey led."""
        match = _THERE.search(ribbon.text)
        if match and self.place is not None:
            spots = [Spot((self.place,), "there", 0, 0)]
            self._travel(ribbon, Journey(match.start(), match.end(), spots, match.group("verb"), "visit"))

    def _doubtful(self, journey: Journey) -> None:
        """A destination that may be several places is a problem, never a guess."""
        source = self.scene.analysis.source
        for spot in journey.spots:
            if spot.problem and not spot.group:
                span = source.span(spot.start, spot.end)
                self.scene.problems.append(Problem("place_ambiguous", spot.problem, span.start, span.end))

    def _headline(self, ribbon: Ribbon, journey: Journey) -> bool:
        """"Jiangsu delegation in Xinjiang" stands in a headline, or with a form of "to be"."""
        return journey.start <= 2 or bool(re.search(r"\b(?:is|was|are|were|been|stay\w+)\b", ribbon.text[journey.start : journey.end]))

    def _go(self, trip: Trip, ribbon: Ribbon, journey: Journey, regions: tuple[Region, ...]) -> None:
        taken = False
        for region in regions:
            if journey.site and (trip.firm or trip.weak):
                taken = taken or any(contains(h, region) or h == region for h in trip.hosts)
                continue
            if not outside(region, trip.visitors):
                continue
            if any(contains(region, host) and region != host for host in trip.hosts) and journey.frame != "visit":
                taken = True
                continue
            if region.level == "county" and len(regions) == 1 and any(contains(h, region) for h in trip.toured) and trip.spans:
                taken = True
                continue
            taken = trip.add_host(region) or taken
            trip.firm = trip.firm or not journey.site
            if region not in trip.toured:
                trip.toured.append(region)
        if not taken:
            return
        self.place = regions[-1]
        self.current, self.stranger, self.told = trip, False, trip
        trip.spans.append(ribbon.span(0, len(ribbon.text)) if not trip.spans else ribbon.span(journey.start, journey.end))
        if trip.planned and not journey.planned and not journey.background:
            trip.planned = False
        self._length(trip, ribbon)
        act = self._act(ribbon, journey.start, journey.end, opens=journey.only_start, closes=journey.only_end, ahead=journey.planned)
        if act:
            trip.acts.append(act)
        if journey.second and act and (later := self._act(ribbon, journey.end, journey.end, ahead=journey.planned)):
            trip.acts.append(later)

    def _length(self, trip: Trip, ribbon: Ribbon) -> None:
        match = _DAYS_LONG.search(self.scene.analysis.text, ribbon.start, ribbon.end)
        if match and trip.days is None:
            word = (match.group(1) or "7").lower()
            trip.days = _NUMBERS.get(word) or int(word) if word.isdigit() or word in _NUMBERS else None

    # -- who

    def _subject(self, ribbon: Ribbon, journey: Journey) -> tuple[Any, bool]:
        """Who travels: a delegation, people, or None; and whether they were named before."""
        if journey.agent is not None:
            return self._resolve(ribbon, journey.agent)
        text = ribbon.text
        left = text[: journey.start]
        clause = max(left.rfind(";"), left.rfind(": ")) + 1
        at = len(left)
        while True:
            at = max(left.rfind(m, clause, at) for m in (PARTY, PERSON, TITLE))
            if at < 0:
                break
            between = left[at + 1 :]
            if _OBJECT.search(left[max(0, at - 90) : at]) and _AND_ALSO.search(between):
                continue
            if _BY.search(left[:at] ) or _foreign_noun(between):
                continue
            start = at
            while chain := _CHAINED.search(left, clause, start):
                start = chain.start()
            found, known = self._resolve(ribbon, at, start)
            if found is None and not known:
                return None, False
            return found, known
        if journey.frame == "journey" or _OPENING.fullmatch(left):
            right = re.search(_WHO, text[journey.end :])
            if right and "," in text[journey.end : journey.end + right.start() + 1] and right.start() < 90:
                return self._resolve(ribbon, journey.end + right.start())
            if self.current is not None and re.match(r"(?i)(?:during|on|in|while|after|before|as part of)\b", text[journey.start :]):
                return self.current, True
        if self.told is not None:
            return self.told, True
        before: Any = self.current or self.mentioned
        if before is not None and _PROGRAMME.search(left):
            journey.planned = before.planned
            return before, True
        if before is not None and not self.stranger and (_PRONOUN.search(left) or not left.strip()):
            return before, True
        return None, False

    def _resolve(self, ribbon: Ribbon, at: int, start: int | None = None) -> tuple[Any, bool]:
        """What the mark at a position means as traveller; `start` is where a list of people begins that ends there."""
        value = ribbon.value(at)
        mark = ribbon.text[at]
        if mark == PARTY:
            if value.regions:
                return value, False
            if value.known or value.leaders:
                if value.known and not value.leaders and self.current is None and self.mentioned is not None:
                    return self.mentioned, False
                by_leader = self._by_leader(value)
                if by_leader is not None:
                    return by_leader, False
                if value.known and self.current is not None and not self.stranger:
                    return self.current, True
            if value.plain:
                self.stranger = True
            return None, False
        people = self._people_at(ribbon, at if start is None else start, at + 1)
        trip = self._trip_led_by(people)
        if trip is not None:
            return trip, True
        first = people[0]
        if first.kind not in _OFFICIAL or getattr(first, "several", False):
            return None, False
        region = next((r for r in map(self.scene.region_of, people) if r is not None), None)
        if region is None:
            return None, False
        together = _AT_HEAD.search(ribbon.text)
        leaders = [p for p in people if isinstance(p, Someone)][: None if together else 1]
        kind = "" if leaders else KIND_OF_POST.get(first.kind, "")
        return Travellers((region,), leaders=leaders, kind=kind, start=first.start, end=first.end), False

    def _by_leader(self, party: Travellers) -> Any:
        for person in party.leaders:
            trip = self._trip_led_by([person])
            if trip is not None:
                return trip
            region = self.scene.region_of(person)
            if region is not None:
                party.regions = (region,)
                return party
        return None

    def _trip_led_by(self, people: list[Any]) -> Trip | None:
        for person in people:
            name = getattr(person, "name", "")
            for trip in reversed(self.trips):
                if name and any(same_name(name, leader.name) for leader in trip.leaders):
                    return trip
        return None

    def _trips_of(self, agent: Any, known: bool, journey: Journey) -> list[Trip]:
        if isinstance(agent, Trip):
            if agent.background == journey.background or journey.background is False:
                return [agent]
            return [self._open((*agent.visitors,), journey, agent)]
        groups = [(r,) for r in agent.regions] if agent.each else [tuple(agent.regions)]
        found = []
        for visitors in groups:
            trip = self._open(visitors, journey, agent)
            if trip is not None:
                found.append(trip)
        return found

    def _open(self, visitors: tuple[Region, ...], journey: Journey | None, agent: Any) -> Trip:
        """The trip of these visitors that this clause belongs to, or a new one."""
        background = journey.background if journey else False
        planned = journey.planned if journey else False
        leaders = getattr(agent, "leaders", [])
        for trip in reversed(self.trips):
            if trip.background == background and _same_visitors(trip.visitors, visitors) and _same_people(trip, leaders):
                self._enrich(trip, agent)
                if len(visitors) == 1 and len(trip.visitors) == 1 and contains(trip.visitors[0], visitors[0]) and not trip.hosts:
                    trip.visitors = visitors
                return trip
        trip = Trip(visitors, background=background, planned=planned)
        self._enrich(trip, agent)
        self.trips.append(trip)
        return trip

    def _enrich(self, trip: Trip, agent: Any) -> None:
        if isinstance(agent, Travellers):
            trip.lead(agent.leaders)
            if agent.kind:
                trip.names.append(agent.kind)
            trip.weak = trip.weak and agent.weak
            trip.business = agent.business if not trip.spans else trip.business and agent.business
        elif isinstance(agent, Trip):
            trip.lead(agent.leaders)
            trip.names += agent.names

    # -- when

    def _act(self, ribbon: Ribbon, start: int, end: int, *, opens: bool = False, closes: bool = False, talk: bool = False, ahead: bool = False) -> Act | None:
        mention = nearest_time(ribbon, start, end)
        until = _UNTIL.match(ribbon.text, end)
        if until:
            mention, closes = ribbon.value(until.start("when")), True
        if mention is None:
            return None
        resolved = resolve_time(self.scene, mention)
        if ahead and (mention.relative or "").startswith("weekday"):
            resolved = self._coming(resolved)
        last = resolved.end
        opens = (opens and resolved.start == last) or mention.kind == "open_end"
        return Act(resolved.start, last, opens, closes, resolved.flags, resolved.year_evidence, tuple(resolved.candidates), talk)

    def _coming(self, resolved: Any) -> Any:
        """A weekday that is still to come."""
        published = self.scene.dating.published
        if not published or not resolved.start or len(resolved.start) < 10 or resolved.start >= published:
            return resolved
        day = (date.fromisoformat(resolved.start) + timedelta(7)).isoformat()
        return replace(resolved, start=day, end=day if resolved.end == resolved.start else resolved.end)

    # -- receiving

    def _receive(self, ribbon: Ribbon) -> None:
        text = ribbon.text
        if PERSON not in text and PARTY not in text and TITLE not in text:
            return
        if "welcom" in ribbon.lowered:
            for match in _WELCOME_TO.finditer(text):
                self._welcome(ribbon, match)
        for match in _RECEIVED_BY.finditer(text) if PARTY in text and " by " in text else ():
            guests, _ = self._resolve(ribbon, match.start("guests"))
            self._hosted(ribbon, match, guests, strong=True)
        for match in _RECEIVE.finditer(text):
            self._meet(ribbon, match)
        for match in _COURTESY.finditer(text):
            self._call(ribbon, match)
        trip = self.current
        if trip is None or not trip.hosts:
            return
        for match in _ACCOMPANIED.finditer(text) if "accompanied" in ribbon.lowered else ():
            self._add_hosts(trip, self._people_at(ribbon, match.start("hosts"), match.end("hosts")))
        if PERSON in text and _THEM.search(text) and not trip.background:
            self._add_hosts(trip, [p for people in ribbon.values(PERSON) for p in people])

    def _people_at(self, ribbon: Ribbon, start: int, end: int) -> list[Any]:
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

    def _add_hosts(self, trip: Trip, people: list[Any]) -> None:
        """Regions whose leaders received the delegation; its own people and their towns are left out."""
        for person in people:
            if person.kind not in _OFFICIAL or person.kind == "department" or _leads(trip, person) or getattr(person, "several", False):
                continue
            region = self.scene.region_of(person)
            if region is None or not outside(region, trip.visitors):
                continue
            if not any(contains(h, region) or contains(region, h) or h == region for h in trip.hosts):
                continue
            trip.add_host(region)
            if region in trip.toured:
                trip.toured.remove(region)

    def _welcome(self, ribbon: Ribbon, match: re.Match[str]) -> None:
        spots = ribbon.values(PLACE, match.start("to"), match.end("to"))
        regions = tuple(r for s in spots if not s.group for r in s.regions)
        at = match.start("guests")
        while ribbon.text[at] not in (PARTY, PERSON, TITLE):
            at += 1
        guests, _ = self._resolve(ribbon, at)
        trip = guests if isinstance(guests, Trip) else self._open(tuple(guests.regions), None, guests) if guests is not None else None
        if trip is None:
            return
        for region in regions:
            if not any(contains(region, h) for h in trip.hosts if h != region):
                trip.add_host(region)
            elif region not in trip.hosts and self._receiver_of(ribbon, match, region):
                trip.add_host(region)
        if trip.hosts:
            self.current = trip
            trip.spans.append(ribbon.span(match.start(), match.end()))
            act = self._act(ribbon, match.start(), match.end(), talk=True)
            if act:
                trip.acts.append(act)

    def _receiver_of(self, ribbon: Ribbon, match: re.Match[str], region: Region) -> bool:
        at = match.start("hosts")
        if ribbon.text[at] not in (PERSON, TITLE):
            return False
        people = ribbon.value(at) if ribbon.text[at] == PERSON else [ribbon.value(at)]
        return any(self.scene.region_of(p) == region for p in people)

    def _meet(self, ribbon: Ribbon, match: re.Match[str]) -> None:
        """A host's leader received, met or accompanied somebody."""
        at = match.start("guests")
        while ribbon.text[at] not in (PARTY, PERSON, TITLE):
            at += 1
        guest_mark = ribbon.text[at]
        verb = match.group("verb").lower()
        strong = guest_mark == PARTY or bool(re.search("receiv|host|greet|accompan", verb))
        if guest_mark != PARTY and not strong:
            if match.group("venue"):
                self._pair(ribbon, match, at, [ribbon.value(match.start("venue"))])
            else:
                self._talk(ribbon, match, at)
            return
        guests, _ = self._resolve(ribbon, at)
        self._hosted(ribbon, match, guests, strong=strong)

    def _talk(self, ribbon: Ribbon, match: re.Match[str], at: int) -> None:
        """Two leaders met; the place of the meeting tells who travelled."""
        venue = _VENUE.search(ribbon.text, match.end("guests"))
        if venue is None:
            return
        self._pair(ribbon, match, at, [s for s in ribbon.values(PLACE, venue.start("venue"), venue.end("venue"))])

    def _pair(self, ribbon: Ribbon, match: re.Match[str], at: int, spots: list[Any]) -> None:
        if match.group("place"):
            return
        hosts = self._people_at(ribbon, match.start("hosts"), match.end("hosts"))
        guests = self._people_at(ribbon, at, at + 1)
        regions = [r for s in spots if not s.group for r in s.regions]
        if not hosts or not guests or not regions or hosts[0].kind not in _OFFICIAL or guests[0].kind not in _OFFICIAL:
            return
        one, other = self.scene.region_of(hosts[0]), self.scene.region_of(guests[0])
        if one is None or other is None or not outside(one, (other,)):
            return
        here = regions[0]
        for home, away, travellers, leaders in ((one, other, guests, hosts), (other, one, hosts, guests)):
            if home == here or contains(home, here):
                party = Travellers((away,), leaders=[p for p in travellers if isinstance(p, Someone)][:1])
                trip = self._trip_led_by(travellers) or self._open((away,), None, party)
                trip.add_host(home)
                self._note(trip, ribbon, match, leaders)
                return

    def _hosted(self, ribbon: Ribbon, match: re.Match[str], guests: Any, *, strong: bool) -> None:
        if guests is None:
            return
        people = self._people_at(ribbon, match.start("hosts"), match.end("hosts"))
        place = match.start("place") if "place" in match.re.groupindex and match.group("place") else None
        regions: list[Region] = []
        if place is not None:
            regions = [r for r in ribbon.value(place).regions if not ribbon.value(place).group]
        venue = self._venue(ribbon, match)
        for person in people:
            region = self.scene.region_of(person)
            if region is None and venue is not None and person.kind in _OFFICIAL and not person.abroad:
                region = province_of(venue) if person.level == "province" else venue
            if region is None and person.kind in _OFFICIAL and not person.abroad and not regions:
                region = self._other_side(guests, person)
            if region is not None and person.kind in _OFFICIAL:
                regions.append(region)
        visitors = guests.visitors if isinstance(guests, Trip) else tuple(guests.regions)
        private = isinstance(guests, Travellers) and guests.business and guests.weak
        if not visitors or (private and not any(p.kind in _OFFICIAL for p in guests.leaders)):
            return
        hosts = [r for r in regions if outside(r, visitors)]
        if venue is not None and outside(venue, visitors) and not is_capital(venue) and (hosts or people):
            hosts.append(venue)
        if not hosts and venue is not None and outside(venue, visitors) and people:
            hosts = [venue]
        if not hosts:
            return
        trip = guests if isinstance(guests, Trip) else self._open(visitors, None, guests)
        for region in hosts:
            trip.add_host(region)
        self._note(trip, ribbon, match, people)

    def _other_side(self, guests: Any, person: Any) -> Region | None:
        """Whose leader receives, where the text names just one other region of the fitting rank."""
        visitors = guests.visitors if isinstance(guests, Trip) else tuple(guests.regions)
        rank = {"province": "province", "city": "prefecture", "county": "county"}.get(person.level or "")
        fitting = [r for r in self.scene.seen if r.level == rank and outside(r, visitors)]
        return fitting[0] if len(fitting) == 1 else None

    def _note(self, trip: Trip, ribbon: Ribbon, match: re.Match[str], _: list[Any]) -> None:
        self.current, self.stranger = trip, False
        trip.spans.append(ribbon.span(0, len(ribbon.text)) if not trip.spans else ribbon.span(match.start(), match.end("guests")))
        planned = bool(re.match(r"(?:will|is to|are to|to) ", match.group("verb")))
        if planned and len(trip.spans) == 1:
            trip.planned = True
        act = self._act(ribbon, match.start(), match.end("guests"), talk=True, ahead=planned)
        if act:
            trip.acts.append(act)
        self._length(trip, ribbon)

    def _venue(self, ribbon: Ribbon, match: re.Match[str]) -> Region | None:
        groups = match.re.groupindex
        if "venue" in groups and match.group("venue"):
            spots = [ribbon.value(match.start("venue"))]
        else:
            found = _VENUE.search(ribbon.text, match.end("guests"))
            if found is None or found.start() - match.end("guests") > 60:
                return None
            spots = ribbon.values(PLACE, found.start("venue"), found.end("venue"))
        regions = [r for s in spots if not s.group for r in s.regions]
        return regions[0] if len(regions) == 1 else None

    def _call(self, ribbon: Ribbon, match: re.Match[str]) -> None:
        """The leader of a trip met leaders of the region visited: they are hosts."""
        guests = self._caller(ribbon, match.start())
        people = self._people_at(ribbon, match.start("hosts"), match.end("hosts"))
        if isinstance(guests, Travellers) and "call" in match.group("verb").lower() and people:
            region = self.scene.region_of(people[0])
            if region is None or not outside(region, guests.regions):
                return
            guests = self._open(tuple(guests.regions), None, guests)
            guests.add_host(region)
            self._note_call(guests, ribbon, match)
        if isinstance(guests, Trip) and guests.hosts and not guests.background:
            self._add_hosts(guests, people)
            act = self._act(ribbon, match.start(), match.end("hosts"), talk=True)
            if act:
                guests.acts.append(act)

    def _caller(self, ribbon: Ribbon, start: int) -> Any:
        """Who met the leaders: the nearest traveller before the verb, else the one whose trip is told."""
        left = ribbon.text[:start]
        at = max(left.rfind(mark) for mark in (PARTY, PERSON, TITLE))
        if at >= 0 and len(left) - at < 60:
            return self._resolve(ribbon, at)[0]
        return self.current

    def _note_call(self, trip: Trip, ribbon: Ribbon, match: re.Match[str]) -> None:
        self.current = trip
        trip.spans.append(ribbon.span(match.start(), match.end("hosts")))

    # -- promoting

    def _promote(self, ribbon: Ribbon) -> None:
        """A region's own promotion event in another region is a visit of the one to the other."""
        text = ribbon.text
        for pattern in _PROMOTION_HELD:
            for match in pattern.finditer(text):
                if self._promotes(ribbon, match):
                    return

    def _promotes(self, ribbon: Ribbon, match: re.Match[str]) -> bool:
        hosts = [r for s in ribbon.values(PLACE, match.start("to"), match.end("to")) if not s.group for r in s.regions]
        spot = ribbon.value(match.start("owner"))
        owner = () if spot.group else tuple(spot.regions)
        if len(owner) != 1 or not hosts or not all(outside(h, owner) for h in hosts):
            return False
        trip = self._open(owner, None, Travellers(owner, kind="government"))
        trip.promotion = True
        for host in hosts:
            trip.add_host(host)
        trip.spans.append(ribbon.span(0, len(ribbon.text)))
        self.current, self.stranger = trip, False
        trip.planned = bool(re.search(r"\b(?:will|to be|is to)\b", match.group()))
        act = self._act(ribbon, match.start(), match.end())
        if act:
            trip.acts.append(act)
        return True

    # -- the whole

    def _recall(self) -> None:
        """Trips long before the document's own day, beside a fresh one, are only recalled."""
        published = self.scene.dating.published
        starts = [(trip, trip.when[0] or trip.when[1]) for trip in self.trips]
        if not published or not any(s and near(s, published, 45) for _, s in starts):
            return
        for trip, start in starts:
            if start and start < published[: len(start)] and not near(start, published, 60) and not near(start + "-28" if len(start) == 7 else start, published, 60):
                trip.background = True

    def _settle(self) -> None:
        """Leaders that nobody named as such: the visiting side's head who speaks; business without officials is no visit."""
        self._recall()
        kept = []
        for trip in self.trips:
            if not trip.leaders and trip.visitors and trip.hosts and not trip.background:
                self._head(trip)
            official = any(p.kind in _OFFICIAL for p in trip.leaders)
            if trip.business and trip.weak and not official:
                continue
            kept.append(trip)
        self.trips = kept

    def _head(self, trip: Trip) -> None:
        people = [(p, self.scene.region_of(p)) for p in self.scene.people.values() if p.kind in _OFFICIAL]
        if trip.promotion:
            own = [p for p, r in people if r in trip.visitors or (r is None and not p.abroad and p.level != "county")]
            trip.lead(own[:1])
            return
        if not any(r is not None and any(contains(h, r) or contains(r, h) for h in trip.hosts) for _, r in people):
            return
        for wanted in (("party", "government"), ("deputy_party", "standing_committee", "congress"), ("department",)):
            for person, region in people:
                if region in trip.visitors and person.kind in wanted:
                    trip.lead([person])
                    return
        hosting = {p.kind for p, _ in people if p.regions and any(contains(h, p.regions[0]) for h in trip.hosts)}
        for person, _ in people:
            if not person.regions and person.kind in hosting and person.kind in ("party", "government"):
                trip.lead([person])
                return


_EVENT = r"(?:promotion\w*|roadshow|matchmaking)[\w '&/-]{0,40}?(?:conference|fair|event|activity|meeting|roadshow|campaign|show|exhibition|session|symposium|ceremony|seminar|tour)s?"
_PROMOTION_HELD = (
    frame(rf"(?P<owner><place>)(?:'s)?[^.;]{{0,90}}?{_EVENT}[^.;]{{0,60}}? in (?:the )?(?P<to>{GROUP})"),
    frame(rf"\b{_EVENT} (?:of|by|from|for|held by|hosted by|organi[sz]ed by|promoting) (?:the )?(?P<owner><place>)[^.;]{{0,70}}? in (?:the )?(?P<to>{GROUP})"),
    frame(rf"\bin (?:the )?(?P<to>{GROUP}),? (?:on <time>,? )?(?:the )?(?P<owner><place>)(?:'s)?[^.;]{{0,60}}? (?:held|staged|hosted|launched|organi[sz]ed)[^.;]{{0,40}}?{_EVENT}"),
    frame(rf"(?P<owner><place>) (?:\w+ ){{0,4}}?{_EVENT} \((?P<to><place>)\)"),
)


def _same_visitors(a: tuple[Region, ...], b: tuple[Region, ...]) -> bool:
    if set(a) == set(b):
        return True
    return len(a) == 1 and len(b) == 1 and (contains(a[0], b[0]) or contains(b[0], a[0]))


def _same_people(trip: Trip, leaders: list[Someone]) -> bool:
    """Delegations of one region with other leaders, none shared, are two trips."""
    if not trip.leaders or not leaders:
        return True
    return any(same_name(a.name, b.name) for a in trip.leaders for b in leaders)


def _leads(trip: Trip, person: Any) -> bool:
    name = getattr(person, "name", "")
    return bool(name) and any(same_name(name, leader.name) for leader in trip.leaders)


def _foreign_noun(between: str) -> bool:
    """Words between a mark and the predicate that show another subject ("…, while tourists from Japan visited")."""
    return bool(re.search(r"\b(?:while|whereas)\b", between))


def nearest_time(ribbon: Ribbon, start: int, end: int, *, inside: bool = True) -> Any:
    """The time mention that dates a clause: in it, behind it in the same sentence, else before it."""
    text = ribbon.text
    within = text.find(TIME, start, end) if inside else -1
    if within >= 0 and _datable(ribbon.value(within)):
        return ribbon.value(within)
    stop = len(text)
    for edge in (";",):
        at = text.find(edge, end)
        if at >= 0:
            stop = min(stop, at)
    after = text.find(TIME, end, stop)
    while after >= 0 and not _datable(ribbon.value(after)):
        after = text.find(TIME, after + 1, stop)
    before = text.rfind(TIME, 0, start)
    while before >= 0 and not _datable(ribbon.value(before)):
        before = text.rfind(TIME, 0, before)
    if after >= 0 and before >= 0 and _coarse(ribbon.value(after)) and not _coarse(ribbon.value(before)):
        after = -1
    if after >= 0 and (after - end < 40 or before < 0):
        gap = text[end:after]
        if not re.search(r"\b(?:since|until|by|before|after|established in|founded in|signed in|launched in)\s*(?:the )?$", gap):
            return ribbon.value(after)
    if before >= 0 and not re.search(r"\b(?:since|until|by)\s*$", text[:before]):
        return ribbon.value(before)
    return None


def _coarse(mention: Any) -> bool:
    return mention.relative is None and not (mention.first and (mention.first.month or mention.first.day))


def _datable(mention: Any) -> bool:
    if mention.kind in ("era", "open_start", "vague", "clock") or (mention.kind == "open_end" and not (mention.first and mention.first.day)):
        return False
    return bool(mention.first and (mention.first.month or mention.first.day or mention.first.year)) or mention.relative is not None


def resolve_time(scene: Scene, mention: Any) -> Any:
    """The date of a mention; a weekday or "today" counts from the document's day."""
    if isinstance(mention, Stretch):
        first, last = scene.dating.resolve(mention.opening), scene.dating.resolve(mention.closing)
        if first.start and last.start and first.start < last.start:
            return replace(first, end=last.start)
        return first
    return scene.dating.resolve(mention)


def read_visits(scene: Scene) -> list[Visit]:
    """The visits of a document."""
    return Reader(scene).read()


__all__ = ["innermost", "near", "nearest_time", "read_visits", "resolve_time"]
