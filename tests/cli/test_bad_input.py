"""Whatever is given, the document gets a problem, the rest goes on, and nothing is guessed."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from tests.cli.commands import VISIT, codes, tashan
from tests.reading.test_formats import pdf_bytes

FICTION = """第三十二章 风云突变
“你说什么？”汉东省委书记猛地站起来，盯着眼前的年轻人。“青北市党政代表团已经到了东山市？”
“是的，书记。”秘书低声道，“他们昨天就到了，由市长林枫带队，说是考察学习。”
“好，好得很！”书记冷笑一声，“传我的话，今晚我要亲自会会他们。”
“可是书记……”“没有可是！”话音未落，门外传来一阵急促的脚步声。
林枫推门而入，身后跟着青北市的代表团。“老领导，我来看您了。”他微微一笑，眼中闪过一丝寒光。
"""


def broken_docx() -> bytes:
    stream = io.BytesIO()
    document = Document()
    document.add_paragraph(VISIT)
    document.save(stream)
    return stream.getvalue()[:-900]


def other_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("OFD.xml", "<x/>")
    return stream.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str | None]] = {
    "empty.txt": (lambda: b"", "empty"),
    "blank.txt": (lambda: b" \n\n\t", "empty"),
    "binary.txt": (lambda: b"\x01\x02" + random.Random(1).randbytes(9000), "binary"),
    "half_written.txt": (lambda: VISIT.encode()[:-1] + b"\xe8", "encoding_damaged"),
    "zeros_at_the_end.txt": (lambda: VISIT.encode() + bytes(4000), "encoding_damaged"),
    "damaged.txt": (lambda: VISIT.encode()[:60] + b"\xff\xfe\xff" + VISIT.encode()[60:], "encoding_damaged"),
    "wrong_encoding.txt": (lambda: (VISIT * 3).encode().decode("gb18030", "ignore").encode(), "encoding_damaged"),
    "gb18030.txt": (lambda: VISIT.encode("gb18030"), None),
    "big5.txt": (lambda: "河北省黨政代表團到天津市考察。".encode("big5"), None),
    "utf16.txt": (lambda: VISIT.encode("utf-16"), None),
    "broken.jsonl": (lambda: b'{"id": "x", "text": "\xe4\xbb', "line_broken"),
    "no_text.pdf": (lambda: pdf_bytes("", ""), "format_unsupported"),
    "half.pdf": (lambda: pdf_bytes("A delegation")[:200], "pdf_damaged"),
    "broken_zip.docx": (broken_docx, "docx_damaged"),
    "old.doc": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "format_unsupported"),
    "office.wps": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "format_unsupported"),
    "sheet.xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "format_unsupported"),
    "page.ofd": (other_zip, "format_unsupported"),
    "scan.png": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(100), "format_unsupported"),
    "endless_line.txt": (("代表团" * 100_000).encode, "line_endless"),
    "endless_latin_line.txt": (lambda: b"delegation" * 30_000, "line_endless"),
    "nested_brackets.txt": (lambda: "（".encode() * 10_000 + "）".encode() * 10_000, "nesting_deep"),
    "nested_square.txt": (lambda: b"[" * 10_000 + b"]" * 10_000, "nesting_deep"),
    "nested.html": (lambda: b"<div>" * 10_000 + VISIT.encode() + b"</div>" * 10_000, "html_damaged"),
    "nested.jsonl": (lambda: b"[" * 10_000 + b"]" * 10_000, "line_broken"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, (make, _) in BAD.items():
        (folder / name).write_bytes(make())
    with (folder / "hundred_megabytes.txt").open("wb") as stream:
        stream.write(VISIT.encode())
        stream.truncate(100_000_000)
    (folder / "fiction.txt").write_text(FICTION * 4, encoding="utf-8")
    (folder / "zz_good.txt").write_text(VISIT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def rows(folder: Path) -> dict[str, dict[str, object]]:
    ran = tashan("read", folder, "--with-text")
    assert ran.status == 0, ran.err
    return {str(row["id"]).partition(":")[0]: row for row in ran.rows()}


def test_every_document_has_its_row(folder: Path, rows: dict[str, dict[str, object]]) -> None:
    assert sorted(path.name for path in folder.iterdir()) == sorted(rows)


@pytest.mark.parametrize("name", BAD)
def test_each_has_the_problem_it_should_have(rows: dict[str, dict[str, object]], name: str) -> None:
    expected = BAD[name][1]
    found = codes(rows[name])

    assert (expected in found) if expected else found == []


def test_a_hundred_megabytes_are_too_large(rows: dict[str, dict[str, object]]) -> None:
    assert codes(rows["hundred_megabytes.txt"]) == ["too_large"]


def test_the_rest_is_read(rows: dict[str, dict[str, object]]) -> None:
    assert (1, []) == (len(rows["zz_good.txt"]["visits"]), codes(rows["zz_good.txt"]))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "name", ["gb18030.txt", "utf16.txt", "half_written.txt", "zeros_at_the_end.txt", "nested.html"]
)
def test_what_can_be_read_of_a_damaged_one_is_read(rows: dict[str, dict[str, object]], name: str) -> None:
    assert len(rows[name]["visits"]) == 1  # type: ignore[arg-type]


def test_fiction_gives_no_events(rows: dict[str, dict[str, object]]) -> None:
    row = rows["fiction.txt"]

    assert [[], [], [], []] == [row[kind] for kind in ("visits", "meetings", "agreements", "signings")]


def test_nothing_is_guessed_from_what_is_no_text(rows: dict[str, dict[str, object]]) -> None:
    unread = [row for row in rows.values() if row["language"] is None]
    kinds = ("visits", "meetings", "agreements", "signings", "bodies", "figures", "practices", "themes")

    assert len(unread) > 10
    assert all(row[kind] == [] for row in unread for kind in kinds)


def test_every_message_says_what_to_do(rows: dict[str, dict[str, object]]) -> None:
    """Every problem has a sentence that begins with what to do."""
    words = ("Give", "Get", "Compare", "Split", "Open", "Save", "Run", "Write", "Check", "Unpack", "Add", "give")
    for row in rows.values():
        for problem in row["problems"]:  # type: ignore[attr-defined]
            if problem["code"] in {code for _, code in BAD.values()}:
                assert any(word in problem["message"] for word in words), problem


def test_broken_lines_between_good_ones(tmp_path: Path) -> None:
    good = json.dumps({"id": "good", "text": VISIT}).encode()
    (tmp_path / "d.jsonl").write_bytes(good + b"\n{broken\n" + good.replace(b"good", b"best") + b"\n" + good[:30])
    rows = tashan("read", tmp_path / "d.jsonl").rows()

    assert [("good", []), ("d.jsonl:2", ["line_broken"]), ("best", []), ("d.jsonl:4", ["line_broken"])] == [
        (row["id"], codes(row)) for row in rows
    ]
