"""What may be recorded: evidence, second persons, joint approval, retraction, replay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.governance.matter_histories import (
    BODY,
    INSTITUTE,
    OPENED,
    OTHER,
    OWNER,
    PARTNER,
    PATH,
    coder,
    codes,
    event,
    offered,
    on,
    owner,
    proof,
    recorded,
    second,
    until,
)

from tashan.governance import events as e
from tashan.governance.approval import Answer, ApprovalState
from tashan.governance.events import Event, Fact, MoneyKind, Node, NodeKind, Role
from tashan.governance.folding import as_of, fold
from tashan.governance.history import append, record
from tashan.governance.matters import polimeter
from tashan.records.codes import (
    Completion,
    EvidenceGrade,
    ResultLevel,
    ResultType,
    SelfReport,
    SideState,
    Stage,
)

DELIVERED = until(Stage.DELIVERED)


def test_a_matter_goes_its_whole_way() -> None:
    """From proposal to copied elsewhere, each stage with its day; late by ten days and complete all the same."""
    state = fold(recorded(PATH))

    assert state is not None
    assert list(Stage) == list(state.reached)
    assert (Stage.REPLICATED, Completion.COMPLETE, 10) == (state.stage, state.completion, state.late_days)
    assert SelfReport.DONE is state.self_report
    assert "kept_in_part" == polimeter(state)
    assert [OTHER] == [adoption.member for adoption in state.results["r1"].adoptions]
    assert ResultLevel.REPLICATED is state.results["r1"].level


def test_a_self_report_changes_no_completion() -> None:
    """The owner's `done` is a report; completion stays what was coded."""
    state = fold(recorded((*until(Stage.STARTED), owner(e.Reported(SelfReport.DONE), 70, role=Role.OFFICER))))

    assert state is not None
    assert (SelfReport.DONE, Completion.NO_EVIDENCE) == (state.self_report, state.completion)


@pytest.mark.parametrize("completion", [Completion.SUBSTANTIAL, Completion.COMPLETE])
@pytest.mark.parametrize(
    ("grades", "enough"),
    [
        ("A", True),
        ("B", True),
        ("C", False),
        ("CC", True),
        ("D", False),
        ("DD", False),
        ("E", False),
        ("CD", False),
        ("", False),
    ],
)
def test_evidence_that_is_enough(completion: Completion, grades: str, enough: bool) -> None:
    """One of grade A or B, or two independent ones of grade C; nothing else."""
    names = [f"e{number}" for number in range(len(grades))]
    given = [
        coder(e.Evidenced(proof(name, EvidenceGrade(grade), published=on(310))), 315)
        for name, grade in zip(names, grades, strict=True)
    ]

    found = codes(offered((*DELIVERED, *given), coder(e.Coded(completion, tuple(names), on(310)), 320)))

    assert ([] if enough else ["evidence_short"]) == found


@pytest.mark.parametrize("same", ["publisher", "quote", "sha256", "document"])
def test_a_repost_is_not_a_second_source(same: str) -> None:
    """Two reports that share publisher, words, hash or document are one source."""
    first, other = (proof(name, EvidenceGrade.C, published=on(310)) for name in ("one", "two"))
    taken: dict[str, Any] = {same: getattr(first, same)}
    other = replace(other, **taken)
    history = (*DELIVERED, coder(e.Evidenced(first), 315), coder(e.Evidenced(other), 315))

    assert ["evidence_short"] == codes(
        offered(history, coder(e.Coded(Completion.COMPLETE, ("one", "two"), on(310)), 320))
    )


@pytest.mark.parametrize(
    ("field", "value"), [("quote", ""), ("quote", "字" * 301), ("sha256", "abc"), ("document", " "), ("id", "")]
)
def test_evidence_without_its_passage_is_refused(field: str, value: str) -> None:
    """A grade from A to C needs document, quote and hash."""
    lacking: dict[str, Any] = {field: value}
    broken = replace(proof("x"), **lacking)

    assert (
        {"evidence_incomplete", "evidence_unnamed"}
        >= set(codes(offered(DELIVERED, coder(e.Evidenced(broken), 315))))
        != set()
    )


def test_high_completion_waits_for_a_second_member() -> None:
    coded = recorded((*DELIVERED, coder(e.Coded(Completion.COMPLETE, ("opening",), on(310)), 320)))
    state = fold(coded)

    assert state is not None
    assert Completion.NO_EVIDENCE is state.completion
    assert state.pending is not None
    assert ["needs_confirmed"] == codes(append(coded, coder(e.Moved(Stage.VERIFIED), 321)))


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (second(e.Confirmed(), 330, actor="coder"), "own_work"),
        (second(e.Confirmed(), 330, actor="clerk"), "own_work"),
        (second(e.Confirmed(), 330, member=OWNER), "not_allowed"),
        (second(e.Confirmed(), 330, member=OWNER), "same_member"),
        (coder(e.Confirmed(), 330, actor="colleague", member=INSTITUTE), "not_allowed"),
        (event(e.Confirmed(), 330), "not_allowed"),
        (second(e.Declined(), 330), "reason_missing"),
    ],
)
def test_who_cannot_confirm(one: Event, code: str) -> None:
    coded = (*DELIVERED, coder(e.Coded(Completion.COMPLETE, ("opening",), on(310)), 320))

    assert code in codes(offered(coded, one))


def test_the_coders_own_member_cannot_confirm() -> None:
    """A coder of the partner city needs a third member."""
    coded = (*DELIVERED, coder(e.Coded(Completion.COMPLETE, ("opening",), on(310)), 320, member=PARTNER))

    assert ["same_member"] == codes(offered(coded, second(e.Confirmed(), 330)))
    assert [] == codes(offered(coded, second(e.Confirmed(), 330, member=OTHER)))


def test_who_reported_cannot_code() -> None:
    """The owner's reporter is no coder, under whatever member."""
    assert ["coder_reported"] == codes(
        offered(DELIVERED[:-1], coder(e.Coded(Completion.NO_EVIDENCE), 320, actor="clerk"))
    )


def test_no_evidence_is_not_not_started() -> None:
    """Without a source that says so, a matter is not `not_started` but `no_evidence`; `limited` needs a source too."""
    history = until(Stage.PLANNED)
    for completion in (Completion.NOT_STARTED, Completion.LIMITED):
        assert ["evidence_short"] == codes(offered(history, coder(e.Coded(completion), 50)))
    assert [] == codes(offered(history, coder(e.Coded(Completion.NO_EVIDENCE), 50)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (e.Coded(Completion.COMPLETE, ("opening",)), "achieved_missing"),
        (e.Coded(Completion.COMPLETE, ("opening",), on(999)), "fact_in_future"),
        (e.Coded(Completion.COMPLETE, ("nowhere",), on(310)), "evidence_unknown"),
    ],
)
def test_codings_that_say_too_little(change: e.Coded, code: str) -> None:
    assert code in codes(offered(DELIVERED, coder(change, 320)))


@pytest.mark.parametrize(
    ("change", "published", "code"),
    [
        (e.Dated(Fact.IN_USE, on(300), "agreement"), 5, "evidence_of_other_fact"),
        (e.Dated(Fact.IN_USE, on(300), "new"), 200, "evidence_announces"),
        (e.Dated(Fact.IN_USE, on(900), "new"), 301, "fact_in_future"),
        (e.Dated(Fact.IN_USE, on(20), "new"), 30, "facts_out_of_order"),
        (e.Dated(Fact.IN_USE, on(300), "nowhere"), 301, "evidence_unknown"),
    ],
)
def test_signed_started_in_use_are_three_facts(change: e.Dated, published: int, code: str) -> None:
    """Each has evidence of its own that is not older than the fact; announcements and the future prove nothing."""
    history = (*until(Stage.STARTED), owner(e.Evidenced(proof("new", published=on(published))), 305))

    assert code in codes(offered(history, owner(change, 306)))


def test_undated_evidence_proves_no_date() -> None:
    undated = replace(proof("new"), published=None)
    history = (*until(Stage.STARTED), owner(e.Evidenced(undated), 305))

    assert ["evidence_undated"] == codes(offered(history, owner(e.Dated(Fact.IN_USE, on(300), "new"), 306)))


def test_slips_are_measured_against_the_first_baseline() -> None:
    """New dates need a reason and keep the first ones."""
    history = until(Stage.STARTED)
    later = e.Baselined(on(10), on(400))

    assert ["reason_missing"] == codes(offered(history, event(later, 70)))
    assert ["not_allowed"] == codes(offered(history, owner(later, 70, reason="雨季")))
    state = fold(
        recorded((*history, event(later, 70, reason="雨季"), event(e.Baselined(on(10), on(350)), 80, reason="赶工")))
    )
    assert state is not None
    assert (on(300), on(350), 50, 3) == (state.first and state.first.due, state.due, state.slip, len(state.baselines))


def test_what_is_done_ahead_of_time_is_not_late() -> None:
    """Zero late days, never fewer; a matter may start and be due on one day."""
    early = (*until(Stage.STARTED), owner(e.Evidenced(proof("use", published=on(200))), 200))
    coded = (*early, coder(e.Coded(Completion.COMPLETE, ("use",), on(200)), 210), second(e.Confirmed(), 211))
    state = fold(recorded(coded))

    assert state is not None
    assert (0, "kept") == (state.late_days, polimeter(state))
    assert [] == codes(offered(PATH[:1], owner(e.Baselined(on(10), on(10)), 2)))


def test_a_deadline_before_the_start_is_refused() -> None:
    assert ["due_before_start"] == codes(offered(PATH[:1], owner(e.Baselined(on(10), on(9)), 2)))


def test_a_result_without_evidence_is_refused() -> None:
    """Also one whose only evidence is the owner's word."""
    word = owner(e.Evidenced(proof("word", EvidenceGrade.D)), 320)
    for names in ((), ("word",)):
        result = e.Resulted("r", "x", ResultType.PHYSICAL_PROJECT, ResultLevel.OUTPUT, names)
        assert ["result_without_evidence"] == codes(offered((*DELIVERED, word), owner(result, 321)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (e.Adopted("r1", PARTNER, on(400), "copied"), "adoption_at_home"),
        (e.Adopted("r1", OTHER, on(400), "copied"), "adoption_twice"),
        (e.Adopted("r7", OTHER, on(400), "copied"), "result_unknown"),
        (e.Adopted("r1", "341200", on(400), "nothing"), "evidence_unknown"),
        (e.Adopted("r1", "341200", on(900), "copied"), "fact_in_future"),
    ],
)
def test_adoptions_that_do_not_count(change: e.Adopted, code: str) -> None:
    assert code in codes(offered(PATH, event(change, 500)))


def test_a_city_speaks_for_itself_about_adoption() -> None:
    change = e.Adopted("r1", "341200", on(400), "copied")

    assert ["not_allowed"] == codes(offered(PATH, event(change, 500, "x", Role.OFFICER, OTHER)))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (e.Funded("省级资金", 0, MoneyKind.PAID), "bad_amount"),
        (e.Funded("省级资金", -5, MoneyKind.PAID), "bad_amount"),
        (e.Funded("", 5, MoneyKind.PAID), "source_missing"),
        (e.Linked(Node(NodeKind.PLAN, "")), "link_unnamed"),
        (e.Linked(Node(NodeKind.MATTER, "m1")), "link_circular"),
        (e.Settled(1, upheld=True), "objection_unknown"),
        (OPENED, "matter_open"),
    ],
)
def test_other_bad_input(change: e.Change, code: str) -> None:
    assert code in codes(offered(until(Stage.AGENDA), event(change, 50, reason="x")))


def test_money_is_summed_by_source_and_kind() -> None:
    """A plan is no payment."""
    amounts = [
        ("南京", 300, MoneyKind.PAID),
        ("扬州", 200, MoneyKind.PAID),
        ("南京", 50, MoneyKind.PAID),
        ("南京", 900, MoneyKind.PLANNED),
    ]
    state = fold(recorded((*PATH[:1], *(event(e.Funded(*one), 5) for one in amounts))))

    assert state is not None
    assert {"南京": 350, "扬州": 200} == dict(state.money_by_source(MoneyKind.PAID))


@pytest.mark.parametrize(
    ("opened", "code"),
    [
        (replace(OPENED, title=" "), "title_missing"),
        (replace(OPENED, participants=(OWNER,)), "member_twice"),
        (replace(OPENED, participants=(PARTNER, PARTNER)), "member_twice"),
        (replace(OPENED, parent="m1"), "parent_circular"),
        (e.Moved(Stage.AGENDA), "matter_not_open"),
    ],
)
def test_matters_that_cannot_be_opened(opened: e.Change, code: str) -> None:
    assert code in codes(append((), owner(opened, 0)))


def test_an_owner_is_needed() -> None:
    assert "owner_missing" in codes(append((), event(replace(OPENED, owner=""), 0)))


def test_a_history_only_grows() -> None:
    """Nothing is recorded ahead of its day, before what is there, without a person, or for another matter."""
    history = recorded(PATH[:2])

    assert ["recorded_before_day"] == codes(append(history, event(e.Objected("?"), 9, recorded=8)))
    assert ["recorded_out_of_order"] == codes(append(history, event(e.Objected("?"), 0, recorded=0)))
    assert ["field_missing"] == codes(append(history, event(e.Objected("?"), 9, actor="")))
    assert ["matter_other"] == codes(append(history, event(e.Objected("?"), 9, matter="m2")))


def test_what_is_refused_leaves_the_history_as_it_was() -> None:
    history = recorded(PATH[:4])

    refused = append(history, event(e.Moved(Stage.CLOSED), 50))

    assert (history, None) == (refused.events, refused.state)


def test_going_back_to_work_takes_back_done() -> None:
    """A reopened matter is limited, no longer in use, and has to be coded and confirmed anew."""
    closed = until(Stage.CLOSED)
    assert ["needs_reason"] == codes(offered(closed, event(e.Moved(Stage.STARTED), 350)))
    again = recorded((*closed, event(e.Moved(Stage.STARTED), 350, reason="路面沉降")))
    state = fold(again)

    assert state is not None
    assert (Completion.LIMITED, None, None) == (state.completion, state.facts.get(Fact.IN_USE), state.late_days)
    assert ["needs_in_use"] == codes(append(again, owner(e.Moved(Stage.DELIVERED), 351)))


def test_a_matter_on_hold_goes_on_where_it_was() -> None:
    held = recorded((*until(Stage.PLANNED), owner(e.SetAside(SideState.ON_HOLD), 50, reason="规划调整")))
    state = fold(held)
    assert state is not None
    assert (SideState.ON_HOLD, Stage.PLANNED) == (state.position, state.stage)

    state = fold(recorded((*held, event(e.Resumed(), 55, reason="规划已定"))))
    assert state is not None
    assert Stage.PLANNED is state.position


def test_merging_needs_another_matter() -> None:
    merged = event(e.SetAside(SideState.MERGED, "m1"), 50, reason="重复")

    assert ["needs_other"] == codes(offered(until(Stage.PLANNED), merged))


def test_lapsing_needs_a_due_day_that_has_passed() -> None:
    lapse = e.SetAside(SideState.LAPSED)

    assert ["needs_overdue"] == codes(offered(until(Stage.STARTED), event(lapse, 300, reason="x")))
    assert [] == codes(offered(until(Stage.STARTED), event(lapse, 301, reason="x")))


def test_objections_are_answered_in_public() -> None:
    """A citizen objects; the secretariat answers once, with a reason."""
    asked = recorded((*until(Stage.STARTED), event(e.Objected("道路尚未开工"), 70, "citizen", Role.PUBLIC, "public")))
    settled = append(asked, event(e.Settled(len(asked), upheld=True), 75, reason="已更正"))

    assert () == settled.problems
    assert settled.state is not None
    assert ("已更正", True) == (
        settled.state.objections[len(asked)].answer,
        settled.state.objections[len(asked)].upheld,
    )
    assert ["objection_unknown"] == codes(
        append(settled.events, event(e.Settled(len(asked), upheld=False), 76, reason="x"))
    )


# Retraction and time


def test_a_retracted_event_no_longer_counts_but_stays_known() -> None:
    """As it was known before, the mistake is still there."""
    wrong = owner(e.Reported(SelfReport.BLOCKED), 120, role=Role.OFFICER)
    history = recorded((*until(Stage.STARTED), owner(e.Reported(SelfReport.ON_TRACK), 90), wrong))
    history = recorded((*history, event(e.Retracted(len(history)), 130, reason="录入有误")))
    now, then = fold(history), fold(history, known_on=on(125))

    assert now is not None
    assert then is not None
    assert (SelfReport.ON_TRACK, SelfReport.BLOCKED) == (now.self_report, then.self_report)


def test_what_later_events_rest_on_cannot_be_retracted() -> None:
    number = next(
        number for number, one in enumerate(PATH, 1) if one.change == e.Dated(Fact.STARTED, on(60), "groundbreaking")
    )

    assert ["needs_started"] == codes(offered(until(Stage.STARTED), event(e.Retracted(number), 130, reason="x")))


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [(1, "x", "retraction_impossible"), (99, "x", "retraction_impossible"), (3, "", "reason_missing")],
)
def test_retractions_that_are_refused(number: int, reason: str, code: str) -> None:
    """The opening and what is not there cannot be taken back; all else needs a reason."""
    assert [code] == codes(offered(PATH[:3], event(e.Retracted(number), 130, reason=reason)))


def test_two_times() -> None:
    """What happened in May and was recorded in July: true as of June, known only from July."""
    late = event(e.Reported(SelfReport.DELAYED), 120, "clerk", Role.OFFICER, OWNER, recorded=190)
    history = recorded((*until(Stage.STARTED), late))
    known = fold(history, day=on(150))
    unknown = fold(history, day=on(150), known_on=on(150))

    assert known is not None
    assert unknown is not None
    assert (SelfReport.DELAYED, None) == (known.self_report, unknown.self_report)


def test_what_is_recorded_late_takes_its_place_by_its_day() -> None:
    """A report of May that comes in after that of July does not stand before it."""
    july = owner(e.Reported(SelfReport.ON_TRACK), 190, actor="clerk", role=Role.OFFICER)
    may = event(e.Reported(SelfReport.DELAYED), 120, "clerk", Role.OFFICER, OWNER, recorded=200)
    state = fold(recorded((*until(Stage.STARTED), july, may)))

    assert state is not None
    assert [SelfReport.DELAYED, SelfReport.ON_TRACK] == [report.status for report in state.reports]
    assert on(190) == state.last_update


def test_a_backdated_event_is_refused_where_what_follows_would_not_hold() -> None:
    """A coder cannot be made a reporter afterwards."""
    history = until(Stage.VERIFIED)
    report = event(e.Reported(SelfReport.DONE), 315, "coder", Role.OFFICER, OWNER, recorded=340)

    assert ["coder_reported"] == codes(offered(history, report))


@given(day=st.integers(-5, 500), known=st.integers(-5, 500))
def test_any_day_replays_to_the_state_of_that_day(day: int, known: int) -> None:
    """As of a day and as known on a day: the same as a history that ends there."""
    history = recorded(PATH)
    cut = [one for one in history if one.day <= on(day) and one.recorded <= on(known)]

    assert fold(cut) == fold(history, day=on(day), known_on=on(known))


@given(length=st.integers(1, len(PATH)))
def test_a_history_replays_to_the_same_state(length: int) -> None:
    """What append says the state is, is what folding says, again and again."""
    appended = record(PATH[:length])

    assert () == appended.problems
    assert appended.state == fold(appended.events) == fold(list(appended.events))


def test_states_of_many_matters_as_of_a_day() -> None:
    other = tuple(
        replace(one, matter="m2", day=one.day + timedelta(200), recorded=one.recorded + timedelta(200))
        for one in PATH[:2]
    )

    assert ["m1"] == [state.id for state in as_of([PATH, other], on(150))]
    assert ["m1", "m2"] == [state.id for state in as_of([PATH, other], on(250))]


# No way round

_PEOPLE = st.sampled_from(["mayor", "clerk", "coder", "second", "secretary", "third"])
_MEMBERS = st.sampled_from([OWNER, PARTNER, OTHER, BODY, INSTITUTE])
_CHANGES = st.one_of(
    st.sampled_from(
        [
            *(one.change for one in PATH),
            e.Resumed(),
            e.Confirmed(),
            e.Declined(),
            e.Asked("a", (e.Moved(Stage.VERIFIED),), (OWNER, PARTNER), 2),
            e.Asked("a", (e.Moved(Stage.STARTED), e.Moved(Stage.DELIVERED)), (OWNER, PARTNER, OTHER), 3),
            e.Answered("a", Answer.APPROVE),
            e.Answered("a", Answer.RETURN),
            e.Evidenced(proof("c1", EvidenceGrade.C)),
            e.Evidenced(proof("c2", EvidenceGrade.C)),
            e.Evidenced(proof("d", EvidenceGrade.D)),
            e.Coded(Completion.COMPLETE, ("c1",), on(5)),
            e.Coded(Completion.COMPLETE, ("c1", "c2"), on(5)),
            e.Coded(Completion.SUBSTANTIAL, ("d",)),
            e.Coded(Completion.SUBSTANTIAL, ()),
        ]
    ),
    st.builds(e.Retracted, st.integers(1, 30)),
)
_EVENTS = st.lists(st.tuples(_CHANGES, _PEOPLE, st.sampled_from(list(Role)), _MEMBERS), min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(base=st.integers(1, len(PATH)), tries=_EVENTS)
def test_there_is_no_way_to_done_without_evidence_and_a_second_member(
    base: int, tries: list[tuple[e.Change, str, Role, str]]
) -> None:
    """Whatever is tried after any part of the way, in any order, by anybody: high completion has both behind it."""
    history = record(PATH[:base]).events
    for number, (change, actor, role, member) in enumerate(tries):
        history = append(history, event(change, 402 + number, actor, role, member, reason="x")).events
        state = fold(history)
        assert state is not None
        if state.completion in (Completion.SUBSTANTIAL, Completion.COMPLETE):
            coding = state.coding
            assert coding is not None
            grades = sorted(state.evidence[name].grade for name in coding.evidence)
            assert grades
            assert grades[0] in "AB" or grades.count(EvidenceGrade.C) >= 2
            assert coding.confirmed_by not in ("", coding.actor)
            assert coding.confirmed_member not in (state.owner, coding.member)
            assert not {coding.actor, coding.confirmed_by} & {report.actor for report in state.reports}
        if state.stage is Stage.VERIFIED:
            assert Stage.VERIFIED in state.reached
            assert state.coding is not None


# Joint approval

CHANGES = (e.Baselined(on(10), on(400)), e.Funded("三市", 900, MoneyKind.COMMITTED))
ASKED = (*until(Stage.STARTED), event(e.Asked("a", CHANGES, (OWNER, PARTNER, OTHER), 3), 70))


def _answer(member: str, day: int, *, answer: Answer = Answer.APPROVE, actor: str = "", reason: str = "") -> Event:
    return event(e.Answered("a", answer), day, actor or f"head of {member}", Role.APPROVER, member, reason=reason)


def test_joint_approval_takes_effect_with_the_last_member() -> None:
    history = recorded((*ASKED, _answer(OWNER, 71), _answer(OTHER, 72)))
    before, after = fold(history), fold(recorded((*history, _answer(PARTNER, 73))))

    assert before is not None
    assert after is not None
    assert (1, [], (PARTNER,)) == (len(before.baselines), before.money, before.approvals["a"].waiting)
    assert (2, 900, ApprovalState.GRANTED) == (len(after.baselines), after.money[0].amount, after.approvals["a"].state)


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (_answer(OWNER, 72), "approval_answered"),
        (_answer(PARTNER, 72, actor=f"head of {OWNER}"), "approval_one_person"),
        (_answer(PARTNER, 72, actor="secretary"), "approval_own_work"),
        (_answer("341200", 72), "approval_not_asked"),
        (_answer(PARTNER, 72, answer=Answer.RETURN), "reason_missing"),
    ],
)
def test_answers_that_are_refused(one: Event, code: str) -> None:
    assert code in codes(offered((*ASKED, _answer(OWNER, 71)), one))


def test_a_return_stops_it_and_asking_again_begins_anew() -> None:
    """Earlier answers are kept apart and count no longer."""
    returned = recorded((*ASKED, _answer(OWNER, 71), _answer(OTHER, 72, answer=Answer.RETURN, reason="资金比例")))
    assert ["approval_decided"] == codes(append(returned, _answer(PARTNER, 73)))
    again = event(e.Asked("a", CHANGES[:1], (OWNER, PARTNER, OTHER), 3), 74)
    assert ["reason_missing"] == codes(append(returned, again))
    state = append(returned, replace(again, reason="改为各三分之一")).state

    assert state is not None
    approval = state.approvals["a"]
    assert (2, (), 2, ApprovalState.OPEN) == (approval.round, approval.given, len(approval.earlier), approval.state)


@pytest.mark.parametrize(
    ("members", "needed", "code"),
    [
        ((OWNER,), 1, "approval_members_missing"),
        ((OWNER, OWNER, PARTNER), 2, "approval_member_twice"),
        ((OWNER, PARTNER), 3, "approval_number"),
        ((OWNER, PARTNER), 1, "approval_number"),
        ((OWNER, INSTITUTE), 2, "approval_member_unknown"),
    ],
)
def test_terms_that_are_no_joint_approval(members: tuple[str, ...], needed: int, code: str) -> None:
    asked = event(e.Asked("a", CHANGES, members, needed), 70)

    assert code in codes(offered(until(Stage.STARTED), asked))


def test_changes_that_cannot_all_be_carried_out_refuse_the_last_answer() -> None:
    """The second change is impossible, so the first one is not made either."""
    bad = (e.Funded("三市", 900, MoneyKind.COMMITTED), e.Moved(Stage.CLOSED))
    asked = (*until(Stage.STARTED), event(e.Asked("a", bad, (OWNER, PARTNER), 2), 70), _answer(OWNER, 71))
    refused = offered(asked, _answer(PARTNER, 72))
    state = fold(refused.events)

    assert ["step_unknown"] == codes(refused)
    assert state is not None
    assert ([], Stage.STARTED) == (state.money, state.stage)


@settings(deadline=None)
@given(
    answers=st.lists(
        st.tuples(st.sampled_from([OWNER, PARTNER, OTHER]), st.sampled_from(list(Answer)), _PEOPLE), max_size=12
    ),
    needed=st.integers(2, 3),
)
def test_joint_approval_is_never_half_carried_out(answers: list[tuple[str, Answer, str]], needed: int) -> None:
    """After any answers either all changes are there or none; all only with N different members and people."""
    history = recorded((*until(Stage.STARTED), event(e.Asked("a", CHANGES, (OWNER, PARTNER, OTHER), needed), 70)))
    for number, (member, answer, actor) in enumerate(answers):
        history = append(history, _answer(member, 71 + number, answer=answer, actor=actor, reason="x")).events
        state = fold(history)
        assert state is not None
        approval = state.approvals["a"]
        done = (len(state.baselines) - 1, len(state.money))
        granted = approval.state is ApprovalState.GRANTED
        assert ((1, 1) if granted else (0, 0)) == done
        if granted:
            assert needed == len({one.member for one in approval.given}) == len({one.actor for one in approval.given})
            assert approval.asked_by not in {one.actor for one in approval.given}


# Ways round that are closed


def test_who_coded_does_not_report_afterwards() -> None:
    """Neither the coder nor the second person becomes the owner's reporter."""
    confirmed = recorded(
        (*DELIVERED, coder(e.Coded(Completion.COMPLETE, ("opening",), on(310)), 320), second(e.Confirmed(), 330))
    )
    for actor in ("coder", "second"):
        report = owner(e.Reported(SelfReport.DONE), 340, actor=actor, role=Role.OFFICER)
        assert ["coder_reported"] == codes(append(confirmed, report))


def test_first_dates_cannot_be_put_in_afterwards() -> None:
    """A baseline of an earlier day would hide a slip."""
    history = recorded((*PATH[:1], event(e.Baselined(on(10), on(300)), 20, reason="x")))
    earlier = event(e.Baselined(on(10), on(900)), 10, reason="x", recorded=30)

    assert ["baseline_backdated"] == codes(append(history, earlier))


def test_evidence_of_tomorrow_is_refused() -> None:
    assert ["evidence_in_future"] == codes(offered(DELIVERED, coder(e.Evidenced(proof("x", published=on(900))), 315)))


def test_another_day_for_a_fact_needs_a_reason() -> None:
    history = (*until(Stage.STARTED), owner(e.Evidenced(proof("new", published=on(70))), 70))

    assert ["reason_missing"] == codes(offered(history, owner(e.Dated(Fact.STARTED, on(65), "new"), 71)))
    assert [] == codes(offered(history, owner(e.Dated(Fact.STARTED, on(65), "new"), 71, reason="报道有误")))


def test_lowering_what_was_confirmed_needs_a_reason() -> None:
    """It takes one coder, as nothing is claimed by it; the reason stays in the history."""
    lower = coder(e.Coded(Completion.LIMITED, ("opening",)), 360)

    assert ["reason_missing"] == codes(offered(until(Stage.CLOSED), lower))
    state = append(recorded(until(Stage.CLOSED)), replace(lower, reason="只完成一期")).state
    assert state is not None
    assert (Completion.LIMITED, None) == (state.completion, state.done_on)


def test_a_matter_needs_a_body() -> None:
    assert "body_missing" in codes(append((), owner(replace(OPENED, body=""), 0)))
