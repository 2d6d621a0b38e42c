"""Those who travel: a delegation, its regions, its leaders, and what its own name says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tashan.reading.english.marks import PLACE, frame
from tashan.reading.english.spots import contains

if TYPE_CHECKING:
    from tashan.reading.english.marks import Ribbon
    from tashan.reading.english.people import Someone
    from tashan.reading.english.spots import Spot
    from tashan.regions import Region

#: Two or more places named together.
GROUP = (
    r"<place>(?:(?:, (?:and |then )?|,? and |,? as well as |,? & |/|-)(?:the )?(?:(?:cities|city|provinces?) "
    r"of )?<place>)*"
)
_BUSINESS = re.compile(
    r"business|trade|entrepreneur|enterprise|corporate|commercial|merchant|companies|firms|investors"
)


@dataclass(slots=True)
class Travellers:
    """
    Those who travel.

    Attributes:
        regions: where they come from; empty where the phrase does not say.
        leaders: who leads them.
        kind: what their own name says: party_government, government, congress, enterprise, officials or "" for nothing.
        known: they were named before ("the delegation").
        each: several delegations, one for each region.
        weak: officials or business people without a delegation.
        business: they are no officials.
        plain: nothing but "a delegation".
        inferred: where they come from is only inferred.
        rank: of what kind of place they are said to be, without its name.
        planned: their sentence tells of what is to come.
        start: offset in the normal text.
        end: offset after it.
    """

    regions: tuple[Region, ...]
    leaders: list[Someone] = field(default_factory=list)
    kind: str = ""
    known: bool = False
    each: bool = False
    weak: bool = False
    business: bool = False
    plain: bool = False
    inferred: bool = False
    rank: str = ""
    planned: bool = False
    start: int = 0
    end: int = 0


_ORGAN_KIND = re.compile(r"\b(?:bureau|department|commission|court|customs)\b")


def delegation_kind(words: str) -> str:
    """The kind that a delegation's own name gives, from its words in lower case; empty where it gives none."""
    if "cppcc" in words or "consultative" in words or "congress" in words or "legislative" in words or "npc" in words:
        return "people's congress/cppcc"
    if re.search(
        rf"(?:party|cpc|communist)[ ,-]+(?:(?:and|the|committee|municipal|provincial|city|county|district|people's|{PLACE}(?:'s)?)"
        r"[ -]+)*government|"
        r"party-government|government and party|cpc,? government",
        words,
    ):
        return "party_government"
    if "government" in words or "hksar" in words or "msar" in words or "administrative region" in words:
        return "government"
    if _ORGAN_KIND.search(words):
        return "department"
    if re.search(r"\bparty\b|\bcpc\b", words):
        return "party_government"
    if _BUSINESS.search(words):
        return "enterprise"
    return ""


def regions_from(ribbon: Ribbon, match: re.Match[str]) -> tuple[Region, ...]:
    """The regions that the group `from` of a pattern names."""
    spots: list[Spot] = ribbon.values(PLACE, match.start("from"), match.end("from"))
    return tuple(dict.fromkeys(r for s in spots if not s.group for r in s.regions))


_WIDER = frame(r"(?: in|,) (?:the )?(?P<wider><place>)(?!')")


def behind_wider(ribbon: Ribbon, start: int, end: int) -> int:
    """Where a phrase ends whose organ's own province stands behind it ("the Wuxi Bureau of Commerce in Jiangsu province")."""
    wider = _WIDER.match(ribbon.text, end)
    if wider is None:
        return end
    outer: Spot = ribbon.value(wider.start("wider"))
    named: list[Spot] = ribbon.values(PLACE, start, end)
    inner = [region for spot in named for region in spot.regions]
    if len(outer.regions) != 1 or not inner or inner[-1] == outer.regions[0]:
        return end
    return wider.end() if all(contains(outer.regions[0], region) for region in inner) else end
