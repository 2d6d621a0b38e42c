"""A list of places behind a verb of motion, or as the object of a look: which regions it names, and how far it goes."""

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
_FIRM_OF: Final = re.compile(r"[^省市区,。;、和与及的()]{2,14}?(?:公司|集团|股份)")
_PURPOSE_AFTER: Final = re.compile(
    r"[、,。;和与及]|等|就|\d+个|[两三四五六七八][地省市县区州]|(?:学习|考察|调研|对接|开展|进行|取经|参访|交流|招商|洽谈|访问|对标|推介|慰问|看望)(?!了)"
)
_INSTITUTION: Final = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:法院|法庭|检察院|局|委|政协|人大|人大常委会|工商联|妇联|大学|医院|总工会|保税区|开发区|高新区|园区|管委会|办事处)[\u4e00-\u9fff]{0,4}"
)
_SOCIETY: Final = re.compile("(?:总商会|同乡(?:总)?会|联谊(?:总)?会|校友会)")
_PARTS: Final = re.compile(r"的[^,。;、]{1,10}、")
_PURPOSE_LATER: Final = re.compile(r"[^;]*?K")
_STAY: Final = re.compile(r"[^,。;]{0,6}期间")
_ATTRIBUTE: Final = re.compile(r"[^,。;]{0,14}?的")
_FURTHER_TOWN: Final = re.compile(r"[、和]([\u4e00-\u9fff]{2,4}(?:镇|乡|街道))")
_LIST_MARK: Final = re.compile(r"包括|分别[为是]|即|:|—")


class PlaceListReader(Telling):
    """A list of places: which regions it names, and how far it goes."""

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
            glued = joint == step and token.kind == "P" and joint < len(tokens) and tokens[joint].start == token.end
            if joint < len(tokens) and tokens[joint].kind in "PZ" and (joint > step or glued):
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
        if _SOCIETY.match(self.text, token.end):
            return  # 到访闽台总商会: whom it was founded by tells nothing of where it is
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
        if site and any(m.start == token.end for m in self.story.analysis.places.mentions):
            site = False  # 赴宁波嘉兴考察: another place stands right behind
        if regions[0].level == "township" and after.startswith("办事处"):
            site = False  # a sub-district and its office are one
        if site and regions[0].level == "province" and _FIRM_OF.match(after):
            return  # 参观河南某某股份有限公司: the province is part of the firm's name
        target = place.weak if site or token.item.form == "group" else place.regions
        target += [r for r in regions if r not in target]

    def _no_home(self, token: Token) -> None:
        self._problem(
            "home_unknown",
            f"“{token.item}” has no region: the text does not say whose it is. Give --home.",
            token.start,
            token.end,
        )


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
        and (tokens[step + 2].kind in "cK,;" or tokens[step + 2].item == "等地")
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
        "区",
        "三省",
        "两地",
        "再到",
        "后到",
    )
