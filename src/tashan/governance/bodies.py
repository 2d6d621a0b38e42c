"""
Bodies of cooperation and the mechanism they form: who sits above whom, who chairs, who belongs on a day.

Three levels, four levels, a council with an executive committee and a company, provinces in turn, two partners in turn: all
are settings of the same body, told by its level, what it reports to and its rotation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tashan.governance.admission import AdmissionRules, Case, check_cases
from tashan.governance.agreements import Agreement, check_agreements
from tashan.governance.conflicts import UNSAID, Conflict, Figure, check_conflicts, check_figures
from tashan.governance.days import holds_on
from tashan.governance.membership import Membership, belongs, check_memberships, roll
from tashan.governance.participants import Participant
from tashan.governance.problems import Problem, failure
from tashan.governance.rosters import check, next_turn
from tashan.governance.rotations import Change, Checked, Held, Rotation, Turn
from tashan.governance.secondments import Secondment, check_secondments
from tashan.governance.sessions import Promise, Session, check_sessions, in_order
from tashan.governance.topic_groups import TopicGroup, check_groups
from tashan.records.codes import BodyLevel
from tashan.rules import Label, Source

#: The levels of bodies in the order in which matters rise: what executes reports to what coordinates, and so on.
RISING = ("execute", "coordinate", "decide", "consult")


@dataclass(frozen=True, slots=True)
class Chair:
    """That somebody chairs a body during a period, as `permanent` or `rotating` chair."""

    participant: Participant
    kind: str
    start: str
    end: str | None = None
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")


@dataclass(frozen=True, slots=True)
class Secretariat:
    """Who keeps a body's papers during a period."""

    label: Label
    start: str
    end: str | None = None
    source: Source | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """
    A body of cooperation.

    Attributes:
        key: its name in the file.
        label: its name in both languages.
        level: one of `BodyLevel`: consult, decide, coordinate, execute.
        start, end: first and last day it existed, as far as known; end None while it does.
        reports_to: the key of the body above it; "" at the top.
        memberships: members and observers.
        chairs: chairs on record; rotating ones mostly follow from the rotation.
        secretariats: who kept its papers.
        rotation: how hosts follow each other; None where no rule is known.
        changes: decisions to depart from the rotation.
        promises: how often sessions are promised.
        complete: first and last day between which all its sessions are on record; None where some may be missing.
        sessions: on record.
        groups: its topic groups.
        admission: what it asks of those who want to join.
        cases: of applicants.
        agreements: made in it.
        secondments: cadres sent to it.
        figures: numbers it reported.
        note: a remark.
        source: where it is described.
        place: file, line and field.
    """

    key: str
    label: Label
    level: str
    start: str
    end: str | None = None
    reports_to: str = ""
    memberships: tuple[Membership, ...] = ()
    chairs: tuple[Chair, ...] = ()
    secretariats: tuple[Secretariat, ...] = ()
    rotation: Rotation | None = None
    changes: tuple[Change, ...] = ()
    promises: tuple[Promise, ...] = ()
    complete: tuple[str, str | None] | None = None
    sessions: tuple[Session, ...] = ()
    groups: tuple[TopicGroup, ...] = ()
    admission: AdmissionRules = field(default_factory=AdmissionRules)
    cases: tuple[Case, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    secondments: tuple[Secondment, ...] = ()
    figures: tuple[Figure, ...] = ()
    note: Label = UNSAID
    source: Source | None = None
    place: tuple[str, int, str] = ("", 0, "")

    def session(self, number: int) -> Session | None:
        """The session with a number; None where it is not on record."""
        return next((each for each in self.sessions if each.number == number), None)


@dataclass(frozen=True, slots=True)
class Mechanism:
    """
    Bodies that work together, as one file describes them.

    Attributes:
        key: its name.
        label: its name in both languages.
        levels: the levels it has, as `decide, coordinate, execute`.
        bodies: by key, in the order of the file.
        conflicts: sources that disagree.
        file: where it was read.
        note: a remark.
    """

    key: str
    label: Label
    levels: tuple[str, ...]
    bodies: Mapping[str, Body]
    conflicts: tuple[Conflict, ...] = ()
    file: str = ""
    note: Label = UNSAID

    def body(self, key: str) -> Body:
        """
        The body with a key.

        Raises:
            GovernanceError: `unknown_body`, with those there are.
        """
        found = self.bodies.get(key)
        if found is None:
            message = f"{self.key} has no body `{key}`. It has: {', '.join(self.bodies)}."
            raise failure("unknown_body", message, self.file)
        return found


def members_on(body: Body, day: str, known_on: str | None = None) -> tuple[Participant, ...]:
    """The members of a body on a day, in the order of joining, as the register said on `known_on` (None: says now)."""
    return tuple(each.participant for each in roll(body.memberships, day, known_on))


def observers_on(body: Body, day: str, known_on: str | None = None) -> tuple[Participant, ...]:
    """The observers of a body on a day, as `members_on`."""
    return tuple(each.participant for each in roll(body.memberships, day, known_on, role="observer"))


def chairs_on(body: Body, day: str) -> tuple[Chair, ...]:
    """
    Who chairs on a day: the chairs on record; and where turns are counted by year, the chair of that year by the rule.

    A rotating chair on record takes the place of the one by the rule.
    """
    found = tuple(each for each in body.chairs if holds_on(day, each.start, each.end))
    if any(each.kind == "rotating" for each in found) or body.rotation is None or body.rotation.by != "year":
        return found
    year = int(day[:4])
    turn = next((each.expected for each in rotation_history(body) if each.turn == year), None)
    if turn is None and holds_on(day, body.rotation.start, body.rotation.end):
        turn = _by_rule(body, year, day)
    who = next((each.participant for each in roll(body.memberships, day) if each.participant.key == turn), None)
    if who is None:
        return found
    return (*found, Chair(who, "rotating", f"{year}-01-01", f"{year}-12-31", body.rotation.source))


def _by_rule(body: Body, year: int, day: str) -> str | None:
    history = [held for held in held_sessions(body) if held.turn < year]
    if body.rotation is None or not (history or body.rotation.anchor):
        return None
    return next_turn(body.rotation, body.memberships, history, (year, day), body.changes, complete=body.complete).host


def secretariat_on(body: Body, day: str) -> Secretariat | None:
    """Who keeps the papers of a body on a day; None where it is not known."""
    return next((each for each in body.secretariats if holds_on(day, each.start, each.end)), None)


def held_sessions(body: Body) -> tuple[Held, ...]:
    """The sessions held, as the roster counts them: by number, or by year; those without are left out."""
    by_year = body.rotation is not None and body.rotation.by == "year"
    found = []
    for each in in_order(body.sessions):
        turn = int(each.day[:4]) if by_year and each.day else each.number
        if each.held.known and turn is not None:
            found.append(Held(turn, each.held.first, each.host.key if each.host else None))
    return tuple(found)


def rotation_history(body: Body, until: str | None = None) -> tuple[Checked, ...]:
    """The recorded hosts held against the rotation, up to a day; empty where there is no rotation."""
    if body.rotation is None:
        return ()
    history = [held for held in held_sessions(body) if until is None or held.day <= until]
    return check(body.rotation, body.memberships, history, body.changes, complete=body.complete)


def next_host(body: Body, on: str) -> Turn | None:
    """Who hosts the session after the last one held by a day; None without a rotation or a session to count from."""
    if body.rotation is None or not holds_on(on, body.rotation.start, body.rotation.end):
        return None
    history = [held for held in held_sessions(body) if held.day <= on]
    if body.rotation.by == "year":
        year = max([*(held.turn + 1 for held in history), int(on[:4])])
        day = on if on[:4] == f"{year}" else f"{year}-12-31"
        at = (year, day)
    else:
        at = (max((held.turn for held in history), default=0) + 1, on)
    if not (body.rotation.anchor or any(held.host for held in history)):
        return None
    return next_turn(body.rotation, body.memberships, history, at, body.changes, complete=body.complete)


def ladder(mechanism: Mechanism, key: str) -> tuple[Body, ...]:
    """The bodies to which a matter of a body rises, nearest first: what it reports to, what that reports to, and so on."""
    found: list[Body] = []
    above = mechanism.body(key).reports_to
    while above and above in mechanism.bodies and all(each.key != above for each in found):
        found.append(mechanism.bodies[above])
        above = found[-1].reports_to
    return tuple(found)


def check_mechanism(mechanism: Mechanism) -> tuple[Problem, ...]:
    """
    What is wrong with a mechanism and its bodies, each with file, line and field.

    Beside what the parts report: `unknown_body`, `circle`, `level_order` (a body reports to a lower level),
    `level_not_used`, `chair_not_member`, `never_a_member`.
    """
    problems = list(check_conflicts(mechanism.conflicts))
    for body in mechanism.bodies.values():
        problems += _above(mechanism, body)
        problems += check_body(body)
    return tuple(problems)


def _above(mechanism: Mechanism, body: Body) -> list[Problem]:
    found = []
    if mechanism.levels and body.level and body.level not in mechanism.levels:
        message = f"`{body.key}` is at level {body.level}, which `levels` does not name. Add it there, or correct it."
        found.append(Problem("level_not_used", message, *body.place))
    above = mechanism.bodies.get(body.reports_to)
    if body.reports_to and above is None:
        message = f"`{body.key}` reports to `{body.reports_to}`, which is no body of this file. Correct the name."
        found.append(Problem("unknown_body", message, *body.place))
    if above is not None and body.level and above.level and _rank(above) < _rank(body):
        message = (
            f"`{body.key}` ({body.level}) reports to `{above.key}` ({above.level}), which is lower. Turn it round."
        )
        found.append(Problem("level_order", message, *body.place))
    chain, current = [body.key], above
    while current is not None and current.key not in chain:
        chain.append(current.key)
        current = mechanism.bodies.get(current.reports_to)
    if current is not None and current.key == body.key:
        message = f"`{' → '.join([*chain, body.key])}` is a circle. Let one of them report to nobody."
        found.append(Problem("circle", message, *body.place))
    return found


def _rank(body: Body) -> int:
    return RISING.index(BodyLevel(body.level).value)


def check_body(body: Body) -> tuple[Problem, ...]:
    """What is wrong with one body and its parts, each with file, line and field."""
    problems = [
        *check_memberships(body.memberships),
        *check_sessions(body.sessions),
        *check_groups(body.groups),
        *check_cases(body.cases, body.admission),
        *check_agreements(body.agreements),
        *check_secondments(body.secondments),
        *check_figures(body.figures),
    ]
    problems += _strangers(body)
    for chair in body.chairs:
        if not belongs(body.memberships, chair.participant.key, chair.start):
            message = (
                f"{chair.participant.name} chairs from {chair.start}, but is no member on that day. "
                "Correct the date, or add the membership."
            )
            problems.append(Problem("chair_not_member", message, *chair.place))
        elif chair.end and not belongs(body.memberships, chair.participant.key, chair.end):
            message = f"{chair.participant.name} chairs until {chair.end}, but is no member then. End it earlier."
            problems.append(Problem("chair_not_member", message, *chair.place))
    return tuple(problems)


def _strangers(body: Body) -> list[Problem]:
    """Those whom the rotation or a decision names although they are members on no day."""
    if body.rotation is None:
        return []
    known = {each.participant.key for each in body.memberships if each.role == "member"}
    rotation = body.rotation
    anchor = (rotation.anchor,) if rotation.anchor else ()
    named = [(key, rotation.place) for key in (*rotation.cycle, *anchor, *rotation.excluded)]
    named += [(change.member, change.place) for change in body.changes if change.member]
    return [
        Problem(
            "never_a_member",
            f"{key} is no member of `{body.key}` on any day. Add the membership, or correct the code.",
            *place,
        )
        for key, place in dict.fromkeys(named)
        if key not in known
    ]
