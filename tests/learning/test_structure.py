"""Structure of networks with values computed elsewhere (sna, igraph, ergm, networkx), to the digits given."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import numpy as np
import pytest
from tests.learning.networks import exports, florentine, karate, krackhardt, managers, pupils, sampson, trade

from tashan.learning.census import TRIADS, triad_census, triads_against
from tashan.learning.cores import core_periphery, coreness
from tashan.learning.groups import border_shares, communities, modularity, persistence
from tashan.learning.network import Network, network_of_edges, network_of_matrix
from tashan.learning.paths import betweenness, closeness, distances
from tashan.learning.problems import LearningError
from tashan.learning.structure import (
    centralisation,
    concentration,
    degrees,
    density,
    dyad_census,
    efficiency,
    hierarchy,
    intensity,
    lubness,
    reciprocities,
    strengths,
    transitivity,
)


def test_florentine_marriages_keep_their_isolate() -> None:
    """Density counts Pucci, whom other copies of these data leave out."""
    network = florentine()

    assert 16 == network.size
    assert density(network) == pytest.approx(0.166667, abs=5e-7)
    assert [1, 4, 2, 6, 2, 0, 1] == np.bincount(degrees(network, "out")).tolist()
    assert transitivity(network, "undirected") == pytest.approx(0.1914894, abs=5e-8)


def test_florentine_centralisation_and_betweenness() -> None:
    """Medici 47.5, Guadagni 23.1667, Albizzi 19.3333."""
    network = florentine()
    values = dict(zip(network.nodes, betweenness(network), strict=True))

    assert centralisation(network, "degree") == pytest.approx(0.2666667, abs=5e-8)
    assert centralisation(network, "betweenness") == pytest.approx(0.3834921, abs=5e-8)
    assert [47.5, 23.1667, 19.3333] == [round(values[name], 4) for name in ("Medici", "Guadagni", "Albizzi")]


@pytest.mark.parametrize(
    ("convention", "fit", "members"),
    [
        ("missing", 0.429029, ("Medici", "Ridolfi", "Tornabuoni")),
        ("one", 0.328165, ("Guadagni", "Medici", "Strozzi")),
        ("zero", 0.410391, ("Bischeri", "Castellani", "Peruzzi", "Strozzi")),
    ],
)
def test_three_conventions_give_three_cores(convention: str, fit: float, members: tuple[str, ...]) -> None:
    """The same data, three answers: so the convention is part of each."""
    core = core_periphery(florentine(), convention)

    assert (members, True, True) == (core.members, core.exact, core.unique)
    assert core.fit == pytest.approx(fit, abs=5e-7)


@pytest.mark.parametrize(
    ("which", "ties", "share", "dyads"),
    [
        ("advice", 190, 0.452381, (45, 100, 65)),
        ("friend", 102, 0.242857, (23, 56, 131)),
        ("reports", 20, 0.047619, (0, 20, 190)),
    ],
)
def test_managers_ties_and_dyads(which: str, ties: int, share: float, dyads: tuple[int, int, int]) -> None:
    """Numbers of ties and of mutual, one-way and empty pairs."""
    network = krackhardt(which)

    assert ties == np.count_nonzero(network.weights)
    assert density(network) == pytest.approx(share, abs=5e-7)
    assert dyads == dyad_census(network)


@pytest.mark.parametrize(
    ("which", "edgewise", "dyadic", "ratio", "correlation"),
    [
        ("advice", 0.473684, 0.523810, 0.310345, 0.038902),
        ("friend", 0.450980, 0.733333, 0.291139, 0.274880),
        ("reports", 0, 0.904762, 0, None),
    ],
)
def test_reciprocities_under_their_own_names(
    which: str, edgewise: float, dyadic: float, ratio: float, correlation: float | None
) -> None:
    """Four numbers that programs all call reciprocity."""
    found = reciprocities(krackhardt(which))

    assert found["edgewise"] == pytest.approx(edgewise, abs=5e-7)
    assert found["dyadic"] == pytest.approx(dyadic, abs=5e-7)
    assert found["ratio"] == pytest.approx(ratio, abs=5e-7)
    if correlation is not None:
        assert found["correlation"] == pytest.approx(correlation, abs=5e-7)


@pytest.mark.parametrize(
    ("which", "inward", "outward", "between", "weak"),
    [
        ("advice", 0.47, 0.575, 0.210296, 0.663979),
        ("friend", 0.27, 0.69, 0.316329, 0.461053),
        ("reports", 0.3175, 0.0025, 0.017237, 0),
    ],
)
def test_managers_centralisation(which: str, inward: float, outward: float, between: float, weak: float) -> None:
    """In, out, betweenness, and transitivity over paths of two ties."""
    network = krackhardt(which)

    assert centralisation(network, "in") == pytest.approx(inward, abs=5e-7)
    assert centralisation(network, "out") == pytest.approx(outward, abs=5e-7)
    assert centralisation(network, "betweenness") == pytest.approx(between, abs=5e-7)
    assert transitivity(network) == pytest.approx(weak, abs=6e-7)


@pytest.mark.parametrize(
    ("which", "order", "thrift"), [("advice", 0, 0.575), ("friend", 0.181818, 0.795), ("reports", 1, 1)]
)
def test_krackhardt_hierarchy_and_efficiency(which: str, order: float, thrift: float) -> None:
    """An organisation chart is a perfect hierarchy without a tie too many."""
    network = krackhardt(which)

    assert hierarchy(network) == pytest.approx(order, abs=5e-7)
    assert efficiency(network) == pytest.approx(thrift, abs=5e-7)


@pytest.mark.parametrize(("which", "shared"), [("advice", 1), ("friend", 1), ("reports", 1 - 174 / 190)])
def test_krackhardt_lubness(which: str, shared: float) -> None:
    """
    Who reports upwards shares no superior by that arrow: of 210 pairs only 36 stand in one line of command.

    sna prints .063158, that is 32 pairs: the four of chief and deputy are missing, though the deputy reaches the chief and all
    below reach the deputy.
    """
    assert lubness(krackhardt(which)) == pytest.approx(shared, abs=5e-7)


def test_a_chart_with_orders_downwards_has_every_superior_in_common() -> None:
    """The same chart read from the chief down is perfect; the arrow has to be named."""
    assert lubness(krackhardt("reports").knowledge()) == 1


@pytest.mark.parametrize(
    ("which", "counts"),
    [
        ("advice", "74 153 90 160 86 49 59 101 190 2 72 62 78 17 107 30"),
        ("friend", "376 366 143 114 34 35 39 101 23 0 20 16 25 9 23 6"),
        ("reports", "1003 274 0 0 37 16 0 0 0 0 0 0 0 0 0 0"),
    ],
)
def test_sixteen_triads(which: str, counts: str) -> None:
    """Every triple of managers falls under one kind."""
    expected = dict(zip(TRIADS, map(int, counts.split()), strict=True))

    assert expected == triad_census(krackhardt(which))


def test_triads_agree_with_networkx_where_matrices_are_sparse(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sparse way of large networks counts the same."""
    graph = nx.gnp_random_graph(60, 0.1, seed=3, directed=True)
    network = network_of_matrix(nx.to_numpy_array(graph))
    monkeypatch.setattr("tashan.learning.census._DENSE", 10)

    assert nx.triadic_census(graph) == triad_census(network)


@pytest.mark.parametrize("null", ["density", "dyads", "degrees"])
def test_null_models_keep_what_they_say(null: str) -> None:
    """z-values come with the null model's mean; the same seed gives the same answer."""
    network = krackhardt("friend")
    first = triads_against(network, null, draws=20, seed=1)

    assert first == triads_against(network, null, draws=20, seed=1)
    assert sum(triad_census(network).values()) == pytest.approx(sum(each.mean for each in first))
    assert next(each.z for each in first if each.name == "030T") is not None


@pytest.mark.parametrize(
    ("direction", "rule", "expected"), [("in", "scaled", 0.5786), ("in", "reached", 0.6429), ("out", "reached", 0.4167)]
)
def test_closeness_by_component_rule(direction: str, rule: str, expected: float) -> None:
    """Node 1 of the friendships: the same word, three numbers in three programs."""
    assert closeness(krackhardt("friend"), direction, rule)[0] == pytest.approx(expected, abs=5e-5)


def test_closeness_without_direction() -> None:
    """What another program gives where nothing is asked."""
    found = closeness(krackhardt("friend").undirected(), "out", "whole")

    assert found[0] == pytest.approx(0.6452, abs=5e-5)


def test_closeness_of_a_node_that_reaches_none() -> None:
    """None, not NaN and not a silent 0; the harmonic rule gives 0 by its definition."""
    friends = krackhardt("friend")

    assert closeness(friends, "out", "reached")[6] is None
    assert closeness(friends, "out", "whole")[6] is None
    assert closeness(friends, "out", "harmonic")[6] == 0


def test_monks_and_trade() -> None:
    """Sampson's mutual pairs; densities and reciprocities of five trade relations."""
    assert (28, 32) == dyad_census(sampson())[:2]
    assert reciprocities(sampson())["edgewise"] == pytest.approx(0.636364, abs=5e-7)
    for name, count, share, answered in [
        ("crudematerials", 307, 0.556159, 0.729642),
        ("foods", 307, 0.556159, 0.690554),
        ("manufacturedgoods", 310, 0.561594, 0.741935),
        ("minerals", 135, 0.244565, 0.562963),
        ("diplomatic", 369, 0.668478, 0.921409),
    ]:
        network = trade(name)
        assert count == np.count_nonzero(network.weights)
        assert density(network) == pytest.approx(share, abs=5e-7)
        assert reciprocities(network)["edgewise"] == pytest.approx(answered, abs=5e-7)


def test_pupils_over_three_waves() -> None:
    """Ties, dyads, and how far they last."""
    waves = [pupils(wave) for wave in (1, 2, 3)]
    one, two = persistence(waves[0], waves[1]), persistence(waves[1], waves[2])

    assert [113, 116, 122] == [np.count_nonzero(wave.weights) for wave in waves]
    assert [(39, 35, 1151), (35, 46, 1144), (45, 32, 1148)] == [dyad_census(wave) for wave in waves]
    assert (57, 59, 56, 66, 56, 50) == tuple(
        each[name] for each in (one, two) for name in ("stable", "births", "deaths")
    )
    assert [0.331395, 0.383721] == [pytest.approx(each["jaccard"], abs=5e-7) for each in (one, two)]


def test_exports_weigh_in() -> None:
    """Weights: totals, density, two reciprocities, concentration of imports."""
    network = exports()
    found = reciprocities(network)
    imports = strengths(network, "in")
    much = concentration(imports)

    assert network.weights.sum() == pytest.approx(3444.89, abs=5e-3)
    assert 5736 == np.count_nonzero(network.weights)
    assert density(network) == pytest.approx(0.342039, abs=5e-7)
    assert found["edgewise"] == pytest.approx(0.846583, abs=5e-7)
    assert found["weighted"] == pytest.approx(0.770382, abs=5e-7)
    assert much["gini"] == pytest.approx(0.818161, abs=5e-7)
    assert much["hhi"] == pytest.approx(0.070203, abs=5e-7)
    assert imports[network.index("USA")] == pytest.approx(720.39, abs=5e-3)
    assert imports[network.index("JPN")] == pytest.approx(268.93, abs=5e-3)


def test_modularity_of_friendships() -> None:
    """Directed by department .118704, undirected .111784; three groups reach the proven maximum .227701."""
    network = krackhardt("friend")
    departments = managers("DEPT").tolist()
    found = communities(network, seeds=20)

    assert modularity(network, departments) == pytest.approx(0.118704, abs=5e-7)
    assert modularity(network.undirected(), departments) == pytest.approx(0.111784, abs=5e-7)
    assert found.modularity == pytest.approx(0.227701, abs=5e-7)
    assert 3 == len(set(found.groups))


def test_communities_show_their_spread() -> None:
    """The karate club: the proven maximum among the seeds, and no seed above it."""
    found = communities(karate(), seeds=20)

    assert found.modularity == pytest.approx(0.4197896, abs=5e-8)
    assert 4 == len(set(found.groups))
    assert 20 == len(found.spread)
    assert max(found.spread) == found.modularity
    assert 0 < found.agreement[0] <= found.agreement[1] <= 1


def test_directed_communities_settle_where_others_loop() -> None:
    """A ring of one-way ties with a weight that rounds badly comes to an end."""
    ring = network_of_edges([(str(node), str((node + 1) % 30), 0.1 + 1e-17) for node in range(30)])

    assert communities(ring, seeds=3).modularity > 0.5


def test_borders_between_groups() -> None:
    """Two of three ties cross; by chance four of six pairs would."""
    network = network_of_edges([("a", "b"), ("a", "c"), ("b", "c", 3)])
    found = border_shares(network, ["x", "x", "y"])

    assert {
        "crossing_ties": pytest.approx(2 / 3),
        "crossing_weight": pytest.approx(4 / 5),
        "ei": pytest.approx(1 / 3),
        "ei_expected": pytest.approx(1 / 3),
    } == found


def test_search_for_a_core_finds_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where not all divisions can be tried, many starts find the same core and say that they searched."""
    network = florentine()
    exact = core_periphery(network, "missing")
    monkeypatch.setattr("tashan.learning.cores._EXHAUSTIVE", 3)
    found = core_periphery(network, "missing")

    assert (exact.members, False, None) == (found.members, found.exact, found.unique)


def test_coreness_of_a_star() -> None:
    """The centre of a star has the greatest share in the core."""
    star = network_of_edges([("a", leaf) for leaf in "bcdef"] + [("b", "c")], directed=False)
    values, fit = coreness(star)

    assert 0 == int(np.argmax(values))
    assert 0.5 < fit <= 1


def test_bad_networks_are_stated() -> None:
    """Each refusal says what is wrong; none is a NaN."""
    cases: dict[str, Callable[[], object]] = {
        "not_square": lambda: network_of_matrix([[0, 1]]),
        "weight_invalid": lambda: network_of_matrix([[0.0, float("nan")], [1.0, 0.0]]),
        "names_wrong": lambda: network_of_matrix([[0, 1], [1, 0]], ["a", "a"]),
        "not_symmetric": lambda: network_of_matrix([[0, 1], [0, 0]], directed=False),
        "node_unknown": lambda: network_of_edges([("a", "b")], ["a"]),
        "too_small": lambda: density(network_of_matrix([[0]])),
        "no_variance": lambda: communities(network_of_matrix(np.zeros((5, 5)))),
    }
    for code, work in cases.items():
        with pytest.raises(LearningError) as caught:
            work()

        assert code == caught.value.code


def test_measures_without_ties_are_none() -> None:
    """Nothing to take a share of: None."""
    empty = network_of_matrix(np.zeros((4, 4)))

    assert {"edgewise": None, "dyadic": 1, "ratio": None, "correlation": None, "weighted": None} == reciprocities(empty)
    assert transitivity(empty) is None
    assert hierarchy(empty) is None
    with pytest.raises(LearningError):
        concentration(strengths(empty, "in"))
    with pytest.raises(LearningError):
        core_periphery(empty, "missing")
    with pytest.raises(LearningError):
        coreness(empty)


def test_loops_are_left_out_and_said() -> None:
    """A node's tie to itself is a problem of the network, not a tie."""
    network: Network = network_of_matrix([[2, 1], [0, 0]])

    assert 1 == network.weights.sum()
    assert ["self_loop"] == [problem.code for problem in network.problems]


def test_arrows_are_named_and_turned() -> None:
    """Knowledge runs against the visit."""
    visits = network_of_edges([("甲", "乙", 2)], arrow="visit")
    knowledge = visits.knowledge()

    assert ("knowledge", 2) == (knowledge.arrow, knowledge.weights[1, 0])
    assert "visit" == knowledge.knowledge().arrow
    assert 1 == intensity(visits)
    assert np.isinf(distances(visits)[1, 0])
    assert 2 == visits.to_networkx()["甲"]["乙"]["weight"]


@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_random_networks_agree_with_networkx(seed: int, directed: bool) -> None:
    """Sparse networks with isolates and several components, weights included where they count."""
    graph = nx.gnp_random_graph(40, 0.05, seed=seed, directed=directed)
    random = np.random.default_rng(seed)
    for one, other in graph.edges:
        graph[one][other]["weight"] = int(random.integers(1, 5))
    network = network_of_matrix(nx.to_numpy_array(graph), directed=directed)
    groups = [node % 3 for node in graph]
    parts = [{node for node in graph if node % 3 == part} for part in range(3)]
    near = nx.closeness_centrality(graph, wf_improved=True)
    paths = nx.harmonic_centrality(graph)

    assert nx.density(graph) == pytest.approx(density(network))
    assert list(nx.betweenness_centrality(graph, normalized=False).values()) == pytest.approx(betweenness(network))
    assert list(near.values()) == pytest.approx([value or 0.0 for value in closeness(network, "in", "scaled")])
    assert [paths[node] / 39 for node in graph] == pytest.approx(closeness(network, "in", "harmonic"))
    assert nx.community.modularity(graph, parts) == pytest.approx(modularity(network, groups))
    if directed:
        assert nx.overall_reciprocity(graph) == pytest.approx(reciprocities(network)["edgewise"])
    else:
        assert nx.transitivity(graph) == pytest.approx(transitivity(network, "undirected") or 0.0)
