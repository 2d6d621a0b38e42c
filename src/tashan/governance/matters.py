"""Where does a matter stand? Its state, as `tashan.governance.folding` makes it of its events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from tashan.governance import events as happened
from tashan.governance.approval import Approval
from tashan.governance.events import Fact, MoneyKind, Node, Relation
from tashan.governance.evidence import Evidence, best_grade
from tashan.records.codes import (
    ClosureAssessment,
    Completion,
    EvidenceGrade,
    ResultLevel,
    ResultType,
    SelfReport,
    SideState,
    Stage,
    Theme,
    TypologyLead,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The stages in their order.
STAGES: tuple[Stage, ...] = tuple(Stage)
_HIGH = (Completion.SUBSTANTIAL, Completion.COMPLETE)


@dataclass(frozen=True, slots=True)
class Baseline:
    """Dates and target as fixed on a day, by whom and why."""

    start: date | None
    due: date
    target: str
    measure: str
    day: date
    actor: str
    member: str
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """What the owner said of the matter."""

    status: SelfReport
    note: str
    day: date
    actor: str
    member: str


@dataclass(frozen=True, slots=True)
class Coding:
    """How far a coder found it done, from which evidence; `confirmed_by` is empty where nobody had to confirm."""

    completion: Completion
    evidence: tuple[str, ...]
    achieved: date | None
    day: date
    actor: str
    member: str
    confirmed_by: str = ""
    confirmed_member: str = ""


@dataclass(frozen=True, slots=True)
class FactDate:
    """When it was signed, started or in use, and the evidence of that."""

    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in fen from a source."""

    source: str
    amount: int
    kind: MoneyKind
    day: date


@dataclass(frozen=True, slots=True)
class Adoption:
    """Where a result was taken over, when, and the evidence."""

    member: str
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Result:
    """What came of the matter."""

    id: str
    title: str
    type: ResultType
    level: ResultLevel
    evidence: tuple[str, ...]
    adoptions: tuple[Adoption, ...] = ()


@dataclass(frozen=True, slots=True)
class Objection:
    """Somebody said the record is wrong; `upheld` is None until it is answered."""

    number: int
    text: str
    day: date
    upheld: bool | None = None
    answer: str = ""


@dataclass(slots=True)
class MatterState:
    """
    A matter as its events make it.

    It is made by `fold` and not changed afterwards.

    Attributes:
        id, title, owner, participants, body, measure, parent, themes, lead, borders, quote: as opened.
        opened: the day it was proposed.
        stage, side_state: where it stands on its chain, and why beside it.
        other: the matter it was merged into or superseded by.
        reached: the first day of each stage it reached.
        since: the day of the last move.
        last_update: the day of the last event of any kind.
        baselines: all of them, the first one first.
        reports: the owner's own, apart from completion.
        completion: as coded and, where that is asked for, confirmed.
        coding: the coding in force; `pending`: one that waits for a second person of another member.
        evidence: by id.
        facts: signed, started, in use.
        links: ids before and after it on the chain.
        money, results, objections: as recorded.
        assessment: of its closure.
        approvals: joint approvals by id.
        number: how many events were folded.
    """

    id: str
    title: str
    owner: str
    participants: tuple[str, ...]
    body: str
    measure: str
    parent: str
    themes: tuple[Theme, ...]
    lead: TypologyLead | None
    borders: tuple[str, ...]
    quote: str
    opened: date
    last_update: date
    stage: Stage = Stage.PROPOSED
    side_state: SideState | None = None
    other: str = ""
    since: date = date.min
    reached: dict[Stage, date] = field(default_factory=dict)
    baselines: list[Baseline] = field(default_factory=list)
    reports: list[Report] = field(default_factory=list)
    completion: Completion = Completion.NO_EVIDENCE
    coding: Coding | None = None
    pending: Coding | None = None
    evidence: dict[str, Evidence] = field(default_factory=dict)
    facts: dict[Fact, FactDate] = field(default_factory=dict)
    links: list[Node] = field(default_factory=list)
    money: list[Money] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)
    objections: dict[int, Objection] = field(default_factory=dict)
    assessment: ClosureAssessment | None = None
    approvals: dict[str, Approval[tuple[happened.Change, ...]]] = field(default_factory=dict)
    number: int = 0

    @property
    def position(self) -> Stage | SideState:
        """The side state where it has one, else the stage."""
        return self.side_state or self.stage

    @property
    def first(self) -> Baseline | None:
        """The first baseline, against which slips are measured."""
        return self.baselines[0] if self.baselines else None

    @property
    def due(self) -> date | None:
        """The day by which it is to be done, by the baseline in force."""
        return self.baselines[-1].due if self.baselines else None

    @property
    def slip(self) -> int | None:
        """Days by which the due day was moved since the first baseline; negative where it was brought forward."""
        return (self.baselines[-1].due - self.baselines[0].due).days if self.baselines else None

    @property
    def done_on(self) -> date | None:
        """The day it was done, where completion is complete and the coding says since when."""
        return self.coding.achieved if self.coding and self.completion is Completion.COMPLETE else None

    @property
    def finished_on(self) -> date | None:
        """The day from which no date is pending: done, or for a closed matter in use, else the day of closing."""
        if self.done_on is not None or self.stage not in (Stage.CLOSED, Stage.REPLICATED):
            return self.done_on
        in_use = self.facts.get(Fact.IN_USE)
        return in_use.on if in_use else self.reached.get(Stage.CLOSED, self.since)

    @property
    def late_days(self) -> int | None:
        """Days between the first due day and the day it was done, 0 for in time; None where either is not known."""
        if self.done_on is None or self.first is None:
            return None
        return max(0, (self.done_on - self.first.due).days)

    @property
    def self_report(self) -> SelfReport | None:
        """What the owner said last."""
        return self.reports[-1].status if self.reports else None

    @property
    def grade(self) -> EvidenceGrade:
        """The best grade of its evidence."""
        return best_grade(self.evidence.values())

    @property
    def testable(self) -> bool:
        """Whether it has an owner, a measure and a due day."""
        measure = self.measure or (self.baselines[-1].measure if self.baselines else "")
        return bool(self.owner and measure and self.baselines)

    def money_by_source(self, kind: MoneyKind) -> Mapping[str, int]:
        """Fen by source, for one kind of money."""
        sums: dict[str, int] = {}
        for one in self.money:
            if one.kind is kind:
                sums[one.source] = sums.get(one.source, 0) + one.amount
        return MappingProxyType(sums)

    def relation(self, member: str) -> Relation:
        """What a member has to do with this matter; six digits are a region, anything else stands outside."""
        if member == self.owner:
            return Relation.OWNER
        if member in self.participants:
            return Relation.PARTICIPANT
        if self.body and member == self.body:
            return Relation.BODY
        return Relation.OTHER if len(member) == 6 and member.isdecimal() else Relation.INDEPENDENT


def polimeter(state: MatterState) -> str:
    """
    Give the stricter view of the Polimeter of Laval: `kept`, `kept_in_part`, `broken` or `not_rated`.

    What is done after its first due day is only kept in part; a matter is broken where it was renounced.
    """
    if state.side_state in (SideState.CANCELLED, SideState.WITHDRAWN, SideState.LAPSED):
        return "broken"
    if state.completion is Completion.COMPLETE:
        return "kept_in_part" if state.late_days else "kept"
    return "kept_in_part" if state.completion in (Completion.SUBSTANTIAL, Completion.LIMITED) else "not_rated"
