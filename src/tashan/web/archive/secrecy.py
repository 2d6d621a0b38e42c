"""Marks of secrecy, as documents bear them on their face; the bare words 秘密 or secret in a sentence are none."""

from __future__ import annotations

import re
from typing import Final

_MARK: Final = re.compile(
    r"(?:绝密|機密|机密|絕密|秘密)\s*[★☆*＊]"
    r"|(?:密\s*级|密\s*級|保密等级|保密等級)\s*[:：]\s*(?:绝密|絕密|机密|機密|秘密)"
    r"|^[\s【\[]*(?:绝密|絕密|机密|機密|秘密|工作秘密)(?:\s*(?:长期|[0-9０-９一二三四五十]+\s*(?:年|个月)))?[】\]\s]*$"
    r"|^\s*(?:TOP SECRET|SECRET|CONFIDENTIAL)(?:\s*//.*)?\s*$"
    r"|国家秘密\s*[,，]?\s*(?:不得|严禁|请勿)",
    re.MULTILINE,
)
_LONGEST: Final = 40


def mark_of_secrecy(text: str) -> str | None:
    """The first mark of secrecy that a text bears, or None."""
    found = _MARK.search(text)
    return " ".join(found[0].split())[:_LONGEST] if found else None
