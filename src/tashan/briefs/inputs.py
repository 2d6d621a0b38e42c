"""What a page is made of: documents with their readings, and where each document comes from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from tashan.files import Item, ReadOptions, find_inputs, read_text
from tashan.records import Reading

REGISTER: Final = ".sources.yaml"
"""The name of a folder's register of sources; hidden, so that it is never read as a document."""


@dataclass(frozen=True, slots=True)
class Source:
    """
    Where a document comes from, as whoever supplies it says.

    Attributes:
        title: title of the public page.
        publisher: who published it.
        published: day, month or year of publication.
        link: address of the public page.
        seen: day it was looked at.
        compare: id of the document it is a translation of, or that tells the same event; or None.
        facts_only: whether the document was written anew from the facts of that page, so that title and publisher
            are those of the page and not its own.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    link: str | None = None
    seen: str | None = None
    compare: str | None = None
    facts_only: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """One document: its reading, its text (None where it could not be read) and its source."""

    reading: Reading
    text: str | None
    source: Source = field(default_factory=Source)


def load(inputs: Sequence[str | Path]) -> tuple[Paper, ...]:
    """
    Read all documents of the inputs.

    Args:
        inputs: files and folders as for `tashan read`. A folder may hold `.sources.yaml`: a list of `id`, `title`,
            `publisher`, `published`, `link`, `seen`, `facts_only`, `translation_of`, `same_event`. It says where
            documents come from and which are held against each other; reading itself never sees it.

    Raises:
        InputError: one of the paths does not exist.
    """
    found = find_inputs(list(inputs))
    registered = _registered(map(Path, inputs))
    papers = []
    for item in found.items():
        reading, text = read_text(item, ReadOptions())
        papers.append(Paper(reading, text, registered.get(reading.id) or _stated(item)))
    return tuple(papers)


def _registered(folders: Iterable[Path]) -> dict[str, Source]:
    """The registers of all folders, by document."""
    sources: dict[str, Source] = {}
    for folder in folders:
        register = folder / REGISTER
        if not register.is_file():
            continue
        for row in yaml.safe_load(register.read_text(encoding="utf-8")) or []:
            compare = row.get("translation_of") or row.get("same_event")
            sources[str(row["id"])] = _source(row, row.get("link"), compare)
    return sources


def _stated(item: Item) -> Source:
    """What a line of a .jsonl file says of its document."""
    if item.line is None:
        return Source()
    try:
        row = json.loads(item.line)
    except ValueError:
        return Source()
    return _source(row, row.get("url"), None) if isinstance(row, dict) else Source()


def _source(row: Mapping[str, Any], link: object, compare: object) -> Source:
    texts = {key: str(row[key]) for key in ("title", "publisher", "published", "seen") if row.get(key)}
    safe = str(link) if isinstance(link, str) and link.startswith(("http://", "https://")) else None
    facts_only = bool(row.get("facts_only"))
    return Source(**texts, link=safe, compare=str(compare) if compare else None, facts_only=facts_only)
