"""Pairs of regions with what is known of them: the table that models of "why" are fitted to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tashan.learning.models import Codes, Estimate, estimate
from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError
from tashan.regions import Region
from tashan.regions.geometry import distance_km


@dataclass(frozen=True, eq=False, slots=True)
class Pairs:
    """
    All pairs of a network's nodes with their outcome and regressors.

    Attributes:
        nodes: names.
        senders, receivers: rows of the arrow's tail and head; for an undirected network each pair once.
        outcome: the weight of the tie.
        columns: name of a regressor to one value a pair; NaN where it is not known.
    """

    nodes: tuple[str, ...]
    senders: Codes
    receivers: Codes
    outcome: Floats
    columns: Mapping[str, Floats]


def pairs_of(network: Network, covariates: Mapping[str, npt.ArrayLike]) -> Pairs:
    """
    Lay a network and its covariates out as pairs.

    Args:
        network: its weights are the outcome.
        covariates: name to an n × n matrix in the network's order of nodes; NaN where a value is not known.
    """
    cells = ~np.eye(network.size, dtype=bool)
    if not network.directed:
        cells = np.triu(cells, 1)
    columns = {}
    for name, matrix in covariates.items():
        values = np.asarray(matrix, dtype=float)
        if values.shape != network.weights.shape:
            raise LearningError("not_square", f"{name} is {values.shape}, the network {network.weights.shape}.")
        columns[name] = values[cells]
    rows, heads = np.nonzero(cells)
    return Pairs(network.nodes, rows.astype(np.int64), heads.astype(np.int64), network.weights[cells], columns)


def gravity(pairs: Pairs, *, model: str = "poisson", fixed: Sequence[str] = (), binary: bool = False) -> Estimate:
    """
    Explain ties by what is known of their pairs: w_ij = exp(α_i + γ_j + β'x_ij) (Santos Silva and Tenreyro 2006).

    Args:
        pairs: outcome and regressors.
        model: "poisson" (pseudo-maximum likelihood: zeros stay in), "logit" or "linear".
        fixed: effects to absorb: "sender", "receiver" or both.
        binary: take the tie's presence in place of its weight (always so with logit).
    """
    codes = {"sender": pairs.senders, "receiver": pairs.receivers}
    if unknown := [name for name in fixed if name not in codes]:
        raise ValueError(f"Fixed effects of {unknown[0]} are not known. Choose sender, receiver or both.")
    outcome = (pairs.outcome > 0).astype(float) if binary or model == "logit" else pairs.outcome
    return estimate(
        outcome,
        pairs.columns,
        model=model,
        members=(pairs.senders, pairs.receivers),
        absorb=[codes[name] for name in fixed],
    )


def of_both(values: Sequence[float | None], how: str) -> Floats:
    """
    Make a matrix of pairs from one value a node.

    Args:
        values: None or NaN where not known.
        how: "sender", "receiver", "difference" (receiver − sender), "gap" (its absolute value), "sum", "same" (1 where
            equal, else 0).
    """
    array = np.array([np.nan if value is None else value for value in values], dtype=float)
    ways: dict[str, Callable[[Floats, Floats], Floats]] = {
        "sender": lambda sender, receiver: sender + 0 * receiver,
        "receiver": lambda sender, receiver: receiver + 0 * sender,
        "difference": lambda sender, receiver: receiver - sender,
        "gap": lambda sender, receiver: np.abs(receiver - sender),
        "sum": lambda sender, receiver: sender + receiver,
        "same": lambda sender, receiver: np.where(np.isnan(sender + receiver), np.nan, sender == receiver),
    }
    if how not in ways:
        raise ValueError(f"{how} makes no pairs. Choose {', '.join(ways)}.")
    return ways[how](array[:, None], array[None, :])


def regional_covariates(regions: Sequence[Region], on: str) -> dict[str, Floats]:
    """
    Give what the regions themselves say about their pairs.

    Args:
        regions: in the network's order of nodes.
        on: the day or year whose clusters count.

    Returns:
        ln_distance: natural logarithm of kilometres between seats, at least 1 km; NaN where a point is unknown.
        same_province: 1 or 0. same_cluster: 1 where both belong to a named cluster, else 0.
        rank_sender, rank_receiver: see `rank_of`.
    """
    from tashan.regions.clusters import clusters_of

    count = len(regions)
    far = np.full((count, count), np.nan)
    for i, one in enumerate(regions):
        for j in range(i):
            length = distance_km(one, regions[j])
            if length is not None:
                far[i, j] = far[j, i] = np.log(max(length, 1.0))
    provinces = [_province(region) for region in regions]
    groups = [{cluster.key for cluster in clusters_of(region, on)} for region in regions]
    same_cluster = np.array([[float(bool(one & other)) for other in groups] for one in groups])
    ranks = [float(rank_of(region)) for region in regions]
    return {
        "ln_distance": far,
        "same_province": np.array([[float(one == other) for other in provinces] for one in provinces]),
        "same_cluster": same_cluster,
        "rank_sender": of_both(ranks, "sender"),
        "rank_receiver": of_both(ranks, "receiver"),
    }


SUB_PROVINCIAL = frozenset(
    "哈尔滨市 长春市 沈阳市 大连市 济南市 青岛市 南京市 杭州市 宁波市 厦门市 武汉市 广州市 深圳市 西安市 成都市".split()
)
"""The fifteen sub-provincial cities (中编〔1994〕1号 named sixteen; Chongqing became a municipality in 1997)."""

CAPITALS = frozenset(
    "石家庄市 太原市 呼和浩特市 沈阳市 长春市 哈尔滨市 南京市 杭州市 合肥市 福州市 南昌市 济南市 郑州市 武汉市 长沙市 广州市 "
    "南宁市 海口市 成都市 贵阳市 昆明市 拉萨市 西安市 兰州市 西宁市 银川市 乌鲁木齐市".split()
)
"""Seats of provincial governments."""


def rank_of(region: Region) -> int:
    """
    Give the administrative rank of a region.

    Returns:
        4 province or municipality, 3 sub-provincial city, 2 other capital of a province, 1 other prefecture, 0 below.
    """
    last = region.name
    if region.level == "province":
        return 4
    if region.level != "prefecture":
        return 0
    if any(last.endswith(name) for name in SUB_PROVINCIAL):
        return 3
    return 2 if any(last.endswith(name) for name in CAPITALS) else 1


def _province(region: Region) -> str:
    from tashan.learning.choosing import at_level

    above = at_level(region, "province")
    return above.name if above else region.name
