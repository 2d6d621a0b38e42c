"""Names that people type, as regions, dates, people and themes of records."""

from __future__ import annotations

import re
from typing import Any, Final

from tashan.records.codes import Theme
from tashan.regions import Region, find_places
from tashan.regions.query import query

_SEPARATORS: Final = re.compile(r"[;；、\n\r]+|,\s*|，")
_DAY: Final = re.compile(r"(\d{4})\s*(?:[-/.年]\s*(\d{1,2})\s*(?:[-/.月]\s*(\d{1,2})\s*日?|月)?|年)?", re.ASCII)
_TITLED: Final = re.compile(r"(?P<name>[^（(|]+)[（(|]\s*(?P<title>[^）)]+)[）)]?\s*")
_OFFICE: Final = re.compile(r"(?:党政代表团|政府代表团|代表团|考察团|党政|人民政府|政府)$")


def words_of(cell: str) -> list[str]:
    """Several values of one cell."""
    return [word.strip() for word in _SEPARATORS.split(cell) if word.strip()]


def region_options(name: str, day: str = "") -> list[Region]:
    """
    The regions that a name or code may stand for on a day; one where it is clear.

    Args:
        name: as people type it: 江苏, 苏州市, 浙江省杭州市, Hangzhou, 330100.
        day: the day whose names count; today's without it.
    """
    name = _OFFICE.sub("", name.strip()) or name.strip()
    if not name:
        return []
    rows = [row for row in query(name, day or None) if row["level"] != "cluster"]
    found = [Region(_text(row["code"]), str(row["name"]), str(row["level"])) for row in rows]
    found = [region for region in dict.fromkeys(found) if not _only_a_part(region, found, name)]
    if found and not name.isdigit():
        exact = [region for region in found if region.name == name or region.name.endswith(name)]
        return exact if len(exact) == 1 else found
    return found


def _only_a_part(region: Region, found: list[Region], name: str) -> bool:
    """In 江苏省南京市 the province only says where the city lies."""
    return any(other != region and other.name.startswith(region.name) for other in found) and name != region.name


def _text(value: Any) -> str | None:
    return str(value) if value else None


def region_dict(region: Region) -> dict[str, Any]:
    """A region as records write it."""
    return {"code": region.code, "name": region.name, "level": region.level}


def home_region(text: str) -> Region | None:
    """The only region that a longer text names."""
    places = find_places(text)
    regions = {region for mention in places.mentions for region in places.regions(mention)}
    return regions.pop() if len(regions) == 1 else None


def day_from(cell: str) -> str | None:
    """A date as records write it (2023, 2023-03, 2023-03-17) from the ways in which people write it; None if it is none."""
    found = _DAY.fullmatch(cell.strip().removesuffix(" 00:00:00"))
    if found is None:
        return None
    year, month, day = found.groups()
    text = "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
    if month and not 1 <= int(month) <= 12:
        return None
    return text if not day or 1 <= int(day) <= 31 else None


def people_from(cell: str) -> list[dict[str, Any]]:
    """People with their titles: 张三（省委书记）；李四."""
    found = []
    for word in re.split(r"[;；、\n\r]+", cell):
        if not word.strip():
            continue
        titled = _TITLED.fullmatch(word.strip())
        name, title = (titled["name"], titled["title"]) if titled else (word, None)
        found.append({"name": name.strip(), "title": title.strip() if title else None})
    return found


def themes_from(cell: str) -> tuple[list[str], list[str]]:
    """The themes of a cell by value or by name in either language, and the words that are none."""
    names = {name.lower(): theme.value for theme in Theme for name in (theme.value, theme.zh, theme.en)}
    found, strange = [], []
    whole = cell.strip().lower()
    for word in [whole] if whole in names else words_of(cell):
        theme = names.get(word.lower())
        if theme is None:
            strange.append(word)
        elif theme not in found:
            found.append(theme)
    return found, strange
