"""
Gaps between regions: Gini, Theil (T and L, nested), Dagum with its parts, Hoover, coefficients of variation.

Values are per head (or a mean); weights are the heads. Missing values and their weights are left out together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.integration.problems import MeasureError, check_levels, check_members, check_positive

if TYPE_CHECKING:
    import numpy as np

Values = "Sequence[float] | np.ndarray"


def _pair(
    values: Sequence[float] | np.ndarray,
    weights: Sequence[float] | np.ndarray | None,
    names: Sequence[str] | None,
    *,
    least: int = 2,
) -> tuple[np.ndarray, np.ndarray]:
    """Values with their weights as shares; missing ones left out."""
    import numpy as np

    y = np.asarray(values, dtype=float)
    w = np.ones_like(y) if weights is None else np.asarray(weights, dtype=float)
    if y.shape != w.shape:
        raise MeasureError("shape", f"{y.size} values but {w.size} weights. Give one weight a value.")
    keep = ~(np.isnan(y) | np.isnan(w))
    names = None if names is None else [name for name, kept in zip(names, keep, strict=True) if kept]
    y, w = y[keep], w[keep]
    check_members(len(y), least)
    check_levels(y[:, None], names)
    check_levels(w[:, None], names, "These weights")
    if not w.sum() > 0 or not (y * w).sum() > 0:
        raise MeasureError("zero_total", "All values or all weights are zero: there is nothing to be distributed.")
    return y, w / w.sum()


def gini(
    values: Sequence[float] | np.ndarray,
    weights: Sequence[float] | np.ndarray | None = None,
    *,
    normalised: bool = False,
    names: Sequence[str] | None = None,
) -> float:
    """
    Gini's coefficient: half the mean absolute difference of all pairs over the mean, each with its weight.

    Args:
        values: per head; zero is allowed, negative is not.
        weights: heads; without it each region counts once. A mean of a group is a value with a weight, never a total.
        normalised: multiplied by n/(n − 1), so that one holder of everything gives 1 (only without weights).
        names: of the regions, for messages.
    """
    import numpy as np

    y, p = _pair(values, weights, names)
    order = np.argsort(y, kind="stable")
    y, p = y[order], p[order]
    before = np.cumsum(p) - p / 2
    result = 2 * float((p * y * before).sum()) / float((p * y).sum()) - 1
    if normalised:
        if weights is not None:
            raise MeasureError(
                "unknown_setting", "normalised is defined for equal weights only. Leave one of the two out."
            )
        result *= len(y) / (len(y) - 1)
    return max(result, 0.0)


def theil_t(
    values: Sequence[float] | np.ndarray,
    weights: Sequence[float] | np.ndarray | None = None,
    *,
    names: Sequence[str] | None = None,
) -> float:
    """Theil's T: Σ p (y/μ) ln(y/μ), 0 ln 0 = 0; 0 to ln n. Not the mean log deviation, which is L."""
    y, p = _pair(values, weights, names)
    return _t(y, p)


def theil_l(
    values: Sequence[float] | np.ndarray,
    weights: Sequence[float] | np.ndarray | None = None,
    *,
    names: Sequence[str] | None = None,
) -> float:
    """Theil's L, the mean log deviation: Σ p ln(μ/y); refuses zeros, whose deviation is infinite."""
    import numpy as np

    y, p = _pair(values, weights, names)
    check_positive(y, names)
    return float((p * np.log((p * y).sum() / y)).sum())


def _t(y: np.ndarray, p: np.ndarray) -> float:
    import numpy as np

    ratio = y / (p * y).sum() * p.sum()
    positive = ratio > 0
    return float((p[positive] * ratio[positive] * np.log(ratio[positive])).sum() / p.sum())


@dataclass(frozen=True, slots=True)
class Part:
    """
    One step of a nested decomposition.

    Attributes:
        level: number of the level, 0 for the outermost.
        group: labels from the outermost in.
        total: inequality within the group.
        between: the part of it between its sub-groups (or members, on the innermost level).
        share: what the group contributes to the overall figure through `between`.
        members: how many regions it holds.
    """

    level: int
    group: tuple[str, ...]
    total: float
    between: float
    share: float
    members: int


@dataclass(frozen=True, slots=True)
class Nested:
    """
    Theil's measure split by nested groups.

    Attributes:
        measure: "T" or "L".
        total: overall.
        levels: contribution of each level, outermost first: between groups, between sub-groups within groups …, and last
            within the innermost groups; they add up to the total.
        parts: every group with its own figure.
    """

    measure: str
    total: float
    levels: tuple[float, ...]
    parts: tuple[Part, ...]


def theil_nested(
    values: Sequence[float] | np.ndarray,
    groups: Sequence[Sequence[str]],
    weights: Sequence[float] | np.ndarray | None = None,
    *,
    measure: str = "T",
    names: Sequence[str] | None = None,
) -> Nested:
    """
    Split Theil's measure by nested groups: between = Σ Y_g ln(Y_g/p_g), within = Σ Y_g T_g, and so on inwards.

    Args:
        values: per head.
        groups: labels of each region, one sequence a level, outermost first (clusters, then provinces).
        weights: heads.
        measure: "T" (income shares weigh the groups) or "L" (shares of heads do).
        names: of the regions, for messages.

    Returns:
        Total, one contribution a level (levels + 1 of them), and each group's own figure; a group of zeros contributes 0.
    """
    import numpy as np

    if measure not in {"T", "L"}:
        raise MeasureError("unknown_setting", f'measure is "T" or "L", not "{measure}".')
    y_all = np.asarray(values, dtype=float)
    keep = ~np.isnan(y_all) & ~np.isnan(np.asarray(weights, dtype=float) if weights is not None else y_all)
    y, p = _pair(values, weights, names)
    if measure == "L":
        check_positive(y, names)
    labels = [np.asarray(level, dtype=str)[keep] for level in groups]
    one = _t if measure == "T" else _l
    total = one(y, p)
    income = p * y / (p * y).sum()
    weigh = income if measure == "T" else p
    within_outer, levels, parts = total, [], []
    keys = np.array(["" for _ in y], dtype=object)
    for depth, level in enumerate(labels):
        keys = np.array([f"{key}\x1f{label}" for key, label in zip(keys, level, strict=True)], dtype=object)
        within = 0.0
        for key in dict.fromkeys(keys):
            here = keys == key
            own = one(y[here], p[here]) if (p[here] * y[here]).sum() > 0 else 0.0
            within += float(weigh[here].sum()) * own
            parts.append(
                Part(
                    depth, tuple(str(key).split("\x1f")[1:]), own, 0.0, float(weigh[here].sum()) * own, int(here.sum())
                )
            )
        levels.append(within_outer - within)
        within_outer = within
    return Nested(measure, total, (*levels, within_outer), tuple(parts))


def _l(y: np.ndarray, p: np.ndarray) -> float:
    import numpy as np

    q = p / p.sum()
    return float((q * np.log((q * y).sum() / y)).sum())


@dataclass(frozen=True, slots=True)
class Dagum:
    """
    Dagum's decomposition: total = within + net_between + transvariation.

    Attributes:
        total, within, net_between, transvariation: G, Gw, Gnb, Gt.
        groups: names, in order of first appearance.
        own: Gini of each group.
        pairs: Gini between each two groups (symmetric; own Gini on the diagonal).
        distances: relative economic affluence D of each two groups, 0 to 1.
        shares: shares of each group in heads and in income.
    """

    total: float
    within: float
    net_between: float
    transvariation: float
    groups: tuple[str, ...]
    own: np.ndarray
    pairs: np.ndarray
    distances: np.ndarray
    shares: np.ndarray


def dagum(
    values: Sequence[float] | np.ndarray,
    groups: Sequence[str],
    weights: Sequence[float] | np.ndarray | None = None,
    *,
    names: Sequence[str] | None = None,
) -> Dagum:
    """
    Split Gini's coefficient by groups that may overlap.

    Gw = Σ G_jj p_j s_j; Gnb = Σ G_jh (p_j s_h + p_h s_j) D_jh; Gt the same with 1 − D_jh. Groups may come in any order.
    One sort and running sums; no matrix of all pairs of regions.

    Source: Dagum, Empirical Economics 22 (1997).
    """
    import numpy as np

    raw = np.asarray(values, dtype=float)
    keep = ~np.isnan(raw) & ~np.isnan(np.asarray(weights, dtype=float) if weights is not None else raw)
    y, p = _pair(values, weights, names)
    numbers: dict[str, int] = {}
    member = np.array(
        [numbers.setdefault(group, len(numbers)) for group, kept in zip(groups, keep.tolist(), strict=True) if kept]
    )
    found = list(numbers)
    order = np.argsort(y, kind="stable")
    y, p, member = y[order], p[order], member[order]
    hot = np.zeros((len(y), len(found)))
    hot[np.arange(len(y)), member] = p
    below, below_sum = np.cumsum(hot, axis=0), np.cumsum(hot * y[:, None], axis=0)
    heads = below[-1]
    plus = hot.T @ (y[:, None] * below - below_sum) / np.outer(heads, heads)  # mean of max(y_j − y_h, 0)
    means = below_sum[-1] / heads
    with np.errstate(invalid="ignore", divide="ignore"):
        pairs = (plus + plus.T) / np.add.outer(means, means)
        distances = np.abs(plus - plus.T) / (plus + plus.T)
    pairs, distances = np.nan_to_num(pairs), np.nan_to_num(distances)
    income = heads * means / (heads * means).sum()
    cross = np.outer(heads, income)
    np.fill_diagonal(distances, 0.0)
    between = pairs * cross
    within = float(np.trace(between))
    net = float((between * distances).sum())
    over = float((between * (1 - distances)).sum()) - within
    shares = np.column_stack([heads, income])
    return Dagum(
        within + net + over, within, net, over, tuple(map(str, found)), np.diag(pairs).copy(), pairs, distances, shares
    )


def hoover(values: Sequence[float] | np.ndarray, heads: Sequence[float] | np.ndarray) -> float:
    """Hoover's index: what share of the amounts would have to move for amounts to follow heads; values are totals."""
    import numpy as np

    amounts, people = np.asarray(values, dtype=float), np.asarray(heads, dtype=float)
    check_members(len(amounts))
    check_levels(np.column_stack([amounts, people]))
    return float(np.abs(amounts / amounts.sum() - people / people.sum()).sum() / 2)


def variation(
    values: Sequence[float] | np.ndarray,
    weights: Sequence[float] | np.ndarray | None = None,
    *,
    ddof: int = 0,
    logs: bool = False,
    names: Sequence[str] | None = None,
) -> float:
    """
    Coefficient of variation: standard deviation over mean; of levels unless logs are asked for.

    Args:
        values: per head.
        weights: heads; with them the mean is weighted too (Williamson 1965), and ddof must be 0.
        ddof: 0 divides by n, 1 by n − 1.
        logs: standard deviation of logs (not divided by their mean): another measure, never called a coefficient of variation.
        names: of the regions, for messages.
    """
    import numpy as np

    y, p = _pair(values, weights, names)
    if weights is not None and ddof:
        raise MeasureError(
            "unknown_setting", "With weights ddof is 0: the weights are shares of the whole. Leave one out."
        )
    if logs:
        check_positive(y, names)
        y = np.log(y)
    mean = float((p * y).sum())
    spread = float((p * (y - mean) ** 2).sum()) * (len(y) / (len(y) - ddof))
    return float(np.sqrt(spread)) if logs else float(np.sqrt(spread)) / mean


def williamson(
    values: Sequence[float] | np.ndarray, heads: Sequence[float] | np.ndarray, *, names: Sequence[str] | None = None
) -> float:
    """Williamson's coefficient: sqrt(Σ p (y/ȳ − 1)²) with ȳ the weighted mean, which is the mean of the people."""
    return variation(values, heads, names=names)
