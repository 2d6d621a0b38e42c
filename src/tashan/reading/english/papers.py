"""Papers of a sentence that some verb signs: agreements, memoranda, letters of intent, friendship pacts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.reading.english.marks import frame
from tashan.reading.english.words import SIGNED

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon

_NOUN = (
    r"(?:agreements?|memorand(?:um|a|ums)(?: of (?:understanding|co-?operation|intent))?|MoUs?|letters? of "
    r"(?:intent|cooperation)|pacts?|accords?|"
    r"declarations?|protocols?|contracts?|documents?|deals?|charters?|frameworks?|communiqu[eé]s?|minutes|"
    r"compacts?|initiatives?|plans?|papers?|arrangements?|"
    r"(?:sister|friendship|twin|friendly)[ \w-]*? (?:relationship|relations|ties|cities))"
)
_NOUNS = frame(
    rf"\b{_NOUN}\b(?!-)(?! (?:(?:co-?operation|strategic|partnership|collaboration) )*"
    rf"(?:agreements?|memorand|pact|protocol|signed (?:include|are|were)))"
)
NUMBER = r"\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|several|multiple|many|both|some"
_ARTICLE = (
    rf"(?:an? (?:series|slew|number|batch|raft|package|total|(?:further |additional )(?:{NUMBER}))(?: of)?(?: (?:{NUMBER}))?|"
    rf"an?|the|its|their|another|"
    rf"{NUMBER})"
)
_VERB = rf"(?:{SIGNED}|forged|established|formed|became|have become|entered into)"
# What a noun phrase cannot reach over to its left.
_EDGE = frame(
    rf"(?P<article>\b{_ARTICLE} )|\b{_VERB} |\b(?:for|including|includes?|included|by|with|on|under|to|signing "
    rf"of|signing|which|that|from|in|at|after|as|into|also) |(?<!sh)\bof |[,;:(] |<time>,? "
)
_STOP = (
    r"(?:was|were|is|are|has|have|had|will|to (?:see|sign|attend)|which|that|who|here|during|after|at|when|"
    r"while|where|hoping|aiming|vowing|pledging|agreeing|marking|focusing|witnessed|signed|inked|covering|worth|with|by|between|among|aimed|aiming|designed|"
    r"under|in which|in addition|along with|alongside|together|as|before|recently|respectively|and (?=[^.;,]{3,80}? (?:signed|inked|concluded)\b)|and "
    r"(?:the|a|an|agreed|said|pledged|to|vowed|plans?|held|visited|also|discussed|unveiled|launched|issued|"
    r"exchanged|witnessed|co-chair\w*|meet|met|attend\w*|signed))\b"
)
_TAIL = frame(
    rf"(?! on behalf| in (?:the )?<place>(?: on\b|[,.]|$| <time>))"
    rf"(?> (?:on|for|about|concerning|regarding|to|of|under|in)(?= (?!the (?:event|ceremony|meeting|symposium|"
    rf"conference|forum|occasion|spot|visit|two)\b)(?:[\w\"]|<place>)))"
    rf"(?> (?!{_STOP}|in <place>(?: on\b|,|$| <time>)|on <time>)(?:[\w'/&-]+|(?<=for )<time>|<place>(?:'s|[/-]<place>)?|\"[^\"]*\"|\([A-Z]+\)),?)++"
)
_TERM = frame(r" \((?:[\w ]+ )?<time>(?: years?| period)?\)")  # the years a plan is for
_QUOTED_TAIL = frame(r"(?: on| for)? \"[^\"]{1,80}\"")
_ACTIVE = frame(
    rf"\b(?P<verb>{_VERB})(?: (?:and (?:exchanged|issued|unveiled|announced|sealed|adopted)|here|jointly|"
    rf"formally|officially|with (?P<with>[^.;,]{{1,80}}?),?|(?:on |in )?<time>,?|(?:in|at) <place>,?|on the "
    rf"spot|on site|on-site|respectively))* ?$"
)
_SIGNING_OF = frame(r"\b(?P<verb>signing(?: ceremony)?(?: and exchange)?) (?:of|for) $")
_PASSIVE = frame(
    r"(?P<gap>[^.;]{0,140}?) (?:was|were|is|are|has been|have been|had been|will be|to be|being|is to be|are "
    r"to be) (?:\w+ )?(?P<verb>signed|inked|concluded|sealed|exchanged|reached)\b(?P<rest>[^.;]*)"
)
_SIGNED_BY = frame(
    r",? (?P<verb>signed|inked|concluded|reached)(?: earlier| here| recently| jointly)? (?P<rest>(?:by|"
    r"between|in|on|with)[^.;]*)"
)
_AND = re.compile(r"(?:,| and|, and|,? as well as) $")
_FRIENDSHIP = re.compile(r"sister|friendship|twin|friendly", re.IGNORECASE)
_PAIR_ONLY = re.compile(r"(?:relationship|relations|ties|cities)$", re.IGNORECASE)
_WEAK_NOUNS = re.compile(
    r"(?:plans?|frameworks?|initiatives?|papers?|arrangements?|communiqu[eé]s?|minutes|contracts?)$", re.IGNORECASE
)


@dataclass(slots=True)
class Paper:
    """A paper in a sentence: its words, the verb that signs it, and where the clause begins and ends."""

    start: int
    end: int
    noun: str
    verb: str
    mode: str
    clause: tuple[int, int]
    rest: tuple[int, int]
    partner: tuple[int, int] | None = None


def papers_in(ribbon: Ribbon) -> list[Paper]:
    """The papers of a sentence that some verb signs."""
    text, found, last = ribbon.text, [], 0
    previous: Paper | None = None
    for match in _NOUNS.finditer(text):
        if match.start() < last:
            continue
        start = _left(text, max(last, match.start() - 140), match.start())
        end = _right(text, match.end())
        clause = text.rfind(";", 0, start) + 1
        stop = text.find(";", end)
        stop = len(text) if stop < 0 else stop
        noun = match.group()
        paper = None
        before = text[clause:start].rstrip('"')
        if found_of := _SIGNING_OF.search(before):
            paper = Paper(
                start, end, noun, found_of.group("verb").lower(), "of", (clause, clause + found_of.start()), (end, stop)
            )
        elif by := _SIGNED_BY.match(text, end):
            paper = Paper(
                start,
                end,
                noun,
                by.group("verb").lower(),
                "by",
                (clause, start),
                (by.start("rest"), min(stop, by.end("rest"))),
            )
        elif active := _ACTIVE.search(before):
            partner = (clause + active.start("with"), clause + active.end("with")) if active.group("with") else None
            paper = Paper(
                start,
                end,
                noun,
                active.group("verb").lower(),
                "active",
                (clause, clause + active.start()),
                (end, stop),
                partner,
            )
        elif previous is not None and previous.mode == "active" and _AND.search(before):
            paper = Paper(start, end, noun, previous.verb, "active", previous.clause, (end, stop), previous.partner)
        elif passive := _PASSIVE.match(text, end):
            paper = Paper(
                start,
                end,
                noun,
                passive.group("verb").lower(),
                "passive",
                (clause, start),
                (passive.start("rest"), min(stop, passive.end("rest"))),
            )
        if paper is not None:
            found.append(paper)
            previous, last = paper, end
    return found


def _left(text: str, low: int, at: int) -> int:
    """Where the noun phrase begins whose noun stands at `at`: at its article, or behind the word it hangs on."""
    start = low
    for edge in _EDGE.finditer(text, low, at):
        start = edge.start() if edge.group("article") else edge.end()
    return start


def _right(text: str, at: int) -> int:
    tail = _TAIL.match(text, at) or _QUOTED_TAIL.match(text, at)
    if not tail:
        term = _TERM.match(text, at)
        return term.end() if term else at
    end = tail.end()
    term = _TERM.match(text, end)
    if term:
        return term.end()
    while end > at and text[end - 1] in ", ":
        end -= 1
    words = text[at:end]
    hanging = re.search(r"(?: (?:in|on|at|and|of|for|to|from|the|<time>))+$", words)
    return at + hanging.start() if hanging else end


def plausible(verb: str, noun: str, words: str) -> bool:
    """Whether verb and noun together speak of a paper: "reached an agreement" and "established ties" alone do not."""
    if verb in ("established", "formed", "forged", "became", "have become", "entered"):
        return bool(_FRIENDSHIP.search(words)) and bool(
            re.search(r"relation|ties|cities|pact|agreement", words, re.IGNORECASE)
        )
    if _PAIR_ONLY.search(noun):
        return bool(_FRIENDSHIP.search(words)) and verb.startswith(("sign", "ink", "conclud", "seal"))
    if verb.startswith("reach") and not re.search(
        r"framework|co-?operat\w+ agreement|memorand|letter of intent|strategic|MoU", words
    ):
        return False
    if verb.startswith(("conclud", "exchang", "struck", "endors")) and noun.lower().startswith(
        ("plan", "paper", "minute")
    ):
        return False
    if _WEAK_NOUNS.search(noun) and not re.search(
        r"co-?operat|strategic|joint|framework|initiative|friend", words, re.IGNORECASE
    ):
        return False
    if noun.lower().startswith("contract") and "project" in words:
        return False
    return not re.search(
        r"(?<!co-operation )(?<!cooperation )\bprojects?\b|\binvestment (?:contract|deal|agreement)s?\b|\bdeals? worth|\bworth\b|procurement|"
        r"purchase|sales",
        re.sub(r"(?i)(co-?operati\w+ (?:framework )?(?:agreements?|memorand\w+) on) [^.;]*", r"\1", words),
        re.IGNORECASE,
    )
