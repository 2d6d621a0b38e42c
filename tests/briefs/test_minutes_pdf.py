"""Minutes as PDF: the same text as in Word, on A4, page by page."""

from __future__ import annotations

import io
import re
from dataclasses import replace

from docx import Document
from pypdf import PdfReader

from tashan.briefs.minutes import Minutes, Section, minutes_document, minutes_of
from tashan.briefs.minutes_pdf import minutes_pdf
from tashan.governance.sample import shipped_body

FULL = Minutes(
    head="示例理事会纪要",
    number="示例纪要〔2026〕1号",
    title="示例理事会第三次会议纪要",
    opening=("2026年3月5日，示例理事会第三次会议在苏州举行。",),
    sections=(Section("会议文件", ("会议审议通过《年度清单》。", "会上签署了《协议》#[不是标记] *也不是*。")),),
    present=("上海市主要负责同志", "江苏省负责同志"),
    excused=("浙江省",),
    attachments=("年度清单", "协议"),
    signed_by="示例理事会",
    date="2026-03-06",
    copies_to=("各成员",),
    printed_by="示例理事会办公室",
    audit_head="ab12",
)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_the_pdf_says_what_the_word_document_says() -> None:
    """Every paragraph, nothing taken for markup, on A4."""
    pages = PdfReader(io.BytesIO(minutes_pdf(FULL))).pages
    found = _plain("".join(page.extract_text() for page in pages))
    paragraphs = [_plain(one.text) for one in Document(io.BytesIO(minutes_document(FULL))).paragraphs]

    assert [] == [text for text in paragraphs if text and text not in found]
    assert (595, 842) == tuple(round(float(side)) for side in pages[0].mediabox[2:])


def test_a_real_session_has_its_minutes() -> None:
    """The council's twentieth session, with the matters that were signed."""
    _, council = shipped_body("city_council")
    session = council.session(20)
    assert session is not None
    minutes = minutes_of(council, session, number="1号", issued="2020-09-20")
    text = _plain(PdfReader(io.BytesIO(minutes_pdf(minutes))).pages[0].extract_text())

    assert "重点合作事项管理办法" in text
    assert "—1—" in text


def test_22_lines_of_28_characters_to_a_page() -> None:
    """A long text breaks as the standard's grid has it, within one character a line."""
    long = replace(FULL, opening=("合" * 28 * 60,), sections=())
    pages = PdfReader(io.BytesIO(minutes_pdf(long))).pages
    lines = [line for line in pages[1].extract_text().splitlines() if set(line.strip()) == {"合"}]

    assert 22 == len(lines)
    assert {28} == {len(line.strip()) for line in lines[:-1]}
    assert "— 2 —" in pages[1].extract_text()
