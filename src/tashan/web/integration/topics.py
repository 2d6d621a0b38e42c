"""The topics of a table of figures: name in addresses, words, and who answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tashan.web.integration.choices import Choice
from tashan.web.integration.diagnosis import diagnosis
from tashan.web.integration.gaps import gaps
from tashan.web.integration.market import market
from tashan.web.integration.measured import measured
from tashan.web.integration.pull import pull
from tashan.web.integration.structure import structure
from tashan.web.pages.answers import Answer

TOPICS: Final[dict[str, tuple[str, str, Callable[[Choice], Answer]]]] = {
    "diagnosis": ("诊断", "Diagnosis", diagnosis),
    "structure": ("结构", "Structure", structure),
    "gaps": ("差距", "Gaps", gaps),
    "pull": ("引力", "Pull", pull),
    "market": ("市场", "Market", market),
    "measures": ("全部度量", "All measures", measured),
}
"""In the order of the menu."""
