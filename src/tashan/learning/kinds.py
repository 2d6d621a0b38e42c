"""
Kinds of city: star (learned from), sponge (learns), learning (both), isolated (neither).

The words are those of Ma Liang, 《中国城市之间的政策学习》, 2019. The report's thresholds are not published, so every
rule has its parameter, a table shows how the answer hangs on it, and rank stands apart from class: a city can be
first by visits made and still be of the kind "learning".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tashan.learning.network import Network
from tashan.learning.problems import LearningError
from tashan.learning.structure import strengths

KINDS: Final = ("star", "sponge", "learning", "isolated")


@dataclass(frozen=True, slots=True)
class KindRule:
    """
    A rule that sorts regions by visits received and visits made.

    Attributes:
        name: "at_most", "net_flow", "quantile" or "chance".
        parameter: its threshold.

    at_most: a side counts as absent with at most this many visits (0: never; 1: never or rarely).
    net_flow: (received − made)/(received + made) from the parameter up is a star, from its negative down a sponge.
    quantile: a side counts as present above this quantile of all regions' values on that side.
    chance: as if each visit of a region had been made or received by the toss of a coin: beyond this many standard
        deviations it is a star or a sponge.
    """

    name: str
    parameter: float

    def __post_init__(self) -> None:
        """Refuse rules that are not known and thresholds that make no sense."""
        limits = {"at_most": (0.0, np.inf), "net_flow": (0.0, 1.0), "quantile": (0.0, 1.0), "chance": (0.0, np.inf)}
        if self.name not in limits:
            raise ValueError(f"Rule {self.name} is not known. Choose {', '.join(limits)}.")
        least, most = limits[self.name]
        if not least <= self.parameter <= most:
            raise ValueError(f"Rule {self.name} takes a parameter from {least:g} to {most:g}, not {self.parameter:g}.")

    def __str__(self) -> str:
        return f"{self.name}({self.parameter:g})"


DEFAULT_RULE: Final = KindRule("at_most", 1)
"""A city that made one visit in five years while others came seven times is published as a star (Chengdu)."""

RULES: Final = (
    DEFAULT_RULE,
    KindRule("at_most", 0),
    KindRule("at_most", 2),
    KindRule("net_flow", 0.5),
    KindRule("net_flow", 0.75),
    KindRule("quantile", 0.25),
    KindRule("quantile", 0.5),
    KindRule("chance", 1.64),
    KindRule("chance", 1.96),
)
"""What the table of sensitivity tries."""


@dataclass(frozen=True, slots=True)
class Point:
    """
    A region whose class is published with its numbers.

    Attributes:
        region: its name.
        received: visits received.
        made: visits made.
        kind: published class.
        source: where it is published.
    """

    region: str
    received: int
    made: int
    kind: str
    source: str


PUBLISHED: Final = (
    Point("四川省成都市", 7, 1, "star", "36dianping.com/info/85609.html, on the report of June 2019, visits 2014–2018"),
)
"""The only city whose class is published together with both numbers."""


def kinds(received: npt.ArrayLike, made: npt.ArrayLike, rule: KindRule = DEFAULT_RULE) -> tuple[str, ...]:
    """
    Sort regions into star, sponge, learning and isolated.

    Args:
        received: visits received, one a region.
        made: visits made, same order.
        rule: with its parameter.

    Returns:
        One of `KINDS` a region.
    """
    hosted, travelled = np.asarray(received, dtype=float), np.asarray(made, dtype=float)
    if hosted.shape != travelled.shape or (hosted < 0).any() or (travelled < 0).any():
        raise LearningError("weight_invalid", "Visits received and made must be numbers from 0 up, one a region each.")
    learned_from, learns = _sides(hosted, travelled, rule)
    return tuple(
        ("learning" if learns[row] else "star") if learned_from[row] else ("sponge" if learns[row] else "isolated")
        for row in range(len(hosted))
    )


Sides = tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]


def _sides(hosted: npt.NDArray[np.float64], travelled: npt.NDArray[np.float64], rule: KindRule) -> Sides:
    total = hosted + travelled
    if rule.name == "at_most":
        return hosted > rule.parameter, travelled > rule.parameter
    if rule.name == "quantile":
        return hosted > np.quantile(hosted, rule.parameter), travelled > np.quantile(travelled, rule.parameter)
    scale = np.sqrt(total) if rule.name == "chance" else total
    lean = np.divide(hosted - travelled, scale, out=np.zeros_like(total), where=total > 0)
    star = (lean >= rule.parameter) & (lean > 0)
    sponge = (lean <= -rule.parameter) & (lean < 0)
    return (total > 0) & ~sponge, (total > 0) & ~star


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A region's class, and apart from it its ranks.

    Attributes:
        region: node.
        kind: by the rule asked for.
        received, made: visits.
        rank_received, rank_made: 1 for the most; equal numbers share the better rank.
    """

    region: str
    kind: str
    received: float
    made: float
    rank_received: int
    rank_made: int


def standings(network: Network, rule: KindRule = DEFAULT_RULE) -> tuple[Standing, ...]:
    """Give class and ranks of every node, those most visited first."""
    received, made = sides(network)
    found = kinds(received, made, rule)
    rows = [
        Standing(
            name,
            found[row],
            float(received[row]),
            float(made[row]),
            1 + int((received > received[row]).sum()),
            1 + int((made > made[row]).sum()),
        )
        for row, name in enumerate(network.nodes)
    ]
    return tuple(sorted(rows, key=lambda each: (each.rank_received, each.rank_made, each.region)))


def sides(network: Network) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Give visits received and visits made, whichever way the network's arrow runs."""
    if network.arrow not in ("visit", "knowledge"):
        raise LearningError("arrow_unknown", f"The arrow is a {network.arrow}; kinds need visits or knowledge.")
    received, made = strengths(network, "in"), strengths(network, "out")
    return (received, made) if network.arrow == "visit" else (made, received)


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """
    What one rule makes of all regions.

    Attributes:
        rule: with its parameter.
        counts: regions by kind, in the order of `KINDS`.
        moved: regions whose kind differs from that of the first rule.
        agrees: whether every published point falls under its published kind (None where the rule looks at all
            regions together, so that one point alone cannot be tried).
    """

    rule: KindRule
    counts: tuple[int, int, int, int]
    moved: int
    agrees: bool | None


def sensitivity(
    network: Network,
    rules: Sequence[KindRule] = RULES,
    points: Sequence[Point] = PUBLISHED,
) -> tuple[Sensitivity, ...]:
    """Show how the kinds hang on rule and parameter; the first rule is what the others are compared with."""
    received, made = sides(network)
    base = kinds(received, made, rules[0])
    table = []
    for rule in rules:
        found = kinds(received, made, rule)
        star, sponge, both, isolated = (found.count(kind) for kind in KINDS)
        moved = sum(one != other for one, other in zip(base, found, strict=True))
        table.append(Sensitivity(rule, (star, sponge, both, isolated), moved, agrees(rule, points)))
    return tuple(table)


def agrees(rule: KindRule, points: Sequence[Point] = PUBLISHED) -> bool | None:
    """Tell whether a rule puts published points under their published kind; None for rules that need all regions."""
    if rule.name == "quantile":
        return None
    return all(kinds([point.received], [point.made], rule) == (point.kind,) for point in points)
