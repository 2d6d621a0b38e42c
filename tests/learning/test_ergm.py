"""Graph models, held to ergm, btergm and enumeration."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from tests.learning.networks import Floats, florentine, g4, pupils, sampson, sampson_groups, wealth

from tashan.learning.ergm import _DIRECTED, _UNDIRECTED, TERMS, pseudo_likelihood, separable, temporal
from tashan.learning.ergm_chain import statistics
from tashan.learning.ergm_exact import edges_and_mutual, exact
from tashan.learning.network import Network, network_of_edges, network_of_matrix
from tashan.learning.problems import LearningError


def family_facts() -> dict[str, Floats]:
    return {"wealth": wealth(), "business": florentine("business").weights}


@pytest.mark.parametrize(
    ("terms", "values", "errors", "deviance"),
    [
        (["edges"], [-1.6094], [0.2449], 108.1),
        (["edges", "nodecov(wealth)"], [-2.594929, 0.010546], [0.536056, 0.004674], 103.1),
        (["edges", "absdiff(wealth)"], [-2.302042, 0.015519], [0.401906, 0.006157], 102.0),
        (
            ["edges", "edgecov(business)", "nodecov(wealth)"],
            [-3.052050, 2.141349, 0.010668],
            [0.622987, 0.613808, 0.005121],
            91.15,
        ),
        (["edges", "triangle"], [-1.7009355, 0.2208488], [0.3083, 0.4276], None),
        (["edges", "kstar2", "triangle"], [-1.623189, -0.018837, 0.245934], None, None),
        (["edges", "gwesp(0.5)", "nodecov(wealth)"], [-2.614769, 0.033311, 0.010372], None, None),
    ],
)
def test_florentine_models(
    terms: list[str], values: list[float], errors: list[float] | None, deviance: float | None
) -> None:
    """Coefficients, errors, deviance to the digits given."""
    found = pseudo_likelihood(florentine(), terms, family_facts())

    assert found.coefficients == pytest.approx(values, abs=6e-5 if terms == ["edges"] else 6e-7)
    if errors:
        assert found.errors["ordinary"] == pytest.approx(errors, abs=1e-4)  # R stops its rounds early
    if deviance:
        assert found.deviance == pytest.approx(deviance, abs=0.06)


def test_florentine_statistics() -> None:
    """20 ties, 47 two-stars, 3 triangles, and the weighted ones."""
    terms = ["edges", "kstar2", "triangle", "gwesp(0.5)", "gwdegree(0.5)", "nodecov(wealth)", "absdiff(wealth)"]

    assert statistics(florentine(), terms, family_facts()) == pytest.approx(
        [20, 47, 3, 8.393469, 20.937674, 2168, 1146], abs=6e-7
    )


def test_sampson_statistics() -> None:
    """Eleven statistics of the monks."""
    terms = ["edges", "mutual", "asymmetric", "nodematch(group)", "ttriple", "ctriple", "istar2", "ostar2", "m2star"]
    terms += ["gwesp(0.5)", "gwidegree(0.5)", "gwodegree(0.5)"]

    assert statistics(sampson(), terms, {"group": sampson_groups()}) == pytest.approx(
        [88, 28, 32, 63, 154, 39, 233, 178, 378, 91.87982, 28.30710, 29.23953], abs=6e-6
    )


def test_sampson_closed_form() -> None:
    """edges + mutual has its maximum in closed form."""
    assert edges_and_mutual(sampson()) == pytest.approx((-1.760011, 2.319627), abs=6e-7)


@pytest.mark.parametrize(
    ("terms", "values"),
    [
        (["edges", "mutual", "nodematch(group)"], [-2.264157, 1.432993, 2.030982]),
        (["edges", "mutual", "nodematch(group)", "gwesp(0.5)"], [-1.857484, 1.313919, 2.575374, -0.311021]),
        (
            ["edges", "nodematch(group,Loyal)", "nodematch(group,Outcasts)", "nodematch(group,Turks)"],
            [-2.00148, 2.192535, 3.610918, 2.917771],
        ),
    ],
)
def test_sampson_models(terms: list[str], values: list[float]) -> None:
    """Pseudo-likelihood of the monks' liking."""
    found = pseudo_likelihood(sampson(), terms, {"group": sampson_groups()})

    assert found.coefficients == pytest.approx(values, abs=6e-6)


@pytest.mark.parametrize(("term", "value"), [("asymmetric", -1.33), ("ctriple", -0.3522), ("mutual", 0.5596)])
def test_single_terms_of_sampson(term: str, value: float) -> None:
    """Values that ergm's own tests hold, rounded as there."""
    assert pseudo_likelihood(sampson(), [term]).coefficients == pytest.approx([value], abs=6e-3)


@pytest.mark.parametrize(
    ("terms", "values", "errors", "likelihood"),
    [
        (["edges", "mutual"], [-0.287682, -0.117783], [0.912871, 1.683251], -8.147867),
        (["edges", "ttriple"], [0.156540, -0.577852], [0.983455, 0.958151], -7.949991),
        (["edges", "mutual", "ttriple"], [0.378048, -0.365294, -0.659066], None, -7.928316),
        (["edges", "ctriple"], [-0.756494, 1.005197], None, -7.929069),
    ],
)
def test_four_nodes_exactly(
    terms: list[str], values: list[float], errors: list[float] | None, likelihood: float
) -> None:
    """All 4,096 networks on four nodes."""
    found = exact(g4(), terms)

    assert 4096 == found.graphs
    assert found.coefficients == pytest.approx(values, abs=6e-7)
    assert found.log_likelihood == pytest.approx(likelihood, abs=6e-7)
    if errors:
        assert found.errors == pytest.approx(errors, abs=6e-7)


def test_pupils_over_time() -> None:
    """Pooled temporal model and the separable logits."""
    waves = [pupils(wave) for wave in (1, 2, 3)]
    found = temporal(waves, ["edges", "mutual", "gwesp(0.5)", "lag", "delayed_reciprocity"])
    formation, persistence = separable(waves)

    assert 4900 == found.observations
    assert found.coefficients == pytest.approx([-4.709480, 2.899895, 0.938579, 1.861927, 0.573238], abs=6e-7)
    assert found.log_likelihood == pytest.approx(-425.0959, abs=6e-5)
    assert formation.coefficients == pytest.approx([-3.923418, 3.174182], abs=6e-7)
    assert persistence.coefficients == pytest.approx([-0.374693, 0.814060], abs=6e-7)


def test_every_term_changes_what_its_statistic_counts() -> None:
    """Adding one tie to a random network changes each statistic by its change statistic, whatever the order."""
    random = np.random.default_rng(5)
    for directed in (True, False):
        matrix = (random.random((7, 7)) < 0.4).astype(float)
        matrix = matrix if directed else np.triu(matrix, 1) + np.triu(matrix, 1).T
        np.fill_diagonal(matrix, 0)
        facts = {"a": np.arange(7.0), "m": np.add.outer(np.arange(7.0), np.arange(7.0)), "g": list("xxyyzzz")}
        brackets = dict.fromkeys(("nodecov", "nodeicov", "nodeocov", "absdiff"), "(a)")
        brackets |= {"edgecov": "(m)", "nodematch": "(g)"}
        for term in TERMS:
            written = term + brackets.get(term, "(0.7)" if term.startswith("gw") else "")
            network = network_of_matrix(matrix, directed=directed)
            order = random.permutation(7)
            moved = network_of_matrix(matrix[np.ix_(order, order)], directed=directed)
            turned = {
                name: np.asarray(value)[np.ix_(order, order)] if name == "m" else np.asarray(value)[order]
                for name, value in facts.items()
            }
            if term in (_UNDIRECTED if directed else _DIRECTED):
                with pytest.raises(LearningError, match="does not fit"):
                    statistics(network, [written], facts)
                continue

            assert statistics(network, [written], facts) == pytest.approx(statistics(moved, [written], turned))


def test_models_that_cannot_be_fitted() -> None:
    """Unknown terms, missing attributes, statistics at their limit: said."""
    friends: Network = network_of_edges([("a", "b"), ("b", "c"), ("c", "a")], ["a", "b", "c", "d"])
    cases: list[tuple[type[Exception], str, Callable[[], object]]] = [
        (ValueError, "not known", lambda: pseudo_likelihood(friends, ["cycles"])),
        (LearningError, "does not fit", lambda: pseudo_likelihood(friends, ["triangle"])),
        (ValueError, "decay", lambda: pseudo_likelihood(friends, ["gwesp"])),
        (ValueError, "above 0", lambda: pseudo_likelihood(friends, ["gwesp(0)"])),
        (LearningError, "among the attributes", lambda: pseudo_likelihood(friends, ["nodecov(age)"])),
        (LearningError, "shape", lambda: pseudo_likelihood(friends, ["nodecov(age)"], {"age": [1.0]})),
        (LearningError, "missing", lambda: pseudo_likelihood(friends, ["nodecov(a)"], {"a": [1.0, 2, 3, np.nan]})),
        (LearningError, "no finite", lambda: exact(friends, ["edges", "mutual"])),
        (LearningError, "above 0", lambda: edges_and_mutual(friends)),
        (LearningError, "pseudo_likelihood", lambda: exact(sampson(), ["edges"])),
        (LearningError, "two or more", lambda: temporal([friends], ["edges"])),
    ]
    for kind, words, work in cases:
        with pytest.raises(kind, match=words):
            work()
