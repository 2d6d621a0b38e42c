"""
Random networks of a graph model: a Markov chain that proposes to make or break one tie at a time.

Half of the proposals break a tie that is there (Morris, Handcock and Hunter 2008, "TNT"), as ties are few among many
pairs. What a tie would change is counted from the neighbours of its two ends alone, so a step takes O(n).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from tashan.learning.ergm import Attributes, changes_of_pairs, decay_of, is_of_pairs, parsed
from tashan.learning.network import Floats, Network

Change = Callable[[int, int], float]


class Chain:
    """
    A network on its way through the networks of a model.

    Attributes:
        ties: n × n, 0 or 1, as it stands.
        statistics: of the model's terms, relative to where the chain began.
    """

    def __init__(
        self, network: Network, terms: Sequence[str], attributes: Attributes, coefficients: Floats, seed: int
    ) -> None:
        self.directed = network.directed
        self.size = network.size
        self.ties = network.ties.astype(float)
        self.statistics = np.zeros(len(terms))
        self._coefficients = np.asarray(coefficients, dtype=float)
        self._random = np.random.default_rng(seed)
        self._sent = self.ties.sum(axis=1)
        self._received = self.ties.sum(axis=0)
        names = [parsed(term, directed=self.directed) for term in terms]
        self._partners = self.ties @ self.ties if any(name == "gwesp" for name, _ in names) else None
        rows, columns = np.nonzero(self.ties if self.directed else np.triu(self.ties))
        self._listed = list(zip(rows.tolist(), columns.tolist(), strict=True))
        self._place = {pair: number for number, pair in enumerate(self._listed)}
        self._pairs = self.size * (self.size - 1) // (1 if self.directed else 2)
        self._changes = [self._change(term, attributes) for term in terms]

    def walk(self, steps: int) -> None:
        """Make so many proposals."""
        draws = self._random.random((steps, 3))
        for kind, where, luck in draws:
            self._step(kind, where, luck)

    def _step(self, kind: float, where: float, luck: float) -> None:
        count, pairs = len(self._listed), self._pairs
        i, j = self._listed[int(where * count)] if count and kind < 0.5 else self._pair(int(where * pairs))
        there = self.ties[i, j] > 0
        change = self._changed(i, j)
        if there:
            forward = 0.5 / count + 0.5 / pairs
            backward = (1.0 if count == 1 else 0.5) / pairs
        else:
            forward = (1.0 if count == 0 else 0.5) / pairs
            backward = 0.5 / (count + 1) + 0.5 / pairs
        sign = -1.0 if there else 1.0
        score = sign * float(change @ self._coefficients) + np.log(backward / forward)
        if score >= 0 or luck < np.exp(score):
            self._toggle(i, j, sign)
            self.statistics += sign * change

    def add(self, i: int, j: int) -> None:
        """Make a tie that is not there."""
        self.statistics += self._changed(i, j)
        self._toggle(i, j, 1.0)

    def _changed(self, i: int, j: int) -> Floats:
        return np.array([form(i, j) for form in self._changes])

    def _pair(self, number: int) -> tuple[int, int]:
        """The pair of a number from 0 to the number of pairs."""
        if self.directed:
            i, j = divmod(number, self.size - 1)
            return i, j + (j >= i)
        # Rows of the upper triangle have n − 1, n − 2, … pairs; counted from the end they are triangular numbers.
        left = self._pairs - 1 - number
        row = int((np.sqrt(8 * left + 1) - 1) // 2)
        i = self.size - 2 - row
        return i, self.size - 1 - (left - row * (row + 1) // 2)

    def _toggle(self, i: int, j: int, sign: float) -> None:
        ends = ((i, j),) if self.directed else ((i, j), (j, i))
        for a, b in ends:
            if self._partners is not None:
                self._partners[a, :] += sign * self.ties[b, :]
                self._partners[:, b] += sign * self.ties[:, a]
            self.ties[a, b] += sign
            self._sent[a] += sign
            self._received[b] += sign
        if self._partners is not None and not self.directed:
            self._partners[i, i], self._partners[j, j] = self._sent[i], self._sent[j]
        if sign > 0:
            self._place[i, j] = len(self._listed)
            self._listed.append((i, j))
        else:
            last, place = self._listed.pop(), self._place.pop((i, j))
            if last != (i, j):
                self._listed[place] = last
                self._place[last] = place

    def _change(self, term: str, attributes: Attributes) -> Change:
        """What one tie would change of a term, all others as they stand."""
        name, arguments = parsed(term, directed=self.directed)
        if is_of_pairs(name):
            table = changes_of_pairs(term, attributes, self.size, directed=self.directed)
            return lambda i, j: float(table[i, j])
        ties, sent, received = self.ties, self._sent, self._received
        if name.startswith("gw"):
            decay = decay_of(term, arguments)
            fall = 1 - np.exp(-decay)
            if name == "gwesp":
                return self._gwesp(decay, float(fall))
            into: Change = lambda i, j: float(fall ** (received[j] - ties[i, j]))  # noqa: E731 (used as values)
            out: Change = lambda i, j: float(fall ** (sent[i] - ties[i, j]))  # noqa: E731
            return {"gwidegree": into, "gwodegree": out, "gwdegree": lambda i, j: into(i, j) + out(i, j)}[name]
        forms: dict[str, Change] = {
            "mutual": lambda i, j: float(ties[j, i]),
            "asymmetric": lambda i, j: float(1 - 2 * ties[j, i]),
            "istar2": lambda i, j: float(received[j] - ties[i, j]),
            "ostar2": lambda i, j: float(sent[i] - ties[i, j]),
            "m2star": lambda i, j: float(received[i] + sent[j] - 2 * ties[j, i]),
            "ttriple": lambda i, j: float(ties[i] @ ties[:, j] + ties[i] @ ties[j] + ties[:, i] @ ties[:, j]),
            "ctriple": lambda i, j: float(ties[j] @ ties[:, i]),
            "kstar2": lambda i, j: float(sent[i] + received[j] - 2 * ties[i, j]),
            "triangle": lambda i, j: float(ties[i] @ ties[j]),
        }
        return forms[name]

    def _gwesp(self, decay: float, fall: float) -> Change:
        ties, scale = self.ties, float(np.exp(decay))

        def change(i: int, j: int) -> float:
            partners = self._partners
            assert partners is not None  # noqa: S101 (made with the chain where the term is there)
            gained = (ties[i] * fall ** partners[i]) @ ties[j] + ties[:, i] @ (ties[:, j] * fall ** partners[:, j])
            return float(scale * (1 - fall ** partners[i, j]) + gained * fall ** -ties[i, j])

        return change


def statistics(network: Network, terms: Sequence[str], attributes: Attributes | None = None) -> Floats:
    """
    Give the value of each statistic: what building the network tie by tie adds up to.

    Args:
        network: ties count, weights do not.
        terms: of `TERMS`.
        attributes: see `change_statistics`.
    """
    empty = Network(network.nodes, np.zeros_like(network.weights), network.arrow, network.directed)
    chain = Chain(empty, terms, attributes or {}, np.zeros(len(terms)), 0)
    rows, columns = np.nonzero(network.ties if network.directed else np.triu(network.ties))
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        chain.add(row, column)
    return chain.statistics


def simulate(
    network: Network,
    terms: Sequence[str],
    coefficients: Floats,
    attributes: Attributes | None = None,
    *,
    draws: int = 100,
    seed: int = 0,
    burn_in: int | None = None,
    interval: int | None = None,
) -> Iterator[Floats]:
    """
    Draw networks of a model.

    Args:
        network: where the chain begins; its nodes and kind are kept.
        terms: of `TERMS`.
        coefficients: one a term.
        attributes: see `change_statistics`.
        draws: how many networks.
        seed: of the random numbers; the same seed gives the same networks.
        burn_in: steps before the first draw; 40 for each tie or node, at least 2,000, where not given.
        interval: steps between draws; a quarter of the burn-in where not given.

    Yields:
        Ties as n × n of 0 and 1, each a copy.
    """
    chain = Chain(network, terms, attributes or {}, coefficients, seed)
    scale = int(chain.ties.sum()) + network.size
    first = burn_in if burn_in is not None else max(40 * scale, 2_000)
    chain.walk(first)
    for draw in range(draws):
        if draw:
            chain.walk(interval if interval is not None else max(first // 4, 1))
        yield chain.ties.copy()
