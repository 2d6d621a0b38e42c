"""Numbers as rules write them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.rules.values import parse_fraction, parse_integer


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12), ("-3", -3), ("1_000_000", 1_000_000), ("010", 10), ("0x10", None), ("1e3", None), ("1.0", None),
        ("1,000", None), ("1__0", None), ("_1", None), ("１２", None), (" 1", None), ("", None), ("yes", None),
    ],
)  # fmt: skip
def test_whole_numbers(text: str, number: int | None) -> None:
    """Digits only, in groups if you like; nothing else is a whole number."""
    assert number == parse_integer(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1/2", Fraction(1, 2)), ("-1/3", Fraction(-1, 3)), ("12.5%", Fraction(1, 8)), ("0.4", Fraction(2, 5)),
        ("3", Fraction(3)), ("100%", Fraction(1)), ("1/0", None), ("1/-2", None), (".5", None), ("5.", None),
        ("1/2%", None), ("1e-1", None), ("１/２", None), ("half", None), ("", None),
    ],
)  # fmt: skip
def test_fractions(text: str, number: Fraction | None) -> None:
    """Ratios, decimals and percentages are exact."""
    assert number == parse_fraction(text)


@given(st.fractions())
def test_every_fraction_can_be_written(number: Fraction) -> None:
    """What a ratio writes comes back exactly."""
    assert number == parse_fraction(f"{number.numerator}/{number.denominator}")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_no_decimal_is_rounded(number: object) -> None:
    """No floating point stands between the file and the value."""
    assert Fraction(str(number)) == parse_fraction(f"{number:f}")
    assert Fraction(str(number)) / 100 == parse_fraction(f"{number:f}%")
