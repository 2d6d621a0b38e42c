"""
Find names of places in Chinese text and decide which of them are places at all.

One pass of the automaton gives names from left to right. Full names and safe short names are taken; ordinary words
and accidents where two words meet (水平+和+政策) need neighbours that fit, a parent before them, a place beside them
or their full name elsewhere in the text. Names that hang together become one mention; names of organisations, streets
and persons are set apart.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from tashan.regions.abbreviations import find_abbreviations
from tashan.regions.aliases import GENERIC_FULL_NAMES, LANDMARKS, NEAR_ORGAN_WORDS
from tashan.regions.ancestry import under
from tashan.regions.clips import find_clips
from tashan.regions.divisions import Division
from tashan.regions.gazetteer import (
    BLOCKER,
    CORPS,
    FREE,
    FREE_SHORT,
    GROUP,
    GUARDED,
    ORGAN,
    PERSON,
    STEM,
    WEAK,
    WORD,
    WORD_FULL,
    Gazetteer,
    gazetteer,
)
from tashan.regions.mentions import PlaceMention
from tashan.regions.outlets import OUTLET, outlet_end
from tashan.regions.people import PERSON_LEFT, in_byline, is_person
from tashan.regions.region import Region
from tashan.regions.towns import DONGGUAN, WITHOUT_COUNTIES, acting_towns

_LEFT_STRONG: Final = frozenset("赴到往抵达来访与和及、率由对向从省市州区县盟旗·—-(“《:自驻进入是在,。")
_LEFT: Final = _LEFT_STRONG | frozenset(";;!?)”》 \n\t/|的等是了为让给将把如据于中国解习察观")
_RIGHT: Final = re.compile(
    r"党政|代表团|考察|学习|调研|县|市|区|州|政府|人大|政协|[,。、;:)》”·\s/—-]|$|等|和|与|及|两|三|四|五|六|一行|举行|召开|签|举办|开展|参加|出席|各|当地|"
    r"赴|到|来|的|在|籍|方面|成功|隆重|顺利|正式|圆满|经贸|招商|文旅|旅游|合作|对口|协作|结对|之|就|将|进行|党委|书记|境内|一带|地区|工业|农业|产业|经济|发展|高质量|是|有|为|以|从|至|等地|\("
)
_RIGHT_STRONG: Final = re.compile(
    r"近年|多年来|长期以来|一直以来|历年|党政|代表团|考察|学习|调研|县|市|区|州|[,。、;)·]|$|等|两|三|四|五|六|一行|政府|举行|召开|签|和|与|及|举办|对口|结对|"
    r"接待|\d{1,2}[日月]|政协|人大|[\u4e00-\u9fff]{0,3}法院|检察院|妇联|工商联|(?:组织|宣传|统战|武装)部|"
    r"(?:教育|公安|财政|税务|卫生|民政|司法|审计|统计|文化|文[旅体广]|商务|农业|林业|水利|交通|市场|招商|投资|发改|人社|应急|住建|生态|自然|医保|体育|旅游|"
    r"粮食|科技|工信|经信|行政|信访|档案)[\u4e00-\u9fff]{0,6}局"
)
_NOUN_AFTER: Final = {"市": "场民值", "区": "域间块", "县": "域", "州": ""}
_WORD_AFTER: Final = re.compile(r"[场长民值级际域间块容貌外内里]")
_BETWEEN: Final = re.compile(r"[^,。、;:!?“”()《》\s和与及在到赴来对由率了的一是向为同等前往观察签访举入]{0,9}")
_TOWN: Final = re.compile(
    r"(?!交流|考察|调研|学习|参观|走访|指导)[一-鿿]{1,3}?(?:镇|街道)|[一-鿿]{4,6}街道|[一-鿿]{2}乡(?![村镇亲音土愁城宁间下贤情里])|[一-鿿]{1,4}族乡"
)


_TOWN_LETTERS: Final = re.compile("[镇街乡]")  # one of these stands in every match, at most so far behind its beginning
_TOWN_REACH: Final = 7


_COMES: Final = re.compile(r"(?:[来赴莅]|前往|抵达|莅临)$")
_TRAVEL: Final = re.compile(r"(?:[来到赴抵莅访去往]|走进|抵达|莅临)$")
_COURT: Final = re.compile("(?:法院|检察院)(?!旁|路|街|桥|内|巷)")
_LOOKS: Final = re.compile("考察|参观|观摩|学习$")
_ITS_WORK: Final = re.compile("[\u4e00-\u9fff]{2,6}(?:工作|建设|经验|做法)")
_LEARNT: Final = re.compile("学习|借鉴|取经$")
_LESSON: Final = re.compile("(?:县|市)?(?:的|好的|在|先进|成功|经验|做法)")
_OFTEN: Final = 3
_BOTH_SIDES: Final = 2
_FEATURE: Final = re.compile(
    r"山(?![区东西海南北])|湖(?![南北])|江(?![苏西])|河(?![南北])|寺|路(?!过|上)|镇(?!江)|乡(?!村|镇)|村"
)
"""What makes a doubtful short name a hill, a river, a street or a village (普陀山)."""
_BOND_BEFORE: Final = re.compile(r"(?:结为|结成|缔结|建立|成为|互为|签订|签署|为|的|是|对|批)[了《“]?$")
_BOND: Final = re.compile(r"[市县区]?(?:关系|协议|意向|备忘|合作|交流|往来)")
_FITS_NEEDED: Final = {WORD: 2, PERSON: 0}
"""How many neighbours of a doubtful short name must fit where the text names the place in full elsewhere."""
_NOT_BEFORE_CORPS: Final = frozenset("力年军大小各乐文教老律厨医技设计程每名百千万特第十")
_NAME_ENDS: Final = frozenset([*" ,)、/\n】]。", ""])
_TOWN_FIRST: Final = frozenset("镇乡村街")
_TOWN_AFTER: Final = re.compile(
    r"镇(?![江海远安平原宁雄赉坪巴康沅])|乡(?![村镇亲音土愁城宁间下])|村(?![庄镇级里民])|街道"
)
_ZONE_GAP: Final = re.compile(r"(?:市|国家级?)?(?:高新|经开|高新技术产业开发|经济技术开发|经济开发|保税)区\(")
_STATES: Final = tuple("日本 韩国 朝鲜 越南 泰国 美国 德国 法国 英国 俄罗斯 缅甸 老挝".split())
_NOT_CORPS: Final = re.compile(r"[傅资范长生一]|市[场民]")
_NOT_IN_TOWN: Final = frozenset("的在到赴和与及、,。各乡县市区委来对为是全等内府")
_THINGS: Final = re.compile(
    r"大道|路(?!演|段|线|桥|径|过|上)|街(?!道)|精神(?!病|卫)|会战|战役|事变|起义|条约|话剧|菜|话|茅台|汽车|啤酒|火锅|大桥|湾(?!区)|港区?口?岸?码头|古道|苑|大厦|山庄|广场|山机场"
)
_THING_FIRST: Final = frozenset("大路街精会战事起条话菜茅汽啤火湾古苑山广")


def scan(text: str, home: Region | None) -> tuple[list[PlaceMention], list[PlaceMention]]:
    """Give the mentions of a text and, apart from them, organisations and things named after places."""
    g = gazetteer()
    raw = g.automaton.find_matches_as_indexes(text)
    scanner = _Scanner(text, g, _rows_of(g, home))
    kinds = g.kinds
    for index, start, end in raw:
        if kinds[index] != BLOCKER:
            scanner.take(index, start, end)
    scanner.finish(raw)
    return scanner.mentions, scanner.organs


def _rows_of(g: Gazetteer, home: Region | None) -> tuple[int, ...]:
    """Give the rows of the home's last name, so that its short name is read as a place."""
    if home is None:
        return ()
    for length in range(2, len(home.name) + 1):
        position = g.index.get(home.name[-length:])
        if position is not None:
            return tuple(row for row in g.entries[position].units if g.units[row].code == home.code)
    return ()


class _Scanner:
    """Takes matches from left to right; links that hang together become one mention."""

    def __init__(self, text: str, g: Gazetteer, home_rows: tuple[int, ...]) -> None:
        self.home_rows = home_rows
        self.text = text
        self.g = g
        self.chains: list[list[tuple[int, int, int]]] = []
        self.organ_ends: dict[int, int] = {}
        self.pending: list[tuple[int, int, int]] = []
        self.beside: set[int] = set()
        self.mentions: list[PlaceMention] = []
        self.organs: list[PlaceMention] = []
        self.about_corps = (
            "新疆" in text
            or "建设兵团" in text
            or "援疆" in text
            or "兵团党委" in text
            or "兵团日报" in text
            or "师党委书记、政委" in text
        )

    def take(self, index: int, start: int, end: int) -> None:
        kind = self.g.kinds[index]
        if kind == FREE:
            text = self.text
            last = text[end - 1]
            if last in _NOUN_AFTER and text[end : end + 1] in _NOUN_AFTER[last] and end < len(text):
                self._take_stem(start, end)
                return
            self.add(index, start, end)
        elif kind == FREE_SHORT:
            if start and self.text[start - 1] in PERSON_LEFT and self._is_person(start, end):
                return
            if self.text[end - 1] == "镇" and not self._left_fits(start):
                return
            if (
                self.text[end : end + 1] in _TOWN_FIRST
                and end < len(self.text)
                and self._names_a_town(index, start, end)
            ):
                return
            self.add(index, start, end)
        elif kind == ORGAN:
            self._mark_organ(start, end)
        elif kind == GROUP:
            self.chains.append([(index, start, end)])
        elif kind != BLOCKER:
            self._take_doubtful(kind, index, start, end)

    def add(self, index: int, start: int, end: int) -> None:
        """Add a link: to the chain before it where that holds it, else as a new chain."""
        chains = self.chains
        if chains:
            last = chains[-1][-1]
            gap = start - last[2]
            near = gap == 0 or (gap == 1 and self.text[last[2]] in "·,") or self._is_zone_gap(last[2], start)
            if near and under(self.g, index, last[0]) and not self._stands_alone(index, last[0]):
                chains[-1].append((index, start, end))
                return
            if gap == 0 and self._is_of_taiwan(last[0]) and not self._is_of_taiwan(index):
                units = self.g.entries[index].units
                if all(self.g.units[row].level == "county" for row in units):
                    return  # 台北市大安区 is none of the districts of that name elsewhere
        chains.append([(index, start, end)])

    def _is_of_taiwan(self, index: int) -> bool:
        """Tell whether a link names a city or county of Taiwan, whose districts no table lists."""
        g = self.g
        units = [g.units[row] for row in g.entries[index].units]
        return bool(units) and all((unit.code or unit.parent or "")[:2] == "71" for unit in units)

    def _stands_alone(self, index: int, last: int) -> bool:
        """Tell whether a short name is a municipality or, behind another, a city of today (宁波嘉兴 are two)."""
        if self._is_own_province(index):
            return True
        entries = self.g.entries
        if entries[index].form != "short":
            return False
        before = [unit for row in entries[last].units if (unit := self.g.units[row]).end is None]
        after = [unit for row in entries[index].units if (unit := self.g.units[row]).end is None]
        return (
            bool(before)
            and all(unit.level == "prefecture" for unit in before)
            and any(unit.level == "prefecture" for unit in after)
        )

    def _is_own_province(self, index: int) -> bool:
        """Tell whether a short name is that of a municipality of today (重庆), which stands under no province."""
        entry = self.g.entries[index]
        units = [self.g.units[row] for row in entry.units]
        return entry.form == "short" and any(
            unit.level == "province" and unit.end is None and unit.name.endswith("市") for unit in units
        )

    def _is_zone_gap(self, end: int, start: int) -> bool:
        """Tell whether a zone that shares its office with a district stands between two names (常州高新区(新北区))."""
        return (
            2 < start - end < 12
            and self.text[start - 1] == "("
            and _ZONE_GAP.fullmatch(self.text, end, start) is not None
        )

    def _take_stem(self, start: int, end: int) -> None:
        """昆山市场 names 昆山 and a market: take the short name instead where it may stand alone."""
        stem = self.g.index.get(self.text[start : end - 1])
        if stem is not None:
            self.take(stem, start, end - 1)

    def _is_person(self, start: int, end: int) -> bool:
        """Tell whether a short name is part of a person's name rather than the end of a chain."""
        text = self.text
        if self.chains and self.chains[-1][-1][2] == start:
            return False
        if text[start - 1] in " :/":
            return in_byline(text, start, end)
        return is_person(text, start, end) or (text[end : end + 1] in _NAME_ENDS and in_byline(text, start, end))

    def _take_doubtful(self, kind: int, index: int, start: int, end: int) -> None:
        text = self.text
        if text[end : end + 1] == "镇" and self._names_a_town(index, start, end):
            return
        under_parent = (
            bool(self.chains) and self.chains[-1][-1][2] == start and under(self.g, index, self.chains[-1][-1][0])
        )
        if kind == CORPS:
            if (
                self._is_about_corps()
                and text[start - 1 : start] not in _NOT_BEFORE_CORPS
                and not _NOT_CORPS.match(text, end)
            ):
                self.add(index, start, end)
            return
        if kind == WORD_FULL:
            if text.startswith("友好", start) and not under_parent and self._is_pact(start, end):
                return
            if under_parent or not _WORD_AFTER.match(text, end):
                if text[end - 2] == "和" and not under_parent and not self._left_fits(start):
                    return
                self.add(index, start, end)
            return
        if kind == STEM:
            if under_parent or self._stem_fits(index, start, end):
                self.add(index, start, end)
            return
        if under_parent and (kind != WORD or _RIGHT.match(text, end)):
            self.add(index, start, end)
            return
        left = text[start - 1] if start else "。"
        after_place = bool(self.chains) and self.chains[-1][-1][2] == start
        if start and left in PERSON_LEFT and self._is_person(start, end):
            return
        outlet = outlet_end(text, start, end, word=kind == WORD)
        if outlet is not None:
            self.add(index, start, end)
            self.organ_ends[end] = outlet
            return
        if kind == WEAK:
            if left in _LEFT or after_place or _RIGHT.match(text, end) or not "一" <= left <= "鿿":
                self.add(index, start, end)
            else:
                self._rescan(start, end)
            return
        if self._is_destination(kind, index, start, end):
            self.add(index, start, end)
            return
        if kind in (GUARDED, PERSON):
            if _LEARNT.search(text, max(0, start - 2), start) and _LESSON.match(text, end):
                self.add(index, start, end)
                return
            if (left in _LEFT_STRONG or after_place) and _RIGHT_STRONG.match(text, end):
                self.add(index, start, end)
                return
            if self._beside_place(start, end):
                self.add(index, start, end)
                return
            if not self._rescan(start, end):
                self.pending.append((index, start, end))
            return
        beside = self._in_place_list(start, end)
        if beside and _RIGHT_STRONG.match(text, end):
            self.add(index, start, end)
            return
        self.pending.append((index, start, end))
        if beside:
            self.beside.add(start)

    def _names_a_town(self, index: int, start: int, end: int) -> bool:
        """Tell whether a county's short name is rather a town or village of that name (浦江镇)."""
        after_place = bool(self.chains) and self.chains[-1][-1][2] == start
        if after_place or not _TOWN_AFTER.match(self.text, end):
            return False
        return all(self.g.units[row].level == "county" for row in self.g.entries[index].units)

    def _is_destination(self, kind: int, index: int, start: int, end: int) -> bool:
        """Tell whether a verb of travel stands before a short name and the name ends there (客人来扶余)."""
        text = self.text
        if kind == GUARDED and _LOOKS.search(text, max(0, start - 2), start) and _ITS_WORK.match(text, end):
            return True  # 考察宜都统战工作
        if not _TRAVEL.search(text, max(0, start - 2), start):
            return False
        if kind == PERSON or (kind == GUARDED and _COMES.search(text, max(0, start - 2), start)):
            return _RIGHT.match(text, end) is not None
        if _COURT.match(text, end) and text[start:end] not in LANDMARKS:
            return True  # 到东坡法院考察
        if not (_RIGHT_STRONG.match(text, end) or not "\u4e00" <= text[end] <= "\u9fff"):
            return False
        return kind == GUARDED or (text[start:end] not in LANDMARKS and self._parent_named(index))

    def _parent_named(self, index: int) -> bool:
        """Tell whether the text has named a division above one that a name may stand for."""
        return any(under(self.g, index, chain[-1][0]) for chain in self.chains if not self._is_group(chain))

    def _is_group(self, chain: list[tuple[int, int, int]]) -> bool:
        return self.g.kinds[chain[-1][0]] == GROUP

    def _is_about_corps(self) -> bool:
        """Tell whether the text speaks of Xinjiang or has named a division of the corps."""
        if not self.about_corps:
            units, entries = self.g.units, self.g.entries
            rows = (entries[chain[-1][0]].units for chain in self.chains)
            self.about_corps = any(of and units[of[0]].level == "other" for of in rows)
        return self.about_corps

    def _is_pact(self, start: int, end: int) -> bool:
        """结为友好区 and 友好县关系 speak of a bond, not of the district of that name."""
        text = self.text
        return _BOND_BEFORE.search(text, max(0, start - 6), start) is not None or _BOND.match(text, end) is not None

    def _left_fits(self, start: int) -> bool:
        left = self.text[start - 1] if start else "。"
        return left in _LEFT or not "一" <= left <= "鿿"

    def _stem_fits(self, index: int, start: int, end: int) -> bool:
        """A stem of one character (和县) needs a boundary before it; a plain noun (城区) counts only under a parent."""
        text = self.text
        name = self.g.entries[index].text
        if len(name) > 2 or name in GENERIC_FULL_NAMES or text[end : end + 1] in ("市", "区", "级", "里", "直", "乡"):
            return False
        left = text[start - 1] if start else "。"
        if name[0] in "任代现原历" and text[end : end + 1] in "委长政":
            return False
        return left == "、" or (left in _LEFT_STRONG and left not in "市县区省州和是") or not "一" <= left <= "鿿"

    def _in_place_list(self, start: int, end: int) -> bool:
        """Tell whether an ordinary word stands in an enumeration right beside another place (大方、纳雍两县)."""
        text = self.text
        if start and text[start - 1] in "、和与" and self.chains and self.chains[-1][-1][2] == start - 1:
            return True
        return end < len(text) and text[end] in "、和与" and self._place_at(end + 1)

    def _beside_place(self, start: int, end: int) -> bool:
        """Tell whether a dash, a dot or an enumeration comma joins a short name to a place (白河·溧阳)."""
        text = self.text
        if start and text[start - 1] in "·—-、" and self.chains and self.chains[-1][-1][2] >= start - 2:
            return True
        return (
            text[end : end + 1] in "·—-、"
            and end < len(text)
            and self._place_at(end + 1 + (text[end : end + 2] == "——"))
        )

    def _place_at(self, end: int, *, doubtful: bool = False) -> bool:
        """Tell whether a name that is a place by itself, or with support, starts at an offset."""
        text = self.text
        for length in (4, 3, 2):
            position = self.g.index.get(text[end : end + length])
            if position is not None and self.g.kinds[position] in (FREE, FREE_SHORT, GUARDED, PERSON, STEM, WEAK):
                return not doubtful or length == 2
        return False

    def _rescan(self, start: int, end: int) -> bool:
        """A rejected name may hide one that starts inside it (境内江苏段 hides 江苏); tell whether one was taken."""
        if self._place_at(end, doubtful=True):
            return False
        window = self.text[start + 1 : end + 7]
        for index, begin, stop in self.g.automaton.find_matches_as_indexes(window):
            if begin + start + 1 >= end:
                return False
            if self.g.kinds[index] in (FREE, FREE_SHORT) and stop + start + 1 > end:
                self.take(index, begin + start + 1, stop + start + 1)
                return True
        return False

    def _mark_organ(self, start: int, end: int) -> None:
        """An organisation's word makes an organisation of the place shortly before it."""
        if not self.chains:
            return
        last = self.chains[-1][-1]
        reach = 2 if self.text[start:end] in NEAR_ORGAN_WORDS else 9
        if self.text[end - 1] == "院" and self.text[start - 1] in "志史" and self.text.startswith("研究", start):
            return  # 甲市史志研究院 is an office of the city
        if last[2] <= start <= last[2] + reach and _BETWEEN.fullmatch(self.text, last[2], start):
            self.organ_ends[last[2]] = end

    def finish(self, raw: list[tuple[int, int, int]]) -> None:
        """Settle what needed the whole text, add abbreviations and clips, and order everything."""
        if self.pending:
            self._settle_pending()
        text = self.text
        for chain in self.chains:
            start, end = chain[0][1], chain[-1][2]
            organ = self.organ_ends.get(end) or outlet_end(text, start, end)
            if organ is None and text[end : end + 1] in _THING_FIRST and end < len(text):
                form = self.g.entries[chain[-1][0]].form
                thing = _THINGS.match(text, end) if form == "short" else None
                organ = thing.end() if thing else None
            mention = self._mention(chain, start, end)
            if organ is not None:
                self.organs.append(PlaceMention(start, organ, text[start:organ], mention.form, mention.candidates))
            else:
                self.mentions.append(mention)
        extra = [
            PlaceMention(start, end, text[start:end], "abbreviation", ())
            for start, end in find_abbreviations(text)
            if not _overlaps(raw, start, end)
        ]
        home = self.g.units[self.home_rows[0]] if self.home_rows else None
        names = (text[link[1] : link[2]] for chain in self.chains for link in (chain[0], chain[-1]))

        def is_free(start: int, end: int) -> bool:
            return not _overlaps(raw, start, end) and not any(e.start < end and start < e.end for e in extra)

        extra.extend(find_clips(text, names, home, is_free))
        extra.extend(self._towns(is_free))
        extra.extend(self._towns_again())
        if extra:
            self.mentions.extend(extra)
        self._drop_foreign()
        self.mentions.sort(key=_start)

    def _drop_foreign(self) -> None:
        """日本南城市: a town abroad that bears the name of one here is meant wherever the text writes the name."""
        foreign = {m.surface for m in self.mentions if self.text.endswith(_STATES, 0, m.start)}
        if foreign:
            self.mentions = [m for m in self.mentions if m.surface not in foreign]

    def _towns(self, is_free: Callable[[int, int], bool]) -> list[PlaceMention]:
        """Give the towns that act for themselves in a paper of their county; they resolve to a town below it."""
        spans = acting_towns(self.text)
        parent = (self._town_parent() or self._named_before(spans[0][0])) if spans else None
        if spans and "莞" in self.text and all(self.text[a:b] in DONGGUAN for a, b in spans):
            parent = self.g.index.get("东莞市")
        if parent is None:
            return []
        return [
            PlaceMention(start, end, self.text[start:end], "full", ((parent, start, start),))
            for start, end in spans
            if is_free(start, end)
        ]

    def _towns_again(self) -> list[PlaceMention]:
        """Give the later mentions of towns that stood behind their county (武隆区长坝镇 … 长坝镇人民政府)."""
        found: dict[int, PlaceMention] = {}
        if "镇" not in self.text and "乡" not in self.text and "街道" not in self.text:
            return []
        for mention in self.mentions:
            name = self.text[mention.candidates[-1][2] : mention.end] if mention.candidates else ""
            if not name.endswith(("镇", "乡", "街道")):
                continue
            at = self.text.find(name, mention.end)
            while at >= 0:
                end = at + len(name)
                if not any(m.start < end and at < m.end for m in self.mentions):
                    link = (mention.candidates[-1][0], at, at)
                    found.setdefault(at, PlaceMention(at, end, name, "full", (*mention.candidates[:-1], link)))
                at = self.text.find(name, end)
        return list(found.values())

    def _town_parent(self) -> int | None:
        """Give the name of the only publisher or home that towns lie directly below."""
        found = {organ.candidates[-1][0] for organ in self.organs if organ.candidates and self._holds_towns(organ)}
        if self.home_rows:
            unit = self.g.units[self.home_rows[0]]
            position = self.g.index.get(unit.name)
            found = {position} if position is not None and _has_towns(unit) else found
        return found.pop() if len(found) == 1 else None

    def _named_before(self, start: int) -> int | None:
        """Give the full name of the only county or district that the text names before the town acts."""
        found = {
            mention.candidates[-1][0]
            for mention in self.mentions
            if mention.end <= start and mention.form == "full" and mention.candidates
            and any(_has_towns(self.g.units[row]) for row in self.g.entries[mention.candidates[-1][0]].units)
        }  # fmt: skip
        return found.pop() if len(found) == 1 else None

    def _holds_towns(self, organ: PlaceMention) -> bool:
        rows = self.g.entries[organ.candidates[-1][0]].units
        return OUTLET.search(organ.surface) is not None and any(_has_towns(self.g.units[row]) for row in rows)

    def _mention(self, chain: list[tuple[int, int, int]], start: int, end: int) -> PlaceMention:
        entries = self.g.entries
        form = entries[chain[-1][0]].form
        if len(chain) > 1:
            form = "full"
        if self.g.counties[chain[-1][0]]:
            town = _TOWN.match(self.text, end) if _TOWN_LETTERS.search(self.text, end, end + _TOWN_REACH) else None
            if town and not town.group().startswith("城镇") and not set(town.group()[:-1]) & _NOT_IN_TOWN:
                end = town.end()
        return PlaceMention(start, end, self.text[start:end], form, tuple(chain))

    def _named_often(self) -> set[int]:
        """Give the short names that the text uses again and again and that stand by themselves at least once."""
        often: set[int] = set()
        for index in {
            index for index, start, _ in self.pending
            if self.g.kinds[index] in (GUARDED, PERSON) or start in self.beside
        }:  # fmt: skip
            spans = [(start, end) for other, start, end in self.pending if other == index]
            taken = sum(chain[-1][0] == index for chain in self.chains)
            if len(spans) + taken < _OFTEN:
                continue
            fits = [self._left_fits(start) + (_RIGHT.match(self.text, end) is not None) for start, end in spans]
            good = sum(map(bool, fits)) + taken
            sure = taken or _BOTH_SIDES in fits or good >= _OFTEN
            if sure and _OFTEN * good > len(spans) + taken:
                often.add(index)
        return often

    def _settle_pending(self) -> None:
        """Take doubtful short names of units that the text names in full, where one neighbour fits."""
        named: set[int] = set()
        for chain in self.chains:
            entry = self.g.entries[chain[-1][0]]
            if entry.form == "full" or len(chain) > 1:
                named.update(entry.units)
        if self.home_rows:
            named.update(self.home_rows)
        often = self._named_often()
        if not named and not often:
            return
        late = []
        for index, start, end in self.pending:
            if named.isdisjoint(self.g.entries[index].units) and index not in often:
                continue
            left = self.text[start - 1] if start else "。"
            if _FEATURE.match(self.text, end):
                continue
            fits_left = left in _LEFT or not "一" <= left <= "鿿"
            fits_right = _RIGHT.match(self.text, end) is not None
            needed = _FITS_NEEDED.get(self.g.kinds[index], 1) - (start in self.beside)
            if fits_left + fits_right >= needed:
                late.append([(index, start, end)])
        if late:
            self.chains = sorted(self.chains + late, key=lambda chain: chain[0][1])


def _has_towns(unit: Division) -> bool:
    """Tell whether towns lie directly below a division."""
    return unit.level == "county" or unit.code in WITHOUT_COUNTIES


def _start(mention: PlaceMention) -> int:
    return mention.start


def _overlaps(raw: list[tuple[int, int, int]], start: int, end: int) -> bool:
    """Tell whether a span overlaps one of the ordered matches."""
    low, high = 0, len(raw)
    while low < high:
        middle = (low + high) // 2
        if raw[middle][2] <= start:
            low = middle + 1
        else:
            high = middle
    return low < len(raw) and raw[low][1] < end
