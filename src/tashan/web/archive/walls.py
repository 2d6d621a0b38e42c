"""The second wall of this room: what is not published is seen by those alone in whose archive it is."""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

_DOCUMENT: Final = "SELECT 1 FROM archive_document d WHERE d.id = archive_record.document_id"

WALLS: Final = (
    Wall("archive_document", "state = 'published' OR tashan_sees(place)", "tashan_sees(place)"),
    Wall(
        "archive_record",
        f"EXISTS ({_DOCUMENT} AND (tashan_sees(d.place) OR "
        "(d.state = 'published' AND archive_record.state IN ('accepted', 'corrected'))))",
        f"EXISTS ({_DOCUMENT} AND tashan_sees(d.place))",
    ),
)
