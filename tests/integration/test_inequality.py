"""Gaps against published and computed values; each known error of other tools has a test that ours does not make it."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.integration import MeasureError
from tashan.integration.inequality import dagum, gini, hoover, theil_l, theil_nested, theil_t, variation, williamson
from tashan.integration.structure import herfindahl

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not SHARED.exists(), reason="the folder of open data is not beside the project")
AMOUNTS = st.lists(st.floats(0.1, 1000), min_size=3, max_size=30)


GERMANY = {
    "Baden-Württemberg": (460.69, 10879618), "Bayern": (549.19, 12843514), "Berlin": (124.16, 3520031),
    "Brandenburg": (65.29, 2484826), "Bremen": (31.59, 671489), "Hamburg": (109.27, 1787408), "Hessen": (263.44, 6176172),
    "Mecklenburg-Vorpommern": (39.87, 1612362), "Niedersachsen": (258.53, 7926599), "Nordrhein-Westfalen": (645.59, 17865516),
    "Rheinland-Pfalz": (131.95, 4052803), "Saarland": (35.03, 995597), "Sachsen": (112.66, 4084851),
    "Sachsen-Anhalt": (56.22, 2245470), "Schleswig-Holstein": (85.61, 2858714), "Thüringen": (56.81, 2170714),
}  # fmt: skip
"""Product (billion euro) and people of the Länder, 2015; national accounts of the Länder, as the documentation of REAT has them."""


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def _wages(year: str, industry: str = "") -> list[dict[str, str]]:
    rows = _rows("prov_wage_emp_2014_2023/provincial_wages_employment_2014_2023.csv")
    return [row for row in rows if row["year"] == year and row["industry"] == (industry or row["industry"])]


def _columns(rows: list[dict[str, str]], *names: str) -> list[np.ndarray]:
    return [np.array([float(row[name]) for row in rows]) for name in names]


def test_gini_as_published() -> None:
    """Four firms 0.3, normalised 0.4; income classes with their numbers 0.5278."""
    assert pytest.approx(0.3) == gini([20, 50, 20, 10])
    assert pytest.approx(0.4) == gini([20, 50, 20, 10], normalised=True)
    assert pytest.approx(0.5278, abs=5e-5) == gini(
        [500, 1500, 2500, 4000, 7500, 15000], [1000, 1200, 1600, 400, 200, 600]
    )


def test_theil_t_is_not_the_mean_log_deviation() -> None:
    """REAT's function theil gives 0.2326302 for these, which is L."""
    values = [10, 10, 10, 20, 50]

    assert pytest.approx(0.250201, abs=5e-7) == theil_t(values)
    assert pytest.approx(0.2326302, abs=5e-8) == theil_l(values)


@needs_data
def test_theil_of_wages_as_published() -> None:
    """2014 by macro-region and by industry, 2023 by macro-region; weights are jobs."""
    for year, column, expected in (
        ("2014", "macro_region", (0.0609, 0.00915, 0.0517)),
        ("2014", "industry", (0.0609, 0.0304, 0.0305)),
        ("2023", "macro_region", (0.0810, 0.0140, 0.0670)),
    ):
        rows = _wages(year)
        wages, jobs = _columns(rows, "mean_wage_yuan", "employment_persons")
        found = theil_nested(wages, [[row[column] for row in rows]], jobs)
        assert pytest.approx(expected, abs=5.1e-5) == (found.total, *found.levels)
        if (year, column) == ("2014", "macro_region"):
            groups = {part.group[0]: part.total for part in found.parts}
            assert pytest.approx({"东部": 0.0732, "西部": 0.0263, "东北": 0.0156, "中部": 0.0150}, abs=5e-5) == groups


@needs_data
def test_theil_of_mexico_as_published() -> None:
    """Seven years by hanson98, from the documentation of PySAL."""
    rows = _rows("pysal_examples/mexico.csv")
    expected = {
        1940: (0.208943, 0.0345889), 1950: (0.152225, 0.0281685), 1960: (0.104729, 0.0526092), 1970: (0.101947, 0.0593122),
        1980: (0.095601, 0.0320526), 1990: (0.105113, 0.0296373), 2000: (0.106608, 0.0363587),
    }  # fmt: skip
    for year, (total, between) in expected.items():
        (values,) = _columns(rows, f"pcgdp{year}")
        found = theil_nested(values, [[row["hanson98"] for row in rows]])
        assert pytest.approx((total, between), abs=5e-7) == (found.total, found.levels[0])


@needs_data
def test_states_of_the_us() -> None:
    """Theil, Gini, coefficient of variation (ddof 0) of incomes in 1929 and 2009."""
    rows = _rows("pysal_examples/usjoin.csv")
    for year, expected in (("1929", (0.062514, 0.201041, 0.35537)), ("2009", (0.010010, 0.078826, 0.14401))):
        (values,) = _columns(rows, year)
        assert pytest.approx(expected, abs=5e-6) == (theil_t(values), gini(values), variation(values))


@given(AMOUNTS, st.integers(0, 2**20))
def test_nested_parts_add_up(values: list[float], code: int) -> None:
    """Whatever the groups: outer, inner and within sum to the total, and none is negative."""
    outer = ["ab"[(code >> place) & 1] for place in range(len(values))]
    inner = ["xyz"[(code * 7 >> place) % 3] for place in range(len(values))]
    for measure in ("T", "L"):
        found = theil_nested(values, [outer, inner], measure=measure)
        assert pytest.approx(found.total, abs=1e-9) == sum(found.levels)
        assert min(found.levels) > -1e-12


def test_a_group_of_zeros_contributes_nothing() -> None:
    """No negative part within, as an old version of a package gave."""
    found = theil_nested([0, 0, 5, 10], [["a", "a", "b", "b"]])

    assert pytest.approx(found.total) == sum(found.levels)
    assert min(found.levels) >= 0


def test_dagum_as_computed_twice() -> None:
    """1…6 in groups A,A,B,B,B,A: 5/18 = 1/9 + 1/14 + 2/21, as the R package dineq has it."""
    found = dagum([1, 2, 3, 4, 5, 6], list("AABBBA"))

    assert pytest.approx((5 / 18, 1 / 9, 1 / 14, 2 / 21)) == (
        found.total,
        found.within,
        found.net_between,
        found.transvariation,
    )
    assert pytest.approx([0.37037, 0.111111], abs=5e-6) == found.own
    assert pytest.approx(1 / 3) == found.pairs[0, 1]


@needs_data
def test_dagum_of_manufacturing_wages() -> None:
    """31 provinces in four macro-regions, 2023: total, parts, groups and pairs."""
    rows = _wages("2023", "制造业")
    (wages,) = _columns(rows, "mean_wage_yuan")
    found = dagum(wages, [row["macro_region"] for row in rows])
    place = {name: number for number, name in enumerate(found.groups)}
    reference = {
        row["subject"]: float(row["value"])
        for row in _rows("reference_values/indices_reference_values.csv")
        if row["measure"].startswith("dagum_manu")
    }

    assert pytest.approx((0.0971568, 0.0235506, 0.0621783, 0.0114279), abs=5e-8) == (
        found.total,
        found.within,
        found.net_between,
        found.transvariation,
    )
    expected = {"东部": 0.139101, "西部": 0.034322, "东北": 0.025713, "中部": 0.052726}
    assert pytest.approx(expected, abs=5e-7) == {name: found.own[number] for name, number in place.items()}
    assert pytest.approx(0.162293, abs=5e-7) == found.pairs[place["东部"], place["中部"]]
    assert pytest.approx(reference["G"]) == found.total
    assert pytest.approx(reference["G_within"]) == found.within
    assert pytest.approx(reference["G_net_between"]) == found.net_between
    assert pytest.approx(reference["G_transvariation"]) == found.transvariation
    for subject, value in reference.items():
        if subject.startswith("G of group"):
            assert pytest.approx(value, abs=5e-7) == found.own[place[subject.split()[-1]]]
        if subject.startswith("G between"):
            one, other = subject.split()[-1].split("-")
            assert pytest.approx(value, abs=5e-7) == found.pairs[place[one], place[other]]


@given(AMOUNTS, st.integers(0, 2**20))
def test_dagum_adds_up_to_gini_in_any_order(values: list[float], code: int) -> None:
    """With groups in any order, and weights."""
    groups = ["abc"[(code >> place) % 3] for place in range(len(values))]
    weights = [1 + (code >> place) % 5 for place in range(len(values))]

    assert pytest.approx(gini(values, weights), abs=1e-9) == dagum(values, groups, weights).total
    back = dagum(values[::-1], groups[::-1], weights[::-1])
    assert pytest.approx(dagum(values, groups, weights).net_between, abs=1e-9) == back.net_between


@needs_data
def test_a_mean_is_not_a_total() -> None:
    """Wages of teachers 2023, weighted by jobs: 0.1370, not the 0.3697 of a textbook."""
    wages, jobs = _columns(_wages("2023", "教育"), "mean_wage_yuan", "employment_persons")

    assert pytest.approx(0.13696921, abs=5e-9) == gini(wages, jobs)


@needs_data
def test_williamson_weighs_its_mean_too() -> None:
    """The mean is that of the people; with the plain mean the figure is another."""
    wages, jobs = _columns(_wages("2014", "制造业"), "mean_wage_yuan", "employment_persons")
    shares = jobs / jobs.sum()

    assert pytest.approx(np.sqrt((shares * (wages / np.average(wages, weights=jobs) - 1) ** 2).sum())) == williamson(
        wages, jobs
    )
    assert williamson(wages, jobs) != pytest.approx(np.sqrt((shares * (wages / wages.mean() - 1) ** 2).sum()))


@needs_data
def test_variation_is_of_levels_unless_logs_are_asked_for() -> None:
    """0.1895 for wages of 2014, where a package that logs first reports 0.0154."""
    (wages,) = _columns(_wages("2014", "制造业"), "mean_wage_yuan")

    assert pytest.approx(0.18950, abs=5e-6) == variation(wages, ddof=1)
    assert pytest.approx(np.log(wages).std()) == variation(wages, logs=True)


def test_the_german_laender_as_published_and_computed() -> None:
    """Gini 0.5009 and Herfindahl 0.125 are published; Hoover 0.07358991 of product against people."""
    product, people = (np.array(column, dtype=float) for column in zip(*GERMANY.values(), strict=True))

    assert pytest.approx(0.5009, abs=5e-5) == gini(product)
    assert pytest.approx(0.125, abs=2e-4) == herfindahl(product).herfindahl
    assert pytest.approx(0.07358990888665277) == hoover(product, people)


def test_williamson_of_the_laender_is_not_what_a_package_gives_by_default() -> None:
    """0.18731 around the mean of the people; around the plain mean of the Länder it is REAT's 0.190902."""
    product, people = (np.array(column, dtype=float) for column in zip(*GERMANY.values(), strict=True))
    head = product / people
    around_plain_mean = np.sqrt(np.average((head - head.mean()) ** 2, weights=people))

    assert pytest.approx(0.18730965939212552) == williamson(head, people)
    assert pytest.approx(0.190902, abs=5e-7) == around_plain_mean / np.average(head, weights=people)


def test_hoover_by_hand() -> None:
    """Half the heads hold a quarter: a quarter would have to move."""
    assert pytest.approx(0.25) == hoover([25, 75], [50, 50])


@pytest.mark.parametrize(
    ("values", "code"), [([5.0], "one_member"), ([1.0, -2.0], "negative_value"), ([0.0, 0.0], "zero_total")]
)
def test_figures_that_cannot_be_compared(values: list[float], code: str) -> None:
    """One member, a negative figure, nothing to distribute."""
    with pytest.raises(MeasureError) as caught:
        gini(values)

    assert code == caught.value.code


def test_logs_refuse_zeros_by_name() -> None:
    """And T takes them."""
    with pytest.raises(MeasureError, match="西藏"):
        theil_l([0.0, 1.0], names=("西藏自治区", "北京市"))

    assert pytest.approx(np.log(2)) == theil_t([0.0, 1.0])


def test_missing_values_leave_with_their_weights() -> None:
    """NaN is no zero."""
    assert pytest.approx(gini([1, 3], [2, 1])) == gini([1, float("nan"), 3], [2, 9, 1])
