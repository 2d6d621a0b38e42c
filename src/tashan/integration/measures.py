"""Measures by name on a panel: from a panel, a year and a variable to a statement with its card and warnings."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tashan.integration.asked import Asked
from tashan.integration.cards import card
from tashan.integration.gap_measures import beta, dagum, gap, markov, moran, primacy, sigma, theil_nested
from tashan.integration.statement import Statement
from tashan.integration.structure_measures import (
    by_region,
    by_region_and_sector,
    complementarity,
    complexity,
    herfindahl,
    pairs_of,
    relatedness,
)


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


def _relation(name: str) -> Callable[[Asked], Statement]:
    def answer(asked: Asked) -> Statement:
        from tashan.integration import relations

        function: Callable[[Asked], Statement] = getattr(relations, f"{name}_statement")
        return function(asked)

    return answer


MEASURES: Final[dict[str, Callable[[Asked], Statement]]] = {
    "similarity": pairs_of("similarity"),
    "krugman": pairs_of("krugman"),
    "location_quotient": by_region_and_sector("location_quotient"),
    "herfindahl": herfindahl,
    "hachman": by_region("hachman"),
    "shannon": by_region("shannon"),
    "specialisation": by_region("specialisation"),
    "relative_diversity": by_region("relative_diversity"),
    "quotient_gini": by_region("quotient_gini"),
    "relatedness": relatedness,
    "density": by_region_and_sector("density"),
    "complexity": complexity,
    "entry_potential": by_region_and_sector("entry_potential"),
    "complementarity": complementarity,
    "segmentation": _relation("segmentation"),
    "coupling": _relation("coupling"),
    "city_flow": _relation("city_flow"),
    "gini": gap("gini"),
    "theil_t": gap("theil_t"),
    "theil_l": gap("theil_l"),
    "theil_nested": theil_nested,
    "dagum": dagum,
    "variation": gap("variation"),
    "williamson": gap("williamson"),
    "beta": beta,
    "sigma": sigma,
    "moran": moran,
    "markov": markov,
    "primacy": primacy,
    "gravity": _relation("gravity"),
    "subordination": _relation("subordination"),
}
"""Measures that a panel alone can answer, by name."""
SECTORAL: Final = frozenset(list(MEASURES)[:17])
"""Those that take sectors; the others take one variable."""
