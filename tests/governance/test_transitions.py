"""The whole state machine: every position × target × role × relation, against a table typed here by hand."""

from __future__ import annotations

from itertools import product

import pytest
from tests.governance.matter_histories import BODY, MEMBER_OF, OWNER, PARTNER, PATH, event, on, until

from tashan.governance import events as e
from tashan.governance.approval import Answer
from tashan.governance.events import Event, Relation, Role
from tashan.governance.evidence import Evidence
from tashan.governance.folding import fold
from tashan.governance.matters import MatterState
from tashan.governance.refusals import refusals
from tashan.governance.transitions import Need, missing, steps_from, table, table_of
from tashan.records.codes import Completion, EvidenceGrade, ResultLevel, ResultType, SelfReport, SideState, Stage

S, A, C = "secretariat", "approver of the owner", "independent coder"
#: from → to: who. Typed from the rules, not from the file.
EXPECTED = """
proposed agenda S
agenda resolved S
resolved agreed S A
resolved planned S A
agreed planned S A
agreed started A P
planned started A P
started delivered A
delivered verified S C
verified closed S
closed replicated S C
agenda proposed S
resolved agenda S
delivered started S C
verified started S
closed started S
replicated closed S
proposed on_hold S A
agenda on_hold S A
resolved on_hold S A
agreed on_hold S A
planned on_hold S A
started on_hold S A
delivered on_hold S A
proposed merged S
agenda merged S
resolved merged S
agreed merged S
planned merged S
started merged S
on_hold merged S
proposed superseded S
agenda superseded S
resolved superseded S
agreed superseded S
planned superseded S
started superseded S
on_hold superseded S
proposed withdrawn A
agenda withdrawn A
resolved withdrawn A
on_hold withdrawn A
resolved cancelled S
agreed cancelled S
planned cancelled S
started cancelled S
delivered cancelled S
on_hold cancelled S
agreed lapsed S
planned lapsed S
started lapsed S
on_hold lapsed S
on_hold resumed S A
withdrawn resumed S
cancelled resumed S
lapsed resumed S
"""
WHO = {
    "S": {("secretariat", "body")},
    "A": {("approver", "owner")},
    "P": {("approver", "participant")},
    "C": {("coder", "participant"), ("coder", "other"), ("coder", "body"), ("coder", "independent")},
}
STEPS = {
    (source, target): set().union(*(WHO[letter] for letter in letters))
    for source, target, *letters in (line.split() for line in EXPECTED.strip().splitlines())
}
POSITIONS = (*Stage.values(), *SideState.values())
TARGETS = (*POSITIONS, "resumed")
EVERYBODY = tuple(product(Role, Relation))


def _at(position: str) -> MatterState:
    """A matter at a position."""
    stage = Stage(position) if position in Stage.values() else Stage.STARTED
    state = fold(until(stage))
    assert state is not None
    if position in SideState.values():
        state.side_state = SideState(position)
    return state


def _move(target: str, role: Role, relation: Relation) -> Event:
    change: e.Change
    if target == "resumed":
        change = e.Resumed()
    elif target in SideState.values():
        change = e.SetAside(SideState(target), "m2")
    else:
        change = e.Moved(Stage(target))
    return event(change, 500, "someone", role, MEMBER_OF[relation], reason="because")


@pytest.mark.parametrize("source", POSITIONS)
@pytest.mark.parametrize("target", TARGETS)
def test_who_may_take_a_step(source: str, target: str) -> None:
    """For each of 16 positions and 17 targets exactly the listed roles and relations may go; others are told so."""
    state = _at(source)
    allowed, unknown = set(), set()
    for role, relation in EVERYBODY:
        found = {problem.code for problem in refusals(state, _move(target, role, relation))}
        if "step_unknown" in found:
            unknown.add((role.value, relation.value))
        elif "not_allowed" not in found:
            allowed.add((role.value, relation.value))

    assert STEPS.get((source, target), set()) == allowed
    assert ((source, target) not in STEPS) == (len(EVERYBODY) == len(unknown))


ACTS = {
    "opened": "oO aO sB",
    "baselined": "aO sB",
    "rebaselined": "sB",
    "reported": "oO aO",
    "evidenced": "oO aO oP aP oX aX sB cP cX cB cI pI",
    "dated": "oO aO oP aP sB cP cX cB cI",
    "coded": "cP cX cB cI",
    "confirmed": "aP aX cP cX",
    "declined": "aP aX cP cX",
    "linked": "oO aO sB",
    "funded": "aO aP sB",
    "resulted": "oO aO oP aP sB",
    "adopted": "oP aP oX aX sB",
    "assessed": "sB",
    "asked": "aO sB",
    "answered": "aO aP aX",
    "objected": "oO aO oP aP oX aX sB cP cX cB cI pI",
    "settled": "sB",
}
ROLES = {"o": "officer", "a": "approver", "s": "secretariat", "c": "coder", "p": "public"}
RELATIONS = {"O": "owner", "P": "participant", "X": "other", "B": "body", "I": "independent"}
CHANGES: dict[str, e.Change] = {
    "opened": PATH[0].change,
    "baselined": e.Baselined(None, on(300)),
    "rebaselined": e.Baselined(None, on(400)),
    "reported": e.Reported(SelfReport.AT_RISK),
    "evidenced": e.Evidenced(Evidence("x", EvidenceGrade.E)),
    "dated": e.Dated(e.Fact.SIGNED, on(5), "agreement"),
    "coded": e.Coded(Completion.NO_EVIDENCE),
    "confirmed": e.Confirmed(),
    "declined": e.Declined(),
    "linked": e.Linked(e.Node(e.NodeKind.PLAN, "p")),
    "funded": e.Funded("省级资金", 100, e.MoneyKind.PLANNED),
    "resulted": e.Resulted("r9", "x", ResultType.PHYSICAL_PROJECT, ResultLevel.OUTPUT, ()),
    "adopted": e.Adopted("r1", "341100", on(400), "copied"),
    "assessed": PATH[22].change,
    "asked": e.Asked("a1", (e.Resumed(),), (OWNER, PARTNER), 2),
    "answered": e.Answered("a1", Answer.APPROVE),
    "objected": e.Objected("不对"),
    "settled": e.Settled(1, upheld=False),
}


@pytest.mark.parametrize("act", sorted(ACTS))
def test_who_may_record_what(act: str) -> None:
    """Each act is open to exactly the listed roles and relations, whatever else may be missing."""
    state = {"opened": None, "baselined": fold(PATH[:1])}.get(act, fold(PATH))
    allowed = set()
    for role, relation in EVERYBODY:
        one = event(CHANGES[act], 500, "someone", role, MEMBER_OF[relation], reason="because")
        refused = [p for p in refusals(state, one) if p.code == "not_allowed" and p.field == "role"]
        if not refused:
            allowed.add((role.value, relation.value))

    assert {(ROLES[pair[0]], RELATIONS[pair[1]]) for pair in ACTS[act].split()} == allowed


def test_retracting_is_for_the_secretariat() -> None:
    assert {(Role.SECRETARIAT, Relation.BODY)} == set(table().acts["retracted"])


NEEDS = {
    ("agenda", "resolved"): "meeting testable",
    ("resolved", "agreed"): "signed",
    ("resolved", "planned"): "plan",
    ("agreed", "planned"): "plan",
    ("agreed", "started"): "started",
    ("planned", "started"): "started",
    ("started", "delivered"): "in_use",
    ("delivered", "verified"): "confirmed",
    ("verified", "closed"): "assessed",
    ("closed", "replicated"): "adoption",
    ("started", "lapsed"): "overdue reason",
    ("started", "merged"): "other reason",
    ("on_hold", "resumed"): "reason",
    ("closed", "started"): "reason",
}


@pytest.mark.parametrize(("source", "target"), sorted(NEEDS))
def test_a_bare_matter_lacks_all_that_a_step_needs(source: str, target: str) -> None:
    """What a page shows as still missing, one by one."""
    state = fold(PATH[:1])
    assert state is not None

    found = missing(state, table().steps[source, target], on(500))

    assert sorted(NEEDS[source, target].split()) == sorted(found)


@pytest.mark.parametrize(("source", "target"), sorted(STEPS))
def test_every_step_without_what_it_needs_is_refused(source: str, target: str) -> None:
    """A step taken by the right person with nothing there names each thing that is missing."""
    state = fold(PATH[:1])
    assert state is not None
    if source in SideState.values():
        state.side_state = SideState(source)
    else:
        state.stage = Stage(source)
    role, relation = next((r, n) for r, n in EVERYBODY if (r.value, n.value) in STEPS[source, target])
    needs = table().steps[source, target].needs
    move = _move(target, role, relation)
    bare = Event(move.matter, move.change, move.day, move.recorded, move.actor, move.role, move.member)
    there = {Need.OTHER}  # the move names one

    found = {problem.code for problem in refusals(state, bare)}

    assert {f"needs_{need}" for need in needs if need not in there} == found


def test_the_steps_from_a_place_are_listed() -> None:
    state = fold(until(Stage.DELIVERED))
    assert state is not None

    assert {"verified", "started", "on_hold", "cancelled"} == {step.target for step in steps_from(state)}


def test_words_that_no_list_knows_are_refused() -> None:
    """A typing error in the table is found when it is read, not when somebody needs the step."""
    row = {"from": ["proposed"], "to": "agenda", "by": ["secretariat@body"]}
    with pytest.raises(ValueError, match="no stage"):
        table_of({"moves": [{**row, "to": "agneda"}], "acts": {}})
    with pytest.raises(ValueError, match="king"):
        table_of({"moves": [{**row, "by": ["king@body"]}], "acts": {}})
    with pytest.raises(ValueError, match="twice"):
        table_of({"moves": [row, row], "acts": {}})


def test_who_is_who() -> None:
    """Six digits are a region; the body and institutes are not."""
    state = fold(PATH[:1])
    assert state is not None

    assert list(MEMBER_OF) == [state.relation(member) for member in MEMBER_OF.values()]
    assert Relation.INDEPENDENT == state.relation("another body")
    assert BODY == state.body
