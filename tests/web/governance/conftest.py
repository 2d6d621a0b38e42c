"""A mechanism of four cities and its office, matters, and people of every side."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from ..conftest import make_person  # noqa: TID252

SUZHOU, WUXI, JIAXING, HUZHOU, NANTONG = "320500", "320200", "330400", "330500", "320600"
OFFICE = "body:lake.office"
FORUM = "body:lake.forum"
TODAY = date(2026, 11, 20)
SHA = "a" * 64

MECHANISM = """mechanism: lake
name: {zh: 示例机制, en: Example}
levels: [decide, coordinate, execute]
bodies:
  forum:
    name: {zh: 示例座谈会, en: Example forum}
    level: decide
    from: 2015-01-01
    members:
      - {who: [320500 苏州市, 320200 无锡市, 330400 嘉兴市, 330500 湖州市], from: 2015-01-01, order: 1}
  office:
    name: {zh: 示例办公室, en: Example office}
    level: execute
    from: 2015-01-01
    reports_to: forum
    members:
      - {who: [320500 苏州市, 320200 无锡市, 330400 嘉兴市, 330500 湖州市], from: 2015-01-01, order: 1}
    rotation: {order: joining, by: session}
    sessions:
      - {number: 1, held: 2020-03-01, host: 320500 苏州市}
"""


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day on which the tests live; roles of people hold on it."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: TODAY)


@pytest.fixture
def office(db: None) -> Any:
    """The office of the example."""
    return make_office()


def make_office() -> Any:
    """Keep the example's mechanism and give its office."""
    from tashan.web.governance.models import Body
    from tashan.web.governance.services import do_keep_mechanism

    do_keep_mechanism(actor=None, text=MECHANISM)
    return Body.objects.get(place=OFFICE)


@pytest.fixture
def act(person: Callable[..., Any]) -> Callable[..., Any]:
    """Record something of a matter: `act(matter, "approver", SUZHOU, Moved(...))`."""
    from tashan.web.governance.services import do_record

    def do(matter: Any, role: str, place: str, *changes: Any, day: date = TODAY, reason: str = "") -> Any:
        return do_record(actor=person(role, place), matter=matter, changes=changes, day=day, reason=reason)

    return do


@pytest.fixture
def matter(office: Any) -> Any:
    """A matter that Suzhou leads with Jiaxing and Huzhou, due in a year, proposed."""
    return make_matter(office)


def make_matter(office: Any) -> Any:
    """Propose the example's matter."""
    from tashan.governance.events import Opened
    from tashan.web.governance.services import do_propose

    opened = Opened("太湖联合巡查", SUZHOU, (JIAXING, HUZHOU), "", "每季巡查一次")
    return do_propose(
        actor=make_person("officer", OFFICE), body=office, opened=opened, day=date(2026, 1, 5), due=date(2027, 6, 30)
    )


def proof(name: str, grade: str = "A", published: date = TODAY, publisher: str = "p") -> Any:
    """A piece of evidence."""
    from tashan.governance.events import Evidenced
    from tashan.governance.evidence import Evidence
    from tashan.records.codes import EvidenceGrade

    return Evidenced(Evidence(name, EvidenceGrade(grade), f"doc {name}", f"words of {name}", SHA, published, publisher))


@pytest.fixture
def delivered(matter: Any, act: Callable[..., Any]) -> Any:
    """The same matter, delivered: signed, started and in use, each proven."""
    from tashan.governance.events import Dated, Fact, Linked, Moved, Node, NodeKind
    from tashan.records.codes import Stage

    office = ("officer", OFFICE)
    act(matter, *office, Moved(Stage.AGENDA), Linked(Node(NodeKind.MEETING, "lake.office/s1")), Moved(Stage.RESOLVED))
    act(matter, *office, proof("a"), Dated(Fact.SIGNED, TODAY, "a"), Moved(Stage.AGREED))
    act(matter, *office, proof("s", "B"), Dated(Fact.STARTED, TODAY, "s"))
    act(matter, "approver", SUZHOU, Moved(Stage.STARTED))
    act(matter, *office, proof("u"), Dated(Fact.IN_USE, TODAY, "u"))
    return act(matter, "approver", SUZHOU, Moved(Stage.DELIVERED))


@pytest.fixture
def coded(delivered: Any, act: Callable[..., Any]) -> Any:
    """The delivered matter, coded as complete by Jiaxing; a second member has to confirm."""
    from tashan.governance.events import Coded
    from tashan.records.codes import Completion

    return act(delivered, "analyst", JIAXING, Coded(Completion.COMPLETE, ("u",), TODAY))
