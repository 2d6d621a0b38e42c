"""Names on crowded maps: off each other, beside what they name, where few arcs run."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from tashan.pictures import Flow, boundary_map, standard
from tashan.pictures.arcs import crowding, strength
from tashan.pictures.drawing import length
from tashan.pictures.provinces import TILES
from tashan.pictures.room import Named, Traffic, settle
from tashan.pictures.tiles import fitted


def crowd(count: int) -> list[Flow]:
    """So many flows between invented numbers of delegations; always the same."""
    chosen = random.Random(7)
    pairs = [(one, other) for one in TILES for other in TILES if one != other]
    return [Flow(*pair, (None,) * chosen.randint(1, 9)) for pair in chosen.sample(pairs, count)]  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("count", [30, 300])
def test_no_name_lies_on_another(language: str, count: int) -> None:
    size = 12 if language == "zh" else 10
    spec = boundary_map(crowd(count), standard(), languages=(language,))
    names = {
        row["part"]: row
        for rows in spec["datasets"].values()
        for row in rows
        if str(row.get("part", "")).startswith(f"{language}|name|")
    }

    boxes = {
        part: (row["x"] - length(row["text"], size) / 2, row["y"] - size / 2,
               row["x"] + length(row["text"], size) / 2, row["y"] + size / 2)
        for part, row in names.items()
    }  # fmt: skip
    assert len(names) > 25
    assert [] == [
        (one, other)
        for one, other in combinations(boxes, 2)
        if boxes[one][0] < boxes[other][2] and boxes[other][0] < boxes[one][2]
        and boxes[one][1] < boxes[other][3] and boxes[other][1] < boxes[one][3]
    ]  # fmt: skip


def test_a_name_stays_where_it_was_wished_when_no_arc_runs_there() -> None:
    name = Named("a", "南京", (100, 100), (100, 112))

    assert {"a": (100, 112)} == settle([name], Traffic(), size=12, width=200, height=200)


def test_a_name_yields_to_the_arcs_below_it() -> None:
    traffic = Traffic()
    for row in range(6):
        traffic.add([(60, 106 + 2 * row), (140, 106 + 2 * row)])
    name = Named("a", "南京", (100, 100), (100, 112))

    (at,) = settle([name], traffic, size=12, width=200, height=200).values()

    assert at != (100, 112)
    assert at[1] < 100


def test_the_least_important_name_is_left_out_where_there_is_no_room() -> None:
    """All names want the same small place; the first gets it."""
    names = [Named(key, "呼和浩特市", (40, 12), (40, 12)) for key in "abc"]

    assert ["a"] == list(settle(names, Traffic(), size=12, width=80, height=24))


def test_a_name_does_not_move_to_the_point_of_another() -> None:
    traffic = Traffic()
    for row in range(20):
        traffic.add([(80, 90 + row), (130, 90 + row)])
    near, far = Named("a", "甲", (100, 100), (100, 100)), Named("b", "乙", (128, 100), (150, 100))

    found = settle([near, far], traffic, size=12, width=300, height=300)

    assert abs(found["a"][0] - 100) < abs(found["a"][0] - 128)


def test_traffic_counts_a_line_once_wherever_it_runs() -> None:
    traffic = Traffic()
    traffic.add([(0, 3), (60, 3), (0, 3)])

    assert 1 == traffic.under((0, 0, 59, 5))
    assert 0 == traffic.under((0, 60, 59, 65))


def test_the_more_arcs_the_thinner_and_paler() -> None:
    assert [1, True, True] == [crowding(40), crowding(100) < 1, crowding(300) < crowding(100)]
    assert strength(300) < strength(100) < strength(10) == pytest.approx(0.78)


def test_counts_too_long_for_a_square_stand_on_two_lines() -> None:
    assert [["out 2 in 3"], ["out 116", "in 122"]] == [
        fitted(parts, " ", 68, 12) for parts in (["out 2", "in 3"], ["out 116", "in 122"])
    ]
