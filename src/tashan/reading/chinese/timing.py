"""When a leg of a trip was, and whether it is done, planned or only recalled."""

from __future__ import annotations

import re
from typing import Any, Final

from tashan.reading._once import once
from tashan.reading.chinese.telling import Destination, Mission, Telling, share
from tashan.reading.chinese.tokens import Sentence, Token
from tashan.reading.chinese.trips import When, inside

_PLAN: Final = frozenset(
    "将于 将会 将在 将赴 将 拟 计划 定于 即将 打算 准备 预计 不迟于 会率 拟于 拟定 计划于 适时 届时".split()
)
_SAYS_NOTHING: Final = re.compile("[GNMPHE]")
_HOME_AGAIN: Final = re.compile(r"D\)?(?:N?\.?)r(P?)")
_THEY: Final = re.compile("代表团|访问团|考察团|一行|官员|他[们将会于]")
_STILL_TOLD: Final = 7  # sentences after which its own leader may still be told to go home
_COMES_BACK: Final = re.compile(r"(?:圆满|顺利)?结束[^,。;]{0,8}返")
_ENDED: Final = re.compile(r"(?:结束|完成)了?$")
_GOES_HOME: Final = re.compile(r"[^,。;]{0,8}(?:返|回)")
_DAYS_LONG: Final = re.compile(r"[\d一二两三四五六七八九十]{1,2}[日天]")  # 访问重庆3日
_DONE_ON: Final = re.compile(r"[,。;]于")
_ANNOUNCED: Final = re.compile(r"(?:透露|宣布|公布|预告)[^。]{0,12}(?:今日起|今起|明日|明天|将)")
_CAME_OFTEN: Final = re.compile(r"[^,。;]{0,16}(?:时|期间)?(?:曾经?)?(?:多次)(?:光顾|前往|到)")
_SINCE: Final = re.compile(r"(?:(?:^|[,。;:\s])(?:自从?|继)|是[^,。;]{0,8}继)[^,。;]{0,24}$")
_AFTERWARDS: Final = re.compile(r"[^,。;]{0,40}(?:以来|之后|后),")
_LATER_AGAIN: Final = re.compile(r"\s*时隔[^,。;]{1,8}[年月天周],")
_EARLIER: Final = re.compile(r"(?:前期|早前|早些时候),[^,。;]{0,30}$")
_HAS_BEEN: Final = re.compile(r"[^,。;]{0,8}(?:考察|访问|调研|学习)过")


class TimingReader(Telling):
    """When a leg of a trip was, and whether it is done, planned or only recalled."""

    @once
    def _dated_once(self) -> bool:
        """Whether the text tells of one day only."""
        told = {
            self.story.when([t.item]).key
            for s in self.story.sentences
            for t in s.tokens
            if t.kind == "D" and is_dated(t.item)
        }
        return len(told) == 1

    def _returns(self, sentence: Sentence) -> None:
        """昨日返疆: the day on which the trip being told ended."""
        trip = self.current
        for match in _HOME_AGAIN.finditer(sentence.skeleton) if trip is not None and "r" in sentence.skeleton else ():
            tokens = sentence.tokens[match.start() : match.end()]
            names = [t.item for t in tokens if t.kind == "N"]
            known = share(names, trip.leaders) if trip is not None else False
            known = known or _THEY.search(self.text, sentence.start, tokens[0].start) is not None
            if trip is None or trip.last < sentence.number - 1 - _STILL_TOLD * known:
                return
            if names and not share(names, trip.leaders):
                continue
            if tokens[-1].kind == "P" and any(
                inside(r, h) for r in self.story.regions(tokens[-1].item) for h in trip.hosts
            ):
                continue  # 20日返回甲市: only back to where they had come first
            when = self.story.when([tokens[0].item])
            if when.start == when.end and when.start:
                trip.returned = when.start

    def _remember_dates(self, tokens: list[Token], sentence: Sentence) -> None:
        """The last date told governs what follows without one."""
        if "D" not in sentence.skeleton:
            return
        quiet = _SAYS_NOTHING.search(sentence.skeleton) is None
        for token in reversed(tokens):
            if token.kind == "D" and is_dated(token.item) and not (quiet and token.item.relative == "today"):
                self.governing, self.governed = token.item, sentence.number
                return

    def _dates(
        self, sentence: Sentence, mission: Mission, place: Destination, all_places: list[Destination]
    ) -> list[Any]:
        tokens = [t for t in sentence.tokens if t.kind == "D" and is_dated(t.item)]
        if _ENDED.search(self.text, max(sentence.start, place.start - 6), place.start):
            return []  # 在结束赴甲、乙考察后: the day is that of what followed
        if _COMES_BACK.match(self.text, mission.end):
            return []  # 昨日, 赴台参访团结束行程返厦
        near = [t.item for t in tokens if mission.start <= t.start < place.start]
        if near and not (near[-1].relative == "same_day" and self.story.when(near[-1:]).start is None):
            return _adjacent(near, self.text)
        floor = max([p.end for p in all_places if p.end <= min(mission.start, place.start)], default=sentence.start)
        left = [t.item for t in tokens if floor <= t.start < min(mission.start, place.start)]
        if left:
            return _adjacent(left, self.text)[-2:] if len(left) > 1 else left
        earlier = [t.item for t in tokens if t.start < min(mission.start, place.start)]
        if earlier:
            return earlier[-1:]
        right = [
            t.item
            for t in tokens
            if place.end <= t.start < place.end + 12
            and "," not in self.text[place.end : t.start]
            and not (t.start == place.end and _DAYS_LONG.fullmatch(self.text, t.start, t.end))
        ]
        if right:
            return right[:1]
        within = [
            t for t in tokens
            if t.start > place.end
            and _DONE_ON.match(self.text, t.start - 2)
            and not _GOES_HOME.match(self.text, t.end)
        ]  # fmt: skip
        if within and not any(t.kind in "NGX;" for t in sentence.tokens if place.end <= t.start < within[0].start):
            return [within[0].item]
        undated = not any(t.kind == "D" and t.start < place.start for t in sentence.tokens)
        reach = 9 if self._dated_once and place.verb == "会见" else 4
        if not self.trips and self.governing is not None and undated and sentence.number - self.governed <= reach:
            return [self.governing]
        return []

    def _status(self, sentence: Sentence, mission: Mission, place: Destination) -> tuple[str | None, bool]:
        left = min(mission.start, place.start)
        floor = max(self.text.rfind("。", 0, left), self.text.rfind(";", 0, left), sentence.start)
        status, background = "done", False
        skeleton = sentence.skeleton
        for token in sentence.tokens if "X" in skeleton or "B" in skeleton else ():
            if token.start < floor or token.start >= place.end:
                continue
            if (
                token.kind == "X"
                and token.item in _PLAN
                and token.end <= place.start
                and self.text[token.end : place.start].count(",") <= 1
            ):
                status = "planned"
            if token.kind == "B" and abs(place.start - token.end) < 24:
                if token.item in ("多次", "每年", "历年", "经常", "常", "屡次", "数次"):
                    return None, False
                background = True
        dates = (
            [t for t in sentence.tokens if t.kind == "D" and floor <= t.start < place.start] if "D" in skeleton else []
        )
        if any((t.item.relative or "").startswith(("months_before", "years_before")) for t in dates):
            background = True  # 一个月前某某率团赴某地
        if any(t.item.relative == "last_year" for t in dates) and not any(is_dated(t.item) for t in dates):
            background = True
        if _ANNOUNCED.search(self.text[sentence.start : place.start]):
            status = "planned"
        if _SINCE.search(self.text, max(0, floor - 1), max(left, place.start)) and _AFTERWARDS.match(
            self.text, place.end
        ):
            background = True  # 自今年6月我市代表团赴某地交流后
        if _EARLIER.search(self.text, sentence.start, place.start):
            background = True
        if _LATER_AGAIN.match(self.text, sentence.end):
            background = True  # 3月2日甲到乙考察。时隔3个月,乙回访甲
        around = self.text[place.start : place.start + len(place.verb) + 1]
        if around.endswith("过") or _HAS_BEEN.match(self.text[place.end : place.end + 14]):
            background = True
        if _CAME_OFTEN.match(self.text[place.end : place.end + 24]):
            background = True
        return status, background


def is_dated(mention: Any) -> bool:
    """Whether a time can date a trip: a day, several days, a month, yesterday … but not 近年 or 十四五."""
    if mention.kind == "open_end":
        return mention.first is not None and mention.first.day is not None  # 5月7日起访问
    if mention.kind in ("era", "vague", "clock", "year", "open_start"):
        return False
    if mention.relative in ("this_year", "last_year") and mention.first is not None and mention.first.month:
        return True
    if mention.relative and mention.relative.startswith(
        ("last_years", "recent", "this_year", "last_year", "next_year", "now", "next_years", "last_months")
    ):
        return False
    return mention.first is not None


_LIST_GAP: Final = re.compile(r"[、,和及与到至上下午早晚-]{1,3}")


def _adjacent(mentions: list[Any], text: str) -> list[Any]:
    """Dates of one list; a lonely earlier date is dropped."""
    kept = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        gap = text[mention.end : kept[0].start]
        if _LIST_GAP.fullmatch(gap):
            kept.insert(0, mention)
        else:
            break
    return kept


def only_month(when: When, sentence: Sentence) -> When:
    """在渝期间 beside a dated act: the stay was longer than the act's day, so only the month is known."""
    own = when.span is not None and sentence.start <= when.span[0] < sentence.end
    if own or not when.start:
        return when
    return When(when.start[:7], None, when.flags, when.candidates, when.year, when.span)
