"""
One item to one line of output: open it, find its text, read it, write the reading as JSON.

`read_item` is the function that engines run in their workers. It never raises: whatever happens to a document becomes
a problem on its line.
"""

from __future__ import annotations

import gc
import json
import re
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tashan.files.inputs import Item, unreadable
from tashan.reading.decode import decode
from tashan.reading.formats import PACKAGE_LIMIT, TEXT_LIMIT, oddities, readable, to_text, too_large
from tashan.records import Problem, Reading, to_json

if TYPE_CHECKING:
    from tashan.files.endpoint import Endpoint

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_LINE_ID = re.compile(rb'"id"\s*:\s*("(?:[^"\\]|\\.)*"|\d+)')
_METADATA = ("url", "title", "publisher", "published", "home")


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """
    What holds for all documents of a run.

    Attributes:
        home: region that 我市, 我县 … stand for, where a document says nothing of its own.
        published: day of publication, YYYY-MM-DD, where a document says nothing of its own.
        with_text: whether each row carries the decoded text that its offsets refer to.
        extractor: a language model that may add records, or None.
    """

    home: str | None = None
    published: str | None = None
    with_text: bool = False
    extractor: Endpoint | None = None


@dataclass(frozen=True, slots=True)
class _Opened:
    """A document that was opened: its id, its text if there is one, what its line says about it, and problems."""

    id: str
    text: str | None
    metadata: dict[str, str]
    problems: tuple[Problem, ...]


def warm_up() -> None:
    """Load the tables that reading needs, so that forked workers share them."""
    _read("1月1日，甲市代表团到乙市考察。A delegation visited.", _Opened("warm", None, {}, ()), ReadOptions())
    gc.collect()
    gc.freeze()  # the tables live as long as the worker: nobody need look through them again


def read_item(item: Item, options: ReadOptions) -> str:
    """
    Read one document.

    Args:
        item: a file or a line of a .jsonl file.
        options: what holds for all documents.

    Returns:
        The reading as one line of JSON, without a line end. A document that cannot be read gives a line with
        `problems`: those of `to_text`, `file_unreadable`, `line_broken`, `metadata_invalid`, `too_large`, or
        `reader_failed` where the reader itself fails.
    """
    reading, text = read_text(item, options)
    return to_json(replace(reading, text=text) if options.with_text else reading)


def read_text(item: Item, options: ReadOptions) -> tuple[Reading, str | None]:
    """The reading of one document, and its decoded text or None; the problems are those of `read_item`."""
    try:
        opened = _open(item)
    except Exception as error:  # noqa: BLE001 - one document never stops a run
        return Reading(id=item.id, problems=(_failed(item.id, error),)), None
    if opened.text is None:
        return Reading(id=opened.id, problems=opened.problems), None
    try:
        reading = _read(opened.text, opened, options)
    except Exception as error:  # noqa: BLE001 - the same
        reading = Reading(id=opened.id, problems=(_failed(opened.id, error),))
    return replace(reading, problems=(*opened.problems, *reading.problems)), opened.text


def crashed_row(item: Item, reason: str) -> str:
    """The line of a document at which a worker ended, twice."""
    name = item.id
    if item.line is not None and (found := _LINE_ID.search(item.line[:100_000])):
        name = str(json.loads(found[1]))
    message = f"{name} made the reader end ({reason}), also when it was read alone. The other documents went on."
    return to_json(Reading(id=name, problems=(Problem("reader_crashed", message),)))


def item_size(item: Item) -> int:
    """How big an item is, in bytes; at least 1, so that empty files count."""
    return max(1, item.size)


def _failed(name: str, error: Exception) -> Problem:
    message = f"{name} could not be read: the reader failed with {type(error).__name__}: {str(error)[:200]}"
    return Problem("reader_failed", message)


def _read(text: str, opened: _Opened, options: ReadOptions) -> Reading:
    """The reading of a text, with the extractor's records where there is one."""
    from tashan.reading.pipeline import read

    metadata = opened.metadata
    reading = read(
        readable(text),
        id=opened.id,
        published=metadata.get("published") or options.published,
        home=metadata.get("home") or options.home,
        title=metadata.get("title"),
        publisher=metadata.get("publisher"),
        url=metadata.get("url"),
    )
    if options.extractor is None:
        return reading
    from tashan.reading.extractor import add_records

    return add_records(reading, text, options.extractor.complete)


def _open(item: Item) -> _Opened:
    """Open an item: a file that is a document, or a line that holds or names one."""
    if item.problem is not None:
        return _Opened(item.id, None, {}, (item.problem,))
    if item.line is not None:
        return _open_line(item, item.line)
    text, problems = _open_file(Path(item.path or ""), item.id)
    return _Opened(item.id, text, {}, problems)


def _open_file(path: Path, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file."""
    try:
        size = path.stat().st_size
        if size > PACKAGE_LIMIT:
            return None, (too_large(name, size, PACKAGE_LIMIT),)
        with path.open("rb") as stream:
            head = stream.read(8)
            if size > TEXT_LIMIT and not head.startswith((b"%PDF", b"PK")):
                return None, (too_large(name, size, TEXT_LIMIT),)
            return to_text(head + stream.read(), path.name)
    except OSError as error:
        return None, (unreadable(name, error),)


def _open_line(item: Item, line: bytes) -> _Opened:
    """A line of a .jsonl file: a JSON object with a text or a path."""
    decoded = decode(line.strip())
    try:
        row = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        message = f"{item.id} is not JSON ({reason}). Write one object a line; a half-written last line can be removed."
        return _Opened(item.id, None, {}, (Problem("line_broken", message),))
    if not isinstance(row, dict):
        message = f'{item.id} is JSON but no object. A line is {{"id": …, "text" or "path": …}}.'
        return _Opened(item.id, None, {}, (Problem("line_broken", message),))
    name = _name(row.get("id"), item.id)
    metadata, doubts = _metadata(row, name)
    damaged = tuple(problem for problem in decoded.problems if "\ufffd" in decoded.text)
    text, path = row.get("text"), row.get("path")
    if isinstance(text, str):
        return _open_text(name, text, metadata, (*_whole(damaged), *doubts))
    if isinstance(path, str) and path:
        found, problems = _open_file(Path(item.folder, path), name)
        return _Opened(name, found, metadata, (*problems, *doubts))
    message = f'{name} ({item.id}) has neither a "text" nor a "path" that is a text. Add one.'
    return _Opened(name, None, metadata, (Problem("line_broken", message), *doubts))


def _open_text(name: str, text: str, metadata: dict[str, str], problems: tuple[Problem, ...]) -> _Opened:
    """A text that stands in a line."""
    if not text.strip():
        empty = Problem("empty", f"{name} holds no text. Give the document again once it is complete.")
        return _Opened(name, None, metadata, (*problems, empty))
    if len(text) > TEXT_LIMIT:
        return _Opened(name, None, metadata, (*problems, too_large(name, len(text), TEXT_LIMIT)))
    if half := _SURROGATE.search(text):
        text = _SURROGATE.sub("\ufffd", text)
        message = f"Half a character stands at {half.start()}, as U+FFFD. Compare with an undamaged copy."
        problems = (*problems, Problem("encoding_damaged", message, half.start(), half.end()))
    return _Opened(name, text, metadata, (*problems, *oddities(text)))


def _whole(problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Problems of a line as problems of its document: the places in the line say nothing about the text."""
    return tuple(replace(problem, start=None, end=None) for problem in problems[:1])


def _name(given: Any, otherwise: str) -> str:
    """A document's id as text: the one given, or file and line number."""
    if isinstance(given, str) and given:
        return given
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else otherwise


def _metadata(row: dict[str, Any], name: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """What a line says about its document, and what of that cannot be used."""
    metadata: dict[str, str] = {}
    problems: list[Problem] = []
    for key in _METADATA:
        value = row.get(key)
        if value is None or value == "":
            continue
        if not isinstance(value, str) or (key == "published" and not is_day(value)):
            wanted = "a day as YYYY-MM-DD" if key == "published" else "a text"
            message = (
                f'{name}: "{key}" is {json.dumps(value, ensure_ascii=False)[:80]}, not {wanted}; it was passed over.'
            )
            problems.append(Problem("metadata_invalid", message))
        else:
            metadata[key] = value
    return metadata, tuple(problems)


def is_day(text: str) -> bool:
    """Whether a text is a day that exists, as YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
