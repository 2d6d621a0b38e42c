"""
Value added of 31 provinces in three sectors, for the tests that check published results; the figures stand beside the project or not at all.

National Bureau of Statistics of China: China Statistical Yearbook, table 3-9, and annual data by province, as of the releases
before the fifth economic census. 亿元 at current prices.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import polars as pl
import pytest

from tashan.panels import Panel, load_panel

FILE = (
    Path(__file__).resolve().parents[2] / "../shared/data/prov_sector_2015_2024/provincial_gdp_by_sector_2015_2024.csv"
)
YEARS = ("2015", "2019", "2023")
VINTAGE = "before the fifth economic census"


def table_by_sector() -> bytes:
    """A table of 31 provinces × 3 sectors × 2015, 2019, 2023 as CSV, or a skipped test where the figures are not there."""
    if not FILE.exists():
        pytest.skip("the folder of open data (../shared/data/prov_sector_2015_2024) is not beside the project")
    with FILE.open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["year"] in YEARS]
    sectors = ("primary_100m_yuan", "secondary_100m_yuan", "tertiary_100m_yuan")
    lines = ["地区,年份,第一产业(亿元),第二产业(亿元),第三产业(亿元)"]
    lines += [",".join((row["province"], row["year"], *(row[sector] for sector in sectors))) for row in rows]
    return "\n".join(lines).encode()


@cache
def provinces_by_sector() -> Panel:
    """The panel of that table, with its release and price basis."""
    source = (
        "National Bureau of Statistics of China, China Statistical Yearbook, table 3-9, and annual data by province"
    )
    panel = load_panel(table_by_sector(), "provinces.csv", level="province", source=source, vintage=VINTAGE)
    return replace(panel, frame=panel.frame.with_columns(basis=pl.lit("current prices")))
