"""
Agreements signed between regions.

A verb of signing with a title in 《》 or a noun that names a kind of paper; the parties stand before the verb, in the
title, or are the two sides of the visit or meeting that is being told. Contracts of firms are none, nor are papers that
a meeting only adopts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.missions import FOREIGN
from tashan.reading.chinese.tokens import Token
from tashan.reading.chinese.trips import Trip, When, inside
from tashan.reading.dating import days_of
from tashan.records import Agreement, Organ
from tashan.regions import Region
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.meetings import Gathering
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

_ON_TITLE: Final = re.compile(r"《([^《》]{4,80})》[^,。;《》]{0,6}$")
_BARE: Final = re.compile(
    r"^(?:系列|有关|一系列|多项|多个|相关|合作|结对|帮扶|共建|及|、|和|与|的|了|若干|等|两个|三个|四个|\d+[个项份]|一揽子|双边|首批|互联互通)*(?:协议|协议书|文件|合同)$"
)
_FRIENDSHIP: Final = re.compile(
    r"友好(?:合作)?(?:城市|市县|县市|县区|区县|县|市|关系|乡镇|区|城区|州|工商联|政协|人大|法院|学校|医院|商会|协会|村|社区)|姐妹城市|友城|结对关系"
)
_PACT_VERB: Final = re.compile(r"缔结|结为|结成|建立")
_OBJECT: Final = re.compile(
    r"[^,。;!?\n《》]{0,60}?(?:协议书|协议|备忘录|意向书|宣言|公约|协定|议定书|倡议书|合作框架(?!协议|意向)|责任书|纪要|行动计划|合作文件|友好(?:合作)?(?:城市|市县|县市|县区|区县|县|市|关系|乡镇|区|州|工商联|政协|人大|法院|学校|医院|商会|协会|村|社区)|姐妹城市|友城)"
)
_SEVERAL: Final = re.compile(r"^(?:包括|涵盖|涉及)|(?:[多数][项个份]|系列|一批|一揽子)")  # counted, not titled
_MORE: Final = re.compile(
    r"[,、]?(?:以及|和|与|及|并|、|,)?(?=[^,。;]{4,60}?(?:协议书|协议|备忘录|意向书|议定书)(?:[,。;]|$))"
)
_AFTER_TITLE: Final = re.compile(r"(?:的)?(?:合作)?(?:协议书|协议|备忘录|意向书)?")
_COUNT: Final = re.compile(r"(\d+|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|项|份)")
_FIRM: Final = re.compile(r"公司|集团|企业|银行|商会|合作社|投资方|厂")
_PROPOSED: Final = re.compile(r"应该|应当|不妨|何不|如果|倘若|假如|呼吁|建议")
_WIDE: Final = frozenset("国际 海外 东盟 中亚 非洲 欧洲".split())
_STOCK: Final = re.compile(r"累计|共有|截至|历年|先后签署了?\d|已(?:经)?签(?:署|订)")
_ORGAN: Final = re.compile(
    r"(?:省|市|县|区|州|自治区|盟)?(?:人民政府|政府)?(?:(?!在|举办|签)[\u4e00-\u9fff]){0,12}?(?:局|委(?!员|常)|厅|办公室|办|院|协会|商会|联合会|委员会|工会|学会|社|中心|总工会|妇联|公安处|支队|法院|检察院|税务局|工商联|学校|大学)(?=[、与和及]|签|在|就|分|共|联|正|缔|结|达|,|也|于|将|$|\W)"
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
_PLANNED: Final = re.compile(r"将|拟|计划|准备|推动|争取|力争|希望|尽快|适时|商定|约定|达成[^,。]{0,8}意向|初步")
_STRENGTH: Final = (
    (re.compile(r"备忘录|意向书|纪要|倡议|宣言|公约"), "memorandum"),
    (re.compile(r"框架|战略合作|全面"), "framework"),
    (re.compile(r"合同"), "contract"),
    (re.compile(r"协同立法|条例"), "parallel_legislation"),
    (re.compile(r"协议|协定|计划|责任书"), "specific"),
)


@dataclass(slots=True)
class Pact:
    """An agreement while it is being read."""

    title: str | None
    span: tuple[int, int]
    sentence: int
    parties: list[Region | Organ] = field(default_factory=list)
    group: str | None = None
    when: When = field(default_factory=When)
    status: str = "signed"
    background: bool = False
    friendship: bool = False
    counted: bool = False


def read_agreements(story: Story, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """The agreements a document tells, each once."""
    found: list[Pact] = []
    for sentence in story.sentences:
        if "S" not in sentence.skeleton:
            continue
        for at, token in enumerate(sentence.tokens):
            if token.kind != "S" or (token.item == "签约" and not _titled(sentence, at)):
                continue
            for pact in _signed(story, sentence, at, trips, meetings):
                _keep(found, pact)
    for sentence in story.sentences:
        for pact in _signed_by_all(story, sentence, trips, meetings):
            _keep(found, pact)
        for pact in _at_ceremonies(story, sentence, trips, meetings):
            if not any(
                _tops(p.parties) and {q.name for q in p.parties} >= {q.name for q in pact.parties} for p in found
            ):
                _keep(found, pact)
    named = [p for p in found if p.title]
    return [
        p
        for p in found
        if not (p.counted and named)
        and not (
            p.title is None
            and not p.friendship
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
        parties = list(dict.fromkeys(r for m in places for r in story.regions(m)))
        if not places or len(_tops(list(parties))) != 2 or _PROPOSED.search(text, sentence.start, start):
            continue
        title = _SIGNATORY_TAIL.sub("", text[places[-1].end : end].strip("《“的"))
        pact = Pact(title, (places[0].start, end), sentence.number, list(parties))
        pact.status = "planned" if _PLANNED.search(text, start, match.end() + 12) else "signed"
        pact.when = _when(story, sentence, Token("S", match.end(), match.end()), trips, meetings)
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
        parties = [p for p in _named_parties(story, sentence, match.end(), end) if not isinstance(p, Organ)]
        if len(_tops(list(parties))) < 2:
            continue
        title = match.group(1).removeprefix("其中").strip("《》“”")
        pact = Pact(title, (match.start(1), end), sentence.number, list(parties))
        pact.when = _when(story, sentence, Token("S", end, end), trips, meetings)
        found.append(pact)
    return found


def _titled(sentence: Sentence, at: int) -> bool:
    return any(t.kind == "T" for t in sentence.tokens[at + 1 : at + 3])


_INTENT: Final = re.compile(r"[^,。;]{0,4}达成[^,。;]{0,4}意向")
_SINCE: Final = re.compile(r"[^,。;]{0,4}以来")


def _signed(story: Story, sentence: Sentence, at: int, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    text, verb = story.text, sentence.tokens[at]
    clause = _clause_start(text, verb.start, sentence.start)
    if _STOCK.search(text, clause, verb.end + 8) and not _titled(sentence, at):
        return []
    foreign = FOREIGN.search(text, clause, verb.start)
    if (foreign and foreign.group() not in _WIDE) or _PROPOSED.search(text, sentence.start, verb.start):
        return []
    objects = _objects(story, sentence, at)
    if not objects or (_OF_INVESTORS.search(text, sentence.start, verb.start) and not _titled(sentence, at)):
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
    several = _pairs(story, sentence.start, verb.start) if "分别" in text[clause : verb.start] else []
    several = several or _pairs(story, clause, verb.start)
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
        parties, group = _parties(story, sentence, at, title, span, trips, meetings)
        if parties is None:
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
_PAIRED: Final = re.compile(r"(?:人民)?(?:政府)?[与和同]")
_BOTH: Final = re.compile(r"^(?:两[地省市县区州]|双方)(?=[^,。的]{4,}$)")
_EVER_SINCE: Final = re.compile(r"(?:协作|帮扶|支援|合作|交流|结对|挂钩)[^,。;]{0,6}以来,$")


def _pairs(story: Story, start: int, end: int) -> list[tuple[Region, Region]]:
    """A与B、C与D、E与F签署: several agreements, each of its own two parties."""
    text = story.text
    mentions = [m for m in story.analysis.between(story.analysis.places.mentions, start, end) if m.form != "group"]
    found: list[tuple[Region, Region]] = []
    for at in range(len(mentions) - 1, 0, -2):
        left, right = mentions[at - 1], mentions[at]
        one, two = story.regions(left), story.regions(right)
        if not _PAIRED.fullmatch(text, left.end, right.start) or len(one) != 1 or len(two) != 1:
            break
        found.insert(0, (one[0], two[0]))
        if at < 2 or not _NEXT_PAIR.fullmatch(text, mentions[at - 2].end, left.start):
            break
    return found if len(found) > 1 else []


_NEXT_PAIR: Final = re.compile(r"(?:(?:人民)?政府)?(?:[、,]|以及|及|和)+")
_NOT_A_REGION: Final = re.compile(r"通过$|园区|开发区|平台|高校|医院|学校|单位")


def _firm_subject(story: Story, sentence: Sentence, start: int, end: int, parties: list[Region | Organ]) -> bool:
    """An unnamed agreement counts only where the signatories stand right before the verb, or a visit or meeting is told."""
    if not parties:
        return any(t.kind == "D" for t in sentence.tokens)
    text = story.text[start:end]
    return not _NOT_A_REGION.search(text)


_LINKS: Final = re.compile(r"^(?:了|的|下|并|以及|和|及|、|,|《|“)+")
_COUNTED: Final = re.compile(r"^等?(?:共计?)?(?:\d+|[一二两三四五六七八九十]+)(?:个|项|份)")
_SHORT_FOR: Final = re.compile(r"简称|称为$")
_COUNT_FIRST: Final = re.compile(r"^(?:了)?(?:共计?)?(?:\d+|[一二两三四五六七八九十百]+)")


def _objects(story: Story, sentence: Sentence, at: int) -> list[tuple[str | None, tuple[int, int], bool, bool]]:
    """What is signed: (title, place in the text, friendship pact, only a count)."""
    text, tokens, verb = story.text, sentence.tokens, sentence.tokens[at]
    titles = []
    behind = _ON_TITLE.search(text, max(sentence.start, verb.start - 100), verb.start)
    if behind and verb.item.startswith(("签", "落笔")):  # 在《…》上签字
        return [(behind.group(1), (behind.start(), verb.end), False, False)]
    if verb.item in ("签字", "签了字", "落笔", "签上"):
        return []
    step = at + 1
    while step < len(tokens) and tokens[step].kind in "T.cFOP(),Jr":
        if tokens[step].kind == "T":
            if not _SHORT_FOR.search(text[max(verb.end, tokens[step].start - 5) : tokens[step].start]):
                titles.append(tokens[step])
        elif (tokens[step].kind == "," and titles) or tokens[step].kind == ",":
            break
        step += 1
    if titles:
        found: list[tuple[str | None, tuple[int, int], bool, bool]] = []
        for token in titles:
            tail = _AFTER_TITLE.match(text, token.end)
            end = tail.end() if tail else token.end
            found.append((text[token.start + 1 : token.end - 1], (verb.start, end), False, False))
        return found
    found = []
    start = verb.end
    while True:
        match = _OBJECT.match(text, start, sentence.end)
        if not match:
            break
        signed = match.group()
        if signed.count("”") > signed.lstrip("了的“").count("“"):
            signed = signed.rsplit("”", 1)[-1]  # “1+9”共10个合作协议
        words = _LINKS.sub("", signed)
        words = _BOTH.sub("", _COUNTED.sub("", words))
        count = _COUNT.search(signed)
        if words.endswith("合作文件") and not count:
            break  # "signed documents" says no more than the records that name them
        friendship = bool(_FRIENDSHIP.search(words)) and (
            bool(_PACT_VERB.search(verb.item))
            or words.endswith(("市", "县", "区", "关系", "友城", "镇", "联", "协", "院", "校"))
        )
        if friendship and "协议" not in words:
            found.append((None, (verb.start, match.end()), True, False))
        elif count and _COUNT_FIRST.match(signed):
            value = _number(count.group(1))
            if value is None or (value > 4 and "文件" not in words and "备忘录" not in words):
                return found
            found.append((None, (verb.start, match.end()), False, True))
        elif len(words) <= 60:
            title = None if _BARE.match(words) or _SEVERAL.search(words) or len(words) < 4 else words
            found.append((title, (verb.start, match.end()), False, False))
        more = _MORE.match(text, match.end(), sentence.end)
        if (
            not more
            or more.end() == match.end()
            or any(
                t.kind in "SMAG" and match.end() <= t.start < match.end() + (60 if t.kind == "S" else 6) for t in tokens
            )
        ):
            break
        start = more.end()
    return found


def _number(text: str) -> int | None:
    from tashan.reading.numbers import parse_number

    value = parse_number(text)
    return int(value) if value is not None else None


_TWO_SIDES: Final = re.compile(r"两[省市县区地州]")
_JOINS: Final = re.compile(r"与|和|·|—|、")
_ON_BEHALF: Final = re.compile(r"代表")


def _parties(
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
    clause = _clause_start(text, verb.start, sentence.start)
    subject = text[clause : verb.start]
    named = _named_parties(story, sentence, clause, verb.start)
    if len(_tops(named)) >= 2:
        return named, None
    inside_title = [
        r
        for m in story.analysis.between(story.analysis.places.mentions, *span)
        if m.form != "group" or len(story.regions(m)) == 2
        for r in story.regions(m)
    ]
    if (
        title
        and len(_tops(list(dict.fromkeys(inside_title)))) == 2
        and (_JOINS.search(title) or any(t.kind == "O" for t in sentence.tokens if clause <= t.start < verb.start))
    ):
        return list(dict.fromkeys(inside_title)), None
    if _FIRM.search(subject) and not any(t.kind == "O" for t in sentence.tokens if clause <= t.start < verb.start):
        return None, None
    trip = _trip_near(trips, sentence.number)
    meeting = _meeting_near(meetings, sentence.number)
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
    if len(_tops(sides)) == 2 and (not trip or _ON_BEHALF.search(subject)):
        return list(sides), None
    both = _TWO_SIDES.search(subject[-12:])
    if meeting is not None and not (trip is not None and both):
        if meeting.group and len(_tops(list(meeting.participants))) < 3:
            return [], meeting.group
        if len(_tops(list(meeting.participants))) >= 2:
            return list(meeting.participants), None
    if trip is not None:
        sides = [*trip.visitors[:1], *_equals(trip)]
        return (list(sides), None) if len(_tops(sides)) >= 2 else (None, None)
    if meeting is not None and meeting.group:
        return [], meeting.group
    if (
        len(named) == 1
        and (home := story.home_region(None)) is not None
        and not inside(home, _region(named[0]) or home)
    ):
        return [*named, home], None
    group = next(
        (
            m.surface
            for m in story.analysis.between(story.analysis.places.mentions, clause, verb.start)
            if m.form == "group"
        ),
        None,
    )
    return ([], group) if group else (None, None)


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
        if len(_tops(list(named))) == wanted:
            return _tops(list(named))
    return []


def _region(party: Region | Organ) -> Region | None:
    return party if isinstance(party, Region) else party.region


def _tops(parties: list[Any]) -> list[Any]:
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


_FIRM_NEAR: Final = re.compile(r"[\u4e00-\u9fff]{0,8}(?:公司|集团|企业)")


def _named_parties(story: Story, sentence: Sentence, start: int, end: int) -> list[Region | Organ]:
    """Regions and organs that stand as the subject of the clause."""
    text = story.text
    found: list[Region | Organ] = []
    for mention in story.analysis.between(story.analysis.places.mentions, start, end):
        if text.count("“", start, mention.start) > text.count("”", start, mention.start):
            continue
        before = text[mention.start - 1 : mention.start]
        regions = story.regions(mention)
        if before in ("在", "于", "赴", "到", "来", "(") or text[mention.end : mention.end + 1] == "(":
            continue
        tail = _ORGAN.match(text, mention.end, end)
        if tail and "常委" in tail.group():
            tail = None
        if tail and len(regions) == 1 and not _PLAIN_GOVERNMENT.fullmatch(tail.group()) and len(tail.group()) > 1:
            name = _full_name(mention.surface + tail.group())
            found.append(Organ(name, regions[0]))
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


def _full_name(name: str) -> str:
    for pattern, full in _FULL:
        name = pattern.sub(full, name)
    return name


def _trip_near(trips: list[Trip], number: int) -> Trip | None:
    near = [t for t in trips if t.sentence - 1 <= number <= t.last + 4 and not t.promotion]
    return near[-1] if near else None


def _meeting_near(meetings: list[Gathering], number: int, reach: int = 4) -> Gathering | None:
    near = [m for m in meetings if m.sentence <= number <= m.sentence + reach and m.status == "done"]
    return near[-1] if near else None


def _when(story: Story, sentence: Sentence, verb: Token, trips: list[Trip], meetings: list[Gathering]) -> When:
    from tashan.reading.chinese.meetings import _from_trip

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
    meeting = _meeting_near(meetings, sentence.number)
    if meeting is not None and meeting.when.start:
        return meeting.when
    trip = _trip_near(trips, sentence.number)
    if trip is not None:
        return _from_trip(trip)
    if dates and dates[-1].kind == "year":
        return story.when(dates[-1:])
    return When()


def _clause_start(text: str, end: int, floor: int) -> int:
    """The clause that the verb belongs to; a comma inside a list of signatories does not end it."""
    start = max(floor, max(text.rfind(mark, floor, end) for mark in "。;\n") + 1)
    comma = text.rfind(",", start, end)
    if comma < 0:
        return start
    return comma + 1 if end - comma > 6 else max(start, text.rfind(",", start, comma) + 1)


def _keep(found: list[Pact], pact: Pact) -> None:
    """The same paper told twice is one."""
    for other in found:
        if pact.title and other.title and _same(pact.title, other.title) and not _disjoint(pact, other):
            other.parties = other.parties if len(other.parties) >= len(pact.parties) else pact.parties
            if len(pact.title) > len(other.title):
                other.title, other.span = pact.title, pact.span
            if not other.when.start:
                other.when = pact.when
            other.background = other.background and pact.background
            return
        if (
            pact.title is None
            and other.title is None
            and pact.friendship == other.friendship
            and pact.parties == other.parties
        ):
            return
    found.append(pact)


def _disjoint(a: Pact, b: Pact) -> bool:
    """Whether two papers of one name have quite different signatories."""
    one, two = ({p.name for p in x.parties} for x in (a, b))
    return bool(one and two) and not one & two


_KIND_OF_PAPER: Final = re.compile(r"[\W_]+|协议书?|备忘录")


def _same(a: str, b: str) -> bool:
    a, b = (_KIND_OF_PAPER.sub("", x) for x in (a, b))
    return a == b or (min(len(a), len(b)) >= 4 and (a in b or b in a))


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
