"""The cheap test that lets text without events pass at the speed of one search."""

from __future__ import annotations

import re

_TRIGGER = re.compile(
    r"[Dd]elegat|\b[Vv]isit|\b[Tt]our(?:ed|ing|s)?\b|\btrip\b|[Ii]nspection|[Ee]ntourage|\band (?:his|her|their) party\b|"
    r"\b[Ss]ign(?:ed|ing|s)?\b|\b[Ii]nk(?:ed|s|ing)\b|[Aa]greement|[Mm]emorand|\bMoUs?\b|[Ll]etters? of intent|\b[Pp]act\b|"
    r"[Jj]oint (?:[Cc]onference|[Mm]eeting|[Ss]ession)|[Ss]ession of|[Mm]eeting (?:was|is|held|will)|[Ff]orum\b|[Ss]ymposi|[Ss]ummit\b|[Cc]onference|[Rr]ound ?table|"
    r"[Pp]romotion|held talks|talks with|[Ss]ecretary\b|[Mm]ayor\b|[Gg]overnor\b|[Cc]hief [Ee]xecutive|Federation of|Chamber of|\bmet (?:with|[A-Z])|\b(?:hosted|received|welcomed|led) (?:a|an|the|[A-Z])"
)


def may_hold_events(text: str) -> bool:
    """Tell whether a text holds any word of an event between regions."""
    return _TRIGGER.search(text) is not None
