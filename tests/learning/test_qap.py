"""QAP and MRQAP, held to sna and to a plain computation."""

from __future__ import annotations

import numpy as np
import pytest
from tests.learning.networks import Floats, florentine, krackhardt, managers, trade

from tashan.learning.network import network_of_edges
from tashan.learning.pairs import of_both
from tashan.learning.problems import LearningError
from tashan.learning.qap import Mrqap, joined, mrqap, qap_correlation


def advice(**options: object) -> Mrqap:
    """Advice on friendship, reporting, same department and difference in age."""
    columns = {
        "friend": krackhardt("friend").weights,
        "reports": krackhardt("reports").weights,
        "department": of_both(managers("DEPT").tolist(), "same"),
        "age": of_both(managers("AGE").tolist(), "gap"),
    }
    return mrqap(krackhardt("advice").weights, columns, **options)  # type: ignore[arg-type]  # options of several types


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("advice", "friend", 0.1545855), ("advice", "reports", 0.2235582), ("friend", "reports", 0.1862356)],
)
def test_correlations_of_managers(one: str, other: str, expected: float) -> None:
    """Over all ordered pairs, without the diagonal."""
    found = qap_correlation(krackhardt(one).weights, krackhardt(other).weights, permutations=1)

    assert found.value == pytest.approx(expected, abs=5e-8)


def test_correlation_of_florentine_families() -> None:
    """Marriage and business, with a p-value of about .0007."""
    found = qap_correlation(
        florentine().weights, florentine("business").weights, directed=False, permutations=3_000, seed=1
    )

    assert found.value == pytest.approx(0.3718679, abs=5e-8)
    assert found.p_greater < 0.003
    assert found.p_less > 0.99


def test_p_value_of_advice_and_friendship() -> None:
    """About .019 to be at least as large."""
    found = qap_correlation(krackhardt("advice").weights, krackhardt("friend").weights, permutations=4_000, seed=2)

    assert found.p_greater == pytest.approx(0.019, abs=0.008)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("crudematerials", "foods", 0.567001),
        ("crudematerials", "manufacturedgoods", 0.577522),
        ("crudematerials", "minerals", 0.372563),
        ("crudematerials", "diplomatic", 0.416530),
        ("manufacturedgoods", "diplomatic", 0.533362),
    ],
)
def test_correlations_of_trade(one: str, other: str, expected: float) -> None:
    """Five relations among twenty-four countries."""
    assert qap_correlation(trade(one).weights, trade(other).weights, permutations=1).value == pytest.approx(
        expected, abs=5e-7
    )


def test_mrqap_of_advice() -> None:
    """Coefficients and t to the digits given; p within the error of simulation."""
    found = advice(permutations=4_000, seed=1)

    assert found.coefficients == pytest.approx(
        [0.492864373, 0.122275390, 0.509974028, -0.057844143, -0.007760031], abs=6e-10
    )
    assert found.statistics == pytest.approx([11.7137, 2.1529, 4.3746, -0.9677, -2.7906], abs=6e-5)
    assert found.fit == pytest.approx(0.08281, abs=6e-6)
    assert [value or 0 for value in found.p_values[1:]] == pytest.approx([0.155, 0.0005, 0.396, 0.067], abs=0.025)
    assert found.p_values[0] is None


def test_mrqap_of_trade() -> None:
    """Crude materials on the four other relations."""
    names = ("foods", "manufacturedgoods", "minerals", "diplomatic")
    found = mrqap(trade("crudematerials").weights, {name: trade(name).weights for name in names}, permutations=1)

    assert found.coefficients == pytest.approx([0.104101, 0.332851, 0.291677, 0.151213, 0.098963], abs=6e-7)
    assert found.fit == pytest.approx(0.4448, abs=6e-5)


def test_logit_mrqap_of_advice() -> None:
    """Coefficients and deviance; the quick statistic and the exact one lead to the same p-values."""
    quick = advice(model="logit", permutations=400, seed=1)
    exact = advice(model="logit", permutations=100, seed=1, pivot="wald")

    assert quick.coefficients == pytest.approx([-0.017572, 0.525748, 3.234698, -0.240638, -0.034003], abs=6e-7)
    assert quick.fit == pytest.approx(539.4402, abs=6e-5)
    assert [value or 0 for value in quick.p_values] == pytest.approx([value or 0 for value in exact.p_values], abs=0.09)


def test_missing_cells_take_another_way_to_the_same_statistics() -> None:
    """One unknown pair hardly changes p, and is said; nothing becomes NaN."""
    outcome = krackhardt("advice").weights.copy()
    columns = {"friend": krackhardt("friend").weights, "reports": krackhardt("reports").weights}
    whole = mrqap(outcome, columns, permutations=300, seed=5)
    outcome[0, 1] = np.nan
    found = mrqap(outcome, columns, permutations=300, seed=5)

    assert ["missing"] == [problem.code for problem in found.problems]
    assert 419 == found.observations
    assert [value or 0 for value in found.p_values] == pytest.approx([value or 0 for value in whole.p_values], abs=0.05)
    assert np.isfinite(found.statistics).all()


def test_blocks_give_what_a_plain_loop_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same permutations, one least-squares fit each."""
    monkeypatch.setattr("tashan.learning.qap._BLOCK", 50)
    random = np.random.default_rng(4)
    outcome, one, other = random.poisson(1, (3, 14, 14)).astype(float)
    found = mrqap(outcome, {"one": one, "other": other}, permutations=60, seed=9)

    assert plain(outcome, [one, other], 60, 9) == pytest.approx([value or 0 for value in found.p_values[1:]])


def plain(outcome: Floats, columns: list[Floats], permutations: int, seed: int) -> list[float]:
    """Double semi-partialling as its authors describe it, one fit a permutation."""
    size = len(outcome)
    cells = ~np.eye(size, dtype=bool)
    random = np.random.default_rng(seed)
    orders = [random.permutation(size) for _ in range(permutations)]
    answer = []
    for each, column in enumerate(columns):
        rest = np.column_stack([np.ones(cells.sum()), *(c[cells] for k, c in enumerate(columns) if k != each)])
        left = np.zeros((size, size))
        left[cells] = column[cells] - rest @ np.linalg.lstsq(rest, column[cells], rcond=None)[0]

        def statistic(matrix: Floats, rest: Floats = rest) -> float:
            table = np.column_stack([matrix[cells], rest])
            b = np.linalg.lstsq(table, outcome[cells], rcond=None)[0]
            residual = outcome[cells] - table @ b
            error = residual @ residual / (len(residual) - table.shape[1]) * np.linalg.inv(table.T @ table)[0, 0]
            return float(b[0] / np.sqrt(error))

        observed = abs(statistic(left))
        hits = sum(abs(statistic(left[np.ix_(order, order)])) >= observed - 1e-12 for order in orders)
        answer.append((1 + hits) / (1 + permutations))
    return answer


def test_undirected_networks_count_each_pair_once() -> None:
    """Florentine marriages on business: 120 pairs."""
    found = mrqap(
        florentine().weights, {"business": florentine("business").weights}, directed=False, permutations=500, seed=3
    )

    assert 120 == found.observations
    assert (found.p_values[1] or 1) < 0.02


def test_poisson_mrqap() -> None:
    """Counts: a regressor that made them is found, one that did not is not."""
    random = np.random.default_rng(8)
    near, noise = random.normal(size=(2, 25, 25))
    found = mrqap(
        random.poisson(np.exp(0.5 * near)).astype(float),
        {"near": near, "noise": noise},
        model="poisson",
        permutations=200,
    )

    assert (found.p_values[1] or 1) < 0.01
    assert (found.p_values[2] or 0) > 0.01
    assert found.coefficients[1] == pytest.approx(0.5, abs=0.1)


def test_networks_that_cannot_be_compared() -> None:
    """No variance, wrong shapes, no regressor, collinear ones, unknown pivots."""
    empty, some = np.zeros((5, 5)), network_of_edges([("a", "b"), ("b", "c"), ("d", "e")]).weights
    with pytest.raises(LearningError, match="correlates with nothing"):
        qap_correlation(empty, some)
    with pytest.raises(LearningError, match="need the same nodes"):
        qap_correlation(empty, np.zeros((4, 4)))
    with pytest.raises(LearningError, match="every pair"):
        mrqap(empty, {"some": some})
    with pytest.raises(LearningError, match="the outcome"):
        mrqap(some, {"some": np.zeros((4, 4))})
    with pytest.raises(LearningError, match="at least one"):
        mrqap(some, {})
    with pytest.raises(LearningError, match="already said"):
        mrqap(some, {"one": some.T, "two": some.T * 2})
    with pytest.raises(ValueError, match="Pivot"):
        mrqap(some, {"one": some.T}, pivot="wald")


def test_five_thousand_nodes_are_answered_or_refused_with_the_memory_they_need() -> None:
    """Nothing is allocated before the answer is known to be possible."""
    large = np.broadcast_to(0.0, (5_000, 5_000))
    with pytest.raises(LearningError, match="5000 nodes with 5 regressors would need about 14 GiB") as caught:
        mrqap(large, dict.fromkeys("abcde", large))

    assert "too_many_nodes" == caught.value.code


def test_shares_of_the_permutations_join_to_one_test() -> None:
    """Hits add up: p = (1 + all hits) / (1 + all permutations); only shares of one regression can be joined."""
    shares = [advice(permutations=50, seed=seed) for seed in (0, 1, 2)]

    whole = joined(shares)

    hits = [sum(round((each.p_values[place] or 0) * 51) - 1 for each in shares) for place in range(1, 5)]
    assert 150 == whole.permutations
    assert (None, *((1 + hit) / 151 for hit in hits)) == whole.p_values
    np.testing.assert_array_equal(shares[0].coefficients, whole.coefficients)
    with pytest.raises(LearningError, match="one and the same regression"):
        joined([shares[0], advice(permutations=50, model="poisson")])
