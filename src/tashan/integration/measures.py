"""Measures by name on a panel: from a panel, a year and a variable to a statement with its card and warnings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
        return _values(self)


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


def measure(name: str, asked: Asked) -> Statement:
    """
    Compute a measure by its name.

    Raises:
        KeyError: no such measure; the message lists near ones.
        MeasureError, PanelError: figures it cannot be computed from.
    """
    check_name(name)
    return MEASURES[name](asked)


def check_name(name: str) -> None:
    """
    Make sure that a measure of this name can be computed from a panel.

    Raises:
        KeyError: no such measure; the message lists near ones.
    """
    if name not in MEASURES:
        card(name)  # says what is near
        raise KeyError(
            f"{name} needs more than a panel (distances, prices, plants, a table): use the library, docs/integration.md."
        )


def _statement(key: str, asked: Asked, table: pl.DataFrame, counted: dict[str, int], **parts: Any) -> Statement:
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
        (*parts.get("warnings", ()), *_granularity(counted)),
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
    return _statement(key, asked, table, counted, settings=settings, warnings=doubts)


def _granularity(counted: dict[str, int]) -> tuple[Doubt, ...]:
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


def _values(asked: Asked) -> tuple[tuple[str, ...], np.ndarray, np.ndarray | None, tuple[Doubt, ...]]:
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


def _pairs_of(key: str) -> Callable[[Asked], Statement]:
    def answer(asked: Asked) -> Statement:
        from tashan.integration.structure import krugman_pairs, similarity

        names, table, doubts = complete_matrix(asked)
        if len(names) < 2:
            raise MeasureError("one_member", "A pair needs two regions. Add members.")
        matrix = similarity(table, names) if key == "similarity" else krugman_pairs(table, names)
        counted = {"sectors": table.shape[1], "regions": len(names)}
        settings = {} if key == "similarity" else {"range": "0 to 2"}
        return _statement(key, asked, pairs_frame(names, matrix, key), counted, settings=settings, warnings=doubts)

    return answer


def _by_region(key: str) -> Callable[[Asked], Statement]:
    def answer(asked: Asked) -> Statement:
        import polars as pl

        from tashan.integration import structure as s

        names, table, doubts = complete_matrix(asked)
        reference, said = reference_of(asked)
        functions: dict[str, Callable[[np.ndarray], np.ndarray]] = {
            "hachman": lambda amounts: s.hachman(amounts, reference),
            "shannon": s.shannon,
            "specialisation": lambda amounts: s.specialisation_coefficient(amounts, reference),
            "relative_diversity": lambda amounts: s.relative_diversity(amounts, reference),
            "quotient_gini": lambda amounts: s.quotient_gini(s.location_quotients(amounts, reference)),
        }
        frame = pl.DataFrame({"region": names, key: functions[key](table)}).sort(key, descending=True, nulls_last=True)
        counted = {"sectors": table.shape[1], "regions": len(names)}
        settings = {"reference": said} if key != "shannon" else {"base": 2}
        return _statement(key, asked, frame, counted, settings=settings, warnings=doubts)

    return answer


def _by_region_and_sector(key: str) -> Callable[[Asked], Statement]:
    def answer(asked: Asked) -> Statement:
        import polars as pl

        from tashan.integration import complexity as c
        from tashan.integration.structure import location_quotients

        names, table, doubts = complete_matrix(asked)
        reference, said = reference_of(asked)
        has = c.advantages(table, reference)
        near = c.proximity(has)
        values = {
            "location_quotient": lambda: location_quotients(table, reference, names),
            "density": lambda: c.density(has, near),
            "entry_potential": lambda: c.entry_potential(has, near),
        }[key]()
        short = [each.split("·")[-1] for each in asked.indicators]
        frame = pl.DataFrame({"region": names} | {sector: values[:, place] for place, sector in enumerate(short)})
        counted = {"sectors": table.shape[1], "regions": len(names)}
        settings = {"reference": said, "threshold": 1.0}
        return _statement(key, asked, frame, counted, settings=settings, warnings=doubts)

    return answer


def _herfindahl(asked: Asked) -> Statement:
    import numpy as np
    import polars as pl

    from tashan.integration.structure import herfindahl

    names, table, doubts = complete_matrix(asked)
    rows = []
    for place, indicator in enumerate(asked.indicators):
        column = table[:, place][~np.isnan(table[:, place])]
        found = herfindahl(column)
        rows.append(
            {
                "sector": indicator.split("·")[-1],
                "herfindahl": found.herfindahl,
                "normalised": found.normalised,
                "equivalents": found.equivalents,
            }
        )
    counted = {"regions": len(names)}
    return _statement(
        "herfindahl", asked, pl.DataFrame(rows), counted, settings={"holders": "regions"}, warnings=doubts
    )


def _relatedness(asked: Asked) -> Statement:
    from tashan.integration import complexity as c

    names, table, doubts = complete_matrix(asked)
    short = [each.split("·")[-1] for each in asked.indicators]
    frame = pairs_frame(short, c.relatedness(c.advantages(table, reference_of(asked)[0])), "relatedness")
    counted = {"sectors": table.shape[1], "regions": len(names)}
    return _statement("relatedness", asked, frame, counted, settings={"threshold": 1.0}, warnings=doubts)


def _complexity(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration import complexity as c

    names, table, doubts = complete_matrix(asked)
    found = c.complexity(c.advantages(table, reference_of(asked)[0]))
    frame = pl.DataFrame({"region": names, "complexity": found.regions}).sort(
        "complexity", descending=True, nulls_last=True
    )
    if found.parts > 1:
        message = (
            f"Regions and sectors fall into {found.parts} unconnected blocks; the index compares only within a block."
        )
        doubts = (*doubts, Doubt("unconnected", message))
    counted = {"sectors": table.shape[1], "regions": len(names)}
    return _statement("complexity", asked, frame, counted, settings={"threshold": 1.0}, warnings=doubts)


def _complementarity(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.structure import complementarity

    names, table, doubts = complete_matrix(asked)
    reference, said = reference_of(asked)
    rows = [
        {"first": names[a], "second": names[b], **complementarity(table, a, b, reference)}
        for a in range(len(names))
        for b in range(a + 1, len(names))
    ]
    frame = pl.DataFrame(rows).sort("krugman", descending=True, nulls_last=True) if rows else pl.DataFrame()
    counted = {"sectors": table.shape[1], "regions": len(names)}
    settings = {"reference": said}
    return _statement("complementarity", asked, frame, counted, settings=settings, warnings=doubts)


def _gap(key: str) -> Callable[[Asked], Statement]:
    def answer(asked: Asked) -> Statement:
        import polars as pl

        from tashan.integration import inequality as q

        names, values, weights, doubts = _values(asked)
        functions: dict[str, Callable[..., float]] = {
            "gini": q.gini,
            "theil_t": q.theil_t,
            "theil_l": q.theil_l,
            "variation": q.variation,
        }
        if key == "williamson":
            if weights is None:
                raise MeasureError(
                    "no_weights",
                    "Williamson's coefficient weighs by heads. Name an indicator of population (--weights).",
                )
            result = q.williamson(values, weights, names=names)
        else:
            result = functions[key](values, weights, names=names)
        settings: dict[str, Any] = {"weights": asked.weights or "none: each region counts once"}
        if key == "variation":
            settings |= {"ddof": 0, "of": "levels"}
        frame = pl.DataFrame({"regions": [len(names)], key: [result]})
        return _statement(key, asked, frame, {"regions": len(names)}, settings=settings, warnings=doubts)

    return answer


def _groups(asked: Asked, names: Sequence[str]) -> list[str]:
    if not asked.groups:
        raise MeasureError("no_groups", "This measure compares groups. Name them (--groups COLUMN, or clusters).")
    without = [name for name in names if name not in asked.groups]
    if without:
        raise MeasureError(
            "no_groups", f"No group for {'、'.join(without[:8])}. Give each region one, or leave it out (--regions)."
        )
    return [asked.groups[name] for name in names]


def _theil_nested(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.inequality import theil_nested

    names, values, weights, doubts = _values(asked)
    found = theil_nested(values, [_groups(asked, names)], weights, names=names)
    rows = [{"part": "total", "theil": found.total, "members": len(names)}]
    rows += [
        {"part": label, "theil": value, "members": None}
        for label, value in zip(("between", "within"), found.levels, strict=True)
    ]
    rows += [{"part": part.group[0], "theil": part.total, "members": part.members} for part in found.parts]
    settings = {"weights": asked.weights or "none", "measure": "T"}
    counted = {"regions": len(names), "groups": len(found.parts)}
    return _statement(
        "theil_nested", asked, pl.DataFrame(rows, strict=False), counted, settings=settings, warnings=doubts
    )


def _dagum(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.inequality import dagum

    names, values, weights, doubts = _values(asked)
    found = dagum(values, _groups(asked, names), weights, names=names)
    rows = [
        {"part": "total", "gini": found.total},
        {"part": "within", "gini": found.within},
        {"part": "net between", "gini": found.net_between},
        {"part": "transvariation", "gini": found.transvariation},
    ]
    rows += [{"part": name, "gini": float(value)} for name, value in zip(found.groups, found.own, strict=True)]
    for a, one in enumerate(found.groups):
        rows += [
            {"part": f"{one} – {other}", "gini": float(found.pairs[a, b])}
            for b, other in enumerate(found.groups)
            if b > a
        ]
    counted = {"regions": len(names), "groups": len(found.groups)}
    settings = {"weights": asked.weights or "none"}
    return _statement("dagum", asked, pl.DataFrame(rows), counted, settings=settings, warnings=doubts)


def _over_time(asked: Asked) -> tuple[tuple[str, ...], tuple[int, ...], np.ndarray]:
    names, years, table = asked.panel.series(asked.indicators[0], asked.regions)
    kept = [place for place, year in enumerate(years) if (asked.first or years[0]) <= year <= asked.year]
    if len(kept) < 2:
        raise MeasureError("one_year", "Change needs two years. Give a panel with more years, or other years.")
    return names, tuple(years[place] for place in kept), table[:, kept]


def _dated(asked: Asked, years: Sequence[int]) -> Asked:
    from dataclasses import replace

    return replace(asked, first=years[0], year=years[-1])


def _beta(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.convergence import beta

    names, years, table = _over_time(asked)
    found = beta(table[:, 0], table[:, -1], years[-1] - years[0], names=names)
    row = {
        "slope": found.slope,
        "error": found.error,
        "fit": found.fit,
        "speed": found.speed,
        "half_life": found.half_life,
    }
    frame = pl.DataFrame([{"verdict": found.verdict, **row, "regions": found.regions, "years": found.years}])
    return _statement(
        "beta", _dated(asked, years), frame, {"regions": found.regions}, settings={"form": "absolute", "errors": "HC1"}
    )


def _sigma(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.convergence import sigma

    names, years, table = _over_time(asked)
    frame = pl.DataFrame({"year": years, "variation": sigma(table)})
    settings = {"ddof": 0, "of": "levels", "weights": "none"}
    return _statement("sigma", _dated(asked, years), frame, {"regions": len(names)}, settings=settings)


def _markov(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.convergence import markov

    names, years, table = _over_time(asked)
    classes = min(5, max(2, len(names) // 3))
    found = markov(table, classes)
    columns = {f"to {place + 1}": found.chances[:, place] for place in range(classes)}
    frame = pl.DataFrame({"from": range(1, classes + 1), **columns, "moves": found.counts.sum(axis=1)})
    settings = {"classes": classes, "bounds": "quantiles of each year; a value on a bound belongs below"}
    return _statement(
        "markov", _dated(asked, years), frame, {"regions": len(names), "years": len(years)}, settings=settings
    )


def _moran(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.neighbourhood import moran, of_divisions

    names, values, _, doubts = _values(asked)
    rows = asked.panel.frame.select("region", "code").unique()
    codes = dict(rows.iter_rows())
    near = of_divisions([codes[name] for name in names])
    found = moran(values, near, permutations=999)
    frame = pl.DataFrame(
        [{"moran": found.value, "expected": found.expected, "z": found.z, "p": found.p, "p_permuted": found.p_permuted}]
    )
    islands = [name for name in names if codes[name] in near.islands]
    settings = {
        "neighbours": near.kind,
        "island rule": near.rule,
        "islands": "、".join(islands) or "none",
        "permutations": 999,
        "seed": 1,
    }
    return _statement("moran", asked, frame, {"regions": found.regions}, settings=settings, warnings=doubts)


def _primacy(asked: Asked) -> Statement:
    import polars as pl

    from tashan.integration.pull import primacy

    names, values, _, doubts = _values(asked)
    found = primacy(values, names)
    row = {
        "first": found.first,
        "share": found.share,
        "over_second": found.over_second,
        "over_next_three": found.over_next_three,
    }
    return _statement("primacy", asked, pl.DataFrame([row]), {"regions": len(names)}, warnings=doubts)


def _relation(name: str) -> Callable[[Asked], Statement]:
    def answer(asked: Asked) -> Statement:
        from tashan.integration import relations

        function: Callable[[Asked], Statement] = getattr(relations, f"{name}_statement")
        return function(asked)

    return answer


MEASURES: Final[dict[str, Callable[[Asked], Statement]]] = {
    "similarity": _pairs_of("similarity"),
    "krugman": _pairs_of("krugman"),
    "location_quotient": _by_region_and_sector("location_quotient"),
    "herfindahl": _herfindahl,
    "hachman": _by_region("hachman"),
    "shannon": _by_region("shannon"),
    "specialisation": _by_region("specialisation"),
    "relative_diversity": _by_region("relative_diversity"),
    "quotient_gini": _by_region("quotient_gini"),
    "relatedness": _relatedness,
    "density": _by_region_and_sector("density"),
    "complexity": _complexity,
    "entry_potential": _by_region_and_sector("entry_potential"),
    "complementarity": _complementarity,
    "segmentation": _relation("segmentation"),
    "coupling": _relation("coupling"),
    "city_flow": _relation("city_flow"),
    "gini": _gap("gini"),
    "theil_t": _gap("theil_t"),
    "theil_l": _gap("theil_l"),
    "theil_nested": _theil_nested,
    "dagum": _dagum,
    "variation": _gap("variation"),
    "williamson": _gap("williamson"),
    "beta": _beta,
    "sigma": _sigma,
    "moran": _moran,
    "markov": _markov,
    "primacy": _primacy,
    "gravity": _relation("gravity"),
    "subordination": _relation("subordination"),
}
"""Measures that a panel alone can answer, by name."""

SECTORAL: Final = frozenset(list(MEASURES)[:17])
"""Those that take sectors; the others take one variable."""
