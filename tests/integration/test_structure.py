"""Structure measures against published examples: Farhauer/Kröll as printed in the R package REAT, EconGeo's matrix, national figures."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from tests.panels.shared_panel import provinces_by_sector

from tashan.integration import MeasureError
from tashan.integration.agglomeration import coagglomeration, ellison_glaeser
from tashan.integration.complexity import advantages, complexity, density, entry_potential, proximity, relatedness
from tashan.integration.structure import (
    complementarity,
    hachman,
    herfindahl,
    krugman,
    krugman_against_mean,
    krugman_pairs,
    location_quotient,
    location_quotients,
    quotient_gini,
    relative_diversity,
    shannon,
    similarity,
    specialisation_coefficient,
)
from tashan.panels import load_panel, province_sectors

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not SHARED.exists(), reason="the folder of open data is not beside the project")

MATRIX = np.array(
    [(100, 0, 0, 0, 0), (0, 15, 5, 70, 10), (0, 20, 10, 20, 50), (0, 25, 30, 5, 40), (0, 40, 55, 5, 0)], dtype=float
)
"""Regions × industries, as in the documentation of the R package EconGeo."""

SECTORS = ("第一产业", "第二产业", "第三产业")


def _rows(name: str) -> list[dict[str, str]]:
    with (SHARED / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize(
    ("pair", "alike", "apart"),
    [
        (("北京市", "天津市"), 0.941075, 0.443904),
        (("北京市", "河北省"), 0.891759, 0.648215),
        (("天津市", "河北省"), 0.985956, 0.204310),
        (("上海市", "江苏省"), 0.922075, 0.470893),
        (("上海市", "浙江省"), 0.949496, 0.383109),
        (("江苏省", "浙江省"), 0.996912, 0.087784),
        (("四川省", "重庆市"), 0.997752, 0.067513),
    ],
)
def test_pairs_of_provinces_on_three_sectors_2023(pair: tuple[str, str], alike: float, apart: float) -> None:
    """From published value added."""
    _, table = provinces_by_sector().matrix(SECTORS, 2023, pair)

    assert pytest.approx(alike, abs=5e-7) == similarity(table)[0, 1]
    assert pytest.approx(apart, abs=5e-7) == krugman_pairs(table)[0, 1]


@needs_data
def test_all_computed_pairs_of_three_years() -> None:
    """60 reference values: similarity and Krugman of ten pairs in 2015, 2019 and 2023."""
    panel = provinces_by_sector()
    full = {name[:2]: name for name in panel.regions()}
    rows = [row for row in _rows("reference_values/indices_reference_values.csv") if "_3_sectors" in row["measure"]]
    functions: dict[str, Callable[[np.ndarray], np.ndarray]] = {
        "structural_similarity_3_sectors": similarity,
        "krugman_dissimilarity_3_sectors": krugman_pairs,
    }

    for row in rows:
        _, table = panel.matrix(SECTORS, int(row["period"]), [full[part] for part in row["subject"].split("-")])
        assert pytest.approx(float(row["value"]), abs=1e-6) == functions[row["measure"]](table)[0, 1]
    assert 60 == len(rows)


@needs_data
@pytest.mark.parametrize(
    ("pair", "alike"),
    [
        (("北京市", "天津市"), 0.7015),
        (("北京市", "河北省"), 0.7172),
        (("天津市", "河北省"), 0.9346),
        (("上海市", "江苏省"), 0.8042),
        (("江苏省", "浙江省"), 0.9968),
        (("四川省", "重庆市"), 0.9805),
    ],
)
def test_more_sectors_tell_more(pair: tuple[str, str], alike: float) -> None:
    """Eight industries by jobs: Beijing and Tianjin fall from 0.94 to 0.70."""
    name = "prov_wage_emp_2014_2023/provincial_wages_employment_2014_2023.csv"
    panel = load_panel((SHARED / name).read_bytes(), name)
    _, table = panel.matrix(panel.sectors("employment"), 2023, pair)

    assert pytest.approx(alike, abs=5e-5) == similarity(table)[0, 1]


def test_shares_and_levels_are_equally_similar() -> None:
    """A cosine does not see size."""
    table = np.array([[1.0, 2, 3], [30, 10, 20]])

    assert pytest.approx(similarity(table)) == similarity(table / table.sum(axis=1, keepdims=True))


def test_krugman_as_published() -> None:
    """(20,10,70,0,0) against (0,0,0,60,40) is 2; Sweden against the mean of four is 0.1595."""
    assert 2.0 == krugman_pairs(np.array([[20, 10, 70, 0, 0], [0, 0, 0, 60, 40.0]]))[0, 1]
    others = [
        [35000, 12000, 30000, 8000, 22000],
        [40000, 10000, 25000, 9000, 18000],
        [30000, 11000, 18000, 3000, 13000],
        [40000, 6000, 11000, 2000, 12000],
    ]
    assert pytest.approx(0.1595, abs=5e-5) == krugman_against_mean(
        np.array([45000, 15000, 32000, 10000, 30000]), np.array(others)
    )


@needs_data
def test_goettingen_as_published() -> None:
    """Krugman 0.4508469, Gini of specialisation 0.359852 (2017); relative diversity 4.2348756 (2008, the first twelve sections)."""
    rows = _rows("reat/goettingen_employment_2008_2017.csv")[1:]
    table = {key: np.array([float(row[key]) for row in rows]) for key in rows[0] if key.startswith(("goe", "ger"))}
    own, nation = table["goettingen_2017"], table["germany_2017"]

    assert pytest.approx(0.4508469, abs=5e-8) == krugman(own[None], nation)[0]
    assert pytest.approx(0.359852, abs=5e-7) == quotient_gini(location_quotients(own[None], nation))[0]
    assert (
        pytest.approx(4.2348756, abs=5e-8)
        == relative_diversity(table["goettingen_2008"][None, :12], table["germany_2008"][:12])[0]
    )


def test_concentration_of_mining_as_published() -> None:
    """Mining in five regions against the mean of four industries: 0.8619."""
    others = [
        [20000, 11000, 31000, 8000, 20000],
        [40000, 10000, 25000, 9000, 16000],
        [10000, 11000, 14000, 14000, 13000],
        [7000, 7500, 11000, 1500, 36000],
    ]

    assert pytest.approx(0.8619, abs=5e-5) == krugman_against_mean(
        np.array([4320, 7811, 3900, 2300, 47560]), np.array(others)
    )


@needs_data
def test_freiburg_as_published() -> None:
    """Locational Gini of specialisation 0.2089009 (2014), against Germany."""
    rows = _rows("reat/freiburg_employment.csv")
    own = np.array([float(row["employment_freiburg_2014"]) for row in rows])
    nation = np.array([float(row["employment_germany_2014"]) for row in rows])

    assert pytest.approx(0.2089009, abs=5e-8) == quotient_gini(location_quotients(own[None], nation))[0]


def test_a_published_likeness_of_sichuan_and_chongqing_cannot_be_of_three_sectors() -> None:
    """On three sectors 2019 is 0.997814, so the published 0.96 counts more; by first releases of 2020 it is above 0.99 too."""
    _, table = provinces_by_sector().matrix(SECTORS, 2019, ["四川省", "重庆市"])
    assert pytest.approx(0.997814, abs=5e-7) == similarity(table)[0, 1]

    _, early = province_sectors().matrix(SECTORS, 2020, ["四川省", "重庆市"])
    assert similarity(early)[0, 1] > 0.99


@needs_data
def test_construction_in_the_laender() -> None:
    """Locational Gini of construction 2008: 0.13558315."""
    rows = [row for row in _rows("reat/german_laender_employment_2008_2014.csv") if row["year"] == "2008"]
    by = {(row["region"], row["industry"]): float(row["emp"]) for row in rows}
    names = sorted({row["region"] for row in rows} - {"Insgesamt"})
    here, all_jobs = (np.array([by[name, industry] for name in names]) for industry in ("Baugewerbe (F)", "Insgesamt"))
    assert pytest.approx(0.13558315, abs=5e-9) == quotient_gini(location_quotients(here[None], all_jobs))[0]


def test_quotients_as_published() -> None:
    """One quotient of the REAT documentation, the matrix of EconGeo, three provinces in 2015."""
    assert pytest.approx(0.3847623, abs=5e-8) == location_quotient(1714, 79006, 879213, 15593224)
    expected = [
        [5, 0, 0, 0, 0],
        [0, 0.75, 0.25, 3.5, 0.5],
        [0, 1, 0.5, 1, 2.5],
        [0, 1.25, 1.5, 0.25, 2],
        [0, 2, 2.75, 0.25, 0],
    ]
    assert pytest.approx(np.array(expected)) == location_quotients(MATRIX)
    names, table = provinces_by_sector().matrix(SECTORS, 2015)
    quotients = dict(zip(names, location_quotients(table).tolist(), strict=True))
    assert pytest.approx([0.0560, 0.727, 1.40], abs=3e-3) == quotients["上海市"]
    assert pytest.approx([0.0680, 0.415, 1.68], abs=4e-3) == quotients["北京市"]
    assert pytest.approx([1.45, 1.01, 0.913], abs=2e-3) == quotients["四川省"]


def test_concentration_as_published() -> None:
    """Sales of 20, 50, 20, 10: 0.34, 0.12, 2.94; and EconGeo's matrix."""
    found = herfindahl([20, 50, 20, 10])
    assert pytest.approx((0.34, 0.12, 2.94), abs=2e-3) == (found.herfindahl, found.normalised, found.equivalents)
    assert pytest.approx([1, 0.525, 0.34, 0.315, 0.465]) == [herfindahl(row).herfindahl for row in MATRIX]
    assert pytest.approx([0.2, 0.380952, 0.588235, 0.634921, 0.430108], abs=5e-7) == hachman(MATRIX)
    assert pytest.approx([0.8, 0.5, 0.3, 0.35, 0.55]) == specialisation_coefficient(MATRIX)
    assert pytest.approx([1.6, 1.0, 0.6, 0.7, 1.1]) == krugman(MATRIX)
    assert pytest.approx([0, 1.319, 1.761, 1.766, 1.219], abs=5e-4) == shannon(MATRIX)


@needs_data
def test_concentration_of_real_figures() -> None:
    """ICT jobs 2014 by macro-region, normalised: 东 0.0781, 西 0.0746, 东北 0.0481, 中 0.00865; GDP of 16 Länder 0.125."""
    rows = [
        r
        for r in _rows("prov_wage_emp_2014_2023/provincial_wages_employment_2014_2023.csv")
        if r["year"] == "2014" and r["industry"] == "信息业"
    ]
    expected = {"东部": 0.0781, "西部": 0.0746, "东北": 0.0481, "中部": 0.00865}
    found = {
        group: herfindahl([float(row["employment_persons"]) for row in rows if row["macro_region"] == group]).normalised
        for group in expected
    }

    assert pytest.approx(expected, abs=5e-5) == found


def test_locational_gini_as_published() -> None:
    """Specialisation 0.6222222, concentration 0.4068966; EconGeo's form is one half of it."""
    assert (
        pytest.approx(0.6222222, abs=5e-8)
        == quotient_gini(
            location_quotients(
                np.array([[700.0, 600, 500, 10000, 40000]]), np.array([30000.0, 15000, 10000, 60000, 50000])
            )
        )[0]
    )
    assert (
        pytest.approx(0.4068966, abs=5e-8)
        == quotient_gini(
            location_quotients(
                np.array([[500.0, 500, 1000, 7000, 1000]]), np.array([20000.0, 15000, 20000, 40000, 5000])
            )
        )[0]
    )
    assert pytest.approx([0.40, 0.18, 0.27, 0.31, 0.28]) == quotient_gini(location_quotients(MATRIX).T, ceiling="half")


def test_ellison_glaeser_as_published() -> None:
    """Ten firms in Vienna, Linz and Graz: 0.05990628."""
    places = ["Wien"] * 5 + ["Linz"] * 4 + ["Graz"]
    plants = [200, 650, 12000, 100, 50, 16000, 13000, 1500, 1500, 25000]
    found = ellison_glaeser(plants, places, {"Wien": 500000, "Linz": 400000, "Graz": 100000})

    assert pytest.approx(0.05990628, abs=5e-9) == found.gamma


@needs_data
def test_42_firms_by_industry_and_as_a_group() -> None:
    """Own values as REAT in R gives them; the group's index lies below 1, where REAT's co-agglomeration gives 12.07."""
    rows = _rows("reat/fk2014_firms.csv")
    totals: dict[str, float] = {}
    for row in rows:
        totals[row["region"]] = totals.get(row["region"], 0.0) + float(row["emp_firm"])
    industries: dict[str, tuple[list[float], list[str]]] = {}
    for row in rows:
        plants, places = industries.setdefault(row["industry"], ([], []))
        plants.append(float(row["emp_firm"]))
        places.append(row["region"])
    found = {name: ellison_glaeser(*industry, totals).gamma for name, industry in industries.items()}

    assert pytest.approx(sorted([-0.093794, 0.168380, -0.080125, -0.130401]), abs=5e-7) == sorted(found.values())
    assert abs(coagglomeration(dict(industries), totals)) < 1


def test_coagglomeration_sees_industries_that_choose_the_same_place() -> None:
    """Two industries of many even plants: the same two regions, against each its own."""
    totals = dict.fromkeys("abcdefgh", 100.0)
    one = ([1.0] * 20, ["a"] * 10 + ["b"] * 10)
    other = ([1.0] * 20, ["c"] * 10 + ["d"] * 10)

    assert coagglomeration({"x": one, "y": one}, totals) > 0.3
    assert coagglomeration({"x": one, "y": other}, totals) < 0


def test_sums_over_regions_are_no_plants() -> None:
    """With provinces in the place of plants every industry would be negative."""
    with pytest.raises(MeasureError, match="plants") as caught:
        ellison_glaeser([5, 3, 9, 1], list("abcd"), dict.fromkeys("abcd", 10.0))

    assert "plants_are_regions" == caught.value.code


def test_relatedness_as_published() -> None:
    """EconGeo's association of the matrix."""
    near = relatedness(advantages(MATRIX))
    expected = {(1, 2): 1.32, (1, 3): 1.028571, (1, 4): 0.947368, (2, 4): 0.873016, (3, 4): 1.363636}

    assert pytest.approx(expected, abs=5e-7) == {pair: near[pair] for pair in expected}
    assert pytest.approx(2 * sum(expected.values()), abs=5e-6) == near.sum()


def test_proximity_density_and_entry() -> None:
    """By hand: of three regions, two have a and b, one has c."""
    has = np.array([[1, 1, 0], [1, 1, 0], [0, 1, 1.0]])
    near = proximity(has)

    assert pytest.approx(np.array([[0, 2 / 3, 0], [2 / 3, 0, 1 / 3], [0, 1 / 3, 0]])) == near
    assert pytest.approx(np.array([[1, 2 / 3, 1], [1, 2 / 3, 1], [1, 1 / 3, 1]])) == density(has, near)
    assert [[True, True, False], [True, True, False], [False, True, True]] == np.isnan(
        entry_potential(has, near)
    ).tolist()


def test_complexity_goes_with_diversity_and_counts_blocks() -> None:
    """The sign is fixed; the lone industry of the matrix is a block of its own."""
    has = np.array([[1, 1, 1, 1], [1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 0, 0.0]])
    found = complexity(has)

    assert [0, 1, 2, 3] == np.argsort(-found.regions).tolist()
    assert [0, 1, 2, 3] == np.argsort(found.sectors).tolist()
    assert pytest.approx((0, 1)) == (found.regions.mean(), found.regions.std())
    assert 1 == found.parts
    assert 2 == complexity(advantages(MATRIX)).parts


def test_complementarity_counts_both_directions() -> None:
    """Mirror images complement each other evenly, twins not at all."""
    table = np.array([[9.0, 1], [1, 9], [9, 1]])

    assert (2.0, 1.0) == (complementarity(table, 0, 1)["mutual"], complementarity(table, 0, 1)["balance"])
    assert 0.0 == complementarity(table, 0, 2)["krugman"]


def test_negative_figures_are_refused_by_name() -> None:
    """Where and what to do."""
    with pytest.raises(MeasureError, match="天津市") as caught:
        similarity(np.array([[1.0, 2], [3, -1]]), ("北京市", "天津市"))

    assert "negative_value" == caught.value.code


def test_a_region_without_anything_has_no_value() -> None:
    """No structure, no similarity: NaN, not zero."""
    assert np.isnan(similarity(np.array([[0.0, 0], [1, 2]]))[0, 1])
    assert np.isnan(krugman_pairs(np.array([[0.0, 0], [1, 2]]))[0, 1])
