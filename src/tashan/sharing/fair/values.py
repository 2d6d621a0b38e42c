"""Other ways to divide: weighted Nash, tau, Banzhaf, Owen (players in groups); and whole fen from exact parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import chain
from math import factorial, floor

from tashan.clearing import MoneyError
from tashan.sharing.fair.games import Game, Payoffs, exact, subset_sums
from tashan.sharing.fair.shapley import sums_by_size


def weighted_nash(
    total: Fraction | int,
    disagreement: Mapping[str, Fraction | int],
    weights: Mapping[str, Fraction | int] | None = None,
) -> Payoffs:
    """
    Each party's fallback and its weight's part of what is gained beyond all fallbacks (transferable gains).

    Args:
        total: what all gain together.
        disagreement: what each has without agreement.
        weights: bargaining weights of any sum above 0; equal ones if None.

    Raises:
        MoneyError: `no_gain` where the fallbacks exceed the total: no party would agree; `no_weight`.
    """
    chosen = weights if weights is not None else dict.fromkeys(disagreement, 1)
    gain = total - Fraction(sum(disagreement.values()))
    if gain < 0:
        raise MoneyError(
            "no_gain", f"Apart the parties have {-gain} more than together. There is nothing to bargain for."
        )
    whole = sum(chosen.values())
    if set(chosen) != set(disagreement) or whole <= 0 or any(weight < 0 for weight in chosen.values()):
        raise MoneyError("no_weight", "Weights are one a party, none negative, not all 0. Correct them.")
    return {party: Fraction(own) + gain * chosen[party] / whole for party, own in disagreement.items()}


def tau(game: Game) -> Payoffs:
    """
    The tau value: the efficient point between what each can claim at least and at most (Tijs 1981).

    Raises:
        MoneyError: `not_quasi_balanced` where the least claims exceed the most, or the total.
    """
    everybody = game.everybody
    most = [exact(game.total - exact(game.values[everybody ^ 1 << index])) for index in range(len(game.players))]
    rest = subset_sums(most)
    least = [
        max(exact(game.values[mask]) - rest[mask ^ 1 << index] for mask in range(1, everybody + 1) if mask >> index & 1)
        for index in range(len(game.players))
    ]
    low, high = sum(least, Fraction(0)), sum(most, Fraction(0))
    if any(down > up for down, up in zip(least, most, strict=True)) or not low <= game.total <= high:
        message = "The least that players can claim exceeds the most, so there is no tau value. Use another solution."
        raise MoneyError("not_quasi_balanced", message)
    part = (game.total - low) / (high - low) if high != low else Fraction(0)
    return {player: down + part * (up - down) for player, down, up in zip(game.players, least, most, strict=True)}


def banzhaf(game: Game, *, normalised: bool = False) -> Payoffs:
    """
    What each player adds on average to the coalitions of the others (Banzhaf 1965); does not sum to the total.

    Args:
        game: the game.
        normalised: scaled so that it does.
    """
    with_player, all_sums, scale = sums_by_size(game)
    half = scale << (len(game.players) - 1)
    raw = {
        player: Fraction(2 * sum(sums) - sum(all_sums), half)
        for player, sums in zip(game.players, with_player, strict=True)
    }
    together = sum(raw.values())
    if not normalised:
        return raw
    if not together:
        raise MoneyError("no_weight", "Nobody adds anything, so there is nothing to scale. Ask without normalising.")
    return {player: value * game.total / together for player, value in raw.items()}


def owen(game: Game, groups: Sequence[Sequence[str]]) -> Payoffs:
    """
    The Owen value: groups join in any order, and players within their group in any order (Owen 1977).

    Args:
        game: up to about 14 players.
        groups: every player in exactly one group.

    Raises:
        MoneyError: `bad_groups` where a player is in none or in several.
    """
    if sorted(chain.from_iterable(groups)) != sorted(game.players):
        raise MoneyError("bad_groups", "Every player belongs to exactly one group. Correct the groups.")
    masks = [game.mask(group) for group in groups]
    count = len(groups)
    found: Payoffs = {}
    for own, group in enumerate(groups):
        unions = subset_sums([mask for index, mask in enumerate(masks) if index != own])
        members = [1 << game.players.index(player) for player in group]
        for player, bit in zip(group, members, strict=True):
            inner = subset_sums([other for other in members if other != bit])
            value = Fraction(0)
            for joined in unions:
                outer = sum(1 for mask in masks if mask & joined)
                weight = Fraction(factorial(outer) * factorial(count - outer - 1), factorial(count))
                for part in inner:
                    size = part.bit_count()
                    order = Fraction(factorial(size) * factorial(len(group) - size - 1), factorial(len(group)))
                    added = game.values[joined | part | bit] - game.values[joined | part]
                    value += weight * order * exact(added)
            found[player] = value
    return {player: found[player] for player in game.players}


def whole_fen(payoffs: Mapping[str, Fraction]) -> dict[str, int]:
    """
    Exact parts as whole fen that add up to the same total: each down, then one fen to the largest rests, ties by name.

    Raises:
        MoneyError: `below_fen` where the total itself is no whole number of fen.
    """
    total = sum(payoffs.values(), Fraction(0))
    if total.denominator != 1:
        raise MoneyError("below_fen", f"The parts add up to {total} fen, no whole number. Check the total.")
    parts = {party: floor(part) for party, part in payoffs.items()}
    left = total.numerator - sum(parts.values())
    for party in sorted(parts, key=lambda party: (parts[party] - payoffs[party], party))[:left]:
        parts[party] += 1
    return parts
