"""
Meetings between regions that have a name of their own.

A plain 座谈会 in the course of a visit is part of the visit; one whose name carries two regions or a subject, a numbered
session, a joint conference or a forum of several regions is a meeting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.trips import Trip, When, inside
from tashan.reading.dating import days_of
from tashan.reading.numbers import parse_number
from tashan.records import Meeting
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence
    from tashan.regions import Region

# Words after which a name begins.
_BEFORE_NAME: Final = re.compile(
    r"在(?=[\u4e00-\u9fff]{1,5}[—·-])|办起|为(?:主旨|主题|题)的|召开的?|(?<=[市县区省州旗镇乡地])开展了?|举行的?|举办的?|主办的?|承办的?|合办|召集|出席|参加|列席|(?<![召公离展])开了?(?![放发幕展创拓])|办了?(?![公理法事])|从|得知|获悉|主持|赶赴|赴|迎来|迎接|"
    r"随后|其间|期间|并(?!购)|同时|上午|下午|当日|当天|晚上|今天|昨天|昨日|今日|日前|近日|首次|正式|顺利|隆重|首先|一道|共同|同期|(?<=[\u4e00-\u9fff])在(?!线)|"
    r"见证|围绕|通过|为期.天|本次|此次|这次|应邀|电|讯|称|说|了解到|认为|记者|第.站|,"
)
_LEADING_TIME: Final = re.compile(r"^[\s·、\d年月日上下午中晚时分:点-]*(?:上午|下午|晚|中午|当天|当日)?")
_NUMBER: Final = re.compile(
    r"第([一二三四五六七八九十百零〇\d]{1,4})(次|届|轮|期|回)|([一二三四五六七八九十]{1,3}|首)(?:届|次)"
)
_LONGER: Final = re.compile(
    r"(?:第[一二三四五六七八九十百\d]{1,3}次(?:[\u4e00-\u9fff]{0,6}?(?:会议|大会|会))?|(?:开幕式|启动仪式|签约仪式)?暨[^,。;()]{2,40}?(?:会议?|论坛|活动|仪式|年会|大会|推介会)|会议|”|\([^()]{2,12}\)(?=[召举在]))"
)
_PLAIN: Final = re.compile(
    r"^(?:两[省市县区地州]|双方|工作|合作|交流|总结|汇报|项目|学习|考察|企业|专题|现场|本次|此次|会议|党政|座谈|对接|签约|洽谈|扶贫|高层|,|、|·)*"
    r"(?:座谈会|会谈|签约仪式|交流会|对接会|汇报会|会议|活动|大会|交流座谈会|仪式|论坛|见面会|理事会|推进会|年会|启动仪式|揭牌仪式|开工仪式|发布会|洽谈会|恳谈会)$"
)
_PAIRED: Final = re.compile(r"对口|协作|支援|帮扶|结对|援建|联席")
_SIGNING: Final = re.compile(r"^(?!.*[会坛周节](?:暨|、|及|与)).*(?:签约|签字|签署|签订)(?:仪式|活动|会)$")
_SUBJECT: Final = re.compile(
    r"对口|扶贫|协作|支援|帮扶|结对|挂钩|联席|合作|协同|一体化|协商|会商|协调|论坛|经济区|经济带|都市圈|城市群|流域"
)
_NATIONAL: Final = re.compile(
    r"^(?:全国|中央|国务院|中共|国家|全省|全市|全县|全区|本省|本市|省委|市委|县委|区委|自治区党委|党委|我省|我市|我县|世界|国际|中国(?!.{0,4}\())|常委会|政协会议|人代会|党代会|代表大会|两会|博览|运动会"
)
_COOPERATIVE: Final = re.compile(r"联席|协调|会商|协作|合作|座谈会|论坛|协商|市长|主要领导|行政首长|书记|洽谈|经济")
_HELD_AFTER: Final = re.compile(
    r"[^,。;]{0,22}?(?:召开|举行|举办|承办|主办|合办|开幕|闭幕|落幕|启幕|拉开帷幕|圆满结束|成功举|落下帷幕)|,在[^,。;]{2,20}(?:召开|举行|举办)|(?:上|中)(?:[,,]|得知|获悉|签|发|通|达|审|宣|明|决|提|强)|(?:上|期间)"
)
_HELD_BEFORE: Final = re.compile(
    r"(?:召开|开展|举行|举办|主办|承办|合办|出席|参加|列席|(?<![召公离展])开了?|办了?|召集|迎来|主持|会后|会前|其间)[^,。;]{0,4}$"
)
_PLANNED: Final = re.compile(r"将于|将在|将由|将|拟|定于|计划|即将|筹备|预计|不迟于|届时")
_AREA: Final = re.compile(
    r"[\u4e00-\u9fff]{2,12}?(?:经济带|经济区|生态带|都市圈|城市群|协作区|经济圈|大湾区|经济协作区|合作区|城市联盟|金三角|流域|城市带|走廊)"
)
_NOT_A_NAME: Final = re.compile(r"^会[前后间上]|开展|进行|还有|一起|启动共建|是|了|为.{2,12}(?:举行|召开)|将在")
_MANY: Final = re.compile(
    r"(?:\d+|[一二两三四五六七八九十]+)(?:次|场|届)(?![^,]{0,2}(?:会议$|会$))|各种|各类|多次|一系列|系列|历次|每年|历届|有关|相关|类似|召开|主任联席"
)
_PLANS: Final = frozenset("将于 将会 将 拟 计划 定于 即将 不迟于 会率 筹备 预计".split())
_GROUP_LARGE: Final = 5
_LIST_HINT: Final = re.compile(
    r"成员|包括|到会|与会|代表|共签|共同|轮值|联合|四市|三市|五市|两市|各市|各省|三省|四省|十市|城市有|合作"
)


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


def read_meetings(story: Story, trips: list[Trip]) -> list[Gathering]:
    """The meetings a document tells, each once, under its fullest name."""
    found: list[Gathering] = []
    for sentence in story.sentences:
        if "E" not in sentence.skeleton and "U" not in sentence.skeleton:
            continue
        organiser: Gathering | None = None
        for at, token in enumerate(sentence.tokens):
            if token.kind not in "EU":
                continue
            meeting = _meeting(story, sentence, at)
            if meeting is None:
                continue
            if organiser is None and _calls(story, sentence, at, meeting):
                organiser = meeting
                continue
            if organiser is not None and meeting.bare:
                meeting.participants, meeting.group = organiser.participants, organiser.group
                meeting.place, meeting.bare = meeting.place or organiser.place, False
            _merge(found, meeting)
    for meeting in found:
        _complete(story, meeting, trips, found)
        meeting.background = meeting.background or _older(meeting, found)
    for meeting in found:
        cities = [p for p in meeting.participants if any(o is not p and contains(p, o) for o in meeting.participants)]
        if len(meeting.participants) - len(cities) >= 3:
            meeting.participants = [p for p in meeting.participants if p not in cities]
    return [m for m in found if _inter_regional(m) and not any(a < m.end and m.start < b for a, b in story.promoted)]


_MECHANISM: Final = re.compile(r"”?(?:机制|制度|模式|体系)")
_DECIDED: Final = re.compile(r"(?:决定|确定|商定|明确),?(?:由)?$")


def _meeting(story: Story, sentence: Sentence, at: int) -> Gathering | None:
    text, token = story.text, sentence.tokens[at]
    end = token.end
    while True:
        more = _LONGER.match(text, end, sentence.end)
        if not more or (
            more.group() == "”" and text.count("“", sentence.start, end) <= text.count("”", sentence.start, end)
        ):
            break
        end = more.end()
    if (
        any(t.kind == "E" and t.start > token.start and t.end <= end for t in sentence.tokens[at + 1 : at + 3])
        and end == token.end
    ):
        return None
    start = _name_start(story, sentence, token.start)
    name = text[start:end]
    trimmed = _BYLINE.sub("", name).lstrip("、·,的了在 ")
    start += len(name) - len(trimmed)
    name = trimmed
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
    ) and not _HELD_AFTER.match(text, end):
        return None
    if _MECHANISM.match(text[end:]):
        return None
    held = _HELD_AFTER.match(text, end + (text[end : end + 1] == "”"), sentence.end)
    before = text[max(sentence.start, start - 10) : start]
    heading = end >= sentence.end - 1 or text[end : end + 1] in "(\n 】"
    if not held and not _HELD_BEFORE.search(before + "") and not heading:
        return None
    meeting = Gathering(name, start, end, sentence.number)
    number = _NUMBER.search(name)
    if number:
        value = 1 if number.group(3) == "首" else parse_number(number.group(1) or number.group(3))
        meeting.session = int(value) if isinstance(value, int) and 0 < value < 400 else None
    meeting.participants, meeting.group = _in_name(story, start, end)
    meeting.bare = not meeting.participants and meeting.group is None
    if meeting.bare:
        meeting.participants = _callers(story, sentence, start)
    meeting.place = _place(story, sentence, start, end)
    clause_start = max(text.rfind(mark, sentence.start, start) for mark in (",", ";", "。"))
    planned = any(t.kind == "X" and t.item in _PLANS and t.end <= start for t in sentence.tokens) and not any(
        t.kind == "D" and t.item.kind in ("day", "range") for t in sentence.tokens
    )
    planned = planned or bool(_DECIDED.search(text[max(sentence.start, start - 6) : start]))
    around = text[max(clause_start, sentence.start) : start] + text[end : end + (held.end() - end if held else 0)]
    meeting.status = "planned" if planned or _PLANNED.search(around) else "done"
    meeting.when = story.when(_dates(sentence, start, end))
    meeting.spans.append((start, _until(text, end, sentence.end)))
    return meeting


_BYLINE: Final = re.compile(r"^\([^()]*\)(?=[\u4e00-\u9fff]{4})")
_CALLED: Final = re.compile(r"[^,。;]{0,14}?(?:召开|举行|举办|主办)了?(?=[^,。;在于]{2})")


_MARK: Final = re.compile("[,。;]")


def _calls(story: Story, sentence: Sentence, at: int, meeting: Gathering) -> bool:
    """甲协调会在乙召开了丙研讨会: the first is the body that calls the second."""
    called = _CALLED.match(story.text, meeting.end, sentence.end)
    if called is None or meeting.session is not None:
        return False
    return any(
        t.kind == "E" and not _MARK.search(story.text[called.end() : t.start])
        for t in sentence.tokens[at + 1 :]
        if t.start > called.end()
    )


def _older(meeting: Gathering, found: list[Gathering]) -> bool:
    """A session of the series before the one that the text tells of."""
    if meeting.session is None or meeting.status != "done":
        return False
    series = _series(meeting.name)
    return any(
        other.session is not None
        and other.session > meeting.session
        and other.status == "done"
        and other.sentence <= meeting.sentence
        and _series(other.name) == series
        for other in found
    )


_QUOTED: Final = re.compile(r"“[^”]*”?")
_JOINED: Final = re.compile(r"与(?:代表团|考察团|会)|同(?=两)|和代表团")
_YEAR: Final = re.compile(r"\d{4}年?度?")


def _name_start(story: Story, sentence: Sentence, end: int) -> int:
    """Where the name of a meeting begins, seen from its last word."""
    text = story.text
    floor = sentence.start
    depth = 0
    at = end
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
            cut = max(cut, cut if year and named else token.start if year else token.end)
        if token.kind == "N" and cut < token.end <= end - 2:
            cut = token.end
    for token in sentence.tokens:
        if token.kind in "cO" and token.start == cut and token.end < end and token.kind == "c":
            cut = token.end
    joined = _JOINED.match(text, cut)
    return joined.end() if joined else cut


def _in_name(story: Story, start: int, end: int) -> tuple[list[Region], str | None]:
    """Regions in the name; a large group is kept as a group."""
    regions: list[Region] = []
    group = None
    for mention in story.analysis.between(story.analysis.places.mentions, start, end):
        found = story.regions(mention)
        if len(found) >= _GROUP_LARGE or (
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


def _place(story: Story, sentence: Sentence, start: int, end: int) -> Region | None:
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


def _dates(sentence: Sentence, start: int, end: int) -> list[Any]:
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


_CLAUSE_END: Final = re.compile(r"[,。;\n]")


def _until(text: str, at: int, limit: int) -> int:
    match = _CLAUSE_END.search(text, at, limit)
    return match.start() if match else limit


_NO_WORD: Final = re.compile(r"[\W_]+")


@lru_cache(maxsize=1_000)
def _squeeze(name: str) -> str:
    """The letters of a name; each name is compared with all others."""
    return _NO_WORD.sub("", name)


@lru_cache(maxsize=1_000)
def _series(name: str) -> str:
    """The letters of a name without the number of the session."""
    return _NUMBER.sub("", _squeeze(name))


def _merge(found: list[Gathering], meeting: Gathering) -> None:
    """The same meeting under a shorter or longer name is one record."""
    mine = _series(meeting.name)
    for other in found:
        theirs = _series(other.name)
        if meeting.session != other.session and meeting.session is not None and other.session is not None:
            continue
        if meeting.status != other.status and meeting.session != other.session:
            continue
        one, two = (series.removesuffix("议") if series.endswith("联席会议") else series for series in (mine, theirs))
        same = one in two or two in one or (mine[-9:] == theirs[-9:] and len(mine) > 8)
        if not same or _other_sides(meeting, other):
            continue
        if meeting.session is None and other.session is not None and mine not in theirs:
            continue
        if len(_squeeze(meeting.name)) > len(_squeeze(other.name)):
            other.name, other.bare = meeting.name, meeting.bare
            other.participants = meeting.participants + [p for p in other.participants if p not in meeting.participants]
            other.session = other.session or meeting.session
            other.group = meeting.group or other.group
        other.place = other.place or meeting.place
        own_day = meeting.when.start and meeting.when.start == meeting.when.end and other.when.start != other.when.end
        if own_day or (not other.when.start and (meeting.when.start or meeting.when.stated)):
            other.when = meeting.when
        other.spans += meeting.spans
        return
    found.append(meeting)


def _other_sides(a: Gathering, b: Gathering) -> bool:
    """Whether two names carry two regions each, but not the same ones (甲·丙座谈会, 乙·丙座谈会)."""
    return len(a.participants) == len(b.participants) == _PAIR and set(a.participants) != set(b.participants)


_PAIR: Final = 2


_AT_OPENING: Final = re.compile(r"(?:出席|参加)[^,。;]{0,4}(?:开幕式|论坛|大会)")


def _complete(story: Story, meeting: Gathering, trips: list[Trip], found: list[Gathering]) -> None:
    """Fill place, date, participants from the trip or the neighbouring sentences."""
    text = story.text
    _rebuild(meeting, found)
    if (
        meeting.status == "planned"
        and meeting.session
        and any(o.session and o.session < meeting.session for o in found if o is not meeting)
    ):
        if meeting.place is None:
            meeting.place = None
        return
    own = [t for t in (*trips, *story.attended) if not t.promotion and not t.background]
    trip = next(
        (t for t in own if abs(t.sentence - meeting.sentence) <= 3 or t.sentence <= meeting.sentence <= t.last + 2),
        None,
    )
    trip = trip or (own[0] if len(own) == 1 and 0 <= meeting.sentence - own[0].last <= 6 else None)
    if meeting.when.start and trip is not None and trip.when.start and meeting.when.start[:7] != trip.when.start[:7]:
        trip = None
    if trip is not None:
        if meeting.place is None and trip.hosts:
            meeting.place = next(h for h in trip.hosts if not any(contains(h, o) for o in trip.hosts))
        shared = meeting.when.span is not None and trip.when.span == meeting.when.span
        if (shared and trip.when.start != trip.when.end) or (not meeting.when.stated and not meeting.when.start):
            meeting.when = _from_trip(trip)
    if not meeting.when.stated and meeting.status == "done":
        headline = next(
            (
                s
                for s in story.sentences
                if 0 <= s.number - meeting.sentence <= 2 and any(t.kind == "D" for t in s.tokens)
            ),
            None,
        )
        if headline is not None and trip is None and headline.number != meeting.sentence:
            meeting.when = story.when(_dates(headline, headline.end, headline.end))
    for sentence in story.sentences:
        attend = meeting.session is not None and _AT_OPENING.search(text, sentence.start, sentence.end)
        if not 0 <= sentence.number - meeting.sentence <= (6 if attend else 3):
            continue
        same = sentence.number == meeting.sentence
        if "\n" in text[meeting.end : sentence.start].strip(" ") and any(t.kind == "G" for t in sentence.tokens):
            break  # another paragraph tells another event
        for token in sentence.tokens:
            if token.kind == "N":
                region = story.person_region(token.item)
                if (region is not None and same) or (region is not None and not trip):
                    _join(meeting, region)
        for run in _lists(story, sentence):
            if (len(run) >= 3 and (same or not meeting.bare)) or (
                same and _LIST_HINT.search(text, sentence.start, sentence.end) and len(run) >= 2 and not trip
            ):
                for region in run:
                    _join(meeting, region)
    if (
        trip is not None
        and (not meeting.bare or (len(meeting.name) > 5 and _PAIRED.search(meeting.name)))
        and len(meeting.participants) < 2
    ):
        for region in (*trip.visitors, *trip.hosts[:1]):
            if meeting.bare and region.level == "township":
                meeting.participants.append(region)  # a town and whom it is paired with
            else:
                _join(meeting, region)


def _join(meeting: Gathering, region: Region) -> None:
    if region.level in ("township", "cluster", "other"):
        return
    if meeting.participants and any(inside(region, p) for p in meeting.participants):
        return
    meeting.participants.append(region)


def _lists(story: Story, sentence: Sentence) -> list[list[Region]]:
    """Runs of places joined by 、 or 和."""
    runs: list[list[Region]] = []
    run: list[Region] = []
    last = -2
    for at, token in enumerate(sentence.tokens):
        if token.kind != "P":
            continue
        gap = sentence.tokens[last + 1 : at]
        joined = last >= 0 and len(gap) == 1 and gap[0].kind == "c"
        regions = story.regions(token.item)
        if len(regions) >= _GROUP_LARGE:
            last = -2
            continue
        if not joined:
            run = []
            runs.append(run)
        run += [r for r in regions if r not in run]
        last = at
    return runs


def _from_trip(trip: Trip) -> When:
    """A day of its own is not known: the trip's day if it has one only, else its month."""
    when = trip.when
    if not when.start:
        return When()
    if when.end == when.start and not trip.stay:
        return When(when.start, when.end, when.flags, when.candidates, when.year, when.span, True, when.key)
    if when.end and when.end[:7] == when.start[:7]:
        return When(when.start[:7], None, when.flags, when.candidates, when.year, when.span)
    return When()


def _rebuild(meeting: Gathering, found: list[Gathering]) -> None:
    """“第4次会商会” after “…城市合作第3次市长会商会”: the series' name with the new number."""
    if not meeting.bare or meeting.session is None or len(meeting.name) > 12:
        return
    for other in found:
        if other is meeting or other.session is None or (other.bare and other.group is None and len(other.name) <= 12):
            continue
        if _squeeze(other.name)[-2:] == _squeeze(meeting.name)[-2:]:
            own, new = _NUMBER.search(other.name), _NUMBER.search(meeting.name)
            if own and new:
                meeting.name = other.name[: own.start()] + new.group() + other.name[own.end() :]
                meeting.rebuilt = True
                meeting.bare = False
                meeting.group = other.group
                meeting.participants = []
                return


_FOR_A_MARKET: Final = re.compile(r"\([\u4e00-\u9fff]{2,6}\)(?:专场)?(?:推介|招商)")
_HALF_DAY: Final = re.compile(r"^[上下]午")


def _inter_regional(meeting: Gathering) -> bool:
    tops = [p for p in meeting.participants if not any(o is not p and contains(o, p) for o in meeting.participants)]
    name = _HALF_DAY.sub("", meeting.name)
    if meeting.rebuilt:
        return True
    if _FOR_A_MARKET.search(name):
        return False
    if _PLAIN.match(name) and meeting.session is None:
        return False
    if _SIGNING.search(name) and meeting.session is None:
        return False  # where papers are signed is part of the agreement
    if meeting.group is not None:
        return bool(_COOPERATIVE.search(name)) or len(tops) >= 2
    if meeting.bare:
        return (
            (meeting.session is not None or bool(_SUBJECT.search(name)))
            and len(tops) >= 2
            and bool(_SUBJECT.search(name))
            and "启动" not in name
            and "仪式" not in name.split("暨")[0]
        )
    return len(tops) >= 2 and (
        bool(_COOPERATIVE.search(name))
        or meeting.session is not None
        or bool(_SUBJECT.search(name))
        or "交流" in name
        or "会" in name
    )


def to_meeting(meeting: Gathering, story: Story) -> Meeting:
    """The record of a meeting; its name as the text spells it."""
    source = story.analysis.source
    evidence = [source.span(*span) for span in dict.fromkeys(meeting.spans)][:4]
    when = meeting.when
    if when.span and not any(s <= when.span[0] and when.span[1] <= e for s, e in meeting.spans):
        evidence.append(source.span(*when.span, "date"))
    if when.year and when.start:
        evidence.append(source.span(*when.year, "year"))
    name = meeting.name if meeting.rebuilt else _original(story, meeting)
    flags = when.flags + (("reconstructed",) if meeting.rebuilt else ())
    return Meeting(
        evidence=tuple(evidence),
        background=meeting.background, flags=flags, candidates=days_of(when.candidates), name=name, session=meeting.session, date=when.start,
        place=meeting.place, participants=tuple(meeting.participants), status=meeting.status, participants_group=meeting.group,
    )  # fmt: skip


def _original(story: Story, meeting: Gathering) -> str:
    """The name in the text's own script."""
    start = story.text.find(meeting.name)
    return story.analysis.source.original(start, start + len(meeting.name)) if start >= 0 else meeting.name
