from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.commands import VISIT, tashan

if TYPE_CHECKING:
    import pytest


def test_the_page_is_written_and_its_place_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(VISIT, encoding="utf-8")
    ran = tashan("demo", tmp_path / "a.txt", "--out", tmp_path / "page.html", "--no-show")

    assert (0, True) == (ran.status, f"The page is at {tmp_path / 'page.html'}" in ran.err)
    assert "铜仁" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_without_examples_it_says_what_to_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = tashan("demo", "--no-show")

    assert (2, True) == (ran.status, "There is no folder examples here. Name the documents to read" in ran.err)


def test_a_missing_input_says_so(tmp_path: Path) -> None:
    ran = tashan("demo", tmp_path / "gone", "--out", tmp_path / "page.html", "--no-show")

    assert (2, True) == (ran.status, "There is no file or folder" in ran.err)
