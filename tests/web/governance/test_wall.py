"""The second wall of governance: on PostgreSQL a forgotten filter shows nobody what members keep among themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from tashan.governance.events import Moved, Opened, Reported
from tashan.records.codes import SelfReport, Stage
from tashan.web.accounts.wall import look_as, look_as_the_system
from tashan.web.approvals.services import do_vote
from tashan.web.governance.models import (
    Agreement,
    Body,
    Clause,
    Correction,
    Matter,
    MatterEvent,
    Party,
    Plan,
    Register,
    Session,
)
from tashan.web.governance.queries import visible_to
from tashan.web.governance.services import (
    do_ask_correction,
    do_ask_members,
    do_hold_session,
    do_keep_agreement,
    do_keep_plan,
    do_keep_register,
    do_keep_session,
    do_propose,
    do_record,
)

from .conftest import HUZHOU, JIAXING, OFFICE, SHA, SUZHOU, TODAY, WUXI

ROLE = "tashan_behind_governance"
MODELS = (Matter, MatterEvent, Party, Agreement, Clause, Plan, Session, Register, Correction)

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no row-level security; test_postgres.py runs these"
)

PLAN = """plans:
  - {plan: p, kind: yearly_list, members: ["320500"], from: 2026, to: 2026, versions: [{day: 2026-01-01}]}
"""


@pytest.fixture
def wall(matter: Any, person: Callable[..., Any]) -> Iterator[Any]:
    """A matter of Suzhou, Jiaxing and Huzhou, another that is public, an agreement, plans, a session, a register."""
    officer = person("officer", OFFICE)
    body = matter.body
    do_propose(
        actor=officer,
        body=body,
        opened=Opened("公开事项", WUXI, (), "", "开通"),
        day=date(2026, 1, 5),
        visibility="public",
    )
    do_keep_agreement(
        actor=officer, body=body, key="a", title="协议", parties=[SUZHOU, JIAXING], strength="framework",
        signed=date(2026, 1, 1), document="d", sha256=SHA, clauses=[("一", "苏州市建成平台。")],
    )  # fmt: skip
    do_keep_plan(actor=officer, body=body, title="p", text=PLAN)
    do_keep_session(actor=officer, body=body, number=2, fields={})
    duties = [{"member": one, "first": "2024-01-01"} for one in (SUZHOU, JIAXING)]
    do_keep_register(
        actor=officer, body=body, kind="border", key="r", title="河", content={"kind": "river", "duties": duties}
    )
    Body.objects.filter(pk=body.pk).update(visibility="members")
    for role, place in (("reader", SUZHOU), ("reader", WUXI), ("reader", "330000"), ("reader", "440000"), ("officer", SUZHOU),
                        ("approver", HUZHOU), ("approver", WUXI)):  # fmt: skip
        person(role, place)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"CREATE ROLE {ROLE} NOLOGIN")
    call_command("second_wall", ROLE)
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {ROLE}")
    yield matter
    look_as_the_system()


def _counts() -> list[int]:
    """What queries without any filter give."""
    return [model.objects.count() for model in MODELS]


def test_queries_without_a_filter_show_what_one_may_see(wall: Any, person: Callable[..., Any]) -> None:
    """Parties their matter, its agreement's parties that, members of the body plans, session and register; others the public one."""
    found = {}
    for place in (SUZHOU, WUXI, "330000", "440000"):
        look_as(person("reader", place))
        found[place] = _counts()
        assert set(Matter.objects.values_list("pk", flat=True)) == set(
            visible_to(person("reader", place)).values_list("pk", flat=True)
        )
    look_as(AnonymousUser())
    nobody = _counts()
    look_as_the_system()

    assert [2, 3, 4, 1, 1, 1, 1, 1, 0] == _counts()
    assert {
        SUZHOU: [2, 3, 4, 1, 1, 1, 1, 1, 0], WUXI: [1, 1, 1, 0, 0, 1, 1, 1, 0],
        "330000": [2, 3, 4, 1, 1, 1, 1, 1, 0], "440000": [1, 1, 1, 0, 0, 0, 0, 0, 0],
    } == found  # fmt: skip
    assert [1, 1, 1, 0, 0, 0, 0, 0, 0] == nobody


def test_who_acts_for_a_member_works_behind_the_wall(wall: Any, person: Callable[..., Any]) -> None:
    """An officer of the owner reports, through the service that asks what it may."""
    officer = person("officer", SUZHOU)
    look_as(officer)
    do_record(actor=officer, matter=wall, changes=[Reported(SelfReport.ON_TRACK, "")])

    assert "on_track" == Matter.objects.get(pk=wall.pk).self_report


def test_nobody_writes_past_the_services(wall: Any, person: Callable[..., Any]) -> None:
    """Neither the public a public matter, nor a member the register of the body."""
    look_as(AnonymousUser())
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Matter.objects.update(title="mine")
    look_as(person("reader", SUZHOU))
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Register.objects.update(title="mine")
    look_as(person("reader", "440000"))

    assert 0 == Matter.objects.filter(pk=wall.pk).update(title="mine")


def test_the_public_asks_for_a_correction_of_what_is_public(wall: Any) -> None:
    """Behind the wall too; of what it does not see there is nothing to correct."""
    look_as(AnonymousUser())
    public = Matter.objects.get()
    do_ask_correction(matter=public, text="只巡查了两次")

    assert ("公开事项", 1) == (public.title, Correction.objects.count())


def test_the_last_vote_carries_out_the_list_whoever_casts_it(wall: Any, person: Callable[..., Any]) -> None:
    """Wuxi is asked and is no party of the matter; with its vote the matter is resolved all the same."""
    look_as_the_system()
    officer = person("officer", OFFICE)
    session = Session.objects.get()
    do_record(actor=officer, matter=wall, changes=[Moved(Stage.AGENDA)])
    held = do_hold_session(actor=officer, session=session, held=TODAY, version=session.version)
    wall.refresh_from_db()
    approval = do_ask_members(
        actor=officer, session=held, matters=[wall], parties=[HUZHOU, WUXI], needed=None, due=None
    )
    for place in (HUZHOU, WUXI):
        voter = person("approver", place)
        look_as(voter)
        do_vote(actor=voter, approval=approval, party=place, verdict="approve", seen_round=1)

    assert 0 == Matter.objects.filter(pk=wall.pk).count()  # Wuxi still does not see it
    look_as_the_system()
    assert "resolved" == Matter.objects.get(pk=wall.pk).stage
