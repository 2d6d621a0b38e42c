"""
Agreements signed between regions.

A verb of signing with a title in 《》 or a noun that names a kind of paper; the parties stand before the verb, in the
title, or are the two sides of the visit or meeting that is being told. Contracts of firms are none, nor are papers that
a meeting only adopts.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.missions import FOREIGN
from tashan.reading.chinese.papers import Pact, keep, signed_papers, titled
from tashan.reading.chinese.signatories import (
    clause_start,
    meeting_near,
    named_parties,
    pairs_of,
    parties_of,
    tops,
    trip_near,
)
from tashan.reading.chinese.tokens import Token
from tashan.reading.chinese.trips import Trip, When
from tashan.reading.dating import days_of
from tashan.records import Agreement, Organ
from tashan.regions import Region
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.gatherings import Gathering
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

_PROPOSED: Final = re.compile(r"应该|应当|不妨|何不|如果|倘若|假如|呼吁|建议")
_WIDE: Final = frozenset("国际 海外 东盟 中亚 非洲 欧洲".split())
_STOCK: Final = re.compile(r"累计|共有|截至|历年|先后签署了?\d|已(?:经)?签(?:署|订)")
_PLANNED: Final = re.compile(r"将|拟|计划|准备|推动|争取|力争|希望|尽快|适时|商定|约定|达成[^,。]{0,8}意向|初步")
_STRENGTH: Final = (
    (re.compile(r"备忘录|意向书|纪要|倡议|宣言|公约"), "memorandum"),
    (re.compile(r"框架|战略合作|全面"), "framework"),
    (re.compile(r"合同"), "contract"),
    (re.compile(r"协同立法|条例"), "parallel_legislation"),
    (re.compile(r"协议|协定|计划|责任书"), "specific"),
)


def read_agreements(story: Story, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """The agreements a document tells, each once."""
    found: list[Pact] = []
    for sentence in story.sentences:
        if "S" not in sentence.skeleton:
            continue
        for at, token in enumerate(sentence.tokens):
            if token.kind != "S" or (token.item == "签约" and not titled(sentence, at)):
                continue
            for pact in _signed(story, sentence, at, trips, meetings):
                keep(found, pact)
    for sentence in story.sentences:
        for read in (_signed_by_all, _signed_there, _between_towns):
            for pact in read(story, sentence, trips, meetings):
                keep(found, pact)
        for pact in (
            *_at_ceremonies(story, sentence, trips, meetings),
            *_untitled(story, sentence, trips, meetings),
        ):
            if not any(
                tops(p.parties)
                and {q.name for q in p.parties} >= {q.name for q in pact.parties}
                and (not pact.title or not p.title or p.title == pact.title or abs(p.sentence - pact.sentence) <= _NEAR)
                for p in found
            ):
                keep(found, pact)
    found = [p for p in found if not any(_of_parts(q, p) for q in found)]
    named = [p for p in found if p.title]
    return [
        p
        for p in found
        if not (p.counted and 2 * len(named) >= p.counted)
        and not (p.title is None and not p.friendship and not p.counted and any(_towns_of(q, p) for q in named))
        and not (
            p.title is None
            and not p.friendship
            and not p.counted
            and any(
                {r.name for r in q.parties} == {r.name for r in p.parties} and abs(q.sentence - p.sentence) <= 2
                for q in found
                if q.title or q.friendship
            )
        )
    ]


_CEREMONY: Final = re.compile(r"(?:协议书|协议|备忘录|意向书|协定)[》”]?(?:签约|签字|签署|签订)(?:仪式|活动|会)")
_SIGNATORY_TAIL: Final = re.compile(
    r"^(?:(?:人民)?政府|省直部门|[市县区州省]|党委|两[市县区地省]|的|缔结|签署|签订|战略性)+(?=[^的])"
)
_OFFICE_SIGNS: Final = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:厅|局|委|办)(?=[、与和]|[\u4e00-\u9fff“《]{4})")
_SIGNED_AT: Final = re.compile("》?”?(?:签约|签字|签署|签订)")


def _at_ceremonies(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲市与乙市战略合作协议签约仪式在丙举行: the name of a ceremony tells the paper and its two parties."""
    text = story.text
    found: list[Pact] = []
    if "仪式" not in text[sentence.start : sentence.end] and "签约" not in text[sentence.start : sentence.end]:
        return found
    for match in _CEREMONY.finditer(text, sentence.start, sentence.end):
        end = _SIGNED_AT.search(text, match.start()).start()  # type: ignore[union-attr]
        start = max(text.rfind(mark, sentence.start, match.start()) + 1 for mark in ",。;!?\n:在")
        places = story.analysis.between(story.analysis.places.mentions, max(start, sentence.start), end)
        parties: list[Any] = list(dict.fromkeys(r for m in places for r in story.regions(m)))
        if not places or len(tops(list(parties))) != 2 or _PROPOSED.search(text, sentence.start, start):
            continue
        organs = [_OFFICE_SIGNS.match(text, m.end, end) for m in places]
        last = organs[-1].end() if organs[-1] else places[-1].end
        if all(organs) and len(places) == len(parties):
            parties = [Organ(m.surface + o.group(), r) for m, o, r in zip(places, organs, parties, strict=True) if o]
        title = _SIGNATORY_TAIL.sub("", text[last:end].strip("《“的"))
        pact = Pact(title, (places[0].start, end), sentence.number, list(parties))
        pact.status = "planned" if _PLANNED.search(text, start, match.end() + 12) else "signed"
        pact.when = _when(story, sentence, Token("S", match.end(), match.end()), trips, meetings)
        found.append(pact)
    return found


_THERE: Final = re.compile(
    r"([^,。;!?\n《》:]{3,40}?(?:协议书|协议|备忘录|意向书|纪要|宣言)),?(?:昨日|今日|日前|当日|正式)?"
    r"在[^,。;]{2,12}?(?:正式|共同|成功|现场)?(?:签署|签订|签字)(?!仪式)"
)


def _signed_there(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲乙两省联席会议纪要在丙签署: the paper is the subject, and its name holds who signs."""
    text = story.text
    if "在" not in text[sentence.start : sentence.end] or "签" not in text[sentence.start : sentence.end]:
        return []
    match = _THERE.search(text, sentence.start, sentence.end)
    if match is None or _PROPOSED.search(text, sentence.start, match.start()):
        return []
    places = story.analysis.between(story.analysis.places.mentions, match.start(1), match.end(1))
    parties: list[Any] = list(dict.fromkeys(r for m in places for r in story.regions(m)))
    if len(tops(parties)) != _PAIR:
        return []
    title = re.sub("^(?:其中|会上|昨日|今日|日前|当日)", "", match.group(1))
    pact = Pact(title, (match.start(1), match.end()), sentence.number, parties)
    pact.status = "planned" if _PLANNED.search(text, match.end(1), match.end()) else "signed"
    pact.when = _when(story, sentence, Token("S", match.end(), match.end()), trips, meetings)
    return [pact]


_PAIR: Final = 2
_TOWN: Final = r"((?:[\u4e00-\u9fff]{2,3}[市县区])?[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))(?:人民政府|党委|政府)?"
_TOWNS: Final = re.compile(_TOWN + "[与和同]" + _TOWN)
_NEXT_TOWNS: Final = re.compile(r"(?:[、,;]|及|和|以及)")
_THEY_SIGN: Final = re.compile(
    r"(?:等)?(?:分别|共同|也|还|在会上|现场)*(?:签订|签署|签定|签了|签)了?([^,。;]{0,24}?(?:协议书|协议|备忘录|意向书|责任书))"
)


def _between_towns(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲镇与丙镇、乙镇与丁镇分别签署了结对协议: towns of the guests and of the hosts, each pair a paper of its own."""
    text = story.text
    trip = trip_near(trips, sentence.number)
    if trip is None or "签" not in text[sentence.start : sentence.end] or not trip.hosts:
        return []
    pairs: list[re.Match[str]] = []
    for match in _TOWNS.finditer(text, sentence.start, sentence.end):
        if pairs and not _NEXT_TOWNS.fullmatch(text, pairs[-1].end(), match.start()):
            pairs = []
        pairs.append(match)
    signed = _THEY_SIGN.match(text, pairs[-1].end(), sentence.end) if pairs else None
    if signed is None:
        return []
    guest, host = trip.visitors[0], trip.hosts[0]
    home = story.publisher or story.home_region(None)
    first, second = (host, guest) if home is not None and home == host else (guest, host)
    when = _when(story, sentence, Token("S", signed.start(), signed.end()), trips, meetings)
    title = signed.group(1).strip("了的《“")
    found = []
    for pair in pairs:
        one, two = _town_of(first, pair.group(1)), _town_of(second, pair.group(2))
        if one is not None and two is not None:
            span, words = (pair.start(), signed.end()), title if len(title) > _SHORT else None
            found.append(Pact(words, span, sentence.number, [one, two], when=when))
    return found


def _of_parts(near: Pact, wide: Pact) -> bool:
    """Whether a paper of two towns is what another reading of its sentence gives to their counties."""
    if near is wide or near.title != wide.title or near.sentence != wide.sentence or not wide.parties:
        return False
    regions = [p for p in wide.parties if isinstance(p, Region)]
    inner = [p for p in near.parties if isinstance(p, Region) and p.level == "township"]
    return (
        bool(inner) and all(any(contains(r, p) for r in regions) for p in inner) and set(near.parties) != set(regions)
    )


def _towns_of(near: Pact, wide: Pact) -> bool:
    """Whether towns of just those who sign the second have signed the first before."""
    if near.sentence >= wide.sentence:
        return False
    regions = [p for p in wide.parties if isinstance(p, Region)]
    towns = [p for p in near.parties if isinstance(p, Region) and p.level == "township"]
    return len(towns) == len(regions) == _PAIR and all(any(contains(r, t) for t in towns) for r in regions)


_SHORT: Final = 3
_NEAR: Final = 2


def _town_of(side: Region, name: str) -> Region | None:
    """The town of that name below one side; the side itself where it is that town."""
    bare = re.sub(r"^[\u4e00-\u9fff]{2,3}[市县区](?=[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))", "", name)
    if side.name.endswith(bare):
        return side
    return Region(None, side.name + bare, "township") if side.level == "county" else None


_SIGN_WITH: Final = re.compile(r"(?:(?:人民)?政府|党委|[省市县区州]委)?[与和同]")
_SIGN_UP: Final = re.compile(
    r"(?:(?:人民)?政府|党委)?(?:在[^,。;在]{2,8})?(?:就[^,。;]{2,24})?(?:正式|成功|顺利|再次|再度|今日|今天|昨日|昨天|现场|集中)*签约"
    r"(?=[,。;!\s]|$|缔结|结为|合作|共建|携手)"
)


def _untitled(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲市政府和乙县就帮扶工作签约: two governments sign, and nobody names the paper."""
    text = story.text
    if "签约" not in text[sentence.start : sentence.end]:
        return []
    found: list[Pact] = []
    places = story.analysis.between(story.analysis.places.mentions, sentence.start, sentence.end)
    for left, right in itertools.pairwise(places):
        signed = _SIGN_UP.match(text, right.end, sentence.end)
        if signed is None or not _SIGN_WITH.fullmatch(text, left.end, right.start):
            continue
        parties = [*story.regions(left), *story.regions(right)]
        if len(parties) != 2 or len(tops(list(parties))) != 2:
            continue
        if _PROPOSED.search(text, sentence.start, left.start) or FOREIGN.search(text, left.start, signed.end()):
            continue
        pact = Pact(None, (left.start, signed.end()), sentence.number, list(parties))
        pact.status = (
            "planned" if _PLANNED.search(text, max(sentence.start, left.start - 8), signed.end()) else "signed"
        )
        pact.when = _when(story, sentence, Token("S", signed.end(), signed.end()), trips, meetings)
        found.append(pact)
    return found


_BY_ALL: Final = re.compile(
    r"([^,。;!?\n《》:]{3,40}?(?:协议书|协议|备忘录|意向书|协定)),?由(?=[^。;\n]{6,90}?共同(?:签约|签署|签订))"
)


def _signed_by_all(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """…框架协议,由甲市、乙市、丙市共同签署."""
    text = story.text
    if "共同签" not in text[sentence.start : sentence.end]:
        return []
    found: list[Pact] = []
    for match in _BY_ALL.finditer(text, sentence.start, sentence.end):
        end = text.index("共同签", match.end())
        parties = [p for p in named_parties(story, sentence, match.end(), end) if not isinstance(p, Organ)]
        if len(tops(list(parties))) < 2:
            continue
        title = match.group(1).removeprefix("其中").strip("《》“”")
        pact = Pact(title, (match.start(1), end), sentence.number, list(parties))
        pact.when = _when(story, sentence, Token("S", end, end), trips, meetings)
        found.append(pact)
    return found


_AIM: Final = re.compile(r"为(?:了|加强|推进|推动|促进|进一步|深入|更好)")
_INTENT: Final = re.compile(r"[^,。;]{0,4}达成[^,。;]{0,4}意向")
_SINCE: Final = re.compile(r"[^,。;]{0,4}以来")


def _signed(story: Story, sentence: Sentence, at: int, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    text, verb = story.text, sentence.tokens[at]
    clause = clause_start(text, verb.start, sentence.start)
    if _STOCK.search(text, clause, verb.end + 8) and not titled(sentence, at):
        return []
    foreign = FOREIGN.search(text, clause, verb.start)
    if (
        _AIM.match(text, clause, verb.start)
        or (foreign and foreign.group() not in _WIDE)
        or _PROPOSED.search(text, sentence.start, verb.start)
    ):
        return []
    objects = signed_papers(story, sentence, at)
    if not objects or (_OF_INVESTORS.search(text, sentence.start, verb.start) and not titled(sentence, at)):
        return []
    planned = (
        text[verb.start - 1 : verb.start] == "就"
        or bool(_INTENT.match(text[objects[-1][1][1] : objects[-1][1][1] + 14]))
        or bool(_PLANNED.search(text, max(clause, verb.start - 14), verb.start))
    )
    recalled = (
        _EVER_SINCE.search(text, sentence.start, clause) is not None
        or bool(_SINCE.match(text[objects[-1][1][1] : objects[-1][1][1] + 8]))
        or any(
            t.kind == "B" and sentence.start <= t.start < verb.start and verb.start - t.end < 40
            for t in sentence.tokens
        )
    )
    found: list[Pact] = []
    several = pairs_of(story, sentence.start, verb.start) if "分别" in text[clause : verb.start] else []
    several = several or pairs_of(story, clause, verb.start)
    if several and len(objects) == 1:
        title, span, friendship, counted = objects[0]
        when = _when(story, sentence, verb, trips, meetings)
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
        pact.background = recalled
        pact.when = _when(story, sentence, verb, trips, meetings)
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
_NOT_A_REGION: Final = re.compile(r"通过$|园区|开发区|平台|高校|医院|学校|单位")


def _firm_subject(story: Story, sentence: Sentence, start: int, end: int, parties: list[Region | Organ]) -> bool:
    """An unnamed agreement counts only where the signatories stand right before the verb, or a visit or meeting is told."""
    if not parties:
        return any(t.kind == "D" for t in sentence.tokens)
    text = story.text[start:end]
    return not _NOT_A_REGION.search(text)


def _when(story: Story, sentence: Sentence, verb: Token, trips: list[Trip], meetings: list[Gathering]) -> When:
    from tashan.reading.chinese.participants import from_trip

    dates = [
        t.item
        for t in sentence.tokens
        if t.kind == "D" and t.end <= verb.start and t.item.kind in ("day", "month", "relative", "year")
    ]
    if (
        dates
        and dates[-1].kind != "year"
        and not (dates[-1].relative or "").startswith(("recent", "last", "this_y", "now"))
    ):
        when = story.when(dates[-1:])
        if when.start or when.stated:
            return when
    meeting = meeting_near(meetings, sentence.number)
    if meeting is not None and meeting.when.start:
        return meeting.when
    trip = trip_near(trips, sentence.number)
    if trip is not None:
        return from_trip(trip)
    if dates and dates[-1].kind == "year":
        return story.when(dates[-1:])
    return When()


def to_agreement(pact: Pact, story: Story, fields: tuple[str, ...]) -> Agreement:
    """The record of an agreement."""
    source = story.analysis.source
    evidence = [source.span(*pact.span)]
    when = pact.when
    if when.span and not (pact.span[0] <= when.span[0] and when.span[1] <= pact.span[1]):
        evidence.append(source.span(*when.span, "date"))
    if when.year and when.start:
        evidence.append(source.span(*when.year, "year"))
    title = pact.title
    if title:
        start = story.text.find(title, pact.span[0])
        title = source.original(start, start + len(title)) if start >= 0 else title
    strength = next((name for pattern, name in _STRENGTH if pattern.search(pact.title or "")), None)
    return Agreement(
        evidence=tuple(evidence), flags=when.flags, candidates=days_of(when.candidates), background=pact.background, title=title,
        parties=tuple(pact.parties), date=when.start, status=pact.status, strength=strength, fields=fields, parties_group=pact.group,
    )  # fmt: skip
