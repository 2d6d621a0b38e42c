"""Organs of the publisher's own region, named without it: 县教育局考察组赴…, 市科协到…, 区政协组织委员前往…."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.organs import ORGAN
from tashan.reading.chinese.tokens import Sentence

_PEOPLE: Final = r"(?:有关|相关|部分|主要|分管|各|全体)*(?:负责人|负责同志|领导|干部|人员|委员|代表|专家|骨干|党员|企业家?|同志)?(?:一行)?(?:[\d一二三四五六七八九十]+余?人)?"
_OWN: Final = rf"([市县区州旗])((?:{ORGAN.pattern})|委(?:、[市县区州旗](?:人民)?政府|[\u4e00-\u9fff]{{2,4}}部|党校|[\u4e00-\u9fff]{{1,6}}[办室])?|直机关工委)"
_GOES: Final = re.compile(rf"{_OWN}(?:{_PEOPLE}(?:带队|率队)?|(?:组织|选派|派出|带领)[\u4e00-\u9fff、]{{0,40}})")
_SENDS: Final = re.compile(rf"{_OWN}(?:组织|组成|选派|派出|组建)?$")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_MARKS: Final = ",。;:!?\n "


def organ_that_goes(text: str, sentence: Sentence, at: int) -> tuple[int, str, str] | None:
    """
    Who goes where the verb of motion at a token has only an organ without a region as its subject.

    Returns:
        Where the subject begins, the level word of its region (县), and the organ; None if something else goes.
    """
    motion = sentence.tokens[at]
    start = clause_start(text, sentence.start, motion.start)
    words = "".join(
        text[t.start : t.end] for t in sentence.tokens
        if start <= t.start < motion.start and t.kind not in "DF" and text[t.start : t.end] not in ("于", "在")
    )  # fmt: skip
    match = _GOES.fullmatch(_BRACKETS.sub("", words) if words.find("(") > 0 else words)
    return (start, match.group(1), match.group(2)) if match is not None else None


def organ_before(text: str, floor: int, end: int) -> tuple[str, str] | None:
    """The level word and the organ that stand right before a delegation or 一行 at the head of its clause."""
    start = clause_start(text, floor, end)
    if text[end - 1] == ")" and text.find("(", start, end) > start:
        end = text.index("(", start)  # 市委史志办(市档案馆)一行
    match = _SENDS.fullmatch(text, start, end)
    return (match.group(1), match.group(2)) if match is not None else None


def clause_start(text: str, floor: int, end: int) -> int:
    """Where the clause begins that ends at an offset."""
    return max(floor, max(text.rfind(mark, floor, end) for mark in _MARKS) + 1)
