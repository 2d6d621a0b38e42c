"""Scaling of indicators and their weights: equal, entropy, CRITIC, given; every rule named, because results depend on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from tashan.integration.problems import MeasureError

if TYPE_CHECKING:
    import numpy as np

SCALINGS: Final = ("minmax", "squeezed", "zscore", "base_year", "none")
"""min-max to 0…1; min-max to 0.002…0.998; standard scores; base year = 100; as they are."""

ZERO_RULES: Final = ("zero_is_zero", "shift", "squeezed", "clipped", "no_scaling")
"""
Entropy after min-max: 0 ln 0 = 0; a constant added; scaled to 0.002…0.998; cut off at 0.002 and 0.998; or raw positive figures
without scaling.
"""


def scale(table: np.ndarray, up: Sequence[bool], *, how: str = "minmax", base: np.ndarray | None = None) -> np.ndarray:
    """
    Bring indicators to one scale and one direction.

    Args:
        table: rows × indicators. In a panel give all years together: scaled year by year, scores of different years cannot
            be compared.
        up: by indicator, whether more is better; others are reversed (min-max: 1 − x; standard scores: −z; base year: 1/x).
        how: one of `SCALINGS`.
        base: for "base_year": the figures of each row's region in the base year, same shape.

    Returns:
        Same shape; an indicator without variation is 0 everywhere under min-max and standard scores.
    """
    import numpy as np

    x, better = np.asarray(table, dtype=float), np.asarray(up, dtype=bool)
    if how not in SCALINGS:
        raise MeasureError("unknown_setting", f"Scaling is one of {', '.join(SCALINGS)}, not {how}.")
    if how == "none":
        if not better.all():
            raise MeasureError(
                "unknown_setting", "Without scaling nothing can be reversed. Choose a scaling, or reverse beforehand."
            )
        return x
    if how == "base_year":
        if base is None or (np.asarray(base) <= 0).any() or (x <= 0).any():
            raise MeasureError(
                "zero_base", "Base year = 100 divides by its figures: all must be above zero. Choose another scaling."
            )
        ratio = x / base
        return np.asarray(100 * np.where(better, ratio, 1 / ratio))
    if how == "zscore":
        spread = np.nanstd(x, axis=0)
        z = np.divide(x - np.nanmean(x, axis=0), spread, out=np.zeros_like(x), where=spread > 0)
        return np.asarray(np.where(better, z, -z))
    low, high = np.nanmin(x, axis=0), np.nanmax(x, axis=0)
    unit = np.divide(x - low, high - low, out=np.where(np.isnan(x), np.nan, 0.0), where=high > low)
    unit = np.where(better | (high == low), unit, 1 - unit)
    return np.asarray(0.002 + 0.996 * unit if how == "squeezed" else unit)


def equal_weights(count: int) -> np.ndarray:
    """The same weight for each."""
    import numpy as np

    return np.full(count, 1 / count)


def given_weights(values: Sequence[float]) -> np.ndarray:
    """Weights as given, as shares; negative ones are refused."""
    import numpy as np

    w = np.asarray(values, dtype=float)
    if (w < 0).any() or not w.sum() > 0:
        raise MeasureError("bad_weights", "Weights are zero or more, and not all zero. Correct them.")
    return np.asarray(w / w.sum())


def entropy_weights(
    table: np.ndarray, up: Sequence[bool] | None = None, *, zeros: str = "zero_is_zero", shift: float = 1e-4
) -> np.ndarray:
    """
    Weights by how unevenly an indicator is spread: p = x/Σx, e = −Σ p ln p / ln n, w = (1 − e)/Σ(1 − e).

    Args:
        table: rows × indicators; missing values are refused, because they would change n.
        up: by indicator, whether more is better; all, where not given.
        zeros: one of `ZERO_RULES`; the answer depends on it.
        shift: what the rule "shift" adds after min-max (0.0001 and 1 are both in use).
    """
    import numpy as np

    x = np.asarray(table, dtype=float)
    better = [True] * x.shape[1] if up is None else list(up)
    if zeros not in ZERO_RULES:
        raise MeasureError("unknown_setting", f"The rule for zeros is one of {', '.join(ZERO_RULES)}, not {zeros}.")
    _complete(x)
    if zeros == "no_scaling":
        if (x < 0).any():
            raise MeasureError(
                "negative_value", "Entropy of raw figures needs them to be zero or more. Choose another rule for zeros."
            )
    else:
        x = scale(x, better, how="squeezed" if zeros == "squeezed" else "minmax")
        x = x + shift if zeros == "shift" else x
        x = np.clip(x, 0.002, 0.998) if zeros == "clipped" else x
    sums = x.sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.where(sums > 0, x / sums, 1 / len(x))
        e = -np.where(p > 0, p * np.log(p), 0.0).sum(axis=0) / np.log(len(x))
    flat = np.ptp(x, axis=0) == 0
    spread = np.where(flat, 0.0, 1 - e)
    if not spread.sum() > 0:
        raise MeasureError("no_variation", "No indicator varies: entropy gives no weights. Choose equal weights.")
    return np.asarray(spread / spread.sum())


def critic_weights(table: np.ndarray, up: Sequence[bool] | None = None) -> np.ndarray:
    """
    Weights by contrast and conflict: standard deviation (ddof 1) of min-max scores times Σ(1 − correlation).

    Source: Diakoulaki et al., Computers & Operations Research 22 (1995).
    """
    import numpy as np

    x = np.asarray(table, dtype=float)
    _complete(x)
    unit = scale(x, [True] * x.shape[1] if up is None else up)
    spread = unit.std(axis=0, ddof=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = np.nan_to_num(np.corrcoef(unit, rowvar=False)) if x.shape[1] > 1 else np.ones((1, 1))
    np.fill_diagonal(correlation, 1.0)
    information = spread * (1 - correlation).sum(axis=0) if x.shape[1] > 1 else spread
    if not information.sum() > 0:
        raise MeasureError(
            "no_variation",
            "No indicator varies or conflicts with another: CRITIC gives no weights. Choose equal weights.",
        )
    return np.asarray(information / information.sum())


def _complete(table: np.ndarray) -> None:
    import numpy as np

    if len(table) < 2:
        raise MeasureError("one_member", "One row has no spread. Give at least two rows.")
    gaps = np.argwhere(np.isnan(table))
    if len(gaps):
        row, column = gaps[0]
        message = f"{len(gaps)} figures are missing, first in row {row + 1}, indicator {column + 1}. Leave the rows out by name, or find the figures."
        raise MeasureError("missing_value", message)
