"""
The Shapley value: each party gets what it adds on average over all orders of joining (Shapley 1953).

Exact for up to about 22 players from a table of all coalitions; exact for any number from a sum of small games; beyond
that from sampled orders, with the error stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import factorial, isqrt, lcm
from random import Random
from typing import Any

from tashan.clearing import MoneyError
from tashan.sharing.fair.games import Game, Number, Payoffs, exact


def shapley(game: Game) -> Payoffs:
    """
    The Shapley value, exactly.

    >>> from tashan.sharing.fair import game_from_list
    >>> [str(part) for part in shapley(game_from_list("abc", [0, 0, 0, 40, 0, 25, 64])).values()]
    ['59/3', '193/6', '73/6']
    """
    count = len(game.players)
    with_player, all_sums, scale = sums_by_size(game)
    joins = [factorial(size - 1) * factorial(count - size) for size in range(1, count + 1)]
    below = scale * factorial(count)
    found = {}
    for player, sums in zip(game.players, with_player, strict=True):
        above = sum(
            joins[size - 1] * sums[size] - (joins[size] * (all_sums[size] - sums[size]) if size < count else 0)
            for size in range(1, count + 1)
        )
        found[player] = Fraction(above, below)
    return found


def sums_by_size(game: Game) -> tuple[list[list[int]], list[int], int]:
    """
    Sums of the values of coalitions by their size: for each player over those it belongs to, then over all.

    The values are taken as whole numbers of 1/scale. Other players are summed out half by half, which takes about
    8 * 2**n additions instead of n * 2**n.

    Returns:
        A list a player, indexed by size 0..n; the list over all coalitions; the scale.
    """
    table, scale = _table(game)
    count = len(game.players)
    with_player: list[list[int]] = [[] for _ in range(count)]

    def visit(sums: Any, members: range) -> None:
        """`sums[size, mask]`: over coalitions of those summed out, `mask` being of `members`."""
        if len(members) == 1:
            padded = [0, *(int(value) for value in sums[:, 1])]
            with_player[members[0]] = padded + [0] * (count + 1 - len(padded))
            return
        low = len(members) // 2
        kept = sums
        for bit in reversed(range(low, len(members))):
            kept = _sum_out(kept, bit)
        visit(kept, members[:low])
        kept = sums
        for bit in reversed(range(low)):
            kept = _sum_out(kept, bit)
        visit(kept, members[low:])

    visit(table.reshape(1, -1), range(count))
    all_sums = [0] + [sum(sums[size] for sums in with_player) // size for size in range(1, count + 1)]
    return with_player, all_sums, scale


def _table(game: Game) -> tuple[Any, int]:
    """The values as whole numbers: int64 where all sums fit, else Python's integers."""
    import numpy as np

    count = len(game.players)
    if getattr(game.values, "dtype", None) is not None and game.values.dtype.kind in "iu":
        scale, table = 1, game.values
        largest = int(max(table.max(), -int(table.min())))
    else:
        scale = lcm(*(exact(value).denominator for value in game.values))
        whole = [int(value * scale) for value in game.values]
        largest = max(map(abs, whole))
        table = np.array(whole, dtype=object)
    fits = largest < 1 << (62 - count)
    return table.astype(np.int64 if fits else object), scale


def _sum_out(sums: Any, bit: int) -> Any:
    """Sum over whether the player of a bit joins: the size grows by one where it does."""
    import numpy as np

    sizes, masks = sums.shape
    parts = sums.reshape(sizes, masks >> (bit + 1), 2, 1 << bit)
    out = np.zeros((sizes + 1, masks >> (bit + 1), 1 << bit), dtype=sums.dtype)
    out[:sizes] = parts[:, :, 0]
    out[1:] += parts[:, :, 1]
    return out.reshape(sizes + 1, masks >> 1)


def shapley_of_sum(players: Sequence[str], parts: Iterable[Game]) -> Payoffs:
    """
    The Shapley value of a game that is a sum of small games, exactly and for any number of players.

    A basin with 31 provinces is such a sum where each section concerns a few of them; who has no part in a game gets
    nothing from it.

    Raises:
        MoneyError: `unknown_player` where a part has a player that is not listed.
    """
    found: Payoffs = dict.fromkeys(players, Fraction(0))
    for part in parts:
        for player, value in shapley(part).items():
            if player not in found:
                raise MoneyError(
                    "unknown_player", f"{player} plays in a part but is not listed. Add it to the players."
                )
            found[player] += value
    return found


@dataclass(frozen=True, slots=True)
class Sampled:
    """
    A Shapley value estimated from sampled orders.

    Attributes:
        payoffs: the estimate; adds up to the total exactly.
        error: 1.96 standard errors by player, rounded up: the true value lies within it in about 95 of 100 samplings.
        samples: how many orders.
        seed: with which they can be drawn again.
    """

    payoffs: Payoffs
    error: Payoffs
    samples: int
    seed: int


def shapley_sampled(
    players: Sequence[str], worth: Callable[[frozenset[str]], Number], *, samples: int, seed: int
) -> Sampled:
    """
    Estimate the Shapley value from sampled orders of joining, with its error.

    Args:
        players: any number.
        worth: what a coalition gains, exactly.
        samples: how many orders; at least 2.
        seed: for drawing them; the same seed gives the same answer.
    """
    if samples < 2:
        raise MoneyError("bad_samples", f"{samples} orders give no error. Sample at least 2.")
    random = Random(seed)  # noqa: S311 - sampling, not secrecy
    order = list(players)
    sums = dict.fromkeys(players, Fraction(0))
    squares = dict.fromkeys(players, Fraction(0))
    for _ in range(samples):
        random.shuffle(order)
        before: Number = 0
        joined: frozenset[str] = frozenset()
        for player in order:
            joined |= {player}
            now = worth(joined)
            sums[player] += now - before
            squares[player] += (now - before) ** 2
            before = now
    payoffs = {player: sums[player] / samples for player in players}
    error = {player: _error(payoffs[player], squares[player], samples) for player in players}
    return Sampled(payoffs, error, samples, seed)


def _error(mean: Fraction, squares: Fraction, samples: int) -> Fraction:
    """1.96 standard errors of a mean, rounded up to a thousandth."""
    variance = (squares / samples - mean**2) / (samples - 1)
    millionths = variance * Fraction(196, 100) ** 2 * 1_000_000
    return Fraction(isqrt(-(-millionths.numerator // millionths.denominator)) + (variance > 0), 1000)


def corrected_shapley(
    game: Game, weights: Mapping[str, Fraction], payoffs: Mapping[str, Fraction] | None = None
) -> Payoffs:
    """
    The Shapley value corrected for risk, input, contribution or effort: φ_i + v(N)·(R_i − 1/n).

    It can leave a player below what it gains alone: test the answer with `losers`.

    Args:
        game: the game.
        weights: R by player; they sum to 1.
        payoffs: what is corrected, if not the Shapley value of the game.

    Raises:
        MoneyError: `shares_sum` where the weights do not sum to 1.
    """
    base = payoffs if payoffs is not None else shapley(game)
    if set(weights) != set(game.players) or sum(weights.values()) != 1:
        message = f"The weights of {', '.join(weights)} add up to {sum(weights.values())}. Give each player one, sum 1."
        raise MoneyError("shares_sum", message)
    even = Fraction(1, len(game.players))
    return {player: base[player] + game.total * (weights[player] - even) for player in game.players}
