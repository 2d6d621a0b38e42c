"""Figures of Chinese text: what is counted, its measure and its subject."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from tashan.reading._figures_frame import SMALL
from tashan.reading._figures_passing import converts, in_passing, only_sorts
from tashan.reading._figures_subjects import Stretch, Subjects
from tashan.reading._figures_words import (
    ACT,
    ACT_OR_EACH,
    ATTENDED,
    ATTRIBUTE,
    BEFORE_VERB,
    BOUGHT,
    BUT,
    CAME,
    CLAUSE_END,
    DIGIT,
    EACH,
    EACH_IS,
    EMPTY_NOUNS,
    FROM,
    FUND,
    GOES_ON,
    GROWN,
    GUESTS,
    IN_BRACKETS,
    IN_WORDS,
    JOINT,
    LAST_AMOUNT,
    LEADING_VERB,
    LENGTHS,
    LIST_LEAD,
    LISTED,
    MORE_OR_LESS,
    NAMED_SO,
    NOT_UNITS,
    NOUN_STOP,
    NOW_AT_HEAD,
    PERSONS,
    PLACE_ONLY,
    PLANNED,
    REGION_NOUN,
    SAYS,
    SERVING,
    TO,
    TOWARD,
    WISH,
)
from tashan.reading._spelling import spelled

if TYPE_CHECKING:
    from tashan.reading.numbers import Quantity
    from tashan.reading.source import Analysis
    from tashan.records import Figure

_NEXT = 24  # 增长到2017年的


class ChineseFigures(Subjects):
    """Figures of Chinese text."""

    def __init__(self, analysis: Analysis) -> None:
        super().__init__(analysis)
        self._clauses: dict[Stretch, tuple[int, int, Stretch | None, Stretch | None]] = {}
        self._before_this: tuple[Quantity, str, tuple[int, int] | None] | None = None
        self._grows: tuple[Quantity | None, str, Stretch | None] = (None, "", None)  # 从…: what grows from it
        self._years: list[str | None] = [None, None]  # from when, until when
        self._told: tuple[int, dict[str, Stretch | None]] = (-1, {})  # measures of a sentence, and what has them
        self._counted: dict[str, tuple[Quantity, str]] = {}  # what was counted last, by its unit
        self._holder: tuple[int, tuple[int, int]] | None = (
            None  # the region that a sentence is about, and where it begins
        )

    def figure(self, quantity: Quantity) -> Figure | None:
        if not self._counts(quantity):
            return None
        left, right = self.sentence(quantity.start)
        if self._sentence[2] or self.in_title(quantity.start):
            return None
        if in_passing(self.text, left, quantity):
            return None
        clause = self._clause_start(quantity.start, left)
        if WISH.search(self.text, clause, quantity.start) or self._wished(left, quantity.start):
            return None
        noun = self._noun_after(quantity)
        if noun is None or only_sorts(self.text, quantity):
            return None
        if self._before_this is not None and converts(self.text, self._before_this[0], quantity):
            _, measure, subject = self._before_this
            return self.made(quantity, subject, measure, left, right)
        grown = self._grown(clause, quantity) if quantity.kind == "money" and not noun else None
        if grown is not None:
            head, subject, period = grown
            figure = self.made(quantity, subject, head or None, left, right)
            return figure if period is None or figure.period == period else replace(figure, period=period)
        head, subject = self._before(clause, left, quantity, bool(noun))
        if quantity.kind != "percent":
            subject = self._not_a_measure(subject, left)
        if not noun and (quantity.kind == "percent" or not head):
            head += self._growth(quantity.start)
        if not noun and not head:
            head, subject = self._like_the_last(quantity, subject)
        elif not noun and head and (same := self._of_another_place(quantity, head, left)):
            head, subject = same
        self._before_this = quantity, noun or head, subject
        self._counted[quantity.unit or ""] = quantity, noun or head
        if self._told[0] != left:
            self._told = left, {}
        self._told[1].setdefault(noun or head, subject)
        if head and quantity.unit in LENGTHS and self.text.startswith("的", quantity.end):
            noun = ""  # 海拔800米的山区: the length of what stands before it
        measure = noun or head
        if subject is None and not noun and head:
            subject, measure = self._of_a_region(quantity, head, left)
        if subject is None and self._holder is not None and self._holder[0] == left:
            subject = self._holder[1]
        return self.made(quantity, subject, measure, left, right)

    def _not_a_measure(self, subject: Stretch | None, left: int) -> Stretch | None:
        """援藏资金超过百亿元,援藏干部达1504名: what a figure before measures has not the next one."""
        sentence, told = self._told
        if subject is None or sentence != left:
            return subject
        words = self._words(subject)
        return told[words] if words in told and told[words] != subject else subject

    def _grown(self, clause: int, quantity: Quantity) -> tuple[str, Stretch | None, str | None] | None:
        """
        从1994年的5.9亿元增长到2017年的216亿元: both numbers measure what stands before 从.

        A later pair without years (投资从0.8亿元增长到375亿元) is of the same two years.
        """
        text = self.text
        begins = FROM.search(text, clause, quantity.start)
        if begins is not None:
            start = self._after_time(clause, begins.start())
            end = self._without_time(start, begins.start())
            subject, head = self._of_whom(start, end)
            period = self._period_of(begins, quantity)
            self._grows = quantity, head, subject
            self._years[0] = period or self._years[0]
            return head, subject, self._years[0]
        last, head, subject = self._grows
        if last is None or not 0 < quantity.start - last.end <= _NEXT:
            return None
        ends = TO.fullmatch(text, last.end, quantity.start)
        if ends is None:
            return None
        self._years[1] = self._period_of(ends, quantity) or self._years[1]
        return head, subject, self._years[1]

    def _of_whom(self, start: int, end: int) -> tuple[Stretch | None, str]:
        """A region at the head of a measure, and the measure."""
        for mention in self.analysis.between(self.analysis.places.mentions, start, end):
            if mention.start == start and mention.end < end:
                return (start, mention.end), spelled(self.analysis, [(mention.end, end)])
        return None, spelled(self.analysis, [(start, end)]) if end > start else ""

    def _period_of(self, words: re.Match[str], quantity: Quantity) -> str | None:
        """The year that stands right before a number, after 从 or 到."""
        for mention in self.times(words.start(), quantity.start):
            if (found := self.analysis.dating.period(mention)) is not None:
                return found
        return None

    def _growth(self, at: int) -> str:
        """Whether a share is by how much something grew or fell: 年均增长5.8%."""
        grown = GROWN.search(self.text, max(0, at - 8), at)
        return grown.group(1) if grown else ""

    def _like_the_last(self, quantity: Quantity, subject: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
        """分别为66%和62%: the second is of the same measure as the first."""
        if self._before_this is None:
            return "", subject
        last, head, of = self._before_this
        same = last.unit == quantity.unit and JOINT.fullmatch(self.text, last.end, quantity.start)
        return (head, of) if same else ("", subject)

    def _of_another_place(self, quantity: Quantity, head: str, left: int) -> tuple[str, tuple[int, int]] | None:
        """26个产业集群,其中江苏13个、浙江7个: a place before a bare number has so many of what was counted last."""
        last, counted = self._counted.get(quantity.unit or "", (None, ""))
        if last is None:
            return None
        end = self._without_link(left, quantity.start)
        at = end - len(head)
        if last.start < left or not counted or self.text[at:end] != head:
            return None
        named = self.analysis.between(self.analysis.places.mentions, at, end)
        return (counted, (at, end)) if named and (named[0].start, named[-1].end) == (at, end) else None

    def _of_a_region(self, quantity: Quantity, head: str, left: int) -> tuple[tuple[int, int] | None, str]:
        """红原4.7万人, 义乌市国土面积1105平方公里: the region at the head of a measure is its subject."""
        end = self._without_link(left, quantity.start)
        at = end - len(head)
        if at < left or self.text[at:end] != head:
            return None, head
        places = self.analysis.between(self.analysis.places.mentions, at, end)
        if quantity.unit in PERSONS and places and places[0].start == at:
            return (None, head) if SAYS.search(self.text, at, end) else ((at, end), "")
        for mention in places:
            rest = self.text[mention.end : end].removeprefix("的")
            if mention.start == at and len(rest) > 1 and not JOINT.match(rest):
                self._holder = left, (at, mention.end)
                return (at, mention.end), spelled(self.analysis, [(end - len(rest), end)])
        return None, head

    def _counts(self, quantity: Quantity) -> bool:
        """Is the number of the kind that a record is worth?"""
        if quantity.kind in ("ordinal", "year") or quantity.value is None or quantity.parts:
            return False
        if quantity.start >= self.stop or quantity.unit in NOT_UNITS:
            return False
        digits = DIGIT.search(self.text, quantity.start, quantity.end) is not None
        if not digits and self.text.startswith(("数", "几"), quantity.start):
            return False  # 数百公里
        if not digits and (quantity.value < IN_WORDS or NAMED_SO.match(self.text, quantity.end)):
            named = quantity.kind == "money" or NAMED_SO.match(self.text, quantity.end)
            if named:
                return False  # 三元区 and 七十二家房客村 are names
        if quantity.kind in ("money", "percent"):
            return True
        if not quantity.unit and not digits:
            return False
        before = self.text[max(0, quantity.start - 16) : quantity.start]
        if before.endswith(("前", "第", "头")):
            return False
        if quantity.unit in GUESTS and CAME.match(self.text, quantity.end):
            return False
        if quantity.unit in PERSONS and ATTENDED.search(
            before + self.text[quantity.end : quantity.end + 6].partition(",")[0]
        ):
            return False
        return digits or quantity.value >= SMALL or quantity.qualifier is not None

    def _wished(self, left: int, at: int) -> bool:
        """A sentence that opens with a plan (到2025年, 力争…): its numbers are targets."""
        text = self.text
        return bool(PLANNED.match(text, left, min(at, left + 24)) and WISH.search(text, left, at))

    def _noun_after(self, quantity: Quantity) -> str | None:
        """What is counted, where it follows the number; "" if nothing does; None for an empty noun (7个方面)."""
        at = quantity.end
        if EMPTY_NOUNS.match(self.text, at):
            return None
        at = MORE_OR_LESS.match(self.text, at).end()  # type: ignore[union-attr]
        if quantity.kind == "percent":
            if quantity.end == at or self.text[at - 1] != "的":
                return ""
            end = at
            while end < len(self.text) and end - at < 24 and self.text[end] not in CLAUSE_END:
                end += 1
            stop = NOUN_STOP.search(self.text, at + 1, end)
            end = stop.start() if stop else end
            return spelled(self.analysis, [(at, end)])
        through = ATTRIBUTE.match(self.text, at) or SERVING.match(self.text, at)
        if through is not None:
            at = through.end()
        quoted = self.text.find("”", at, at + 22) + 1 if self.text.startswith("“", at) else at
        stop = NOUN_STOP.search(self.text, max(at, quoted), at + 22 + max(0, quoted - at))
        end = stop.start() if stop else min(len(self.text), at + 16)
        if quantity.unit in LISTED and self.text.startswith("、", end) and (more := GOES_ON.match(self.text, end)):
            end = more.end()  # 106条政府、企业供需信息
        elif in_brackets := IN_BRACKETS.match(self.text, end):
            stop = NOUN_STOP.search(self.text, in_brackets.end(), in_brackets.end() + 12)
            end = stop.start() if stop else in_brackets.end()
        if quantity.kind == "money" and self.text[at - 1] != "的" and not FUND.search(self.text, at, end):
            return ""
        if self.text.find("的", at, end) not in (-1, first := self.text.rfind("的", at, end)) and first > at:
            end = self.text.find("的", at, end)  # 80万条汽车线束的生产线的协议: what is counted stands before the first
        while end > at and self.text[end - 1] == "的":
            end -= 1
        if self.text[at:end].partition("的")[0] in PLACE_ONLY:
            return None
        return spelled(self.analysis, [(at, end)]) if end > at else ""

    def _before(self, clause: int, left: int, quantity: Quantity, counted: bool) -> tuple[str, tuple[int, int] | None]:
        """What the words before the number name: the measure, and the subject, looked for clause by clause."""
        text, at = self.text, quantity.start
        start = self._after_time(clause, at)
        verb = BEFORE_VERB.search(text, start, at)
        head = self._head(verb.start() if verb else start, at) or self._head(start, verb.start() if verb else at)
        each = EACH.match(text, start, at)
        if each is not None and head and not head.startswith(each.group()):
            head = each.group() + head
        subject = self._subject_in(start, verb.start() if verb else at, at, whole=counted)
        if not counted and self._words(subject) == head and clause > left:
            subject = None
        fallback = None
        for _ in range(4):
            if subject is not None or clause <= left:
                break
            pronoun = text[start : start + 1] == "其"
            clause, start, acted, named = self._clause_before(clause, left)
            if pronoun and acted is not None:
                subject = acted
                break
            fallback = fallback or acted
            subject = named
        if head.startswith(("从", "由")) and self._words(subject):
            bought = BOUGHT.search(head)
            head = head[bought.start() :] if bought else self._words(subject)
        return head, subject or fallback

    def _clause_before(self, clause: int, left: int) -> tuple[int, int, Stretch | None, Stretch | None]:
        """
        The clause before one, looked at once for all numbers of a sentence.

        Returns:
            Where it begins, where its words begin, what it acts on and whom it names.
        """
        key = (clause, left)
        known = self._clauses.get(key)
        if known is None:
            end = clause - 1
            clause = self._clause_start(end, left)
            start = self._after_time(clause, end)
            acted = named = None
            if not self.text.startswith(("以及", "并", "和", "及"), clause):
                verb = BEFORE_VERB.search(self.text, start, end)
                acted = self._object_in(start, end)
                one_of = self.text.endswith("之一", start, end)  # 甲公司是首批来港的企业之一, 至今…
                named = None if one_of else self._subject_in(start, verb.start() if verb else end, clause, whole=True)
            known = self._clauses[key] = clause, start, acted, named
        return known

    def _head(self, start: int, end: int) -> str:
        """The noun before a number, without the verb that links them (达到, 高达, 共有)."""
        end = self._without_link(start, end)
        end = self._without_time(start, end)
        but = BUT.search(self.text, start, end)
        end = but.start() if but else end
        counted = self.analysis.between(self.analysis.quantities, start, end)
        if counted and not only_sorts(
            self.text, counted[-1]
        ):  # 干部3045人、专业技术人才2.5万人: a measure begins behind the number before it
            start = min(counted[-1].end, end)
            regions = REGION_NOUN.match(self.text, start, end)  # 15个区县地区生产总值
            start = regions.end() if regions else start
        lead = LIST_LEAD.match(self.text, start, end)
        start = lead.end() if lead else start
        toward = TOWARD.match(self.text, start, end)
        start = toward.end() if toward else start
        verb = LEADING_VERB.match(self.text, start, end)
        if verb is not None:
            start = verb.end()
        if ACT_OR_EACH.search(self.text, start, end):
            for pattern in (ACT, EACH_IS):
                for act in pattern.finditer(self.text, start, end):
                    start = act.end()
        amount = LAST_AMOUNT.search(self.text, start, end) if self.text.find("、", start, end) >= 0 else None
        start = amount.start() if amount else start
        now = NOW_AT_HEAD.match(self.text, start, end)
        start = now.end() if now else start
        return spelled(self.analysis, [(max(start, end - 24), end)]).strip("“” ") if end > start else ""
