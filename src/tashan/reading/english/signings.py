"""Projects signed in the course of an event between regions: how many, for how much."""

from __future__ import annotations

import re

from tashan.reading.english.marks import Ribbon, frame
from tashan.reading.english.occasions import PLANNED, RECALLED, Occasion, date_of
from tashan.records import Signing

_SMALL = "one two three four five six seven eight nine".split()
_WORDS = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen".split(),
        2,
    )
} | {
    ten + tail: value * 10 + more
    for value, ten in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)
    for more, tail in enumerate(["", *(f"-{word}" for word in _SMALL)])
}
_COUNT = (
    rf"(?P<count>(?<!-)\d{{1,3}}(?:,\d{{3}})+|(?<!-)\d+|(?<![\w-])(?:{'|'.join(sorted(_WORDS, key=len, reverse=True))})|"
    r"a (?:number|batch|series|group|raft) of|several|dozens of)"
)
_KINDS = r"(?:[\w'&/-]+,? ){0,7}?(?:projects?|contracts?|deals?|investment agreements?|intent(?:ion)?s? agreements?)"
_SIGN = r"(?:walked away with|came away with|took home|brought home|signed|inked|sealed|concluded|secured|clinched|landed|contracted|reached)"
_FRAMES = (
    frame(
        rf"\b(?P<verb>{_SIGN}|signing of|witnessed the signing of|saw) (?:on-?site )?(?:deals (?:for|on) |"
        rf"agreements (?:for|on) |contracts (?:for|on) )?(?:a total of |a combined |some |over |more than |about |"
        rf"nearly |around )?{_COUNT} {_KINDS}\b"
    ),
    frame(
        rf"\b{_COUNT} {_KINDS}\b(?P<gap>[^.;]{{0,140}}?)\b(?:(?:was|were|have been|has been|will be|are to be|to "
        rf"be) )?(?:\w+ )?(?P<verb>signed|inked|sealed|concluded)\b"
    ),
    frame(
        rf"\b(?P<verb>{_SIGN}) (?:agreements?|contracts?|deals?) (?:with|for|on|to)[^.;]{{0,60}}?{_COUNT} "
        rf"{_KINDS}\b"
    ),
)
_CUMULATIVE = re.compile(
    r"\b(?:in the (?:past|last|first)|over the (?:past|last)|since|so far|to date|by the end of|as of|"
    r"cumulative\w*|accumulat\w+|successively|last year|annual|in \d{4},|(?:has|have) (?:successively "
    r")?(?:implemented|invested|introduced))\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\b(?:worth|total\w*|combined|investment|amount\w*|value\w*|involv\w+|with)\b", re.IGNORECASE)


def read_signings(occasion: Occasion) -> list[Signing]:
    """The projects signed at the document's event between regions; none where it tells of no such event."""
    if not occasion.exists:
        return []
    found: list[Signing] = []
    ribbons = occasion.scene.ribbons
    for index, ribbon in enumerate(ribbons):
        text = ribbon.text
        if "project" not in text and "contract" not in text and "deal" not in text and "investment" not in text:
            continue
        for pattern in _FRAMES:
            match = pattern.search(text)
            if match:
                signing = _read(match, ribbon, occasion, ribbons[index + 1] if index + 1 < len(ribbons) else None)
                if signing is not None and not any(_same(signing, other) for other in found):
                    found.append(signing)
                break
    return found


def _read(match: re.Match[str], ribbon: Ribbon, occasion: Occasion, after: Ribbon | None) -> Signing | None:
    text = ribbon.text
    around = text[max(0, match.start() - 120) : match.end() + 40]
    if _CUMULATIVE.search(around) or RECALLED.search(around):
        return None
    verb = match.group("verb").lower()
    count = _number(match.group("count"))
    if verb in ("saw", "reached", "concluded") and "sign" not in text and count is None:
        return None
    amount = _amount(ribbon, occasion)
    if (
        amount is None
        and after is not None
        and re.match(r"(?:the|these|those|with|together|they|total)\b", after.text, re.IGNORECASE)
    ):
        amount = _amount(after, occasion)
    if count is None and amount is None and "project" not in match.group():
        return None
    if verb == "saw" and "sign" not in text:
        return None
    if re.search(r"\bagreements?$", match.group()) and amount is None:
        return None
    scene = occasion.scene
    dated = date_of(occasion, ribbon, match.start(), match.end())
    flags, candidates = dated.flags, dated.candidates
    value: int | float | None = amount
    if amount is not None and scene.doubts(*ribbon.span(0, len(text))):
        flags = tuple(dict.fromkeys((*flags, "numerals_suspect")))
        candidates = (*candidates, {"amount_cny": amount})
        value = None
    planned = bool(PLANNED.search(text[max(0, match.start() - 50) : match.end()]))
    first, last = ribbon.span(0, len(text))
    return Signing(
        evidence=(scene.analysis.source.span(first, last), *dated.evidence), flags=flags, candidates=candidates, projects=count, amount_cny=value,
        date=dated.value, event=_event(occasion), status="planned" if planned else "signed",
    )  # fmt: skip


def _number(words: str) -> int | None:
    words = words.lower()
    if words in _WORDS:
        return _WORDS[words]
    digits = words.replace(",", "")
    return int(digits) if digits.isdigit() else None


def _amount(ribbon: Ribbon, occasion: Occasion) -> int | float | None:
    """The sum in yuan that a sentence gives, the first where it gives several."""
    analysis = occasion.scene.analysis
    for quantity in analysis.between(analysis.quantities, ribbon.start, ribbon.end):
        if quantity.kind == "money" and quantity.currency == "CNY" and quantity.value is not None:
            before = analysis.text[max(ribbon.start, quantity.start - 80) : quantity.start]
            if _AMOUNT.search(before) or "yuan" in analysis.text[quantity.start : quantity.end + 12]:
                value: int | float = quantity.value
                return value
    return None


def _event(occasion: Occasion) -> str | None:
    for meeting in occasion.meetings:
        if not meeting.background:
            return meeting.name
    return None


def _same(a: Signing, b: Signing) -> bool:
    return a.projects == b.projects and (a.amount_cny == b.amount_cny or a.amount_cny is None or b.amount_cny is None)
