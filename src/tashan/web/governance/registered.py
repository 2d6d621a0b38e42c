"""Entries of registers as the pure room knows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tashan.governance.acts import LegalText, ParallelAct, act_faults
from tashan.governance.borders import Border, BorderKind, Duty
from tashan.governance.evidence import Evidence
from tashan.governance.problems import Problem
from tashan.governance.standards import Standard, StandardUse, use_faults
from tashan.records.codes import EvidenceGrade
from tashan.web.governance.models import Register


def border_of(entry: Register) -> Border:
    """A border object: `{"kind", "duties": [{"member", "section", "officer", "first", "last"}]}`."""
    return Border(
        entry.key,
        entry.title,
        BorderKind(entry.content["kind"]),
        tuple(
            Duty(
                one["member"], one.get("section", ""), one.get("officer", ""), _day(one["first"]), _day(one.get("last"))
            )
            for one in entry.content["duties"]
        ),
    )


def act_of(entry: Register) -> ParallelAct:
    """An act: `{"jurisdictions", "texts": [{"jurisdiction", "title", "adopted", "effective", "repealed", "evidence"}]}`."""
    return ParallelAct(
        entry.key,
        entry.title,
        tuple(entry.content["jurisdictions"]),
        tuple(
            LegalText(
                one["jurisdiction"], one["title"], _day(one.get("adopted")), _day(one.get("effective")),
                _day(one.get("repealed")), tuple(map(_evidence, one.get("evidence", ()))),
            )
            for one in entry.content["texts"]
        ),
    )  # fmt: skip


def standard_of(entry: Register) -> tuple[Standard, tuple[StandardUse, ...]]:
    """A standard: `{"field", "uses": [{"member", "version", "first", "last", "document"}]}`."""
    uses = tuple(
        StandardUse(
            entry.key, one["member"], one["version"], _day(one["first"]), _day(one.get("last")), one.get("document", "")
        )
        for one in entry.content["uses"]
    )
    return Standard(entry.key, entry.title, entry.content["field"]), uses


def act_problems(act: ParallelAct) -> tuple[Problem, ...]:
    """What keeps it from being one act, but for texts that are still to come."""
    have = {text.jurisdiction for text in act.texts}
    return tuple(one for one in act_faults(act) if one.code != "act_texts" or one.field in have)


def standard_problems(standard: Standard, uses: tuple[StandardUse, ...]) -> tuple[Problem, ...]:
    """What is wrong with the uses of a standard."""
    return use_faults([standard], uses)


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def _evidence(one: dict[str, Any]) -> Evidence:
    return Evidence(
        one["id"], EvidenceGrade(one["grade"]), one.get("document", ""), one.get("quote", ""), one.get("sha256", ""),
        _day(one.get("published")), one.get("publisher", ""),
    )  # fmt: skip
