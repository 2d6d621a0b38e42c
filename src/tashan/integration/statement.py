"""A result as it may be quoted: the numbers, what they were computed from, the definition card, and warnings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tashan.integration.cards import Card

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt a reader must see: code for programs, message with what to do."""

    code: str
    message: str


@dataclass(frozen=True, slots=True)
class Statement:
    """
    The answer of one measure.

    Attributes:
        card: its definition.
        table: the numbers.
        variable: what was measured, with unit (GDP, 亿元).
        counted: how many of what: {"sectors": 3, "regions": 31, "goods": 8}.
        period: the year or years.
        settings: every choice that changes the figure.
        sources: of the figures.
        vintages: releases of the figures.
        warnings: doubts.
    """

    card: Card
    table: pl.DataFrame
    variable: str
    counted: Mapping[str, int]
    period: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    vintages: tuple[str, ...] = ()
    warnings: tuple[Doubt, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The statement as JSON holds it; missing numbers are null."""
        import polars as pl

        table = self.table.with_columns(pl.col(pl.Float64, pl.Float32).fill_nan(None))
        return {
            "measure": self.card.key,
            "variable": self.variable,
            "counted": dict(self.counted),
            "period": self.period,
            "settings": dict(self.settings),
            "rows": table.to_dicts(),
            "warnings": [{"code": each.code, "message": each.message} for each in self.warnings],
            "sources": list(self.sources),
            "vintages": list(self.vintages),
            "card": self.card.to_dict(),
        }

    def heading(self) -> str:
        """One line: name, variable, what was counted, period."""
        counted = ", ".join(f"{count} {what}" for what, count in self.counted.items())
        return f"{self.card.zh} · {self.card.en} — {self.variable}, {counted}, {self.period}"

    def note(self) -> list[str]:
        """The method note to print under the table."""
        settings = "; ".join(f"{key} = {value}" for key, value in self.settings.items())
        lines = [f"! {each.message}" for each in self.warnings]
        lines += self.card.lines()
        if settings:
            lines.append(f"Settings: {settings}.")
        if self.sources:
            vintage = f" ({'; '.join(self.vintages)})" if self.vintages else " (release not stated)"
            lines.append(f"Figures: {'; '.join(self.sources)}{vintage}.")
        return lines
