"""How well several systems go together: coupling coordination, old and corrected; obstacles; synergy of a composite system."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tashan.integration.problems import MeasureError

if TYPE_CHECKING:
    import numpy as np

BANDS: Final = (
    "极度失调", "严重失调", "中度失调", "轻度失调", "濒临失调", "勉强协调", "初级协调", "中级协调", "良好协调", "优质协调",
)  # fmt: skip
"""Ten bands of 0.1 of the coordination degree, lower bound included; 1.0 belongs to the last."""


@dataclass(frozen=True, slots=True)
class Coupling:
    """
    Coupling coordination of rows.

    Attributes:
        coupling: C, 0 to 1.
        level: T, the weighted mean of the systems.
        coordination: D = √(C T).
        bands: name of the band of D.
        zeros: rows in which a system is exactly zero.
        form: "old" or "corrected".
    """

    coupling: np.ndarray
    level: np.ndarray
    coordination: np.ndarray
    bands: tuple[str, ...]
    zeros: tuple[int, ...]
    form: str


def coupling(
    systems: np.ndarray | Sequence[Sequence[float]],
    weights: Sequence[float] | None = None,
    *,
    form: str = "corrected",
    floor: float | None = None,
) -> Coupling:
    """
    Coupling coordination degree of two or more systems.

    Old: C = n (ΠU)^(1/n) / ΣU. It piles up near 1, and one system at zero makes C and D zero whatever the others are.
    Corrected: C = √{[1 − Σ_{i>j}|U_i − U_j| / (n(n−1)/2)] · Π(U_i/max U)^(1/(n−1))}; zeros keep C at zero there too, so they
    are named in `zeros`, and a floor can be set.

    Args:
        systems: rows × systems, each 0 to 1.
        weights: of the systems in T; equal where not given.
        form: "old" or "corrected".
        floor: values below it are raised to it before anything else (0.01 is usual); None leaves them.

    Source: 王淑佳 et al., 自然资源学报 36(3), 2021.
    """
    import numpy as np

    u = np.atleast_2d(np.asarray(systems, dtype=float))
    if u.shape[1] < 2:
        raise MeasureError("one_system", "Coupling joins at least two systems. Add one.")
    if (u < 0).any() or (u > 1).any():
        raise MeasureError("out_of_range", "Systems are scores from 0 to 1. Scale them first (percent: divide by 100).")
    if form not in {"old", "corrected"}:
        raise MeasureError("unknown_setting", f'form is "old" or "corrected", not "{form}".')
    zeros = tuple(int(place) for place in np.where((u == 0).any(axis=1))[0])
    u = u if floor is None else np.maximum(u, floor)
    n = u.shape[1]
    w = np.full(n, 1 / n) if weights is None else np.asarray(weights, dtype=float) / np.sum(weights)
    with np.errstate(invalid="ignore", divide="ignore"):
        if form == "old":
            c = n * np.prod(u, axis=1) ** (1 / n) / u.sum(axis=1)
        else:
            gaps = sum(np.abs(u[:, i] - u[:, j]) for i in range(n) for j in range(i))
            c = np.sqrt(
                (1 - gaps / (n * (n - 1) / 2)) * np.prod(u / u.max(axis=1, keepdims=True), axis=1) ** (1 / (n - 1))
            )
    c = np.minimum(np.nan_to_num(c), 1.0)
    level = u @ w
    degree = np.sqrt(c * level)
    return Coupling(c, level, degree, tuple(band(value) for value in degree), zeros, form)


def band(degree: float) -> str:
    """The name of the band of a coordination degree."""
    return BANDS[min(int(degree * 10 + 1e-12), 9)]


def obstacles(scores: np.ndarray, weights: Sequence[float], *, shares: bool = True) -> np.ndarray:
    """
    What holds each row back: (1 − score) · weight by indicator; as shares of the row's sum unless told otherwise.

    A row without any obstacle (all scores 1) has zeros.
    """
    import numpy as np

    x = np.asarray(scores, dtype=float)
    if (x < 0).any() or (x > 1).any():
        raise MeasureError("out_of_range", "Scores run from 0 to 1. Scale them first.")
    gap = (1 - x) * np.asarray(weights, dtype=float)
    if not shares:
        return np.asarray(gap)
    total = gap.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(gap, total, out=np.zeros_like(gap), where=total > 0))


def order_degree(table: np.ndarray, up: Sequence[bool], low: Sequence[float], high: Sequence[float]) -> np.ndarray:
    """Order of each order parameter between its bounds: (e − low)/(high − low), reversed where less is better."""
    import numpy as np

    x, floor, top = np.asarray(table, dtype=float), np.asarray(low, dtype=float), np.asarray(high, dtype=float)
    if (top <= floor).any():
        raise MeasureError(
            "bad_bounds", "The upper bound of an order parameter must lie above the lower one. Correct the bounds."
        )
    unit = (x - floor) / (top - floor)
    return np.asarray(np.where(np.asarray(up, dtype=bool), unit, 1 - unit))


def synergy(orders: np.ndarray, *, weights: Sequence[float] | None = None, base: int | None = 0) -> np.ndarray:
    """
    Synergy of a composite system by time: the joint rise of its subsystems' order, −1 to 1.

    θ · (Π|Δu|)^(1/k), or with weights θ · Σ λ|Δu|; θ = 1 where every subsystem rises (or keeps still), else −1: one that
    falls makes the whole negative.

    Args:
        orders: times × subsystems.
        weights: λ of the subsystems, for the weighted form.
        base: the time compared with; None compares with the time before.

    Returns:
        One value a time; the base (or the first time) has 0.

    Source: 孟庆松, 韩文秀 (2000).
    """
    import numpy as np

    u = np.asarray(orders, dtype=float)
    before = np.vstack([u[:1], u[:-1]]) if base is None else u[base]
    change = u - before
    sign = np.where((change >= 0).all(axis=1), 1.0, -1.0)
    size = np.abs(change)
    shares = np.full(u.shape[1], 1.0) if weights is None else np.asarray(weights, dtype=float)
    geometric = np.prod(size, axis=1) ** (1 / u.shape[1])
    joint = geometric if weights is None else size @ (shares / shares.sum())
    return np.where(joint == 0, 0.0, sign * joint)
