"""
Input-output linkages of regions: coefficients, multipliers within and between regions, partners' inputs, extraction of a partner.

Tables are (region, sector) × (region, sector) in one order: region by region, each with the same sectors.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tashan.integration.problems import MeasureError

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class System:
    """
    A multi-regional input-output table.

    Attributes:
        regions, sectors: labels, in the order of the matrix.
        flows: Z, from rows to columns, in money.
        output: x, gross output by column.
        coefficients: A = Z diag(x)^-1; a column without output is zero.
    """

    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    flows: np.ndarray
    output: np.ndarray
    coefficients: np.ndarray

    def block(self, region: str) -> slice:
        """Rows or columns of a region."""
        if region not in self.regions:
            raise MeasureError("unknown_region", f"{region} is not in the table. It has {'、'.join(self.regions)}.")
        start = self.regions.index(region) * len(self.sectors)
        return slice(start, start + len(self.sectors))

    def labels(self) -> list[tuple[str, str]]:
        """Region and sector of each row."""
        return [(region, sector) for region in self.regions for sector in self.sectors]


def system(flows: np.ndarray, output: np.ndarray, regions: Sequence[str], sectors: Sequence[str]) -> System:
    """
    Build a system and check it.

    Raises:
        MeasureError: `shape`; `negative_output`; `inputs_exceed_output` where a column's intermediate inputs are more than
            its output, so that value added would be negative beyond rounding.
    """
    import numpy as np

    z, x = np.asarray(flows, dtype=float), np.asarray(output, dtype=float)
    size = len(regions) * len(sectors)
    if z.shape != (size, size) or x.shape != (size,):
        message = f"{len(regions)} regions × {len(sectors)} sectors need a table of {size} × {size} and {size} outputs, not {z.shape} and {x.shape}."
        raise MeasureError("shape", message)
    if (x < 0).any():
        raise MeasureError("negative_output", f"Output is negative in column {int(np.argmin(x)) + 1}. Correct it.")
    over = np.where(z.sum(axis=0) > x * 1.001 + 1e-9)[0]
    if len(over):
        place = int(over[0])
        label = f"{regions[place // len(sectors)]}, {sectors[place % len(sectors)]}"
        message = f"Intermediate inputs exceed output in {len(over)} columns, first {label}. Check units and the direction of the table."
        raise MeasureError("inputs_exceed_output", message)
    a = np.divide(z, x, out=np.zeros_like(z), where=x > 0)
    return System(tuple(regions), tuple(sectors), z, x, a)


def from_pymrio(table: Any) -> System:
    """A system of the package pymrio (its `Z` and `x`, frames labelled by region and sector); the package is not imported."""
    import numpy as np

    labels = list(table.Z.index)
    regions = list(dict.fromkeys(label[0] for label in labels))
    sectors = list(dict.fromkeys(label[1] for label in labels))
    return system(np.asarray(table.Z), np.asarray(table.x).ravel(), regions, sectors)


def leontief(table: System) -> np.ndarray:
    """L = (I − A)^-1: output of each row needed for one unit of final demand of each column."""
    import numpy as np

    return np.linalg.inv(np.eye(len(table.output)) - table.coefficients)


def ghosh(table: System) -> np.ndarray:
    """G = (I − B)^-1 with B = diag(x)^-1 Z: the supply side."""
    import numpy as np

    b = np.divide(table.flows, table.output[:, None], out=np.zeros_like(table.flows), where=table.output[:, None] > 0)
    return np.linalg.inv(np.eye(len(table.output)) - b)


@dataclass(frozen=True, slots=True)
class Linkages:
    """
    Linkages of each column or row.

    Attributes:
        backward: column sums of L over their mean (影响力系数); above 1 pulls more than the average.
        forward: row sums of the Ghosh inverse over their mean (感应度系数, supply side).
        forward_leontief: row sums of L over their mean, the older form.
        multiplier: column sums of L.
        intra: the part of the multiplier inside the column's own region.
        spillover: the part in other regions.
    """

    backward: np.ndarray
    forward: np.ndarray
    forward_leontief: np.ndarray
    multiplier: np.ndarray
    intra: np.ndarray
    spillover: np.ndarray


def linkages(table: System, inverse: np.ndarray | None = None) -> Linkages:
    """Backward and forward linkages, and how much of each multiplier stays in its region."""
    import numpy as np

    inverse = leontief(table) if inverse is None else inverse
    columns, rows, supply = inverse.sum(axis=0), inverse.sum(axis=1), ghosh(table).sum(axis=1)
    n = len(table.sectors)
    own = np.concatenate(
        [inverse[block, block].sum(axis=0) for block in (slice(r * n, r * n + n) for r in range(len(table.regions)))]
    )
    return Linkages(columns / columns.mean(), supply / supply.mean(), rows / rows.mean(), columns, own, columns - own)


def between_regions(table: System) -> np.ndarray:
    """Shares of intermediate inputs by origin: regions (from) × regions (to), columns sum to 1; no inputs give NaN."""
    import numpy as np

    r, n = len(table.regions), len(table.sectors)
    sums = table.flows.reshape(r, n, r, n).sum(axis=(1, 3))
    total = sums.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        result: np.ndarray = np.where(total > 0, sums / total, np.nan)
    return result


def spillovers(table: System, inverse: np.ndarray | None = None) -> np.ndarray:
    """
    Output in each region (rows) per unit of final demand in each (columns), final demand spread as output is.

    Weighted by output, so that a large sector counts more than a small one.
    """
    import numpy as np

    inverse = leontief(table) if inverse is None else inverse
    r, n = len(table.regions), len(table.sectors)
    by_row = inverse.reshape(r, n, r * n).sum(axis=1)
    weights = table.output.reshape(r, n)
    shares = np.divide(
        weights,
        weights.sum(axis=1, keepdims=True),
        out=np.zeros_like(weights),
        where=weights.sum(axis=1, keepdims=True) > 0,
    )
    return np.asarray(np.einsum("srn,rn->sr", by_row.reshape(r, r, n), shares))


def extraction(table: System, partner: str, final: np.ndarray | None = None) -> dict[str, float]:
    """
    What output each other region would lose if it neither bought from nor sold to a partner.

    Hypothetical extraction: flows between the partner and all others are set to zero, final demand stays; the loss is a
    share of present output. It is an upper bound: no substitution.

    Args:
        table: the system.
        partner: the region taken out.
        final: final demand by row; without it what output leaves after intermediate use.

    Source: Dietzenbacher, van der Linden and Steenge, Economic Systems Research 5 (1993).
    """
    import numpy as np

    demand = table.output - table.flows.sum(axis=1) if final is None else np.asarray(final, dtype=float)
    block = table.block(partner)
    cut = table.coefficients.copy()
    inside = cut[block, block].copy()
    cut[block, :] = 0
    cut[:, block] = 0
    cut[block, block] = inside
    identity = np.eye(len(demand))
    before = np.linalg.solve(identity - table.coefficients, demand)
    after = np.linalg.solve(identity - cut, demand)
    n = len(table.sectors)
    return {
        region: float(1 - after[r * n : r * n + n].sum() / before[r * n : r * n + n].sum())
        for r, region in enumerate(table.regions)
        if region != partner and before[r * n : r * n + n].sum() > 0
    }
