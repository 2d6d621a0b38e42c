"""
What happened to a matter? Events that are only ever added: what changed, when it is true, when it was recorded, by whom.

An event names the day on which it holds and the day on which it was recorded, so a matter can be shown as it was on any
day, and as it was known on any other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from tashan.governance.approval import Answer
from tashan.governance.evidence import Evidence
from tashan.records.codes import (
    ClosureAssessment,
    Code,
    Completion,
    ResultLevel,
    ResultType,
    SelfReport,
    SideState,
    Stage,
    Theme,
    TypologyLead,
)


class Role(Code):
    """In which office a person acts."""

    OFFICER = "officer", "经办人", "officer who reports"
    APPROVER = "approver", "审核人", "who decides for a member"
    SECRETARIAT = "secretariat", "联席会议办公室", "secretariat of the body"
    CODER = "coder", "核验员", "independent coder"
    PUBLIC = "public", "公众", "public"


class Relation(Code):
    """What an actor's member has to do with a matter."""

    OWNER = "owner", "牵头方", "owner"
    PARTICIPANT = "participant", "参与方", "participant"
    OTHER = "other", "其他成员", "another member"
    BODY = "body", "机构", "the body itself"
    INDEPENDENT = "independent", "独立第三方", "independent"


class Fact(Code):
    """Three different facts that news like to mix up."""

    SIGNED = "signed", "签约", "signed"
    STARTED = "started", "开工", "started"
    IN_USE = "in_use", "投用", "in use"


class MoneyKind(Code):
    """How firm money is; a promise is no payment."""

    PLANNED = "planned", "计划", "planned"
    COMMITTED = "committed", "落实", "committed"
    PAID = "paid", "支付", "paid"


class NodeKind(Code):
    """What stands on the chain from meeting to result, first to last."""

    MEETING = "meeting", "会议", "meeting"
    AGREEMENT = "agreement", "协议", "agreement"
    CLAUSE = "clause", "条款", "clause"
    PLAN = "plan", "计划", "plan"
    MATTER = "matter", "合作事项", "matter"
    PROJECT = "project", "项目", "project"
    RESULT = "result", "成果", "result"


@dataclass(frozen=True, slots=True)
class Node:
    """One thing on the chain: its kind and id."""

    kind: NodeKind
    id: str


@dataclass(frozen=True, slots=True)
class Opened:
    """
    A matter is proposed.

    Attributes:
        title: what is promised.
        owner: code of the member that leads.
        participants: codes of the other members.
        body: the body under which it runs.
        measure: the act or result by which it can be tested.
        parent: the matter of which this is a task, or "".
        themes: what it is about.
        lead: whether governments or enterprises drive it.
        borders: ids of rivers, roads, parks it is about.
        quote: the words in which it was promised.
    """

    title: str
    owner: str
    participants: tuple[str, ...] = ()
    body: str = ""
    measure: str = ""
    parent: str = ""
    themes: tuple[Theme, ...] = ()
    lead: TypologyLead | None = None
    borders: tuple[str, ...] = ()
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Baselined:
    """Dates and target are fixed: the first time, or anew with a reason; earlier baselines are kept."""

    start: date | None
    due: date
    target: str = ""
    measure: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """The matter goes to another stage of its chain, forward or back."""

    to: Stage


@dataclass(frozen=True, slots=True)
class SetAside:
    """The matter leaves its chain; `other` is the matter it was merged into or superseded by."""

    to: SideState
    other: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The matter goes on at the stage where it was left."""


@dataclass(frozen=True, slots=True)
class Reported:
    """The owner says how it goes."""

    status: SelfReport
    note: str = ""


@dataclass(frozen=True, slots=True)
class Evidenced:
    """A piece of evidence is handed in."""

    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Dated:
    """Signed, started or in use on a day, proven by evidence of its own."""

    fact: Fact
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Coded:
    """A coder says how far it is done, from which evidence, and since when."""

    completion: Completion
    evidence: tuple[str, ...] = ()
    achieved: date | None = None


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A second person of another member confirms the coding that waits."""


@dataclass(frozen=True, slots=True)
class Declined:
    """A second person of another member returns the coding that waits."""


@dataclass(frozen=True, slots=True)
class Linked:
    """The matter is tied to a meeting, agreement, clause or plan before it, or a project after it."""

    node: Node


@dataclass(frozen=True, slots=True)
class Funded:
    """Money from a source, in fen."""

    source: str
    amount: int
    type: MoneyKind


@dataclass(frozen=True, slots=True)
class Resulted:
    """A result, on paper or on the ground, with its evidence."""

    id: str
    title: str
    type: ResultType
    level: ResultLevel
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adopted:
    """A result was taken over by another member."""

    result: str
    adopter: str
    on: date
    evidence: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """The closure is judged."""

    assessment: ClosureAssessment


@dataclass(frozen=True, slots=True)
class Asked:
    """Several equal members are asked to agree to changes, which take effect together or not at all."""

    approval: str
    changes: tuple[Baselined | Moved | SetAside | Resumed | Funded, ...]
    members: tuple[str, ...]
    needed: int


@dataclass(frozen=True, slots=True)
class Answered:
    """A member answers."""

    approval: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Objected:
    """Somebody says that the record is wrong."""

    text: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An objection (the number of its event) is answered."""

    objection: int
    upheld: bool


@dataclass(frozen=True, slots=True)
class Retracted:
    """An event (by its number) was recorded in error; it stays in the history and no longer counts."""

    event: int


Change = (
    Opened
    | Baselined
    | Moved
    | SetAside
    | Resumed
    | Reported
    | Evidenced
    | Dated
    | Coded
    | Confirmed
    | Declined
    | Linked
    | Funded
    | Resulted
    | Adopted
    | Assessed
    | Asked
    | Answered
    | Objected
    | Settled
    | Retracted
)


def _kind(change: type[Change]) -> str:
    """The name under which events of a change are written: SetAside is set_aside."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", change.__name__).lower()


#: The kinds of change by the name under which events are written.
CHANGES: Final[dict[str, type[Change]]] = {_kind(change): change for change in get_args(Change)}
KIND_OF: Final[dict[type[Change], str]] = {change: name for name, change in CHANGES.items()}


@dataclass(frozen=True, slots=True)
class Event:
    """
    One thing that happened to a matter.

    Attributes:
        matter: id of the matter.
        change: what changed.
        day: when it is true.
        recorded: when it was recorded; never before `day`, never before the event recorded last.
        actor: the person.
        role: the office in which the person acts.
        member: the person's member: a region's code, a body, or an institute.
        reason: why.
    """

    matter: str
    change: Change
    day: date
    recorded: date
    actor: str
    role: Role
    member: str
    reason: str = ""

    @property
    def kind(self) -> str:
        """The name of the change."""
        return KIND_OF[type(self.change)]
