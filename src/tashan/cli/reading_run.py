"""One run of `tashan read`: items through an engine into an output, with progress and a count of troubles."""

from __future__ import annotations

import functools
import json
import re
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import IO, Protocol

from tashan import __version__
from tashan.cli.messages import say
from tashan.cli.progress import ReadingProgress, duration
from tashan.engine import Progress, Work
from tashan.engine import run as run_engine
from tashan.files import (
    Inputs,
    Item,
    ReadOptions,
    RunKey,
    crashed_row,
    find_inputs,
    open_output,
    read_item,
    warm_up,
)
from tashan.files.endpoint import endpoint_from
from tashan.files.output import Writer, files_beside
from tashan.files.reader import item_size

TROUBLES = frozenset(
    {
        *("binary", "docx_damaged", "empty", "encoding_damaged", "extractor_failed", "file_unreadable"),
        *("format_unsupported", "html_damaged", "line_broken", "line_endless", "metadata_invalid", "nesting_deep"),
        *("pdf_damaged", "pdf_encrypted", "reader_crashed", "reader_failed", "too_large"),
    }
)
"""Problems that say that a document was not read, or not whole; others are doubts about what its text says."""

_TABLE_GROUP = 200

_HEAD = re.compile(r'\{"id": ?("(?:[^"\\]|\\.)*")')
_PROBLEM = re.compile(r'"problems": ?\[\{')


@dataclass(frozen=True, slots=True)
class Settings:
    """What `tashan read` was asked for; the fields are its options."""

    inputs: tuple[str, ...]
    out: Path | None
    form: str
    home: str | None
    published: str | None
    engine: str
    jobs: int | None
    with_text: bool
    overwrite: bool
    extractor: str | None


class Sink(Protocol):
    """Where rows go: a file that a run can continue, or standard output."""

    def write(self, row: str) -> None:
        """Take one row."""

    def flush(self) -> None:
        """Pass on what was taken; called after each batch."""

    def finish(self) -> None:
        """Complete the output."""

    def written(self) -> Iterator[str]:
        """Give the rows that an earlier, interrupted run has written."""


@dataclass(slots=True)
class Tally:
    """What the closing line says, and which ids have been seen."""

    documents: int = 0
    troubled: int = 0
    ids: set[int] = field(default_factory=set)

    def take(self, row: str) -> str:
        """Count a row; give it back, with the problem `id_repeated` where its id was there before."""
        self.documents += 1
        head = _HEAD.match(row)
        mark = hash(head[1] if head else row)
        if mark in self.ids:
            row = _with_repeated_id(row)
        self.ids.add(mark)
        if _PROBLEM.search(row):
            codes = {problem["code"] for problem in json.loads(row)["problems"]}
            self.troubled += not codes.isdisjoint(TROUBLES)
        return row


def run(settings: Settings) -> int:
    """
    Read all documents and write the rows; report on standard error.

    Returns:
        How many documents could not be read whole.

    Raises:
        InputError, OutputError, EngineError: the run cannot be made as asked.
    """
    leave_out = files_beside(settings.out) if settings.out else ()
    inputs = find_inputs(settings.inputs, leave_out=leave_out)
    options = ReadOptions(settings.home, settings.published, settings.with_text, endpoint_from(settings.extractor))
    if settings.out is None:
        tally = _read_all(inputs, options, settings, _Standard(settings.form, sys.stdout), done=0)
        return tally.troubled
    key = RunKey(__version__, _options_key(options, settings.form), inputs.fingerprint())
    with _stopped_by_signals():
        output = open_output(settings.out, key, writer=_writer(settings.form), overwrite=settings.overwrite)
        try:
            tally = _read_all(inputs, options, settings, output, done=output.done)
        except BaseException:
            output.stop()
            raise
    say(f"Written to {settings.out}.")
    return tally.troubled


def _read_all(inputs: Inputs, options: ReadOptions, settings: Settings, sink: Sink, *, done: int) -> Tally:
    """Run the engine over what is left to read."""
    tally = Tally()
    items = inputs.items()
    before = sum(item_size(item) for item in islice(items, done))
    if done:
        for row in sink.written():
            tally.take(row)
        say(f"Continuing after {done:,} documents.")
    work: Work[Item, str] = Work(functools.partial(read_item, options=options), item_size, crashed_row, warm_up=warm_up)
    with ReadingProgress(max(inputs.size, before), before, done) as progress:

        def batch_done(reached: Progress) -> None:
            sink.flush()
            progress.update(reached.items, reached.size)

        for row in run_engine(work, items, jobs=settings.jobs, engine=settings.engine, listener=batch_done):
            sink.write(tally.take(row))
        seconds = progress.seconds()
    sink.finish()
    _report(tally, done, seconds)
    return tally


def _report(tally: Tally, done: int, seconds: float) -> None:
    read = tally.documents - done
    text = f"Read {read:,} documents in {duration(seconds)} ({read / max(seconds, 1e-9):,.0f}/s)"
    text += f", {tally.documents:,} with those of the run before" if done else ""
    text += f"; {tally.troubled:,} could not be read whole, see their problems" if tally.troubled else ""
    say(text + ".")


def _with_repeated_id(row: str) -> str:
    """A row with the problem that its id is not its own."""
    from tashan.records import Problem, from_dict, to_json

    reading = from_dict("reading", json.loads(row))
    message = f"The id {reading.id} stands for an earlier document too. Give each document an id of its own."
    return to_json(replace(reading, problems=(*reading.problems, Problem("id_repeated", message))))


def _options_key(options: ReadOptions, form: str) -> dict[str, str | bool | None]:
    """The options that rows depend on."""
    extractor = options.extractor
    return {
        "home": options.home,
        "published": options.published,
        "with_text": options.with_text,
        "extractor": f"{extractor.url} {extractor.model}" if extractor else None,
        "format": form,
    }


def _writer(form: str) -> Writer | None:
    """What makes the final file of a form; None for JSON Lines, which need nothing."""
    from tashan.files import tables

    return {"jsonl": None, "json": tables.write_json, "parquet": tables.write_parquet, "table": _write_table}[form]


def _write_table(rows: Path, target: Path) -> None:
    from tashan.cli.tables import print_readings
    from tashan.files.tables import readings

    with target.open("w", encoding="utf-8") as stream:
        print_readings(readings(rows), stream)


@dataclass(slots=True)
class _Standard:
    """Standard output: JSON Lines or an array as they come, tables in groups of rows."""

    form: str
    stream: IO[str]
    rows: list[str] = field(default_factory=list)
    count: int = 0

    def write(self, row: str) -> None:
        """Take one row."""
        if self.form == "jsonl":
            self.stream.write(row + "\n")
        elif self.form == "json":
            self.stream.write(("[\n" if self.count == 0 else ",\n") + row)
        else:
            self.rows.append(row)
        self.count += 1

    def flush(self) -> None:
        """Let what was taken be seen."""
        if len(self.rows) >= _TABLE_GROUP:
            self._print_rows()
        self.stream.flush()

    def finish(self) -> None:
        """Write what comes last."""
        if self.form == "json":
            self.stream.write("\n]\n" if self.count else "[]\n")
        if self.rows:
            self._print_rows()
        self.stream.flush()

    def written(self) -> Iterator[str]:
        """Nothing: standard output is never continued."""
        return iter(())

    def _print_rows(self) -> None:
        from tashan.cli.tables import print_readings

        print_readings(map(json.loads, self.rows), self.stream)
        self.rows.clear()


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """Let SIGTERM stop a run as an interrupt does: with its output in order."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
