"""
Exponential random graph models for a stated list of terms: exact for small networks, pseudo-likelihood for others.

Pseudo-likelihood is a logit of each tie on what it would change. With terms in which ties depend on each other its
standard errors are too small, and its estimate is not the maximum of the likelihood; the dyadic-robust errors stand
beside it. For simulation-based estimates export the network (`exports`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from tashan.learning.models import Estimate, estimate
from tashan.learning.network import Floats, Network
from tashan.learning.problems import LearningError

TERMS: Final = {
    "edges": "ties",
    "mutual": "answered pairs (directed)",
    "asymmetric": "pairs tied one way (directed)",
    "istar2": "pairs of ties into one node (directed)",
    "ostar2": "pairs of ties out of one node (directed)",
    "m2star": "paths of two ties (directed)",
    "ttriple": "i → j → k with i → k (directed)",
    "ctriple": "i → j → k → i (directed)",
    "kstar2": "pairs of ties at one node (undirected)",
    "triangle": "triangles (undirected)",
    "gwesp": "shared partners of tied pairs, weight falling by the decay in brackets; by outgoing paths where directed",
    "gwdegree": "degrees, weight falling by the decay (undirected)",
    "gwidegree": "in-degrees, weight falling by the decay (directed)",
    "gwodegree": "out-degrees, weight falling by the decay (directed)",
    "nodecov": "sum of an attribute over both ends",
    "nodeicov": "attribute of the receiver (directed)",
    "nodeocov": "attribute of the sender (directed)",
    "absdiff": "absolute difference of an attribute",
    "nodematch": "same value of an attribute; nodematch(a,v) only where both are v",
    "edgecov": "a matrix of pairs",
}
"""Every term with what it counts, under the names of statnet; decay or name stand in brackets: gwesp(0.5)."""

_DIRECTED = {"mutual", "asymmetric", "istar2", "ostar2", "m2star", "ttriple", "ctriple", "gwidegree", "gwodegree"} | {
    "nodeicov",
    "nodeocov",
}
_UNDIRECTED = {"kstar2", "triangle", "gwdegree"}
_MOST_GRAPHS = 1 << 15

Attributes = Mapping[str, Sequence[float] | Sequence[str] | Floats]


def change_statistics(network: Network, terms: Sequence[str], attributes: Attributes | None = None) -> Floats:
    """
    Tell how each statistic would change if a tie were there rather than not, all other ties as they are.

    Args:
        network: ties count, weights do not.
        terms: of `TERMS`.
        attributes: name to one value a node, or to an n × n matrix for `edgecov`.

    Returns:
        n × n × terms.
    """
    given = attributes or {}
    ties = network.ties.astype(float)
    return np.stack([_change(ties, term, given, network.size, directed=network.directed) for term in terms], axis=2)


def _change(ties: Floats, term: str, attributes: Attributes, size: int, *, directed: bool) -> Floats:
    name, arguments = _parsed(term, directed=directed)
    if name in ("nodecov", "nodeicov", "nodeocov", "absdiff", "nodematch", "edgecov"):
        return _covariate(name, arguments, attributes, size)
    received, sent = ties.sum(axis=0)[None, :] - ties, ties.sum(axis=1)[:, None] - ties
    if name.startswith("gw"):
        return _geometric(ties, name, _decay(term, arguments), received, sent)
    ones = np.ones_like(ties)
    forms: dict[str, Callable[[], Floats]] = {
        "edges": lambda: ones,
        "mutual": lambda: ties.T,
        "asymmetric": lambda: 1 - 2 * ties.T,
        "istar2": lambda: received * ones,
        "ostar2": lambda: sent * ones,
        "m2star": lambda: ties.sum(axis=0)[:, None] + ties.sum(axis=1)[None, :] - 2 * ties.T,
        "ttriple": lambda: ties @ ties + ties @ ties.T + ties.T @ ties,
        "ctriple": lambda: (ties @ ties).T,
        "kstar2": lambda: sent + received,
        "triangle": lambda: ties @ ties,
    }
    return forms[name]()


def _parsed(term: str, *, directed: bool) -> tuple[str, list[str]]:
    found = re.fullmatch(r"(\w+)(?:\(([^)]*)\))?", term.strip())
    name = found[1] if found else term
    if found is None or name not in TERMS:
        raise ValueError(f"Term {term} is not known. Choose {', '.join(TERMS)}.")
    if name in (_UNDIRECTED if directed else _DIRECTED):
        raise LearningError("arrow_unknown", f"{name} does not fit a network that is directed={directed}.")
    return name, [part.strip() for part in (found[2] or "").split(",") if part.strip()]


def _decay(term: str, arguments: list[str]) -> float:
    try:
        decay = float(arguments[0])
    except (IndexError, ValueError):
        raise ValueError(f"{term} needs its decay in brackets, as gwesp(0.5).") from None
    if decay <= 0:
        raise ValueError(f"The decay of {term} must be above 0.")
    return decay


def _geometric(ties: Floats, name: str, decay: float, received: Floats, sent: Floats) -> Floats:
    fall = 1 - np.exp(-decay)
    if name == "gwidegree":
        return np.asarray(fall**received)
    if name == "gwodegree":
        return np.asarray(fall**sent)
    if name == "gwdegree":
        return np.asarray(fall**received + fall**sent)
    partners = ties @ ties
    # A tie i → j adds a partner to ties i → k with j → k and to ties k → j with k → i; where i → j is there already,
    # their partners are counted without it.
    weighted = ties * fall**partners
    gained = (weighted @ ties.T + ties.T @ weighted) * fall**-ties
    return np.asarray(np.exp(decay) * (1 - fall**partners) + gained)


def _covariate(name: str, arguments: list[str], attributes: Attributes, size: int) -> Floats:
    if not arguments or arguments[0] not in attributes:
        wanted = arguments[0] if arguments else "a name in brackets"
        raise LearningError("attribute_unknown", f"{name} needs {wanted} among the attributes given.")
    values = np.asarray(attributes[arguments[0]])
    if values.shape != ((size, size) if name == "edgecov" else (size,)):
        raise LearningError("not_square", f"{arguments[0]} has the shape {values.shape}, which does not fit {name}.")
    if name == "nodematch":
        texts = values.astype(str)
        same = texts[:, None] == texts[None, :]
        return np.asarray(same & (texts == arguments[1])[:, None] if len(arguments) > 1 else same).astype(float)
    numbers = values.astype(float)
    if not np.isfinite(numbers[~np.eye(size, dtype=bool)] if name == "edgecov" else numbers).all():
        raise LearningError("missing", f"{arguments[0]} has missing values. Fill them or leave the nodes out.")
    if name == "edgecov":
        return numbers
    sender, receiver = numbers[:, None], numbers[None, :]
    forms = {
        "nodecov": sender + receiver,
        "nodeicov": receiver + 0 * sender,
        "nodeocov": sender + 0 * receiver,
        "absdiff": np.abs(sender - receiver),
    }
    return np.asarray(forms[name])


def statistics(network: Network, terms: Sequence[str], attributes: Attributes | None = None) -> Floats:
    """
    Give the value of each statistic: what building the network tie by tie adds up to.

    Args:
        network: ties count, weights do not.
        terms: of `TERMS`.
        attributes: see `change_statistics`.
    """
    ties = network.ties
    cells = np.argwhere(ties if network.directed else np.triu(ties))
    built = np.zeros_like(network.weights)
    totals = np.zeros(len(terms))
    for row, column in cells:
        step = Network(network.nodes, built, network.arrow, network.directed)
        totals += change_statistics(step, terms, attributes)[row, column]
        built[row, column] = 1
        if not network.directed:
            built[column, row] = 1
    return totals


def pseudo_likelihood(network: Network, terms: Sequence[str], attributes: Attributes | None = None) -> Estimate:
    """
    Fit a model by maximum pseudo-likelihood.

    Args:
        network: ties count, weights do not.
        terms: of `TERMS`, "edges" among them in general.
        attributes: see `change_statistics`.

    Returns:
        Coefficients by term; exact maximum likelihood where no term makes ties depend on each other.
    """
    return _fit([(network, change_statistics(network, terms, attributes))], list(terms))


def _fit(waves: Sequence[tuple[Network, Floats]], names: list[str]) -> Estimate:
    outcome, tables, rows, columns = [], [], [], []
    for network, changes in waves:
        cells = ~np.eye(network.size, dtype=bool)
        cells = cells if network.directed else np.triu(cells)
        outcome.append(network.ties[cells].astype(float))
        tables.append(changes[cells])
        places = np.nonzero(cells)
        rows.append(places[0])
        columns.append(places[1])
    table = np.vstack(tables)
    regressors = {name: table[:, column] for column, name in enumerate(names)}
    members = (np.concatenate(rows).astype(np.int64), np.concatenate(columns).astype(np.int64))
    return estimate(np.concatenate(outcome), regressors, model="logit", members=members, constant=False)


def temporal(waves: Sequence[Network], terms: Sequence[str], attributes: Attributes | None = None) -> Estimate:
    """
    Fit one model to all changes from wave to wave (pooled TERGM, pseudo-likelihood).

    Args:
        waves: two or more networks on the same nodes, oldest first.
        terms: of `TERMS`, and "lag" (the tie was there a wave ago) and "delayed_reciprocity" (its reverse was).
        attributes: see `change_statistics`.
    """
    _same_nodes(waves)
    past = {"lag": False, "delayed_reciprocity": True}
    layers = []
    for before, after in pairwise(waves):
        ties = before.ties.astype(float)
        given = {**(attributes or {}), "lag": ties, "delayed_reciprocity": ties.T}
        written = [f"edgecov({term})" if term in past else term for term in terms]
        layers.append((after, change_statistics(after, written, given)))
    return _fit(layers, list(terms))


def separable(waves: Sequence[Network]) -> tuple[Estimate, Estimate]:
    """
    Explain apart which ties are formed and which persist, each by whether the reverse was there a wave ago.

    Args:
        waves: two or more directed networks on the same nodes, oldest first.

    Returns:
        Logit of formation (pairs untied before), logit of persistence (pairs tied before).
    """
    _same_nodes(waves)
    parts: dict[bool, list[Floats]] = {False: [], True: []}
    for before, after in pairwise(waves):
        cells = ~np.eye(before.size, dtype=bool)
        rows, columns = np.nonzero(cells)
        table = np.column_stack([after.ties[cells], before.ties.T[cells], rows, columns]).astype(float)
        for tied in (False, True):
            parts[tied].append(table[before.ties[cells] == tied])
    formation, persistence = (_logit(np.vstack(parts[tied])) for tied in (False, True))
    return formation, persistence


def _logit(table: Floats) -> Estimate:
    members = (table[:, 2].astype(np.int64), table[:, 3].astype(np.int64))
    return estimate(table[:, 0], {"delayed_reciprocity": table[:, 1]}, model="logit", members=members)


def _same_nodes(waves: Sequence[Network]) -> None:
    if len(waves) < 2 or len({wave.nodes for wave in waves}) > 1:
        raise LearningError("names_wrong", "Waves must be two or more, all with the same nodes in the same order.")


@dataclass(frozen=True, eq=False, slots=True)
class Exact:
    """
    A model fitted by its true likelihood.

    Attributes:
        names: terms.
        coefficients, errors: maximum likelihood and the inverse information's roots.
        log_likelihood: at the estimate.
        graphs: how many networks were enumerated.
    """

    names: tuple[str, ...]
    coefficients: Floats
    errors: Floats
    log_likelihood: float
    graphs: int


def exact(network: Network, terms: Sequence[str], attributes: Attributes | None = None) -> Exact:
    """
    Fit a model by maximum likelihood over all networks on these nodes: up to 4 directed or 6 undirected nodes.

    Raises:
        LearningError: too many networks, or statistics at their limit, where no finite estimate exists.
    """
    size = network.size
    cells = np.argwhere(~np.eye(size, dtype=bool) if network.directed else np.triu(np.ones((size, size)), 1) > 0)
    graphs = 1 << len(cells)
    if graphs > _MOST_GRAPHS:
        raise LearningError("too_many_nodes", f"{size} nodes have 2^{len(cells)} networks. Use pseudo_likelihood.")
    table = _enumerated(network, cells, terms, attributes or {})
    here = sum(1 << bit for bit, (row, column) in enumerate(cells) if network.ties[row, column])
    observed = table[here]
    theta = np.zeros(len(terms))
    for _ in range(200):
        mean, covariance, normaliser = _moments(table, theta)
        if np.linalg.matrix_rank(covariance, tol=1e-10) < len(terms):
            break
        step = np.linalg.solve(covariance, observed - mean)
        theta = theta + step * min(1.0, 2.0 / max(float(np.abs(step).max()), 1e-300))
        if np.abs(theta).max() > 50:
            break
        if np.abs(step).max() < 1e-10:
            mean, covariance, normaliser = _moments(table, theta)
            errors = np.sqrt(np.diagonal(np.linalg.inv(covariance)))
            return Exact(tuple(terms), theta, errors, float(observed @ theta - normaliser), graphs)
    raise LearningError(
        "no_finite_estimate",
        "The statistics lie at their limit or repeat each other, so that no finite estimate exists. Leave out a term.",
    )


def _enumerated(network: Network, cells: npt.NDArray[np.int64], terms: Sequence[str], attributes: Attributes) -> Floats:
    """Statistics of every network, each from the one with its highest tie taken away."""
    table = np.zeros((1 << len(cells), len(terms)))
    for bit, (row, column) in enumerate(cells):
        for lower in range(1 << bit):
            ties = np.zeros_like(network.weights)
            for other in range(bit):
                if lower >> other & 1:
                    ties[tuple(cells[other])] = 1
            if not network.directed:
                ties = ties + ties.T
            values = [
                _change(ties, term, attributes, network.size, directed=network.directed)[row, column] for term in terms
            ]
            table[lower | 1 << bit] = table[lower] + values
    return table


def _moments(table: Floats, theta: Floats) -> tuple[Floats, Floats, float]:
    line = table @ theta
    top = float(line.max())
    weights = np.exp(line - top)
    total = float(weights.sum())
    weights /= total
    mean = weights @ table
    centred = table - mean
    return mean, np.asarray(centred.T @ (centred * weights[:, None])), top + float(np.log(total))


def edges_and_mutual(network: Network) -> tuple[float, float]:
    """
    Give the maximum likelihood of the model edges + mutual in closed form: ln(A/2N), ln(4MN/A²).

    Raises:
        LearningError: there are no mutual, one-way or empty pairs, so that an estimate is infinite.
    """
    from tashan.learning.structure import dyad_census

    mutual, oneway, empty = dyad_census(network)
    if not (mutual and oneway and empty):
        raise LearningError("no_finite_estimate", f"M, A, N are {mutual}, {oneway}, {empty}; each must be above 0.")
    return float(np.log(oneway / (2 * empty))), float(np.log(4 * mutual * empty / oneway**2))
