"""
A brief: sections of statements, each with the sources it rests on, to be written as Word, PDF, HTML or Markdown.

What a brief says is decided where it is put together (`study`); how it looks, in the writers beside this module. So the
same brief says the same in every form, and a source has the same number in all of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]

TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "html": "text/html; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
}
"""Media types of a brief, by the ending of its file."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said, and the sources that it rests on; a statement without one is the writer's own or a calculation."""

    text: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Statements that follow each other; `label` stands before them, set apart."""

    statements: tuple[Statement, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """Statements below each other, under a label where there is one."""

    statements: tuple[Statement, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """
    Cells under heads.

    Attributes:
        columns: heads.
        rows: cells; as many as there are heads in each.
        numbers: places of the columns that hold numbers, which are set to the right.
        label: what the table shows.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Statement, ...], ...]
    numbers: frozenset[int] = frozenset()
    label: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture as SVG, its caption, and what it shows for those who do not see it."""

    svg: str
    caption: str
    described: str


Block: TypeAlias = Paragraph | Items | Table | Figure


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """
    A report that people pass on.

    Attributes:
        title: what it is about.
        language: of all its sentences.
        lead: the one sentence that answers, and what belongs to it.
        facts: settings as name and value: who asked what, by which weights, as of when.
        sections: in reading order.
        method: how figures were made, and what is not known.
    """

    title: str
    language: Language
    lead: tuple[Statement, ...]
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    method: tuple[Statement, ...] = ()


def statements(brief: Brief) -> Iterator[Statement]:
    """Every statement of a brief in reading order."""
    yield from brief.lead
    for section in brief.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    yield from row
            elif not isinstance(block, Figure):
                yield from block.statements
    yield from brief.method


def numbered(brief: Brief) -> dict[str, int]:
    """The sources of a brief with their numbers, from 1, in the order in which they are first needed."""
    numbers: dict[str, int] = {}
    for statement in statements(brief):
        for source in statement.sources:
            numbers.setdefault(source, len(numbers) + 1)
    return numbers


def marks(statement: Statement, numbers: dict[str, int]) -> tuple[int, ...]:
    """The numbers of a statement's sources, each once, lowest first."""
    return tuple(sorted({numbers[source] for source in statement.sources}))


def words(language: Language) -> dict[str, str]:
    """What the frame of a brief says by itself."""
    return {
        "zh": {"sources": "出处", "method": "方法与不足", "page": "第 {page} 页，共 {pages} 页", "made": "他山 Tashan"},
        "en": {"sources": "Sources", "method": "Method and limits", "page": "{page} of {pages}", "made": "Tashan 他山"},
    }[language]
