"""
Linear, logit and Poisson models of pairs, with standard errors that know that pairs share members.

Errors that treat the pairs of cities as independent are far too small: two visits to Shenzhen are not two draws.
The dyadic-robust ones add up, over all pairs of observations that share a member, what their scores have in common
(Fafchamps and Gubert 2007; Aronow, Samii and Assenova 2015); no small-sample factor is used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tashan.learning.network import Floats, check_memory
from tashan.learning.problems import LearningError, LearningProblem

Codes = npt.NDArray[np.int64]

MODELS: Final = ("linear", "logit", "poisson")
ERRORS: Final = ("ordinary", "robust", "two_way", "dyadic")
"""Standard errors: by the model; heteroskedasticity (HC0); clustered by sender and receiver; dyadic-robust."""

_ROUNDS = 200
_FAR = 30.0
_COPIES = 8
"""Tables of the size of the regressors that are held at once while a model is fitted."""


@dataclass(frozen=True, eq=False, slots=True)
class Estimate:
    """
    A fitted model.

    Attributes:
        model: one of `MODELS`.
        names: of the coefficients; "constant" first where there is one.
        coefficients: in the order of `names`.
        errors: kind of standard error (`ERRORS`) to one value a coefficient.
        observations: used in the fit.
        deviance: residual sum of squares where linear.
        log_likelihood: at the estimate.
        fitted: expected value for each observation used.
        used: which of the observations given are used.
        problems: what was left out and why.
    """

    model: str
    names: tuple[str, ...]
    coefficients: Floats
    errors: Mapping[str, Floats]
    observations: int
    deviance: float
    log_likelihood: float
    fitted: Floats
    used: npt.NDArray[np.bool_]
    problems: tuple[LearningProblem, ...] = ()

    def coefficient(self, name: str) -> float:
        """Give one coefficient by its name."""
        return float(self.coefficients[self.names.index(name)])

    def error(self, name: str, kind: str = "dyadic") -> float:
        """Give one standard error by the coefficient's name."""
        return float(self.errors[kind][self.names.index(name)])

    def interval(self, name: str, kind: str = "dyadic") -> tuple[float, float]:
        """Give the 95 % interval by the normal distribution."""
        half = 1.959963984540054 * self.error(name, kind)
        return self.coefficient(name) - half, self.coefficient(name) + half

    def p_value(self, name: str, kind: str = "dyadic") -> float | None:
        """Give the two-sided p-value by the normal distribution; None where the error came out as 0."""
        from math import erfc, sqrt

        error = self.error(name, kind)
        return erfc(abs(self.coefficient(name) / error) / sqrt(2)) if error else None


def estimate(
    outcome: Floats,
    regressors: Mapping[str, Floats],
    *,
    model: str,
    members: tuple[Codes, Codes] | None = None,
    absorb: Sequence[Codes] = (),
    constant: bool = True,
) -> Estimate:
    """
    Fit a model of pairs.

    Args:
        outcome: one a pair; 0 or 1 for logit, from 0 up for Poisson.
        regressors: name to one value a pair. Pairs with a missing value (NaN) are left out and counted.
        model: one of `MODELS`.
        members: number of the sender and of the receiver of each pair; without it no two-way and dyadic errors.
        absorb: fixed effects, each as one group number a pair; not for logit, where they would be inconsistent.
        constant: add one; with fixed effects there is none.

    Returns:
        Coefficients and all the standard errors that can be told.

    Raises:
        LearningError: nothing varies, regressors are collinear, the outcome is separated, or no convergence.
    """
    if model not in MODELS:
        raise ValueError(f"Model {model} is not known. Choose {', '.join(MODELS)}.")
    if model == "logit" and absorb:
        raise LearningError(
            "not_offered", "Logit with fixed effects of senders is inconsistent. Use Poisson or linear."
        )
    check_memory(
        8 * len(outcome) * (len(regressors) + 1) * _COPIES, f"{len(outcome)} pairs and {len(regressors)} regressors"
    )
    table = np.column_stack(
        [np.asarray(column, dtype=float) for column in regressors.values()] or [outcome[:, None] * 0]
    )
    names = tuple(regressors)
    if constant and not absorb:
        table, names = np.column_stack([np.ones(len(outcome)), table]), ("constant", *names)
    if not regressors:
        table = table[:, : len(names)]
    used = np.isfinite(table).all(axis=1) & np.isfinite(outcome)
    problems = _missing(used)
    _check_outcome(outcome[used], model)
    if model == "poisson":
        separated = _separated(outcome, table, absorb, used)
        if separated.any():
            problems.append(
                LearningProblem(
                    "separation",
                    f"{int(separated.sum())} pairs with outcome 0 are separated (their expected value is 0 whatever the "
                    "rest); left out, which changes no other coefficient (Correia, Guimarães and Zylkin 2019).",
                )
            )
            used &= ~separated
    groups = tuple(_renumber(codes[used]) for codes in absorb)
    lost = sum(problem.code == "separation" for problem in problems)
    _check_rank(table[used], names, groups, " once separated pairs are left out" if lost else "")
    coefficients, fitted, weights, reduced = _solve(outcome[used], table[used], model, groups)
    residual = outcome[used] - fitted
    bread = np.asarray(np.linalg.inv(reduced.T @ (reduced * weights[:, None])), dtype=float)
    absorbed = sum(int(codes.max()) + 1 for codes in groups) - max(len(groups) - 1, 0)
    spread = float(residual @ residual) / max(len(residual) - len(names) - absorbed, 1) if model == "linear" else 1.0
    sender_receiver = None if members is None else (members[0][used], members[1][used])
    errors, doubts = _errors(reduced * residual[:, None], bread, spread, sender_receiver)
    deviance, likelihood = _deviance(outcome[used], fitted, model)
    return Estimate(
        model,
        names,
        coefficients,
        errors,
        int(used.sum()),
        deviance,
        likelihood,
        fitted,
        used,
        (*problems, *doubts),
    )


def _missing(used: npt.NDArray[np.bool_]) -> list[LearningProblem]:
    lost = int((~used).sum())
    if not lost:
        return []
    return [LearningProblem("missing", f"{lost} of {len(used)} pairs have a missing value and are left out.")]


def _check_outcome(outcome: Floats, model: str) -> None:
    if len(outcome) < 3:
        raise LearningError("too_small", f"{len(outcome)} pairs are left with all values; a model needs more.")
    if np.ptp(outcome) == 0:
        raise LearningError(
            "no_variance", f"The outcome is {outcome[0]:g} for every pair; there is nothing to explain."
        )
    if model == "logit" and not np.isin(outcome, (0, 1)).all():
        raise LearningError("outcome_invalid", "Logit needs an outcome of 0 or 1. Use Poisson for counts.")
    if model == "poisson" and (outcome < 0).any():
        raise LearningError("outcome_invalid", "Poisson needs an outcome from 0 up. Use linear.")


def _renumber(codes: Codes) -> Codes:
    return np.unique(codes, return_inverse=True)[1].astype(np.int64)


def _check_rank(table: Floats, names: Sequence[str], groups: Sequence[Codes], when: str) -> None:
    """Name the regressors that others (or the fixed effects) already say, in the order given."""
    reduced = _within(table, np.ones(len(table)), groups)
    scale = np.sqrt((table**2).sum(axis=0))
    kept: list[int] = []
    for column, name in enumerate(names):
        rest = reduced[:, column]
        if kept:
            basis = reduced[:, kept]
            rest = rest - basis @ np.linalg.lstsq(basis, rest, rcond=None)[0]
        if np.sqrt(rest @ rest) <= 1e-8 * max(scale[column], 1e-300):
            others = ", ".join(names[other] for other in kept) or "nothing"
            absorbed = " and the fixed effects" if groups else ""
            raise LearningError(
                "collinear",
                f"{name} is already said by {others}{absorbed}{when}. Leave it out, or leave out one of those.",
            )
        kept.append(column)


def _within(table: Floats, weights: Floats, groups: Sequence[Codes]) -> Floats:
    """Take weighted group means out of every column, in turns until nothing changes (method of Gaure 2013)."""
    if not groups:
        return table
    reduced = table.astype(float).reshape(len(table), -1).copy()
    masses = [np.bincount(codes, weights) for codes in groups]
    for _ in range(5_000):
        moved = 0.0
        for codes, mass in zip(groups, masses, strict=True):
            for column in range(reduced.shape[1]):
                means = np.bincount(codes, weights * reduced[:, column]) / mass
                reduced[:, column] -= means[codes]
                moved = max(moved, float(np.abs(means).max()))
        if len(groups) == 1 or moved < 1e-11 * max(1.0, float(np.abs(table).max())):
            return reduced.reshape(table.shape)
    raise LearningError("not_converged", "Fixed effects did not settle. Are sender and receiver groups connected?")


Solved = tuple[Floats, Floats, Floats, Floats]


def _solve(outcome: Floats, table: Floats, model: str, groups: Sequence[Codes]) -> Solved:
    """Iterated weighted least squares; gives coefficients, fitted values, weights and the table without fixed effects."""
    if model == "linear":
        ones = np.ones(len(outcome))
        reduced, aim = _within(table, ones, groups), _within(outcome, ones, groups)
        coefficients = _least_squares(reduced, aim)
        return coefficients, outcome - (aim - reduced @ coefficients), ones, reduced
    mean = np.full(len(outcome), outcome.mean())
    fitted = (outcome + mean) / 2
    line = np.log(fitted) if model == "poisson" else np.log(fitted / (1 - fitted))
    last = np.inf
    for _ in range(_ROUNDS):
        weights = fitted if model == "poisson" else fitted * (1 - fitted)
        aim = line + (outcome - fitted) / weights
        reduced, short = _within(table, weights, groups), _within(aim, weights, groups)
        root = np.sqrt(weights)[:, None]
        coefficients = _least_squares(reduced * root, short * root[:, 0])
        line = aim - (short - reduced @ coefficients)
        if model == "logit" and np.abs(line).max() > _FAR:
            raise LearningError(
                "separation",
                "A combination of regressors tells the outcome without error (separation), so that no finite estimate "
                "exists. Leave out the regressor that does, or join categories.",
            )
        fitted = np.exp(np.clip(line, -700, 700)) if model == "poisson" else 1 / (1 + np.exp(-line))
        deviance = _deviance(outcome, fitted, model)[0]
        if abs(last - deviance) <= 1e-12 * (abs(deviance) + 0.1):
            weights = fitted if model == "poisson" else fitted * (1 - fitted)
            return coefficients, fitted, weights, _within(table, weights, groups)
        last = deviance
    raise LearningError(
        "not_converged", f"The {model} model did not converge in {_ROUNDS} rounds. Scale the regressors."
    )


def _least_squares(table: Floats, aim: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(table, aim, rcond=None)[0], dtype=float)


def _deviance(outcome: Floats, fitted: Floats, model: str) -> tuple[float, float]:
    """Deviance and log-likelihood."""
    from scipy.special import gammaln, xlogy

    if model == "linear":
        squares = float(((outcome - fitted) ** 2).sum())
        count = len(outcome)
        return squares, -0.5 * count * (np.log(2 * np.pi * max(squares, 1e-300) / count) + 1)
    if model == "poisson":
        tiny = np.maximum(fitted, 1e-300)
        deviance = 2 * float((xlogy(outcome, outcome) - xlogy(outcome, tiny) - (outcome - fitted)).sum())
        return deviance, float((xlogy(outcome, tiny) - fitted - gammaln(outcome + 1)).sum())
    likelihood = float((xlogy(outcome, fitted) + xlogy(1 - outcome, 1 - fitted)).sum())
    return -2 * likelihood, likelihood


def _separated(
    outcome: Floats, table: Floats, absorb: Sequence[Codes], used: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """
    Find pairs with outcome 0 that are separated: iterative rectifier of Correia, Guimarães and Zylkin 2019.

    A combination of the columns that is 0 wherever the outcome is positive and never negative elsewhere would take the
    expected value of the pairs on which it is positive down to 0.
    """
    answer = np.zeros(len(outcome), dtype=bool)
    for codes in absorb:
        empty = np.bincount(codes[used], outcome[used], int(codes.max()) + 1) == 0
        answer |= used & empty[codes]
    rest = used & ~answer
    rows = np.flatnonzero(rest)
    zero = outcome[rows] == 0
    if not zero.any():
        return answer
    groups = tuple(_renumber(codes[rows]) for codes in absorb)
    weights = np.where(zero, 1.0, 1e6)
    root = np.sqrt(weights)[:, None]
    reduced = _within(table[rows], weights, groups)
    target = zero.astype(float)
    for _ in range(100):
        short = _within(target, weights, groups)
        line = target - (short - reduced @ np.linalg.lstsq(reduced * root, short * root[:, 0], rcond=None)[0])
        line[np.abs(line) < 1e-5] = 0
        if (line[zero] >= 0).all() and np.abs(line - target).max() < 1e-4:
            answer[rows[zero & (line > 1e-3)]] = True
            return answer
        target = np.where(zero, np.maximum(line, 0), 0)
        if target.max() < 1e-3:
            return answer
    return answer


Errors = tuple[dict[str, Floats], list[LearningProblem]]


def _errors(scores: Floats, bread: Floats, spread: float, members: tuple[Codes, Codes] | None) -> Errors:
    meats = {"robust": scores.T @ scores}
    if members is not None:
        meats |= {"two_way": _two_way(scores, *members), "dyadic": dyadic_meat(scores, *members)}
    covariances = {"ordinary": bread * spread} | {kind: bread @ meat @ bread for kind, meat in meats.items()}
    errors, problems = {}, []
    for kind, covariance in covariances.items():
        variances = np.diagonal(covariance).copy()
        if (variances < 0).any():
            # An estimate by differences need not be a covariance; its negative eigenvalues are set to 0.
            values, vectors = np.linalg.eigh(covariance)
            variances = np.diagonal((vectors * np.maximum(values, 0)) @ vectors.T).copy()
            problems.append(
                LearningProblem("not_definite", f"The {kind} covariance was not positive; negative parts are set to 0.")
            )
        errors[kind] = np.sqrt(variances)
    return errors, problems


def _two_way(scores: Floats, senders: Codes, receivers: Codes) -> Floats:
    """Clustered by sender and by receiver, less what both share (Cameron, Gelbach and Miller 2011)."""
    by_sender, by_receiver = _summed(scores, senders), _summed(scores, receivers)
    both = _summed(scores, senders * (int(receivers.max()) + 1) + receivers)
    return np.asarray(by_sender.T @ by_sender + by_receiver.T @ by_receiver - both.T @ both)


def dyadic_meat(scores: Floats, senders: Codes, receivers: Codes) -> Floats:
    """
    Add up the products of scores over all pairs of observations that share a member.

    For each member the scores of all its observations are summed and squared; observations of the same two members
    share two and would be counted twice, so their squared sum is taken off once.
    """
    count = int(max(senders.max(), receivers.max())) + 1
    by_member = np.zeros((count, scores.shape[1]))
    np.add.at(by_member, senders, scores)
    np.add.at(by_member, receivers, scores)
    low, high = np.minimum(senders, receivers), np.maximum(senders, receivers)
    by_pair = _summed(scores, low * count + high)
    return np.asarray(by_member.T @ by_member - by_pair.T @ by_pair)


def _summed(scores: Floats, codes: Codes) -> Floats:
    places = _renumber(codes)
    return np.column_stack([np.bincount(places, scores[:, column]) for column in range(scores.shape[1])])
