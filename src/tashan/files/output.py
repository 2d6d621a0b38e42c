"""
What --out promises: rows appear while the run goes on, a killed run continues, and no file is lost by accident.

Beside the output stands `FILE.unfinished` while a run is not complete. It says which run that is: the same input read
with the same options by the same version. JSON Lines are appended to the output itself; other forms are made at the end from
rows kept in `FILE.rows`.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import BinaryIO

FLUSH_SECONDS = 1.0
"""At most so much work is lost when the machine, not only the process, fails."""

Writer = Callable[[Path, Path], None]
"""Makes the final file (second path) from rows as JSON Lines (first path)."""


class OutputError(Exception):
    """An output that must not be written; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class RunKey:
    """
    What makes two runs the same run.

    Attributes:
        version: of Tashan.
        options: what the rows depend on.
        inputs: fingerprint of the input.
    """

    version: str
    options: dict[str, str | bool | None]
    inputs: str

    def to_json(self) -> str:
        """The key as it stands in the file beside the output."""
        return json.dumps(
            {"tashan": self.version, "options": self.options, "input": self.inputs}, ensure_ascii=False, sort_keys=True
        )

    def difference(self, other: str) -> str:
        """In which respect another key, as JSON, differs: for messages."""
        try:
            theirs = json.loads(other)
            if theirs["tashan"] != self.version:
                return f"by version {theirs['tashan']} of Tashan"
            if theirs["options"] != self.options:
                return "with other options"
        except (ValueError, KeyError, TypeError):
            return "whose description is damaged"
        return "of another input, or its documents have changed"


@dataclass(slots=True)
class Output:
    """
    An output under way: rows are appended in order, and `finish` completes it.

    Attributes:
        path: where the result will stand.
        done: rows that an earlier, interrupted run has written already.
    """

    path: Path
    done: int
    _rows: Path
    _mark: Path
    _stream: BinaryIO
    _lock: BinaryIO
    _writer: Writer | None
    _flushed: float = field(default_factory=time.monotonic)

    def written(self) -> Iterator[str]:
        """Give the rows that an earlier, interrupted run has written."""
        with self._rows.open(encoding="utf-8") as stream:
            yield from islice((line.rstrip("\n") for line in stream), self.done)

    def write(self, row: str) -> None:
        """Append one row, a line of JSON without its end."""
        with _told(self.path):
            self._stream.write(row.encode("utf-8") + b"\n")

    def flush(self) -> None:
        """Hand all rows to the system, and at most once a second to the disk; called after each batch."""
        with _told(self.path):
            self._stream.flush()
            if time.monotonic() - self._flushed > FLUSH_SECONDS:
                os.fsync(self._stream.fileno())
                self._flushed = time.monotonic()

    def finish(self) -> None:
        """Complete the output: make its final form, and take away what marks it as unfinished."""
        with _told(self.path):
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            if self._writer is not None:
                *_, part = files_beside(self.path)
                self._writer(self._rows, part)
                part.replace(self.path)
                self._rows.unlink()
            self._mark.unlink()
            self._lock.close()

    def stop(self) -> None:
        """Leave the output unfinished, so that the same run can continue it; what can be kept is kept."""
        with suppress(OSError, ValueError):
            self._stream.flush()
            os.fsync(self._stream.fileno())
        with suppress(OSError):
            self._stream.close()
        self._lock.close()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Say in plain words what the system says about a file."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OutputError(f"--out {path} cannot be written: {reason}. Make room, or choose another file.") from error


def files_beside(path: Path) -> tuple[Path, ...]:
    """The output and every file that a run keeps beside it: none of them is ever input."""
    return (path, *(path.with_name(f"{path.name}.{suffix}") for suffix in ("unfinished", "rows", "part")))


def open_output(path: Path, key: RunKey, *, writer: Writer | None = None, overwrite: bool = False) -> Output:
    """
    Open an output for a run, or continue the same run that was interrupted.

    Args:
        path: the output. Missing or empty, it is written; holding an unfinished run with the same key, it is
            continued; anything else is an error.
        key: which run this is.
        writer: makes the final form from rows as JSON Lines; None where rows are the final form.
        overwrite: write anew whatever stands there.

    Raises:
        OutputError: the path holds something else, or another run is writing to it, or it cannot be written.
    """
    _, mark, rows, _ = files_beside(path)
    if writer is None:
        rows = path
    with _told(path):
        if path.is_dir():
            raise OutputError(f"--out {path} is a folder. Give a file.")
        lock = _locked(mark, path)
        done = 0
        lock.seek(0)
        known = lock.read().decode("utf-8", "replace")
        if not overwrite and known.strip() == key.to_json():
            done = _keep_whole_rows(rows)
        elif not overwrite:
            _refuse_what_stands(path, known, key, lock, mark)
        if not done:
            _describe(lock, key)
            rows.unlink(missing_ok=True)
            path.unlink(missing_ok=True)
        return Output(path, done, rows, mark, rows.open("ab"), lock, writer)


def _refuse_what_stands(path: Path, known: str, key: RunKey, lock: BinaryIO, mark: Path) -> None:
    """Raise where the output holds something that would be lost."""
    if not path.exists() or path.stat().st_size == 0:
        return
    lock.close()
    if not known.strip():
        mark.unlink()
        raise OutputError(
            f"{path} exists and is not an unfinished run of this input. Give another --out, or --overwrite to replace it."
        )
    raise OutputError(
        f"{path} is an unfinished run {key.difference(known)}. Finish it with its own command, give another --out, or "
        "--overwrite to replace it."
    )


def _describe(lock: BinaryIO, key: RunKey) -> None:
    """Write the key into the file beside the output, safely on the disk before the first row is."""
    lock.seek(0)
    lock.truncate()
    lock.write(key.to_json().encode() + b"\n")
    lock.flush()
    os.fsync(lock.fileno())


def _locked(mark: Path, path: Path) -> BinaryIO:
    """Open the file beside the output and lock it, so that two runs never write to one output."""
    stream = mark.open("a+b")
    with suppress(ImportError):  # no such locks on Windows
        import fcntl

        try:
            # Of this process alone: workers do not inherit it, but any other closing of the file here would free it.
            fcntl.lockf(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            stream.close()
            raise OutputError(f"Another run is writing to {path}. Wait for it, or give another --out.") from error
    return stream


def _keep_whole_rows(rows: Path) -> int:
    """How many rows an interrupted run has written; a half-written last one is cut off."""
    if not rows.exists():
        return 0
    count = end = 0
    with rows.open("r+b") as stream:
        for line in stream:
            if not line.endswith(b"\n") or not line.startswith(b"{"):
                break
            count += 1
            end += len(line)
        stream.truncate(end)
    return count


def digest(path: Path) -> str:
    """SHA-256 of a file, to compare two outputs."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
