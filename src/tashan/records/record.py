"""
The records that reading finds in a document: visits, meetings, agreements, signings, bodies, figures, practices.

All are frozen; every field but the evidence has a default, so a record is made from what a text says and nothing
more. Making one is cheap and checks nothing: `tashan.records.validate` checks it against its text. The id is
computed from the content when it is first asked for.
"""

# Annotations are read at run time (_shapes), so what they name is imported for real.
from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, TypeVar

from tashan.records import _codec
from tashan.records.codes import (
    AgreementStrength,
    BodyLevel,
    EventStatus,
    Flag,
    Qualifier,
    SignatureStatus,
    Theme,
    VisitKind,
)
from tashan.records.parts import Actor, Candidate, PartialDate, Party, Period, Person, Span, Typology
from tashan.regions.making import quickly_made
from tashan.regions.region import Region


class _Identified:
    """Keeps the id of a frozen record once it has been computed."""

    __slots__ = ("_id",)
    _id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record(_Identified):
    """
    What all records have in common.

    Attributes:
        evidence: the spans that prove the record; at least one.
        flags: doubts a reader must see.
        candidates: values that are not certain enough to stand in their field, each `{field: value}`.
        background: true where the text only recalls it and it is not this text's news.
        typology: the typology of cooperation, by dimension, as far as the text shows it.
    """

    KIND: ClassVar[str] = ""

    evidence: tuple[Span, ...]
    flags: tuple[Annotated[str, Flag], ...] = ()
    candidates: tuple[Candidate, ...] = field(default=(), hash=False)
    background: bool = False
    typology: Typology = field(default_factory=dict, hash=False)

    @property
    def id(self) -> str:
        """32 hexadecimal digits derived from the record's kind and content."""
        return _codec.record_id(self)


R = TypeVar("R", bound=Record)


def completed(record: R, **fields: object) -> R:
    """
    The same record with further fields filled in, for its maker alone: nobody else may know the record yet.

    What is learnt last (themes, typology) would else copy each record once more.
    """
    for name, value in fields.items():
        object.__setattr__(record, name, value)
    return record


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Record):
    """
    A delegation of one region goes to another; knowledge runs from host to visitor.

    Attributes:
        visitors: the regions whose delegation travels.
        hosts: the regions that received it, the most specific ones.
        start: first day.
        end: last day; the same as `start` for one day, null where only the month or year is known.
        leaders: who leads the delegation.
        kind: who sends or leads it.
        status: whether it took place.
        actors: others who take part.
        sites: places toured, as spelled in the text.
        themes: what it is about.
    """

    KIND: ClassVar[str] = "visit"

    visitors: tuple[Region, ...] = ()
    hosts: tuple[Region, ...] = ()
    start: PartialDate | None = None
    end: PartialDate | None = None
    leaders: tuple[Person, ...] = ()
    kind: Annotated[str, VisitKind] = "other"
    status: Annotated[str, EventStatus] = "done"
    actors: tuple[Actor, ...] = ()
    sites: tuple[str, ...] = ()
    themes: tuple[Annotated[str, Theme], ...] = ()


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """
    A formal meeting between regions.

    Attributes:
        name: as spelled in the text.
        session: its number, where it has one.
        date: first day.
        place: the region where it is held.
        participants: the regions the text names as taking part.
        actors: others who take part.
        status: whether it took place.
        participants_group: the name of a group of participants whose members the text does not name.
    """

    KIND: ClassVar[str] = "meeting"

    name: str | None = None
    session: int | None = None
    date: PartialDate | None = None
    place: Region | None = None
    participants: tuple[Region, ...] = ()
    actors: tuple[Actor, ...] = ()
    status: Annotated[str, EventStatus] = "done"
    participants_group: str | None = field(default=None, metadata={"optional": True})


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Record):
    """
    A document whose parties are in two or more regions.

    Attributes:
        title: in the text's own words, or null where it has none.
        parties: the regions, or organs of regions, that sign.
        actors: others who take part.
        date: the day of signing.
        status: whether it was signed.
        strength: how firmly it binds, where the text shows it.
        fields: the themes it covers.
        parties_group: the name of a group of parties whose members the text does not name.
    """

    KIND: ClassVar[str] = "agreement"

    title: str | None = None
    parties: tuple[Party, ...] = ()
    actors: tuple[Actor, ...] = ()
    date: PartialDate | None = None
    status: Annotated[str, SignatureStatus] = "signed"
    strength: Annotated[str, AgreementStrength] | None = None
    fields: tuple[Annotated[str, Theme], ...] = ()
    parties_group: str | None = field(default=None, metadata={"optional": True})


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Signing(Record):
    """
    Projects signed at an inter-regional event.

    Attributes:
        projects: how many.
        amount_cny: their amount in yuan.
        date: the day of signing.
        event: the event at which they were signed, as spelled in the text.
        investors: the regions the money comes from.
        recipients: the regions it goes to.
        sectors: the sectors the text names, as spelled there.
        status: whether they were signed.
    """

    KIND: ClassVar[str] = "signing"

    projects: int | None = None
    amount_cny: int | float | None = None
    date: PartialDate | None = None
    event: str | None = None
    investors: tuple[Region, ...] = ()
    recipients: tuple[Region, ...] = ()
    sectors: tuple[str, ...] = ()
    status: Annotated[str, SignatureStatus] = "signed"


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Record):
    """
    A council, joint conference, office, topic group or alliance of regions.

    Attributes:
        name: as spelled in the text.
        level: what it does in the mechanism, where the text shows it.
        members: the regions the text names as members.
        members_count: how many members the text says it has.
        actors: members that are no regions.
        founded: when it was founded.
    """

    KIND: ClassVar[str] = "body"

    name: str | None = None
    level: Annotated[str, BodyLevel] | None = None
    members: tuple[Region, ...] = ()
    members_count: int | None = None
    actors: tuple[Actor, ...] = ()
    founded: PartialDate | None = None


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Record):
    """
    A number the text states.

    Attributes:
        subject: whom or what it describes, as spelled in the text.
        measure: what is counted or measured, as spelled in the text.
        value: the number, in `unit`.
        qualifier: how the text hedges it.
        unit: the unit of `value` (元, %, 个, 家 …).
        period: the time it holds for.
    """

    KIND: ClassVar[str] = "figure"

    subject: str | None = None
    measure: str | None = None
    value: int | float | None = None
    qualifier: Annotated[str, Qualifier] | None = None
    unit: str | None = None
    period: Period | None = None


@quickly_made
@dataclass(frozen=True, slots=True, kw_only=True)
class Practice(Record):
    """
    Something done somewhere that others may learn from.

    Attributes:
        problem: what it answers.
        mechanism: how it works.
        region: where it is done.
        conditions: what it needs.
        results: what came of it.
    """

    KIND: ClassVar[str] = "practice"

    problem: str | None = None
    mechanism: str | None = None
    region: Region | None = None
    conditions: tuple[str, ...] = ()
    results: tuple[str, ...] = ()
