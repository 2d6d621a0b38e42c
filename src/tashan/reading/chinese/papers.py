"""Which paper is signed: its title, whether it is a pact of friendship or only counted, and when two are the same."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.trips import When
from tashan.records import Organ
from tashan.regions import Region

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

_ON_TITLE: Final = re.compile(r"《([^《》]{4,80})》[^,。;《》]{0,6}$")
_BARE: Final = re.compile(
    r"^(?:系列|有关|一系列|多项|多个|相关|合作|及|、|和|与|的|了|若干|等|两个|三个|四个|\d+[个项份]|一揽子|双边|首批|互联互通)*(?:协议|协议书|文件|合同)$"
)
_FRIENDSHIP: Final = re.compile(
    r"友好(?:合作)?(?:城市|市县|县市|县区|区县|县|市|关系|乡镇|区|城区|州|工商联|政协|人大|法院|学校|医院|商会|协会|村|社区)|姐妹城市|友城|结对关系"
)
_PACT_VERB: Final = re.compile(r"缔结|结为|结成|建立")
_OBJECT: Final = re.compile(
    r"[^,。;!?\n《》]{0,60}?(?:协议书|协议|备忘录|意向书|宣言|公约|协定|议定书|倡议书|合作框架(?!协议|意向)|责任书|纪要|行动计划|(?:合作|协作|帮扶)(?:工作)?计划|合作文件|友好(?:合作)?(?:城市|市县|县市|县区|区县|县|市|关系|乡镇|区|州|工商联|政协|人大|法院|学校|医院|商会|协会|村|社区)(?![^,。;、和及并]{0,14}?(?:协议|备忘录|意向书))|姐妹城市|友城)"
)
_SEVERAL: Final = re.compile(r"^(?:包括|涵盖|涉及)|(?:[多数][项个份]|系列|一批|一揽子)")  # counted, not titled
_MORE: Final = re.compile(
    r"[,、]?(?:以及|和|与|及|并|、|,)?(?=[^,。;]{4,60}?(?:协议书|协议|备忘录|意向书|议定书)(?:[,。;]|$))"
)
_AFTER_TITLE: Final = re.compile(r"(?:的)?(?:合作)?(?:协议书|协议|备忘录|意向书)?")
_COUNT: Final = re.compile(r"(\d+|[一二两三四五六七八九十百]+)(?:余|多)?(?:个|项|份)")


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
    among: bool = False  # one of several that pairs of regions sign, each its own
    spoken_of: bool = False  # 两地签订的…协议: told of, not told
    counted: int = 0  # how many papers one act of signing counts without naming them


def titled(sentence: Sentence, at: int) -> bool:
    """Whether a title in 《》 follows the verb of signing."""
    return any(t.kind == "T" for t in sentence.tokens[at + 1 : at + 3])


_BOTH: Final = re.compile(r"^(?:两[地省市县区州]|双方)(?=[^,。的]{4,}$)")
_LINKS: Final = re.compile(r"^(?:了|的|下|并|以及|和|及|、|,|《|“)+")
_COUNTED: Final = re.compile(r"^等?(?:共计?)?(?:\d+|[一二两三四五六七八九十]+)(?:个|项|份)")
_OF_PROJECTS: Final = re.compile("项目(?:投资)?(?:协议|合同)(?:书)?$")  # 签署847个合作项目协议 are deals
_SHORT_FOR: Final = re.compile(r"简称|称为$")
_FORMULA: Final = re.compile(r"[了的]?“?[\d+NnXx]+”")
_COUNT_FIRST: Final = re.compile(r"^(?:了)?(?:共计?)?(?:\d+|[一二两三四五六七八九十百]+)")


def signed_papers(story: Story, sentence: Sentence, at: int) -> list[tuple[str | None, tuple[int, int], bool, int]]:
    """What is signed: (title, place in the text, friendship pact, how many are only counted)."""
    text, tokens, verb = story.text, sentence.tokens, sentence.tokens[at]
    titles = []
    behind = _ON_TITLE.search(text, max(sentence.start, verb.start - 100), verb.start)
    if behind and verb.item.startswith(("签", "落笔")):  # 在《…》上签字
        return [(behind.group(1), (behind.start(), verb.end), False, 0)]
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
        found: list[tuple[str | None, tuple[int, int], bool, int]] = []
        for token in titles:
            tail = _AFTER_TITLE.match(text, token.end)
            end = tail.end() if tail else token.end
            found.append((text[token.start + 1 : token.end - 1], (verb.start, end), False, 0))
        return found
    found = []
    start = verb.end
    while True:
        match = _OBJECT.match(text, start, sentence.end)
        if not match:
            break
        signed = match.group()
        if _FORMULA.match(signed):
            signed = signed.rsplit("”", 1)[-1]  # “1+9”共10个合作协议
        words = _LINKS.sub("", signed)
        words = _BOTH.sub("", _COUNTED.sub("", words))
        if words.count("”") > words.count("“"):
            words = "“" + words
        count = _COUNT.search(signed)
        if words.endswith("合作文件") and not count:
            break  # "signed documents" says no more than the records that name them
        friendship = bool(_FRIENDSHIP.search(words)) and (
            bool(_PACT_VERB.search(verb.item))
            or words.endswith(("市", "县", "区", "关系", "友城", "镇", "联", "协", "院", "校", "协议", "协议书"))
        )
        if friendship:
            found.append((None, (verb.start, match.end()), True, 0))
        elif count and _COUNT_FIRST.match(signed):
            value = _number(count.group(1))
            if value is None or "+" in match.group() or _OF_PROJECTS.search(words):
                return found  # “1+9”共10个协议 are one paper and what is added to it
            found.append((None, (verb.start, match.end()), False, value))
        elif len(words) <= 60:
            title = None if _BARE.match(words) or _SEVERAL.search(words) or len(words) < 4 else words
            found.append((title, (verb.start, match.end()), False, 0))
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
