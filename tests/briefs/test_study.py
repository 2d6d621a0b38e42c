"""The brief of a study visit says the same in every form, and each fact in it leads to its source."""

from __future__ import annotations

import io
import re

import pytest
from docx import Document
from pypdf import PdfReader

from tashan.briefs.as_html import html
from tashan.briefs.as_markdown import markdown
from tashan.briefs.as_pdf import pdf
from tashan.briefs.as_word import word
from tashan.briefs.brief import TYPES, Brief, Items, Statement, Table, marks, numbered, statements
from tashan.briefs.study import study_brief
from tashan.briefs.writers import WRITERS
from tashan.learning.asker import Asker, asker
from tashan.learning.library import shipped_practices
from tashan.learning.planner import WEIGHTS, Plan, plan

PROBLEM = "跨市收入分享 | <b>飞地</b> #*"


def _home(name: str) -> Asker:
    found = asker(name)
    assert found is not None
    return found


def _plan(language: str = "zh", problem: str = PROBLEM) -> Plan:
    return plan(_home("长株潭"), problem, shipped_practices(), language=language, most=3)


@pytest.fixture(scope="module")
def brief() -> Brief:
    return study_brief(_plan())


def test_every_reason_and_practice_has_its_source(brief: Brief) -> None:
    """In each place: one row a part of the score, each with one source; each practice with its quotes."""
    places = brief.sections[1:-1]
    assert 3 == len(places)
    for place in places:
        (table,) = [block for block in place.blocks if isinstance(block, Table)]
        assert len(WEIGHTS) == len(table.rows)
        assert all(row[-1].sources for row in table.rows)
        looks = next(block for block in place.blocks if isinstance(block, Items))
        assert all(statement.sources for statement in looks.statements)


def test_sources_are_numbered_in_the_order_in_which_they_are_needed(brief: Brief) -> None:
    """From 1 without gaps, each once; a statement's marks go up."""
    numbers = numbered(brief)

    assert list(range(1, len(numbers) + 1)) == list(numbers.values())
    assert {source for each in statements(brief) for source in each.sources} == set(numbers)
    assert marks(next(statements(brief)), numbers) == tuple(range(1, 1 + len(next(statements(brief)).sources)))


def test_what_is_not_known_is_said(brief: Brief) -> None:
    """Without visits nobody knows who has been there: the method says that it counted 0."""
    assert any("少有人去没有资料，按 0 分计" in each.text for each in brief.method)


def test_markdown_is_not_broken_by_what_people_write(brief: Brief) -> None:
    """A bar in the problem does not break a table, a tag is text, and all rows of a table are as wide as its head."""
    text = markdown(brief)
    rows = [line for line in text.splitlines() if line.startswith("| ")]

    assert r"跨市收入分享 \| &lt;b>飞地&lt;/b> #\*" in text
    assert {4, 5} == {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
    assert {int(mark) for mark in re.findall(r" \[(\d+)\]", text)} == set(numbered(brief).values())


def test_a_page_shows_tags_as_text_and_leads_to_sources(brief: Brief) -> None:
    """One file, no request to anywhere, no script; each mark has the source that it points to."""
    page = html(brief)

    assert "<b>飞地" not in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?:https?:)?//', page)
    assert set(re.findall(r'href="#(s\d+)"', page)) == set(re.findall(r'<li id="(s\d+)"', page))


def test_word_holds_headings_tables_and_sources(brief: Brief) -> None:
    """In the styles of Word, so that the office can go on writing."""
    document = Document(io.BytesIO(word(brief)))
    said = "\n".join(each.text for each in document.paragraphs)

    assert PROBLEM in said
    assert len(brief.sections) + 2 == sum(each.style is not None and each.style.name == "Heading 1" for each in document.paragraphs)  # fmt: skip
    assert 1 + 3 == len(document.tables)
    assert all(f"[{number}] {source}" in said for source, number in numbered(brief).items())
    assert 1 == len(document.inline_shapes)


def test_pdf_holds_the_same_words(brief: Brief) -> None:
    """Set in the embedded face, with the same sources; what people wrote is never markup."""
    reader = PdfReader(io.BytesIO(pdf(brief)))
    said = "".join(page.extract_text() for page in reader.pages)
    packed = re.sub(r"\s", "", said)

    assert brief.title == (reader.metadata and reader.metadata.title)
    assert re.sub(r"\s", "", PROBLEM) in packed
    assert all(re.sub(r"\s", "", source)[:12] in packed for source in numbered(brief))
    assert f"第1页，共{len(reader.pages)}页" in packed


def test_the_same_brief_gives_the_same_bytes(brief: Brief) -> None:
    """No clock goes into a PDF: who makes it again can compare."""
    assert pdf(brief) == pdf(brief)
    metadata = PdfReader(io.BytesIO(pdf(brief))).metadata
    assert metadata is None or metadata.creation_date is None


def test_an_english_brief_is_english() -> None:
    """Places with their English names and provinces, so that namesakes are told apart."""
    brief = study_brief(plan(_home("湖南省湘潭市"), "tax sharing", shipped_practices(), language="en", most=2))
    text = markdown(brief)

    assert "# Study visit of Xiangtan, Hunan: tax sharing" in text
    assert "## 1. Suzhou, Jiangsu" in text
    assert "km from Xiangtan, Hunan" in text


def test_there_is_a_writer_and_a_type_for_every_form(brief: Brief) -> None:
    """Each gives bytes; an empty brief is a brief too."""
    assert set(TYPES) == set(WRITERS)
    empty = Brief("无", "zh", (Statement("没有。"),), (), ())
    assert all(isinstance(write(empty), bytes) for write in WRITERS.values())
