"""What a page of a question says: one sentence, pictures, tables, doubts, definitions, settings and sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

from tashan.web.pages.downloads import Linked, Picture, Table


@dataclass(frozen=True, slots=True)
class CardNote:
    """A definition card in the reader's language."""

    key: str
    name: str
    formula: str
    direction: str
    caution: str
    source: str


@dataclass(slots=True)
class Answer:
    """
    A page's answer.

    Attributes:
        sentence: the one that answers, with its numbers.
        lead: what else has to be said at once.
        doubts: what a reader must know about all numbers.
        pictures: those that stand side by side.
        tables: in order.
        cards: definitions of everything shown.
        settings: name and value of every choice that changes a number.
        sources: where the figures come from.
        paragraph: sentences to copy into a brief.
    """

    sentence: str
    lead: str = ""
    doubts: list[str] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    cards: list[CardNote] = field(default_factory=list)
    settings: list[tuple[str, str]] = field(default_factory=list)
    sources: Sequence[str] = ()
    paragraph: str = ""


def as_json(answer: Answer) -> dict[str, Any]:
    """An answer as the API gives it: the same numbers as the page, exact, without pictures."""
    return {
        "sentence": answer.sentence,
        "lead": answer.lead,
        "doubts": answer.doubts,
        "paragraph": answer.paragraph,
        "settings": [{"name": name, "value": value} for name, value in answer.settings],
        "sources": list(answer.sources),
        "tables": [
            {
                "key": table.key,
                "title": table.title,
                "columns": [column.head for column in table.columns],
                "rows": [[_plain(cell) for cell in row] for row in table.rows],
                "source": table.source,
            }
            for table in answer.tables
        ],
    }


def _plain(cell: Any) -> Any:
    value = cell.text if isinstance(cell, Linked) else cell
    if isinstance(value, float) and not isfinite(value):
        return None
    return value if isinstance(value, str | int | float | None) else str(value)
