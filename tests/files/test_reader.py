from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tashan.files import Item, ReadOptions, crashed_row, find_inputs, read_item

ARTICLE = "2023年3月17日至18日，北京市党政代表团赴天津市考察。北京市委书记尹力率队，双方举行座谈。"
PLAIN = ReadOptions()


def row_of(path: Path, options: ReadOptions = PLAIN) -> dict[str, Any]:
    (item,) = find_inputs([path]).items()
    row: dict[str, Any] = json.loads(read_item(item, options))
    return row


def row_of_line(tmp_path: Path, line: bytes, options: ReadOptions = PLAIN) -> dict[str, Any]:
    path = tmp_path / "d.jsonl"
    path.write_bytes(line)
    return row_of(path, options)


def codes(row: dict[str, Any]) -> list[str]:
    return [problem["code"] for problem in row["problems"]]


def test_a_file_becomes_a_row_with_its_visit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    row = row_of(path)
    visit = row["visits"][0]

    expected = ("a.txt", "zh-Hans", ["北京市"], ["天津市"], "2023-03-17", "2023-03-18")
    actual = (
        row["id"],
        row["language"],
        [region["name"] for region in visit["visitors"]],
        [region["name"] for region in visit["hosts"]],
        visit["start"],
        visit["end"],
    )

    assert expected == actual


@pytest.mark.parametrize("with_text", [True, False])
def test_the_text_comes_along_only_where_it_is_asked_for(tmp_path: Path, with_text: bool) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode("gb18030"))
    row = row_of(path, ReadOptions(with_text=with_text))

    assert (ARTICLE if with_text else None) == row.get("text")
    assert all(ARTICLE[span["start"] : span["end"]] == span["quote"] for v in row["visits"] for span in v["evidence"])


def test_a_line_may_point_to_a_file_beside_it(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(ARTICLE, encoding="utf-8")
    row = row_of_line(tmp_path, b'{"id": "one", "path": "texts/one.txt"}')

    assert ("one", 1, []) == (row["id"], len(row["visits"]), codes(row))


def test_a_lines_own_home_and_day_go_before_those_of_the_run(tmp_path: Path) -> None:
    line = {"id": "a", "text": "我市党政代表团赴铜仁市考察。", "home": "苏州市", "published": "2021-05-06"}
    options = ReadOptions(home="江苏省无锡市", published="2020-01-01")
    row = row_of_line(tmp_path, json.dumps(line).encode(), options)

    assert row["home"] == "江苏省苏州市"


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (b'{"id": "a", "text": "half', "d.jsonl:1"),
        (b"not json", "d.jsonl:1"),
        (b"[1, 2]", "d.jsonl:1"),
        (b'"text"', "d.jsonl:1"),
        (b"[" * 10_000, "d.jsonl:1"),
        (b'{"id": "a"}', "a"),
        (b'{"id": "a", "text": 5}', "a"),
        (b'{"id": "a", "path": ""}', "a"),
        (b'{"id": "a", "n": ' + b"9" * 6000 + b"}", "d.jsonl:1"),
    ],
)
def test_a_broken_line_is_a_row_with_a_problem(tmp_path: Path, line: bytes, name: str) -> None:
    row = row_of_line(tmp_path, line)

    assert (name, None, ["line_broken"]) == (row["id"], row["language"], codes(row))


def test_ids_may_be_numbers_or_missing(tmp_path: Path) -> None:
    number = row_of_line(tmp_path, b'{"id": 7, "text": "x"}')
    missing = row_of_line(tmp_path, b'{"text": "x"}')

    assert ("7", "d.jsonl:1") == (number["id"], missing["id"])


@pytest.mark.parametrize(
    "field", ['"published": "last week"', '"published": "2023-02-30"', '"home": 5', '"title": ["x"]']
)
def test_metadata_that_cannot_be_used_is_passed_over_and_named(tmp_path: Path, field: str) -> None:
    row = row_of_line(tmp_path, f'{{"id": "a", "text": "代表团来访。", {field}}}'.encode())

    assert ("zh-Hans", ["metadata_invalid"]) == (row["language"], codes(row))


def test_half_a_character_in_a_line_is_named(tmp_path: Path) -> None:
    row = row_of_line(tmp_path, b'{"id": "a", "text": "\\u4ee3\\ud83d."}', ReadOptions(with_text=True))

    assert ("代\ufffd.", ["encoding_damaged"]) == (row["text"], codes(row))


def test_a_line_in_gb18030_is_read(tmp_path: Path) -> None:
    line = json.dumps({"id": "a", "text": ARTICLE}, ensure_ascii=False).encode("gb18030")
    row = row_of_line(tmp_path, line)

    assert (1, []) == (len(row["visits"]), codes(row))


def test_an_empty_text_is_empty(tmp_path: Path) -> None:
    assert codes(row_of_line(tmp_path, b'{"id": "a", "text": " \\n"}')) == ["empty"]


def test_a_missing_or_forbidden_file_says_so(tmp_path: Path) -> None:
    row = row_of_line(tmp_path, b'{"id": "a", "path": "gone.txt"}')

    assert ("file_unreadable", "a cannot be opened: No such file or directory.") == (
        codes(row)[0],
        row["problems"][0]["message"].partition(" Check")[0],
    )


def test_a_file_beyond_the_limit_is_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as stream:
        stream.truncate(20_000_001)

    assert codes(row_of(path)) == ["too_large"]


def test_a_failing_reader_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("tashan.reading.pipeline.read", broken)
    row = row_of_line(tmp_path, b'{"id": "a", "text": "x"}')

    assert ("a", ["reader_failed"]) == (row["id"], codes(row))


def test_a_crashed_document_is_called_by_its_own_id() -> None:
    line = Item("d.jsonl:3", 40, line='{"title": "x", "id": "甲\\n", "text": "…"}'.encode())
    file = Item("a.txt", 3, path="a.txt")
    rows = [json.loads(crashed_row(item, "it ended")) for item in (line, file)]

    assert [("甲\n", ["reader_crashed"]), ("a.txt", ["reader_crashed"])] == [(row["id"], codes(row)) for row in rows]
