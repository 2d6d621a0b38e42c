"""Composite indices computed from a panel by their file, with what the choice of weights and scaling changes; official ones checked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

from tashan.integration.index_file import IndexFile, IndexPart
from tashan.integration.problems import MeasureError
from tashan.integration.weighting import critic_weights, entropy_weights, equal_weights, given_weights, scale

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import polars as pl

    from tashan.panels import Panel

_ALTERNATIVES: Final = (
    ("equal", "minmax"),
    ("entropy", "minmax"),
    ("critic", "minmax"),
    ("equal", "zscore"),
    ("equal", "squeezed"),
)


@dataclass(frozen=True, slots=True)
class Composite:
    """
    An index computed.

    Attributes:
        frame: region, year, total, and one column a part of the first level.
        weights: of every part, by its path (创新/研发).
        scores: region, year and the scaled indicators.
        settings: scaling, zeros, weights, mean, base.
        left_out: region, year and indicator of rows left out because a figure is missing.
    """

    frame: pl.DataFrame
    weights: dict[str, float]
    scores: pl.DataFrame
    settings: dict[str, Any]
    left_out: tuple[tuple[str, int, str], ...]


def compute(index: IndexFile, panel: Panel) -> Composite:
    """
    Compute an index for all regions and years of a panel that have all its indicators.

    Scaling and entropy or CRITIC weights take all regions and years together, so scores can be compared in time. Within
    each part the weights sum to 1.

    Raises:
        MeasureError: `no_indicator` where a part names none; `no_rows` where no region and year has all figures.
        PanelError: an indicator the panel does not have.
    """
    import numpy as np
    import polars as pl

    leaves = index.leaves()
    bare = [leaf.name for leaf in leaves if not leaf.indicator]
    if bare:
        message = f"{'、'.join(bare)} of {index.name} name no indicator, so the index cannot be computed from a panel. Add `indicator:`."
        raise MeasureError("no_indicator", message)
    keys, table, left_out = _table(panel, [leaf.indicator for leaf in leaves])
    if not keys:
        raise MeasureError(
            "no_rows", "No region and year has figures for all indicators. `tashan panel check` lists the gaps."
        )
    up = [leaf.up for leaf in leaves]
    base = _base(index, keys, table) if index.scaling == "base_year" else None
    scores = scale(table, up, how=index.scaling, base=base)
    place = {id(leaf): number for number, leaf in enumerate(leaves)}
    weights: dict[str, float] = {}
    columns: dict[str, np.ndarray] = {}

    def value(part: IndexPart, path: str) -> np.ndarray:
        if not part.parts:
            column: np.ndarray = scores[:, place[id(part)]]
            return column
        return combine(part.parts, path)

    def combine(parts: tuple[IndexPart, ...], path: str) -> np.ndarray:
        inner = np.column_stack([value(part, f"{path}{part.name}/") for part in parts])
        w = _weights(index, parts, inner, table, place)
        weights.update({f"{path}{part.name}": float(each) for part, each in zip(parts, w, strict=True)})
        if not path:
            columns.update({part.name: inner[:, number] for number, part in enumerate(parts)})
        if index.mean == "geometric":
            if (inner <= 0).any():
                raise MeasureError(
                    "zero_in_log", "A geometric mean takes scores above zero. Choose scaling squeezed or base_year."
                )
            return np.asarray(np.exp(np.log(inner) @ w))
        return np.asarray(inner @ w)

    total = combine(index.parts, "")
    regions, years = [key[0] for key in keys], [key[1] for key in keys]
    frame = pl.DataFrame({"region": regions, "year": years, "total": total, **columns})
    scored = pl.DataFrame(
        {"region": regions, "year": years} | {leaf.name: scores[:, number] for number, leaf in enumerate(leaves)}
    )
    settings = {
        "scaling": index.scaling,
        "zeros": index.zeros,
        "weights": index.weights,
        "mean": index.mean,
        "base": index.base,
    }
    return Composite(frame, weights, scored, settings, tuple(left_out))


def _table(
    panel: Panel, indicators: Sequence[str]
) -> tuple[list[tuple[str, int]], np.ndarray, list[tuple[str, int, str]]]:
    import numpy as np

    keys: list[tuple[str, int]] = []
    rows: list[np.ndarray] = []
    left_out = []
    for year in panel.years():
        names, values = panel.matrix(indicators, year)
        for name, row in zip(names, values, strict=True):
            gaps = np.where(np.isnan(row))[0]
            if len(gaps):
                left_out.append((name, year, indicators[int(gaps[0])]))
            else:
                keys.append((name, year))
                rows.append(row)
    return keys, np.array(rows), left_out


def _base(index: IndexFile, keys: list[tuple[str, int]], table: np.ndarray) -> np.ndarray:
    import numpy as np

    if index.base is None:
        raise MeasureError("zero_base", "Scaling base_year needs `base: YEAR` in the file. Add it.")
    first = {name: row for (name, year), row in zip(keys, table, strict=True) if year == index.base}
    without = sorted({name for name, _ in keys} - set(first))
    if without:
        raise MeasureError(
            "zero_base",
            f"{'、'.join(without)} have no figures in the base year {index.base}. Add them, or change the base.",
        )
    return np.array([first[name] for name, _ in keys])


def _weights(
    index: IndexFile, parts: tuple[IndexPart, ...], inner: np.ndarray, table: np.ndarray, place: dict[int, int]
) -> np.ndarray:
    if index.weights == "given":
        return given_weights([part.weight or 0.0 for part in parts])
    if index.weights == "equal" or len(parts) == 1:
        return equal_weights(len(parts))
    leaf = all(not part.parts for part in parts)
    values = table[:, [place[id(part)] for part in parts]] if leaf else inner
    up = [part.up for part in parts] if leaf else [True] * len(parts)
    if index.weights == "critic":
        return critic_weights(values, up)
    return entropy_weights(values, up, zeros=index.zeros)


def sensitivity(index: IndexFile, panel: Panel) -> pl.DataFrame:
    """
    What other weights and scalings would say: for each, rank correlation with the index as declared and the largest move.

    Returns:
        weights, scaling, year, correlation (Spearman), largest_move (places), region that moves most; the last year.
    """
    import numpy as np
    import polars as pl

    declared = compute(index, panel)
    year = int(declared.frame["year"].max())  # type: ignore[arg-type]
    ours = declared.frame.filter(pl.col("year") == year)
    rows = []
    for weights, scaling in _ALTERNATIVES:
        if (weights, scaling) == (index.weights, index.scaling):
            continue
        other = compute(replace(index, weights=weights, scaling=scaling), panel).frame.filter(pl.col("year") == year)
        one, two = _ranks(ours["total"].to_numpy()), _ranks(other["total"].to_numpy())
        moves = np.abs(one - two)
        flat = np.ptp(one) == 0 or np.ptp(two) == 0
        rows.append(
            {
                "weights": weights,
                "scaling": scaling,
                "year": year,
                "correlation": None if flat else float(np.corrcoef(one, two)[0, 1]),
                "largest_move": float(moves.max()),
                "region": ours["region"][int(moves.argmax())],
            }
        )
    return pl.DataFrame(rows)


def _ranks(values: np.ndarray) -> np.ndarray:
    import numpy as np

    order = np.argsort(np.argsort(-values, kind="stable"), kind="stable").astype(float)
    for value in np.unique(values):  # ties share their mean rank
        here = values == value
        order[here] = order[here].mean()
    return order + 1


def rebased(series: dict[int, float], base: int, value: float = 100.0) -> dict[int, float]:
    """A series of an index with another base year; the base must be one of its years."""
    if base not in series or not series[base] > 0:
        raise MeasureError(
            "zero_base",
            f"The series has no value above zero in {base}. Choose one of {', '.join(map(str, sorted(series)))}.",
        )
    return {year: each * value / series[base] for year, each in series.items()}


def linked(old: dict[int, float], new: dict[int, float], year: int) -> dict[int, float]:
    """Two releases as one series: the old one scaled to meet the new in a year that both have; the new one holds from there."""
    if year not in old or year not in new:
        both = sorted(set(old) & set(new))
        hint = (
            f"Years of both: {', '.join(map(str, both))}."
            if both
            else "They have no year in common and cannot be linked."
        )
        raise MeasureError("no_overlap", f"{year} is not in both releases. {hint}")
    by = new[year] / old[year]
    return {
        **{each: value * by for each, value in old.items() if each < year},
        **{each: v for each, v in new.items() if each >= year},
    }


@dataclass(frozen=True, slots=True)
class Check:
    """One published total beside what its parts and the declared weights give."""

    year: int
    base: int
    total: float | None
    computed: float | None
    difference: float | None
    reproduced: bool
    status: str
    implied: tuple[str, ...]
    series: str


def check_published(index: IndexFile, *, tolerance: float = 0.06) -> tuple[Check, ...]:
    """
    Compare every published total with the mean of its published parts under the weights of the file.

    A total is reproduced where the difference stays within the tolerance (0.06: one decimal published) and no part is only
    implied by the total itself; what was implied or computed back is marked and proves nothing.
    """
    names = [part.name for part in index.parts]
    given = index.weights == "given"
    weights = given_weights([part.weight or 0.0 for part in index.parts]) if given else equal_weights(len(names))
    found = []
    for release in index.published:
        computed = None
        if all(name in release.parts for name in names):
            computed = float(sum(w * release.parts[name] for w, name in zip(weights, names, strict=True)))
        difference = None if computed is None or release.total is None else computed - release.total
        sound = difference is not None and abs(difference) <= tolerance and not release.implied
        found.append(
            Check(
                release.year,
                release.base,
                release.total,
                computed,
                difference,
                sound,
                release.status,
                release.implied,
                release.series,
            )
        )
    return tuple(found)


def breaks(index: IndexFile) -> tuple[str, ...]:
    """Why published levels are not one series: other base years, other names of the series, parts not all published."""
    told = []
    releases = sorted(index.published, key=lambda release: release.year)
    for before, after in pairwise(releases):
        if before.base != after.base:
            told.append(
                f"{before.year} counts {before.base} as 100, {after.year} counts {after.base}: levels cannot be compared."
            )
        elif before.series != after.series:
            told.append(
                f"{after.year} comes from another release ({after.series}) than {before.year} ({before.series}): parts may have been revised."
            )
    return tuple(told)
