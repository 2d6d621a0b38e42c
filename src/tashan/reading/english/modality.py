"""How a clause of travelling is meant: told as a fact, wished, planned, recalled, or made only to sit in a meeting."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading.english.marks import frame

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon

# Who goes only to sit in a meeting makes no visit.
FOR_MEETING = frame(
    r"(?:, (?:the|a|an) [^.;,]{3,70},)?,? (?:(?:on|from) (?:[a-z]+ morning |[a-z]+ afternoon )?\(?<time>\)?,? |\(?<time>\)?,? )*"
    r"(?:for|to (?:attend|join|take part in|participate in)) (?:the )?"
    r"(?:(?! and |visit|tour|study|inspect)[^.;]){0,140}?\b(?:joint conference|joint meeting|conference|forum|summit|plenary|ceremon(?:y|ies)|"
    r"co-?operation meeting|(?<=attend a )meeting|(?<=attend the )meeting)\b"
    r"(?![^.;]*\b(?:visit|tour|stud(?:y|ied)|inspect|events|activities|exchanges|call on|meet (?:with )?\ue004|meet (?:with )?(?:officials|leaders)))"
)
JOINS = re.compile(r"\bjoin(?:s|ed|ing)? (?:the|his|her|their) ")
NO_TRIP = re.compile(
    r"\b(?:hop(?:e|es|ed|ing)|wish(?:es|ed)?|invit(?:e|es|ed|ing|ations? to)|encourag\w*|urg(?:e|es|ed|ing)|"
    r"suggest\w*|propos\w*|should|would like|look(?:s|ed|ing)? forward to|want(?:s|ed)?|"
    r"willing|welcom(?:e|es|ed|ing)(?: more)?|must|need(?:s|ed)? to|may|might|could|can|if|rather than|"
    r"instead of|not|never|declin\w*|cancel\w*|postpon\w*|tourists?|visitors|would|attract\w*)\b[^.;,]{0,60}$",
    re.IGNORECASE,
)
PAST = re.compile(r"(?:visit|tour|inspect|reach|arriv|explor|observ|survey|investigat|studi)ed\b")
WISHES = re.compile(r"(?i)\b(?:would like|hop(?:e|es|ed|ing)|wish(?:es|ed)?|wants?|wanted|willing|eager) to $")
PLANNED = re.compile(
    r"\b(?:will|is to|are to|was to|is set to|are set to|is scheduled|are scheduled|scheduled|is expected|are "
    r"expected|is due|are due|plans? to|planning to|planned|is planning|upcoming|forthcoming|is about to|are "
    r"about to|intends? to|"
    r"to (?:lead|head|visit|pay|make|tour|depart|leave|travel|arrive|start|begin)|shall|ready to|prepar\w+ "
    r"to)\b[^.;]{0,80}$",
    re.IGNORECASE,
)
TO_VISIT = re.compile(
    r"\b(?:led|leads|leading|heading|taking|took|brought|headed|went|came|came|arriv\w+|travel\w+|set (?:out|"
    r"off)|gather\w*|join\w*|accompan\w+|organi[sz]ed|sent|dispatched|in)\b[^.;]{0,170}\bto (?:\w+ )?$",
    re.IGNORECASE,
)
_RECALLED = re.compile(  # in lower case
    r"\b(?:in recent years|over the (?:past|last|years)|in the (?:past|last)|previously|earlier this year|"
    r"last (?:year|month|spring|summer|autumn|winter)|the (?:previous|preceding) (?:year|month)|"
    r"(?:years?|months?) (?:ago|earlier)|a (?:year|month) (?:ago|earlier)|had (?:also |already |previously |"
    r"once |just |twice )?(?:led|visited|paid|been|made|gone|taken|headed|travelled|traveled|toured)|so far|every year|each year|annual(?:ly)?|once|used to|"
    r"since \d{4}|history of|ha(?:s|d) been to|many times|repeatedly|several times|times since|in the same year|that year|back in)\b",
)
# What somebody once said on a tour: the tour is only recalled.
SPOKEN_THEN = re.compile(
    r"\b(?:speech(?:es)?|instructions?|remarks|requirements?|directives?|comments) (?!today|here|yesterday)[^.;]{0,110}$",
    re.IGNORECASE,
)
WILL = re.compile(r"[^.;]{0,90}\bwill\b")

_CLAUSE_EDGES = (", and ", ", but ", "; ", ", while ", ", where ", ", who ")


def recalled(ribbon: Ribbon, start: int, end: int) -> bool:
    """Whether the clause of a predicate, or the opening of its sentence, looks back to another time."""
    first, last = ribbon.span(start, end)
    first, last = first - ribbon.start, last - ribbon.start
    lowered = ribbon.lowered
    opening = 0
    for edge in _CLAUSE_EDGES:
        at = lowered.rfind(edge, 0, first)
        if at >= 0:
            opening = max(opening, at + len(edge))
    closing = min((at for at in (lowered.find(edge, last) for edge in (", ", "; ")) if at >= 0), default=len(lowered))
    return _RECALLED.search(lowered, opening, closing) is not None
