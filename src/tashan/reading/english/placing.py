"""Places of a sentence: "the city of Haidong", "east China's Jiangsu province" and "Kunshan, Jiangsu" become one mark each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading.english.counties import may_be_first_name
from tashan.reading.english.marks import PLACE, Ribbon, frame
from tashan.reading.english.spots import Spot, contains, first_named, resolve_name, settle
from tashan.reading.english.words import SURNAMES
from tashan.regions import resolve_home

if TYPE_CHECKING:
    from tashan.reading.english.counties import Counties
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
    *(
        f"{word} of {article}"
        for word in (
            "ty ties province provinces district districts prefecture prefectures metropolis metropolises capital capitals region regions "
            "ern east west orth outh entral ring nearby coastal inland adjacent China Chinas China's Chinese"
        ).split()
        for article in ("", "the ")
    ),
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
    rf"(?:,? (?:[Pp]rovince|[Cc]ity|[Mm]unicipality|[Cc]ounty|[Dd]istrict|[Pp]refecture|SAR|S\.A\.R\.|MSAR|HKSAR|"
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
# What bears a place's name and lies somewhere else.
_FEATURE = re.compile(r" (?:Straits?|Roads?|Street|Avenue|Expressway)\b")
_TITLE_NEAR = re.compile(
    r"(?:[Ss]ecretary|[Cc]hairwoman|[Mm]ayor|[Gg]overnor|[Cc]hief|[Dd]irector|[Cc]hairman|[Hh]ead|Mr|Ms|Mrs|"
    r"[Ll]eader|[Mm]agistrate|[Cc]ommittee|[Bb]ureau|[Cc]ommission|[Dd]epartment|and|by|with|,) $"
)


def fold_places(ribbon: Ribbon, analysis: Analysis, counties: Counties) -> None:
    """Fold the places of a sentence with the words that belong to them."""
    text = analysis.text
    spans = [
        span
        for mention in analysis.between(analysis.places.mentions, ribbon.start, ribbon.end)
        if not (_is_given_name(text, mention) or _is_surname(text, mention) or _FEATURE.match(text, mention.end))
        for span in _spans(analysis, mention, counties)
    ]
    spans += [*counties.bare(ribbon.start, ribbon.end, spans), *counties.abbreviated(ribbon.start, ribbon.end, spans)]
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
        some = any(map(_is_wide, spot.regions)) and _ONE_OF.search(ribbon.text, at, end) is not None
        return Spot(spot.regions, spot.surface, *ribbon.span(start, end), spot.group or some, spot.problem)

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


_ONE_OF = re.compile(r" (?:city|county|district)$")


def _is_wide(region: Region) -> bool:
    """Whether a region is a province with cities: a "Yunnan city" is one of them."""
    return region.level == "province" and not region.name.endswith(("市", "特别行政区"))


def _after_slash(analysis: Analysis, spans: list[tuple[int, int, Spot]]) -> list[tuple[int, int, Spot]]:
    """The second name of "Hong Kong/Sichuan"."""
    found, known = [], {start for start, _, _ in spans}
    for _, end, _ in spans:
        match = _SLASHED.match(analysis.text, end)
        if match and match.start(1) not in known:
            size, regions = first_named(match.group(1))
            if len(regions) == 1:
                start, stop = match.start(1), match.start(1) + size
                found.append((start, stop, Spot(regions, analysis.text[start:stop], start, stop)))
    return found


_SLASHED = re.compile(r"[/-](Hong Kong|Inner Mongolia|[A-Z]\w+)")


def _spans(analysis: Analysis, mention: Any, counties: Counties) -> list[tuple[int, int, Spot]]:
    """One place; but "In Nanning, Guangxi chairman Lan" names two, whatever the comma looks like."""
    text = analysis.text
    spot = _spot(analysis, mention, counties)
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


_TITLE_BEHIND = re.compile(
    r" (?:(?:[Ee]xecutive|[Vv]ice|[Dd]eputy|[Aa]cting|[Pp]arty|CPC|[Pp]rovincial|[Mm]unicipal)[ -])*(?:[Ss]ecretary|[Cc]hief|[Gg]overnor|[Mm]ayor|[Cc]hair)"
)


def _spot(analysis: Analysis, mention: Any, counties: Counties) -> Spot:
    regions = analysis.regions(mention) or counties.company(analysis.places.options(mention))
    problem = None if regions else analysis.places.problem(mention)
    grouped = mention.form == "group" or len(regions) > 1 or any(r.level == "cluster" for r in regions)
    return Spot(regions, mention.surface, mention.start, mention.end, grouped, problem)


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
        and may_be_first_name(after.group()[1:])
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
