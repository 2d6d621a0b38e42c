"""
From adoptions and visits to the tables of event-history models: who could still adopt, and whom one could follow.

In a directed dyad-year table every pair with an adopter looks like imitation when a policy merely spreads to all. The
rows are therefore conditioned on opportunity: i has not adopted, and j has, before the year (Boehmke, Political Methodology working paper 699).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from tashan.learning.events import EventTable
from tashan.learning.network import Floats
from tashan.learning.problems import LearningError

Years = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False, slots=True)
class RegionYears:
    """
    One row for each region and year in which it could still adopt.

    Attributes:
        regions: names; `who` points to them.
        who, year: of the row.
        adopted: 1 in the year of adoption, else 0.
        duration: years at risk so far, from 1.
        exposure: visits made before the year to regions that had adopted before it (0 without visits).
    """

    regions: tuple[str, ...]
    who: Years
    year: Years
    adopted: Floats
    duration: Floats
    exposure: Floats


@dataclass(frozen=True, eq=False, slots=True)
class DyadYears:
    """
    One row for each region that could adopt, each other region, and year.

    Attributes:
        regions: names; `learner` and `model` point to them.
        learner, model, year: of the row.
        followed: 1 where the learner adopts in the year and the model has adopted before it.
        duration: years the learner has been at risk, from 1.
        since: years since the model adopted; 0 where it has not.
        visited: visits of the learner to the model before the year.
    """

    regions: tuple[str, ...]
    learner: Years
    model: Years
    year: Years
    followed: Floats
    duration: Floats
    since: Floats
    visited: Floats


def region_years(
    adoptions: Mapping[str, int | None], first: int, last: int, visits: EventTable | None = None
) -> RegionYears:
    """
    Shape the table of a monadic event history.

    Args:
        adoptions: every region with its year of adoption, or None.
        first: first year at risk.
        last: last year, included.
        visits: for exposure; regions by their full name. Exposure counts visits of earlier years only.
    """
    regions, years = _checked(adoptions, first, last)
    count = _visits_before(regions, first, last, visits)
    who, when = [], []
    for place, adopted in enumerate(years):
        for year in range(first, min(adopted, last) + 1):
            who.append(place)
            when.append(year)
    rows, at = np.array(who, dtype=np.int64), np.array(when, dtype=np.int64)
    exposure = np.array(
        [float(count[year - first][place] @ (years < year)) for place, year in zip(who, when, strict=True)]
    )
    return RegionYears(regions, rows, at, (years[rows] == at).astype(float), (at - first + 1).astype(float), exposure)


def dyad_years(
    adoptions: Mapping[str, int | None],
    first: int,
    last: int,
    visits: EventTable | None = None,
    *,
    conditional: bool = True,
) -> DyadYears:
    """
    Shape the table of a directed dyadic event history.

    Args:
        adoptions: every region with its year of adoption, or None.
        first: first year at risk.
        last: last year, included.
        visits: counted for `visited`; regions by their full name.
        conditional: keep only rows with an opportunity to follow; False keeps all, for comparison.
    """
    regions, years = _checked(adoptions, first, last)
    count = _visits_before(regions, first, last, visits)
    parts = []
    for year in range(first, last + 1):
        at_risk, has = years >= year, years < year
        keep = at_risk[:, None] & has[None, :] if conditional else np.ones((len(regions), len(regions)), dtype=bool)
        np.fill_diagonal(keep, val=False)
        learner, model = np.nonzero(keep)
        followed = (years[learner] == year) & has[model]
        since = np.where(has[model], year - years[model], 0)
        parts.append(
            (learner, model, np.full(len(learner), year), followed, since, count[year - first][learner, model])
        )
    learner, model, at, followed, since, visited = (np.concatenate(part) for part in zip(*parts, strict=True))
    duration = (np.minimum(at, years[learner]) - first + 1).astype(float)
    return DyadYears(
        regions,
        learner.astype(np.int64),
        model.astype(np.int64),
        at.astype(np.int64),
        followed.astype(float),
        duration,
        since.astype(float),
        visited.astype(float),
    )


def _checked(adoptions: Mapping[str, int | None], first: int, last: int) -> tuple[tuple[str, ...], Years]:
    """Years of adoption, with one after the last year for those that have not adopted by then."""
    if first > last:
        raise LearningError("empty_window", f"{first} to {last} is no period. The first year comes first.")
    early = sorted(name for name, year in adoptions.items() if year is not None and year < first)
    years = np.array([last + 1 if year is None else min(year, last + 1) for year in adoptions.values()], dtype=np.int64)
    if not (years <= last).any():
        raise LearningError("no_variance", f"Nobody adopts from {first} to {last}; there is nothing to explain.")
    if len(early) == len(years):
        raise LearningError("empty_window", f"All have adopted before {first}.")
    return tuple(adoptions), years


def _visits_before(regions: Sequence[str], first: int, last: int, visits: EventTable | None) -> list[Floats]:
    """For each year the visits of earlier years, learner by row, model by column."""
    place = {name: row for row, name in enumerate(regions)}
    total = np.zeros((len(regions), len(regions)))
    by_year: dict[int, list[tuple[int, int]]] = {}
    for event in visits.events if visits else ():
        pair = place.get(event.visitor.name), place.get(event.host.name)
        if event.year is not None and pair[0] is not None and pair[1] is not None:
            by_year.setdefault(event.year, []).append((pair[0], pair[1]))
    for year in sorted(by_year):
        if year < first:
            for pair_of_year in by_year[year]:
                total[pair_of_year] += 1
    answer = []
    for year in range(first, last + 1):
        answer.append(total.copy())
        for pair_of_year in by_year.get(year, ()):
            total[pair_of_year] += 1
    return answer
