"""Files as they are kept, read by the pure room; and sessions that are prepared here put beside those of the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any

from tashan.governance import bodies as pure
from tashan.governance.agreements import Agreement as PureAgreement
from tashan.governance.agreements import Clause as PureClause
from tashan.governance.agreements import Renewal
from tashan.governance.days import When
from tashan.governance.mechanism_file import read_mechanism
from tashan.governance.participants import Participant, region_participant
from tashan.governance.plan_file import PlanFile, read_plans
from tashan.governance.sessions import AgendaItem, Announced, Attendance, Decision, Paper
from tashan.governance.sessions import Session as PureSession
from tashan.rules.values import Label
from tashan.web.governance.models import Agreement, Body, Mechanism, Plan, Session


@lru_cache(maxsize=64)
def _read(text: str, key: str) -> pure.Mechanism:
    return read_mechanism(text.encode(), f"{key}.yaml")


@lru_cache(maxsize=64)
def plans_of(text: str, title: str = "plan") -> PlanFile:
    """The plans of a text; GovernanceError with every problem where it cannot be read."""
    return read_plans(text.encode(), f"{title}.yaml")


def mechanism_of(mechanism: Mechanism) -> pure.Mechanism:
    """The mechanism that a row's file describes."""
    return _read(mechanism.text, mechanism.key)


def body_of(body: Body) -> pure.Body:
    """A body of the file with the sessions and agreements that are kept here."""
    found = mechanism_of(body.mechanism).body(body.key)
    kept = tuple(map(session_of, body.sessions.order_by("number")))
    numbers = {one.number for one in kept}
    earlier = tuple(one for one in found.sessions if one.number is None or one.number not in numbers)
    agreements = tuple(agreement_of(one) for one in body.agreements.prefetch_related("clauses"))
    return replace(found, sessions=(*earlier, *kept), agreements=(*found.agreements, *agreements))


def session_of(row: Session) -> PureSession:
    """A session that is kept here, as the pure room knows sessions."""
    day = (row.held or date(1, 1, 1)).isoformat()
    held = When(day, day) if row.held else When("", "")
    return PureSession(
        key=f"s{row.number}",
        number=row.number,
        announced=tuple(Announced(_when(one["for"]), one.get("said", "")) for one in row.announced),
        held=held,
        form=row.form,
        host=participant(row.host) if row.host else None,
        place=row.where,
        agenda=tuple(AgendaItem(one["title"], one["part"], one.get("presenter", "")) for one in row.agenda),
        attendance=tuple(Attendance(participant(one["who"]), one["rank"]) for one in row.attendance),
        papers=tuple(Paper(one["title"], one["status"]) for one in row.papers),
        decisions=tuple(
            Decision(one["kind"], one["text"], tuple(map(participant, one.get("who", ())))) for one in row.decisions
        ),
        next_host=participant(row.next_host) if row.next_host else None,
    )


def agreement_of(row: Agreement) -> PureAgreement:
    """An agreement that is kept here, as the pure room knows agreements."""
    return PureAgreement(
        key=row.key,
        title=Label(row.title, row.title_en or row.title),
        parties=tuple(map(participant, row.parties)),
        strength=row.strength,
        signed=row.signed.isoformat(),
        start=row.start.isoformat(),
        end=row.end.isoformat() if row.end else None,
        renewal=Renewal(row.renewal, row.renewal_months, row.notice_days),
        clauses=tuple(PureClause(one.number, one.quote, row.key) for one in row.clauses.all()),
        session=row.session.key if row.session else "",
    )


def participant(word: str) -> Participant:
    """A region by its code, or another by name."""
    found = region_participant(word, date.today().isoformat()) if word.isdigit() else None  # noqa: DTZ011
    return found or Participant(word, word, "region" if word.isdigit() else "other")


def plan_file(plans: Iterable[Plan]) -> tuple[list[Any], Mapping[str, str]]:
    """All plans of several files, and their aliases together."""
    found: list[Any] = []
    aliases: dict[str, str] = {}
    for one in plans:
        read = plans_of(one.text, one.title)
        found += read.plans
        aliases.update(read.aliases)
    return found, aliases


def _when(day: str) -> When:
    return When(day, day)
