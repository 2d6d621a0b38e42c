"""Whose delegation a sentence names: the places, the level and the modifiers in front of the noun."""

from __future__ import annotations

import re
from typing import Any, Final

from tashan.reading.chinese.organs import ORGAN
from tashan.reading.chinese.tokens import Party, Sentence, Token
from tashan.reading.source import Analysis

_MODIFIERS: Final = re.compile(
    r"(?:党政|政府|人大|政协|经贸|经济|企业家|企业|商务|商贸|友好|学习|考察|访问|参观|交流|招商|引资|文化|旅游|文旅|教育|医疗|卫生|农业|科技|"
    r"工商联|工商|统战|代表|高级|联合|大型|高规格|主要领导|领导|干部|对口支援|对口|支援|援疆|援藏|东西部|东西|扶贫|协作|合作|帮扶|扶贫|推介|调研|市场|乡村振兴|"
    r"民营|民企|团市委|团县委|团区委|团省委|县委|市委|区委|省委|县政府|市政府|区政府|省政府|党|政|四大班子|四套班子|四大家|班子|老干部|妇联|青年|文艺|体育|媒体|记者|人才|校长|院长|金融|"
    r"工业|产业|投资|贸易|外经贸|人民政府|州委|州政府|委员|自治区|民族|宗教|创城|城建|规划|环保|政法|司法|人社|常委会|专题|赴外|工作|讲学|教研|医院|学校|法院|检察院|卫健|税务|审计|水利|交通)+$"
)
_BOTH: Final = re.compile(r"[两三四五六](?:地|市|县|区|省|州|县市|市县|县区)的?$")
_LEVELS: Final = "省市县区州盟旗镇乡"


def join_parties(analysis: Analysis, sentence: Sentence) -> None:
    """Join the places and modifiers in front of a delegation with it."""
    text = analysis.text
    tokens = sentence.tokens
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.kind != "G":
            at += 1
            continue
        start = token.start
        floor, behind = sentence.start, 0
        for n in range(at - 1, -1, -1):
            if tokens[n].kind in "PZDNL,;":
                floor, behind = tokens[n].end, n
                break
        match = _MODIFIERS.search(text, max(floor, start - 16), start)
        modifiers = match.group() if match else ""
        start = match.start() if match else start
        while start > floor and text[start - 1] in "*＊“":
            start -= 1
        if start > floor and tokens[behind].kind == "P" and (organ := ORGAN.fullmatch(text, floor, start)):
            start, modifiers = floor, organ.group() + modifiers  # 某市总工会考察组
        if modifiers.startswith("区") and text[start - 1 : start] == "特" and start > floor:
            start -= 1
            modifiers = "特" + modifiers
        for word in ("特别行政区", "特区", "自治区", "人民") if text[start - 1] in "区民" else ():
            if start - len(word) >= floor and text[start - len(word) : start] == word:
                start -= len(word)
                modifiers = word + modifiers
        toward, start, more = _toward(text, tokens, at, start)
        modifiers = more + modifiers
        level = text[start - 1] if start > sentence.start and text[start - 1] in _LEVELS else None
        first = at
        while first and tokens[first - 1].start >= start:
            first -= 1
        places: list[Any] = []
        own = False
        both = _BOTH.search(text, sentence.start, start)
        if both and first > 1 and any(t.kind == "P" and t.end == both.start() for t in tokens[:first]):
            start = both.start()  # 甲、乙两地的考察团
            while first and tokens[first - 1].start >= start:
                first -= 1
        edge = start - (1 if level and not (first and tokens[first - 1].end == start) else 0)
        back = first - 1
        while back >= 0 and tokens[back].kind in "PZc,":
            kind = tokens[back].kind
            if kind == "P" and tokens[back].end == start - 1 and text[start - 1] == "的" and not places and not own:
                start = edge = start - 1
            if kind == "P" and tokens[back].end in (edge, start):
                places.insert(0, tokens[back].item)
            elif kind == "Z" and tokens[back].end in (edge, start):
                own = True
            elif (
                kind == "c"
                and places
                and back
                and tokens[back - 1].kind == "P"
                and tokens[back - 1].end == tokens[back].start
            ):
                start = edge = tokens[back].start
                back -= 1
                continue
            else:
                break
            start = edge = tokens[back].start
            first = back
            back -= 1
        county = _county_of_town(text, tokens[:first], start) if level in ("镇", "乡") and not places else None
        if county is not None:
            places, start = [county.item], county.start
        if level and not places and not own:
            start -= 1
        first = at
        while first and tokens[first - 1].start >= start:
            first -= 1
        party = Party(places, level, own, modifiers, text[token.start : token.end], toward)
        tokens[first : at + 1] = [Token("G", start, token.end, party)]
        at = first + 1


_TOWN: Final = re.compile(r"[\u4e00-\u9fff]{1,3}[镇乡]")


def _county_of_town(text: str, tokens: list[Token], end: int) -> Token | None:
    """甲县某乡参访团: the county before the town whose delegation it is."""
    place = next((t for t in reversed(tokens) if t.kind == "P"), None)
    return place if place is not None and _TOWN.fullmatch(text, place.end, end) else None


def _toward(text: str, tokens: list[Token], at: int, start: int) -> tuple[Any | None, int, str]:
    """黑龙江省赴藏党政代表团, 省政协访澳代表团: the place inside a delegation's name and what stands before it."""
    last = at - 1
    while last >= 0 and tokens[last].end > start:
        last -= 1
    inner = tokens[last] if last >= 0 and tokens[last].kind == "P" and tokens[last].end == start else None
    if inner is None or text[inner.start - 1 : inner.start] not in ("赴", "访", "来", "援", "驻"):
        return None, start, ""
    if text.startswith("迎来", inner.start - 2):
        return None, start, ""  # 甲市迎来乙市考察团
    begin = inner.start - 1
    match = _MODIFIERS.search(text, max(0, begin - 12), begin)
    return inner.item, match.start() if match else begin, match.group() if match else ""
