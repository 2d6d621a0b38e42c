"""Dates, amounts and numbers of a stretch of text as values that can be compared across languages and units."""

from __future__ import annotations

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from tashan.reading.numbers import Quantity
    from tashan.reading.source import Analysis
    from tashan.reading.suspect import Sign
    from tashan.reading.times import Day, TimeMention

_JOINED: Final = re.compile(r"\s*(?:,|、|and|和|及|与|&)\s*(?:and\s+)?")
_SMALL: Final = 10
_DIGIT: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Claim:
    """
    One stated date, amount or number.

    Attributes:
        kind: date, amount or number.
        field: date, amount, percent, count, ordinal or measure.
        key: equal for equal statements in any language or unit; None for numerals that cannot be read.
        value: what to show: a date text, a number, or None.
        start: offset in the normal text.
        end: offset after it.
    """

    kind: str
    field: str
    key: Hashable
    value: str | int | float | None
    start: int
    end: int


def claims_of(analysis: Analysis, start: int, end: int) -> list[Claim]:
    """The claims of a stretch of text, in order; vague times and small counted words (三个, two sides) are none."""
    found = _dates(analysis, start, end)
    taken = [(c.start, c.end) for c in found]
    for quantity in analysis.between(analysis.quantities, start, end):
        if not any(a < quantity.end and quantity.start < b for a, b in taken):
            claim = _number(analysis.text, quantity)
            if claim is not None:
                found.append(claim)
    return sorted(found, key=lambda c: c.start)


def _dates(analysis: Analysis, start: int, end: int) -> list[Claim]:
    text = analysis.text
    found: list[Claim] = []
    previous: TimeMention | None = None
    for mention in analysis.between(analysis.times, start, end):
        if mention.kind in ("vague", "era", "clock") or _empty(mention.first):
            continue
        if (
            previous is not None
            and found
            and mention.inherits
            and _JOINED.fullmatch(text[previous.end : mention.start])
        ):
            last = found.pop()
            found.append(_date(previous.first, mention.last, last.start, mention.end))
        else:
            found.append(_date(mention.first, mention.last, mention.start, mention.end))
        previous = mention
    return found


def _empty(day: Day) -> bool:
    return day.year is None and day.month is None and day.day is None


def _parts(day: Day | None) -> tuple[int | None, int | None, int | None]:
    return (day.year, day.month, day.day) if day is not None else (None, None, None)


def _date(first: Day, last: Day | None, start: int, end: int) -> Claim:
    key = (_parts(first), _parts(last) if last is not None else None)
    value = _show(first) if last == first else f"{_show(first)}/{_show(last) if last is not None else '..'}"
    return Claim("date", "date", key, value, start, end)


def _show(day: Day) -> str:
    year = f"{day.year:04d}" if day.year is not None else "-"
    month = f"-{day.month:02d}" if day.month is not None else ("--" if day.day is not None else "")
    return year + month + (f"-{day.day:02d}" if day.day is not None else "")


def _number(text: str, quantity: Quantity) -> Claim | None:
    words = text[quantity.start : quantity.end]
    if quantity.kind == "money":
        return Claim("amount", "amount", _round(quantity.value), _plain(quantity.value), quantity.start, quantity.end)
    if quantity.value is None:
        return (
            Claim("number", quantity.kind, None, None, quantity.start, quantity.end) if _DIGIT.search(words) else None
        )
    small = isinstance(quantity.value, int) and quantity.value <= _SMALL
    if small and not (quantity.kind == "percent" or (quantity.kind == "ordinal" and _DIGIT.search(words))):
        return None
    return Claim("number", quantity.kind, _round(quantity.value), _plain(quantity.value), quantity.start, quantity.end)


def _round(value: float | None) -> Hashable:
    return None if value is None else round(float(value), 6)


def _plain(value: float | None) -> int | float | None:
    return int(value) if value is not None and float(value).is_integer() else value


def compatible(a: Claim, b: Claim) -> bool:
    """Whether two claims say the same; a date may leave out what the other states (3月22日, 2023-03-22)."""
    if a.key is None or b.key is None:
        return False
    if a.kind == b.kind == "date":
        left: Any = a.key
        right: Any = b.key
        return (
            _fit(left[0], right[0]) and (left[1] is None) == (right[1] is None) and _fit(left[1] or (), right[1] or ())
        )
    return a.kind == b.kind and a.key == b.key


def _fit(a: tuple[int | None, ...], b: tuple[int | None, ...]) -> bool:
    """Equal where both speak, of the same fineness, and sharing something."""
    if not a and not b:
        return True
    both = [(x, y) for x, y in zip(a, b, strict=True) if x is not None and y is not None]
    fineness = [max((i for i, v in enumerate(p) if v is not None), default=-1) for p in (a, b)]
    return bool(both) and all(x == y for x, y in both) and fineness[0] == fineness[1]


def damaged(signs: list[Sign], claims: list[Claim], start: int, end: int) -> list[Claim]:
    """Signs of damage that no claim covers, as claims without a value (an empty slot <>, 3~2015)."""
    return [
        Claim("number", "damaged", None, None, s.start, s.end)
        for s in signs
        if start <= s.start
        and s.end <= end
        and s.weight > 1
        and not any(c.start < s.end and s.start < c.end for c in claims)
    ]
