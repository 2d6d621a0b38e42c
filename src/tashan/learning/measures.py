"""All measures of a network at once, each with its definition card: no number stands without what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from tashan.learning.network import Network
from tashan.learning.problems import LearningError


@dataclass(frozen=True, slots=True)
class Card:
    """
    What a measure means.

    Attributes:
        name: in code.
        chinese: on pages.
        formula: A ties, W weights, n nodes, m ties; rows are the arrow's tails.
        convention: what other programs may do otherwise.
        source: who defined it.
    """

    name: str
    chinese: str
    formula: str
    convention: str
    source: str


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its card; None where the measure is not defined on this network, with the reason in `note`."""

    card: Card
    value: float | None
    note: str = ""


_FREEMAN = "Freeman 1979"
_WF = "Wasserman and Faust 1994"

CARDS: Final = {
    card.name: card
    for card in (
        Card("nodes", "节点数", "n", "isolates are nodes", ""),
        Card("ties", "关系数", "m = ΣA", "ordered pairs; an undirected tie counts once", ""),
        Card("weight", "总强度", "ΣW", "visits, where the network is of visits", ""),
        Card("isolates", "孤立节点数", "nodes without any tie", "in either direction", ""),
        Card("density", "密度", "m / (n(n−1))", "loops excluded, isolates included", _WF),
        Card("intensity", "平均强度", "ΣW / (n(n−1))", "zeros included", _WF),
        Card("reciprocity_edgewise", "互惠性（按关系）", "ΣA_ij A_ji / m", "share of ties that are answered", _WF),
        Card("reciprocity_dyadic", "互惠性（按对）", "(M+N) / (M+A+N)", "empty pairs count as reciprocal", "sna"),
        Card("reciprocity_ratio", "互惠性（按有关系的对）", "M / (M+A)", "empty pairs do not count", "igraph"),
        Card(
            "reciprocity_correlation",
            "互惠性（相关）",
            "(r − ā) / (1 − ā)",
            "0 in a random network of this density",
            "Garlaschelli and Loffredo 2004",
        ),
        Card("reciprocity_weighted", "互惠性（加权）", "Σ min(w_ij, w_ji) / Σw", "", "Squartini et al. 2013"),
        Card("centralisation_out", "中心势（箭尾）", "Σ(max−c_i) / (n−1)²", "out-degree of the named arrow", _FREEMAN),
        Card("centralisation_in", "中心势（箭头）", "Σ(max−c_i) / (n−1)²", "in-degree of the named arrow", _FREEMAN),
        Card("centralisation_degree", "度中心势", "Σ(max−c_i) / ((n−1)(n−2))", "undirected", _FREEMAN),
        Card(
            "centralisation_betweenness",
            "中介中心势",
            "Σ(max−b_i) / ((n−1)²(n−2))",
            "shortest paths by number of ties; half the divisor where undirected",
            _FREEMAN,
        ),
        Card("transitivity", "传递性", "paths i→j→k with i→k / paths i→j→k", "directed, weak", _WF),
        Card(
            "hierarchy",
            "层级性",
            "1 − pairs joined both ways / pairs joined",
            "by paths of any length",
            "Krackhardt 1994",
        ),
        Card("gini_in", "箭头端基尼系数", "Gini of in-strengths", "isolates included", "Gini 1912"),
        Card("hhi_in", "箭头端集中度", "Σ share²", "shares of all weight by in-strength", "Herfindahl, Hirschman"),
        Card(
            "modularity",
            "模块度",
            "Σ[w_ij/W − s_i^out s_j^in/W²]δ",
            "directed, weighted; best of 20 seeds",
            "Leicht and Newman 2008",
        ),
        Card(
            "modularity_lowest", "模块度（各种子最低）", "as modularity", "lowest of 20 seeds", "Leicht and Newman 2008"
        ),
    )
}
"""Every measure that `measures` gives, by name."""


MOST_FOR_COMMUNITIES: Final = 1_000
"""Nodes up to which `measures` divides into communities, which takes minutes beyond."""


def measures(network: Network) -> tuple[Measure, ...]:
    """
    Give every measure of the network as a whole, each with its card.

    Raises:
        LearningError: fewer than three nodes.
    """
    import numpy as np

    from tashan.learning import structure
    from tashan.learning.groups import communities

    if network.size < 3:
        raise LearningError("too_small", f"Measures need 3 nodes or more; the network has {network.size}.")
    count = int(np.count_nonzero(network.weights))
    tied = network.ties.any(axis=0) | network.ties.any(axis=1)
    values: dict[str, float | None] = {
        "nodes": network.size,
        "ties": count if network.directed else count // 2,
        "weight": float(network.weights.sum()) / (1 if network.directed else 2),
        "isolates": int((~tied).sum()),
        "density": structure.density(network),
        "intensity": structure.intensity(network),
        "transitivity": structure.transitivity(network),
        "centralisation_betweenness": structure.centralisation(network, "betweenness"),
    }
    if network.directed:
        values |= {f"reciprocity_{name}": value for name, value in structure.reciprocities(network).items()}
        values |= {f"centralisation_{side}": structure.centralisation(network, side) for side in ("out", "in")}
        values["hierarchy"] = structure.hierarchy(network)
    else:
        values["centralisation_degree"] = structure.centralisation(network, "degree")
    if count:
        much = structure.concentration(structure.strengths(network, "in"))
        values |= {"gini_in": much["gini"], "hhi_in": much["hhi"]}
        if network.size <= MOST_FOR_COMMUNITIES:
            spread = communities(network).spread
            values |= {"modularity": max(spread), "modularity_lowest": min(spread)}
        else:
            values |= dict.fromkeys(("modularity", "modularity_lowest"))
    else:
        values |= dict.fromkeys(("gini_in", "hhi_in", "modularity", "modularity_lowest"))
    return tuple(
        Measure(card, values[name], "" if values[name] is not None else _why_none(name, count))
        for name, card in CARDS.items()
        if name in values
    )


def _why_none(name: str, ties: int) -> str:
    if ties and name.startswith("modularity"):
        return f"not computed above {MOST_FOR_COMMUNITIES} nodes; groups.communities does it, with few seeds"
    return "not defined: the network has no tie for it"
