"""Projects signed in the course of an event between regions: how many, for how much."""

from __future__ import annotations

import re
from dataclasses import replace

from tashan.reading.english.marks import QUOTE, Ribbon, frame
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
_ABOUT = (
    r"(?:a total of |a combined |some |over |more than |about |nearly |around |almost |at least |up to |as many as |"
    r"approximately |no fewer than )?"
)
_FRAMES = (
    frame(
        rf"\b(?P<verb>{_SIGN}|signing of|signing|witnessed the signing of|saw) (?:on-?site )?(?:deals (?:for|on) |"
        rf"agreements (?:for|on) |contracts (?:for|on) )?{_ABOUT}{_COUNT} {_KINDS}\b"
    ),
    frame(
        rf"\b{_COUNT} {_KINDS}\b(?P<gap>[^.;]{{0,140}}?)\b(?:(?:was|were|have been|has been|will be|are to be|to "
        rf"be) )?(?:\w+ )?(?P<verb>signed|inked|sealed|concluded|reached)\b"
    ),
    frame(
        rf"\b(?P<verb>{_SIGN}) {_ABOUT}{_COUNT} (?:[\w-]+ ){{0,3}}?agreements (?:worth|valued at|with an? (?:total|combined|overall) (?:value|investment))"
    ),
    frame(
        rf"\b(?P<verb>{_SIGN}) (?:investment |co-?operation )?(?:agreements?|contracts?|deals?) (?:with|for|on|to)[^.;]{{0,60}}?{_COUNT} "
        rf"{_KINDS}\b"
    ),
)
_WORTH = r"(?:worth|valued at|totall?ing|amounting to|with (?:a |an )?(?:total|combined|contract\w*|overall))\b"
# Without a count: a sum, or contracts for projects.
_UNCOUNTED = (
    frame(
        rf"\b(?P<verb>{_SIGN}) (?:[\w-]+,? (?:and )?){{0,5}}?(?:deals|contracts|projects|investment agreements) (?:[^.;,]{{0,30}} )?{_WORTH}"
    ),
    frame(
        r"\b(?:investments?|value|amount|sum)s?(?: volume)? (?:of|in|for) (?:all )?(?:the )?(?P<verb>signed|contracted) "
        r"(?:[\w-]+ )?(?:projects|deals|contracts|agreements)\b"
    ),
    frame(
        rf"\b(?:deals|contracts|projects|investment agreements) {_WORTH}[^.;]{{0,80}}? (?:was|were|have been|will be|are to be) "
        rf"(?:\w+ )?(?P<verb>signed|inked|sealed|concluded)\b"
    ),
    frame(rf"\b(?P<verb>{_SIGN}) contracts (?:of|on|for) (?:[\w-]+ ){{0,5}}?projects\b"),
)
_CUMULATIVE = re.compile(
    r"\b(?:(?:in|at|during) (?:the|its) (?:past|last|first|previous|earlier)|over the (?:past|last)|since|so far|to date|by the end of|as of|"
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
        if not ribbon.holds(("project", "contract", "deal", "investment")):
            continue
        after = ribbons[index + 1] if index + 1 < len(ribbons) else None
        signing = _told(ribbon, occasion, after) or _quoted(ribbon, occasion)
        if signing is not None:
            _note(found, signing)
    return found


def _told(ribbon: Ribbon, occasion: Occasion, after: Ribbon | None) -> Signing | None:
    """The projects that a sentence says were signed."""
    text = ribbon.text
    match = next((match for pattern in _FRAMES if (match := pattern.search(text))), None)
    if match is not None:
        return _counted(match, ribbon, occasion, after)
    match = next((match for pattern in _UNCOUNTED if (match := pattern.search(text))), None)
    if match is None or _recalls(text, match):
        return None
    amount = _amount(ribbon, occasion)
    if amount is None and "project" not in match.group():
        return None
    return _signing(match, ribbon, occasion, None, amount)


def _counted(match: re.Match[str], ribbon: Ribbon, occasion: Occasion, after: Ribbon | None) -> Signing | None:
    """Projects that a sentence counts, or calls several; the next sentence may tell what they are worth."""
    text = ribbon.text
    if _recalls(text, match):
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
    return _signing(match, ribbon, occasion, count, amount)


def _quoted(ribbon: Ribbon, occasion: Occasion) -> Signing | None:
    """Projects that someone is quoted as having seen signed."""
    if QUOTE not in ribbon.text or "sign" not in ribbon.lowered:
        return None
    words = ribbon.value(ribbon.text.index(QUOTE))
    match = next((match for pattern in _FRAMES[:2] if (match := pattern.search(words))), None)
    count = _number(match.group("count")) if match is not None and not _recalls(words, match) else None
    if match is None or count is None:
        return None
    return _signing(match, ribbon, occasion, count, _amount(ribbon, occasion))


def _recalls(text: str, match: re.Match[str]) -> bool:
    """Whether projects are those of a longer time, not of the event."""
    around = text[max(0, match.start() - 120) : match.end() + 40]
    return bool(_CUMULATIVE.search(around) or RECALLED.search(around))


def _signing(
    match: re.Match[str], ribbon: Ribbon, occasion: Occasion, count: int | None, amount: float | None
) -> Signing:
    scene, text = occasion.scene, ribbon.text
    dated = date_of(occasion, ribbon, match.start(), match.end())
    flags, candidates = dated.flags, dated.candidates
    value = amount
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


def _note(found: list[Signing], signing: Signing) -> None:
    """Add projects that were not told of before, or what this sentence knows besides."""
    for at, known in enumerate(found):
        if _agrees(known.projects, signing.projects) and _agrees(known.amount_cny, signing.amount_cny):
            projects = signing.projects if known.projects is None else known.projects
            amount = signing.amount_cny if known.amount_cny is None else known.amount_cny
            if (projects, amount) != (known.projects, known.amount_cny):
                evidence = (*known.evidence, *signing.evidence)
                found[at] = replace(known, projects=projects, amount_cny=amount, evidence=evidence)
            return
    found.append(signing)


def _agrees(one: float | None, other: float | None) -> bool:
    return one is None or other is None or one == other
