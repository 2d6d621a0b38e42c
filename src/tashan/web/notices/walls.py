"""The second wall of this room: what somebody was told, that person alone reads."""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

WALLS: Final = (Wall("notices_notice", "tashan_is(person_id) OR tashan_sees('*')"),)
"""Whoever acts tells others, so `notices.services` writes them as the system."""
