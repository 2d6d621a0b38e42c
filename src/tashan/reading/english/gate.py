"""The cheap test that lets text without events pass at the speed of one search."""

from __future__ import annotations

import re

_TRIGGER = re.compile(
    r"delegat|\bvisit|\b(?:study|inspection|investigation|fact-finding|research|business) (?:tour|trip|mission|group)|\btour(?:ed|ing|s)?\b|entourage|\band (?:his|her|their) party\b|"
    r"\bsign(?:ed|ing|s)\b|\bink(?:ed|s|ing)\b|agreement|memorand|\bMoUs?\b|letters? of intent|pact\b|"
    r"joint (?:meeting|conference|session)|[Ff]orum\b|[Ss]ymposium|[Ss]ummit|[Cc]onference|[Rr]ound ?table|[Pp]romotion|"
    r"alliance|council\b|council of|leading group|task force|coordinat|established|set up|"
    r"[Dd]elegat|[Vv]isit|[Ii]nspection|[Aa]greement|[Mm]emorand|[Ee]xperience|[Pp]ractice"
)


def may_hold_events(text: str) -> bool:
    """Tell whether a text holds any word of an event between regions."""
    return _TRIGGER.search(text) is not None
