"""
Which bodies of cooperation does a text tell of? Councils, joint conferences, offices, alliances: level and members.

A body is read where the text says that it was founded or renamed, what level of a mechanism it is, how many members it
has, of whom it consists, or that it works. Proposals and plans are not bodies; nor are organs of one region alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from tashan.reading._bodies_found import Found
from tashan.reading._bodies_frames import founded, listed, triad, working
from tashan.reading._bodies_levels import layered, levels
from tashan.reading._bodies_members import composed, made_of, members, of_many
from tashan.reading._bodies_names import NOUNS
from tashan.reading._patterns import holds_any
from tashan.reading._spelling import spelled
from tashan.records import Body

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tashan.reading.source import Analysis

_SENTENCE_ENDS = "。!?\n"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}]")
_LONGEST_SENTENCE = 600
# Each frame with the words without which it cannot be there.
_FRAMES = (
    (("层", "机构"), levels),
    (("组成", "组建", "发起", "构成"), composed),
    (
        (
            "成立",
            "设立",
            "组建",
            "创建",
            "建立",
            "组成",
            "合并为",
            "整合为",
            "升格",
            "更名",
            "改组",
            "揭牌",
            "挂牌",
            "创立",
            "诞生",
        ),
        founded,
    ),
    (("成立", "组建", "设立"), listed),
    (("成员", "会员", "入会", "加盟", "加入"), members),
    (("成员", "会员", "单位", "共同", "联合", "发起", "组成"), of_many),
    (("协调会", "联席会", "联盟", "理事会", "委员会", "合作组织"), made_of),
    (("+",), triad),
    (("联盟", "协调会", "领导小组", "理事会", "办公室", "秘书处", "协调小组", "联合体"), working),
)
_LAYER = re.compile(r"第一层(?:次|级|面)?(?:是|为|:|,)")


def read_bodies(analysis: Analysis) -> list[Body]:
    """
    The bodies of cooperation between regions that a document tells of, in the order of their first mention.

    One record a name, spelled as in the text; what several sentences say of it is put together, each with its span.
    Earlier numbers of members stand in `candidates`, their words in the evidence of field `members_count`.
    """
    if analysis.grammar == "en":
        from tashan.reading._bodies_english import english_bodies

        return english_bodies(analysis)
    text = analysis.text
    spots = _sentences_with_bodies(text)
    if not spots:
        return []
    stance = analysis.stance
    found: list[Found] = []
    for start, end in spots:
        sentence = text[start:end]
        for marks, frame in _FRAMES:
            if holds_any(sentence, marks):
                found += frame(analysis, stance, start, end)
    if "第一层" in text:
        for match in _LAYER.finditer(text):
            found += layered(analysis, stance, match.start())
    return _merged(analysis, found)


@cache
def _machine() -> Any:
    return ahocorasick_rs.AhoCorasick(NOUNS)


def _sentences_with_bodies(text: str) -> list[tuple[int, int]]:
    """Sentences that name a kind of body, in order; found without looking at the others."""
    spots: set[tuple[int, int]] = set()
    for number in {number for number, _, _ in _machine().find_matches_as_indexes(text, overlapping=True)}:
        noun = NOUNS[number]
        at = text.find(noun)
        while at >= 0:
            floor = max(0, at - _LONGEST_SENTENCE)
            start = max(max([text.rfind(mark, floor, at) for mark in _SENTENCE_ENDS]) + 1, floor)
            stop = _SENTENCE_END.search(text, at, at + _LONGEST_SENTENCE)
            end = stop.start() if stop else min(len(text), at + _LONGEST_SENTENCE)
            spots.add((start, end))
            at = text.find(noun, end)
    return sorted(spots)


def _merged(analysis: Analysis, found: Iterable[Found]) -> list[Body]:
    """One record a name."""
    by_name: dict[str, list[Found]] = {}
    for each in sorted(found, key=lambda f: f.span):
        by_name.setdefault("".join(analysis.text[slice(*piece)] for piece in each.pieces), []).append(each)
    _join_short(by_name)
    return [_record(analysis, parts) for parts in by_name.values()]


def _join_short(by_name: dict[str, list[Found]]) -> None:
    """产业协作联盟 behind 跨江融合发展产业协作联盟 is the same body; what only counts members founds none."""
    for short in sorted(by_name, key=len):
        whole = next((name for name in by_name if len(name) > len(short) >= _SHORTEST and name.endswith(short)), None)
        if whole is not None:
            by_name[whole] += by_name.pop(short)


_SHORTEST = 5


def _record(analysis: Analysis, parts: list[Found]) -> Body:
    source = analysis.source
    counts = [count for part in parts for count in part.counts]
    latest = max(counts, key=lambda c: (c.year or "9999", c.number), default=None)
    earlier = {count.number: count for count in counts if latest and count.number != latest.number}
    spans = {part.span: None for part in parts}
    regions = {region.name: region for part in parts for region in part.members}
    actors = {actor.name: actor for part in parts for actor in part.actors}
    levels_found = sorted((part for part in parts if part.level), key=lambda part: not part.level_stated)
    return Body(
        evidence=(
            *(source.span(*span) for span in spans),
            *(source.span(*count.span, "members_count") for count in earlier.values()),
        ),
        name=spelled(analysis, parts[0].pieces),
        level=levels_found[0].level if levels_found else None,
        members=tuple(regions.values()),
        members_count=latest.number if latest else None,
        actors=tuple(actors.values()),
        founded=next((part.founded for part in parts if part.founded), None),
        candidates=tuple({"members_count": number} for number in sorted(earlier)),
    )
