"""Kinds of city, held to the published facts, and how they hang on the rule."""

from __future__ import annotations

import pytest
from tests.learning.networks import krackhardt

from tashan.learning.kinds import (
    DEFAULT_RULE,
    KINDS,
    PUBLISHED,
    RULES,
    KindRule,
    agrees,
    kinds,
    sensitivity,
    standings,
)
from tashan.learning.network import network_of_edges
from tashan.learning.problems import LearningError


def test_chengdu_is_a_star_though_it_went_once() -> None:
    """One visit made (to Qingdao), seven received (Mianyang, Xi'an, Guiyang …)."""
    hosts = [("绵阳", "成都", 3), ("西安", "成都", 2), ("贵阳", "成都", 2), ("成都", "青岛", 1)]
    network = network_of_edges(hosts, arrow="visit")
    chengdu = next(each for each in standings(network) if each.region == "成都")

    assert ("star", 7, 1, 1) == (chengdu.kind, chengdu.received, chengdu.made, chengdu.rank_received)


def test_zero_would_contradict_the_published_point() -> None:
    """A rule that calls only cities without any visit stars cannot be the published one; the default can."""
    assert agrees(DEFAULT_RULE)
    assert not agrees(KindRule("at_most", 0))
    assert agrees(KindRule("net_flow", 0.75))
    assert agrees(KindRule("chance", 1.96))
    assert agrees(KindRule("quantile", 0.5)) is None
    assert ("star", 7, 1) == (PUBLISHED[0].kind, PUBLISHED[0].received, PUBLISHED[0].made)


@pytest.mark.parametrize("rule", RULES, ids=str)
def test_every_rule_knows_four_kinds(rule: KindRule) -> None:
    """Clear cases come out the same under every rule."""
    assert KINDS == kinds([30, 0, 30, 0], [0, 30, 30, 0], rule)


def test_rank_is_not_class() -> None:
    """A city may make most visits of all and still be learned from: first by rank, learning by class."""
    network = network_of_edges([("肇庆", "深圳", 9), ("绵阳", "肇庆", 3), ("绵阳", "深圳", 2)], arrow="visit")
    found = {each.region: each for each in standings(network)}

    assert ("learning", 1, 2) == (found["肇庆"].kind, found["肇庆"].rank_made, found["肇庆"].rank_received)


def test_kinds_do_not_hang_on_the_arrow() -> None:
    """The network of knowledge gives the same kinds as that of visits."""
    network = network_of_edges([("甲", "乙", 5), ("丙", "乙", 2)], arrow="visit")

    assert standings(network) == standings(network.knowledge())
    with pytest.raises(LearningError, match="kinds need visits"):
        standings(krackhardt("friend"))


def test_sensitivity_counts_who_moves() -> None:
    """One row a rule; the first moves nobody; counts close."""
    network = network_of_edges(
        [("甲", "乙", 2), ("乙", "甲", 1), ("丙", "丁", 1)], ["甲", "乙", "丙", "丁", "戊"], arrow="visit"
    )
    table = sensitivity(network)

    assert 0 == table[0].moved
    assert {5} == {sum(row.counts) for row in table}
    assert any(row.moved for row in table)


def test_rules_and_numbers_that_make_no_sense() -> None:
    """Said at once, with what is possible."""
    with pytest.raises(ValueError, match="Choose at_most"):
        KindRule("size", 1)
    with pytest.raises(ValueError, match="from 0 to 1"):
        KindRule("net_flow", 2)
    with pytest.raises(LearningError, match="from 0 up"):
        kinds([-1], [0])
