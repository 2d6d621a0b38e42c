"""A run that is killed continues: the same file as if nothing had happened, and no document twice."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import time
from pathlib import Path

import pytest
from tests.cli.commands import command, rows_of, tashan, write_lines

pytestmark = pytest.mark.slow

COUNT = 1600


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_lines(tmp_path_factory.mktemp("resume") / "d.jsonl", COUNT)


@pytest.fixture(scope="module")
def whole(lines: Path) -> str:
    """The hash of a run that nobody interrupts."""
    out = lines.with_name("whole.jsonl")
    tashan("read", lines, "--jobs", "2", "--out", out)
    return digest(out)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def interrupt(lines: Path, out: Path, number: int, *, rows: Path | None = None, engine: str = "local") -> bytes:
    """Start a run and send it a signal once it has written something; give what it had written."""
    growing = rows or out
    process = subprocess.Popen(
        command("read", lines, "--jobs", "2", "--engine", engine, "--out", out), stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while not (growing.exists() and growing.stat().st_size) and time.monotonic() < deadline:
        time.sleep(0.005)
    os.kill(process.pid, number)
    process.wait(30)
    return growing.read_bytes()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_stopped_run_resumes_to_the_same_hash(lines: Path, whole: str, tmp_path: Path, number: int) -> None:
    out = tmp_path / "o.jsonl"
    written = interrupt(lines, out, number)
    assert 0 < written.count(b"\n") < COUNT
    ran = tashan("read", lines, "--jobs", "1", "--out", out)

    assert (0, whole, COUNT) == (ran.status, digest(out), len({row["id"] for row in rows_of(out)}))
    assert "Continuing after" in ran.err
    assert [out] == list(tmp_path.iterdir())


def test_a_run_killed_twice_resumes_to_the_same_hash(lines: Path, whole: str, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    first = interrupt(lines, out, signal.SIGKILL)
    second = interrupt(lines, out, signal.SIGKILL)
    tashan("read", lines, "--out", out)

    assert (True, whole) == (second.startswith(first[: first.rindex(b"\n") + 1]), digest(out))


def test_a_killed_parquet_run_resumes_from_its_rows(lines: Path, tmp_path: Path) -> None:
    rows = interrupt(lines, tmp_path / "o.parquet", signal.SIGKILL, rows=tmp_path / "o.parquet.rows")
    assert 0 < rows.count(b"\n") < COUNT
    ran = tashan("read", lines, "--out", tmp_path / "o.parquet")
    tashan("read", lines, "--out", tmp_path / "whole.parquet")

    assert "Continuing after" in ran.err
    assert digest(tmp_path / "o.parquet") == digest(tmp_path / "whole.parquet")


def test_a_run_killed_on_one_engine_resumes_on_the_other(lines: Path, whole: str, tmp_path: Path) -> None:
    pytest.importorskip("daft", reason="the extra tashan[cluster] is not installed")
    out = tmp_path / "o.jsonl"
    interrupt(lines, out, signal.SIGKILL)
    ran = tashan("read", lines, "--engine", "cluster", "--jobs", "2", "--out", out)

    assert (0, whole) == (ran.status, digest(out))


def test_workers_end_with_a_killed_parent(lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    interrupt(lines, out, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and _running(out):
        time.sleep(0.1)

    assert _running(out) == []


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


def test_another_input_or_other_options_do_not_continue_a_run(lines: Path, tmp_path: Path) -> None:
    out = tmp_path / "o.jsonl"
    before = interrupt(lines, out, signal.SIGKILL)
    other = write_lines(tmp_path / "other.jsonl", 5)
    runs = [tashan("read", other, "--out", out), tashan("read", lines, "--with-text", "--out", out)]

    assert ([2, 2], before) == ([ran.status for ran in runs], out.read_bytes())
    assert "is an unfinished run of another input" in runs[0].err
    assert "is an unfinished run with other options" in runs[1].err
