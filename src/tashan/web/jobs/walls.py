"""The second wall of this room: work is seen by who started it, and for the place it is done for."""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

WALLS: Final = (Wall("jobs_job", "tashan_is(person_id) OR tashan_sees(place)"),)
