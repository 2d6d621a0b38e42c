"""
Names of provinces and cities in any spelling, resolved by date.

Tables spell 北京 as 北京, 北京市, 北 京, 北京城区, Beijing, "Beijing (city)" or 110000. The code of GB/T 2260 is what joins them;
names count only in the years in which they were in force, and what a name was called before or after is said.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from tashan.regions.divisions import Division, aliases, by_code, divisions, region_of

_CHINESE: Final = re.compile(r"[㐀-鿿〇]")
_LATIN_TAIL: Final = re.compile(r"[A-Za-z][A-Za-z'’. ()-]*$")
_TOTALS: Final = frozenset(
    "全国 全国总计 全国合计 中国 总计 合计 全省 全省合计 全市合计 平均 全国平均 东部 中部 西部 东北 东部地区 中部地区 西部地区 东北地区 "
    "东部合计 中部合计 西部合计 东北合计 沿海 内地 地级及以上城市合计 China National Total NationalTotal national total Total".split()
)
_MUNICIPALITIES: Final = ("11", "12", "31", "50")
_OLD_ENGLISH: Final = {"tibet": "540000", "inner mongolia": "150000", "shaanxi": "610000", "xizang": "540000"}
LEVELS: Final = ("province", "prefecture", "county")


@dataclass(frozen=True, slots=True)
class Named:
    """
    What a name in a table stands for.

    Attributes:
        code: six digits of GB/T 2260, or None where the name stands for no one division.
        level: province, prefecture or county; "total" for rows that sum others; "" where unknown.
        division: the row of the table of divisions, in the year asked where it was in force.
        in_force: whether the division existed in that year, under any name.
        options: official chains of all divisions that the name may mean, where several.
    """

    code: str | None
    level: str
    division: Division | None = None
    in_force: bool = True
    options: tuple[str, ...] = ()


def plain_name(spelled: str) -> str:
    """Bring a spelling to the form that is looked up: no inner blanks, no English beside Chinese, no stray commas."""
    text = unicodedata.normalize("NFKC", spelled).strip().strip(",;:、，。*# ")
    if _CHINESE.search(text):
        text = _LATIN_TAIL.sub("", text)
        return re.sub(r"[\s　,]+", "", text)
    return re.sub(r"\s+", " ", re.sub(r"\s*\((?:city|province|shi|sheng)\)$", "", text, flags=re.IGNORECASE))


def is_total(spelled: str) -> bool:
    """Tell whether a name stands for a sum of regions (全国, 合计, 东部地区), which no division is."""
    text = plain_name(spelled)
    return text in _TOTALS or text.lower().replace(" ", "") in {"nationaltotal", "total", "china", "nation"}


def find_name(spelled: str, year: int | None, *, level: str | None = None) -> Named:
    """
    Tell which division a spelling stands for in a year.

    Args:
        spelled: a name, a chain of names (安徽省宣城市) or a code of 4 or 6 digits.
        year: whose names count; None means those in force now.
        level: province, prefecture or county where known: 吉林 is a province and a city, 海南 a province and a prefecture.

    Returns:
        The division; with `options` and no code where several are meant; `in_force` false where the division did not
        exist in that year (its values may belong to its successors).
    """
    if is_total(spelled):
        return Named(None, "total")
    text = plain_name(spelled)
    codes = _codes(text)
    if level == "prefecture":  # municipalities stand among cities
        codes = tuple(code for code in codes if code[:2] in _MUNICIPALITIES and code.endswith("0000")) or codes
        level = _level(codes[0]) if codes and codes[0].endswith("0000") and codes[0][:2] in _MUNICIPALITIES else level
    wanted = [code for code in codes if level is None or _level(code) == level] or ([] if level else list(codes))
    if level is None:
        wanted = _highest(wanted)
    alive = [code for code in wanted if _alive(code, year)]
    chosen = alive or wanted
    exact = [code for code in chosen if _called(code, text, year)]
    if len(chosen) > 1 and len(exact) == 1:
        chosen = exact
    chosen = _one_of_a_chain(chosen, year)
    if len(chosen) == 1:
        unit = by_code(chosen[0], year) if year is not None else by_code(chosen[0])
        return Named(chosen[0], _level(chosen[0]), unit or by_code(chosen[0]), in_force=bool(alive))
    return Named(None, "", options=tuple(official_name(code, year) for code in chosen))


def official_name(code: str, year: int | None = None) -> str:
    """The official full chain of a code in a year; in its last period where it was not in force then."""
    unit = (by_code(code, year) if year is not None else None) or by_code(code)
    return region_of(unit, year).name if unit else code


def level_of_all(spellings: Iterable[str], year: int | None) -> str | None:
    """
    Tell at which level a column of names stands: the level at which most of them mean one division.

    A column of 31 provinces holds 吉林 and 海南; a column of cities holds 吉林 too. Ties go to the higher level.
    """
    names = [name for name in dict.fromkeys(spellings) if not is_total(name)]
    scores = {each: sum(1 for name in names if find_name(name, year, level=each).code) for each in LEVELS}
    best = max(LEVELS, key=lambda each: (scores[each], -LEVELS.index(each)))
    return best if scores[best] else None


def _codes(text: str) -> tuple[str, ...]:
    if text.isdigit() and len(text) in (4, 6):
        code = text if len(text) == 6 else f"{text}00"
        if len(text) == 4 and text.endswith("01") and text[:2] in _MUNICIPALITIES:
            code = f"{text[:2]}0000"
        return (code,) if by_code(code) else ()
    index = _index()
    if not _CHINESE.search(text):
        low = text.lower()
        if low in _OLD_ENGLISH:
            return (_OLD_ENGLISH[low],)
        return index.get(low) or _pinyin().get(re.sub(r"[ '’]", "", low), ())
    for form in (text, text.removesuffix("城区"), text.removesuffix("全市"), text.removesuffix("地区合计")):
        if form in index:
            return index[form]
    return _by_chain(text)


def _by_chain(text: str) -> tuple[str, ...]:
    """A chain such as 安徽省宣城市: the last link, below a division named before it."""
    for cut in range(2, len(text) - 1):
        upper, lower = _index().get(text[:cut], ()), text[cut:]
        below = [code for code in _codes(lower) if any(_below(code, above) for above in upper)] if upper else []
        if below:
            return tuple(below)
    return ()


def _below(code: str, above: str) -> bool:
    unit = by_code(code)
    while unit is not None and unit.parent:
        if unit.parent == above:
            return True
        unit = by_code(unit.parent, unit.end) or by_code(unit.parent)
    return code != above and code[:2] == above[:2] and above.endswith("0000")


@cache
def _index() -> dict[str, tuple[str, ...]]:
    """Codes by every spelling: names of all periods, short names, English, aliases."""
    found: dict[str, dict[str, None]] = {}
    for unit in divisions():
        for spelling in (unit.name, unit.short, unit.english.lower()):
            if spelling:
                found.setdefault(spelling, {})[unit.code] = None
    for alias, code, _ in aliases():
        if code.isdigit():
            found.setdefault(alias.lower(), {})[code] = None
    return {spelling: tuple(codes) for spelling, codes in found.items()}


@cache
def _pinyin() -> dict[str, tuple[str, ...]]:
    """Codes by pinyin without tones: asked last, because it joins 山西 and 陕西."""
    found: dict[str, dict[str, None]] = {}
    for unit in divisions():
        found.setdefault(unit.pinyin, {})[unit.code] = None
    return {spelling: tuple(codes) for spelling, codes in found.items()}


def _level(code: str) -> str:
    unit = by_code(code)
    return unit.level if unit else ""


def _highest(codes: Sequence[str]) -> list[str]:
    levels = [each for each in LEVELS if any(_level(code) == each for code in codes)]
    return [code for code in codes if _level(code) == levels[0]] if levels else list(codes)


def _alive(code: str, year: int | None) -> bool:
    unit = by_code(code, year) if year is not None else by_code(code)
    return unit is not None and (year is not None or unit.end is None)


def _called(code: str, text: str, year: int | None) -> bool:
    unit = by_code(code, year) if year is not None else by_code(code)
    return unit is not None and text in (unit.name, unit.short)


def _one_of_a_chain(codes: list[str], year: int | None) -> list[str]:
    """Two codes of which one replaced the other (地区 → 市) are one place: the one in force, else the newer."""
    if len(codes) < 2:
        return codes
    heirs = {heir for code in codes for heir in _heirs(code)}
    newest = [code for code in codes if code in heirs and _alive(code, None)]
    if len(newest) == 1 and all(code in newest or newest[0] in _heirs(code) for code in codes):
        fitting = [code for code in codes if _alive(code, year)]
        return fitting if len(fitting) == 1 else newest
    return codes


@cache
def _heirs(code: str) -> frozenset[str]:
    found: set[str] = set()
    for unit in divisions():
        if unit.code == code and unit.successors:
            found.update(unit.successors)
    return frozenset(found - {code})
