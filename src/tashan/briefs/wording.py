"""How facts are put into words, in Chinese and in English at once."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tashan.pictures.provinces import province_name, province_of
from tashan.records import Organ, Region
from tashan.regions.naming import unit_of

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Words:
    """One text in both languages of the page."""

    zh: str
    en: str


NOT_STATED = Words("原文未述", "not stated")


def same(text: str) -> Words:
    """A text that stays as it is in both languages: a name or a quote."""
    return Words(text, text)


def region_words(region: Region) -> Words:
    """The name of a region as a reader says it: 四川, 舟山市, Zhoushan."""
    unit = unit_of(region)
    if unit is None:
        return same(_last_link(region))
    if unit.level == "province":
        return Words(unit.short, unit.english)
    return Words(unit.name, unit.english)


def party_words(party: Region | Organ) -> Words:
    """The name of who signs."""
    return same(party.name) if isinstance(party, Organ) else region_words(party)


def above(region: Region) -> Words | None:
    """The province of a region, to be set beside its name; None for a province itself."""
    key = province_of(region)
    if key is None or region.level == "province":
        return None
    return Words(province_name(key), province_name(key, "en"))


def _last_link(region: Region) -> str:
    key = province_of(region)
    links = re.findall(r".+?(?:特别行政区|自治区|自治州|自治县|省|市|州|县|区|旗|镇|乡)", region.name)
    return links[-1] if key and len(links) > 1 else region.name


def day_words(start: str | None, end: str | None = None) -> Words | None:
    """A day, a range or less, as 2023年10月25日至26日 and 25–26 Oct 2023; None where nothing is known."""
    if start is None:
        return _until(end) if end else None
    if end is None or end == start:
        return Words(_zh(start), _en(start))
    if len(start) == len(end) == 10 and start[:4] == end[:4]:
        if start[:7] == end[:7]:
            return Words(f"{_zh(start)}至{int(end[8:])}日", f"{int(start[8:])}–{_en(end)}")
        return Words(f"{_zh(start)}至{_zh(end)[5:]}", f"{_en(start)[:-5]} – {_en(end)}")
    return Words(f"{_zh(start)}至{_zh(end)}", f"{_en(start)} – {_en(end)}")


def _until(end: str) -> Words:
    return Words(f"至{_zh(end)}", f"until {_en(end)}")


def _zh(date: str) -> str:
    parts = date.split("-")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))


def _en(date: str) -> str:
    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return str(parts[0])
    month = MONTHS[parts[1] - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{parts[2]} {month} {parts[0]}"


def money_words(yuan: float) -> Words:
    """An amount in 亿元 or 万元, million or billion yuan."""
    if yuan >= 1e8:
        zh = f"{_plain(yuan / 1e8)}亿元"
    elif yuan >= 1e4:
        zh = f"{_plain(yuan / 1e4)}万元"
    else:
        zh = f"{_plain(yuan)}元"
    if yuan >= 1e9:
        en = f"{_plain(yuan / 1e9)} billion yuan"
    elif yuan >= 1e6:
        en = f"{_plain(yuan / 1e6)} million yuan"
    else:
        en = f"{_plain(yuan)} yuan"
    return Words(zh, en)


def number_words(value: float | None, unit: str | None) -> Words | None:
    """A number with its unit; None where the text's number is not certain enough to be given."""
    if value is None:
        return None
    if unit == "元":
        return money_words(float(value))
    shown = _plain(value)
    return Words(
        f"{shown}{' ' if unit and unit.isascii() and unit != '%' else ''}{unit or ''}", f"{shown} {unit or ''}".strip()
    )


def _plain(value: float) -> str:
    """A number without float dust, with thousands apart."""
    text = f"{value:,.4f}".rstrip("0").rstrip(".")
    return text.replace(",", "") if abs(value) < 10_000 else text
