"""
Measured series: a river's or the air's values by month, with their unit.

Missing months and values below the detection limit are handled as the scheme says, never silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from tashan.rules._yaml import Node
from tashan.rules.days import covered
from tashan.rules.values import parse_fraction
from tashan.sharing._sheet import Sheet
from tashan.sharing.problems import failure

#: What to do about a month without a value.
MISSING_RULES = ("refuse", "leave_out", "previous")
#: What a value below the detection limit counts as.
LIMIT_RULES = ("refuse", "half", "limit", "zero")

#: Units by what they measure, with their size in the first one.
_SIZES: Mapping[str, tuple[str, Fraction]] = {
    "mg/L": ("concentration in water", Fraction(1)),
    "µg/L": ("concentration in water", Fraction(1, 1000)),
    "m³": ("volume", Fraction(1)),
    "万m³": ("volume", Fraction(10_000)),
    "亿m³": ("volume", Fraction(100_000_000)),
    "µg/m³": ("concentration in air", Fraction(1)),
    "mg/m³": ("concentration in air", Fraction(1000)),
}

#: The units that a contract or a base may name.
MEASURES = tuple(_SIZES)

_BELOW = re.compile(r"[<＜]\s*(.+)")


@dataclass(frozen=True, slots=True)
class Measured:
    """One value: exact, and whether it is only known to be below that (the detection limit)."""

    value: Fraction
    below: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """
    What was measured.

    Attributes:
        what: section and indicator, for messages.
        unit: one of the units above.
        months: value by month `YYYY-MM`; None where nothing was measured.
        mean: the mean itself, where only that was published.
        file, line: where it stands.
    """

    what: str
    unit: str
    months: Mapping[str, Measured | None]
    mean: Fraction | None
    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Handling:
    """How a scheme handles gaps: one of `MISSING_RULES`, one of `LIMIT_RULES`."""

    missing: str = "refuse"
    below_limit: str = "refuse"


def read_series(sheet: Sheet, node: Node, what: str) -> Series:
    """A series of a base: `unit`, and `months` or `mean`."""
    fields = sheet.fields(node, ("unit",), ("months", "mean"), f"the series {what}")
    if ("months" in fields) == ("mean" in fields):
        sheet.report("bad_series", node, f"{what} needs either `months` or `mean`. Give one of them.")
    months: dict[str, Measured | None] = {}
    entries = sheet.entries(fields["months"], f"months of {what}") if "months" in fields else {}
    for month, value in entries.items():
        if covered(month) is None or len(month) != 7:
            sheet.report("bad_date", value, f"`{month}` is no month. Write it as 2023-05.")
        months[month] = _value(sheet, value)
    mean = _size(sheet, fields["mean"]) if "mean" in fields else None
    return Series(what, sheet.text(fields["unit"], "`unit`", MEASURES), months, mean, sheet.file, node.line)


def _value(sheet: Sheet, node: Node) -> Measured | None:
    if node.form == "text" and node.text == "missing":
        return None
    below = _BELOW.fullmatch(node.text) if node.form == "text" else None
    if below is None:
        return Measured(_size(sheet, node))
    found = parse_fraction(below[1])
    if found is None or found < 0:
        sheet.report("bad_number", node, f"`{node.text}` is no detection limit. Write it like <0.02.")
    return Measured(found or Fraction(0), below=True)


def _size(sheet: Sheet, node: Node) -> Fraction:
    found = sheet.number(node)
    if found < 0:
        sheet.report(
            "bad_number", node, f"`{node.text}` was measured as less than nothing. Correct it, or write missing."
        )
    return found


def monthly(series: Series, period: tuple[str, str], handling: Handling, unit: str) -> dict[str, Fraction]:
    """
    The values of a period by month, in another unit of the same kind.

    Raises:
        ShareError: `wrong_unit`; `missing_month` or `below_limit` where the scheme refuses them, or says nothing that
            helps.
    """
    factor = _factor(series, unit)
    found: dict[str, Fraction] = {}
    previous: Fraction | None = None
    for month in months_of(period):
        measured = series.months.get(month)
        if measured is not None:
            previous = _counted(series, month, measured, handling) * factor
            found[month] = previous
        elif handling.missing == "previous" and previous is not None:
            found[month] = previous
        elif handling.missing != "leave_out":
            message = (
                f"{series.what} has no value for {month}, and the scheme does not say what then counts. Measure or "
                "estimate it by agreement, or let the contract state `missing: leave_out` or `previous`."
            )
            raise failure("missing_month", message, series.file, series.line)
    if not found:
        message = f"{series.what} has no value at all within {period[0]} to {period[1]}. Give its months."
        raise failure("missing_month", message, series.file, series.line)
    return found


def mean(series: Series, period: tuple[str, str], handling: Handling, unit: str) -> Fraction:
    """The mean of a period: the published one, or that of the months; exact. Errors as `monthly`."""
    if series.mean is not None:
        return series.mean * _factor(series, unit)
    values = monthly(series, period, handling, unit).values()
    return sum(values, Fraction(0)) / len(values)


def months_of(period: tuple[str, str]) -> list[str]:
    """The months that a period touches."""
    first, last = (int(day[:4]) * 12 + int(day[5:7]) - 1 for day in period)
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(first, last + 1)]


def _counted(series: Series, month: str, measured: Measured, handling: Handling) -> Fraction:
    if not measured.below or handling.below_limit == "limit":
        return measured.value
    if handling.below_limit == "refuse":
        message = (
            f"{series.what} was below the detection limit in {month}, and the scheme does not say what then counts. Let "
            "the contract state `below_limit: half`, `limit` or `zero`."
        )
        raise failure("below_limit", message, series.file, series.line)
    return measured.value / 2 if handling.below_limit == "half" else Fraction(0)


def _factor(series: Series, unit: str) -> Fraction:
    have, want = _SIZES[series.unit], _SIZES[unit]
    if have[0] != want[0]:
        message = f"{series.what} is in {series.unit} ({have[0]}), and the scheme needs {unit}. Give it in such a unit."
        raise failure("wrong_unit", message, series.file, series.line)
    return have[1] / want[1]
