"""Matters: what is recorded, by whom, and what is refused with its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.utils import translation

from tashan.governance.events import Baselined, Coded, Confirmed, Declined, Moved, Opened, Reported
from tashan.records.codes import Completion, SelfReport, Stage
from tashan.web.audit.models import Event
from tashan.web.governance.kept import columns, history, state_of
from tashan.web.governance.models import Matter
from tashan.web.governance.services import GovernanceError, StaleError, do_propose, do_record, do_show

from .conftest import HUZHOU, JIAXING, NANTONG, OFFICE, SUZHOU, TODAY, WUXI, proof

pytestmark = pytest.mark.django_db


def test_a_matter_is_what_its_events_fold_to(coded: Any) -> None:
    """The columns of the board are the fold of the stored events, after any number of them."""
    kept = Matter.objects.get(pk=coded.pk)
    state = state_of(kept)
    assert state is not None
    assert {name: getattr(kept, name) for name in columns(state, 0)} == columns(state, len(history(kept)))
    out = StringIO()
    call_command("check_governance", stdout=out)
    assert out.getvalue() == "1 matters agree with their history.\n"


def test_a_row_that_was_tampered_with_is_found(matter: Any) -> None:
    """The command names the matter and the column."""
    Matter.objects.filter(pk=matter.pk).update(stage="closed")
    with pytest.raises(CommandError, match=f"{matter.key}: stage"):
        call_command("check_governance")


def test_the_history_can_not_be_changed(matter: Any) -> None:
    """The database itself refuses."""
    event = matter.events.first()
    event.content = {}
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        event.save()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        matter.events.all()._raw_delete("default")


def test_only_a_second_member_confirms(coded: Any, act: Callable[..., Any]) -> None:
    """Neither the owner nor the coder's member nor the coder; then it is complete and proven."""
    for role, place in (("approver", SUZHOU), ("approver", JIAXING), ("analyst", JIAXING)):
        with pytest.raises((GovernanceError, PermissionDenied)):
            act(coded, role, place, Confirmed())
    done = act(coded, "approver", HUZHOU, Confirmed())
    assert (done.completion, done.confirmed, done.pending) == ("complete", True, False)


def test_a_province_around_the_owner_is_no_second_member(coded: Any, act: Callable[..., Any]) -> None:
    """Jiangsu covers Suzhou, Zhejiang the coder's Jiaxing: neither confirms."""
    with pytest.raises(PermissionDenied):
        act(coded, "approver", "320000", Confirmed())
    with pytest.raises(GovernanceError, match="另一成员"):
        act(coded, "approver", "330000", Confirmed())


def test_a_role_everywhere_is_no_member(coded: Any, act: Callable[..., Any]) -> None:
    """Who may see everything still speaks for nobody."""
    with pytest.raises(PermissionDenied):
        act(coded, "approver", "*", Confirmed())


def test_who_reports_does_not_code(matter: Any, person: Callable[..., Any], act: Callable[..., Any]) -> None:
    """The owner's report changes nothing but itself, and the owner never codes."""
    told = act(matter, "officer", SUZHOU, Reported(SelfReport.DONE))
    assert (told.self_report, told.completion, told.stage) == ("done", "no_evidence", "proposed")
    with pytest.raises(PermissionDenied):
        act(matter, "analyst", SUZHOU, Coded(Completion.NO_EVIDENCE))


def test_what_is_refused_says_why(matter: Any, act: Callable[..., Any]) -> None:
    """In the reader's language, with what is missing; nothing is kept of the whole request."""
    with translation.override("zh-hans"), pytest.raises(GovernanceError, match="还缺：列明会议"):
        act(matter, "officer", OFFICE, Moved(Stage.AGENDA), Moved(Stage.RESOLVED))
    with translation.override("en"), pytest.raises(GovernanceError, match="There is no step from proposed to closed"):
        act(matter, "officer", OFFICE, Moved(Stage.CLOSED))
    matter.refresh_from_db()
    assert (matter.stage, matter.version, matter.events.count()) == ("proposed", 2, 2)


def test_complete_needs_evidence(delivered: Any, act: Callable[..., Any]) -> None:
    """A statement of the owner is not enough."""
    act(delivered, "officer", SUZHOU, proof("own", "D"))
    with pytest.raises(GovernanceError, match="证据不足"):
        act(delivered, "analyst", JIAXING, Coded(Completion.COMPLETE, ("own",), TODAY))


def test_a_coding_is_returned_with_a_reason(coded: Any, act: Callable[..., Any]) -> None:
    """Without one it is refused; then the coding is gone and the history keeps both."""
    with pytest.raises(GovernanceError, match="请写明理由"):
        act(coded, "approver", HUZHOU, Declined())
    back = act(coded, "approver", HUZHOU, Declined(), reason="验收文件缺页")
    assert (back.completion, back.pending) == ("no_evidence", False)
    assert back.events.last().content["reason"] == "验收文件缺页"


def test_new_dates_keep_the_first(matter: Any, act: Callable[..., Any]) -> None:
    """Only the office fixes dates anew, with a reason; the slip is measured against the first."""
    later = Baselined(None, date(2027, 12, 31))
    with pytest.raises(GovernanceError):
        act(matter, "approver", SUZHOU, later, reason="x")
    with pytest.raises(GovernanceError, match="请写明理由"):
        act(matter, "officer", OFFICE, later)
    moved = act(matter, "officer", OFFICE, later, reason="用地批复推迟")
    assert (moved.first_due, moved.due) == (date(2027, 6, 30), date(2027, 12, 31))


def test_the_second_editor_is_told(matter: Any, person: Callable[..., Any]) -> None:
    """Who read an older version records nothing."""
    officer = person("officer", SUZHOU)
    do_record(actor=officer, matter=matter, changes=[Reported(SelfReport.ON_TRACK)], version=2)
    with pytest.raises(StaleError):
        do_record(actor=officer, matter=matter, changes=[Reported(SelfReport.DELAYED)], version=2)


def test_every_change_is_in_the_chain(coded: Any) -> None:
    """With what was recorded and for whom."""
    last = Event.objects.filter(thing=f"governance.matter:{coded.pk}").order_by("-number").first()
    assert last is not None
    assert (last.action, last.place, last.after["recorded"][0]["completion"]) == (
        "governance.coded",
        JIAXING,
        "complete",
    )


@pytest.mark.parametrize(
    ("role", "place", "allowed"),
    [
        ("officer", SUZHOU, True),
        ("approver", SUZHOU, True),
        ("officer", OFFICE, True),
        ("officer", "320000", True),
        ("analyst", SUZHOU, False),
        ("officer", WUXI, False),
        ("reader", OFFICE, False),
        ("officer", "body:other.office", False),
    ],
)
def test_the_owner_or_the_office_proposes(
    office: Any, person: Callable[..., Any], role: str, place: str, allowed: bool
) -> None:
    """Nobody else."""
    opened = Opened("共享", SUZHOU, (JIAXING,), "", "开通")

    def propose() -> Any:
        return do_propose(actor=person(role, place), body=office, opened=opened, day=TODAY)

    if allowed:
        assert propose().stage == "proposed"
    else:
        with pytest.raises((PermissionDenied, GovernanceError)):
            propose()


def test_bad_proposals_are_refused(office: Any, person: Callable[..., Any]) -> None:
    """A deadline before its start, an owner that is no region, a member twice."""
    officer = person("officer", OFFICE)
    good = Opened("共享", SUZHOU, (JIAXING,), "", "开通")
    with pytest.raises(GovernanceError, match="早于开始"):
        do_propose(actor=officer, body=office, opened=good, day=TODAY, start=date(2027, 2, 1), due=date(2027, 1, 1))
    with pytest.raises(GovernanceError, match="不是有代码的区域"):
        do_propose(actor=officer, body=office, opened=Opened("共享", "999999"), day=TODAY)
    with pytest.raises(GovernanceError, match="列了两次"):
        do_propose(actor=officer, body=office, opened=Opened("共享", SUZHOU, (SUZHOU,)), day=TODAY)
    with pytest.raises(GovernanceError, match="请写明事项名称"):
        do_propose(actor=officer, body=office, opened=Opened(" ", SUZHOU), day=TODAY)


def test_the_body_shows_a_matter(matter: Any, person: Callable[..., Any]) -> None:
    """With a reason; a member alone cannot."""
    with pytest.raises(PermissionDenied):
        do_show(actor=person("approver", SUZHOU), matter=matter, visibility="public", reason="x")
    assert do_show(actor=person("officer", OFFICE), matter=matter, visibility="public", reason="公开承诺")
    assert Matter.objects.get(pk=matter.pk).visibility == "public"


def test_strangers_record_nothing(matter: Any, act: Callable[..., Any]) -> None:
    """A reader, an officer of a city that is no party: no step, no report."""
    for role, place in (("reader", SUZHOU), ("officer", NANTONG), ("finance", SUZHOU), ("administrator", SUZHOU)):
        with pytest.raises(PermissionDenied):
            act(matter, role, place, Reported(SelfReport.DONE))
        with pytest.raises(PermissionDenied):
            act(matter, role, place, Moved(Stage.AGENDA))
