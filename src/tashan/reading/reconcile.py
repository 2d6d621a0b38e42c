"""
Versions or reports of one story side by side: what agrees, and what differs, with both quotes.

Versions of one text (an original and its translation, a re-post) are aligned paragraph by paragraph and compared
number by number; reports that tell one event in their own words are compared record by record.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from tashan.reading.alignment import Pair, aligned
from tashan.reading.claims import Claim, claims_of, compatible, damaged
from tashan.reading.likeness import compare_records, same_records
from tashan.reading.source import Analysis, Source
from tashan.reading.suspect import Sign, numerals_suspect
from tashan.records import Reading

LONGEST_QUOTE: Final = 80
_CLAUSE: Final = (",", "。", ";", ":", "\n", ". ")
_NUMERAL: Final = re.compile(r"\d+(?:\.\d+)?")


@dataclass(slots=True)
class Version:
    """One document to compare."""

    reading: Reading
    analysis: Analysis
    signs: list[Sign]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.reading.id

    @property
    def suspect(self) -> bool:
        """Whether its numerals show damage."""
        return any(s.weight > 1 for s in self.signs)


def reconcile(documents: Sequence[tuple[Reading, str]]) -> dict[str, Any]:
    """
    Compare versions or reports of one story.

    Args:
        documents: two or more readings with the text they were read from; the first is the one others are held against.

    Returns:
        `documents` (ids), `same` (records of the first that others state too) and `differences`, each with its sides,
        the id to trust or None, and the reason; the shape of design and docs/commands.md.
    """
    versions = [_version(reading, text) for reading, text in documents]
    first, others = versions[0], versions[1:]
    differences: list[dict[str, Any]] = []
    same: dict[str, list[str]] = {}
    for other in others:
        pairs = aligned(first.analysis, other.analysis)
        differing = _numbers(first, other, pairs) if pairs else compare_records(first, other)
        agreeing = _same_words(first, other, pairs, differing) if pairs else same_records(first, other)
        differences += differing
        for record in agreeing:
            same.setdefault(record, []).append(other.id)
    return {
        "documents": [v.id for v in versions],
        "same": [{"record": record, "in": ids} for record, ids in same.items()],
        "differences": differences,
    }


def _version(reading: Reading, text: str) -> Version:
    analysis = Analysis(Source(text, str(reading.language or "zh-Hans")))
    return Version(reading, analysis, numerals_suspect(analysis.text, analysis.grammar, analysis.times))


def _numbers(a: Version, b: Version, pairs: list[Pair]) -> list[dict[str, Any]]:
    """Differing numerals of two versions of one text."""
    found: list[dict[str, Any]] = []
    for pair in pairs:
        left = claims_of(a.analysis, *pair.left)
        right = claims_of(b.analysis, *pair.right)
        right_damaged = damaged(b.signs, right, *pair.right)
        shaken = any(pair.left[0] <= s.start < pair.left[1] for s in a.signs) or any(
            pair.right[0] <= s.start < pair.right[1] for s in b.signs
        )
        for one, two in _match(left, right, right_damaged, shaken):
            if one is not None and two is None and _stated(one, b.analysis.text[slice(*pair.right)], a.analysis.text):
                continue
            if two is not None and one is None and _stated(two, a.analysis.text[slice(*pair.left)], b.analysis.text):
                continue
            found.append(_difference(a, b, one, two, pair))
    return found


def _same_words(a: Version, b: Version, pairs: list[Pair], differences: list[dict[str, Any]]) -> list[str]:
    """Records of the first version whose every number stands in the other version too."""
    wrong = [(s["start"], s["end"]) for d in differences for s in d["sides"][:1]]
    analysis = a.analysis
    found = []
    for record in a.reading.records():
        spans = [s for s in record.evidence if s.field is None]
        if any(x < s.end and s.start < y for s in spans for x, y in wrong):
            continue
        for pair in pairs:
            start, end = (analysis.source.normal.origin(o) for o in pair.left)
            if not any(start <= s.start < end for s in spans):
                continue
            theirs = claims_of(b.analysis, *pair.right)
            ours = [
                c for c in claims_of(analysis, *pair.left)
                if any(s.start <= analysis.source.normal.origin(c.start) < s.end for s in spans)
            ]  # fmt: skip
            if ours and all(any(compatible(c, d) for d in theirs) for c in ours):
                found.append(record.id)
                break
    return found


def _match(
    left: list[Claim], right: list[Claim], right_damaged: list[Claim], shaken: bool
) -> list[tuple[Claim | None, Claim | None]]:
    """Pairs that differ, kind by kind; what one side lacks stands beside None."""
    out: list[tuple[Claim | None, Claim | None]] = []
    rest: tuple[list[Claim], list[Claim]] = ([], [])
    for kind in ("date", "amount", "number"):
        ours = [c for c in left if c.kind == kind]
        theirs = [c for c in right if c.kind == kind]
        plain = _leftover(ours, theirs)
        if not plain[0] and not plain[1]:
            continue
        # Where numerals were shifted, an equal number further on is chance: keep the order of the text.
        pairs = _in_order(ours, theirs + (right_damaged if kind == "date" else [])) if shaken else _side_by_side(*plain)
        for one, two in pairs:
            if one is None or two is None:
                (rest[0] if one is not None else rest[1]).append(one or two)  # type: ignore[arg-type]
            else:
                out.append((one, two))
        used = [two for _, two in pairs]
        right_damaged = [d for d in right_damaged if d not in used]
    spare = _unused(rest[1] + right_damaged)
    out += [(claim, spare.pop(0) if spare else None) for claim in sorted(rest[0], key=lambda c: c.start)]
    out += [(None, claim) for claim in spare if claim.field != "damaged"]
    return sorted(out, key=lambda p: (p[0] or p[1]).start)  # type: ignore[union-attr]


def _unused(claims: list[Claim]) -> list[Claim]:
    return sorted(dict.fromkeys(claims), key=lambda c: c.start)


def _leftover(left: list[Claim], right: list[Claim]) -> tuple[list[Claim], list[Claim]]:
    """What has no equal on the other side, whatever the order; a repeated statement needs only one."""
    one = [c for c in left if not any(compatible(c, d) for d in right)]
    two = [d for d in right if not any(compatible(c, d) for c in left)]
    return one, two


def _side_by_side(left: list[Claim], right: list[Claim]) -> list[tuple[Claim | None, Claim | None]]:
    size = max(len(left), len(right))
    return [(left[i] if i < len(left) else None, right[i] if i < len(right) else None) for i in range(size)]


def _in_order(left: list[Claim], right: list[Claim]) -> list[tuple[Claim | None, Claim | None]]:
    """The best alignment that keeps both orders; equal pairs are dropped from the answer."""
    right = sorted(right, key=lambda c: c.start)
    rows, columns = len(left) + 1, len(right) + 1
    score = [[-0.2 * (i + j) for j in range(columns)] for i in range(rows)]
    for i in range(1, rows):
        for j in range(1, columns):
            gain = 2.0 if compatible(left[i - 1], right[j - 1]) else 1.0
            score[i][j] = max(score[i - 1][j - 1] + gain, score[i - 1][j] - 0.2, score[i][j - 1] - 0.2)
    pairs: list[tuple[Claim | None, Claim | None]] = []
    i, j = rows - 1, columns - 1
    while i or j:
        equal = i and j and compatible(left[i - 1], right[j - 1])
        if i and j and abs(score[i][j] - score[i - 1][j - 1] - (2.0 if equal else 1.0)) < 1e-9:
            if not equal:
                pairs.append((left[i - 1], right[j - 1]))
            i, j = i - 1, j - 1
        elif i and abs(score[i][j] - score[i - 1][j] + 0.2) < 1e-9:
            pairs.append((left[i - 1], None))
            i -= 1
        else:
            pairs.append((None, right[j - 1]))
            j -= 1
    return pairs[::-1]


def _stated(claim: Claim, other: str, own: str) -> bool:
    """Whether the other side states the numerals of a claim in some form the grammar does not read."""
    numerals = _NUMERAL.findall(own[claim.start : claim.end])
    if not numerals:
        return True
    theirs = _NUMERAL.findall(other)
    return all(n in theirs for n in numerals)


def _difference(a: Version, b: Version, one: Claim | None, two: Claim | None, pair: Pair) -> dict[str, Any]:
    claim = one or two
    if claim is None:
        raise ValueError("a difference needs a claim on one side at least")
    trusted, reason = _judge(a, b, one, two)
    return {
        "kind": claim.kind,
        "field": claim.field,
        "sides": [_side(a, one, pair.left), _side(b, two, pair.right)],
        "trusted": trusted,
        "reason": reason,
    }


def _judge(a: Version, b: Version, one: Claim | None, two: Claim | None) -> tuple[str | None, str]:
    note = ""
    if one is not None and two is not None and one.kind == two.kind == "amount" and one.value and two.value:
        factor = float(two.value) / float(one.value)
        if factor in (10.0, 0.1):
            note = " The amounts differ by exactly ten: 亿 (100 million) was taken for billion, or the reverse."
    if a.suspect != b.suspect:
        bad, good = (a, b) if a.suspect else (b, a)
        sign = next(s for s in bad.signs if s.weight > 1)
        return good.id, f"The numerals of {bad.id} look machine-translated or damaged: {sign.message}.{note}"
    if one is None or two is None:
        return None, f"Only one version states it.{note}"
    return None, f"Nothing in the texts shows which is right.{note}"


def _side(version: Version, claim: Claim | None, paragraph: tuple[int, int]) -> dict[str, Any]:
    """What one side says with its words and what is needed to recognise them."""
    source = version.analysis.source
    if claim is None:
        span = source.span(paragraph[0], min(paragraph[1], paragraph[0] + LONGEST_QUOTE))
        return {"document": version.id, "value": None, "start": span.start, "end": span.end, "quote": span.quote}
    start, end = _around(version.analysis.text, claim, _room(version.analysis, claim, paragraph))
    span = source.span(start, end)
    return {"document": version.id, "value": claim.value, "start": span.start, "end": span.end, "quote": span.quote}


def _room(analysis: Analysis, claim: Claim, paragraph: tuple[int, int]) -> tuple[int, int]:
    """The stretch around a claim that holds no other number: what agrees must not stand in the quote of what differs."""
    spans = [(m.start, m.end) for m in analysis.times] + [(m.start, m.end) for m in analysis.quantities]
    inside = [s for s in spans if paragraph[0] <= s[0] and s[1] <= paragraph[1]]
    left = max((end for _, end in inside if end <= claim.start), default=paragraph[0])
    right = min((start for start, _ in inside if start >= claim.end), default=paragraph[1])
    return left, right


def _around(text: str, claim: Claim, paragraph: tuple[int, int]) -> tuple[int, int]:
    """The claim with a few words on both sides inside its clause, at most 80 characters."""
    room = min(22, max(0, LONGEST_QUOTE - (claim.end - claim.start)) // 2)
    left = text[max(paragraph[0], claim.start - room) : claim.start]
    right = text[claim.end : min(paragraph[1], claim.end + room)]
    cut = max((left.rfind(mark) for mark in _CLAUSE), default=-1)
    left = left[cut + 1 :]
    stop = min((at for mark in _CLAUSE if (at := right.find(mark)) >= 0), default=len(right))
    right = right[:stop]
    if left[:1].isascii() and " " in left and claim.start - len(left) > paragraph[0]:
        left = left[left.find(" ") + 1 :] if cut < 0 else left
    if right[-1:].isascii() and " " in right and stop == room:
        right = right[: right.rfind(" ")]
    return claim.start - len(left), min(claim.end + len(right), claim.start - len(left) + LONGEST_QUOTE)
