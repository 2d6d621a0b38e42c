"""
What a text with damaged or machine-translated numerals may not say plainly.

Under such a text every date and amount moves to `candidates` and the record is flagged; nothing is lost, nothing is
asserted.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from tashan.records import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tashan.reading.source import Analysis
    from tashan.records import Reading, Record

_FLAG: Final = "numerals_suspect"
_DOUBTED: Final = {
    "visits": ("start", "end"), "meetings": ("date",), "agreements": ("date",), "signings": ("date", "amount_cny"),
    "bodies": ("founded", "members_count"), "figures": ("value", "period"),
}  # fmt: skip


def doubtful(reading: Reading, analysis: Analysis) -> Reading:
    """The reading with every doubtful date and amount made a candidate."""
    signs = analysis.signs
    if not signs:
        return reading
    changes: dict[str, Any] = {
        name: tuple(_doubt(r, fields) for r in getattr(reading, name)) for name, fields in _DOUBTED.items()
    }
    first = signs[0]
    span = analysis.source.span(first.start, first.end)
    message = (
        f"Numerals look machine-translated or damaged (“{span.quote[:40]}”); dates and amounts are candidates only."
    )
    changes["problems"] = (*reading.problems, Problem(_FLAG, message, span.start, span.end))
    return replace(reading, **changes)


def _doubt(record: Record, fields: Iterable[str]) -> Record:
    values = {f: getattr(record, f) for f in fields if getattr(record, f) is not None}
    candidates = (*record.candidates, *({k: v} for k, v in values.items()))
    flags = record.flags if _FLAG in record.flags else (*record.flags, _FLAG)
    nothing: dict[str, Any] = dict.fromkeys(values)
    return replace(record, flags=flags, candidates=candidates, **nothing)
