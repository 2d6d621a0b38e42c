"""
The same run on Daft (the extra `tashan[cluster]`): on this machine, or later on a Ray cluster.

Only this module knows Daft. Processes are demanded (`use_process`), because threads share the interpreter's lock and
are no faster than one; and the rows are split `into_batches`, because otherwise Daft gives a single worker all of
them. Items go in windows, so that results come while the run goes on and memory is bounded; inside a window the rows
are put back in order by their position.
"""

from __future__ import annotations

import os
import pickle
from typing import TYPE_CHECKING, Any

os.environ.setdefault("DO_NOT_TRACK", "true")  # read when Daft is imported
os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import daft

from tashan.engine.pool import run_pool
from tashan.engine.work import Answer, EngineError, Item, Result, Work, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WINDOW = 40
"""Batches a worker gets in one window: one Daft query."""


class _Reader:
    """Lives in a worker process: loads the tables once, then runs the function over batches of pickled items."""

    def __init__(self, work: bytes) -> None:
        self.work: Work[object, object] = pickle.loads(work)  # noqa: S301 - made by this process
        if self.work.warm_up is not None:
            self.work.warm_up()

    @daft.method.batch(return_dtype=daft.DataType.binary())
    def read(self, items: daft.Series) -> list[bytes]:
        """Run the function over a column of pickled lists of items; give pickled lists of results."""
        return [
            pickle.dumps([self.work.function(item) for item in pickle.loads(cell)])  # noqa: S301 - made by this process
            for cell in items.to_pylist()
        ]


def choose_runner(runner: str) -> None:
    """Choose where Daft runs: "native" is this machine; a Ray runner will be another name here."""
    if runner != "native":
        raise EngineError(f"No runner is called {runner!r}. Choose native.")
    if daft.get_or_infer_runner_type() != runner:
        daft.set_runner_native()


def run_cluster(
    work: Work[Item, Result], items: Iterable[Item], jobs: int, *, runner: str = "native"
) -> Iterator[Answer[Result]]:
    """
    Run the function over the items on Daft and give the results, in the order of the items.

    Args:
        work: the function and its settings; pickled and sent to the workers.
        items: any iterable; read a window (`jobs` × `WINDOW` batches) at a time.
        jobs: number of worker processes.
        runner: "native".

    Yields:
        One answer a batch, in order. A window in which a worker dies is run again by the process pool of this
        machine, which finds the item to blame.
    """
    choose_runner(runner)
    reader = daft.cls(_Reader, use_process=True, max_concurrency=jobs)(pickle.dumps(work))
    window: list[list[Item]] = []
    for batch in batches(items, work.size, work.batch_size):
        window.append(batch)
        if len(window) == jobs * WINDOW:
            yield from _run_window(work, reader, window, jobs)
            window = []
    if window:
        yield from _run_window(work, reader, window, jobs)


def _run_window(
    work: Work[Item, Result], reader: _Reader, window: list[list[Item]], jobs: int
) -> Iterator[Answer[Result]]:
    """One Daft query over one window of batches."""
    frame = daft.from_pydict({"position": list(range(len(window))), "items": [pickle.dumps(batch) for batch in window]})
    read: Any = reader.read  # Daft calls it with a column and gives an expression
    query = frame.into_batches(1).select(frame["position"], read(frame["items"]).alias("results"))
    try:
        rows = query.sort("position").to_pydict()["results"]
    except Exception:  # noqa: BLE001 - whatever Daft raises for a dead worker
        yield from run_pool(work, (item for batch in window for item in batch), jobs, method="spawn")
        return
    for batch, cell in zip(window, rows, strict=True):
        yield Answer(pickle.loads(cell), sum(map(work.size, batch)))  # noqa: S301 - made by our own worker
