"""
Bringing in a spreadsheet that people coded by hand: one record a row, with its own column of evidence.

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

from tashan.web.accounts.models import Person
from tashan.web.archive import lookup
from tashan.web.archive.columns import body_of
from tashan.web.archive.models import Record
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.services import do_add_document, do_add_record, do_store_reading, document_id
from tashan.web.archive.sheets import Sheet, read_sheet
from tashan.web.pages.words import say, told

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


def sort_out(sheet: Sheet, mapping: Mapping[str, str], kind: str = "visit") -> tuple[list[Source], list[Parked]]:
    """
    The sources of a codebook with their rows, and the rows that cannot be taken.

    Args:
        sheet: the codebook.
        mapping: what (see `columns.columns_of`) to the head of its column.
        kind: the kind of record that its rows are.
    """
    groups: dict[str, list[tuple[Row, dict[str, str]]]] = {}
    parked = []
    for number, cells in sheet.rows:
        given = {what: cells.get(column, "").strip() for what, column in mapping.items() if column}
        try:
            row = _row(number, given, kind)
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


def _row(number: int, given: Mapping[str, str], kind: str) -> Row:
    evidence = "\n".join(line.strip() for line in given.get("evidence", "").splitlines() if line.strip())
    if not evidence:
        raise ArchiveError(told("没有出处原文。", "There is no evidence."))
    url = given.get("url", "")
    if url and not url.startswith(("http://", "https://")):
        raise ArchiveError(
            told("网址“{url}”不以 http 开头。", "The address “{url}” does not begin with http.", url=url[:80])
        )
    return Row(number, body_of(kind, given), evidence)


def kind_of(arguments: Mapping[str, Any]) -> str:
    """The kind of record of a job; jobs from before there were several have visits."""
    return str(arguments.get("kind", "visit"))


def sorted_out(arguments: Mapping[str, Any]) -> tuple[list[Source], list[Parked]]:
    """The same for the codebook of a job; its file follows from its content, so the answer can be kept."""
    return _kept(arguments["file"], kind_of(arguments), tuple(sorted(arguments["mapping"].items())))


@lru_cache(maxsize=2)
def _kept(path: str, kind: str, mapping: tuple[tuple[str, str], ...]) -> tuple[list[Source], list[Parked]]:
    return sort_out(sheet_at(path), dict(mapping), kind)


def waiting(arguments: Mapping[str, Any]) -> Sequence[str]:
    """The sources of a codebook whose records are not in the archive yet; another table may have brought the source."""
    sources, _ = sorted_out(arguments)
    rows = {source.key: row_of(arguments["place"], source) for source in sources}
    there = set(
        Record.objects.filter(document__in=rows.values(), kind=kind_of(arguments))
        .order_by()
        .values_list("document", flat=True)
    )
    return [key for key, row in rows.items() if row not in there]


def row_of(place: str, source: Source) -> str:
    """The id of the document that a source becomes."""
    return document_id(place, hashlib.sha256(source.text.encode()).hexdigest())


def bring_in(arguments: Mapping[str, Any], key: str) -> None:
    """Bring in the rows of one source in the caller's transaction: its document, and its records accepted."""
    sources, _ = sorted_out(arguments)
    source = next(source for source in sources if source.key == key)
    actor = Person.objects.get(pk=arguments["person"])
    document, new = do_add_document(
        actor=actor, place=arguments["place"], text=source.text, name=source.key[:300], **source.described
    )
    if new:
        reading = {"language": "zh-Hans" if any("\u4e00" <= mark <= "\u9fff" for mark in source.text) else "en"}
        do_store_reading(document=document, reading=reading, text=source.text, actor=actor)
        document.refresh_from_db()
    seen: set[str] = set()
    for row in source.rows:
        body = row.body | {"evidence": _spans(source.text, row.evidence)}
        if str(body) not in seen:
            do_add_record(document=document, kind=kind_of(arguments), body=body, actor=actor, why=f"row {row.number}")
        seen.add(str(body))


def _spans(text: str, evidence: str) -> list[dict[str, Any]]:
    """The evidence as spans of at most the longest quote."""
    start = text.index(evidence)
    end = start + len(evidence)
    return [
        {"start": at, "end": min(at + _QUOTE, end), "quote": text[at : min(at + _QUOTE, end)]}
        for at in range(start, end, _QUOTE)
    ]
