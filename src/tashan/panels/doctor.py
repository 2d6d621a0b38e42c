"""
The panel doctor: what makes figures of a panel incomparable or doubtful, each with its row and a remedy.

It changes nothing. A finding is a reason to look, not a proof: the thresholds are printed with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from tashan.panels.history import changed
from tashan.panels.panel import Panel
from tashan.panels.problems import PanelProblem

if TYPE_CHECKING:
    import numpy as np

SPIKE: Final = 1.5
"""A value that is this many times (or one part in this of) what its two neighbours suggest is a spike."""

JUMP: Final = 3.0
"""A value that is this many times (or one part in this of) the year before is a jump."""

EQUAL_STEPS: Final = 3
"""So many equal steps in a row look interpolated (four values on a line)."""

BREAK_POINTS: Final = 0.05
"""Growth so far (in logs) above the common growth, in the year after an economic census, looks like a revised level."""

_OUTPUT: Final = re.compile(r"生产总值|GDP|产业|增加值|gdp|primary|secondary|tertiary")
_REGISTERED: Final = re.compile(r"户籍|年末总人口|registered", re.IGNORECASE)
_RESIDENT: Final = re.compile(r"常住|resident", re.IGNORECASE)
_YEARBOOK_POPULATION: Final = re.compile(r"年末(?:总)?人口|population_year_end", re.IGNORECASE)
_TOTALS: Final = (
    ("地区生产总值", ("第一产业", "第二产业", "第三产业")),
    ("GDP", ("第一产业", "第二产业", "第三产业")),
    ("gdp", ("primary", "secondary", "tertiary")),
)
_LEVELS: Final = re.compile(r"(?:率|比重|增速|指数|share|rate|pct|index|score)", re.IGNORECASE)
_CENSUSES: Final = (2004, 2008, 2013, 2018, 2023)
"""Years of the national economic censuses: levels of output were revised after each (National Bureau of Statistics)."""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """
    What the doctor says about a panel.

    Attributes:
        findings: everything a reader must know, those met while reading the file first.
        counts: regions, years, indicators, values, missing values, rows set aside.
    """

    findings: tuple[PanelProblem, ...]
    counts: dict[str, int]

    def to_dict(self) -> dict[str, Any]:
        """The diagnosis as JSON holds it."""
        return {"counts": self.counts, "findings": [finding.to_dict() for finding in self.findings]}


def examine(panel: Panel) -> Diagnosis:
    """
    Look a panel over.

    Findings by code: `boundary_change`, `ended`, `vintages_mixed`, `vintage_break`, `census_between`,
    `interpolated_looking`, `registered_population`, `spike`, `jump`, `unit_slip`, `sectors_do_not_add`, `negative_value`,
    `zero_value`, `gaps`, `basis_mixed`, `unit_unstated`; besides those found while reading the file.
    """
    findings = [*panel.problems, *changed(panel.frame), *_vintages(panel), *_units(panel), *_populations(panel)]
    for indicator in panel.indicators():
        names, years, values = panel.series(indicator)
        findings += _gaps(indicator, names, years, values)
        findings += _signs(panel, indicator)
        if not _LEVELS.search(indicator):
            findings += _jumps(panel, indicator, names, years, values)
            findings += _breaks(indicator, names, years, values)
        findings += _interpolated(panel, indicator, names, years, values)
    findings += _sums(panel)
    frame = panel.frame
    counts = {
        "regions": frame["region"].n_unique(),
        "years": frame["year"].n_unique(),
        "indicators": frame["indicator"].n_unique(),
        "values": frame.height - frame["value"].null_count(),
        "missing": frame["value"].null_count(),
        "set_aside": panel.aside.height,
    }
    return Diagnosis(tuple(findings), counts)


def _row(panel: Panel, indicator: str, region: str, year: int) -> int | None:
    import polars as pl

    wanted = (pl.col("indicator") == indicator) & (pl.col("region") == region) & (pl.col("year") == year)
    rows = panel.frame.filter(wanted)["row"]
    return int(rows[0]) if len(rows) else None


def _vintages(panel: Panel) -> Iterator[PanelProblem]:
    """Releases that stand side by side, and censuses between the years of output where no release is stated."""
    import polars as pl

    for (indicator,), rows in panel.frame.group_by(["indicator"], maintain_order=True):
        stated = rows.filter(pl.col("vintage") != "").group_by("vintage").agg(pl.col("year").min(), pl.col("row").min())
        if stated.height > 1:
            told = "; ".join(f"{name} from {year}" for name, year, _ in stated.sort("year").iter_rows())
            message = (
                f"`{indicator}` mixes releases ({told}). Take all years from one release, or do not compare across."
            )
            yield PanelProblem("vintages_mixed", message, stated["row"].min(), indicator=str(indicator))  # type: ignore[arg-type]
        bases = sorted({each for each in rows["basis"].to_list() if each})
        if len(bases) > 1:
            message = f"`{indicator}` mixes prices: {'; '.join(bases)}. Split it into one indicator for each."
            yield PanelProblem("basis_mixed", message, indicator=str(indicator))
        years = rows["year"].unique().to_list()
        inside = [year for year in _CENSUSES if min(years) <= year < max(years)]
        if not stated.height and inside and _OUTPUT.search(str(indicator)):
            message = (
                f"`{indicator}` runs over the economic census of {', '.join(map(str, inside))} and no release is stated: "
                "levels were revised after each. Say which release it is (--vintage), and take all years from one."
            )
            yield PanelProblem("census_between", message, indicator=str(indicator))


def _units(panel: Panel) -> Iterator[PanelProblem]:
    import polars as pl

    bare = panel.frame.filter(pl.col("unit") == "")["indicator"].unique(maintain_order=True).to_list()
    if bare:
        named = "、".join(f"`{each}`" for each in bare[:6]) + (" …" if len(bare) > 6 else "")
        named = "、".join(f"`{each}`" for each in bare[:6]) + (" …" if len(bare) > 6 else "")
        message = f"No unit is stated for {named}. Give --unit, or write it in the heading."
        yield PanelProblem("unit_unstated", message, indicator=bare[0])


def _populations(panel: Panel) -> Iterator[PanelProblem]:
    names = panel.indicators()
    registered = [name for name in names if _REGISTERED.search(name) or _YEARBOOK_POPULATION.search(name)]
    resident = [name for name in names if _RESIDENT.search(name)]
    for name in registered:
        if name in resident:
            continue
        beside = f" `{resident[0]}` stands beside it: do not mix the two." if resident else ""
        message = (
            f"`{name}` is registered population in the city yearbooks (Shenzhen 2012: 2.9 million registered, over 10 million "
            f"resident). Divide by resident population (常住人口) for figures per head.{beside}"
        )
        yield PanelProblem("registered_population", message, indicator=name)


def _gaps(indicator: str, names: tuple[str, ...], years: tuple[int, ...], values: np.ndarray) -> Iterator[PanelProblem]:
    """Years in which regions have no figure."""
    import numpy as np

    missing = np.isnan(values)
    if not missing.any():
        return
    worst = [name for name, row in zip(names, missing, strict=True) if row.any()]
    message = (
        f"`{indicator}` lacks {int(missing.sum())} of {missing.size} figures, in {len(worst)} of {len(names)} regions "
        f"({'、'.join(worst[:5])}{' …' if len(worst) > 5 else ''}), {years[0]}–{years[-1]}. Nothing was filled in."
    )
    yield PanelProblem("gaps", message, indicator=indicator)


def _signs(panel: Panel, indicator: str) -> Iterator[PanelProblem]:
    import polars as pl

    rows = panel.frame.filter(pl.col("indicator") == indicator)
    for code, bad, remedy in (
        ("negative_value", pl.col("value") < 0, "Logs, shares and similarities cannot take it; check the sign."),
        ("zero_value", pl.col("value") == 0, "Where zero means unknown, leave the cell empty."),
    ):
        found = rows.filter(bad)
        if found.height:
            row, region, year = found.select("row", "region", "year").row(0)
            message = f"`{indicator}` holds {found.height} {'negative values' if code[0] == 'n' else 'zeros'}, first {region} {year}. {remedy}"
            yield PanelProblem(code, message, row, region, year, indicator)


def _jumps(
    panel: Panel, indicator: str, names: tuple[str, ...], years: tuple[int, ...], values: np.ndarray
) -> Iterator[PanelProblem]:
    """Spikes (one year out of line), slips of unit (a power of ten) and jumps between two years."""
    import numpy as np

    if len(years) < 2:
        return
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.where(values > 0, np.log(values), np.nan)
    told: set[tuple[int, int]] = set()
    off, steps = _off_neighbours(logs), np.diff(logs, axis=1)
    usual_off, usual_step = _usual(off), _usual(steps)  # a jumpy series (investment, patents) has to jump further
    for r, t in zip(*np.where(np.abs(off) > max(np.log(SPIKE), 8 * usual_off)), strict=True):
        told |= {(int(r), int(t)), (int(r), int(t) + 1)}
        times = float(np.exp(off[r, t]))
        yield _jump_problem(
            panel, "spike", indicator, names[r], years[t], float(values[r, t]), times, "its neighbours suggest"
        )
    for r, t in zip(*np.where(np.abs(steps) > max(np.log(JUMP), 12 * usual_step)), strict=True):
        if (int(r), int(t) + 1) not in told:
            times = float(values[r, t + 1] / values[r, t])
            yield _jump_problem(
                panel, "jump", indicator, names[r], years[t + 1], float(values[r, t + 1]), times, "the year before"
            )


def _usual(table: np.ndarray) -> float:
    """The middle size of what is not zero; 0.0 where too little is there to say what is usual."""
    import numpy as np

    sizes = np.abs(table[np.isfinite(table) & (table != 0)])
    return float(np.median(sizes)) if sizes.size >= 20 else 0.0


def _off_neighbours(logs: np.ndarray) -> np.ndarray:
    """By how much (in logs) a value lies off the mean of its neighbours, where these agree with each other."""
    import numpy as np

    off = np.zeros_like(logs)
    if logs.shape[1] >= 3:
        left, middle, right = logs[:, :-2], logs[:, 1:-1], logs[:, 2:]
        agree = np.abs(left - right) < np.log(1.6)
        off[:, 1:-1] = np.where(agree, middle - (left + right) / 2, 0.0)
    result: np.ndarray = np.nan_to_num(off)
    return result


def _jump_problem(
    panel: Panel, code: str, indicator: str, region: str, year: int, value: float, times: float, than: str
) -> PanelProblem:
    import math

    power = round(abs(math.log10(times)))
    slip = power >= 1 and abs(abs(math.log10(times)) - power) < 0.1
    beside = f"what {than}" if code == "spike" else than
    what = f"{region} {year} `{indicator}` is {value:g}, {times:.3g} times {beside}"
    remedy = "Look it up in the source."
    if slip:
        code, remedy = (
            "unit_slip",
            f"That is about a factor of {10**power:,}: probably another unit (万 or 亿). Correct the cell.",
        )
    elif code == "jump":
        remedy = "Check for a change of boundaries, of definition or of unit."
    return PanelProblem(code, f"{what}. {remedy}", _row(panel, indicator, region, year), region, year, indicator)


def _breaks(
    indicator: str, names: tuple[str, ...], years: tuple[int, ...], values: np.ndarray
) -> Iterator[PanelProblem]:
    """
    Regions that leap in the year after an economic census: its year stands in the old release, the next in the new.

    From growth alone a change of release cannot be told from a boom, so only these years are looked at.
    """
    import numpy as np

    if values.shape[0] < 8 or not _OUTPUT.search(indicator):
        return
    with np.errstate(divide="ignore", invalid="ignore"):
        growth = np.diff(np.where(values > 0, np.log(values), np.nan), axis=1)
    for t in range(growth.shape[1]):
        if years[t] not in _CENSUSES or years[t + 1] != years[t] + 1:
            continue
        above = growth[:, t] - np.nanmedian(growth[:, t])
        far = [(names[r], float(np.expm1(growth[r, t]))) for r in np.argsort(-above) if above[r] > BREAK_POINTS]
        if far:
            told = "、".join(f"{name} {100 * rate:+.1f} %" for name, rate in far[:5])
            message = (
                f"`{indicator}` leaps between {years[t]} and {years[t + 1]} in {told}, while the median region grows by "
                f"{100 * np.expm1(np.nanmedian(growth[:, t])):.1f} %: {years[t]} seems to stand before the revision of its "
                "census and the next year after it. Take both years from one release."
            )
            yield PanelProblem("vintage_break", message, None, far[0][0], years[t + 1], indicator)


def _interpolated(
    panel: Panel, indicator: str, names: tuple[str, ...], years: tuple[int, ...], values: np.ndarray
) -> Iterator[PanelProblem]:
    """Values on a straight line or of constant growth, in levels or in shares of the total, over several years."""
    import numpy as np

    if len(years) < EQUAL_STEPS + 1:
        return
    with np.errstate(divide="ignore", invalid="ignore"):
        forms = [("equal steps", values), ("equal growth", np.where(values > 0, np.log(values), np.nan))]
        complete = ~np.isnan(values).any(axis=1)
        if complete.sum() >= 5:
            forms.append(("equal steps of its share in the total", values / values[complete].sum(axis=0)))
    told: set[int] = set()
    for form, table in forms:
        for r, first, last in _runs(table):
            if r in told:
                continue
            told.add(r)
            span = f"{years[first]}–{years[last]}"
            message = f"{names[r]} `{indicator}` has {form} in {span}: it looks interpolated. Compare with a yearbook before use."
            yield PanelProblem(
                "interpolated_looking",
                message,
                _row(panel, indicator, names[r], years[first]),
                names[r],
                years[first],
                indicator,
            )


def _runs(table: np.ndarray) -> list[tuple[int, int, int]]:
    """Rows with at least `EQUAL_STEPS` equal, non-zero steps: row, first and last column."""
    import numpy as np

    steps = np.diff(table, axis=1)
    scale = np.nanmax(np.abs(table), axis=1, initial=0.0)[:, None] if table.size else table
    same = (np.abs(np.diff(steps, axis=1)) < 1e-6 * scale) & (np.abs(steps[:, 1:]) > 1e-5 * scale)
    found = []
    for r in range(same.shape[0]):
        length = 0
        for t in range(same.shape[1]):
            length = length + 1 if same[r, t] else 0
            ends = length and (t == same.shape[1] - 1 or not same[r, t + 1])
            if ends and length >= EQUAL_STEPS - 1:
                found.append((r, t - length + 1, t + 2))
                break
    return found


def _sums(panel: Panel) -> Iterator[PanelProblem]:
    """Sectors that do not add up to their total."""
    import numpy as np

    have = set(panel.indicators())
    for total, parts in _TOTALS:
        if total not in have or not have.issuperset(parts) or panel.unit(total) != panel.unit(parts[0]):
            continue
        for year in panel.years():
            names, table = panel.matrix([total, *parts], year)
            gap = table[:, 1:].sum(axis=1) - table[:, 0]
            limit = np.maximum(0.002 * np.abs(table[:, 0]), 0.15)
            for place in np.where(np.abs(gap) > limit)[0]:
                name = names[place]
                message = (
                    f"{name} {year}: {' + '.join(parts)} = {table[place, 1:].sum():.1f}, but {total} = {table[place, 0]:.1f}. "
                    "Take all of them from one release."
                )
                yield PanelProblem("sectors_do_not_add", message, _row(panel, total, name, year), name, year, total)
