"""Who or what a clause of Chinese text speaks of, and where its words begin and end."""

from __future__ import annotations

from tashan.reading._figures_frame import NUMERAL, Frame
from tashan.reading._figures_words import (
    CLAUSE_MARK,
    GENERIC,
    IS,
    JOURNEY,
    LINK,
    LINK_LETTERS,
    LONGEST_NAME,
    NO_SUBJECT,
    NOBODY_AT_END,
    NOBODY_AT_HEAD,
    NOBODY_INSIDE,
    OBJECT_VERB,
    OPENERS,
    OPENERS_BEGIN,
    REGIONS_COUNTED,
    SAID,
    SAID_GATE,
    SAYS,
    THIS_TIME,
    TIMES_AT_END,
    YEAR_NAME,
    YEARS_AT_END,
)
from tashan.reading._spelling import spelled

Stretch = tuple[int, int]


class Subjects(Frame):
    """The words of a clause that can name somebody or something."""

    def _words(self, stretch: tuple[int, int] | None) -> str:
        return spelled(self.analysis, [stretch]) if stretch is not None else ""

    def _without_link(self, start: int, end: int) -> int:
        """Where the words before a number end without those that link them: these hold characters of links only."""
        text, at = self.text, end
        while at > start and (text[at - 1] in LINK_LETTERS or text[at - 1].isspace()):
            at -= 1
        link = LINK.search(text, at, end) if at < end else None
        return end - len(link.group()) if link is not None else end

    def _without_time(self, start: int, end: int) -> int:
        """Where words end without the time that they end with (全市今年)."""
        some = (
            YEARS_AT_END.search(self.text, start, end)
            if self.text.endswith(("年", "年来", "年间"), start, end)
            else None
        )
        end = some.start() if some else end
        if self.text.endswith(TIMES_AT_END, start, end):
            end -= 3 if self.text.endswith("半年", start, end) else 2
        return end

    def _subject_in(self, start: int, end: int, number: int, *, whole: bool) -> Stretch | None:
        """A clause's words before its verb, if they can name somebody or something; `whole`: even right before a number."""
        cut = IS.search(self.text, start, end)
        end = cut.start() if cut else end
        words = self.text[start:end]
        numbered = NUMERAL.search(words) is not None
        words = REGIONS_COUNTED.sub("", words) if numbered else words
        if NOBODY_AT_HEAD.match(words) or words.endswith(NOBODY_AT_END) or NOBODY_INSIDE.search(words):
            return None
        if GENERIC.match(words) or words.startswith(("其", "该")) or self.in_title(start):
            return None
        if numbered and NUMERAL.search(words) and not YEAR_NAME.match(words):
            return None
        return self._trimmed(start, end) if whole or end < number else None

    def _object_in(self, start: int, end: int) -> tuple[int, int] | None:
        """What a clause without subject speaks of: the words after its last verb (组建…联盟)."""
        verbs = list(OBJECT_VERB.finditer(self.text, start, end))
        last = verbs[-1] if verbs else None
        if last is None or NUMERAL.search(self.text, last.end(), end):
            return None
        return self._trimmed(last.end(), end)

    def _after_time(self, start: int, end: int) -> int:
        """Past a time, an enumeration (一是, 3.) and connectives at the head of a clause."""
        mentions = self.times(start, min(end, start + 3))
        if mentions:
            start = mentions[0].end + self.text.startswith("来", mentions[0].end)
        text = self.text
        said = SAID.match(text, start, end) if SAID_GATE.search(text, start, min(end, start + 13)) else None
        start = said.end() if said else start
        openers = OPENERS.match(text, start, end) if text[start : start + 1] in OPENERS_BEGIN else None
        return openers.end() if openers else start

    def _trimmed(self, start: int, end: int) -> tuple[int, int] | None:
        text = self.text
        this = THIS_TIME.match(text, start, end)
        start = this.end() if this else start
        while start < end and text[start] in " \t“”‘’、()":
            start += 1
        if NO_SUBJECT.match(text, start, end) or JOURNEY.search(text, max(0, start - 2), start):
            return None
        says = SAYS.search(text, start + 2, end) if end - start > 2 else None
        end = says.start() if says else end
        end = self._without_time(start, end)
        while end > start and text[end - 1] in " \t“‘、(还也仅就已":
            end -= 1
        if text.endswith("分别", start, end):
            end -= 2
        return (start, end) if 2 <= end - start <= LONGEST_NAME else None

    def _clause_start(self, at: int, left: int) -> int:
        mark = CLAUSE_MARK.search(self.text[left:at][::-1])
        return at - mark.start() if mark else min(left, at)
