"""The auditor on published tables and on our own numbers."""

from __future__ import annotations

import numpy as np
import pytest
from tests.learning.networks import florentine, krackhardt

from tashan.learning.auditor import check_density, check_path_length, check_shares, check_sum, check_table
from tashan.learning.measures import CARDS, measures
from tashan.learning.network import network_of_matrix
from tashan.learning.problems import LearningError

# 潘竟虎 2022, 地理学报, table 4: urban groups, nodes, ties, density.
GROUPS = [
    ("京津冀", 13, 153, 0.981),
    ("长三角", 26, 398, 0.612),
    ("珠三角", 9, 68, 0.944),
    ("长江中游", 31, 409, 0.440),
    ("中原", 30, 384, 0.441),
    ("成渝", 16, 207, 0.863),
    ("山东半岛", 17, 255, 0.938),
    ("北部湾", 11, 74, 0.673),
    ("海峡西岸", 20, 186, 0.489),
    ("哈长", 11, 82, 0.745),
    ("兰西", 9, 56, 0.778),
    ("关中", 11, 64, 0.582),
]


@pytest.mark.parametrize(("name", "nodes", "ties", "stated"), GROUPS)
def test_densities_of_twelve_urban_groups_recompute(name: str, nodes: int, ties: int, stated: float) -> None:
    """All twelve rows are right."""
    assert [] == check_density(nodes, ties, stated, where=name)


def test_path_lengths_of_the_same_table_are_impossible() -> None:
    """0.388 for a density of .612: a leading 1 was dropped."""
    (found,) = check_path_length(0.388, density=0.612, where="长三角")

    assert "path_impossible" == found.code
    assert "1.388 would fit" in found.message
    assert ["path_impossible"] == [each.code for each in check_path_length(0.162)]
    assert [] == check_path_length(1.388, density=0.612)
    assert ["path_doubtful"] == [each.code for each in check_path_length(1.1, density=0.5)]


def test_published_durations_do_not_close() -> None:
    """70 % one day and 25 % two days are not "about 85 %" together."""
    (found,) = check_sum({"one day": 70, "two days": 25}, 85, what="up to two days")

    assert "up to two days: one day 70 + two days 25 = 95, stated 85 (+10)." == found.message


def test_themes_may_pass_a_hundred_only_where_several_are_possible() -> None:
    """71.5 + 56.3 + 40 is right for visits with several themes, and wrong for parts of a whole."""
    themes = {"economy": 71.5, "urbanisation": 56.3, "services": 40.0}

    assert [] == check_shares(themes, multiple=True, decimals=1)
    assert ["shares_open"] == [each.code for each in check_shares(themes, decimals=1)]
    assert ["share_impossible", "shares_open"] == [each.code for each in check_shares({"a": 120})]
    assert [] == check_shares({"a": 33.3, "b": 33.3, "c": 33.3}, decimals=1)


def test_provinces_that_went_and_stayed_close() -> None:
    """21 of 31 went, 10 did not (Beijing Youth Daily, 2016-04-11)."""
    stayed = "青海 内蒙古 新疆 西藏 福建 浙江 安徽 吉林 陕西 山东".split()

    assert 10 == len(set(stayed))
    assert [] == check_sum({"went": 21, "stayed": len(stayed)}, 31)


def test_impossible_densities() -> None:
    """More ties than pairs; a value above 1; one that fits an undirected network."""
    assert ["density_impossible"] == [each.code for each in check_density(3, 7, 1.17)]
    assert "density_impossible" in [each.code for each in check_density(3, 6, 1.2)]
    assert "undirected" in check_density(16, 20, 0.167)[0].message


def test_columns_against_their_totals() -> None:
    """Rows by month add up to the year, or not."""
    rows = [{"visits": 80, "hosts": 30}, {"visits": 85}]

    assert ["total_differs"] == [
        each.code for each in check_table(rows, {"visits": 165, "hosts": 31}, names=["5", "6"])
    ]


@pytest.mark.parametrize("which", ["advice", "friend", "reports"])
def test_our_own_numbers_pass(which: str) -> None:
    """The auditor finds nothing in what the room computes."""
    found = {each.card.name: each.value for each in measures(krackhardt(which))}

    assert found["density"] is not None
    assert [] == check_density(int(found["nodes"] or 0), int(found["ties"] or 0), found["density"], decimals=9)


def test_every_measure_has_its_card() -> None:
    """Directed and undirected networks together use every card, and each says how it counts."""
    names = {each.card.name for network in (krackhardt("friend"), florentine()) for each in measures(network)}

    assert set(CARDS) == names
    assert all(card.formula and card.chinese for card in CARDS.values())


def test_large_networks_say_what_is_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Communities of thousands of nodes take minutes: left out with a note that says how to get them."""
    monkeypatch.setattr("tashan.learning.measures.MOST_FOR_COMMUNITIES", 5)
    found = {each.card.name: each for each in measures(krackhardt("friend"))}

    assert found["modularity"].value is None
    assert "groups.communities" in found["modularity"].note


def test_measures_without_ties_say_so() -> None:
    """None with a reason, never NaN."""
    found = measures(network_of_matrix(np.zeros((4, 4))))

    assert all(each.value is not None or each.note for each in found)
    assert [] == [each for each in found if each.value is not None and np.isnan(each.value)]
    with pytest.raises(LearningError, match="3 nodes"):
        measures(network_of_matrix([[0, 1], [1, 0]]))
