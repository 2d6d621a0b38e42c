"""How many, how much? Numbers with unit, qualifier and kind in normalised text."""

from __future__ import annotations

from tashan.reading._number_words import Quantity, parse_number

__all__ = ["Quantity", "find_quantities", "parse_number"]


def find_quantities(text: str, language: str = "zh") -> list[Quantity]:
    """
    Which amounts, shares, counts and measures does the text give?

    Args:
        text: normalised text (Simplified characters, half-width digits).
        language: `zh` (also `zh-Hans`, `zh-Hant`) or `en`.

    Returns:
        Quantities in the order of the text, none overlapping. Money is in whole currency units: 493.1亿元 is
        49310000000 CNY. Dates, numbers without a unit and 一个, 一批 are not quantities.
    """
    if language.startswith("en"):
        from tashan.reading._numbers_en import find_quantities_en

        return find_quantities_en(text)
    from tashan.reading._numbers_zh import find_quantities_zh

    return find_quantities_zh(text)
