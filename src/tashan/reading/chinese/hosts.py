"""Which regions received a delegation: the most specific ones, and those whose leaders did."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.roles import VISIT_KIND, is_head, kind_of_name, kind_of_title
from tashan.reading.chinese.story import Story, fits_level
from tashan.reading.chinese.tokens import Person
from tashan.reading.chinese.trips import Trip, inside
from tashan.regions import Region
from tashan.regions.geometry import contains, parent

_MUNICIPALITIES: Final = frozenset(("110000", "120000", "310000", "500000"))


def settle_hosts(trip: Trip) -> None:
    """The most specific regions that received the delegation."""
    hosts = trip.hosts or trip.weak
    provinces = [h for h in hosts if h.level == "province"]
    if provinces and trip.weak and len(provinces) > 1 and all(h.level == "province" for h in hosts):
        hosts = hosts + [
            w
            for w in trip.weak
            if w.level in ("prefecture", "county") and w not in hosts and any(contains(p, w) for p in provinces)
        ]
    hosts = hosts + [
        w for w in trip.weak if w in trip.receivers and w not in hosts and not any(inside(w, h) for h in hosts)
    ]
    kept = []
    for host in hosts:
        inner = [o for o in hosts if o is not host and contains(host, o)]
        if host.code in _MUNICIPALITIES:
            inner = [o for o in inner if o.level != "zone"]  # looked at in the city that received
        if inner and host.level == "province" and host not in trip.receivers:
            continue
        if any(o.level == "township" for o in inner):
            continue
        if host.level == "zone" and any(contains(o, host) for o in hosts):
            continue  # a zone looked at in the city that received
        if (
            any(o is not host and o.level != "province" and contains(o, host) for o in hosts)
            and host not in trip.receivers
            and not trip.hosts.count(host)
        ):
            continue
        kept.append(host)
    kept = _received_by_city(trip, kept)
    kept = _received_by_counties(trip, kept)
    for region in trip.receivers:
        corps = region.name == "新疆生产建设兵团" and any(h.name.startswith("新疆维吾尔自治区") for h in kept)
        above = region.level == "province" or (region.level == "prefecture" and region in trip.welcomed)
        above = above and any(contains(region, h) for h in kept)
        if region not in kept and (corps or above):
            kept.insert(0, region)
    trip.hosts = _cities_beside(trip, kept)


def _cities_beside(trip: Trip, hosts: list[Region]) -> list[Region]:
    """Beside a province whose leaders received those of another stand cities; counties toured stand for theirs."""
    received = [h for h in hosts if h.level == "province" and h in trip.receivers]
    if not received or any(v.level != "province" for v in trip.visitors):
        return hosts
    found: dict[Region, None] = {}
    for host in hosts:
        place: Region | None = host
        while place is not None and place.level in ("county", "township"):
            place = parent(place)
        if place is not None:
            found[place] = None
    return list(found)


def _received_by_city(trip: Trip, hosts: list[Region]) -> list[Region]:
    """A province that only a city of it received is that city (访台 … 台南市长接待)."""
    if len(hosts) != 1 or hosts[0].level != "province" or trip.visitors[0].level == "province":
        return hosts
    cities = [r for r in trip.receivers if r.level == "prefecture" and contains(hosts[0], r)]
    if len(cities) == 1 and not any(r.level == "province" for r in trip.receivers):
        return cities
    return hosts


def _received_by_counties(trip: Trip, hosts: list[Region]) -> list[Region]:
    """A city of which only counties received the delegation is those counties (到丽水 … 莲都、松阳、青田县领导陪同)."""
    if len(hosts) != 1 or hosts[0].level != "prefecture" or hosts[0] in trip.receivers:
        return hosts
    counties = [r for r in trip.receivers if r.level == "county" and contains(hosts[0], r)]
    return counties if len(counties) > 1 else hosts


def speakers(trip: Trip, story: Story) -> list[Person]:
    """Where nobody is said to lead: the heads of the visiting side set against the host's."""
    heads: list[Person] = []
    for sentence in story.around(trip.sentence - 3, trip.last + 3):
        for token in sentence.tokens:
            if token.kind != "N" or not is_head(token.item.title):
                continue
            region = story.person_region(token.item)
            if _FOR_HIM.search(story.text, max(sentence.start, token.start - 16), token.start):
                continue
            ours = region is not None and any(region.name == v.name for v in trip.visitors)
            ours = ours or (
                region is None and (_only_ours(trip, token.item, story) or _at_home(trip, token.item, story))
            )
            known = {h.name for h in heads}
            if ours and kind_of_title(token.item.title) in ("party", "government") and token.item.name not in known:
                heads.append(token.item)
    heads = heads or _head_of_body(trip, story) or _takes_part(trip, story) or _first_official(trip, story)
    if not heads and trip.followers and kind_of_title(trip.followers[0].title) in ("party", "government", "congress"):
        return trip.followers[:1]
    return heads[:2]


_FOR_HIM: Final = re.compile(r"(?:代表|转达)[^,。;]*$")  # 某某代表省委书记某某表示感谢: he has stayed at home


def _only_ours(trip: Trip, person: Person, story: Story) -> bool:
    """州长 where the text knows one 州 only, that of the guests."""
    if person.level not in ("州", "盟", "旗") or person.place is not None:
        return False
    fitting = {region.name for region in story.weights if region.name.endswith(("自治州", "盟", "旗"))}
    return fitting == {visitor.name for visitor in trip.visitors}


def _at_home(trip: Trip, person: Person, story: Story) -> bool:
    """县委书记 without a place, on the page of the county that sent the delegation."""
    home = story.home.region
    return (
        home is not None
        and home in trip.visitors
        and person.place is None
        and person.level is not None
        and fits_level(home, person.level)
        and (not any(fits_level(h, person.level) for h in trip.receivers) or _host_is_named(trip, person, story))
    )


def _host_is_named(trip: Trip, person: Person, story: Story) -> bool:
    """甲省委书记某某会见代表团, 同省长某某会谈: beside a host's head named with his region the other one is ours."""
    return any(
        other.place is not None and is_head(other.title) and other.level == person.level
        and any(r in trip.receivers for r in story.regions(other.place))
        for other in story.known.values()
    )  # fmt: skip


_SPEAKS: Final = re.compile(r"(?:在[^,。]{2,8}中)?(?:说|表示|指出|介绍|强调|谈到|对[^,。;]{2,60}表示(?!.{0,4}欢迎))")
_NO_HEAD: Final = re.compile(r"副[^、]*$")
_OF_DELEGATION: Final = re.compile(r"^团长$|(?:代表团|考察团|访问团|参访团|调研组)团?长")


def _head_of_body(trip: Trip, story: Story) -> list[Person]:
    """The head of the visiting body (团长, 人大常委会主任, 局长) who speaks for it in the talks."""
    for sentence in story.around(trip.sentence - 6, trip.last + 8):
        for token in sentence.tokens:
            person = token.item
            if token.kind != "N" or not person.name or not person.title or not _SPEAKS.match(story.text, token.end):
                continue
            region = story.person_region(person)
            ours = region is not None and any(inside(region, v) for v in trip.visitors)
            if (ours and not _NO_HEAD.search(person.title)) or _OF_DELEGATION.search(person.title):
                return [person]
    return []


_TAKES_PART: Final = re.compile(
    r"(?:,[^。;]{0,60}?)?(?:参加|随同|一同|一起)(?:了)?(?:此次|这次)?(?:交叉)?(?:视察|考察|学习|调研|活动|交流)"
)


def _takes_part(trip: Trip, story: Story) -> list[Person]:
    """The head of an organ whose level only the visitors have (区人大常委会主任某某参加视察, on a visit to a county)."""
    for sentence in story.around(trip.sentence, trip.last + 2):
        for token in sentence.tokens:
            person = token.item
            if token.kind != "N" or not person.name or not person.level or person.place is not None:
                continue
            if (
                any(v.name.endswith(person.level) for v in trip.visitors)
                and not any(h.name.endswith(person.level) for h in trip.hosts)
                and not _NO_HEAD.search(person.title)
                and kind_of_title(person.title) == "congress"
                and _TAKES_PART.match(story.text, token.end)
            ):
                return [person]
    return []


def _first_official(trip: Trip, story: Story) -> list[Person]:
    """甲县领导某某、某某…参加: the first of those whom the text names for the guests, if it calls them leaders only."""
    for sentence in story.around(trip.sentence, trip.last + 3):
        for token in sentence.tokens:
            person = token.item
            if token.kind != "N" or not person.title.endswith("领导"):
                continue
            region = story.person_region(person) or story.home_region(person.level)
            if region is not None and any(region.name == v.name for v in trip.visitors):
                return [person]
    return []


def visit_kind(trip: Trip) -> str:
    """The kind of a trip: the delegation's own name, then the leader's office."""
    named = kind_of_name(trip.modifiers)
    if named:
        return named
    if all(v.level == "township" for v in trip.visitors):
        return "other"
    if trip.leaders:
        return VISIT_KIND[kind_of_title(trip.leaders[0].title)]
    return "other"
