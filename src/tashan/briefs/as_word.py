"""A brief as a Word document, with the styles of the reader's own Word, so that an office can go on writing in it."""

from __future__ import annotations

import io
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tashan.briefs.brief import Block, Brief, Figure, Items, Paragraph, Statement, Table, marks, numbered, words
from tashan.pictures.render import png_of_drawing
from tashan.pictures.tokens import LIGHT

_JADE: Final = RGBColor.from_string(LIGHT["jade"][1:])
_SOFT: Final = RGBColor.from_string(LIGHT["ink-3"][1:])
_FACES: Final = {"Normal": "宋体", "Title": "黑体", "Heading 1": "黑体", "List Bullet": "宋体", "List Number": "宋体"}
_WIDTH: Final = Mm(158)


def word(brief: Brief) -> bytes:
    """Write a brief as .docx: headings, lists and tables by style, pictures as images, sources numbered at the end."""
    document = Document()
    _page(document, brief.title)
    numbers, frame = numbered(brief), words(brief.language)
    colon = "：" if brief.language == "zh" else ": "
    document.add_heading(brief.title, 0)
    _statements(document.add_paragraph(), brief.lead, numbers)
    for name, value in brief.facts:
        line = document.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.add_run(f"{name}{colon}").font.color.rgb = _SOFT
        line.add_run(value)
    for section in brief.sections:
        document.add_heading(section.heading, 1)
        for block in section.blocks:
            _block(document, block, numbers, colon)
    if brief.method:
        document.add_heading(frame["method"], 1)
        for each in brief.method:
            _statements(document.add_paragraph(style="List Bullet"), (each,), numbers)
    if numbers:
        document.add_heading(frame["sources"], 1)
        for source, number in numbers.items():
            document.add_paragraph(f"[{number}] {source}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, title: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(26)
    section.top_margin, section.bottom_margin = Mm(24), Mm(26)
    document.core_properties.title = title
    document.core_properties.author = ""
    for name, face in _FACES.items():
        style = document.styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        for kind, font in (("ascii", "Arial"), ("hAnsi", "Arial"), ("eastAsia", face)):
            fonts.set(qn(f"w:{kind}"), font)
        if name in {"Title", "Heading 1"}:
            style.font.color.rgb, style.font.bold = _JADE, False
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(20)


def _block(document: Any, block: Block, numbers: dict[str, int], colon: str) -> None:
    if isinstance(block, Figure):
        document.add_picture(io.BytesIO(png_of_drawing(block.svg)), width=_WIDTH)
        caption = document.add_paragraph(block.caption)
        caption.runs[0].font.size, caption.runs[0].font.color.rgb = Pt(9), _SOFT
    elif isinstance(block, Paragraph):
        line = document.add_paragraph()
        _label(line, block.label, colon)
        _statements(line, block.statements, numbers)
    else:
        if block.label:
            line = document.add_paragraph()
            line.paragraph_format.keep_with_next = True
            _label(line, block.label, "")
        if isinstance(block, Items):
            for each in block.statements:
                _statements(document.add_paragraph(style="List Bullet"), (each,), numbers)
        else:
            _table(document, block, numbers)


def _label(line: Any, label: str, colon: str) -> None:
    if label:
        line.add_run(label + colon).font.color.rgb = _JADE


def _table(document: Any, table: Table, numbers: dict[str, int]) -> None:
    made = document.add_table(rows=1, cols=len(table.columns), style="Light Grid")
    head = made.rows[0]
    repeat = OxmlElement("w:tblHeader")
    repeat.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeat)  # noqa: SLF001 - python-docx has no name for heads that come again
    for cell, name in zip(head.cells, table.columns, strict=True):
        cell.text = name
    for row in table.rows:
        cells = made.add_row().cells
        for place, (cell, statement) in enumerate(zip(cells, row, strict=True)):
            line = cell.paragraphs[0]
            _statements(line, (statement,), numbers)
            if place in table.numbers:
                line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for row in made.rows:
        for cell in row.cells:
            for line in cell.paragraphs:
                line.paragraph_format.space_after = Pt(0)
                for run in line.runs:
                    run.font.size, run.font.bold = Pt(9), False
    document.add_paragraph()


def _statements(line: Any, statements: tuple[Statement, ...], numbers: dict[str, int]) -> None:
    for place, each in enumerate(statements):
        line.add_run(f"{' ' if place and each.text.isascii() else ''}{each.text}")
        for mark in marks(each, numbers):
            run = line.add_run(f"[{mark}]")
            run.font.superscript, run.font.color.rgb = True, _JADE
