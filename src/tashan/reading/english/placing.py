"""Places of a sentence: "the city of Haidong", "east China's Jiangsu province" and "Kunshan, Jiangsu" become one mark each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from tashan.reading.english.marks import PLACE, Ribbon, frame
from tashan.reading.english.words import SURNAMES
from tashan.regions import find_places, resolve_home
from tashan.regions.english import english_gazetteer

if TYPE_CHECKING:
    from tashan.reading.source import Analysis
    from tashan.regions import Region

_COMPASS = (
    r"\b(?:(?:[Cc]entral|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)(?:ern)?(?:[- ]?(?:north|south|east|west|"
    r"central)(?:ern)?)?|"
    r"[Nn]orth-?(?:east|west)(?:ern)?|[Ss]outh-?(?:east|west)(?:ern)?|coastal|inland|neighbou?ring|nearby|adjacent)"
)
_KIND = (
    r"(?:cit(?:y|ies)|provinces?|municipalit(?:y|ies)|count(?:y|ies)|districts?|prefectures?|megacit(?:y|ies)|"
    r"metropolis(?:es)?|"
    r"provincial capitals?|capital cit(?:y|ies)|(?:county-level|prefecture-level|port|industrial|sister) "
    r"cit(?:y|ies)|autonomous regions?)"
)
_BEFORE = frame(
    rf"(?:(?<!\ba )(?<!\ban )(?<!-level )(?:\b[Tt]he )?(?:{_COMPASS} )?(?:{_KIND}) of |(?:\b[Tt]he "
    rf")?{_COMPASS}(?:,? (?:and )?{_COMPASS})*(?:[- ](?:China(?:'?s)?|Chinese))?"
    rf"(?: {_KIND})?(?: of)? (?:the )?)$",
    0,
)
_ENDINGS = (
    " of ",
    " of the ",
    "China's ",
    "Chinas ",
    "Chinese ",
    "China ",
    "ern ",
    "east ",
    "west ",
    "orth ",
    "outh ",
    "entral ",
    "ring ",
    "nearby ",
    "coastal ",
    "inland ",
    "adjacent ",
)
_BEHIND = frame(
    rf"(?:,? (?:[Pp]rovince|[Cc]ity|[Mm]unicipality|[Cc]ounty|[Dd]istrict|[Pp]refecture|SAR|MSAR|HKSAR|"
    rf"[Ss]pecial [Aa]dministrative [Rr]egion|"
    rf"(?:Zhuang |Hui |Uygur |Uyghur )?[Aa]utonomous [Rr]egion|megacity)(?![\w-])(?! (?:government|party|cpc|"
    rf"people|committee)))?"
    rf"(?: \([A-Z]{{2,5}}\))?(?: in (?:{_COMPASS}) China(?!'))?",
    0,
)
_GLOSSED = frame(r"(?:(?:the )?city of )?(?:[A-Z][\w-]+ ){1,3}\[<place>\]", 0)
_CHAIN = frame(
    rf"<place>(?:,? (?:the |an? )?(?:[\w-]+ ){{0,4}}(?:capital|{_KIND})(?: city)?(?: \w+)? (?:of|in|under)(?: "
    rf"the)? |, (?:in )?| in | of | \(|/)<place>\)?",
    0,
)
_OWNER = frame(r"<place>(?:'s?|s)? (?:(?:provincial )?capital(?: city)?(?: of)? |(?:\w+ )?city of )?<place>", 0)
_TITLE_NEAR = re.compile(
    r"(?:[Ss]ecretary|[Cc]hairwoman|[Mm]ayor|[Gg]overnor|[Cc]hief|[Dd]irector|[Cc]hairman|[Hh]ead|Mr|Ms|Mrs|"
    r"[Ll]eader|[Mm]agistrate|and|by|with|,) $"
)


@dataclass(slots=True)
class Spot:
    """
    A place of a sentence.

    Attributes:
        regions: what it means; empty where nobody can tell.
        surface: as spelled in the text.
        start: offset in the normal text.
        end: offset after it.
        group: it names a cluster or a grouping, not a destination.
        problem: why it means nothing certain.
    """

    regions: tuple[Region, ...]
    surface: str
    start: int
    end: int
    group: bool = False
    problem: str | None = None


def fold_places(ribbon: Ribbon, analysis: Analysis) -> None:
    """Fold the places of a sentence with the words that belong to them."""
    text = analysis.text
    spans = [
        span
        for mention in analysis.between(analysis.places.mentions, ribbon.start, ribbon.end)
        if not _is_given_name(text, mention) and not _is_surname(text, mention)
        for span in _spans(analysis, mention)
    ]
    spans += _rescued(ribbon, analysis, spans)
    if not spans:
        return
    spans += _after_slash(analysis, spans)
    ribbon.fold_spans(PLACE, sorted(spans, key=lambda span: span[0]))
    if "[" in ribbon.text:
        ribbon.fold(_GLOSSED, PLACE, _only)
    if "ivision of" in ribbon.text:
        ribbon.fold(_DIVISION, PLACE, _corps_division)

    def widen(start: int, at: int, end: int) -> Spot:
        spot: Spot = ribbon.value(at)
        return Spot(spot.regions, spot.surface, *ribbon.span(start, end), spot.group, spot.problem)

    if f"({PLACE})" in ribbon.text:
        ribbon.fold(_ABBREVIATED, PLACE, _abbreviated)
    if "-" in ribbon.text:
        ribbon.fold(_CLUSTER, PLACE, _cluster)
    ribbon.fold_around(PLACE, _BEFORE, _ENDINGS, _BEHIND, widen)
    for _ in range(2):
        if ribbon.text.count(PLACE) < 2 or not (
            ribbon.fold(_OWNER, PLACE, _inner_last) | ribbon.fold(_CHAIN, PLACE, _inner_first)
        ):
            break


def _after_slash(analysis: Analysis, spans: list[tuple[int, int, Spot]]) -> list[tuple[int, int, Spot]]:
    """The second name of "Hong Kong/Sichuan"."""
    found, known = [], {start for start, _, _ in spans}
    for _, end, _ in spans:
        match = _SLASHED.match(analysis.text, end)
        if match and match.start(1) not in known:
            size, regions = _first_named(match.group(1))
            if len(regions) == 1:
                start, stop = match.start(1), match.start(1) + size
                found.append((start, stop, Spot(regions, analysis.text[start:stop], start, stop)))
    return found


@lru_cache(maxsize=4096)
def _first_named(words: str) -> tuple[int, tuple[Region, ...]]:
    """How long the place is that some words begin with, and what it means; nothing where they begin with none."""
    places = find_places(words, language="en")
    for mention in places.mentions[:1]:
        if mention.start == 0:
            return mention.end, places.regions(mention)
    return 0, ()


_SLASHED = re.compile(r"[/-](Hong Kong|Inner Mongolia|[A-Z]\w+)")


def _spans(analysis: Analysis, mention: Any) -> list[tuple[int, int, Spot]]:
    """One place; but "In Nanning, Guangxi chairman Lan" names two, whatever the comma looks like."""
    text = analysis.text
    spot = _spot(analysis, mention)
    first, comma, second = mention.surface.partition(", ")
    fronted = (
        text[max(0, mention.start - 4) : mention.start].lower() in ("in ", ". in ", "\nin ")
        or text[: mention.start][-3:].lower() == "in "
    )
    if not comma or not fronted or not _TITLE_BEHIND.match(text, mention.end):
        return [(mention.start, mention.end, spot)]
    at = mention.end - len(second)
    regions = resolve_name(second)
    return [
        (
            mention.start,
            mention.start + len(first),
            Spot(spot.regions, first, mention.start, mention.start + len(first)),
        ),
        (at, mention.end, Spot(regions, second, at, mention.end)),
    ]


@lru_cache(maxsize=4096)
def resolve_name(surface: str) -> tuple[Region, ...]:
    """What an English name means by itself."""
    places = find_places(surface, language="en")
    return next((places.regions(mention) for mention in places.mentions if mention.start == 0), ())


_TITLE_BEHIND = re.compile(
    r" (?:(?:[Ee]xecutive|[Vv]ice|[Dd]eputy|[Aa]cting|[Pp]arty|CPC|[Pp]rovincial|[Mm]unicipal)[ -])*(?:[Ss]ecretary|[Cc]hief|[Gg]overnor|[Mm]ayor|[Cc]hair)"
)


def _spot(analysis: Analysis, mention: Any) -> Spot:
    regions = analysis.regions(mention)
    if not regions:
        regions = _by_company(analysis, mention)
    problem = None if regions else analysis.places.problem(mention)
    grouped = mention.form == "group" or len(regions) > 1 or any(r.level == "cluster" for r in regions)
    return Spot(regions, mention.surface, mention.start, mention.end, grouped, problem)


def _by_company(analysis: Analysis, mention: Any) -> tuple[Region, ...]:
    """The one reading of an ambiguous name that lies in a province the document names, if just one does."""
    options = analysis.places.options(mention)
    if len(options) < 2:
        return ()
    named = {
        r.name
        for m in analysis.places.mentions
        if m is not mention
        for r in analysis.regions(m)
        if r.level == "province"
    }
    found = [o for o in options if any(o.name.startswith(name) for name in named)]
    return (found[0],) if len(found) == 1 else ()


_WANTED = re.compile(
    r"(?:(?:[Mm]ayor|[Ss]ecretary|[Cc]hief|[Hh]ead|[Mm]agistrate|delegation|officials|government|team) (?:of|"
    r"from) |\b(?:visit(?:ed|s|ing)?|tour(?:ed|s|ing)|arriv(?:ed|es|ing) in|reach(?:ed|es)|delegation to|trip "
    r"to|visit to|tour (?:of|to)|went to|came to) )"
    r"(?P<after>[A-Z][a-z']{3,}(?: [A-Z][a-z]{2,})?)(?=[,.;]| (?:on|from|for|and|in|to|with|last|this|by|led|"
    r"headed)\b)"
    r"|(?P<before>[A-Z][a-z']{3,}) (?:(?:[Pp]arty|[Gg]overnment|[Mm]unicipal|and|[Cc]ity|[Cc]ounty|"
    r"[Pp]arty-government) )*(?:delegations?|[Pp]arty (?:secretary|chief)|(?:vice |deputy )?[Mm]ayor|"
    r"(?:county |district )?[Hh]ead|[Mm]agistrate)\b"
    r"|(?P<beside>[A-Z][a-z']{3,}),? (?:an? )(?:[\w-]+ ){0,3}(?:county|city|district)\b"
)
_NO_COUNTY = frozenset(
    "Party City County District Chinese China Mayor Vice Deputy Executive Former Acting Municipal Provincial "
    "Government Delegation Central Joint Trade Business Foreign Their This That When After Both Under Local "
    "Senior Also".split()
)


def _rescued(ribbon: Ribbon, analysis: Analysis, spans: list[tuple[int, int, Spot]]) -> list[tuple[int, int, Spot]]:
    """Counties named bare where only a place can stand ("the Rugao delegation"): taken if just one bears the name."""
    found: list[tuple[int, int, Spot]] = []
    taken = [(a, b) for a, b, _ in spans]
    if not _may_rescue(ribbon, taken):
        return found
    for match in _WANTED.finditer(ribbon.text):
        group = match.lastgroup or "after"
        start, end = (ribbon.start + at for at in match.span(group))
        word = match.group(group)
        if any(a < end and start < b for a, b in taken) or word in SURNAMES or word.split()[0] in _NO_COUNTY:
            continue
        region = county(word, (analysis.dating.published or "2020")[:4])
        if region is not None:
            found.append((start, end, Spot((region,), word, start, end)))
            taken.append((start, end))
    return found


def _may_rescue(ribbon: Ribbon, taken: list[tuple[int, int]]) -> bool:
    """Whether a word with a capital that no place has taken is one that names of places begin with."""
    firsts = _first_words()
    for match in _CAPITALISED.finditer(ribbon.text):
        if match.group() in firsts:
            start, end = match.start() + ribbon.start, match.end() + ribbon.start
            if not any(a < end and start < b for a, b in taken):
                return True
    return False


_CAPITALISED = re.compile("[A-Z][a-z']{3,}")


@cache
def _first_words() -> frozenset[str]:
    return frozenset(entry.text.split(" ")[0] for entry in english_gazetteer().entries)


@lru_cache(maxsize=4096)
def county(word: str, year: str) -> Region | None:
    """The one county, county-level city or district that bore a name in a year, or None."""
    regions: set[Region] = set()
    for kind in ("county", "city", "district"):
        places = find_places(f"{word} {kind}", language="en", date=year)
        for mention in places.mentions:
            if mention.start == 0 and mention.end == len(word) + len(kind) + 1:
                regions.update(places.regions(mention) or places.options(mention))
    return next(iter(regions)) if len(regions) == 1 else None


_CLUSTER = frame(
    r"<place>(?:[-/](?:<place>|[A-Z]\w+))+ (?:(?:Greater |greater )?Bay Area|[Rr]egion|[Ee]conomic (?:[Cc]ircle|[Bb]elt|[Zz]one)|"
    r"[Cc]ity [Cc]luster|[Uu]rban [Aa]gglomeration|[Mm]etropolitan [Aa]rea|[Dd]elta)",
    0,
)


def _cluster(match: re.Match[str], ribbon: Ribbon) -> Spot:
    """A grouping named by its members ("the Guangdong-Hong Kong-Macao Bay Area") is no destination."""
    spots: list[Spot] = ribbon.values(PLACE, *match.span())
    start, end = ribbon.span(*match.span())
    return Spot(tuple(dict.fromkeys(r for s in spots for r in s.regions)), spots[0].surface, start, end, group=True)


_ABBREVIATED = frame(r"<place> \(<place>\)", 0)


def _abbreviated(match: re.Match[str], ribbon: Ribbon) -> Spot | None:
    """A place with its abbreviation behind it ("Macao Special Administrative Region (MSAR)")."""
    first, short = _first(match, ribbon), _last(match, ribbon)
    if not first.regions or first.regions != short.regions:
        return None
    return Spot(first.regions, first.surface, *ribbon.span(*match.span()), first.group)


_DIVISION = frame(r"(?:the )?(?P<number>\d{1,2})(?:st|nd|rd|th) [Dd]ivision of (?:the )?(?P<corps><place>)", 0)
_DIGITS = "零一二三四五六七八九十"


def _corps_division(match: re.Match[str], ribbon: Ribbon) -> Spot | None:
    spot: Spot = ribbon.value(match.start("corps"))
    number = int(match.group("number"))
    if len(spot.regions) != 1 or spot.regions[0].name != "新疆生产建设兵团" or not 0 < number < 20:
        return None
    spelled = _DIGITS[number] if number <= 10 else "十" + _DIGITS[number - 10]
    region = resolve_home(f"新疆生产建设兵团第{spelled}师")
    return Spot((region,), spot.surface, *ribbon.span(*match.span())) if region else None


def _is_surname(text: str, mention: Any) -> bool:
    """Whether a city is a surname in truth ("Chairwoman Xian Hui")."""
    if mention.surface not in SURNAMES:
        return False
    after = re.match(r" [A-Z][a-z]+\b", text[mention.end : mention.end + 20])
    return (
        after is not None
        and after.group()[1:] not in _NO_COUNTY
        and bool(_TITLE_NEAR.search(text[max(0, mention.start - 14) : mention.start]))
    )


def _is_given_name(text: str, mention: Any) -> bool:
    """Whether a county is a given name in truth ("Chen Jinhu"): a surname stands before, a title or comma around."""
    before = text[max(0, mention.start - 30) : mention.start]
    words = before.split()
    if not before.endswith(" ") or not words or " " in mention.surface or words[-1] not in SURNAMES:
        return False
    after = text[mention.end : mention.end + 10].lower()
    if after.startswith((" province", " city", " county", " district", " municip", " provin", "'s")):
        return False
    lead = before[: -len(words[-1]) - 1]
    return (
        not lead
        or lead[-1] in '\n("'
        or bool(_TITLE_NEAR.search(lead))
        or after.startswith((",", ".", " and "))
        or (lead.endswith(" ") and words[-1] not in {"An", "He", "Long", "Sun", "Min"})
    )


def _only(match: re.Match[str], ribbon: Ribbon) -> Spot | None:
    if len(match.group()) == 1:
        return None
    spot = _first(match, ribbon)
    start, end = ribbon.span(*match.span())
    return Spot(spot.regions, spot.surface, start, end, spot.group, spot.problem)


def _first(match: re.Match[str], ribbon: Ribbon) -> Spot:
    at = match.start() + match.group().index(PLACE)
    value: Spot = ribbon.value(at)
    return value


def _last(match: re.Match[str], ribbon: Ribbon) -> Spot:
    at = match.start() + match.group().rindex(PLACE)
    value: Spot = ribbon.value(at)
    return value


def _inner_first(match: re.Match[str], ribbon: Ribbon) -> Spot | None:
    if ribbon.text[: match.start()].endswith(("In ", "in ")) and _TITLE_BEHIND.match(ribbon.text, match.end()):
        return None
    return _inside(_first(match, ribbon), _last(match, ribbon), ribbon.span(*match.span()))


def _inner_last(match: re.Match[str], ribbon: Ribbon) -> Spot | None:
    return _inside(_last(match, ribbon), _first(match, ribbon), ribbon.span(*match.span()))


def _inside(inner: Spot, outer: Spot, span: tuple[int, int]) -> Spot | None:
    """The inner place where the outer one holds it; an ambiguous inner name is settled by the outer one."""
    if len(outer.regions) != 1 or outer.group:
        return None
    regions = inner.regions
    if not regions and inner.problem:
        regions = settle(inner.surface, outer)
    if len(regions) != 1 or inner.group or not contains(outer.regions[0], regions[0]) or outer.regions[0] == regions[0]:
        return None
    return Spot(regions, inner.surface, *span)


def settle(surface: str, outer: Spot) -> tuple[Region, ...]:
    """What an ambiguous name means inside a place, or nothing."""
    places = find_places(f"{surface}, {outer.surface}", language="en")
    for mention in places.mentions:
        if mention.start == 0:
            found = tuple(r for r in places.regions(mention) if contains(outer.regions[0], r))
            if len(found) == 1:
                return found
    return ()


def contains(outer: Region, inner: Region) -> bool:
    """Whether a region lies inside another one (or is the same), by their official chains."""
    return inner.name.startswith(outer.name)


def province_of(region: Region) -> Region | None:
    """The province a region lies in, itself where it is one."""
    if region.level == "province":
        return region
    match = _PROVINCE.match(region.name)
    return resolve_home(match.group()) if match else None


_PROVINCE = re.compile("[^省]{2,3}省|.{2,6}?自治区|北京市|上海市|天津市|重庆市|.{2}特别行政区")
