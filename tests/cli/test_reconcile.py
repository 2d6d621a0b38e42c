from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.commands import tashan

from tashan.cli.reconcile import _side

ORIGINAL = (
    "2023年3月17日至18日，江苏省苏州市委书记李志平率党政代表团赴贵州省铜仁市考察。双方签约23个项目，总金额493.1亿元。"
)
CHANGED = ORIGINAL.replace("493.1", "439.1")


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "a.txt").write_text(ORIGINAL, encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(CHANGED.encode("gb18030"))
    return tmp_path / "a.txt", tmp_path / "b.txt"


def compared(*arguments: str | Path) -> dict[str, Any]:
    ran = tashan("reconcile", *arguments)
    assert ran.status == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_a_difference_stands_with_the_quotes_of_both_sides(versions: tuple[Path, Path]) -> None:
    found = compared(*versions)
    texts = {"a.txt": ORIGINAL, "b.txt": CHANGED}
    sides = [side for difference in found["differences"] for side in difference["sides"]]

    assert ["a.txt", "b.txt"] == found["documents"]
    assert any("493.1" in side["quote"] for side in sides)
    assert all(texts[side["document"]][side["start"] : side["end"]] == side["quote"] for side in sides)


def test_the_shape_is_the_published_one(versions: tuple[Path, Path]) -> None:
    found = compared(*versions)

    assert ["documents", "same", "differences"] == list(found)
    for difference in found["differences"]:
        assert ["kind", "field", "sides", "trusted", "reason"] == list(difference)
        assert difference["kind"] in ("date", "number", "amount", "name", "missing")
        assert all({"document", "value", "start", "end", "quote"} == set(side) for side in difference["sides"])
        assert all(len(side["quote"] or "") <= 80 for side in difference["sides"])


def test_the_same_text_has_no_differences(versions: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "c.txt").write_text(ORIGINAL, encoding="utf-16")

    assert [] == compared(versions[0], tmp_path / "c.txt")["differences"]


def test_files_of_one_name_are_told_apart_by_their_paths(versions: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "a.txt").write_text(CHANGED, encoding="utf-8")
    first, second = versions[0], tmp_path / "new" / "a.txt"

    assert [str(first), str(second)] == compared(first, second)["documents"]


def test_the_table_has_a_column_a_document(versions: tuple[Path, Path]) -> None:
    ran = tashan("reconcile", *versions, "--format", "table")

    assert ["kind", "field", "a.txt", "b.txt", "trusted", "reason"] == ran.out.splitlines()[0].split()
    assert "differences" in ran.err


@pytest.mark.parametrize(
    ("side", "told"),
    [
        (None, "–"),
        ({"value": None, "quote": ""}, "–"),
        ({"value": None, "quote": "赴铜仁"}, "–\n“赴铜仁”"),
        ({"value": 3, "quote": None}, "3"),
        ({"value": 3, "quote": "3个项目"}, "3\n“3个项目”"),
    ],
)
def test_what_a_document_does_not_say_is_a_dash(side: dict[str, Any] | None, told: str) -> None:
    assert told == _side(side)


def test_one_readable_document_is_not_enough(versions: tuple[Path, Path], tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    ran = tashan("reconcile", versions[0], tmp_path / "empty.txt")

    assert 2 == ran.status
    assert "empty.txt is left out: empty.txt is empty" in ran.err
    assert "1 of 2 documents can be read; a comparison needs two." in ran.err


def test_a_missing_file_says_so(versions: tuple[Path, Path]) -> None:
    ran = tashan("reconcile", versions[0], "gone.txt")

    assert (2, True) == (ran.status, "There is no file or folder gone.txt" in ran.err)
