"""Measures of integration: 3,000 regions × 19 sectors × 20 years, Dagum of 31 groups, segmentation of 300 cities."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

import numpy as np

from benchmarks._measure import calibration, show, timed
from tashan.integration.inequality import dagum
from tashan.integration.market import segmentation
from tashan.integration.structure import location_quotients, similarity

if TYPE_CHECKING:
    from collections.abc import Callable


def main(regions: int = 3000, sectors: int = 19, years: int = 20) -> None:
    """Time each measure and print it beside its target."""
    rng = np.random.default_rng(1)
    amounts = rng.lognormal(size=(years, regions, sectors))
    groups = [f"g{place % 31:02d}" for place in range(regions)]
    prices = rng.uniform(97, 106, (years, 8, 300))

    buffer = np.empty((regions, regions))

    def pairs() -> None:
        for year in range(years):
            similarity(amounts[year], out=buffer)

    def gaps() -> None:
        for year in range(years):
            dagum(amounts[year, :, 0], groups)

    loop = timed(calibration, runs=7)
    works: list[tuple[str, Callable[[], object]]] = [
        ("location quotients, all years (target 0.02 s)", lambda: location_quotients(amounts)),
        ("similarity of all pairs, all years (target 1.5 s)", pairs),
        ("Dagum, 31 groups, all years (target 0.3 s)", gaps),
        ("segmentation, 300 cities, 44,850 pairs, 8 goods, all years (target 0.15 s)", lambda: segmentation(prices)),
    ]
    rows = [("calibration loop", str(loop))]
    for name, work in works:
        took = timed(work, runs=5)
        rows.append((name, f"{took}, {took.least / loop.least:.2f} × the loop at best"))
    rows.append(("peak memory of all of it", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB"))
    show(f"{regions:,} regions × {sectors} sectors × {years} years", rows)


if __name__ == "__main__":
    main()
