"""
Governance: the board of 5,000 matters of 40 members, folded from their events and as a page of the site.

Beside everything stands a loop that measures the machine. The page has a bound: half a second of the processor for the
slowest of twenty requests but one.
"""

from __future__ import annotations

import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks._measure import calibration, show, timed
from tashan.governance import events as e
from tashan.governance.board import board
from tashan.governance.events import Event, Fact, Node, NodeKind, Role
from tashan.governance.evidence import Evidence
from tashan.governance.fadeout import fade_out
from tashan.governance.folding import as_of
from tashan.governance.history import record
from tashan.governance.observed import observed
from tashan.records.codes import Completion, EvidenceGrade, Light, SelfReport, Stage

BODY = "council"
FIRST = date(2020, 1, 1)


def main(matters: int = 5_000, members: int = 40) -> None:
    """Print figures; the ratio to the calibration loop is what can be compared between machines."""
    codes = [f"{310000 + 100 * number:06d}" for number in range(1, members + 1)]
    histories = [_history(number, codes) for number in range(matters)]
    events = sum(map(len, histories))
    day = FIRST + timedelta(700)
    loop = timed(calibration, runs=5)
    folding = timed(lambda: as_of(histories, day), runs=5)
    states = as_of(histories, day)
    rows = timed(lambda: board(states, day), runs=5)
    filtered = timed(lambda: board(states, day, keep=lambda row: row.light is Light.RED), runs=5)
    measured = timed(lambda: fade_out(map(observed, states), day), runs=3)
    pages = _pages(matters, members)
    began = time.perf_counter()
    refused = sum(len(record(history).problems) for history in histories[:500])
    recording = (time.perf_counter() - began) / sum(map(len, histories[:500]))
    show(
        f"Board of {matters:,} matters ({events:,} events), {members} members",
        [
            ("calibration loop", str(loop)),
            ("fold all histories as of a day", f"{folding}, {folding.middle / loop.middle:.2f} × the loop"),
            ("board rows from states", f"{rows}, {rows.middle / loop.middle:.2f} × the loop"),
            ("board rows, one light", f"{filtered}, {filtered.middle / loop.middle:.2f} × the loop"),
            ("all fade-out measures", f"{measured}, {measured.middle / loop.middle:.2f} × the loop"),
            (
                "page of the board (target 0.5 s)",
                f"{pages[-2]:.3f} s of the processor, {pages[-2] / loop.middle:.2f} × the loop",
            ),
            ("record one event with all checks", f"{recording * 1000:.3f} ms ({refused} refused)"),
        ],
    )


def _pages(matters: int, members: int) -> list[float]:
    """Processor seconds of twenty requests for the board by an officer, in every light, the quickest first."""
    from tashan.web import entry

    with tempfile.TemporaryDirectory(prefix="tashan-bench-") as folder:
        entry.prepare(Path(folder))
        desk = _desk(matters, members)
        seconds = []
        for light in ("", "red", "yellow", "green") * 5:
            began = time.process_time()
            answer = desk.get(f"/governance/?light={light}")
            seconds.append(time.process_time() - began)
            if answer.status_code != 200:
                raise SystemExit(f"The board answered {answer.status_code}.")
    return sorted(seconds)


def _desk(matters: int, members: int) -> Any:
    """The client of a member's officer, on a site whose office keeps so many matters of so many members."""
    from django.test import Client
    from django.utils import timezone

    from tashan.web.accounts.models import Grant, Organisation, Person
    from tashan.web.governance.models import Body, Matter, Party
    from tashan.web.governance.services import do_load_sample

    today = timezone.localdate()
    do_load_sample(day=today)
    office = Body.objects.get(place="body:yangtze_delta.regional_office")
    stages = ("proposed", "agenda", "agreed", "started", "delivered", "closed")
    made = Matter.objects.bulk_create(
        Matter(
            key=f"x{number}", body=office, title=f"事项{number}", owner=f"{330000 + number % members:06}",
            participants=["320500"], stage=stages[number % 6], completion="no_evidence", grade="E", opened=today,
            due=today + timedelta(number % 700 - 200), last_day=today, visibility="public", version=1,
        )
        for number in range(matters)
    )  # fmt: skip
    Party.objects.bulk_create(
        Party(matter=one, place=place, lead=place == one.owner) for one in made for place in one.parties
    )
    organisation = Organisation.objects.create(name="苏州市", kind="government", place="320500")
    officer = Person.objects.create(username="board", organisation=organisation)
    first = date(2020, 1, 1)
    Grant.objects.create(person=officer, role="officer", place="320500", valid_from=first, granted_at=timezone.now())
    desk = Client(SERVER_NAME="localhost")
    desk.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return desk


def _history(number: int, codes: list[str]) -> tuple[Event, ...]:
    """A matter that goes part of its way, by its number."""
    owner, partner = codes[number % len(codes)], codes[(number * 7 + 1) % len(codes)]
    partner = partner if partner != owner else codes[(number + 1) % len(codes)]
    name, start = f"m{number}", FIRST + timedelta(number % 365)

    def at(change: e.Change, days: int, role: Role = Role.SECRETARIAT, member: str = BODY) -> Event:
        when = start + timedelta(days)
        return Event(name, change, when, when, f"{role} {member}", role, member)

    def proof(key: str, days: int) -> Event:
        evidence = Evidence(key, EvidenceGrade.B, key, "原文", f"{number:064x}", start + timedelta(days), key)
        return at(e.Evidenced(evidence), days, Role.APPROVER, owner)

    due = start + timedelta(200 + number % 400)
    way = (
        at(e.Opened(f"事项{number}", owner, (partner,), BODY, "通车"), 0, Role.APPROVER, owner),
        at(e.Moved(Stage.AGENDA), 1),
        at(e.Linked(Node(NodeKind.MEETING, "6")), 2),
        at(e.Baselined(start, due), 2),
        at(e.Moved(Stage.RESOLVED), 3),
        at(e.Linked(Node(NodeKind.PLAN, "2020")), 4),
        at(e.Moved(Stage.PLANNED), 5),
        proof("start", 30),
        at(e.Dated(Fact.STARTED, start + timedelta(30), "start"), 30, Role.APPROVER, owner),
        at(e.Moved(Stage.STARTED), 31, Role.APPROVER, owner),
        at(e.Reported(SelfReport.ON_TRACK), 60, Role.OFFICER, owner),
        proof("use", 250),
        at(e.Dated(Fact.IN_USE, start + timedelta(250), "use"), 250, Role.APPROVER, owner),
        at(e.Moved(Stage.DELIVERED), 251, Role.APPROVER, owner),
        at(e.Coded(Completion.COMPLETE, ("use",), start + timedelta(250)), 260, Role.CODER, "institute"),
        at(e.Confirmed(), 270, Role.APPROVER, partner),
        at(e.Moved(Stage.VERIFIED), 271, Role.CODER, "institute"),
    )
    return way[: 1 + number % len(way)]


if __name__ == "__main__":
    main()
