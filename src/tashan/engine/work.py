"""What a run of one pure function over many items is asked for, whichever engine does it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

BATCH_SIZE = 200_000
"""Size of one batch in the units of `Work.size` (characters or bytes): large enough that sending costs nothing."""

FIRST_BATCH = 8_000
"""Size of the first batches; they grow, so that little work is shared out too, and first results come soon."""

TIME_LIMIT = 60.0
"""Seconds a worker may take over any batch, before it is ended as hanging."""

SLOWEST = 20_000
"""Characters or bytes a second that a worker must read beyond that: a fiftieth of its usual speed."""


class EngineError(Exception):
    """An engine that cannot be used here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Work(Generic[Item, Result]):
    """
    A pure function and what an engine must know to run it over many items.

    Attributes:
        function: the pure function; it must be picklable (a function of a module, or a partial of one).
        size: how big an item is, in characters or bytes; batches and progress count in it.
        crashed: what stands for an item whose worker died: called with the item and a reason in plain words.
        warm_up: called once before the first item in a worker, to load tables; may be None.
        batch_size: items are sent together until their sizes add up to this.
        time_limit: seconds a worker may be silent over one batch, and a second more for each `SLOWEST` in size,
            before it is ended.
    """

    function: Callable[[Item], Result]
    size: Callable[[Item], int]
    crashed: Callable[[Item, str], Result]
    warm_up: Callable[[], None] | None = None
    batch_size: int = BATCH_SIZE
    time_limit: float = TIME_LIMIT


@dataclass(frozen=True, slots=True)
class Progress:
    """
    How far a run is.

    Attributes:
        items: items whose results have been given out.
        size: sum of their sizes, in the units of `Work.size`.
    """

    items: int
    size: int


@dataclass(frozen=True, slots=True)
class Answer(Generic[Result]):
    """The results of one batch, in order, and the size of its items."""

    results: list[Result]
    size: int


Listener = Callable[[Progress], None]


def cores() -> int:
    """How many processor cores this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on macOS and Windows
        return os.cpu_count() or 1


def batches(items: Iterable[Item], size: Callable[[Item], int], limit: int) -> Iterator[list[Item]]:
    """Give the items in lists, in order, each list up to `limit` in size, the first ones less; a bigger item stands alone."""
    batch: list[Item] = []
    filled = given = 0
    room = min(limit, FIRST_BATCH)
    for item in items:
        weight = size(item)
        if batch and filled + weight > room:
            yield batch
            batch, filled, given = [], 0, given + 1
            room = min(limit, FIRST_BATCH * 2 ** min(given // 4, 20))
        batch.append(item)
        filled += weight
    if batch:
        yield batch
