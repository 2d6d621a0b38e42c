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
        convention_chinese, formula_chinese: the same for Chinese pages; the formula only where it has words.
    """

    name: str
    chinese: str
    formula: str
    convention: str
    source: str
    convention_chinese: str = ""
    formula_chinese: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number with its card; None where the measure is not defined on this network, with the reason in `note`."""

    card: Card
    value: float | None
    note: str = ""


_FREEMAN = "Freeman 1979"
_WF = "Wasserman and Faust 1994"
_KRACKHARDT = "Krackhardt 1994"
_LEICHT = "Leicht and Newman 2008"

CARDS: Final = {
    card.name: card
    for card in (
        Card("nodes", "节点数", "n", "isolates are nodes", "", "孤立区域也是节点"),
        Card("ties", "关系数", "m = ΣA", "ordered pairs; an undirected tie counts once", "", "有序对；无向关系计一次"),
        Card("weight", "总强度", "ΣW", "visits, where the network is of visits", "", "考察网络中即考察次数"),
        Card(
            "isolates",
            "孤立节点数",
            "nodes without any tie",
            "in either direction",
            "",
            "两个方向都没有关系",
            "没有任何关系的节点数",
        ),
        Card("density", "密度", "m / (n(n−1))", "loops excluded, isolates included", _WF, "不计自环，计入孤立区域"),
        Card("intensity", "平均强度", "ΣW / (n(n−1))", "zeros included", _WF, "零值计入"),
        Card(
            "reciprocity_edgewise",
            "互惠性（按关系）",
            "ΣA_ij A_ji / m",
            "share of ties that are answered",
            _WF,
            "得到回应的关系所占份额",
        ),
        Card(
            "reciprocity_dyadic",
            "互惠性（按对）",
            "(M+N) / (M+A+N)",
            "empty pairs count as reciprocal",
            "sna",
            "双方都没有关系的对也算互惠",
        ),
        Card(
            "reciprocity_ratio",
            "互惠性（按有关系的对）",
            "M / (M+A)",
            "empty pairs do not count",
            "igraph",
            "双方都没有关系的对不计",
        ),
        Card(
            "reciprocity_correlation",
            "互惠性（相关）",
            "(r − ā) / (1 − ā)",
            "0 in a random network of this density",
            "Garlaschelli and Loffredo 2004",
            "同样密度的随机网络为 0",
        ),
        Card("reciprocity_weighted", "互惠性（加权）", "Σ min(w_ij, w_ji) / Σw", "", "Squartini et al. 2013"),
        Card(
            "centralisation_out",
            "中心势（箭尾）",
            "Σ(max−c_i) / (n−1)²",
            "out-degree of the named arrow",
            _FREEMAN,
            "按所写箭头的出度",
        ),
        Card(
            "centralisation_in",
            "中心势（箭头）",
            "Σ(max−c_i) / (n−1)²",
            "in-degree of the named arrow",
            _FREEMAN,
            "按所写箭头的入度",
        ),
        Card("centralisation_degree", "度中心势", "Σ(max−c_i) / ((n−1)(n−2))", "undirected", _FREEMAN, "无向"),
        Card(
            "centralisation_betweenness",
            "中介中心势",
            "Σ(max−b_i) / ((n−1)²(n−2))",
            "shortest paths by number of ties; half the divisor where undirected",
            _FREEMAN,
            "最短路按关系数计；无向时分母减半",
        ),
        Card(
            "transitivity",
            "传递性",
            "paths i→j→k with i→k / paths i→j→k",
            "directed, weak",
            _WF,
            "有向，弱传递",
            "有 i→k 的路径 i→j→k / 全部路径 i→j→k",
        ),
        Card(
            "hierarchy",
            "层级性",
            "1 − pairs joined both ways / pairs joined",
            "by paths of any length",
            _KRACKHARDT,
            "路径长度不限",
            "1 − 双向可达的对 / 可达的对",
        ),
        Card(
            "efficiency",
            "精简性",
            "1 − ties beyond a tree / most there could be",
            "over weak components; 1 where each is a tree",
            _KRACKHARDT,
            "按弱连通分支合计；各分支为树时为 1",
            "1 − 超出树形的关系 / 最多可能超出的关系",
        ),
        Card(
            "lubness",
            "共同上级性",
            "1 − pairs without a common superior / most there could be",
            "a superior reaches both by paths; over weak components",
            _KRACKHARDT,
            "上级指沿路径可到达双方者；按弱连通分支合计",
            "1 − 没有共同上级的对 / 最多可能没有的对",
        ),
        Card(
            "gini_in",
            "箭头端基尼系数",
            "Gini of in-strengths",
            "isolates included",
            "Gini 1912",
            "计入孤立区域",
            "入强度的基尼系数",
        ),
        Card(
            "hhi_in",
            "箭头端集中度",
            "Σ share²",
            "shares of all weight by in-strength",
            "Herfindahl, Hirschman",
            "份额按入强度占总强度计",
            "Σ 份额²",
        ),
        Card(
            "modularity",
            "模块度",
            "Σ[w_ij/W − s_i^out s_j^in/W²]δ",
            "directed, weighted; best of 20 seeds",
            _LEICHT,
            "有向，加权；20 个随机种子中最好的",
        ),
        Card(
            "modularity_lowest",
            "模块度（各种子最低）",
            "as modularity",
            "lowest of 20 seeds",
            _LEICHT,
            "20 个随机种子中最低的",
            "同模块度",
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
        values["efficiency"] = structure.efficiency(network)
        values["lubness"] = structure.lubness(network) if network.size <= MOST_FOR_COMMUNITIES else None
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
    if ties and name == "lubness":
        return f"not computed above {MOST_FOR_COMMUNITIES} nodes"
    return "not defined: the network has no tie for it"
