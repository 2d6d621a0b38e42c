"""Models of pairs, held to R, statsmodels, pyfixest and dyadRobust; and the size of their tests."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.learning.networks import Floats, krackhardt, managers, rows

from tashan.learning.models import Codes, Estimate, estimate
from tashan.learning.network import network_of_edges, network_of_matrix
from tashan.learning.pairs import gravity, of_both, pairs_of, rank_of, regional_covariates
from tashan.learning.problems import LearningError
from tashan.regions import Region, resolve_home


def trade() -> tuple[Floats, dict[str, Floats], tuple[Codes, Codes]]:
    """Exports of 16,768 ordered pairs of countries, with their gravity variables."""
    gdp = {row["country"]: float(row["gdp"]) for row in rows("ir90s_nodes.csv")}
    number = {country: place for place, country in enumerate(gdp)}
    table = [row for row in rows("ir90s_dyads.csv") if row["distance"] != "0"]
    columns = {
        "ln_gdp_o": np.log([gdp[row["origin"]] for row in table]),
        "ln_gdp_d": np.log([gdp[row["destination"]] for row in table]),
        "ln_dist": np.log([float(row["distance"]) for row in table]),
        "igos": np.array([float(row["shared_igos"]) for row in table]),
    }
    members = tuple(np.array([number[row[side]] for row in table]) for side in ("origin", "destination"))
    return np.array([float(row["exports"]) for row in table]), columns, (members[0], members[1])


def close(found: Floats, expected: list[float], digits: int = 6) -> bool:
    return bool(np.allclose(found, expected, rtol=0, atol=0.6 * 10**-digits))


def test_gravity_by_poisson() -> None:
    """Coefficients, deviance, robust and dyadic errors of exports on gravity's variables."""
    exports, columns, members = trade()
    found = estimate(exports, columns, model="poisson", members=members)

    assert 16768 == found.observations
    assert close(found.coefficients, [-10.177368, 0.887268, 0.915694, -0.808651, 0.006256])
    assert found.deviance == pytest.approx(3600.4822, abs=5e-5)
    assert close(found.errors["robust"], [0.361514, 0.031766, 0.038894, 0.070494, 0.003693], 4)
    assert close(found.errors["dyadic"], [0.667929, 0.059555, 0.076929, 0.086737, 0.008320], 5)


def test_gravity_with_fixed_effects() -> None:
    """Origins and destinations absorbed; errors clustered by both."""
    exports, columns, members = trade()
    between = {name: columns[name] for name in ("ln_dist", "igos")}
    found = estimate(exports, between, model="poisson", members=members, absorb=members)

    assert close(found.coefficients, [-0.736285, 0.014940])
    assert close(found.errors["robust"], [0.038086, 0.003309], 4)
    # The reference multiplies by its small-sample factor.
    assert found.errors["two_way"] == pytest.approx([0.066250, 0.006583], rel=0.02)


def test_log_linear_gravity_with_dyadic_errors() -> None:
    """Five to eight times the ordinary robust errors."""
    exports, columns, members = trade()
    found = estimate(np.log(exports + 0.01), columns, model="linear", members=members)

    assert close(found.coefficients, [-6.297031, 0.327777, 0.302641, -0.305514, 0.022503])
    assert close(found.errors["robust"], [0.042199, 0.004895, 0.005073, 0.013122, 0.001027])
    assert close(found.errors["dyadic"], [0.327847, 0.041669, 0.039733, 0.065593, 0.008128])


def test_dyadic_errors_of_a_simulation() -> None:
    """The published example of dyadRobust: 3.4 times on the slope."""
    table = rows("dyad_sim.csv")
    members = tuple(np.array([int(row[side]) for row in table]) for side in ("dyad1", "dyad2"))
    found = estimate(
        np.array([float(row["dY"]) for row in table]),
        {"dX": np.array([float(row["dX"]) for row in table])},
        model="linear",
        members=(members[0], members[1]),
    )

    assert close(found.coefficients, [0.1676208, 0.8546103], 7)
    assert close(found.errors["robust"], [0.036693, 0.024137])
    assert close(found.errors["dyadic"], [0.210399, 0.081440])


def test_logit_of_advice() -> None:
    """Coefficients and deviance of the managers' advice."""
    advice = krackhardt("advice")
    columns = {
        "friend": krackhardt("friend").weights,
        "reports": krackhardt("reports").weights,
        "department": of_both(managers("DEPT").tolist(), "same"),
        "age": of_both(managers("AGE").tolist(), "gap"),
    }
    found = gravity(pairs_of(advice, columns), model="logit")

    assert close(found.coefficients, [-0.017572, 0.525748, 3.234698, -0.240638, -0.034003])
    assert found.deviance == pytest.approx(539.4402, abs=5e-5)


@pytest.mark.slow
def test_dyadic_intervals_cover_where_robust_ones_do_not() -> None:
    """Errors shared by members: about 95 % against far less, for all three models."""
    random = np.random.default_rng(7)
    size, rounds = 60, 200
    low, high = np.triu_indices(size, 1)
    for model in ("linear", "poisson", "logit"):
        covered = {"robust": 0, "dyadic": 0}
        truth = 0.3 if model != "logit" else None
        for _ in range(rounds):
            nature, shock = random.normal(size=size), random.normal(size=size) * 0.5
            column = nature[low] + nature[high]
            shared = shock[low] + shock[high]
            if model == "linear":
                outcome = 1 + 0.3 * column + shared + random.normal(size=len(low)) * 0.5
            elif model == "poisson":
                # The shared factor has mean 1 whatever the column, so that the coefficient stays 0.3.
                outcome = random.poisson(np.exp(0.5 + 0.3 * column + shared - 0.25)).astype(float)
            else:
                outcome = (random.random(len(low)) < 1 / (1 + np.exp(-shared))).astype(float)
                truth = 0.0
            found = estimate(outcome, {"x": column}, model=model, members=(low, high))
            for kind in covered:
                least, most = found.interval("x", kind)
                covered[kind] += least <= (truth or 0.0) <= most

        assert 0.89 <= covered["dyadic"] / rounds <= 0.99, (model, covered)
        assert covered["robust"] / rounds < 0.75, (model, covered)


def test_separated_pairs_are_found_and_left_out() -> None:
    """A sender without any visit has no finite effect; the others' coefficients do not change."""
    random = np.random.default_rng(1)
    weights = random.poisson(2, (12, 12)).astype(float)
    weights[3] = 0
    distance = random.random((12, 12))
    pairs = pairs_of(network_of_matrix(weights - np.diag(np.diag(weights))), {"distance": distance})
    whole = gravity(pairs, fixed=["sender", "receiver"])

    assert ["separation"] == [problem.code for problem in whole.problems]
    assert 11 * 11 == whole.observations
    assert np.isfinite(whole.coefficients).all()


def test_separation_by_a_regressor() -> None:
    """Where a dummy is 1 nobody goes: those pairs are left out, and then the dummy says nothing."""
    outcome = np.array([3.0, 1, 2, 4, 0, 0, 2, 1])
    wall = np.array([0.0, 0, 0, 0, 1, 1, 0, 0])
    slope = np.arange(8.0)

    with pytest.raises(LearningError) as caught:
        estimate(outcome, {"slope": slope, "wall": wall}, model="poisson")

    assert "collinear" == caught.value.code
    assert "wall is already said by constant, slope once separated pairs are left out" in str(caught.value)


def test_separation_in_logit_is_stated() -> None:
    """A regressor that tells the outcome without error has no finite coefficient."""
    with pytest.raises(LearningError, match="separation") as caught:
        estimate(np.array([0.0, 0, 0, 1, 1, 1]), {"x": np.arange(6.0)}, model="logit")

    assert "separation" == caught.value.code


@pytest.mark.parametrize(
    ("outcome", "columns", "model", "code"),
    [
        ([1.0, 1, 1, 1], {"x": [1.0, 2, 3, 4]}, "linear", "no_variance"),
        ([1.0, 2, 3, 5], {"x": [1.0, 2, 3, 4], "y": [2.0, 4, 6, 8]}, "linear", "collinear"),
        ([1.0, 2, 3, 5], {"x": [1.0, 1, 1, 1]}, "poisson", "collinear"),
        ([1.0, 2, 0, 1], {"x": [1.0, 2, 3, 4]}, "logit", "outcome_invalid"),
        ([1.0, -2, 0, 1], {"x": [1.0, 2, 3, 4]}, "poisson", "outcome_invalid"),
        ([1.0, np.nan, np.nan, 1], {"x": [1.0, 2, 3, 4]}, "linear", "too_small"),
    ],
)
def test_what_cannot_be_estimated_is_stated(
    outcome: list[float], columns: dict[str, list[float]], model: str, code: str
) -> None:
    """Each refusal has its code and names what to change."""
    with pytest.raises(LearningError) as caught:
        estimate(np.array(outcome), {name: np.array(column) for name, column in columns.items()}, model=model)

    assert code == caught.value.code


def test_missing_values_are_counted() -> None:
    """Left out, and said."""
    found = estimate(np.array([1.0, 2, 4, 5, np.nan]), {"x": np.arange(5.0)}, model="linear")

    assert (4, ["missing"]) == (found.observations, [problem.code for problem in found.problems])


def test_an_estimate_answers_by_name() -> None:
    """Coefficient, interval and p-value."""
    random = np.random.default_rng(3)
    column = random.normal(size=200)
    found: Estimate = estimate(2 * column + random.normal(size=200), {"x": column}, model="linear")
    least, most = found.interval("x", "robust")

    assert least < found.coefficient("x") < most
    assert 0 == pytest.approx(found.p_value("x", "robust"), abs=1e-6)
    assert 0 < (found.p_value("constant", "ordinary") or 0) < 1


def test_logit_takes_no_fixed_effects_and_names_are_checked() -> None:
    """Inconsistent or unknown: refused with the way out."""
    pairs = pairs_of(network_of_edges([("a", "b"), ("b", "c"), ("c", "d")]), {})
    with pytest.raises(LearningError, match="Use Poisson"):
        gravity(pairs, model="logit", fixed=["sender"])
    with pytest.raises(ValueError, match="Choose sender"):
        gravity(pairs, fixed=["month"])
    with pytest.raises(ValueError, match="Choose linear"):
        gravity(pairs, model="probit")
    with pytest.raises(LearningError, match="the network"):
        pairs_of(network_of_edges([("a", "b")]), {"x": [[1]]})


def test_what_regions_say_about_their_pairs() -> None:
    """Distance, province, cluster and rank come from the regions themselves."""
    names = ["江苏省苏州市", "江苏省徐州市", "浙江省杭州市", "上海市", "江苏省昆山市"]
    regions = [region for name in names if (region := resolve_home(name))]
    found = regional_covariates(regions, "2020")

    assert (1, 0) == (found["same_province"][0, 1], found["same_province"][0, 2])
    assert 1 == found["same_cluster"][0, 3]
    assert found["ln_distance"][0, 3] < found["ln_distance"][1, 3]
    assert [1, 1, 3, 4, 0] == [rank_of(region) for region in regions]
    assert np.isnan(regional_covariates([*regions[:1], Region(None, "某地", "other")], "2020")["ln_distance"][0, 1])


def test_values_of_nodes_become_pairs() -> None:
    """Sender, receiver, difference, gap, sum, same; what is unknown stays unknown."""
    values = [1.0, 3.0, None]

    assert [1, 3, 2, 2, 4, 0] == [
        of_both(values, how)[0, 1] for how in ("sender", "receiver", "difference", "gap", "sum", "same")
    ]
    assert np.isnan(of_both(values, "same")[0, 2])
    with pytest.raises(ValueError, match="makes no pairs"):
        of_both(values, "ratio")


def test_models_that_do_not_converge_are_stated(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too few rounds for a Poisson model: no half-finished number."""
    monkeypatch.setattr("tashan.learning.models._ROUNDS", 2)
    random = np.random.default_rng(2)
    slope = random.normal(size=50)
    with pytest.raises(LearningError, match="did not converge in 2 rounds") as caught:
        estimate(random.poisson(np.exp(2 * slope)).astype(float), {"slope": slope}, model="poisson")

    assert "not_converged" == caught.value.code


def test_an_error_of_nothing_gives_no_p_value() -> None:
    """Where the dyadic covariance came out as 0 there is no p, rather than a division by it."""
    found = estimate(
        np.array([1.0, 0, 0, 1, 1, 0]),
        {},
        model="linear",
        members=(np.array([0, 0, 1, 1, 2, 2]), np.array([1, 2, 0, 2, 0, 1])),
    )
    zero = replace(found, errors={**found.errors, "dyadic": np.zeros(1)})

    assert None is zero.p_value("constant", "dyadic")
    assert found.p_value("constant", "ordinary") is not None
