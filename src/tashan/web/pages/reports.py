"""A page's answer as a brief: the same sentences, pictures and tables, with settings, definitions and sources."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from tashan.briefs.brief import Block, Brief, Figure, Items, Language, Paragraph, Section, Statement
from tashan.briefs.brief import Table as BriefTable
from tashan.web.pages.answers import Answer, CardNote
from tashan.web.pages.downloads import Picture, Table
from tashan.web.pages.words import language, say

MOST_ROWS: Final = 60
"""Rows of a table that go into a brief; the whole table is a file of its own."""


def brief_of(answer: Answer, title: str, *, pictures: Sequence[Picture], address: str, day: date) -> Brief:
    """
    Put an answer into a brief in the reader's language.

    Args:
        answer: what the page says.
        title: the page's.
        pictures: all that the page shows.
        address: where the page stands; with its settings it shows the same again.
        day: of the brief.
    """
    tongue: Language = "en" if language() == "en" else "zh"
    sources = tuple(answer.sources)
    lead = [Statement(answer.sentence, sources)] + ([Statement(answer.lead)] if answer.lead else [])
    facts = [*answer.settings, (say("日期", "Date"), day.isoformat()), (say("地址", "Address"), address)]
    sections = [
        *_section(say("可引用的一段", "To quote"), _quoted(answer, sources)),
        *_section(say("图", "Pictures"), [_figure(each) for each in pictures]),
        *(Section(table.title, tuple(_table(table))) for table in answer.tables),
        *_section(say("定义", "Definitions"), [_card(each) for each in answer.cards]),
    ]
    return Brief(title, tongue, tuple(lead), tuple(facts), tuple(sections), tuple(map(Statement, answer.doubts)))


def _section(heading: str, blocks: Sequence[Block]) -> list[Section]:
    """The section, where there is anything to stand in it."""
    return [Section(heading, tuple(blocks))] if blocks else []


def _quoted(answer: Answer, sources: tuple[str, ...]) -> list[Block]:
    return [Paragraph((Statement(answer.paragraph, sources),))] if answer.paragraph else []


def _figure(picture: Picture) -> Figure:
    caption = " ".join(filter(None, [picture.drawing.title, picture.caption]))
    return Figure(picture.drawing.svg(), caption, picture.drawing.title)


def _table(table: Table) -> list[Block]:
    shown = table.shown()[: min(table.most or MOST_ROWS, MOST_ROWS)]
    if not shown:
        return [Paragraph((Statement(table.empty or "–"),))]
    blocks: list[Block] = [
        BriefTable(
            tuple(column.head for column in table.columns),
            tuple(tuple(Statement(cell["text"]) for cell in row["cells"]) for row in shown),
            frozenset(place for place, column in enumerate(table.columns) if column.number),
        )
    ]
    left = len(table.rows) - len(shown)
    notes = [say("来源：{source}", "Source: {source}", source=table.source)] if table.source else []
    if left:
        notes.append(
            say("另有 {n} 行，见页面的 CSV 或 XLSX。", "{n} more rows are in the page's CSV and XLSX.", n=left)
        )
    return [*blocks, Paragraph(tuple(map(Statement, notes)))] if notes else blocks


def _card(card: CardNote) -> Items:
    parts = (
        (say("公式", "Formula"), card.formula),
        (say("含义", "Meaning"), card.direction),
        (say("注意", "Heed"), card.caution),
        (say("出处", "After"), card.source),
    )
    return Items(tuple(Statement(say("{name}：{text}", "{name}: {text}", name=name, text=text)) for name, text in parts if text), card.name)  # fmt: skip
