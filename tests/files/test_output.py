from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tashan.files.output import OutputError, RunKey, files_beside, open_output

KEY = RunKey("1", {"home": None}, "abc")


def begin(path: Path, rows: int, key: RunKey = KEY) -> None:
    """An interrupted run that has written some rows."""
    output = open_output(path, key)
    for number in range(rows):
        output.write(f'{{"n": {number}}}')
    output.stop()


@pytest.mark.parametrize("before", [None, b""])
def test_a_missing_or_empty_file_is_written(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "o.jsonl"
    if before is not None:
        path.write_bytes(before)
    output = open_output(path, KEY)
    output.write("{}")
    output.finish()

    assert (b"{}\n", [path]) == (path.read_bytes(), list(tmp_path.iterdir()))


def test_rows_can_be_read_while_the_run_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    output = open_output(path, KEY)
    output.write('{"n": 1}')
    output.flush()

    assert path.read_text(encoding="utf-8") == '{"n": 1}\n'
    output.stop()


def test_an_unfinished_run_of_the_same_input_continues(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    begin(path, 3)
    output = open_output(path, KEY)
    written = list(output.written())
    output.write('{"n": 3}')
    output.finish()

    assert (3, ['{"n": 0}', '{"n": 1}', '{"n": 2}']) == (output.done, written)
    assert path.read_text(encoding="utf-8").splitlines() == [f'{{"n": {n}}}' for n in range(4)]


def test_a_half_written_last_row_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    begin(path, 3)
    path.write_bytes(path.read_bytes()[:-4])
    output = open_output(path, KEY)
    output.stop()

    assert (2, '{"n": 0}\n{"n": 1}\n') == (output.done, path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (RunKey("2", {"home": None}, "abc"), "by version 1 of Tashan"),
        (RunKey("1", {"home": "苏州"}, "abc"), "with other options"),
        (RunKey("1", {"home": None}, "xyz"), "of another input"),
    ],
)
def test_an_unfinished_run_of_something_else_is_not_touched(tmp_path: Path, key: RunKey, words: str) -> None:
    path = tmp_path / "o.jsonl"
    begin(path, 2)
    before = path.read_bytes()

    with pytest.raises(OutputError, match=words):
        open_output(path, key)
    assert before == path.read_bytes()


def test_a_finished_or_foreign_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    path.write_text("mine", encoding="utf-8")

    with pytest.raises(OutputError, match=r"o\.jsonl exists and is not an unfinished run.*--overwrite"):
        open_output(path, KEY)
    assert ("mine", [path]) == (path.read_text(encoding="utf-8"), list(tmp_path.iterdir()))


def test_overwrite_writes_anew(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    begin(path, 2)
    output = open_output(path, KEY, overwrite=True)
    output.write("{}")
    output.finish()

    assert (0, "{}\n") == (output.done, path.read_text(encoding="utf-8"))


def test_a_damaged_description_is_not_continued(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    begin(path, 2)
    files_beside(path)[1].write_text("{", encoding="utf-8")

    with pytest.raises(OutputError, match="whose description is damaged"):
        open_output(path, KEY)


def test_other_forms_are_made_at_the_end_from_rows_that_can_be_continued(tmp_path: Path) -> None:
    path = tmp_path / "o.parquet"

    def upper(rows: Path, target: Path) -> None:
        target.write_text(rows.read_text(encoding="utf-8").upper(), encoding="utf-8")

    first = open_output(path, KEY, writer=upper)
    first.write('{"n": 1}')
    first.stop()
    second = open_output(path, KEY, writer=upper)
    second.write('{"n": 2}')
    second.finish()

    assert (1, '{"N": 1}\n{"N": 2}\n', [path]) == (
        second.done,
        path.read_text(encoding="utf-8"),
        list(tmp_path.iterdir()),
    )


def test_two_runs_never_write_to_one_output(tmp_path: Path) -> None:
    path = tmp_path / "o.jsonl"
    output = open_output(path, KEY)
    code = (
        "import sys; from pathlib import Path; from tashan.files.output import *\n"
        "try: open_output(Path(sys.argv[1]), RunKey('1', {'home': None}, 'abc'))\n"
        "except OutputError as error: print(error)"
    )
    told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True).stdout
    output.stop()

    assert "Another run is writing to" in told


@pytest.mark.parametrize("name", ["folder", "missing/o.jsonl"])
def test_a_place_that_cannot_be_written_says_so(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()

    with pytest.raises(OutputError, match="--out"):
        open_output(tmp_path / name, KEY)


def test_a_full_disk_says_so(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    output = open_output(tmp_path / "o.jsonl", KEY)
    output._stream.close()
    output._stream = full.open("wb")
    output.write("{}")

    with pytest.raises(OutputError, match="No space left on device"):
        output.flush()
    output.stop()
