"""
What INPUT means: files, folders and JSON Lines become items, in an order that is the same on every machine.

An item is small: the path of a file that the worker opens, or one undecoded line of a .jsonl file. So millions of
documents pass through without being held.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tashan.reading.formats import PACKAGE_LIMIT, TEXT_LIMIT, too_large
from tashan.records.parts import Problem

LINE_LIMIT = 4 * TEXT_LIMIT
"""Bytes of one line of a .jsonl file: a text at its limit, with every character escaped."""

_CHUNK = 1 << 20


class InputError(Exception):
    """An INPUT that is not there or cannot be opened; the message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Item:
    """
    One document to be read.

    Attributes:
        id: the path relative to INPUT, or for a line of a .jsonl file `file.jsonl:number`, until its own id is known.
        size: bytes of the file or line, for batches and progress.
        path: the file to open, or None for a line.
        line: the undecoded line, or None for a file.
        folder: for a line, the folder to which its `path` is relative.
        problem: why it cannot be read, where that is known already.
    """

    id: str
    size: int
    path: str | None = None
    line: bytes | None = None
    folder: str = ""
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _File:
    """A file to be read: where it is, its id, its size, and whether its lines are documents."""

    path: Path
    id: str
    size: int
    lines: bool


@dataclass(frozen=True, slots=True)
class Inputs:
    """
    All files that a run reads, in order.

    Attributes:
        files: the files, those of each INPUT sorted by their path.
        size: their bytes together.
    """

    files: tuple[_File, ...]
    size: int

    def items(self) -> Iterator[Item]:
        """Give one item a document, in order."""
        for file in self.files:
            if file.lines:
                yield from _line_items(file)
            else:
                yield _file_item(file)

    def fingerprint(self) -> str:
        """
        SHA-256 over the ids and the contents of all files: equal if and only if the input is the same.

        Files that lines of a .jsonl file point to are not part of it.
        """
        total = hashlib.sha256()
        for file in self.files:
            total.update(f"{file.id}\0{file.size}\0".encode("utf-8", "surrogateescape"))
            total.update(_digest(file.path))
        return total.hexdigest()


def find_inputs(paths: Sequence[str | Path], *, leave_out: Iterable[Path] = ()) -> Inputs:
    """
    Find all documents that INPUT arguments name.

    Args:
        paths: files and folders. A folder is walked through; hidden files and folders are passed over, links to
            folders are not followed. A .jsonl file gives one document a line.
        leave_out: files that are no input though they stand in an input folder, such as the run's own output.

    Raises:
        InputError: one of the paths does not exist.
    """
    omitted = {path.absolute() for path in leave_out}
    files: list[_File] = []
    for given in map(Path, paths):
        if given.is_dir():
            found = (path for path in _walk(given) if path.absolute() not in omitted)
            files += [_file(path, path.relative_to(given).as_posix()) for path in found]
        elif given.exists():
            files.append(_file(given, given.name))
        else:
            raise InputError(f"There is no file or folder {given}. Check the path; quote it if it has blanks.")
    return Inputs(tuple(files), sum(file.size for file in files))


def _walk(folder: Path) -> list[Path]:
    """All files under a folder, sorted by the parts of their paths."""
    found: list[Path] = []
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        found += [Path(root, name) for name in names if not name.startswith(".")]
    return sorted(found, key=lambda path: path.parts)


def _file(path: Path, name: str) -> _File:
    try:
        size = path.stat().st_size
    except OSError:  # a broken link: told when it is opened
        size = 0
    return _File(path, name, size, path.suffix.lower() in (".jsonl", ".ndjson"))


def _file_item(file: _File) -> Item:
    """The item of a file; one beyond every limit is not even opened."""
    problem = too_large(file.id, file.size, PACKAGE_LIMIT) if file.size > PACKAGE_LIMIT else None
    return Item(file.id, file.size, path=str(file.path), problem=problem)


def _line_items(file: _File) -> Iterator[Item]:
    """The items of the lines of a .jsonl file; blank lines are passed over."""
    folder = str(file.path.parent)
    try:
        with file.path.open("rb") as stream:
            for number, (line, size) in enumerate(_lines(stream), 1):
                name = f"{file.id}:{number}"
                if size > LINE_LIMIT:
                    yield Item(name, size, line=b"", folder=folder, problem=too_large(name, size, LINE_LIMIT))
                elif line.strip():
                    yield Item(name, size, line=line, folder=folder)
    except OSError as error:
        yield Item(file.id, file.size, path=str(file.path), problem=unreadable(file.id, error))


def _lines(stream: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """The lines of a file with their sizes; a line beyond the limit is passed over in pieces and given as empty."""
    while line := stream.readline(LINE_LIMIT + 2):
        size = len(line)
        if size > LINE_LIMIT:
            while not line.endswith(b"\n") and (line := stream.readline(_CHUNK)):
                size += len(line)
            line = b""
        yield line, size


def unreadable(name: str, error: OSError) -> Problem:
    """The problem of a file that cannot be opened."""
    reason = error.strerror or type(error).__name__
    return Problem("file_unreadable", f"{name} cannot be opened: {reason}. Check that it exists and may be read.")


def _digest(path: Path) -> bytes:
    """SHA-256 of a file; of one that cannot be opened, of nothing."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()
    except OSError:
        return b""
