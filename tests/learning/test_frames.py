"""Answers as Polars frames: the same numbers, with isolates and with what is not known."""

from __future__ import annotations

import numpy as np
import pytest

from tashan.learning.events import Event, EventTable
from tashan.learning.frames import estimate_frame, events_frame, frame_of, nodes_frame, ties_frame
from tashan.learning.kinds import sensitivity, standings
from tashan.learning.models import estimate
from tashan.learning.network import network_of_edges
from tashan.regions import Region

NETWORK = network_of_edges([("a", "b", 3), ("c", "b", 5)], ["a", "b", "c", "d"], arrow="visit")


def test_ties_and_nodes() -> None:
    """The strongest tie first; the isolate is a row."""
    assert [("c", "b", 5.0), ("a", "b", 3.0)] == ties_frame(NETWORK).rows()
    assert ("d", 0, 0, 0.0, 0.0) == nodes_frame(NETWORK).rows()[3]
    assert 2 == len(ties_frame(NETWORK.undirected()))
    assert 0 == len(ties_frame(network_of_edges([], ["a", "b"])))


def test_events_keep_what_is_not_known_as_null() -> None:
    one, other = (Region(None, name, "other") for name in "甲乙")
    table = EventTable(
        (
            Event("1", one, other, None),
            Event("2", other, one, "2016-05-03", "2016-05-04", ("economy/industry", "urbanisation")),
        )
    )
    frame = events_frame(table)

    assert [None, 2016] == frame["year"].to_list()
    assert [None, 2] == frame["days"].to_list()
    assert [[], ["economy/industry", "urbanisation"]] == frame["themes"].to_list()
    assert ["甲", "乙"] == frame["visitor"].to_list()
    assert 0 == len(events_frame(EventTable(())))


def test_coefficients_with_their_errors() -> None:
    """With members the dyadic p, without them the robust one."""
    random = np.random.default_rng(1)
    rows, columns = np.nonzero(~np.eye(8, dtype=bool))
    slope = random.normal(size=len(rows))
    outcome = slope + random.normal(size=len(rows))
    shared = estimate_frame(estimate(outcome, {"x": slope}, model="linear", members=(rows, columns)))
    alone = estimate_frame(estimate(outcome, {"x": slope}, model="linear"))

    assert ["constant", "x"] == shared["name"].to_list()
    assert {"b", "se_dyadic", "se_robust", "p_dyadic"} <= set(shared.columns)
    assert "p_robust" in alone.columns


def test_any_list_of_answers() -> None:
    """Standings and sensitivity; a rule stands by its name."""
    kinds = frame_of(standings(NETWORK))
    table = frame_of(sensitivity(NETWORK))

    assert ["b", "star"] == [kinds["region"][0], kinds["kind"][0]]
    assert "at_most(1)" == table["rule"][0]
    assert 4 == table["counts"].list.len()[0]
    with pytest.raises(TypeError, match="no answer"):
        frame_of([3])
