"""The records that governance follows after reading: matters, and results copied elsewhere."""

# Annotations are read at run time (_shapes), so what they name is imported for real.
from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from tashan.records.codes import Completion, EventStatus, EvidenceGrade, SelfReport, SideState, Stage, Theme
from tashan.records.parts import Actor, PartialDate, Party
from tashan.records.record import Record
from tashan.regions.region import Region


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Record):
    """
    Something promised that can be tested, with an owner and a date.

    Attributes:
        title: what is promised, in the text's own words.
        owner: who leads it.
        participants: the other regions that take part.
        actors: others who take part.
        measure: the act or result by which it can be tested.
        due: when it is to be done.
        stage: how far it has come along its chain.
        side_state: why it stands beside the chain, or null.
        completion: how far it is done, coded independently of the owner's own report.
        self_report: what the owner says.
        evidence_grade: the best grade among its sources.
        themes: what it is about.
        arises_from: the id of the agreement, meeting or document part in which it was promised.
    """

    KIND: ClassVar[str] = "matter"

    title: str | None = None
    owner: Party | None = None
    participants: tuple[Region, ...] = ()
    actors: tuple[Actor, ...] = ()
    measure: str | None = None
    due: PartialDate | None = None
    stage: Annotated[str, Stage] = "proposed"
    side_state: Annotated[str, SideState] | None = None
    completion: Annotated[str, Completion] = "no_evidence"
    self_report: Annotated[str, SelfReport] | None = None
    evidence_grade: Annotated[str, EvidenceGrade] = "E"
    themes: tuple[Annotated[str, Theme], ...] = ()
    arises_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Replication(Record):
    """
    A practice or an institutional result that was taken over elsewhere.

    Attributes:
        subject: what was taken over, in the text's own words.
        origin: where it comes from.
        adopters: who took it over.
        date: when.
        status: whether it was taken over or is only to be.
        practice: the id of the practice or matter that was taken over, where it is known.
    """

    KIND: ClassVar[str] = "replication"

    subject: str | None = None
    origin: tuple[Region, ...] = ()
    adopters: tuple[Region, ...] = ()
    date: PartialDate | None = None
    status: Annotated[str, EventStatus] = "done"
    practice: str | None = None
