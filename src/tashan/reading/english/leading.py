"""Who leads a delegation: "led by …", "… at the head of …", "Mayor Xu and his party", whether before or behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading.english.marks import PARTY, PERSON, TITLE, frame
from tashan.reading.english.people import Someone
from tashan.reading.english.spots import contains
from tashan.reading.english.travellers import GROUP, Travellers, regions_from
from tashan.reading.english.words import HONORIFIC, NAME, SHORT_NAME

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon

_LED = frame(
    r"<party>(?:(?: \([^()]*\)|(?: and)?(?: the)? (?:Legislative Council|LegCo)(?: \(LegCo\))?|"
    r" of (?:more than |over |some |about )?\d+ \w+| for (?:the )?(?:[A-Z\ue002][\w-]* ?){1,5})?,? (?:which (?:was|is) |that "
    r"(?:was|is) |to be |being )?(?:jointly )?(?:led|lead|headed|headed up|co-led|spearheaded) (?:jointly )?by |,? "
    r"with |,? under (?:the leadership of )?)(?:both |the |its )?"
    r"(?P<people>[\ue003\ue004](?: from (?:the )?<place>[\w' ]{0,50}?)?(?:(?:,|,? and|,? as well as|,? (?:along|together) with) "
    r"[\ue003\ue004])*)(?P<head> as (?:its |the )?(?:head|leader|chief))?"
)
LED_NAME = frame(
    rf"<party>,? (?:which (?:was|is) |that (?:was|is) )?(?i:led|headed) by (?:{HONORIFIC})?"
    rf"(?P<name>{NAME}|{SHORT_NAME}(?=,? (?:[a-z]+ed|paid|made|is|was|has|went|came|left|arrive[sd]?)\b))(?!,? (?:the )?<title>)",
    0,
)
NAME_LEADS = frame(
    rf"(?:^|\. )(?P<name>{NAME}) (?i:leads?|led|heads|headed) (?:its |the )?(?P<led><party>)",
    0,
)
_LED_BEFORE = frame(
    r"\b(?:led|headed) by (?:its |the )?(?P<people>[\ue003\ue004](?:(?:,|,? and) [\ue003\ue004])*), "
    r"(?P<led><party>)"
)
_LEADING = frame(r"\b(?:leading|heading|at the head of) (?P<led><party>),? (?:the )?(?P<people><person>)")
_COMPANY_OF = frame(
    r"(?P<people><person>),? (?:(?:together |along )?with|accompanied by|at the head of) (?P<led><party>)"
)
HEAD_OF = frame(
    rf"(?P<name>{NAME}|<person>),? (?:the |who is )?(?:deputy )?(?:head|leader|chief) of (?P<led><party>)", 0
)
_WITH = frame(r"<party>,? (?:together |along )?with (?:the |its )?(?P<people><person>)")
_WAS_LED = frame(
    r"<party>(?: to <place>)?,? (?:and )?(?:was|is) (?:jointly )?(?:led|headed) by (?P<people>[\ue003\ue004](?:(?:,|,? and|,? as well "
    r"as) [\ue003\ue004])*)"
)
_COMPANY = (
    r"(?:and|with) (?:his|her|their) (?:[\w-]+ ){0,3}?(?:party|delegation|entourage|team|group|retinue|contingent|"
    r"delegates|colleagues|line)|and (?:the )?(?:other )?(?:members of )?(?:the |their )?(?:delegation|"
    r"entourage)\b(?! (?:from|of|led))|"
    r"and an? (?:[\w-]+ ){0,3}(?:delegation|entourage)\b(?! (?:from|led)),?"
)
RETINUE = frame(
    rf"(?P<people>[\ue003\ue004](?:(?:,|,? and) [\ue003\ue004])*),? (?:{_COMPANY})(?: from (?P<from>{GROUP}))?"
)
LEADS = frame(
    r"(?P<people>[\ue003\ue004](?:(?:,|,? and|,? along with|,? together with|,? with|,? accompanied by)(?: the)? "
    r"[\ue003\ue004])*),?"
    r"(?P<auxiliary>(?: (?:who|will|also|then|recently|today|yesterday|has|have|had|is|was|are|were|to|"
    r"respectively|jointly|personally|earlier|once again|scheduled|expected|set|due|\(?<time>\)?,?|"
    r"\([^()]{3,24}\),?|(?:on|from|in) <time>,?)){0,6}) "
    r"(?:led|lead|leads|leading|headed|head|heads|heading|took|take|takes|taking|brought|bring|brings|"
    r"bringing|at the head of) (?P<led><party>)"
)


def attach_leaders(ribbon: Ribbon) -> None:
    """Tell delegations who leads them, whether the leader stands before or behind."""
    ribbon.fold(_LED, PARTY, _build_led)
    ribbon.fold(_LED_BEFORE, PARTY, _build_led_before)
    for match in _WAS_LED.finditer(ribbon.text):
        _lead(ribbon.value(match.start()), _people(ribbon, match))
    for match in _LEADING.finditer(ribbon.text):
        party: Travellers = ribbon.value(match.start("led"))
        people = _people(ribbon, match)
        _lead(party, people)
        if not people[0].regions and not people[0].abroad:
            people[0].regions = party.regions
    for match in _COMPANY_OF.finditer(ribbon.text):
        if ribbon.value(match.start("led")).plain:
            _lead(ribbon.value(match.start("led")), _people(ribbon, match))
    for match in LEADS.finditer(ribbon.text):
        _lead(ribbon.value(match.start("led")), _people(ribbon, match))
    _joint(ribbon)


def _people(ribbon: Ribbon, match: re.Match[str]) -> list[Any]:
    found: list[Any] = []
    for at in range(match.start("people"), match.end("people")):
        mark = ribbon.text[at]
        if mark == PERSON:
            found += ribbon.value(at)
        elif mark == TITLE:
            found.append(ribbon.value(at))
    return found


def _lead(party: Travellers, people: list[Any]) -> None:
    """Note who leads; a delegation without a region of its own comes from where its leader comes from."""
    party.leaders += [p for p in people if hasattr(p, "name")]
    if not party.regions:
        for person in people:
            if person.regions:
                inner = [r for r in person.regions if any(contains(wide, r) for wide in person.regions if wide != r)]
                party.regions = tuple(inner[-1:]) or person.regions[-1:]
                break


def _build_led(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    joint = match.group()[1:].lstrip(" ,")
    if (joint.startswith("with ") and not match.group("head")) or (
        joint.startswith("under ") and "leadership" not in joint
    ):
        return None
    party: Travellers = ribbon.value(match.start())
    _lead(party, _people(ribbon, match))
    return party


def build_retinue(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    """The party of "Mayor Xu and his party"."""
    start, end = ribbon.span(*match.span())
    party = Travellers(regions_from(ribbon, match) if match.group("from") else (), start=start, end=end)
    people = _people(ribbon, match)
    _lead(party, people)
    party.known = not party.regions
    return party


def _build_led_before(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    party: Travellers = ribbon.value(match.start("led"))
    _lead(party, _people(ribbon, match))
    return party


def build_head(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    """A delegation whose head or leader is named right beside it, with or without an office."""
    party: Travellers = ribbon.value(match.start("led") if "led" in match.re.groupindex else match.start())
    if match.group("name") == PERSON:
        _lead(party, ribbon.value(match.start("name")))
    else:
        start, end = ribbon.span(*match.span("name"))
        _lead(party, [Someone(match.group("name"), None, party.regions, "other", None, start, end)])
    return party


def _joint(ribbon: Ribbon) -> None:
    """The mayor of the same place leads too in "he led a delegation with the mayor"."""
    for match in _WITH.finditer(ribbon.text):
        party: Travellers = ribbon.value(match.start())
        if party.leaders:
            party.leaders += [
                p for p in _people(ribbon, match) if set(p.regions) & set(party.regions) and hasattr(p, "name")
            ]
