"""
Figures that come along: value added of provinces in three sectors, as first published, each with its source.

Typed in from the statistical communiqués and press conferences of the provinces' bureaus of statistics, or from reports and
lists that quote them, which the title of the row then says (据……); docs/panels.md tells what each kind of row rests on. All are
preliminary (初步核算) and stand between the fourth and the fifth economic census, so that years can be compared; final figures differ.
What was not found is missing: `coverage` says what is there.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Final

from tashan.panels.names import find_name
from tashan.panels.panel import Panel, panel_of

FILE: Final = "province_sectors.csv"
VINTAGE: Final = "初步核算 (preliminary)"
TOTAL: Final = "地区生产总值"
SECTORS: Final = ("第一产业", "第二产业", "第三产业")
UNIT: Final = "亿元"
_COLUMNS: Final = dict(zip(("gdp", "primary", "secondary", "tertiary"), (TOTAL, *SECTORS), strict=True))


@cache
def province_sectors() -> Panel:
    """
    Gross regional product and value added of three sectors by province and year, 亿元 at current prices.

    Each value has the document that gives it as its source, and its row in the file that comes along.
    """
    rows = []
    for number, line in enumerate(_lines(), 2):
        source = f"{line['issuer']}：《{line['title']}》（{line['published']}）"
        code = find_name(line["region"], int(line["year"]), level="province").code
        rows += [
            {
                "region": line["region"],
                "code": code,
                "year": int(line["year"]),
                "indicator": indicator,
                "value": float(line[column]),
                "unit": UNIT,
                "basis": "current prices",
                "vintage": VINTAGE,
                "source": source,
                "row": number,
                "spelled": line["region"],
            }
            for column, indicator in _COLUMNS.items()
        ]
    return panel_of(rows)


@cache
def coverage() -> dict[int, tuple[str, ...]]:
    """Which provinces have figures, by year; the others are missing because no source with all four figures was found."""
    found: dict[int, tuple[str, ...]] = {}
    for line in _lines():
        found[int(line["year"])] = (*found.get(int(line["year"]), ()), line["region"])
    return dict(sorted(found.items()))


@cache
def _lines() -> tuple[dict[str, str], ...]:
    text = files("tashan.panels").joinpath("data").joinpath(FILE).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))
