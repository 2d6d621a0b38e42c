"""The sentence that answers, the rankings, and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tashan.briefs.papers import Paper
from tashan.briefs.rows import EVENTS, Row
from tashan.briefs.wording import Words
from tashan.pictures import Flow, Leg
from tashan.pictures.provinces import province_name, province_of
from tashan.pictures.tiles import tally

_PROBLEMS = {
    "numerals_suspect": "数字像机器翻译后移了位；日期和金额只作待定值",
    "fiction_suspected": "读来像小说，未取任何事件",
    "format_unsupported": "这种格式读不了",
    "encoding_damaged": "编码有损坏",
    "home_unknown": "“我市”所指不明",
    "empty": "空文件",
    "binary": "不是文字文件",
    "too_large": "文件过大",
    "line_broken": "这一行不是完整的 JSON",
    "reader_failed": "阅读程序在这篇文字上出错",
}


@dataclass(frozen=True, slots=True)
class Rank:
    """How often a province went or received; its key, name, count, and which records it rests on."""

    key: str
    name: Words
    count: int


def summary(papers: Sequence[Paper], done: Sequence[Leg]) -> dict[str, Any]:
    """Numbers of the title: years, documents, delegations' provinces, hosts' provinces, visits."""
    years = sorted({leg.start[:4] for leg in done if leg.start})
    visitors = {province_of(leg.visitor) for leg in done} - {None}
    hosts = {province_of(leg.host) for leg in done} - {None}
    hosted = Counter(province_of(leg.host) for leg in done)
    most = [key for key, count in hosted.items() if key and count == max(hosted.values())] if hosted else []
    return {
        "first": years[0] if years else None,
        "last": years[-1] if years else None,
        "documents": len(papers),
        "visitors": len(visitors),
        "hosts": len(hosts),
        "visits": len(done),
        "meetings": sum(len(paper.reading.meetings) for paper in papers),
        "agreements": sum(len(paper.reading.agreements) for paper in papers),
        "most": Words(
            "、".join(province_name(key) for key in sorted(most)),
            ", ".join(province_name(key, "en") for key in sorted(most)),
        ),
        "most_count": max(hosted.values()) if hosted else 0,
    }


def rankings(between: Sequence[Flow]) -> dict[str, tuple[Rank, ...]]:
    """Who goes out and who receives, the most frequent first."""
    out, received = tally(between)
    return {"out": _ranked(out), "in": _ranked(received)}


def _ranked(counts: dict[str, int]) -> tuple[Rank, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Rank(key, Words(province_name(key), province_name(key, "en")), count) for key, count in ordered)


def unknowns(papers: Sequence[Paper], table: Sequence[Row]) -> dict[str, Any]:
    """How many events lack what, and the problems of each document."""
    happened = [row for row in table if row.record.KIND in EVENTS]
    visits = [row for row in happened if row.record.KIND == "visit"]
    problems = [
        (index, problem.code, _PROBLEMS.get(problem.code, problem.code), problem.message)
        for index, paper in enumerate(papers)
        for problem in paper.reading.problems
    ]
    return {
        "events": len(happened),
        "undated": sum(row.when is None for row in happened),
        "inferred": sum(any(code == "year_inferred" for code, _ in row.notes) for row in happened),
        "suspect": sum(any(code == "numerals_suspect" for code, _ in row.notes) for row in table),
        "visits": len(visits),
        "unled": sum(row.what is None for row in visits),
        "unthemed": sum(not row.themes for row in visits),
        "silent": [index for index, paper in enumerate(papers) if paper.text and not paper.reading.records()],
        "problems": problems,
    }
