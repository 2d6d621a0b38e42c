"""
Meetings between regions that have a name of their own.

A plain 座谈会 in the course of a visit is part of the visit; one whose name carries two regions or a subject, a numbered
session, a joint conference or a forum of several regions is a meeting.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.gatherings import Gathering, meeting_at
from tashan.reading.chinese.participants import complete
from tashan.reading.chinese.sessions import is_older, merge
from tashan.reading.chinese.trips import Trip
from tashan.reading.dating import days_of
from tashan.records import Meeting
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

_PLAIN: Final = re.compile(
    r"^(?:两[省市县区地州]|双方|工作|合作|交流|总结|汇报|项目|学习|考察|企业|专题|现场|本次|此次|会议|党政|座谈|对接|协作|友好|签约|洽谈|扶贫|高层|,|、|·)*"
    r"(?:座谈会|会谈|签约仪式|交流会|对接会|汇报会|会议|活动|大会|交流座谈会|仪式|论坛|见面会|理事会|推进会|年会|启动仪式|揭牌仪式|开工仪式|发布会|洽谈会|恳谈会)$"
)
_SIGNING: Final = re.compile(r"^(?!.*[会坛周节](?:暨|、|及|与)).*(?:签约|签字|签署|签订)(?:仪式|活动|会)$")
_SUBJECT: Final = re.compile(
    r"对口|扶贫|协作|支援|帮扶|结对|挂钩|联席|合作|协同|一体化|协商|会商|协调|论坛|经济区|经济带|都市圈|城市群|流域|^两[省市县区地州]+经济社会发展|[两三四五六七八九十]+(?:省区市|省市|省区|市州|市县|县区|区县|省|市|县|区|州|城)(?!级)|毗邻|省际|(?:西南|西北|东北|华[东南中北]|环渤海)(?:地区|片区)|[市省县]长(?:峰会|会议|论坛)"
)
_COOPERATIVE: Final = re.compile(r"联席|协调|会商|协作|合作|座谈会|论坛|协商|市长|主要领导|行政首长|书记|洽谈|经济")


def read_meetings(story: Story, trips: list[Trip]) -> list[Gathering]:
    """The meetings a document tells, each once, under its fullest name."""
    found: list[Gathering] = []
    for sentence in story.sentences:
        if "E" not in sentence.skeleton and "U" not in sentence.skeleton:
            continue
        organiser: Gathering | None = None
        for at, token in enumerate(sentence.tokens):
            if token.kind not in "EU":
                continue
            meeting = meeting_at(story, sentence, at)
            if meeting is None:
                continue
            if organiser is None and _calls(story, sentence, at, meeting):
                organiser = meeting
                continue
            if organiser is not None and meeting.bare:
                meeting.participants, meeting.group = organiser.participants, organiser.group
                meeting.place, meeting.bare = meeting.place or organiser.place, False
            merge(found, meeting)
    for meeting in found:
        complete(story, meeting, trips, found)
        _with_the_guests(meeting, trips)
        meeting.background = (
            meeting.background
            or _of_a_year_before(story, meeting)
            or is_older(meeting, found)
            or _is_past(story, meeting)
        )
    for meeting in found:
        cities = [p for p in meeting.participants if any(o is not p and contains(p, o) for o in meeting.participants)]
        if len(meeting.participants) - len(cities) >= 3:
            meeting.participants = [p for p in meeting.participants if p not in cities]
    return [m for m in found if _inter_regional(m) and not any(a < m.end and m.start < b for a, b in story.promoted)]


_SINCE: Final = re.compile(r"(?:的)?(?:成功)?(?:召开|举行|举办)?以来")


def _is_past(story: Story, meeting: Gathering) -> bool:
    """Whether a meeting only tells since when: 自首届协作会召开以来."""
    return _SINCE.match(story.text, meeting.end) is not None


_ITS_YEAR: Final = re.compile(r"^(\d{4})年(?!度)")


def _of_a_year_before(story: Story, meeting: Gathering) -> bool:
    """在2014年首届交流会上,…: a page of a later year recalls it, if its name is all that dates it."""
    year, published = _ITS_YEAR.match(meeting.name), story.analysis.dating.published
    if year is None or published is None or meeting.when.start:
        return False
    return int(year.group(1)) < int(published[:4]) and story.text.startswith("上", meeting.end)


def _with_the_guests(meeting: Gathering, trips: list[Trip]) -> None:
    """A name that calls one side of the trip being told by its short name: 凤岗镇·德江县联席会议."""
    if len(meeting.participants) != 1:
        return
    (only,) = meeting.participants
    trip = next((t for t in trips if t.sentence <= meeting.sentence <= t.last + 4), None)
    sides = [*trip.visitors, *trip.hosts] if trip is not None else []
    if only not in sides:
        return
    for side in sides:
        short = _LAST_NAME.search(side.name)
        if side != only and short is not None and short.group() in meeting.name:
            meeting.participants = [*meeting.participants, side]
            meeting.bare = False


_LAST_NAME: Final = re.compile(r"(?<=[省市州盟区县旗])[^省市州盟区县旗]{2,6}[市州盟区县旗镇乡]$")


_CALLED: Final = re.compile(r"[^,。;]{0,14}?(?:召开|举行|举办|主办)了?(?=[^,。;在于]{2})")
_MARK: Final = re.compile("[,。;]")


def _calls(story: Story, sentence: Sentence, at: int, meeting: Gathering) -> bool:
    """甲协调会在乙召开了丙研讨会: the first is the body that calls the second."""
    called = _CALLED.match(story.text, meeting.end, sentence.end)
    if called is None or meeting.session is not None:
        return False
    return any(
        t.kind == "E" and not _MARK.search(story.text[called.end() : t.start])
        for t in sentence.tokens[at + 1 :]
        if t.start > called.end()
    )


_SOCIETY: Final = re.compile("(?:商|协|学|工商联合|联合|同乡|基金|青年|妇女联合)会")
_FOR_A_MARKET: Final = re.compile(r"\([\u4e00-\u9fff]{2,6}\)(?:专场)?(?:推介|招商)")
# One side's own promotion is a visit, and whom a side has sent away it gathers alone.
_OF_ONE_SIDE: Final = re.compile(
    r"^(?!.*(?:合作|对接|洽谈|联动|交流|联合|暨|携手)).*(?:推介会|招商大?会|说明会)$|(?:干部|人才|乡贤|校友|老乡)(?:人才)?(?:代表)?座谈会$|调研座谈会$"
)
_CALLED_VISIT: Final = re.compile(
    "[来赴到访莅][\u4e00-\u9fff]{1,6}(?:考察|调研|学习|访问|参访)[\u4e00-\u9fff]{0,4}活动$"
)
_OF_EXPERTS: Final = re.compile("专家[\u4e00-\u9fff]{0,4}(?:论证|评审|咨询)会$")
_HALF_DAY: Final = re.compile(r"^[上下]午")


def _inter_regional(meeting: Gathering) -> bool:
    tops = [p for p in meeting.participants if not any(o is not p and contains(o, p) for o in meeting.participants)]
    name = _HALF_DAY.sub("", meeting.name)
    if meeting.rebuilt:
        return True
    if name.endswith("活动") and _CALLED_VISIT.search(name):
        return False  # 甲区调研组来乙考察交流活动
    if name.endswith(("论证会", "评审会", "咨询会")) and _OF_EXPERTS.search(name):
        return False
    if _FOR_A_MARKET.search(name) or _OF_ONE_SIDE.search(name):
        return False
    if _PLAIN.match(name) and meeting.session is None:
        return False
    if _SIGNING.search(name) and meeting.session is None:
        return False  # where papers are signed is part of the agreement
    if meeting.group is not None:
        return bool(_COOPERATIVE.search(name)) or len(tops) >= 2
    if meeting.bare:
        return (
            (meeting.session is not None or bool(_SUBJECT.search(name)))
            and len(tops) >= 2
            and bool(_SUBJECT.search(name))
            and "启动" not in name
            and "仪式" not in name.split("暨")[0]
        )
    return len(tops) >= 2 and (
        bool(_COOPERATIVE.search(name))
        or meeting.session is not None
        or bool(_SUBJECT.search(name))
        or "交流" in name
        or ("会" in _SOCIETY.sub("", name) and "揭牌" not in name)
    )


def to_meeting(meeting: Gathering, story: Story) -> Meeting:
    """The record of a meeting; its name as the text spells it."""
    source = story.analysis.source
    evidence = [source.span(*span) for span in dict.fromkeys(meeting.spans)][:4]
    when = meeting.when
    if when.span and not any(s <= when.span[0] and when.span[1] <= e for s, e in meeting.spans):
        evidence.append(source.span(*when.span, "date"))
    if when.year and when.start:
        evidence.append(source.span(*when.year, "year"))
    name = meeting.name if meeting.rebuilt else _original(story, meeting)
    flags = when.flags + (("reconstructed",) if meeting.rebuilt else ())
    return Meeting(
        evidence=tuple(evidence),
        background=meeting.background, flags=flags, candidates=days_of(when.candidates), name=name, session=meeting.session, date=when.start,
        place=meeting.place, participants=tuple(meeting.participants), status=meeting.status, participants_group=meeting.group,
    )  # fmt: skip


def _original(story: Story, meeting: Gathering) -> str:
    """The name in the text's own script."""
    start = story.text.find(meeting.name)
    return story.analysis.source.original(start, start + len(meeting.name)) if start >= 0 else meeting.name
