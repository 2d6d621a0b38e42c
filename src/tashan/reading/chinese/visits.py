"""
Visits: a delegation of one region goes to another.

Three things are looked for in a sentence's skeleton: who travels (a delegation, or a leader "and party"), where to
(a verb of motion with places, 在…考察, 来我市, a reception), and when. What one sentence leaves out is taken from the trip
that is being told, never from nowhere.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, Final

from tashan.reading.chinese.destinations import DestinationReader
from tashan.reading.chinese.home import last_link
from tashan.reading.chinese.hosts import settle_hosts, speakers, visit_kind
from tashan.reading.chinese.missions import FOREIGN, SPEECH, STRONG_MOVES, MissionReader
from tashan.reading.chinese.roles import is_central, kind_of_title
from tashan.reading.chinese.sites import sites_of
from tashan.reading.chinese.story import Story, fits_level
from tashan.reading.chinese.telling import UNKNOWN, Destination, Mission, share
from tashan.reading.chinese.tokens import Person, Sentence, Token
from tashan.reading.chinese.travellers import TravellerReader
from tashan.reading.chinese.trips import Trip, When, inside, join_dates, same_journey
from tashan.records import Person as Leader
from tashan.records import Visit
from tashan.regions import Region
from tashan.regions.geometry import contains, parent

_ARRIVE_ONLY: Final = frozenset("来 到 来到 前来 到访 莅临 莅".split())
_PLAN: Final = frozenset(
    "将于 将会 将在 将赴 将 拟 计划 定于 即将 打算 准备 预计 不迟于 会率 拟于 拟定 计划于 适时 届时".split()
)
_HOST_SIDE: Final = re.compile(r"欢迎|来到|抵达|陪同|作陪|会见|接待|到来|来访|来我|前来|来客|客人|莅|座谈|走进|迎接")
_OFFICE_STAFF: Final = re.compile(r"办公厅|办公室|委员会主任|秘书长|[委局处]主任|处长")
_QUIET: Final = re.compile(r"[^GYNMiKRLVPZ]*$")  # nobody goes, stays, leads or receives
_TO_A_TOWN: Final = STRONG_MOVES | {"莅临", "莅"}  # one who comes to look only sees a town
_AHEAD: Final = frozenset("tomorrow days_after:2 days_after:3 next_month next_year".split())
_OFFICIAL: Final = re.compile(r"[省市县区州]?委(?:副?书记|常委)|(?:人民)?政府|人大|政协|副?[省市县区州]长")
_WHO_CAME: Final = re.compile(r"(?:前来|来访|来我[市县区省州])[^,。;]{0,6}的$")
_ARRIVAL: Final = re.compile(r"[^,。;]{0,4}的?(?:到来|来访|莅临|来到)")
_TALKS: Final = re.compile(r"[^,。;]{0,6}(?:座谈|会谈|会晤|会面|交流|商谈|洽谈|见面)")
_LIAISON: Final = {
    "港": Region("810000", "香港特别行政区", "province"), "香港": Region("810000", "香港特别行政区", "province"),
    "澳": Region("820000", "澳门特别行政区", "province"), "澳门": Region("820000", "澳门特别行政区", "province"),
}  # fmt: skip
_SETS_OFF: Final = re.compile(r"[启起]程|动身|搭乘|搭机|登机|乘机")
_SOCIETY: Final = re.compile(r"(?:联合会|协会|商会|学会|研究会|促进会|基金会|大学|学院|公司|集团)")
_AGAIN: Final = re.compile(r"(?:再次?|又|再度)[到赴率带来访]|[,。](?:此后|后来)")


def read_visits(story: Story) -> list[Trip]:
    """Every trip the document tells, in its order, not yet as records."""
    reader = _VisitReader(story)
    for sentence in story.sentences:
        reader.read(sentence)
    reader.finish()
    return reader.trips


_HOME_AGAIN: Final = re.compile(r"D\.?r")
_COMES_BACK: Final = re.compile(r"(?:圆满|顺利)?结束[^,。;]{0,8}返")
_ENDED: Final = re.compile(r"(?:结束|完成)了?$")
_PROMOTES: Final = re.compile(r"(?:推介|招商|推广)[^,。;]{0,6}(?:会|活动)$")
_GOES_HOME: Final = re.compile(r"[^,。;]{0,8}(?:返|回)")
_DONE_ON: Final = re.compile(r"[,。;]于")
_ANNOUNCED: Final = re.compile(r"(?:透露|宣布|公布|预告)[^。]{0,12}(?:今日起|今起|明日|明天|将)")
_CAME_OFTEN: Final = re.compile(r"[^,。;]{0,16}(?:时|期间)?(?:曾经?)?(?:多次)(?:光顾|前往|到)")
_SINCE: Final = re.compile(r"(?:^|[,。;:\s])自从?[^,。;]{0,24}$")
_AFTERWARDS: Final = re.compile(r"[^,。;]{0,16}(?:以来|之后|后),")
_LED_AROUND: Final = re.compile(r"(?:党政|党委|政府|主要|有关|相关)*(?:领导|负责人)[^,。;]{0,40}(?:的)?陪同下?")
_TAKES_PLACE: Final = re.compile(r"(?:市|省)?(?:召开|举行|举办)")
_JOINT_MEETING: Final = re.compile(r"联席会|论坛|峰会")
_HAS_BEEN: Final = re.compile(r"[^,。;]{0,8}(?:考察|访问|调研|学习)过")
_BESIDE: Final = re.compile(r",?(?:及|以及|和|与|、)(?=[^。;]{0,60}(?:组成|带队|率领|代表团|考察团))")
_PARTY: Final = re.compile(r"代表团|考察团|一行")
_SIGHTS: Final = re.compile(r"看了|察看|参观|走进|走访|考察")
_COMING: Final = re.compile(r"来访|到来|来考察")
_TOURS: Final = re.compile(r"看了|参观|考察")


class _VisitReader(MissionReader, DestinationReader, TravellerReader):
    """Reads the sentences of one document in order."""

    def read(self, sentence: Sentence) -> None:
        """Take up what one sentence tells."""
        tokens = sentence.tokens
        self._head(sentence)
        if _QUIET.match(sentence.skeleton):
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
            for other in missions:  # 甲考察团,及乙考察团分别对丙…
                if other.named and other.end <= mission.start and _BESIDE.match(self.text, other.end):
                    used.add(other.at)
                    self._leg(sentence, other, place, destinations)
            self._leg(sentence, mission, place, destinations)
        for mission in missions:
            if mission.at not in used:
                self._without_destination(sentence, mission)
        self._receivers(sentence)
        self._returns(sentence)
        if self.current is not None and sentence.number <= self.current.last + 6:
            self._stay(sentence)
        named = [t.item for t in tokens if t.kind == "N" and t.item.name and not _receives(sentence, t)]
        if named:
            self.topic = self.story.known.get(named[0].name, named[0])
        self._remember_dates(tokens, sentence)

    @cached_property
    def _dated_once(self) -> bool:
        """Whether the text tells of one day only."""
        told = {
            self.story.when([t.item]).key
            for s in self.story.sentences
            for t in s.tokens
            if t.kind == "D" and _dated(t.item)
        }
        return len(told) == 1

    def _returns(self, sentence: Sentence) -> None:
        """昨日返疆: the day on which the trip being told ended."""
        if self.current is None or self.current.last < sentence.number - 1:
            return
        for match in _HOME_AGAIN.finditer(sentence.skeleton):
            when = self.story.when([sentence.tokens[match.start()].item])
            if when.start == when.end and when.start:
                self.current.returned = when.start

    def _remember_dates(self, tokens: list[Token], sentence: Sentence) -> None:
        """The last date told governs what follows without one."""
        quiet = not any(t.kind in "GNMPHE" for t in tokens)
        dates = [
            t.item for t in tokens if t.kind == "D" and _dated(t.item) and not (quiet and t.item.relative == "today")
        ]
        if dates:
            self.governing, self.governed = dates[-1], sentence.number

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
            t for t in sentence.tokens if t.kind == "N" and mission.end <= t.start < place.start and _acts(sentence, t)
        ]
        if strangers and not mission.leaders:
            return mission
        if SPEECH.search(between) and len(between) > 4:
            return None
        return mission

    def _leg(self, sentence: Sentence, mission: Mission, place: Destination, all_places: list[Destination]) -> None:
        visitors = self._visitors(sentence, mission, place)
        if not visitors:
            self.orphans.append((mission, sentence))
            return
        dates = self._dates(sentence, mission, place, all_places)
        hosts = [r for r in place.regions if r is not UNKNOWN]
        if place.regions and not hosts and not place.weak:
            return
        separately = any(
            t.kind == "F" and t.item == "分别" and mission.end <= t.start < place.start for t in sentence.tokens
        )
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
        if when.start == when.end and _SETS_OFF.search(self.text, sentence.start, place.start):
            when.end = None  # the day of departure tells nothing of the return
        if place.stay or any(t.kind == "W" and t.end <= place.start for t in sentence.tokens):
            when = _only_month(when, sentence)
        trip = self._find(visitors, when, hosts + weak, sentence, mission)
        if trip is None and not when.stated and not hosts and any(t.visitors == visitors for t in self.trips):
            return
        if trip is None:
            trip = Trip(visitors, status=status, background=background, sentence=sentence.number, when=when)
            self.trips.append(trip)
        else:
            self._narrowed(trip, hosts, place)
            join_dates(trip, when)
            if trip.background and not background:
                trip.background = False
        trip.last = sentence.number
        trip.named = trip.named or mission.named
        for host in hosts:
            seen = any(o.level == "prefecture" and contains(o, host) for o in trip.hosts)
            trip.add_host(host, weak=seen or (host.level == "township" and place.verb not in _TO_A_TOWN))
        for host in weak:
            trip.add_host(host, weak=True)
        for person in mission.leaders:
            if not is_central(person.title) or person.place is not None:
                trip.add_leader(person)
        trip.modifiers += mission.modifiers
        trip.stay = trip.stay or place.stay
        left, right = min(mission.start, place.start), max(mission.end, place.end)
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
        if trip.when.stated or place.verb not in STRONG_MOVES:
            return
        chained = {r for m in place.mentions if len(m.candidates) > 1 for r in self.story.regions(m)}
        for city in [c for c in trip.hosts if c.level == "prefecture"]:
            if any(h in chained and h.level == "county" and contains(city, h) for h in hosts):
                trip.hosts.remove(city)
                trip.add_host(city, weak=True)

    def _tour(self, trip: Trip, sentence: Sentence, place: Destination) -> None:
        """Does the passage tell a study tour, or only the attendance of a meeting?"""
        after = [t for t in sentence.tokens if t.start >= place.end]
        attends = any(t.kind == "A" for t in after) and any(t.kind == "E" for t in after)
        tours = any(
            t.kind == "K" and t.item not in ("对接", "交流", "开展", "会商", "座谈", "会谈")
            for t in after
            if t.start - place.end < 40
        )
        tours = tours or any(t.kind == "M" and t.item in ("访问", "到访") for t in after if t.start - place.end < 20)
        if attends and not tours:
            trip.attends = True
        elif tours or not attends:
            trip.tours = True

    def _find(
        self, visitors: list[Region], when: When, hosts: list[Region], sentence: Sentence, mission: Mission
    ) -> Trip | None:
        """The trip told before that this leg belongs to."""
        again = bool(_AGAIN.search(self.text, max(sentence.start, mission.start - 4), mission.end + 6))
        for trip in reversed(self.trips):
            if {v.name for v in trip.visitors} != {v.name for v in visitors}:
                continue
            if again and when.stated and when.key != trip.when.key:
                return None
            listed = bool(hosts) and set(hosts) <= set(trip.hosts)
            if not same_journey(trip, when, listed=listed):
                continue
            if (
                not when.stated
                and not set(hosts) & {*trip.hosts, *trip.weak}
                and not (trip is self.current and hosts and all(any(contains(o, h) for o in trip.hosts) for h in hosts))
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

    def _waiting(self, sentence: Sentence, place: Destination, all_places: list[Destination]) -> bool:
        """A party named before without a destination gets it now (…一行。他们28日到丰…)."""
        if self.pending is None:
            return False
        mission, told = self.pending
        if sentence.number - told.number > 2 or (self.current is not None and self.current.last >= told.number):
            return False
        if SPEECH.search(self.text, sentence.start, place.start) or any(
            t.kind == "N" and _acts(sentence, t) for t in sentence.tokens if t.end <= place.start
        ):
            return False
        own = Mission(
            0,
            min(place.start, sentence.start),
            place.start,
            mission.places,
            mission.own,
            mission.level,
            mission.modifiers,
            mission.leaders,
            mission.named,
            mission.party,
        )
        before = len(self.trips)
        self._leg(sentence, own, place, all_places)
        if len(self.trips) > before:
            self.trips[-1].spans.insert(0, (mission.start, mission.end))
            self.pending = None
            return True
        return False

    def _dates(
        self, sentence: Sentence, mission: Mission, place: Destination, all_places: list[Destination]
    ) -> list[Any]:
        tokens = [t for t in sentence.tokens if t.kind == "D" and _dated(t.item)]
        if _ENDED.search(self.text, max(sentence.start, place.start - 6), place.start):
            return []  # 在结束赴甲、乙考察后: the day is that of what followed
        if _COMES_BACK.match(self.text, mission.end):
            return []  # 昨日, 赴台参访团结束行程返厦
        near = [t.item for t in tokens if mission.start <= t.start < place.start]
        if near and not (near[-1].relative == "same_day" and self.story.when(near[-1:]).start is None):
            return _adjacent(near, self.text)
        floor = max([p.end for p in all_places if p.end <= min(mission.start, place.start)], default=sentence.start)
        left = [t.item for t in tokens if floor <= t.start < min(mission.start, place.start)]
        if left:
            return _adjacent(left, self.text)[-2:] if len(left) > 1 else left
        earlier = [t.item for t in tokens if t.start < min(mission.start, place.start)]
        if earlier:
            return earlier[-1:]
        right = [
            t.item
            for t in tokens
            if place.end <= t.start < place.end + 12 and "," not in self.text[place.end : t.start]
        ]
        if right:
            return right[:1]
        within = [
            t for t in tokens
            if t.start > place.end
            and _DONE_ON.match(self.text, t.start - 2)
            and not _GOES_HOME.match(self.text, t.end)
        ]  # fmt: skip
        if within and not any(t.kind in "NGX;" for t in sentence.tokens if place.end <= t.start < within[0].start):
            return [within[0].item]
        undated = not any(t.kind == "D" and t.start < place.start for t in sentence.tokens)
        reach = 9 if self._dated_once and place.verb == "会见" else 4
        if not self.trips and self.governing is not None and undated and sentence.number - self.governed <= reach:
            return [self.governing]
        return []

    def _status(self, sentence: Sentence, mission: Mission, place: Destination) -> tuple[str | None, bool]:
        left = min(mission.start, place.start)
        floor = max(self.text.rfind("。", 0, left), self.text.rfind(";", 0, left), sentence.start)
        status, background = "done", False
        for token in sentence.tokens:
            if token.start < floor or token.start > place.end:
                continue
            if (
                token.kind == "X"
                and token.item in _PLAN
                and token.end <= place.start
                and self.text[token.end : place.start].count(",") <= 1
            ):
                status = "planned"
            if token.kind == "B" and abs(place.start - token.end) < 24:
                if token.item in ("多次", "每年", "历年", "经常", "常", "屡次", "数次"):
                    return None, False
                background = True
        dates = [t for t in sentence.tokens if t.kind == "D" and floor <= t.start < place.start]
        if any((t.item.relative or "").startswith(("months_before", "years_before")) for t in dates):
            background = True  # 一个月前某某率团赴某地
        if any(t.item.relative == "last_year" for t in dates) and not any(_dated(t.item) for t in dates):
            background = True
        if _ANNOUNCED.search(self.text[sentence.start : place.start]):
            status = "planned"
        if _SINCE.search(self.text, max(0, floor - 1), left) and _AFTERWARDS.match(self.text, place.end):
            background = True  # 自今年6月我市代表团赴某地交流后
        around = self.text[place.start : place.start + len(place.verb) + 1]
        if around.endswith("过") or _HAS_BEEN.match(self.text[place.end : place.end + 14]):
            background = True
        if _CAME_OFTEN.match(self.text[place.end : place.end + 24]):
            background = True
        return status, background

    def _elliptical(self, sentence: Sentence, place: Destination) -> None:
        """一行先到…: a stop of the trip being told."""
        trip = self.current
        if trip is None or sentence.number - trip.last > 3 or place.verb in ("来", "K"):
            return
        before = self.text[sentence.start : place.start]
        if SPEECH.search(before) or any(
            t.kind == "N" and _acts(sentence, t) for t in sentence.tokens if t.end <= place.start
        ):
            return
        if any(t.kind in "XB" for t in sentence.tokens if t.end <= place.start):
            return
        listed = len(place.regions) > 1
        if self._next_city(sentence, place, trip):
            place.regions, place.weak, listed = place.regions or place.weak, [], True
        for region in place.regions:
            if region is not UNKNOWN:
                trip.add_host(region, weak=not (listed or place.verb in ("赴", "前往", "抵达", "转赴")))
        for region in place.weak:
            trip.add_host(region, weak=True)
        trip.last = sentence.number
        trip.tours = True

    def _next_city(self, sentence: Sentence, place: Destination, trip: Trip) -> bool:
        """先后在甲市考察了…;在乙市考察了…: a second city of the province stands as the first does."""
        if place.verb != "在" or self.text[sentence.start - 1 : sentence.start] != ";":
            return False
        region = next(iter(place.regions or place.weak), None)
        return (
            region is not None and region.level == "prefecture"
            and any(h.level == "prefecture" and _province(h) == _province(region) for h in trip.hosts)
        )  # fmt: skip

    def _own_promotion(self, sentence: Sentence, trip: Trip) -> None:
        """先后赴甲、乙举行推介会, 代表团举行了甲·乙招商推介会: what the guests hold themselves is part of their trip."""
        if not trip.hosts and not trip.weak:
            return
        for at, token in enumerate(sentence.tokens):
            if token.kind != "U" and not (
                token.kind == "E" and _PROMOTES.search(self.text, token.start - 8, token.end)
            ):
                continue
            clause = max(self.text.rfind(mark, sentence.start, token.start) for mark in ",。;")
            clause = max(clause, sentence.start - 1) + 1
            before = [t for t in sentence.tokens[:at] if t.start >= clause]
            held = next((t for t in before if t.kind == "H"), None)
            if held is None or any(t.kind in "NV" for t in before):
                continue
            told_of = [r for t in before if t.kind == "P" and t.start > held.start for r in self.story.regions(t.item)]
            guests = any(t.kind == "G" and t.start < held.start for t in before)
            near = sentence.number <= trip.last + 1
            toured = near and told_of != [] and any(t.kind == "M" and t.start < held.start for t in before)
            followed = near and trip.attends and "随后" in self.text[clause : held.start]
            if guests or toured or followed:
                trip.tours = True
                self.story.promoted.append((sentence.start, sentence.end))

    def _stay(self, sentence: Sentence) -> None:
        trip = self.current
        if trip is None:
            return
        self._own_promotion(sentence, trip)
        for token in sentence.tokens if sentence.number <= trip.last + 1 else ():
            if token.kind == "K" and token.item not in (
                "座谈",
                "会谈",
                "对接",
                "洽谈",
                "交流",
                "开展",
                "会商",
                "座谈交流",
                "商谈",
            ):
                trip.tours = True
        if _PARTY.search(self.text[sentence.start : sentence.end]) and _SIGHTS.search(
            self.text[sentence.start : sentence.end]
        ):
            trip.tours = True
            trip.last = max(trip.last, sentence.number)

    def _without_destination(self, sentence: Sentence, mission: Mission) -> None:
        """X会见了N率领的G: the receiving side tells where."""
        hosts: list[Region] = []
        host_names = [t for t in sentence.tokens if t.kind == "N" and t.item not in mission.leaders]
        receives = [t for t in sentence.tokens if t.kind == "R"]
        trip = self.current
        if trip is not None and mission.leaders and (not mission.named or not mission.places):
            visitors = self._visitors(sentence, mission, None)
            if visitors and visitors == trip.visitors:
                for person in mission.leaders:
                    trip.add_leader(person)
                trip.modifiers += mission.modifiers
                return
        for token in receives:
            where = [
                r for t in sentence.tokens
                if t.kind == "P" and t.end <= token.start and self.text[t.start - 1] == "在"
                for r in self.story.regions(t.item)
            ]  # fmt: skip
            officials = host_names if not where else [t for t in host_names if _governs(t.item)]
            hosts += [r for r in self._offices(officials, where) if r not in hosts]
            hosts = hosts or self._nameless_offices(sentence, token)
            hosts = hosts or where
            hosts = hosts or self._liaison(host_names)
        if not hosts and self._greeted(sentence, mission):
            hosts = self._offices(host_names, [])
        if not hosts and _WHO_CAME.search(self.text, max(sentence.start, mission.start - 12), mission.start):
            home = self.story.home_region(None)
            hosts = [home] if home else []
        if not hosts and _COMING.search(self.text[mission.end : mission.end + 10]):
            home = self.story.home_region(None)
            hosts = [home] if home else []
        if not hosts:
            if mission.places or mission.own or mission.leaders:
                self.pending = (mission, sentence)
                self.orphans.append((mission, sentence))
            return
        place = Destination(mission.at, mission.start, mission.end, hosts, verb="会见")
        visitors = self._visitors(sentence, mission, place)
        hosts = [h for h in hosts if not any(inside(h, v) for v in visitors)]
        hosts = [h for h in hosts if not any(o is not h and contains(h, o) for o in hosts)] or hosts
        if visitors and hosts:
            place.regions = hosts
            self._leg(sentence, mission, place, [place])

    def _offices(self, names: list[Token], where: list[Region]) -> list[Region]:
        """Regions whose officials these are; 省委书记 in a city speaks for its province."""
        found: list[Region] = []
        for name in names:
            level = name.item.level
            region = self.story.person_region(name.item) or self.story.home_region(level)
            press = self.story.publisher
            if region is None and name.item.place is None and level and press is not None and fits_level(press, level):
                region = press
            if region is None and level in ("省", "自治区") and where:
                region = _province(where[0])
            if region is not None and region not in found:
                found.append(region)
        return found

    def _liaison(self, names: list[Token]) -> list[Region]:
        """The liaison office in Hong Kong or Macao receives guests there."""
        return [region for t in names for sign, region in _LIAISON.items() if "驻" + sign in t.item.title][:1]

    def _nameless_offices(self, sentence: Sentence, before: Token) -> list[Region]:
        """山西省委常委、组织部部长会见了代表团: an official of a region without a name."""
        return [
            r for t in sentence.tokens
            if t.kind == "P" and t.end <= before.start and _OFFICIAL.match(self.text, t.end)
            for r in self.story.regions(t.item)
        ]  # fmt: skip

    def _greeted(self, sentence: Sentence, mission: Mission) -> bool:
        """甲对乙一行的到来表示欢迎, 甲与乙一行座谈: whoever is not the guest is the host."""
        after = self.text[mission.end : mission.end + 16]
        if _ARRIVAL.match(after):
            return True
        at = next((n for n, t in enumerate(sentence.tokens) if t.kind == "N" and t.item in mission.leaders), 0)
        return bool(at and sentence.tokens[at - 1].kind == "c" and _TALKS.match(after))

    def _receivers(self, sentence: Sentence) -> None:
        """Leaders of the receiving side show that their own region receives the delegation too."""
        trip = self.current
        if trip is None or sentence.number > trip.last + 2:
            return
        self._hosts_lead_around(sentence, trip)
        for token in sentence.tokens:
            if token.kind != "N" or share([token.item], trip.leaders):
                continue
            person: Person = token.item
            if kind_of_title(person.title) not in ("party", "government", "congress"):
                continue
            if _OFFICE_STAFF.search(person.title):
                continue
            region = self.story.person_region(person)
            if region is None and self._acts_among(sentence, token, trip.visitors):
                continue
            if region is None and person.level in ("省", "自治区") and trip.hosts:
                region = _province(trip.hosts[0])
            if region is None:
                continue
            if any(inside(region, v) for v in trip.visitors):
                if person not in trip.followers:
                    trip.followers.append(person)
            elif region not in trip.receivers:
                trip.receivers.append(region)

    def _acts_among(self, sentence: Sentence, token: Token, visitors: list[Region]) -> bool:
        """省委书记某某在甲市调研: what he does, he does where the guests come from."""
        after = [t for t in sentence.tokens if t.start >= token.end][:3]
        places = [t.item for t in after if t.kind == "P" and self.text[t.start - 1] in "在到"]
        return any(inside(r, v) for place in places for r in self.story.regions(place) for v in visitors)

    def _hosts_lead_around(self, sentence: Sentence, trip: Trip) -> None:
        """在某省领导陪同下: the region itself receives."""
        for match in _LED_AROUND.finditer(self.text, sentence.start, sentence.end):
            for token in sentence.tokens:
                if token.kind == "P" and token.end == match.start():
                    for region in self.story.regions(token.item):
                        if region not in trip.receivers and not any(inside(region, v) for v in trip.visitors):
                            trip.receivers.append(region)

    def finish(self) -> None:
        """Settle hosts and leaders of every trip; drop what is no visit."""
        if not self.trips:
            self._host_by_context()
        self.trips = [t for t in self.trips if not any(_narrower(t, o) for o in self.trips)]
        for trip in self.trips:
            settle_hosts(trip)
            start, end = trip.when.start, trip.when.end
            if trip.returned and start and len(start) == len(trip.returned) and (end or start) < trip.returned:
                trip.when.end = trip.returned
            if not trip.leaders and not trip.background:
                trip.leaders = speakers(trip, self.story)
        self.story.attended = [t for t in self.trips if t.hosts and t.attends and not t.tours]
        self.trips = [t for t in self.trips if t.hosts and not (t.attends and not t.tours)]

    def _host_by_context(self) -> None:
        """Nobody says where to, but the text is printed by the receiving side and says so in other words."""
        for mission, sentence in self.orphans:
            if not _HOST_SIDE.search(self.text, sentence.start) or FOREIGN.search(self.text, mission.end, sentence.end):
                continue
            if (
                not mission.places
                and not mission.own
                and not any(p.name for p in mission.leaders)
                and not mission.named
            ):
                continue  # 多位省委书记率团出访: nobody in particular
            visitors = self._visitors(sentence, mission, None)
            later = "".join(t.kind for t in sentence.tokens if t.start >= mission.end)
            if "A" in later and not _TOURS.search(self.text[sentence.start :]):
                continue
            if len(visitors) != 1 or (not mission.named and not mission.party and not mission.leaders):
                continue
            host = self._other_side(visitors[0])
            if host is None:
                continue
            place = Destination(mission.at, mission.start, mission.end, [host], verb="会见")
            self._leg(sentence, mission, place, [place])
            if self.trips:
                return


def _governs(person: Person) -> bool:
    """Whether a person speaks for a region, not for an association or firm that only has its seat there."""
    return kind_of_title(person.title) not in ("other", "enterprise") and not _SOCIETY.search(person.title)


def _narrower(headline: Trip, told: Trip) -> bool:
    """Whether the text tells, with its day, of parts of the region that an undated headline sends to the same hosts."""
    if headline.when.stated or headline.leaders or not told.when.stated or not headline.hosts:
        return False
    parts = sum(contains(headline.visitors[0], v) for v in told.visitors)
    return headline.hosts == told.hosts and 2 * parts > len(told.visitors)


def _province(region: Region) -> Region | None:
    """The province that a region is or lies in."""
    above: Region | None = region
    while above is not None and above.level != "province":
        above = parent(above)
    return above


def _receives(sentence: Sentence, token: Token) -> bool:
    tail = "".join(t.kind for t in sentence.tokens if t.start >= token.end)[:3]
    return "R" in tail


def _acts(sentence: Sentence, token: Token) -> bool:
    """Whether a person is the subject of an act of its own, not one who only accompanies."""
    tail = "".join(t.kind for t in sentence.tokens if t.start >= token.end)[:2]
    return not tail.startswith(("R", "c", ".R"))


def _dated(mention: Any) -> bool:
    """Whether a time can date a trip: a day, several days, a month, yesterday … but not 近年 or 十四五."""
    if mention.kind in ("era", "vague", "clock", "year", "open_end", "open_start"):
        return False
    if mention.relative in ("this_year", "last_year") and mention.first is not None and mention.first.month:
        return True
    if mention.relative and mention.relative.startswith(
        ("last_years", "recent", "this_year", "last_year", "next_year", "now", "next_years", "last_months")
    ):
        return False
    return mention.first is not None


_LIST_GAP: Final = re.compile(r"[、,和及与到至上下午早晚-]{1,3}")


def _adjacent(mentions: list[Any], text: str) -> list[Any]:
    """Dates of one list; a lonely earlier date is dropped."""
    kept = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        gap = text[mention.end : kept[0].start]
        if _LIST_GAP.fullmatch(gap):
            kept.insert(0, mention)
        else:
            break
    return kept


def _only_month(when: When, sentence: Sentence) -> When:
    """在渝期间 beside a dated act: the stay was longer than the act's day, so only the month is known."""
    own = when.span is not None and sentence.start <= when.span[0] < sentence.end
    if own or not when.start:
        return when
    return When(when.start[:7], None, when.flags, when.candidates, when.year, when.span)


_CLAUSE_END: Final = re.compile(r"[,。;\n]")


def _clause_end(text: str, at: int, limit: int) -> int:
    match = _CLAUSE_END.search(text, at, limit)
    return match.start() if match else min(limit, at + 40)


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
