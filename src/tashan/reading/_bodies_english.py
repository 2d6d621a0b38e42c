"""Bodies of cooperation in English reports: founded, unveiled, at work, with their number of members."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.records import Body

if TYPE_CHECKING:
    from tashan.reading.source import Analysis

_NOUN = (
    r"(?:[Aa]lliance|[Cc]ouncil|[Cc]ommittee|[Oo]ffice|[Cc]ommission|[Ss]ecretariat|[Jj]oint [Cc]onference|[Jj]oint [Mm]eeting"
    r"|[Ll]eading [Gg]roup|[Ww]orking [Gg]roup|[Tt]ask [Ff]orce|[Cc]onsortium|[Cc]ooperation [Cc]ent(?:er|re))"
)
_NAME = (
    r"(?P<name>(?:[A-Z][\w&'-]*|regional|city|urban|economic|joint|inter-provincial|cross-border)"
    r"(?:\s+(?:[A-Z][\w&'-]*|of|for|and|the|on|in|cooperation|coordination|development|economic|joint|regional))*?"
    rf"\s+{_NOUN}(?:\s+(?:of|for|on)\s+(?:the\s+)?[A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)?)"
)
_VERB = r"(?:established|set up|founded|formed|unveiled|launched|inaugurated|created)"
_ACTIVE = re.compile(rf"\b{_VERB}\s+(?:the|a|an|their)?\s*{_NAME}")
_PASSIVE = re.compile(
    rf"(?:[Tt]he|[Aa]n?)\s+{_NAME}\s+(?:was|were|has been|is|came into)\s+(?:officially |formally |also )*(?:{_VERB}|being)"
)
_GATE = re.compile(_VERB)
_WISH = re.compile(r"\b(?:will|would|should|plans?|planned|proposed|to)\s+(?:be\s+)?(?:jointly\s+|soon\s+)?$")
_COUNT = re.compile(r"\b(\d+)\s+(?:member\s+)?(?:cities|members|provinces|companies|enterprises|universities|firms)\b")
_CUE = re.compile(
    r"Delta|Yangtze|Beijing-Tianjin|Greater Bay|Pan-Pearl|Chengdu-Chongqing|[Rr]egion|[Cc]ities|[Pp]rovinc|[Cc]ity [Cc]luster"
    r"|[Jj]oint|[Cc]ooperat|[Bb]oth sides|[Tt]wo "
)
_LEVELS = (
    (re.compile("leading group|council", re.IGNORECASE), "decide"),
    (re.compile("joint conference|joint meeting|coordinat", re.IGNORECASE), "coordinate"),
    (re.compile("office|secretariat|working group|committee|task force", re.IGNORECASE), "execute"),
)


def english_bodies(analysis: Analysis) -> list[Body]:
    """The bodies of cooperation that an English text says were founded."""
    text = analysis.text
    if not _GATE.search(text):
        return []
    found: dict[str, Body] = {}
    for start, end in analysis.source.sentences:
        if not _GATE.search(text, start, end) or not _CUE.search(text, start, end):
            continue
        for pattern in (_ACTIVE, _PASSIVE):
            for match in pattern.finditer(text, start, end):
                if _WISH.search(text, start, match.start()):
                    continue
                name = re.sub(r"\s+", " ", match.group("name"))
                found.setdefault(name, _body(analysis, name, start, end, match.end()))
    return list(found.values())


def _body(analysis: Analysis, name: str, start: int, end: int, at: int) -> Body:
    count = _COUNT.search(analysis.text, at, end)
    dates = [analysis.dating.resolve(time).start for time in analysis.between(analysis.times, start, end)]
    return Body(
        evidence=(analysis.source.span(start, end),),
        name=name,
        level=next((level for pattern, level in _LEVELS if pattern.search(name)), None),
        members_count=int(count.group(1)) if count else None,
        founded=next((date for date in dates if date), None),
    )
