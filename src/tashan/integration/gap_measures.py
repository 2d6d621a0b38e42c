"""Measures by name of how far regions lie apart, and how that changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from tashan.integration.problems import MeasureError
from tashan.integration.statement import Statement

if TYPE_CHECKING:
    import numpy as np

from tashan.integration.asked import Asked, stated, values_of


def gap(key: str) -> Callable[[Asked], Statement]:
    """The measure of inequality of this name, by region or weighted by heads."""

    def answer(asked: Asked) -> Statement:
        import polars as pl

        from tashan.integration import inequality as q

        names, values, weights, doubts = values_of(asked)
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
        return stated(key, asked, frame, {"regions": len(names)}, settings=settings, warnings=doubts)

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


def theil_nested(asked: Asked) -> Statement:
    """How much of inequality lies between groups and how much within."""
    import polars as pl

    from tashan.integration.inequality import theil_nested

    names, values, weights, doubts = values_of(asked)
    found = theil_nested(values, [_groups(asked, names)], weights, names=names)
    rows = [{"part": "total", "theil": found.total, "members": len(names)}]
    rows += [
        {"part": label, "theil": value, "members": None}
        for label, value in zip(("between", "within"), found.levels, strict=True)
    ]
    rows += [{"part": part.group[0], "theil": part.total, "members": part.members} for part in found.parts]
    settings = {"weights": asked.weights or "none", "measure": "T"}
    counted = {"regions": len(names), "groups": len(found.parts)}
    return stated("theil_nested", asked, pl.DataFrame(rows, strict=False), counted, settings=settings, warnings=doubts)


def dagum(asked: Asked) -> Statement:
    """The Gini by groups: within, between, and where they overlap."""
    import polars as pl

    from tashan.integration.inequality import dagum

    names, values, weights, doubts = values_of(asked)
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
    return stated("dagum", asked, pl.DataFrame(rows), counted, settings=settings, warnings=doubts)


def _over_time(asked: Asked) -> tuple[tuple[str, ...], tuple[int, ...], np.ndarray]:
    names, years, table = asked.panel.series(asked.indicators[0], asked.regions)
    kept = [place for place, year in enumerate(years) if (asked.first or years[0]) <= year <= asked.year]
    if len(kept) < 2:
        raise MeasureError("one_year", "Change needs two years. Give a panel with more years, or other years.")
    return names, tuple(years[place] for place in kept), table[:, kept]


def _dated(asked: Asked, years: Sequence[int]) -> Asked:
    from dataclasses import replace

    return replace(asked, first=years[0], year=years[-1])


def beta(asked: Asked) -> Statement:
    """Whether those behind grow faster, over the years asked."""
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
    return stated(
        "beta", _dated(asked, years), frame, {"regions": found.regions}, settings={"form": "absolute", "errors": "HC1"}
    )


def sigma(asked: Asked) -> Statement:
    """Whether the spread narrows, over the years asked."""
    import polars as pl

    from tashan.integration.convergence import sigma

    names, years, table = _over_time(asked)
    frame = pl.DataFrame({"year": years, "variation": sigma(table)})
    settings = {"ddof": 0, "of": "levels", "weights": "none"}
    return stated("sigma", _dated(asked, years), frame, {"regions": len(names)}, settings=settings)


def markov(asked: Asked) -> Statement:
    """How regions move between classes of the distribution, and where that leads."""
    import polars as pl

    from tashan.integration.convergence import markov

    names, years, table = _over_time(asked)
    classes = min(5, max(2, len(names) // 3))
    found = markov(table, classes)
    columns = {f"to {place + 1}": found.chances[:, place] for place in range(classes)}
    frame = pl.DataFrame({"from": range(1, classes + 1), **columns, "moves": found.counts.sum(axis=1)})
    settings = {"classes": classes, "bounds": "quantiles of each year; a value on a bound belongs below"}
    return stated(
        "markov", _dated(asked, years), frame, {"regions": len(names), "years": len(years)}, settings=settings
    )


def moran(asked: Asked) -> Statement:
    """Whether neighbours are alike."""
    import polars as pl

    from tashan.integration.neighbourhood import moran, of_divisions

    names, values, _, doubts = values_of(asked)
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
    return stated("moran", asked, frame, {"regions": found.regions}, settings=settings, warnings=doubts)


def primacy(asked: Asked) -> Statement:
    """How far the first stands above those after it."""
    import polars as pl

    from tashan.integration.pull import primacy

    names, values, _, doubts = values_of(asked)
    found = primacy(values, names)
    row = {
        "first": found.first,
        "share": found.share,
        "over_second": found.over_second,
        "over_next_three": found.over_next_three,
    }
    return stated("primacy", asked, pl.DataFrame([row]), {"regions": len(names)}, warnings=doubts)
