"""Progress on standard error: a bar with rate and time left for people, a line now and then for logs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tashan.cli.messages import say

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

LOG_SECONDS = 10.0
"""Seconds between two lines where standard error is no terminal."""

_REFRESH_SECONDS = 0.1


class ReadingProgress:
    """
    Shows how far a run is. No thread is started, so worker processes can be forked at any time.

    Args:
        total: bytes of all documents.
        done: bytes that an earlier, interrupted run has read.
        documents: documents that it has read.
    """

    def __init__(self, total: int, done: int = 0, documents: int = 0) -> None:
        self.total = max(total, 1)
        self.before = done
        self.documents_before = documents
        self.started = self.shown = time.monotonic()
        self.bar: Progress | None = None
        self.task: TaskID | None = None

    def __enter__(self) -> Self:
        """Draw the empty bar where a terminal is there."""
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

            self.bar = Progress(
                TextColumn("Reading"),
                BarColumn(),
                TaskProgressColumn(),
                TextColumn("{task.fields[figures]}"),
                TimeRemainingColumn(compact=True),
                TextColumn("left"),
                console=Console(stderr=True),
                auto_refresh=False,
                transient=True,
            )
            self.bar.start()
            self.task = self.bar.add_task("read", total=self.total, completed=self.before, figures="")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        if self.bar is not None:
            self.bar.stop()

    def update(self, documents: int, size: int) -> None:
        """Show that so many documents and bytes have been read by this run."""
        now = time.monotonic()
        due = _REFRESH_SECONDS if self.bar is not None else LOG_SECONDS
        if now - self.shown < due:
            return
        self.shown = now
        rate = documents / (now - self.started)
        figures = f"{self.documents_before + documents:,} documents, {rate:,.0f}/s"
        if self.bar is not None and self.task is not None:
            self.bar.update(self.task, completed=self.before + size, figures=figures, refresh=True)
            return
        left = (self.total - self.before - size) * (now - self.started) / max(size, 1)
        say(f"{(self.before + size) / self.total:.0%} read: {figures}, {duration(left)} left")

    def seconds(self) -> float:
        """Seconds since the run began."""
        return time.monotonic() - self.started


def duration(seconds: float) -> str:
    """A duration as people say it."""
    if seconds < 90:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


@contextmanager
def counted(what: str) -> Iterator[Callable[[int, int], None]]:
    """
    A bar for work that is counted in things: call what is given with how many of how many are done.

    Where standard error is no terminal there is one line at the end.
    """
    from rich.console import Console
    from rich.progress import Progress as Bar

    last = (0, 0)
    with Bar(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)

        def told(done: int, total: int) -> None:
            nonlocal last
            last = (done, total)
            bar.update(task, completed=done, total=total)

        yield told
    say(f"{last[0]} of {last[1]} {what}")
