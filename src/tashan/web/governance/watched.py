"""
What measures need of a matter, kept with its columns so that they need not fold every history at every request.

`watched_of` is written with each event, in the same transaction; `observed_of` and `scored_of` read it back as the pure
room knows it. For a day that is past, histories are folded as of that day instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from tashan.governance.events import Fact, NodeKind
from tashan.governance.matters import MatterState
from tashan.governance.observed import Observed, observed
from tashan.governance.scorecards import Scored
from tashan.records.codes import Completion, SelfReport, SideState, Stage, TypologyLead

_EVIDENCE: Final = ("A", "B", "C")
_STAGES: Final = {one.value: one for one in Stage}
_COMPLETIONS: Final = {one.value: one for one in Completion}
_SIDES: Final = {one.value: one for one in SideState}
_LEADS: Final = {one.value: one for one in TypologyLead}

#: Columns of a matter that measures read; all else of a row stays in the database.
COLUMNS: Final = (
    "key", "title", "owner", "participants", "stage", "side_state", "completion", "confirmed", "self_report", "reported",
    "grade", "opened", "first_due", "due", "last_day", "themes", "watched", "sample",
)  # fmt: skip


def watched_of(state: MatterState) -> dict[str, Any]:
    """What measures need beside the columns; days as ISO writes them, what is not there left out."""
    one = observed(state)
    signed = state.facts.get(Fact.SIGNED)
    given = {
        "lead": one.lead.value if one.lead else "",
        "reached": {stage.value: day.isoformat() for stage, day in one.reached.items()},
        "ended": _iso(one.ended),
        "done": _iso(one.done),
        "testable": one.testable,
        "project": _iso(one.project),
        "results": one.results,
        "copied": one.copied,
        "agreements": [node.id for node in state.links if node.kind is NodeKind.AGREEMENT],
        "signed": signed.on.isoformat() if signed else "",
    }
    return {name: value for name, value in given.items() if value}


def observed_of(row: Mapping[str, Any]) -> Observed:
    """A row's columns as measures of fade-out watch them; the same as of the folded state."""
    kept = row["watched"]
    return Observed(
        row["key"],
        "matter",
        row["opened"],
        row["owner"],
        frozenset((row["owner"], *row["participants"])),
        frozenset(row["themes"]),
        _LEADS.get(kept.get("lead", "")),
        {_STAGES[stage]: date.fromisoformat(day) for stage, day in kept.get("reached", {}).items()},
        _day(kept, "ended"),
        _SIDES.get(row["side_state"]),
        _COMPLETIONS[row["completion"]],
        row["first_due"],
        row["due"],
        _day(kept, "done"),
        kept.get("testable", False),
        row["grade"] in _EVIDENCE,
        row["last_day"],
        _day(kept, "project"),
        kept.get("results", 0),
        kept.get("copied", 0),
        row["stage"] in (Stage.CLOSED, Stage.REPLICATED),
    )


def scored_of(row: Mapping[str, Any]) -> Scored:
    """A row's columns as score cards count them; the same as of the folded state."""
    kept = row["watched"]
    return Scored(
        row["key"],
        row["owner"],
        _STAGES[row["stage"]],
        row["first_due"],
        row["due"],
        _day(kept, "done"),
        _COMPLETIONS[row["completion"]],
        row["confirmed"],
        row["grade"] in _EVIDENCE,
        row["reported"],
        SelfReport(row["self_report"]) if row["self_report"] else None,
        bool(kept.get("copied")),
    )


def signings_of(row: Mapping[str, Any]) -> dict[str, date]:
    """The agreements to which a row is tied, each with the day of signing that it tells: its own, else its opening."""
    kept = row["watched"]
    day = _day(kept, "signed") or row["opened"]
    return dict.fromkeys(kept.get("agreements", ()), day)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(kept: Mapping[str, Any], name: str) -> date | None:
    text = kept.get(name)
    return date.fromisoformat(text) if text else None
