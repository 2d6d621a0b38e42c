"""From a session to adopted matters: agenda, joint approval whole or not at all, clauses, lists, the ladder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from tashan.governance.events import Baselined, Moved, Opened, Reported
from tashan.governance.problems import GovernanceError as FileError
from tashan.records.codes import SelfReport, Stage
from tashan.web.approvals.models import Approval
from tashan.web.approvals.services import ApprovalError, do_reopen, do_vote
from tashan.web.governance.models import Body, Matter, Mechanism, Session
from tashan.web.governance.services import (
    GovernanceError,
    StaleError,
    do_answer_correction,
    do_ask_correction,
    do_ask_members,
    do_escalate,
    do_hold_session,
    do_import_list,
    do_keep_agreement,
    do_keep_mechanism,
    do_keep_plan,
    do_keep_register,
    do_keep_session,
    do_load_sample,
    do_propose,
    do_read_clause,
    do_show,
)
from tashan.web.notices.models import Notice

from .conftest import HUZHOU, JIAXING, MECHANISM, OFFICE, SHA, SUZHOU, TODAY, WUXI

pytestmark = pytest.mark.django_db


@pytest.fixture
def propose(office: Any, person: Callable[..., Any]) -> Callable[..., Any]:
    """Propose another matter of the office."""

    def do(title: str, owner: str = SUZHOU, due: date | None = date(2027, 6, 30)) -> Any:
        opened = Opened(title, owner, (JIAXING,), "", "开通")
        return do_propose(actor=person("officer", OFFICE), body=office, opened=opened, day=date(2026, 1, 5), due=due)

    return do


@pytest.fixture
def session(office: Any, person: Callable[..., Any], propose: Callable[..., Any]) -> Any:
    """A session that was held, with three matters on its agenda."""
    matters = [propose(title, owner) for title, owner in (("甲", SUZHOU), ("乙", WUXI), ("丙", HUZHOU))]
    officer = person("officer", OFFICE)
    agenda = [{"title": one.title, "part": "closed", "matter": one.key} for one in matters]
    made = do_keep_session(actor=officer, body=office, number=2, fields={"agenda": agenda, "host": WUXI})
    return do_hold_session(actor=officer, session=made, held=TODAY)


@pytest.fixture
def asked(session: Any, person: Callable[..., Any]) -> Any:
    """The three are to be adopted by two of three members."""
    return do_ask_members(
        actor=person("officer", OFFICE),
        session=session,
        matters=list(Matter.objects.order_by("pk")),
        parties=[SUZHOU, WUXI, JIAXING],
        needed=2,
    )


@pytest.fixture
def vote(person: Callable[..., Any]) -> Callable[..., Any]:
    """Let an approver vote."""

    def do(approval: Any, place: str, verdict: str = "approve", reason: str = "") -> Any:
        return do_vote(actor=person("approver", place), approval=approval, party=place, verdict=verdict, reason=reason)

    return do


def stages() -> list[str]:
    """Where all matters stand."""
    return list(Matter.objects.order_by("pk").values_list("stage", flat=True))


def test_a_session_puts_matters_on_the_agenda(session: Any) -> None:
    """Tied to the session; it is held and says when."""
    assert stages() == ["agenda"] * 3
    assert (session.state, session.held, session.key) == ("held", TODAY, "lake.office/s2")


def test_the_list_is_adopted_whole_by_n_of_m(asked: Any, vote: Callable[..., Any]) -> None:
    """Nothing after the first vote; all three after the second."""
    vote(asked, SUZHOU)
    assert stages() == ["agenda"] * 3
    assert vote(asked, WUXI).state == "approved"
    assert stages() == ["resolved"] * 3


def test_it_is_adopted_whole_or_not_at_all(asked: Any, vote: Callable[..., Any], act: Callable[..., Any]) -> None:
    """A matter that changed after the list was sent stops the deciding vote; no matter moves, no vote stays."""
    vote(asked, SUZHOU)
    act(Matter.objects.latest("pk"), "officer", HUZHOU, Reported(SelfReport.AT_RISK))
    with pytest.raises(ApprovalError, match="新的记录"):
        vote(asked, WUXI)
    assert stages() == ["agenda"] * 3
    assert Approval.objects.get(pk=asked.pk).votes.count() == 1


def test_a_returned_list_changes_nothing_and_can_be_asked_again(
    asked: Any, vote: Callable[..., Any], person: Callable[..., Any]
) -> None:
    """With reasons; members vote anew."""
    back = vote(asked, JIAXING, "return", "请补充衡量标准")
    assert (back.state, stages()) == ("returned", ["agenda"] * 3)
    again = do_reopen(actor=person("officer", OFFICE), approval=back, reason="已补充")
    vote(again, SUZHOU)
    vote(again, WUXI)
    assert stages() == ["resolved"] * 3


def test_who_asked_does_not_vote(session: Any, person: Callable[..., Any]) -> None:
    """Own work is not approved by oneself."""
    from tashan.web.accounts.models import Grant

    officer = person("officer", OFFICE)
    Grant.objects.create(
        person=officer, role="approver", place=SUZHOU, valid_from=date(2020, 1, 1), granted_at="2020-01-01T00:00Z"
    )
    asked = do_ask_members(actor=officer, session=session, matters=list(Matter.objects.all()), parties=[SUZHOU, WUXI])
    with pytest.raises(ApprovalError):
        do_vote(actor=officer, approval=asked, party=SUZHOU, verdict="approve")


def test_what_cannot_be_adopted_is_not_asked(
    session: Any, propose: Callable[..., Any], person: Callable[..., Any]
) -> None:
    """A matter without a due day, or that is not on the agenda: nobody votes in vain."""
    undated = propose("丁", due=None)
    officer = person("officer", OFFICE)
    with pytest.raises(GovernanceError, match="丁"):
        do_ask_members(actor=officer, session=session, matters=[undated], parties=[SUZHOU, WUXI])
    with pytest.raises(PermissionDenied):
        do_ask_members(actor=person("approver", SUZHOU), session=session, matters=[undated], parties=[SUZHOU, WUXI])


def test_new_dates_by_joint_approval(session: Any, vote: Callable[..., Any], person: Callable[..., Any]) -> None:
    """The same door: other changes than adoption, with their reason."""
    matter = Matter.objects.order_by("pk")[0]
    asked = do_ask_members(
        actor=person("officer", OFFICE), session=session, matters=[matter], parties=[SUZHOU, JIAXING],
        changes={matter.key: [Baselined(None, date(2028, 1, 31))]},
    )  # fmt: skip
    vote(asked, SUZHOU)
    vote(asked, JIAXING)
    matter.refresh_from_db()
    assert (matter.due, matter.first_due) == (date(2028, 1, 31), date(2027, 6, 30))


def test_a_host_that_is_no_member_is_refused(office: Any, person: Callable[..., Any]) -> None:
    """南通 is no member of the body; a number of the file stands once."""
    officer = person("officer", OFFICE)
    with pytest.raises(GovernanceError, match="不是成员"):
        do_keep_session(actor=officer, body=office, number=3, fields={"host": "320600"})
    with pytest.raises(GovernanceError, match="已在机构文件"):
        do_keep_session(actor=officer, body=office, number=1, fields={})
    with pytest.raises(PermissionDenied):
        do_keep_session(actor=person("officer", SUZHOU), body=office, number=3, fields={})


def test_the_second_editor_of_a_session_is_told(session: Any, person: Callable[..., Any]) -> None:
    """Nothing is lost."""
    officer = person("officer", OFFICE)
    with pytest.raises(StaleError):
        do_keep_session(actor=officer, body=session.body, number=2, fields={"where": "x"}, version=1)
    with pytest.raises(StaleError):
        do_keep_session(actor=officer, body=session.body, number=2, fields={"where": "x"})


@pytest.fixture
def agreement(session: Any, person: Callable[..., Any]) -> Any:
    """An agreement of two clauses."""
    return do_keep_agreement(
        actor=person("officer", OFFICE), body=session.body, session=session, key="frame", title="框架协议",
        parties=[SUZHOU, JIAXING], strength="framework", signed=TODAY, document="doc", sha256=SHA,
        clauses=[("第一条", "苏州市牵头，2027年底前建成平台。"), ("第二条", "各方加强交流。")],
    )  # fmt: skip


def test_a_clause_becomes_a_matter_with_its_quote(agreement: Any, person: Callable[..., Any]) -> None:
    """Once; tied to clause, agreement and session; its words are its first evidence."""
    clause = agreement.clauses.first()
    officer = person("officer", OFFICE)
    made = do_read_clause(
        actor=officer, clause=clause, title="平台", owner=SUZHOU, measure="建成", due=date(2027, 12, 31)
    )
    kinds = [event.content.get("node", {}).get("kind") for event in made.events.all()]
    assert (made.grade, made.participants) == ("A", [JIAXING])
    assert [kind for kind in kinds if kind] == ["meeting", "agreement", "clause"]
    assert made.events.first().content["quote"] == clause.quote
    with pytest.raises(GovernanceError, match="已成事项"):
        do_read_clause(actor=officer, clause=clause, title="平台", owner=SUZHOU, measure="建成")


def test_a_phrase_stays_a_statement(agreement: Any, person: Callable[..., Any]) -> None:
    """It is counted apart."""
    with pytest.raises(GovernanceError, match="表态"):
        do_read_clause(
            actor=person("officer", OFFICE), clause=agreement.clauses.last(), title="交流", owner="", measure=""
        )


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"sha256": "x"}, "SHA-256"),
        ({"clauses": []}, "原文"),
        ({"parties": ["999999"]}, "不是有代码"),
        ({"strength": "?"}, "."),
    ],
)
def test_bad_agreements_are_refused(
    office: Any, person: Callable[..., Any], change: dict[str, Any], reason: str
) -> None:
    """With the reason."""
    good: dict[str, Any] = {
        "key": "k", "title": "t", "parties": [SUZHOU, WUXI], "strength": "framework", "signed": TODAY,
        "document": "d", "sha256": SHA, "clauses": [("1", "words")],
    }  # fmt: skip
    with pytest.raises(GovernanceError, match=reason):
        do_keep_agreement(actor=person("officer", OFFICE), body=office, **{**good, **change})


def test_a_late_matter_rises_rung_by_rung(matter: Any, act: Callable[..., Any], person: Callable[..., Any]) -> None:
    """Owner first, then the parties, then the level that decides; each rung is told once."""
    owner, other = person("officer", SUZHOU), person("approver", HUZHOU)
    leaders = person("approver", "body:lake.forum")
    due = date(2027, 6, 30)
    told = [do_escalate(day=due + timedelta(days)) for days in (-31, -30, 1, 1, 30, 180)]
    assert told[0] == 0
    assert told[3] == 0
    heard = {one.username: Notice.objects.filter(person=one).count() for one in (owner, other, leaders)}
    assert heard == {owner.username: 4, other.username: 1, leaders.username: 1}
    out = StringIO()
    call_command("escalate", "--day", "2028-06-29", stdout=out)
    assert out.getvalue() == "3 notices made.\n"


def test_a_list_comes_in_and_bad_rows_are_parked(office: Any, person: Callable[..., Any]) -> None:
    """Rows without owner or with a deadline before the start wait, with number and reason; nothing is lost."""
    rows = [
        ["序号", "事项", "牵头单位", "配合单位", "开始时间", "完成时限", "衡量标准"],
        [1, "公交互通", "苏州市", "嘉兴市", "2026-12", "2027-06-30", "开通"],
        [2, "无人牵头", None, "嘉兴市", None, "2027-06-30", "开通"],
        [3, "倒置", "无锡市", None, "2027-06", "2027-01-31", "开通"],
        [None, None, None, None, None, None, None],
    ]
    brought = do_import_list(actor=person("officer", OFFICE), body=office, rows=rows, corrections={}, file="x.xlsx")
    assert [one.title for one in brought.matters] == ["公交互通"]
    assert [(one.row, one.problems[0].code) for one in brought.listed.parked] == [
        (3, "owner_missing"),
        (4, "due_before_start"),
    ]
    assert brought.listed.empty == 1


def test_a_mechanism_is_changed_by_its_bodies(office: Any, person: Callable[..., Any]) -> None:
    """With a version; problems come with their line; a body with matters is not lost."""
    officer = person("officer", OFFICE)
    longer = MECHANISM.replace("{number: 1, held", "{number: 1, place: 苏州, held")
    assert do_keep_mechanism(actor=officer, text=longer, key="lake", version=1).version == 2
    with pytest.raises(StaleError):
        do_keep_mechanism(actor=officer, text=longer, key="lake", version=1)
    with pytest.raises(FileError):
        do_keep_mechanism(actor=officer, text=longer.replace("level: execute", "levle: execute"), key="lake")
    with pytest.raises(PermissionDenied):
        do_keep_mechanism(actor=person("officer", SUZHOU), text=longer, key="lake")


def test_a_correction_enters_the_history(matter: Any, person: Callable[..., Any]) -> None:
    """Of public matters only; answered by the office, once."""
    with pytest.raises(GovernanceError):
        do_ask_correction(matter=matter, text="不对")
    do_show(actor=person("officer", OFFICE), matter=matter, visibility="public", reason="公开")
    asked = do_ask_correction(matter=matter, text="巡查只有两次")
    officer = person("officer", OFFICE)
    do_answer_correction(actor=officer, correction=asked, upheld=True, answer="属实，已改")
    assert [event.content["kind"] for event in matter.events.all()][-2:] == ["objected", "settled"]
    with pytest.raises(GovernanceError, match="已有答复"):
        do_answer_correction(actor=officer, correction=asked, upheld=False, answer="x")


def test_registers_hold_what_fits(office: Any, person: Callable[..., Any]) -> None:
    """An act whose texts take effect on different days is not one act."""
    officer = person("officer", OFFICE)
    texts = [{"jurisdiction": one, "title": "t", "effective": "2024-05-01"} for one in ("320000", "330000")]
    content = {"jurisdictions": ["320000", "330000"], "texts": texts}
    kept = do_keep_register(actor=officer, body=office, kind="act", key="a", title="条例", content=content)
    texts[1]["effective"] = "2024-06-01"
    with pytest.raises(GovernanceError):
        do_keep_register(
            actor=officer, body=office, kind="act", key="a", title="条例", content=content, version=kept.version
        )
    with pytest.raises(FileError):
        do_keep_plan(actor=officer, body=office, title="x", text="plans: [{}]")


def test_the_sample_says_what_it_is() -> None:
    """Real bodies, invented matters at every stage that say so; loading twice adds nothing; histories fold."""
    made = do_load_sample(day=TODAY)
    assert (made, do_load_sample(day=TODAY)) == (16, 0)
    assert Mechanism.objects.count() == 6
    assert Body.objects.filter(place="body:yangtze_delta.city_council").exists()
    assert all("示例" in title for title in Matter.objects.values_list("title", flat=True))
    assert set(stages()) >= {"agenda", "resolved", "agreed", "planned", "started", "delivered", "verified", "closed"}
    call_command("check_governance", stdout=StringIO())
    assert Session.objects.get().state == "preparing"


def test_a_matter_steps_only_by_the_table(matter: Any, act: Callable[..., Any]) -> None:
    """Setting aside and going on again need reasons."""
    from tashan.governance.events import Resumed, SetAside
    from tashan.records.codes import SideState

    with pytest.raises(GovernanceError):
        act(matter, "approver", SUZHOU, SetAside(SideState.ON_HOLD))
    held = act(matter, "approver", SUZHOU, SetAside(SideState.ON_HOLD), reason="等待批复")
    assert held.position == "on_hold"
    assert act(matter, "officer", OFFICE, Resumed(), reason="批复已到").position == "proposed"
    assert act(matter, "officer", OFFICE, Moved(Stage.AGENDA)).stage == "agenda"
