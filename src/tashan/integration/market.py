"""Market segmentation by relative prices: how far prices of the same goods move apart between places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.integration.problems import MeasureError, check_members, check_positive

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Segmentation:
    """
    Segmentation in one year or several.

    Attributes:
        pairs: first and second region of each pair, by number (pairs × 2).
        spread: variance over goods of what is left of |ΔQ|, by year and pair.
        regions: mean over the pairs of each region, by year and region; a region without pairs has NaN.
        overall: mean over all pairs, by year.
        goods: how many goods.
        ddof: 1 or 0, of the variance.
    """

    pairs: np.ndarray
    spread: np.ndarray
    regions: np.ndarray
    overall: np.ndarray
    goods: int
    ddof: int

    @property
    def integration(self) -> np.ndarray:
        """√(1/segmentation) by year and region."""
        import numpy as np

        with np.errstate(divide="ignore"):
            result: np.ndarray = np.sqrt(1 / self.regions)
        return result


def all_pairs(count: int) -> np.ndarray:
    """Every pair of so many regions."""
    import numpy as np

    return np.column_stack(np.triu_indices(count, 1))


def neighbour_pairs(matrix: np.ndarray) -> np.ndarray:
    """Pairs that are neighbours in either direction."""
    import numpy as np

    near = np.triu((matrix > 0) | (matrix.T > 0), 1)
    return np.argwhere(near)


def segmentation(
    indices: np.ndarray, pairs: np.ndarray | None = None, *, ddof: int = 1, names: Sequence[str] | None = None
) -> Segmentation:
    """
    Segmentation from chained price indices.

    |ΔQ| = |ln(P_a/P_b)| of each good; from it the mean over all pairs of the same good and year is taken away; the variance
    of the rest over goods is the pair's segmentation, the mean over its pairs a region's.

    Args:
        indices: goods × regions, or years × goods × regions; previous year = 100. A good missing for a region leaves it out
            of that region's pairs in that year.
        pairs: which pairs count (`all_pairs`, `neighbour_pairs`); all where not given. The choice changes the mean that is
            taken away, so it belongs beside the figure.
        ddof: 1 or 0, of the variance over goods.
        names: of the regions, for messages.

    Source: Parsley and Wei (1996); 桂琦寒 et al. (2006), 陆铭 and 陈钊 (2009).
    """
    import numpy as np

    table = np.asarray(indices, dtype=float)
    table = table[None] if table.ndim == 2 else table
    years, goods, regions = table.shape
    check_members(regions)
    if goods < 2:
        raise MeasureError(
            "one_good", "One good has no variance over goods. Give at least two, eight or more as a rule."
        )
    check_positive(np.moveaxis(table, 2, 0).reshape(regions, -1).min(axis=1), names)
    chosen = all_pairs(regions) if pairs is None else np.asarray(pairs)
    if not len(chosen):
        raise MeasureError("no_pairs", "No pair was chosen: no two of these regions are neighbours. Choose all pairs.")
    logs = np.log(table)
    first, second = chosen[:, 0], chosen[:, 1]
    spread = np.empty((years, len(chosen)))
    complete = not np.isnan(logs).any()
    for year in range(years):
        if complete:
            spread[year] = _spread(logs[year], first, second, ddof)
        else:
            gap = np.abs(logs[year][:, first] - logs[year][:, second])  # goods × pairs
            gap -= np.nanmean(gap, axis=1, keepdims=True)
            spread[year] = np.nanvar(gap, axis=0, ddof=ddof)
    by_region = np.zeros((years, regions))
    counted = np.bincount(chosen.ravel(), minlength=regions)
    for year in range(years):
        by_region[year] = np.bincount(first, spread[year], regions) + np.bincount(second, spread[year], regions)
    with np.errstate(invalid="ignore", divide="ignore"):
        by_region = np.where(counted > 0, by_region / counted, np.nan)
    return Segmentation(chosen, spread, by_region, spread.mean(axis=1), goods, ddof)


def _spread(logs: np.ndarray, first: np.ndarray, second: np.ndarray, ddof: int) -> np.ndarray:
    """Variance over goods by pair, good by good, so that what is worked on stays in the processor's cache."""
    import numpy as np

    total, squares = np.zeros(len(first)), np.zeros(len(first))
    here, there = np.empty(len(first)), np.empty(len(first))
    for good in logs:
        np.take(good, first, out=here, mode="clip")
        np.take(good, second, out=there, mode="clip")
        np.subtract(here, there, out=here)
        np.abs(here, out=here)
        here -= here.mean()
        total += here
        np.multiply(here, here, out=here)
        squares += here
    result: np.ndarray = np.maximum(squares - total**2 / len(logs), 0.0) / (len(logs) - ddof)
    return result
