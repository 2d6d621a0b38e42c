"""
QAP and MRQAP: tests for networks by exchanging the names of nodes.

Double semi-partialling (Dekker, Krackhardt and Snijders 2007): each regressor is freed of the others, what is left is
permuted by rows and columns together, and the t-value (a pivot) is compared. Only inner products of permuted and fixed
matrices are needed, so the matrices pass by in blocks that fit the cache, for many permutations at once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from tashan.learning.models import Codes, estimate
from tashan.learning.network import Floats, check_memory
from tashan.learning.problems import LearningError, LearningProblem

_BLOCK = 1 << 14
"""Cells of a block."""

_COPIES = 15
"""Matrices of the size of a regressor that are held at once for each regressor, as measured at 3,000 nodes."""


@dataclass(frozen=True, slots=True)
class Correlation:
    """
    A correlation of two networks with its permutation p-values, each (1 + hits)/(1 + permutations).

    Attributes:
        value: Pearson correlation over all pairs known in both.
        p_greater: share of permutations with at least this correlation; p_less: with at most it.
        p_two_sided: with at least its absolute value.
        permutations: how many.
    """

    value: float
    p_greater: float
    p_less: float
    p_two_sided: float
    permutations: int


def qap_correlation(
    one: npt.ArrayLike, other: npt.ArrayLike, *, directed: bool = True, permutations: int = 2_000, seed: int = 0
) -> Correlation:
    """
    Correlate two networks on the same nodes and test it by permuting one of them.

    Args:
        one: n × n; NaN where a tie is not known. Its diagonal is ignored.
        other: the same for the second network.
        directed: False counts each pair once.
        permutations: standard error of a p-value p is √(p(1−p)/permutations).
        seed: of the permutations.
    """
    first, second = np.asarray(one, dtype=float), np.asarray(other, dtype=float)
    if first.ndim != 2 or first.shape != second.shape or first.shape[0] != first.shape[1]:
        raise LearningError(
            "not_square", f"The networks are {first.shape} and {second.shape}; they need the same nodes."
        )
    known = _cells(first.shape[0], directed) & np.isfinite(second)
    observed = _correlation(first, second, known & np.isfinite(first))
    random = np.random.default_rng(seed)
    values = np.empty(permutations)
    for draw in range(permutations):
        order = random.permutation(len(first))
        moved = first[np.ix_(order, order)]
        values[draw] = _correlation(moved, second, known & np.isfinite(moved))
    slack = 1e-12
    greater, less = int((values >= observed - slack).sum()), int((values <= observed + slack).sum())
    both = int((np.abs(values) >= abs(observed) - slack).sum())
    share = 1 + permutations
    return Correlation(observed, (1 + greater) / share, (1 + less) / share, (1 + both) / share, permutations)


def _cells(size: int, directed: bool) -> npt.NDArray[np.bool_]:
    return ~np.eye(size, dtype=bool) if directed else np.triu(np.ones((size, size), dtype=bool), 1)


def _correlation(one: Floats, other: Floats, cells: npt.NDArray[np.bool_]) -> float:
    first, second = one[cells], other[cells]
    first, second = first - first.mean(), second - second.mean()
    scale = float(np.sqrt((first @ first) * (second @ second)))
    if scale == 0:
        raise LearningError("no_variance", "One of the networks is the same for all pairs: it correlates with nothing.")
    return float(first @ second) / scale


@dataclass(frozen=True, eq=False, slots=True)
class Mrqap:
    """
    A regression of networks with permutation p-values.

    Attributes:
        model: linear, logit or poisson.
        names: of the regressors, "constant" first (which is not tested).
        coefficients, statistics: b, and t (z for logit and Poisson) as if pairs were independent.
        p_values: two-sided, (1 + hits)/(1 + permutations); NaN for the constant only.
        fit: R² where linear, else the deviance.
        permutations: how many.
        observations: pairs used.
        pivot: what was compared: "t", "wald" or "score".
        problems: what was left out.
    """

    model: str
    names: tuple[str, ...]
    coefficients: Floats
    statistics: Floats
    p_values: tuple[float | None, ...]
    fit: float
    permutations: int
    observations: int
    pivot: str
    problems: tuple[LearningProblem, ...]


def mrqap(
    outcome: npt.ArrayLike,
    regressors: Mapping[str, npt.ArrayLike],
    *,
    model: str = "linear",
    directed: bool = True,
    permutations: int = 1_000,
    seed: int = 0,
    pivot: str | None = None,
) -> Mrqap:
    """
    Regress a network on networks and test each regressor by double semi-partialling.

    Args:
        outcome: n × n; NaN where not known. Diagonals are ignored.
        regressors: name to n × n. A pair enters a permutation only where all of its values are known.
        model: "linear", "logit" or "poisson".
        directed: False counts each pair once.
        permutations: the same ones serve all regressors.
        seed: of the permutations.
        pivot: for logit and Poisson "score" (default: Rao's test of the permuted regressor against the model without
            it, one pass a permutation) or "wald" (the model is fitted anew each time: exact, slow). Linear: "t".

    Raises:
        LearningError: no variance, collinear regressors, separation, no convergence.
    """
    aim = np.asarray(outcome, dtype=float)
    named = {name: np.asarray(matrix, dtype=float) for name, matrix in regressors.items()}
    for name, matrix in named.items():
        if matrix.shape != aim.shape:
            raise LearningError("not_square", f"{name} is {matrix.shape}, the outcome {aim.shape}.")
    if not named:
        raise LearningError("too_small", "A regression of networks needs at least one regressor.")
    check_memory(8 * aim.size * _COPIES * len(named), f"{len(aim)} nodes with {len(named)} regressors")
    pivot = pivot or ("t" if model == "linear" else "score")
    if pivot not in (("t",) if model == "linear" else ("score", "wald")):
        raise ValueError(f"Pivot {pivot} does not fit the model {model}.")
    wanted = _cells(len(aim), directed)
    known = wanted & np.isfinite(aim)
    for matrix in named.values():
        known &= np.isfinite(matrix)
    rows, columns = (ends.astype(np.int64) for ends in np.nonzero(known))
    fitted = estimate(aim[known], {name: matrix[known] for name, matrix in named.items()}, model=model)
    lost = int(wanted.sum() - known.sum())
    problems = (
        [LearningProblem("missing", f"{lost} of {int(wanted.sum())} pairs are not known; left out.")] if lost else []
    )
    work = _Work(aim[known], np.column_stack([np.ones(len(rows)), *(m[known] for m in named.values())]), rows, columns)
    random = np.random.default_rng(seed)
    orders = np.array([random.permutation(len(aim)) for _ in range(permutations)])
    observed, draws = _statistics(work, len(aim), orders, model, pivot, complete=lost == 0)
    hits = (np.abs(draws) >= np.abs(observed) - 1e-12).sum(axis=0)
    p_values = (None, *((1 + int(count)) / (1 + permutations) for count in hits))
    variance = float(((aim[known] - aim[known].mean()) ** 2).sum())
    return Mrqap(
        model,
        fitted.names,
        fitted.coefficients,
        fitted.coefficients / fitted.errors["ordinary"],
        p_values,
        1 - fitted.deviance / variance if model == "linear" else fitted.deviance,
        permutations,
        len(rows),
        pivot,
        (*problems, *fitted.problems),
    )


def joined(parts: Sequence[Mrqap]) -> Mrqap:
    """
    Join runs of one regression that differ in the seed of their permutations alone, as one of all permutations.

    Raises:
        LearningError: they are not of the same regression.
    """
    first = parts[0]
    for part in parts[1:]:
        if part.names != first.names or not np.array_equal(part.coefficients, first.coefficients):
            raise LearningError("not_same", "Only runs of one and the same regression can be joined.")
    draws = sum(part.permutations for part in parts)
    columns = zip(*(part.p_values[1:] for part in parts), strict=True)
    hits = [
        sum(round((p or 0.0) * (1 + part.permutations)) - 1 for p, part in zip(column, parts, strict=True))
        for column in columns
    ]
    return replace(first, p_values=(None, *((1 + hit) / (1 + draws) for hit in hits)), permutations=draws)


@dataclass(frozen=True, eq=False, slots=True)
class _Work:
    """Outcome and table (constant first) over the known cells, and where these lie."""

    outcome: Floats
    table: Floats
    rows: Codes
    columns: Codes


def _statistics(
    work: _Work, size: int, orders: npt.NDArray[np.int64], model: str, pivot: str, *, complete: bool
) -> tuple[Floats, Floats]:
    """The statistic of each regressor as observed, and under each permutation of its residual."""
    others = [np.delete(work.table, each, axis=1) for each in range(1, work.table.shape[1])]
    symmetric = bool((work.rows < work.columns).all())
    residuals = [
        work.table[:, 1 + each] - rest @ np.linalg.lstsq(rest, work.table[:, 1 + each], rcond=None)[0]
        for each, rest in enumerate(others)
    ]
    empty = 0.0 if complete else np.nan
    left = np.stack([_square(residual, work, size, empty, symmetric=symmetric) for residual in residuals])
    together = np.vstack([np.arange(size)[None, :], orders])
    if not complete or pivot == "wald":
        found = np.array([_slow(work, left, others, order, model, pivot) for order in together])
    elif model == "linear":
        found = _fast_linear(work, left, together, symmetric=symmetric)
    else:
        found = _fast_score(work, left, others, together, model, symmetric=symmetric)
    return found[0], found[1:]


def _square(values: Floats, work: _Work, size: int, empty: float, *, symmetric: bool) -> Floats:
    """Lay values of the known cells out as a matrix, on both sides of the diagonal where each pair counts once."""
    matrix = np.full((size, size), empty)
    matrix[work.rows, work.columns] = values
    if symmetric:
        matrix[work.columns, work.rows] = values
    return matrix


def _permuted(left: Floats, orders: npt.NDArray[np.int64], fixed: Floats) -> Floats:
    """
    Inner products of permuted with fixed matrices, block of rows by block of rows.

    Args:
        left: k × n × n, permuted by rows and columns.
        orders: one permutation a row.
        fixed: n × n × f.

    Returns:
        permutations × k × f.
    """
    count, size, width = left.shape[0], left.shape[1], fixed.shape[2]
    products = np.zeros((len(orders), count, width))
    step = max(1, _BLOCK // size)
    for first in range(0, size, step):
        block = np.ascontiguousarray(fixed[first : first + step].reshape(-1, width))
        for draw, order in enumerate(orders):
            moved = left.take(order[first : first + step], axis=1).take(order, axis=2)
            products[draw] += moved.reshape(count, -1) @ block
    return products


def _fast_linear(work: _Work, left: Floats, orders: npt.NDArray[np.int64], *, symmetric: bool) -> Floats:
    """
    Without missing cells: inner products of permuted residuals with outcome and regressors are all that is needed.

    Residuals sum to 0 over all cells under every permutation, so centred columns stand for those with a constant.
    """
    size, cells = left.shape[1], len(work.outcome)
    columns = np.column_stack([work.outcome, work.table[:, 1:]])
    columns -= columns.mean(axis=0)
    fixed = np.stack([_square(column, work, size, 0.0, symmetric=symmetric) for column in columns.T], axis=2)
    products = _permuted(left, orders, fixed) / (2 if symmetric else 1)
    squares = (left**2).sum(axis=(1, 2)) / (2 if symmetric else 1)
    cross = columns.T @ columns
    answer = np.empty(products.shape[:2])
    for each in range(left.shape[0]):
        rest = [column for column in range(1, columns.shape[1]) if column != 1 + each]
        inverse = np.linalg.inv(cross[np.ix_(rest, rest)])
        with_rest = products[:, each, rest]
        hit = products[:, each, 0] - with_rest @ (inverse @ cross[rest, 0])
        room = squares[each] - ((with_rest @ inverse) * with_rest).sum(axis=1)
        unexplained = cross[0, 0] - cross[0, rest] @ inverse @ cross[rest, 0] - hit**2 / room
        answer[:, each] = hit / np.sqrt(room * unexplained / (cells - columns.shape[1]))
    return answer


def _fast_score(
    work: _Work,
    left: Floats,
    others: list[Floats],
    orders: npt.NDArray[np.int64],
    model: str,
    *,
    symmetric: bool,
) -> Floats:
    """The same for Rao's statistic of logit and Poisson, whose weights differ from regressor to regressor."""
    size = left.shape[1]
    answer = np.empty((len(orders), left.shape[0]))
    half = 2 if symmetric else 1
    for each, (basis, weight, residual) in enumerate(zip(*_bases(work, others, model), strict=True)):
        columns = [residual, *basis.T]
        fixed = np.stack([_square(column, work, size, 0.0, symmetric=symmetric) for column in columns], axis=2)
        products = _permuted(left[each : each + 1], orders, fixed)[:, 0] / half
        weights = _square(weight, work, size, 0.0, symmetric=symmetric)[:, :, None]
        squares = _permuted(left[each : each + 1] ** 2, orders, weights)[:, 0, 0] / half
        room = squares - (products[:, 1:] ** 2).sum(axis=1)
        answer[:, each] = products[:, 0] / np.sqrt(np.maximum(room, 1e-300))
    return answer


def _bases(work: _Work, others: list[Floats], model: str) -> tuple[list[Floats], list[Floats], list[Floats]]:
    """For each regressor: basis of the others (times weights), weights, and the outcome's residual without it."""
    bases, weights, residuals = [], [], []
    for rest in others:
        if model == "linear":
            weight = np.ones(len(rest))
            residual = work.outcome - rest @ np.linalg.lstsq(rest, work.outcome, rcond=None)[0]
        else:
            named = {str(column): rest[:, column] for column in range(1, rest.shape[1])}
            fitted = estimate(work.outcome, named, model=model)
            mean = np.full(len(rest), np.nan)
            mean[fitted.used] = fitted.fitted
            mean = np.where(np.isnan(mean), 0.0, mean)
            weight = mean if model == "poisson" else mean * (1 - mean)
            residual = work.outcome - mean
        root = np.sqrt(weight)[:, None]
        bases.append(np.linalg.qr(rest * root)[0] * root)
        weights.append(weight)
        residuals.append(residual)
    return bases, weights, residuals


def _slow(
    work: _Work, left: Floats, others: list[Floats], order: npt.NDArray[np.int64], model: str, pivot: str
) -> list[float]:
    """One permutation by a fit of its own: with missing cells, or by Wald's statistic."""
    answer = []
    for each, rest in enumerate(others):
        moved = left[each][order[work.rows], order[work.columns]]
        known = np.isfinite(moved)
        part = _Work(work.outcome[known], rest[known], work.rows[known], work.columns[known])
        if pivot == "wald":
            named = {str(column): part.table[:, column] for column in range(1, part.table.shape[1])}
            fitted = estimate(part.outcome, named | {"moved": moved[known]}, model=model)
            answer.append(float(fitted.coefficients[-1] / fitted.errors["ordinary"][-1]))
            continue
        (basis,), (weight,), (residual,) = _bases(part, [part.table], model)
        values = moved[known]
        hit, room = float(values @ residual), float(values @ (values * weight) - ((values @ basis) ** 2).sum())
        room = max(room, 1e-300)
        if model == "linear":
            error = float(residual @ residual) - hit**2 / room
            answer.append(hit / room / np.sqrt(error / (len(values) - left.shape[0] - 1) / room))
        else:
            answer.append(hit / np.sqrt(room))
    return answer
