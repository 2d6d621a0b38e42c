"""Who signs: regions and organs before the verb, in the title, or the two sides of the trip or meeting being told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.crowds import many_signing
from tashan.reading.chinese.signatory_names import FIRM, OF_A_PLAN, named_parties, region_of, tops
from tashan.reading.chinese.trips import Trip, inside
from tashan.records import Organ
from tashan.regions import Region
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.gatherings import Gathering
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

_PAIRED: Final = re.compile(r"(?:人民)?(?:政府)?[与和同]")


def pairs_of(story: Story, start: int, end: int) -> list[tuple[Region | Organ, Region | Organ]]:
    """A与B、C与D、E与F签署: several agreements, each of its own two parties."""
    text = story.text
    mentions = [m for m in story.analysis.between(story.analysis.places.mentions, start, end) if m.form != "group"]
    found: list[tuple[Region | Organ, Region | Organ]] = []
    for at in range(len(mentions) - 1, 0, -2):
        left, right = mentions[at - 1], mentions[at]
        one, two = story.regions(left), story.regions(right)
        if not _PAIRED.fullmatch(text, left.end, right.start) or len(one) != 1 or len(two) != 1:
            break
        found.insert(0, (one[0], two[0]))
        if at < 2 or not _NEXT_PAIR.fullmatch(text, mentions[at - 2].end, left.start):
            break
    return found if len(found) > 1 else []


_WITH_EACH: Final = re.compile(r"(?:分别|先后|依次)(?:还|又)?[与和同]")


def one_with_each(
    story: Story, sentence: Sentence, start: int, end: int, trips: list[Trip]
) -> list[tuple[Region | Organ, Region | Organ]]:
    """甲分别与乙、丙签署: a paper of the first with each of the others."""
    split = _WITH_EACH.search(story.text, start, end)
    if split is None or "、" in story.text[start : split.start()]:
        return []
    subject = named_parties(story, sentence, start, split.start())
    if not subject and (trip := trip_near(trips, sentence.number)) is not None:
        subject = list(trip.visitors)
    others = named_parties(story, sentence, split.end(), end)
    if len(subject) != 1 or len(others) < _BOTH_SIDES or len(tops([*subject, *others])) != len(others) + 1:
        return []
    return [(subject[0], other) for other in others]


_NEXT_PAIR: Final = re.compile(r"(?:(?:人民)?政府)?(?:[、,]|以及|及|和)+")
_TWO_SIDES: Final = re.compile(r"两[省市县区地州]")
_JOINS: Final = re.compile(r"与|和|·|—|、")
_ON_BEHALF: Final = re.compile(r"代表")
_NAMES_SIGN: Final = re.compile(r"(?:[N.]c)+N,D?(?:iP\.?)?$")  # 甲市市长某某、乙市市长某某,5月6日在丙签署


def parties_of(
    story: Story,
    sentence: Sentence,
    at: int,
    title: str | None,
    span: tuple[int, int],
    trips: list[Trip],
    meetings: list[Gathering],
) -> tuple[list[Region | Organ] | None, str | None]:
    """Who signs; None where it cannot be told or where a firm does."""
    text, verb = story.text, sentence.tokens[at]
    clause = clause_start(text, verb.start, sentence.start)
    subject = text[clause : verb.start]
    named = named_parties(story, sentence, clause, verb.start)
    if title and len(organs := _organs_in(story, sentence, title, span)) >= _BOTH_SIDES:
        return organs, None
    if len(tops(named)) >= 2:
        if (many_sign := many_signing(text, clause, verb.start, more_than=len(named))) is not None:
            return [], many_sign  # 来自甲省、乙省、丙省的19个市州文旅局共同签订
        return named, None
    if named and text.startswith(("与", "和", "同"), clause):  # 甲与乙签订《…》,与丙签订《…》
        first = named_parties(story, sentence, sentence.start, clause)[:1]
        if len(tops([*first, *named])) > len(named):
            return [*first, *named], None
    if (many_sign := many_signing(text, sentence.start, verb.start)) is not None:
        return [], many_sign
    own = story.text.find(title, *span) if title else -1
    inside_title = [
        r
        for m in story.analysis.between(
            story.analysis.places.mentions, *((own, own + len(title)) if title and own >= 0 else span)
        )
        if m.form != "group" or (len(story.regions(m)) == 2 and not OF_A_PLAN.match(text, m.end))
        for r in story.regions(m)
    ]
    if (
        title
        and len(tops(list(dict.fromkeys(inside_title)))) == 2
        and (_JOINS.search(title) or any(t.kind == "O" for t in sentence.tokens if clause <= t.start < verb.start))
    ):
        return list(dict.fromkeys(inside_title)), None
    trip = trip_near(trips, sentence.number)
    if pair := _institutions(subject, trip):
        return pair, None
    if FIRM.search(subject) and not any(t.kind == "O" for t in sentence.tokens if clause <= t.start < verb.start):
        return None, None
    meeting = meeting_told(story, meetings, sentence)
    if meeting is None and not trips:
        meeting = next((m for m in meetings if m.sentence <= sentence.number and m.status == "done"), None)
    word = next((t for t in reversed(sentence.tokens) if t.kind == "O" and clause <= t.start < verb.start), None)
    many = _MANY.match(word.item) if word is not None else None
    if (
        many
        and word is not None
        and (meeting is None or len(meeting.participants) < 2)
        and (trip is None or many.group(1) not in "两双")
    ):
        earlier = _antecedent(story, sentence.start, many.group(1), many.group(2))
        return (list(earlier), None) if earlier else ([], word.item)
    people = [story.person_region(t.item) for t in sentence.tokens if t.kind == "N" and t.start < verb.start]
    sides = list(dict.fromkeys(r for r in people if r is not None))
    if len(tops(sides)) == 2 and (not trip or _ON_BEHALF.search(subject)):
        return list(sides), None
    if len(tops(sides)) > len(tops(named)) and _NAMES_SIGN.search(sentence.skeleton, 0, at):
        return list(sides), None
    if not named and len(cities := _cities_before(story, sentence, clause)) >= _SEVERAL:
        return cities, None
    both = _TWO_SIDES.search(subject[-12:])
    if meeting is not None and not (trip is not None and both):
        if meeting.group and len(tops(list(meeting.participants))) < 3:
            return [], meeting.group
        if len(tops(list(meeting.participants))) >= 2:
            return list(meeting.participants), None
    if trip is not None:
        sides = [*trip.visitors[:1], *_equals(trip)]
        return (list(sides), None) if len(tops(sides)) >= 2 else (None, None)
    if meeting is not None and meeting.group:
        return [], meeting.group
    if (
        len(named) == 1
        and (home := story.home_region(None)) is not None
        and not inside(home, region_of(named[0]) or home)
    ):
        return [*named, home], None
    opening = named_parties(story, sentence, sentence.start, clause)
    if not named and len(opening) == len(tops(opening)) == _BOTH_SIDES:
        return opening, None  # 甲县水利局与乙市水务局召开座谈会,磋商后,签订…
    group = next(
        (
            m.surface
            for m in story.analysis.between(story.analysis.places.mentions, clause, verb.start)
            if m.form == "group"
        ),
        None,
    )
    return ([], group) if group else (None, None)


_BOTH_SIDES: Final = 2
_SEVERAL: Final = 3


def _cities_before(story: Story, sentence: Sentence, clause: int) -> list[Region | Organ]:
    """甲乙两省边际市丙、丁、戊齐聚己,签订…: the regions listed where the sentence begins, without those they lie in."""
    edge = story.text.find(",", sentence.start, clause)
    while 0 <= edge < clause:
        listed = [p for p in named_parties(story, sentence, sentence.start, edge) if isinstance(p, Region)]
        inner = [p for p in listed if not any(o is not p and contains(p, o) for o in listed)]
        if len(tops(list(inner))) == len(inner) >= _SEVERAL:
            return list(inner)
        if listed:
            return []
        edge = story.text.find(",", edge + 1, clause)
    return []


def _organs_in(story: Story, sentence: Sentence, title: str, span: tuple[int, int]) -> list[Region | Organ]:
    """The organs that a title names: “甲市文旅局 乙市文旅局…协议”, 甲市招商署与乙市旅游局旅游合作备忘录."""
    start = story.text.find(title, *span)
    if start < 0:
        return []
    found = named_parties(story, sentence, start, start + len(title))
    if len(tops(found)) == len(found) == _BOTH_SIDES and all(isinstance(p, Organ) for p in found):
        return found
    stop = start + len(title)
    places = story.analysis.between(story.analysis.places.mentions, start, stop)
    organs: list[Region | Organ] = []
    at = start
    for place in places:
        regions = story.regions(place)
        organ = _OFFICE_IN_TITLE.match(story.text, place.end, stop)
        joined = _JOINED_OFFICES.fullmatch(story.text, at, place.start) is not None
        if not joined or len(regions) != 1 or organ is None:
            return organs if len(tops(list(organs))) >= _BOTH_SIDES else []
        at = organ.end()
        organs.append(Organ(place.surface + organ.group(), regions[0]))
    return organs if len(tops(list(organs))) >= _BOTH_SIDES else []


_OFFICE_IN_TITLE: Final = re.compile(
    r"(?:(?![与和](?!旅游|信息|社会|城乡|改革|规划))[\u4e00-\u9fff]){0,14}?(?:委员会|办公室|局|厅|署|委(?!员))"
)
_JOINED_OFFICES: Final = re.compile(r"[ ,、与和同]*")


_INSTITUTION: Final = (
    r"([\u4e00-\u9fff]{1,5}[省市县区州盟旗])([\u4e00-\u9fff]{0,10}?(?:医院|保健院|卫生院|学校|中学|小学|学院|幼儿园))"
)
_INSTITUTIONS: Final = re.compile(_INSTITUTION + "[与和同]" + _INSTITUTION + "(?:分别|正式|共同|现场|还|也)*$")


def _institutions(subject: str, trip: Trip | None) -> list[Region | Organ]:
    """Two hospitals or schools, one of each side of a trip, that sign with each other (甲区中心医院与乙县人民医院)."""
    match = _INSTITUTIONS.search(subject) if trip is not None else None
    if match is None or trip is None:
        return []
    found: list[Region | Organ] = []
    for place, name in (match.group(1, 2), match.group(3, 4)):
        side = next((r for r in (*trip.visitors, *trip.hosts) if place[:-1] in r.name), None)
        if side is not None:
            found.append(Organ(place + name, side))
    return found if len(tops(found)) == len(match.groups()) // 2 else []


_MANY: Final = re.compile(r"([两双三四五六七八九十])(省|市|县|区|州|地|城)")
_SIZE: Final = {"两": 2, "双": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}


def _antecedent(story: Story, before: int, number: str, level: str) -> list[Region]:
    """The regions that 三省, 四市 stand for: the nearest earlier sentence that names just so many of that level."""
    from tashan.reading.chinese.story import fits_level

    wanted = _SIZE[number]
    word = level if level in "省市县区州" else None
    sentences = [s for s in story.analysis.source.sentences if s[0] < before][-8:]
    for start, end in reversed(sentences):
        named: list[Region] = []
        for mention in story.analysis.between(story.analysis.places.mentions, start, end):
            regions = [r for r in story.regions(mention) if fits_level(r, word)]
            if mention.form == "group" and len(regions) == wanted:
                return regions
            if len(regions) <= wanted:
                named += [r for r in regions if r not in named]
        if len(tops(list(named))) == wanted:
            return tops(list(named))
    return []


def _equals(trip: Trip) -> list[Region]:
    """The host that signs with the visitor: of the same level if there is one."""
    same = [h for h in trip.hosts if h.level == trip.visitors[0].level]
    if same:
        return same[:1]
    outer = [h for h in trip.hosts if not any(o is not h and contains(h, o) for o in trip.hosts)]
    return (outer or trip.hosts)[:1]


def trip_near(trips: list[Trip], number: int) -> Trip | None:
    """The trip being told where a sentence stands."""
    near = [t for t in trips if t.sentence - 1 <= number <= t.last + 4 and not t.promotion]
    return near[-1] if near else None


def meeting_near(meetings: list[Gathering], number: int, reach: int = 4, *, planned: bool = False) -> Gathering | None:
    """The meeting being told where a sentence stands; one that is only planned if asked for."""
    near = [m for m in meetings if m.sentence <= number <= m.sentence + reach and (planned or m.status == "done")]
    return near[-1] if near else None


_AT_IT: Final = re.compile(
    r"\s*(?:在)?(?:本次|此次)?(?:会上|会议(?:上|期间|现场)|会[前后],|(?:论坛|大会|座谈会|推介会|峰会|年会|开幕式|仪式|签约仪式)上|活动(?:上|现场|期间))"
)
_WHOLE_PAGE: Final = 12


def meeting_told(story: Story, meetings: list[Gathering], sentence: Sentence) -> Gathering | None:
    """The meeting at which a sentence tells something: the one just told, or the page's only one (会上,…)."""
    near = meeting_near(meetings, sentence.number, planned="X" in sentence.skeleton)
    if near is None and len(meetings) == 1 and _AT_IT.match(story.text, sentence.start):
        return meeting_near(meetings, sentence.number, _WHOLE_PAGE)
    return near


# 新华社北京7月12日电: where a report was written signs nothing
_DATELINE: Final = re.compile(
    r"[^,。;:\n\d]{0,20}(?:\d{1,2}月)?\d{1,2}日[^,。;:\n \d]{0,4}(?:电|讯|消息)(?:/[^:,。\n]{0,8})?(?:\([^)\n]{0,20}\))?[ :]+"
)
_FEW: Final = 6
_LIST_BEFORE: Final = re.compile("、[^,。;、的]{2,8}[县市区旗州省]$")  # 甲省乙县、丙县,丁省戊市、己市签订
_LIST_GOES_ON: Final = re.compile("[^,。;、]{4,12}[县市区旗州]、")
_SIGNED_BEFORE: Final = re.compile("签[订署]")
_PAIR_BEFORE: Final = re.compile(r"[^,。;:与和同]{2,20}(?:[与和]|同(?<![协共合]同))[^,。;:与和同]{2,20}$")


def clause_start(text: str, end: int, floor: int) -> int:
    """The clause that the verb belongs to; a comma inside a list of signatories does not end it."""
    start = max(floor, max(text.rfind(mark, floor, end) for mark in "。;\n") + 1)
    dateline = _DATELINE.match(text, start, end)
    start = dateline.end() if dateline else start
    comma = text.rfind(",", start, end)
    if comma < 0:
        return start
    if text.startswith(("与", "和", "同"), comma + 1) and _SIGNED_BEFORE.search(text, start, comma):
        return comma + 1
    pair = _PAIR_BEFORE.search(text, start, comma) if "分别" in text[comma:end] else None
    if pair:
        return pair.start()
    at = comma + 1 if end - comma > _FEW else max(start, text.rfind(",", start, comma) + 1)
    if at > start and _LIST_GOES_ON.match(text, at, end) and _LIST_BEFORE.search(text, start, at - 1):
        return max(start, text.rfind(",", start, at - 1) + 1)
    return at
