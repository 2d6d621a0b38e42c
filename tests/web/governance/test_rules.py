"""Who may do what: role × own or another member × state, as the table of the pure room says, and nothing beside it."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from tashan.governance.events import Relation, Role
from tashan.governance.transitions import table
from tashan.records.codes import Stage
from tashan.web.governance.models import Matter
from tashan.web.governance.seats import seats

from ..conftest import ROLES, make_person  # noqa: TID252
from .conftest import HUZHOU, JIAXING, OFFICE, SUZHOU, TODAY, WUXI, make_matter, make_office

pytestmark = pytest.mark.django_db

PLACES = {
    SUZHOU: Relation.OWNER,
    "320000": Relation.OWNER,
    JIAXING: Relation.PARTICIPANT,
    "330000": Relation.PARTICIPANT,
    WUXI: Relation.OTHER,
    OFFICE: Relation.BODY,
    "body:other.institute": Relation.INDEPENDENT,
}
REGION = {"officer": Role.OFFICER, "approver": Role.APPROVER, "analyst": Role.CODER}
DESK = {"officer": Role.SECRETARIAT, "approver": Role.SECRETARIAT, "analyst": Role.CODER}
STATES = ("proposed", "started", "delivered", "verified", "closed")


@pytest.fixture(scope="module")
def _kept(module_db: Any) -> tuple[Any, Any]:
    """The office and the matter of the example, and people of all roles, for all tests here."""
    with module_db(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)
        office = make_office()
        for role in ROLES:
            for place in (*PLACES, "*", "body:lake.forum"):
                make_person(role, place)
        return office, make_matter(office)


@pytest.fixture
def office(_kept: tuple[Any, Any], db: None) -> Any:
    """The office, as it was before the test of before."""
    return deepcopy(_kept[0])


@pytest.fixture
def matter(_kept: tuple[Any, Any], db: None) -> Any:
    """The matter, as it was before the test of before."""
    return deepcopy(_kept[1])


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("place", PLACES)
def test_every_act_follows_the_table(matter: Any, person: Callable[..., Any], role: str, place: str) -> None:
    """A permission is held exactly where office and relation stand in the table."""
    somebody = person(role, place)
    office = (DESK if place.startswith("body:") else REGION).get(role)
    for act, actors in table().acts.items():
        if act == "opened":
            continue
        allowed = office is not None and (office, PLACES[place]) in actors
        assert somebody.has_perm(f"governance.{act}", matter) == allowed, (role, place, act)


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("role", ["officer", "approver", "analyst"])
@pytest.mark.parametrize("place", PLACES)
def test_every_step_follows_the_table(
    matter: Any, person: Callable[..., Any], state: str, role: str, place: str
) -> None:
    """Of each state, the steps that a person is offered are those of the table for their office."""
    from tashan.governance.transitions import steps_from
    from tashan.web.governance.kept import state_of
    from tashan.web.governance.matter_page import next_steps

    found = state_of(matter)
    assert found is not None
    found.stage = Stage(state)
    office = (DESK if place.startswith("body:") else REGION)[role]
    expected = {step.target for step in steps_from(found) if (office, PLACES[place]) in step.by}
    offered = {step.target for step in next_steps(found, matter, person(role, place), matter.opened) if step.mine}
    assert offered == expected


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("place", "desk"), [(OFFICE, True), (SUZHOU, False), ("*", True), ("body:lake.forum", False)])
def test_the_desk_of_a_body(office: Any, person: Callable[..., Any], role: str, place: str, desk: bool) -> None:
    """Sessions, agreements, plans, registers, lists, what the public sees: officers and approvers of the body alone."""
    names = (
        "edit_session", "ask_members", "keep_agreement", "read_clause", "keep_plan", "keep_register", "import_list",
        "show_to_public", "answer_correction",
    )  # fmt: skip
    for name in names:
        allowed = desk and role in ("officer", "approver")
        assert person(role, place).has_perm(f"governance.{name}", office.place) == allowed, name


def test_one_person_may_have_several_offices(matter: Any, person: Callable[..., Any]) -> None:
    """Each role is an office of its own; a province acts for its cities that take part, never beside them."""
    somebody = person("officer", "330000")
    found = {(seat.role, seat.member, seat.relation) for seat in seats(somebody, matter)}
    assert found == {
        (Role.OFFICER, JIAXING, Relation.PARTICIPANT),
        (Role.OFFICER, HUZHOU, Relation.PARTICIPANT),
    }


def test_nobody_without_a_role(matter: Any, person: Callable[..., Any]) -> None:
    """Who is logged in and holds none sees public matters alone."""
    nobody = person(None)
    assert not nobody.has_perm("governance.see", matter)
    Matter.objects.filter(pk=matter.pk).update(visibility="public")
    assert nobody.has_perm("governance.see", Matter.objects.get(pk=matter.pk))
    assert not nobody.has_perm("governance.evidenced", matter)
