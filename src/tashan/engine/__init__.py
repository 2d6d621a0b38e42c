"""
The same work on one machine or many: a pure function over items, the same results in the same order.

`run` is the door. The engine "local" is a process pool, "cluster" is Daft (the extra `tashan[cluster]`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tashan.engine.pool import run_pool
from tashan.engine.work import (
    BATCH_SIZE,
    TIME_LIMIT,
    Answer,
    EngineError,
    Item,
    Listener,
    Progress,
    Result,
    Work,
    cores,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["BATCH_SIZE", "TIME_LIMIT", "EngineError", "Progress", "Work", "cores", "run"]


def run(
    work: Work[Item, Result],
    items: Iterable[Item],
    *,
    jobs: int | None = None,
    engine: str = "local",
    runner: str = "native",
    listener: Listener | None = None,
) -> Iterator[Result]:
    """
    Run one pure function over many items; give the results in the order of the items.

    Args:
        work: the function, how big an item is, and what stands for an item that kills its worker.
        items: any iterable; read as the work goes on.
        jobs: number of worker processes; None takes all cores.
        engine: "local" (process pool) or "cluster" (Daft).
        runner: where Daft runs, for the engine "cluster": "native" is this machine.
        listener: called after each batch with the progress so far.

    Yields:
        One result an item.

    Raises:
        EngineError: the engine is not known or not installed.
    """
    count = jobs or cores()
    if engine == "local":
        answers = run_pool(work, items, count)
    elif engine == "cluster":
        answers = _cluster(work, items, count, runner)
    else:
        raise EngineError(f"No engine is called {engine!r}. Choose local or cluster.")
    done = size = 0
    for answer in answers:
        yield from answer.results
        done, size = done + len(answer.results), size + answer.size
        if listener is not None:
            listener(Progress(done, size))


def _cluster(work: Work[Item, Result], items: Iterable[Item], jobs: int, runner: str) -> Iterator[Answer[Result]]:
    """Daft, where it is installed."""
    try:
        from tashan.engine.cluster import run_cluster
    except ImportError as error:
        raise EngineError(
            "The engine 'cluster' needs Daft, which is not installed. Install tashan[cluster], or use --engine local."
        ) from error
    return run_cluster(work, items, jobs, runner=runner)
