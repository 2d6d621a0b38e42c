"""Papers told by a verb of signing: 甲市与乙市签署《…》, 双方签订合作协议."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.missions import FOREIGN
from tashan.reading.chinese.papers import Pact, signed_papers, titled
from tashan.reading.chinese.signatories import (
    clause_start,
    meeting_told,
    one_with_each,
    pairs_of,
    parties_of,
    trip_near,
)
from tashan.reading.chinese.trips import Trip, When
from tashan.records import Organ
from tashan.regions import Region

if TYPE_CHECKING:
    from tashan.reading.chinese.gatherings import Gathering
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence, Token

PROPOSED: Final = re.compile(r"应该|应当|不妨|何不|如果|倘若|假如|呼吁|建议")
_WIDE: Final = frozenset("国际 海外 东盟 中亚 非洲 欧洲".split())
_STOCK: Final = re.compile(r"累计|共有|截至|历年|先后签署了?\d|已(?:经)?签(?:署|订)")
PLANNED: Final = re.compile(
    r"将|拟|计划(?<!合作计划)(?<!行动计划)(?<!工作计划)(?<!发展计划)|准备|推动|争取|力争|希望|尽快|适时|商定|约定|达成[^,。]{0,8}意向|初步"
)
# Spoken of, not signed here: 以签订协议为契机, 就《…》签订事项达成共识, 对双方签订协议表示祝贺.
_ONLY_NAMED: Final = re.compile(
    r"以(?:此次|这次|此|本次|双方|两地)?签[订署约][^,。;]*?为(?:新的?)?(?:契机|起点|抓手|纽带)|签[订署](?:等|有关|相关|的)?(?:事项|事宜|工作)"
    r"|(?:协议书?|备忘录|》)表示(?:热烈|衷心)?的?祝贺"
)
_YEARLY: Final = re.compile(r"(?:以来|年来|一年一度|每年|历届)[^。;]{0,20}?先后$")
_WILL_HOLD: Final = re.compile(
    r"将(?:于[^,。;]{1,12})?(?:在[^,。;]{1,12})?(?:召开|举行|举办|进行|开展|会见)[^,。;]*,(?:并|共同|现场|集中)*$"
)
# 还将就…签署; 将发布《…》,签订《…》
_WILL: Final = re.compile(
    r"(?:还|并|也)将(?:在|于|就|与|和)[^,。;]{1,80}$|将(?:在|于|就|共同|联合)?(?:发布|举行|召开|讨论|通过|审议)[^。;]{1,50}(?:,|、|并|和)(?:并?[与和同][^,。;]{1,20})?(?:共同|现场|正式|并)*$"
)
# Each delegation signs with its host, not with the other: 甲县代表团、乙区代表团先后来我市并签署.
_ONE_BY_ONE: Final = re.compile(r"(?:代表团|考察团|一行)[、和][^,。]*?(?:先后|分别|相继)[来到赴]")
_FIRMS_SIGN: Final = re.compile(
    r"(?:\d+|[一二三四五六七八九十]+|多)家[^,。;]{0,8}(?:企业|公司|合作社|旅行社)[^,。;与和]{0,6}$"
)
_AIM: Final = re.compile(r"为(?:了|加强|推进|推动|促进|进一步|深入|更好)")
_INTENT: Final = re.compile(r"[^,。;]{0,4}达成[^,。;]{0,4}意向")
_SINCE: Final = re.compile(r"[^,。;]{0,4}以来")
_SOME_DAY: Final = re.compile(r"今后|日后|未来|下一步|择期|择机|后续")
_SESSIONS_BEFORE: Final = re.compile(
    r"此前[一二两三四五六七八九十几数\d]*[届次]|前[一二两三四五六七八九十几数\d]+[届次]|往届|上届|历届"
)


def signed_by_verb(
    story: Story, sentence: Sentence, at: int, trips: list[Trip], meetings: list[Gathering]
) -> list[Pact]:
    """The papers that the verb of signing at one token is said to sign, with who signs them."""
    text, verb = story.text, sentence.tokens[at]
    clause = clause_start(text, verb.start, sentence.start)
    if _STOCK.search(text, clause, verb.end + 8) and not titled(sentence, at):
        return []
    foreign = FOREIGN.search(text, clause, verb.start)
    if (
        _AIM.match(text, clause, verb.start)
        or (foreign and foreign.group() not in _WIDE)
        or PROPOSED.search(text, sentence.start, verb.start)
        or _ONE_BY_ONE.search(text, clause, verb.start)
        or _FIRMS_SIGN.search(text, clause, verb.start)
    ):
        return []
    objects = signed_papers(story, sentence, at)
    if objects and _ONLY_NAMED.search(text, max(clause, verb.start - 4), objects[-1][1][1] + 8):
        return []
    if not objects or (_OF_INVESTORS.search(text, sentence.start, verb.start) and not titled(sentence, at)):
        return []
    planned = (
        text[verb.start - 1 : verb.start] == "就"
        or bool(_INTENT.match(text[objects[-1][1][1] : objects[-1][1][1] + 14]))
        or bool(PLANNED.search(text, max(clause, verb.start - 14), verb.start))
        or _WILL_HOLD.search(text, sentence.start, verb.start) is not None
        or _WILL.search(text, sentence.start, verb.start) is not None
    )
    recalled = (
        _EVER_SINCE.search(text, sentence.start, clause) is not None
        or OVER_YEARS.match(text, sentence.start) is not None
        or _UNDER_IT.search(text, sentence.start, verb.start) is not None
        or _BEFORE_NOW.search(text, sentence.start, verb.start) is not None
        or any(
            t.kind == "D" and (t.item.relative or "").startswith("last_year") and t.end <= verb.start
            for t in sentence.tokens
        )
        or bool(_YEARS_ON.match(text, objects[-1][1][1]))
        or bool(_SINCE.match(text[objects[-1][1][1] : objects[-1][1][1] + 8]))
        or _YEARLY.search(text, sentence.start, verb.start) is not None
        or any(
            t.kind == "B" and sentence.start <= t.start < verb.start and verb.start - t.end < 40
            for t in sentence.tokens
        )
    )
    earlier = _SESSIONS_BEFORE.search(text, sentence.start, verb.start) is not None
    found: list[Pact] = []
    several = pairs_of(story, sentence.start, verb.start) if "分别" in text[clause : verb.start] else []
    several = several or pairs_of(story, clause, verb.start)
    if not several and "分别" in text[clause : verb.start]:
        several = one_with_each(story, sentence, clause, verb.start, trips)
    if several and len(objects) == 1:
        title, span, friendship, counted = objects[0]
        when = signed_when(story, sentence, verb, trips, meetings)
        status = "planned" if planned else "signed"
        return [
            Pact(
                title or text[verb.end : span[1]].strip("了的"),
                (max(clause, sentence.start), span[1]),
                sentence.number,
                list(pair),
                None,
                when,
                status,
                recalled,
                friendship,
                among=True,
            )
            for pair in several
        ]
    for title, span, friendship, counted in objects:
        if counted and "企业" in text[clause : verb.start]:
            continue  # 两地企业和政府共签署36个协议
        parties, group = parties_of(story, sentence, at, title, span, trips, meetings)
        if parties is None or (not parties and group is not None and group.startswith(("两", "双"))):
            continue
        pact = Pact(
            title,
            (max(clause, sentence.start), span[1]),
            sentence.number,
            parties,
            group,
            friendship=friendship,
            counted=counted,
        )
        pact.status = "planned" if planned else "signed"
        pact.background = recalled or earlier
        pact.spoken_of = text.startswith("的", verb.end)
        if pact.spoken_of and _IN_LINE_WITH.search(text, sentence.start, verb.start):
            pact.background = True
        if not earlier and not (planned and _SOME_DAY.search(text, clause, verb.start)):
            pact.when = signed_when(story, sentence, verb, trips, meetings)
        if (
            title is None
            and not friendship
            and not planned
            and not _firm_subject(story, sentence, clause, verb.start, parties)
        ):
            continue
        found.append(pact)
    return found


_OF_INVESTORS: Final = re.compile(r"投资[^。;]{0,40}项目[^,。;]{0,4},?(?:并|成功|已)*$")
_EVER_SINCE: Final = re.compile(r"(?:协作|帮扶|支援|合作|交流|结对|挂钩)[^,。;]{0,6}以来,$")
_BEFORE_NOW: Final = re.compile("先后签[订署]了?[^。]{4,}")  # 先后签订了多项协议,尤其是…签订了…
_UNDER_IT: Final = re.compile(r"根据[^,。;]*\d{4}年[^,。;]{0,6}$")  # 根据三地政府于2010年签订的…
_IN_LINE_WITH: Final = re.compile("按照|落实|履行|执行|遵照")  # 按照两市签署的…协议
_YEARS_ON: Final = re.compile(r"[^,。;]{0,4},(?:\d+|[一二三四五六七八九十几多]+)(?:余|多)?年来")
OVER_YEARS: Final = re.compile(r"\s*(?:近年来|近[几两三]年来?|多年来|[几数]年来|长期以来|一直以来|这些年)")
_NOT_A_REGION: Final = re.compile(r"通过$|园区|开发区|平台|高校|医院|学校|单位")


def _firm_subject(story: Story, sentence: Sentence, start: int, end: int, parties: list[Region | Organ]) -> bool:
    """An unnamed agreement counts only where the signatories stand right before the verb, or a visit or meeting is told."""
    if not parties:
        return any(t.kind == "D" for t in sentence.tokens)
    text = story.text[start:end]
    return not _NOT_A_REGION.search(text)


_YEAR_OF_IT: Final = re.compile(r"\d{4}年[,,]?[^,。;\d]{0,10}$")  # 2018年两省签署…


def _of_the_act(date: Any) -> bool:
    """Whether a date tells when something is done, not only in which years."""
    vague = (date.relative or "").startswith(("recent", "last", "this_y", "now"))
    return date.kind != "year" and (date.kind in ("day", "month") or not vague)


def signed_when(story: Story, sentence: Sentence, verb: Token, trips: list[Trip], meetings: list[Gathering]) -> When:
    """When something is signed: the day before the verb, else that of the meeting or trip being told."""
    from tashan.reading.chinese.participants import from_trip

    dates = [
        t.item
        for t in sentence.tokens
        if t.kind == "D" and t.end <= verb.start and t.item.kind in ("day", "month", "relative", "year")
    ]
    if dates and (
        _YEAR_OF_IT.search(story.text, max(sentence.start, verb.start - 16), verb.start) or _of_the_act(dates[-1])
    ):
        when = story.when(dates[-1:])
        if when.start or when.stated:
            return when
    meeting = meeting_told(story, meetings, sentence)
    if meeting is not None and meeting.when.start:
        return meeting.when
    trip = trip_near(trips, sentence.number)
    if trip is not None:
        return from_trip(trip)
    if dates and dates[-1].kind == "year":
        return story.when(dates[-1:])
    return When()
