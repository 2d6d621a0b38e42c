"""Where to: places after a verb of motion, 在…考察, lists behind a group, towns, institutions."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.place_lists import PlaceListReader
from tashan.reading.chinese.stops import lies_in
from tashan.reading.chinese.telling import UNKNOWN, Destination
from tashan.reading.chinese.tokens import Sentence, Token
from tashan.regions import Region

# 总理在浙江考察时的重要讲话: what was said on somebody else's tour
_SPOKEN_THERE: Final = re.compile(r"[^,。;]{0,6}(?:考察|视察|调研)(?:时|期间)?[^,。;]{0,6}(?:讲话|指示|批示|精神)")
_WELCOMES: Final = re.compile(r"P\.?V(?:[.F]|\.?G[:,])?$")  # 某市迎来了某省代表团
_PROPOSED: Final = re.compile(
    r"应该|应当|不妨|何不|如果|倘若|假如|呼吁|(?:(?<![委府部厅局会])要求(?!组织)|恳请|恳求|提议)(?=[^,。;]{2,16}$)"
)
_TO_TOWNS: Final = frozenset("来 到 赴 前往 来到 前来 莅临".split())
# A town of a county that nobody names: 考察团来龙泉街道考察.
_TOWN: Final = re.compile(r"[\u4e00-\u9fff]{2,4}(?:街道|镇|乡)(?=考察|调研|学习|参观|观摩|开展|交流|对接)")
# The offices of a place, called on by a party from elsewhere; not those who head them, who may be met anywhere.
_OFFICES: Final = re.compile(
    r"(?:[省市州县区]?(?:委(?!员)|人民政府|政府|人大|政协)|[\u4e00-\u9fff]{2,6}[局委厅])(?![^,。;、]{0,6}(?:驻|办事处|书记|主席|[省市县区]长))"
)
_LOOKS_AT_FIRMS: Final = frozenset("考察 学习考察 考察学习 参观考察 参观学习 参观".split())
_WISH: Final = frozenset("希望 期待 邀请 欢迎您 盼 建议 期盼 诚邀 争取 力争 欢迎来 下一步 应当 要 应".split())


_STAY_NEAR: Final = re.compile(r"[^,。;]{0,4}期间")
_PROMOTES: Final = re.compile(
    r"[^,。;]{0,6}(?:举行|举办|召开)了?[^,。;]{0,24}(?:推介会|发布会|说明会|招商会|对接会|(?:推介|招商)[^,。;]{0,10}活动)"
)
_CLAUSE: Final = re.compile(r"[^,。;]*")
_STOPS_LISTED: Final = re.compile(r",(?:包括|先后|分别)")
_PURPOSE_HERE: Final = re.compile(r"\.?K")
_DESCRIBED: Final = re.compile(r"[^,。;—]{4,40}—{1,2}")
_MEETS: Final = re.compile(r"举行|召开|举办|会议|论坛")
_HELD: Final = re.compile(r"\.?[KE]*H")
_ZONE: Final = re.compile("(?:高新|经开|开发|新)区")
_BEFORE_PLACE: Final = re.compile(
    r"站|地|过|了|对口|帮扶|第|友好|兄弟|的$|位于|结对|受援|大陆|[名古山水冰江海港花]城$|重镇$|之[乡都城]$|老区$|城市$|省份$|首府$"
)
_PURPOSE: Final = re.compile(r"[.]?K")
_LOOKS_AT: Final = re.compile(
    r"(?:等(?:地|县|市|区)?)?的[^,。;]{2,24}?(?:进行|开展|作)了?[^,。;]{0,6}(?:考察|学习|调研|参观|观摩|了解)"
)
_LOOKED_AT: Final = re.compile(
    r"了?(?:我[市省县区])?(?:对口|结对|定点)(?:帮扶|支援|协作|合作|扶贫)?的?"
)  # 考察了对口帮扶的甲州
_CAME_NOW: Final = re.compile(r"(?:首次|再次|此次|这次|再度|率团|率队|一行)")  # 欢迎甲上任后首次访港: he has come
_SETS_ABOUT: Final = re.compile(
    r"(?:展开|开始|继续|开启)(?:为期[^,。;]{1,4}的?)?(?:访问|考察|参访)"
)  # 在甲市展开访问行程
_ABOUT: Final = re.compile(r"(?:展开|继续|开启|开始|结束)了?(?:为期[^,。;]{1,4}的?)?$")
_ITINERARY: Final = re.compile(r"的?(?:访问|考察|参访)(?:行程|之旅|之行)")  # 展开甲市访问行程
_LEFT: Final = re.compile(r"(?:离开|结束了?(?:[在对])?)$")  # 离开甲市后,前往乙市; 结束甲市考察后,赶赴乙市
_BEHIND_THEM: Final = re.compile(r"(?:之?后|的?(?:考察|学习|访问|参观|调研|活动|行程)[^,。;]{0,6}后),")
_CARRIES_OUT: Final = re.compile(r"(?:市|省|县)?(?:进行|开展|作|展开)")


# The last characters of what shows by itself that a place behind it is gone to or left: 对, 离开, 结束了在.
_BEFORE_GOAL: Final = frozenset("对开束了在")


class DestinationReader(PlaceListReader):
    """Where to: places after a verb of motion, 在…考察, lists behind a group, towns, institutions."""

    def _destinations(self, sentence: Sentence) -> list[Destination]:
        tokens, skeleton = sentence.tokens, sentence.skeleton
        found: list[Destination] = []
        quoted = _quoted(self.text, sentence)
        for at, token in enumerate(tokens):
            if token.kind not in "GMiKP":  # nothing else says where to
                continue
            if token.kind == "P" and self.text[token.start - 1 : token.start] not in _BEFORE_GOAL:
                continue
            place: Destination | None = None
            if token.kind == "G" and token.item.toward is not None:
                place = Destination(at, token.start, token.end, list(self.story.regions(token.item.toward)), verb="赴")
                found.append(place)
                continue
            if (
                token.kind == "G"
                and _WELCOMES.search(skeleton, 0, at)
                and "迎来" in self.text[max(sentence.start, token.start - 16) : token.start]
            ):
                verb = next(n for n in range(at - 1, -1, -1) if tokens[n].kind == "V")
                host = next(t for t in reversed(tokens[:verb]) if t.kind == "P")
                place = Destination(at, token.start, token.end, list(self.story.regions(host.item)), verb="赴")
                found.append(place)
                continue
            if quoted and any(a <= token.start < b for a, b in quoted):
                continue
            if token.kind == "M":
                place = self._after_motion(sentence, at)
            elif token.kind == "i" and at + 1 < len(tokens) and tokens[at + 1].kind in "PZ":
                place = self._staying(sentence, at, at + 1)
            elif (
                token.kind == "i"
                and at + 2 < len(tokens)
                and tokens[at + 2].kind == "P"
                and tokens[at + 1].item in ("古城", "省会", "首府", "名城", "海滨城市", "革命老区", "美丽的")
            ):
                place = self._staying(sentence, at, at + 2)
            elif token.kind == "K" and at and tokens[at - 1].kind in "GYF" and self._firm_next(tokens, at) is not None:
                region = self._firm_next(tokens, at)
                place = Destination(at, token.start, token.end, [], weak=[region] if region else [], verb=token.item)
            elif token.kind == "K" and self._seen_next(tokens, at):
                if token.item in ("拜访", "拜会"):
                    place = self._offices_called_on(sentence, at)
                elif token.item in (
                    "考察",
                    "参访",
                    "参观",
                    "考察学习",
                    "学习考察",
                    "参观考察",
                    "走访",
                    "调研",
                    "考察调研",
                    "实地看",
                    "看了",
                    "察看",
                    "实地考察",
                    "实地调研",
                ):
                    place = self._after_motion(
                        sentence,
                        at,
                        weak=token.item in ("走访", "调研", "参观", "看了", "察看", "实地考察", "实地调研"),
                    )
            elif (
                token.kind == "P"
                and _ITINERARY.match(self.text, token.end)
                and _ABOUT.search(self.text, max(sentence.start, token.start - 10), token.start)
            ):
                place = self._collect(sentence, at, token.start, "访问")
            elif token.kind == "P" and _LEFT.search(self.text, max(sentence.start, token.start - 5), token.start):
                left = self._collect(sentence, at, token.start, "赴")
                place = left if left is not None and _BEHIND_THEM.match(self.text, left.end) else None
            elif token.kind == "P" and self.text[token.start - 1 : token.start] == "对":
                end = at + 1
                if _PURPOSE.match(skeleton[end:]) and _CARRIES_OUT.match(self.text[token.end :]):
                    place = self._collect(sentence, at, token.start, "对")
                elif (looked := self._collect(sentence, at, token.start, "对")) is not None and _LOOKS_AT.match(
                    self.text, looked.end
                ):
                    place = looked
            if place is not None and (place.regions or place.weak):
                found.append(place)
        return found

    def _firm_next(self, tokens: list[Token], at: int) -> Region | None:
        """考察学习甲区某公司、某小学: where the first of what they look at lies."""
        if tokens[at].item not in _LOOKS_AT_FIRMS or at + 1 >= len(tokens) or tokens[at + 1].kind != ".":
            return None
        if tokens[at + 1].item == "了":
            return None  # a place stands right behind
        return lies_in(self.story, tokens[at + 1].start + self.text.startswith("了", tokens[at + 1].start))

    def _offices_called_on(self, sentence: Sentence, at: int) -> Destination | None:
        """带队拜访了甲区政府: a party that calls on the offices of a place goes there."""
        if not at or sentence.tokens[at - 1].kind not in "GYL":
            return None
        place = self._after_motion(sentence, at)
        return place if place is not None and _OFFICES.match(self.text, place.end) else None

    def _seen_next(self, tokens: list[Token], at: int) -> bool:
        """A place stands right behind 考察, 走访 …, or behind 考察了."""
        after = at + 1
        if after < len(tokens) and tokens[after].kind == "." and _LOOKED_AT.fullmatch(tokens[after].item):
            return after + 1 < len(tokens) and tokens[after + 1].kind == "P"
        if after < len(tokens) and tokens[after].kind == "." and tokens[after].item == "了":
            after += 1
        return (
            after < len(tokens)
            and tokens[after].kind in "PZ"
            and tokens[after].start <= tokens[at].end + (after - at - 1)
        )

    def _after_motion(self, sentence: Sentence, at: int, *, weak: bool = False) -> Destination | None:
        tokens = sentence.tokens
        verb = tokens[at].item
        step = at + 1
        if self.text[max(0, tokens[at].start - 1) : tokens[at].start] == "从":
            return None
        skipped = 0
        if verb in _TO_TOWNS and step < len(tokens) and tokens[step].kind == ".":
            town = _TOWN.match(self.text, tokens[step].start, sentence.end)
            if town is not None:
                return Destination(step, tokens[at].start, town.end(), [UNKNOWN], verb=verb)
        named = self._named_at_last(sentence, step)
        while named is None and step < len(tokens) and tokens[step].kind in ".Fr(" and skipped < 2:
            gap = tokens[step]
            if _ZONE.fullmatch(gap.item or "") and "".join(t.kind for t in tokens[step + 1 : step + 3]) == "(P":
                step += 2  # 高新区(滨江): a zone and the district that shares its office
                break
            if gap.kind == "." and (len(gap.item) > 9 or (len(gap.item) > 2 and not _BEFORE_PLACE.search(gap.item))):
                return None
            step += 1
            skipped += 1
        step = step if named is None else named
        if (
            step < len(tokens)
            and tokens[step].kind == ","
            and verb in ("访问", "访")
            and _STOPS_LISTED.match(self.text[tokens[step].start :])
        ):
            step = next((n for n in range(step, min(step + 4, len(tokens))) if tokens[n].kind == "P"), len(tokens))
        if step >= len(tokens) or tokens[step].kind not in "PZ":
            return None
        place = self._collect(sentence, step, tokens[at].start, verb)
        if place is None:
            return None
        if weak:
            place.weak, place.regions = place.weak + [r for r in place.regions if r is not UNKNOWN], []
        return place

    def _named_at_last(self, sentence: Sentence, step: int) -> int | None:
        """赴全省先进示范县——甲县考察: the place behind the dash, which what stands before it only describes."""
        tokens = sentence.tokens
        if step >= len(tokens) or tokens[step].kind != ".":
            return None
        dash = _DESCRIBED.match(self.text, tokens[step].start, sentence.end)
        if dash is None:
            return None
        return next(
            (n for n in range(step, len(tokens)) if tokens[n].kind == "P" and tokens[n].start == dash.end()), None
        )

    def _staying(self, sentence: Sentence, at: int, step: int) -> Destination | None:
        """在P考察 / 在P期间 / 在P的…考察; not 在P召开."""
        tokens = sentence.tokens
        place = self._collect(sentence, step, tokens[at].start, "在")
        if place is None:
            return None
        tail = "".join(t.kind for t in tokens[place.at + 1 : place.at + 4])
        after = self.text[place.end : place.end + 12]
        if _SPOKEN_THERE.match(self.text, place.end):
            return None
        if _STAY_NEAR.match(after):
            place.stay = True
            return place
        if _SETS_ABOUT.match(after):
            return place
        held = _PROMOTES.match(
            after + self.text[place.end + 12 : place.end + 40],
        )
        if held and any(t.kind in "GY" for t in tokens[:at]):
            return place
        clause = _CLAUSE.match(self.text[place.end :])
        if (
            at
            and tokens[at - 1].kind in "GY"
            and tokens[at - 1].end == tokens[at].start
            and not _MEETS.search(clause.group() if clause else "")
        ):
            return place
        if _PURPOSE_HERE.match(tail) and not _HELD.match(tail):
            first = next(t for t in tokens[place.at + 1 :] if t.kind == "K")
            if first.item in (
                "座谈",
                "会谈",
                "对接",
                "洽谈",
                "推介",
                "招商推介",
                "检查",
                "开展",
                "商谈",
                "会商",
                "交流",
                "座谈交流",
                "了解",
            ):
                return None
            if any(t.kind in "EU" and t.start - first.end < 8 for t in tokens[place.at + 1 :]):
                return None
            return place
        return None

    def _wish(self, sentence: Sentence, place: Destination) -> bool:
        """Invitations and hopes are no visits."""
        if _PROPOSED.search(self.text, max(sentence.start, place.start - 40), place.start):
            return True
        before = [t for t in sentence.tokens if t.end <= place.start]
        for token in reversed(before):
            if token.kind == ";":
                break
            if token.kind == "X" and token.item in _WISH and place.start - token.end < 26:
                return self.text[token.end : place.start].count(",") == 0
            if token.kind == "V" and token.item == "欢迎" and place.start - token.end < 12:
                return _CAME_NOW.search(self.text, token.end, place.start) is None
        return False


_LONG_QUOTE: Final = re.compile(r"“[^”]{13,}”?")


def _quoted(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Quoted speech, longer than a name."""
    if text.find("“", sentence.start, sentence.end) < 0:
        return []
    return [match.span() for match in _LONG_QUOTE.finditer(text, sentence.start, sentence.end)]
