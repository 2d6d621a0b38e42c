"""Input-output linkages by hand, and against pymrio's test system where it is installed."""

from __future__ import annotations

import numpy as np
import pytest
from tests.integration.peers import peer

from tashan.integration import MeasureError
from tashan.integration.linkages import (
    between_regions,
    extraction,
    from_pymrio,
    ghosh,
    leontief,
    linkages,
    spillovers,
    system,
)

TABLE = system(np.array([[20, 10], [30, 20.0]]), np.array([100, 100.0]), ["东", "西"], ["全部"])
"""Two regions of one sector: A = (.2 .1; .3 .2), determinant of I − A .61."""


def test_linkages_by_hand() -> None:
    """L = (.8 .1; .3 .8)/.61: what stays at home and what spills over."""
    found = linkages(TABLE)

    assert pytest.approx(np.array([[0.8, 0.1], [0.3, 0.8]]) / 0.61) == leontief(TABLE)
    assert pytest.approx([0.8 / 0.61, 0.8 / 0.61]) == found.intra.tolist()
    assert pytest.approx([0.3 / 0.61, 0.1 / 0.61]) == found.spillover.tolist()
    assert pytest.approx([1.1 / 1.0, 0.9 / 1.0]) == found.backward.tolist()
    assert pytest.approx([1.0, 1.0]) == [found.backward.mean(), found.forward.mean()]
    assert pytest.approx(np.array([[0.8, 0.1], [0.3, 0.8]]) / 0.61) == ghosh(TABLE)  # equal outputs: the same


def test_inputs_by_origin_and_spillovers() -> None:
    """Columns sum to 1: 30 of the 50 inputs of 东 come from 西."""
    assert pytest.approx(np.array([[0.4, 1 / 3], [0.6, 2 / 3]])) == between_regions(TABLE)
    assert pytest.approx(leontief(TABLE)) == spillovers(TABLE)


def test_extraction_of_a_partner() -> None:
    """Without 西, 东 needs only its own inputs: 70/.8 instead of 100."""
    assert pytest.approx({"东": 1 - 70 / 0.8 / 100}) == extraction(TABLE, "西")


@pytest.mark.parametrize(
    ("flows", "output", "code"),
    [
        (np.ones((3, 3)), np.ones(2), "shape"),
        (np.array([[20, 10], [90, 20.0]]), np.array([100, 100.0]), "inputs_exceed_output"),
        (np.zeros((2, 2)), np.array([1, -1.0]), "negative_output"),
    ],
)
def test_tables_that_cannot_be_right(flows: np.ndarray, output: np.ndarray, code: str) -> None:
    """Shape, inputs above output, negative output."""
    with pytest.raises(MeasureError) as caught:
        system(flows, output, ["东", "西"], ["全部"])

    assert code == caught.value.code


def test_pymrio_and_its_test_system() -> None:
    """Six regions, eight sectors: sum of L, largest multiplier, shares from home, parts of reg1."""
    table = peer("pymrio").load_test()
    table.calc_system()
    ours = from_pymrio(table)
    inverse = leontief(ours)
    found = linkages(ours, inverse)
    home = dict(zip(ours.regions, np.diag(between_regions(ours)).tolist(), strict=True))

    assert pytest.approx(55.119617, abs=5e-7) == inverse.sum()
    assert pytest.approx(1.769314, abs=5e-7) == found.multiplier.max()
    assert pytest.approx((0.8473, 0.9228), abs=5e-5) == (home["reg1"], home["reg3"])
    assert pytest.approx([1.5120, 1.4657, 1.0085], abs=5e-5) == found.intra[:3].tolist()
    assert pytest.approx([0.0995, 0.0853, 0.0025], abs=5e-5) == found.spillover[:3].tolist()
    assert pytest.approx(np.asarray(table.L)) == inverse
