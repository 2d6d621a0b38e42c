from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.engine.work_functions import breaking, doubling

from tashan.engine import EngineError, Progress, run

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    found = list(run(doubling(batch_size=7), range(500), jobs=jobs))

    assert list(range(0, 1000, 2)) == found


def test_no_items_give_no_results() -> None:
    found = list(run(doubling(), [], jobs=2))

    assert found == []


def test_an_item_that_kills_its_worker_is_given_up_and_the_rest_goes_on() -> None:
    found = list(run(breaking(batch_size=5), range(10), jobs=2))

    expected = [f"{item} done" for item in range(10)]
    expected[7] = "7 crashed: the worker ended with exit code 3"

    assert expected == found


def test_an_item_that_raises_is_given_up_and_the_rest_goes_on() -> None:
    found = list(run(breaking(batch_size=5), [10, 11, 12], jobs=1))

    assert found == ["10 done", "11 crashed: ValueError: eleven", "12 done"]


def test_an_item_that_hangs_is_ended_at_the_time_limit() -> None:
    found = list(run(breaking(batch_size=1, time_limit=0.5), [12, 13, 14], jobs=1))

    assert found == ["12 done", "13 crashed: no answer within 0.5 seconds", "14 done"]


def test_progress_tells_items_and_size() -> None:
    seen: list[Progress] = []
    list(run(doubling(batch_size=4), range(10), jobs=2, listener=seen.append))

    assert [Progress(4, 4), Progress(8, 8), Progress(10, 10)] == seen


def test_items_are_read_only_a_bounded_way_ahead() -> None:
    """A run over an endless stream gives results without reading the stream to its end."""
    taken = 0

    def endless() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    results = run(doubling(batch_size=10), endless(), jobs=2)
    first = [next(results) for _ in range(5)]

    assert (first, taken < 200) == ([2, 4, 6, 8, 10], True)


def test_an_unknown_engine_says_which_there_are() -> None:
    with pytest.raises(EngineError, match=r"No engine is called 'abacus'\. Choose local or cluster\."):
        list(run(doubling(), [1], engine="abacus"))
