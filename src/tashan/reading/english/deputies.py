"""Those whom a region has elected or sent: its legislature, deputies to the congresses, members of the CPPCC."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tashan.reading.english.marks import PARTY, PLACE, Ribbon, frame
from tashan.reading.english.travellers import GROUP, Travellers, regions_from
from tashan.regions import resolve_home

if TYPE_CHECKING:
    from tashan.reading.english.spots import Spot

#: Words without which a sentence names no deputies.
DEPUTIES = ("members", "deputies", "lawmakers", "legislators", "political advis")
# Hong Kong's legislature, which its own press names without the place.
_COUNCIL_NAME = r"(?:the )?(?:Government and )?(?:the )?(?:Legislative Council|LegCo)(?: \(LegCo\))?"
_COUNCIL = frame(
    rf"\b(?:(?:the |a )?delegation of {_COUNCIL_NAME}(?! (?:Secretariat|Complex|building))|"
    rf"{_COUNCIL_NAME} (?:joint-panel |delegation|members\b|panels? on [\w ]{{3,60}}?(?:,? (?:and )?panel on [\w ]{{3,60}}?)*(?= (?:began|begins|will|"
    rf"visited|paid|conducted|concluded|start|today|continu)))(?: delegation)?)"
)
_DEPUTIES = frame(
    rf"\b(?:(?P<organ>cppcc|npc|people's congress|congress) )?(?:members|deputies|lawmakers|legislators|political advis[eo]rs) "
    rf"(?:from|of|to) (?:the )?(?P<from>{GROUP})(?:'s?)?(?P<tail>(?: (?:municipal|provincial|city|county|district|regional|"
    rf"autonomous|standing|committee|people's|political|consultative|conference|congress|cppcc|of|the)(?![\w-])){{0,9}})"
)
# Deputies whom a place has sent to a national body.
_NATIONAL = (
    r"(?:the )?(?:[A-Z\d]\w+ )?(?:National People's Congress|NPC|National Committee of the (?:CPPCC|Chinese [A-Z][\w' ]+Conference)|"
    r"CPPCC(?: National Committee)?)"
)
_NATIONAL_DEPUTIES = frame(
    rf"(?<![\w-])(?:(?:the |all |\d+ |some |a group of )*(?P<from><place>)(?:'s?)? (?:deputies|members) (?:to|of) {_NATIONAL}(?: \([A-Z]+\))?|"
    rf"(?:the |all |\d+ |some |a group of )*(?:deputies|members) (?:to|of) {_NATIONAL}(?: \([A-Z]+\))? from (?:the )?(?P<sent><place>))"
)


def fold_council(ribbon: Ribbon) -> None:
    """Fold Hong Kong's Legislative Council on its travels."""
    if ribbon.holds(("legislative council", "legco")):
        ribbon.fold(_COUNCIL, PARTY, _build_council)


def fold_deputies(ribbon: Ribbon) -> None:
    """Fold deputies of a congress and members of a CPPCC committee, a region's own and those it sent to the national one."""
    if ribbon.holds(DEPUTIES) and ribbon.holds(("congress", "cppcc", "npc")):
        ribbon.fold(_NATIONAL_DEPUTIES, PARTY, _build_national)
        ribbon.fold(_DEPUTIES, PARTY, _build_deputies)


def _build_deputies(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    """Deputies of a people's congress or members of a CPPCC committee who travel as such."""
    if not match.group("organ") and not re.search("congress|cppcc|consultative", match.group("tail").lower()):
        return None
    start, end = ribbon.span(*match.span())
    return Travellers(regions_from(ribbon, match), kind="people's congress/cppcc", start=start, end=end)


def _build_national(match: re.Match[str], ribbon: Ribbon) -> Travellers:
    """Deputies of a place to the National People's Congress, or members of the national CPPCC."""
    spot: Spot = ribbon.value(match.start("from") if match.group("from") else match.start("sent"))
    start, end = ribbon.span(*match.span())
    regions = () if spot.group else tuple(spot.regions)
    return Travellers(regions, kind="people's congress/cppcc", start=start, end=end)


def _build_council(match: re.Match[str], ribbon: Ribbon) -> Travellers | None:
    """Members of Hong Kong's Legislative Council, with or without its government."""
    region = resolve_home("香港特别行政区")
    if region is None or PLACE in ribbon.text[max(0, match.start() - 3) : match.start()]:
        return None
    start, end = ribbon.span(*match.span())
    kind = "government" if "government" in match.group().lower() else "people's congress/cppcc"
    return Travellers((region,), kind=kind, start=start, end=end)
