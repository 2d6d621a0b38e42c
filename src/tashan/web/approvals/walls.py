"""The second wall of this room: a request is seen by its parties, the body that asked, and who opened it."""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall


def _of(table: str) -> str:
    """Whether the row's request is seen."""
    return f"EXISTS (SELECT 1 FROM approvals_approval a WHERE a.id = {table}.approval_id)"  # noqa: S608 - our own words


WALLS: Final = (
    Wall("approvals_approval", "tashan_is(opened_by_id) OR tashan_sees(place) OR tashan_sees_one_of(party_places)"),
    Wall("approvals_party", _of("approvals_party")),
    Wall(
        "approvals_vote",
        _of("approvals_vote"),
        "tashan_is(person_id) OR tashan_sees('*')",
    ),
)
