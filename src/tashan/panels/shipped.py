"""
The small panel that comes with the package: value added of 31 provinces in three sectors, in 2015, 2019 and 2023.

Facts of the National Bureau of Statistics of China: China Statistical Yearbook, table 3-9 (分地区生产总值), and its annual data
by province, as of the releases before the fifth economic census (which revised 2023 in late 2024). 亿元 at current prices.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Final

from tashan.panels.panel import Panel

SOURCE: Final = (
    "National Bureau of Statistics of China, China Statistical Yearbook, table 3-9, and annual data by province"
)
VINTAGE: Final = "before the fifth economic census"
SECTORS: Final = ("第一产业", "第二产业", "第三产业")
"""Primary, secondary and tertiary sector."""


@cache
def provinces_by_sector() -> Panel:
    """Give the panel of 31 provinces × 3 sectors × 2015, 2019, 2023; value added in 亿元 at current prices."""
    import polars as pl

    from tashan.panels.loading import load_panel

    name = "provinces_by_sector.csv"
    data = files("tashan.panels").joinpath("data").joinpath(name).read_bytes()
    panel = load_panel(data, name, level="province", source=SOURCE, vintage=VINTAGE)
    return replace(panel, frame=panel.frame.with_columns(basis=pl.lit("current prices")))
