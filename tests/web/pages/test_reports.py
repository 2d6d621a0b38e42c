"""A page's answer as a brief to pass on."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.http import Http404
from django.test import RequestFactory
from django.utils import translation
from docx import Document

from tashan.briefs.as_markdown import markdown
from tashan.pictures.drawing import Drawing
from tashan.web.pages.answers import Answer, CardNote
from tashan.web.pages.downloads import Column, Picture, Table, page
from tashan.web.pages.reports import MOST_ROWS, brief_of

ROWS = [[f"地{number}", number / 8] for number in range(MOST_ROWS + 5)]
ANSWER = Answer(
    "甲与乙联系最强。",
    lead="三个部门。",
    doubts=["公里不等于时间。"],
    tables=[Table("ties", "联系", [Column("地"), Column("值", number=True, decimals=2)], ROWS, source="年鉴")],
    cards=[CardNote("gravity", "引力", "m1·m2/d²", "大者联系强", "公里不等于时间", "Reilly 1931")],
    settings=[("年份", "2021")],
    sources=["统计公报（2022）"],
    paragraph="甲与乙联系最强，占六成。",
)


def written(language: str = "zh-hans") -> str:
    drawing = Drawing(20, 20, "联系图")
    with translation.override(language):
        return markdown(brief_of(ANSWER, "引力", pictures=[Picture("map", drawing)], address="https://x.example/?a=1", day=date(2024, 5, 1)))  # fmt: skip


def test_it_says_what_the_page_says() -> None:
    """The sentence with its source, settings, the paragraph to quote, tables, definitions and doubts."""
    text = written()

    assert "甲与乙联系最强。 [1] 三个部门。" in text
    assert "- **年份**：2021" in text
    assert "- **日期**：2024-05-01" in text
    assert "- **地址**：https://x.example/?a=1" in text
    assert "| 地1 | 0.12 |" in text
    assert "- 公式：m1·m2/d²" in text
    assert "- 公里不等于时间。" in text
    assert "1. 统计公报（2022）" in text


def test_a_long_table_says_how_much_it_leaves_out() -> None:
    """The file of the table has all of it."""
    assert f"| 地{MOST_ROWS - 1} |" in written()
    assert f"| 地{MOST_ROWS} |" not in written()
    assert "另有 5 行" in written()


def test_the_frame_is_in_the_readers_language() -> None:
    """Headings that the brief makes by itself; the page's own words come as the page has them."""
    assert "## Definitions" in written("en")
    assert "5 more rows" in written("en")


def answer(wanted: str) -> Any:
    context = {"answer": ANSWER, "title": "引力"}
    return page(RequestFactory().get("/", {"get": wanted, "year": "2021"}), "x.html", context)


def test_every_page_with_an_answer_has_it_as_word_and_pdf() -> None:
    """With the page's own address, so that the settings lead back to the same numbers."""
    document = Document(io.BytesIO(answer("report.docx").content))

    assert "地址：http://testserver/?year=2021" in [each.text for each in document.paragraphs]
    assert answer("report.pdf").content.startswith(b"%PDF")
    assert answer("report.html")["Content-Type"].startswith("text/html")
    assert "attachment" in answer("report.html")["Content-Disposition"]


def test_other_forms_are_not_found() -> None:
    """As for tables and pictures."""
    with pytest.raises(Http404):
        answer("report.exe")
    with pytest.raises(Http404):
        page(RequestFactory().get("/", {"get": "report.pdf"}), "x.html", {})
