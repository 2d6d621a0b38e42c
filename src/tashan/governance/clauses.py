"""
What does a clause promise? A clause becomes a matter with its quote, or stays a statement that nobody can test.

Only a promise that names an actor and a testable act or result is a matter; everything else is counted apart, so that
rates are not made of phrases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tashan.governance._wrong import wrong
from tashan.governance.agreements import Clause
from tashan.governance.events import Baselined, Event, Evidenced, Linked, Node, NodeKind, Opened, Role
from tashan.governance.evidence import Evidence
from tashan.governance.problems import Problem
from tashan.records.codes import CommitmentKind, EvidenceGrade, Theme


@dataclass(frozen=True, slots=True)
class Promise:
    """
    What a clause says, as an officer reads it.

    Attributes:
        clause: the clause of the agreement, word for word.
        title: what is promised, in short.
        owner: code of the member that leads, or "" where the clause names none.
        participants: codes of the other members.
        measure: the act or result by which it can be tested, or "".
        start: first day, where stated.
        due: last day, where stated.
        themes: what it is about.
        meeting: the meeting at which the agreement was made, or "".
    """

    clause: Clause
    title: str
    owner: str = ""
    participants: tuple[str, ...] = ()
    measure: str = ""
    start: date | None = None
    due: date | None = None
    themes: tuple[Theme, ...] = ()
    meeting: str = ""

    @property
    def kind(self) -> CommitmentKind:
        """A matter where an actor and a testable act or result are named, else a statement."""
        return CommitmentKind.MATTER if self.owner and self.measure.strip() else CommitmentKind.STATEMENT


def matter_of(
    promise: Promise, matter: str, *, body: str, actor: str, signed: date, recorded: date, document: str, sha256: str
) -> tuple[tuple[Event, ...], tuple[Problem, ...]]:
    """
    Make the first events of a matter from a clause: opened, linked, the quote as evidence, and dates where stated.

    Args:
        promise: what the clause says.
        matter: id of the new matter.
        body: the body whose secretariat opens it.
        actor: who does.
        signed: the agreement's day; the matter is open from then on.
        recorded: the day of recording.
        document: the agreement's id or address in the archive.
        sha256: of that document.

    Returns:
        Events for `history.record`, or none and the reason where the clause is only a statement.
    """
    if promise.kind is CommitmentKind.STATEMENT:
        lacks = [
            name for name, value in (("actor", promise.owner), ("testable act or result", promise.measure)) if not value
        ]
        message = (
            f"Clause {promise.clause.number or promise.clause.id} names no {' and no '.join(lacks)}: it is a statement and is counted apart. "
            "Add what is missing if the text has it."
        )
        return (), (wrong("statement", message, field="measure" if promise.owner else "owner"),)
    opened = Opened(
        promise.title,
        promise.owner,
        promise.participants,
        body,
        promise.measure,
        themes=promise.themes,
        quote=promise.clause.quote,
    )
    evidence = Evidence(
        f"clause {promise.clause.id}", EvidenceGrade.A, document, promise.clause.quote[:300], sha256, signed
    )
    changes: list[Opened | Linked | Evidenced | Baselined] = [
        opened,
        Linked(Node(NodeKind.AGREEMENT, promise.clause.agreement)),
        Linked(Node(NodeKind.CLAUSE, promise.clause.id)),
        Evidenced(evidence),
    ]
    if promise.meeting:
        changes.insert(1, Linked(Node(NodeKind.MEETING, promise.meeting)))
    if promise.due is not None:
        changes.append(Baselined(promise.start, promise.due, measure=promise.measure))
    return tuple(Event(matter, change, signed, recorded, actor, Role.SECRETARIAT, body) for change in changes), ()


def statements_to_matters(promises: Sequence[Promise]) -> tuple[int, int]:
    """Count statements and matters among promises."""
    matters = sum(promise.kind is CommitmentKind.MATTER for promise in promises)
    return len(promises) - matters, matters
