"""People with their offices: "Li Jianqin, Party secretary of Panzhihua", "Jiangsu Party chief Lou Qinjian", "Mr Sam"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tashan.reading.english.marks import PERSON, PLACE, TITLE, Ribbon, frame
from tashan.reading.english.words import GENERIC_HEADS, HEADS, HONORIFIC, NAME, ORGAN, RANKS, SHORT_NAME

if TYPE_CHECKING:
    from tashan.reading.english.placing import Spot
    from tashan.regions import Region

_HEAD = frame(
    rf"\b(?:{RANKS}*)(?:{HEADS}|(?P<generic>{GENERIC_HEADS}))\b(?!'s)(?! (?:executive|delegation|group|office|visit|tour|(?:joint |high-level )?(?:meeting|symposium|conference|forum|summit))\b)"
)
_LEFT = frame(rf"(?:(?:<place>(?:'s|')?|{ORGAN}|of the|&|/|\((?:CPC|CPPCC|HKSAR|SAR|MSAR)\)),? )+$")
_RIGHT = frame(
    rf"(?:,? (?:of|for|in|at|to|with) (?:the )?(?=<place>|[A-Z]|{ORGAN})"
    rf"(?:<place>(?:'s|')?|{ORGAN}|\((?:CPC|CPPCC|HKSAR|SAR|MSAR|NPC)\)|of|the|&|/|(?:,(?= (?:{ORGAN}) )))"
    rf"(?:,? (?:<place>(?:'s|')?|{ORGAN}|\((?:CPC|CPPCC|HKSAR|SAR|MSAR|NPC)\)|of the|of|for|the|&|/|and(?! (?:the |also )?{RANKS}*(?:{HEADS}|{GENERIC_HEADS})\b)(?= (?:the )?(?:<place>|{ORGAN}))))*)"
)
_LOCAL_HEAD = re.compile(r"(?i)\b(?:city|county|district|prefecture|government|township|town) (?:head|chief|leader)")
_FIRM_TAIL = re.compile(r" (?:of|at) (?:the )?(?:[A-Z][\w&'.-]*|of|and|&)(?: (?:[A-Z][\w&'.-]*|of|and|&))*")
_BETWEEN = r"(?:,? and (?:the |also |concurrently )?|, (?:the |also |concurrently |as well as )?|/| & | cum | as well as )"
_CHAIN = rf"<title>(?:{_BETWEEN}<title>)*"
# A chain after a name stops before a title that belongs to the next name.
_POST_CHAIN = rf"<title>(?:{_BETWEEN}<title>(?!,? ?(?:{HONORIFIC})?(?:{NAME})))*"
_PERSON = frame(
    rf"(?:{HONORIFIC})?(?P<late>{NAME})(?:,? \(|, |,? who (?:is|was|serves as) |,? (?=<title>))(?:the |an? |also |its |then |currently |now |who is )*"
    rf"(?P<offices>{_POST_CHAIN})\)?"
    rf"|(?P<before>{_CHAIN}),? (?P<honour>{HONORIFIC})?(?P<early>{NAME}|{SHORT_NAME}(?= [a-z]|,))"
    rf"|(?P<plural><title>) (?P<several>{NAME}(?:, {NAME})*,? and {NAME})",
    0,
)

_PARTY_POST = re.compile(
    r"party (?:secretary|chief|boss|head)|(?:secretary|secretaries) of (?:the )?(?:cpc|communist|party)|(?:cpc|party|communist).*committee.*secretary|"
    r"secretary of .*(?:cpc|party|communist|municipal committee|provincial committee)|secretary of \ue001|committee secretary|party committee"
)
_GOVERNMENT_POST = re.compile(
    r"mayor|governor|magistrate|county head|county chief|district head|district chief|prefecture head|premier|chief executive|chief secretary|financial secretary|"
    r"secretary for|(?:chairman|chairwoman|chairperson) of (?:the )?(?:\ue001(?:'s)?(?: autonomous region| regional)*(?: people's government| government)?|.*government)$|"
    r"chair(?:man|woman) of \ue001$|commissioner|government leader"
)
_DEPARTMENT_POST = re.compile(
    r"bureau|department|commission\b|administration|(?<!general )office|authority|director|minister|secretariat|agency|zone|headquarters|customs|court|procuratorate"
)
_ENTERPRISE_POST = re.compile(r"\b(?:ceo|company|group|corporation|co\.|ltd|chamber|enterprises?|bank)\b")


@dataclass(slots=True)
class Office:
    """A title: the regions it names, what kind of post it is, and how high it stands."""

    text: str
    regions: tuple[Region, ...]
    kind: str
    level: str | None
    start: int = 0
    end: int = 0
    foreign: bool = False
    several: bool = False


@dataclass(slots=True)
class Someone:
    """
    A person of the text.

    Attributes:
        name: as spelled, or empty where only the office is named.
        title: the offices as spelled.
        regions: the regions the offices name.
        kind: party, government, congress, department, enterprise or other.
        level: province, city, county or None: how high the post is where the title says so.
        start: offset in the normal text.
        end: offset after it.
        abroad: the office lies outside China as far as can be seen.
    """

    name: str
    title: str | None
    regions: tuple[Region, ...]
    kind: str
    level: str | None
    start: int
    end: int
    kinds: frozenset[str] = frozenset()
    abroad: bool = False
    seen_with: list[str] = field(default_factory=list)


def fold_offices(ribbon: Ribbon) -> None:
    """Fold titles with the organs and regions they name."""
    text, found, last = ribbon.text, [], 0
    for match in _HEAD.finditer(text):
        if match.start() < last:
            continue
        start, end = match.start(), match.end()
        left = _LEFT.search(text, max(last, start - 160), start)
        if left:
            start = left.start()
        right = _RIGHT.match(text, end)
        if right:
            end = right.end()
        generic = match.group("generic") and not _LOCAL_HEAD.search(match.group())
        if generic and not (left and PLACE in left.group()) and not right:
            firm = _FIRM_TAIL.match(text, end)
            if not firm or match.group("generic").lower() not in ("president", "chair", "head"):
                continue
            end = firm.end()
        elif not right:
            firm = _FIRM_TAIL.match(text, end)
            if firm and not text[end:].startswith(" of the Mainland"):
                end = firm.end()
        office = _office(ribbon, start, end, foreign=not right and end > match.end())
        office.several = match.group().lower().endswith(("s", "men")) or text[end:].startswith(" from ")
        found.append((start, end, office))
        last = end
    if found:
        ribbon._replace(TITLE, found)


def _office(ribbon: Ribbon, start: int, end: int, *, foreign: bool) -> Office:
    words = ribbon.text[start:end]
    spots: list[Spot] = ribbon.values(PLACE, start, end)
    regions = tuple(dict.fromkeys(r for s in spots if not s.group for r in s.regions))
    first, last = ribbon.span(start, end)
    lowered = words.lower()
    kind = post_kind(lowered)
    if kind == "other" and "chair" in lowered and regions and regions[0].name.endswith("自治区"):
        kind = "government"
    return Office(words, regions, kind, _level(lowered), first, last, foreign)


def post_kind(title: str) -> str:
    """What kind of post a title in lower case names: party, government, congress, department, enterprise or other."""
    if "secretary-general" in title or "secretary general" in title:
        return "department"
    if "congress" in title and not re.search(r"congress of the (?:cpc|communist)", title):
        return "congress"
    if "cppcc" in title or "consultative" in title:
        return "congress"
    if _GOVERNMENT_POST.search(title) and not re.search("commissioner of (?:the )?discipline", title):
        return "government"
    if _PARTY_POST.search(title):
        if "deput" in title or "vice" in title:
            return "deputy_party"
        if "standing committee" in title and "secretary of" not in title:
            return "standing_committee"
        return "party"
    if "standing committee" in title:
        return "standing_committee"
    if _ENTERPRISE_POST.search(title):
        return "enterprise"
    if "secretary" in title and not _DEPARTMENT_POST.search(title):
        return "party"
    if _DEPARTMENT_POST.search(title):
        return "department"
    return "other"


def _level(title: str) -> str | None:
    if "governor" in title or "provincial" in title or "province" in title:
        return "province"
    if "mayor" in title or "municipal" in title or "city" in title:
        return "city"
    if "county" in title or "district" in title or "magistrate" in title:
        return "county"
    if "prefect" in title:
        return "city"
    return None


def fold_people(ribbon: Ribbon) -> list[Someone]:
    """Fold names with the titles beside them and return the people found."""
    if TITLE not in ribbon.text:
        return []
    found: list[Someone] = []

    def build(match: re.Match[str], ribbon: Ribbon) -> Any:
        people = _people(match, ribbon)
        found.extend(people)
        return people

    ribbon.fold(_PERSON, PERSON, build)
    return found


def _people(match: re.Match[str], ribbon: Ribbon) -> list[Someone]:
    group = "offices" if match.group("late") else "before" if match.group("early") else "plural"
    offices: list[Office] = ribbon.values(TITLE, match.start(group), match.end(group))
    names = match.group("late") or match.group("early") or match.group("several")
    start, end = ribbon.span(*match.span())
    parts = re.split(r", and |, | and ", names) if group == "plural" else [names]
    return [_merge(part, offices, ribbon.span(*match.span(group)), start, end) for part in parts]


def _merge(name: str, offices: list[Office], span: tuple[int, int], start: int, end: int) -> Someone:
    regions = tuple(dict.fromkeys(r for o in offices for r in o.regions))
    kinds = frozenset(o.kind for o in offices)
    levels = [o.level for o in offices if o.level]
    return Someone(
        name, f"{span[0]}:{span[1]}", regions, main_kind(kinds), levels[0] if levels else None, start, end, kinds,
        all(o.foreign for o in offices) and not regions,
    )  # fmt: skip


def main_kind(kinds: frozenset[str]) -> str:
    """The post that counts of someone who holds several: a mayor who is deputy secretary leads as mayor."""
    for kind in ("party", "government", "deputy_party", "standing_committee", "congress", "department", "enterprise"):
        if kind in kinds:
            return kind
    return "other"
