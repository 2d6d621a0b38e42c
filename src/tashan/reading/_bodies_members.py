"""Who belongs to a body of which a Chinese text tells: composed of, counted members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading._bodies_found import (
    Count,
    Found,
    ended,
    innermost,
    interregional,
    last_name,
    regions_in,
    suits,
    told_of,
)
from tashan.reading._bodies_names import level_by_name, name_before, runs
from tashan.records import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading._stance import Stance
    from tashan.reading.source import Analysis

_COUNT = re.compile(
    r"(?:成员(?:单位|城市|数)?|会员(?:单位|城市)?|入会城市|城市数量)[^,。;]{0,8}?(?:从|由)(?:(?:最初|原来|先前|成立时|成立之初)的?)?(?:(?P<y1>\d{4})年的?)?(?:最初的)?(?P<n1>\d+)[个家座]"
    r"[^,。;]{0,8}?(?:增加|增至|扩大|发展|扩容|增长|扩展|壮大)(?:到|至|为)?了?(?:(?P<y0>\d{4})年的?)?(?P<n2>\d+)[个家座](?:\((?P<y2>\d{4})年\))?"
)
_COUNT_TO = re.compile(
    r"(?:成员|会员)(?:单位|城市)?(?:已|已经|现已)?(?:增加|扩大|增至|达|扩容|发展|共有|现有|有|为)(?:到|至)?(?P<n>\d+)[个家座]"
)
_JOINED = re.compile(
    r"(?P<n>\d+)[余多]?[个家所座](?P<who>[^,。;]{0,24}?)(?:加盟|加入|参加|成为(?:首批)?(?:成员|会员)|为成员)"
)
_COMPOSED = re.compile(
    r"由(?P<who>[^。;]{4,160}?)(?:共同|联合|等)*(?:组成|组建|发起|发起成立|组建成立|构成)(?:了|的)?(?P<name>[^,。;:、“”()《》]{2,36})"
)
_PROPOSED_BY = re.compile(
    r"(?P<who>[^。;,]{2,60}?)(?:等)?(?:共同|联合)+(?:组建|发起|成立|组成)的(?P<name>[^,。;:、“”()《》]{2,36})"
)
_ACTOR_KINDS = (
    (re.compile("大学|学院$"), "university"),
    (re.compile("研究院|研究所|科学院|社科院"), "institute"),
    (re.compile("公司|集团|企业"), "firm"),
    (re.compile("协会|商会|学会|联合会"), "association"),
    (re.compile("联盟"), "alliance"),
)


def composed(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """由A、B、C共同组成NAME; A、B联合组建的NAME."""
    text = analysis.text
    sentence = text[start:end]
    together = "共同" in sentence or "联合" in sentence
    for pattern in (_COMPOSED, _PROPOSED_BY) if together else (_COMPOSED,):
        for match in pattern.finditer(text, start, end):
            name = ended(text, match.start("name"), match.end("name"))
            if name is None or stance.wished(start, match.start(), end):
                continue
            if not suits(analysis, name, start, end):
                continue
            found = told_of(analysis, name, start, end, match.start())
            found.members = innermost(regions_in(analysis, match.start("who"), match.end("who"))) or found.members
            found.counts = _counted(text, match) or found.counts
            found.actors = _actors(analysis, match.start("who"), match.end("who"))
            yield found


_HOW_MANY = re.compile(r"(\d+)[余多]?(?:个|家|座|地)(?!月|年|国家(?!级|高))[^,。;\d]{0,16}$")


def _counted(text: str, match: re.Match[str]) -> tuple[Count, ...]:
    """由13地工商联共同组建的NAME: how many they are."""
    many = _HOW_MANY.search(text, *match.span("who"))
    return (Count(None, int(many.group(1)), many.span(1)),) if many is not None else ()


# NAME包括11个县(市、区)成员单位; 联盟由22家高新区共同发起成立
_OF_MANY = re.compile(
    r"(?:包括|涵盖|拥有|吸纳|共有|现有|由|汇聚|覆盖)[^。;\d]{0,160}?(?P<n>\d+)[余多]?[个家座地](?!月|年|国家(?!级|高)|专业|分)"
    r"[^,。;\d]{0,20}?(?:成员|会员|单位|共同|联合|发起|组成|加入|加盟)"
)


def of_many(analysis: Analysis, _stance: Stance, start: int, end: int) -> Iterator[Found]:
    """How many belong to the body that a sentence names, in full or by its last words (联盟, 产业协作联盟)."""
    text = analysis.text
    match = _OF_MANY.search(text, start, end)
    if match is None:
        return
    nouns = list(runs(text, start, match.start("n")))
    if not nouns or not _STANDS_THERE.fullmatch(text, nouns[-1].end(), match.start("n")):
        return
    name = name_before(text, nouns[-1].start(), nouns[-1].end())
    if name is None:
        name = _named_before(text, start, text[nouns[-1].start() : nouns[-1].end()])
    if name is None:
        return
    counts = (Count(None, int(match.group("n")), match.span("n")),)
    who = innermost(regions_in(analysis, nouns[-1].end(), match.start("n")))
    level = level_by_name(text[slice(*name)])
    span = (nouns[-1].start(), min(match.end(), nouns[-1].start() + 290))
    yield Found((name,), span, level, counts=counts, members=who if len(who) > 1 else ())


_STANDS_THERE = re.compile(r"(?:现|目前|主要|已|由|包括|涵盖|拥有|吸纳|共有|汇聚|覆盖|有)[^。;]{0,160}")
_BARE = re.compile("该?(?:联盟|协调会|理事会|委员会)$")
_NEAR = 300


def _named_before(text: str, start: int, words: str) -> tuple[int, int] | None:
    """The body that a bare word stands for: the one that the sentences before it named last."""
    if not _BARE.fullmatch(words):
        return None
    last = None
    for run in runs(text, max(0, start - _NEAR), start):
        name = name_before(text, run.start(), run.end())
        if name is not None and text.endswith(words[-2:], *name):
            last = name
    return last


_MADE_OF = re.compile(
    r"[。\s]*(?:该?(?:联盟|协调会|联席会议?|理事会|委员会|组织))?(?:最初|当时|现)?由(?P<who>[^。;]{4,160}?)"
    r"(?:等?(?P<n>\d+)[个家座](?:成员)?(?:城市|市|县|区|单位|省市|地市|成员)+(?:共同)?|共同|联合)(?:组成|构成|发起|组建)"
)


def made_of(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """The next sentence tells of whom a body is made: NAME成立。由A、B等14个城市组成."""
    text = analysis.text
    match = _MADE_OF.match(text, end)
    name = last_name(text, start, end) if match is not None else None
    if match is None or name is None or stance.wished(start, name[1], end):
        return
    counts = (Count(None, int(match.group("n")), match.span("n")),) if match.group("n") else ()
    who = regions_in(analysis, *match.span("who"))
    if len(who) > 1:
        yield Found((name,), match.span(), level_by_name(text[slice(*name)]), members=who, counts=counts)


_YEAR = re.compile(r"((?:19|20)\d\d)年")


def members(analysis: Analysis, _stance: Stance, start: int, end: int) -> Iterator[Found]:
    """NAME成员单位从1992年的14个增加到41个(2019年); NAME…,会议成员增加到41座城市; 组建NAME,114家…加盟."""
    text = analysis.text
    grown = list(_COUNT.finditer(text, start, end))
    for match in grown:
        name = last_name(text, start, match.start())
        if name:
            first = Count(
                match.group("y1"),
                int(match.group("n1")),
                (match.start("y1") if match.group("y1") else match.start("n1"), match.end("n1")),
            )
            last = Count(match.group("y2") or match.group("y0"), int(match.group("n2")), match.span("n2"))
            yield Found((name,), (name[0], match.end()), level_by_name(text[slice(*name)]), counts=(first, last))
    for pattern in () if grown else (_COUNT_TO, _JOINED):
        for match in pattern.finditer(text, start, end):
            name = last_name(text, start, match.start())
            if name and interregional(text, *name):
                year = _YEAR.search(text[start : match.start()])
                count = Count(year.group(1) if year else None, int(match.group("n")), match.span("n"))
                yield Found((name,), (name[0], match.end()), level_by_name(text[slice(*name)]), counts=(count,))


_ACTOR_GAP = re.compile(r"、|以及|和|与|倡议|发起|,")
_ACTOR_EDGE = re.compile(r"^(?:由|各|相关|等)+|等$")


def _actors(analysis: Analysis, start: int, end: int) -> tuple[Actor, ...]:
    """Universities, institutes, firms and associations in a list of members."""
    found = []
    for piece in _ACTOR_GAP.split(analysis.text[start:end]):
        name = _ACTOR_EDGE.sub("", piece)
        for pattern, kind in _ACTOR_KINDS:
            if pattern.search(name) and 4 <= len(name) <= 30 and not name.startswith(("各", "相关", "地方")):
                found.append(Actor(name, kind))
                break
    return tuple(found)
