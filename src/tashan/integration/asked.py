"""What a measure is asked of, and the statement that answers: names, figures, warnings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tashan.integration.cards import card
from tashan.integration.problems import MeasureError
from tashan.integration.statement import Doubt, Statement

if TYPE_CHECKING:
    import numpy as np
    import polars as pl

    from tashan.panels import Panel


FEW_SECTORS: Final = 8
"""With fewer sectors than this, structures look alike whatever the regions are; a warning says so."""
_TOTALS: Final = ("地区生产总值", "GDP", "gdp", "合计", "总计")


@dataclass(frozen=True, slots=True)
class Asked:
    """
    What a measure is asked of.

    Attributes:
        panel: the figures.
        indicators: sectors, or the one variable first.
        year: the year; for measures over time the last one.
        first: first year, for measures over time.
        regions: official names; None for all.
        weights: indicator of heads, or "".
        groups: group of each region by official name, for measures by group.
    """

    panel: Panel
    indicators: tuple[str, ...]
    year: int
    first: int | None = None
    regions: tuple[str, ...] | None = None
    weights: str = ""
    groups: dict[str, str] | None = None

    def one_variable(self) -> tuple[tuple[str, ...], np.ndarray, np.ndarray | None, tuple[Doubt, ...]]:
        """Names, values and weights of the one variable, and a doubt that names the regions without a figure."""
        return values_of(self)


def sector_columns(panel: Panel, variable: str = "") -> tuple[str, ...]:
    """
    The indicators that are sectors: those of a variable (`就业人数·…`), or all that are not a total.

    Raises:
        MeasureError: `which_variable` where a panel holds several variables with categories and none is named.
    """
    if variable:
        return panel.sectors(variable) or (variable,)
    names = panel.indicators()
    variables = list(dict.fromkeys(name.split("·")[0] for name in names if "·" in name))
    if len(variables) > 1:
        message = f"The panel holds several variables: {', '.join(variables)}. Name one (--variable)."
        raise MeasureError("which_variable", message)
    return tuple(name for name in names if name not in _TOTALS)


def stated(key: str, asked: Asked, table: pl.DataFrame, counted: dict[str, int], **parts: Any) -> Statement:
    """A statement about the variable asked, with its card and its warnings."""
    years = f"{asked.first}–{asked.year}" if asked.first else str(asked.year)
    unit = asked.panel.unit(asked.indicators[0])
    names = asked.indicators
    variable = (
        names[0].split("·")[0]
        if len(names) > 1 and "·" in names[0]
        else "、".join(names[:4]) + (" …" if len(names) > 4 else "")
    )
    return Statement(
        card(key),
        table,
        f"{variable} ({unit or 'unit not stated'})",
        counted,
        years,
        parts.get("settings", {}),
        asked.panel.sources(),
        asked.panel.vintages(),
        (*parts.get("warnings", ()), *granularity(counted)),
    )


def statement_of(
    key: str,
    asked: Asked,
    table: pl.DataFrame,
    counted: dict[str, int],
    settings: dict[str, Any],
    doubts: tuple[Doubt, ...] = (),
) -> Statement:
    """A statement with the variable, sources and releases of the panel asked."""
    return stated(key, asked, table, counted, settings=settings, warnings=doubts)


def granularity(counted: dict[str, int]) -> tuple[Doubt, ...]:
    """The warning that few sectors make all structures look alike."""
    sectors = counted.get("sectors")
    if sectors is None or sectors >= FEW_SECTORS:
        return ()
    message = (
        f"Only {sectors} sectors: with so few the answer is decided by the sectors, not by the regions. Beijing and Tianjin 2023 are "
        "0.94 alike on three sectors of output and 0.70 on eight industries of jobs. Repeat with more sectors before judging."
    )
    return (Doubt("few_sectors", message),)


def complete_matrix(asked: Asked) -> tuple[tuple[str, ...], np.ndarray, tuple[Doubt, ...]]:
    """Regions × sectors with complete rows; incomplete ones are named in a doubt."""
    import numpy as np

    names, table = asked.panel.matrix(asked.indicators, asked.year, asked.regions)
    units = {asked.panel.unit(each) for each in asked.indicators}
    if len(units) > 1:
        raise MeasureError(
            "mixed_units", f"The sectors are counted in {', '.join(sorted(units))}. Bring them to one unit first."
        )
    gaps = np.isnan(table).any(axis=1)
    doubts: tuple[Doubt, ...] = ()
    if gaps.any():
        left = "、".join(name for name, gap in zip(names, gaps, strict=True) if gap)
        doubts = (Doubt("missing_value", f"No value for {left}: a sector is missing in {asked.year}."),)
    return names, table, doubts


def reference_of(asked: Asked) -> tuple[np.ndarray, str]:
    """Sums over all regions of the panel that have every sector, also where only some are asked for; and how to call that."""
    import numpy as np

    _, table = asked.panel.matrix(asked.indicators, asked.year)
    whole = table[~np.isnan(table).any(axis=1)]
    return whole.sum(axis=0), f"sum of the {len(whole)} regions of the panel, each included"


def values_of(asked: Asked) -> tuple[tuple[str, ...], np.ndarray, np.ndarray | None, tuple[Doubt, ...]]:
    """One variable by region with weights; regions without a figure are named in a doubt."""
    import numpy as np

    wanted = (asked.indicators[0], asked.weights) if asked.weights else (asked.indicators[0],)
    names, table = asked.panel.matrix(wanted, asked.year, asked.regions)
    gaps = np.isnan(table).any(axis=1)
    doubts: tuple[Doubt, ...] = ()
    if gaps.any():
        left = "、".join(name for name, gap in zip(names, gaps, strict=True) if gap)
        doubts = (Doubt("missing_value", f"Left out, because a figure is missing in {asked.year}: {left}."),)
    kept = tuple(name for name, gap in zip(names, gaps, strict=True) if not gap)
    table = table[~gaps]
    return kept, table[:, 0], table[:, 1] if asked.weights else None, doubts


def pairs_frame(names: Sequence[str], matrix: np.ndarray, column: str) -> pl.DataFrame:
    """A symmetric matrix as rows of pairs, largest first."""
    import numpy as np
    import polars as pl

    a, b = np.triu_indices(len(names), 1)
    frame = pl.DataFrame(
        {"first": [names[i] for i in a.tolist()], "second": [names[i] for i in b.tolist()], column: matrix[a, b]}
    )
    return frame.sort(column, descending=True, nulls_last=True)
