"""What figures of both languages share: the sentence around a number, the time that holds for it, its record."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tashan.reading._patterns import ignoring_case
from tashan.reading._spelling import spelled
from tashan.records import Figure, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tashan.reading.numbers import Quantity
    from tashan.reading.source import Analysis
    from tashan.reading.suspect import Suspicion
    from tashan.reading.times import TimeMention

_SENTENCE_END = re.compile(r"[。!?\n]")
_REFERENCES = re.compile(r"^[\s\[【]*(?:主要)?(?:参考文献|注释|参考资料|References)[\s\]】::]*$", re.MULTILINE)
_REFERENCE_WORDS = ("参考", "注释", "References")
_FURNITURE = ignoring_case(
    r"(?:ICP|短信|备案号|电话|邮编|传真|阅读量|浏览|点击|版权|DOI|责任编辑|责编|\(C\)|copyright|https?:|www\.)"
)
# What any of them begins with: three letters of Latin words, two of Chinese ones.
_FURNITURE_GATE = re.compile("[备电邮传阅浏点版责短iIİıdDcChHwW(](?=[案话编真读览击权任信]|[cCoOtTwW][pPiIİıtTwW)])")
_TITLES = re.compile(r"《[^》\n]{0,120}》")
_NOW = re.compile(r"目前|当前|现已|现有|如今|至今")
_SINCE = re.compile(r"[^,。;\d]{0,8}以来")
_EVER_SINCE = re.compile(r"[^,。;\d]{0,30}以来")
_LONGEST = 600  # a sentence is looked for no further
NUMERAL = re.compile(r"[0-9]")
SMALL = 10


class Frame:
    """What both languages share: where a sentence begins, which time governs it, how a record is made."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self.doubt: Suspicion | None = getattr(analysis, "suspicion", None)
        text = analysis.text
        references = _REFERENCES.search(text) if any(word in text for word in _REFERENCE_WORDS) else None
        self.stop = references.start() if references else len(text)
        self.titles = [match.span() for match in _TITLES.finditer(self.text)] if "《" in self.text else []
        self._time_starts: list[int] | None = None
        self._sentence = (0, 0, False)  # the last one asked for, and whether it is furniture

    def in_title(self, at: int) -> bool:
        if not self.titles:
            return False
        index = bisect_right(self.titles, (at, len(self.text))) - 1
        return index >= 0 and self.titles[index][0] <= at < self.titles[index][1]

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence around an offset; asked again inside a short one, it is known."""
        left, right, _ = self._sentence
        if left <= at < right and right - left < _LONGEST:
            return left, right
        text = self.text
        floor = max(0, at - _LONGEST)
        left = max([text.rfind(mark, floor, at) for mark in "。!?\n"]) + 1
        match = _SENTENCE_END.search(text, at, at + _LONGEST)
        left, right = max(left, floor), match.start() if match else min(len(text), at + _LONGEST)
        self._sentence = left, right, self._furniture(left, right)
        return left, right

    def _furniture(self, left: int, right: int) -> bool:
        """Does a sentence belong to the page around the text?"""
        text = self.text
        return bool(_FURNITURE_GATE.search(text, left, right) and _FURNITURE.search(text, left, right))

    def times(self, start: int, end: int) -> Sequence[TimeMention]:
        starts = self._time_starts
        if starts is None:
            starts = self._time_starts = [mention.start for mention in self.analysis.times]
        first = bisect_left(starts, start)
        if first == len(starts) or starts[first] >= end:
            return ()
        return self.analysis.times[first : bisect_left(starts, end, first)]

    def period(self, quantity: Quantity, left: int, right: int) -> tuple[str | None, TimeMention | None]:
        """The time that holds for a number: in brackets right after it, else the nearest before it in the sentence."""
        dating = self.analysis.dating
        if self.text.startswith("(", quantity.end):
            for mention in self.times(quantity.end, min(right, quantity.end + 12)):
                if mention.start == quantity.end + 1 and (found := dating.period(mention)) is not None:
                    return found, mention
        for mention in reversed(self.times(left, quantity.start)):
            if mention.kind == "clock" or self.in_title(mention.start):
                continue
            if _NOW.search(self.text, mention.end, quantity.start):
                break  # 机制于2020年建立,至今…: what holds now does not hold for the year told before
            if self._is_base(mention, quantity):
                continue
            found = dating.period(mention)
            if found is not None:
                since = "/" not in found and self._opens(mention)
                return (found + "/.." if since else found), mention
            if mention.kind not in ("vague", "relative"):
                return None, mention
        if _NOW.search(self.text, left, quantity.start) and dating.published is not None:
            return dating.published, None
        return None, None

    def _opens(self, mention: TimeMention) -> bool:
        """Whether a time is only the beginning: 2020年6月成立以来, 自2010年新一轮支援工作开展以来."""
        since = _EVER_SINCE if self.text[mention.start - 1 : mention.start] == "自" else _SINCE
        return since.match(self.text, mention.end) is not None

    def _is_base(self, mention: TimeMention, quantity: Quantity) -> bool:
        """Whether a time is only what a number is measured by: 较2016年增长28亿元, 是2019年的1.3倍."""
        if self.text[mention.start - 1 : mention.start] in ("较", "比") and mention.start:
            return True
        return self.text.startswith("的", mention.end) and quantity.unit == "倍" and mention.end + 1 == quantity.start

    def made(
        self, quantity: Quantity, subject: tuple[int, int] | None, measure: str | None, left: int, right: int
    ) -> Figure:
        """The record, quoted from the clause or the whole sentence where that is short."""
        period, mention = self.period(quantity, left, right)
        flags: tuple[str, ...] = ()
        evidence = [self._quote(quantity, subject, left, right)]
        if mention is not None and period is not None:
            resolved = self.analysis.dating.resolve(mention)
            flags = resolved.flags
            if resolved.year_evidence is not None:
                evidence.append(self.analysis.source.span(*resolved.year_evidence, "year"))
        value = quantity.value
        candidates: tuple[dict[str, int | float], ...] = ()
        if self.doubt is not None and self.doubt.covers(quantity.start, quantity.end):
            flags = (*(flag for flag in flags if flag != "numerals_suspect"), "numerals_suspect")
            candidates = tuple({"value": one} for one in self._readings(quantity))
            value = None
        name = spelled(self.analysis, [subject]) if subject else None
        return Figure(
            evidence=tuple(evidence), flags=flags, candidates=candidates, subject=name or None, measure=measure or None,
            value=value, qualifier=quantity.qualifier, unit=quantity.unit or None, period=period,
        )  # fmt: skip

    def _readings(self, quantity: Quantity) -> list[int | float]:
        """What a doubtful number may be: the one that stood in its place, else the one that stands there."""
        reread = self.doubt.reread_number(quantity.start, quantity.end) if self.doubt is not None else None
        if reread is None:
            return [quantity.value] if quantity.value is not None else []
        if quantity.kind != "money":
            return [reread]
        # 亿 is often put as billion: both readings stand
        return [reread * 10**8, reread * 10**9] if "billion" in self.text[quantity.start : quantity.end] else [reread]

    def _quote(self, quantity: Quantity, subject: tuple[int, int] | None, left: int, right: int) -> Span:
        if right - left > 160:
            left = max(left, min(subject[0] if subject else quantity.start, quantity.start - 40))
            left = max(left, quantity.start - 120)
            right = min(right, quantity.end + 60)
        return self.analysis.source.span(left, right)
