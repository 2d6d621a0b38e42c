"""Who signs: regions and organs before the verb, in the title, or the two sides of the trip or meeting being told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.crowds import many_signing
from tashan.reading.chinese.homes import last_link
from tashan.reading.chinese.trips import Trip, inside
from tashan.records import Organ
from tashan.regions import Region
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.gatherings import Gathering
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

_FIRM: Final = re.compile(r"公司|集团|企业|银行|商会|合作社|投资方|厂|旅行社")
_ORGAN: Final = re.compile(
    r"(?:省|市|县|区|州|自治区|盟)?(?:人民政府|政府)?(?:(?!在|举办|签)[\u4e00-\u9fff]){0,12}?(?:局|委(?!员|常|会)|厅|办公室|办|院|协会|商会|联合会|委员会|工会|学会|(?<!旅行)社|中心|总工会|妇联|公安处|支队|法院|检察院|税务局|工商联|学校|大学|管委会|(?:开发|高新|经开|保税|产业园|工业园|科技园|滨海新|[东西南北]新)区)(?=[、与和及]|签|在|就|分|共|联|正|缔|结|达|召|举|经|通|进|,|也|于|将|$|\W)"
)
_PLAIN_GOVERNMENT: Final = re.compile(r"(?:省|市|县|区|州)?(?:人民政府|政府|委、政府|委|党委|市委|县委|市政府)$")
_FULL: Final = (
    (re.compile(r"发改委$"), "发展和改革委员会"), (re.compile(r"(?<!人民)政府(?=合作|办|驻|研)"), "人民政府"),
    (re.compile(r"合作交流办$"), "合作交流办公室"), (re.compile(r"国资委$"), "国有资产监督管理委员会"), (re.compile(r"工信委$"), "工业和信息化委员会"),
    (re.compile(r"卫健委$"), "卫生健康委员会"), (re.compile(r"人社局$"), "人力资源和社会保障局"), (re.compile(r"文旅局$"), "文化和旅游局"),
    (re.compile(r"文旅厅$"), "文化和旅游厅"), (re.compile(r"人社厅$"), "人力资源和社会保障厅"), (re.compile(r"工信厅$"), "工业和信息化厅"),
    (re.compile(r"住建局$"), "住房和城乡建设局"), (re.compile(r"住建厅$"), "住房和城乡建设厅"), (re.compile(r"医保局$"), "医疗保障局"),
    (re.compile(r"市监局$"), "市场监督管理局"), (re.compile(r"外办$"), "外事办公室"), (re.compile(r"科技局$"), "科学技术局"), (re.compile(r"科技厅$"), "科学技术厅"),
)  # fmt: skip
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
    if len(tops(named)) >= 2:
        if (many_sign := many_signing(text, clause, verb.start, more_than=len(named))) is not None:
            return [], many_sign  # 来自甲省、乙省、丙省的19个市州文旅局共同签订
        return named, None
    if named and text.startswith(("与", "和", "同"), clause):  # 甲与乙签订《…》,与丙签订《…》
        first = named_parties(story, sentence, sentence.start, clause)[:1]
        if len(tops([*first, *named])) > len(named):
            return [*first, *named], None
    if title and len(organs := _organs_in(story, sentence, title, span)) == _BOTH_SIDES:
        return organs, None
    if (many_sign := many_signing(text, sentence.start, verb.start)) is not None:
        return [], many_sign
    own = story.text.find(title, *span) if title else -1
    inside_title = [
        r
        for m in story.analysis.between(
            story.analysis.places.mentions, *((own, own + len(title)) if title and own >= 0 else span)
        )
        if m.form != "group" or (len(story.regions(m)) == 2 and not _OF_A_PLAN.match(text, m.end))
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
    if _FIRM.search(subject) and not any(t.kind == "O" for t in sentence.tokens if clause <= t.start < verb.start):
        return None, None
    meeting = meeting_near(meetings, sentence.number)
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
        and not inside(home, _region(named[0]) or home)
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


def _organs_in(story: Story, sentence: Sentence, title: str, span: tuple[int, int]) -> list[Region | Organ]:
    """The two organs that a title names: “甲市文旅局 乙市文旅局…协议”."""
    start = story.text.find(title, *span)
    found = named_parties(story, sentence, start, start + len(title)) if start >= 0 else []
    return found if len(tops(found)) == len(found) and all(isinstance(p, Organ) for p in found) else []


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


def _region(party: Region | Organ) -> Region | None:
    return party if isinstance(party, Region) else party.region


def tops(parties: list[Any]) -> list[Any]:
    """Parties that do not lie in one another."""
    found: list[Any] = []
    for party in parties:
        region = _region(party)
        if region is not None and not any((o := _region(f)) is not None and inside(o, region) for f in found):
            found.append(party)
    return found


def _equals(trip: Trip) -> list[Region]:
    """The host that signs with the visitor: of the same level if there is one."""
    same = [h for h in trip.hosts if h.level == trip.visitors[0].level]
    if same:
        return same[:1]
    outer = [h for h in trip.hosts if not any(o is not h and contains(h, o) for o in trip.hosts)]
    return (outer or trip.hosts)[:1]


_FIRM_NEAR: Final = re.compile(r"[\u4e00-\u9fff]{0,8}(?:公司|集团|企业|机构|银行|旅行社)")
# 融入成渝地区双城经济圈建设 names a plan, not who signs; 结为旅游文化友好区县 no district.
_ALSO_CALLED: Final = re.compile(r"\([\u4e00-\u9fff]{2,6}\)")  # 区工商联(总商会)
_OF_A_PLAN: Final = re.compile(r"建设|战略|发展|一体化|规划纲要")
_FRIENDS: Final = re.compile(r"友好区(?=县|关系|[,。、]|签|合作|$)")


def named_parties(story: Story, sentence: Sentence, start: int, end: int) -> list[Region | Organ]:
    """Regions and organs that stand as the subject of the clause."""
    text = story.text
    found: list[Region | Organ] = []
    mentions = story.analysis.between(story.analysis.places.mentions, start, end)
    told = start
    for at, mention in enumerate(mentions):
        if mention.start < told or text.count("“", start, mention.start) > text.count("”", start, mention.start):
            continue
        before = text[mention.start - 1 : mention.start]
        if mention.form == "group" and _OF_A_PLAN.match(text, mention.end):
            continue
        if _FRIENDS.match(text, mention.start):
            continue
        regions = story.regions(mention)
        if before in ("在", "于", "赴", "到", "来", "(") or text[mention.end : mention.end + 1] == "(":
            continue
        tail = _ORGAN.match(text, mention.end, end)
        if tail and ("常委" in tail.group() or any(mention.end < m.start < tail.end() for m in mentions[at + 1 :])):
            tail = None
        if tail and len(regions) == 1 and not _PLAIN_GOVERNMENT.fullmatch(tail.group()) and len(tail.group()) > 1:
            told = tail.end()
            if (shared := _EACH.match(tail.group())) is not None:  # 甲、乙两省交通运输厅: each its own
                found += _each_its_own(found, regions[0], shared.group(1))
                continue
            name = _full_name(mention.surface + tail.group())
            also = _ALSO_CALLED.match(text, told, end)
            found.append(Organ(name + (also.group() if also else ""), regions[0]))
        elif _FIRM.match(text, mention.end) or _FIRM_NEAR.match(text[mention.end : mention.end + 12]):
            continue
        elif len(regions) <= 6:
            found += [r for r in regions if r not in found]
    for token in sentence.tokens:
        if token.kind == "Z" and start <= token.start < end:
            home = story.home_region(token.item[1:] if token.item[1:] in "省市县区州盟旗" else None)
            if home is not None and home not in found:
                found.append(home)
    return found


_EACH: Final = re.compile(
    r"[两二三四五六七八九十](?:省区市|省市|省区|市州|市县|县区|区县|省|市|县|区|州|地)(?:的|市直|省直)?(\w+)"
)


def _each_its_own(found: list[Region | Organ], last: Region, organ: str) -> list[Region | Organ]:
    """甲、乙两省交通运输厅: the organ of that name of each of the regions listed; they leave the list found so far."""
    listed = [r for r in found if isinstance(r, Region) and r.level == last.level]
    found[:] = [r for r in found if r not in listed]
    return [Organ(_full_name(last_link(r.name) + organ), r) for r in (*listed, last)]


def _full_name(name: str) -> str:
    for pattern, full in _FULL:
        name = pattern.sub(full, name)
    return name


def trip_near(trips: list[Trip], number: int) -> Trip | None:
    """The trip being told where a sentence stands."""
    near = [t for t in trips if t.sentence - 1 <= number <= t.last + 4 and not t.promotion]
    return near[-1] if near else None


def meeting_near(meetings: list[Gathering], number: int, reach: int = 4) -> Gathering | None:
    """The meeting being told where a sentence stands."""
    near = [m for m in meetings if m.sentence <= number <= m.sentence + reach and m.status == "done"]
    return near[-1] if near else None


# 新华社北京7月12日电: where a report was written signs nothing
_DATELINE: Final = re.compile(
    r"[^,。;:\n\d]{0,20}(?:\d{1,2}月)?\d{1,2}日[^,。;:\n \d]{0,4}(?:电|讯|消息)(?:/[^:,。\n]{0,8})?(?:\([^)\n]{0,20}\))?[ :]+"
)
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
    return comma + 1 if end - comma > 6 else max(start, text.rfind(",", start, comma) + 1)
