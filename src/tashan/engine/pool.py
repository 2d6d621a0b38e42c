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
from collections import deque
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING, Any, Generic

from tashan.engine.work import SLOWEST, Answer, Item, Result, Work, batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

IN_FLIGHT = 4
"""Batches under way or waiting for their turn, a worker; bounds the memory that early results take."""


@dataclass(slots=True)
class _Task(Generic[Item]):
    """
    Items that travel together.

    Attributes:
        slot: the number of their batch.
        items: the batch, or one item of it.
        place: the item's place in its batch, where it is tried alone after a crash.
    """

    slot: int
    items: list[Item]
    place: int | None = None


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
    again: deque[_Task[Item]] = field(default_factory=deque)
    parts: dict[int, dict[int, Result]] = field(default_factory=dict)
    sizes: dict[int, int] = field(default_factory=dict)

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

    def idle(self) -> _Worker[Item] | None:
        """A worker with nothing to do, started if there may be one more; None where all are busy."""
        for worker in self.workers:
            if worker.task is None:
                return worker
        return self.start() if len(self.workers) < self.jobs else None

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
            self.settle(task, answer)
        elif task is not None:
            self.failed(task, answer)

    def settle(self, task: _Task[Item], results: list[Result]) -> None:
        """Put results in the slot of their batch; those of items tried alone wait until the batch is whole."""
        if task.place is None:
            self.done[task.slot] = results
            return
        parts = self.parts[task.slot]
        parts[task.place] = results[0]
        if len(parts) == self.sizes[task.slot]:
            del self.parts[task.slot]
            self.done[task.slot] = [parts[place] for place in range(len(parts))]

    def failed(self, task: _Task[Item], reason: str) -> None:
        """A task killed its worker or raised: try its items alone, or give up the one that was."""
        if task.place is not None:
            self.settle(task, [self.work.crashed(task.items[0], reason)])
            return
        self.parts[task.slot] = {}
        self.sizes[task.slot] = len(task.items)
        self.again.extend(_Task(task.slot, [item], place) for place, item in enumerate(task.items))

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
            if worker.task is None:
                continue
            limit = self.work.time_limit + sum(map(self.work.size, worker.task.items)) // SLOWEST
            if now - worker.since > limit:
                worker.process.kill()
                self.bury(worker, f"no answer within {limit:g} seconds")

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
            while pool.again or (not exhausted and upcoming - next_slot < jobs * IN_FLIGHT):
                worker = pool.idle()
                if worker is None:
                    break
                if pool.again:
                    pool.give(worker, pool.again.popleft())
                    continue
                batch = next(source, None)
                if batch is None:
                    exhausted = True
                    break
                sizes[upcoming] = sum(map(work.size, batch))
                pool.give(worker, _Task(upcoming, batch))
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
