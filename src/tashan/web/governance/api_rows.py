"""What programs get of matters, bodies, sessions, agreements and plans, as dictionaries of the shapes of the API."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from tashan.governance.agreements import term_on
from tashan.governance.codec import event_to_dict
from tashan.governance.folding import fold
from tashan.governance.matters import MatterState
from tashan.web.governance import matter_page, queries
from tashan.web.governance.kept import history
from tashan.web.governance.models import Agreement, Body, Matter, Session
from tashan.web.governance.services.agreements import matter_from
from tashan.web.governance.texts import agreement_of


def matter_row(matter: Matter, today: date) -> dict[str, Any]:
    """A matter in a list, with its light of today."""
    names = (
        "key", "title", "owner", "participants", "parent", "stage", "side_state", "completion", "confirmed", "self_report",
        "grade", "opened", "first_due", "due", "finished", "themes", "visibility", "sample", "version",
    )  # fmt: skip
    row = {name: getattr(matter, name) for name in names}
    return {**row, "body": matter.body.place, "light": queries.card(matter, today).light}


def matter_whole(request: HttpRequest, matter: Matter, day: date) -> dict[str, Any]:
    """A matter as of a day, or 404 before it was proposed; the columns of its row are those of today."""
    events = history(matter)
    state = fold(events, day=day)
    if state is None:
        raise Http404
    named = request.user.is_authenticated
    steps = matter_page.next_steps(state, matter, request.user, day)
    return {
        **matter_row(matter, timezone.localdate()),
        "day": day,
        "stage": state.stage,
        "side_state": state.side_state or "",
        "completion": state.completion,
        "measure": state.measure,
        "waits_for_confirmation": state.pending is not None,
        **_proofs(state),
        "next": [
            {"to": step.target, "lacks": list(step.lacks), "mine": step.mine, "forward": step.forward} for step in steps
        ],
        "history": [
            {name: value for name, value in event_to_dict(event).items() if named or name != "actor"}
            for event in events
        ],
    }


def _proofs(state: MatterState) -> dict[str, Any]:
    return {
        "evidence": [
            {
                "id": one.id, "grade": one.grade, "document": one.document, "quote": one.quote, "sha256": one.sha256,
                "published": one.published, "publisher": one.publisher,
            }
            for one in state.evidence.values()
        ],
        "facts": {fact: {"on": dated.on, "evidence": dated.evidence} for fact, dated in state.facts.items()},
        "links": [{"kind": node.kind, "id": node.id} for node in state.links],
        "results": [
            {
                "id": one.id, "title": one.title, "type": one.type, "level": one.level, "evidence": list(one.evidence),
                "adopted_by": [each.member for each in one.adoptions],
            }
            for one in state.results.values()
        ],
    }  # fmt: skip


def body_row(row: Body) -> dict[str, Any]:
    """A body as it stands in its file."""
    names = ("place", "title", "title_en", "level", "reports_to", "members", "visibility")
    return {**{name: getattr(row, name) for name in names}, "mechanism": row.mechanism.key}


def session_row(request: HttpRequest, row: Session) -> dict[str, Any]:
    """A session, its closed part for members alone."""
    told = queries.told_of(row, inside=request.user.has_perm("governance.see_inside", row.body))
    names = ("number", "state", "announced", "held", "form", "host", "next_host", "version")
    head = {name: getattr(row, name) for name in names}
    return {**head, "id": row.pk, "body": row.body.place, "place": row.where, **told}


def agreement_row(row: Agreement, day: date) -> dict[str, Any]:
    """An agreement with its term on a day."""
    term = term_on(agreement_of(row), day.isoformat())
    names = (
        "key", "title", "title_en", "parties", "strength", "signed", "start", "end", "document", "sha256", "visibility",
        "sample",
    )  # fmt: skip
    return {
        **{name: getattr(row, name) for name in names},
        "body": row.body.place,
        "state": term.state,
        "renewals": term.renewals,
        "notice_by": term.notice_by,
    }


def clause_rows(request: HttpRequest, row: Agreement) -> list[dict[str, Any]]:
    """The clauses of an agreement, each with the matter that it became if the caller may see that."""
    seen = set(queries.visible_to(request.user).values_list("key", flat=True))
    made = [(clause, matter_from(clause)) for clause in row.clauses.all()]
    return [
        {"id": clause.pk, "number": clause.number, "quote": clause.quote, "matter": one.key if one and one.key in seen else None}
        for clause, one in made
    ]  # fmt: skip


def clash_row(one: Any) -> dict[str, Any]:
    """Two places in plans that contradict each other."""

    def place(at: Any) -> dict[str, Any]:
        return {"plan": at.plan, "members": list(at.members), "item": at.item, "field": at.field, "value": at.value}

    return {
        "kind": one.kind, "subject": one.subject, "left": place(one.left), "right": place(one.right), "gap": one.gap,
        "converted": one.converted,
    }  # fmt: skip
