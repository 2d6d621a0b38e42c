"""Sharing: a million splits against bare NumPy integers, conservation at random, fair division for many players."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from benchmarks._measure import show, timed
from tashan.clearing import Remainder, allot
from tashan.clearing.allotment import RULES
from tashan.clearing.batches import allot_column
from tashan.rules import Label
from tashan.sharing import Base, Contract, SplitRule, read_base, read_contract, run
from tashan.sharing.fair import Game, nucleolus, shapley
from tashan.sharing.shapes import Band, Bands, Cap, Equity, Floor, Ratio, RepayFirst, StockAndIncrement, Years

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tashan.sharing.work import Shape

MILLION = 1_000_000
PARTIES = ("a", "b", "c")
SHARES = {"origin": Fraction(3, 5), "host": Fraction(3, 10), "park": Fraction(1, 10)}

CONTRACT = """
contract: c
parties: {a: {zh: a, en: a}, b: {zh: b, en: b}}
from: 2000
remainder: largest_remainder
splits:
  tax:
    items: [tax]
    share:
      cap: {party: a, rest: b, amount: 100000000000, of: {ratio: {a: 1/3, b: 2/3}}}
"""


def bare(totals: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """The same split with integer arithmetic alone: two parts down, the third takes the rest; no largest remainder."""
    first, second = totals * 6 // 10, totals * 3 // 10
    return first, second, totals - first - second


def conservation(runs: int) -> int:
    """How many of so many random splits (2 to 5 parties, negative amounts too) do not add up; 0."""
    chance = random.Random(1)
    wrong = 0
    for _ in range(runs):
        total = chance.randint(-(10**12), 10**12)
        weights = [chance.randint(1, 1000) for _ in range(chance.randint(2, 5))]
        whole = sum(weights)
        parts = allot(total, {str(index): Fraction(weight, whole) for index, weight in enumerate(weights)})
        wrong += sum(parts.values()) != total
    return wrong


def random_shape(chance: random.Random, depth: int = 2) -> Shape:
    """A way to share between a, b and c, with shapes within shapes."""
    kind = chance.randrange(7) if depth else 0
    if kind == 0:
        weights = [chance.randint(0, 1000) for _ in PARTIES]
        weights[chance.randrange(3)] += 1
        return Ratio({party: Fraction(weight, sum(weights)) for party, weight in zip(PARTIES, weights, strict=True)})
    if kind == 1:
        return Equity("", {party: chance.randint(1, 10**9) for party in PARTIES})
    inner, amount = random_shape(chance, depth - 1), Fraction(chance.randint(0, 10**10))
    if kind == 2:
        return StockAndIncrement({"a": amount, "b": Fraction(chance.randint(1, 10**9))}, inner)
    if kind == 3:
        return RepayFirst("a", amount, inner)
    if kind == 4:
        return Floor("a", "b", amount, "", chance.random() < 0.5, inner)
    if kind == 5:
        return Bands(Years(), (Band(1, 1, inner), Band(2, None, random_shape(chance, depth - 1))))
    return Cap("c", "b", amount, "", None, Fraction(0), Years(), inner)


def contracts_conserve(runs: int) -> tuple[int, int]:
    """
    Random contracts, each with a base of one to three years, refunds beyond what was paid among them.

    Returns:
        How many bases were split, and how many of their splits do not add up or exceed a cap around everything.
    """
    chance, wrong, done = random.Random(2), 0, 0
    rules = [Remainder(rule) for rule in RULES]
    while done < runs:
        shape = random_shape(chance)
        split = SplitRule("tax", "money", ("tax",), "", shape, pays=False)
        other = SplitRule("other", "money", ("other",), "", Ratio({"a": Fraction(1)}), pays=False)
        labels = {party: Label(party, party) for party in PARTIES}
        remainder = chance.choice(rules)
        contract = Contract("c", None, labels, "2020-01-01", "2029-12-31", remainder, (split, other), {}, (), None, {})
        bases = []
        for year in range(2020, 2020 + chance.randint(1, 3)):
            amounts = {"tax": chance.randint(0, 10**10), "other": 10**10}
            period = (f"{year}-01-01", f"{year}-12-31")
            bases.append(Base(str(year), "c", period, amounts, {"tax": chance.randint(0, 10**10)}, {}, {}, {}, {}))
        done += len(bases)
        total = 0
        for found in run(contract, bases, {}):
            line = found.lines[0]
            total += line.parts["c"]
            wrong += line.base != sum(line.parts.values())
            wrong += isinstance(shape, Cap) and isinstance(shape.amount, Fraction) and total > shape.amount
    return done, wrong


def random_game(players: int, seed: int) -> Game:
    """A game with random whole values that grow with the size of coalitions."""
    generator = np.random.default_rng(seed)
    sizes = np.array([mask.bit_count() for mask in range(1 << players)], dtype=np.int64)
    values = generator.integers(0, 10**9, 1 << players) * sizes**2
    return Game(tuple(f"p{index}" for index in range(players)), values)


def periods(count: int) -> float:
    """Seconds a period through the whole engine: contract, cap carried on, trace."""
    contract = read_contract(CONTRACT.encode(), "contract.yaml")
    bases = [
        read_base(
            f"base: b{n}\ncontract: c\nperiod: {2000 + n // 12}-{n % 12 + 1:02d}\namounts: {{tax: {n * 7919}.37}}".encode(),
            "b.yaml",
        )
        for n in range(count)
    ]
    return timed(lambda: run(contract, bases, {}), runs=3).middle / count


def main(runs: int = MILLION) -> None:
    """Measure and print."""
    totals = np.random.default_rng(2).integers(-(10**14), 10**14, MILLION)
    column, plain = timed(lambda: allot_column(totals, SHARES)), timed(lambda: bare(totals))
    parts = allot_column(totals, SHARES)
    adds_up = bool(np.array_equal(np.sum(list(parts.values()), axis=0), totals))
    single = timed(lambda: [allot(total, SHARES) for total in range(100_000)], runs=1)
    wrong: list[int] = []
    conserved = timed(lambda: wrong.append(conservation(runs)), runs=1)
    twenty, twelve = random_game(20, 3), random_game(12, 4)
    values = [int(value) for value in twelve.values]
    split: list[tuple[int, int]] = []
    engine = timed(lambda: split.append(contracts_conserve(runs)), runs=1)
    show(
        "Sharing",
        [
            ("1,000,000 splits, three parties, in columns", f"{column}; every row adds up: {adds_up}"),
            ("the same with bare NumPy integers", f"{plain}; ratio {column.middle / plain.middle:.1f}"),
            ("one by one", f"{single.rate(100_000):,.0f} splits/s"),
            ("through the engine, with cap and trace", f"{1 / periods(1200):,.0f} periods/s"),
            (f"{runs:,} random splits", f"{wrong[0]} do not add up; {conserved.middle:.1f} s"),
            (
                f"{split[0][0]:,} random bases of random contracts, through the engine",
                f"{split[0][1]} do not add up or exceed a cap; {engine.middle:.0f} s",
            ),
            ("Shapley value, 20 players, exact", str(timed(lambda: shapley(twenty)))),
            (
                "nucleolus, 12 players, exact",
                str(timed(lambda: nucleolus(Game(twelve.players, values), imputations=False))),
            ),
        ],
    )


if __name__ == "__main__":
    main()
