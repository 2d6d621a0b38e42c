"""Where a text states its own date: publication lines, stamps, datelines, issue numbers, event names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tashan.reading._once import once
from tashan.reading._times_types import TimeMention

_LABEL = re.compile(
    r"(?:发布(?:日期|时间|于)?|发稿(?:日期|时间)?|刊发(?:日期|时间|于)?|发表(?:日期|时间)|发于|刊于|见报(?:日期|时间)|出版(?:日期|时间)|"
    r"印发(?:日期|时间)|成文日期|更新(?:日期|时间|于)|日期|(?<![点会课工])时间|\bdate|\bDate|\b[Uu]pdated|\b[Pp]ublished|\b[Pp]osted|\b(?:PUBLISHED|UPDATED|POSTED|DATE)|"
    r"\b[Rr]elease[d]?(?: time| date)?|\b[Ii]ssued)(?: on| at)?\s*[:|]?\s*[\[(]?$"
)
_REPOSTED = re.compile(r"(?:转载|转自|转发|分享至?|抓取|打印|下载|访问|浏览|采集)[^,。;\n]{0,6}[::]?[ ]*\Z")
_STAMP = re.compile(r"(?:发表于|回复于|编辑于|发帖时间|楼)\s*[:]?\s*$")
_NOTICE = re.compile(r"^[^,。]{0,14}(?:地点|会期)")
_FURNITURE_AFTER = re.compile(r"^\s*(?:首页|星期|周[一二三四五六日]|农历|欢迎|今天(?![上下]午|晚|,)|Home\b)")
_FURNITURE_BEFORE = re.compile(r"(?:今天是|当前(?:时间|日期)?|现在是|Today is)[:]?\s*$")
_SOURCE = re.compile(r"(?:[网报社刊]|在线|日报|晚报|新闻|Xinhua|Daily|News|Times|Post|\.com|\.cn)\s*[|,]?\s*$")
_ACTS = re.compile(
    r"召开|举行|通过|修订|施行|实施|起|生效|审议|出生|会议|摄|印发|成立|签|开幕|\b(?:held|signed|adopted|born)\b"
)
_LINE_REST = re.compile(
    r"^(?:[\s|/:,.()\[\]-]|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?|(?:来源|作者|编辑|记者|责编|稿源|出处|字体|浏览|阅读|点击|点击数|次数|"
    r"Source|By|Editor|来自)[::]?[^\n]{0,40}|星期[一二三四五六日])*$"
)
_AFTER_LAST = re.compile(r"^[\s)\]。.]*(?:\(?(?:责任)?(?:编辑|责编|Editor)[^\n]{0,20})?[\s)\]。.]*$")
_DATELINE = re.compile(r"^\s?(?:电|讯)(?![飞息])|^消息[:(,]")
_ENGLISH_DATELINE = re.compile(
    r"(?:^|[.)\n] ?|[0-9] )(?:[A-Z][A-Z'-]+(?: [A-Z][A-Z'-]+)*|[A-Z][a-z]+(?:, [A-Z][a-z]+)?), $"
)
_AFTER_ENGLISH_DATELINE = re.compile(r"^,? ?(?:\([A-Z][^()]{1,30}\) ?)?-{1,2}|^ \((?:Xinhua|ECNS|CNS)\)")
# The patterns of years begin with the year: what may not stand before it is looked for behind its first half.
_ISSUE = re.compile(r"((?:19|20)[0-9]{2})年第[0-9一二三四五六七八九十]{1,3}期")
_EVENT_YEAR = re.compile(
    r"((?:19|20)(?<![0-9.\-/~—至到]..)[0-9]{2})(?:年度?(?!第?[0-9一二三四五六七八九十]{1,2}[月期]|以来|至今|起|底|初|末|[-~—至到]))?"
    r"(?![0-9.\-/~—%元万亿个家])[·]?(?:[\u4e00-\u9fff]{1,3}、){0,3}[^,。;:!?、()\n0-9“”《》]{1,24}?(?:大会|年会|峰会|论坛|[座洽恳]谈会|推介会|对接会|博览会|交易会|洽谈会|联席会议?|"
    r"推进会|交流会|协调会|会商会|研讨会|艺术节|文化节|旅游节|旅游季|活动|对接发展|会议|展会|赛|大事记|年鉴|纪事)"
)
_ENGLISH_EVENT_YEAR = re.compile(
    r"((?:19|20)(?<!\w..)[0-9]{2}) (?:[A-Z][\w'&/-]+ (?:(?:and|of|the|on|for|in) )*){1,9}"
    r"(?:Conference|Forum|Fair|Expo|Exhibition|Summit|Meeting|Convention|Congress|Seminar|Symposium|Games|Festival)"
)
_YEAR_AFTER_EVENT = re.compile(
    r"(?:Conference|Forum|Fair|Expo|Exhibition|Summit|Congress|Games|Festival|Meeting|Symposium)(?: [A-Z][a-z]+){0,3} ((?:19|20)[0-9]{2})\b"
)
_URL = re.compile(r"(https?://|www\.)[^\s,。;)]*")
_YEAR_IN_URL = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})[-/_]?(?:0[1-9]|1[0-2])(?:[-/_]?(?:[0-2][0-9]|3[01]))?")
# What no event of either pattern is without.
_EVENT_END = re.compile("[会坛动展节季赛记鉴事]")
_ENGLISH_EVENT = re.compile("[CFESMG](?=on|or|ai|xp|xh|um|ee|em|ym|am|es)")
_PLACE_COMMA = re.compile(r"(?:^|[\n。.)|] ?)(?:[\u4e00-\u9fff]{2,8}|[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z'-]+){0,2}), ?$")
_CREDITS = re.compile(
    r"^\s*(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?\s*\|?\s*(?:来源|作者|编辑|浏览|阅读|点击|字号|字体|稿源|信息来源|Source:|\(来源)"
)
_PAPER = re.compile(r"[报版刊]|电子版|本[报讯]|\bedition\b")
# A page of a newspaper: 第一版:要闻 2025年09月19日; 2023年10月28日 星期六 秀山电子报.
_PAPER_PAGE = re.compile(r"第[0-9一二三四五六七八九十A-Z]{1,3}版[:|]?\s?[\u4e00-\u9fff]{0,8}[|\s]?$")
_PAPER_NAME = re.compile(r"\s?星期[一二三四五六日天]\s?[\u4e00-\u9fff]{2,8}(?:[日晚早]报|电子报|时报|报)\s")
_PAGE_AFTER = re.compile(r"\s*第[0-9一二三四五六七八九十A-Z]{1,3}版")
_WEEKDAY_BEFORE = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? $")
_WEEKDAY_CLOSES = re.compile(r"\s?星期[一二三四五六日天]\)\s*$")
_FIGURES = re.compile(r"(?:19|20)[0-9]{2}([-./])[0-9]{1,2}\1[0-9]{1,2}")
_NUMBERS = re.compile(
    r"[0-9]{1,2}[-. ](?:[0-9]{1,2}|[A-Z][a-z]{2})[-., ]{1,2}[0-9]{4}|[0-9]{4}[-. ][A-Z][a-z]{2}[-. ][0-9]{1,2}"
)
_STORY = re.compile(r"[,;]|代表团|考察|[赴抵率]|\b(?:visit|signed|delegation|held|led|met)", re.IGNORECASE)
_CLOCK = re.compile(r"日 ?[0-2]?[0-9]:[0-5][0-9]")
_PRINTED = re.compile(r"印发\s*$")
_ITEMS = re.compile(r"[|·>›\s()\[\]:/【】■—-]+")
_HEADER = 260
_FOOTER = 160


@dataclass(frozen=True, slots=True)
class Stated:
    """A date or year that the text states about itself, with the offsets of the words."""

    year: int
    month: int | None
    day: int | None
    start: int
    end: int
    kind: str  # published, dateline, stamp, issue, event, reposted


class Statements:
    """
    Everything the text says about its own date; what few texts are asked for is looked for when it is asked for.

    Attributes:
        published: the date of publication.
        stamp: when it was posted.
        dateline: the day in an agency's dateline.
    """

    def __init__(self, text: str, times: Sequence[TimeMention]) -> None:
        self._text = text
        self.stamp: Stated | None = None
        self.dateline: TimeMention | None = None
        self._reposted: Stated | None = None
        best: tuple[int, Stated] | None = None
        for mention in times:
            day = mention.first
            if day.month is None or day.day is None or mention.kind != "day":
                continue
            if self.dateline is None and mention.relative is None and is_dateline(text, mention):
                self.dateline = mention
            if day.year is None or mention.last is not day:
                continue
            kind, strength = _role(text, mention)
            stated = Stated(day.year, day.month, day.day, mention.start, mention.end, kind)
            if kind == "published" and (best is None or strength > best[0]):
                best = (strength, stated)
            elif kind == "stamp" and self.stamp is None:
                self.stamp = stated
            elif kind == "reposted" and self._reposted is None:
                self._reposted = stated
        self.published = best[1] if best else self._first_post()

    def _first_post(self) -> Stated | None:
        """The stamp above the first sentence is that of the post itself, not of a reply."""
        stamp = self.stamp
        return stamp if stamp is not None and "。" not in self._text[: stamp.start] else None

    @once
    def issue(self) -> Stated | None:
        """The year of a journal's issue."""
        return _stated(_ISSUE.search(self._text), "issue") if "年第" in self._text else None

    @once
    def reposted(self) -> Stated | None:
        """When it was put where it was found: by its words, else by the address."""
        return self._reposted or self._of_address()

    @once
    def events(self) -> tuple[Stated, ...]:
        """The years in names of events."""
        text = self._text
        patterns: list[re.Pattern[str]] = []
        if "19" in text or "20" in text:
            patterns += [_EVENT_YEAR] if _EVENT_END.search(text) else []
            patterns += [_ENGLISH_EVENT_YEAR, _YEAR_AFTER_EVENT] if _ENGLISH_EVENT.search(text) else []
        found = (_stated(match, "event") for pattern in patterns for match in pattern.finditer(text))
        return tuple(one for one in found if one is not None)

    def _of_address(self) -> Stated | None:
        text = self._text
        if "www." not in text and "://" not in text:
            return None
        for address in _URL.finditer(text):
            match = _YEAR_IN_URL.search(text, address.end(1), address.end())
            if match:
                return _stated(match, "reposted")
        return None


def statements(text: str, times: Sequence[TimeMention]) -> Statements:
    """What does the text say about when it was published, posted, printed and filed?"""
    return Statements(text, times)


def _stated(match: re.Match[str] | None, kind: str) -> Stated | None:
    return Stated(int(match.group(1)), None, None, match.start(1), match.end(1), kind) if match else None


def is_dateline(text: str, mention: TimeMention) -> bool:
    """Does an agency's dateline (…6月13日电, HEFEI, June 6 -) hold this day?"""
    after = text[mention.end : mention.end + 40]
    if _DATELINE.match(after):
        return True
    if after[:1] not in " ,-(":
        return False
    return bool(
        _AFTER_ENGLISH_DATELINE.match(after)
        and _ENGLISH_DATELINE.search(text[max(0, mention.start - 40) : mention.start])
    )


_ENDS = re.compile(r"\bEnds/(?:[A-Z][a-z]+day, )?$")
_AFTER_STAMP = re.compile(r"[\s。.|)]|电|讯|$")
_NEXT_SENTENCE = re.compile(r"\. [A-Z]")
_AT_HOUR = re.compile(r" [0-2]?[0-9]:[0-5][0-9]")
_HOUR_BEFORE = re.compile(r"(?:^|[\s)|])[0-2]?[0-9]:[0-5][0-9](?: ?[ap]m)?, $")


def _role(text: str, mention: TimeMention) -> tuple[str, int]:
    """Is a full date the text's publication (with how sure that is), a stamp, a re-posting, or a date of the story?"""
    before = text[max(0, mention.start - 30) : mention.start]
    after = text[mention.end : mention.end + 40]
    if mention.start < _HEADER and (_PAPER_PAGE.search(before) or (mention.start <= 2 and _PAPER_NAME.match(after))):
        return "published", 4
    line = _furniture_line(text, mention)
    if line is not None and _PAPER.search(line) and not _FURNITURE_BEFORE.search(before):
        return "published", 4
    if mention.start < _HEADER and _PAGE_AFTER.match(after):
        return "published", 4
    if mention.end > len(text) - 24 and _WEEKDAY_CLOSES.match(after) and _in_brackets(text, mention):
        return "published", 3
    if _FURNITURE_AFTER.match(after) or _FURNITURE_BEFORE.search(before):
        return "furniture", 0
    if _STAMP.search(before):
        return ("published", 3) if "楼主" in before else ("stamp", 0)
    if _ENDS.search(before):
        return "published", 6
    if _REPOSTED.search(before):
        return "reposted", 0
    if mention.start < _HEADER and _PLACE_COMMA.search(before) and _AFTER_STAMP.match(after):
        return "published", 4
    if (
        mention.start < _HEADER
        and _CREDITS.match(after)
        and not _ACTS.search(text[max(0, mention.start - 12) : mention.start].rpartition("。")[2])
    ):
        return "published", 4
    if _LABEL.search(_WEEKDAY_BEFORE.sub("", before)) and not _NOTICE.match(after):
        return "published", 6
    if is_dateline(text, mention):
        return "published", 4
    header = mention.start < _HEADER
    footer = mention.end > len(text) - _FOOTER
    if (header or footer) and _in_brackets(text, mention):
        return "published", 5 if header else 3
    numeric = (
        text[mention.start : mention.start + 5][4:5] in ("-", ".", "/")
        or text[mention.start + 2 : mention.start + 3] == "."
        or bool(_NUMBERS.fullmatch(text, mention.start, mention.end))
    )
    closes = _SOURCE.search(before) and after[:1] in ("", "\n") and before.rstrip(" |,")[-1:].isalpha()
    if header and ((numeric and _SOURCE.search(before) and after[:1] not in "-—~至到") or closes):
        return "published", 4
    if (header or footer) and (_alone_on_line(text, mention) or _HOUR_BEFORE.search(before)):
        return "published", 3
    stamped = ":" in text[mention.start : mention.end] or bool(_AT_HOUR.match(after))
    if (
        header
        and (numeric or _CLOCK.search(text, mention.start, mention.end + 7))
        and (stamped or _apart(before, after))
    ):
        return "published", 3 if stamped else 2
    if footer and _PRINTED.match(after):
        return "published", 3
    if mention.start < _HEADER // 2 and before.endswith(". ") and _NEXT_SENTENCE.match(after):
        return "published", 2
    if header and _FIGURES.fullmatch(text[mention.start : mention.end]) and _beside_chinese(before, after):
        return "published", 1
    if footer and _AFTER_LAST.match(text[mention.end :]) and before[-1:] in ("", "\n", " ", "。", ")", ";", "!", "."):
        return "published", 2
    if mention.start <= 2 and ((numeric and after[:1] in (" ", "\n")) or _NEXT_SENTENCE.match(after)):
        return "published", 2
    if line is not None:
        return "published", 2 if mention.start < _HEADER else 1
    return "story", 0


def _furniture_line(text: str, mention: TimeMention) -> str | None:
    """The line of a date, if it stands among the first or last lines and only lists short items, as no sentence does."""
    left = text.rfind("\n", 0, mention.start) + 1
    right = text.find("\n", mention.end)
    right = len(text) if right < 0 else right
    edge = (text.count("\n", 0, left) <= 2 and left < _HEADER) or (
        text.count("\n", right) <= 2 and right > len(text) - _FOOTER
    )
    if not edge or "\n" not in text or right - left > 120:
        return None
    line = text[left : mention.start] + "|" + text[mention.end : right]
    if "。" in line or _ACTS.search(line) or _STORY.search(line):
        return None
    return line if all(len(part) <= 18 or (part.isascii() and len(part) <= 40) for part in _ITEMS.split(line)) else None


def _apart(before: str, after: str) -> bool:
    """Does a date in figures stand by itself between blanks, as no story writes it?"""
    return before[-1:] in ("", " ", "\n", "|") and after[:1] in ("", " ", "\n", "|")


_PREPOSITION = re.compile(r"[自从至到于在]$")


def _beside_chinese(before: str, after: str) -> bool:
    """Does a date in figures stand between Chinese words of a header? Stories write 年, 月 and 日."""
    left = before[-1:] in ("", " ", "\n", "】", "|", ">") or "\u4e00" <= before[-1] <= "\u9fff"
    right = after[:1] in ("", " ", "\n", "【", "|", "“") or "\u4e00" <= after[0] <= "\u9fff"
    return left and right and not _PREPOSITION.search(before) and not _ACTS.match(after[:3])


def _in_brackets(text: str, mention: TimeMention) -> bool:
    opened = max(text.rfind("(", mention.start - 40 if mention.start > 40 else 0, mention.start),
                 text.rfind("[", mention.start - 40 if mention.start > 40 else 0, mention.start))  # fmt: skip
    if opened < 0 or ")" in text[opened : mention.start]:
        return False
    closing = text[mention.end : mention.end + 40]
    shut = min((i for i in (closing.find(")"), closing.find("]")) if i >= 0), default=-1)
    if shut < 0:
        return False
    rest = text[opened + 1 : mention.start] + closing[:shut]
    if _ACTS.search(rest) or "发表于" in rest or "。" in rest or rest.count(",") > 2:
        return False
    return not (text[opened - 1 : opened] in ("》", "”") and not rest.strip())


def _alone_on_line(text: str, mention: TimeMention) -> bool:
    left = text.rfind("\n", 0, mention.start) + 1
    right = text.find("\n", mention.end)
    right = len(text) if right < 0 else right
    if "\n" not in text or right - left > 90:
        return False
    return bool(_LINE_REST.match(text[left : mention.start]) and _LINE_REST.match(text[mention.end : right]))
