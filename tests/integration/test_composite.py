"""Weights, coupling, composite indices and the official one against published values."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.integration import MeasureError
from tashan.integration.composite import breaks, check_published, compute, linked, rebased, sensitivity
from tashan.integration.coupling import band, coupling, obstacles, order_degree, synergy
from tashan.integration.index_file import IndexFile, load_index
from tashan.integration.weighting import critic_weights, entropy_weights, scale
from tashan.panels import load_panel
from tashan.rules import RuleError

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not SHARED.exists(), reason="the folder of open data is not beside the project")
TABLE = np.array([[3, 10], [5, 20], [2, 15], [7, 25.0]])


@pytest.mark.parametrize(
    ("zeros", "shift", "weights"),
    [
        ("no_scaling", 0, (0.662395, 0.337605)),
        ("zero_is_zero", 0, (0.545200, 0.454800)),
        ("squeezed", 0, (0.545262, 0.454738)),
        ("clipped", 0, (0.545555, 0.454445)),
        ("shift", 1e-4, (0.545210, 0.454790)),
        ("shift", 1, (0.525825, 0.474175)),
    ],
)
def test_entropy_weights_depend_on_the_rule_for_zeros(zeros: str, shift: float, weights: tuple[float, float]) -> None:
    """Six rules, six answers: the rule is named with the weights."""
    assert pytest.approx(weights, abs=5.1e-7) == entropy_weights(TABLE, zeros=zeros, shift=shift).tolist()


def _chain() -> tuple[list[dict[str, str]], list[np.ndarray], np.ndarray]:
    with (SHARED / "sim_ccd/cdev-sim.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    names = list(rows[0])[2:]
    table = np.array([[float(row[name]) for name in names] for row in rows])
    up = [name != "单位GDP能耗" for name in names]
    parts = [slice(0, 3), slice(3, 6), slice(6, 9)]
    weights = [entropy_weights(table[:, part], up[part], zeros="squeezed") for part in parts]
    scores = [scale(table[:, part], up[part], how="squeezed") @ w for part, w in zip(parts, weights, strict=True)]
    return rows, weights, np.column_stack(scores)


@needs_data
def test_the_published_chain_of_weights_scores_and_coupling() -> None:
    """
    Entropy weights, scores of Shanghai 2015, C, T, D of Shanghai 2015 and Beijing 2016 (simulated data of mathmodels).

    The first level is squeezed into 0.002…0.998, the second cut off there: with 0 ln 0 = 0 it differs in the fifth digit.
    """
    rows, weights, scores = _chain()
    place = {(row["地区"], row["年份"]): number for number, row in enumerate(rows)}
    published = (0.3215465, 0.3414780, 0.3369755, 0.3098166, 0.2481369, 0.4420465, 0.3934835, 0.3515999, 0.2549167)
    assert pytest.approx(published, abs=6e-8) == np.concatenate(weights).tolist()
    assert pytest.approx((36.2, 50.2, 40.6), abs=0.05) == (100 * scores[place["上海", "2015"]]).tolist()

    second = entropy_weights(scores, zeros="clipped")
    assert pytest.approx((0.3898977, 0.2839915, 0.3261108), abs=6e-8) == second.tolist()
    found = coupling(scale(scores, [True] * 3), second.tolist(), form="old")
    for key, expected in ((("上海", "2015"), (0.965, 0.453, 0.661)), (("北京", "2016"), (0.971, 0.500, 0.697))):
        row = place[key]
        assert pytest.approx(expected, abs=6e-4) == (found.coupling[row], found.level[row], found.coordination[row])


@needs_data
def test_a_system_at_zero_is_named_and_can_be_floored() -> None:
    """Tianjin 2015 is the lowest of all in one system: C is zero whatever the others are; a tiny floor gives a textbook's 0.00201."""
    rows, _, scores = _chain()
    row = next(number for number, each in enumerate(rows) if (each["地区"], each["年份"]) == ("天津", "2015"))
    unit = scale(scores, [True] * 3)

    assert row in coupling(unit, form="old").zeros
    assert 0.0 == coupling(unit, form="old").coupling[row]
    assert coupling(unit, form="old", floor=0.01).coupling[row] > 0
    assert pytest.approx(0.00201, abs=5e-6) == coupling(unit, form="old", floor=1e-10).coupling[row]


@pytest.mark.parametrize(
    ("old", "new", "systems"),
    [(0.9989, 0.9404, (0.320, 0.291)), (0.8868, 0.5440, (0.309, 0.114))],
)
def test_old_and_corrected_coupling_of_published_pairs(old: float, new: float, systems: tuple[float, float]) -> None:
    """Beijing and Shijiazhuang 2008: both published values come from one pair of systems."""
    assert pytest.approx(old, abs=1.5e-3) == coupling([systems], form="old").coupling[0]
    assert pytest.approx(new, abs=1.5e-3) == coupling([systems]).coupling[0]


PUBLISHED = [
    (0.9989, 0.9404), (0.9935, 0.8660), (0.8868, 0.5440), (0.9073, 0.5769), (0.6821, 0.3006), (0.8328, 0.4780), (0.6816, 0.3344),
    (0.7789, 0.4171), (0.6871, 0.3278), (0.6101, 0.2700), (0.8017, 0.4374), (0.7867, 0.4196), (0.7191, 0.3738),
]  # fmt: skip
"""Old and corrected C of 13 cities of Beijing-Tianjin-Hebei in 2008 (王淑佳 et al. 2021)."""


@pytest.mark.parametrize(("old", "new"), PUBLISHED)
def test_every_published_pair_has_systems_that_give_both(old: float, new: float) -> None:
    """With two systems the old C fixes their ratio, the corrected one then their gap: both must lie in 0…1."""
    root = (1 - np.sqrt(1 - old**2)) / old
    ratio = root**2  # smaller over larger
    gap = 1 - new**2 / ratio
    larger = gap / (1 - ratio)
    systems = (float(larger), float(larger * ratio))

    assert 0 < systems[1] <= systems[0] < 1
    assert pytest.approx((old, new)) == (coupling([systems], form="old").coupling[0], coupling([systems]).coupling[0])


@given(st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.01, 1)), min_size=1, max_size=5))
def test_corrected_coupling_is_never_above_the_old(systems: list[tuple[float, float, float]]) -> None:
    """Both in 0…1; equal systems are fully coupled in both."""
    old, new = coupling(systems, form="old").coupling, coupling(systems).coupling

    assert ((new >= 0) & (new <= old + 1e-9) & (old <= 1)).all()
    assert pytest.approx(1.0) == coupling([[0.4, 0.4, 0.4]]).coupling[0]


def test_bands_of_the_degree() -> None:
    """Ten of 0.1; 0.6 is the lower bound of its own."""
    assert ["极度失调", "初级协调", "优质协调"] == [band(value) for value in (0.0, 0.6, 1.0)]


def test_obstacles_and_synergy_by_hand() -> None:
    """(1−x)w as shares; one falling subsystem makes the whole negative."""
    assert pytest.approx(np.array([[0.75, 0.25]])) == obstacles(np.array([[0.4, 0.8]]), [0.5, 0.5])
    orders = np.array([[0.2, 0.3], [0.3, 0.7], [0.1, 0.9]])
    assert pytest.approx([0, 0.2, -np.sqrt(0.06)]) == synergy(orders).tolist()
    assert pytest.approx([0, 0.25, -0.2], abs=1e-12) == synergy(orders, weights=[0.5, 0.5], base=None).tolist()
    assert [[0.5, 0.75]] == order_degree(np.array([[5, 2.0]]), [True, False], [0, 1], [10, 5]).tolist()


def test_critic_by_hand() -> None:
    """Two opposed columns of equal spread weigh the same; a constant one nothing."""
    table = np.array([[0, 1, 5], [1, 0, 5], [0.5, 0.5, 5]])

    assert pytest.approx([0.5, 0.5, 0.0]) == critic_weights(table).tolist()


def test_scores_of_panels_are_scaled_over_all_years() -> None:
    """The same figure in two years has the same score."""
    scores = scale(np.array([[1.0], [2], [2], [3]]), [True])

    assert scores[1, 0] == scores[2, 0]
    assert [1.0, 0.0] == scale(np.array([[1.0], [3]]), [False])[:, 0].tolist()


def _shipped(name: str) -> IndexFile:
    return load_index(files("tashan.integration").joinpath("data").joinpath(f"{name}.yaml").read_bytes(), name)


def test_the_official_index_is_the_mean_of_its_five_parts() -> None:
    """2017, 2018, 2019 (2010 = 100) and 2024 (2014 = 100) directly; 2023 computed back; 2022 implied and so no proof."""
    checks = {check.year: check for check in check_published(_shipped("beijing_tianjin_hebei"))}

    assert [2017, 2018, 2019, 2023, 2024] == [year for year, check in checks.items() if check.reproduced]
    assert pytest.approx({2017: 153.992, 2018: 160.126, 2019: 167.718, 2024: 154.14}) == {
        year: checks[year].computed for year in (2017, 2018, 2019, 2024)
    }
    assert ("back_computed", ("开放",)) == (checks[2023].status, checks[2022].implied)


def test_its_levels_are_not_one_series() -> None:
    """The base moves after 2019; another release begins in 2023."""
    told = breaks(_shipped("beijing_tianjin_hebei"))

    assert 2 == len(told)
    assert "2010" in told[0]
    assert "2014" in told[0]


def test_the_delta_index_is_no_simple_mean() -> None:
    """131.52 against 129.5 published: its weights are unequal and unpublished."""
    check = check_published(_shipped("yangtze_delta"))[0]

    assert not check.reproduced
    assert pytest.approx(131.5167, abs=5e-5) == check.computed


def test_rebase_and_link() -> None:
    """Another base year; two releases joined in a common year."""
    assert {2014: 100.0, 2015: 110.0} == pytest.approx(rebased({2014: 120.0, 2015: 132.0}, 2014))
    assert {2013: 90.0, 2014: 100.0, 2015: 105.0} == pytest.approx(
        linked({2013: 108, 2014: 120}, {2014: 100, 2015: 105}, 2014)
    )
    with pytest.raises(MeasureError, match="no year in common"):
        linked({2013: 1}, {2014: 1}, 2014)


INDEX = """
index: example
name: {zh: 示例, en: example}
scaling: minmax
weights: given
parts:
  - name: 经济
    weight: 3
    parts:
      - {name: 产出, indicator: GDP, direction: up, weight: 1}
      - {name: 能耗, indicator: 能耗, direction: down, weight: 1}
  - {name: 教育, indicator: 学校, direction: up, weight: 1}
"""
FIGURES = "地区,年份,GDP_亿元,能耗_吨,学校_所\n北京,2019,10,4,1\n北京,2020,20,3,2\n天津,2019,5,5,3\n天津,2020,,5,3\n河北,2019,15,1,5\n河北,2020,25,2,4\n"


def test_an_index_is_computed_from_its_file_alone() -> None:
    """Nested parts, directions, weights as shares; a row with a gap is left out by name."""
    found = compute(load_index(INDEX.encode(), "x.yaml"), load_panel(FIGURES.encode(), "x.csv"))
    totals = {
        (region, year): total for region, year, total in found.frame.select("region", "year", "total").iter_rows()
    }

    assert (("天津市", 2020, "GDP"),) == found.left_out
    assert {"经济/产出": 0.5, "经济/能耗": 0.5, "经济": 0.75, "教育": 0.25} == found.weights
    assert pytest.approx(0.75 * (0.25 + 0.25) / 2 + 0.25 * 0.0) == totals["北京市", 2019]
    assert pytest.approx(0.75 * (0.5 + 1.0) / 2 + 0.25 * 1.0) == totals["河北省", 2019]


def test_other_weights_and_scalings_stand_beside_it() -> None:
    """Rank correlation and the largest move, for each alternative."""
    index = load_index(INDEX.encode(), "x.yaml")
    table = sensitivity(index, load_panel(FIGURES.replace("天津,2020,,", "天津,2020,6,").encode(), "x.csv"))

    assert {"equal", "entropy", "critic"} == set(table["weights"])
    assert table["correlation"].to_list()[0] is not None


@pytest.mark.parametrize(
    ("change", "code", "line"),
    [
        (("weights: given", "weights: best"), "unknown_word", 5),
        (("weight: 3", "weigth: 3"), "unknown_key", 8),
        (("weight: 3", "weight: -3"), "bad_weights", 7),
        (("direction: down", "direction: sideways"), "unknown_word", 11),
        (("name: 能耗", "name: 产出"), "duplicate_part", 10),
    ],
)
def test_errors_of_the_file_have_their_line(change: tuple[str, str], code: str, line: int) -> None:
    """All at once, each with what to do."""
    with pytest.raises(RuleError) as caught:
        load_index(INDEX.replace(*change).encode(), "x.yaml")

    assert (code, line) in [(problem.code, problem.line) for problem in caught.value.problems]
