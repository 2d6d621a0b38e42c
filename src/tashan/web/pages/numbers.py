"""Numbers as a reader of each language writes them; the exact value stays in exports and titles."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from tashan.web.pages.words import language

_ZH = ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"))
_EN = ((10**12, " trillion"), (10**9, " billion"), (10**6, " million"))


def large(number: float | None) -> str:
    """A number in 万 and 亿, or in million and billion; up to four significant digits where it is shortened."""
    if number is None:
        return "–"
    scale = _EN if language() == "en" else _ZH
    for unit, word in scale:
        if abs(number) >= unit:
            return f"{_plain(number / unit)}{word}"
    return f"{number:,}" if isinstance(number, int) else _plain(number)


def _plain(number: float) -> str:
    text = f"{number:,.2f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def yuan(fen: int | None) -> str:
    """An amount in integer fen as yuan with two decimals and a true minus sign."""
    if fen is None:
        return "–"
    sign = "−" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def percentage(part: Any) -> str:
    """A share (a fraction or a decimal number of 1) as a percentage with one decimal, rounded half up."""
    if part is None:
        return "–"
    tenths = Fraction(part) * 1000
    rounded = (2 * abs(tenths.numerator) + tenths.denominator) // (2 * tenths.denominator)
    return f"{'−' if tenths < 0 else ''}{rounded // 10}.{rounded % 10}%"
