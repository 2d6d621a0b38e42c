"""Relatedness of sectors, density around a sector in a region, economic complexity, and what a region may enter next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.integration.problems import MeasureError
from tashan.integration.structure import location_quotients

if TYPE_CHECKING:
    import numpy as np


def advantages(amounts: np.ndarray, reference: np.ndarray | None = None, *, threshold: float = 1.0) -> np.ndarray:
    """Which sectors a region has: location quotient at or above a threshold, as 0.0 and 1.0; missing counts as not."""
    import numpy as np

    with np.errstate(invalid="ignore"):
        result: np.ndarray = (location_quotients(amounts, reference) >= threshold).astype(float)
    return result


def proximity(has: np.ndarray) -> np.ndarray:
    """
    Proximity of sectors: the smaller of the two chances that a region with one also has the other; diagonal 0.

    Source: Hidalgo et al., Science 317 (2007).
    """
    import numpy as np

    together = has.T @ has
    ubiquity = np.diag(together)
    larger = np.maximum.outer(ubiquity, ubiquity)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: np.ndarray = np.where(larger > 0, together / larger, 0.0)
    np.fill_diagonal(result, 0.0)
    return result


def relatedness(has: np.ndarray) -> np.ndarray:
    """
    Relatedness of sectors by co-occurrence over what chance gives: above 1 more often together than expected.

    C_ij / (T/2 · [S_i/T · S_j/(T − S_i) + S_j/T · S_i/(T − S_j)]), diagonal of C left out; sectors that never co-occur
    with any other have 0.

    Source: van Eck and Waltman (2009), probabilistic association, as in the R package EconGeo.
    """
    import numpy as np

    together = has.T @ has
    np.fill_diagonal(together, 0.0)
    sums = together.sum(axis=1)
    total = sums.sum()
    if total == 0:
        return np.zeros_like(together)
    with np.errstate(invalid="ignore", divide="ignore"):
        one = np.outer(sums / total, sums) / (total - sums)[:, None]
        expected = total / 2 * (one + one.T)
        result: np.ndarray = np.where(together > 0, together / expected, 0.0)
    return result


def density(has: np.ndarray, near: np.ndarray) -> np.ndarray:
    """
    How much of what is near a sector a region has: Σ φ M / Σ φ, 0 to 1, regions × sectors.

    The sector itself does not count (the diagonal of the proximity is 0); a sector near to nothing has NaN.
    """
    import numpy as np

    total = near.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: np.ndarray = np.where(total > 0, (has @ near) / total, np.nan)
    return result


@dataclass(frozen=True, slots=True)
class Complexity:
    """
    Economic complexity.

    Attributes:
        regions: index of each region, mean 0 and standard deviation 1 (ddof 0) over those that have any sector.
        sectors: index of each sector, in the same way.
        parts: into how many unconnected blocks regions and sectors fall; above 1 the index compares only within a block.
    """

    regions: np.ndarray
    sectors: np.ndarray
    parts: int


def complexity(has: np.ndarray) -> Complexity:
    """
    Complexity of regions and sectors: the second eigenvector of M~ = Σ M_ji M_j'i / (k_j k_i), standardised.

    The sign is fixed so that the index goes with diversity; regions without and sectors nobody has are NaN.

    Raises:
        MeasureError: `too_few` with fewer than three regions or sectors in use.

    Source: Hidalgo and Hausmann, PNAS 106 (2009).
    """
    import numpy as np

    rows, columns = np.where(has.sum(axis=1) > 0)[0], np.where(has.sum(axis=0) > 0)[0]
    if len(rows) < 3 or len(columns) < 3:
        raise MeasureError(
            "too_few", "Complexity needs at least three regions and three sectors with an advantage. Add some."
        )
    m = has[np.ix_(rows, columns)]
    diversity, ubiquity = m.sum(axis=1), m.sum(axis=0)
    half = m / np.sqrt(diversity)[:, None] / np.sqrt(ubiquity)[None, :]
    values, vectors = np.linalg.eigh(half @ half.T)  # symmetric form of the same matrix: real and stable
    parts = int((values > 1 - 1e-9).sum())
    second = vectors[:, -2] / np.sqrt(diversity)
    regions = _standard(second)
    if np.corrcoef(regions, diversity)[0, 1] < 0:
        regions = -regions
    sectors = _standard((m.T @ regions) / ubiquity)
    return Complexity(_spread(regions, rows, has.shape[0]), _spread(sectors, columns, has.shape[1]), parts)


def entry_potential(has: np.ndarray, near: np.ndarray) -> np.ndarray:
    """Density of the sectors a region does not have (quotient below the threshold); NaN for those it has."""
    import numpy as np

    return np.where(has > 0, np.nan, density(has, near))


def _standard(values: np.ndarray) -> np.ndarray:
    spread = values.std()
    return (values - values.mean()) / spread if spread > 0 else values * 0.0


def _spread(values: np.ndarray, places: np.ndarray, count: int) -> np.ndarray:
    import numpy as np

    result = np.full(count, np.nan)
    result[places] = values
    return result
