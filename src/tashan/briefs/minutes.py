"""
Minutes of a session as a Word document in the layout of official documents; `minutes_pdf` sets the same as PDF.

Source: GB/T 9704-2012: A4 with margins of 37, 26, 35 and 28 mm (top, right, bottom, left); 22 lines of 28 characters;
text in 仿宋 of size three (16 pt), title in 小标宋 of size two (22 pt), headings in 黑体 and 楷体; a red head, the document
number and a red line below it; record of printing at the end; page numbers in size four between dashes, outside.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tashan.governance.bodies import Body
from tashan.governance.calendars import chinese_number, session_title
from tashan.governance.sessions import Session

#: Millimetres from the edge of the paper to the text: top, right, bottom, left.
MARGINS: Final = (37, 26, 35, 28)
LINES: Final = 22
CHARACTERS: Final = 28
BODY_SIZE: Final = 16
TITLE_SIZE: Final = 22
#: Size of the red head; less, down to that of the title, where it would not fit one line.
HEAD_SIZE: Final = 36
SMALL_SIZE: Final = 14

BODY_FONT: Final = "仿宋_GB2312"
TITLE_FONT: Final = "方正小标宋简体"
HEADING_FONT: Final = "黑体"
SUBHEADING_FONT: Final = "楷体_GB2312"
RED: Final = RGBColor(0xFF, 0, 0)

#: What the minutes say that was done with a paper.
_STATUS: Final = {
    "reviewed": "会议审议了",
    "approved_in_principle": "会议原则同意",
    "adopted": "会议审议通过",
    "signed": "会上签署了",
    "issued": "会议印发了",
    "amended": "会议修订了",
    "repealed": "会议废止了",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the minutes: its heading, without a number, and its paragraphs."""

    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """
    What minutes hold.

    Attributes:
        head: the red head: name of the body and 纪要 or 文件.
        number: document number (长三角协调会纪要〔2023〕1号).
        title: title below the head.
        opening: first paragraphs: when, where, who presided.
        sections: what was reviewed and decided.
        present: those present, one entry a member (上海市：…).
        excused: those who were excused.
        observing: those who attended without a vote.
        attachments: titles of the attachments.
        signed_by: who issues the minutes.
        date: day of issue, `YYYY-MM-DD`.
        copies_to: who gets a copy.
        printed_by: who prints it.
        audit_head: head of the audit log at the session, which minutes make public; "" where there is none.
    """

    head: str
    number: str
    title: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    present: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    observing: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    signed_by: str = ""
    date: str = ""
    copies_to: tuple[str, ...] = ()
    printed_by: str = ""
    audit_head: str = ""


def minutes_document(minutes: Minutes) -> bytes:
    """The minutes as a .docx file; the same minutes give the same text and layout."""
    document = Document()
    _page(document)
    _head(document, minutes)
    _line(document, minutes.title, font=TITLE_FONT, size=TITLE_SIZE, align="center", space_before=1)
    document.add_paragraph()
    for text in minutes.opening:
        _text(document, text)
    for number, section in enumerate(minutes.sections, 1):
        _text(document, f"{chinese_number(number)}、{section.heading}", font=HEADING_FONT)
        for text in section.paragraphs:
            _text(document, text, font=SUBHEADING_FONT if _is_subheading(text) else BODY_FONT)
    for label, names in people(minutes):
        _people(document, label, names)
    _attachments(document, minutes)
    _signature(document, minutes)
    if minutes.audit_head:
        _text(document, f"审计链首：{minutes.audit_head}", size=SMALL_SIZE)
    _printing_record(document, minutes)
    _page_number(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def minutes_of(body: Body, session: Session, *, number: str, issued: str, signed_by: str = "") -> Minutes:
    """
    The minutes of a session from its record: when, where and who hosted, agenda, papers with what was done, decisions.

    Args:
        body: whose session it is.
        session: one that was held.
        number: document number.
        issued: day of issue, `YYYY-MM-DD`.
        signed_by: who issues them; the body where empty.
    """
    title = session_title(body, session)
    day = chinese_date(session.held.first) if session.held.exact else f"{session.held}"
    until = f"至{chinese_date(session.until)}" if session.until else ""
    where = f"在{session.place}" if session.place else ""
    how = "以视频方式" if session.form == "video" else ""
    host = f"会议由{session.host.name}承办。" if session.host else ""
    closed = [item.title for item in session.items("closed")]
    opened = [item.title for item in session.items("open")]
    agenda = [f"闭门会议审议：{'；'.join(closed)}。"] if closed else []
    agenda += [f"公开会议议程：{'；'.join(opened)}。"] if opened else []
    papers = tuple(
        f"{_STATUS.get(paper.status, '会议讨论了')}《{paper.title}》{f'（{paper.count}项）' if paper.count > 1 else ''}。"
        for paper in session.papers
    )
    decisions = [f"{decision.text.rstrip('。')}。" for decision in session.decisions]
    if session.next_host is not None:
        decisions.append(f"下次会议由{session.next_host.name}承办。")
    parts = (("会议议程", tuple(agenda)), ("会议文件", papers), ("会议决定", tuple(decisions)))
    ranks = {"leader": "主要负责同志", "deputy": "负责同志", "department": "部门负责同志"}
    return Minutes(
        head=f"{body.label.zh}纪要",
        number=number,
        title=f"{title}纪要",
        opening=(f"{day}{until}，{title}{where}{how}举行。{host}",),
        sections=tuple(Section(heading, paragraphs) for heading, paragraphs in parts if paragraphs),
        present=tuple(f"{one.participant.name}{ranks[one.rank]}" for one in session.attendance if one.rank in ranks),
        excused=tuple(one.participant.name for one in session.attendance if one.rank == "absent"),
        signed_by=signed_by or body.label.zh,
        date=issued,
    )


def people(minutes: Minutes) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Those present, excused and observing, under the word that stands before them."""
    return (("出席", minutes.present), ("请假", minutes.excused), ("列席", minutes.observing))


def chinese_date(day: str) -> str:
    """A day as documents write it: 2023年11月30日, without zeros in front."""
    year, month, date = day.split("-")
    return f"{int(year)}年{int(month)}月{int(date)}日"


def _is_subheading(text: str) -> bool:
    return text.startswith("（") and len(text) < 30 and not text.endswith(("。", "；"))


def _page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = MARGINS
    section.top_margin, section.right_margin = Mm(top), Mm(right)
    section.bottom_margin, section.left_margin = Mm(bottom), Mm(left)
    section.footer_distance = Mm(bottom - 7)
    properties = section._sectPr  # noqa: SLF001 - python-docx has no name for the grid of a page
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    grid = OxmlElement("w:docGrid")
    properties.append(grid)
    width, height = (210 - left - right) / 25.4 * 72, (297 - top - bottom) / 25.4 * 72
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(int(height / LINES * 20)))
    grid.set(qn("w:charSpace"), str(math.floor((width / CHARACTERS - BODY_SIZE) * 4096)))
    style = document.styles["Normal"]
    style.font.size = Pt(BODY_SIZE)
    _fonts(style.element.get_or_add_rPr(), BODY_FONT)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.space_before = Pt(0)


def _fonts(properties: Any, font: str) -> None:
    """Set the font of Chinese text; digits and Latin letters are in Times New Roman."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute, name in (("w:ascii", "Times New Roman"), ("w:hAnsi", "Times New Roman"), ("w:eastAsia", font)):
        fonts.set(qn(attribute), name)


def _run(paragraph: Any, text: str, font: str = BODY_FONT, size: int = BODY_SIZE, colour: Any = None) -> None:
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    _fonts(run._element.get_or_add_rPr(), font)  # noqa: SLF001 - python-docx has no name for the East Asian font
    if colour is not None:
        run.font.color.rgb = colour


def _line(
    document: Any,
    text: str,
    *,
    font: str = BODY_FONT,
    size: int = BODY_SIZE,
    align: str = "left",
    colour: Any = None,
    space_before: int = 0,
) -> Any:
    """A paragraph without indent; `space_before` in lines of the grid."""
    paragraph = document.add_paragraph()
    alignments = {
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "right": WD_ALIGN_PARAGRAPH.RIGHT,
    }
    paragraph.alignment = alignments[align]
    paragraph.paragraph_format.space_before = Pt(29 * space_before)
    _run(paragraph, text, font, size, colour)
    return paragraph


def _text(document: Any, text: str, *, font: str = BODY_FONT, size: int = BODY_SIZE) -> Any:
    """A paragraph of the text: first line two characters in."""
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = Pt(2 * size)
    _run(paragraph, text, font, size)
    return paragraph


def head_size(minutes: Minutes) -> int:
    """The size of the red head in points: so large that it fits one line, never less than the title's."""
    fits = int((210 - MARGINS[1] - MARGINS[3]) / 25.4 * 72 / max(len(minutes.head), 1))
    return max(min(HEAD_SIZE, fits), TITLE_SIZE)


def _head(document: Any, minutes: Minutes) -> None:
    _line(document, minutes.head, font=TITLE_FONT, size=head_size(minutes), align="center", colour=RED)
    number = _line(document, minutes.number, align="center", space_before=2)
    _rule(number, ("bottom",), colour="FF0000", eighths=24)


def _rule(paragraph: Any, edges: Sequence[str], *, colour: str, eighths: int) -> None:
    """Lines over the width of the text at the `top` or `bottom` of a paragraph; thickness in eighths of a point."""
    borders = OxmlElement("w:pBdr")
    for name in edges:
        edge = OxmlElement(f"w:{name}")
        for attribute, value in (("val", "single"), ("sz", str(eighths)), ("space", "11"), ("color", colour)):
            edge.set(qn(f"w:{attribute}"), value)
        borders.append(edge)
    properties = paragraph._element.get_or_add_pPr()  # noqa: SLF001 - python-docx has no name for borders
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _people(document: Any, label: str, names: Sequence[str]) -> None:
    """Those present, excused or observing: the word in 黑体, the names after it, set in."""
    if not names:
        return
    document.add_paragraph()
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.left_indent = Pt(5 * BODY_SIZE)
    paragraph.paragraph_format.first_line_indent = Pt(-3 * BODY_SIZE)
    _run(paragraph, f"{label}：", HEADING_FONT)
    _run(paragraph, "；".join(names))


def attachment_lines(minutes: Minutes) -> tuple[str, ...]:
    """The titles of the attachments, numbered where there are several."""
    many = len(minutes.attachments) > 1
    return tuple(
        f"{'附件：' if number == 1 else '　　　'}{f'{number}.' if many else ''}{title}"
        for number, title in enumerate(minutes.attachments, 1)
    )


def _attachments(document: Any, minutes: Minutes) -> None:
    for number, line in enumerate(attachment_lines(minutes)):
        if number == 0:
            document.add_paragraph()
        _text(document, line)


def _signature(document: Any, minutes: Minutes) -> None:
    """Who issues the minutes, and the day, four characters from the right."""
    if not (minutes.signed_by or minutes.date):
        return
    document.add_paragraph()
    for text in (minutes.signed_by, chinese_date(minutes.date) if minutes.date else ""):
        if text:
            paragraph = _line(document, text, align="right")
            paragraph.paragraph_format.right_indent = Pt(4 * BODY_SIZE)


def printing_lines(minutes: Minutes) -> tuple[str, ...]:
    """The record of printing: copies, who prints and when."""
    rows = []
    if minutes.copies_to:
        rows.append(f"抄送：{'，'.join(minutes.copies_to)}。")
    if minutes.printed_by:
        day = f"　　{chinese_date(minutes.date)}印发" if minutes.date else ""
        rows.append(f"{minutes.printed_by}{day}")
    return tuple(rows)


def _printing_record(document: Any, minutes: Minutes) -> None:
    """The record of printing between lines, in size four."""
    rows = printing_lines(minutes)
    for number, text in enumerate(rows):
        paragraph = _line(document, text, size=SMALL_SIZE, space_before=1 if number == 0 else 0)
        paragraph.paragraph_format.left_indent = Pt(SMALL_SIZE)
        paragraph.paragraph_format.right_indent = Pt(SMALL_SIZE)
        edges = ("top",) if number == 0 else ()
        _rule(paragraph, (*edges, "bottom") if text == rows[-1] else edges, colour="000000", eighths=8)


def _page_number(document: Any) -> None:
    """— 1 — at the foot, outside: right on odd pages, left on even ones."""
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    for footer, align in (
        (section.footer, WD_ALIGN_PARAGRAPH.RIGHT),
        (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
    ):
        paragraph = footer.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.left_indent = Pt(SMALL_SIZE)
        paragraph.paragraph_format.right_indent = Pt(SMALL_SIZE)
        _run(paragraph, "— ", "宋体", SMALL_SIZE)
        run = paragraph.add_run()
        run.font.size = Pt(SMALL_SIZE)
        _fonts(run._element.get_or_add_rPr(), "宋体")  # noqa: SLF001 - as in _run
        for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
            part = OxmlElement("w:fldChar" if kind else "w:instrText")
            if kind:
                part.set(qn("w:fldCharType"), kind)
            else:
                part.text = text
            run._element.append(part)  # noqa: SLF001 - python-docx has no name for fields
        _run(paragraph, " —", "宋体", SMALL_SIZE)
