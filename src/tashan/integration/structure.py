"""
Structure: how alike regions are, how specialised, how concentrated; matrices are regions (rows) × sectors (columns).

A region without any amount has no structure: its results are NaN, never zero. A NaN in a row makes the row's results NaN.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from tashan.integration.problems import MeasureError, check_levels

if TYPE_CHECKING:
    import numpy as np


def shares(amounts: np.ndarray, names: Sequence[str] | None = None) -> np.ndarray:
    """Sector shares of each region: rows sum to 1, rows of zeros are NaN."""
    import numpy as np

    table = np.asarray(amounts, dtype=float)
    check_levels(table, names)
    totals = table.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: np.ndarray = np.where(totals > 0, table / totals, np.nan)
    return result


def similarity(amounts: np.ndarray, names: Sequence[str] | None = None, *, out: np.ndarray | None = None) -> np.ndarray:
    """
    Structural similarity of all pairs: the cosine of their sector vectors, 0 to 1; levels and shares give the same.

    Args:
        amounts: regions × sectors.
        names: of the regions, for messages.
        out: an array of regions × regions to write into; with thousands of regions and many years it saves half the time.

    Source: UNIDO, World Industry since 1960 (1979).
    """
    import numpy as np

    table = np.asarray(amounts, dtype=float)
    check_levels(table, names)
    lengths = np.sqrt(np.einsum("ij,ij->i", table, table))[:, None]
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = np.where(lengths > 0, table / lengths, np.nan)
    unit *= 1 - 2e-16  # so that rounding never shows more than 1
    result: np.ndarray = np.matmul(unit, unit.T, out=out)
    return result


def krugman_pairs(amounts: np.ndarray, names: Sequence[str] | None = None, *, halved: bool = False) -> np.ndarray:
    """
    Krugman's dissimilarity of all pairs: sum of absolute differences of shares, 0 to 2 (0 to 1 if halved).

    Source: Krugman, Geography and Trade (1991).
    """
    import numpy as np

    table = shares(amounts, names)
    result = np.empty((len(table), len(table)))
    for place, row in enumerate(table):
        result[place] = np.abs(table - row).sum(axis=1)
    return result / 2 if halved else result


def krugman(amounts: np.ndarray, reference: np.ndarray | None = None, *, halved: bool = False) -> np.ndarray:
    """
    Krugman's specialisation of each region against a reference structure.

    Args:
        amounts: regions × sectors.
        reference: amounts of the reference by sector (a nation); without it the sum of all regions, own included.
        halved: whether the result runs to 1 instead of 2.
    """
    import numpy as np

    table = np.asarray(amounts, dtype=float)
    total = np.nansum(table, axis=0) if reference is None else np.asarray(reference, dtype=float)
    result: np.ndarray = np.abs(shares(table) - shares(total[None, :])).sum(axis=1)
    return result / 2 if halved else result


def krugman_against_mean(region: np.ndarray, others: np.ndarray) -> float:
    """Krugman's specialisation of one region against the mean of the shares of others (rows), own not included."""
    import numpy as np

    own = shares(np.asarray(region, dtype=float)[None, :])[0]
    return float(np.abs(own - shares(others).mean(axis=0)).sum())


def location_quotients(
    amounts: np.ndarray, reference: np.ndarray | None = None, names: Sequence[str] | None = None
) -> np.ndarray:
    """
    Location quotients (revealed comparative advantage): a region's share of a sector over the reference's share.

    Args:
        amounts: regions × sectors, or years × regions × sectors.
        reference: amounts by sector; without it the sum over all regions given.
        names: of the regions, for messages.

    Returns:
        Same shape; NaN where region or sector have nothing at all.
    """
    import numpy as np

    table = np.asarray(amounts, dtype=float)
    sound = bool(table.min(initial=0.0) >= 0)  # False where anything is negative or missing
    if not sound or np.isinf(table.max(initial=0.0)):
        check_levels(table.reshape(-1, table.shape[-1]), names if table.ndim == 2 else None)
    if reference is None:
        by_sector = (table.sum if sound else partial(np.nansum, table))(axis=-2, keepdims=True)
    else:
        by_sector = np.asarray(reference, dtype=float)[..., None, :]
    by_region = np.einsum("...ij->...i", table)[..., None]
    total = by_sector.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: np.ndarray = table / by_region
        result *= np.where(by_sector > 0, total / by_sector, np.nan)
    return result


def location_quotient(sector_here: float, all_here: float, sector_total: float, all_total: float) -> float:
    """One location quotient: (sector here / all here) / (sector in total / all in total)."""
    if min(all_here, sector_total, all_total) <= 0:
        raise MeasureError("zero_total", "A total of zero has no shares. Give totals above zero.")
    return (sector_here / all_here) / (sector_total / all_total)


@dataclass(frozen=True, slots=True)
class Concentration:
    """Herfindahl's measure with its relatives: between 1/n and 1; normalised 0 to 1; equivalents 1 to n."""

    herfindahl: float
    normalised: float
    equivalents: float
    count: int


def herfindahl(amounts: Sequence[float] | np.ndarray) -> Concentration:
    """
    Concentration of amounts on their holders: sum of squared shares.

    Zeros count as holders (they are in n); the normalised value of a single holder is 1.
    """
    import numpy as np

    values = np.asarray(amounts, dtype=float)
    row = shares(values[None, :])[0]
    value = float((row**2).sum())
    count = len(values)
    normalised = (value - 1 / count) / (1 - 1 / count) if count > 1 else 1.0
    return Concentration(value, normalised, 1 / value, count)


def hachman(amounts: np.ndarray, reference: np.ndarray | None = None) -> np.ndarray:
    """Hachman's index of each region: 1 where its structure is the reference's, towards 0 where it is specialised."""
    import numpy as np

    table = np.asarray(amounts, dtype=float)
    total = np.nansum(table, axis=0) if reference is None else np.asarray(reference, dtype=float)
    nation, own = shares(total[None, :]), shares(table)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = np.where(own > 0, own**2 / nation, 0.0)
    result: np.ndarray = 1 / np.where(np.isnan(own).any(axis=1), np.nan, parts.sum(axis=1))
    return result


def specialisation_coefficient(amounts: np.ndarray, reference: np.ndarray | None = None) -> np.ndarray:
    """Half the sum of absolute differences of shares from the reference (Hoover, Isard): Krugman's, halved."""
    return krugman(amounts, reference, halved=True)


def shannon(amounts: np.ndarray, *, base: float = 2.0) -> np.ndarray:
    """Entropy of each region's shares, 0 to log(sectors); 0 log 0 counts as 0."""
    import numpy as np

    own = shares(amounts)
    with np.errstate(invalid="ignore", divide="ignore"):
        parts = np.where(own > 0, own * np.log(own), np.where(np.isnan(own), np.nan, 0.0))
    result: np.ndarray = -parts.sum(axis=-1) / np.log(base)
    return np.where(result == 0, 0.0, result)


def relative_diversity(amounts: np.ndarray, reference: np.ndarray | None = None) -> np.ndarray:
    """Relative diversity of each region: 1 / Σ|share − share of the reference| (Duranton and Puga 2000)."""
    import numpy as np

    with np.errstate(divide="ignore"):
        result: np.ndarray = 1 / krugman(amounts, reference)
    return result


def quotient_gini(quotients: np.ndarray, *, ceiling: str = "one") -> np.ndarray:
    """
    Gini's coefficient of location quotients along the last axis, missing ones left out.

    Over the sectors of a region it says how specialised the region is; over the regions of a sector how concentrated
    the sector is (give the transpose).

    Args:
        quotients: one set a row.
        ceiling: "one" for G = 2/(n² mean) Σ k (R(k) − mean) (Farhauer and Kröll 2014); "half" for the area form whose
            largest value is one half (Krugman 1991; EconGeo).
    """
    import numpy as np

    if ceiling not in {"one", "half"}:
        raise MeasureError("unknown_setting", f'ceiling is "one" or "half", not "{ceiling}".')
    rows = np.atleast_2d(np.asarray(quotients, dtype=float))
    result = np.full(len(rows), np.nan)
    for place, row in enumerate(rows):
        values = np.sort(row[~np.isnan(row)])
        n = len(values)
        if n and values.mean() > 0:
            ranks = np.arange(1, n + 1)
            result[place] = 2 / (n**2 * values.mean()) * float((ranks * (values - values.mean())).sum())
    return result / 2 if ceiling == "half" else result


def complementarity(
    amounts: np.ndarray, first: int, second: int, reference: np.ndarray | None = None
) -> dict[str, float]:
    """
    How two regions complement each other.

    Args:
        amounts: regions × sectors.
        first: row of one region.
        second: row of the other.
        reference: amounts by sector that location quotients compare with; the sum of the rows where not given. With the
            two alone in the table that would make every sector one that only one of them has: give the nation then.

    Returns:
        `one_minus_similarity`, `krugman`, and from location quotients: `mutual` = how many sectors
        one has above 1 and the other below, `balance` = the smaller over the larger number of such sectors in each
        direction (1: each has as many to give, 0: one-sided).
    """
    import numpy as np

    table = np.asarray(amounts, dtype=float)
    quotients = location_quotients(table, reference)
    gives = int(((quotients[first] > 1) & (quotients[second] < 1)).sum())
    takes = int(((quotients[second] > 1) & (quotients[first] < 1)).sum())
    pair = table[[first, second]]
    return {
        "one_minus_similarity": float(1 - similarity(pair)[0, 1]),
        "krugman": float(krugman_pairs(pair)[0, 1]),
        "mutual": float(gives + takes),
        "balance": min(gives, takes) / max(gives, takes) if gives + takes else 0.0,
    }
