"""
Which practices does a text hold up as experience: what was done where, against what, on what ground, with what result.

Essays tell of them in sections on experience, models or progress; news in 学习…的经验做法 and …值得借鉴. Proposals and
complaints are no practices.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tashan.reading._practice_words import (
    APPROVED,
    COMPLAINT,
    CONDITION,
    DEED,
    EMPTY,
    ENUMERATED,
    EXAMPLE,
    FURTHER,
    GENERAL,
    GOES_ON,
    LEARN,
    MEANS,
    PRAISED,
    PROBLEM,
    QUOTED,
    RESULT,
    STANDS_ON,
    TYPICAL,
    WORTH,
)
from tashan.reading._practices_english import lessons
from tashan.reading._sections import experience_sections
from tashan.reading._spelling import spelled
from tashan.records import Practice, Region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading.source import Analysis

_GATE = ("经验", "做法", "模式", "借鉴")
_APPROVALS = ("赞赏", "肯定", "评价", "称赞", "赞扬", "认可")
_OWN_REGION = frozenset(("三省一市", "三省", "两省", "两地", "三地", "双方", "两市", "三市"))
_AT_MOST = 6
_CLAUSE_END = re.compile("[。;]")
_STRETCH_END = re.compile("[,。;]")
# A clause that says how something is done, not who came.
_SAYS_HOW = re.compile(
    "[高早实新好优强快大]、|[高早实新好优强快大],|成效|成果|做得|抓得|特色|规范|完善|扎实|有力|突出|显著"
)
_WORTHY = re.compile("值得|可供")
_OURS = re.compile("我[市县省区州盟旗]")
_ANYWHERE = re.compile("兄弟(?:省|市|县|区|城市|单位)|先进地区|发达地区|各地|外地")
_LONGEST = 250
_BEFORE_IT = 120
_LONGEST_SENTENCE = 600
_CITATION = re.compile(r"\[\d+\]$")


@dataclass(slots=True)
class _Draft:
    """A practice while its sentences are read."""

    region: Region | None
    mechanism: tuple[int, int]
    spans: list[tuple[int, int]] = field(default_factory=list)
    problem: tuple[int, int] | None = None
    conditions: list[tuple[int, int]] = field(default_factory=list)
    results: list[tuple[int, int]] = field(default_factory=list)


def read_practices(analysis: Analysis) -> list[Practice]:
    """
    The practices that a text describes as experience, in its order.

    `mechanism` quotes how it works, `region` is where (a cluster where the text names only that), `problem`,
    `conditions` and `results` quote the text where it tells them.
    """
    if analysis.grammar == "en":
        return _learnt_english(analysis)
    if not any(word in analysis.text for word in _GATE):
        return []
    sections = experience_sections(analysis.text, analysis.source.paragraphs)
    if sections:
        drafts = (
            draft
            for start, end, heading in sections
            for draft in _told(analysis, start, end, _region_of(analysis, *heading) if heading else None)
        )
        return [_record(analysis, draft) for draft in drafts]
    return [_record(analysis, draft) for draft in _learnt(analysis)]


def _told(analysis: Analysis, start: int, end: int, about: Region | None) -> Iterator[_Draft]:
    """
    The practices of one paragraph on experience: a sentence with a deed and its means opens one.

    Args:
        analysis: the document.
        start: of the paragraph.
        end: of the paragraph.
        about: the region the section is about.
    """
    text = analysis.text
    draft: _Draft | None = None
    whole = region = about
    for left, right in _sentences(analysis, start, end):
        own = _region_of(analysis, left, right)
        if own is not None and own.level == "cluster":
            whole = own
        region = own or (whole if ENUMERATED.match(text, left) else region)
        if COMPLAINT.search(text, left, right) or GENERAL.search(text, left, right):
            draft = None
            continue
        mechanism = _mechanism(text, left, right)
        if draft is not None and _goes_on(text, draft, left, right, own, mechanism):
            if len(draft.spans) < _AT_MOST:
                _enrich(draft, text, left, right)
        elif mechanism is not None and (region is not None or EXAMPLE.search(text, left, right)):
            if draft is not None:
                yield draft
            draft = _Draft(region, mechanism)
            _enrich(draft, text, left, right)
    if draft is not None:
        yield draft


def _sentences(analysis: Analysis, start: int, end: int) -> Iterator[tuple[int, int]]:
    for left, right in analysis.source.sentences:
        if left >= end:
            return
        if left >= start and right - left > 6:
            yield left, min(right, left + _LONGEST_SENTENCE)


def _mechanism(text: str, left: int, right: int) -> tuple[int, int] | None:
    """The clauses that say how it works: from the deed to the end of the clause with its means."""
    typical = TYPICAL.search(text, left, right) if text.find("成为", left, right) >= 0 else None
    if typical:
        return typical.span()
    for deed in DEED.finditer(text, left, right):
        limit = min(right, deed.start() + 90)
        stop = _CLAUSE_END.search(text, deed.end(), limit)
        limit = stop.start() if stop else limit
        means = MEANS.search(text, deed.start(), limit)
        if means is None:
            break
        comma = text.find(",", means.end(), limit)
        end = comma if comma >= 0 else limit
        colon = text.rfind(":", deed.end(), end)
        if colon >= 0 and MEANS.search(text, colon, end):
            continue
        note = _CITATION.search(text, deed.start(), end)
        end = note.start() if note else end
        if len(EMPTY.sub("", text[deed.end() : end])) >= 4:
            return deed.start(), end
    ground = STANDS_ON.search(text, left, right)
    return ground.span() if ground and MEANS.search(text, *ground.span()) else None


def _goes_on(
    text: str, draft: _Draft, left: int, right: int, own: Region | None, mechanism: tuple[int, int] | None
) -> bool:
    """Whether a further sentence tells more of the same practice: it points back, or names the same “人才飞地”."""
    if GOES_ON.match(text, left):
        return True
    if own is not None and own != draft.region:
        return False
    known = set(QUOTED.findall(text, draft.spans[0][0], draft.spans[-1][1]))
    if known & set(QUOTED.findall(text, left, right)):
        return True
    return mechanism is None and own is None and not ENUMERATED.match(text, left)


def _enrich(draft: _Draft, text: str, left: int, right: int) -> None:
    draft.spans.append((left, right))
    problem = PROBLEM.search(text, left, right)
    if problem and draft.problem is None:
        draft.problem = problem.span("what")
    draft.conditions += [match.span("what") for match in CONDITION.finditer(text, left, right)]
    draft.results += [
        match.span("what")
        for match in RESULT.finditer(text, left, right)
        if not draft.mechanism[0] <= match.start("what") < draft.mechanism[1]
    ]


def _region_of(analysis: Analysis, left: int, right: int) -> Region | None:
    """Where it is done: the first place the sentence names (浙江的嘉兴 is 嘉兴), a cluster where it names one."""
    first: Region | None = None
    at = 0
    for mention in analysis.between(analysis.places.mentions, left, right):
        regions = analysis.regions(mention)
        if first is not None:
            inside = len(regions) == 1 and mention.start - at <= 1 and regions[0].name.startswith(first.name)
            return regions[0] if inside else first
        group = mention.form == "group" or len(regions) > 1
        if mention.surface in _OWN_REGION or not (regions or group):
            continue
        if group:
            return Region(None, spelled(analysis, ((mention.start, mention.end),)), "cluster")
        first, at = regions[0], mention.end
    return first


def _learnt(analysis: Analysis) -> Iterator[_Draft]:
    """News: 学习H的X经验做法; X的做法值得借鉴."""
    text = analysis.text
    stance = analysis.stance
    taken = -1
    for match in sorted((*_lessons(text), *_worth(text)), key=lambda m: m.start()):
        what = _trimmed(analysis, *match.span("what"))
        if what is None or match.start() < taken or stance.proposes(match.start()):
            continue
        taken = match.end()
        left = max(text.rfind(mark, 0, match.start()) for mark in "。;!?\n") + 1
        while text[left].isspace():
            left += 1
        region = (
            None
            if _ANYWHERE.search(text, match.start(), match.end())
            else (
                analysis.home
                if _OURS.search(text, match.start(), match.end())
                else _nearest(analysis, left, match.end())
            )
        )
        yield _Draft(region, what, [(left if match.end() - left <= _LONGEST else match.start(), match.end())])


def _lessons(text: str) -> Iterator[re.Match[str]]:
    """学习X的经验和在Y方面的做法; 对X的做法表示赞赏."""
    for match in LEARN.finditer(text):
        yield match
        further = FURTHER.match(text, match.end())
        if further is not None:
            yield further
    if any(word in text for word in _APPROVALS):
        yield from APPROVED.finditer(text)


def _worth(text: str) -> Iterator[re.Match[str]]:
    """The matches of WORTH, looked for only in the stretches between marks that hold one of its words."""
    at = 0
    while spot := _WORTHY.search(text, at):
        left = max(text.rfind(mark, at, spot.start()) for mark in ",。;") + 1
        stop = _STRETCH_END.search(text, spot.end())
        end = stop.start() if stop else len(text)
        found = False
        for match in WORTH.finditer(text, max(left, at), end):
            if match.group("what").startswith(("有", "都有", "很多", "许多")):
                continue  # 有许多经验做法值得…: what they are stands before
            found = True
            yield match
        if not found and text.startswith("值得", spot.start()):
            yield from _praised(text, max(left, at), spot.end())
        at = end


def _praised(text: str, clause: int, end: int) -> Iterator[re.Match[str]]:
    """…做得好,值得学习: the clause before the one with 值得 tells what."""
    start = max(text.rfind(mark, max(0, clause - _LONGEST), clause - 1) for mark in ",。;:!?\n") + 1
    if start < clause and text[clause - 1] == "," and _SAYS_HOW.search(text, start, clause):
        match = PRAISED.match(text, start, end + 12)
        if match is not None:
            yield match


def _learnt_english(analysis: Analysis) -> list[Practice]:
    """English news: learned from Yiwu's experience in attracting traders."""
    found = []
    for what, who, (left, right) in lessons(analysis):
        region = _region_of(analysis, *who) if who is not None else _nearest(analysis, left, what[0])
        span = (left, right) if right - left <= _LONGEST else (max(left, what[0] - _BEFORE_IT), min(right, what[1] + 1))
        found.append(_record(analysis, _Draft(region, what, [span])))
    return found


_NO_WORD = re.compile(r"[^一-龥\w]")
_LEAD = re.compile(
    r"(?:[的在等和与,、 了就将]|(?:主要?)?(?:针对|围绕|聚焦)|[^,。;、“]{0,12}情况、|[^,。;“]{0,12}关于|如何|怎样|各地|外地|彼此|互相|"
    r"各自|大陆|地区(?=[^,。])|其(?=[\u4e00-\u9fff]{3})|"
    r"(?:认真|深入|重点|详细|充分)?(?:学习|借鉴|总结|参观|调研|考察|了解|观摩|消化|吸收|汲取|吸取|介绍|听取|分享)|"
    r"(?:[^,、在“]{1,10}(?:[局委联会院村队处厅办]|地区))?在(?![建校职岗])|(?:兄弟|先进|发达)(?:省|市|县|区|城市|地区|省市|市县|县区|区县|单位)+的?|优秀的?|成功(?=[^的,。]{2})|先进(?=[^的,。]{2})|当地(?=[\u4e00-\u9fff]{3}))+"
)
# What the words of experience leave behind: 等方面的成功案例和(经验), 有很多好的(做法).
_TAIL = re.compile(
    r"(?:等?(?:方面|工作)?(?:都|均)?有(?:很多|许多|不少|一些|着).*|为了.*"
    r"|(?:工作|发展)?中的(?:实践|总体思路|探索|主要|和|、)+|等?方面的(?:发展|总体|基本|有关)?(?:情况|指导性)|(?<![多各四两双])方面"
    r"|(?:等?方面)?的?(?:推进措施|成功案例|先进理念|创新探索|创新举措|措施|案例|成果|工作)?(?:和|与|及|以及|、)"
    r"|(?:等?方面)?的(?:成功|丰富|先进|宝贵|好|新|先进工作|创新举措)|(?<![创更革])新|(?:等方面的?)?先进(?:工作)?"
    r"|(?<=.{4})工作中|(?<=.{4})(?:过程)?中|(?<=.{4}[育设理展治])上|的?主要|等发展|的?(?:具体|基本|有关)情况|等?(?:面向|层面)|(?:汲取|吸取|学习|借鉴)(?:成功|先进)?"
    r"|[的等,、 ]|(?<=.{4})等(?:相关)?工作|等方面(?:的工作|的成功案例)?)$"
)
_NOTHING = re.compile(r"[\n\[\]]|^(?:其|这些|很多|许多|活动|对标|“?[^”]*$(?<=“))")
_SHORT_NAME = re.compile("(?:^|[省市州盟])([^省市州盟]{2,4})[市县区旗]$")
_HOLLOW = re.compile("的|发展|工作")
_FEWEST = 2


def _trimmed(analysis: Analysis, start: int, end: int) -> tuple[int, int] | None:
    """What is learnt, without the place it is learnt from; None where only 先进经验 is said, or a place alone."""
    text = analysis.text
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    for mention in analysis.between(analysis.places.mentions, start, end):
        if mention.start - start <= 1:
            start = mention.end
            start += text.startswith(("市", "县", "区"), start) and not text.startswith(("市场", "区域"), start)
    head = text[start : min(start + 2, end)]
    for mention in analysis.places.mentions:  # 温岭 after 浙江省温岭市
        short = _SHORT_NAME.search(mention.surface) if head in mention.surface else None
        if short is not None and text.startswith(short.group(1), start, end):
            start += len(short.group(1))
            start += text.startswith(("市", "县", "区"), start) and not text.startswith(("市场", "区域"), start)
            break
    ours = _OURS.match(text, start, end)
    start = ours.end() if ours else start
    lead = _LEAD.match(text, start, end)
    start = lead.end() if lead else start
    while start < end and (tail := _TAIL.search(text, start, end)) is not None:
        end = tail.start()
    what = text[start:end]
    if _NOTHING.search(what) or what.count("“") != what.count("”") or what.count("‘") != what.count("’"):
        return None
    for mention in analysis.between(analysis.places.mentions, start, end):
        what = what.replace(mention.surface, "")
    named = len(_NO_WORD.sub("", _HOLLOW.sub("", what))) > _FEWEST
    return (start, end) if named and len(_NO_WORD.sub("", EMPTY.sub("", what))) >= _FEWEST else None


def _nearest(analysis: Analysis, left: int, right: int) -> Region | None:
    """The region named last before the lesson: the host, not the visitor that opens the sentence."""
    mentions = analysis.between(analysis.places.mentions, left, right)
    for mention in reversed(mentions):
        regions = analysis.regions(mention)
        if len(regions) == 1:
            return regions[0]
    return None


def _record(analysis: Analysis, draft: _Draft) -> Practice:
    source = analysis.source
    return Practice(
        evidence=tuple(source.span(*span) for span in draft.spans),
        problem=spelled(analysis, (draft.problem,)) if draft.problem else None,
        mechanism=spelled(analysis, (draft.mechanism,)),
        region=draft.region,
        conditions=tuple(dict.fromkeys(spelled(analysis, (span,)) for span in draft.conditions)),
        results=tuple(dict.fromkeys(spelled(analysis, (span,)) for span in draft.results)),
    )
