"""A run that is killed continues: the same file as if nothing had happened, and no document twice."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.cli.commands import rows_of, tashan, write_lines

pytestmark = pytest.mark.slow

COUNT = 300

SLOW = """
import time
from tashan.cli import main, reading_run
read = reading_run.read_item
def wait_and_read(item, options):
    time.sleep(0.02)
    return read(item, options)
reading_run.read_item = wait_and_read
main()
"""
"""The command, with workers that rest before each document: some seconds in which to kill it, at no cost."""


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("resume") / "d.jsonl", COUNT)


@pytest.fixture(scope="module")
def whole(lines: Path) -> str:
    """The hash of a run that nobody interrupts."""
    out = lines.with_name("whole.jsonl")
    tashan("read", lines, "--jobs", "2", "--out", out)
    return digest(out)


@pytest.fixture(scope="module")
def killed(lines: Path) -> Path:
    """The output of a run that was killed, in a folder of its own."""
    folder = lines.with_name("killed")
    folder.mkdir()
    written = interrupt(lines, folder / "o.jsonl", signal.SIGKILL)
    assert 0 < written.count(b"\n") < COUNT
    return folder / "o.jsonl"


@pytest.fixture
def out(killed: Path, tmp_path: Path) -> Path:
    """The same output, with what stands beside it, for one test."""
    shutil.copytree(killed.parent, tmp_path, dirs_exist_ok=True)
    return tmp_path / killed.name


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def interrupt(lines: Path, out: Path, number: int, *, rows: Path | None = None) -> bytes:
    """Start a run and send it a signal once it has written something more; give what it had written."""
    growing = rows or out
    before = growing.stat().st_size if growing.exists() else 0
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW, "read", str(lines), "--jobs", "2", "--out", str(out)], stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not (growing.exists() and growing.stat().st_size > before) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(process.pid, number)
    process.wait(30)
    return growing.read_bytes()


def test_a_killed_run_resumes_to_the_same_hash(lines: Path, whole: str, out: Path) -> None:
    ran = tashan("read", lines, "--jobs", "1", "--out", out)

    assert (0, whole, COUNT) == (ran.status, digest(out), len({row["id"] for row in rows_of(out)}))
    assert "Continuing after" in ran.err
    assert [out] == list(out.parent.iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_resumes_to_the_same_hash(lines: Path, whole: str, tmp_path: Path, number: int) -> None:
    out = tmp_path / "o.jsonl"
    written = interrupt(lines, out, number)
    assert 0 < written.count(b"\n") < COUNT
    ran = tashan("read", lines, "--jobs", "1", "--out", out)

    assert (0, whole, COUNT) == (ran.status, digest(out), len({row["id"] for row in rows_of(out)}))
    assert "Continuing after" in ran.err
    assert [out] == list(tmp_path.iterdir())


def test_a_run_killed_twice_resumes_to_the_same_hash(lines: Path, whole: str, out: Path) -> None:
    first = out.read_bytes()
    second = interrupt(lines, out, signal.SIGKILL)
    assert first.count(b"\n") < second.count(b"\n") < COUNT
    tashan("read", lines, "--out", out)

    assert (True, whole) == (second.startswith(first[: first.rindex(b"\n") + 1]), digest(out))


def test_a_killed_parquet_run_resumes_from_its_rows(lines: Path, tmp_path: Path) -> None:
    rows = interrupt(lines, tmp_path / "o.parquet", signal.SIGKILL, rows=tmp_path / "o.parquet.rows")
    assert 0 < rows.count(b"\n") < COUNT
    ran = tashan("read", lines, "--out", tmp_path / "o.parquet")
    tashan("read", lines, "--out", tmp_path / "whole.parquet")

    assert "Continuing after" in ran.err
    assert digest(tmp_path / "o.parquet") == digest(tmp_path / "whole.parquet")


def test_a_run_killed_on_one_engine_resumes_on_the_other(lines: Path, whole: str, out: Path) -> None:
    pytest.importorskip("daft", reason="the extra tashan[cluster] is not installed")
    ran = tashan("read", lines, "--engine", "cluster", "--jobs", "2", "--out", out)

    assert (0, whole) == (ran.status, digest(out))


def test_workers_end_with_a_killed_parent(killed: Path) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _running(killed):
        time.sleep(0.1)

    assert _running(killed) == []


def _running(out: Path) -> list[str]:
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            arguments = entry.read_bytes()
        except OSError:
            continue
        if str(out).encode() in arguments:
            found.append(entry.parent.name)
    return found


def test_another_input_or_other_options_do_not_continue_a_run(lines: Path, out: Path) -> None:
    before = out.read_bytes()
    other = write_lines(out.with_name("other.jsonl"), 5)
    runs = [tashan("read", other, "--out", out), tashan("read", lines, "--with-text", "--out", out)]

    assert ([2, 2], before) == ([ran.status for ran in runs], out.read_bytes())
    assert "is an unfinished run of another input" in runs[0].err
    assert "is an unfinished run with other options" in runs[1].err
