"""Is it one law? Parallel legal acts: one act, a text in each jurisdiction, one day of effect. And joint case panels."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tashan.governance._wrong import wrong
from tashan.governance.evidence import Evidence
from tashan.governance.problems import Problem


@dataclass(frozen=True, slots=True)
class LegalText:
    """
    The text of an act in one jurisdiction.

    Attributes:
        jurisdiction: code of the region whose congress made it.
        title: as published there.
        adopted: the day it was passed, where known.
        effective: the day it took effect, where known.
        repealed: the day it ceased to hold, or None.
        evidence: where that stands.
    """

    jurisdiction: str
    title: str
    adopted: date | None
    effective: date | None
    repealed: date | None = None
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class ParallelAct:
    """One act made by several jurisdictions together, and the texts that are there."""

    id: str
    name: str
    jurisdictions: tuple[str, ...]
    texts: tuple[LegalText, ...]

    @property
    def effective(self) -> date | None:
        """The one day on which it took effect everywhere; None where a text is missing or the days differ."""
        days = {text.effective for text in self.texts}
        complete = sorted(self.jurisdictions) == sorted(text.jurisdiction for text in self.texts)
        return days.pop() if complete and len(days) == 1 else None

    def in_force(self, day: date) -> tuple[str, ...]:
        """The jurisdictions in which a text holds on a day."""
        return tuple(
            text.jurisdiction
            for text in self.texts
            if text.effective and text.effective <= day and (text.repealed is None or day < text.repealed)
        )


def act_faults(act: ParallelAct) -> tuple[Problem, ...]:
    """Say why it is not one act: fewer than two jurisdictions, texts missing, twice or of strangers, days that differ."""
    found = []
    have = Counter(text.jurisdiction for text in act.texts)
    if len(set(act.jurisdictions)) < 2:
        message = f"{act.name} has {len(set(act.jurisdictions))} jurisdictions. A parallel act has two or more."
        found.append(wrong("act_alone", message, field="jurisdictions"))
    for name in dict.fromkeys(act.jurisdictions):
        if have[name] != 1:
            what = "no text" if not have[name] else f"{have[name]} texts"
            found.append(wrong("act_texts", f"{act.name} has {what} of {name}. One is needed.", field=name))
    for name in have:
        if name not in act.jurisdictions:
            message = f"{act.name} has a text of {name}, which is not among its jurisdictions."
            found.append(wrong("act_stranger", message, field=name))
    days = sorted({text.effective for text in act.texts if text.effective})
    if len(days) > 1:
        where = "; ".join(f"{text.jurisdiction} {text.effective or '?'}" for text in act.texts)
        found.append(wrong("act_dates", f"{act.name} takes effect on {len(days)} days: {where}.", field="effective"))
    for text in act.texts:
        if text.effective is None:
            message = f"The text of {text.jurisdiction} has no day of effect. Take it from its last article."
            found.append(wrong("act_undated", message, field=text.jurisdiction))
        elif text.adopted is not None and text.effective < text.adopted:
            message = (
                f"The text of {text.jurisdiction} takes effect {text.effective}, before {text.adopted}, when passed."
            )
            found.append(wrong("act_order", message, field=text.jurisdiction))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PanelMember:
    """A judge or prosecutor on a panel: the person, the court, its region."""

    person: str
    court: str
    region: str


@dataclass(frozen=True, slots=True)
class CasePanel:
    """A panel of several jurisdictions for a case, with who presides and how long it sat."""

    case: str
    members: tuple[PanelMember, ...]
    presiding: str
    first: date
    last: date | None = None


def panel_faults(panels: Iterable[CasePanel]) -> tuple[Problem, ...]:
    """Say what is wrong with joint panels: one jurisdiction only, a stranger who presides, an even or double bench, dates."""
    found = []
    for panel in panels:
        people = [member.person for member in panel.members]
        if len({member.region for member in panel.members}) < 2:
            message = f"The panel of case {panel.case} sits for one region only. A joint panel has two or more."
            found.append(wrong("panel_alone", message, field="members"))
        if panel.presiding not in people:
            message = f"{panel.presiding} presides over case {panel.case} without sitting on its panel."
            found.append(wrong("panel_stranger", message, field="presiding"))
        if len(set(people)) != len(people):
            found.append(
                wrong("panel_twice", f"Somebody sits twice on the panel of case {panel.case}.", field="members")
            )
        if len(people) % 2 == 0:
            message = f"The panel of case {panel.case} has {len(people)} members. An odd number is needed to decide."
            found.append(wrong("panel_even", message, field="members"))
        if panel.last is not None and panel.last < panel.first:
            message = f"The panel of case {panel.case} ended {panel.last}, before {panel.first}. Correct one."
            found.append(wrong("panel_dates", message, field="last"))
    return tuple(found)
