"""The topics of a network of visits: name in addresses, words, and who answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tashan.web.learning import measured, networks, one_region, periods, results, why
from tashan.web.learning.asked import Asked
from tashan.web.pages.answers import Answer

TOPICS: Final[dict[str, tuple[str, str, Callable[[Asked], Answer]]]] = {
    "network": ("网络", "Network", networks.overview),
    "measures": ("度量与类型", "Measures and kinds", measured.measured),
    "periods": ("逐年", "Periods", periods.periods),
    "region": ("一个区域", "One region", lambda asked: one_region.region(asked, asked.settings.get("region", ""))),
    "why": ("为什么", "Why", why.why),
    "outcomes": ("之后", "What followed", results.followed),
}
"""In the order of the menu."""
