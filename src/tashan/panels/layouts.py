"""
The forms in which people have tables: NBS downloads, yearbook sheets, long and wide CSV; each becomes raw values.

A layout only finds where things stand; names, units and doubts are settled in `loading`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from tashan.panels._grid import Raw, filled, is_month, number_of, text_of, year_in, year_of
from tashan.panels.names import find_name, is_total, plain_name
from tashan.panels.problems import PanelProblem
from tashan.panels.sheets import Cell, Sheet
from tashan.panels.units import canonical, dimension, price_basis, split_heading

_REGION_WORDS: Final = frozenset(
    (
        "地区 省份 省 城市 市 省市 省(区、市) 地级市 行政区 行政区划 区域名称 名称 地区名称 城市名称 县 "
        "region province city name area area_name prov"
    ).split()
)
_YEAR_WORDS: Final = frozenset("年份 年 年度 时间 year time years period".split())
_INDICATOR_WORDS: Final = frozenset("指标 指标名称 变量 indicator variable item series".split())
_VALUE_WORDS: Final = frozenset("数值 值 数据 value values obs_value".split())
_UNIT_WORDS: Final = frozenset("单位 计量单位 unit units".split())
_OTHER_WORDS: Final = {
    "basis": frozenset("价格 价格基准 basis price_basis".split()),
    "vintage": frozenset("版本 数据版本 vintage".split()),
    "source": frozenset("来源 数据来源 资料来源 source".split()),
}
_CODE_WORDS: Final = frozenset("代码 行政区划代码 code adcode dzcode 区划代码".split())
_PREAMBLE: Final = re.compile(
    r"^(指标|数据库|时间|地区|单位|计量单位|数据来源|资料来源|来源|注|备注|说明)\s*[:：]\s*(.*)$", re.DOTALL
)
_FOOT: Final = re.compile(r"^(数据来源|资料来源|来源|注|备注|说明|本表|note|source)\s*[:：\d(（]?", re.IGNORECASE)


@dataclass(slots=True)
class Found:
    """What a layout found in a sheet."""

    layout: str
    values: list[Raw] = field(default_factory=list)
    problems: list[PanelProblem] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(slots=True)
class _Frame:
    """A sheet without its title, preamble and foot."""

    header: int
    title: str
    facts: dict[str, str]
    notes: list[str]
    last: int


def read_sheet(sheet: Sheet, *, indicator: str = "", unit: str = "", year: int | None = None) -> Found:
    """
    Find the values of a sheet.

    Args:
        sheet: cells.
        indicator: what it measures, where the sheet does not say it; a statement of the sheet goes before.
        unit: the same.
        year: the same.

    Returns:
        Raw values with the name of the layout (`long`, `region_year_columns`, `years_across`, `regions_across`,
        `indicators_across`), or none with the problem `layout_unknown`.
    """
    frame = _frame_of(sheet)
    if frame is None:
        message = (
            f"No header was found in {sheet.name}: no row names a region or indicator beside years or columns. "
            "Put a row with 地区 and years (or column names) above the figures."
        )
        return Found("unknown", problems=[PanelProblem("layout_unknown", message)])
    header = sheet.rows[frame.header]
    roles = _roles(header)
    basis = price_basis(frame.title, *frame.facts.values(), *frame.notes)
    stated = _Stated(indicator, canonical(unit), year, basis, frame)
    across = [year_of(cell) for cell in header[1:]]
    if "region" in roles and "year" in roles:
        return _long(sheet, frame, roles, stated)
    if sum(each is not None for each in across) >= max(1, len([c for c in header[1:] if c]) // 2):
        return _years_across(sheet, frame, stated)
    if _years_down(sheet, frame) and _mostly_regions(header[1:]):
        return _regions_across(sheet, frame, stated)
    return _indicators_across(sheet, frame, stated)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What holds for a whole sheet: by the caller, its preamble, its title."""

    indicator: str
    unit: str
    year: int | None
    basis: str
    frame: _Frame

    @property
    def source(self) -> str:
        """Where the figures come from, by the preamble; empty where it does not say."""
        facts = self.frame.facts
        return facts.get("数据来源") or facts.get("资料来源") or facts.get("来源") or ""

    def subject(self) -> tuple[str, str]:
        """Indicator and unit of the whole sheet."""
        named, unit = split_heading(self.frame.facts.get("指标", ""))
        if not named:
            named, unit = split_heading(_without_number(self.frame.title))
        return named or self.indicator, unit or self.frame.facts.get("单位") or self.frame.facts.get(
            "计量单位"
        ) or self.unit


def _without_number(title: str) -> str:
    text = re.sub(r"^\s*(?:表\s*)?\d+[-－.]\d+(?:[-－.]\d+)?\s*", "", title.split("\n", maxsplit=1)[0])
    return re.sub(r"[(（](?:(?:19|20)\d\d年?[-—–~]?)+[)）]", "", text).strip()


def _frame_of(sheet: Sheet) -> _Frame | None:
    """Find header and foot: the header is the first row that names regions, years or known columns."""
    facts: dict[str, str] = {}
    title = ""
    header = None
    for number, row in enumerate(sheet.rows[:40]):
        cells = [cell for cell in row if cell is not None]
        if len(cells) >= 2 and _is_header(row, sheet.rows[number + 1 : number + 8]):
            header = number
            break
        for cell in cells:
            found = _PREAMBLE.match(text_of(cell))
            if found:
                facts[found[1]] = found[2].strip()
            elif not title and isinstance(cell, str):
                title = cell
    if header is None:
        return None
    notes: list[str] = []
    last = len(sheet.rows)
    for number in range(len(sheet.rows) - 1, header, -1):
        cells = [cell for cell in sheet.rows[number] if cell is not None]
        if not cells or (len(cells) <= 2 and isinstance(cells[0], str) and _FOOT.match(cells[0])):
            last = number
            for cell in cells:
                notes.insert(0, text_of(cell))
                found = _PREAMBLE.match(text_of(cell))
                if found:
                    facts.setdefault(found[1], found[2].strip())
        else:
            break
    return _Frame(header, title, facts, notes, last)


def _is_header(row: Sequence[Cell], below: Sequence[Sequence[Cell]]) -> bool:
    first = plain_name(text_of(row[0])) if row else ""
    roles = _roles(row)
    if len(roles) >= 2 or ("region" in roles and len([c for c in row if c is not None]) >= 2):
        return True
    years = [cell for cell in row[1:] if year_of(cell) is not None or is_month(cell)]
    if (
        years
        and year_of(row[0] if row else None) is None
        and len(years) >= len([c for c in row[1:] if c is not None]) // 2
    ):
        return not (first and (number_of(row[0])[0] is not None))
    numeric = [line for line in below if len(line) > 1 and any(number_of(cell)[0] is not None for cell in line[1:])]
    named = all(isinstance(cell, str) and number_of(cell)[0] is None for cell in row[1:] if cell is not None)
    return named and len([c for c in row[1:] if c is not None]) >= 2 and len(numeric) >= 1 and _rows_named(below)


def _rows_named(below: Sequence[Sequence[Cell]]) -> bool:
    heads = [line[0] for line in below if line and line[0] is not None]
    return any(year_of(head) is not None or _is_region(text_of(head)) for head in heads)


def _roles(header: Sequence[Cell]) -> dict[str, int]:
    """Which column holds what, by its heading."""
    roles: dict[str, int] = {}
    groups = {"region": _REGION_WORDS, "year": _YEAR_WORDS, "indicator": _INDICATOR_WORDS, "value": _VALUE_WORDS}
    groups |= {"unit": _UNIT_WORDS, "code": _CODE_WORDS, **_OTHER_WORDS}
    for place, cell in enumerate(header):
        name = plain_name(text_of(cell)).lower() if isinstance(cell, str) else ""
        for role, words in groups.items():
            if name in words and role not in roles:
                roles[role] = place
    if "region" not in roles and "code" in roles:
        roles["region"] = roles["code"]
    return roles


def _body(sheet: Sheet, frame: _Frame, start: int = 1) -> list[tuple[int, tuple[Cell, ...]]]:
    rows = range(frame.header + start, frame.last)
    return [(n + 1, sheet.rows[n]) for n in rows if any(cell is not None for cell in sheet.rows[n])]


def _at(row: Sequence[Cell], place: int | None) -> Cell:
    return row[place] if place is not None and place < len(row) else None


def _long(sheet: Sheet, frame: _Frame, roles: dict[str, int], stated: _Stated) -> Found:
    """One row a region and year (and indicator): value columns become indicators, categories part of their names."""
    found = Found("long" if "value" in roles else "region_year_columns")
    header = sheet.rows[frame.header]
    body = _body(sheet, frame)
    others = [place for place in range(len(header)) if place not in roles.values() and header[place] is not None]
    numeric = [place for place in others if _mostly_numbers([_at(row, place) for _, row in body])]
    texts = [place for place in others if place not in numeric]
    categories = _categories(body, roles, texts, found, header)
    if "value" in roles:
        numeric = [roles["value"]]
    for number, row in body:
        spelled, when = text_of(_at(row, roles["region"])), _at(row, roles["year"])
        kind = "·".join(text_of(_at(row, place)) for place in categories)
        named = text_of(_at(row, roles.get("indicator")))
        for place in numeric:
            heading = named if "value" in roles else text_of(header[place])
            name, unit = split_heading(heading or stated.subject()[0])
            unit = canonical(text_of(_at(row, roles.get("unit")))) or unit or stated.unit
            other = {key: text_of(_at(row, roles.get(key))) for key in ("basis", "vintage", "source")}
            found.values.append(
                Raw(
                    number,
                    spelled,
                    year_of(when),
                    f"{name}·{kind}" if kind else name,
                    unit,
                    _at(row, place),
                    other["basis"] or price_basis(heading) or stated.basis,
                    other["vintage"],
                    other["source"] or stated.source,
                    text_of(when),
                )
            )
    return found


def _mostly_numbers(cells: Sequence[Cell]) -> bool:
    values = [number_of(cell) for cell in cells if cell is not None]
    good = sum(1 for value, mark in values if value is not None or mark)
    return good >= 0.5 * len(values)  # a column without any figure yet is one of figures


def _categories(
    body: Sequence[tuple[int, tuple[Cell, ...]]],
    roles: dict[str, int],
    texts: Sequence[int],
    found: Found,
    header: Sequence[Cell],
) -> list[int]:
    """Text columns that vary within a region and year are categories (行业); the others describe the region."""
    result = []
    for place in texts:
        by_region: dict[str, set[str]] = {}
        for _, row in body:
            by_region.setdefault(text_of(_at(row, roles["region"])), set()).add(text_of(_at(row, place)))
        if all(len(values) == 1 for values in by_region.values()):
            found.attributes[text_of(header[place])] = {name: next(iter(values)) for name, values in by_region.items()}
        else:
            result.append(place)
    return result


def _years_across(sheet: Sheet, frame: _Frame, stated: _Stated) -> Found:
    """Years in the header: NBS downloads and wide tables; rows are regions, or indicators of one region."""
    found = Found("years_across")
    header = sheet.rows[frame.header]
    body = _body(sheet, frame)
    columns = [(place, year_of(cell)) for place, cell in enumerate(header) if place and cell is not None]
    for place, cell in enumerate(header):
        if place and is_month(cell):
            message = f"Column {place + 1} is headed {cell}: months and quarters are not annual figures. Download the annual table."
            found.problems.append(PanelProblem("not_annual", message, frame.header + 1))
    name, unit = stated.subject()
    fixed = frame.facts.get("地区", "")
    by_indicator = bool(fixed) or not _mostly_regions([row[0] for _, row in body if row])
    roles = _roles(header)
    for number, row in body:
        head = text_of(_at(row, 0))
        if by_indicator:
            indicator, own = split_heading(head)
            spelled = fixed or stated.frame.title
            where = own or unit
        else:
            spelled, indicator, where = head, name, unit
            if "indicator" in roles:
                indicator, own = split_heading(text_of(_at(row, roles["indicator"])))
                where = own or unit
            if "unit" in roles:
                where = canonical(text_of(_at(row, roles["unit"]))) or where
        for place, year in columns:
            if year is not None:
                found.values.append(
                    Raw(number, spelled, year, indicator, where, _at(row, place), stated.basis, "", stated.source)
                )
    return found


def _regions_across(sheet: Sheet, frame: _Frame, stated: _Stated) -> Found:
    """Regions in the header, years down the first column."""
    found = Found("regions_across")
    header = sheet.rows[frame.header]
    name, unit = stated.subject()
    for number, row in _body(sheet, frame):
        for place, head in enumerate(header):
            if place and head is not None:
                when = _at(row, 0)
                value = _at(row, place)
                found.values.append(
                    Raw(
                        number,
                        text_of(head),
                        year_of(when),
                        name,
                        unit,
                        value,
                        stated.basis,
                        "",
                        stated.source,
                        text_of(when),
                    )
                )
    return found


def _indicators_across(sheet: Sheet, frame: _Frame, stated: _Stated) -> Found:
    """A yearbook sheet: regions down, indicators across, often two header rows and English beside Chinese."""
    found = Found("indicators_across")
    width = max(len(row) for row in sheet.rows[frame.header : frame.last])
    depth = _header_depth(sheet, frame)
    headings = filled(sheet.rows[frame.header : frame.header + depth], width)
    year = year_in(frame.title) or year_in(" ".join(frame.facts.values())) or stated.year
    general = stated.frame.facts.get("单位") or stated.frame.facts.get("计量单位") or stated.unit
    if dimension(general) is None:
        general = canonical(re.split(r"[\s(（]", general)[0]) if general else ""
    for number, row in _body(sheet, frame, depth):
        spelled = text_of(_at(row, 0))
        if not any(number_of(cell)[0] is not None or number_of(cell)[1] for cell in row[1:]):
            continue
        for place in range(1, width):
            name, unit = split_heading(_joined([line[place] for line in headings]))
            if name:
                found.values.append(
                    Raw(number, spelled, year, name, unit or general, _at(row, place), stated.basis, "", stated.source)
                )
    return found


def _header_depth(sheet: Sheet, frame: _Frame) -> int:
    """How many rows belong to the header: until a row has numbers or names a region."""
    for depth in range(1, 6):
        row = sheet.rows[frame.header + depth] if frame.header + depth < frame.last else ()
        numbers = any(number_of(cell)[0] is not None for cell in row[1:])
        if numbers or (row and row[0] is not None and (_is_region(text_of(row[0])) or is_total(text_of(row[0])))):
            return depth
    return 1


def _joined(parts: Sequence[str]) -> str:
    """The texts of one column of a header, top to bottom, Chinese preferred, repeats left out."""
    plain = [plain_name(part) if re.search("[一-鿿]", part) else part for part in parts if part]
    chinese = [part for part in plain if re.search("[一-鿿]", part)]
    return "·".join(dict.fromkeys(chinese or plain))


def _is_region(text: str) -> bool:
    named = find_name(text, None) if text else None
    return named is not None and (named.code is not None or bool(named.options) or named.level == "total")


def _mostly_regions(cells: Sequence[Cell]) -> bool:
    names = [text_of(cell) for cell in cells if cell is not None]
    return bool(names) and Counter(map(_is_region, names))[True] >= 0.5 * len(names)


def _years_down(sheet: Sheet, frame: _Frame) -> bool:
    heads = [row[0] for _, row in _body(sheet, frame) if row and row[0] is not None]
    return bool(heads) and sum(year_of(head) is not None for head in heads) >= 0.8 * len(heads)
