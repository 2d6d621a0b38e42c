"""
The nucleolus: make the largest complaint of any coalition as small as can be, then the next largest … (Schmeidler 1969).

A chain of linear programmes, each solved in whole numbers by the revised simplex method on the dual (Maschler, Peleg and
Shapley 1979): the basis has only one row a player and one more, and all coalitions are priced by adding up subsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from tashan.clearing import MoneyError
from tashan.sharing.fair.games import Game, Payoffs, exact, subset_sums


@dataclass(frozen=True, slots=True)
class LeastCore:
    """
    The smallest excess with which all coalitions can be content.

    Attributes:
        excess: at most 0 where the core is not empty.
        payoffs: one way to get there.
    """

    excess: Fraction
    payoffs: Payoffs

    @property
    def core_is_empty(self) -> bool:
        """Whether some coalition complains however the total is divided."""
        return self.excess > 0


def nucleolus(game: Game, *, imputations: bool = True) -> Payoffs:
    """
    The nucleolus, exactly.

    Args:
        game: up to about 12 players.
        imputations: keep everybody at what it gains alone or more; False gives the prenucleolus.

    Raises:
        MoneyError: `no_imputation` where the players gain more alone than all together.
    """
    if imputations and sum(game.alone().values()) > game.total:
        message = (
            f"Alone the players gain {sum(game.alone().values())}, together {game.total}: nobody can be kept at what it "
            "gains alone. Ask for the prenucleolus, or check the values."
        )
        raise MoneyError("no_imputation", message)
    count = len(game.players)
    settled: list[tuple[int, Fraction]] = [(game.everybody, game.total)]
    payoffs = [game.total] * count
    while len(settled) < count:
        stage = _Stage(game, settled, imputations=imputations)
        payoffs, _, tight = stage.solve()
        settled = _independent([*settled, *tight], count)
    return dict(zip(game.players, payoffs, strict=True))


def least_core(game: Game) -> LeastCore:
    """The smallest excess with which all coalitions can be content, and a division that has it."""
    if len(game.players) == 1:
        return LeastCore(Fraction(0), {game.players[0]: game.total})
    payoffs, excess, _ = _Stage(game, [(game.everybody, game.total)], imputations=False).solve()
    return LeastCore(excess, dict(zip(game.players, payoffs, strict=True)))


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the dual: a coalition whose excess counts, one that is settled, or a player's bound."""

    mask: int
    cost: Fraction
    excess: bool
    free: bool = False


class _Stage:
    """
    One linear programme of the chain: minimise e with x(S) + e >= v(S) for all coalitions not yet settled.

    The inverse of the basis is kept as whole numbers `inverse` over one whole `scale` (Edmonds' integer pivoting).
    """

    def __init__(self, game: Game, settled: list[tuple[int, Fraction]], *, imputations: bool) -> None:
        self.count = len(game.players)
        self.scale_values = lcm(*(exact(value).denominator for value in game.values))
        self.values = [int(exact(value) * self.scale_values) for value in game.values]
        directions = _null_space([mask for mask, _ in settled], self.count)
        moving = [0] * (game.everybody + 1)
        for direction in directions:
            moving = [before or after for before, after in zip(moving, subset_sums(direction), strict=True)]
        self.open = [mask for mask, moves in enumerate(moving) if moves]
        self.bounds = [index for index in range(self.count) if imputations and moving[1 << index]]
        self.size = self.count + 1
        self.scale = 1
        self.inverse = [[int(row == column) for column in range(self.size)] for row in range(self.size)]
        self.basis: list[_Column | None] = [None] * self.size
        first = self.open[0]
        start = [_Column(mask, worth, excess=False, free=True) for mask, worth in settled]
        start += [self._coalition(first), self._coalition(game.everybody ^ first)]
        start += [self._coalition(1 << index) for index in range(self.count) if moving[1 << index]]
        for column in start:
            self._fill(column)

    def solve(self) -> tuple[list[Fraction], Fraction, list[tuple[int, Fraction]]]:
        """The payoffs, the least excess, and the coalitions whose payoff is the same in every solution."""
        stalled = 0
        while True:
            prices = self._prices()
            entering = self._entering(prices, bland=stalled > 3 * self.size)
            if entering is None:
                break
            stalled = 0 if self._exchange(entering) else stalled + 1
        payoffs = prices[:-1]
        tight = []
        for row, column in enumerate(self.basis):
            if column is not None and not column.free and self.inverse[row][-1] > 0:
                tight.append((column.mask, sum(payoffs[i] for i in range(self.count) if column.mask >> i & 1)))
        return payoffs, prices[-1], [(mask, Fraction(worth)) for mask, worth in tight]

    def _coalition(self, mask: int) -> _Column:
        return _Column(mask, Fraction(self.values[mask], self.scale_values), excess=True)

    def _image(self, column: _Column) -> list[int]:
        """The inverse times a column."""
        rows = [index for index in range(self.count) if column.mask >> index & 1]
        if column.excess:
            rows.append(self.count)
        return [sum(line[row] for row in rows) for line in self.inverse]

    def _fill(self, column: _Column) -> None:
        """Bring a column into the first free row it reaches; leave it out where it depends on those already there."""
        image = self._image(column)
        for row, held in enumerate(self.basis):
            if held is None and image[row]:
                self._pivot(row, image, column)
                return

    def _pivot(self, row: int, image: list[int], column: _Column) -> None:
        pivot, pivot_line = image[row], self.inverse[row]
        for other, line in enumerate(self.inverse):
            if other != row:
                factor = image[other]
                self.inverse[other] = [
                    (value * pivot - factor * own) // self.scale for value, own in zip(line, pivot_line, strict=True)
                ]
        self.scale = pivot
        if self.scale < 0:
            self.scale = -self.scale
            self.inverse = [[-value for value in line] for line in self.inverse]
        self.basis[row] = column

    def _prices(self) -> list[Fraction]:
        """The payoffs and the excess that the basis stands for."""
        costs = [column.cost if column is not None else Fraction(0) for column in self.basis]
        below = lcm(*(cost.denominator for cost in costs))
        whole = [int(cost * below) for cost in costs]
        return [
            Fraction(
                sum(cost * line[place] for cost, line in zip(whole, self.inverse, strict=True)), below * self.scale
            )
            for place in range(self.size)
        ]

    def _entering(self, prices: list[Fraction], *, bland: bool) -> _Column | None:
        """The coalition that complains most (Bland's rule: the first one), or a player below its bound."""
        below = lcm(self.scale_values, *(price.denominator for price in prices))
        whole = [int(price * below) for price in prices]
        for index in self.bounds:
            worth = Fraction(self.values[1 << index], self.scale_values)
            if prices[index] < worth:
                return _Column(1 << index, worth, excess=False)
        sums = subset_sums(whole[:-1])
        excess, factor, values = whole[-1], below // self.scale_values, self.values
        if bland:
            first = next((mask for mask in self.open if values[mask] * factor - sums[mask] > excess), None)
            return None if first is None else self._coalition(first)
        worst = max(self.open, key=lambda mask: values[mask] * factor - sums[mask])
        return self._coalition(worst) if values[worst] * factor - sums[worst] > excess else None

    def _exchange(self, column: _Column) -> bool:
        """Bring a column in for the one that reaches zero first; whether the solution moved."""
        image = self._image(column)
        best: tuple[Fraction, int] | None = None
        for row, held in enumerate(self.basis):
            if held is not None and not held.free and image[row] > 0:
                ratio = (Fraction(self.inverse[row][-1], image[row]), held.mask)
                if best is None or ratio < best:
                    best, leaving = ratio, row
        if best is None:  # pragma: no cover - the dual is bounded: its weights sum to 1
            raise MoneyError("unbounded", "The programme has no end. Check the values of the game.")
        self._pivot(leaving, image, column)
        return best[0] > 0


def _independent(settled: list[tuple[int, Fraction]], count: int) -> list[tuple[int, Fraction]]:
    """Those settled coalitions that do not follow from the ones before them."""
    lines: list[tuple[int, list[Fraction]]] = []
    kept = []
    for mask, worth in settled:
        line = _reduced([Fraction(mask >> index & 1) for index in range(count)], lines)
        place = next((index for index, value in enumerate(line) if value), None)
        if place is not None:
            lines.append((place, [value / line[place] for value in line]))
            kept.append((mask, worth))
    return kept


def _reduced(line: list[Fraction], lines: list[tuple[int, list[Fraction]]]) -> list[Fraction]:
    for place, other in lines:
        if line[place]:
            line = [value - line[place] * own for value, own in zip(line, other, strict=True)]
    return line


def _null_space(masks: list[int], count: int) -> list[list[int]]:
    """Whole directions in which payoffs can move without changing what the given coalitions get."""
    lines: list[tuple[int, list[Fraction]]] = []
    for mask in masks:
        line = _reduced([Fraction(mask >> index & 1) for index in range(count)], lines)
        place = next((index for index, value in enumerate(line) if value), None)
        if place is not None:
            line = [value / line[place] for value in line]
            lines = [(at, _reduced(other, [(place, line)])) for at, other in lines]
            lines.append((place, line))
    bound = dict(lines)
    directions = []
    for index in range(count):
        if index not in bound:
            direction = [-bound[each][index] if each in bound else Fraction(each == index) for each in range(count)]
            below = lcm(*(value.denominator for value in direction))
            directions.append([int(value * below) for value in direction])
    return directions
