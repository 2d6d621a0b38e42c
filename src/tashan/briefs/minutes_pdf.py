"""
Minutes of a session as PDF in the layout of official documents (GB/T 9704-2012), the same text as the Word document.

The standard's faces (仿宋, 小标宋) are not free to ship; a serif and a sans of the fonts' package stand in for them. Sizes,
margins and the grid of 22 lines of 28 characters are the standard's.
"""

from __future__ import annotations

import json
from typing import Any

from tashan.briefs.as_pdf import typeset
from tashan.briefs.minutes import Minutes, attachment_lines, chinese_date, head_size, people, printing_lines
from tashan.governance.calendars import chinese_number


def minutes_pdf(minutes: Minutes) -> bytes:
    """
    Set minutes as PDF.

    Raises:
        SettingError: the typesetter refused; the Word document can still be made.
    """
    return typeset("minutes.typ", {"minutes": json.dumps(_data(minutes), ensure_ascii=False)})


def _data(minutes: Minutes) -> dict[str, Any]:
    return {
        "head": minutes.head,
        "head_size": head_size(minutes),
        "number": minutes.number,
        "title": minutes.title,
        "opening": minutes.opening,
        "sections": [
            {"heading": f"{chinese_number(number)}、{section.heading}", "paragraphs": section.paragraphs}
            for number, section in enumerate(minutes.sections, 1)
        ],
        "people": [{"label": label, "names": "；".join(names)} for label, names in people(minutes) if names],
        "attachments": attachment_lines(minutes),
        "signed": [text for text in (minutes.signed_by, chinese_date(minutes.date) if minutes.date else "") if text],
        "audit": f"审计链首：{minutes.audit_head}" if minutes.audit_head else "",
        "printed": printing_lines(minutes),
    }
