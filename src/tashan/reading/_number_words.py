"""Numerals to numbers: 二十六, 3.5万, 两亿三千万, 1,590, twenty-five. Exact integers wherever the value is one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from tashan.regions.making import quickly_made


@quickly_made
@dataclass(frozen=True, slots=True)
class Quantity:
    """
    A number with its unit, as it stands in the normalised text.

    Attributes:
        start: offset of the first character, the qualifier included.
        end: offset after the last character, the unit included.
        value: the number in single units (yuan, not 亿元); the lower bound of a range; None where the numeral is damaged.
        upper: upper bound of a range (10亿至15亿元, 十几亿), else None.
        qualifier: about, over, near or less; None for an exact number.
        unit: as written, scale removed: 元, 美元, 个, 家, 平方公里, %, projects; "" for none.
        kind: money, percent, count, measure, ordinal or year.
        currency: ISO 4217 code for money.
        parts: 三省一市 is ((3, "省"), (1, "市")), with the sum as value.
    """

    start: int
    end: int
    value: int | float | None
    upper: int | float | None
    qualifier: str | None
    unit: str
    kind: str
    currency: str | None = None
    parts: tuple[tuple[int, str], ...] = ()


DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": 10_000, "亿": 100_000_000}
_ARABIC = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
# 壹贰叁 are written where sums must not be forged.
_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_MIXED = re.compile(r"([0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)([十百千万亿]+)")
_SEQUENCE = re.compile(r"[零〇○一二三四五六七八九]{2,}")
_ENGLISH = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
} | {word: ten * 10 for ten, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_ENGLISH_SCALES = {
    "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12, "bn": 10**9, "mn": 10**6,
    "tn": 10**12, "k": 1000, "m": 10**6,
}  # fmt: skip


def scaled(digits: str, factor: int) -> int | float:
    """A decimal numeral times a scale, exact: 493.1 × 亿 is the integer 49310000000."""
    whole, _, part = digits.replace(",", "").partition(".")
    if not part:
        return int(whole) * factor
    number = int(whole + part) * factor
    divisor: int = 10 ** len(part)
    return number // divisor if number % divisor == 0 else number / divisor


@lru_cache(maxsize=10_000)
def chinese_number(text: str) -> int | float | None:
    """The value of a Chinese numeral, also mixed with digits (3万5千); None if it is none."""
    if _SEQUENCE.fullmatch(text):
        return int("".join(str(DIGITS[c]) for c in text))
    head, dot, tail = text.partition("点")
    if dot:
        unit = tail.lstrip("零〇一二三四五六七八九")
        places = tail[: len(tail) - len(unit)]
        whole = chinese_number(head)
        if whole is None or not places or not set(unit) <= set(_SCALES) | set(_TENS):
            return None
        factor = 1
        for scale in unit:
            factor *= _SCALES.get(scale) or _TENS[scale]
        return scaled(f"{whole}.{''.join(str(DIGITS[c]) for c in places)}", factor)
    mixed = _MIXED.fullmatch(text)
    if mixed:
        factor = 1
        for scale in mixed.group(2):
            factor *= _SCALES.get(scale) or _TENS[scale]
        return scaled(mixed.group(1), factor)
    return _whole(text)


_PIECES = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?|.")


def _whole(text: str) -> int | float | None:
    total: int | float = 0
    for scale, factor in (("兆", 10**12), ("亿", 10**8), ("万", 10**4)):
        left, found, right = text.rpartition(scale)
        if found:
            value = _whole(left) if left else 1
            rest = _whole(right) if right else 0
            if value is None or rest is None:
                return None
            if right and right in DIGITS:  # 三万五 is 35,000
                rest = DIGITS[right] * factor // 10
            return value * factor + rest
    position = 0
    pending: int | float | None = None
    for match in _PIECES.finditer(text):
        token = match.group()
        position = match.end()
        if token in DIGITS:
            if pending:
                return None
            pending = DIGITS[token]
        elif token in _TENS:
            factor = _TENS[token]
            amount = (1 if pending is None else pending) * factor
            total += int(amount) if amount == int(amount) else amount
            pending = None
        elif token[0].isdigit():
            if pending is not None:
                return None
            pending = scaled(token, 1)
        else:
            return None
    if position and pending is not None:
        tail = text[-2:-1]
        if text[-1] in DIGITS and tail in ("百", "千"):  # 一百三 is 130
            pending = pending * _TENS[tail] // 10
        total += pending
    return total if position else None


_WORD_GAP = re.compile(r"[\s-]+")


def english_number(text: str) -> int | float | None:
    """The value of an English numeral: 1,590; 49.31 billion; twenty-five; two hundred and six."""
    words = [word for word in _WORD_GAP.split(text.strip().lower()) if word and word not in ("and", "a")]
    if not words:
        return None
    if _ARABIC.fullmatch(words[0]):
        factor = 1
        for word in words[1:]:
            if word not in _ENGLISH_SCALES:
                return None
            factor *= _ENGLISH_SCALES[word]
        return scaled(words[0], factor)
    total = current = 0
    for word in words:
        if word in _ENGLISH:
            current += _ENGLISH[word]
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _ENGLISH_SCALES:
            total += (current or 1) * _ENGLISH_SCALES[word]
            current = 0
        else:
            return None
    return total + current


def parse_number(text: str) -> int | float | None:
    """
    Which number does a numeral mean?

    Args:
        text: one numeral: 二十六, 3.5万, 一百三十, 二〇二三, 1,590, 两亿三千万, twenty-five, 49.31 billion.

    Returns:
        An int where the value is whole, else a float; None for anything else (十几, 18,4000, 几百).
    """
    text = text.strip()
    if not text:
        return None
    if _ARABIC.fullmatch(text):
        return scaled(text, 1)
    if text[0] in "-负" and len(text) > 1 and text[1] not in "-负":
        value = parse_number(text[1:])
        return -value if value is not None else None
    if text[0].isascii() and text.isascii():
        return english_number(text)
    if not text.replace(",", "").isascii() and "," in text and not re.match(_ARABIC.pattern + r"[^,]*$", text):
        return None
    return chinese_number(text.translate(_FORMAL))
