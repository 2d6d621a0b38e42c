"""The ways a Chinese text tells that a body is there: founded, listed with others, part of a zone, at work."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading._bodies_found import ITEM, Found, ended, interregional, regions_in, suits, told_of
from tashan.reading._bodies_names import CUE, NOUNS, level_by_name, name_before, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading._stance import Stance
    from tashan.reading.source import Analysis

_FOUND_VERB = r"(?:发起成立|联合组建|组建成立|联合成立|共同组建|成立|设立|组建|创建|建立|组成|合并为|整合为|升格为|更名为|改组为|挂牌成立)"
_BEFORE = re.compile(
    rf"{_FOUND_VERB}了?(?:的)?(?:全国|国内|我国)?(?:首个|第一个)?[“‘]?(?P<name>(?:[^,。;:、“”()《》]|“[^,。”]{{2,14}}”|\([\u4e00-\u9fff]{{1,2}}\)(?=[\u4e00-\u9fff])){{2,36}})"
)
_AFTER = re.compile(
    r"^[”’]?(?:\([^)]{0,20}\))?(?!的?前身|原[为名])(?:[^,。;、]{0,14}?)(?:正式|在[^,。;]{1,12}|于[^,。;]{1,14}|宣告|应运)?"
    r"(?P<verb>成立|设立|组建|揭牌|挂牌|创立|诞生|创建)"
)
_TO_COME = re.compile("(?:将于|拟于|定于|计划于|有望于)[^,。;]{0,40}$")  # 将于10月在甲市宣誓成立
_ONLY_A_PAPER = re.compile("[”’]?的(?:商函|倡议|方案|通知|建议|设想|请示|提案|意向)")
_WORKS = re.compile(
    r"^[”’]?(?:采取|开展|负责|影响力|发布|运作|运行|牵头|组织|审议|通过了|印发|推动|承担|统筹|协调|积极|下设|设在|会员|成员"
    r"|共有|现有|自成立|成立以来|工作机制)"
)
_STANDING = re.compile("联盟|协调会|领导小组|理事会|办公室|秘书处|协调小组|联合体")
_LIST = re.compile(
    r"(?:成立|组建|设立)了?(?P<items>(?:[^,。;、“”]{2,14}、)+[^,。;、“”]{2,14}?)等(?P<noun>联盟|专题组|合作组|专业组|工作组)"
)
_TRIAD = re.compile(
    r"“(?P<parts>[^”]{2,12}(?:\+[^”+]{2,14}){1,3})”的?[^,。;]{0,4}(?:三|两|二|四)?(?:个)?(?:层次|层级|级|层)?(?:架构|体制|机制|体系|模式)"
)
_ZONE = re.compile(r"[一-龥]{2,16}?(?:示范区|试验区|合作区|先行区|新区)")
_ZONE_LEAD = re.compile("^.*(?:推进|建设|打造|设立|成立|在|了)")


def founded(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """成立/设立/组建/合并为 NAME; NAME 在…成立/揭牌/挂牌."""
    text = analysis.text
    for match in _BEFORE.finditer(text, start, end):
        name = ended(text, match.start("name"), match.end("name"))
        if name is None or not suits(analysis, name, start, end):
            continue
        if stance.wished(start, match.start(), end) or _TO_COME.search(text, start, match.start()):
            continue
        if _ONLY_A_PAPER.match(text, name[1]):
            continue
        yield told_of(analysis, name, start, end, match.start(), prefix=True)
    for run in runs(text, start, end):
        after = _AFTER.match(text[run.end() : end])
        if not after:
            continue
        name = name_before(text, run.start(), run.end())
        if name is None or not suits(analysis, name, start, end):
            continue
        verb = run.end() + after.start("verb")
        if stance.wished(start, verb, end):
            continue
        yield told_of(analysis, name, start, end, verb)


def listed(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """成立园区共建、文化产业发展、企业服务等联盟: several bodies of one kind."""
    text = analysis.text
    for match in _LIST.finditer(text, start, end):
        if stance.wished(start, match.start(), end) or not interregional(text, start, end):
            continue
        for item in ITEM.finditer(match.group("items")):
            at = match.start("items") + item.start()
            pieces = ((at, at + len(item.group())), match.span("noun"))
            yield Found(pieces, match.span(), level_by_name(item.group() + match.group("noun")))


_PART = re.compile(r"[^+]+")


def triad(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """以“理事会+执委会+发展公司”的三层次架构为运行机制, of the zone the text last named."""
    text = analysis.text
    for match in _TRIAD.finditer(text, start, end):
        if stance.proposes(start):
            continue
        zone = _zone_before(text, max(0, start - 160), match.start())
        regions = regions_in(analysis, match.end(), end)
        for part in _PART.finditer(match.group("parts")):
            if any(noun in part.group() for noun in NOUNS):
                at = match.start("parts") + part.start()
                pieces = (*zone, (at, at + len(part.group())))
                yield Found(pieces, match.span(), level_by_name(part.group()), members=regions)


def _zone_before(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The zone the text named last, without the verb before it; nothing if it named none."""
    zones = list(_ZONE.finditer(text, start, end))
    if not zones:
        return ()
    lead = _ZONE_LEAD.match(zones[-1].group())
    return ((zones[-1].start() + (lead.end() if lead else 0), zones[-1].end()),)


def working(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """A standing body that the text shows at work: NAME负责…, NAME影响力逐步扩大."""
    text = analysis.text
    for run in runs(text, start, end):
        if not _WORKS.match(text[run.end() : end]):
            continue
        name = name_before(text, run.start(), run.end())
        if name is None or not CUE.search(text, *name) or not _STANDING.search(text, *name):
            continue
        if stance.wished(start, run.end(), end):
            continue
        yield Found((name,), (name[0], min(end, name[0] + 120)), level_by_name(text[slice(*name)]))
