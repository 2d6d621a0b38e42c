"""Who may do what to a matter, and what has to be there first? The table of data/matters_transitions.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Final

import yaml

from tashan.governance.events import Fact, NodeKind, Relation, Role
from tashan.governance.matters import MatterState
from tashan.records.codes import ClosureAssessment, Code, Completion, SideState, Stage

#: The step back onto the chain, which names no stage of its own.
RESUMED: Final = "resumed"
Actors = frozenset[tuple[Role, Relation]]


class Need(Code):
    """What has to be there before a step."""

    TESTABLE = "testable", "牵头方、衡量标准和期限", "an owner, a measure and a due day"
    MEETING = "meeting", "列明会议", "a link to the meeting"
    PLAN = "plan", "列明计划", "a link to the plan"
    SIGNED = "signed", "签约日期及其证据", "the day it was signed, with evidence of its own"
    STARTED = "started", "开工日期及其证据", "the day it started, with evidence of its own"
    IN_USE = "in_use", "投用日期及其证据", "the day it was in use, with evidence of its own"
    CONFIRMED = (
        "confirmed",
        "核定为实质或完成，并由另一成员的第二人确认",
        "a coding as substantial or complete, confirmed by a second person of another member",
    )
    ASSESSED = "assessed", "销号评价（合格以上）", "an assessment of the closure that is a pass or better"
    ADOPTION = "adoption", "其他成员采用的证据", "a result taken over by another member, with evidence"
    OTHER = "other", "并入或替代的事项", "the other matter"
    OVERDUE = "overdue", "已过期限", "a due day that has passed"
    REASON = "reason", "理由", "a reason"


@dataclass(frozen=True, slots=True)
class Step:
    """One step that exists: who may take it, and what it needs."""

    source: str
    target: str
    by: Actors
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """All steps by (from, to), and who may record what else by the name of the act."""

    steps: Mapping[tuple[str, str], Step]
    acts: Mapping[str, Actors]


@cache
def table() -> Table:
    """Give the table that comes with Tashan."""
    text = (files("tashan.governance") / "data" / "matters_transitions.yaml").read_text(encoding="utf-8")
    return table_of(yaml.safe_load(text))


def table_of(data: Mapping[str, Any]) -> Table:
    """Make a table of its data; a word that no code list knows is an error (ValueError)."""
    steps: dict[tuple[str, str], Step] = {}
    for row in data["moves"]:
        target = _position(row["to"])
        by, needs = _actors(row["by"]), tuple(Need(need) for need in row.get("needs", ()))
        for source in map(_position, row["from"]):
            if (source, target) in steps:
                raise ValueError(f"The step from {source} to {target} stands twice. Keep one.")
            steps[source, target] = Step(source, target, by, needs)
    acts = {name: _actors(by) for name, by in data["acts"].items()}
    return Table(MappingProxyType(steps), MappingProxyType(acts))


def steps_from(state: MatterState) -> tuple[Step, ...]:
    """Give the steps that exist from where a matter stands."""
    return tuple(step for (source, _), step in table().steps.items() if source == state.position)


def missing(state: MatterState, step: Step, day: date, *, reason: str = "", other: str = "") -> tuple[Need, ...]:
    """Say what a step needs that is not there on a day: what a page shows as "still missing"."""
    answers: dict[Need, Callable[[], bool]] = {
        Need.TESTABLE: lambda: state.testable,
        Need.MEETING: lambda: any(node.kind is NodeKind.MEETING for node in state.links),
        Need.PLAN: lambda: any(node.kind is NodeKind.PLAN for node in state.links),
        Need.SIGNED: lambda: Fact.SIGNED in state.facts,
        Need.STARTED: lambda: Fact.STARTED in state.facts,
        Need.IN_USE: lambda: Fact.IN_USE in state.facts,
        Need.CONFIRMED: lambda: confirmed(state),
        Need.ASSESSED: lambda: (
            state.assessment in (ClosureAssessment.EXCELLENT, ClosureAssessment.GOOD, ClosureAssessment.PASS)
        ),
        Need.ADOPTION: lambda: any(result.adoptions for result in state.results.values()),
        Need.OTHER: lambda: bool(other) and other != state.id,
        Need.OVERDUE: lambda: state.due is not None and state.due < day,
        Need.REASON: lambda: bool(reason.strip()),
    }
    return tuple(need for need in step.needs if not answers[need]())


def confirmed(state: MatterState) -> bool:
    """Whether completion is substantial or complete, and a second person of another member confirmed it."""
    return (
        state.completion in (Completion.SUBSTANTIAL, Completion.COMPLETE)
        and state.coding is not None
        and bool(state.coding.confirmed_by)
    )


def _position(word: str) -> str:
    if word == RESUMED or word in Stage.values() or word in SideState.values():
        return word
    raise ValueError(f"`{word}` is no stage, no side state and not `{RESUMED}`. Correct the table.")


def _actors(words: list[str]) -> Actors:
    pairs = (word.split("@") for word in words)
    return frozenset((Role(role), Relation(relation)) for role, relation in pairs)
