"""
Games: what every group of parties could gain on its own. Values are exact: int or Fraction, in fen where money is meant.

A coalition is a bit mask: bit i stands for the i-th player.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations
from typing import Any

from tashan.clearing import MoneyError

Number = int | Fraction
Payoffs = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Game:
    """
    A game with transferable gains.

    Attributes:
        players: their names.
        values: what each coalition gains, by bit mask: 2**n entries, the first one 0. A NumPy array of int64 will do.
    """

    players: tuple[str, ...]
    values: Any

    def __post_init__(self) -> None:
        """
        Refuse games with missing or inexact values.

        Raises:
            MoneyError: `bad_game` with what is missing, or `float_value`.
        """
        count = len(self.players)
        if not count or len(set(self.players)) != count:
            raise MoneyError("bad_game", "A game needs players, each with a name of its own. Correct the names.")
        if len(self.values) != 1 << count:
            message = f"{count} players have {1 << count} coalitions, the empty one included, not {len(self.values)}."
            raise MoneyError("bad_game", message + " Give the missing values.")
        kind = getattr(self.values, "dtype", None)
        inexact = kind.kind not in "iuO" if kind is not None else any(map(_inexact, self.values))
        if inexact:
            raise MoneyError("float_value", "The values hold floats, which are not exact. Give int or Fraction.")
        if self.values[0]:
            raise MoneyError("bad_game", f"Nobody gains {self.values[0]}. The empty coalition has the value 0.")

    @property
    def everybody(self) -> int:
        """The mask of the grand coalition."""
        return (1 << len(self.players)) - 1

    @property
    def total(self) -> Fraction:
        """What all players gain together."""
        return exact(self.values[self.everybody])

    def alone(self) -> Payoffs:
        """What each player gains on its own."""
        return {player: exact(self.values[1 << index]) for index, player in enumerate(self.players)}

    def names(self, mask: int) -> tuple[str, ...]:
        """The players of a coalition."""
        return tuple(player for index, player in enumerate(self.players) if mask >> index & 1)

    def mask(self, coalition: Iterable[str]) -> int:
        """The bit mask of a coalition; raises MoneyError `unknown_player`."""
        found = 0
        for player in coalition:
            if player not in self.players:
                raise MoneyError("unknown_player", f"{player} does not play. Players: {', '.join(self.players)}.")
            found |= 1 << self.players.index(player)
        return found


def exact(value: Any) -> Fraction:
    """A value of a game as Fraction, NumPy's integers included."""
    return value if isinstance(value, Fraction) else Fraction(int(value))


def game_from_list(players: Sequence[str], values: Sequence[Number]) -> Game:
    """A game whose values are listed as in the literature: single players, pairs, triples … each in players' order."""
    count = len(players)
    masks = [
        sum(1 << member for member in members)
        for size in range(1, count + 1)
        for members in combinations(range(count), size)
    ]
    if len(values) != len(masks):
        raise MoneyError(
            "bad_game", f"{count} players have {len(masks)} coalitions, not {len(values)}. List all values."
        )
    table: list[Number] = [0] * (1 << count)
    for mask, value in zip(masks, values, strict=True):
        table[mask] = value
    return Game(tuple(players), table)


def game_from_worth(players: Sequence[str], worth: Callable[[tuple[str, ...]], Number]) -> Game:
    """A game whose values a function gives."""
    names = tuple(players)
    members = [tuple(name for index, name in enumerate(names) if mask >> index & 1) for mask in range(1 << len(names))]
    return Game(names, [0, *(worth(each) for each in members[1:])])


def savings_game(costs: Game) -> Game:
    """What coalitions save by working together, from what they cost: the costs of each alone less the cost together."""
    alone = costs.alone()
    return Game(
        costs.players,
        [sum(alone[player] for player in costs.names(mask)) - cost for mask, cost in enumerate(costs.values)],
    )


def voting_game(votes: Mapping[str, int], quota: int) -> Game:
    """1 for every coalition with at least `quota` votes, 0 for the others."""
    return game_from_worth(tuple(votes), lambda members: int(sum(votes[member] for member in members) >= quota))


def bankruptcy_game(estate: Number, claims: Mapping[str, Number]) -> Game:
    """What each coalition is left with once all others got their claims (O'Neill 1982)."""
    owed = sum(claims.values())

    def worth(members: tuple[str, ...]) -> Number:
        return max(0, estate - (owed - sum(claims[member] for member in members)))

    return game_from_worth(tuple(claims), worth)


def superadditivity_gaps(game: Game, limit: int = 10) -> tuple[tuple[tuple[str, ...], tuple[str, ...], Fraction], ...]:
    """
    Pairs of separate coalitions that gain less together than apart, with what is lost; empty for superadditive games.

    Args:
        game: up to about 14 players; the check takes 3**n steps.
        limit: how many pairs at most.
    """
    found = []
    values = game.values
    for union in range(1, game.everybody + 1):
        part = (union - 1) & union
        while part > union ^ part:
            gap = values[part] + values[union ^ part] - values[union]
            if gap > 0:
                found.append((game.names(union ^ part), game.names(part), exact(gap)))
                if len(found) == limit:
                    return tuple(found)
            part = (part - 1) & union
    return tuple(found)


def core_gaps(game: Game, payoffs: Mapping[str, Fraction]) -> tuple[tuple[tuple[str, ...], Fraction], ...]:
    """Coalitions that would gain more on their own than they get, with how much; the largest gap first."""
    sums = subset_sums([payoffs[player] for player in game.players])
    gaps = [
        (exact(value) - got, mask)
        for mask, (value, got) in enumerate(zip(game.values, sums, strict=True))
        if value > got and mask != game.everybody
    ]
    gaps.sort(key=lambda gap: (-gap[0], gap[1]))
    return tuple((game.names(mask), gap) for gap, mask in gaps)


def losers(game: Game, payoffs: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Players that get less than they would gain alone (individual rationality), with how much less."""
    return {player: value - payoffs[player] for player, value in game.alone().items() if payoffs[player] < value}


def subset_sums(amounts: Sequence[Any]) -> list[Any]:
    """The sum of every subset, by bit mask."""
    sums: list[Any] = [0]
    for amount in amounts:
        sums += [each + amount for each in sums]
    return sums


def _inexact(value: object) -> bool:
    return isinstance(value, bool) or not (isinstance(value, int | Fraction) or hasattr(value, "__index__"))
