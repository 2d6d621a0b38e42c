"""Measures by name of how alike, specialised and related structures are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from tashan.integration.problems import MeasureError
from tashan.integration.statement import Doubt, Statement

if TYPE_CHECKING:
    import numpy as np

from tashan.integration.asked import Asked, complete_matrix, pairs_frame, reference_of, stated


def pairs_of(key: str) -> Callable[[Asked], Statement]:
    """The measure of this name for every pair of regions."""

    def answer(asked: Asked) -> Statement:
        from tashan.integration.structure import krugman_pairs, similarity

        names, table, doubts = complete_matrix(asked)
        if len(names) < 2:
            raise MeasureError("one_member", "A pair needs two regions. Add members.")
        matrix = similarity(table, names) if key == "similarity" else krugman_pairs(table, names)
        counted = {"sectors": table.shape[1], "regions": len(names)}
        settings = {} if key == "similarity" else {"range": "0 to 2"}
        return stated(key, asked, pairs_frame(names, matrix, key), counted, settings=settings, warnings=doubts)

    return answer


def by_region(key: str) -> Callable[[Asked], Statement]:
    """The measure of this name for every region."""

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
        return stated(key, asked, frame, counted, settings=settings, warnings=doubts)

    return answer


def by_region_and_sector(key: str) -> Callable[[Asked], Statement]:
    """The measure of this name for every region and sector."""

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
        return stated(key, asked, frame, counted, settings=settings, warnings=doubts)

    return answer


def herfindahl(asked: Asked) -> Statement:
    """How concentrated each region's sectors are."""
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
    return stated("herfindahl", asked, pl.DataFrame(rows), counted, settings={"holders": "regions"}, warnings=doubts)


def relatedness(asked: Asked) -> Statement:
    """How close sectors are, by the regions that have both."""
    from tashan.integration import complexity as c

    names, table, doubts = complete_matrix(asked)
    short = [each.split("·")[-1] for each in asked.indicators]
    frame = pairs_frame(short, c.relatedness(c.advantages(table, reference_of(asked)[0])), "relatedness")
    counted = {"sectors": table.shape[1], "regions": len(names)}
    return stated("relatedness", asked, frame, counted, settings={"threshold": 1.0}, warnings=doubts)


def complexity(asked: Asked) -> Statement:
    """How complex regions and sectors are."""
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
    return stated("complexity", asked, frame, counted, settings={"threshold": 1.0}, warnings=doubts)


def complementarity(asked: Asked) -> Statement:
    """Which pairs of regions complement each other."""
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
    return stated("complementarity", asked, frame, counted, settings=settings, warnings=doubts)
