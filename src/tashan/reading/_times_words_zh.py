"""Chinese words of time without a calendar number: 昨天, 同年, 近五年, 上周五, “十四五”时期, 改革开放以后."""

from __future__ import annotations

import re

from tashan.reading._patterns import found_at
from tashan.reading._times_dates_zh import DAY, MONTH
from tashan.reading._times_numerals_zh import number_of
from tashan.reading._times_types import Day, TimeMention, day_of

_PART = r"(?:(上午|下午|晚上|晚间|中午|凌晨|清晨|早上|早晨|傍晚|夜间|晚(?!会|宴|报)))?"
_COUNT = r"[0-9]{1,2}|[一二两三四五六七八九十]{1,3}|半"
_MOD = (
    r"(年?初(?!中|步|心|期|级|始|[一二三四五六七八九十])|年?底(?!层|部|盘|下|气|线|蕴|子)|年?末|上半年|下半年|前三季度|第?[一二三四1-4]季度|"
    r"[春夏秋冬][季天]?(?!节|雷|城|运))?"
)

_DAY_WORDS = {
    "今天": "today", "今": "today", "昨": "yesterday",
    "今日": "today", "今晨": "today", "今早": "today", "今晚": "today", "即日": "today",
    "昨天": "yesterday", "昨日": "yesterday", "昨晚": "yesterday", "昨夜": "yesterday", "昨晨": "yesterday",
    "前天": "days_before:2", "前日": "days_before:2", "明天": "tomorrow", "明日": "tomorrow", "明晚": "tomorrow",
    "明晨": "tomorrow", "后天": "days_after:2", "后日": "days_after:2",
    "大后天": "days_after:3", "大前天": "days_before:3", "当天": "same_day", "当日": "same_day", "当晚": "same_day",
    "同日": "same_day", "同天": "same_day", "次日": "next_day", "翌日": "next_day", "隔日": "next_day",
    "同一天": "same_day", "第二天": "next_day",
}  # fmt: skip
_SPAN_WORDS = {
    "本月": "this_month", "当月": "same_month", "同月": "same_month", "上月": "last_month", "上个月": "last_month",
    "下月": "next_month", "下个月": "next_month", "次月": "next_month_after", "这个月": "this_month",
    "同年": "same_year", "当年": "same_year", "次年": "next_year_after", "翌年": "next_year_after",
    "去年": "last_year", "今年": "this_year", "明年": "next_year", "前年": "years_before:2", "后年": "years_after:2",
    "本年": "this_year", "上年": "last_year", "本年度": "this_year", "上年度": "last_year",
}  # fmt: skip
_VAGUE_WORDS = (
    "近日|日前|近期|最近(?!几年|[一二两三四五六七八九十0-9])|不久前|前不久|近年来?|近些年来?|近几年来?|最近几年来?|"
    "过去几年|这几年来?|近十几年来?|近几十年来?|多年来|长期以来|一直以来|连日来|几天来|月余来|前些年|早年间?"
)
_NOW_WORDS = "截至目前|截止目前|截至今天|截至发稿|截至今|迄今为止|迄今"
_WEEK = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7}

_PLANS = {
    "八": 1991, "九": 1996, "十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026,
    "七": 1986, "六": 1981,
}  # fmt: skip
# First day of each event an era is counted from (public dates of the Party congresses and plenums).
_EVENTS = {
    "改革开放": (1978, 12), "新中国成立": (1949, 10), "建国": (1949, 10), "入世": (2001, 12), "新世纪": (2001, None),
    "本世纪": (2001, None), "十一届三中全会": (1978, 12), "十四大": (1992, 10), "十五大": (1997, 9),
    "十六大": (2002, 11), "十七大": (2007, 10), "十八大": (2012, 11), "十八届三中全会": (2013, 11),
    "十九大": (2017, 10), "十九届五中全会": (2020, 10), "二十大": (2022, 10), "二十届三中全会": (2024, 7),
}  # fmt: skip
_ERA_TAIL = r"(以来|以后|之后|后(?!勤|备|代|来|期|续|发|的)|初期|至今)"

# The first two characters of any of the words; each alternative begins with a character that the engine can search for.
_WORDS_GATE = re.compile(
    "一(?=直)|不(?=久)|大(?=[前后])|上(?=[个月年周星礼])|中(?=共)|这(?=[个周星礼几0-9一二两三四五六七八九十半])|下(?=[个月周星礼])|"
    "本(?=[月年个周星礼世])|同(?=[日天一月年])|日(?=前)|当(?=[天日晚月年])|前(?=[天日年不些(])|后(?=[天年日])|长(?=期)|多(?=年)|"
    "新(?=[中世])|建(?=国)|入(?=世)|改(?=革)|党(?=的)|去(?=年)|过(?=去)|未(?=来)|近(?=[日期年些几来0-9一二两三四五六七八九十半])|"
    "最(?=近)|第(?=二)|今(?=[天日晨早晚年后(抵赴访率飞])|明(?=[天日晚晨年(])|昨(?=[天日晚夜晨(抵赴访率飞])|次(?=[日月年])|几(?=天)|月(?=余)|早(?=年)|"
    "截(?=[至止])|迄(?=今)|连(?=日)|即(?=日)|翌(?=[日年])|隔(?=日)|周(?=[一二三四五六日天])|星(?=期)|礼(?=拜)|"
    '十(?=[一二三四五六七八九])|二(?=十)|八(?=五)|九(?=五)|七(?=五)|六(?=五)|“(?=[十八九七六])|‘(?=[十八九七六])|"(?=[十八九七六])'
)
_WORDS = re.compile(
    rf"""(?:
      ([今昨前明])[天日]?\((?:({MONTH})月)?({DAY})日?\)(?:起日|日)?{_PART}()          # 1 2 3 4 5
      |(今天|今日(?!头条|中国)|今[晨早晚]|(?<![至如当现迄古从])[今昨](?=[抵赴率飞]|访(?![客谈]))|即日|昨[天日晚夜晨]|大前天|前[天日]|明(?:天(?!下)|[日晚晨])|大?后天|后日(?=起|率|赴|访|将|前往|启程|抵)|当天|当日(?!本|报)|当晚|同[日天]|同一天
        |次日|翌日|隔日|第二天(?!然|津|气)){_PART}()                                                       # 6 7 8
      |(本月|当月(?!湖)|同月|上个?月|下个?月|次月|这个月|同年(?!龄)|当年|次年|翌年|去年|今年|明年|(?<!大)前年|后年|本年度?|上年度?)
        {_MOD}(以来|以前|之前|前(?!往|来|去|后)|起(?!步|点|来)|内)?()                            # 9 10 11 12
      |(?:([上本这下])个?)?(?:周|星期|礼拜)([一二三四五六日天])(?![个期年月岁样般起些])(?=(上午|下午|晚|早)?(.?))()   # 13 14 15 16 17
      |({_VAGUE_WORDS})()                                                                        # 18 19
      |({_NOW_WORDS})()                                                                          # 20 21
      |(?:最?近|过去的?|这|近来)({_COUNT})(年|个月)(?:多)?(?:间|来|以来)?(?!级|期|度)()            # 22 23 24
      |(?:未来|今后)({_COUNT}|几)年()                                                             # 28 29
      |[“‘"]?(十[一二三四五]|[八九七六]|(?<=[“‘"])十)五[”’"]?(?:规划|计划)?
        (期间|时期|以来|以后|之后|末|初|前期|后期|开局之年|开局|收官之年|收官|阶段)()  # 27 28 29
      |(?:党的|中共)?(十[四五六七八九]大|二十大|十一届三中全会|十八届三中全会|十九届五中全会|二十届三中全会)(?:召开)?{_ERA_TAIL}()   # 30 31 32
      |(改革开放|新中国成立|建国|入世|新世纪|本世纪){_ERA_TAIL}()                                 # 33 34 35
    )""",
    re.VERBOSE,
)
# 5年来, 三天前, 90年代: found from the unit on, for every numeral could begin one
_COUNTED = re.compile(
    r"(?:(年|个月)(?:多|余)?来(?!源|到|自|看|说|临|访|电|宾)|(年|天|个月)(?:多|余)?([前后])(?!者|来|往|端|沿|置|期|景|列|年|勤|续)"
    r"|年代(初|末|中期|以来|后期|初期)?)()"
)
_COUNTED_GATE = re.compile("年(?=[多余来前后代])|天(?=[多余前后])|个(?=月[多余来前后])")
_COUNT_BEFORE = re.compile(rf"(?:{_COUNT})$")
_DECADE_BEFORE = re.compile(r"(?:(2[01]|19|二十一?|十九|上个?|本)世纪)?([1-9二三四五六七八九])[0十]$")
_PART_NAMES = {
    "上午": "morning", "早上": "morning", "早晨": "morning", "清晨": "morning", "凌晨": "morning", "中午": "noon",
    "下午": "afternoon", "晚": "evening", "晚上": "evening", "晚间": "evening", "傍晚": "evening", "夜间": "evening",
    "早": "morning", "初": "early", "底": "end", "末": "end", "春": "spring", "夏": "summer", "秋": "autumn",
    "冬": "winter",
}  # fmt: skip
_HALVES = {
    "上半年": (1, 6, "first_half"), "下半年": (7, 12, "second_half"), "前三季度": (1, 9, None),
    "一季度": (1, 3, "quarter:1"), "二季度": (4, 6, "quarter:2"), "三季度": (7, 9, "quarter:3"),
    "四季度": (10, 12, "quarter:4"),
}  # fmt: skip
_BARE_WEEKDAY_BEFORE = frozenset("于在,。;:(、至到和")
_NOTHING = day_of()
_IN_NUMBER = frozenset("0123456789一二三四五六七八九十百千万几第")


def _count(word: str) -> int | None:
    if word[0] in "0123456789":
        return int(word)
    if word == "半":
        return 0
    digits = {c: i for i, c in enumerate("一二三四五六七八九", 1)} | {"两": 2}
    if "十" not in word:
        return digits.get(word)
    tens, _, ones = word.partition("十")
    return (digits.get(tens, 0) if tens else 1) * 10 + (digits.get(ones, 0) if ones else 0)


def find_words(text: str) -> list[TimeMention]:
    """Mentions of time made of words alone; dates that hang on them are joined by the caller."""
    found: list[TimeMention] = []
    for match in found_at(_WORDS_GATE, _WORDS, text):
        make = _MAKERS[match.lastindex or 0]
        mention = make(match)
        if mention is not None:
            found.append(mention)
    for match in found_at(_COUNTED_GATE, _COUNTED, text):
        mention = _counted(text, match)
        if mention is not None:
            found.append(mention)
    return found


def _word(match: re.Match[str], relative: str, part: str | None = None) -> TimeMention:
    return TimeMention(match.start(), match.end(), _NOTHING, _NOTHING, "relative", relative, part)


def _day_word(match: re.Match[str]) -> TimeMention:
    word, part = match.group(6, 7)
    inner = "evening" if word[1:] in ("晚", "夜") else "morning" if word[1:] in ("晨", "早") else None
    return _word(match, _DAY_WORDS[word], _PART_NAMES.get(part, inner) if part else inner)


def _day_in_brackets(match: re.Match[str]) -> TimeMention:
    which, month, day, part = match.group(1, 2, 3, 4)
    relative = {"今": "today", "昨": "yesterday", "前": "days_before:2", "明": "tomorrow"}[which]
    date = day_of(None, number_of(month) if month else None, number_of(day))
    return TimeMention(match.start(), match.end(), date, date, "day", relative, _PART_NAMES.get(part or ""))


def _span_word(match: re.Match[str]) -> TimeMention:
    word, mod, tail = match.group(9, 10, 11)
    relative = _SPAN_WORDS[word]
    first = last = _NOTHING
    part = None
    kind = "relative"
    if mod:
        key = mod.removeprefix("第")
        if key[0] in "1234":
            key = "一二三四"[int(key[0]) - 1] + key[1:]
        if key in _HALVES:
            low, high, part = _HALVES[key]
            first, last, kind = day_of(None, low), day_of(None, high), "range"
        else:
            part = _PART_NAMES.get(mod.removeprefix("年")[0])
    if tail in ("以来", "起"):
        return TimeMention(match.start(), match.end(), first, None, "open_end", relative, part)
    if tail in ("以前", "之前", "前"):
        return TimeMention(match.start(), match.end(), _NOTHING, last, "open_start", relative, part)
    return TimeMention(match.start(), match.end(), first, last, kind, relative, part)


def _weekday(match: re.Match[str]) -> TimeMention | None:
    which, day, part, following = match.group(13, 14, 15, 16)
    text, start = match.string, match.start()
    before = text[start - 1] if start else "\n"
    if before in "每逐一":
        return None
    number = _WEEK[day]
    if which is None:
        # 周一平 may be a name, and a bare 周一 needs a sign that it is a day
        named = text[start] == "周" and not (part or following in ",。;)、(")
        if named and before not in _BARE_WEEKDAY_BEFORE:
            return None
        if named and following and before not in "于在":
            return None
        return _word(match, f"weekday:{number}", _PART_NAMES.get(part or ""))
    prefix = {"上": "last_", "下": "next_", "本": "this_", "这": "this_"}[which]
    return _word(match, f"{prefix}weekday:{number}", _PART_NAMES.get(part or ""))


def _vague(match: re.Match[str]) -> TimeMention | None:
    text = match.string
    if match.group(18) == "日前":
        before = text[match.start() - 1 : match.start()]
        if before and before in "0123456789一二三四五六七八九十每当今同":
            return None
        if text[match.end() : match.end() + 1] in ("往", "来", "去"):
            return None
    return TimeMention(match.start(), match.end(), _NOTHING, _NOTHING, "vague", "recent")


def _now(match: re.Match[str]) -> TimeMention:
    return TimeMention(match.start(), match.end(), _NOTHING, _NOTHING, "vague", "now")


def _years_back(start: int, end: int, count: str, unit: str) -> TimeMention | None:
    number = _count(count)
    if number is None or (number == 0 and unit != "年"):
        return None
    relative = "last_months:6" if number == 0 else f"last_{'years' if unit == '年' else 'months'}:{number}"
    return TimeMention(start, end, _NOTHING, _NOTHING, "relative", relative)


def _last_years(match: re.Match[str]) -> TimeMention | None:
    return _years_back(match.start(), match.end(), match.group(22), match.group(23))


def _counted(text: str, match: re.Match[str]) -> TimeMention | None:
    """五年来, 三天前, 90年代."""
    at = match.start()
    unit, past, side = match.group(1, 2, 3)
    if unit is None and past is None:
        return _decade(text, match)
    head = _COUNT_BEFORE.search(text, max(0, at - 3), at)
    if head is None or text[head.start() - 1 : head.start()] in _IN_NUMBER:
        return None
    if unit is not None:
        return _years_back(head.start(), match.end(), head.group(), unit)
    number = _count(head.group())
    if not number:
        return None
    name = {"年": "years", "天": "days", "个月": "months"}[past]
    relative = f"{name}_{'before' if side == '前' else 'after'}:{number}"
    return TimeMention(head.start(), match.end(), _NOTHING, _NOTHING, "relative", relative)


def _next_years(match: re.Match[str]) -> TimeMention:
    number = _count(match.group(25))
    if number is None:
        return TimeMention(match.start(), match.end(), _NOTHING, _NOTHING, "vague", "coming")
    return _word(match, f"next_years:{number}")


def _plan(match: re.Match[str]) -> TimeMention:
    which, tail = match.group(27, 28)
    begin = _PLANS[which]
    first: Day = day_of(begin)
    last: Day | None = day_of(begin + 4)
    if tail in ("以来", "以后", "之后"):
        last = None
    elif tail in ("初", "开局之年", "开局"):
        last = first
    elif tail in ("末", "收官之年", "收官"):
        first = day_of(begin + 4)
    return TimeMention(match.start(), match.end(), first, last, "era")


def _congress(match: re.Match[str]) -> TimeMention:
    return TimeMention(match.start(), match.end(), day_of(*_EVENTS[match.group(30)]), None, "era")


def _era(match: re.Match[str]) -> TimeMention:
    last = day_of(1991) if match.group(34) == "初期" and match.group(33) == "改革开放" else None
    return TimeMention(match.start(), match.end(), day_of(*_EVENTS[match.group(33)]), last, "era")


def _decade(text: str, match: re.Match[str]) -> TimeMention | None:
    at = match.start()
    head = _DECADE_BEFORE.search(text, max(0, at - 8), at)
    if head is None or (head.group(1) is None and text[head.start() - 1 : head.start()] in _IN_NUMBER):
        return None
    ten = _count(head.group(2))
    if ten is None:
        return None
    base = {"19": 1800, "十九": 1800, "21": 2000, "二十一": 2000, "本": 2000}.get(head.group(1) or "", 1900)
    last = None if match.group(4) == "以来" else day_of(base + ten * 10 + 9)
    return TimeMention(head.start(), match.end(), day_of(base + ten * 10), last, "era")


_MAKERS = {
    5: _day_in_brackets, 8: _day_word, 12: _span_word, 17: _weekday, 19: _vague, 21: _now, 24: _last_years,
    26: _next_years, 29: _plan, 32: _congress, 35: _era,
}  # fmt: skip
