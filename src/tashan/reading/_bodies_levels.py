"""Which level of a mechanism a Chinese text gives to a body: 以X为决策层, 第一层是…."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading._bodies_found import ITEM, Found, regions_in
from tashan.reading._bodies_names import RUN, name_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading._stance import Stance
    from tashan.reading.source import Analysis

_LEVEL_WORD = {
    "会商": "consult", "协商": "consult", "议事": "consult", "咨询": "consult",
    "决策": "decide", "协调": "coordinate", "统筹": "coordinate", "执行": "execute", "落实": "execute",
}  # fmt: skip
_AS_LEVEL = re.compile(r"以(?P<names>[^。;]{2,80}?)为(?P<level>决策|协调|执行|会商|协商|议事)层")
_IS_LEVEL = re.compile(
    r"(?P<level>决策|协调|执行|会商|协商|议事)层(?:次|级|面)?(?:是|为|由|:|即)(?P<names>[^,。;]{2,60})"
)
_NAMED_LEVEL = re.compile(
    r"(?P<names>[^,。;:]{3,40}?)(?:是|作为|属于|为)(?P<level>决策|协调|执行|会商|协商|议事)(?:层|机构)"
)
_SEQUENCE = re.compile(r"((?:会商|协商|决策|协调|执行)(?:\s*[-—→、]{1,2}\s*(?:会商|协商|决策|协调|执行)){2,3})")
_LAYERS = re.compile(r"第([一二三四])层(?:次|级|面)?(?:是|为|:|,)")
_LAYER_STOP = re.compile(r"[。\n]")
_BODY_END = re.compile(
    r"[^,。;:“”()]*?(?:机制|座谈会|协调会|联席会议?|会商会|领导小组|会议|办公室|小组|工作组|专题组|理事会|委员会)"
)


def levels(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """以X为决策层, 以Y、Z为执行层; 决策层是X."""
    text = analysis.text
    if "层" not in text[start:end] and "机构" not in text[start:end]:
        return
    if stance.wished(start, start, end) and stance.proposes(start):
        return
    for pattern in (_AS_LEVEL, _IS_LEVEL, _NAMED_LEVEL):
        for match in pattern.finditer(text, start, end):
            level = _LEVEL_WORD[match.group("level")]
            at = match.start("names")
            names = match.group("names")
            inner = names.rfind("以")
            if pattern is _AS_LEVEL and inner >= 0:
                at, names = at + inner + 1, names[inner + 1 :]
            for piece in ITEM.finditer(names):
                for run in RUN.finditer(text, at + piece.start(), at + piece.end()):
                    name = name_before(text, run.start(), run.end())
                    if name:
                        yield Found((name,), match.span(), level, level_stated=True)


_LEVEL_NAME = re.compile("会商|协商|决策|协调|执行")


def layered(analysis: Analysis, stance: Stance, at: int) -> Iterator[Found]:
    """第一层是…;第二层是…: the levels by the order the text names (会商—决策—协调—执行) or by what each does."""
    text = analysis.text
    stop = _LAYER_STOP.search(text, at)
    end = stop.start() if stop else len(text)
    before = max(text.rfind("\n", 0, at), at - 200) + 1
    if stance.proposes(at) or stance.wished(before, at, at):
        return
    marks = list(_LAYERS.finditer(text, at, end))
    line_end = text.find("\n", at)
    sequence = _SEQUENCE.search(text, before, line_end if line_end >= 0 else len(text))
    order = _LEVEL_NAME.findall(sequence.group(1)) if sequence else []
    for place, mark in enumerate(marks):
        right = marks[place + 1].start() if place + 1 < len(marks) else end
        level = _LEVEL_WORD[order[place]] if len(order) == len(marks) else _by_deed(text[mark.end() : right])
        for name in _layer_names(text, mark.end(), right):
            yield Found(
                (name,),
                (mark.start(), min(right, mark.start() + 300)),
                level,
                level_stated=level is not None,
                members=regions_in(analysis, *name) if "等" in text[slice(*name)] else (),
            )


_QUOTED = re.compile("“([^”]{4,30})”")
_MARK = re.compile("[,。;]")
_EACH = re.compile(r"每[^的,]{1,12}的")
_PIECE = re.compile(r"[^和]+(?:和(?=[^,。;]{0,3}发展)[^和]+)*")


def _layer_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    quoted = _QUOTED.search(text[start:end])
    if quoted:
        yield start + quoted.start(1), start + quoted.end(1)
        return
    stop = _MARK.search(text[start:end])
    right = start + stop.start() if stop else end
    left = start
    lead = _EACH.match(text[left:right])
    left += lead.end() if lead else 0
    for piece in _PIECE.finditer(text[left:right]):
        match = _BODY_END.match(piece.group())
        if match and len(match.group()) >= 4:
            yield left + piece.start(), left + piece.start() + match.end()


def _by_deed(layer: str) -> str | None:
    for word, level in (
        ("决定", "decide"),
        ("决策", "decide"),
        ("协调", "coordinate"),
        ("落实", "coordinate"),
        ("专题", "execute"),
        ("部门", "execute"),
    ):
        if word in layer:
            return level
    return None
