"""Who receives: offices that meet a party, leaders who lead it around, the side that prints the text."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.host_side import HostSideReader
from tashan.reading.chinese.missions import FOREIGN
from tashan.reading.chinese.roles import is_head, kind_of_title
from tashan.reading.chinese.stops import stops
from tashan.reading.chinese.story import fits_level
from tashan.reading.chinese.telling import Destination, Mission, share
from tashan.reading.chinese.timing import is_dated
from tashan.reading.chinese.tokens import Person, Sentence, Token
from tashan.reading.chinese.trips import Trip, inside, join_dates, province_of
from tashan.regions import Region
from tashan.regions.geometry import contains

_HOST_SIDE: Final = re.compile(
    r"欢迎|来到|抵达|陪同|作陪|会见|接待|到来|来访|来我|前来|来客|客人|莅|座谈|走进|迎接|[到来][市县区州](?:[\u4e00-\u9fff]{2,8}[局委办会联]|政协|人大|政府)"
)
_OFFICE_STAFF: Final = re.compile(r"办公厅|办公室|委员会主任|秘书长|[委局处]主任|处长")
_OFFICIAL: Final = re.compile(r"[省市县区州]?委(?:副?书记|常委)|(?:人民)?政府|人大|政协|副?[省市县区州]长")
_WHO_CAME: Final = re.compile(r"(?:前来|来访|来我[市县区省州])[^,。;]{0,6}的$")
_ARRIVAL: Final = re.compile(r"(?:一行\d*余?人?)?[^,。;]{0,4}的?(?:到来|来访|莅临|来到)")
_TALKS: Final = re.compile(r"(?:一行\d*余?人?)?[^,。;]{0,6}(?:座谈|会谈|会晤|会面|交流|商谈|洽谈|见面)")
_LIAISON: Final = {
    "港": Region("810000", "香港特别行政区", "province"), "香港": Region("810000", "香港特别行政区", "province"),
    "澳": Region("820000", "澳门特别行政区", "province"), "澳门": Region("820000", "澳门特别行政区", "province"),
}  # fmt: skip
_SOCIETY: Final = re.compile(r"(?:联合会|协会|商会|学会|研究会|促进会|基金会|大学|学院|公司|集团)")
_LED_AROUND: Final = re.compile(
    r"(?:等地?)?(?:党政|党委|政府|主要|有关|相关|分管)*(?:领导|负责人|负责同志)[^,。;]{0,40}(?:的)?陪同下?"
)
_BESIDE_GUESTS: Final = re.compile(r"Nc\.?$")
_WHO_CALLS: Final = re.compile(r"(?:[来到]访|访[港澳台]|来[港澳台])?的?|由|以|来自")
_MEETS: Final = re.compile(r"(?:[、,;][^。]{0,60})?(?:分别)?(?:亲切)?会见了?")
_BESIDE_ALL: Final = re.compile(r"(?:[、和与及]|[、和与及](?:[\u4e00-\u9fff]{2,6}区[、和与及]?)+)")  # …县、经开区、…
_TAKES_PART: Final = re.compile(r"参加(?:了|有关|相关|上述)*(?:活动|考察|调研)")  # nobody is said to receive
_COMING: Final = re.compile(r"来访|到来|来考察")
_TO_A_TOWN: Final = re.compile(r"(?:到|赴|前往|来到|走进|莅临)([\u4e00-\u9fff]{2,3}(?:镇|乡|街道))")
_CHIEF: Final = re.compile("行政长官|特首")
_PLAIN_TALKS: Final = re.compile("(?:举行|召开)(?:工作)?(?:座谈会?|会谈),")
_CALLS_ON_SOCIETY: Final = re.compile(r"[^,。;]{0,12}(?:到访|拜访|访问|走访)[^,。;]{2,12}(?:商会|协会|联谊会|同乡会)")
_IS_THERE: Final = re.compile("陪同|参加|出席|会见|接待")
_NEXT_ONES: Final = 3
_FAR: Final = 4  # sentences in which the sights are told
_TOURS: Final = re.compile(r"看了|参观|考察")


class ReceptionReader(HostSideReader):
    """Who receives a party, and so where it went."""

    def _without_destination(self, sentence: Sentence, mission: Mission) -> None:
        """X会见了N率领的G: the receiving side tells where."""
        bare = mission.named and not (mission.places or mission.own or mission.leaders)
        if bare and self.unnamed and sentence.number - self.unnamed[-1][1].number <= _FAR:
            return  # the party of which the text has said that it came to 我市
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
                days = [
                    t.item for t in sentence.tokens if t.kind == "D" and t.end <= mission.start and is_dated(t.item)
                ]
                if days and not trip.when.stated:
                    join_dates(trip, self.story.when(days[-1:], self.governing))
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
            home = self.story.home_region(None) or self.story.publisher
            hosts = [home] if home else []
        if not hosts and _COMING.search(self.text[mission.end : mission.end + 10]):
            home = self.story.home_region(None)
            hosts = [home] if home else []
        hosts = hosts or self._receiving_side(sentence, mission) or self._who_chairs(sentence, mission)
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
            if region is None and _CHIEF.search(name.item.title):
                region = self._special_region(Mission(0, name.start, name.end, leaders=[name.item]))
            if region is None and level in ("省", "自治区") and where:
                region = province_of(where[0])
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
        at = mission.at if mission.named and _BESIDE_GUESTS.search(sentence.skeleton, 0, mission.at) else 0
        at = next((n for n, t in enumerate(sentence.tokens) if t.kind == "N" and t.item in mission.leaders), at)
        before = at - 1
        while before > 0 and _WHO_CALLS.fullmatch(
            self.text, sentence.tokens[before].start, sentence.tokens[at].start
        ):  # 与到访的某市长会面
            before -= 1
        return bool(at and sentence.tokens[before].kind == "c" and _TALKS.match(after))

    def _receivers(self, sentence: Sentence) -> None:
        """Leaders of the receiving side show that their own region receives the delegation too."""
        trip = self.current
        if trip is None or sentence.number > trip.last + 2:
            return
        self._hosts_lead_around(sentence, trip)
        for token in sentence.tokens if "R" in sentence.skeleton else ():
            for office in self._nameless_offices(sentence, token) if token.kind == "R" else ():
                if office.level == "province" and not any(inside(office, v) for v in trip.visitors):
                    trip.receivers.append(office)
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
                region = province_of(trip.hosts[0])
            if region is None:
                continue
            if any(inside(region, v) for v in trip.visitors):
                if person not in trip.followers:
                    trip.followers.append(person)
                continue
            if region not in trip.receivers:
                trip.receivers.append(region)
            meets = person.title and kind_of_title(person.title) != "congress" and _MEETS.match(self.text, token.end)
            if (is_head(person.title) or meets) and not _TAKES_PART.search(self.text, token.end, sentence.end):
                trip.welcomed.append(region)

    def _acts_among(self, sentence: Sentence, token: Token, visitors: list[Region]) -> bool:
        """省委书记某某在甲市调研: what he does, he does where the guests come from."""
        after = [t for t in sentence.tokens if t.start >= token.end][:3]
        places = [t.item for t in after if t.kind == "P" and self.text[t.start - 1] in "在到"]
        return any(inside(r, v) for place in places for r in self.story.regions(place) for v in visitors)

    def _hosts_lead_around(self, sentence: Sentence, trip: Trip) -> None:
        """在某省领导陪同下: the region itself receives."""
        if self.text.find("陪同", sentence.start, sentence.end) < 0:
            return
        for match in _LED_AROUND.finditer(self.text, sentence.start, sentence.end):
            edge = match.start()
            for token in reversed([t for t in sentence.tokens if t.kind == "P" and t.end <= edge]):
                if token.end != edge and not _BESIDE_ALL.fullmatch(self.text, token.end, edge):
                    break
                edge = token.start
                for region in self.story.regions(token.item):
                    if region not in trip.receivers and not any(inside(region, v) for v in trip.visitors):
                        trip.receivers.append(region)

    def _host_unnamed(self) -> None:
        """客人来我市 of a text that names no 我市: whose officials take part, or the one city whose sights they see."""
        for mission, sentence, place in self.unnamed:
            visitors = self._visitors(sentence, mission, place)
            if len(visitors) != 1:
                continue
            host = self._who_takes_part(sentence, visitors[0])
            if host is None:
                toured = stops(self.story, sentence.number, further=_FAR)
                seen = [r for r in toured if r.level != "province" and not inside(r, visitors[0])]
                host = seen[0] if len(seen) == 1 else None
            press = self.story.publisher
            if host is None and press is not None and not inside(press, visitors[0]):
                host = press  # 乙区考察组到某镇 in a paper of 甲
            if host is not None:
                place.regions = [host]
                self._leg(sentence, mission, place, [place])
                return

    def _who_takes_part(self, sentence: Sentence, visitor: Region) -> Region | None:
        """The region of the officials, named with it, who accompany the guests."""
        found: list[Region] = []
        for other in self.story.around(sentence.number, sentence.number + _NEXT_ONES):
            stop = self.text.find("。", other.start)  # 甲市委某某;乙县委某某参加活动: two parts of one sentence
            if "N" not in other.skeleton or not _IS_THERE.search(self.text, other.start, stop):
                continue
            for token in other.tokens:
                region = self.story.person_region(token.item) if token.kind == "N" else None
                if region is not None and not inside(region, visitor) and _governs(token.item):
                    found.append(region)
        found = [r for r in dict.fromkeys(found) if not any(o != r and contains(r, o) for o in found)]
        return found[0] if len(found) == 1 else None

    def _host_by_context(self) -> None:
        """Nobody says where to, but the text is printed by the receiving side and says so in other words."""
        for mission, sentence in self.orphans:
            if not _HOST_SIDE.search(self.text, sentence.start) or FOREIGN.search(self.text, mission.end, sentence.end):
                continue
            if (
                not mission.places
                and not mission.own
                and not any(p.name or p.place is not None for p in mission.leaders)
                and not mission.named
            ):
                continue  # 多位省委书记率团出访: nobody in particular
            if _CALLS_ON_SOCIETY.match(self.text, mission.end, sentence.end):
                continue
            visitors = self._visitors(sentence, mission, None)
            later = "".join(t.kind for t in sentence.tokens if t.start >= mission.end)
            if (
                "A" in later
                and not _TOURS.search(self.text, sentence.start)
                and not _PLAIN_TALKS.search(self.text, sentence.start, mission.start)
            ):
                continue
            if (
                not visitors
                or (len(visitors) > 1 and not mission.joint)
                or (not mission.named and not mission.party and not mission.leaders)
            ):
                continue
            host = self._other_side(visitors[0])
            if host is None:
                continue
            town = _TO_A_TOWN.search(self.text, mission.end, sentence.end)
            verb = "会见"
            if town and visitors[0].level == "township" and host.level == "county":
                host, verb = Region(None, host.name + town.group(1), "township"), "莅临"
            place = Destination(mission.at, mission.start, mission.end, [host], verb=verb)
            self._leg(sentence, mission, place, [place])
            if self.trips:
                return


def _governs(person: Person) -> bool:
    """Whether a person speaks for a region, not for an association or firm that only has its seat there."""
    return kind_of_title(person.title) not in ("other", "enterprise") and not _SOCIETY.search(person.title)
