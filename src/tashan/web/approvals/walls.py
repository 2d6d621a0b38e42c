"""The second wall of this room: a request is seen by its parties, the body that asked, and who opened it."""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

_PARTIES: Final = (
    "EXISTS (SELECT 1 FROM approvals_party p WHERE p.approval_id = approvals_approval.id AND tashan_sees(p.place))"
)

WALLS: Final = (
    Wall("approvals_approval", f"tashan_is(opened_by_id) OR tashan_sees(place) OR {_PARTIES}"),
    Wall(
        "approvals_vote",
        "EXISTS (SELECT 1 FROM approvals_approval a WHERE a.id = approvals_vote.approval_id)",
        "tashan_is(person_id) OR tashan_sees('*')",
    ),
)
