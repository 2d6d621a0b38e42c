"""
Exponential random graph models for a stated list of terms, by pseudo-likelihood: of one network, or of waves.

Pseudo-likelihood is a logit of each tie on what it would change. With terms in which ties depend on each other its
standard errors are too small, and its estimate is not the maximum of the likelihood: `ergm_check.bootstrap` gives
intervals that hold, `ergm_check.simulated_likelihood` the maximum, `ergm_exact` both for very small networks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from tashan.learning.models import Estimate, estimate
from tashan.learning.network import Floats, Network, check_memory
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
_OF_PAIRS = {"edges", "nodecov", "nodeicov", "nodeocov", "absdiff", "nodematch", "edgecov"}

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
    check_memory(8 * network.size**2 * (len(terms) + 4), f"{network.size} nodes and {len(terms)} terms")
    ties = network.ties.astype(float)
    return np.stack([_change(ties, term, given, network.size, directed=network.directed) for term in terms], axis=2)


def _change(ties: Floats, term: str, attributes: Attributes, size: int, *, directed: bool) -> Floats:
    name, arguments = parsed(term, directed=directed)
    if is_of_pairs(name):
        return changes_of_pairs(term, attributes, size, directed=directed)
    received, sent = ties.sum(axis=0)[None, :] - ties, ties.sum(axis=1)[:, None] - ties
    if name.startswith("gw"):
        return _geometric(ties, name, decay_of(term, arguments), received, sent)
    ones = np.ones_like(ties)
    forms: dict[str, Callable[[], Floats]] = {
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


def is_of_pairs(name: str) -> bool:
    """Whether a term looks at each pair by itself, so that ties do not depend on each other."""
    return name in _OF_PAIRS


def changes_of_pairs(term: str, attributes: Attributes, size: int, *, directed: bool) -> Floats:
    """Give the change statistics of a term of pairs (n × n), which no other tie moves."""
    name, arguments = parsed(term, directed=directed)
    return np.ones((size, size)) if name == "edges" else _covariate(name, arguments, attributes, size)


def parsed(term: str, *, directed: bool) -> tuple[str, list[str]]:
    """
    Take a term apart into its name and what stands in brackets.

    Raises:
        ValueError: no such term. LearningError: it does not fit the kind of network.
    """
    found = re.fullmatch(r"(\w+)(?:\(([^)]*)\))?", term.strip())
    name = found[1] if found else term
    if found is None or name not in TERMS:
        raise ValueError(f"Term {term} is not known. Choose {', '.join(TERMS)}.")
    if name in (_UNDIRECTED if directed else _DIRECTED):
        raise LearningError("arrow_unknown", f"{name} does not fit a network that is directed={directed}.")
    return name, [part.strip() for part in (found[2] or "").split(",") if part.strip()]


def decay_of(term: str, arguments: list[str]) -> float:
    """Give the decay of a geometrically weighted term, which stands in brackets and is above 0."""
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
    return fit_layers([Layer(network, tuple(terms), attributes or {})], terms)


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


@dataclass(frozen=True, eq=False, slots=True)
class Layer:
    """A network with the terms and attributes that explain it; a model of waves has one for each change."""

    network: Network
    terms: tuple[str, ...]
    attributes: Attributes


def transitions(
    waves: Sequence[Network], terms: Sequence[str], attributes: Attributes | None = None
) -> tuple[Layer, ...]:
    """
    Lay out the changes from wave to wave.

    Args:
        waves: two or more networks on the same nodes, oldest first.
        terms: of `TERMS`, and "lag" (the tie was there a wave ago) and "delayed_reciprocity" (its reverse was).
        attributes: see `change_statistics`.
    """
    _same_nodes(waves)
    layers = []
    for before, after in pairwise(waves):
        ties = before.ties.astype(float)
        given = {**(attributes or {}), "lag": ties, "delayed_reciprocity": ties.T}
        written = tuple(f"edgecov({term})" if term in PAST else term for term in terms)
        layers.append(Layer(after, written, given))
    return tuple(layers)


PAST: Final = {
    "lag": "the tie was there a wave ago (waves)",
    "delayed_reciprocity": "its reverse was there a wave ago (waves)",
}
"""Terms that look back, for models of waves."""


def temporal(waves: Sequence[Network], terms: Sequence[str], attributes: Attributes | None = None) -> Estimate:
    """
    Fit one model to all changes from wave to wave (pooled TERGM, pseudo-likelihood).

    Args:
        waves: two or more networks on the same nodes, oldest first.
        terms: of `TERMS` and `PAST`.
        attributes: see `change_statistics`.
    """
    return fit_layers(transitions(waves, terms, attributes), terms)


def fit_layers(layers: Sequence[Layer], names: Sequence[str]) -> Estimate:
    """Fit one model to all layers by pseudo-likelihood; `names` are those of the coefficients, each once."""
    if twice := [name for number, name in enumerate(names) if name in names[:number]]:
        raise LearningError("collinear", f"Term {twice[0]} stands twice. Leave one out.")
    return _fit(
        [(layer.network, change_statistics(layer.network, layer.terms, layer.attributes)) for layer in layers],
        list(names),
    )


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
