from __future__ import annotations

from pathlib import Path

import pytest

from tashan.files.inputs import InputError, find_inputs


def ids(*paths: Path, leave_out: tuple[Path, ...] = ()) -> list[str]:
    return [item.id for item in find_inputs(paths, leave_out=leave_out).items()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.txt", "a/y/x.md", "a.txt", ".hidden.txt", ".git/config"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    return tmp_path / "in"


def test_a_folder_gives_its_files_in_a_stable_order_with_relative_ids(folder: Path) -> None:
    assert ids(folder) == ["a/y/x.md", "a/z.txt", "a.txt", "b.txt"]


def test_a_file_is_called_by_its_name(folder: Path) -> None:
    assert ids(folder / "a" / "z.txt", folder / "b.txt") == ["z.txt", "b.txt"]


def test_inputs_keep_the_order_in_which_they_are_given(folder: Path) -> None:
    assert ids(folder / "b.txt", folder / "a") == ["b.txt", "y/x.md", "z.txt"]


def test_the_runs_own_output_is_no_input(folder: Path) -> None:
    assert ids(folder, leave_out=(folder / "b.txt",)) == ["a/y/x.md", "a/z.txt", "a.txt"]


def test_lines_of_json_lines_are_items_and_blank_ones_are_not(tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_bytes(b'{"id": "1"}\n\n  \r\n{"id": "2"}')
    items = list(find_inputs([path]).items())

    assert [("d.jsonl:1", b'{"id": "1"}\n'), ("d.jsonl:4", b'{"id": "2"}')] == [(item.id, item.line) for item in items]


def test_a_line_beyond_the_limit_is_a_problem_and_the_next_one_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tashan.files.inputs.LINE_LIMIT", 100)
    path = tmp_path / "d.jsonl"
    path.write_bytes(b"x" * 5000 + b'\n{"id": "2"}\n')
    first, second = find_inputs([path]).items()

    assert first.problem is not None
    assert ("too_large", b"", 5001, b'{"id": "2"}\n') == (first.problem.code, first.line, first.size, second.line)


def test_a_missing_input_says_which() -> None:
    with pytest.raises(InputError, match=r"There is no file or folder nowhere/x\. Check the path"):
        find_inputs(["nowhere/x"])


def test_a_broken_link_in_a_folder_is_an_item_like_others(folder: Path) -> None:
    (folder / "c.txt").symlink_to(folder / "gone")

    assert "c.txt" in ids(folder)


def test_the_fingerprint_follows_contents_and_ids_only(folder: Path, tmp_path: Path) -> None:
    first = find_inputs([folder]).fingerprint()
    copy = tmp_path / "copy"
    folder.rename(copy)
    same = find_inputs([copy]).fingerprint()
    (copy / "b.txt").write_text("B.txt", encoding="utf-8")
    changed = find_inputs([copy]).fingerprint()

    assert (True, False) == (first == same, first == changed)
