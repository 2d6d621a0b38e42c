"""The second wall of this room: what is not public is found by those alone to whom it belongs."""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

WALLS: Final = (Wall("search_entry", "public OR tashan_sees_one_of(owners)"),)
"""Entries follow what rooms say of their things, so `search.services` writes them as the system."""
