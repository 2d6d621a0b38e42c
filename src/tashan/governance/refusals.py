"""
Why can an event not follow a state? Who may do it, in which relation to the matter, and what has to be there first.

Each kind of change has its own checks; what is refused comes back as problems, each with what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any, cast

from tashan.governance import events as happened
from tashan.governance._wrong import wrong
from tashan.governance.approval import ApprovalState, Given, answer_faults, asking_faults
from tashan.governance.events import Event, Fact, Relation, Role
from tashan.governance.evidence import counted, faults, shortfall
from tashan.governance.folding import apply_change
from tashan.governance.links import link_faults
from tashan.governance.matters import MatterState
from tashan.governance.problems import Problem
from tashan.governance.transitions import RESUMED, missing, table
from tashan.records.codes import Completion, EvidenceGrade

_HIGH = (Completion.SUBSTANTIAL, Completion.COMPLETE)
_FACTS = (Fact.SIGNED, Fact.STARTED, Fact.IN_USE)


def refusals(state: MatterState | None, event: Event) -> Iterator[Problem]:
    """Say why an event cannot follow a state: nothing where it can."""
    change = event.change
    if state is None:
        yield from _opening(event)
        return
    if isinstance(change, happened.Opened):
        message = f"Matter {state.id} is open since {state.opened}. Give the new one an id of its own."
        yield wrong("matter_open", message, field="kind")
        return
    relation = state.relation(event.member)
    if isinstance(change, happened.Moved | happened.SetAside | happened.Resumed):
        yield from _step(state, change, event, relation)
    else:
        yield from _act(state, event, relation)
    checks = _CHECKS.get(type(change))
    if checks is not None:
        yield from checks(state, change, event)


def _opening(event: Event) -> Iterator[Problem]:
    change = event.change
    if not isinstance(change, happened.Opened):
        message = f"Matter {event.matter} is not open on {event.day}. Its first event opens it."
        yield wrong("matter_not_open", message, field="kind")
        return
    if not change.title.strip():
        yield wrong("title_missing", f"Matter {event.matter} has no title. Say what is promised.", field="title")
    if not change.owner.strip():
        yield wrong("owner_missing", f"Matter {event.matter} has no owner. Name the member that leads.", field="owner")
    if not change.body.strip():
        message = f"Matter {event.matter} has no body, so nobody could ever take it further. Name the body."
        yield wrong("body_missing", message, field="body")
    if change.owner in change.participants or len(set(change.participants)) != len(change.participants):
        message = f"Matter {event.matter} names a member twice. The owner is no participant; name each once."
        yield wrong("member_twice", message, field="participants")
    if change.parent == event.matter:
        message = f"Matter {event.matter} is its own parent. Name the matter of which it is a task."
        yield wrong("parent_circular", message, field="parent")
    relation = Relation.OWNER if event.member == change.owner else Relation.OTHER
    if change.body and event.member == change.body:
        relation = Relation.BODY
    if (event.role, relation) not in table().acts["opened"]:
        yield not_allowed("open a matter", event, relation)


def _step(
    state: MatterState, change: happened.Moved | happened.SetAside | happened.Resumed, event: Event, relation: Relation
) -> Iterator[Problem]:
    """A step along or beside the chain: it exists, this person may take it, and what it needs is there."""
    target = RESUMED if isinstance(change, happened.Resumed) else str(change.to)
    step = table().steps.get((state.position, target))
    if step is None:
        ways = [way for source, way in table().steps if source == state.position]
        message = (
            f"There is no step from {state.position} to {target}. From there it goes to {', '.join(ways) or 'nowhere'}."
        )
        yield wrong("step_unknown", message, field="to")
        return
    if (event.role, relation) not in step.by:
        yield not_allowed(f"take the step to {target}", event, relation)
    other = change.other if isinstance(change, happened.SetAside) else ""
    for need in missing(state, step, event.day, reason=event.reason, other=other):
        message = f"The step from {state.position} to {target} needs {need.en}. Add it first."
        yield wrong("needs_" + need, message, field="to")


def _act(state: MatterState, event: Event, relation: Relation) -> Iterator[Problem]:
    act = event.kind
    if act == "baselined" and state.baselines:
        act = "rebaselined"
    if (event.role, relation) not in table().acts[act]:
        yield not_allowed(f"record `{act}`", event, relation)


def not_allowed(what: str, event: Event, relation: Relation) -> Problem:
    """The problem of who may not do something in their office."""
    message = f"{event.actor} may not {what} as {event.role.en} of {event.member} ({relation.en}). Ask who may."
    return wrong("not_allowed", message, field="role")


def _baseline(state: MatterState, change: happened.Baselined, event: Event) -> Iterator[Problem]:
    if change.start is not None and change.due < change.start:
        message = f"The due day {change.due} lies before the start {change.start}. Correct one of them."
        yield wrong("due_before_start", message, field="due")
    if state.baselines and not event.reason.strip():
        yield wrong("reason_missing", "New dates need a reason. The first ones are kept.", field="reason")


def _reported(state: MatterState, _change: happened.Reported, event: Event) -> Iterator[Problem]:
    """Who coded or confirmed does not report for the owner afterwards."""
    judges = {name for one in (state.coding, state.pending) if one for name in (one.actor, one.confirmed_by)}
    if event.actor in judges:
        message = f"{event.actor} coded or confirmed this matter and cannot report on it. Another person has to."
        yield wrong("coder_reported", message, field="actor")


def _evidence(state: MatterState, change: happened.Evidenced, event: Event) -> Iterator[Problem]:
    yield from faults(change.evidence)
    if change.evidence.published is not None and change.evidence.published > event.day:
        message = f"Evidence {change.evidence.id} is of {change.evidence.published}, after {event.day}. Check the day."
        yield wrong("evidence_in_future", message, field="published")
    if change.evidence.id in state.evidence:
        message = f"Evidence {change.evidence.id} is there already. Give the new one an id of its own."
        yield wrong("evidence_twice", message, field="id")


def _dated(state: MatterState, change: happened.Dated, event: Event) -> Iterator[Problem]:
    """A fact has evidence of its own, which was not published before it: an announcement proves nothing."""
    if change.on > event.day:
        message = f"{change.fact} on {change.on} lies ahead of {event.day}. What is only planned is no fact."
        yield wrong("fact_in_future", message, field="on")
    if change.fact in state.facts and not event.reason.strip():
        message = f"{change.fact} has the day {state.facts[change.fact].on}. Another day needs a reason."
        yield wrong("reason_missing", message, field="reason")
    found = state.evidence.get(change.evidence)
    if found is None:
        yield _no_evidence(change.evidence)
        return
    if found.grade is EvidenceGrade.E:
        yield wrong("evidence_not_counted", f"Evidence {found.id} has no source and proves nothing.", field="evidence")
    if found.published is None:
        yield wrong("evidence_undated", f"Evidence {found.id} has no day. Give the document's day.", field="evidence")
    elif found.published < change.on:
        message = (
            f"Evidence {found.id} of {found.published} is older than {change.on}: it announces, it does not prove."
        )
        yield wrong("evidence_announces", message, field="evidence")
    for fact, dated in state.facts.items():
        if fact is not change.fact and dated.evidence == change.evidence:
            message = f"Evidence {found.id} proves {fact} already. {change.fact} is another fact and needs its own."
            yield wrong("evidence_of_other_fact", message, field="evidence")
        earlier, later = sorted(((fact, dated.on), (change.fact, change.on)), key=lambda pair: _FACTS.index(pair[0]))
        if fact is not change.fact and earlier[1] > later[1]:
            message = f"{change.fact} on {change.on} does not fit {fact} on {dated.on}. Check both days."
            yield wrong("facts_out_of_order", message, field="on")


def _coded(state: MatterState, change: happened.Coded, event: Event) -> Iterator[Problem]:
    if event.actor in {report.actor for report in state.reports}:
        message = f"{event.actor} reported on this matter and cannot code it. Another person has to."
        yield wrong("coder_reported", message, field="actor")
    unknown = [name for name in change.evidence if name not in state.evidence]
    yield from map(_no_evidence, unknown)
    items = [state.evidence[name] for name in change.evidence if name in state.evidence]
    if change.completion in _HIGH and (lack := shortfall(items)):
        message = f"{change.completion} needs {lack}. Hand in the evidence and name it in the coding."
        yield wrong("evidence_short", message, field="evidence")
    if change.completion is Completion.LIMITED and not counted(items):
        message = "limited needs at least one source of grade A to C. Without evidence code no_evidence."
        yield wrong("evidence_short", message, field="evidence")
    if change.completion is Completion.NOT_STARTED and not [one for one in items if one.grade <= EvidenceGrade.D]:
        message = "not_started needs a source that says so. No evidence is not the same: code no_evidence."
        yield wrong("evidence_short", message, field="evidence")
    if state.completion in _HIGH and change.completion not in _HIGH and not event.reason.strip():
        message = f"Lowering a confirmed {state.completion} needs a reason. Say what was found."
        yield wrong("reason_missing", message, field="reason")
    if change.completion is Completion.COMPLETE and change.achieved is None:
        yield wrong(
            "achieved_missing", "complete needs the day since when. Take it from the evidence.", field="achieved"
        )
    if change.achieved is not None and change.achieved > event.day:
        message = f"Done on {change.achieved} lies ahead of {event.day}. Correct the day."
        yield wrong("fact_in_future", message, field="achieved")


def _second(state: MatterState, event: Event) -> Iterator[Problem]:
    """The second person: not the coder, not who reported, of a member that is neither the owner's nor the coder's."""
    waits = state.pending
    if waits is None:
        yield wrong("nothing_waits", "No coding waits to be confirmed. Code it first.", field="kind")
        return
    if event.actor == waits.actor:
        message = f"{event.actor} coded this and cannot confirm it. A second person has to."
        yield wrong("own_work", message, field="actor")
    if event.actor in {report.actor for report in state.reports}:
        message = f"{event.actor} reported on this matter and cannot confirm it. Another person has to."
        yield wrong("own_work", message, field="actor")
    if event.member in (waits.member, state.owner):
        message = f"{event.member} is the owner's or the coder's own member. Another member has to confirm."
        yield wrong("same_member", message, field="member")


def _confirmed(state: MatterState, _change: happened.Confirmed, event: Event) -> Iterator[Problem]:
    yield from _second(state, event)


def _declined(state: MatterState, _change: happened.Declined, event: Event) -> Iterator[Problem]:
    yield from _second(state, event)
    if not event.reason.strip():
        yield wrong("reason_missing", "A return needs a reason. Say what is missing.", field="reason")


def _linked(state: MatterState, change: happened.Linked, _event: Event) -> Iterator[Problem]:
    yield from link_faults(state.id, change.node)


def _funded(_state: MatterState, change: happened.Funded, _event: Event) -> Iterator[Problem]:
    if type(change.amount) is not int or change.amount <= 0:
        message = f"{change.amount!r} is no amount. Give whole fen above 0."
        yield wrong("bad_amount", message, field="amount")
    if not change.source.strip():
        yield wrong("source_missing", "Money has no source. Name it.", field="source")


def _resulted(state: MatterState, change: happened.Resulted, _event: Event) -> Iterator[Problem]:
    if change.id in state.results:
        yield wrong("result_twice", f"Result {change.id} is there already. Give it an id of its own.", field="id")
    unknown = [name for name in change.evidence if name not in state.evidence]
    yield from map(_no_evidence, unknown)
    if not counted(state.evidence[name] for name in change.evidence if name in state.evidence):
        message = f"Result {change.id} has no evidence of grade A to C. A result without evidence is a statement."
        yield wrong("result_without_evidence", message, field="evidence")


def _adopted(state: MatterState, change: happened.Adopted, event: Event) -> Iterator[Problem]:
    result = state.results.get(change.result)
    if result is None:
        yield wrong("result_unknown", f"There is no result {change.result}. Record it first.", field="result")
    elif any(adoption.member == change.adopter for adoption in result.adoptions):
        message = f"{change.adopter} took over {change.result} already. An adoption counts once."
        yield wrong("adoption_twice", message, field="member")
    if change.adopter in (state.owner, *state.participants):
        message = f"{change.adopter} is a party to the matter. Taken over elsewhere means by another member."
        yield wrong("adoption_at_home", message, field="member")
    if event.role is not Role.SECRETARIAT and event.member != change.adopter:
        message = (
            f"{event.member} cannot say that {change.adopter} took it over. That member has to, or the secretariat."
        )
        yield wrong("not_allowed", message, field="member")
    found = state.evidence.get(change.evidence)
    if found is None:
        yield _no_evidence(change.evidence)
    elif not counted([found]):
        yield wrong("evidence_not_counted", f"Evidence {found.id} is of grade {found.grade}: it does not count.")
    if change.on > event.day:
        yield wrong("fact_in_future", f"Taken over on {change.on} lies ahead of {event.day}.", field="on")


def _asked(state: MatterState, change: happened.Asked, event: Event) -> Iterator[Problem]:
    yield from asking_faults(change.members, change.needed)
    strangers = [one for one in change.members if state.relation(one) in (Relation.BODY, Relation.INDEPENDENT)]
    if strangers:
        message = f"{', '.join(strangers)} is no member. Only members agree jointly."
        yield wrong("approval_member_unknown", message, field="members")
    if not change.changes:
        yield wrong("approval_empty", "An approval is about nothing. Name the changes.", field="changes")
    earlier = state.approvals.get(change.approval)
    if earlier is not None and earlier.state is not ApprovalState.RETURNED:
        message = f"Approval {change.approval} is {earlier.state}. Only a returned one is asked again."
        yield wrong("approval_twice", message, field="approval")
    if earlier is not None and not event.reason.strip():
        yield wrong("reason_missing", "Asking again needs a reason. Say what was changed.", field="reason")


def _answered(state: MatterState, change: happened.Answered, event: Event) -> Iterator[Problem]:
    """The answer can be taken; the one that grants is refused where its changes cannot all be carried out."""
    approval = state.approvals.get(change.approval)
    if approval is None:
        yield wrong("approval_unknown", f"There is no approval {change.approval}. Ask for it first.", field="approval")
        return
    given = Given(event.member, event.actor, change.answer, event.day, event.reason)
    found = answer_faults(approval, given)
    yield from found
    if found or change.answer is not change.answer.APPROVE or len(approval.given) + 1 < approval.needed:
        return
    trial = trial_copy(state)
    for one in approval.subject:
        problems = [
            problem for problem in _carried_out(trial, one, event, approval.asked_by) if problem.code != "not_allowed"
        ]
        if problems:
            yield from problems
            return
        apply_change(trial, one, event, 0)


def _carried_out(state: MatterState, change: happened.Change, event: Event, asked_by: str) -> Iterator[Problem]:
    """Why a change of an approval cannot be carried out now; agreement of the members stands for the reason."""
    reason = event.reason or f"agreed jointly, asked by {asked_by}"
    yield from refusals(
        state, Event(event.matter, change, event.day, event.recorded, event.actor, event.role, event.member, reason)
    )


def trial_copy(state: MatterState) -> MatterState:
    """A copy on which changes can be tried without touching the state."""
    trial = copy(state)
    for name in ("reached", "evidence", "facts", "results", "objections", "approvals"):
        setattr(trial, name, dict(getattr(state, name)))
    for name in ("baselines", "reports", "links", "money"):
        setattr(trial, name, list(getattr(state, name)))
    return trial


def _settled(state: MatterState, change: happened.Settled, event: Event) -> Iterator[Problem]:
    found = state.objections.get(change.objection)
    if found is None or found.upheld is not None:
        message = f"Event {change.objection} is no objection that waits for an answer. Check its number."
        yield wrong("objection_unknown", message, field="objection")
    if not event.reason.strip():
        yield wrong("reason_missing", "An answer to an objection needs a reason.", field="reason")


def _no_evidence(name: str) -> Problem:
    return wrong("evidence_unknown", f"There is no evidence {name}. Hand it in first.", field="evidence")


_Check = Callable[[MatterState, Any, Event], Iterator[Problem]]
_CHECKS: dict[type[happened.Change], _Check] = {
    happened.Baselined: cast("_Check", _baseline),
    happened.Reported: _reported,
    happened.Evidenced: _evidence,
    happened.Dated: _dated,
    happened.Coded: _coded,
    happened.Confirmed: _confirmed,
    happened.Declined: _declined,
    happened.Linked: _linked,
    happened.Funded: _funded,
    happened.Resulted: _resulted,
    happened.Adopted: _adopted,
    happened.Asked: _asked,
    happened.Answered: _answered,
    happened.Settled: _settled,
}
