"""What all layouts share: years, numbers and headings in cells, and one raw value with everything around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Final

from tashan.panels.sheets import Cell
from tashan.panels.units import canonical, dimension

MISSING: Final = frozenset(
    {
        "",
        "-",
        "--",
        "—",
        "——",
        "－",
        "–",
        "…",
        "……",
        "...",
        "..",
        ".",
        "na",
        "n/a",
        "nan",
        "null",
        "none",
        "缺",
        "#n/a",
        "空",
    }
)
"""How tables write that there is no figure; NBS: “…” too small to print, “#” of which, blank unknown."""

_YEAR: Final = re.compile(r"^(?:19|20)\d\d$")
_YEAR_CELL: Final = re.compile(r"^[A-Za-z]?((?:19|20)\d\d)\s*年?(?:度|底|末)?\s*(?:\([^)]*\))?$")
_MONTH: Final = re.compile(
    r"^(?:19|20)\d\d\s*年\s*(?:\d{1,2}\s*月|第[一二三四1-4]季度)|^(?:19|20)\d\d[-/]\d{1,2}(?:[-/]|$)"
)
_NUMBER: Final = re.compile(r"^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?$")
_WITH_UNIT: Final = re.compile(r"^([+-]?[\d,]*\.?\d+)([^\d.,+-].*)$")


@dataclass(frozen=True, slots=True)
class Raw:
    """One value as a layout found it: nothing resolved, nothing converted."""

    row: int
    spelled: str
    year: int | None
    indicator: str
    unit: str
    cell: Cell
    basis: str = ""
    vintage: str = ""
    source: str = ""
    year_text: str = ""


def year_of(cell: Cell) -> int | None:
    """The year a cell names (2023, 2023.0, 2023年, X2023); None for anything else, months included."""
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() and 1900 <= cell <= 2100 else None
    if cell is None:
        return None
    text = unicodedata.normalize("NFKC", cell).strip()
    found = _YEAR_CELL.match(text)
    if found:
        return int(found[1])
    return int(float(text)) if re.fullmatch(r"(?:19|20)\d\d\.0", text) else None


def is_month(cell: Cell) -> bool:
    """Whether a cell names a month or a quarter: a panel of years cannot take it."""
    return isinstance(cell, str) and _MONTH.match(unicodedata.normalize("NFKC", cell)) is not None


def number_of(cell: Cell) -> tuple[float | None, str | None]:
    """
    Read a number.

    Returns:
        Value and mark: (None, mark) for a cell that says that there is no figure, (None, None) for a cell that cannot
        be read as a number, (value, None) otherwise.
    """
    if isinstance(cell, float):
        return (cell, None) if isfinite(cell) else (None, str(cell))
    text = "" if cell is None else unicodedata.normalize("NFKC", cell).strip().replace(" ", "")
    if text.lower() in MISSING:
        return None, text
    plain = text.strip("*#").rstrip("①②③") or text
    percent = plain.endswith("%")
    plain = plain.removesuffix("%")
    if plain and _NUMBER.match(plain) and any(letter.isdigit() for letter in plain):
        return float(plain.replace(",", "")), None
    if percent or text:
        return None, None
    return None, ""


def number_with_unit(cell: Cell, otherwise: str) -> tuple[float | None, str]:
    """A number with its unit in one cell (41540.9亿元), or (None, the unit given) where the cell holds none."""
    text = unicodedata.normalize("NFKC", cell).replace(" ", "") if isinstance(cell, str) else ""
    found = _WITH_UNIT.match(text)
    if found is None or dimension(found[2]) is None:
        return None, otherwise
    value, _ = number_of(found[1])
    return value, canonical(found[2])


def text_of(cell: Cell) -> str:
    """A cell as text; whole numbers without their point."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell)
    return cell


def year_in(text: str) -> int | None:
    """The only year that a title names: 3-9 地区生产总值(2022年); None where none or several."""
    years = set(re.findall(r"(?<!\d)((?:19|20)\d\d)(?!\d)", text))
    return int(years.pop()) if len(years) == 1 else None


def filled(rows: Sequence[Sequence[Cell]], width: int) -> list[list[str]]:
    """Header rows as texts, merged cells (empty ones right of a text) filled with that text in all but the last row."""
    result = []
    for number, row in enumerate(rows):
        texts = [text_of(row[place]) if place < len(row) else "" for place in range(width)]
        if number < len(rows) - 1:
            for place in range(2, width):
                texts[place] = texts[place] or texts[place - 1]
        result.append(texts)
    return result
