from __future__ import annotations

import io
import random
import zipfile
from typing import Any

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from tashan.reading import formats
from tashan.reading.decode import Decoded, decode
from tashan.reading.formats import TEXT_LIMIT, readable, to_text

ARTICLE = (
    "4月9日，江苏省苏州市党政代表团到贵州省铜仁市考察，并召开东西部协作座谈会。市委书记李四率队，随后到碧江区实地察看。"
)


def codes(data: bytes, name: str) -> list[str]:
    return [problem.code for problem in to_text(data, name)[1]]


def docx_bytes(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf_bytes(*pages: str) -> bytes:
    """A PDF of a page a text, in a font every reader has (Latin letters only)."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        font = "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects)} 0 R /Resources {font} >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(pages)} >>"
    data = "%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    data += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\nstartxref\n{len(data)}\n"
    )
    return (data + "%%EOF").encode("latin-1")


class TestPlain:
    @pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.TXT", "a.docx"])
    def test_text_stays_as_it_stands(self, name: str) -> None:
        text = f"# 标题\n\n{ARTICLE}\r\n"

        assert (text, ()) == to_text(text.encode(), name)

    @pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", bytes(300)])
    def test_nothing_is_empty(self, data: bytes) -> None:
        text, problems = to_text(data, "a.txt")

        assert (None, ["empty"]) == (text, [problem.code for problem in problems])

    def test_bytes_that_are_no_text_are_binary(self) -> None:
        data = random.Random(3).randbytes(5000)

        assert codes(b"\x01" + data, "a.txt") == ["binary"]

    @pytest.mark.parametrize("name", ["huge.txt", "huge.html"])
    def test_a_file_beyond_the_limit_is_too_large_by_its_beginning_alone(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """So it is refused at once, however large it is."""
        decoded: list[int] = []

        def counted(data: bytes) -> Decoded:
            decoded.append(len(data))
            return decode(data)

        monkeypatch.setattr(formats, "decode", counted)
        text, problems = to_text("<p>代表团到访。".encode() * 1_000_000, name)

        assert (None, ["too_large"]) == (text, [problem.code for problem in problems])
        assert f"{name} has 21,000,000 bytes" in problems[0].message
        assert sum(decoded) <= 2048
        assert to_text(b"<p>x", name)[0] is not None
        assert decoded[-1] == len(b"<p>x"), "what is small enough is decoded here"

    def test_one_endless_line_is_read_and_named(self) -> None:
        endless = "代表团" * 10_000

        assert (endless, ["line_endless"]) == (to_text(endless.encode(), "a.txt")[0], codes(endless.encode(), "a.txt"))

    def test_only_the_endless_stretch_is_blanked_for_reading(self) -> None:
        text = f"{ARTICLE}\n{'代表团' * 5000}\n{ARTICLE}"
        blanked = readable(text)

        assert (len(text), ARTICLE, ARTICLE, "") == (
            len(blanked),
            *blanked.split("\n")[:1],
            *blanked.split("\n")[-1:],
            blanked[100:-100].strip(),
        )
        assert readable(ARTICLE) == ARTICLE

    def test_a_long_line_with_sentences_is_prose(self) -> None:
        assert codes((ARTICLE * 1000).encode(), "a.txt") == []

    @pytest.mark.parametrize("pair", ["()", "[]", "（）", "{}"])
    def test_ten_thousand_nested_brackets_are_read_and_named(self, pair: str) -> None:
        nested = pair[0] * 10_000 + pair[1] * 10_000

        assert "nesting_deep" in codes(nested.encode(), "a.txt")

    def test_many_brackets_side_by_side_are_prose(self) -> None:
        assert codes("代表团（苏州市）到访。".encode() * 500, "a.txt") == []


class TestHtml:
    PAGE = f"""<!DOCTYPE html><html><head><meta charset="gb2312"><title>苏州市代表团到铜仁 - 铜仁日报</title>
    <script>var day = "2019年1月1日"</script></head><body>
    <div class="top"><a href="/">首页</a> <a href="/x">新闻</a></div><h1>苏州市代表团到铜仁</h1>
    <div class="info">2023-04-10 08:30　来源：<a href="/">铜仁日报</a></div>
    <div class="content"><p>{ARTICLE}</p><p>双方签署合作协议，12个项目签约，总金额<b>35亿</b>元，协作走深走实。</p>
    <table><tr><td>项目</td><td>金额</td></tr><tr><td>甲</td><td>3亿元</td></tr></table></div>
    <div class="foot">责任编辑：王五 发布时间：2023年4月11日</div>
    <ul><li><a href="1">无锡代表团到访</a> <i>2020-01-05</i></li>
    <li><a href="2">杭州代表团 2021-02-03</a></li></ul>
    </body></html>"""

    @pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
    def test_title_stamps_article_and_table_stay_in_page_order(self, encoding: str) -> None:
        expected = [
            "苏州市代表团到铜仁",
            "2023-04-10 08:30 来源：铜仁日报",
            ARTICLE,
            "双方签署合作协议，12个项目签约，总金额35亿元，协作走深走实。",
            "项目 金额",
            "甲 3亿元",
            "责任编辑：王五 发布时间：2023年4月11日",
        ]
        text, problems = to_text(self.PAGE.encode(encoding), "a.html")

        assert (expected, ()) == ((text or "").split("\n"), problems)

    def test_a_page_is_known_without_its_suffix(self) -> None:
        assert to_text(self.PAGE.encode(), "a.html") == to_text(self.PAGE.encode(), "page.txt")

    def test_the_title_is_kept_where_the_body_has_no_heading(self) -> None:
        page = f"<html><head><title>苏州来访</title></head><body><p>{ARTICLE}</p></body></html>"

        assert (to_text(page.encode(), "a.html")[0] or "").split("\n") == ["苏州来访", ARTICLE]

    def test_a_date_in_the_header_element_stays(self) -> None:
        page = (
            "<html><body><header><h1>Visit</h1><time>March 17, 2023</time></header>"
            f"<article><p>{'A delegation from Suzhou visited Tongren. ' * 10}</p></article></body></html>"
        )

        assert "March 17, 2023" in (to_text(page.encode(), "a.html")[0] or "")

    @pytest.mark.parametrize("depth", [300, 10_000, 100_000])
    def test_a_page_nested_without_end_is_read(self, depth: int) -> None:
        page = "<div>" * depth + ARTICLE + "</div>" * depth

        assert (to_text(page.encode(), "a.html")[0] or "").strip() == ARTICLE

    @pytest.mark.parametrize("page", ["<html>", "<html><body></body></html>", "<html><script>x</script></html>"])
    def test_a_page_without_text_is_empty(self, page: str) -> None:
        assert codes(page.encode(), "a.html") == ["empty"]

    def test_a_half_written_page_is_read_as_far_as_it_goes(self) -> None:
        half = self.PAGE[: self.PAGE.index("双方签署")].encode()

        assert ARTICLE in (to_text(half, "a.html")[0] or "")


class TestDocx:
    def test_paragraphs_tables_headers_and_footers_in_page_order(self) -> None:
        document = Document()
        document.sections[0].header.paragraphs[0].text = "铜仁市人民政府办公室 2023年4月10日"
        document.sections[0].footer.paragraphs[0].text = "联系人：张三"
        document.add_paragraph("前一段")
        table = document.add_table(rows=2, cols=2)
        for cell, text in zip(
            (c for row in table.rows for c in row.cells), ("项目", "金额", "甲", "3亿元"), strict=True
        ):
            cell.text = text
        document.add_paragraph("后一段")

        expected = "铜仁市人民政府办公室 2023年4月10日\n前一段\n项目\t金额\n甲\t3亿元\n后一段\n联系人：张三"

        assert (expected, ()) == to_text(docx_bytes(document), "a.docx")

    def test_it_is_known_without_its_suffix(self) -> None:
        document = Document()
        document.add_paragraph(ARTICLE)

        assert (ARTICLE, ()) == to_text(docx_bytes(document), "download")

    @pytest.mark.parametrize("share", [0.2, 0.5, 0.95])
    def test_a_half_written_one_is_damaged(self, share: float) -> None:
        document = Document()
        document.add_paragraph(ARTICLE)
        data = docx_bytes(document)
        text, problems = to_text(data[: int(len(data) * share)], "a.docx")

        assert (None, "docx_damaged") == (text, problems[0].code)
        assert "save it again" in problems[0].message

    def test_broken_bytes_inside_are_damaged(self) -> None:
        document = Document()
        document.add_paragraph(ARTICLE * 50)
        data = bytearray(docx_bytes(document))
        at = data.index(b"word/document.xml") + 60
        data[at : at + 40] = bytes(40)

        assert codes(bytes(data), "a.docx") == ["docx_damaged"]

    def test_a_zip_bomb_is_too_large(self) -> None:
        stream = io.BytesIO()
        with (
            zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package,
            package.open("word/document.xml", "w") as part,
        ):
            for _ in range(210):
                part.write(bytes(1_000_000))

        assert codes(stream.getvalue(), "a.docx") == ["too_large"]

    def test_an_empty_one_is_empty(self) -> None:
        assert codes(docx_bytes(Document()), "a.docx") == ["empty"]


class TestPdf:
    def test_the_text_of_all_pages(self) -> None:
        data = pdf_bytes("A delegation from Suzhou", "visited Tongren in 2023")

        assert to_text(data, "a.pdf") == ("A delegation from Suzhou\nvisited Tongren in 2023", ())

    def test_one_without_text_tells_to_recognise_it(self) -> None:
        text, problems = to_text(pdf_bytes("", ""), "scan.pdf")

        assert (None, "format_unsupported") == (text, problems[0].code)
        assert "OCR" in problems[0].message

    def test_an_encrypted_one_tells_to_remove_the_password(self) -> None:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_bytes("A delegation"))))
        writer.encrypt("secret", algorithm="RC4-128")
        stream = io.BytesIO()
        writer.write(stream)

        assert codes(stream.getvalue(), "a.pdf") == ["pdf_encrypted"]

    @pytest.mark.parametrize(
        "data", [b"%PDF-1.7", b"%PDF-1.4\n1 0 obj << /Type /Catalog", b"%PDF-1.5\n" + b"[" * 10_000]
    )
    def test_a_damaged_one_is_damaged(self, data: bytes) -> None:
        text, problems = to_text(data, "a.pdf")

        assert (None, "pdf_damaged") == (text, problems[0].code)


class TestUnsupported:
    @pytest.mark.parametrize(
        ("head", "name", "words"),
        [
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", "save it as .docx"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.wps", "WPS document"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "one document a line"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.docx", "encrypted"),
            (b"\x89PNG\r\n\x1a\n", "a.png", "OCR"),
            (b"\xff\xd8\xff\xe0", "a.jpg", "OCR"),
            (b"{\\rtf1\\ansi", "a.doc", "RTF"),
            (b"Rar!\x1a\x07", "a.rar", "Unpack"),
            (b"PAR1" + bytes(30), "a.parquet", ".jsonl"),
        ],
    )
    def test_a_format_that_cannot_be_read_names_itself_and_the_remedy(self, head: bytes, name: str, words: str) -> None:
        text, problems = to_text(head, name)

        assert (None, ["format_unsupported"]) == (text, [problem.code for problem in problems])
        assert words in problems[0].message
        assert problems[0].message.startswith(name)

    @pytest.mark.parametrize(
        ("member", "name"),
        [("OFD.xml", "a.ofd"), ("xl/workbook.xml", "a.xlsx"), ("ppt/x.xml", "a.pptx"), ("x", "a.zip")],
    )
    def test_other_packages(self, member: str, name: str) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as package:
            package.writestr(member, "<x/>")

        assert codes(stream.getvalue(), name) == ["format_unsupported"]


def test_the_limit_is_stated() -> None:
    assert TEXT_LIMIT == 20_000_000


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.docx", "a.pdf", "a.doc", "a"]))
def test_no_file_raises(data: bytes, name: str) -> None:
    text, problems = to_text(data, name)

    assert text is not None or problems
