"""
A panel: region × year × indicator, each value with unit, price basis, vintage, source and the row it stands in.

Missing stays missing. What could not be placed is set aside with its reason, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from tashan.panels.problems import PanelError, PanelProblem
from tashan.panels.units import Conversion, factor

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

COLUMNS = (
    "region",
    "code",
    "year",
    "indicator",
    "value",
    "unit",
    "basis",
    "vintage",
    "source",
    "row",
    "spelled",
    "mark",
)
"""Columns of a panel's frame, in order; `mark` holds how the file writes a missing value (…, －), else null."""

ASIDE = ("row", "spelled", "year", "indicator", "cell", "reason")
"""Columns of what was set aside: the row as it stands in the file, and the problem's code."""


def schema() -> dict[str, Any]:
    """Polars types of the columns of a panel."""
    import polars as pl

    kinds: dict[str, Any] = dict.fromkeys(COLUMNS, pl.String)
    return kinds | {"year": pl.Int32, "value": pl.Float64, "row": pl.Int64}


@dataclass(frozen=True, slots=True)
class Panel:
    """
    Figures of regions by year.

    Attributes:
        frame: one row a value, columns as `COLUMNS`, in the order of the file.
        aside: what could not be placed, columns as `ASIDE`.
        problems: what a reader must know, each with its row and remedy.
        conversions: every change of unit.
        attributes: texts that belong to regions (macro_region → {"北京市": "东部"}), from text columns of the file.
    """

    frame: pl.DataFrame
    aside: pl.DataFrame
    problems: tuple[PanelProblem, ...] = ()
    conversions: tuple[Conversion, ...] = ()
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def years(self) -> tuple[int, ...]:
        """The years with any row, ascending."""
        return tuple(sorted(self.frame["year"].unique().to_list()))

    def indicators(self) -> tuple[str, ...]:
        """The indicators, in order of the file."""
        return tuple(self.frame["indicator"].unique(maintain_order=True).to_list())

    def regions(self) -> tuple[str, ...]:
        """Official names of the regions, by code."""
        import polars as pl

        return tuple(self.frame.select("region", "code").unique().sort(pl.col("code"))["region"].to_list())

    def unit(self, indicator: str) -> str:
        """
        The one unit of an indicator.

        Raises:
            PanelError: `unknown_indicator`, or `mixed_units` where its rows are counted in several.
        """
        units = self._rows(indicator)["unit"].unique().to_list()
        if len(units) > 1:
            message = f"`{indicator}` is counted in {', '.join(sorted(map(str, units)))}. Convert it to one unit, or choose rows."
            raise PanelError("mixed_units", message)
        return str(units[0] or "")

    def sectors(self, variable: str) -> tuple[str, ...]:
        """Indicators that are the categories of a variable: `就业人数·制造业`, `就业人数·金融业` … for 就业人数."""
        return tuple(name for name in self.indicators() if name.startswith(f"{variable}·"))

    def matrix(
        self, indicators: Sequence[str], year: int, regions: Sequence[str] | None = None
    ) -> tuple[tuple[str, ...], np.ndarray]:
        """
        Regions by indicators in a year; a missing value is NaN.

        Args:
            indicators: columns, in this order.
            year: the year.
            regions: official names, in this order; without it all that have any of the indicators in that year.

        Returns:
            Names of the rows, and the matrix.

        Raises:
            PanelError: `unknown_indicator`, `unknown_year` or `unknown_region`; the message lists what there is.
        """
        import numpy as np
        import polars as pl

        for each in indicators:
            self._rows(each)
        rows = self.frame.filter((pl.col("year") == year) & pl.col("indicator").is_in(list(indicators)))
        if rows.is_empty():
            have = ", ".join(map(str, self.years()))
            raise PanelError(
                "unknown_year", f"There are no figures of {'、'.join(indicators)} in {year}. Years: {have}."
            )
        names = (
            tuple(regions) if regions is not None else tuple(rows.sort("code")["region"].unique(maintain_order=True))
        )
        place = {name: number for number, name in enumerate(names)}
        column = {name: number for number, name in enumerate(indicators)}
        result = np.full((len(names), len(indicators)), np.nan)
        for region, indicator, value in rows.select("region", "indicator", "value").iter_rows():
            if region in place and value is not None:
                result[place[region], column[indicator]] = value
        absent = [name for name in names if name not in set(rows["region"])]
        if absent:
            message = f"No figures for {'、'.join(absent)} in {year}. Ask for another year, or see with `tashan panel load` what there is."
            raise PanelError("unknown_region", message)
        return names, result

    def series(
        self, indicator: str, regions: Sequence[str] | None = None
    ) -> tuple[tuple[str, ...], tuple[int, ...], np.ndarray]:
        """Regions by years of one indicator: names, years, matrix with NaN where missing."""
        import numpy as np

        rows = self._rows(indicator)
        years = tuple(sorted(rows["year"].unique().to_list()))
        names = (
            tuple(regions) if regions is not None else tuple(rows.sort("code")["region"].unique(maintain_order=True))
        )
        place = {name: number for number, name in enumerate(names)}
        column = {year: number for number, year in enumerate(years)}
        result = np.full((len(names), len(years)), np.nan)
        for region, year, value in rows.select("region", "year", "value").iter_rows():
            if region in place and value is not None:
                result[place[region], column[year]] = value
        return names, years, result

    def converted(self, indicator: str, unit: str) -> Panel:
        """
        The panel with one indicator in another unit, the conversion recorded.

        Raises:
            PanelError: `other_dimension` where a row's unit measures something else.
        """
        import polars as pl

        frame, conversions = self.frame, list(self.conversions)
        for before, count in self._rows(indicator).group_by("unit").len().sort("unit").iter_rows():
            by = factor(before or "", unit)
            if by is None:
                message = f"`{indicator}` in {before or 'no stated unit'} cannot become {unit}: state the unit, or choose another."
                raise PanelError("other_dimension", message)
            if before == unit:
                continue
            here = (pl.col("indicator") == indicator) & (pl.col("unit") == before)
            frame = frame.with_columns(
                value=pl.when(here).then(pl.col("value") * float(by)).otherwise("value"),
                unit=pl.when(here).then(pl.lit(unit)).otherwise("unit"),
            )
            conversions.append(Conversion(indicator, before, unit, by, count))
        return replace(self, frame=frame, conversions=tuple(conversions))

    def only(self, *, regions: Iterable[str] | None = None, years: Iterable[int] | None = None) -> Panel:
        """The panel of some regions and years; problems and what was set aside stay with it."""
        import polars as pl

        frame = self.frame
        if regions is not None:
            frame = frame.filter(pl.col("region").is_in(list(regions)))
        if years is not None:
            frame = frame.filter(pl.col("year").is_in(list(years)))
        return replace(self, frame=frame)

    def sources(self) -> tuple[str, ...]:
        """The sources of the values, each once."""
        return tuple(sorted(each for each in self.frame["source"].unique().to_list() if each))

    def vintages(self) -> tuple[str, ...]:
        """The vintages of the values, each once."""
        return tuple(sorted(each for each in self.frame["vintage"].unique().to_list() if each))

    def _rows(self, indicator: str) -> pl.DataFrame:
        import polars as pl

        rows = self.frame.filter(pl.col("indicator") == indicator)
        if rows.is_empty():
            from difflib import get_close_matches

            near = get_close_matches(indicator, self.indicators(), n=3, cutoff=0.3) or list(self.indicators())[:8]
            message = f"There is no indicator `{indicator}`. Did you mean {' or '.join(f'`{each}`' for each in near)}?"
            raise PanelError("unknown_indicator", message)
        return rows


def panel_of(rows: Sequence[Mapping[str, Any]], **parts: Any) -> Panel:
    """Build a panel from rows with the keys of `COLUMNS` (absent ones are null); for tests and notebooks."""
    import polars as pl

    frame = pl.DataFrame([{key: row.get(key) for key in COLUMNS} for row in rows], schema=schema(), orient="row")
    return Panel(frame, parts.pop("aside", empty_aside()), **parts)


def empty_aside() -> pl.DataFrame:
    """A table of things set aside, without any."""
    import polars as pl

    kinds: dict[str, Any] = dict.fromkeys(ASIDE, pl.String)
    return pl.DataFrame(schema=kinds | {"row": pl.Int64, "year": pl.Int32})


def merged(panels: Sequence[Panel]) -> Panel:
    """
    Several panels as one; a region, year and indicator that two of them give stays with the first.

    What a later panel gives again is set aside with the reason `already_given` where it differs.
    """
    import polars as pl

    if len(panels) == 1:
        return panels[0]
    frame = pl.concat([panel.frame.with_columns(part=pl.lit(number)) for number, panel in enumerate(panels)])
    key = ["indicator", "code", "region", "year"]
    first = frame.unique(subset=key, keep="first", maintain_order=True)
    later = frame.join(first.select(*key, "part"), on=[*key, "part"], how="anti", nulls_equal=True)
    again = later.select(
        "row", "spelled", "year", "indicator", cell=pl.col("value").cast(pl.String), reason=pl.lit("already_given")
    )
    attributes: dict[str, dict[str, str]] = {}
    for panel in panels:
        for name, values in panel.attributes.items():
            attributes[name] = {**values, **attributes.get(name, {})}
    return Panel(
        first.drop("part"),
        pl.concat([*(panel.aside for panel in panels), again]),
        tuple(problem for panel in panels for problem in panel.problems),
        tuple(each for panel in panels for each in panel.conversions),
        attributes,
    )
