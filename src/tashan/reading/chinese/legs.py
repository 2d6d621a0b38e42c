"""Which trip a leg belongs to: one party goes to one place, and the trips told before take it up or a new one begins."""

from __future__ import annotations

import re
from typing import Any, Final

from tashan.reading.chinese.homes import last_link
from tashan.reading.chinese.other_subjects import STRONG_MOVES
from tashan.reading.chinese.roles import is_central
from tashan.reading.chinese.telling import UNKNOWN, Destination, Mission, share
from tashan.reading.chinese.timing import TimingReader, only_month
from tashan.reading.chinese.tokens import Sentence
from tashan.reading.chinese.travellers import TravellerReader
from tashan.reading.chinese.trips import Trip, When, days_apart, inside, join_dates, same_journey
from tashan.regions import Region
from tashan.regions.geometry import contains

_TO_A_TOWN: Final = STRONG_MOVES | {"莅临", "莅"}  # one who comes to look only sees a town
_TO: Final = frozenset("到 来到".split())
_AHEAD: Final = frozenset("tomorrow days_after:2 days_after:3 next_month next_year".split())
_DAYS_LONG: Final = re.compile(
    r"(?:展开|开展|开始|进行)(?:为期)?(?:[二两三四五六七八九十]|[2-9]|1\d)[日天]的?(?:访问|考察|行程|学习)"
)
_SETS_OFF: Final = re.compile(r"[启起]程|动身|搭乘|搭机|登机|乘机")
_AGAIN: Final = re.compile(r"(?:再次?|又|再度)[到赴率带来访]|[,。](?:此后|后来)")
# 在未来数月,市长将继续率团访问甲、乙: trips of their own
_LATER_ON: Final = re.compile(
    r"(?:未来|今后|此后)[^,。;]{0,3}[月周年][^。;]{0,16}(?:继续|还将|再|陆续)|(?:下月|下个月|稍后|年内)[^。;]{0,16}(?:继续|还将|再)"
)
_ATTENDS_LATER: Final = re.compile(r",?(?:并|将)?(?:出席|参加)[^,。;]{0,14}(?:论坛|会议|开幕)")
_TAKES_PLACE: Final = re.compile(r"(?:市|省)?(?:召开|举行|举办)")
# 赴甲市,与市长某某共同主持联席会议
_CHAIRS: Final = re.compile(r",?(?:与|同|和|并)?[^,。;]{0,20}(?:共同|联合)主持[^,。;]{0,24}(?:会议|联席会|论坛)")
_CAPTION: Final = re.compile(
    r"[\s(/]*(?:图片来源|(?:(?:本报|实习)?(?:记者|通讯员|图)[/\s]?)?[\u4e00-\u9fff ]{2,8}[/ ]?(?:摄|供图|提供)[)\s]*(?:\n|$))"
)
_JOINT_MEETING: Final = re.compile(r"联席会|论坛|峰会")


class LegReader(TravellerReader, TimingReader):
    """Which trip a leg belongs to: one party goes to one place."""

    def _leg(self, sentence: Sentence, mission: Mission, place: Destination, all_places: list[Destination]) -> None:
        visitors = self._visitors(sentence, mission, place)
        if not visitors:
            self.orphans.append((mission, sentence))
            return
        dates = self._dates(sentence, mission, place, all_places)
        caption = _CAPTION.match(self.text, sentence.end) is not None
        (self.captioned if caption else self.written).update(place.regions, place.weak)
        if caption:  # a picture shows one stop only
            place.weak, place.regions = place.weak + [r for r in place.regions if r is not UNKNOWN], []
        hosts = [r for r in place.regions if r is not UNKNOWN]
        if place.regions and not hosts and not place.weak:
            waits = self.orphans if visitors[0].level == "township" else None  # towns visit towns: reception.py
            if waits is not None:
                waits.append((mission, sentence))
            else:
                self.unnamed.append((mission, sentence, place))
            return
        known = mission.places[-1].end if mission.places else mission.end
        separately = any(t.kind == "F" and t.item == "分别" and known <= t.start < place.start for t in sentence.tokens)
        jobs: list[tuple[list[Region], list[Region], list[Any]]]
        if separately and len(dates) == len(visitors) > 1:
            jobs = [([v], hosts, [d]) for v, d in zip(visitors, dates, strict=True)]
        elif separately and len(visitors) == len(hosts) > 1:
            jobs = [([v], [h], dates) for v, h in zip(visitors, hosts, strict=True)]
        elif separately and len(dates) == len(hosts) > 1:
            jobs = [(visitors, [h], [d]) for h, d in zip(hosts, dates, strict=True)]
        elif len(visitors) > 1 and not mission.joint:
            jobs = [([v], hosts, dates) for v in visitors]
        else:
            jobs = [(visitors, hosts, dates)]
        for who, listed, when in jobs:
            where = [h for h in listed if not any(inside(h, v) for v in who)] or self._city_of_clip(place, who)
            weak = [h for h in place.weak if not any(inside(h, v) for v in who)]
            if where or weak:
                self._add(sentence, mission, place, who, where, weak, when)

    def _goes_on_for_days(self, sentence: Sentence, place: Destination) -> bool:
        """Whether the one day told is that of the departure: 启程前往; 5日前往甲,展开三日访问."""
        text = self.text
        return (
            _SETS_OFF.search(text, sentence.start, place.start) is not None
            or _DAYS_LONG.search(text, place.end, sentence.end) is not None
        )

    def _add(
        self, sentence: Sentence, mission: Mission, place: Destination,
        visitors: list[Region], hosts: list[Region], weak: list[Region], dates: list[Any],
    ) -> None:  # fmt: skip
        status, background = self._status(sentence, mission, place)
        if status is None:
            return
        if any(d.relative in _AHEAD for d in dates):
            status = "planned"
        when = self.story.when(dates, self.governing)
        if when.start and when.start == when.end and self._goes_on_for_days(sentence, place):
            when.end = None  # the day of departure tells nothing of the return
        if place.stay or any(t.kind == "W" and t.end <= place.start for t in sentence.tokens):
            when = only_month(when, sentence)
        trip = self._find(visitors, when, hosts + weak, sentence, mission)
        if trip is not None and background and not trip.background:
            if not when.stated and set(hosts) <= set(trip.hosts):
                return  # they had been there often
            trip = None  # what came before the trip being told is no part of it
        if trip is None and not when.stated and not hosts and any(t.visitors == visitors for t in self.trips):
            return
        if trip is None:
            trip = Trip(visitors, status=status, background=background, sentence=sentence.number, when=when)
            self.trips.append(trip)
        else:
            goes_on = all(any(h != o and contains(o, h) for o in trip.hosts) for h in hosts)
            if status == "planned" and not trip.when.stated and not goes_on:
                trip.status = status  # the headline does not say that it is still to come
            self._narrowed(trip, hosts, place)
            if trip.among and when.stated and trip.when.start and when.start and trip.when.start <= when.start:
                trip.when, trip.among = when, False  # the text now tells the days of this one alone
            join_dates(trip, when)
            if trip.background and not background:
                trip.background = False
        trip.last = sentence.number
        trip.named = trip.named or mission.named
        told = tuple(trip.hosts)
        for host in hosts:
            seen = any(o.level == "prefecture" and contains(o, host) for o in told)
            trip.add_host(host, weak=seen or (host.level == "township" and place.verb not in _TO_A_TOWN))
        for host in weak:
            trip.add_host(host, weak=True)
        follows = bool(told) and not mission.named and _ATTENDS_LATER.match(self.text, place.end) is not None
        for person in mission.leaders if not follows else ():
            if not is_central(person.title) or person.place is not None:
                trip.add_leader(person)
        trip.modifiers += mission.modifiers
        trip.stay = trip.stay or place.stay
        left, right = min(mission.start, place.start), max(mission.end, place.end)
        left = next((t.start for t in sentence.tokens if t.kind == "N" and t.start <= left < t.end), left)
        trip.spans.append((left, _clause_end(self.text, right, sentence.end)))
        self._tour(trip, sentence, place)
        only = trip.sentence == sentence.number and not trip.spans[1:]
        if (
            place.verb == "会见"
            and only
            and _JOINT_MEETING.search(self.text[max(0, sentence.start - 120) : sentence.end])
        ):
            trip.attends, trip.tours = True, False  # guests welcomed at a joint meeting came for the meeting
        if place.verb == "会见" and only and self._met_elsewhere(sentence, hosts):
            trip.attends, trip.tours = True, False
        self.current = trip

    def _met_elsewhere(self, sentence: Sentence, hosts: list[Region]) -> bool:
        """在丙市举行的签约仪式上…当日,甲市市长会见乙市代表团: both sides have come to a third city."""
        for other in self.story.sentences:
            if not sentence.number - 3 <= other.number <= sentence.number:
                continue
            for token in other.tokens:
                if (
                    token.kind != "P"
                    or self.text[token.start - 1] != "在"
                    or not _TAKES_PLACE.match(self.text, token.end)
                ):
                    continue
                where = self.story.regions(token.item)
                if where and not any(inside(r, h) for r in where for h in hosts):
                    return True
        return False

    def _city_of_clip(self, place: Destination, visitors: list[Region]) -> list[Region]:
        """来苏 of guests from the same province is no province but the city of the text that begins so."""
        clips = [m.surface for m in place.mentions if len(m.surface) == 1]
        if not clips:
            return []
        cities = [
            r for r in self.story.weights
            if r.level == "prefecture" and last_link(r.name).startswith(clips[0])
            and not any(inside(r, v) for v in visitors)
        ]  # fmt: skip
        return cities if len(cities) == 1 else []

    def _narrowed(self, trip: Trip, hosts: list[Region], place: Destination) -> None:
        """An undated headline names the city, the text the district of it that the delegation goes to."""
        if trip.when.stated or not (place.verb in STRONG_MOVES or (place.purpose and place.verb in _TO)):
            return
        chained = {r for m in place.mentions if len(m.candidates) > 1 for r in self.story.regions(m)}
        for city in [c for c in trip.hosts if c.level == "prefecture"]:
            if any(h in chained and h.level == "county" and contains(city, h) for h in hosts):
                trip.hosts.remove(city)
                trip.add_host(city, weak=True)

    def _tour(self, trip: Trip, sentence: Sentence, place: Destination) -> None:
        """Does the passage tell a study tour, or only the attendance of a meeting?"""
        after = [t for t in sentence.tokens if t.start >= place.end]
        attend = next((t.start for t in after if t.kind == "A"), None)
        joins = any(t.kind == "A" and t.item in ("参会", "与会", "到会") for t in after)
        others = any(t.kind == "G" and t.end <= attend for t in after) if attend is not None else False
        attends = attend is not None and not others and (joins or any(t.kind == "E" for t in after))
        tours = any(
            t.kind == "K" and t.item not in ("对接", "交流", "开展", "会商", "座谈", "会谈")
            for t in after
            if t.start - place.end < 40
        )
        attends = attends or _CHAIRS.match(self.text, place.end, sentence.end) is not None
        tours = tours or any(t.kind == "M" and t.item in ("访问", "到访") for t in after if t.start - place.end < 20)
        if attends and not tours:
            trip.attends = True
        elif tours or not attends:
            trip.tours = True

    def _find(
        self, visitors: list[Region], when: When, hosts: list[Region], sentence: Sentence, mission: Mission
    ) -> Trip | None:
        """The trip told before that this leg belongs to."""
        if _LATER_ON.search(self.text, sentence.start, mission.start):
            return None
        again = bool(_AGAIN.search(self.text, max(sentence.start, mission.start - 4), mission.end + 6))
        for trip in reversed(self.trips):
            if {v.name for v in trip.visitors} != {v.name for v in visitors}:
                continue
            if again and when.stated and when.key != trip.when.key:
                return None
            if when.stated and _other_party(trip, mission):
                continue
            listed = bool(hosts) and set(hosts) <= set(trip.hosts)
            if not same_journey(trip, when, listed=listed) and not _goes_on(trip, when, hosts, mission):
                continue
            if (
                not when.stated
                and not set(hosts) & {*trip.hosts, *trip.weak}
                and not (trip is self.current and hosts and all(any(_lies_in(h, o) for o in trip.hosts) for h in hosts))
                and (
                    sentence.number - trip.last > 2
                    or any(set(hosts) & {*t.hosts, *t.weak} for t in self.trips if t.visitors == trip.visitors)
                )
            ):
                continue
            named = any(p.name for p in mission.leaders)
            if named and trip.leaders and not share(mission.leaders, trip.leaders):
                if sentence.number - trip.last > 1 and not mission.named:
                    continue
                if when.stated and trip.when.stated and when.key != trip.when.key:
                    continue
            return trip
        return None


_FEW_DAYS: Final = 4


def _lies_in(region: Region, other: Region) -> bool:
    """Whether a region lies in another; the corps and its divisions lie in Xinjiang."""
    corps = region.name.startswith("新疆生产建设兵团") and other.name == "新疆维吾尔自治区"
    return corps or contains(other, region)


def _goes_on(trip: Trip, when: When, hosts: list[Region], mission: Mission) -> bool:
    """Whether the same leader is told to be in a part of the host, or in the whole of it, a few days before or after."""
    apart = days_apart(trip.when, when)
    if apart is None or apart > _FEW_DAYS or not share(mission.leaders, trip.leaders):
        return False
    return any(h != o and inside(h, o) for h in hosts for o in trip.hosts)


def _other_party(trip: Trip, mission: Mission) -> bool:
    """Whether a delegation's own name sets it apart from the one told before (经贸参访团, 农业参访团)."""
    if not mission.named or not trip.named or not mission.modifiers or not trip.modifiers:
        return False
    return set(mission.modifiers).isdisjoint(trip.modifiers)


_CLAUSE_END: Final = re.compile(r"[,。;\n]")


def _clause_end(text: str, at: int, limit: int) -> int:
    match = _CLAUSE_END.search(text, at, limit)
    return match.start() if match else min(limit, at + 40)
