"""What people bring, good and bad: each file is told apart, the others go on."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tashan.web.archive import uploads
from tashan.web.archive.uploads import Part, Refusal, parts_of

from .conftest import TEXT


def _zip(files: dict[str, bytes], **options: Any) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return packed.getvalue()


def _refused(name: str, data: bytes) -> str:
    (refusal,) = parts_of(name, data)
    assert isinstance(refusal, Refusal)
    return refusal.message


def test_a_file_is_a_document() -> None:
    (part,) = parts_of("folder/a.txt", TEXT.encode())

    assert Part("a.txt", TEXT.encode()) == part


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n" + b"0" * 60, "OCR"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, ".docx"),
        ("a.txt", b"", "空的"),
        ("a.txt", b" \n\t ", "空的"),
        ("a.zip", b"PK\x03\x04 broken", "已损坏"),
        ("a.xlsx", b"PK\x03\x04 broken", "已损坏"),
        ("a.csv", b"", "空的"),
        ("a.jsonl", b"{broken", "第 1 行"),
        ("a.jsonl", b"[1]", "第 1 行"),
        ("a.csv", "标题,网址\n甲,http://x".encode(), "正文"),
    ],
)
def test_what_cannot_be_read_is_told(name: str, data: bytes, words: str) -> None:
    assert words in _refused(name, data)


def test_a_file_that_is_too_large_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "LARGEST_FILE", 10)

    assert "a.txt" in _refused("a.txt", b"x" * 11)


def test_the_files_of_a_zip_come_one_by_one() -> None:
    found = list(
        parts_of("a.zip", _zip({"甲/一.txt": TEXT.encode(), "二.png": b"\x89PNG\r\n\x1a\n0000", "__MACOSX/x": b"x"}))
    )

    assert ["甲/一.txt", "二.png"] == [each.name for each in found]
    assert [Part, Refusal] == [type(each) for each in found]


def test_chinese_names_of_windows_are_understood() -> None:
    packed = _zip({"xxxx.txt": TEXT.encode()}).replace(b"xxxx.txt", "报告".encode("gbk") + b".txt")

    assert ["报告.txt"] == [each.name for each in parts_of("a.zip", packed)]


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b.txt", "..\\..\\b.txt", "C:\\b.txt"])
def test_a_zip_that_points_outside_is_not_followed(name: str) -> None:
    found = list(parts_of("a.zip", _zip({name: TEXT.encode(), "good.txt": TEXT.encode()})))

    assert [Refusal, Part] == [type(each) for each in found]
    assert "压缩包之外" in found[0].message  # type: ignore[union-attr]


def test_a_zip_bomb_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = _zip({"zeros.txt": b"0" * (64 * 2**20)})
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("it was opened"))

    assert len(bomb) < 100_000
    assert "压缩炸弹" in _refused("a.zip", bomb)


def test_a_bomb_in_the_clothes_of_a_word_file_is_not_opened() -> None:
    bomb = _zip({"word/document.xml": b"0" * (64 * 2**20), "[Content_Types].xml": b"<x/>"})

    assert "压缩炸弹" in _refused("a.docx", bomb)
    assert "压缩炸弹" in _refused("a.xlsx", bomb)


def test_an_archive_inside_an_archive_is_not_opened() -> None:
    assert "请先解开" in _refused("a.zip", _zip({"inner.zip": _zip({"a.txt": b"x"})}))


def test_too_many_files_are_told() -> None:
    many = _zip({f"{number}.txt": b"x" for number in range(12)})

    (refusal,) = parts_of("a.zip", many, budget=10)
    assert "一次最多 10 个" in refusal.message  # type: ignore[union-attr]


def test_a_table_of_links_with_pasted_text() -> None:
    table = f'标题,网址,发布者,发布日期,正文,许可\n走访,https://a.cn/1,新华日报,2023-04-10,"{TEXT}",公开\n无文,https://a.cn/2,,,,\n'

    part, refusal = parts_of("a.csv", table.encode("gb18030"))

    assert isinstance(part, Part)
    assert isinstance(refusal, Refusal)
    assert (TEXT.strip(), "https://a.cn/1", "新华日报", "2023-04-10", "公开") == (
        part.text,
        *(part.source[name] for name in ("url", "publisher", "published", "licence")),
    )
    assert "第 3 行" in refusal.name
    assert "没有正文" in refusal.message


def test_a_workbook_with_real_dates() -> None:
    from datetime import date

    book = openpyxl.Workbook()
    book.active.append(["title", "published", "text"])
    book.active.append(["A", date(2023, 4, 10), TEXT])
    packed = io.BytesIO()
    book.save(packed)

    (part,) = parts_of("a.xlsx", packed.getvalue())

    assert "2023-04-10" == part.source["published"]  # type: ignore[union-attr]


@pytest.mark.parametrize("cell", ["=HYPERLINK(1)", "@SUM(A1)", "+cmd|' /C calc'!A0"])
def test_a_cell_like_a_formula_is_refused_with_its_row(cell: str) -> None:
    table = f'title,publisher,text\n"{cell}",x,{"正文"}\n好,x,正文\n'

    refusal, part = parts_of("a.csv", table.encode())

    assert isinstance(refusal, Refusal)
    assert "公式" in refusal.message
    assert "第 2 行" in refusal.name
    assert isinstance(part, Part)


def test_lines_of_json_are_documents() -> None:
    (part,) = parts_of("a.jsonl", b'{"title": "A", "text": "x", "other": 1}\n\n')

    assert ("A", "x") == (part.name, part.text)  # type: ignore[union-attr]


def test_a_pdf_with_a_mark_of_secrecy_leaves_no_bytes(
    db: None, uploads: Any, monkeypatch: pytest.MonkeyPatch, log_in: Callable[..., Any]
) -> None:
    """What shows its mark only when it is read is destroyed then."""
    from tashan.files import reader
    from tashan.records import Reading
    from tashan.web.archive.models import Document
    from tashan.web.archive.services import do_add_document
    from tashan.web.archive.work import read_document

    document, _ = do_add_document(actor=None, place="320000", data=b"%PDF-1.4 secret", name="a.pdf")
    kept = document.file.path
    monkeypatch.setattr(reader, "read_text", lambda *_: (Reading(id="a.pdf"), "绝密★长期\n正文"))

    message = read_document({}, document.pk)

    document.refresh_from_db()
    assert message is not None
    assert "绝密★" in message
    assert ("failed", "", "") == (document.state, document.text, document.file.name)
    assert not Path(kept).exists()
    assert "classified" == Document.objects.get().problems[0]["code"]


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("机密★20年\n正文", "机密★"),
        ("密级：秘密\n正文", "密级：秘密"),
        ("【绝密】\n正文", "【绝密】"),
        ("秘密 1年\n正文", "秘密 1年"),
        ("TOP SECRET//NOFORN\n", "TOP SECRET//NOFORN"),
        ("機密★\n", "機密★"),
        ("保护商业秘密和国家机密的工作会议", None),
        ("The secret of success. Confidential talks were held.", None),
        ("涉密人员培训：绝密、机密、秘密三级", None),
    ],
)
def test_marks_of_secrecy(text: str, mark: str | None) -> None:
    from tashan.web.archive.secrecy import mark_of_secrecy

    assert mark == mark_of_secrecy(text)


def test_what_was_refused_in_one_language_is_read_in_the_other(
    db: None, log_in: Callable[..., Any], settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    files = [io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(64)), io.BytesIO("绝密★长期\n正文".encode())]
    for file, name in zip(files, ("map.png", "a.txt"), strict=True):
        file.name = name
    given = {"files": files, "place": "320000", "grade": "C", "declaration": "on"}
    client = log_in("officer", "320000")

    answer = client.post("/archive/upload", given, headers={"accept-language": "zh-hans"})
    pages = {
        language: client.get(answer["Location"], headers={"accept-language": language}).content.decode()
        for language in ("zh-hans", "en")
    }

    assert ("格式读不了" in pages["zh-hans"], "密级标志" in pages["zh-hans"]) == (True, True)
    assert ("格式读不了" in pages["en"], "密级标志" in pages["en"]) == (False, False)
    assert "bears the mark of secrecy" in pages["en"]
