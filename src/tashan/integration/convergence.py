"""Do regions come closer? Sigma (spread over time), beta (do the poor grow faster), and moves between classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING

from tashan.integration.inequality import variation
from tashan.integration.problems import MeasureError, check_members, check_positive

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Beta:
    """
    A regression of annual growth on the initial level.

    Attributes:
        slope: b of (1/T) ln(y_T/y_0) = a + b ln y_0 (+ controls).
        error: its standard error, robust to unequal variances (HC1).
        intercept: a.
        fit: R².
        speed: λ = −ln(1 + bT)/T, a year; negative where regions diverge; None where 1 + bT ≤ 0.
        half_life: ln 2/λ in years; None unless λ > 0.
        verdict: "convergence", "no convergence" or "overshooting" (1 + bT ≤ 0).
        regions: how many entered.
        years: T.
    """

    slope: float
    error: float
    intercept: float
    fit: float
    speed: float | None
    half_life: float | None
    verdict: str
    regions: int
    years: float


def beta(
    first: Sequence[float] | np.ndarray,
    last: Sequence[float] | np.ndarray,
    years: float,
    *,
    controls: np.ndarray | None = None,
    names: Sequence[str] | None = None,
) -> Beta:
    """
    Whether regions that began lower grew faster: absolute convergence, or conditional with controls.

    Args:
        first: levels in the first year, above zero.
        last: levels in the last year.
        years: between the two.
        controls: regions × variables, for conditional convergence.
        names: of the regions, for messages.

    Source: Barro and Sala-i-Martin, Journal of Political Economy 100 (1992).
    """
    import numpy as np

    start, end = np.asarray(first, dtype=float), np.asarray(last, dtype=float)
    check_positive(start, names)
    check_positive(end, names)
    extra = np.empty((len(start), 0)) if controls is None else np.asarray(controls, dtype=float).reshape(len(start), -1)
    keep = ~(np.isnan(start) | np.isnan(end) | np.isnan(extra).any(axis=1))
    check_members(int(keep.sum()), 3 + extra.shape[1])
    growth = np.log(end[keep] / start[keep]) / years
    x = np.column_stack([np.ones(int(keep.sum())), np.log(start[keep]), extra[keep]])
    if np.ptp(x[:, 1]) == 0:
        raise MeasureError("no_variation", "All regions begin at the same level: no slope can be found.")
    coefficients, *_ = np.linalg.lstsq(x, growth, rcond=None)
    residuals = growth - x @ coefficients
    inverse = np.linalg.pinv(x.T @ x)
    count, columns = x.shape
    robust = inverse @ (x.T * residuals**2) @ x @ inverse * count / max(count - columns, 1)
    spread = float(((growth - growth.mean()) ** 2).sum())
    fit = 1 - float((residuals**2).sum()) / spread if spread > 0 else 0.0
    slope = float(coefficients[1])
    inside = 1 + slope * years
    speed = -log(inside) / years if inside > 0 else None
    converges = speed is not None and speed > 0
    verdict = "overshooting" if speed is None else "convergence" if converges else "no convergence"
    half_life = log(2) / speed if converges and speed else None
    return Beta(
        slope, float(np.sqrt(robust[1, 1])), float(coefficients[0]), fit, speed, half_life, verdict, count, years
    )


def sigma(table: np.ndarray, weights: np.ndarray | None = None, *, ddof: int = 0, logs: bool = False) -> np.ndarray:
    """Spread in each year (columns): coefficient of variation of levels, or standard deviation of logs where asked."""
    import numpy as np

    return np.array(
        [
            variation(table[:, t], None if weights is None else weights[:, t], ddof=ddof, logs=logs)
            for t in range(table.shape[1])
        ]
    )


@dataclass(frozen=True, slots=True)
class Moves:
    """
    Moves between classes from one year to the next.

    Attributes:
        counts: from (rows) to (columns), all years together.
        chances: rows sum to 1; a class nobody was in has NaN.
        steady: long-run shares of the classes; None where the chain does not settle on one.
        bounds: upper bounds of the classes by year (years × classes).
    """

    counts: np.ndarray
    chances: np.ndarray
    steady: np.ndarray | None
    bounds: np.ndarray


def markov(table: np.ndarray, classes: int = 5) -> Moves:
    """
    Chances to move between classes of equal number, drawn anew each year.

    Args:
        table: regions × years; a region missing in a year makes no move from or to it.
        classes: how many; a value on a bound belongs to the lower class.

    Source: Quah, European Economic Review 37 (1993).
    """
    import numpy as np

    check_members(table.shape[0], classes)
    bounds = np.nanquantile(table, np.arange(1, classes + 1) / classes, axis=0).T
    place = np.full(table.shape, -1)
    for t in range(table.shape[1]):
        here = ~np.isnan(table[:, t])
        place[here, t] = np.minimum(np.searchsorted(bounds[t], table[here, t], side="left"), classes - 1)
    counts = np.zeros((classes, classes))
    before, after = place[:, :-1].ravel(), place[:, 1:].ravel()
    both = (before >= 0) & (after >= 0)
    np.add.at(counts, (before[both], after[both]), 1)
    rows = counts.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        chances = np.where(rows > 0, counts / rows, np.nan)
    return Moves(counts, chances, _steady(chances), bounds)


def _steady(chances: np.ndarray) -> np.ndarray | None:
    import numpy as np

    if np.isnan(chances).any():
        return None
    values, vectors = np.linalg.eig(chances.T)
    ones = np.where(np.abs(values - 1) < 1e-9)[0]
    if len(ones) != 1:
        return None
    vector = np.real(vectors[:, ones[0]])
    result: np.ndarray = vector / vector.sum()
    return result
