from __future__ import annotations

import hashlib

import pytest
from tests.engine.work_functions import breaking, doubling

from tashan.engine import EngineError, run

pytest.importorskip("daft", reason="the extra tashan[cluster] is not installed")
pytestmark = pytest.mark.cluster


def test_both_engines_give_the_same_results_in_the_same_order() -> None:
    local = list(run(doubling(batch_size=13), range(2000), jobs=2))
    cluster = list(run(doubling(batch_size=13), range(2000), jobs=2, engine="cluster"))

    digest = [hashlib.sha256(repr(rows).encode()).hexdigest() for rows in (local, cluster)]

    assert digest[0] == digest[1]


def test_an_item_that_kills_its_worker_is_given_up_here_too() -> None:
    found = list(run(breaking(batch_size=5), range(10), jobs=2, engine="cluster"))

    expected = list(run(breaking(batch_size=5), range(10), jobs=2))

    assert expected == found


def test_an_unknown_runner_says_which_there_are() -> None:
    with pytest.raises(EngineError, match="No runner is called 'abacus'"):
        list(run(doubling(), [1], engine="cluster", runner="abacus"))
