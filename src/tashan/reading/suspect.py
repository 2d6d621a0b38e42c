"""
Can the numerals of this text be believed? Signs of machine translation and of damage.

A common translator of Chinese turns 3月 into March without consuming the 3 and then refills the numerals in order, so
that every later one is shifted: 3月17日至18日 … 3月22日 becomes "March 3 and 17 … March 18". The text itself shows it by
ranges that run backwards, thousands parted wrongly, empty slots, years used as amounts. Where a document shows it, no
date and no amount of it is a plain value; reading the stream of numerals again gives candidates.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tashan.reading._patterns import found_at, found_near, holds_any
from tashan.reading._times_types import Day, TimeMention, day_of

# Two strong signs, or one and two weak ones, condemn a whole document; one strong sign its paragraph.
_STRONG = 3
_CONDEMNED = 5

_MONTHS = {name: i for i, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)"
)


@dataclass(frozen=True, slots=True)
class Sign:
    """
    One sign that numerals are machine-translated or damaged.

    Attributes:
        code: descending_range, month_repeated, malformed_thousands, year_ordinal, empty_slot, year_as_amount,
            number_to_year, two_days, bare_month_and_day, said_machine_translated, run_together, digits_deleted,
            placeholder.
        message: what is wrong, for the reader.
        start: offset in the normalised text.
        end: offset after it.
        weight: 3 for a sign that proves damage, 1 for one that only adds up.
    """

    code: str
    message: str
    start: int
    end: int
    weight: int = _STRONG


_ENGLISH_SIGNS: tuple[tuple[str, str, str, int], ...] = (
    (
        "malformed_thousands",
        "a comma does not part thousands",
        r"\b(?!(?:(?:19|20)[0-9]{2}|3[01]|[12]?[0-9]),(?:19|20)[0-9]{2}\b)[0-9]{1,4},(?:[0-9]{4,}|(?<=[0-9]{4},)[0-9]{3})\b(?!,[0-9])",
        _STRONG,
    ),
    ("year_ordinal", "a year is used as an ordinal", r"\b(?:19|20)[0-9]{2}th\b", _STRONG),
    ("empty_slot", "a number is missing", r"<\s*>|\[\s*\](?= (?:came|billion|percent|yuan))", _STRONG),
    ("year_as_amount", "a year is used as an amount", r"\b(?:199[0-9]|20[0-3][0-9]) (?:billion|million|trillion)\b", _STRONG),
    ("number_to_year", "a range runs from a small number to a year", r"(?<![0-9/.-])\b[0-9]{1,2} ?~ ?(?:19|20)[0-9]{2}\b", _STRONG),
    (
        "two_days",
        "two days stand where a day and a year belong",
        rf"\b{_MONTH}\.? [0-9]{{1,2}}, [0-9]{{1,2}}(?![0-9]|,? and|, [0-9]| ?(?:percent|%|:))(?=[\s.,;)]|$)(?!,? [A-Za-z])",
        _STRONG,
    ),
    (
        "year_then_day",
        "a day stands behind the year",
        rf"\b{_MONTH}\.? (?:19|20)[0-9]{{2}}, (?:3[01]|[12]?[0-9])(?=[ ]*(?:\n|$)|[.;)])",
        _STRONG,
    ),
    (
        "year_as_count",
        "a year is used as a count",
        r"\b(?:199[0-9]|20[0-3][0-9]) (?:projects|enterprises|companies|people|households|agreements|items|delegates)\b",
        2,
    ),
    (
        "bare_month_and_day",
        "month and day stand as bare numbers",
        r"(?:\b[Oo]n |^|\n|[.!?] )(?:1[0-2]|[1-9]) (?:3[01]|[12][0-9]|[1-9])(?=, [a-z]|\s(?:the|in|at)\b)",
        _STRONG,
    ),
    ("said_machine_translated", "the text says that a machine translated it", r"(?i:\bmachine[- ]translat(?:ed|ion)\b)", _STRONG),
)  # fmt: skip
_ENGLISH = tuple((code, message, re.compile(pattern), weight) for code, message, pattern, weight in _ENGLISH_SIGNS)
# What a match of each cannot do without, which is quick to search for, and how far into the match it may begin; what
# stands at the beginning of the match (0) is one character.
_ENGLISH_CORES = (
    (re.compile(",[0-9]"), 4), (re.compile("1(?=9[0-9]{2}th)|2(?=0[0-9]{2}th)"), 0), (re.compile("[<[]"), 0),
    (re.compile("1(?=99)|2(?=0)"), 0), (re.compile("~"), 3), (re.compile("[JFMASOND](?=[aeuopc])"), 0),
    (re.compile("[JFMASOND](?=[aeuopc])"), 0), (re.compile("1(?=99)|2(?=0)"), 0),
    (re.compile("[1-9](?=[0-9]? [1-9])"), 4), (re.compile("[mM](?=[aA][cC][hH])"), 0),
)  # fmt: skip
_OWN_NUMBER = re.compile(rf"\b({_MONTH})\.? ([0-9]{{1,2}})\b(?!,? (?:19|20)[0-9]{{2}})")

_CHINESE_SIGNS: tuple[tuple[str, str, str, int], ...] = (
    (
        "digits_deleted",
        "the digits of an amount are missing",
        r"(?<=[达为额资])(?<!投资)(?:到)?[亿万](?:美|港|欧)?元(?!以上|级|大|户|村|项目|企业|俱乐部|产业|时代)",
        _STRONG,
    ),
    ("digits_deleted", "the digits of a count are missing", r"(?:签约|签订|引进|实施|签署)(?:了)?(?:个|项|余个|余项)(?=[^,。;人]{0,8}(?:项目|协议))", _STRONG),
    ("placeholder", "letters stand for numerals", r"(?<![A-Za-z])[xX×]{2,4}(?=[年月日]|[亿万]元|[个家项]|%)|某月某日", _STRONG),
    ("malformed_thousands", "a comma does not part thousands", r"(?<![0-9.,])[0-9]{1,3},[0-9]{4}(?=[亿万余多个家项元])", _STRONG),
)  # fmt: skip
_CHINESE = tuple((code, message, re.compile(pattern), weight) for code, message, pattern, weight in _CHINESE_SIGNS)
# What a sign cannot do without: words of which one must be there, then a pattern that is quick to search for.
_CHINESE_GATES = (
    (("元",), re.compile("[亿万](?<=[达为额资到].)[美港欧]?元")),
    (("签约", "签订", "引进", "实施", "签署"), re.compile("签约[了个项余]|签订[了个项余]|引进[了个项余]|实施[了个项余]|签署[了个项余]")),
    (("x", "X", "×", "某月"), re.compile("[xX×]{2}|某月")),
    ((",",), re.compile(",(?<=[0-9],)[0-9]{4}")),
)  # fmt: skip


def numerals_suspect(text: str, language: str = "zh", times: Sequence[TimeMention] | None = None) -> list[Sign]:
    """
    Which signs of damaged numerals does the text show?

    Args:
        text: normalised text.
        language: `zh…` or `en`.
        times: its mentions if they are known already; they show ranges that run backwards or lost their dash.

    Returns:
        The signs in the order of the text; empty for a text to be believed.
    """
    english = language.startswith("en")
    signs: list[Sign] = []
    if english:
        for (code, message, pattern, weight), (core, reach) in zip(_ENGLISH, _ENGLISH_CORES, strict=True):
            near = found_near(core, reach, pattern, text, 0, len(text)) if reach else found_at(core, pattern, text)
            signs += [Sign(code, message, *match.span(), weight) for match in near]
    else:
        for (code, message, pattern, weight), (words, gate) in zip(_CHINESE, _CHINESE_GATES, strict=True):
            if holds_any(text, words) and gate.search(text):
                signs += [Sign(code, message, *match.span(), weight) for match in pattern.finditer(text)]
    if times is None:
        from tashan.reading.times import find_times

        times = find_times(text, language)
    for mention in times:
        if mention.damaged:
            code = "descending_range" if english or _has_dash(text, mention) else "run_together"
            message = "two days run together" if code == "run_together" else "a range runs backwards"
            signs.append(Sign(code, message, mention.start, mention.end))
    if english and signs:  # a single March 3 proves nothing by itself
        signs += _own_numbers(text)
    signs.sort(key=lambda sign: (sign.start, sign.end))
    return signs


def _has_dash(text: str, mention: TimeMention) -> bool:
    return any(mark in text[mention.start : mention.end] for mark in "-~—–―至到")


def _own_numbers(text: str) -> list[Sign]:
    """March 3, April 4: the month's own number as its day, more often than chance allows."""
    found = [
        Sign("month_repeated", "the month's own number stands as its day", *match.span(), 1)
        for match in _OWN_NUMBER.finditer(text)
        if int(match.group(2)) == _MONTHS[match.group(1)[:3].lower()]
    ]
    return found if len(found) >= 2 else []


class Suspicion:
    """
    What is to be believed of one document's numerals.

    Attributes:
        signs: all signs found.
        document: True if nothing numeric in the document may be given as a plain value.
    """

    def __init__(
        self, text: str, times: Sequence[TimeMention], language: str = "zh", signs: list[Sign] | None = None
    ) -> None:
        self.signs = numerals_suspect(text, language, times) if signs is None else signs
        self._text = text
        self._english = language.startswith("en")
        self.document = self._english and sum(sign.weight for sign in self.signs) >= _CONDEMNED
        self._stretches = sorted({self._stretch(sign) for sign in self.signs if sign.weight >= _STRONG})
        self._readings: dict[int, tuple[Day, Day | None]] = {}
        self._numbers: dict[int, int] = {}
        if self.document:
            self._read_again(times)

    def _stretch(self, sign: Sign) -> tuple[int, int]:
        """The paragraph of an English sign, the clause of a Chinese one."""
        ends = "\n" if self._english else "。!?;\n"
        left = max(self._text.rfind(mark, 0, sign.start) for mark in ends) + 1
        rights = [at for mark in ends if (at := self._text.find(mark, sign.end)) >= 0]
        if not self._english:  # only the damaged number itself is in doubt
            return sign.start, sign.end
        return left, min(rights, default=len(self._text))

    def __bool__(self) -> bool:
        return self.document or bool(self._stretches)

    def covers(self, start: int, end: int) -> bool:
        """May a number at these offsets not be given as a plain value?"""
        if self.document:
            return True
        at = bisect_right(self._stretches, (start, len(self._text) + 1))
        before = at > 0 and self._stretches[at - 1][1] > start
        return before or (at < len(self._stretches) and self._stretches[at][0] < end)

    def reread(self, start: int, end: int) -> tuple[Day, Day | None] | None:
        """The days that a mention meant before its numerals were shifted; a candidate, never a value."""
        reading = self._readings.get(start)
        if reading is None:
            for offset in range(start, end):
                reading = reading or self._readings.get(offset)
        return reading

    def reread_number(self, start: int, end: int) -> int | None:
        """The number that stood in the place of a shifted one; a candidate, never a value."""
        return next((self._numbers[at] for at in range(start, end) if at in self._numbers), None)

    # ---- reading the stream of numerals again

    def _read_again(self, times: Sequence[TimeMention]) -> None:
        year = self._year()
        offset = 0
        for paragraph in self._text.split("\n"):
            end = offset + len(paragraph)
            inside = [mention for mention in times if offset <= mention.start < end]
            for start, reading in _shifted_back(self._text, offset, end, inside, self._numbers):
                self._readings[start] = _with_year(reading, year)
            offset = end + 1

    def _year(self) -> int | None:
        match = _ISSUE_YEAR.search(self._text)
        return int(match.group(1)) if match else None


_ISSUE_YEAR = re.compile(r"\b(20[0-9]{2})(?=th issue| [A-Z][\w-]+ [A-Z]|, [0-9]{1,2}$)", re.MULTILINE)
# 18,4000 fills one place of the sentence, though it holds two numbers of the stream.
_PLAIN = re.compile(r"(?<![0-9.])[0-9]+(?:,[0-9]{4,})?(?![0-9]*(?:\.[0-9]|%))|<>")
_NUMBER = re.compile(r"[0-9]+")


def _with_year(reading: tuple[Day, Day | None], year: int | None) -> tuple[Day, Day | None]:
    def put(day: Day) -> Day:
        return day if day.year is not None else day_of(year, day.month, day.day)

    first, last = reading
    return put(first), put(last) if last is not None else None


def _shifted_back(
    text: str, start: int, end: int, times: Sequence[TimeMention], numbers: dict[int, int]
) -> Iterator[tuple[int, tuple[Day, Day | None]]]:
    """
    Read a paragraph's numerals as the original had them: each month word consumes its own number first.

    The head of each paragraph can be recovered this way, never its tail: the stream is cut short.
    """
    tokens = list(_PLAIN.finditer(text, start, end))
    stream = [int(number) for token in tokens for number in _NUMBER.findall(token.group())]
    phrases = _phrases(text, times)
    items: list[tuple[int, re.Match[str] | _Phrase]] = [(one.start, one) for one in phrases]
    items += [
        (token.start(), token) for token in tokens if not any(one.start <= token.start() < one.end for one in phrases)
    ]
    at = 0
    for begin, item in sorted(items, key=lambda pair: pair[0]):
        if isinstance(item, re.Match):
            if at < len(stream) and item.group() != str(stream[at]):
                numbers[begin] = stream[at]
            at += 1
        elif not item.months:
            years = stream[at : at + item.slots]
            if len(years) == item.slots and all(1900 <= year <= 2100 for year in years):
                yield begin, (day_of(years[0]), day_of(years[-1]))
            at += item.slots
        elif not item.slots:  # a bare month: its number was in the stream if that comes next
            if at < len(stream) and stream[at] == item.months[0]:
                at += len(item.months)
        else:
            month, slots = item.months[0], item.slots
            if at >= len(stream) or stream[at] != month:
                return
            days = stream[at + 1 : at + 1 + slots]
            if days and all(1 <= day <= 31 for day in days) and days == sorted(days):
                last = day_of(None, month, days[-1]) if len(days) == slots else None
                yield begin, (day_of(None, month, days[0]), last)
            at += 1 + slots


@dataclass(frozen=True, slots=True)
class _Phrase:
    """A date as the translator wrote it: its month words and how many numerals it holds."""

    start: int
    end: int
    months: tuple[int, ...]
    slots: int


def _phrases(text: str, times: Sequence[TimeMention]) -> list[_Phrase]:
    """Dates in order; March 3 and 17 is one."""
    phrases: list[_Phrase] = []
    for mention in times:
        if mention.kind in ("clock", "vague", "relative", "era"):
            continue
        if mention.inherits and phrases:
            last = phrases.pop()
            start, months = last.start, last.months
        else:
            start = mention.start
            days = dict.fromkeys((mention.first, mention.last))
            named = [day.month for day in days if day is not None and day.month is not None]
            months = tuple(dict.fromkeys(named))
        slots = len(_NUMBER.findall(text, start, mention.end))
        phrases.append(_Phrase(start, mention.end, months, slots))
    return phrases


def judge(text: str, times: Sequence[TimeMention], language: str = "zh", signs: list[Sign] | None = None) -> Suspicion:
    """
    What may be believed of this document's numerals?

    Args:
        text: normalised text.
        times: its mentions.
        language: `zh…` or `en`.
        signs: what `numerals_suspect` says of the text, if it was asked already.

    Returns:
        The verdict: false where there is nothing to doubt. `Dating` and `read_figures` take it as `doubt`.
    """
    return Suspicion(text, times, language, signs)
