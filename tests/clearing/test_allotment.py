"""Parts add up to the whole to the fen, whatever the amount, the shares, the rule and the order of rows."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.clearing import MoneyError, Remainder, allot, apportion, parse_amount, round_fen, yuan
from tashan.clearing.allotment import RULES
from tashan.clearing.batches import allot_column

AMOUNTS = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(st.integers(0, 10**6), min_size=1, max_size=6).filter(any)


def _shares(weights: list[int]) -> dict[str, Fraction]:
    return {f"p{index}": Fraction(weight, sum(weights)) for index, weight in enumerate(weights)}


def test_remainder_rule_decides_who_gets_the_last_fen() -> None:
    """15 by 4/5, 2/25, 3/25: 12, 1, 2 by largest remainder; 13, 1, 1 in listed order."""
    shares = {"a": Fraction(4, 5), "b": Fraction(2, 25), "c": Fraction(3, 25)}

    assert {"a": 12, "b": 1, "c": 2} == allot(15, shares)
    assert {"a": 13, "b": 1, "c": 1} == allot(15, shares, Remainder("listed_order"))


def test_vouchers_two_thirds_to_one_third() -> None:
    """100,000.00 yuan are 66,666.67 and 33,333.33, and total ten million fen."""
    parts = allot(10_000_000, {"firm": Fraction(2, 3), "provider": Fraction(1, 3)})

    assert {"firm": 6_666_667, "provider": 3_333_333} == parts


def test_stated_rounding_leaves_the_rest_to_a_named_party() -> None:
    """Every part but one is rounded; the one takes what is left."""
    thirds = {"a": Fraction(1, 3), "b": Fraction(1, 3), "c": Fraction(1, 3)}

    assert {"a": 34, "b": 33, "c": 33} == allot(100, thirds, Remainder("half_up", "a"))
    assert {"a": 33, "b": 33, "c": 34} == allot(100, thirds, Remainder("down"))
    assert {"a": -34, "b": -33, "c": -33} == allot(-100, thirds, Remainder("half_up", "a"))


@given(AMOUNTS, WEIGHTS, st.sampled_from(RULES))
def test_parts_sum_to_the_amount(total: int, weights: list[int], rule: str) -> None:
    """Conservation to the fen, also for negative amounts and under every rule."""
    assert total == sum(allot(total, _shares(weights), Remainder(rule)).values())


@given(AMOUNTS, WEIGHTS, st.randoms())
def test_largest_remainder_does_not_depend_on_the_order_of_rows(total: int, weights: list[int], random: Random) -> None:
    """The same shares in another order give everybody the same part."""
    shares = _shares(weights)
    rows = list(shares.items())
    random.shuffle(rows)

    assert allot(total, shares) == allot(total, dict(rows))


@given(AMOUNTS, WEIGHTS, st.sampled_from(RULES))
def test_negative_amount_mirrors_the_positive_one(total: int, weights: list[int], rule: str) -> None:
    """Taking back gives back exactly what was given."""
    shares, remainder = _shares(weights), Remainder(rule)

    assert allot(total, shares, remainder) == {party: -part for party, part in allot(-total, shares, remainder).items()}


@given(st.integers(0, 10**12), st.integers(0, 10**9), WEIGHTS.filter(lambda weights: len(weights) <= 2))
def test_two_parties_never_lose_by_a_larger_amount(total: int, more: int, weights: list[int]) -> None:
    """Monotone: with two parties, more to share is never less for anyone."""
    shares = _shares(weights)
    before, after = allot(total, shares), allot(total + more, shares)

    assert all(before[party] <= after[party] for party in shares)


@given(st.integers(0, 10**12), st.integers(0, 10**9), WEIGHTS)
def test_many_parties_lose_at_most_a_fen_by_a_larger_amount(total: int, more: int, weights: list[int]) -> None:
    """With three or more, largest remainder may move one fen (the Alabama paradox), never more."""
    shares = _shares(weights)
    before, after = allot(total, shares), allot(total + more, shares)

    assert all(before[party] <= after[party] + 1 for party in shares)


@given(st.lists(AMOUNTS, min_size=1, max_size=20), st.lists(st.integers(0, 300), min_size=1, max_size=5).filter(any))
def test_a_column_is_split_like_its_amounts(totals: list[int], weights: list[int]) -> None:
    """The fast way gives the same fen as the plain one."""
    shares = _shares(weights)
    columns = allot_column(np.array(totals, dtype=np.int64), shares)

    assert [allot(total, shares) for total in totals] == [
        {party: int(column[row]) for party, column in columns.items()} for row in range(len(totals))
    ]


def test_columns_of_floats_and_of_wild_shares_are_refused() -> None:
    """Nothing that 64 bits cannot hold is computed."""
    with pytest.raises(MoneyError, match="only int64 keeps fen"):
        allot_column(np.array([1.5]), {"a": Fraction(1)})
    wild = Fraction(1, 3_000_000_019)
    with pytest.raises(MoneyError, match="common denominator"):
        allot_column(np.array([1]), {"a": wild, "b": 1 - wild})


@pytest.mark.parametrize(
    ("shares", "code", "words"),
    [
        ({}, "no_parties", "nobody to share"),
        ({"a": Fraction(1, 2), "b": Fraction(1, 3)}, "shares_sum", "5/6"),
        ({"a": Fraction(3, 2), "b": Fraction(-1, 2)}, "negative_share", "share of b"),
        ({"a": 0.5, "b": 0.5}, "float_share", "1/3"),
    ],
)
def test_unsound_shares_are_refused(shares: dict[str, Fraction], code: str, words: str) -> None:
    """Shares that do not sum, are negative or floats are named, with what to do."""
    with pytest.raises(MoneyError, match=words) as caught:
        allot(100, shares)

    assert code == caught.value.code


def test_proportions_need_a_weight_that_is_exact() -> None:
    """Weights may have any sum above zero."""
    assert {"a": 30, "b": 70} == apportion(100, {"a": 300, "b": 700})
    for weights, code in (({"a": 0}, "no_weight"), ({"a": -1}, "negative_share"), ({"a": 0.1}, "float_share")):
        with pytest.raises(MoneyError) as caught:
            apportion(100, weights)  # type: ignore[arg-type]  # the point of the test

        assert code == caught.value.code


@pytest.mark.parametrize(
    ("rule", "to"), [("nearest", None), ("largest_remainder", "a"), ("half_up", "z")], ids=["unknown", "to", "nobody"]
)
def test_unsound_remainder_rules_are_refused(rule: str, to: str | None) -> None:
    """A rule nobody knows, or a taker who is no party."""
    with pytest.raises(MoneyError) as caught:
        allot(10, {"a": Fraction(1, 3), "b": Fraction(2, 3)}, Remainder(rule, to))

    assert caught.value.code == "bad_remainder"


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        ("1,234.56", "元", 123_456),
        ("-0.01", "元", -1),
        ("2000", "万元", 2_000_000_000),
        ("1.05", "亿元", 10_500_000_000),
    ],
)
def test_amounts_are_read_exactly(text: str, unit: str, expected: int) -> None:
    """Text with a unit becomes whole fen."""
    assert expected == parse_amount(text, unit)


@pytest.mark.parametrize(
    ("text", "unit", "code"),
    [
        ("0.001", "元", "below_fen"),
        ("1e6", "元", "bad_amount"),
        ("12,34", "元", "bad_amount"),
        ("１２", "元", "bad_amount"),
        ("5", "美元", "bad_unit"),
        (0.1, "元", "float_amount"),
        (12, "元", "bad_amount"),
    ],
)
def test_amounts_that_are_not_exact_are_refused(text: str, unit: str, code: str) -> None:
    """Parts of a fen, exponents, odd groups, other digits, unknown units and floats."""
    with pytest.raises(MoneyError) as caught:
        parse_amount(text, unit)

    assert code == caught.value.code


def test_floats_are_no_amounts() -> None:
    """A float is refused where fen are asked for, and so is True."""
    for wrong, code in ((1.0, "float_amount"), (True, "bad_amount")):
        with pytest.raises(MoneyError) as caught:
            allot(wrong, {"a": Fraction(1)})  # type: ignore[arg-type]  # the point of the test

        assert code == caught.value.code


def test_computed_amounts_are_rounded_as_stated() -> None:
    """48.888 yuan are 48.89; a half goes away from zero on both sides."""
    assert 4889 == round_fen(Fraction(48888, 10))
    assert (3, -3, 2, 2) == (
        round_fen(Fraction(5, 2)),
        round_fen(Fraction(-5, 2)),
        round_fen(Fraction(5, 2), "half_even"),
        round_fen(Fraction(5, 2), "down"),
    )
    with pytest.raises(MoneyError, match="no rounding"):
        round_fen(Fraction(1), "up")


def test_yuan_are_written_with_two_decimals() -> None:
    """Also below one yuan, and negative."""
    assert ["0.05", "-1234.56"] == [yuan(5), yuan(-123_456)]
