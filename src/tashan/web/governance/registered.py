"""Entries of registers as the pure room knows them."""

from __future__ import annotations

from datetime import date
from typing import Any

from tashan.governance.acts import CasePanel, LegalText, PanelMember, ParallelAct, act_faults, panel_faults
from tashan.governance.borders import Border, BorderKind, Duty, duty_faults
from tashan.governance.evidence import Evidence
from tashan.governance.investment import Investment, Proven, Step, investment_faults
from tashan.governance.problems import Problem
from tashan.governance.secondments import Secondment, check_secondments
from tashan.governance.standards import Standard, StandardUse, use_faults
from tashan.records.codes import EvidenceGrade
from tashan.rules import Source
from tashan.web.governance.models import Register
from tashan.web.governance.texts import participant


def border_of(entry: Register) -> Border:
    """A river, road or park, with the duties of its parties."""
    duties = tuple(
        Duty(one["member"], one.get("section", ""), one.get("officer", ""), _day(one["first"]), _day(one.get("last")))
        for one in entry.content["duties"]
    )
    return Border(entry.key, entry.title, BorderKind(entry.content["kind"]), duties)


def act_of(entry: Register) -> ParallelAct:
    """An act with the texts that are there."""
    texts = tuple(
        LegalText(
            one["jurisdiction"], one["title"], _day(one.get("adopted")), _day(one.get("effective")),
            _day(one.get("repealed")), _where(one),
        )
        for one in entry.content["texts"]
    )  # fmt: skip
    return ParallelAct(entry.key, entry.title, tuple(entry.content["jurisdictions"]), texts)


def standard_of(entry: Register) -> tuple[Standard, tuple[StandardUse, ...]]:
    """A standard and who applies which version of it."""
    uses = tuple(
        StandardUse(
            entry.key, one["member"], one["version"], _day(one["first"]), _day(one.get("last")), one.get("document", "")
        )
        for one in entry.content["uses"]
    )
    return Standard(entry.key, entry.title, entry.content["field"]), uses


def panel_of(entry: Register) -> CasePanel:
    """A joint panel for a case."""
    members = tuple(PanelMember(one["person"], one["court"], one["region"]) for one in entry.content["members"])
    content = entry.content
    return CasePanel(entry.title, members, content["presiding"], _day(content["first"]), _day(content.get("last")))


def secondments_of(entry: Register) -> tuple[Secondment, ...]:
    """The cadres of an entry, each or in batches."""
    return tuple(
        Secondment(
            one.get("who", ""), tuple(map(participant, one["senders"])), one["role"], one["first"], one.get("last"),
            one["count"], Source(one["document"]) if one.get("document") else None, ("", number, ""),
        )
        for number, one in enumerate(entry.content["cadres"], 1)
    )  # fmt: skip


def investment_of(entry: Register) -> Investment:
    """A project of investment promotion; of a step that stands twice the last row counts."""
    steps = {
        Step(one["step"]): Proven(
            date.fromisoformat(one["on"]),
            Evidence(
                one["step"], EvidenceGrade(one["grade"]), one.get("document", ""), one.get("quote", ""),
                one.get("sha256", ""), _day(one.get("published")), one.get("publisher", ""),
            ),
        )
        for one in entry.content["steps"]
    }  # fmt: skip
    yuan = entry.content.get("yuan")
    return Investment(
        entry.key, entry.title, entry.content.get("origin", ""), entry.content["host"],
        None if yuan is None else yuan * 100, steps,
    )  # fmt: skip


def entry_problems(entry: Register) -> tuple[Problem, ...]:
    """What the pure room has against an entry."""
    match entry.kind:
        case Register.Kind.ACT:
            act = act_of(entry)
            have = {text.jurisdiction for text in act.texts}  # texts still to come are no fault
            return tuple(one for one in act_faults(act) if one.code != "act_texts" or one.field in have)
        case Register.Kind.STANDARD:
            standard, uses = standard_of(entry)
            return use_faults([standard], uses)
        case Register.Kind.PANEL:
            return panel_faults([panel_of(entry)])
        case Register.Kind.SECONDMENT:
            return check_secondments(secondments_of(entry))
        case Register.Kind.INVESTMENT:
            return (*investment_faults([investment_of(entry)]), *_steps_twice(entry))
        case _:
            return duty_faults(border_of(entry))


def _steps_twice(entry: Register) -> tuple[Problem, ...]:
    names = [one["step"] for one in entry.content["steps"]]
    return tuple(
        Problem("step_twice", f"The step {name} stands twice. Keep one row.", "", 0, name)
        for name in dict.fromkeys(names)
        if names.count(name) > 1
    )


def _day(text: str | None) -> Any:
    return date.fromisoformat(text) if text else None


def _where(one: dict[str, Any]) -> tuple[Evidence, ...]:
    """Where a text stands; it is a reference, not yet a quoted proof."""
    document = one.get("document", "")
    return (Evidence(one["jurisdiction"], EvidenceGrade.E, document),) if document else ()
