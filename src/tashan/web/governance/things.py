"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tashan.web.audit.action_words import ACTIONS, action_words
from tashan.web.audit.things import Kind, allowed, register, rows_named
from tashan.web.governance.models import Agreement, Body, Matter, Mechanism, Plan, Register, Session
from tashan.web.pages.words import say, spoken

_SEE = allowed("governance.see")
_PAGES = {
    Register.Kind.BORDER: "governance-borders",
    Register.Kind.STANDARD: "governance-standards",
    Register.Kind.ACT: "governance-acts",
    Register.Kind.PANEL: "governance-registers",
    Register.Kind.SECONDMENT: "governance-cadres",
    Register.Kind.INVESTMENT: "governance-investment",
}


def register_things() -> None:
    """Make matters, bodies, sessions, agreements, plans, mechanisms and entries of registers known."""
    register(
        Kind(
            "governance.matter",
            "事项",
            "matter",
            rows_named(Matter, lambda row: reverse("governance-matter", args=[row.key]), may=_SEE),
            values={"kind": _recorded},
        ),
        Kind(
            "governance.body",
            "机构",
            "body",
            rows_named(Body, _body, may=_SEE, name=lambda row: row.name),
        ),
        Kind(
            "governance.session",
            "会议",
            "session",
            rows_named(
                Session,
                lambda row: reverse("governance-session", args=[row.pk]),
                may=lambda reader, row: _SEE(reader, row.body),
                name=_session,
                related=("body",),
            ),
        ),
        Kind(
            "governance.agreement",
            "协议",
            "agreement",
            rows_named(
                Agreement,
                lambda row: reverse("governance-agreement", args=[row.key]),
                may=_SEE,
                name=lambda row: spoken(row.title, row.title_en or row.title),
            ),
        ),
        Kind("governance.plan", "规划", "plan", rows_named(Plan, lambda _: reverse("governance-plans"))),
        Kind(
            "governance.mechanism",
            "机制",
            "mechanism",
            rows_named(
                Mechanism,
                lambda row: reverse("governance-mechanism", args=[row.key]),
                may=allowed("governance.edit_mechanism"),
                name=_mechanism,
            ),
        ),
        Kind(
            "governance.register",
            "名录",
            "entry of a register",
            rows_named(Register, lambda row: reverse(_PAGES[Register.Kind(row.kind)])),
        ),
    )


def _recorded(kind: str) -> str:
    """What was recorded of a matter, by the kind of its event."""
    return action_words(f"governance.{kind}") if f"governance.{kind}" in ACTIONS else kind


def _body(row: Any) -> str:
    return reverse("governance-body", args=[row.slug])


def _session(row: Any) -> str:
    return say("{body}第{n}次会议", "session {n} of {body}", body=row.body.name, n=row.number)


def _mechanism(row: Any) -> str:
    return say("、", ", ").join(body.name for body in row.bodies.all()) or row.key
