"""Which meeting a word names: where its name begins and ends, its session, its place and who is in the name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.trips import When
from tashan.reading.numbers import parse_number

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence
    from tashan.regions import Region

# Words after which a name begins; each alternative begins with a character, for which the engine can search.
_BEFORE_NAME: Final = re.compile(
    r"在(?=[\u4e00-\u9fff]{1,5}[—·-])|办起|为(?:主旨|主题|题)的|召开的?|开(?<=[市县区省州旗镇乡地]开)展了?|举行的?|举办的?|主办的?|承办的?|合办|召集|出席|参加|列席|开(?<![召公离展]开)了?(?![放发幕展创拓])|办了?(?![公理法事])|从|自(?=第|首|上)|的(?=第[一二三四五六七八九十\d]{1,3}[届次])|得知|获悉|主持|赶赴|赴|迎来|迎接|"
    r"随后|其间|期间|并(?!购)|同时|上午|下午|当日|当天|晚上|今天|昨天|昨日|今日|日前|近日|首(?:(?<=^首)|(?<=[,。日于天午]首))次|首次(?=在|与|召|举|以)|正式|顺利|隆重|首先|一道|共同|同期|在(?<=[\u4e00-\u9fff]在)(?!线)|"
    r"见证|围绕|通过|为期.天|本次|此次|这次|应邀|电|讯|称|说|了解到|认为|记者[\u4e00-\u9fff]{2,3}(?=第[一二三四五六七八九十\d])|记者|第.站|,"
)
SESSION_NUMBER: Final = re.compile(
    r"第([一二三四五六七八九十百零〇\d]{1,4})(次|届|轮|期|回)|([一二三四五六七八九十]{1,3}|首)(?:届|次)"
)
_LONGER: Final = re.compile(
    r"(?:(?<=会)议|第[一二三四五六七八九十百\d]{1,3}次(?:[\u4e00-\u9fff]{0,6}?(?:会议|大会|会))?|(?:开幕式|启动仪式|签约仪式)?暨[^,。;()]{2,40}?(?:会议?|论坛|活动|仪式|年会|大会|推介会)|会议|”|\([^()]{2,12}\)(?=[召举在]))"
)
_NATIONAL: Final = re.compile(
    r"^(?:(?:\d{4}年?)?全国|中央|国务院|中共|国家|全省|全市|全县|全区|本省|本市|省委|市委|县委|区委|自治区党委|党委|我省|我市|我县|世界|国际|中国(?!.{0,4}\(|.{0,8}(?:城市|区域)(?:协作|协调|合作|联盟)))|常委会|政协会议|人代会|党代会|代表大会|两会|博览|运动会"
)
_HELD_AFTER: Final = re.compile(
    r"也?开了(?![展放创])|[^,。;]{0,22}?(?:召开|举行|举办|承办|主办|合办|开幕|闭幕|落幕|启幕|拉开帷幕|登场|圆满结束|成功举|落下帷幕)|,[在于][^,。;]{2,20}(?:召开|举行|举办)|(?:上|中)(?:[,,]|得知|获悉|签|发|通|达|审|宣|明|决|提|强)|(?:上|期间)"
)
_HELD_BEFORE: Final = re.compile(
    r"(?:召开|开展|举行|举办|主办|承办|合办|出席|参加|列席|(?<![召公离展])开了?|办了?|召集|迎来|主持|会后|会前|其间)[^,。;]{0,4}$"
)
_PLANNED: Final = re.compile(r"将于|将在|将由|将|拟|定于|计划|即将|筹备|预计|不迟于|届时")
_AREA: Final = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:经济带|经济区|生态带|都市圈|城市群|协作区|经济圈|大湾区|经济协作区|合作区|城市联盟|金三角|流域|城市带|走廊)"
)
_NOT_A_NAME: Final = re.compile(
    r"^会[前后间上]|开展|进行|还有|一起|启动共建|是|了|为.{2,12}(?:举行|召开)|将在|搭乘|等(?:系列)?活动$"
)
_MANY: Final = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+)(?:次|场|届)(?![^,]{0,2}(?:会议$|会$))|各种|各类|多次|一系列|系列|历次|每年|历届|有关|相关|类似|召开|主任联席"
)
_COUNTED: Final = re.compile(r"(?:\d+|[一二两三四五六七八九十]+)[次场届]")
_PLANS: Final = frozenset("将于 将会 将 拟 计划 定于 即将 不迟于 会率 筹备 预计".split())
GROUP_LARGE: Final = 5


@dataclass(slots=True)
class Gathering:
    """A meeting while it is being read."""

    name: str
    start: int
    end: int
    sentence: int
    session: int | None = None
    place: Region | None = None
    when: When = field(default_factory=When)
    participants: list[Region] = field(default_factory=list)
    group: str | None = None
    status: str = "done"
    spans: list[tuple[int, int]] = field(default_factory=list)
    rebuilt: bool = False
    bare: bool = False  # its own name names no region
    background: bool = False


_ONE_OF_SEVERAL: Final = re.compile(
    "等(?:系列|一系列)?(?:活动|会议)"
)  # 出席行政首长联席会议等活动 is a part of the forum told of
_MECHANISM: Final = re.compile(r"”?(?:机制|制度|模式|体系)")
_GOES_TO_IT: Final = re.compile(r"(?:出席|参加)(?:将?(?:[在于]|(?=\d))[^,。;]{2,12}(?:举行|召开|举办)的)?[“《]?$")
_MINUTES: Final = re.compile(r"纪要[^,。;]{0,14}(?:签署|签订|签字)")
_BY_VIDEO: Final = re.compile(r"(?:以|通过|采取|采用|利用)(?:线上|网络|视频|电视|电话)+$")
_DECIDED: Final = re.compile(r"(?:决定|确定|商定|明确),?(?:由)?$")


def meeting_at(story: Story, sentence: Sentence, at: int) -> Gathering | None:
    """The meeting that the word at this place of a sentence names, or None."""
    text, token = story.text, sentence.tokens[at]
    end = token.end
    while True:
        more = _LONGER.match(text, end, sentence.end)
        if not more or (
            more.group() == "”" and text.count("“", sentence.start, end) <= text.count("”", sentence.start, end)
        ):
            break
        end = more.end()
    if _BY_VIDEO.search(text, max(sentence.start, token.start - 8), token.start):
        return None  # how a meeting is held, not which
    if (
        any(t.kind == "E" and t.start > token.start and t.end <= end for t in sentence.tokens[at + 1 : at + 3])
        and end == token.end
    ):
        return None
    start = name_start(story, sentence, token.start)
    name = text[start:end]
    trimmed = _BYLINE.sub("", name).lstrip("、·,的了在 ")
    start += len(name) - len(trimmed)
    name = trimmed
    if _COUNTED.match(name) and text[start - 1 : start] == "了":
        return None  # 召开了四次联席会
    if name.endswith("”") and (told := _TOLD_OF.match(name)) is not None:
        start, name = start + told.end(), name[told.end() :]
    if name.startswith("“") and name.endswith("”") and name.count("“") == 1:
        start, end, name = start + 1, end - 1, name[1:-1]
    if (
        len(name) < 4
        or len(name) > 90
        or _NATIONAL.search(name)
        or _MANY.match(name)
        or _NOT_A_NAME.search(name)
        or name.count("“") != name.count("”")
        or name.count("(") != name.count(")")
        or (name.endswith("活动") and "、" in name and ("及" in name or text.startswith("及", end)))
        or (name.endswith("活动") and "开展" in text[max(sentence.start, start - 4) : start])
    ):
        return None
    if text[end : end + 1] in (
        "室",
        "厅",
        "中",
        "精",
        "纪",
        "代",
        "组",
        "秘",
        "办",
        "机",
        "成",
        "制",
        "主",
        "章",
        "轮",
        "框",
        "平",
        "的",
    ) and not (_HELD_AFTER.match(text, end) or (text.startswith("纪要", end) and SESSION_NUMBER.search(name))):
        return None
    if _MECHANISM.match(text[end:]):
        return None
    held = _HELD_AFTER.match(text, end + (text[end : end + 1] == "”"), sentence.end)
    before = text[max(sentence.start, start - 10) : start]
    if name.endswith("活动") and "继续" in before:
        return None  # a series that goes on, no one event
    heading = end >= sentence.end - 1 or text[end : end + 1] in "(\n 】"
    held = held or (_MINUTES.match(text, end, sentence.end) if SESSION_NUMBER.search(name) else None)
    if not held and not _HELD_BEFORE.search(before + "") and not heading:
        return None
    meeting = Gathering(name, start, end, sentence.number)
    number = SESSION_NUMBER.search(name)
    if number:
        value = 1 if number.group(3) == "首" else parse_number(number.group(1) or number.group(3))
        meeting.session = int(value) if isinstance(value, int) and 0 < value < 400 else None
    meeting.participants, meeting.group = regions_in_name(story, start, end)
    if not meeting.participants and meeting.group is None and (many := _MANY_CITIES.match(name)) is not None:
        meeting.group = many.group()
    meeting.bare = not meeting.participants and meeting.group is None
    if meeting.bare and _ONE_OF_SEVERAL.match(text, end):
        return None
    if meeting.bare:
        meeting.participants = _callers(story, sentence, start)
    meeting.place = place_beside(story, sentence, start, end)
    clause_start = max(text.rfind(mark, sentence.start, start) for mark in (",", ";", "。"))
    planned = any(t.kind == "X" and t.item in _PLANS and t.end <= start for t in sentence.tokens) and not any(
        t.kind == "D" and t.item.kind in ("day", "range") for t in sentence.tokens
    )
    going = _GOES_TO_IT.search(text, max(sentence.start, start - 20), start) is not None
    planned = planned or (going and any(t.kind == "X" and t.item in _PLANS and t.end <= start for t in sentence.tokens))
    planned = planned or bool(_DECIDED.search(text[max(sentence.start, start - 6) : start]))
    around = text[max(clause_start, sentence.start) : start] + text[end : end + (held.end() - end if held else 0)]
    over = held is not None and _OVER.search(held.group()) is not None
    meeting.status = "planned" if (planned or _PLANNED.search(around)) and not over else "done"
    meeting.when = story.when(dates_beside(sentence, start, end) or _year_behind(text, sentence, end))
    meeting.spans.append((start, _until(text, end, sentence.end)))
    return meeting


_OVER: Final = re.compile("闭幕|落幕|结束|落下帷幕")
_MANY_CITIES: Final = re.compile(r"\d{1,2}个?(?:城市|省区市|省市|市州|省区)(?=[^,。]{6})")  # 23城市政协…联盟第二次会议
_TOLD_OF: Final = re.compile("[^“”]{0,6}(?:结束|举行|召开|举办|闭幕|落幕)的(?=“[^“”]+”$)")  # 今天结束的“…论坛”
_BYLINE: Final = re.compile(r"^\([^()]*\)(?=[\u4e00-\u9fff]{4})")
_EDGE: Final = re.compile("[,。;:!?\\n】 》“”()]")
_QUOTED: Final = re.compile(r"“[^”]*”?")
_JOINED: Final = re.compile(r"与(?:代表团|考察团|会)|同(?=两)|和代表团")
_YEAR: Final = re.compile(r"\d{4}年?度?")


def name_start(story: Story, sentence: Sentence, end: int) -> int:
    """Where the name of a meeting begins, seen from its last word."""
    text = story.text
    floor = sentence.start
    depth = 0
    before = text[max(floor, end - 80) : end][::-1]
    edge = _EDGE.search(before)
    at = end - (edge.start() if edge else len(before))
    while at > floor and end - at < 80:
        character = text[at - 1]
        if character in "”)":
            depth += 1
        elif character in "“(":
            if depth == 0:
                if character == "(":
                    break
            else:
                depth -= 1
        elif depth == 0 and character in ",。;:!?\n】 》":
            break
        at -= 1
    cut = at
    quoted = [m.span() for m in _QUOTED.finditer(text[at:end])]
    for match in _BEFORE_NAME.finditer(text, at, end):
        if not any(at + a <= match.start() < at + b for a, b in quoted) and match.end() <= end:
            cut = max(cut, match.end())
    dash = text.rfind("——", cut, end)
    if dash >= 0 and not any(t.kind == "P" and t.end == dash for t in sentence.tokens):
        cut = dash + 2
    for token in sentence.tokens:
        if token.kind == "D" and cut <= token.start < end and token.end <= end:
            year = token.item.kind == "year" or _YEAR.fullmatch(text[token.start : token.end])
            named = any(t.kind == "P" and cut <= t.start < token.start for t in sentence.tokens)
            opening = token.start - (text[token.start - 1 : token.start] == "“")  # “2016年粤澳合作联席会议”
            cut = max(cut, cut if year and named else opening if year else token.end)
        if token.kind == "N" and cut < token.end <= end - 2:
            cut = token.end
    for token in sentence.tokens:
        if token.kind in "cO" and token.start == cut and token.end < end and token.kind == "c":
            cut = token.end
    joined = _JOINED.match(text, cut)
    return joined.end() if joined else cut


def regions_in_name(story: Story, start: int, end: int) -> tuple[list[Region], str | None]:
    """Regions in the name; a large group is kept as a group."""
    regions: list[Region] = []
    group = None
    for mention in story.analysis.between(story.analysis.places.mentions, start, end):
        found = story.regions(mention)
        if len(found) >= GROUP_LARGE or (
            mention.form == "group" and (not found or any(r.level == "cluster" for r in found))
        ):
            group = mention.surface
        else:
            regions += [r for r in found if r not in regions]
    if group is None and len(regions) < 2:
        area = _AREA.search(story.text, start, end)
        group = area.group() if area else None
    return regions, group


_HOSTED: Final = re.compile(r"[^,。;]{0,4}(?:承办|主办|举办)")
_SAME_CLAUSE: Final = re.compile(r"[^,。;]{0,14}$")


def _callers(story: Story, sentence: Sentence, start: int) -> list[Region]:
    """The two regions before the verb: 甲市与乙县开展边界联席会议."""
    match = re.search(
        r"P[c]P[.F]?[HK]\.?$", "".join(t.kind for t in sentence.tokens if t.end <= start + 4 and t.start < start)
    )
    if match is None or not _HELD_BY.search(story.text, max(sentence.start, start - 16), start):
        return []
    before = [t for t in sentence.tokens if t.end <= start + 4 and t.start < start]
    pair = [t for t in before[match.start() :] if t.kind == "P"]
    found = [r for t in pair for r in story.regions(t.item)]
    return found if len(found) == len(pair) else []


_HELD_BY: Final = re.compile(r"(?:开展|召开|举行|举办)了?[^,。;]{0,6}$")


def place_beside(story: Story, sentence: Sentence, start: int, end: int) -> Region | None:
    """在P(召开): after the name, or just before the verb that precedes it."""
    text = story.text
    for token in story.analysis.between(story.analysis.places.mentions, sentence.start, sentence.end):
        near = end <= token.start <= end + 34 or start - 34 <= token.start < start
        if not near:
            continue
        if token.start >= end and "," in text[end + (text[end : end + 2] == ",在") : token.start]:
            continue
        before = text[token.start - 1 : token.start]
        by = before == "由" and _HOSTED.match(text[token.end : token.end + 6])
        if before in ("在", "于") or by:
            if token.start < start and not _SAME_CLAUSE.match(text[token.end : start]):
                continue
            found = story.regions(token)
            if len(found) == 1:
                return found[0]
    return None


def dates_beside(sentence: Sentence, start: int, end: int) -> list[Any]:
    """The date told before a name or just behind it."""
    dates = [
        t
        for t in sentence.tokens
        if t.kind == "D" and t.item.kind in ("day", "range", "relative", "month") and not start <= t.start < end
    ]
    dates = [
        t
        for t in dates
        if not (t.item.relative or "").startswith(("last_year", "recent", "next_year", "this_year", "now"))
    ]
    before = [t.item for t in dates if t.end <= start]
    after = [t.item for t in dates if t.start >= end and t.start - end < 14]
    return before[-1:] or after[:1]


def _year_behind(text: str, sentence: Sentence, end: int) -> list[Any]:
    """The year right behind a name, where only that is known: 第二十一次会议2021年在徐州召开."""
    years = [t for t in sentence.tokens if t.kind == "D" and t.item.kind == "year" and end <= t.start <= end + 2]
    return [t.item for t in years[:1] if text.startswith(("在", "于", "由"), t.end)]


_CLAUSE_END: Final = re.compile(r"[,。;\n]")


def _until(text: str, at: int, limit: int) -> int:
    match = _CLAUSE_END.search(text, at, limit)
    return match.start() if match else limit
