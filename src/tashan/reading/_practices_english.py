"""English news on practices: learned from Yiwu's experience in attracting traders; studied how Suzhou's model of parks works."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading.source import Analysis

# The nouns of experience, for which the engine searches; what is learnt stands around them.
_NOUN = re.compile(r"experiences?\b|practices\b|practice\b(?= (?:in|of|on) )|approach(?:es)?\b|models?\b|methods\b")
_VERB = (
    r"(?:learn(?:ed|t|ing|s)?(?:\s+more)?(?:\s+(?:from|about|of))?|stud(?:y|ied|ies|ying)|(?:draw(?:ing|s)?|drew)\s+(?:up)?on"
    r"|(?:draw(?:ing|s)?|drew)\s+lessons?\s+from|borrow(?:ed|ing)?(?:\s+from)?|absorb(?:ed|ing)?|referenc(?:e|ed|ing)"
    r"|gain(?:ed|ing)?|copy|copied|replicat(?:e|ed|ing)|emulat(?:e|ed|ing)|inspect(?:ed|ing)?|exchang(?:e|ed|ing))"
)
_BEFORE = re.compile(
    rf"\b{_VERB}\s+(?:(?:the|its|their|some|more|such|each)\s+)?(?:(?P<who>[A-Z][\w-]+(?:\s[A-Z][\w-]+)*(?:\s(?:city|province|county|district))?)['’]s?\s+)?"
    r"(?:(?:[a-z-]+|best practices and|experience and)\s+){0,3}$"
)
_OWNED = re.compile(r"(?P<who>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?)(?:['’]s)?\s+(?:[a-z]+\s+){0,2}$")
_WORTHY = re.compile(r"[^.;\n]{0,120}\b(?:worth (?:learning|studying|copying)|can learn from|learn from and)")
_OF_WHOM = re.compile(
    r"(?:\s+and\s+(?:experiences?|practices|methods))?\s+(?:of|from|in)\s+"
    r"(?P<who>(?:the\s+)?[A-Z][\w-]+(?:\s(?:[A-Z][\w-]+|city|province|county|district))*)(?=[ ,.;])"
)
_WHAT = re.compile(
    r"(?:\s+and\s+(?:experiences?|practices|methods|approaches))?(?:,)?\s+(?:in|of|on|for|with regard to|regarding|about)\s+"
    r"(?:the\s+)?(?P<what>[a-z][^.;:\n(]{5,140})"
)
# Where what is learnt ends: at an aim, a further deed, a place it is learnt in.
_ENDS = re.compile(
    r",? (?:so as|so that|in order|with (?:the|a) (?:aim|view)|aiming|hoping|which|who|while|"
    r"as well as to|said|says|adding|during|when|from|is something|are something|is worth|are worth)\b"
    r"|,? (?:and|to) (?:study|learn|promote|boost|advance|further|help|bring|strengthen|deepen|expand|explore|draw|carry|make|apply|share|"
    r"push|jointly|copy|improve|seek|visit)\w*\b"
    r"|, (?:he|she|they|it|we|the|and the|according)\b"
)
_PLACE_BEHIND = re.compile(r",? (?:in|of|at) (?:the (?:city|province|county|district) of )?$")
_FEWEST = 6


def lessons(analysis: Analysis) -> Iterator[tuple[tuple[int, int], tuple[int, int] | None, tuple[int, int]]]:
    """
    What English news says was learnt: where it is told, whose it is if the text says so, and the sentence.

    Yields:
        (what, who, sentence) as offsets.
    """
    text = analysis.text
    if "xperience" not in text and "ractice" not in text and "odel" not in text and "pproach" not in text:
        return
    sentences = analysis.source.sentences
    taken = -1
    for noun in _NOUN.finditer(text):
        if noun.start() < taken:
            continue
        index = bisect_right(sentences, (noun.start(), len(text))) - 1
        left, right = (
            sentences[index] if index >= 0 and sentences[index][1] > noun.start() else (noun.start(), noun.end())
        )
        before = _BEFORE.search(text, max(left, noun.start() - 100), noun.start())
        owned = None
        if before is None:
            owned = _OWNED.search(text, max(left, noun.start() - 50), noun.start())
            if owned is None or _WORTHY.match(text, noun.end(), right) is None:
                continue
        who = before.span("who") if before is not None and before.group("who") else None
        who = owned.span("who") if owned is not None else who
        end = noun.end()
        if who is None and (of := _OF_WHOM.match(text, end, right)) is not None and _named(analysis, *of.span("who")):
            who, end = of.span("who"), of.end()
        what = _WHAT.match(text, end, right)
        if what is None:
            continue
        found = _cut(analysis, *what.span("what"))
        if found is not None:
            taken = found[1]
            yield found, who or _place_behind(analysis, found[1], right), (left, right)


def _named(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a place stands there."""
    return bool(analysis.between(analysis.places.mentions, start, end))


def _cut(analysis: Analysis, start: int, end: int) -> tuple[int, int] | None:
    """What is learnt, without its aim and without the place it is learnt in."""
    text = analysis.text
    ends = _ENDS.search(text, start, end)
    end = ends.start() if ends is not None else end
    for mention in analysis.between(analysis.places.mentions, start, end):
        place = _PLACE_BEHIND.search(text, start, mention.start)
        if place is not None and place.start() - start >= _FEWEST:
            end = place.start()
            break
    while end > start and text[end - 1] in " ,\"”’'":
        end -= 1
    return (start, end) if end - start >= _FEWEST else None


def _place_behind(analysis: Analysis, end: int, right: int) -> tuple[int, int] | None:
    """Where it is learnt, named right behind: cultural development in Pingyao county."""
    for mention in analysis.between(analysis.places.mentions, end, min(right, end + 40)):
        if _PLACE_BEHIND.fullmatch(analysis.text, end, mention.start):
            return mention.start, mention.end
        break
    return None
