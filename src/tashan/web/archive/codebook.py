"""
Bringing in a spreadsheet that people coded by hand: one visit a row, with its own column of evidence.

The evidence of one source becomes the text of one document, so that every record quotes what its coder quoted. A row
that cannot be taken is parked with its number and the reason; the others go on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tashan.records.codes import EventStatus, VisitKind
from tashan.web.accounts.models import Person
from tashan.web.archive import lookup
from tashan.web.archive.models import Document
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.services import do_add_document, do_add_record, do_store_reading, document_id
from tashan.web.archive.sheets import Sheet, read_sheet
from tashan.web.pages.words import later, say

COLUMNS: Final[Mapping[str, tuple[Any, tuple[str, ...]]]] = {
    "start": (later("开始日期", "first day"), ("date", "start", "日期", "时间", "开始日期", "考察日期")),
    "end": (later("结束日期", "last day"), ("end", "结束日期")),
    "visitors": (later("来访方", "visitors"), ("visitor", "visitors", "来访方", "出访方", "考察方", "访问方")),
    "hosts": (later("接待方", "hosts"), ("host", "hosts", "接待方", "被访方", "目的地")),
    "leaders": (later("带队领导", "leaders"), ("leader", "leaders", "带队领导", "领导", "领队")),
    "themes": (later("主题", "themes"), ("topic", "topics", "theme", "themes", "主题", "领域")),
    "kind": (later("类别", "kind"), ("kind", "type", "类别", "类型")),
    "status": (later("状态", "status"), ("status", "状态")),
    "sites": (later("到访地点", "sites"), ("site", "sites", "地点", "到访地点", "考察点")),
    "evidence": (later("出处原文", "evidence"), ("evidence", "quote", "原文", "出处", "证据", "摘录")),
    "source": (later("来源名称", "source"), ("source", "title", "来源", "标题", "文献")),
    "publisher": (later("发布者", "publisher"), ("publisher", "发布者", "媒体")),
    "url": (later("网址", "address"), ("url", "link", "网址", "链接")),
    "published": (later("发布日期", "published"), ("published", "发布日期")),
}
"""What a codebook may have, each with its label and the heads by which its column is recognised."""

NEEDED: Final = ("visitors", "evidence")
_QUOTE: Final = 300


@dataclass(frozen=True, slots=True)
class Row:
    """A row that can be taken: its number, its record without spans, and its evidence."""

    number: int
    body: dict[str, Any]
    evidence: str


@dataclass(frozen=True, slots=True)
class Source:
    """
    The rows that rest on one source.

    Attributes:
        key: its address, or else its name.
        text: the evidence of all its rows, each once, a line each.
        described: what the rows say about the document.
    """

    key: str
    text: str
    rows: tuple[Row, ...]
    described: dict[str, str]


@dataclass(frozen=True, slots=True)
class Parked:
    """A row that cannot be taken, and why."""

    number: int
    reason: str


def keep(name: str, data: bytes) -> str:
    """Keep the bytes of a codebook until it has been brought in; where they are follows from them."""
    path = f"codebooks/{hashlib.sha256(data).hexdigest()[:32]}.{name.rpartition('.')[2].lower()}"
    if default_storage.exists(path):
        default_storage.delete(path)
    return str(default_storage.save(path, ContentFile(data)))


def sheet_at(path: str) -> Sheet:
    """The codebook that was kept at a path."""
    with default_storage.open(path) as stream:
        return read_sheet(path, stream.read())


def guess(columns: Sequence[str]) -> dict[str, str]:
    """Which column holds what, by its head."""
    found: dict[str, str] = {}
    for wanted, (_, names) in COLUMNS.items():
        for column in columns:
            if column.strip().lower() in names and column not in found.values():
                found[wanted] = column
                break
    return found


def sort_out(sheet: Sheet, mapping: Mapping[str, str]) -> tuple[list[Source], list[Parked]]:
    """
    The sources of a codebook with their rows, and the rows that cannot be taken.

    Args:
        sheet: the codebook.
        mapping: what (`COLUMNS`) to the head of its column.
    """
    groups: dict[str, list[tuple[Row, dict[str, str]]]] = {}
    parked = []
    for number, cells in sheet.rows:
        given = {what: cells.get(column, "").strip() for what, column in mapping.items() if column}
        try:
            row = _row(number, given)
        except ArchiveError as error:
            parked.append(Parked(number, str(error)))
            continue
        key = given.get("url") or given.get("source") or say("未注明来源", "no source named")
        groups.setdefault(key, []).append((row, given))
    return [_source(key, rows) for key, rows in groups.items()], parked


def _source(key: str, rows: Sequence[tuple[Row, dict[str, str]]]) -> Source:
    first = rows[0][1]
    described = {
        "title": (first.get("source") or key)[:300],
        "publisher": first.get("publisher", "")[:160],
        "published": lookup.day_from(first.get("published", "")) or "",
        "url": first.get("url", ""),
    }
    text = "\n".join(dict.fromkeys(row.evidence for row, _ in rows)) + "\n"
    return Source(key, text, tuple(row for row, _ in rows), described)


def _row(number: int, given: Mapping[str, str]) -> Row:
    evidence = "\n".join(line.strip() for line in given.get("evidence", "").splitlines() if line.strip())
    if not evidence:
        raise ArchiveError(say("没有出处原文。", "There is no evidence."))
    url = given.get("url", "")
    if url and not url.startswith(("http://", "https://")):
        raise ArchiveError(
            say("网址“{url}”不以 http 开头。", "The address “{url}” does not begin with http.", url=url[:80])
        )
    start = _day(given.get("start", ""))
    body: dict[str, Any] = {
        "visitors": _regions("visitors", given.get("visitors", ""), start),
        "hosts": _regions("hosts", given.get("hosts", ""), start),
        "start": start,
        "end": _day(given.get("end", "")) or (start if start and len(start) == 10 else None),
        "leaders": lookup.people_from(given.get("leaders", "")),
        "sites": lookup.words_of(given.get("sites", "")),
        "kind": _code(VisitKind, given.get("kind", ""), "other"),
        "status": _code(EventStatus, given.get("status", ""), "done"),
    }
    if not body["visitors"]:
        raise ArchiveError(say("没有来访方。", "There is no visitor."))
    if start and body["end"] and body["end"] < start[: len(body["end"])]:
        raise ArchiveError(say("结束早于开始。", "It ends before it begins."))
    body["themes"], strange = lookup.themes_from(given.get("themes", ""))
    if strange:
        raise ArchiveError(
            say("主题“{word}”不在代码表里。", "The theme “{word}” is not in the code list.", word=strange[0])
        )
    return Row(number, body, evidence)


def _day(cell: str) -> str | None:
    if not cell:
        return None
    day = lookup.day_from(cell)
    if day is None:
        raise ArchiveError(
            say("日期“{cell}”读不懂，应如 2023-03-17。", "The date “{cell}” is none; write 2023-03-17.", cell=cell[:40])
        )
    return day


def _regions(what: str, cell: str, day: str | None) -> list[dict[str, Any]]:
    found = []
    for name in lookup.words_of(cell):
        options = lookup.region_options(name, day or "")
        if len(options) != 1:
            raise ArchiveError(
                say(
                    "{what}“{name}”不能对应到唯一的行政区划{options}。",
                    "{what}: “{name}” stands for no single region{options}.",
                    what=COLUMNS[what][0],
                    name=name,
                    options="（" + "、".join(region.name for region in options[:4]) + "？）" if options else "",
                )
            )
        found.append(lookup.region_dict(options[0]))
    return found


def _code(codes: Any, cell: str, otherwise: str) -> str:
    if not cell:
        return otherwise
    for code in codes:
        if cell.strip().lower() in (code.value, code.zh, code.en):
            return str(code.value)
    raise ArchiveError(say("“{cell}”不在代码表里。", "“{cell}” is not in the code list.", cell=cell[:40]))


def sorted_out(arguments: Mapping[str, Any]) -> tuple[list[Source], list[Parked]]:
    """The same for the codebook of a job; its file follows from its content, so the answer can be kept."""
    return _kept(arguments["file"], tuple(sorted(arguments["mapping"].items())))


@lru_cache(maxsize=2)
def _kept(path: str, mapping: tuple[tuple[str, str], ...]) -> tuple[list[Source], list[Parked]]:
    return sort_out(sheet_at(path), dict(mapping))


def waiting(arguments: Mapping[str, Any]) -> Sequence[str]:
    """The sources of a codebook that are not in the archive yet."""
    sources, _ = sorted_out(arguments)
    rows = {source.key: row_of(arguments["place"], source) for source in sources}
    there = set(Document.objects.filter(pk__in=rows.values()).values_list("pk", flat=True))
    return [key for key, row in rows.items() if row not in there]


def row_of(place: str, source: Source) -> str:
    """The id of the document that a source becomes."""
    return document_id(place, hashlib.sha256(source.text.encode()).hexdigest())


def bring_in(arguments: Mapping[str, Any], key: str) -> str | None:
    """Bring in the rows of one source in the caller's transaction: its document, and its records accepted."""
    sources, _ = sorted_out(arguments)
    source = next(source for source in sources if source.key == key)
    actor = Person.objects.get(pk=arguments["person"])
    document, new = do_add_document(
        actor=actor, place=arguments["place"], text=source.text, name=source.key[:300], **source.described
    )
    if not new:
        return None
    reading = {"language": "zh-Hans" if any("\u4e00" <= mark <= "\u9fff" for mark in source.text) else "en"}
    do_store_reading(document=document, reading=reading, text=source.text, actor=actor)
    document.refresh_from_db()
    seen: set[str] = set()
    for row in source.rows:
        body = row.body | {"evidence": _spans(source.text, row.evidence)}
        if str(body) not in seen:
            do_add_record(document=document, kind="visit", body=body, actor=actor, why=f"row {row.number}")
        seen.add(str(body))
    return None


def _spans(text: str, evidence: str) -> list[dict[str, Any]]:
    """The evidence as spans of at most the longest quote."""
    start = text.index(evidence)
    end = start + len(evidence)
    return [
        {"start": at, "end": min(at + _QUOTE, end), "quote": text[at : min(at + _QUOTE, end)]}
        for at in range(start, end, _QUOTE)
    ]
