"""Pull and market segmentation against computed tables and by hand."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from tashan.integration import MeasureError
from tashan.integration.market import all_pairs, neighbour_pairs, segmentation
from tashan.integration.pull import (
    access,
    border_effect,
    breaking_point,
    circles,
    city_flow,
    gravity,
    linkage,
    primacy,
    radiation,
    rank_changes,
    subordination,
)

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not SHARED.exists(), reason="the folder of open data is not beside the project")


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@needs_data
def test_links_around_beijing_by_kilometre_and_by_hour() -> None:
    """45 pairs of 2012: Beijing–Tianjin first in both; Beijing–Shijiazhuang tenth by kilometre, second by hour."""
    reference = _rows("reference_values/gravity_bth_2012.csv")
    names = sorted({row[key] for row in reference for key in ("city_i", "city_j")})
    cities = {row["city"]: row for row in _rows("city_2004_2012/cities_2004_2012.csv") if row["year"] == "2012"}
    people = np.array([float(cities[name]["population_year_end_10k"]) for name in names])
    output = np.array([float(cities[name]["gdp_current_10k_yuan"]) / 1e4 for name in names])
    far = np.zeros((2, len(names), len(names)))
    for row in reference:
        a, b = names.index(row["city_i"]), names.index(row["city_j"])
        far[:, a, b] = far[:, b, a] = float(row["distance_km"]), float(row["rail_hours_2012"])
    by_km, by_hour = gravity(people, output, far[0]), gravity(people, output, far[1])

    for row in reference:
        a, b = names.index(row["city_i"]), names.index(row["city_j"])
        assert pytest.approx(float(row["gravity_by_km"]), rel=3e-3) == by_km[a, b]
        assert pytest.approx(float(row["gravity_by_rail_hours"]), rel=1e-4) == by_hour[a, b]
    ranked = {tuple(sorted(row[:2])): row[4:] for row in rank_changes(by_km, by_hour, names).rows()}
    assert (1, 1, 0) == ranked[tuple(sorted(("北京市", "天津市")))]
    assert (10, 2, 8) == ranked[tuple(sorted(("北京市", "石家庄市")))]
    at = names.index
    assert pytest.approx(1369.29, rel=3e-3) == by_km[at("北京市"), at("天津市")]
    assert pytest.approx(740.82, rel=3e-3) == by_km[at("邯郸市"), at("邢台市")]
    assert 2 == ranked[tuple(sorted(("邯郸市", "邢台市")))][0]
    assert pytest.approx((24556112, 4855146), rel=1e-4) == tuple(
        by_hour[at("北京市"), at(city)] for city in ("天津市", "石家庄市")
    )


def test_links_by_hand() -> None:
    """√(4·9)·√(1·16)/2² = 6; half of the links go to the twin; the larger sends more."""
    far = np.array([[0, 2, 2], [2, 0, 4], [2, 4, 0.0]])
    links = gravity(np.array([4, 1, 1.0]), np.array([9, 16, 16.0]), far)

    assert 6.0 == links[0, 1]
    assert [12.0, 7.0, 7.0] == linkage(links).tolist()
    assert pytest.approx(0.5) == subordination(links)[0, 1]
    directed = gravity(np.array([4, 1, 1.0]), np.array([9, 16, 16.0]), far, directed=True)
    assert pytest.approx((6 * 9 / 25, 6 * 16 / 25)) == (directed[0, 1], directed[1, 0])


def test_two_places_in_one_spot_are_refused_by_name() -> None:
    """A distance of zero would make an infinite link."""
    with pytest.raises(MeasureError, match="and"):
        gravity(np.ones(2), np.ones(2), np.zeros((2, 2)), names=["a", "b"])


def test_breaking_point_lies_nearer_to_the_smaller() -> None:
    """Four times the mass: two thirds of the way."""
    assert pytest.approx(20.0) == breaking_point(30, 4, 1)


def test_radiation_by_hand() -> None:
    """Three places on a line: between a and c lies b."""
    far = np.array([[0, 1, 2], [1, 0, 1], [2, 1, 0.0]])
    flows = radiation(np.array([10, 20, 30.0]), far, np.array([100, 0, 0.0]))

    assert pytest.approx(100 * 10 * 20 / (10 * 30)) == flows[0, 1]
    assert pytest.approx(100 * 10 * 30 / (30 * 60)) == flows[0, 2]


def test_access_and_circles() -> None:
    """Mass over distance; rings include their outer bound."""
    far = np.array([[0, 50, 100], [50, 0, 60], [100, 60, 0.0]])

    assert pytest.approx(10 / 50 + 30 / 100) == access(np.array([5, 10, 30.0]), far)[0]
    assert [["b"], ["c"], []] == [ring["members"] for ring in circles(far, 0, ["a", "b", "c"], [50, 100])]


def test_city_flow_by_hand() -> None:
    """Two cities, two sectors: 30 of 40 jobs where 20 are needed: 10 outward at 2 a job."""
    found = city_flow(np.array([[30, 10], [10, 30.0]]), np.array([80, 40.0]))

    assert [10.0, 10.0] == found.outward.tolist()
    assert [20.0, 10.0] == found.intensity.tolist()


def test_primacy_in_three_forms() -> None:
    """50 of 100; twice the second; as much as the next three."""
    found = primacy([15, 50, 25, 10], ["b", "a", "c", "d"])

    assert ("a", 0.5, 2.0, 1.0) == (found.first, found.share, found.over_second, found.over_next_three)


@pytest.mark.parametrize("percent", [103.4, 68.9, 25.3])
def test_border_effect_is_found_again(percent: float) -> None:
    """Prices made with the borders published for Shanghai–Zhejiang, Shanghai–Jiangsu, Jiangsu–Zhejiang give them back."""
    rng = np.random.default_rng(7)
    far = rng.uniform(50, 1000, 200)
    crosses = rng.integers(0, 2, 200)
    spread = np.exp(-3 + 0.4 * np.log(far) + np.log(1 + percent / 100) * crosses)
    found = border_effect(spread, far, crosses)

    assert pytest.approx((percent, 0.4)) == (found.percent, found.distance_slope)
    assert (200, int(crosses.sum())) == found.pairs


PRICES = np.array([[101, 103, 102], [99, 100, 104], [105, 102, 101.0]])
"""Goods × regions A, B, C; previous year = 100."""


def test_segmentation_as_computed() -> None:
    """Pairs and regions of the toy table, ddof 1; with ddof 0 two thirds of it."""
    found = segmentation(PRICES)

    assert pytest.approx([2.571073e-4, 1.098875e-4, 1.263677e-4], rel=5e-7) == found.spread[0]
    assert pytest.approx([1.834974e-4, 1.917375e-4, 1.181276e-4], rel=5e-7) == found.regions[0]
    assert pytest.approx(found.spread * 2 / 3) == segmentation(PRICES, ddof=0).spread
    assert pytest.approx(np.sqrt(1 / found.regions)) == found.integration


def test_pair_choice_changes_the_figure_and_leaves_a_region_without() -> None:
    """Only A and B are neighbours: C has no value; the mean taken away is another."""
    pairs = neighbour_pairs(np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0.0]]))
    found = segmentation(PRICES, pairs)

    assert [[0, 1]] == pairs.tolist()
    assert 0.0 == pytest.approx(found.spread[0, 0])
    assert np.isnan(found.regions[0, 2])
    assert 3 == len(all_pairs(3))


def test_segmentation_with_gaps_equals_without_where_nothing_is_missing() -> None:
    """A missing good of one region leaves its pairs' variance, in that year only."""
    both = np.stack([PRICES, PRICES])
    both[1, 0, 2] = np.nan
    found = segmentation(both)

    assert pytest.approx(segmentation(PRICES).spread[0]) == found.spread[0]
    assert not np.isnan(found.spread).any()


@pytest.mark.parametrize(
    ("table", "code"), [(PRICES[:1], "one_good"), (PRICES[:, :1], "one_member"), (PRICES - 101, "zero_in_log")]
)
def test_prices_that_cannot_be_compared(table: np.ndarray, code: str) -> None:
    """One good, one region, a price of zero."""
    with pytest.raises(MeasureError) as caught:
        segmentation(table)

    assert code == caught.value.code
