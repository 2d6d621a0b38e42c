"""
A process pool that keeps order, bounds what is under way, and outlives its workers.

The standard pools lose every batch under way when one worker dies and cannot say which item killed it. Here each
worker has a pipe of its own, so the parent knows exactly which batch a dead worker held; that batch is tried again
one item at a time, and only an item that kills its worker alone is given up.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic

from tashan.engine.work import Answer, Item, Result, Work, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

IN_FLIGHT = 4
"""Batches under way or waiting for their turn, a worker; bounds the memory that early results take."""


@dataclass(slots=True)
class _Task(Generic[Item]):
    """Items that travel together; `slot` is the place of the results, `alone` after a crash."""

    slot: int
    items: list[Item]
    alone: bool = False


@dataclass(slots=True, eq=False)
class _Worker(Generic[Item]):
    """A worker process, this side of its pipe, and the task it holds."""

    process: BaseProcess
    pipe: Connection
    task: _Task[Item] | None = None
    since: float = 0.0


def context(method: str | None = None) -> BaseContext:
    """
    The way to start workers that is safe here.

    Forking shares the tables already loaded and takes milliseconds, but a forked child may hang on a lock that some
    other thread held; so it is used on Linux only while this process has a single thread.
    """
    if method is not None:
        return multiprocessing.get_context(method)
    if sys.platform == "linux" and threading.active_count() == 1:
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _serve(work: Work[Any, Any], pipe: Connection, others: list[Connection]) -> None:
    """In a worker: take lists of items from the pipe, send back lists of results, until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt means
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for other in others:  # ends inherited by forking would keep the pipes of a dead parent open
        other.close()
    if work.warm_up is not None:
        work.warm_up()
    try:
        while True:
            items = pipe.recv()
            try:
                answer: tuple[bool, Any] = (True, [work.function(item) for item in items])
            except Exception as error:  # noqa: BLE001 - told to the parent, which finds the item
                answer = (False, f"{type(error).__name__}: {error}")
            pipe.send(answer)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


@dataclass(slots=True)
class _Pool(Generic[Item, Result]):
    """Workers, tasks waiting to be tried again, and results waiting for their turn."""

    work: Work[Item, Result]
    jobs: int
    method: str | None = None
    workers: list[_Worker[Item]] = field(default_factory=list)
    done: dict[int, list[Result]] = field(default_factory=dict)

    def start(self) -> _Worker[Item]:
        """Start one worker."""
        chosen = context(self.method)
        near, far = chosen.Pipe()
        forked = chosen.get_start_method() == "fork"
        inherited = [near, *(worker.pipe for worker in self.workers)] if forked else []
        process = chosen.Process(target=_serve, args=(self.work, far, inherited), daemon=True)  # type: ignore[attr-defined]
        process.start()
        far.close()
        worker: _Worker[Item] = _Worker(process, near)
        self.workers.append(worker)
        return worker

    def give(self, worker: _Worker[Item], task: _Task[Item]) -> None:
        """Send a task to a worker; one that dies while taking it is noticed like any other crash."""
        worker.task, worker.since = task, time.monotonic()
        try:
            worker.pipe.send(task.items)
        except (BrokenPipeError, ConnectionResetError):
            self.bury(worker, "the worker ended while it was given its documents")

    def take(self, worker: _Worker[Item]) -> None:
        """Take an answer from a worker."""
        task = worker.task
        try:
            good, answer = worker.pipe.recv()
        except (EOFError, ConnectionResetError, OSError):
            self.bury(worker, "")
            return
        worker.task = None
        if task is not None and good:
            self.done[task.slot] = answer
        elif task is not None:
            self.failed(task, answer)

    def failed(self, task: _Task[Item], reason: str) -> None:
        """A task killed its worker or raised: try its items alone, or give up the one that stands alone."""
        if task.alone:
            self.done[task.slot] = [self.work.crashed(task.items[0], reason)]
            return
        self.done[task.slot] = self.one_by_one(task.items)

    def one_by_one(self, items: list[Item]) -> list[Result]:
        """Run items each in a worker of its own pool of one, so that a second crash names its item."""
        alone: _Pool[Item, Result] = _Pool(self.work, 1, self.method)
        try:
            results: list[Result] = []
            for item in items:
                if not alone.workers:
                    alone.start()
                alone.give(alone.workers[0], _Task(0, [item], alone=True))
                while 0 not in alone.done:
                    alone.listen()
                results += alone.done.pop(0)
            return results
        finally:
            alone.close()

    def bury(self, worker: _Worker[Item], reason: str) -> None:
        """A worker is dead or must end: forget it and deal with the task it held."""
        self.workers.remove(worker)
        worker.pipe.close()
        worker.process.join(timeout=1)
        if worker.process.is_alive():
            worker.process.kill()
            worker.process.join()
        task, worker.task = worker.task, None
        if task is not None:
            code = worker.process.exitcode
            self.failed(task, reason or f"the worker ended with exit code {code}")

    def listen(self) -> None:
        """Wait for answers, deaths (a closed pipe) and silence, and deal with each."""
        busy = [worker for worker in self.workers if worker.task is not None]
        ready = wait([worker.pipe for worker in busy], timeout=1.0)
        for worker in busy:
            if worker.pipe in ready:
                self.take(worker)
        now = time.monotonic()
        for worker in list(self.workers):
            if worker.task is not None and now - worker.since > self.work.time_limit:
                worker.process.kill()
                self.bury(worker, f"no answer within {self.work.time_limit:g} seconds")

    def close(self) -> None:
        """End all workers."""
        for worker in self.workers:
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join(timeout=0.5)
            if worker.process.is_alive():
                worker.process.kill()
                worker.process.join()
        self.workers.clear()


def run_pool(
    work: Work[Item, Result], items: Iterable[Item], jobs: int, *, method: str | None = None
) -> Iterator[Answer[Result]]:
    """
    Run the function over the items in `jobs` processes and give the results, in the order of the items.

    Args:
        work: the function and its settings.
        items: any iterable; read only a bounded number of batches ahead.
        jobs: number of worker processes, at least 1.
        method: how workers start ("fork", "spawn"); None chooses what is safe here.

    Yields:
        One answer a batch, in order. An item that kills its worker (or makes it silent beyond the time
        limit) twice, the second time alone, gives `work.crashed(item, reason)`.
    """
    if work.warm_up is not None and context(method).get_start_method() == "fork":
        work.warm_up()  # once, here: forked workers share what it loads
    pool: _Pool[Item, Result] = _Pool(work, jobs, method)
    source = batches(items, work.size, work.batch_size)
    upcoming = next_slot = 0
    sizes: dict[int, int] = {}
    exhausted = False
    try:
        while True:
            while not exhausted and upcoming - next_slot < jobs * IN_FLIGHT:
                idle = next((worker for worker in pool.workers if worker.task is None), None)
                if idle is None and len(pool.workers) >= jobs:
                    break
                batch = next(source, None)
                if batch is None:
                    exhausted = True
                    break
                pool.give(idle or pool.start(), _Task(upcoming, batch))
                sizes[upcoming] = sum(map(work.size, batch))
                upcoming += 1
            while next_slot in pool.done:
                yield Answer(pool.done.pop(next_slot), sizes.pop(next_slot))
                next_slot += 1
            if exhausted and next_slot == upcoming:
                return
            if next_slot not in pool.done:
                pool.listen()
    finally:
        pool.close()
