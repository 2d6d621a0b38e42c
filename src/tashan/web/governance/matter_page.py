"""One matter as its page shows it: chain, what is missing, what the reader may do, and its whole history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from tashan.governance.events import Event, Fact, Linked, NodeKind
from tashan.governance.matters import STAGES, MatterState
from tashan.governance.transitions import Need, Step, missing, steps_from
from tashan.records.codes import EvidenceGrade
from tashan.web.accounts.models import Person
from tashan.web.governance.forms import ACTIONS, Action, StepForm
from tashan.web.governance.models import Agreement, Body, Clause, Matter, Plan
from tashan.web.governance.seats import seats
from tashan.web.governance.told import position_name, what_happened
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say


def member_name(member: str) -> str:
    """The name of a member: a region's, or a body's."""
    body = Body.objects.filter(place=member).first() if member.startswith("body:") else None
    return body.name if body else place_name(member)


def node_named(kind: NodeKind, word: str) -> tuple[str, str]:
    """The name of what a matter is tied to, and its page; the word itself where nothing here is called so."""
    if kind is NodeKind.AGREEMENT and (agreement := Agreement.objects.filter(key=word).first()):
        return agreement.title, reverse("governance-agreement", args=[word])
    if kind is NodeKind.CLAUSE and (clause := Clause.objects.filter(digest=word).select_related("agreement").first()):
        return str(clause), reverse("governance-agreement", args=[clause.agreement.key])
    place, _, number = word.rpartition("/s")
    if kind is NodeKind.MEETING and number.isdigit() and (body := Body.objects.filter(place=f"body:{place}").first()):
        session = body.sessions.filter(number=int(number)).first()
        page = reverse("governance-session", args=[session.pk]) if session else reverse("governance-body", args=[place])
        return say("第{n}次会议", "Session {n}", n=number), page
    if kind is NodeKind.PLAN and Plan.objects.filter(title=word).exists():
        return word, reverse("governance-plans")
    return word, ""


@dataclass(frozen=True, slots=True)
class Link:
    """One stop of the chain from meeting to result."""

    kind: str
    what: str
    when: str
    grade: str
    note: str
    done: bool
    href: str = ""


def chain(state: MatterState) -> tuple[Link, ...]:
    """Meeting, agreement, plan, project, result: what stands there, since when, and how good the proof is."""
    return (
        _tied(state, NodeKind.MEETING, say("会议", "Meeting"), state.reached.get(STAGES[2])),
        _fact(state, NodeKind.AGREEMENT, Fact.SIGNED, say("协议", "Agreement")),
        _tied(state, NodeKind.PLAN, say("计划", "Plan"), state.reached.get(STAGES[4])),
        _fact(state, NodeKind.PROJECT, Fact.STARTED, say("项目", "Project")),
        _result(state),
    )


def _tied(state: MatterState, kind: NodeKind, name: str, day: date | None) -> Link:
    found = [node.id for node in state.links if node.kind is kind]
    when = day.isoformat() if day and found else ""
    what, href = node_named(kind, found[-1]) if found else ("", "")
    return Link(name, what, when, "", "", bool(found), href)


def _fact(state: MatterState, kind: NodeKind, fact: Fact, name: str) -> Link:
    dated = state.facts.get(fact)
    found = [node.id for node in state.links if node.kind is kind]
    if dated is None:
        what, href = node_named(kind, found[-1]) if found else ("", "")
        return Link(name, what, "", "", "", done=False, href=href)
    proof = state.evidence.get(dated.evidence)
    what, href = node_named(kind, found[-1]) if found else (label(fact), "")
    grade = proof.grade.value if proof else ""
    when = say("{fact} {on}", "{fact} {on}", fact=label(fact), on=dated.on)
    return Link(name, what, when, grade, proof.document if proof else "", done=True, href=href)


def _result(state: MatterState) -> Link:
    dated = state.facts.get(Fact.IN_USE)
    name = say("结果", "Result")
    if dated is not None:
        proof = state.evidence.get(dated.evidence)
        note = label(state.completion) if state.coding else say("未核定", "not coded")
        return Link(
            name, say("交付并投用", "In use"), dated.on.isoformat(), proof.grade.value if proof else "", note, done=True
        )
    when = say("应于 {due}", "due {due}", due=state.due) if state.due else ""
    told = state.self_report
    note = say("自报“{v}”，未核实", "owner says “{v}”, not proven", v=label(told)) if told else ""
    return Link(name, state.measure, when, EvidenceGrade.D.value if told else "", note, done=False)


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that exists from here: to where, what is missing, and whether the reader may take it."""

    target: str
    name: str
    forward: bool
    lacks: tuple[str, ...]
    mine: bool


def next_steps(state: MatterState, matter: Matter, person: Any, day: date) -> tuple[NextStep, ...]:
    """All steps from where the matter stands, forward ones first."""
    held = {(seat.role, seat.relation) for seat in seats(person, matter)}
    names = [one.value for one in STAGES]

    def forward(step: Step) -> bool:
        return (
            step.target in names
            and state.side_state is None
            and names.index(step.target) > names.index(state.stage.value)
        )

    found = [
        NextStep(
            step.target,
            position_name(step.target),
            forward(step),
            tuple(label(need) for need in missing(state, step, day) if need not in (Need.REASON, Need.OTHER)),
            bool(held & step.by),
        )
        for step in steps_from(state)
    ]
    return tuple(sorted(found, key=lambda step: not step.forward))


def actions(
    state: MatterState, matter: Matter, person: Any, day: date, bound: Action | None = None
) -> Iterator[tuple[str, Action]]:
    """The forms of what the reader may record now, the one that was sent among them."""
    for key, form in ACTIONS.items():
        if bound is not None and isinstance(bound, form):
            yield key, bound
            continue
        if not person.has_perm(form.permission, matter) or not _sensible(key, state):
            continue
        made = make(key, state, matter, person, day, initial={"version": matter.version})
        if key == "step" and not made.fields["to"].choices:
            continue
        yield key, made


def make(key: str, state: MatterState, matter: Matter, person: Any, day: date, *args: Any, **kwargs: Any) -> Action:
    """The form of an action for a reader."""
    form = ACTIONS[key]
    more: dict[str, Any] = {}
    if form is StepForm:
        steps = next_steps(state, matter, person, day)
        more["steps"] = [step.target for step in steps if step.mine]
    return form(*args, state=state, auto_id=f"{key}-%s", **more, **kwargs)


def _sensible(key: str, state: MatterState) -> bool:
    """Whether there is anything that the action could be about."""
    return {
        "confirm": state.pending is not None,
        "decline": state.pending is not None,
        "adopt": bool(state.results and state.evidence),
        "fact": bool(state.evidence),
        "result": bool(state.evidence),
        "assess": state.stage.value == "verified",
    }.get(key, True)


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the history."""

    number: int
    day: date
    recorded: date
    who: str
    member: str
    office: str
    what: str
    reason: str
    later: bool


def _in_one_line(event: Event) -> str:
    if not isinstance(event.change, Linked):
        return what_happened(event)
    node = event.change.node
    return say(
        "关联{kind}：{name}", "Tied to {kind}: {name}", kind=label(node.kind), name=node_named(node.kind, node.id)[0]
    )


def lines(events: tuple[Event, ...], day: date) -> tuple[Line, ...]:
    """The whole history, newest first; what came after the day looked at is marked."""
    names = {event.member: member_name(event.member) for event in events}
    people = {person.username: str(person) for person in Person.objects.filter(username__in={e.actor for e in events})}
    people["system"] = say("系统", "the system")
    found = [
        Line(
            number, event.day, event.recorded, people.get(event.actor, event.actor), names[event.member], label(event.role),
            _in_one_line(event), event.reason, event.day > day,
        )
        for number, event in enumerate(events, 1)
    ]  # fmt: skip
    return tuple(reversed(found))


__all__ = ["Line", "Link", "NextStep", "actions", "chain", "lines", "make", "next_steps"]
