"""Numbers of Chinese text that are said in passing: one of so many, seats in a hall, a size that only sorts projects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tashan.reading.numbers import Quantity

_PIECES = frozenset("个 家 所 处 支".split())
# 17个扩大权限的强县之一, 20个重点县中的两个
_ONE_OF = re.compile(r"[^,。;\d]{0,36}?(?:之一|中(?:位[列居]|排名|名列|居)|中的?(?:[一二两三四五六七八九十]|\d+)个)")
_HEADS = re.compile(
    r"[^,。;\d]{0,18}?(?:负责同志|负责人|有关领导|主要领导|分管领导|[市县区州]\)?长)(?!团|江|[\u4e00-\u9fff]{0,4}(?:制|负责))"
)
# 与发改局、商务局等11个部门就…进行研讨
_TALKED_WITH = re.compile(r"(?:并|还|先后|分别)*[与同和][^,。;]*$")
_TALK = re.compile(r"[^,。;\d]{0,60}?(?:座谈|研讨|交流|会商|洽谈|对接)")
# 参加成立大会的园区共47个
_CAME_TO = re.compile(r"(?:参加|出席|参会|与会|到会)[^,。;]*的[^,。;]{1,10}?(?:共有?|有|达到?|总计)*$")
# 10亿元以上项目3个: which projects, not how much
_SORTS = re.compile(r"(?:以上|以下|级|级以上)的?(?=[^,。;\d]{0,10}?(?:项目|企业|园区|集群|产业|单位))")
_CONVERTED = re.compile(r"\((?:约|合|折合|约合|折|相当于|即|等于|人民币|大约)*")


def in_passing(text: str, left: int, quantity: Quantity) -> bool:
    """
    Whether a number only places or greets: one of so many, heads of so many who came, offices talked with.

    Args:
        text: in normal form.
        left: where the sentence of the number begins.
        quantity: the number.
    """
    if quantity.unit not in _PIECES:
        return False
    end = quantity.end
    said_so = text.find("之一", end, end + 40) >= 0 or text.find("中", end, end + 40) >= 0
    if said_so and _ONE_OF.match(text, end):
        return True
    if _HEADS.match(text, end):
        return True
    start = max(text.rfind(mark, left, quantity.start) for mark in ",。;") + 1
    start = max(start, left)
    if text.find("的", start, quantity.start) >= 0 and _CAME_TO.search(text, start, quantity.start):
        return True
    return bool(_TALKED_WITH.match(text, start, quantity.start) and _TALK.match(text, end))


def only_sorts(text: str, quantity: Quantity) -> bool:
    """Whether an amount only tells of which size projects are: 10亿元以上项目."""
    if quantity.kind != "money":
        return False
    at = quantity.end - 2 if text.startswith(("以上", "以下"), quantity.end - 2) else quantity.end
    return _SORTS.match(text, at) is not None


def converts(text: str, last: Quantity, quantity: Quantity) -> bool:
    """Whether an amount in brackets is the one before it in another currency: 5亿美元(约36亿元)."""
    if quantity.kind != "money" or last.kind != "money" or quantity.start - last.end > _NEAR:
        return False
    return _CONVERTED.fullmatch(text, last.end, quantity.start) is not None


_NEAR = 8
