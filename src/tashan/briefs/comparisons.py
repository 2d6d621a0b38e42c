"""Documents held against each other: which pairs, and what each comparison shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tashan.briefs.papers import Paper
from tashan.briefs.wording import Words
from tashan.reading.reconcile import reconcile
from tashan.records import Region

MOST: Final = 6
"""How many comparisons a page shows at most."""

_DAY: Final = len("2023-03-17")

_FIELDS: Final = {
    "date": Words("日期", "date"),
    "number": Words("数量", "number"),
    "amount": Words("金额", "amount"),
    "name": Words("名称", "name"),
    "missing": Words("只有一方写到", "told by one side only"),
    "visits": Words("考察学习", "visit"),
    "meetings": Words("会议", "meeting"),
    "agreements": Words("协议", "agreement"),
    "signings": Words("签约项目", "signing"),
    "bodies": Words("机构", "body"),
    "figures": Words("数据", "figure"),
}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents side by side: their indices, how many records agree, and the rows that differ."""

    left: int
    right: int
    same: int
    differences: tuple[dict[str, Any], ...]


def comparisons(papers: Sequence[Paper]) -> tuple[Comparison, ...]:
    """Compare the documents that their register pairs, then those that tell the same dated event."""
    found = []
    for left, right in _pairs(papers)[:MOST]:
        one, two = papers[left], papers[right]
        if one.text is None or two.text is None:
            continue
        result = reconcile([(one.reading, one.text), (two.reading, two.text)])
        differences = tuple(_difference(each) for each in result["differences"])
        found.append(Comparison(left, right, len(result["same"]), differences))
    return tuple(found)


def _pairs(papers: Sequence[Paper]) -> list[tuple[int, int]]:
    index = {paper.reading.id: number for number, paper in enumerate(papers)}
    pairs = [
        (index[paper.source.compare], number)
        for number, paper in enumerate(papers)
        if paper.source.compare is not None and paper.source.compare in index
    ]
    told: dict[tuple[Any, ...], int] = {}
    for number, paper in enumerate(papers):
        for key in _events(paper):
            other = told.setdefault(key, number)
            if other != number and (other, number) not in pairs and (number, other) not in pairs:
                pairs.append((other, number))
    return pairs


def _events(paper: Paper) -> list[tuple[Any, ...]]:
    """Keys of the dated visits and meetings of a document; equal keys mean one event."""
    keys: list[tuple[Any, ...]] = [
        ("visit", _names(visit.visitors), _names(visit.hosts), visit.start)
        for visit in paper.reading.visits
        if visit.start and len(visit.start) == _DAY
    ]
    keys += [
        ("meeting", _names(meeting.participants), meeting.date)
        for meeting in paper.reading.meetings
        if meeting.date and len(meeting.date) == _DAY and len(meeting.participants) > 1
    ]
    return keys


def _names(regions: Sequence[Region]) -> frozenset[str]:
    return frozenset(region.name for region in regions)


def _difference(found: dict[str, Any]) -> dict[str, Any]:
    """One difference as the page shows it."""
    sides = found["sides"]
    field = _FIELDS.get(found["field"]) or _FIELDS.get(found["kind"]) or Words(found["field"], found["field"])
    trusted = [side["document"] == found["trusted"] for side in sides]
    alone = found["kind"] == "missing"
    return {
        "kind": found["kind"],
        "field": field,
        "quotes": [side["quote"] or None for side in sides],
        "trusted": trusted,
        "reason": _reason(found["reason"], found["trusted"] is not None, alone),
    }


def _reason(reason: str, decided: bool, alone: bool) -> Words:
    ten = "differ by exactly ten" in reason
    if alone:
        zh = "另一篇没有写到，不等于没有发生。"
        return Words(zh, "The other document does not tell it, which does not mean that it did not happen.")
    zh = "另一篇的数字像机器翻译后移了位，以本篇为准。" if decided else "两篇文字本身看不出谁对，留给人裁定。"
    if ten:
        zh += "两个金额正好差十倍：“亿”被译成了 billion。"
    return Words(zh, reason)
