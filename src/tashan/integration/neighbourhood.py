"""Who lies beside whom, with a rule for islands; and Moran's I."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import erfc, sqrt
from typing import TYPE_CHECKING, Final

from tashan.integration.problems import MeasureError, check_members

if TYPE_CHECKING:
    import numpy as np

ISLAND_RULES: Final = ("bridge", "nearest", "leave")
"""How an island gets neighbours: by a named bridge, by its nearest region, or not at all."""

BRIDGES: Final = {"460000": ("440000",)}
"""Bridges between regions parted by water: Hainan to Guangdong across the Qiongzhou Strait."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """
    Weights between regions.

    Attributes:
        names: rows and columns.
        matrix: weights, rows summing to 1 (islands left alone: 0).
        islands: regions without a neighbour before the rule.
        rule: how islands were treated.
        kind: how neighbours were found.
    """

    names: tuple[str, ...]
    matrix: np.ndarray
    islands: tuple[str, ...]
    rule: str
    kind: str


def from_lists(
    lists: Mapping[str, Sequence[str]],
    *,
    islands: str = "leave",
    bridges: Mapping[str, Sequence[str]] | None = None,
    distances: np.ndarray | None = None,
    kind: str = "contiguity",
) -> Neighbours:
    """
    Row-standardised weights from lists of neighbours.

    Args:
        lists: neighbours of each region; those outside the keys are left out.
        islands: rule for regions without any: "bridge" (takes `bridges`), "nearest" (takes `distances`) or "leave".
        bridges: neighbours of islands; made symmetric.
        distances: regions × regions in the order of `lists`.
        kind: word for how neighbours were found, kept with the result.

    Raises:
        MeasureError: `island` where the rule gives an island no neighbour.
    """
    import numpy as np

    if islands not in ISLAND_RULES:
        raise MeasureError("unknown_setting", f"The rule for islands is {', '.join(ISLAND_RULES)}, not {islands}.")
    names = tuple(lists)
    place = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(names), len(names)))
    for name, others in lists.items():
        for other in others:
            if other in place and other != name:
                table[place[name], place[other]] = 1
    alone = tuple(name for name in names if not table[place[name]].any())
    for name in alone if islands != "leave" else ():
        for other in _bridge(name, names, bridges or {}, distances, islands):
            table[place[name], place[other]] = table[place[other], place[name]] = 1
    sums = table.sum(axis=1, keepdims=True)
    return Neighbours(names, np.divide(table, sums, out=np.zeros_like(table), where=sums > 0), alone, islands, kind)


def _bridge(
    name: str, names: tuple[str, ...], bridges: Mapping[str, Sequence[str]], distances: np.ndarray | None, rule: str
) -> list[str]:
    import numpy as np

    if rule == "bridge":
        found = [other for other in bridges.get(name, ()) if other in names]
        if not found:
            message = f"{name} has no neighbour and no bridge. Name one, or choose the rule nearest or leave."
            raise MeasureError("island", message)
        return found
    if distances is None:
        raise MeasureError(
            "island", f"{name} has no neighbour, and the rule nearest needs distances. Give them, or name a bridge."
        )
    row = np.where(np.arange(len(names)) == names.index(name), np.inf, distances[names.index(name)])
    return [names[int(np.nanargmin(row))]]


def of_divisions(codes: Sequence[str], *, islands: str = "bridge") -> Neighbours:
    """Neighbours of provinces or prefectures by common land border, in the order given; islands by `BRIDGES`."""
    from tashan.regions.divisions import neighbours

    lists = {code: neighbours(code) for code in codes}
    return from_lists(lists, islands=islands, bridges=BRIDGES, kind="common land border of 2 km or more")


def nearest(distances: np.ndarray, names: Sequence[str], count: int = 4) -> Neighbours:
    """The nearest so many regions of each as its neighbours: no region is an island."""
    import numpy as np

    table = np.array(distances, dtype=float)
    np.fill_diagonal(table, np.inf)
    order = np.argsort(table, axis=1, kind="stable")[:, :count]
    lists = {name: [names[other] for other in order[place]] for place, name in enumerate(names)}
    return from_lists(lists, kind=f"{count} nearest")


@dataclass(frozen=True, slots=True)
class Moran:
    """
    Moran's I.

    Attributes:
        value: I.
        expected: −1/(n − 1), with n the regions that count.
        z: (I − expected)/sd under randomisation.
        p: two-sided, from z.
        p_permuted: share of permutations at least as far from the expected value; None without permutations.
        regions: n.
        islands: regions left without neighbours; they count in n but have no lag.
    """

    value: float
    expected: float
    z: float
    p: float
    p_permuted: float | None
    regions: int
    islands: tuple[str, ...]


def moran(values: Sequence[float] | np.ndarray, near: Neighbours, *, permutations: int = 0, seed: int = 1) -> Moran:
    """
    Whether near regions are alike: I = n/S0 · z'Wz / z'z.

    Args:
        values: in the order of `near.names`; missing ones are an error, because their neighbours would change.
        near: weights.
        permutations: how many random orders to compare with.
        seed: of the random orders; the same seed gives the same answer.

    Source: Moran (1950); moments by Cliff and Ord (1981).
    """
    import numpy as np

    y = np.asarray(values, dtype=float)
    check_members(len(y), 4)
    if len(y) != len(near.names):
        raise MeasureError(
            "shape", f"{len(y)} values for {len(near.names)} regions with neighbours. Give one each, in that order."
        )
    if np.isnan(y).any():
        gaps = "、".join(near.names[place] for place in np.where(np.isnan(y))[0][:6])
        raise MeasureError(
            "missing_value", f"No value for {gaps}. Leave these regions out of the weights, or find the values."
        )
    z = y - y.mean()
    if not (z**2).sum() > 0:
        raise MeasureError("no_variation", "All values are equal: there is nothing to be alike in.")
    w, n = near.matrix, len(y)
    s0 = w.sum()
    if s0 == 0:
        raise MeasureError("island", "No region has a neighbour. Choose another rule for islands.")
    scale = n / s0 / float((z**2).sum())
    value = float(z @ w @ z) * scale
    expected = -1 / (n - 1)
    spread = sqrt(_variance(z, w, n, float(s0)) - expected**2)
    score = (value - expected) / spread
    permuted = None
    if permutations:
        rng = np.random.default_rng(seed)
        orders = np.array([rng.permutation(z) for _ in range(permutations)])
        drawn = np.einsum("ij,ij->i", orders @ w, orders) * scale
        far = int((np.abs(drawn - expected) >= abs(value - expected)).sum())
        permuted = (far + 1) / (permutations + 1)
    left = tuple(name for name, row in zip(near.names, w, strict=True) if not row.any())
    return Moran(value, expected, score, erfc(abs(score) / sqrt(2)), permuted, n, left)


def _variance(z: np.ndarray, w: np.ndarray, n: int, s0: float) -> float:
    """Second moment of I under randomisation."""
    s1 = float(((w + w.T) ** 2).sum()) / 2
    s2 = float(((w.sum(axis=1) + w.sum(axis=0)) ** 2).sum())
    kurtosis = n * float((z**4).sum()) / float((z**2).sum()) ** 2
    one = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    two = kurtosis * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    return (one - two) / ((n - 1) * (n - 2) * (n - 3) * s0**2)
