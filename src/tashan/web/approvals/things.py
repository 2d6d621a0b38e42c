"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from django.urls import reverse

from tashan.web.approvals import kinds
from tashan.web.approvals.models import Approval
from tashan.web.audit.things import Kind, allowed, register, rows_named
from tashan.web.pages.words import spoken


def register_things() -> None:
    """Make requests for a vote known."""
    register(
        Kind(
            "approvals.approval",
            "表决",
            "vote",
            rows_named(
                Approval,
                lambda row: reverse("approval", args=[row.pk]),
                may=allowed("approvals.see_request"),
                name=lambda row: row.name,
            ),
            values={"kind": _kind},
        )
    )


def _kind(key: str) -> str:
    kind = kinds.find(key)
    return spoken(kind.zh, kind.en) if kind else key
