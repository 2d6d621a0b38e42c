"""Where to: places after a verb of motion, 在…考察, lists behind a group, towns, institutions."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.homes import last_link
from tashan.reading.chinese.stops import stops
from tashan.reading.chinese.telling import UNKNOWN, Destination, Telling
from tashan.reading.chinese.tokens import Sentence, Token
from tashan.reading.chinese.trips import inside
from tashan.regions import Region
from tashan.regions.geometry import parent

# What may follow a place that is really the destination, not the address of a site.
_RESIDUE: Final = re.compile(
    r"$|[^\u4e00-\u9fff]|一路|成功|隆重|顺利|等|[两三四五六七八九十](?!中)|各|有关|相关|进行|实地|就|专题|专程|为期|一带|开展|作|做|境内|参加|出席|举行|举办|召开|取经|市|省|县|区|州|的?考察|"
    r"的?学|的?调研|党政|继续|洽谈|招商|办|开|商|共|并|时|期|学|考|调|交|参|访|对|走|座|慰|看|推|后|之行|之旅|之后|了解|和|与|及|以|为|地区|方面|灾区|"
    r"拜|联|宣|促|签|落|协|探|商谈|展开|先|同|的|一行|来|接|视|巡|检|指|帮|支|送|回|还|也|是|上|下|随|向|由|受"
)
_SITE_AFTER: Final = re.compile(
    r"[^,。;、和与及()]{0,14}?(?:园区?|馆|厂|公司|集团|村|社区|学校|中学|小学|大学|学院|医院|中心|基地|港口?|码头|机场|车站|广场|景区|公园|街道?|小镇|项目|"
    r"工地|企业|产业园|软件园|开发区|高新区|保税区|规划展览|展示|大厦|研究院|研究所|研究所|实验室|博物|纪念|故居|旧址|遗址|湖|山|岛|河|湾|林|寺|庙|城堡|电站|水库|农场|合作社|指挥部|服务站)"
)
_PURPOSE_AFTER: Final = re.compile(
    r"[、,。;和与及]|等|就|[两三四五六七八][地省市县区州]|(?:学习|考察|调研|对接|开展|进行|取经|参访|交流|招商|洽谈|访问|对标|推介|慰问|看望)(?!了)"
)
_INSTITUTION: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:法院|法庭|检察院|局|委|政协|人大|人大常委会|工商联|妇联|大学|医院|总工会|保税区|开发区|高新区|园区|管委会|办事处)[\u4e00-\u9fff]{0,4}"
)
# 总理在浙江考察时的重要讲话: what was said on somebody else's tour
_SPOKEN_THERE: Final = re.compile(r"[^,。;]{0,6}(?:考察|视察|调研)(?:时|期间)?[^,。;]{0,6}(?:讲话|指示|批示|精神)")
_PARTS: Final = re.compile(r"的[^,。;、]{1,10}、")
_WELCOMES: Final = re.compile(r"P\.?V(?:[.F]|\.?G[:,])?$")  # 某市迎来了某省代表团
_PROPOSED: Final = re.compile(r"应该|应当|不妨|何不|如果|倘若|假如|呼吁")
_WISH: Final = frozenset("希望 期待 邀请 欢迎您 盼 建议 期盼 诚邀 争取 力争 欢迎来 下一步 应当 要 应".split())


_STAY_NEAR: Final = re.compile(r"[^,。;]{0,4}期间")
_PROMOTES: Final = re.compile(
    r"[^,。;]{0,6}(?:举行|举办|召开)了?[^,。;]{0,24}(?:推介会|发布会|说明会|招商会|对接会|(?:推介|招商)[^,。;]{0,10}活动)"
)
_CLAUSE: Final = re.compile(r"[^,。;]*")
_STOPS_LISTED: Final = re.compile(r",(?:包括|先后|分别)")
_PURPOSE_LATER: Final = re.compile(r"[^;]*?K")
_STAY: Final = re.compile(r"[^,。;]{0,6}期间")
_PURPOSE_HERE: Final = re.compile(r"\.?K")
_ATTRIBUTE: Final = re.compile(r"[^,。;]{0,14}?的")
_DESCRIBED: Final = re.compile(r"[^,。;—]{4,40}—{1,2}")
_FURTHER_TOWN: Final = re.compile(r"[、和]([\u4e00-\u9fff]{2,4}(?:镇|乡|街道))")
_LIST_MARK: Final = re.compile(r"包括|分别[为是]|即|:|—")
_MEETS: Final = re.compile(r"举行|召开|举办|会议|论坛")
_HELD: Final = re.compile(r"\.?[KE]*H")
_ZONE: Final = re.compile("(?:高新|经开|开发|新)区")
_BEFORE_PLACE: Final = re.compile(r"站|地|过|了|对口|帮扶|第|友好|兄弟|的$|位于|结对|受援|大陆")
_PURPOSE: Final = re.compile(r"[.]?K")
_LOOKS_AT: Final = re.compile(
    r"(?:等(?:地|县|市|区)?)?的[^,。;]{2,24}?(?:进行|开展|作)了?[^,。;]{0,6}(?:考察|学习|调研|参观|观摩|了解)"
)
_LOOKED_AT: Final = re.compile(
    r"了?(?:我[市省县区])?(?:对口|结对|定点)(?:帮扶|支援|协作|合作|扶贫)?的?"
)  # 考察了对口帮扶的甲州
_CARRIES_OUT: Final = re.compile(r"(?:市|省|县)?(?:进行|开展|作|展开)")


class DestinationReader(Telling):
    """Where to: places after a verb of motion, 在…考察, lists behind a group, towns, institutions."""

    def _destinations(self, sentence: Sentence) -> list[Destination]:
        tokens, skeleton = sentence.tokens, sentence.skeleton
        found: list[Destination] = []
        quoted = _quoted(self.text, sentence)
        for at, token in enumerate(tokens):
            if token.kind not in "GMiKP":  # nothing else says where to
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
            elif token.kind == "K" and self._seen_next(tokens, at):
                if token.item in (
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

    def _collect(self, sentence: Sentence, step: int, start: int, verb: str) -> Destination | None:
        """The list of places that begins at a token."""
        tokens = sentence.tokens
        place = Destination(step, start, tokens[step].end, verb=verb)
        while step < len(tokens):
            token = tokens[step]
            if token.kind == "Z":
                home = self.story.home_region(token.item[1:] if token.item[1:] in "省市县区州盟旗" else None)
                if home is not None:
                    place.regions.append(home)
                else:
                    self._no_home(token)
                    place.regions.append(UNKNOWN)
            elif token.kind == "P":
                self._add_place(place, token)
            else:
                break
            place.end, place.at = token.end, step
            step += 1
            if step + 1 < len(tokens) and tokens[step].item in ("会", "省会", "首府") and tokens[step + 1].kind == "P":
                if place.regions:
                    place.regions.pop()  # 河北省会石家庄 is the city
                step += 1
                continue
            joint = step
            if (
                token.kind == "P"
                and joint < len(tokens)
                and tokens[joint].kind == "."
                and _INSTITUTION.fullmatch(tokens[joint].item)
            ):
                joint += 1  # 苏州市中级人民法院、广州市…: the list goes on behind an institution
            while (
                joint < len(tokens)
                and tokens[joint].kind in "c.()"
                and (tokens[joint].kind != "." or _bridge(tokens[joint].item))
            ):
                joint += 1
            if joint < len(tokens) and tokens[joint].kind in "PZ" and joint > step:
                step = joint
            elif (further := _further(self.text, tokens, step)) is not None:
                step = further
            else:
                break
        self._towns(place)
        if not place.regions and not place.weak and place.mentions:
            self._listed_behind(place, sentence)
        self._stops_behind(place, sentence)
        tail = "".join(t.kind for t in tokens[place.at + 1 : place.at + 9])
        place.purpose = bool(_PURPOSE_LATER.match(tail))
        after = self.text[place.end : place.end + 30]
        place.before = bool(_ATTRIBUTE.match(after)) and any(
            t.kind in "NG" for t in tokens[place.at + 1 : place.at + 6]
        )
        place.stay = bool(_STAY.match(after))
        return place

    def _towns(self, place: Destination) -> None:
        """…区A镇、B镇: a further town of the same county."""
        last = place.regions[-1] if place.regions else None
        if last is None or last.level != "township":
            return
        above = parent(last)
        for match in _FURTHER_TOWN.finditer(self.text, place.end, place.end + 12):
            if above is not None and match.start() == place.end:
                place.regions.append(Region(None, above.name + match.group(1), "township"))
                place.end = match.end()

    def _listed_behind(self, place: Destination, sentence: Sentence) -> None:
        """到大湾区4个城市访问,包括A、B和C: the members that the text lists are the destination."""
        listed = _LIST_MARK.search(self.text, place.end, sentence.end)
        if listed is None:
            return
        for token in sentence.tokens:
            if token.kind == "P" and token.start >= listed.end():
                found = self.story.regions(token.item)
                if len(found) == 1 and token.start - place.end < 90:
                    place.regions += [r for r in found if r not in place.regions]

    def _stops_behind(self, place: Destination, sentence: Sentence) -> None:
        """赴珠三角, 到甲县等地: which cities or counties those were, the list of what was toured there tells."""
        among = [r for m in place.mentions if m.form == "group" for r in self.story.regions(m)]
        told = place.regions[0] if place.regions else None
        more = told is not None and told.level == "county" and self.text.startswith("等地", place.end)
        if not among and not more:
            return
        toured = stops(self.story, sentence.number)
        if among:
            cities = [r for r in toured if r.level != "province" and any(inside(g, r) for g in among)]
            place.regions += [r for r in cities if r not in place.regions]
        elif told in toured:
            place.regions += [r for r in toured if r not in place.regions and r.level == "county"]

    def _add_place(self, place: Destination, token: Token) -> None:
        regions = self.story.regions(token.item)
        home = self.story.home.region
        if (
            not regions
            and home is not None
            and len(token.item.surface) == 1
            and last_link(home.name).startswith(token.item.surface)
        ):
            place.regions.append(home)  # 来宿 in a paper of 宿州
            return
        if not regions:
            message = self.story.analysis.places.problem(token.item)
            if message:
                self._problem("place_ambiguous", message, token.start, token.end)
            return
        place.mentions.append(token.item)
        if len(regions) > 4:
            return
        after = self.text[token.end : token.end + 18]
        site = not _RESIDUE.match(after) or (bool(_SITE_AFTER.match(after)) and not _PURPOSE_AFTER.match(after))
        if regions[0].level == "township" and after.startswith("办事处"):
            site = False  # a sub-district and its office are one
        target = place.weak if site or token.item.form == "group" else place.regions
        target += [r for r in regions if r not in target]

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

    def _no_home(self, token: Token) -> None:
        self._problem(
            "home_unknown",
            f"“{token.item}” has no region: the text does not say whose it is. Give --home.",
            token.start,
            token.end,
        )

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
                return True
        return False


def _further(text: str, tokens: list[Token], step: int) -> int | None:
    """看A的城建和招商、B的城建: the list goes on behind what was looked at."""
    if (
        step > 1
        and step + 1 < len(tokens)
        and tokens[step].kind == ","
        and tokens[step - 2].kind == "c"
        and tokens[step + 1].kind == "P"
        and tokens[step + 1].start == tokens[step].end
        and len(tokens[step + 1].item.candidates) > 1
        and tokens[step + 2 : step + 3]
        and (tokens[step + 2].kind in "cK" or tokens[step + 2].item == "等地")
    ):
        return step + 1  # 浙江省嘉兴、杭州,江苏省南京、无锡: the cities of the next province
    match = _PARTS.match(text, tokens[step - 1].end)
    if not match:
        return None
    return next(
        (
            n
            for n in range(step, min(step + 8, len(tokens)))
            if tokens[n].kind == "P" and tokens[n].start == match.end()
        ),
        None,
    )


def _bridge(word: str) -> bool:
    return len(word) <= 2 and word in (
        "两省",
        "两市",
        "两县",
        "等",
        "以及",
        "市",
        "省",
        "县",
        "三省",
        "两地",
        "再到",
        "后到",
    )


_LONG_QUOTE: Final = re.compile(r"“[^”]{13,}”?")


def _quoted(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Quoted speech, longer than a name."""
    if text.find("“", sentence.start, sentence.end) < 0:
        return []
    return [match.span() for match in _LONG_QUOTE.finditer(text, sentence.start, sentence.end)]
