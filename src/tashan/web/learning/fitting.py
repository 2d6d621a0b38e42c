"""
The models of who visits whom, in parts that are fitted one by one and kept as plain values.

A page fits all parts while the reader waits, where there are few regions; a run in the background fits one part after
the other and keeps each. Both show the same parts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, Final

import numpy as np

from tashan.learning.network import Floats, network_of_matrix
from tashan.learning.pairs import gravity, pairs_of, regional_covariates
from tashan.learning.problems import LearningError
from tashan.learning.qap import Mrqap, mrqap, qap_correlation
from tashan.regions import Region

FACTORS: Final = ("ln_distance", "same_province", "same_cluster", "rank_sender", "rank_receiver")
"""What may go with visits, in the order in which factors are left out, the last first."""

SHARES: Final = 10
"""Parts into which the permutations of MRQAP are split, so that progress can be seen and a restart loses little."""

Part = dict[str, Any]
"""What a part came to, as plain values; or `error` and `code` where it could not be estimated."""


@dataclass(frozen=True, eq=False, slots=True)
class Case:
    """
    Visits among regions, and what is known of the pairs.

    Attributes:
        names: of the regions, in the order of rows and columns.
        weights: visits of row at column.
        factors: those that vary here and that the others do not say already.
    """

    names: tuple[str, ...]
    weights: Floats
    factors: Mapping[str, Floats]


def case_of(regions: Sequence[Region], weights: Floats, year: int) -> Case:
    """The case of regions and their visits, with the clusters of a year."""
    found = regional_covariates(regions, str(year))
    cells = ~np.eye(len(regions), dtype=bool)
    columns = [np.ones(int(cells.sum()))]
    kept = {}
    for name in FACTORS:
        values = found[name][cells]
        known = np.isfinite(values)
        filled = np.where(known, values, float(values[known].mean()) if known.any() else 0.0)
        if np.linalg.matrix_rank(np.column_stack([*columns, filled])) > len(columns):
            columns.append(filled)
            kept[name] = found[name]
    return Case(tuple(region.name for region in regions), weights, kept)


def parts(permutations: int, *, split: bool) -> tuple[str, ...]:
    """The parts of a full answer, in order; a split MRQAP comes in several shares of its permutations."""
    shares = min(SHARES, permutations) if split else 1
    return ("gravity", *(f"mrqap/{each}" for each in range(shares)), *(f"qap/{name}" for name in FACTORS))


def fitted(case: Case, part: str, *, model: str, permutations: int, shares: int = 1) -> Part:
    """Fit one part."""
    kind, _, which = part.partition("/")
    try:
        if kind == "gravity":
            return _gravity(case, model)
        if kind == "mrqap":
            return _mrqap(case, model, permutations, int(which), shares)
        return _correlation(case, which, permutations)
    except LearningError as error:
        return {"code": error.code, "error": str(error)}


def _gravity(case: Case, model: str) -> Part:
    """The model with as many factors as these visits can tell apart, and the names of those left out for it."""
    network = network_of_matrix(case.weights, case.names, arrow="visit")
    kept = dict(case.factors)
    lost: list[str] = []
    while True:
        try:
            found = gravity(pairs_of(network, kept), model=model)
            break
        except LearningError as error:
            if error.code not in ("collinear", "separation") or len(kept) < 2:
                raise
            lost.append(kept.popitem()[0])
    rows = [
        {
            "name": name,
            "coefficient": _plain(found.coefficient(name)),
            "p": _plain(found.p_value(name)),
            "interval": [_plain(end) for end in found.interval(name)],
            "errors": [_plain(found.error(name, kind)) for kind in ("dyadic", "two_way", "robust", "ordinary")],
        }
        for name in found.names
    ]
    return {
        "rows": rows,
        "pairs": found.observations,
        "log_likelihood": _plain(found.log_likelihood),
        "lost": lost,
        "problems": [asdict(problem) for problem in found.problems],
    }


def _mrqap(case: Case, model: str, permutations: int, share: int, shares: int) -> Part:
    first, last = permutations * share // shares, permutations * (share + 1) // shares
    found = mrqap(case.weights, case.factors, model=model, permutations=last - first, seed=share)
    return {
        "model": found.model,
        "names": list(found.names),
        "coefficients": [_plain(each) for each in found.coefficients],
        "statistics": [_plain(each) for each in found.statistics],
        "p": [_plain(each) for each in found.p_values],
        "permutations": found.permutations,
        "fit": _plain(found.fit),
        "pairs": found.observations,
        "pivot": found.pivot,
    }


def mrqap_of(found: Sequence[Part]) -> Mrqap:
    """A share of MRQAP as the library has it, so that shares can be joined."""
    from tashan.learning.qap import joined

    return joined(
        [
            Mrqap(
                part["model"],
                tuple(part["names"]),
                np.array(part["coefficients"], dtype=float),
                np.array(part["statistics"], dtype=float),
                tuple(part["p"]),
                part["fit"],
                part["permutations"],
                part["pairs"],
                part["pivot"],
                (),
            )
            for part in found
        ]
    )


def _correlation(case: Case, name: str, permutations: int) -> Part:
    if name not in case.factors:
        return {"code": "no_variance", "error": f"{name} does not vary here."}
    found = qap_correlation(case.weights, case.factors[name], permutations=permutations)
    return {"value": _plain(found.value), "p": found.p_two_sided, "permutations": found.permutations}


def _plain(value: Any) -> float | None:
    """A number as a database keeps it: what is none is empty."""
    return None if value is None or not isfinite(value) else float(value)
