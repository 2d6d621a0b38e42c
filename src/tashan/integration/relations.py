"""Measures by name that look at pairs or at several columns at once: links by distance, prices, systems, city flow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tashan.integration.asked import Asked, complete_matrix, pairs_frame, reference_of, statement_of
from tashan.integration.problems import MeasureError
from tashan.integration.statement import Doubt, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np

_KILOMETRES = Doubt(
    "kilometres",
    "Kilometres between seats are not hours: where travel times are known, rank by hours too (pull.rank_changes); the order changes.",
)


def distances(asked: Asked, names: Sequence[str]) -> np.ndarray:
    """Kilometres between the seats of regions; NaN where a point is unknown."""
    import numpy as np

    from tashan.regions.divisions import by_code, region_of
    from tashan.regions.geometry import distance_km

    codes = dict(asked.panel.frame.select("region", "code").unique().iter_rows())
    units = [by_code(codes[name]) for name in names]
    regions = [region_of(unit) if unit else None for unit in units]
    table = np.zeros((len(names), len(names)))
    for a, one in enumerate(regions):
        for b, other in enumerate(regions[:a]):
            known = distance_km(one, other) if one and other else None
            table[a, b] = table[b, a] = np.nan if known is None else known
    return table


def gravity_statement(asked: Asked) -> Statement:
    """Links of all pairs by kilometre: mass from output and, where weights are named, heads."""
    from tashan.integration.pull import gravity

    names, output, heads, doubts = asked.one_variable()
    far = distances(asked, names)
    links = gravity(output if heads is None else heads, output, far, names=names)
    frame = pairs_frame(names, links, "linkage")
    mass = f"√({asked.weights} × {asked.indicators[0]})" if heads is not None else asked.indicators[0]
    settings = {"mass": mass, "distance": "kilometres between seats", "exponent": 2.0, "directed": False}
    return statement_of(
        "gravity", asked, frame, {"regions": len(names), "pairs": frame.height}, settings, (*doubts, _KILOMETRES)
    )


def subordination_statement(asked: Asked) -> Statement:
    """Which other region takes the largest share of each one's links."""
    import numpy as np
    import polars as pl

    from tashan.integration.pull import gravity, subordination

    names, output, heads, doubts = asked.one_variable()
    shares = subordination(gravity(output if heads is None else heads, output, distances(asked, names), names=names))
    best = np.nan_to_num(shares, nan=-1.0).argmax(axis=1)
    rows = {"region": names, "belongs_most_to": [names[place] for place in best.tolist()], "share": shares.max(axis=1)}
    settings = {"distance": "kilometres between seats", "exponent": 2.0, "among": "the regions shown"}
    return statement_of(
        "subordination", asked, pl.DataFrame(rows), {"regions": len(names)}, settings, (*doubts, _KILOMETRES)
    )


def segmentation_statement(asked: Asked) -> Statement:
    """Segmentation of each region from price indices by good (the sectors of the table), all pairs, ddof 1."""
    import polars as pl

    from tashan.integration.market import segmentation

    names, table, doubts = complete_matrix(asked)
    found = segmentation(table.T, names=names)
    rows = {"region": names, "segmentation": found.regions[0], "integration": found.integration[0]}
    frame = pl.DataFrame(rows).sort("segmentation", nulls_last=True)
    settings = {
        "pairs": "all",
        "ddof": found.ddof,
        "goods": "、".join(each.split("·")[-1] for each in asked.indicators),
    }
    counted = {"goods": found.goods, "regions": len(names), "pairs": len(found.pairs)}
    return statement_of("segmentation", asked, frame, counted, settings, doubts)


def coupling_statement(asked: Asked) -> Statement:
    """Coupling coordination of systems (columns of scores from 0 to 1), old and corrected side by side."""
    import polars as pl

    from tashan.integration.coupling import coupling

    names, table, doubts = complete_matrix(asked)
    old, new = coupling(table, form="old"), coupling(table)
    if new.zeros:
        zero = "、".join(names[place] for place in new.zeros)
        message = f"A system is zero in {zero}: C is zero whatever the others are. Set a floor (coupling.coupling, floor=0.01), or check the score."
        doubts = (*doubts, Doubt("zero_system", message))
    rows = {
        "region": names,
        "c_old": old.coupling,
        "c": new.coupling,
        "t": new.level,
        "d_old": old.coordination,
        "d": new.coordination,
    }
    frame = pl.DataFrame(rows | {"band": new.bands}).sort("d", descending=True)
    settings = {"weights of T": "equal", "floor": "none", "bands": "ten of 0.1, by the corrected d"}
    return statement_of("coupling", asked, frame, {"systems": table.shape[1], "regions": len(names)}, settings, doubts)


def city_flow_statement(asked: Asked) -> Statement:
    """Jobs that cities have beyond their own needs, and what flows out; output from the indicator named as weights."""
    import polars as pl

    from tashan.integration.pull import city_flow

    if not asked.weights:
        raise MeasureError(
            "no_weights", "City flow needs the output of each city beside its jobs. Name the indicator (--weights GDP)."
        )
    names, table, doubts = complete_matrix(asked)
    _, output = asked.panel.matrix([asked.weights], asked.year, names)
    reference, said = reference_of(asked)
    found = city_flow(table, output[:, 0], reference)
    rows = {"region": names, "outward": found.outward, "intensity": found.intensity, "tendency": found.tendency}
    frame = pl.DataFrame(rows).sort("intensity", descending=True)
    counted = {"sectors": table.shape[1], "regions": len(names)}
    return statement_of("city_flow", asked, frame, counted, {"reference": said, "output": asked.weights}, doubts)
