"""What the tests of matters share: three cities, people, and a matter that goes its whole way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

from tashan.governance import events as e
from tashan.governance.events import Change, Event, Fact, Node, NodeKind, Role
from tashan.governance.evidence import Evidence
from tashan.governance.history import Appended, append
from tashan.records.codes import (
    ClosureAssessment,
    Completion,
    EvidenceGrade,
    ResultLevel,
    ResultType,
    SelfReport,
    Stage,
)

OWNER, PARTNER, OTHER, BODY, INSTITUTE = "320100", "321000", "341100", "council", "institute"
MEMBER_OF = {
    e.Relation.OWNER: OWNER,
    e.Relation.PARTICIPANT: PARTNER,
    e.Relation.OTHER: OTHER,
    e.Relation.BODY: BODY,
    e.Relation.INDEPENDENT: INSTITUTE,
}
START = date(2021, 1, 1)


def on(days: int) -> date:
    return START + timedelta(days=days)


def proof(
    name: str,
    grade: EvidenceGrade = EvidenceGrade.A,
    *,
    published: date | None = None,
    publisher: str = "",
    quote: str = "",
) -> Evidence:
    """A complete piece of evidence; hash, quote and publisher follow from its name."""
    return Evidence(
        name,
        grade,
        f"doc-{name}",
        quote or f"{name}：已经完成。",
        sha256(name.encode()).hexdigest(),
        published or on(0),
        publisher or f"publisher {name}",
    )


def event(
    change: Change,
    day: int,
    actor: str = "secretary",
    role: Role = Role.SECRETARIAT,
    member: str = BODY,
    *,
    reason: str = "",
    recorded: int | None = None,
    matter: str = "m1",
) -> Event:
    return Event(matter, change, on(day), on(day if recorded is None else recorded), actor, role, member, reason)


def owner(change: Change, day: int, *, actor: str = "mayor", role: Role = Role.APPROVER, reason: str = "") -> Event:
    return event(change, day, actor, role, OWNER, reason=reason)


def coder(change: Change, day: int, *, actor: str = "coder", member: str = INSTITUTE, reason: str = "") -> Event:
    return event(change, day, actor, Role.CODER, member, reason=reason)


def second(change: Change, day: int, *, actor: str = "second", member: str = PARTNER, reason: str = "") -> Event:
    return event(change, day, actor, Role.APPROVER, member, reason=reason)


OPENED = e.Opened("共建产业园二期", OWNER, (PARTNER,), BODY, "厂房交付并投用")
PATH: tuple[Event, ...] = (
    owner(OPENED, 0),
    event(e.Moved(Stage.AGENDA), 1),
    event(e.Linked(Node(NodeKind.MEETING, "6")), 2),
    owner(e.Baselined(on(10), on(300), "20 万平方米"), 2),
    event(e.Moved(Stage.RESOLVED), 3),
    owner(e.Evidenced(proof("agreement", published=on(5))), 5),
    owner(e.Dated(Fact.SIGNED, on(5), "agreement"), 5),
    owner(e.Moved(Stage.AGREED), 6),
    event(e.Linked(Node(NodeKind.PLAN, "list-2021/14")), 7),
    event(e.Moved(Stage.PLANNED), 8),
    owner(e.Evidenced(proof("groundbreaking", EvidenceGrade.B, published=on(60))), 61),
    owner(e.Dated(Fact.STARTED, on(60), "groundbreaking"), 61),
    owner(e.Moved(Stage.STARTED), 62),
    owner(e.Reported(SelfReport.ON_TRACK), 100, actor="clerk", role=Role.OFFICER),
    owner(e.Evidenced(proof("opening", published=on(310))), 311),
    owner(e.Dated(Fact.IN_USE, on(310), "opening"), 311),
    owner(e.Moved(Stage.DELIVERED), 312),
    owner(e.Reported(SelfReport.DONE), 312, actor="clerk", role=Role.OFFICER),
    coder(e.Coded(Completion.COMPLETE, ("opening",), on(310)), 320),
    second(e.Confirmed(), 330),
    coder(e.Moved(Stage.VERIFIED), 331),
    owner(e.Resulted("r1", "共建办法", ResultType.INSTITUTIONAL_OUTPUT, ResultLevel.OUTPUT, ("opening",)), 335),
    event(e.Assessed(ClosureAssessment.GOOD), 340),
    event(e.Moved(Stage.CLOSED), 341),
    event(e.Evidenced(proof("copied", published=on(400))), 400),
    event(e.Adopted("r1", OTHER, on(400), "copied"), 401, "clerk of 341100", Role.OFFICER, OTHER),
    event(e.Moved(Stage.REPLICATED), 402),
)


def recorded(events: Sequence[Event]) -> tuple[Event, ...]:
    """A history of these events; an event that is refused fails the test."""
    history: tuple[Event, ...] = ()
    for one in events:
        offered = append(history, one)
        assert () == offered.problems, (one, offered.problems)
        history = offered.events
    return history


def until(stage: Stage) -> tuple[Event, ...]:
    """The way up to and with the move to a stage."""
    for number, one in enumerate(PATH, 1):
        if one.change == e.Moved(stage):
            return PATH[:number]
    return PATH[:1]


def offered(history: Sequence[Event], one: Event) -> Appended:
    return append(recorded(history), one)


def codes(result: Appended) -> list[str]:
    return [problem.code for problem in result.problems]
