"""The same answers as independent packages: inequality and economic-complexity in every run, esda where it is installed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.integration.peers import peer

from tashan.integration.complexity import advantages, complexity
from tashan.integration.inequality import gini, theil_nested, theil_t
from tashan.integration.neighbourhood import from_lists, moran
from tashan.integration.structure import location_quotients

RNG = np.random.default_rng(11)
VALUES = RNG.lognormal(size=40)
GROUPS = [f"g{place % 5}" for place in range(40)]


def test_inequality_agrees_on_gini_and_theil() -> None:
    """PySAL's package inequality: T, its split, and Gini, unweighted."""
    other = peer("inequality")
    split = other.theil.TheilD(VALUES, np.array(GROUPS))
    ours = theil_nested(VALUES, [GROUPS])

    assert pytest.approx(float(other.theil.Theil(VALUES).T)) == theil_t(VALUES)
    assert pytest.approx((float(split.T), float(split.bg[0]), float(split.wg[0]))) == (ours.total, *ours.levels)
    assert pytest.approx(float(other.gini.Gini(VALUES).g)) == gini(VALUES)


def test_esda_agrees_on_moran() -> None:
    """Value, expectation, z under randomisation, two-sided p, on a grid of 5 × 8."""
    esda = pytest.importorskip("esda", reason="esda, the peer, is not installed")
    libpysal = pytest.importorskip("libpysal", reason="libpysal, the peer, is not installed")
    weights = libpysal.weights.lat2W(5, 8)
    other = esda.Moran(VALUES, weights, transformation="r", permutations=0)
    ours = moran(
        VALUES, from_lists({str(key): [str(each) for each in near] for key, near in sorted(weights.neighbors.items())})
    )

    assert pytest.approx((other.I, other.EI, other.z_rand, other.p_rand)) == (ours.value, ours.expected, ours.z, ours.p)


def test_economic_complexity_agrees_on_advantage_and_index() -> None:
    """RCA, and the index of regions, which it approaches by iteration; its proximity fails on pandas 3, ours works on arrays."""
    other = peer("economic_complexity")
    pandas = pytest.importorskip("pandas", reason="pandas, which the peer takes, is not installed")
    table = RNG.lognormal(sigma=1.5, size=(25, 12))
    theirs = other.rca(pandas.DataFrame(table))
    index, _ = other.complexity((theirs >= 1).astype(int))

    assert pytest.approx(theirs.to_numpy()) == location_quotients(table)
    ours = complexity(advantages(table)).regions
    assert pytest.approx(1.0, abs=1e-3) == float(np.corrcoef(index.to_numpy(), ours)[0, 1])
