"""What a page is made of: documents with their readings, and where each document comes from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from tashan.records import Reading


class RegisterError(Exception):
    """A register of sources that cannot be used; the message says what is wrong and what to do."""


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


def register(data: bytes) -> dict[str, Source]:
    """
    The sources that a register lists, by document.

    Args:
        data: YAML: a list of `id`, `title`, `publisher`, `published`, `link`, `seen`, `facts_only`, and
            `translation_of` or `same_event` (the id of the document to be held against).

    Raises:
        RegisterError: it is no such list.
    """
    try:
        rows = yaml.safe_load(data) or []
        return {str(row["id"]): source_of(row) for row in rows}
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise RegisterError(
            "The register of sources is no list of entries with an id. Write `- id: file.txt` and below it title, "
            "publisher, published, link, seen."
        ) from error


def source_of(row: Mapping[str, Any]) -> Source:
    """The source that an entry of a register, or a line of a .jsonl file, states; a link must be http or https."""
    texts = {key: str(row[key]) for key in ("title", "publisher", "published", "seen") if row.get(key)}
    link = row.get("link") or row.get("url")
    compare = row.get("translation_of") or row.get("same_event")
    return Source(
        **texts,
        link=link if isinstance(link, str) and link.startswith(("http://", "https://")) else None,
        compare=str(compare) if compare else None,
        facts_only=bool(row.get("facts_only")),
    )
