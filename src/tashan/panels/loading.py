"""Bytes to a panel: sheets → raw values → names by date, numbers, one unit an indicator, no pair twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tashan.panels._grid import Raw, number_of, number_with_unit, text_of
from tashan.panels.layouts import read_sheet
from tashan.panels.names import Named, find_name, level_of_all, official_name
from tashan.panels.panel import ASIDE, COLUMNS, Panel, empty_aside, panel_of, schema
from tashan.panels.problems import PanelProblem
from tashan.panels.sheets import read_sheets
from tashan.panels.units import Conversion, factor

if TYPE_CHECKING:
    import polars as pl


def load_panel(
    data: bytes,
    file: str,
    *,
    indicator: str = "",
    unit: str = "",
    year: int | None = None,
    level: str | None = None,
    source: str = "",
    vintage: str = "",
) -> Panel:
    """
    Read a table of figures of regions, whatever its form.

    Args:
        data: the bytes of a .csv (UTF-8, UTF-16, GB18030), .xlsx, .xls or .ods.
        file: its name, for messages and as the source where none is stated.
        indicator: for tables that do not say themselves what they measure.
        unit: the same.
        year: the same.
        level: province, prefecture or county; found from the names where not given.
        source: where the figures come from, where the file does not say.
        vintage: which release they are, where the file does not say.

    Returns:
        The panel. Rows that cannot be placed stand in `aside`, each with a problem that names its row; every sheet
        that holds a table is read.
    """
    sheets, problems = read_sheets(data, file)
    building = _Building(file, list(problems), source=source, vintage=vintage)
    for sheet in sheets:
        if any(cell is not None for row in sheet.rows for cell in row):
            found = read_sheet(sheet, indicator=indicator, unit=unit, year=year)
            building.problems += found.problems
            building.add(found.values, found.attributes, level)
    return building.panel()


@dataclass(slots=True)
class _Building:
    """A panel being built from the values of a file: rows that are placed, rows set aside, and what is wrong."""

    file: str
    problems: list[PanelProblem]
    source: str = ""
    vintage: str = ""
    rows: list[dict[str, Any]] = field(default_factory=list)
    aside: list[dict[str, Any]] = field(default_factory=list)
    conversions: list[Conversion] = field(default_factory=list)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)
    known: dict[tuple[str, int | None], Named] = field(default_factory=dict)

    def add(self, values: Sequence[Raw], attributes: dict[str, dict[str, str]], level: str | None) -> None:
        """Place raw values."""
        years = [raw.year for raw in values if raw.year is not None]
        names = list(dict.fromkeys(raw.spelled for raw in values))
        chosen = level or level_of_all(names, max(years, default=None))
        told: set[tuple[str, str]] = set()
        for raw in values:
            self._place(raw, chosen, told)
        for name, texts in attributes.items():
            for spelled, text in texts.items():
                named = self._named(spelled, max(years, default=None), chosen)
                if named.code:
                    self.attributes.setdefault(name, {})[official_name(named.code)] = text

    def _named(self, spelled: str, year: int | None, level: str | None) -> Named:
        key = (spelled, year)
        if key not in self.known:
            named = find_name(spelled, year, level=level)
            if not named.code and named.level != "total" and not named.options:
                named = find_name(spelled, year)
            self.known[key] = named
        return self.known[key]

    def _place(self, raw: Raw, level: str | None, told: set[tuple[str, str]]) -> None:
        if raw.year is None:
            what = f"`{raw.year_text}` is no year" if raw.year_text else "The table does not say its year"
            self._set_aside(raw, "year_unknown", f"{what}. Give four digits, or --year for the whole table.", told)
            return
        if not raw.indicator:
            message = "The table does not say what it measures. Give --indicator, or head the column."
            self._set_aside(raw, "indicator_unknown", message, told)
            return
        named = self._named(raw.spelled, raw.year, level)
        if named.level == "total":
            message = f"`{raw.spelled}` sums other rows; it is kept aside so that nothing is counted twice."
            self._set_aside(raw, "total_row", message, told)
            return
        if named.code is None:
            self._set_aside(raw, *_why_unnamed(raw, named), told)
            return
        value, mark = number_of(raw.cell)
        unit = raw.unit
        if value is None and mark is None:
            value, unit = number_with_unit(raw.cell, raw.unit)
        if value is None and mark is None:
            message = (
                f"`{text_of(raw.cell)}` is no number. Correct the cell; a missing figure is written as an empty cell."
            )
            self._set_aside(raw, "not_a_number", message, told, once=False)
            return
        if (
            level
            and named.level != level
            and not _stands_for(named, level)
            and (raw.spelled, "mixed_levels") not in told
        ):
            told.add((raw.spelled, "mixed_levels"))
            message = (
                f"`{raw.spelled}` is a {named.level} among {level}s: a part and the whole may be counted twice. "
                "Keep levels in tables of their own, or choose regions (--cluster)."
            )
            self.problems.append(PanelProblem("mixed_levels", message, raw.row, raw.spelled, raw.year, raw.indicator))
        if not named.in_force and (raw.spelled, "not_in_force") not in told:
            told.add((raw.spelled, "not_in_force"))
            self.problems.append(_not_in_force(raw, named))
        self.rows.append(
            {
                "region": official_name(named.code),
                "code": named.code,
                "year": raw.year,
                "indicator": raw.indicator,
                "value": value,
                "unit": unit,
                "basis": raw.basis,
                "vintage": raw.vintage or self.vintage,
                "source": raw.source or self.source or self.file,
                "row": raw.row,
                "spelled": raw.spelled,
                "mark": mark or None,
            }
        )

    def _set_aside(self, raw: Raw, code: str, message: str, told: set[tuple[str, str]], *, once: bool = True) -> None:
        self.aside.append(
            dict(zip(ASIDE, (raw.row, raw.spelled, raw.year, raw.indicator, text_of(raw.cell), code), strict=True))
        )
        key = (raw.spelled if code != "year_unknown" else raw.year_text, code)
        if once and key in told:
            return
        told.add(key)
        self.problems.append(PanelProblem(code, message, raw.row, raw.spelled, raw.year, raw.indicator or None))

    def panel(self) -> Panel:
        """The panel of all that was placed."""
        import polars as pl

        self._one_unit()
        self._no_pair_twice()
        ordered = [{key: row[key] for key in COLUMNS} for row in self.rows]
        frame = pl.DataFrame(ordered, schema=schema(), orient="row") if ordered else panel_of([]).frame
        self._renamed(frame)
        aside = empty_aside()
        if self.aside:
            aside = pl.DataFrame(self.aside, schema=aside.schema, orient="row")
        if not self.rows and not any(problem.row is None for problem in self.problems):
            message = f"{self.file} holds no figure of a region in a year. Look at the problems above; give --indicator or --year."
            self.problems.append(PanelProblem("nothing_placed", message))
        return Panel(frame, aside, tuple(self.problems), tuple(self.conversions), self.attributes)

    def _one_unit(self) -> None:
        """Bring each indicator to the unit most of its rows have; what measures something else stays and is named."""
        units: dict[str, Counter[str]] = {}
        for row in self.rows:
            units.setdefault(row["indicator"], Counter())[row["unit"]] += 1
        for indicator, counted in units.items():
            if len(counted) == 1:
                continue
            target = next(unit for unit, _ in counted.most_common() if unit) if any(counted) else ""
            for unit, count in counted.items():
                by = factor(unit, target)
                if unit == target or by is None:
                    if by is None:
                        self._other_dimension(indicator, unit, target)
                    continue
                for row in self.rows:
                    if row["indicator"] == indicator and row["unit"] == unit:
                        row["unit"] = target
                        row["value"] = None if row["value"] is None else row["value"] * float(by)
                self.conversions.append(Conversion(indicator, unit, target, by, count))
                first = next(row["row"] for row in self.rows if row["indicator"] == indicator)
                message = (
                    f"`{indicator}` mixes units: {count} values in {unit} were multiplied by {by} to be in {target}."
                )
                self.problems.append(PanelProblem("units_converted", message, first, indicator=indicator))

    def _other_dimension(self, indicator: str, unit: str, target: str) -> None:
        row = next(row for row in self.rows if row["indicator"] == indicator and row["unit"] == unit)
        message = (
            f"`{indicator}` is in {unit or 'no stated unit'} here and in {target} elsewhere, and one cannot become the other. "
            f"State the unit, or give this row an indicator of its own."
        )
        self.problems.append(PanelProblem("mixed_units", message, row["row"], row["spelled"], row["year"], indicator))

    def _no_pair_twice(self) -> None:
        """A region, year and indicator given twice: the first stays, the second stands aside, and both rows are named."""
        first: dict[tuple[str, int, str], dict[str, Any]] = {}
        kept = []
        for row in self.rows:
            key = (row["code"], row["year"], row["indicator"])
            if key not in first:
                first[key] = row
                kept.append(row)
                continue
            same = first[key]["value"] == row["value"]
            code = "duplicate_row" if same else "duplicate_conflict"
            other = first[key]["row"]
            what = "the same value" if same else f"{first[key]['value']} there and {row['value']} here"
            message = f"{row['spelled']} {row['year']} `{row['indicator']}` stands already in row {other}, with {what}. Keep one."
            self.problems.append(PanelProblem(code, message, row["row"], row["spelled"], row["year"], row["indicator"]))
            self.aside.append(
                dict(
                    zip(
                        ASIDE,
                        (row["row"], row["spelled"], row["year"], row["indicator"], str(row["value"]), code),
                        strict=True,
                    )
                )
            )
        self.rows = kept

    def _renamed(self, frame: pl.DataFrame) -> None:
        """Say which regions carried another name in some of the years; they are one series by their code."""
        from tashan.panels.history import renamed

        self.problems += renamed(frame)


def _stands_for(named: Named, level: str) -> bool:
    """A municipality stands among cities too."""
    return level == "prefecture" and named.code is not None and named.code[:2] in {"11", "12", "31", "50"}


def _why_unnamed(raw: Raw, named: Named) -> tuple[str, str]:
    if named.options:
        either = " or ".join(named.options)
        return "region_ambiguous", f"`{raw.spelled}` may be {either}. Write the full name, or give --level."
    message = f"`{raw.spelled}` is no province, city or county of {raw.year}. Correct the name, or give its code of six digits."
    return "region_unknown", message


def _not_in_force(raw: Raw, named: Named) -> PanelProblem:
    unit = named.division
    span = f"{unit.start} to {unit.end or 'now'}" if unit else "other years"
    heirs = [official_name(code) for code in (unit.successors if unit else ()) if code != named.code]
    after = f" Its area belongs to {'、'.join(heirs)} since." if heirs else ""
    message = (
        f"`{raw.spelled}` was in force from {span}, not in {raw.year}.{after} The figure is kept as given; "
        "check whether it was computed back, and end the series, or add successors."
    )
    return PanelProblem("not_in_force", message, raw.row, raw.spelled, raw.year, raw.indicator)
