"""Agglomeration of an industry beyond what its large plants explain: Ellison and Glaeser, of one industry or a group."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.integration.problems import MeasureError

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Agglomeration:
    """
    Ellison and Glaeser's result.

    Attributes:
        gamma: the index; above 0.05 is called high, below 0.02 low, negative means more dispersed than chance.
        raw: G, the raw geographic concentration.
        plants: Herfindahl of the plants' sizes.
        count: number of plants.
    """

    gamma: float
    raw: float
    plants: float
    count: int


def ellison_glaeser(plants: Sequence[float], places: Sequence[str], totals: dict[str, float]) -> Agglomeration:
    """
    Agglomeration of one industry: γ = [G − (1 − Σx²)H] / [(1 − Σx²)(1 − H)].

    Args:
        plants: jobs of each plant or firm of the industry.
        places: the region of each plant.
        totals: all jobs of each region, every region of the whole included.

    Raises:
        MeasureError: `plants_are_regions` where every region has exactly one "plant": sums over regions are no plants,
            and the index would be negative by construction; `one_plant`; `unknown_region`.

    Source: Ellison and Glaeser, Journal of Political Economy 105 (1997).
    """
    import numpy as np

    sizes = np.asarray(plants, dtype=float)
    names = list(totals)
    unknown = sorted(set(places) - set(names))
    if unknown:
        raise MeasureError("unknown_region", f"No total of jobs is given for {'、'.join(unknown)}. Add it.")
    if len(sizes) < 2 or sizes.max() == sizes.sum():
        raise MeasureError(
            "one_plant", "An industry of one plant is concentrated by chance alone. Give an industry of several plants."
        )
    if len(sizes) == len(names) and len(set(places)) == len(names) > 2:
        message = (
            "Every region has exactly one plant: these look like sums over regions. The index needs the sizes of plants; "
            "with regions in their place it is negative by construction."
        )
        raise MeasureError("plants_are_regions", message)
    whole = np.array([totals[name] for name in names], dtype=float)
    x = whole / whole.sum()
    s = _by_region(sizes, places, names) / sizes.sum()
    raw = float(((s - x) ** 2).sum())
    h = float(((sizes / sizes.sum()) ** 2).sum())
    spread = 1 - float((x**2).sum())
    return Agglomeration((raw - spread * h) / (spread * (1 - h)), raw, h, len(sizes))


def coagglomeration(industries: dict[str, tuple[Sequence[float], Sequence[str]]], totals: dict[str, float]) -> float:
    """
    Co-agglomeration of a group of industries: how much they choose the same places beyond each industry's own clustering.

    γc = [G/(1 − Σx²) − H − Σ γ_j w_j² (1 − H_j)] / (1 − Σ w_j²), with w_j the industries' shares in the group's jobs,
    H = Σ w_j² H_j, and G from the group's jobs by region.

    Args:
        industries: plants and their places, by industry; at least two.
        totals: all jobs of each region.

    Source: Ellison and Glaeser (1997), equation 5.
    """
    import numpy as np

    if len(industries) < 2:
        raise MeasureError(
            "one_industry", "A group has at least two industries. Add one, or ask for the index of one industry."
        )
    names = list(totals)
    whole = np.array([totals[name] for name in names], dtype=float)
    x = whole / whole.sum()
    jobs = {name: float(np.sum(plants)) for name, (plants, _) in industries.items()}
    weights = {name: amount / sum(jobs.values()) for name, amount in jobs.items()}
    own = {name: ellison_glaeser(plants, places, totals) for name, (plants, places) in industries.items()}
    group = sum(_by_region(np.asarray(plants, dtype=float), places, names) for plants, places in industries.values())
    raw = float(((group / np.sum(group) - x) ** 2).sum())
    h = sum(weights[name] ** 2 * own[name].plants for name in own)
    inner = sum(own[name].gamma * weights[name] ** 2 * (1 - own[name].plants) for name in own)
    spread = 1 - float((x**2).sum())
    return (raw / spread - h - inner) / (1 - sum(weight**2 for weight in weights.values()))


def _by_region(sizes: np.ndarray, places: Sequence[str], names: Sequence[str]) -> np.ndarray:
    import numpy as np

    index = {name: number for number, name in enumerate(names)}
    return np.bincount([index[place] for place in places], weights=sizes, minlength=len(names))
