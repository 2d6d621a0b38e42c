"""Minutes as Word documents, read back: the layout of GB/T 9704-2012 and the words of a session."""

from __future__ import annotations

import io
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tashan.briefs.minutes import Minutes, Section, chinese_date, minutes_document, minutes_of
from tashan.governance.bodies import Body
from tashan.governance.days import When
from tashan.governance.participants import Participant
from tashan.governance.sample import shipped_body
from tashan.governance.sessions import AgendaItem, Attendance, Session
from tashan.rules import Label

MINUTES = Minutes(
    head="示例理事会纪要",
    number="示例纪要〔2023〕1号",
    title="示例理事会第一次会议纪要",
    opening=("2023年11月30日，示例理事会第一次会议在示例市举行。",),
    sections=(
        Section("会议文件", ("（一）管理办法", "会议审议通过《管理办法》。")),
        Section("会议决定", ("下次会议由乙市承办。",)),
    ),
    present=("甲市主要负责同志", "乙市负责同志"),
    excused=("丙市",),
    observing=("示例企业联盟",),
    attachments=("重点合作事项清单", "管理办法"),
    signed_by="示例理事会",
    date="2023-12-01",
    copies_to=("各成员城市人民政府",),
    printed_by="示例理事会办公室",
    audit_head="3f9a",
)


def read(minutes: Minutes) -> Any:
    return Document(io.BytesIO(minutes_document(minutes)))


@pytest.fixture(scope="module")
def document() -> Any:
    return read(MINUTES)


def paragraph(document: Any, beginning: str) -> Any:
    return next(each for each in document.paragraphs if each.text.startswith(beginning))


def font(run: Any) -> tuple[str, float]:
    """The Chinese font and the size of a run."""
    return run._element.rPr.find(qn("w:rFonts")).get(qn("w:eastAsia")), run.font.size.pt


def borders(paragraph: Any) -> dict[str, str]:
    """Edge to colour of the lines of a paragraph."""
    found = paragraph._element.pPr.find(qn("w:pBdr"))
    return {} if found is None else {edge.tag.split("}")[1]: edge.get(qn("w:color")) for edge in found}


def test_the_page_is_a4_with_the_margins_of_the_standard(document: Any) -> None:
    """37 mm above, 35 below, 28 left, 26 right; Word rounds to twentieths of a point."""
    section = document.sections[0]
    sides = [section.page_width, section.page_height, section.top_margin, section.bottom_margin]
    sides += [section.left_margin, section.right_margin]

    assert all(
        abs(side - Mm(wanted)) < Pt(0.06) for side, wanted in zip(sides, (210, 297, 37, 35, 28, 26), strict=True)
    )


def test_a_page_has_22_lines_of_28_characters(document: Any) -> None:
    grid = document.sections[0]._sectPr.find(qn("w:docGrid"))
    height, width = (297 - 37 - 35) / 25.4 * 72, (210 - 28 - 26) / 25.4 * 72
    line = int(grid.get(qn("w:linePitch"))) / 20
    character = 16 + int(grid.get(qn("w:charSpace"))) / 4096

    assert "linesAndChars" == grid.get(qn("w:type"))
    assert (22, 28) == (int(height / line), round(width / character))
    assert width / character >= 28


def test_the_head_is_red_and_in_the_centre(document: Any) -> None:
    head = document.paragraphs[0]

    assert ("示例理事会纪要", 1) == (head.text, head.alignment)
    assert RGBColor(0xFF, 0, 0) == head.runs[0].font.color.rgb
    assert ("方正小标宋简体", 36) == font(head.runs[0])


def test_a_long_head_stays_on_one_line() -> None:
    long = Minutes("长江中游三省协同推动高质量发展座谈会纪要", "1号", "标题", ("文。",), ())
    name, size = font(read(long).paragraphs[0].runs[0])

    assert "方正小标宋简体" == name
    assert size * len(long.head) <= (210 - 28 - 26) / 25.4 * 72


def test_the_number_stands_above_a_red_line(document: Any) -> None:
    number = paragraph(document, "示例纪要〔2023〕1号")

    assert {"bottom": "FF0000"} == borders(number)
    assert ("仿宋_GB2312", 16) == font(number.runs[0])


def test_fonts_and_sizes_of_title_headings_and_text(document: Any) -> None:
    assert ("方正小标宋简体", 22) == font(paragraph(document, "示例理事会第一次会议纪要").runs[0])
    assert ("黑体", 16) == font(paragraph(document, "一、会议文件").runs[0])
    assert ("楷体_GB2312", 16) == font(paragraph(document, "（一）管理办法").runs[0])
    assert ("仿宋_GB2312", 16) == font(paragraph(document, "会议审议通过").runs[0])


def test_text_is_set_in_by_two_characters(document: Any) -> None:
    assert Pt(32) == paragraph(document, "会议审议通过").paragraph_format.first_line_indent


def test_parts_stand_in_the_order_of_the_standard(document: Any) -> None:
    texts = [each.text for each in document.paragraphs if each.text]
    wanted = [
        "示例理事会纪要",
        "示例纪要〔2023〕1号",
        "示例理事会第一次会议纪要",
        "2023年11月30日，示例理事会第一次会议在示例市举行。",
        "一、会议文件",
        "（一）管理办法",
        "会议审议通过《管理办法》。",
        "二、会议决定",
        "下次会议由乙市承办。",
        "出席：甲市主要负责同志；乙市负责同志",
        "请假：丙市",
        "列席：示例企业联盟",
        "附件：1.重点合作事项清单",
        "　　　2.管理办法",
        "示例理事会",
        "2023年12月1日",
        "审计链首：3f9a",
        "抄送：各成员城市人民政府。",
        "示例理事会办公室　　2023年12月1日印发",
    ]

    assert wanted == texts


def test_those_present_follow_a_word_in_bold_type(document: Any) -> None:
    label, names = paragraph(document, "出席").runs

    assert (("黑体", 16), ("仿宋_GB2312", 16)) == (font(label), font(names))


def test_the_record_of_printing_stands_between_lines_in_size_four(document: Any) -> None:
    first, last = paragraph(document, "抄送"), paragraph(document, "示例理事会办公室")

    assert (["top"], ["bottom"]) == ([*borders(first)], [*borders(last)])
    assert 14 == font(last.runs[0])[1]


def test_a_record_of_one_row_has_a_line_above_and_below() -> None:
    alone = Minutes("会纪要", "1号", "标题", ("文。",), (), printed_by="办公室")

    assert ["top", "bottom"] == [*borders(paragraph(read(alone), "办公室"))]


def test_page_numbers_stand_between_dashes_outside(document: Any) -> None:
    section = document.sections[0]
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]

    assert document.settings.odd_and_even_pages_header_footer
    assert ("—  —", 2, 0) == (odd.text, odd.alignment, even.alignment)
    assert " PAGE " == odd._element.find(f".//{qn('w:instrText')}").text


def test_what_there_is_none_of_leaves_no_empty_label() -> None:
    texts = [each.text for each in read(Minutes("会纪要", "1号", "标题", ("文。",), ())).paragraphs if each.text]

    assert ["会纪要", "1号", "标题", "文。"] == texts


def test_dates_have_no_zeros_in_front() -> None:
    assert "2023年1月5日" == chinese_date("2023-01-05")


# --- from the record of a session ---


def test_the_minutes_of_a_real_session() -> None:
    """Adopted, signed and named, each in its own words."""
    council = shipped_body("city_council")[1]
    twentieth = council.session(20)
    assert twentieth
    found = minutes_of(council, twentieth, number="1号", issued="2020-09-20")

    assert ("2020年9月16日，长三角城市经济协调会第二十次会议在连云港举行。会议由江苏省连云港市承办。",) == found.opening
    assert {
        "会议文件": (
            "会议审议通过《长三角城市经济协调会重点合作事项管理办法》。",
            "会上签署了《重点合作事项》（19项）。",
        ),
        "会议决定": ("第二十一次会议2021年在徐州举行。", "下次会议由江苏省徐州市承办。"),
    } == {section.heading: section.paragraphs for section in found.sections}
    assert "长三角城市经济协调会第二十次会议纪要" in [each.text for each in read(found).paragraphs]


def test_agenda_attendance_and_form_are_told() -> None:
    body = Body("c", Label("示例理事会", "Council"), "decide", "2010-01-01")
    session = Session(
        "s1",
        1,
        held=When("2023-11-30", "2023-11-30"),
        until="2023-12-01",
        form="video",
        agenda=(AgendaItem("工作报告", "closed"), AgendaItem("经费决算", "closed"), AgendaItem("论坛", "open")),
        attendance=(
            Attendance(Participant("a", "甲市"), "leader"),
            Attendance(Participant("b", "乙市"), "department"),
            Attendance(Participant("c", "丙市"), "absent"),
        ),
    )
    found = minutes_of(body, session, number="1号", issued="2023-12-02", signed_by="办公室")

    assert ("2023年11月30日至2023年12月1日，示例理事会第一次会议以视频方式举行。",) == found.opening
    assert ("闭门会议审议：工作报告；经费决算。", "公开会议议程：论坛。") == found.sections[0].paragraphs
    assert (("甲市主要负责同志", "乙市部门负责同志"), ("丙市",), "办公室") == (
        found.present,
        found.excused,
        found.signed_by,
    )
