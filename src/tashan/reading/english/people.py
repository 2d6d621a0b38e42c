"""People with their offices: "Li Jianqin, Party secretary of Panzhihua", "Jiangsu Party chief Lou Qinjian", "Mr Sam"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tashan.reading.english.marks import PERSON, PLACE, TITLE, Ribbon, frame, words_before
from tashan.reading.english.travellers import behind_wider
from tashan.reading.english.words import GENERIC_HEADS, HEADS, HONORIFIC, NAME, ORGAN, ORGAN_WORDS, RANKS, SHORT_NAME
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading.english.spots import Spot
    from tashan.regions import Region

_HEAD = frame(
    rf"\b(?:{RANKS}*)(?:{HEADS}|(?P<generic>{GENERIC_HEADS}))\b(?!')(?! (?:executive|delegation|group|office|"
    rf"visit|tour|(?:joint |high-level )?(?:meeting|symposium|conference|forum|summit))\b)"
)
# What is in every head noun, and the words that can stand before it, parted at their hyphens.
_HEAD_NOUN = re.compile(
    r"[scbhmgpdlSCBHMGPDL\u017f](?i:(?<=[s\u017f])ecretar|(?<=c)(?:hief|hair|om|ounterp)|(?<=b)oss|(?<=h)ead|(?<=m)(?:ayor|agistr|ember|inister)|"
    r"(?<=g)overnor|(?<=p)(?:remier|resident)|(?<=d)irector|(?<=l)eader)"
)
_HEAD_WORDS = frozenset(re.findall("[a-z]+", f"{RANKS} {HEADS} {GENERIC_HEADS}")) | {""}
_ORGAN_WORDS = frozenset(ORGAN_WORDS.split()) | {"&", "/", "(cpc)", "(cppcc)", "(hksar)", "(sar)", "(msar)"}
_RIGHT = frame(
    rf"(?:,? (?:of|for|in|at|to|with) (?:the |its )?(?=<place>|[A-Z]|{ORGAN})"
    rf"(?:<place>(?:'s|')?|{ORGAN}|\((?:CPC|CPPCC|HKSAR|SAR|MSAR|NPC)\)|of|the|&|/|(?:,(?= (?:{ORGAN}) )))"
    rf"(?:,? (?:<place>(?:'s|')?|{ORGAN}|\((?:CPC|CPPCC|HKSAR|SAR|MSAR|NPC)\)|of the|of|for|the|&|/|and(?! "
    rf"(?:the |also )?(?:(?:<place>(?:'s?)?|{ORGAN}) ){{0,6}}{RANKS}*(?:{HEADS}|{GENERIC_HEADS})\b)(?= (?:the )?(?:<place>|{ORGAN}))))*)"
    rf"(?:(?<=ommittee) (?:in|of) <place>|(?<=ffairs Office), <place>)?"
)
_LOCAL_HEAD = re.compile(
    r"(?i)\b(?:party|city|county|district|prefecture|government|township|town) (?:head|chief|leader|boss)"
)
#: What stands before those whose meeting is named after them.
MEETING_OF = re.compile(
    r"(?i)\b(?:symposium|meeting|conference|forum|session|summit) (?:of|among|for|between) (?:the )?(?:major |principal |top |key |main )?$"
)
_FIRM_TAIL = re.compile(r" (?:of|at) (?:the )?(?:[A-Z][\w&'.-]*|of|and|&)(?: (?:[A-Z][\w&'.-]*|of|and|&))*")
_BETWEEN = (
    r"(?:,? and (?:the |also |concurrently )?|, (?:the |also |concurrently |as well as )?|/| & | cum | as "
    r"well as )"
)
_CHAIN = rf"<title>(?:{_BETWEEN}<title>)*"
# A chain after a name stops before a title that belongs to the next name.
_POST_CHAIN = rf"<title>(?:{_BETWEEN}<title>(?! ?(?:{HONORIFIC})?(?:{NAME}))(?!, (?:{HONORIFIC})?(?:{NAME})\b(?!, (?:the |an? )?<title>)))*"
_FULL_CHAIN = frame(_CHAIN, 0)
_NAMES_BEFORE = frame(rf"(?P<names>{NAME}(?:, {NAME})*,? and {NAME}),? (?:respectively,? |the )*$", 0)
_AFTER_NAME = frame(rf"{_POST_CHAIN}\)?", 0)
_NAME_BEFORE = frame(
    rf"(?:{HONORIFIC})?(?P<name>{NAME})(?:,? \(|, |,(?=the )|,? who (?:is|was|serves as) | (?:is|was|serves as) |,? )(?:the |an? |also |its |"
    rf"then |currently |now |who is |Standing Committee of [\w ]{{3,50}} and )*$",
    0,
)
_NAME_BEHIND = frame(
    rf"(?: \((?:[A-Z]{{2,5}}|[A-Z][\w ,&]{{2,40}})\))?,? (?:{HONORIFIC})?(?P<name>{NAME}|{SHORT_NAME}(?= [a-z]|,))", 0
)
_NAMES_BEHIND = frame(rf" (?P<names>{NAME}(?:, {NAME})*,? and {NAME})", 0)

_PARTY_POST = re.compile(
    r"party (?:secretary|chief|boss|head)|(?:secretary|secretaries) of (?:the )?(?:cpc|communist|party)|"
    r"(?:cpc|party|communist).*committee.*secretary|"
    r"secretary of .*(?:cpc|party|communist|municipal committee|provincial committee)|secretary of \ue001|"
    r"committee secretary|party committee"
)
_GOVERNMENT_POST = re.compile(
    r"head of (?:the )?\ue001|mayor|governor|magistrate|county head|county chief|district head|district chief|"
    r"prefecture head|premier|chief executive|chief secretary|financial secretary|"
    r"secretary for|secretary of (?:the )?(?:economy|administration|justice|security|social affairs|transport|commerce|"
    r"innovation|labour|education|development)\b|(?:chairman|chairwoman|chairperson) of (?:the )?(?:\ue001(?:'s)?(?: autonomous region| "
    r"regional)*(?: people's government| government)?|.*government)$|"
    r"chair(?:man|woman) of \ue001$|(?:president|chair\w*) of the autonomous region$|commissioner|government leader"
)
_DEPARTMENT_POST = re.compile(
    r"bureau|department|commission\b|administration|(?<!general )office|authority|director|minister|"
    r"secretariat|agency|zone|headquarters|customs|court|procuratorate"
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


_COUNTERPART = re.compile(r" (?:support|assist\w+|aid|co-?operation|collaboration|work|relations\w*|poverty)\b")
_ORGAN_OF = re.compile(r"\b(?:Bureau|Department|Commission|Administration|Office|Federation|Authority) of $")


def _before_title(word: str) -> bool:
    """Whether a word before a title belongs to it: an organ's name or a place."""
    if word[:1] == PLACE:
        return word[1:] in ("", "'s", "'")
    word = word.lower()
    return word in _ORGAN_WORDS or word.rstrip("'s,") in _ORGAN_WORDS


def _heads(text: str) -> Iterator[re.Match[str]]:
    """What `_HEAD.finditer` finds, searched for only from the words of rank before a noun on."""
    behind = 0
    noun = _HEAD_NOUN.search(text)
    while noun is not None:
        at = max(behind, text.rfind(" ", 0, noun.start()) + 1)
        while at > behind and _HEAD_WORDS.issuperset(text[at : noun.start()].lower().replace("-", " ").split()):
            at = max(behind, text.rfind(" ", 0, at - 1) + 1)
        match = _HEAD.search(text, at)
        if match is None:
            return
        yield match
        behind = match.end()
        noun = _HEAD_NOUN.search(text, behind)


def fold_offices(ribbon: Ribbon) -> None:
    """Fold titles with the organs and regions they name."""
    text, found, last = ribbon.text, [], 0
    for match in _heads(text):
        if match.start() < last:
            continue
        start, end = match.start(), match.end()
        start = words_before(text, last, start, _before_title)
        if text.endswith(" of ", last, start) and _ORGAN_OF.search(text, max(last, start - 20), start):
            start = words_before(text, last, start - len("of "), _before_title)  # "Wuxi Bureau of Commerce director"
        left = text[start : match.start()]
        right = _RIGHT.match(text, end)
        if right or PLACE in left:
            end = behind_wider(ribbon, start, right.end() if right else end)
        if match.group() == "head" and text.startswith((" to ", " for "), match.end()):
            continue  # those who head to a place
        if match.group() == "counterpart" and _COUNTERPART.match(text, match.end()):
            continue  # counterpart support
        generic = match.group("generic") and not _LOCAL_HEAD.search(match.group())
        if generic and PLACE not in left and not right:
            firm = _FIRM_TAIL.match(text, end)
            if not firm or match.group("generic").lower() not in ("president", "chair", "head"):
                continue
            end = firm.end()
        elif not right:
            firm = _FIRM_TAIL.match(text, end)
            if firm and not text[end:].startswith(" of the Mainland"):
                end = firm.end()
        office = _office(ribbon, start, end, foreign=not right and end > match.end())
        if not office.regions and MEETING_OF.search(text, max(0, start - 60), start):
            continue
        office.several = match.group().lower().endswith(("s", "men")) or text[end:].startswith(" from ")
        found.append((start, end, office))
        last = end
    if found:
        ribbon.replace(TITLE, found)


_ABOUT = frame(r"<place>(?:(?:,|,? and|,? &) <place>)* (?:Affairs|Overseas Chinese|Compatriots)\b")


def _office(ribbon: Ribbon, start: int, end: int, *, foreign: bool) -> Office:
    words = ribbon.text[start:end]
    spots: list[Spot] = ribbon.values(PLACE, start, end)
    about = _ABOUT.search(words) if "ffairs" in words or "verseas" in words or "ompatr" in words else None
    if about is not None:  # "director of the Taiwan Affairs Office of Wuxi" holds office in Wuxi
        held = words.count(PLACE, 0, about.start())
        del spots[held : held + about.group().count(PLACE)]
    regions = tuple(dict.fromkeys(r for s in spots if not s.group for r in s.regions))
    if " in " in words or (
        words.endswith(f", {PLACE}") and contains(regions[-1], regions[0])
    ):  # secretary of the CPC Shaoxing Committee in Zhejiang
        regions = tuple(r for r in regions if not any(contains(r, other) for other in regions)) or regions
    first, last = ribbon.span(start, end)
    lowered = words.lower()
    kind = post_kind(lowered)
    if kind == "other" and "chair" in lowered and regions and regions[0].name.endswith("自治区"):
        kind = "government"
    return Office(words, regions, kind, _level(lowered), first, last, foreign)


def post_kind(title: str) -> str:
    """What kind of post a title in lower case names: party, government, congress, department, enterprise or other."""
    if re.search(r"leadership group|leading (?:party )?(?:members' )?group", title):
        return "other"
    if "general secretary" in title:
        return "other"
    if "secretary-general" in title or "secretary general" in title:
        return "department"
    if title.endswith(("counterpart", "counterparts")):
        return "government"
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
    if (
        "governor" in title
        or "provincial" in title
        or "province" in title
        or title.endswith("of the autonomous region")
    ):
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
    text, found, last = ribbon.text, [], 0
    at = text.find(TITLE)
    while at >= 0:
        start, end, people = _beside(ribbon, at, last)
        if people:
            found.append((start, end, people))
            last = end
        at = text.find(TITLE, max(end, at + 1))
    if found:
        ribbon.replace(PERSON, found)
    return [person for _, _, people in found for person in people]


def _beside(ribbon: Ribbon, at: int, last: int) -> tuple[int, int, list[Someone]]:
    """The people whose name stands before or behind a run of titles."""
    text = ribbon.text
    run = _FULL_CHAIN.match(text, at)
    pair = _NAMES_BEFORE.search(text, max(last, at - 80), at) if run else None
    if run and pair:
        found = _in_turn(pair, ribbon, at, run.end())
        if found:
            return pair.start(), run.end(), found
    name = _NAME_BEFORE.search(text, max(last, at - 80), at) if text[at - 2 : at] != ". " else None
    if name:
        behind = _AFTER_NAME.match(text, at)
        if behind:
            end = behind.end()
            offices = ribbon.values(TITLE, at, end)
            span = ribbon.span(name.start(), end)
            return name.start(), end, [_merge(name.group("name"), offices, ribbon.span(at, end), *span)]
    end = run.end() if run else at + 1
    offices = ribbon.values(TITLE, at, end)
    title = ribbon.span(at, end)
    several = _NAMES_BEHIND.match(text, end) if offices[-1].several else None
    if several:
        span = ribbon.span(at, several.end())
        return (
            at,
            several.end(),
            [_merge(n, offices, title, *span) for n in re.split(r", and |, | and ", several.group("names"))],
        )
    name = _NAME_BEHIND.match(text, end)
    if name:
        return at, name.end(), [_merge(name.group("name"), offices, title, *ribbon.span(at, name.end()))]
    return at, at + 1, []


def _in_turn(pair: re.Match[str], ribbon: Ribbon, start: int, end: int) -> list[Someone]:
    """Several people whose titles follow in the same order ("Liu Bo and Wang Wei, Party secretary and mayor of Wuxi")."""
    names = re.split(r", and |, | and ", pair.group("names"))
    offices: list[Office] = ribbon.values(TITLE, start, end)
    if len(offices) != len(names):
        return []
    shared = next((office.regions for office in reversed(offices) if office.regions), ())
    span = ribbon.span(pair.start(), end)
    people = [_merge(n, [o], ribbon.span(start, end), *span) for n, o in zip(names, offices, strict=True)]
    for person in people:
        person.regions = person.regions or shared
    return people


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
