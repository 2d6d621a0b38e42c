"""Fair division against published figures, against other programs, and by its own promises."""

from __future__ import annotations

import random
from fractions import Fraction as F  # noqa: N817 - tables of figures are easier to read

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashan.clearing import MoneyError
from tashan.sharing.fair import (
    Game,
    bankruptcy_game,
    banzhaf,
    core_gaps,
    corrected_shapley,
    entropy_weights,
    equal_awards,
    equal_losses,
    game_from_list,
    least_core,
    losers,
    nucleolus,
    owen,
    proportional,
    savings_game,
    scores,
    second_opinion,
    shapley,
    shapley_of_sum,
    shapley_sampled,
    superadditivity_gaps,
    talmud,
    tau,
    voting_game,
    weighted_nash,
    whole_fen,
)

LEMAIRE: list[int | F] = [46125, F(34875, 2), F(11625, 2), F(138375, 2), F(107625, 2), 30750, 90000]
SEWAGE: list[int | F] = [0, 0, 0, 40, 0, 25, 64]


def _game(values: list[int | F], players: str = "abc") -> Game:
    return game_from_list(players, values)


def _parts(payoffs: dict[str, F]) -> tuple[object, ...]:
    return tuple(payoffs.values())


def _games(players: int) -> st.SearchStrategy[Game]:
    values = st.lists(st.integers(-50, 50), min_size=2**players - 1, max_size=2**players - 1)
    return values.map(lambda some: Game(tuple("abcdef"[:players]), [0, *some]))


# --- published figures ---


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (SEWAGE, (F(59, 3), F(193, 6), F(73, 6))),
        ([1, 1, 1, 7, 5, 4, 11], (F(13, 3), F(23, 6), F(17, 6))),
        ([1, 1, 1, 7, 5, 4, 10], (4, F(7, 2), F(5, 2))),
        (LEMAIRE, (51750, 25875, 12375)),
        ([68, 102, 0, 170, 710, 762, 992], (229, 272, 491)),
        ([6, 12, 42, 12, 42, 42, 42], (2, 5, 35)),
    ],
    ids=["sewage", "merchants-11", "merchants-10", "lemaire", "coop-product", "sage"],
)
def test_shapley_of_published_games(values: list[int | F], expected: tuple[F, ...]) -> None:
    """Three cities' sewage works, three merchants, Lemaire's investors, and two from handbooks."""
    assert expected == _parts(shapley(_game(values)))


@pytest.mark.parametrize(
    ("players", "values", "expected"),
    [
        ("abc", SEWAGE, (F(39, 2), F(65, 2), 12)),
        ("abc", [1, 1, 1, 7, 5, 4, 11], (F(19, 4), F(15, 4), F(5, 2))),
        ("abc", [1, 1, 1, 7, 5, 4, 10], (F(9, 2), F(7, 2), 2)),
        ("abc", LEMAIRE, (F("52687.5"), F("24468.75"), F("12843.75"))),
        ("abcd", [0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21], (F("3.5"), F("4.5"), F("5.5"), F("7.5"))),
    ],
    ids=["sewage", "merchants-11", "merchants-10", "lemaire", "four"],
)
def test_nucleolus_of_published_games(players: str, values: list[int | F], expected: tuple[F, ...]) -> None:
    """The same games, to the fraction."""
    assert expected == _parts(nucleolus(_game(values, players)))


def test_sewage_works_costs_follow_from_savings() -> None:
    """The classic costs 230, 160, 230; 350, 365, 556 give savings 40, 0, 25, 64, and costs 210.4, 127.8, 217.8."""
    costs = _game([230, 160, 230, 350, 460, 365, 556])
    savings = savings_game(costs)
    pays = [cost - saved for cost, saved in zip((230, 160, 230), shapley(savings).values(), strict=True)]

    assert [0, 0, 0, 40, 0, 0, 25, 64] == [savings.values[mask] for mask in (0, 1, 2, 3, 4, 5, 6, 7)]
    assert [210.4, 127.8, 217.8] == [pytest.approx(float(cost), abs=0.1) for cost in pays]


def test_equal_weight_nash_of_lemaires_investors() -> None:
    """53000, 24312.5, 12687.5; other weights move the gain beyond the fallbacks."""
    game = _game(LEMAIRE)

    assert (53000, F("24312.5"), F("12687.5")) == _parts(weighted_nash(game.total, game.alone()))
    assert {"a": 40, "b": 60} == weighted_nash(100, {"a": 10, "b": 50}, {"a": 3, "b": 1})


def test_ibn_ezras_inheritance() -> None:
    """Aumann 2010: 120, 60, 40, 30 claimed of 120, overlapping; not superadditive, and still 485/6, 125/6, 65/6, 15/2."""
    claims = [120, 60, 40, 30]
    game = Game(tuple("abcd"), [max((claims[i] for i in range(4) if mask >> i & 1), default=0) for mask in range(16)])

    assert (F(485, 6), F(125, 6), F(65, 6), F(15, 2)) == _parts(shapley(game))
    assert (("a",), ("b",), F(60)) == superadditivity_gaps(game)[0]


@pytest.mark.parametrize(
    ("estate", "expected"),
    [(100, (F(100, 3),) * 3), (200, (50, 75, 75)), (300, (50, 100, 150))],
)
def test_talmuds_rule_is_the_nucleolus_of_the_claims(estate: int, expected: tuple[F, ...]) -> None:
    """Claims of 100, 200, 300 (Aumann and Maschler)."""
    claims = {"a": 100, "b": 200, "c": 300}

    assert expected == _parts(talmud(estate, claims))
    assert expected == _parts(nucleolus(bankruptcy_game(estate, claims)))


def test_shapley_of_the_claims_at_200() -> None:
    """33.33, 83.33, 83.33."""
    game = bankruptcy_game(200, {"a": 100, "b": 200, "c": 300})

    assert (F(100, 3), F(250, 3), F(250, 3)) == _parts(shapley(game))


def test_other_rules_for_too_little() -> None:
    """Proportional, equal awards, equal losses; all exact."""
    claims = {"a": 100, "b": 200, "c": 300}

    assert (50, 100, 150) == _parts(proportional(300, claims))
    assert (100, 100, 100) == _parts(equal_awards(300, claims))
    assert (0, 100, 200) == _parts(equal_losses(300, claims))


def test_votes_of_50_40_10() -> None:
    """2/3, 1/6, 1/6; Banzhaf 3/4, 1/4, 1/4, scaled 3/5, 1/5, 1/5."""
    game = voting_game({"a": 50, "b": 40, "c": 10}, 51)

    assert (F(2, 3), F(1, 6), F(1, 6)) == _parts(shapley(game))
    assert (F(3, 4), F(1, 4), F(1, 4)) == _parts(banzhaf(game))
    assert (F(3, 5), F(1, 5), F(1, 5)) == _parts(banzhaf(game, normalised=True))


def test_risk_corrected_shapley_of_the_published_table() -> None:
    """4.890, 12.714, 1.956 with R - 1/3 = .390, -.328, -.062 become 12.518, 6.299, 0.743 million, within 0.001."""
    base = {"a": F("4.890"), "b": F("12.714"), "c": F("1.956")}
    game = Game(("a", "b", "c"), [0, 0, 0, 0, 0, 0, 0, F("19.560")])
    weights = {"a": F(1, 3) + F("0.390"), "b": F(1, 3) - F("0.328"), "c": F(1, 3) - F("0.062")}
    found = corrected_shapley(game, weights, base)

    for party, published in (("a", "12.518"), ("b", "6.299"), ("c", "0.743")):
        assert abs(found[party] - F(published)) < F("0.001")
    assert F("19.560") == sum(found.values())


# --- promises ---


@given(_games(4))
def test_shapley_shares_out_everything_by_definition(game: Game) -> None:
    """It sums to the total and equals the average over all orders."""
    from itertools import permutations

    found = shapley(game)
    orders = list(permutations(range(4)))
    slow = dict.fromkeys(game.players, F(0))
    for order in orders:
        mask = 0
        for index in order:
            slow[game.players[index]] += F(game.values[mask | 1 << index] - game.values[mask], len(orders))
            mask |= 1 << index

    assert slow == found
    assert game.total == sum(found.values())


@given(_games(4))
def test_symmetric_players_get_the_same(game: Game) -> None:
    """Two players who add the same everywhere get the same from every solution."""
    values = [game.values[(mask & 12) | (0, 1, 1, 3)[mask & 3]] for mask in range(16)]
    even = Game(game.players, values)

    for solve in (shapley, banzhaf, lambda each: nucleolus(each, imputations=False)):
        found = solve(even)
        assert found["a"] == found["b"]


@given(_games(4), st.integers(1, 9), st.integers(-20, 20))
def test_solutions_move_with_scale_and_base(game: Game, scale: int, base: int) -> None:
    """Twice the gains are twice the parts; what one player brings alone goes to it."""
    moved = Game(game.players, [scale * value + (base if mask & 1 else 0) for mask, value in enumerate(game.values)])

    for solve in (shapley, lambda each: nucleolus(each, imputations=False)):
        expected = {player: scale * part + (base if player == "a" else 0) for player, part in solve(game).items()}
        assert expected == solve(moved)


@settings(max_examples=60, deadline=None)
@given(_games(5))
def test_no_single_change_of_the_prenucleolus_lowers_the_largest_complaint(game: Game) -> None:
    """It lies in the least core, and a core that is not empty holds it."""
    found = nucleolus(game, imputations=False)
    core = least_core(game)
    largest = max(
        F(game.values[mask]) - sum(found[player] for player in game.names(mask)) for mask in range(1, game.everybody)
    )

    assert core.excess == largest
    assert core.core_is_empty == bool(core_gaps(game, found))


@settings(max_examples=40, deadline=None)
@given(_games(4))
def test_nucleolus_keeps_everybody_at_what_it_gains_alone(game: Game) -> None:
    """Or says that this cannot be done."""
    if sum(game.alone().values()) > game.total:
        with pytest.raises(MoneyError, match="prenucleolus"):
            nucleolus(game)
    else:
        assert {} == losers(game, nucleolus(game))


def test_owen_of_single_groups_is_shapley_and_groups_share_like_players() -> None:
    """Groups of one change nothing; a group gets what its union would get as one player."""
    game = _game([0, 0, 0, 0, 5, 5, 8, 9, 10, 8, 13, 15, 16, 17, 21], "abcd")

    assert shapley(game) == owen(game, [["a"], ["b"], ["c"], ["d"]])
    found = owen(game, [["a", "b"], ["c", "d"]])
    merged = Game(("ab", "cd"), [0, game.values[3], game.values[12], game.values[15]])
    assert shapley(merged) == {"ab": found["a"] + found["b"], "cd": found["c"] + found["d"]}
    with pytest.raises(MoneyError, match="exactly one group"):
        owen(game, [["a"], ["b", "c"]])


def test_tau_lies_between_least_and_most() -> None:
    """By hand: most 39, 64, 24, least 0, 1, 0, so half way; a game without room for it is refused."""
    found = tau(_game([0, 0, 0, 40, 0, 25, 64]))

    assert 64 == sum(found.values())
    assert (F(39, 2), F(65, 2), 12) == _parts(found)
    with pytest.raises(MoneyError, match="no tau value"):
        tau(_game([6, 12, 42, 12, 42, 42, 42]))


def test_a_sum_of_small_games_is_solved_for_thirty_one_provinces() -> None:
    """Exactly, and who has no part gets nothing."""
    players = [f"p{index}" for index in range(31)]
    parts = [Game((players[index], players[index + 1]), [0, 0, 0, 10]) for index in range(29)]
    found = shapley_of_sum(players, parts)

    assert [5, 10, 0] == [found["p0"], found["p1"], found["p30"]]
    assert 290 == sum(found.values())
    with pytest.raises(MoneyError, match="not listed"):
        shapley_of_sum(["p0"], parts)


def test_sampling_states_an_error_that_holds_and_can_be_repeated() -> None:
    """The estimate sums to the total exactly; the true value lies within about the stated error."""
    weights = {f"p{index}": index + 1 for index in range(16)}

    def worth(members: frozenset[str]) -> int:
        return sum(weights[member] for member in members) ** 2

    found = shapley_sampled(list(weights), worth, samples=300, seed=7)
    total = sum(weights.values())

    assert total**2 == sum(found.payoffs.values())
    assert found == shapley_sampled(list(weights), worth, samples=300, seed=7)
    for player, weight in weights.items():
        assert abs(found.payoffs[player] - weight * total) <= 2 * found.error[player]
    with pytest.raises(MoneyError, match="at least 2"):
        shapley_sampled(["a"], lambda _: 1, samples=1, seed=1)


@given(st.lists(st.fractions(-1000, 1000), min_size=1, max_size=6))
def test_parts_become_fen_that_add_up(parts: list[F]) -> None:
    """Each within a fen of its exact part; a total that is no fen is refused."""
    payoffs = {f"p{index}": part for index, part in enumerate(parts)}
    total = sum(parts, F(0))
    if total.denominator != 1:
        with pytest.raises(MoneyError, match="no whole number"):
            whole_fen(payoffs)
        payoffs["rest"] = -total
        total = F(0)
    found = whole_fen(payoffs)

    assert total == sum(found.values())
    assert all(abs(found[party] - part) < 1 for party, part in payoffs.items())


def test_large_games_are_exact_with_and_without_64_bits() -> None:
    """Values too large for 64-bit sums are added as Python's integers: the parts scale exactly."""
    values = np.random.default_rng(3).integers(-(10**6), 10**6, 1 << 13)
    values[0] = 0
    players = tuple(f"p{index}" for index in range(13))
    small = shapley(Game(players, values))
    huge = shapley(Game(players, [int(value) * 10**40 for value in values]))

    assert int(values[-1]) == sum(small.values())
    assert {player: part * 10**40 for player, part in small.items()} == huge


# --- weights ---


def test_entropy_weights_add_up_and_weigh_what_differs() -> None:
    """A criterion in which all are alike gets nothing; a zero counts by the stated rule."""
    table = {"capital": {"a": 1, "b": 1}, "land": {"a": 1, "b": 3}, "risk": {"a": 0, "b": 1}}
    found = entropy_weights(table)

    assert 1 == sum(found.values())
    assert found["capital"] == 0 < found["land"] < found["risk"]
    # By hand: e(land) = -(1/4 ln 1/4 + 3/4 ln 3/4) / ln 2 = 0.811278; 1 - e = 0.188722, against 1 for risk.
    assert abs(found["land"] - F("0.188722") / F("1.188722")) < F(1, 10**6)
    with pytest.raises(MoneyError, match="has a zero"):
        entropy_weights(table, zeros="refuse")
    with pytest.raises(MoneyError, match="alike in every"):
        entropy_weights({"capital": {"a": 1, "b": 1}})


def test_scores_sum_to_one_and_correct_the_shapley_value() -> None:
    """Weighted parts of each criterion serve as R."""
    table = {"capital": {"a": 3, "b": 1}, "land": {"a": 1, "b": 1}}
    found = scores(table, {"capital": F(1, 2), "land": F(1, 2)})

    assert {"a": F(5, 8), "b": F(3, 8)} == found
    assert {"a": F(125, 2), "b": F(75, 2)} == corrected_shapley(Game(("a", "b"), [0, 0, 0, 100]), found)
    with pytest.raises(MoneyError, match="sum 1"):
        scores(table, {"capital": F(1, 2), "land": F(1, 3)})


# --- second opinion ---


def test_second_opinion_says_who_would_lose() -> None:
    """A contract that leaves a party below what it gains alone is named, and coalitions that would rather leave."""
    opinion = second_opinion(_game(LEMAIRE), {"a": 45000, "b": 30000, "c": 15000})
    contract = opinion.solutions[0]

    assert {"a": 1125} == contract.losers
    assert (("a",), F(1125)) in contract.objections
    assert ["contract", "shapley", "nucleolus", "tau", "banzhaf"] == [each.name for each in opinion.solutions]
    assert "contract: a gets 1125 less than it would gain alone." in opinion.warnings
    assert not opinion.core_is_empty


def test_second_opinion_says_what_does_not_exist() -> None:
    """Where parties gain more alone there is no nucleolus: the prenucleolus stands instead, with the reason."""
    opinion = second_opinion(_game([6, 12, 42, 12, 42, 42, 42]))

    assert {"nucleolus", "tau"} == set(opinion.refused)
    assert opinion.core_is_empty
    assert any("not superadditive" in warning for warning in opinion.warnings)


def test_second_opinion_of_a_game_without_gain() -> None:
    """Banzhaf cannot be scaled where nobody adds anything; that is said, not computed."""
    assert "banzhaf" in second_opinion(Game(("a", "b"), [0, 0, 0, 0])).refused


@pytest.mark.parametrize(
    ("split", "code"),
    [({"a": 1, "b": 1}, "unknown_player"), ({"a": 1, "b": 1, "c": 1}, "shares_sum")],
)
def test_splits_of_something_else_are_refused(split: dict[str, int], code: str) -> None:
    """A missing player, or a split that is not of the total."""
    with pytest.raises(MoneyError) as caught:
        second_opinion(_game(LEMAIRE), split)

    assert code == caught.value.code


# --- bad input ---


@pytest.mark.parametrize(
    ("players", "values", "code"),
    [
        ((), [0], "bad_game"),
        (("a", "a"), [0, 1, 1, 2], "bad_game"),
        (("a", "b"), [0, 1, 1], "bad_game"),
        (("a",), [0, 0.5], "float_value"),
        (("a",), np.array([0, 0.5]), "float_value"),
        (("a",), [1, 1], "bad_game"),
    ],
)
def test_unsound_games_are_refused(players: tuple[str, ...], values: object, code: str) -> None:
    """No players, twins, missing values, floats, something for nobody."""
    with pytest.raises(MoneyError) as caught:
        Game(players, values)

    assert code == caught.value.code


def test_unsound_questions_are_refused() -> None:
    """Every error says what to do."""
    claims = {"a": 100}
    for ask in (
        lambda: game_from_list("ab", [1, 2]),
        lambda: weighted_nash(1, {"a": 1, "b": 1}),
        lambda: weighted_nash(9, {"a": 1, "b": 1}, {"a": 0, "b": 0}),
        lambda: talmud(200, claims),
        lambda: talmud(-1, claims),
        lambda: banzhaf(Game(("a", "b"), [0, 0, 0, 0]), normalised=True),
        lambda: corrected_shapley(_game(LEMAIRE), {"a": F(1)}),
        lambda: _game(LEMAIRE).mask(["z"]),
        lambda: second_opinion(Game(tuple(map(str, range(13))), [0] * 2**13)),
        lambda: entropy_weights({"x": {"a": 1}}),
        lambda: entropy_weights({"x": {"a": -1, "b": 1}}),
        lambda: entropy_weights({"x": {"a": 0.5, "b": 1}}),  # type: ignore[dict-item]  # the point of the test
        lambda: entropy_weights({"x": {"a": 1, "b": 1}}, zeros="skip"),
    ):
        with pytest.raises(MoneyError, match=r"\.$"):
            ask()


# --- peers ---


def test_shapley_agrees_with_coopgt() -> None:
    """Another program gives the same Shapley values."""
    peer = pytest.importorskip("coopgt.shapley_value", reason="coopgt is not installed")
    values = {(): 0, (1,): 6, (2,): 12, (3,): 42, (1, 2): 12, (1, 3): 42, (2, 3): 42, (1, 2, 3): 42}
    found = peer.calculate(values)

    assert [2, 5, 35] == [pytest.approx(part) for part in found]


@pytest.mark.parametrize("seed", range(6))
def test_solutions_agree_with_coopgame(seed: int) -> None:
    """Another program, in Rust, gives the same values for random games of up to seven players."""
    peer = pytest.importorskip("coopgame", reason="coopgame-py is not installed")
    chance = random.Random(seed)
    count = chance.randint(3, 7)
    values = [0] + [chance.randint(0, 100) * mask.bit_count() for mask in range(1, 1 << count)]
    values[-1] += 100 * count
    game = Game(tuple(map(str, range(count))), values)
    other = peer.Game([float(value) for value in values[1:]])

    def close(ours: dict[str, F], theirs: list[float]) -> bool:
        return [float(part) for part in ours.values()] == [pytest.approx(each, abs=1e-6) for each in theirs]

    assert list(nucleolus(game).values()) == list(peer.nucleolus_exact(values[1:])["allocation"])
    assert close(nucleolus(game, imputations=False), peer.prenucleolus(other)["allocation"])
    assert close(shapley(game), peer.shapley(other))
    assert close(banzhaf(game), peer.banzhaf(other))
    assert close(owen(game, [game.players[:2], game.players[2:]]), peer.owen(other, [[0, 1], list(range(2, count))]))
