"""
The network: nodes with their isolates, and a weight for each ordered pair.

Rows are visitors, columns are hosts: `weights[i, j]` counts visits of node i to node j. `knowledge()` turns the
arrows round. Ties that the table does not show are zeros, nodes without any tie stay nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from tashan.learning.choosing import at_level
from tashan.learning.events import Event, EventTable
from tashan.learning.problems import LearningError, LearningProblem
from tashan.regions import Region

if TYPE_CHECKING:
    import networkx as nx

Floats = npt.NDArray[np.float64]

LARGEST_DENSE = 6_000
"""Nodes up to which the whole matrix is held (288 MB); above it the command says so and stops."""


MOST_MEMORY = 12 * 2**30
"""Bytes that one answer may need; above it the question is refused rather than the machine brought down."""


def check_memory(needed: float, what: str) -> None:
    """
    Refuse a question whose answer would need too much memory.

    Args:
        needed: bytes, about.
        what: of what size the question is, for the message.

    Raises:
        LearningError: it needs more than `MOST_MEMORY`.
    """
    if needed > MOST_MEMORY:
        raise LearningError(
            "too_many_nodes",
            f"{what} would need about {needed / 2**30:.0f} GiB of memory; the limit is {MOST_MEMORY / 2**30:.0f}. "
            "Roll up, filter, or leave regressors out.",
        )


@dataclass(frozen=True, eq=False, slots=True)
class Network:
    """
    Weighted ties between named nodes.

    Attributes:
        nodes: names, in the order of rows and columns.
        weights: n × n, zero on the diagonal; `weights[i, j]` is the tie from i to j.
        arrow: what the arrow means: "visit" (visitor → host), "knowledge" (host → visitor) or another word.
        directed: False where `weights` is symmetric and each pair is one tie.
        sources: (row, column) to where the tie's events stand.
        problems: what was left out on the way.
    """

    nodes: tuple[str, ...]
    weights: Floats
    arrow: str = "visit"
    directed: bool = True
    sources: dict[tuple[int, int], tuple[str, ...]] | None = None
    problems: tuple[LearningProblem, ...] = ()

    @property
    def size(self) -> int:
        """Number of nodes, isolates included."""
        return len(self.nodes)

    @property
    def ties(self) -> npt.NDArray[np.bool_]:
        """Tell which pairs are tied: n × n, True where the weight is above zero."""
        return self.weights > 0

    def index(self, name: str) -> int:
        """Tell the row of a node; LearningError where it has none."""
        try:
            return self.nodes.index(name)
        except ValueError:
            raise LearningError("node_unknown", f"{name} is no node of this network of {self.size}.") from None

    def knowledge(self) -> Network:
        """Turn the arrows round: from visitor → host to host → visitor, or back."""
        other = {"visit": "knowledge", "knowledge": "visit"}.get(self.arrow, f"reversed {self.arrow}")
        turned = None if self.sources is None else {(j, i): where for (i, j), where in self.sources.items()}
        return Network(self.nodes, self.weights.T.copy(), other, self.directed, turned, self.problems)

    def undirected(self) -> Network:
        """Give the network in which a pair is tied where either tie is there; weights of both are added."""
        return Network(self.nodes, self.weights + self.weights.T, self.arrow, directed=False, problems=self.problems)

    def to_networkx(self) -> nx.Graph[str]:
        """Give the same network to networkx, with all nodes and the attribute `weight`."""
        import networkx as nx

        graph: nx.Graph[str] = nx.DiGraph() if self.directed else nx.Graph()
        graph.add_nodes_from(self.nodes)
        for i, j in zip(*np.nonzero(self.weights), strict=True):
            graph.add_edge(self.nodes[i], self.nodes[j], weight=float(self.weights[i, j]))
        return graph


def network_of_matrix(
    matrix: npt.ArrayLike, nodes: Sequence[str] | None = None, *, arrow: str = "tie", directed: bool = True
) -> Network:
    """
    Make a network of a square matrix whose rows send to columns.

    Raises:
        LearningError: not square, not finite, negative, names that do not fit, or not symmetric though undirected.
    """
    weights = np.array(matrix, dtype=float)
    if weights.ndim != 2 or weights.shape[0] != weights.shape[1]:
        raise LearningError("not_square", f"A network needs a square matrix, this one is {weights.shape}.")
    count = len(weights)
    names = tuple(nodes) if nodes is not None else tuple(str(number) for number in range(1, count + 1))
    if len(names) != count or len(set(names)) != count:
        raise LearningError("names_wrong", f"{count} rows need as many different names; there are {len(set(names))}.")
    if not np.isfinite(weights).all() or (weights < 0).any():
        raise LearningError("weight_invalid", "A weight is negative or missing. Ties are counts or amounts from 0 up.")
    if not directed and not np.array_equal(weights, weights.T):
        raise LearningError("not_symmetric", "The matrix is not symmetric. Give it as directed, or add its transpose.")
    problems: tuple[LearningProblem, ...] = ()
    loops = np.count_nonzero(np.diagonal(weights))
    if loops:
        problems = (LearningProblem("self_loop", f"{loops} ties of a node to itself are left out."),)
        np.fill_diagonal(weights, 0)
    return Network(names, weights, arrow, directed, None, problems)


def network_of_edges(
    edges: Iterable[tuple[str, str] | tuple[str, str, float]],
    nodes: Sequence[str] | None = None,
    *,
    arrow: str = "tie",
    directed: bool = True,
) -> Network:
    """
    Make a network of named ties; weights of the same pair add up.

    Args:
        edges: from, to, and a weight (1 where none is given).
        nodes: all nodes, so that isolates stay; without it those of the ties, in order of appearance.
        arrow: what the arrow means.
        directed: whether from and to differ.
    """
    listed = [(edge[0], edge[1], float(edge[2]) if len(edge) == 3 else 1.0) for edge in edges]
    names = tuple(nodes) if nodes is not None else tuple(dict.fromkeys(name for edge in listed for name in edge[:2]))
    if len(names) > LARGEST_DENSE:
        raise LearningError("too_many_nodes", f"{len(names)} nodes; the limit is {LARGEST_DENSE}. Roll up or filter.")
    place = {name: row for row, name in enumerate(names)}
    weights = np.zeros((len(names), len(names)))
    for source, target, weight in listed:
        if source not in place or target not in place:
            missing = source if source not in place else target
            raise LearningError("node_unknown", f"A tie names {missing}, which is not in the list of nodes. Add it.")
        weights[place[source], place[target]] += weight
        if not directed and source != target:
            weights[place[target], place[source]] += weight
    return network_of_matrix(weights, names, arrow=arrow, directed=directed)


def network_of_events(table: EventTable, nodes: Sequence[Region] | None = None) -> Network:
    """
    Make the visit network (visitor → host) of an event table.

    Args:
        table: the events; filtered, cut to a window and rolled up as wanted.
        nodes: all regions that could take part, so that isolates stay (see `nodes_of_level`); without it only
            regions that the events name, and isolates cannot be told.

    Returns:
        Weights count events; events of regions that are not among `nodes` are left out and counted as a problem.

    Raises:
        LearningError: no event is left, or there are more nodes than fit.
    """
    if not table.events:
        raise LearningError("empty_window", "No event is left in this window. Widen it or drop a filter.")
    named = sorted({side.name for event in table.events for side in (event.visitor, event.host)})
    regions = named if nodes is None else [region.name for region in nodes]
    if len(regions) > LARGEST_DENSE:
        raise LearningError("too_many_nodes", f"{len(regions)} nodes; the limit is {LARGEST_DENSE}. Roll up or filter.")
    place = {name: row for row, name in enumerate(regions)}
    weights = np.zeros((len(regions), len(regions)))
    sources: dict[tuple[int, int], list[str]] = {}
    outside: list[Event] = []
    for event in table.events:
        row, column = place.get(event.visitor.name), place.get(event.host.name)
        if row is None or column is None:
            outside.append(event)
            continue
        weights[row, column] += 1
        sources.setdefault((row, column), []).append(event.source or event.visit)
    problems = list(table.problems)
    if outside:
        strange = sorted({side.name for event in outside for side in (event.visitor, event.host)} - set(place))
        shown = "、".join(strange[:5])
        problems.append(
            LearningProblem("outside", f"{len(outside)} events name regions that are no nodes ({shown}); left out.")
        )
    if nodes is None:
        problems.append(LearningProblem("isolates_unknown", "Only regions with a visit are nodes; isolates are not."))
    kept = {pair: tuple(where) for pair, where in sources.items()}
    return Network(tuple(regions), weights, "visit", directed=True, sources=kept, problems=tuple(problems))


def nodes_of_level(level: str, year: int) -> tuple[Region, ...]:
    """
    Give all regions of a level in a year, by code: the nodes of a network with its isolates.

    Args:
        level: province, prefecture or county. Municipalities count among prefectures, as in the literature on cities
            "at prefecture level and above".
        year: the year whose divisions count.
    """
    from tashan.regions.divisions import divisions, region_of

    found = []
    for unit in divisions():
        if unit.start <= year and (unit.end is None or year <= unit.end):
            region = region_of(unit, year)
            if unit.level == level or (unit.level == "province" and at_level(region, level) is not None):
                found.append(region)
    return tuple(found)


def windows(table: EventTable, length: str, *, span: int = 1) -> Iterator[tuple[str, EventTable]]:
    """
    Cut an event table into windows of time, oldest first; empty ones inside the period are given too.

    Args:
        table: the events; those without the date that is needed belong to no window.
        length: "year", "month", or "rolling" (years that overlap).
        span: years in a rolling window.

    Yields:
        The window's name (2016, 2016-05, 2014–2016) and its events.
    """
    if length not in ("year", "month", "rolling"):
        raise ValueError(f"Windows of {length} are not known. Choose year, month or rolling.")
    size = 7 if length == "month" else 4
    of_window: dict[str, list[Event]] = {}
    for event in table.events:
        if event.start and len(event.start) >= size:
            of_window.setdefault(event.start[:size], []).append(event)
    if not of_window:
        raise LearningError("empty_window", f"No event has a date that tells its {length}. Add dates.")
    for names in _windows(min(of_window), max(of_window), length, span):
        title = names[0] if len(names) == 1 else f"{names[0]}–{names[-1]}"
        yield title, EventTable(tuple(event for name in names for event in of_window.get(name, ())), table.problems)


def _windows(first: str, last: str, length: str, span: int) -> Iterator[list[str]]:
    if length == "month":
        months = range(int(first[:4]) * 12 + int(first[5:7]) - 1, int(last[:4]) * 12 + int(last[5:7]))
        yield from ([f"{month // 12}-{month % 12 + 1:02}"] for month in months)
        return
    width = span if length == "rolling" else 1
    for year in range(int(first), max(int(last) - width + 1, int(first)) + 1):
        yield [str(each) for each in range(year, min(year + width, int(last) + 1))]
