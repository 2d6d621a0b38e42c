from __future__ import annotations

from tashan.engine.work import batches, cores


def test_batches_keep_the_order_and_the_limit() -> None:
    found = list(batches(["aa", "b", "cccc", "d", "e"], len, 3))

    assert found == [["aa", "b"], ["cccc"], ["d", "e"]]


def test_an_item_bigger_than_the_limit_stands_alone() -> None:
    found = list(batches(["a", "bbbbbbb", "c"], len, 3))

    assert found == [["a"], ["bbbbbbb"], ["c"]]


def test_the_first_batches_are_small_and_grow() -> None:
    sizes = [len(batch) for batch in batches(range(2_000_000), lambda _: 1, 200_000)]

    assert ([8_000] * 4 + [16_000] * 4, 200_000) == (sizes[:8], max(sizes))


def test_no_items_give_no_batches() -> None:
    nothing: list[str] = []

    found = list(batches(nothing, len, 3))

    assert found == []


def test_there_is_at_least_one_core() -> None:
    assert cores() >= 1
