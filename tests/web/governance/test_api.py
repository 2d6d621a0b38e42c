"""Governance for programs: the rights and the numbers of the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from tashan.web.accounts.tokens import do_make_token
from tashan.web.governance.models import Matter, MatterEvent, Plan, Register, Session
from tashan.web.governance.services import do_load_sample, do_show

from .conftest import HUZHOU, JIAXING, OFFICE, SHA, SUZHOU, TODAY, WUXI

pytestmark = pytest.mark.django_db
ROOT = "/api/v1/governance"


@pytest.fixture
def key(person: Callable[..., Any]) -> Callable[..., dict[str, str]]:
    """Headers with a key of somebody's that may write."""

    def make(role: str, place: str) -> dict[str, str]:
        until = timezone.localdate() + timedelta(days=1)
        _, text = do_make_token(actor=person(role, place), name="test", scope="write", expires_on=until)
        return {"Authorization": f"Bearer {text}"}

    return make


@pytest.fixture
def sample(db: None) -> None:
    do_load_sample(day=TODAY)


def _send(client: Any, address: str, said: Any, headers: Any, method: str = "post") -> Any:
    return getattr(client, method)(f"{ROOT}/{address}", said, content_type="application/json", headers=headers)


# --- reading -----------------------------------------------------------------------------------------------------------


def test_what_members_see_nobody_else_gets(client: Any, key: Callable[..., Any], matter: Any) -> None:
    """In the list and by its address; once it is public everybody does, without names of persons."""
    for headers, status in (
        ({}, 404),
        (key("officer", WUXI), 404),
        (key("reader", JIAXING), 200),
        (key("officer", OFFICE), 200),
    ):
        assert status == client.get(f"{ROOT}/matters/{matter.key}", headers=headers).status_code
        assert (status == 200) == bool(client.get(f"{ROOT}/matters", headers=headers).json()["count"])
    Matter.objects.update(visibility="public")
    history = client.get(f"{ROOT}/matters/{matter.key}").json()["history"]
    named = client.get(f"{ROOT}/matters/{matter.key}", headers=key("reader", WUXI)).json()["history"]

    assert [False, True] == ["actor" in each[0] for each in (history, named)]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", 16), ("light=red", 4), ("stage=closed", 2), ("member=330000&stage=closed", 1), ("words=断头路", 1),
        ("theme=culture_tourism", 1), ("body=body:yangtze_delta.regional_office", 16), ("body=body:x", 0), ("stage=moon", 0),
    ],
)  # fmt: skip
def test_lists_are_filtered_as_the_board_is(client: Any, sample: None, query: str, expected: int) -> None:
    """The same selection as the page's address holds."""
    found = client.get(f"{ROOT}/matters?{query}").json()

    assert expected == found["count"]
    assert len(found["items"]) == min(expected, 50)


def test_lists_come_in_pages_and_answers_carry_a_tag(client: Any, sample: None) -> None:
    """Pages do not overlap; what has not changed is not sent again."""
    pages = [client.get(f"{ROOT}/matters?limit=10&offset={offset}").json()["items"] for offset in (0, 10)]
    first = client.get(f"{ROOT}/fade-out")
    again = client.get(f"{ROOT}/fade-out", headers={"If-None-Match": first["ETag"]})

    assert 16 == len({row["key"] for rows in pages for row in rows})
    assert (200, 304) == (first.status_code, again.status_code)


def test_one_matter_as_of_a_day(client: Any, sample: None) -> None:
    """Closed today with its evidence; a year and a half ago only on its way; before it was proposed it is not there."""
    now = client.get(f"{ROOT}/matters/sample-11").json()
    then = client.get(f"{ROOT}/matters/sample-11?day={TODAY - timedelta(500)}").json()

    assert ("closed", "complete", ["agreement", "start", "use"]) == (
        now["stage"], now["completion"], [one["id"] for one in now["evidence"]],
    )  # fmt: skip
    assert "closed" != then["stage"]
    assert 404 == client.get(f"{ROOT}/matters/sample-11?day=2001-01-01").status_code
    assert 422 == client.get(f"{ROOT}/matters/sample-11?day=9999-12-31").status_code


def test_bodies_and_their_rosters(client: Any, sample: None) -> None:
    """22 members on 1 June 2012; the report is the one of the page and the command."""
    places = [row["place"] for row in client.get(f"{ROOT}/bodies").json()]
    found = client.get(f"{ROOT}/bodies/body:yangtze_delta.city_council?day=2012-06-01").json()

    assert "body:yangtze_delta.city_council" in places
    assert 22 == len(found["members"])
    assert 404 == client.get(f"{ROOT}/bodies/body:moon").status_code


def test_the_closed_part_of_a_session_stays_closed(client: Any, key: Callable[..., Any], sample: None) -> None:
    """Members get all of it."""
    number = Session.objects.get().pk
    public = client.get(f"{ROOT}/sessions/{number}").json()
    member = client.get(f"{ROOT}/sessions/{number}", headers=key("reader", "320000")).json()

    assert ([1, 3], [0, 1]) == (
        [len(one["agenda"]) for one in (public, member)],
        [len(one["papers"]) for one in (public, member)],
    )
    assert 1 == client.get(f"{ROOT}/sessions?body=body:yangtze_delta.regional_office").json()["count"]


def test_agreements_with_what_became_of_their_clauses(client: Any, sample: None) -> None:
    """Word for word; one of three is a matter."""
    (row,) = client.get(f"{ROOT}/agreements").json()
    whole = client.get(f"{ROOT}/agreements/{row['key']}").json()

    assert "in_force" == row["state"]
    assert [True, False, False] == [bool(clause["matter"]) for clause in whole["clauses"]]


@pytest.mark.parametrize(
    ("kind", "standing"),
    [
        ("border", {"worst": "red"}),
        ("standard", {"unified": ""}),
        ("act", {"effective": "2024-05-01", "missing": []}),
        ("panel", {"sits": True}),
        ("investment", {"proven": ["signed", "contract", "started", "delivered"]}),
    ],
)
def test_registers_as_they_stand(client: Any, sample: None, kind: str, standing: dict[str, Any]) -> None:
    """The entry as it is kept, and what follows from it on the day."""
    rows = client.get(f"{ROOT}/registers/{kind}").json()
    row = next(row for row in rows if standing.items() <= row["standing"].items())

    assert kind == row["kind"]
    assert 422 == client.get(f"{ROOT}/registers/moon").status_code


def test_names_of_cadres_are_for_members(client: Any, key: Callable[..., Any], office: Any) -> None:
    """The public gets numbers and roles."""
    cadres = [{"senders": [SUZHOU], "who": "张某", "role": "协调", "count": 1, "first": "2026-01-01"}]
    said = {"title": "名册", "content": {"cadres": cadres}}
    _send(client, f"bodies/{OFFICE}/registers/secondment/s", said, key("officer", OFFICE), "put")
    (public,) = client.get(f"{ROOT}/registers/secondment").json()
    (member,) = client.get(f"{ROOT}/registers/secondment", headers=key("reader", SUZHOU)).json()

    assert ["", "张某"] == [row["content"]["cadres"][0]["who"] for row in (public, member)]
    assert {"at_work": 1, "by_sender": {SUZHOU: 1}} == public["standing"]


def test_measures_are_those_of_the_pages(client: Any, sample: None) -> None:
    """Fade-out with denominators, cards by member, the funnel of projects with amounts in fen."""
    figures = client.get(f"{ROOT}/fade-out?source=matters").json()
    cards = client.get(f"{ROOT}/scores").json()["cards"]
    promotion = client.get(f"{ROOT}/investment").json()

    assert (16, True) == (figures["matters"], figures["sample"])
    assert all({"numerator", "denominator", "no_evidence_share"} <= set(one) for one in figures["figures"])
    assert "" in {card["member"] for card in cards}
    assert [7, 4, 3, 1] == [one["projects"] for one in promotion["reached"]]
    assert [4_931_000_000_000] == [one["amount"] for one in promotion["signings"]]


def test_contradictions_of_plans(client: Any, key: Callable[..., Any], sample: None) -> None:
    """The planted ones, here and between two texts that are sent; nothing is kept, and the public does not ask."""
    here = client.get(f"{ROOT}/clashes").json()
    texts = [plan.text for plan in Plan.objects.order_by("pk")]
    reader = key("reader", SUZHOU)
    sent = _send(client, "clashes", {"plans": texts}, reader).json()

    assert {"due", "target"} <= {one["kind"] for one in here} & {one["kind"] for one in sent}
    assert 401 == _send(client, "clashes", {"plans": texts}, {}).status_code
    assert 409 == _send(client, "clashes", {"plans": ["plans: [{}]"]}, reader).status_code
    assert 409 == _send(client, "clashes", {"plans": ["x" * 200_001]}, reader).status_code
    assert 2 == Plan.objects.count()


# --- writing -----------------------------------------------------------------------------------------------------------


def test_a_matter_from_proposal_to_report(client: Any, key: Callable[..., Any], office: Any) -> None:
    """Proposed by the office, reported on by the owner; who saw an older version is told."""
    desk, owner = key("officer", OFFICE), key("officer", SUZHOU)
    said = {"body": OFFICE, "title": "联合巡查", "owner": SUZHOU, "participants": [JIAXING], "due": "2027-06-30"}
    made = _send(client, "matters", said, desk).json()
    report = {"changes": [{"kind": "reported", "status": "at_risk", "note": "缺用地"}], "version": made["version"]}
    address = f"matters/{made['key']}/events"
    done = _send(client, address, report, owner)
    stale = _send(client, address, report, owner)

    assert (200, "at_risk", 3) == (done.status_code, done.json()["self_report"], done.json()["version"])
    assert (409, 3) == (stale.status_code, MatterEvent.objects.count())
    assert "officer-320500" == done.json()["history"][-1]["actor"]


def test_who_confirms_is_of_another_member(client: Any, key: Callable[..., Any], coded: Any) -> None:
    """The same wall as on the page: neither owner nor coder, nor an officer."""
    said = {"changes": [{"kind": "confirmed"}], "version": coded.version}
    address = f"matters/{coded.key}/events"
    answers = [
        _send(client, address, said, key(role, place)).status_code
        for role, place in (("approver", SUZHOU), ("approver", JIAXING), ("officer", HUZHOU), ("approver", HUZHOU))
    ]

    assert ([403, 409, 403], 200) == (answers[:3], answers[3])
    assert Matter.objects.get().confirmed


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"kind": "moon"}, 409),
        ({"kind": "reported", "status": "great"}, 409),
        ({"kind": "reported", "status": "done", "note": "\u0000"}, 409),
        ({"kind": "reported", "status": "done", "note": "x" * 2001}, 409),
        ({"kind": "reported", "status": "done", "actor": "somebody else"}, 200),
        ({"kind": "opened", "title": "x", "owner": SUZHOU}, 403),
        ({"kind": "moved", "to": "closed"}, 403),
        ({}, 409),
    ],
)
def test_forged_changes(client: Any, key: Callable[..., Any], matter: Any, change: dict[str, Any], status: int) -> None:
    """What is no change is refused; nobody says that somebody else did it."""
    said = {"changes": [change], "version": matter.version}
    answer = _send(client, f"matters/{matter.key}/events", said, key("officer", SUZHOU))

    assert status == answer.status_code
    assert {"somebody else"}.isdisjoint(MatterEvent.objects.values_list("content__actor", flat=True))
    assert (3 if status == 200 else 2) == MatterEvent.objects.count()


def test_a_register_is_kept_by_its_office(client: Any, key: Callable[..., Any], office: Any) -> None:
    """New, then changed with its version; another office's short name and what does not fit are refused."""
    desk = key("officer", OFFICE)
    content = {
        "kind": "river",
        "duties": [{"member": SUZHOU, "first": "2024-01-01"}, {"member": WUXI, "first": "2024-01-01"}],
    }
    address = f"bodies/{OFFICE}/registers/border/r-1"
    made = _send(client, address, {"title": "界河", "content": content}, desk, "put")
    stale = _send(client, address, {"title": "界河", "content": content}, desk, "put")
    changed = _send(client, address, {"title": "界河二", "content": content, "version": 1}, desk, "put")
    bad = _send(client, address, {"title": "界河", "content": {"kind": "moon"}, "version": 2}, desk, "put")
    odd = _send(client, f"bodies/{OFFICE}/registers/border/a b", {"title": "界河", "content": content}, desk, "put")

    assert [200, 409, 200, 409, 409] == [one.status_code for one in (made, stale, changed, bad, odd)]
    assert ("界河二", 2) == (Register.objects.get().title, Register.objects.get().version)
    assert 403 == _send(client, address, {"title": "x", "content": content}, key("officer", SUZHOU), "put").status_code
    assert SHA not in str(made.json())


def test_a_public_matter_needs_no_key(client: Any, matter: Any, person: Callable[..., Any]) -> None:
    """To be read; to be changed it does."""
    do_show(actor=person("officer", OFFICE), matter=matter, visibility="public", reason="公开")

    assert 200 == client.get(f"{ROOT}/matters/{matter.key}").status_code
    said = {"changes": [{"kind": "confirmed"}], "version": 2}
    assert 401 == _send(client, f"matters/{matter.key}/events", said, {}).status_code
