"""Which day does a list mean? 2024年底, 6月底前, 三季度, as offices write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_DAY = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})(?:\s*[月./-]\s*(\d{1,2})\s*日?|\s*月)?(?:底|末|前|\s)*(?:00:00:00)?")


_YEAR = re.compile(r"(\d{4})\s*年?(?:底|末|前)*")


_HALF = {
    "上半年": (6, 30),
    "下半年": (12, 31),
    "一季度": (3, 31),
    "二季度": (6, 30),
    "三季度": (9, 30),
    "四季度": (12, 31),
}


def read_day(text: str, year: int, *, last: bool) -> date | None:
    """
    Read a day as lists write it: 2024-06-30, 2024年6月, 2024年底, 6月底, 2024年上半年, 三季度.

    Args:
        text: as written.
        year: where none is written.
        last: whether a month or year means its last day, else its first.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    for word, (month, day) in _HALF.items():
        if plain.endswith((word, f"第{word}", f"{word}前")):
            found = re.match(r"\d{4}", plain)
            ends = date(int(found[0]) if found else year, month, day)
            return ends if last else _first_of(word, ends)
    if found := re.fullmatch(r"(\d{1,2})月(?:(\d{1,2})日)?(?:底|末|前)*", plain):
        return _date(year, int(found[1]), int(found[2]) if found[2] else None, last=last)
    if found := _DAY.fullmatch(plain):
        return _date(int(found[1]), int(found[2]), int(found[3]) if found[3] else None, last=last)
    if found := _YEAR.fullmatch(plain.removesuffix(".0")):
        return _date(int(found[1]), 12 if last else 1, None, last=last)
    return None


def _first_of(word: str, ends: date) -> date:
    return date(ends.year, ends.month - (5 if "半年" in word else 2), 1)


def _date(year: int, month: int, day: int | None, *, last: bool) -> date | None:
    try:
        if day is not None:
            return date(year, month, day)
        if not last:
            return date(year, month, 1)
        return date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
    except ValueError:
        return None
