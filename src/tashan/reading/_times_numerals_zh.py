"""What a Chinese numeral of a date says: a number or a year, unless it is part of a longer figure."""

from __future__ import annotations

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "0": 0}


def _small_numerals() -> dict[str, int]:
    table = {"元": 1}
    for number in range(100):
        tens, ones = divmod(number, 10)
        table[str(number)] = number
        table[f"{number:02d}"] = number
        if number:
            head = "" if not tens else "十" if tens == 1 else f"{'〇一二三四五六七八九'[tens]}十"
            table[head + ("一二三四五六七八九"[ones - 1] if ones else "")] = number
    table |= {f"廿{word}": 20 + number for number, word in enumerate(("", *"一二三四五六七八九"))}
    return table | {"两": 2, "半": 0}


_SMALL = _small_numerals()
NUMERALS = frozenset("0123456789")


def number_of(numeral: str) -> int:
    """The value of a numeral below one hundred; 元 is the first."""
    return _SMALL[numeral]


def year_of(numeral: str) -> int:
    """The year that a numeral of two or four digits names."""
    if numeral[0] in NUMERALS:
        value = int(numeral)
        return value if value > 99 else value + (2000 if value < 50 else 1900)
    value = 0
    for digit in numeral:
        value = value * 10 + _DIGITS[digit]
    return value


def inside_number(text: str, start: int) -> bool:
    """Does the numeral go on to the left (12345月, 1.5月, 2018/9/13)?"""
    before = text[start - 1]
    return before in NUMERALS or (start > 1 and before in ".-/%_:" and text[start - 2] in NUMERALS)
