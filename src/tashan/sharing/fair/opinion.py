"""A second opinion beside a contract: who would lose by this split, and what fair division would give instead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tashan.clearing import MoneyError
from tashan.sharing.fair.games import Game, Payoffs, core_gaps, losers, superadditivity_gaps
from tashan.sharing.fair.nucleolus import least_core, nucleolus
from tashan.sharing.fair.shapley import shapley
from tashan.sharing.fair.values import banzhaf, tau

#: Beyond this many players the nucleolus and the pairwise checks take too long to be asked for in passing.
MOST_PLAYERS = 12


@dataclass(frozen=True, slots=True)
class Solution:
    """
    One way to divide.

    Attributes:
        name: `contract`, `shapley`, `nucleolus`, `prenucleolus`, `tau`, `banzhaf`.
        payoffs: exact, by player.
        losers: players below what they gain alone, with how much.
        objections: coalitions below what they gain on their own, with how much; the largest first.
    """

    name: str
    payoffs: Payoffs
    losers: Mapping[str, Fraction]
    objections: tuple[tuple[tuple[str, ...], Fraction], ...]


@dataclass(frozen=True, slots=True)
class Opinion:
    """
    What fair division says about a game and a split.

    Attributes:
        solutions: the contract's split first, where one was given.
        superadditivity: pairs of coalitions that lose by joining; empty where joining never hurts.
        core_is_empty: whether any division leaves some coalition better off on its own.
        refused: solutions that do not exist for this game, with the reason.
    """

    solutions: tuple[Solution, ...]
    superadditivity: tuple[tuple[tuple[str, ...], tuple[str, ...], Fraction], ...]
    core_is_empty: bool
    refused: Mapping[str, str]

    @property
    def warnings(self) -> tuple[str, ...]:
        """What has to be said beside the figures, as sentences."""
        found = []
        for one, other, gap in self.superadditivity[:3]:
            found.append(
                f"{'+'.join(one)} and {'+'.join(other)} gain {gap} less together than apart (not superadditive)."
            )
        if self.core_is_empty:
            found.append("However the total is divided, some coalition would do better on its own (the core is empty).")
        for solution in self.solutions:
            for player, gap in solution.losers.items():
                found.append(f"{solution.name}: {player} gets {gap} less than it would gain alone.")
        return tuple(found)


def second_opinion(game: Game, split: Mapping[str, Fraction | int] | None = None) -> Opinion:
    """
    Compare a split with the solutions of fair division.

    Args:
        game: up to `MOST_PLAYERS` players.
        split: what a contract gives, summing to what all gain together.

    Raises:
        MoneyError: `too_many_players`, `unknown_player`, or `shares_sum` where the split is not of the total.
    """
    if len(game.players) > MOST_PLAYERS:
        message = (
            f"{len(game.players)} players are too many for the nucleolus. Group them, or ask for the Shapley value."
        )
        raise MoneyError("too_many_players", message)
    found: dict[str, Payoffs] = {}
    refused: dict[str, str] = {}
    if split is not None:
        if set(split) != set(game.players):
            raise MoneyError("unknown_player", f"The split is of {', '.join(split)}. Give every player's part.")
        if sum(split.values()) != game.total:
            message = f"The split adds up to {sum(split.values())}, all gain {game.total}. Correct one of them."
            raise MoneyError("shares_sum", message)
        found["contract"] = {player: Fraction(split[player]) for player in game.players}
    found["shapley"] = shapley(game)
    try:
        found["nucleolus"] = nucleolus(game)
    except MoneyError as error:
        refused["nucleolus"] = error.message
        found["prenucleolus"] = nucleolus(game, imputations=False)
    for name, solve in (("tau", tau), ("banzhaf", lambda each: banzhaf(each, normalised=True))):
        try:
            found[name] = solve(game)
        except MoneyError as error:
            refused[name] = error.message
    return Opinion(
        tuple(Solution(name, each, losers(game, each), core_gaps(game, each)) for name, each in found.items()),
        superadditivity_gaps(game),
        least_core(game).core_is_empty,
        refused,
    )
