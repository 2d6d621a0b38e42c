"""How English tells that a region campaigns in another one: deals taken home, shows and weeks, a search for investors."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tashan.reading.english.marks import PLACE, frame
from tashan.reading.english.occasions import RECALLED
from tashan.reading.english.spots import contains
from tashan.reading.english.travellers import GROUP
from tashan.reading.english.trips import outside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tashan.reading.english.marks import Ribbon
    from tashan.reading.english.spots import Spot
    from tashan.regions import Region


class Campaign(NamedTuple):
    """A clause that tells of a campaign: its match, where its owner is named, and where it was held."""

    match: re.Match[str]
    owner: int
    hosts: list[Region]


_TO = rf"(?:the )?(?P<to>{GROUP})"
_SUBJECT = (
    r"(?P<owner><place>)(?:'s?)?(?: \([^()]*\))?(?:,(?:[^.;]{0,90}?,)?)?(?: (?:[A-Z][\w'&-]*,? |and |&|of |for ){0,7}?"
    r"(?:government|authorities|officials|bureau|department|commission|delegation))?"
)
_HAS = r"(?:has |have |is |was |are |will |also |recently |to |just |jointly |going )*"
_SIGNS = r"(?:sign(?:s|ed)?|ink(?:s|ed)?|seal(?:s|ed)?|clinch(?:es|ed)?|land(?:s|ed)?|secure[sd]?|bag(?:s|ged))"
_MANY = (
    r"(?:a total of |over |more than |nearly |about |around |some |up to )?(?:\d[\d,]*|two|three|four|five|six|seven|eight|"
    r"nine|ten|eleven|twelve|a (?:number|batch|series|raft|slew) of|dozens of|several)"
)
_HOLDS = r"(?:held|hold(?:s|ing)?|host(?:s|ed|ing)?|stag(?:e|ed|es|ing)|organi[sz]e(?:d|s)?|launch(?:ed|es)?|put on|convened)"
_TAKES_PLACE = (
    r"(?:(?:will be |to be |was |is |were |is being )?(?:successfully |grandly |officially )?(?:held|staged|hosted|organi[sz]ed|"
    r"launched|unveiled|inaugurated|opened)|(?:was |is |will )?kick(?:ed|s|ing)? off|took place|takes place|opened|opens|"
    r"convened|commence[sd]|(?:is|was) under way)"
)
_SHOW = (
    r"(?:conference|meeting|event|forum|seminar|symposium|exhibition|ceremony|activit(?:y|ies)|presentation|session|gala|campaign|"
    r"show|salon|convention|reception)s?"
)
_LURE = r"(?:attract|seek|woo|court|lure|draw|solicit|invite)\b"
_OWN = r"(?:its|their|the (?:city|county|district|province|region|prefecture|autonomous region|banner|area)'s|local)"
_WARES = (
    r"(?:investment|touris\w+|cultur\w+|products?|specialt\w+|advantages?|business environment|charm|projects?|brands?|resources|"
    r"attractions?|agricultur\w+|strengths?|preferential policies|cuisine|goods|fruits?|tea|produce|heritage|opportunities|beauty|"
    r"scenery|delicacies)"
)
_WEEK = (
    r"(?:week|days?|month|season|promotion|roadshow|(?:special(?:ty|ities|ties)?|famous|quality|farm|agricultural|local|"
    r"featured|commodit(?:y|ies)|brand|goods|products?) (?:and [\w-]+ )?(?:products? |goods |commodit(?:y|ies) )?"
    r"(?:expo|exposition|fair|exhibition|festival))"
)
_AT_EXPO = r"[^.;]{0,60} at the (?-i:[^.;]{0,60}\b(?:Expo|Exposition|Fair|Exhibition)\b)"  # somebody else's
_HELD = (
    "held", "staged", "hosted", "organi", "launch", "unveil", "inaugurat", "open", "kick", "took place", "takes place", "conven", "commence",
    "under way",
)  # fmt: skip
# What a sentence cannot do without, one of each list, and how it goes on.
_FRAMES: tuple[tuple[tuple[str, ...], tuple[str, ...], re.Pattern[str]], ...] = (
    (
        ("project", "deal", "contract"),
        ("sign", "ink", "seal", "clinch", "land", "secure", "bag"),
        frame(
            rf"{_SUBJECT} (?:has |have |also |recently )*{_SIGNS} (?:on-?site )?{_MANY} (?:[\w-]+,? (?:and )?){{0,5}}?"
            rf"(?:projects|deals|contracts)\b(?!,? to |{_AT_EXPO})[^.;]{{0,110}}?(?<!with) in {_TO}"
        ),
    ),
    (
        ("promotion", "roadshow", "matchmaking"),
        ("between", "involving"),
        frame(
            rf"\b(?:promotion(?:al)?|roadshow|matchmaking)\b[\w ,'&-]{{0,60}}? (?:between|involving) (?:the )?(?P<owner><place>)"
            rf"(?: \w+)? and (?:the )?(?P<side><place>)(?: \w+)?,?(?: which)?[^.;]{{0,30}}? {_TAKES_PLACE}[^.;]{{0,30}}? in {_TO}"
        ),
    ),
    (
        (
            " to attract",
            " to seek",
            " to woo",
            " to court",
            " to lure",
            " to draw",
            " to solicit",
            " to invite",
            " to pr",
            " to intro",
            " to showcase",
            " to market",
            " to pitch",
        ),
        ("held", "hold", "host", "stag", "organi", "launch", "put on", "convened"),
        frame(
            rf"{_SUBJECT}[^.;,]{{0,40}}? {_HOLDS} (?:an? |the |its |another |two |<time>,? )*(?:[\w'&-]+ ){{0,6}}?{_SHOW} "
            rf"(?:(?:on )?<time>,? )?in {_TO}[^.;]{{0,60}}? to (?:{_LURE}|(?:promote|introduce|showcase|market|pitch|present) "
            rf"(?:{_OWN}|<place>'s))"
        ),
    ),
    (
        ("investment", "investor", "tourist", "talent", "businesses"),
        ("seek", "sought", "aim", "look", "court", "woo", "solicit"),
        frame(
            rf"{_SUBJECT} {_HAS}(?:sought|seek(?:s|ing)?|(?:seek(?:s|ing)?|sought|aim(?:s|ed|ing)?|looks?|looking) to {_LURE}|"
            rf"court(?:s|ed|ing)?|woo(?:s|ed|ing)?|solicit(?:s|ed|ing)?) (?:more |new |further |potential |[\w-]+ ){{0,3}}?"
            rf"(?:investments?|investors|businesses|tourists|talents?)\b(?! opportunit)[^.;]{{0,60}}? in {_TO}"
        ),
    ),
    (
        ("promot", "showcas", "market", "pitch", "introduc", "present", "display", "unveil", "tout"),
        (" its ", " their ", "'s ", " local "),
        frame(
            rf"{_SUBJECT} {_HAS}(?:promot(?:ed|es|ing|e)|showcas(?:ed|es|ing|e)|market(?:ed|s|ing)|pitch(?:ed|es|ing)|"
            rf"introduc(?:ed|es|ing)|present(?:ed|s|ing)|display(?:ed|s|ing)|unveil(?:ed|s|ing)|tout(?:ed|s|ing)) {_OWN} "
            rf"(?:(?!in\b)[\w'&/-]+,? ){{0,6}}?{_WARES}\b[^.;]{{0,60}}? in {_TO}"
        ),
    ),
    (
        ("promotion",),
        _HELD,
        frame(
            rf"\bpromotion (?:{_SHOW} )?(?:of|for|on) (?:the )?(?:[\w'-]+ ){{0,8}}?(?P<owner><place>)[^.;]{{0,60}}? "
            rf"{_TAKES_PLACE}[^.;]{{0,20}}? in {_TO}"
        ),
    ),
    (
        (" week", " day", " month", " season", "promotion", "roadshow", "expo", " fair", "exhibition", "festival"),
        _HELD,
        frame(
            rf"(?P<owner><place>)(?:'s)?(?: \(<place>\)|(?P<pair>(?:-| & |/)<place>))? (?:(?!in\b|at\b|for\b|international|olympic)[\w'&-]+,? ){{0,6}}?"
            rf"{_WEEK}\b\"?(?: in <place>[\"]?)?(?:,? [^.;]{{0,90}}?)? {_TAKES_PLACE}[^.;]{{0,50}}? in {_TO}"
        ),
    ),
    (
        ("promotion", "roadshow", "matchmaking"),
        (" by ",),
        frame(
            rf"\b(?:promotion\w*|roadshow|matchmaking)\b[^.;]{{0,140}}? (?:held|hosted|sponsored|organi[sz]ed|staged|launched) "
            rf"(?:jointly )?by (?:the )?(?:CPC )?(?P<owner><place>)[^.;]{{0,120}}? in {_TO}"
        ),
    ),
    (
        ("promotion", "roadshow", "matchmaking"),
        (" by ",),
        frame(
            rf"\b(?:promotion\w*|roadshow|matchmaking)\b[^.;]{{0,80}}? {_TAKES_PLACE}[^.;]{{0,20}}? in {_TO}[^.;]{{0,60}}? "
            rf"(?:held|hosted|sponsored|organi[sz]ed|staged|launched) (?:jointly )?by (?:the )?(?:CPC )?(?P<owner><place>)"
        ),
    ),
    (
        (" week",),
        ("held", "hold", "host", "stag", "organi", "launch", "put on", "convened"),
        frame(
            rf"(?P<owner><place>)[^.;]{{0,120}}? {_HOLDS} (?:its|the|an?) (?:<time> |\w+ )?\"?(?P<pair><place>(?:-|/))(?P<to><place>) "
            rf"(?:[\w&-]+ ){{0,5}}?week\b(?![^.;]* in (?:the )?<place>)"
        ),
    ),
    (
        (" week",),
        ("held", "hold", "host", "stag", "organi", "launch", "put on", "convened"),
        frame(
            rf"{_HOLDS} (?:an? |the |its |another |<time>,? |\w+ ){{0,4}}?\"?(?P<owner><place>)(?P<pair>-<place>)? (?:[\w&-]+ ){{0,4}}?"
            rf"week\"?,? (?:(?:on )?<time>,? )?in {_TO}"
        ),
    ),
)
_FRAMES += (
    (
        ("investment agreement", "investment deal", "investment contract", "investment project"),
        ("sign", "ink", "seal", "clinch", "land", "secure", "bag"),
        frame(
            rf"{_SUBJECT} (?:has |have |also |recently )*{_SIGNS} (?:[\w-]+ ){{0,3}}?investment (?:agreements|deals|contracts|projects)\b"
            rf"(?!,? to |{_AT_EXPO})[^.;]{{0,90}}?(?<!with) in {_TO}"
        ),
    ),
    (
        ("promotion", "roadshow"),
        ("attract", "secur", "drew", "draw", "net", "won", "raked", "reap", "obtain", "land"),
        frame(
            rf"{_SUBJECT} {_HAS}(?:attract(?:ed|s)|secured?|drew|draws|netted|won|raked in|reap(?:ed|s)|obtained|landed) (?:[^.;{PLACE}]|\.(?=\d)){{3,150}}? "
            rf"(?:at|during|through) (?:an?|its|the) (?:[\w-]+ ){{0,4}}?(?:promotion(?:al)?|roadshow)(?: {_SHOW})? in {_TO}"
        ),
    ),
    (
        ("gathered in",),
        ("promot", "introduc", "showcas", "market"),
        frame(
            rf"\bled by (?:the )?(?P<owner><place>)[^.;{PLACE}]{{0,60}}?,? gathered in {_TO} to (?:promote|introduce|showcase|market)"
        ),
    ),
    (
        ("said in",),
        ("touris", "promot", "invest"),
        frame(
            rf"\bofficials? (?:with|from|of|at) (?:the )?(?:[\w'&-]+ ){{0,8}}?(?P<owner><place>)[^.;,{PLACE}]{{0,40}}? said in {_TO}"
        ),
    ),
    (
        ("promoted in",),
        (" ",),
        frame(rf"^(?P<owner><place>)(?:'s)? (?:[\w'&-]+ ){{0,5}}?promoted in {_TO}"),
    ),
)
# The town or province spoken of signs elsewhere too.
SIGNS_THERE = frame(
    rf"\bthe (?:[a-z]+ern )?(?:city|province|county|district) {_HAS}{_SIGNS} (?:[\w-]+ ){{0,4}}?(?:agreements|deals|contracts|projects)\b"
    rf"[^.;]{{0,120}}?(?<!with) (?:in|at) {_TO}"
)
_SEEKS = frame(
    rf"{_SUBJECT} {_HAS}(?:sought|seek(?:s|ing)?|court(?:s|ed|ing)?|woo(?:s|ed|ing)?|solicit(?:s|ed|ing)?) "
    rf"(?:more |new |further )?(?:investments?|investors|businesses|tourists)\b(?! opportunit)(?![^.;]* in (?:the )?<place>)"
)
_PROMOTED = frame(
    rf"\b(?:projects|products|routes|attractions|resources|events?|conference|meeting|promotion|fair) (?:was|were|are|is) "
    rf"(?:promoted|showcased|introduced|presented|unveiled|pitched|held|staged) in {_TO}"
)
_HABIT = re.compile(
    r"\b(?:every year|each year|annually|often|usually|has been|have been|had|last year|years ago|in the past|previous)\b"
)
_FIRMS_THERE = re.compile(
    r"\b(?:compan(?:y|ies)|enterprises?|firms?|partners?|investors|businesses|institutions?|universit(?:y|ies)|agencies|counterparts|"
    r"listed|located|based|market)\b[^.;,]{0,12} in (?:the )?$"
)
_IN = frame(r" (?:in|at) (?:the )?(?P<place><place>)")
_OFFSHORE = ("香港", "澳门", "台湾")


def campaigns(ribbon: Ribbon, after: Sequence[Ribbon]) -> Iterator[Campaign]:
    """
    The clauses of a sentence that tell of a campaign elsewhere.

    Args:
        ribbon: the sentence.
        after: the next ones, which may say where projects were promoted.
    """
    text = ribbon.text
    elsewhere = text.count(PLACE) > 1 and (f" in {PLACE}" in text or f" in the {PLACE}" in text or f"-{PLACE} " in text)
    for words, others, pattern in _FRAMES if elsewhere else ():
        if not (ribbon.holds(words) and ribbon.holds(others)):
            continue
        for match in pattern.finditer(text):
            if _recalls(ribbon):
                return
            hosts = hosts_of(ribbon, match)
            owner = _owner(ribbon, match, hosts)
            if owner is not None and not _FIRMS_THERE.search(text, match.start(), match.start("to")):
                yield Campaign(match, owner, hosts)
    seeks = _SEEKS.search(text) if ribbon.holds(("invest", "business", "tourist")) else None
    for other in after if seeks else ():
        promoted = _PROMOTED.search(other.text)
        if seeks and promoted and not _recalls(ribbon):
            yield Campaign(seeks, seeks.start("owner"), hosts_of(other, promoted))


def _recalls(ribbon: Ribbon) -> bool:
    """Whether a sentence tells of what was or is done at all times."""
    return RECALLED.search(ribbon.lowered) is not None or _HABIT.search(ribbon.lowered) is not None


def hosts_of(ribbon: Ribbon, match: re.Match[str]) -> list[Region]:
    """Where a campaign was held: the places of the group `to`, or the town of a province that the sentence names too."""
    named = _regions(ribbon.values(PLACE, match.start("to"), match.end("to")))
    behind = _regions([ribbon.value(at.start("place")) for at in _IN.finditer(ribbon.text, match.end())])
    wide = [region for region in named if region.level == "province" and not region.name.endswith("市")]
    found = [*named, *(town for town in behind if any(contains(region, town) for region in wide))]
    return [region for region in found if not any(contains(region, town) for town in found if town != region)]


def _regions(spots: list[Spot]) -> list[Region]:
    return list(dict.fromkeys(region for spot in spots if not spot.group for region in spot.regions))


def _owner(ribbon: Ribbon, match: re.Match[str], hosts: list[Region]) -> int | None:
    """Where the owner is named: of the two of a pair the one that travels; None where nobody does."""
    groups = match.groupdict()
    at = match.start("owner")
    if groups.get("side"):
        side: Spot = ribbon.value(match.start("side"))
        return at if side.group or _receives(side.regions, hosts) else None
    if groups.get("pair"):
        other = ribbon.text.index(PLACE, match.start("pair"))
        first, second = ribbon.value(at).regions, ribbon.value(other).regions
        if first == second:
            return at
        if _receives(first, hosts) and all(outside(host, tuple(second)) for host in hosts):
            return other
        return at if _receives(second, hosts) else None
    if "project" in match.group() and any(r.name.startswith(_OFFSHORE) for r in ribbon.value(at).regions):
        return None  # projects that Hong Kong has there
    return at


def _receives(side: tuple[Region, ...], hosts: list[Region]) -> bool:
    """Whether a side of an event held by two is the one where it took place."""
    return any(region == host or contains(region, host) for region in side for host in hosts)
