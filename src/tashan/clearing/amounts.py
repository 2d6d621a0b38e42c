"""
Amounts of money: integer fen (分, 0.01 yuan), read from exact text and written exactly.

No float is ever taken: 0.1 + 0.2 yuan has to be 30 fen, and six billion fen have to stay six billion.
"""

from __future__ import annotations

import re
from fractions import Fraction

from tashan.clearing.problems import MoneyError

#: Fen in one of each unit that amounts are written in.
UNITS = {
    "分": 1,
    "fen": 1,
    "元": 100,
    "yuan": 100,
    "万元": 1_000_000,
    "百万元": 100_000_000,
    "million": 100_000_000,
    "亿元": 10_000_000_000,
    "billion": 100_000_000_000,
}

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:[,_]\d{3})+|\d+)(?:\.\d+)?", re.ASCII)


def fen(value: object) -> int:
    """
    The amount itself, once it is sure to be a whole number of fen.

    Raises:
        MoneyError: `float_amount` for a float, `bad_amount` for anything else that is no int.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        if isinstance(value, float):
            message = (
                f"{value!r} is a float, and floats lose fen. Give whole fen as int, or exact text to `parse_amount`."
            )
            raise MoneyError("float_amount", message)
        raise MoneyError("bad_amount", f"{value!r} is no amount. Give whole fen as int.")
    return value


def parse_amount(text: object, unit: str = "元") -> int:
    """
    The fen that an exact number in a unit stands for.

    Args:
        text: digits, with `-` in front where negative, `,` or `_` between groups of three, `.` before decimals.
        unit: one of `UNITS`.

    Raises:
        MoneyError: `bad_unit`, `bad_amount` (not such a number, so no exponents), or `below_fen` where it is no
            whole number of fen.

    >>> parse_amount("1,234.56")
    123456
    >>> parse_amount("2000", "万元")
    2000000000
    """
    if unit not in UNITS:
        raise MoneyError("bad_unit", f"`{unit}` is no unit of money. Write one of {', '.join(UNITS)}.")
    if not isinstance(text, str):
        fen(text)
        raise MoneyError("bad_amount", f"{text!r} is a number, not text. Write it in quotes, or give fen.")
    if not _NUMBER.fullmatch(text):
        raise MoneyError("bad_amount", f"`{text}` is no amount. Write digits with at most one point, as 1,234.56.")
    exact = Fraction(text.replace(",", "").replace("_", "")) * UNITS[unit]
    if exact.denominator != 1:
        raise MoneyError("below_fen", f"`{text}` {unit} is no whole number of fen. Round it where it was measured.")
    return exact.numerator


def yuan(amount: int) -> str:
    """
    An amount in yuan with two decimals.

    >>> yuan(-123456)
    '-1234.56'
    """
    whole, rest = divmod(abs(fen(amount)), 100)
    return f"{'-' if amount < 0 else ''}{whole}.{rest:02d}"
