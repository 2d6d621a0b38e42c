"""
Pull: how strongly regions are linked, whose sphere a place is in, what a centre sends out; by distance and by travel time.

Distances are a symmetric matrix, regions × regions: kilometres or hours, stated by the caller; the diagonal is not used.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tashan.integration.problems import MeasureError, check_levels, check_members
from tashan.integration.structure import location_quotients

if TYPE_CHECKING:
    import numpy as np
    import polars as pl


def _far(distances: np.ndarray, names: Sequence[str] | None = None) -> np.ndarray:
    """Distances with an infinite diagonal; zero or negative ones between two regions are refused."""
    import numpy as np

    table = np.array(distances, dtype=float)
    np.fill_diagonal(table, np.inf)
    bad = np.argwhere(table <= 0)
    if len(bad):
        a, b = bad[0]
        pair = f"{names[a]} and {names[b]}" if names is not None else f"rows {a + 1} and {b + 1}"
        raise MeasureError(
            "zero_distance", f"The distance between {pair} is zero or less. Correct it, or merge the two."
        )
    return table


def gravity(
    population: np.ndarray,
    output: np.ndarray,
    distances: np.ndarray,
    *,
    exponent: float = 2.0,
    constant: float = 1.0,
    directed: bool = False,
    names: Sequence[str] | None = None,
) -> np.ndarray:
    """
    Linkage of all pairs: k √(P_a V_a) √(P_b V_b) / D^exponent, diagonal 0; a missing distance gives NaN.

    Args:
        population: P, any one unit.
        output: V, any one unit.
        distances: kilometres or hours.
        exponent: of distance, 2 in most studies.
        constant: k; with `directed` it is multiplied by V_a/(V_a + V_b), and row a gives what a sends to b.
        directed: whether the larger region's outward link counts more.
        names: of the regions, for messages.
    """
    import numpy as np

    p, v = np.asarray(population, dtype=float), np.asarray(output, dtype=float)
    check_members(len(p))
    check_levels(np.column_stack([p, v]), names)
    mass = np.sqrt(p * v)
    result: np.ndarray = constant * np.outer(mass, mass) / _far(distances, names) ** exponent
    if directed:
        result *= v[:, None] / (v[:, None] + v[None, :])
    return result


def linkage(links: np.ndarray) -> np.ndarray:
    """Total linkage of each region: the sum of its links; missing ones are left out."""
    import numpy as np

    result: np.ndarray = np.nansum(links, axis=1)
    return result


def subordination(links: np.ndarray) -> np.ndarray:
    """What share of a region's links goes to each other one (经济隶属度): rows sum to 1; a region without links has NaN."""
    import numpy as np

    total = linkage(links)[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        result: np.ndarray = np.where(total > 0, links / total, np.nan)
    return result


def breaking_point(distance: float, here: float, there: float) -> float:
    """How far from here the two spheres meet: D / (1 + √(P_there/P_here)) (Converse 1949), in the unit of the distance."""
    from math import sqrt

    if here <= 0 or there <= 0:
        raise MeasureError("zero_total", "A place without mass has no sphere. Give masses above zero.")
    return distance / (1 + sqrt(there / here))


def radiation(population: np.ndarray, distances: np.ndarray, sent: np.ndarray) -> np.ndarray:
    """
    Flows by the radiation model: T_ab = T_a P_a P_b / ((P_a + s_ab)(P_a + P_b + s_ab)).

    s_ab is the population closer to a than b is, without a and b; at equal distance it counts.

    Args:
        population: by region.
        distances: regions × regions.
        sent: T_a, what each region sends out.

    Source: Simini et al., Nature 484 (2012).
    """
    import numpy as np

    p, far = np.asarray(population, dtype=float), _far(distances)
    result = np.zeros_like(far)
    for a in range(len(p)):
        between = np.array([p[(far[a] <= far[a, b])].sum() - p[b] for b in range(len(p))])
        between[a] = 0.0
        result[a] = np.asarray(sent)[a] * p[a] * p / ((p[a] + between) * (p[a] + p + between))
        result[a, a] = 0.0
    return result


def access(
    mass: np.ndarray, distances: np.ndarray, *, exponent: float = 1.0, own: np.ndarray | None = None
) -> np.ndarray:
    """Access of each region to the mass of others: Σ P_b / D_ab^exponent (Hansen 1959); its own counts only with `own` distances."""
    import numpy as np

    p = np.asarray(mass, dtype=float)
    result: np.ndarray = np.nansum(p / _far(distances) ** exponent, axis=1)
    return result if own is None else result + p / np.asarray(own, dtype=float) ** exponent


@dataclass(frozen=True, slots=True)
class CityFlow:
    """
    What cities do for others (城市流).

    Attributes:
        outward: E_i, jobs in sectors above what the city needs itself.
        by_sector: the same, cities × sectors.
        intensity: F = N · E, in the unit of output.
        tendency: share of outward jobs in all jobs of the city.
    """

    outward: np.ndarray
    by_sector: np.ndarray
    intensity: np.ndarray
    tendency: np.ndarray


def city_flow(jobs: np.ndarray, output: np.ndarray, reference: np.ndarray | None = None) -> CityFlow:
    """
    Outward function and flow intensity: E_ij − E_j E_i/E summed over sectors with a location quotient above 1.

    Args:
        jobs: cities × sectors.
        output: GDP of each city; N is output per job.
        reference: jobs of the whole by sector; without it the sum of the cities given.
    """
    import numpy as np

    e = np.asarray(jobs, dtype=float)
    whole = np.nansum(e, axis=0) if reference is None else np.asarray(reference, dtype=float)
    quotients = location_quotients(e, whole)
    needed = e.sum(axis=1, keepdims=True) * whole / whole.sum()
    by_sector = np.where(quotients > 1, e - needed, 0.0)
    outward = by_sector.sum(axis=1)
    total = e.sum(axis=1)
    return CityFlow(outward, by_sector, np.asarray(output, dtype=float) / total * outward, outward / total)


def rank_changes(one: np.ndarray, other: np.ndarray, names: Sequence[str]) -> pl.DataFrame:
    """
    Pairs ranked by two matrices of links (by kilometre and by hour): ranks, and how many places each pair moves up.

    Ties share the better rank; pairs missing in either matrix are listed last, without ranks.
    """
    import numpy as np
    import polars as pl

    a, b = np.triu_indices(len(names), 1)
    frame = pl.DataFrame(
        {
            "first": [names[place] for place in a.tolist()],
            "second": [names[place] for place in b.tolist()],
            "one": one[a, b],
            "other": other[a, b],
        }
    ).with_columns(pl.col("one", "other").fill_nan(None))
    ranked = frame.with_columns(
        rank_one=pl.col("one").rank("min", descending=True), rank_other=pl.col("other").rank("min", descending=True)
    )
    moved = ranked.with_columns(moves_up=pl.col("rank_one").cast(pl.Int64) - pl.col("rank_other").cast(pl.Int64))
    return moved.sort("rank_one", nulls_last=True)


def circles(distances: np.ndarray, centre: int, names: Sequence[str], radii: Sequence[float]) -> list[dict[str, Any]]:
    """The regions in each ring around a centre: from one radius to the next, the outer bound included; the rest last."""
    rings: list[dict[str, Any]] = []
    bounds = [0.0, *sorted(radii), float("inf")]
    for inner, outer in pairwise(bounds):
        held = [
            name for place, name in enumerate(names) if place != centre and inner < distances[centre, place] <= outer
        ]
        rings.append({"from": inner, "to": outer, "members": held})
    return rings


@dataclass(frozen=True, slots=True)
class Primacy:
    """Weight of the first place: its share in all, its size over the second's, and over the next three together."""

    first: str
    share: float
    over_second: float
    over_next_three: float | None


def primacy(sizes: Sequence[float] | np.ndarray, names: Sequence[str]) -> Primacy:
    """How far the first city stands above the others (Jefferson 1939; four-city index where there are four)."""
    import numpy as np

    values = np.asarray(sizes, dtype=float)
    check_members(int((~np.isnan(values)).sum()))
    order = np.argsort(-np.nan_to_num(values, nan=-np.inf))
    top = values[order]
    next_three = float(top[0] / top[1:4].sum()) if len(top) >= 4 and not np.isnan(top[:4]).any() else None
    return Primacy(names[order[0]], float(top[0] / np.nansum(values)), float(top[0] / top[1]), next_three)


@dataclass(frozen=True, slots=True)
class Border:
    """
    The effect of a border on the spread of prices (or on flows) between pairs of places.

    Attributes:
        effect: coefficient of the border, in logs of the dependent variable.
        error: its standard error (HC1).
        percent: 100 (e^effect − 1): how much a border raises the spread.
        distance_slope: elasticity with respect to distance.
        as_distance: how many times the distance would have to be to do the same; None where distance has no positive effect.
        pairs: how many pairs, and how many of them cross the border.
    """

    effect: float
    error: float
    percent: float
    distance_slope: float
    as_distance: float | None
    pairs: tuple[int, int]


def border_effect(spread: np.ndarray, distances: np.ndarray, crosses: np.ndarray) -> Border:
    """
    What a border adds to the spread of prices between places, distance held equal: ln spread = a + b ln D + c · border.

    Args:
        spread: by pair (for example from `segmentation`), above zero.
        distances: by pair.
        crosses: by pair, whether the two lie on different sides.

    Source: Engel and Rogers, American Economic Review 86 (1996).
    """
    import numpy as np

    y, d, c = np.asarray(spread, dtype=float), np.asarray(distances, dtype=float), np.asarray(crosses, dtype=float)
    if (y <= 0).any() or (d <= 0).any():
        raise MeasureError(
            "zero_in_log",
            "Spread and distance of every pair must be above zero. Leave pairs without spread out, by name.",
        )
    if c.min() == c.max():
        raise MeasureError("no_variation", "All pairs lie on the same side or all cross the border. Give both kinds.")
    x = np.column_stack([np.ones_like(d), np.log(d), c])
    coefficients, *_ = np.linalg.lstsq(x, np.log(y), rcond=None)
    residuals = np.log(y) - x @ coefficients
    inverse = np.linalg.pinv(x.T @ x)
    robust = inverse @ (x.T * residuals**2) @ x @ inverse * len(y) / max(len(y) - 3, 1)
    slope, effect = float(coefficients[1]), float(coefficients[2])
    times = float(np.exp(effect / slope)) if slope > 0 else None
    return Border(
        effect, float(np.sqrt(robust[2, 2])), 100 * float(np.expm1(effect)), slope, times, (len(y), int(c.sum()))
    )
