"""English grammar of time: July 10 to 11, mid-March, from 2015 to 2020, Tuesday, last year, the past five years."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from tashan.reading._patterns import forked, found_at, found_led
from tashan.reading._times_types import Day, TimeMention, day_of
from tashan.reading._windows import offsets, offsets_of, windows

_NAMES = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_MONTHS = {name[:3].lower(): number for number, name in enumerate(_NAMES.split("|")[:12], 1)}
_M = rf"(?:{_NAMES})(?:\b\.?|(?=[0-9]))"  # May 8, Aug. 8, May8
_D = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th)?(?![0-9]|\.[0-9]|,(?!(?:19|20)[0-9]{2}\b)[0-9]|%|:[0-9])"
_Y = r"(?:1[6-9]|20)[0-9]{2}(?![0-9%]|[.,][0-9])"
_DD, _YY = "(?:3[01]|[12][0-9]|0?[1-9])", "(?:19|20)[0-9]{2}"
_RANGE = r" ?(?:-{1,2}|–|—|~|to|through|until|till) ?"
_WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_DAYPART = r"(morning|noon|afternoon|evening|night)"

# July 10 to 11, 2016 / July 30 to August 2 / Dec 14-15 / June 29
_MONTH_FIRST = re.compile(
    rf"\b({_M}) ?({_D})"
    rf"(?:{_RANGE}(?:({_M}) )?({_D})(?! (?:percent|billion|million|[a-z]*projects|cities|enterprises))"
    rf"(?: (?:of )?({_M})(?! ?[0-9]{{1,2}}\b))?)?"
    rf"(?: ?\({_WEEKDAY}\)(?=,? (?:1[6-9]|20)[0-9]{{2}}\b))?(?:(?:,| |, )(?:in )?({_Y})(?: ?\({_WEEKDAY}\))?)?"
)
# 18 to 22 March 2023 / 29 June 2023 / 22nd of June
_DAY_FIRST = re.compile(
    rf"\b({_D})(?:(?: ({_M})(?: ({_Y}))?)?{_RANGE}({_D}))? (?:of )?({_M})(?:(?:,? |,)({_Y}))?(?! ?[0-9])"
)
# March 2023 / May ~ August / May to August 2020 / mid-March / in March
_MONTH_ONLY = re.compile(
    rf"(?:\b([Mm]id|[Ee]arly|[Ll]ate)[- ]|\b((?:the )?(?:beginning|start|middle|end) of )|\b"
    r"((?i:in|since|until|by|of|from|last|this|next|before|after|during|usually|is|to)) )?"
    rf"\b({_M})(?:(?:{_RANGE}|,? and )({_M})(?! [0-9]{{1,2}}\b(?! ?,? [0-9]{{4}})))?(?:,? (?:of )?({_Y})| (this|last|next) year)?"
)
_YEARS = re.compile(
    rf"\b((?i:{forked('from|between|since|in|by|until|during|before|after|as of|around|of|year'.split('|'), ignoring_case=True)}) )?"
    r"(?:((?:the )?(?i:end|beginning|middle|start|first half|second half|(?:first|second|third|fourth) quarter) of (?:the year )?)|"
    r"([Ee]arly |[Ll]ate |[Mm]id-))?"
    rf"({_Y})(?:{_RANGE}({_Y}|[0-9]{{2}}(?![0-9]))| and ({_Y}))?"
)
_ISO = re.compile(
    r"(?<![0-9./-])((?:19|20)[0-9]{2})([-./])(1[0-2]|0?[1-9])\2(3[01]|[12][0-9]|0?[1-9])(?![0-9])"
    r"(?:[ T][0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
    # pages in English on Chinese sites keep the stamp of the site
    r"|((?:19|20)[0-9]{2})年(1[0-2]|0?[1-9])月(3[01]|[12][0-9]|0?[1-9])日(?: [0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
)
# stamps of pages: 6-Sep-2019, 2019-Sep-6, 29-3-2023, 07 20, 2020
_STAMPED = re.compile(
    rf"(?<![0-9./-])(?:({_DD})[-./ ]({_NAMES})[-./ ]({_YY})|({_YY})[-./ ]({_NAMES})[-./ ]({_DD})"
    rf"|({_DD})([-./])({_DD})\8({_YY})|(0[1-9]|1[0-2]) ({_DD}), ({_YY}))(?![0-9])"
)
_BARE_DAY = re.compile(
    r"[Oo](?<!\w.)n (?:the )?(?:(?:morning|afternoon|evening|night) of (?:the )?)?(3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)(?=[,.;])"
)
_BARE_DAYS = re.compile(
    r"[Ff](?<!\w.)rom (?:the )?(3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th) to (?:the )?(3[01]|[12][0-9]|[1-9])(?:st|nd|rd|th)(?=[,.;])"
)
_CLOCK = re.compile(r"\b(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?: ?[ap]\.?m\.?)?")
_COUNT = r"[0-9]{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty"
_WORDS = re.compile(
    rf"""\b(?:
      ((?:[Tt]his|[Ll]ast|[Nn]ext|[Cc]oming)\ )?({_WEEKDAY})s?(?:\ {_DAYPART})?(?:\ \(({_D})\ ({_M})\)|,?\ \(?(?={_M}\ [0-9]))?()   # 1-6
      |([Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Tt]his\ (?:morning|afternoon|evening)|[Ll]ast\ night)(?:\ {_DAYPART})?()      # 7-9
      |([Tt]he\ (?:same|next|following)\ day|[Tt]he\ day\ (?:before|after)|[Tt]hat\ day)()                                           # 10 11
      |((?:[Tt]his|[Ll]ast|[Nn]ext|[Tt]he\ (?:same|following|previous))\ (?:year|month|week))()                                     # 12 13
      |(?:[Ii]n\ |[Oo]ver\ |[Dd]uring\ |[Ff]or\ |[Ww]ithin\ )?(?:[Tt]he\ )?(?:past|last|recent|previous)\ ({_COUNT})\ (years?|months?|decades?)()  # 14-16
      |(?:[Ii]n\ |[Oo]ver\ )?(?:[Tt]he\ )?(past|last)\ (year|decade|month)()                                                        # 17-19
      |(?:[Ii]n\ |[Oo]ver\ )?(?:[Tt]he\ )?(?:next|coming)\ ({_COUNT})\ years()                                                     # 20 21
      |({_COUNT})\ (years|months|days|weeks)\ (ago|later|earlier)()                                                                  # 22-25
      |((?i:in\ recent\ (?:years|days|months)|in\ the\ past\ few\ years|recently|lately|recent\ years|not\ long\ ago|the\ other\ day))()  # 26 27
      |(?:[Tt]he\ )?(1[0-5]|[6-9]|(?i:tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth))(?:th)?\ [Ff]ive-[Yy]ear\ [Pp]lan(?:\ period)?()  # 28 29
      |([Ss]ince\ |[Aa]fter\ )(?:the\ )?(?:(reform\ and\ opening(?:-|\ )?up)|(1[5-9]|20)th\ (?:CPC\ )?National\ (?:Party\ )?Congress)()   # 30-33
      |((?:[Aa]s\ of|[Bb]y|[Uu]p\ to|[Uu]ntil)\ now|[Ss]o\ far|[Tt]o\ date)()                                                        # 34 35
      |[Tt]he\ ([1-9]0)s()                                                                                                          # 36 37
      |[Tt]he\ ((?:19|20)[0-9]0)s()                                                                                                 # 38 39
    )\b""",
    re.VERBOSE,
)
# Where one of the words can begin: its first two characters at the beginning of a word.
_WORDS_GATE = re.compile(
    r"[TtLlNnCcMWFSYyIiOoDdfwpRrAaBbUusEe0-9](?<!\w.)(?:(?<=[0-9])|(?<=[Tt])(?=[HEWeuw]|h(?!e [^sndflprcotefTEFO0-9])|o(?! [^d]))"
    r"|(?<=[Ll])(?=[aA])|(?<=[Nn])(?=[eoiEO])|(?<=[Cc])(?=o)|(?<=M)(?=o)|(?<=[Ww])(?=[ei])|(?<=F)(?=[roiOI])|(?<=[Ss])(?=[auioe])"
    r"|(?<=[Yy])(?=e)|(?<=[Ii])(?=[nN])|(?<=[Oo])(?=[vn])|(?<=[Dd])(?=u)|(?<=f)(?=[oiOI])|(?<=p)(?=[ar])|(?<=[Rr])(?=[eE])"
    r"|(?<=[Aa])(?=[fs])|(?<=[Bb])(?=y)|(?<=[Uu])(?=[pn])|(?<=[Ee])(?=[ilL]))"
)
_MONTH_NAME = re.compile(_NAMES)
_NUMBER = re.compile(r"[0-9](?<!\w.)")
_YEAR_NUMBER = re.compile("1[6-9][0-9]{2}|20[0-9]{2}")
# Where stamps can begin, by characters that the engine can search for.
_ISO_GATE = re.compile("[12](?=[90][0-9]{2}[-./年])")
_STAMPED_GATE = re.compile(f"[0-9](?<![0-9./-].)(?=[0-9]{{0,3}}[-./ ](?:[0-9]|{_NAMES}))")
# How the words end that a match may hold before its month or its year.
_BEFORE_MONTH = (
    "mid-", "early-", "late-",
    *(f"{word} " for word in "mid early late of in since until by from last this next before after during usually is to".split()),
)  # fmt: skip
_BEFORE_YEAR = (
    "mid-",
    *(f"{word} " for word in "from between since in by until during before after of around year early late".split()),
)
_LEAD = 56  # more than the longest words that may stand before a month or a year in one match
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "fifteen": 15, "twenty": 20, "thirty": 30, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15,
}  # fmt: skip
_WEEK = {name: number for number, name in enumerate(_WEEKDAY[3:-1].split("|"), 1)}
_PARTS = {
    "mid": "mid", "early": "early", "late": "late", "beginning": "early", "start": "early", "middle": "mid",
    "end": "end", "morning": "morning", "afternoon": "afternoon", "evening": "evening", "night": "evening",
    "noon": "noon",
}  # fmt: skip
_HALVES = {
    "first half": (1, 6, "first_half"), "second half": (7, 12, "second_half"), "first quarter": (1, 3, "quarter:1"),
    "second quarter": (4, 6, "quarter:2"), "third quarter": (7, 9, "quarter:3"), "fourth quarter": (10, 12, "quarter:4"),
}  # fmt: skip
_CONGRESS = {"15": (1997, 9), "16": (2002, 11), "17": (2007, 10), "18": (2012, 11), "19": (2017, 10), "20": (2022, 10)}
_NOTHING = day_of()
# What a time cannot do without; searched first, since most English text holds none of it.
_HOT = re.compile(
    r"[0-9JFMASOND](?:(?<=[0-9])|(?<=J)(?:an|un|ul)|(?<=F)eb|(?<=M)a[ry]|(?<=A)(?:pr|ug)|(?<=S)ep|(?<=O)ct|(?<=N)ov|(?<=D)ec)"
)
_HOT_WORDS = (
    "day", "year", "month", "week", "decade", "ecent", "ately", "tomorrow", "onight", "his morning", "his afternoon",
    "his evening", "ast night", "o far", "to date", "ot long ago", "reform and open", "Five-", "by now", "of now",
)  # fmt: skip
_REACH = 48
# The words of which one stands in every match of the words of time, in lower case, and how far behind its beginning.
_WORDS_HOLD = (
    "day", "year", "month", "week", "decade", "ecent", "ately", "tomorrow", "onight", "his morning", "his afternoon",
    "his evening", "ast night", "o far", "to date", "ot long ago", "reform and open", " now", "ongress", "0s",
)  # fmt: skip
_WORDS_REACH = 40
_BARE_MAY = re.compile(r"^(?:May|March|Mar|Sep|Dec|Jan)\b")
# a numeral before a noun is a number of things, not a day or a year: March 23 projects, 2022 billion
_AMOUNT_AFTER = re.compile(
    r" ?(?:billion|million|trillion|yuan|percent|per cent|kilomet|km\b|enterprises|projects|people|sets|cities|mu\b|tons|"
    r"households|companies)"
)


def _day(word: str) -> int:
    return int(word.rstrip("stndrh"))


def _month(word: str) -> int:
    return _MONTHS[word[:3].lower()]


def _count(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]


def _kind(day: Day) -> str:
    return "day" if day.day is not None else "month" if day.month is not None else "year"


def _mention(start: int, end: int, first: Day, last: Day, part: str | None = None) -> TimeMention:
    backwards = (
        (first.year, first.month) == (last.year, last.month)
        and first.day is not None and last.day is not None and last.day < first.day
    ) or (first.year is not None and last.year is not None and last.year < first.year)  # fmt: skip
    kind = "range" if first != last or (first is not last) else _kind(first)
    return TimeMention(start, end, first, last, kind, None, part, backwards)


def _month_first(text: str, match: re.Match[str]) -> list[TimeMention]:
    month, day, month_2, day_2, month_3, year = match.groups()
    month_2 = month_2 or month_3
    if month_2 is None and day_2 is None and _AMOUNT_AFTER.match(text, match.end()):
        return []
    start, end = match.span()
    year_value = int(year) if year else None
    first = day_of(year_value, _month(month), _day(day))
    if day_2 is None:
        return [_opened(text, start, end, first)]
    last_month = _month(month_2) if month_2 else first.month
    last = day_of(year_value, last_month, _day(day_2))
    if year_value is not None and last_month is not None and first.month is not None and last_month < first.month:
        first = day_of(year_value - 1, first.month, first.day)
    return [_mention(start, end, first, last)]


_AND_DAY = re.compile(
    rf"(?:, (?={_D}(?:,| and ))|,? and )({_D})(?:, ({_Y}))?(?! ?(?:{_NAMES})\b| (?!and\b|respectively)[a-z])"
)


def _listed(text: str, made: list[TimeMention]) -> list[TimeMention]:
    """March 3 and 17: the later day is in the same month."""
    last = made[-1] if made else None
    while last is not None and last.first.month is not None and last.first.day is not None and last.kind != "open_end":
        match = _AND_DAY.match(text, last.end)
        if match is None:
            break
        year = int(match.group(2)) if match.group(2) else (last.last or last.first).year
        day = day_of(year, (last.last or last.first).month, _day(match.group(1)))
        last = TimeMention(match.start(1), match.end(), day, day, "day", inherits=True)
        made.append(last)
    return made


def _opened(text: str, start: int, end: int, first: Day, part: str | None = None) -> TimeMention:
    """A single date with the preposition that leaves one end open (since, until, by, before)."""
    before = text[max(0, start - 14) : start].lower()
    for word in ("since ", "starting from ", "starting ", "beginning ", "as from ", "effective "):
        if before.endswith(word):
            return TimeMention(start - len(word), end, first, None, "open_end", None, part)
    for word in ("as of ", "until ", "before ", "by ", "up to "):
        if before.endswith(word):
            return TimeMention(start - len(word), end, _NOTHING, first, "open_start", None, part)
    return TimeMention(start, end, first, first, _kind(first), None, part)


def _day_first(text: str, match: re.Match[str]) -> list[TimeMention]:
    day, month_1, year_1, day_2, month, year = match.groups()
    start, end = match.span()
    year_value = int(year) if year else None
    last_day = _day(day_2) if day_2 else _day(day)
    last = day_of(year_value, _month(month), last_day)
    if day_2 is None:
        return [_opened(text, start, end, last)]
    first = day_of(int(year_1) if year_1 else year_value, _month(month_1) if month_1 else last.month, _day(day))
    return [_mention(start, end, first, last)]


def _month_only(text: str, match: re.Match[str]) -> list[TimeMention]:
    mod, phrase, preposition, month, month_2, year, hanging = match.groups()
    name = month.rstrip(".")
    signed = mod or phrase or preposition or year or month_2 or hanging
    if not signed and (_BARE_MAY.match(name) or len(name) <= 4):
        return []
    if name == "May" and not (mod or phrase or year or month_2 or hanging) and preposition in ("is", "to", None):
        return []
    start, end = match.start(4), match.end()
    part = None
    if mod:
        start, part = match.start(1), _PARTS[mod.lower()]
    elif phrase:
        start, part = match.start(2), _PARTS[phrase.split()[-2]]
    year_value = int(year) if year else None
    first = day_of(year_value, _month(month))
    if month_2:
        last = day_of(year_value, _month(month_2))
        return [_mention(start, end, first, last, part)]
    if hanging or (preposition and preposition.lower() in ("last", "this", "next")):
        relative = f"{hanging}_year" if hanging else None
        return [TimeMention(start, end, first, first, "month", relative, part)]
    return [_opened(text, start, end, first, part)]


def _years(text: str, match: re.Match[str]) -> list[TimeMention]:
    preposition, phrase, mod, year, until, other = match.groups()
    start, end = match.start(4), match.end()
    if _AMOUNT_AFTER.match(text, end) or (start and text[start - 1] in "$¥,.-/"):
        return []
    signed = preposition or phrase or mod or until
    if not signed and text[end : end + 1] not in (",", ".", ")", ";", "") and not text[end : end + 1].isspace():
        return []
    if not signed and not _plain_year(text, start):
        return []
    part = _PARTS.get(mod.strip(" -").lower()) if mod else None
    if phrase or mod:
        start = match.start(2) if phrase else match.start(3)
    value = int(year)
    if phrase:
        key = re.sub(r"^(?:the )?| of (?:the year )?$", "", phrase.lower())
        if key in _HALVES:
            low, high, part = _HALVES[key]
            return [TimeMention(start, end, day_of(value, low), day_of(value, high), "range", None, part)]
        part = _PARTS[key]
    if until:
        final = int(until) if len(until) == 4 else value // 100 * 100 + int(until)
        return [_mention(start, end, day_of(value), day_of(final), part)]
    if other:
        joined = (preposition or "").lower() == "between "
        last = day_of(int(other))
        if joined:
            return [_mention(start, end, day_of(value), last, part)]
        return [
            TimeMention(start, match.start(6) - 5, day_of(value), day_of(value), "year"),
            TimeMention(match.start(6), end, last, last, "year"),
        ]
    return [_opened(text, start, end, day_of(value), part)]


def _plain_year(text: str, start: int) -> bool:
    """A bare year: at the start, after a bracket or a blank, and not a number of things."""
    return start == 0 or text[start - 1] in " (\n["


def _words(match: re.Match[str]) -> TimeMention | None:
    start, end = match.span()
    index = match.lastindex
    first = _NOTHING
    kind, relative, part = "relative", "", None
    if index == 6:
        which, day, daypart, number, month = match.group(1, 2, 3, 4, 5)
        prefix = {"last": "past_", "next": "next_", "coming": "next_"}.get((which or "").strip().lower(), "")
        relative = f"{prefix}weekday:{_WEEK[day]}"
        part = _PARTS.get(daypart or "")
        if number:
            first = day_of(None, _month(month), _day(number))
            return TimeMention(start, end, first, first, "day", None, part)
        end = match.end(3) if daypart else match.end(2)
    elif index == 9:
        word = match.group(7).lower()
        relative = "yesterday" if word in ("yesterday", "last night") else "tomorrow" if word == "tomorrow" else "today"
        part = _PARTS.get(match.group(8) or word.split()[-1])
    elif index == 11:
        word = match.group(10).lower()
        relative = "next_day" if "next" in word or "following" in word or word.endswith("after") else "same_day"
        if word.endswith("before"):
            return None
    elif index == 13:
        which, _, unit = match.group(12).lower().rpartition(" ")
        name = {"this": "this", "last": "last", "next": "next", "the same": "same", "the following": "next",
                "the previous": "last"}[which]  # fmt: skip
        relative = f"{name}_{unit}"
        if which == "the following":
            relative = f"next_{unit}_after"
    elif index == 16:
        unit = match.group(15)
        factor = 10 if unit.startswith("decade") else 1
        relative = f"last_{'months' if unit.startswith('month') else 'years'}:{_count(match.group(14)) * factor}"
    elif index == 19:
        relative = {"year": "last_years:1", "decade": "last_years:10", "month": "last_months:1"}[match.group(18)]
        if match.group(17) == "last" and match.group(18) != "decade":
            relative = f"last_{match.group(18)}"
    elif index == 21:
        relative = f"next_years:{_count(match.group(20))}"
    elif index == 25:
        count, unit, side = _count(match.group(22)), match.group(23), match.group(24)
        if unit == "weeks":
            count, unit = count * 7, "days"
        relative = f"{unit}_{'after' if side == 'later' else 'before'}:{count}"
    elif index == 27:
        kind, relative = "vague", "recent"
    elif index == 35:
        kind, relative = "vague", "now"
    else:
        return _era(match, start, end)
    return TimeMention(start, end, first, first, kind, relative, part)


def _era(match: re.Match[str], start: int, end: int) -> TimeMention:
    if match.lastindex == 29:
        number = _count(match.group(28))
        begin = 1981 + (number - 6) * 5
        return TimeMention(start, end, day_of(begin), day_of(begin + 4), "era")
    if match.lastindex == 33:
        event = (1978, 12) if match.group(31) else _CONGRESS[match.group(32)]
        return TimeMention(start, end, day_of(*event), None, "era")
    decade = int(match.group(36)) + 1900 if match.lastindex == 37 else int(match.group(38))
    return TimeMention(start, end, day_of(decade), day_of(decade + 9), "era")


def _iso(match: re.Match[str]) -> TimeMention:
    year, _, month, date, year_2, month_2, date_2 = match.groups()
    day = day_of(int(year or year_2), int(month or month_2), int(date or date_2))
    return TimeMention(match.start(), match.end(), day, day, "day")


def _stamped(match: re.Match[str]) -> TimeMention | None:
    """The day of a page's stamp; where two numbers may both be the month it is the second, but nobody knows with slashes."""
    groups = match.groups()
    if groups[1]:
        date, month, year = int(groups[0]), _month(groups[1]), int(groups[2])
    elif groups[4]:
        year, month, date = int(groups[3]), _month(groups[4]), int(groups[5])
    elif groups[9]:
        date, month, year = int(groups[6]), int(groups[8]), int(groups[9])
        if month > 12 >= date:
            date, month = month, date
        if month > 12 or (groups[7] == "/" and date <= 12 and date != month):
            return None
    else:
        month, date, year = int(groups[10]), int(groups[11]), int(groups[12])
    day = day_of(year, month, date)
    return TimeMention(match.start(), match.end(), day, day, "day")


def find_times_en(text: str) -> list[TimeMention]:
    """Times in normalised English text, see `times.find_times`."""
    found: list[TimeMention] = []
    words: list[int] | None = None
    for left, right in windows(text, offsets(text, _HOT, _HOT_WORDS), _REACH):
        if words is None:
            words = offsets_of(text.replace("İ", "i").lower(), _WORDS_HOLD)  # lower case of the same length
        found += _apart(_all(text, words[bisect_left(words, left) : bisect_left(words, right)], left, right))
    return found


def _words_near(text: str, spots: list[int], left: int, right: int) -> Iterator[re.Match[str]]:
    """What `_WORDS.finditer` finds, tried only before the words of which one stands in every match."""
    behind = left
    for spot in spots:
        for first in _WORDS_GATE.finditer(text, max(behind, spot - _WORDS_REACH)):
            at = first.start()
            if at > spot:
                break
            match = _WORDS.match(text, at, right) if at >= behind else None
            if match is not None:
                yield match
                behind = match.end()
        behind = max(behind, spot + 1)


def _all(text: str, spots: list[int], left: int, right: int) -> list[TimeMention]:
    """Everything that looks like a time in a stretch, the more telling patterns first."""
    found: list[TimeMention] = [_iso(match) for match in found_at(_ISO_GATE, _ISO, text, left, right)]
    if _MONTH_NAME.search(text, left, right):
        for gate, pattern, make in ((_MONTH_NAME, _MONTH_FIRST, _month_first), (_NUMBER, _DAY_FIRST, _day_first)):
            for match in found_at(gate, pattern, text, left, right):
                found += _listed(text, make(text, match))
    for match in found_led(_MONTH_NAME, _BEFORE_MONTH, _LEAD, _MONTH_ONLY, text, left, right):
        found += _month_only(text, match)
    found += [
        mention
        for match in found_at(_STAMPED_GATE, _STAMPED, text, left, right)
        if (mention := _stamped(match)) is not None
    ]
    for match in _BARE_DAYS.finditer(text, left, right):
        first, last = (day_of(None, None, int(match.group(n))) for n in (1, 2))
        found.append(_mention(match.start(1), match.end(), first, last))
    for match in _BARE_DAY.finditer(text, left, right):
        day = day_of(None, None, int(match.group(1)))
        found.append(TimeMention(match.start(1), match.end(), day, day, "day"))
    if text.find(":", left, right) >= 0:
        found += [
            TimeMention(*match.span(), _NOTHING, _NOTHING, "clock") for match in _CLOCK.finditer(text, left, right)
        ]
    found += [mention for match in _words_near(text, spots, left, right) if (mention := _words(match)) is not None]
    for match in found_led(_YEAR_NUMBER, _BEFORE_YEAR, _LEAD, _YEARS, text, left, right):
        found += _years(text, match)
    return found


def _apart(found: list[TimeMention]) -> list[TimeMention]:
    """Without overlaps; what was found by the more telling pattern stays."""
    kept: list[TimeMention] = []
    starts: list[int] = []
    for mention in found:
        at = bisect_left(starts, mention.end)
        if at and kept[at - 1].end > mention.start:
            continue
        starts.insert(at, mention.start)
        kept.insert(at, mention)
    return kept
