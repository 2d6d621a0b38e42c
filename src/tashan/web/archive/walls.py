"""
The second wall of this room: what is not published is seen by those alone in whose archive it is.

Events are computed from all their reports, whoever changes one of them, so `archive.events` writes them as the system.
"""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

_DOCUMENT: Final = "SELECT 1 FROM archive_document d WHERE d.id = archive_record.document_id"
_EVENT: Final = "EXISTS (SELECT 1 FROM archive_event e WHERE e.id = event_id)"


_OWN_RECORD: Final = "SELECT 1 FROM archive_record r JOIN archive_document d ON d.id = r.document_id WHERE tashan_sees(d.place) AND r.id ="

WALLS: Final = (
    Wall("archive_document", "state = 'published' OR tashan_sees(place)", "tashan_sees(place)"),
    Wall(
        "archive_record",
        f"EXISTS ({_DOCUMENT} AND (tashan_sees(d.place) OR "
        "(d.state = 'published' AND archive_record.state IN ('accepted', 'corrected'))))",
        f"EXISTS ({_DOCUMENT} AND tashan_sees(d.place))",
    ),
    Wall("archive_event", "public OR tashan_sees_one_of(owners)", "tashan_sees_one_of(owners)"),
    Wall("archive_eventplace", _EVENT),
    Wall("archive_eventtheme", _EVENT),
    Wall("archive_choice", _EVENT),
    Wall("archive_review", f"EXISTS ({_OWN_RECORD} archive_review.record_id)"),
    Wall("archive_coding", f"EXISTS ({_OWN_RECORD} archive_coding.record_id)"),
    Wall(
        "archive_request",
        "EXISTS (SELECT 1 FROM archive_document d WHERE d.id = document_id) "
        "OR EXISTS (SELECT 1 FROM archive_event e WHERE e.id = event_id)",
    ),
)
