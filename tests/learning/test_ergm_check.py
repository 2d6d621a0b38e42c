"""Networks drawn from models: held to enumeration, to closed forms, and to ergm within the error of simulation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tests.learning.networks import florentine, g4, pupils, sampson, sampson_groups, wealth

from tashan.learning.ergm import (
    _DIRECTED,
    _UNDIRECTED,
    TERMS,
    Layer,
    change_statistics,
    fit_layers,
    pseudo_likelihood,
    temporal,
    transitions,
)
from tashan.learning.ergm_chain import Chain, simulate, statistics
from tashan.learning.ergm_check import bootstrap, goodness, simulated_likelihood
from tashan.learning.ergm_exact import edges_and_mutual, exact
from tashan.learning.network import network_of_edges, network_of_matrix
from tashan.learning.problems import LearningError


@pytest.mark.parametrize("directed", [True, False])
def test_a_chain_counts_what_each_tie_changes(directed: bool) -> None:
    """At every point of its way, for every term and pair, what the whole matrix says."""
    random = np.random.default_rng(1)
    matrix = (random.random((8, 8)) < 0.4).astype(float)
    matrix = matrix if directed else np.triu(matrix, 1) + np.triu(matrix, 1).T
    np.fill_diagonal(matrix, 0)
    network = network_of_matrix(matrix, directed=directed)
    facts = {"a": np.arange(8.0), "m": np.add.outer(np.arange(8.0), np.arange(8.0)), "g": list("xxyyzzzz")}
    brackets = dict.fromkeys(("nodecov", "nodeicov", "nodeocov", "absdiff"), "(a)") | {
        "edgecov": "(m)",
        "nodematch": "(g)",
    }
    other = _UNDIRECTED if directed else _DIRECTED
    terms = [term + brackets.get(term, "(0.7)" if term.startswith("gw") else "") for term in TERMS if term not in other]
    chain = Chain(network, terms, facts, np.zeros(len(terms)), 3)
    before = statistics(network, terms, facts)

    for _ in range(10):
        chain.walk(20)
        now = network_of_matrix(chain.ties, directed=directed)
        whole = change_statistics(now, terms, facts)
        for i in range(8):
            for j in range(8):
                if i != j and (directed or i < j):
                    assert whole[i, j] == pytest.approx([change(i, j) for change in chain._changes])
        assert statistics(now, terms, facts) - before == pytest.approx(chain.statistics, abs=1e-9)


def test_all_pairs_can_be_proposed() -> None:
    for directed in (True, False):
        chain = Chain(network_of_matrix(np.zeros((7, 7)), directed=directed), ["edges"], {}, np.zeros(1), 0)
        pairs = [chain._pair(number) for number in range(chain._pairs)]

        assert (42 if directed else 21) == len(set(pairs))
        assert all(i != j and (directed or i < j) for i, j in pairs)


@pytest.mark.slow
def test_draws_have_the_statistics_of_the_maximum_of_the_likelihood() -> None:
    """By enumeration of four nodes: at the maximum networks have 5 ties and as many transitive triples as observed."""
    terms = ["edges", "ttriple"]
    best = exact(g4(), terms)
    drawn = [
        statistics(network_of_matrix(ties), terms)
        for ties in simulate(g4(), terms, best.coefficients, draws=800, seed=2, burn_in=500, interval=40)
    ]

    assert statistics(g4(), terms) == pytest.approx(np.mean(drawn, axis=0), abs=0.5)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("terms", "values", "errors"),
    [
        (["edges", "triangle"], [-1.6762, 0.1613], [0.350, 0.559]),
        (["edges", "mutual"], [-1.76001, 2.31963], [0.204, 0.414]),
    ],
)
def test_maximum_likelihood_by_simulation(terms: list[str], values: list[float], errors: list[float]) -> None:
    """ergm's own estimates and errors, within three errors of the simulation."""
    network = florentine() if "triangle" in terms else sampson()
    found = simulated_likelihood(network, terms, draws=600, seed=1)

    assert (np.abs(found.coefficients - values) < 3 * found.simulation_errors + 0.01).all()
    assert errors == pytest.approx(found.errors.tolist(), rel=0.2)
    assert (found.simulation_errors < 0.3 * found.errors).all()
    if "mutual" in terms:
        closed = edges_and_mutual(sampson())
        assert (np.abs(found.coefficients - closed) < 3 * found.simulation_errors).all()


@pytest.mark.slow
def test_intervals_of_a_model_without_dependence_are_those_of_its_likelihood() -> None:
    """Marriage by wealth: the bootstrap's errors are the information's, .536 and .0047."""
    layer = Layer(florentine(), ("edges", "nodecov(wealth)"), {"wealth": wealth()})
    found = bootstrap([layer], layer.terms, draws=200)

    assert [0.536056, 0.004674] == pytest.approx(found.errors.tolist(), rel=0.2)
    assert (found.low < found.coefficients).all()
    assert (found.coefficients < found.high).all()
    assert 200 == found.draws + sum(int(problem.message.split()[0]) for problem in found.problems)


def test_goodness_tells_a_model_that_fits_from_one_that_does_not() -> None:
    """Monks like within groups and in return; a model of ties alone gives too few answered ties and triangles."""
    groups = {"group": sampson_groups()}

    def lowest(*terms: str) -> dict[str, float]:
        layer = Layer(sampson(), terms, groups)
        fit = goodness([layer], terms, fit_layers([layer], terms).coefficients, draws=60)
        assert () == fit.problems
        for row in fit.rows:
            assert row.least <= row.mean <= row.most
        return fit.lowest()

    poor, good = lowest("edges"), lowest("edges", "mutual", "nodematch(group)")
    assert {"model", "outdegree", "indegree", "shared_partners", "distance"} == set(poor)
    assert good["shared_partners"] > poor["shared_partners"]
    assert good["model"] > 0.1


def test_counts_of_a_fit_add_up() -> None:
    """Degrees count nodes, shared partners ties, distances pairs."""
    layer = Layer(florentine(), ("edges",), {})
    fit = goodness([layer], ["edges"], np.array([-1.6094]), draws=10)
    sums = {
        name: sum(row.observed for row in fit.rows if row.statistic == name)
        for name in ("model", "degree", "shared_partners", "distance")
    }

    assert {"model": 20, "degree": 16, "shared_partners": 20, "distance": 120} == sums
    observed = {row.value: row.observed for row in fit.rows if row.statistic == "degree" and row.observed}
    assert {"0": 1, "1": 4, "2": 2, "3": 6, "4": 2, "6": 1} == observed
    assert 15 == next(row.observed for row in fit.rows if row.value == "none")  # Pucci


@pytest.mark.slow
def test_waves_are_drawn_from_the_wave_before() -> None:
    """Pupils: with the tie a wave ago in the model, drawn networks keep about as many ties as there were."""
    waves = [pupils(wave) for wave in (1, 2, 3)]
    terms = ["edges", "lag"]
    layers = transitions(waves, terms)
    fit = goodness(layers, terms, temporal(waves, terms).coefficients, draws=20)
    kept = next(row for row in fit.rows if row.value == "lag")

    assert 57 + 66 == kept.observed
    assert kept.mean == pytest.approx(123, rel=0.1)
    assert fit.lowest()["model"] > 0.05
    found = bootstrap(layers, terms, draws=20)
    assert found.errors == pytest.approx(temporal(waves, terms).errors["ordinary"], rel=0.6)


def test_the_same_seed_gives_the_same_networks() -> None:
    one, other, third = (
        [ties.tolist() for ties in simulate(sampson(), ["edges"], np.array([-1.0]), draws=2, seed=seed)]
        for seed in (1, 1, 2)
    )

    assert one == other
    assert one != third


def test_models_that_cannot_be_drawn_or_fitted_are_stated() -> None:
    """A degenerate model, wrong terms, a network at its limit."""
    full = goodness([Layer(sampson(), ("edges",), {})], ["edges"], np.array([9.0]), draws=10)
    ring = network_of_edges([("a", "b"), ("b", "c"), ("c", "a")], ["a", "b", "c", "d"])
    cases: list[tuple[type[Exception], str, Callable[[], object]]] = [
        (ValueError, "not known", lambda: next(simulate(ring, ["cycles"], np.zeros(1)))),
        (ValueError, "decay", lambda: next(simulate(ring, ["gwesp"], np.zeros(1)))),
        (LearningError, "among the attributes", lambda: next(simulate(ring, ["nodecov(x)"], np.zeros(1)))),
        (
            LearningError,
            "nothing to explain",
            lambda: pseudo_likelihood(network_of_matrix(np.zeros((5, 5))), ["edges"]),
        ),
        (LearningError, "stands twice", lambda: simulated_likelihood(ring, ["edges", "edges"])),
    ]

    assert ["degenerate"] == [problem.code for problem in full.problems]
    for kind, words, work in cases:
        with pytest.raises(kind, match=words):
            work()
