"""Which dates a Chinese text writes with numerals: 2018年3月9日至12日上午, 2018-03-09, 3月5、6日, 民国101年, 11:04."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tashan.reading._patterns import found_at, matched_at
from tashan.reading._times_numerals_zh import NUMERALS, inside_number, number_of, year_of
from tashan.reading._times_types import Day, TimeMention, day_of
from tashan.reading._windows import offsets_of

_YEAR = r"(?:1[6-9]|20)[0-9]{2}|[一二][0〇零○一二三四五六七八九]{3}"
_SHORT_YEAR = r"[0-9]{2}(?=年(?:1[0-2]|0?[1-9])月)"
MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元]"
DAY = r"3[01]|[12][0-9]|0?[1-9]|三十一?|(?:二?十|廿)[一二三四五六七八九]?|[一二三四五六七八九]"
_TO = r"(?:[-~—–―]{1,2}|起?[至到])"
_WEEKDAY_NOTE = r"(?:\((?:周|星期)[一二三四五六日天]\))?"
_PART = r"上午|下午|晚上|晚间|中午|凌晨|清晨|早上|早晨|傍晚|当晚|深夜|上旬|中旬|下旬|晚(?!会|宴|报|间)|早(?=[,。])"
_HOUR = r"(?:[0-9]{1,2}(?:时|:[0-5][0-9])(?:[0-9]{1,2}分)?许?|(?<=[午晨晚上])[0-9]{1,2}点(?:[0-9]{1,2}分|半)?)?"
_SEASON = r"年?(?:上半年|下半年)|前三季度|第?[一二三四1-4]季度"
_MOD = (
    r"上旬|中下旬|上中旬|中旬|下旬|年?初(?!中|步|心|期|级|始|[一二三四五六七八九十])|年?底(?!层|部|盘|下|气|线|蕴|子)|年?末|"
    rf"{_SEASON}|[春夏秋冬](?:季|天)?(?!节|雷|城|运|令)"
)
_TAIL = (
    r"以来|至今|迄今|[以之]后|后(?!勤|备|代|来|期|续|发|者|方|盾|山|面|排)|"
    r"起(?!草|步|点|来|到|义|源|价|伏|诉|见|落|飞|因|航)|开始|前后|左右|"
    r"[以之]前|前(?!往|来|去|后|夕|进|景|沿|期|述|海|所|提|线|端|任|身|锋|台|副|总|三|两|五|赴)|期间|年间|间(?!接|隔|或)"
)
# A numeral that a unit or a dash follows: elsewhere no date can begin.
_DATE_GATE = re.compile("[0-9一二三四五六七八九十廿元](?=[0-9〇零○一二三四五六七八九十]{0,3}[年月日号~至到—–―-])")
_DATE = re.compile(
    rf"""(?:
      (?:({_YEAR}|{_SHORT_YEAR})                                                            # 1
         (?:年度?(?:({MONTH})(?:月份?(?:({DAY})(?:[日号]|(?=[ ][0-2]\d:\d)|(?={_TO}(?:(?:{DAY})[日号]|(?:{MONTH})月))))?|(?={_TO}(?:{MONTH})月)))?
           |(?={_TO}(?:{_YEAR})年))                                                         # 2 3
        |({MONTH})(?:月份?(?:({DAY})(?:[日号]|(?={_TO}(?:(?:{DAY})[日号]|(?:{MONTH})月))))?|(?={_TO}(?:{MONTH})月))  # 4 5
        |({DAY})(?:[日号]|(?={_TO}(?:{DAY})[日号]))                                       # 6
      )
      {_WEEKDAY_NOTE}({_MOD})?({_PART})?{_HOUR}                                             # 7 8
      (?:{_TO}(?:
         ({_YEAR})年度?(?:({MONTH})月份?(?:({DAY})[日号]?)?)?                              # 9 10 11
        |({MONTH})月份?(?:({DAY})[日号])?                                                  # 12 13
        |({DAY})[日号]                                                                      # 14
        |(今|现在|目前|(?=[上下]午))                                                          # 15
        ){_WEEKDAY_NOTE}({_MOD})?({_PART})?{_HOUR})?                                         # 16 17
      ({_TAIL})?()                                                                           # 18 19
    )""",
    re.VERBOSE,
)
_ISO_DAY = r"3[01]|[12][0-9]|0?[1-9]"
_ISO_MONTH = r"1[0-2]|0?[1-9]"
_ISO = re.compile(
    rf"((?:19|20)[0-9]{{2}})(?:([-./])({_ISO_MONTH})\2({_ISO_DAY})(?![0-9])"
    rf"(?:[ T]?[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
    rf"(?:[-~—–至到]{{1,2}}(?:((?:19|20)[0-9]{{2}})\2)?({_ISO_MONTH})\2({_ISO_DAY})(?![0-9]))?"
    rf"|(?:[-~—–]|至|到)((?:19|20)[0-9]{{2}})(?=[)\]》”’\",。;、:\s]|$))"
)
_CENTURIES = ("19", "20")
# 25.05.2016, 25/05/2016: some offices' pages put the day first.
# Matched from the first mark on, as the text may hold many numerals and few marks.
_DAY_FIRST = re.compile(
    r"([./])(?<=(?<![0-9./])(0[1-9]|[12][0-9]|3[01])\1)(0[1-9]|1[0-2])\1((?:19|20)[0-9]{2})(?![0-9./])"
)
# 17-12-14日到16日: a date in figures that lost its century, closed with 日; matched from the first mark on, too.
_SHORT_ISO = re.compile(
    rf"-(?<=(?<![0-9.\-/])([0-9]{{2}})-)({_ISO_MONTH})-({_ISO_DAY})日(?:{_TO}(?:({_ISO_MONTH})月)?({_ISO_DAY})日)?"
)
_MARKED_YEARS = (".19", ".20", "/19", "/20")
# 101-03-26, 民国101年3月26日: years of the Republic, as pages of Taiwan count them.
_REPUBLIC = re.compile(
    r"(?:(?<=[:|\s\n])(1[0-3][0-9])([-./])(0[1-9]|1[0-2])\2(0[1-9]|[12][0-9]|3[01])(?![0-9])"
    r"|民国([1-9][0-9]|1[0-3][0-9])年(1[0-2]|[1-9])月([12][0-9]|3[01]|[1-9])日)"
)
_LIST = re.compile(
    rf"(?:({_YEAR})年)?(?:({MONTH})月)?((?:{DAY})(?:、(?:{DAY}))*[、和及](?:{DAY}))[日号]"
    rf"|(?:({_YEAR})年)?((?:{MONTH})(?:、(?:{MONTH}))*[、和及](?:{MONTH}))月份?(?!{DAY})"
    rf"|((?:{_YEAR})(?:、(?:{_YEAR}))*[、和及](?:{_YEAR}))年(?!{MONTH})"
)
_LIST_GATE = re.compile(r"[0-9一二三四五六七八九十][、和及][0-9一二三四五六七八九十]{1,4}[日号月年]")
_RUN_TOGETHER = re.compile(r"日(?<=[0-9]{3}日)")
_BEFORE_RUN = re.compile(r"(?:((?:19|20)[0-9]{2})年)?(1[0-2]|0?[1-9])月$")
# from the colon on: a pattern that begins with a literal is searched for much faster
_CLOCK = re.compile(r":[0-5][0-9](?::[0-5][0-9])?(?![0-9])")
_PARTS = {
    "上午": "morning", "早上": "morning", "早晨": "morning", "清晨": "morning", "凌晨": "morning", "早": "morning",
    "晨": "morning", "中午": "noon", "下午": "afternoon", "傍晚": "evening", "晚": "evening", "晚上": "evening",
    "晚间": "evening", "当晚": "evening", "深夜": "evening", "夜": "evening",
    "上旬": "early", "上中旬": "early", "初": "early", "年初": "early", "中旬": "mid", "下旬": "late", "中下旬": "late",
    "底": "end", "年底": "end", "末": "end", "年末": "end",
    "春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter",
}  # fmt: skip
_MONTHS_OF = {
    "上半年": (1, 6, "first_half"), "下半年": (7, 12, "second_half"), "前三季度": (1, 9, None),
    "一季度": (1, 3, "quarter:1"), "二季度": (4, 6, "quarter:2"), "三季度": (7, 9, "quarter:3"),
    "四季度": (10, 12, "quarter:4"),
}  # fmt: skip
_OPEN_END = frozenset({"以来", "至今", "迄今", "以后", "之后", "后", "起", "开始"})
_OPEN_START = frozenset({"以前", "之前", "前"})
# 每7日, 为期5日, 近3日 are lengths or habits, not days of a month.
_NOT_BEFORE_DAY = frozenset("每期近共第前后满历余多·达逾约今昨明次当同翌整数")
_NOT_AFTER_DAY = frozenset("内游均龄谈照报元后前")
# 十八日率团, 二十六日抵京: what a delegation does on a day told in characters.
_GOES = frozenset("率赴抵访搭乘启飞")
_LASTING = frozenset(("历时", "为期", "长达", "共计", "连续"))
_BEFORE_DIGIT = frozenset("0123456789.-/%_:")


def _modified(year: int | None, word: str) -> tuple[Day, Day, str | None] | None:
    """Months meant by 上半年, 前三季度, 第一季度; None for other words."""
    key = word.removeprefix("年").removeprefix("第")
    if key[0] in "1234":
        key = "一二三四"[int(key[0]) - 1] + key[1:]
    months = _MONTHS_OF.get(key)
    if months is None:
        return None
    return day_of(year, months[0]), day_of(year, months[1]), months[2]


def _kind(day: Day) -> str:
    return "day" if day.day is not None else "month" if day.month is not None else "year"


def _opened(text: str, start: int, tail: str | None) -> tuple[int, str | None]:
    """Where the mention begins with its preposition, and which end the words leave open."""
    if tail is None and (start == 0 or text[start - 1] not in "至止到"):
        return start, None
    before = text[max(0, start - 3) : start]
    if before.endswith(("截至", "截止")):
        return start - 2, "open_start"
    if before.endswith(("截止到", "截至到")):
        return start - 3, "open_start"
    if tail in _OPEN_START:
        return start, "open_start"
    if tail in _OPEN_END:
        if before.endswith("自从"):
            return start - 2, "open_end"
        return (start - 1 if before.endswith(("自", "从")) else start), "open_end"
    if before.endswith(("至", "到")) and (len(before) == 1 or before[-2] in ",。;:、(“\n "):
        return start - 1, "open_start"
    return start, None


def _from_date(text: str, match: re.Match[str]) -> TimeMention | None:
    (y1, m1, d1, m1b, d1b, d1c, mod, part, y2, m2, d2, m2b, d2b, d2c, now, mod2, part2, tail, _) = match.groups()
    start, end = match.span()
    before = text[start - 1] if start else "\n"
    if before in _BEFORE_DIGIT and inside_number(text, start):
        return None
    if before == "历" and text[start - 2] in "农阴旧":
        return None
    if d1c is not None:
        following = text[end] if end < len(text) else "\n"
        goes = following in _GOES and text[start - 2 : start] not in _LASTING  # 市长周达18日率团
        if (before in _NOT_BEFORE_DAY and not goes) or (following in _NOT_AFTER_DAY and d2c is None):
            return None
        bare = d2c is None and part is None
        if bare and before not in "月于" and (d1c[0] not in NUMERALS or text[match.end(6)] == "号"):
            told = d1c[0] not in NUMERALS and len(d1c) > 1 and (goes or following in "在上下联")
            spoken = text[match.end(6)] == "号"  # 22号,代表团…: a day of the month, as people say it
            if spoken and not (before in ",。;:\n (" and following in ",上下晚早"):
                return None
            if not told and not spoken:
                return None
        first = day_of(None, None, number_of(d1c))
    elif m1b is not None:
        if m1b == "元" and (before in "万亿千百十多余几美港欧日" or before in NUMERALS):
            return None
        first = day_of(None, number_of(m1b), number_of(d1b) if d1b else None)
    else:
        first = day_of(year_of(y1), number_of(m1) if m1 else None, number_of(d1) if d1 else None)
    last = first
    damaged = False
    if y2 or m2b or d2c:
        last, damaged = _range_end(first, y2, m2 or m2b, d2 or d2b or d2c)
        mod, part = mod2, part2
    kind = "range" if last is not first else _kind(first)
    if mod:
        span = _modified(first.year, mod)
        if span is not None and first.month is None:
            first, last, part = span
            kind = "range"
        elif part is None:
            part = _PARTS.get(mod) or _PARTS.get(mod[0])
    if part is not None:
        part = _PARTS.get(part, part)
    if now:
        return TimeMention(start, end, first, None, "open_end", None, part)
    start, opening = _opened(text, start, tail)
    if opening == "open_start":
        return TimeMention(start, end, day_of(), last, opening, None, part)
    if opening == "open_end":
        return TimeMention(start, end, first, None, opening, None, part)
    if tail in ("前后", "左右"):
        part = "around"
    return TimeMention(start, end, first, last, kind, None, part, damaged)


def _range_end(first: Day, year: str | None, month: str | None, day: str | None) -> tuple[Day, bool]:
    """The last day of a range, with what it leaves out taken from the first; and whether the range runs backwards."""
    year_value = year_of(year) if year else first.year
    month_value = number_of(month) if month else first.month if day else None
    last = day_of(year_value, month_value, number_of(day) if day else None)
    if year is None and first.year is not None and month and first.month and month_value and month_value < first.month:
        last = day_of(first.year + 1, month_value, last.day)
    backwards = (
        (last.year is not None and first.year is not None and last.year < first.year)
        or (first.month == last.month and first.year == last.year and None not in (first.day, last.day)
            and first.day > last.day)  # type: ignore[operator]
    )  # fmt: skip
    return last, bool(backwards)


def _from_iso(text: str, match: re.Match[str]) -> TimeMention | None:
    y1, _, m1, d1, y2, m2, d2, until = match.groups()
    start, end = match.span()
    if start and (
        text[start - 1] in _BEFORE_DIGIT - {":"} or (text[start - 1].isascii() and text[start - 1].isalpha())
    ):
        return None
    if until is not None:
        if int(until) <= int(y1):
            return None
        return TimeMention(start, end, day_of(int(y1)), day_of(int(until)), "range")
    if end + 1 < len(text) and text[end] in "-./" and text[end + 1] in NUMERALS:
        return None
    first = day_of(int(y1), int(m1), int(d1))
    if m2 is None:
        return TimeMention(start, end, first, first, "day")
    last = day_of(int(y2 or y1), int(m2), int(d2))
    return TimeMention(start, end, first, last, "range")


_LIST_PIECE = re.compile(r"[^、和及]+")


def _from_list(text: str, match: re.Match[str]) -> Iterator[TimeMention]:
    year, month, days, year_b, months, years = match.groups()
    start = match.start()
    if start and inside_number(text, start):
        return
    items, group = (days, 3) if days else (months, 5) if months else (years, 6)
    offset = match.start(group)
    pieces = list(_LIST_PIECE.finditer(items))
    known_year = year_of(year or year_b) if year or year_b else None
    for index, piece in enumerate(pieces):
        left = start if index == 0 else offset + piece.start()
        right = match.end() if index == len(pieces) - 1 else offset + piece.end()
        if days:
            day = day_of(known_year, number_of(month) if month else None, number_of(piece.group()))
        elif months:
            day = day_of(known_year, number_of(piece.group()))
        else:
            day = day_of(year_of(piece.group()))
        yield TimeMention(left, right, day, day, _kind(day), inherits=index > 0 and not years)


def _from_run_together(text: str, match: re.Match[str]) -> TimeMention | None:
    """1月1218日: the dash between two days was lost. Only a rising pair of days is taken for one."""
    end = match.end()
    start = end - (5 if text[end - 5 : end - 4] in NUMERALS else 4)
    run = text[start : end - 1]
    head = _BEFORE_RUN.search(text, max(0, start - 8), start)
    year = month = None
    if head is not None:
        start, year, month = head.start(), head.group(1), int(head.group(2))
    if start and inside_number(text, start):
        return None
    for cut in (2, 1):
        left, right = run[:cut], run[cut:]
        if left[0] != "0" and right[0] != "0" and len(right) <= 2 and int(left) < int(right) <= 31:
            known = (int(year) if year else None, month)
            return TimeMention(start, end, day_of(*known, int(left)), day_of(*known, int(right)), "range", damaged=True)
    return None


def _from_clock(text: str, match: re.Match[str]) -> TimeMention | None:
    start, end = match.span()
    hours = 2 if start > 1 and text[start - 2] in NUMERALS else 1
    hour = text[max(0, start - hours) : start]
    if not hour.isdecimal() or int(hour) > 23 or (start > hours and inside_number(text, start - hours)):
        return None
    return TimeMention(start - hours, end, day_of(), day_of(), "clock")


def find_dates(text: str) -> list[TimeMention]:
    """Dates and ranges in normalised Chinese text, in their order."""
    found: list[TimeMention] = []
    taken: list[tuple[int, int]] = []
    for match in matched_at(offsets_of(text, _CENTURIES), _ISO, text):
        mention = _from_iso(text, match)
        taken.append(match.span())
        if mention is not None:
            found.append(mention)
    if any(mark in text for mark in _MARKED_YEARS):
        for match in _DAY_FIRST.finditer(text):
            start, end = match.start(2), match.end()
            taken.append((start, end))
            day = day_of(int(match.group(4)), int(match.group(3)), int(match.group(2)))
            found.append(TimeMention(start, end, day, day, "day"))
    for match in _SHORT_ISO.finditer(text) if "-" in text else ():
        year, month, number, month2, number2 = (int(part) if part else None for part in match.groups())
        day = day_of((year or 0) + 2000, month, number)
        last = day_of(day.year, month2 or month, number2) if number2 else day
        taken.append((match.start(1), match.end()))
        found.append(TimeMention(match.start(1), match.end(), day, last, "range" if number2 else "day"))
    for match in _REPUBLIC.finditer(text) if "民国" in text or "日期" in text else ():
        year, month, number = map(int, match.group(1, 3, 4) if match.group(1) else match.group(5, 6, 7))
        taken.append(match.span())
        day = day_of(year + 1911, month, number)
        found.append(TimeMention(*match.span(), day, day, "day"))
    if _LIST_GATE.search(text):
        for match in _LIST.finditer(text):
            items = list(_from_list(text, match))
            if items:
                taken.append(match.span())
                found += items
    for match in _RUN_TOGETHER.finditer(text):
        mention = _from_run_together(text, match)
        if mention is not None:
            taken.append((mention.start, mention.end))
            found.append(mention)
    clocks: list[TimeMention] = []
    if ":" in text:
        for match in _CLOCK.finditer(text):
            mention = _from_clock(text, match)
            if mention is not None and not any(left < mention.start < right for left, right in taken):
                clocks.append(mention)
    plain = not taken
    taken.sort()
    position = 0
    for match in found_at(_DATE_GATE, _DATE, text):
        if not plain:
            start, end = match.span()
            while position < len(taken) and taken[position][1] <= start:
                position += 1
            if position < len(taken) and taken[position][0] < end:
                continue
        mention = _from_date(text, match)
        if mention is not None:
            found.append(mention)
    if clocks:  # 16日11:04: the date takes its hour with it
        dates = [(m.start, m.end) for m in found]
        found += [c for c in clocks if not any(left < c.end and c.start < right for left, right in dates)]
    if clocks or not plain:
        found.sort(key=lambda mention: mention.start)
    return found
