"""
How integrated are they? Structure, gaps, pull, markets, composite indices, input-output linkages, diagnosis.

Functions take arrays or panels and give arrays or frames; `measure` gives a statement: the numbers with their definition card,
number of sectors, variable, settings, sources and warnings. Modules are imported where they are used, so that start-up stays short.
"""

from __future__ import annotations

from tashan.integration.cards import Card, card, cards
from tashan.integration.problems import MeasureError
from tashan.integration.statement import Doubt, Statement

__all__ = ["Card", "Doubt", "MeasureError", "Statement", "card", "cards"]
