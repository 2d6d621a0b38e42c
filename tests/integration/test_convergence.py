"""Convergence, Moran and Markov against values computed with R, giddy and PySAL's examples."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tashan.integration import MeasureError
from tashan.integration.convergence import beta, markov, sigma
from tashan.integration.neighbourhood import from_lists, moran, nearest, of_divisions

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not SHARED.exists(), reason="the folder of open data is not beside the project")


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _counties(year: int) -> np.ndarray:
    return np.array([float(row[f"gdppc_{year}"]) for row in _rows("reat/german_counties_gdp_1992_2014.csv")])


def _wages() -> np.ndarray:
    rows = [
        r
        for r in _rows("prov_wage_emp_2014_2023/provincial_wages_employment_2014_2023.csv")
        if r["industry"] == "制造业"
    ]
    names = sorted({row["province"] for row in rows})
    by = {(row["province"], row["year"]): float(row["mean_wage_yuan"]) for row in rows}
    return np.array([[by[name, str(year)] for year in range(2014, 2024)] for name in names])


@needs_data
def test_german_counties_converge_slowly() -> None:
    """Slope as R has it; λ and half-life from the annualised slope, not REAT's 0.00185 and 374.6 years."""
    found = beta(_counties(2010), _counties(2014), 4)

    assert 402 == found.regions
    assert pytest.approx((-0.0073733, 0.038272), abs=5e-7) == (found.slope, found.fit)
    assert pytest.approx(0.0074843, abs=5e-8) == found.speed
    assert pytest.approx(92.6, abs=0.05) == found.half_life
    assert "convergence" == found.verdict


@needs_data
def test_wages_do_not_converge() -> None:
    """A negative speed is no convergence, without a half-life."""
    table = _wages()
    found = beta(table[:, 0], table[:, -1], 9)

    assert pytest.approx(0.0055950993, abs=5e-9) == found.slope
    assert pytest.approx(-0.0054587837, abs=5e-9) == found.speed
    assert ("no convergence", None) == (found.verdict, found.half_life)


@needs_data
def test_spread_over_time() -> None:
    """Counties 2000, 2010, 2014 and wages 2014, 2022, 2023, ddof 1."""
    counties = np.column_stack([_counties(year) for year in (2000, 2010, 2014)])

    assert pytest.approx([0.442216, 0.431687, 0.437712], abs=5e-7) == sigma(counties, ddof=1)
    assert pytest.approx([0.18950, 0.23480, 0.22755], abs=5e-6) == sigma(_wages(), ddof=1)[[0, 8, 9]]


def test_convergence_by_hand() -> None:
    """All reach the same level: half the gap in one year doubles nothing."""
    found = beta([1.0, 2, 4, 8], np.sqrt([1.0, 2, 4, 8]), 1)

    assert pytest.approx(-0.5) == found.slope
    assert pytest.approx(1.0) == found.half_life
    assert "overshooting" == beta([1.0, 2, 4], [4.0, 2, 1], 1).verdict


def test_convergence_refuses_what_it_cannot_use() -> None:
    """Zeros by name, equal beginnings, two regions."""
    for first, code in (([0.0, 1, 2], "zero_in_log"), ([1.0, 1, 1], "no_variation"), ([1.0, 2], "one_member")):
        with pytest.raises(MeasureError) as caught:
            beta(first, [1.0] * len(first), 1)
        assert code == caught.value.code


@needs_data
def test_moves_between_quintiles() -> None:
    """US states 1929–2009: p11 .9101, p12 .0886, p55 .9274, steady state, as giddy gives."""
    rows = _rows("pysal_examples/usjoin.csv")
    table = np.array([[float(row[str(year)]) for year in range(1929, 2010)] for row in rows])
    found = markov(table)

    assert pytest.approx([0.9101, 0.0886, 0.9274], abs=5e-5) == [
        found.chances[0, 0],
        found.chances[0, 1],
        found.chances[4, 4],
    ]
    assert found.steady is not None
    assert pytest.approx([0.2077, 0.1873, 0.2074, 0.1882, 0.2094], abs=5.1e-5) == found.steady


@needs_data
def test_morans_i_of_us_states() -> None:
    """Contiguity weights, row-standardised: .626927 in 1929, .428769 in 2009."""
    lines = (SHARED / "pysal_examples/states48.gal").read_text(encoding="utf-8").split("\n")[1:]
    lists = {head.split()[0]: body.split() for head, body in zip(lines[::2], lines[1::2], strict=False) if head.strip()}
    rows = _rows("pysal_examples/usjoin.csv")
    near = from_lists(lists)
    for year, value in (("1929", 0.626927), ("2009", 0.428769)):
        found = moran([float(rows[int(name)][year]) for name in near.names], near, permutations=99)
        assert pytest.approx((value, -1 / 47), abs=5e-7) == (found.value, found.expected)
        assert found.p < 1e-4
        assert pytest.approx(0.01) == found.p_permuted


def test_hainan_is_bridged_to_guangdong() -> None:
    """An island has a rule, and is named."""
    codes = ["440000", "450000", "460000", "350000", "360000", "430000"]
    near = of_divisions(codes)

    assert ("460000",) == near.islands
    assert 1.0 == near.matrix[2, 0]
    assert ("460000",) == moran([1, 2, 3, 4, 5, 7.0], of_divisions(codes, islands="leave")).islands


def test_island_rules_that_lead_nowhere_are_errors() -> None:
    """A bridge without a name, the nearest without distances."""
    for rule in ("bridge", "nearest"):
        with pytest.raises(MeasureError, match="neighbour"):
            from_lists({"a": ["b"], "b": ["a"], "c": []}, islands=rule)
    far = np.array([[0, 1, 9], [1, 0, 2], [9, 2, 0.0]])
    assert 1.0 == from_lists({"a": ["b"], "b": ["a"], "c": []}, islands="nearest", distances=far).matrix[2, 1]
    assert () == nearest(far, ["a", "b", "c"], 1).islands
