"""English grammar of quantities: 49.31 billion yuan, RMB 2.3 bn, 41 percent, nearly 300 cities, thirteen mayors."""

from __future__ import annotations

import re
from bisect import bisect_left

from tashan.reading._number_words import Quantity, english_number, scaled
from tashan.reading._patterns import forked
from tashan.reading._windows import windows

_WORD = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|"
    "nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SCALE = r"trillion|billion|million|thousand|hundred|bn|mn|tn|k(?=\b)|m(?= (?:yuan|dollars|euros))"
_CURRENCIES = {
    "rmb": "CNY", "cny": "CNY", "yuan": "CNY", "renminbi": "CNY", "¥": "CNY", "us$": "USD", "$": "USD", "usd": "USD",
    "u.s. dollars": "USD", "us dollars": "USD", "dollars": "USD", "hk$": "HKD", "hkd": "HKD", "hong kong dollars": "HKD",
    "hk dollars": "HKD", "€": "EUR", "euros": "EUR", "eur": "EUR", "euro": "EUR", "yen": "JPY", "pounds": "GBP",
    "mop": "MOP", "patacas": "MOP", "nt$": "TWD", "rmb yuan": "CNY",
}  # fmt: skip
_MEASURES = {
    "kilometers", "kilometres", "km", "meters", "metres", "hectares", "mu", "tons", "tonnes", "kilograms", "years", "months",
    "weeks", "days", "hours", "minutes", "square", "cubic", "kilowatts", "megawatts", "mw", "gw", "kwh", "times", "degrees", "acres",
    "miles", "teu", "teus", "decades", "year-old",
}  # fmt: skip
_NOT_UNITS = frozenset(
    "is was has as its his this plus versus across thus us yes less years' always perhaps towards toward besides regards billion "
    "million trillion thousand hundred".split()
)
_IRREGULAR = frozenset(
    {"people", "staff", "personnel", "percent", "children", "men", "women", "mu", "data", "aircraft", "sets"}
)
_QUALIFIER = (
    r"about|around|approximately|roughly|some|more than|over|above|at least|exceeding|exceeded|exceeds|no less than|no fewer than|"
    r"nearly|almost|close to|less than|under|fewer than|below|up to|no more than|a total of(?: more than| over| nearly| about)?"
)
_SPACED_QUALIFIER = _QUALIFIER.replace(" ", r"\ ")  # the pattern below is verbose
_QUALIFIERS = {
    "about": "about", "around": "about", "approximately": "about", "roughly": "about", "some": "about", "more than": "over",
    "over": "over", "above": "over", "at least": "over", "exceeding": "over", "exceeded": "over", "exceeds": "over",
    "no less than": "over", "no fewer than": "over", "nearly": "near", "almost": "near", "close to": "near",
    "less than": "less", "under": "less", "fewer than": "less", "below": "less", "up to": "less", "no more than": "less",
}  # fmt: skip
_MAIN = re.compile(
    rf"""(?:\b({_SPACED_QUALIFIER})\ )?                                                                       # 1
      (?:
        (?:((?:US|HK|NT)?\$|¥|€|\b(?:RMB|CNY|USD|HKD|EUR|MOP))\ ?)?                                    # 2
        (?<![0-9A-Za-z.,/-])([0-9]{{1,15}}(?:,[0-9]{{1,8}}){{0,5}}(?:\.[0-9]{{1,8}})?)(?![0-9])(\+)?                                          # 3 4
        (?:\ ?({_SCALE})\b)?                                                                         # 5
        (?:\ ?(?:-|to)\ ?([0-9]{{1,15}}(?:,[0-9]{{3}})*(?:\.[0-9]{{1,8}})?)(?:\ ?({_SCALE})\b)?)?                    # 6 7
       |\b((?i:(?:{_TENS})[ -](?:one|two|three|four|five|six|seven|eight|nine)|{_WORD}|(?:a|one)(?=\ (?:hundred|thousand|million|billion|dozen)))
          (?:\ (?:hundred|thousand|million|billion))*)\b                                              # 8
       |\b((?:[Ss]everal|[Dd]ozens|[Hh]undreds|[Tt]housands|[Mm]illions|[Tt]ens)(?:\ of)?(?:\ (?:hundreds?|thousands?|millions?))?(?:\ of)?)   # 9
      )
      (?:\ ?(%|percentage\ points?|percent\b|per\ cent\b)                                             # 10
        |[ -]([Yy]uan|(?:U\.S\.|US|Hong\ Kong|HK)\ dollars|dollars|euros?|yen|pounds|patacas|RMB|CNY|USD)\b       # 11
        |\ ((?:[A-Za-z'’-]+\ ){{0,4}}?[A-Za-z'’-]+s|(?:[A-Za-z-]+\ ){{0,2}}?(?:people|mu|km|staff|personnel|years-old))\b  # 12
      )?
    """,
    re.VERBOSE,
)
# Words that may stand before a number, with a sign of money or without: looked for only behind one of their last words.
_BEFORE = re.compile(rf"(?:\b(?:{_QUALIFIER}) )?(?:(?:(?:US|HK|NT)?\$|¥|€|\b(?:RMB|CNY|USD|HKD|EUR|MOP)) ?)?$")
_LAST_BEFORE = tuple(
    {word.split()[-1] for word in (*_QUALIFIERS, "a total of")} | set("$ ¥ € RMB CNY USD HKD EUR MOP".split())
)
_LEAD = 48  # more than the longest of these words together
_FRACTION = re.compile(r"\b(one|two|three|four)[- ](third|quarter|fifth|half|tenth)s?\b")
_ORDINAL = re.compile(
    r"\b([0-9]{1,4})(?:st|nd|rd|th)\b|\b(second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b",
    re.IGNORECASE,
)
_ORDINALS = {
    w: n for n, w in enumerate("second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), 2)
}
# Numerals and words of numbers, found by their first characters, for which the engine can search. A word that may begin
# a quantity, but shows none by itself (a dozen, severally), leaves every group unmatched.
_PARTS = (
    *_WORD.split("|"), *_ORDINALS,
    *(f"{one}(?=[ -](?:hundred|thousand|million|billion|third|quarter|half|fifth|tenth)\\b)" for one in ("one", "a")),
)  # fmt: skip
_VAGUE = "several dozens hundreds thousands millions tens".split()
_BARE = tuple(f"{one}(?= (?:hundred|thousand|million|billion|dozen))" for one in ("one", "a"))


def _behind(first: str) -> str:
    """What stands behind the first letter of a word of numbers."""
    parts, vague, bare = (
        forked(rest, ignoring_case=True) if len(rest) > 1 else "".join(rest)
        for rest in ([word[1:] for word in words if word[0] == first] for words in (_PARTS, _VAGUE, _BARE))
    )
    kinds = rf"(?:{parts})\b()" if parts else "", rf"(?:{vague})(?:\b())?" if vague else "", bare
    return rf"[{first}{first.upper()}](?i:{'|'.join(filter(None, kinds))})"


_HOT = re.compile(
    r"[^A-Za-z](?:(?<=[0-9])[0-9]*()|(?<!\w)(?=[tfsenhdmoaTFSENHDMOA])(?:" + "|".join(map(_behind, "tfsenhdmoa")) + "))"
)
_REACH = 64
_STOP = frozenset(
    "of to in and the for from by with at on as was were is are has have had will would can could that which who "
    "whose between among than or but not under over after before into".split()
)
_MONTHS = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec".split()
)
_MONTH_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(_MONTHS))})\.? (?:[0-9]{{1,2}}(?:-| to | and ))?$")


_MODIFIERS = 3


def _unit_words(words: str) -> tuple[str, int] | None:
    """The first plural noun after a number, and how far it reaches; None where another clause begins first."""
    length = 0
    parts = words.split(" ")
    for index, word in enumerate(parts):
        length += len(word) + (1 if index else 0)
        lower = word.lower()
        if lower == "and" and 0 < index < _MODIFIERS and index + 1 < len(parts) and parts[index + 1].islower():
            continue  # 58 cooperation and refinement agreements
        if lower in _STOP or word in _MONTHS or lower in _NOT_UNITS:
            return None
        if lower in _IRREGULAR or (lower.endswith("s") and not lower.endswith(("ss", "us", "is", "'s", "’s"))):
            unit = f"square {word}" if index and parts[index - 1].lower() == "square" else lower
            return unit, length
    return None


def _factor(scale: str | None) -> int:
    return {"trillion": 10**12, "tn": 10**12, "billion": 10**9, "bn": 10**9, "million": 10**6, "mn": 10**6, "m": 10**6,
            "thousand": 1000, "k": 1000, "hundred": 100}[scale] if scale else 1  # fmt: skip


def find_quantities_en(text: str) -> list[Quantity]:
    """Quantities in normalised English text, see `numbers.find_quantities`."""
    hot, begun = _begun(text)
    found: list[Quantity] = []
    for left, right in windows(text, hot, _REACH):
        found += _all(text, begun[bisect_left(begun, left) : bisect_left(begun, right)], left, right)
    return found


def _begun(text: str) -> tuple[list[int], list[int]]:
    """Offsets that quantities are searched for around, and those where their numbers can begin."""
    hot: list[int] = []
    begun: list[int] = []
    behind_blank = f" {text}"
    for match in _HOT.finditer(behind_blank):
        start, end = match.span()
        numeral = behind_blank[start].isdigit()
        at = start - 1 if numeral else start  # a word is found by what stands before it
        begun.append(at)
        if match.lastindex is not None:
            hot.append(at)
            if numeral:
                hot.append(end - 2)
    return hot, begun


def _all(text: str, begun: list[int], left: int, right: int) -> list[Quantity]:
    """The quantities of a stretch of text, whose numbers can begin at these offsets."""
    found: list[Quantity] = []
    behind = left
    for number in begun:
        if number >= behind:
            match = _match_at(text, behind, number, right)
            if match is not None:
                made = _quantity(text, match)
                if made is not None:
                    found.append(made)
                # what was no quantity may have swallowed one: 2018 five cities
                behind = made.end if made else _after_numeral(match)
    found += [_fraction(match) for number in begun if (match := _FRACTION.match(text, number, right))]
    for number in begun:
        match = _ORDINAL.match(text, number, right)
        if match is not None:
            value = int(match.group(1)) if match.group(1) else _ORDINALS[match.group(2).lower()]
            found.append(Quantity(*match.span(), value, None, None, "", "ordinal"))
    found.sort(key=lambda one: (one.start, -one.end))
    apart: list[Quantity] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return apart


def _match_at(text: str, left: int, number: int, right: int) -> re.Match[str] | None:
    """What `_MAIN.search` finds whose number begins here; a sign of money before a word is not part of it."""
    return _MAIN.match(text, _lead(text, left, number), right) or _MAIN.match(text, number, right)


def _lead(text: str, left: int, number: int) -> int:
    """Where a quantity begins that has its number here: at its qualifier or its sign of money, if it has one."""
    if number == left or text[number - 1] not in " $¥€":
        return number
    if not text.endswith(_LAST_BEFORE, left, number - (text[number - 1] == " ")):
        return number
    before = _BEFORE.search(text, max(left, number - _LEAD), number)
    return before.start() if before is not None else number


def _after_numeral(match: re.Match[str]) -> int:
    group = next(index for index in (3, 8, 9) if match.group(index) is not None)
    return match.end(group)


def _fraction(match: re.Match[str]) -> Quantity:
    below = {"third": 3, "quarter": 4, "fifth": 5, "half": 2, "tenth": 10}[match.group(2)]
    above = {"one": 1, "two": 2, "three": 3, "four": 4}[match.group(1)]
    return Quantity(*match.span(), above * 100 / below, None, None, "%", "percent")


def _malformed(digits: str) -> bool:
    if "," not in digits:
        return False
    groups = digits.partition(".")[0].split(",")
    return len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:])


def _quantity(text: str, match: re.Match[str]) -> Quantity | None:
    prefix, sign, digits, plus, scale, upper, upper_scale, word, vague, percent, money, noun = match.groups()
    start, end = match.span()
    if digits is None and word is None and vague is None:
        return None
    value: int | float | None
    top: int | float | None = None
    if digits is not None:
        if _is_date_part(text, match):
            return None
        value = None if _malformed(digits) else scaled(digits, _factor(scale or (upper_scale if upper else None)))
        if upper:
            top = scaled(upper, _factor(upper_scale or scale))
    elif word is not None:
        value = english_number(word.replace("a ", "one ") if word.startswith("a ") else "one" if word == "a" else word)
    else:
        value, top = _vague(vague)
    kind, unit, currency = "count", "", None
    if percent:
        kind, unit = ("measure", "percentage points") if "point" in percent else ("percent", "%")
    elif money or sign:
        kind, unit = "money", (money or sign).lower()
        currency = _CURRENCIES.get(unit, _CURRENCIES.get((sign or "").lower()))
        if noun:
            end = match.start(12) - 1
    elif noun:
        named = _unit_words(noun)
        if named is None:
            end = match.start(12) - 1
            if not scale:
                return None
        else:
            unit, length = named
            end = match.start(12) + length
            kind = "measure" if unit.split(" ")[0] in _MEASURES else "count"
    elif not scale:
        return None
    qualifier = _qualifier(prefix) or ("over" if plus else None)
    if top is not None and value is not None and top <= value:
        top = None
    return Quantity(start, end, value, top, qualifier, unit, kind, currency)


def _is_date_part(text: str, match: re.Match[str]) -> bool:
    """A year, a day after a month's name, or the number of an ordinal."""
    digits, scale, percent, money = match.group(3, 5, 10, 11)
    start, end = match.span(3)
    following = text[end : end + 2]
    if following in ("st", "nd", "rd", "th"):
        return True
    if text[start - 1 : start] in "-/:.#" and start and text[start - 2 : start - 1].isalnum():
        return True
    upper = match.group(6)
    if (
        len(digits) == len("2012")
        and digits[:2] in ("19", "20")
        and upper
        and not scale
        and not match.group(2)
        and scaled(upper, 1) < int(digits)
    ):
        return True  # from 22.9 percent in 2012 to 0.47 percent
    if scale or percent or money or match.group(2):
        return False
    if len(digits) == 4 and digits[:2] in ("19", "20") and not match.group(1):
        return True
    if len(digits) <= 2 and _MONTH_BEFORE.search(text, max(0, start - 20), start):
        return True
    return following[:1] in ":/"


def _qualifier(prefix: str | None) -> str | None:
    if prefix is None:
        return None
    if prefix.startswith("a total of"):
        return _QUALIFIERS.get(prefix[11:])
    return _QUALIFIERS[prefix]


def _vague(words: str) -> tuple[int | None, int | None]:
    low = {"several": 3, "dozens": 24, "hundreds": 200, "thousands": 2000, "millions": 2_000_000, "tens": 20}
    parts = words.lower().replace(" of", "").split()
    value = low[parts[0]]
    for part in parts[1:]:
        value *= _factor(part.rstrip("s"))
    return value, None
