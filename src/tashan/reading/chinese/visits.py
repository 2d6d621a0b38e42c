"""
Visits: a delegation of one region goes to another.

Three things are looked for in a sentence's skeleton: who travels (a delegation, or a leader "and party"), where to
(a verb of motion with places, 在…考察, 来我市, a reception), and when. What one sentence leaves out is taken from the trip
that is being told, never from nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from tashan.reading.chinese.roles import VISIT_KIND, is_central, is_head, kind_of_name, kind_of_title
from tashan.reading.chinese.sites import sites_of
from tashan.reading.chinese.story import Story, fits_level
from tashan.reading.chinese.tokens import Person, Sentence, Token
from tashan.reading.chinese.trips import Trip, When, inside, join_dates, same_journey
from tashan.records import Person as Leader
from tashan.records import Problem, Visit
from tashan.regions import Region, contains, parent

# What may follow a place that is really the destination, not the address of a site.
_RESIDUE: Final = re.compile(
    r"$|[^\u4e00-\u9fff]|等|两|三|四|五|六|七|八|九|十|各|有关|相关|进行|实地|就|专题|专程|为期|一带|开展|作|做|境内|参加|出席|举行|举办|召开|取经|市|省|县|区|州|的?考察|"
    r"的?学|的?调研|党政|继续|洽谈|招商|办|开|商|共|并|时|期|学|考|调|交|参|访|对|走|座|慰|看|推|后|之行|之旅|了解|和|与|及|以|为|地区|方面|灾区|"
    r"拜|联|宣|促|签|落|协|探|商谈|展开|先|同|的|一行|来|接|视|巡|检|指|帮|支|送|回|还|也|是|上|下|随|向|由|受"
)
_SITE_AFTER: Final = re.compile(
    r"[^,。;、和与及()]{0,14}?(?:园区?|馆|厂|公司|集团|村|社区|学校|中学|小学|大学|学院|医院|中心|基地|港口?|码头|机场|车站|广场|景区|公园|街道?|小镇|项目|"
    r"工地|企业|产业园|软件园|开发区|高新区|保税区|规划展览|展示|大厦|研究院|研究所|研究所|实验室|博物|纪念|故居|旧址|遗址|湖|山|岛|河|湾|林|寺|庙|城堡|电站|水库|农场|合作社|指挥部|服务站)"
)
_SPEECH: Final = re.compile(r"(?:指出|强调|表示|希望|说|要求|认为|建议|提出|介绍|致辞|感谢|欢迎)")
_ARRIVE_ONLY: Final = frozenset("来 到 来到 前来 到访 莅临 莅".split())
_WEAK_MOVES: Final = frozenset("到 来 深入 来到 走进 走出 前来".split())
_FOREIGN: Final = re.compile(
    r"(?:美国|俄罗斯|日本|韩国|朝鲜|越南|老挝|缅甸|泰国|新加坡|马来西亚|印度尼西亚|印尼|印度|德国|法国|英国|意大利|西班牙|澳大利亚|新西兰|加拿大|巴西|南非|"
    r"哈萨克斯坦|蒙古国|柬埔寨|菲律宾|尼泊尔|波兰|匈牙利|埃及|非洲|欧洲|东盟|中亚|外国|外宾|国际|驻华|联合国|海外|欧盟|阿联酋|以色列|瑞士|荷兰|比利时|巴基斯坦|斯里兰卡)"
)
_WISH: Final = frozenset("希望 期待 邀请 欢迎您 盼 建议 期盼 诚邀 争取 力争 欢迎来 下一步 应当 要 应".split())
_PLAN: Final = frozenset("将于 将会 将在 将赴 将 拟 计划 定于 即将 打算 准备 预计 不迟于 会率 拟于 拟定 计划于 适时 届时".split())
_GOES: Final = re.compile(r"(?<![icM])([PZ](?:c[PZ])*)((?:\.?L[.cK]{0,3})?[DF.(]{0,3}?)(?=M\.?[PZ])")
_STRONG_MOVES: Final = frozenset("赴 前往 奔赴 分赴 赶赴 远赴 飞赴 再赴 又赴 转赴 访 访问 回访".split())
_PRONOUN: Final = re.compile(r"(?:^|(?<=[,。;:“]))(?:他们|(?:他|她)(?=[^,。;]{0,8}(?:带着|带领|率|领着|带上)))")
_HOST_SIDE: Final = re.compile(r"欢迎|来到|抵达|陪同|作陪|会见|接待|到来|来访|来我|前来|来客|客人|莅|座谈|走进|迎接")
_CHIEF: Final = re.compile(r"行政长官|特首|政务司|财政司|律政司|[务制]局局长$")
_INSTITUTION: Final = re.compile(r"[\u4e00-\u9fff]{0,8}(?:法院|法庭|检察院|局|委|政协|人大|人大常委会|工商联|妇联|大学|医院|总工会)[\u4e00-\u9fff]{0,4}")
_OFFICE_STAFF: Final = re.compile(r"办公厅|办公室|委员会主任|秘书长|[委局处]主任|处长")
_AGAIN: Final = re.compile(r"(?:再次?|又|再度)[到赴率带来访]|[,。](?:此后|后来)")


@dataclass(slots=True)
class Mission:
    """Who travels, as one sentence tells it."""

    at: int  # token index
    start: int
    end: int
    places: list[Any] = field(default_factory=list)
    own: bool = False
    level: str | None = None
    modifiers: str = ""
    leaders: list[Person] = field(default_factory=list)
    named: bool = False
    party: bool = False  # 一行 without a delegation


@dataclass(slots=True)
class Destination:
    """Where to, as one sentence tells it."""

    at: int
    start: int
    end: int
    regions: list[Region] = field(default_factory=list)
    weak: list[Region] = field(default_factory=list)
    verb: str = ""
    purpose: bool = False
    before: bool = False  # 来闽考察的…: the traveller stands behind
    stay: bool = False
    mentions: list[Any] = field(default_factory=list)


def read_visits(story: Story) -> list[Trip]:
    """Every trip the document tells, in its order, not yet as records."""
    reader = _VisitReader(story)
    for sentence in story.sentences:
        reader.read(sentence)
    reader.finish()
    return reader.trips


class _VisitReader:
    def __init__(self, story: Story) -> None:
        self.story = story
        self.text = story.text
        self.trips: list[Trip] = []
        self.current: Trip | None = None
        self.governing: Any | None = None
        self.governed = 0
        self.pending: tuple[Mission, Sentence] | None = None
        self.topic: Person | None = None
        self.heading: Region | None = None
        self.orphans: list[tuple[Mission, Sentence]] = []

    # ---- one sentence --------------------------------------------------------------------------------------

    def read(self, sentence: Sentence) -> None:
        tokens = sentence.tokens
        self._head(sentence)
        missions = self._missions(sentence)
        destinations = self._destinations(sentence, missions)
        used: set[int] = set()
        for number, place in enumerate(destinations):
            if self._wish(sentence, place):
                continue
            mission = self._subject(sentence, missions, place, destinations[number - 1] if number else None)
            if mission is None:
                if not self._waiting(sentence, place, destinations):
                    self._elliptical(sentence, place)
                continue
            used.add(mission.at)
            self._leg(sentence, mission, place, destinations)
        for mission in missions:
            if mission.at not in used:
                self._without_destination(sentence, mission)
        self._receivers(sentence)
        if self.current is not None and sentence.number <= self.current.last + 6:
            self._stay(sentence)
        dates = [t.item for t in tokens if t.kind == "D" and _dated(t.item)]
        named = [t.item for t in tokens if t.kind == "N" and t.item.name and not _receives(sentence, t)]
        if named:
            self.topic = self.story.known.get(named[0].name, named[0])
        if dates:
            self.governing, self.governed = dates[-1], sentence.number

    def _head(self, sentence: Sentence) -> None:
        """A line or item that begins with a place (北京: …, 【北京】) says whose 市委书记 the next sentences mean."""
        first = next((t for t in sentence.tokens if t.kind in "PGNM"), None)
        if first is None or first.kind != "P" or first.start - sentence.start > 4:
            return
        after = self.text[first.end : first.end + 2]
        alone = not self.text[first.end : sentence.end].strip("】]:。—-|)▍■●▲◆ 、的")
        if alone or after[:1] in (":", "】", "|") or after == "——":
            found = self.story.regions(first.item)
            if len(found) == 1:
                self.heading = found[0]

    # ---- who -----------------------------------------------------------------------------------------------

    def _missions(self, sentence: Sentence) -> list[Mission]:
        tokens, skeleton = sentence.tokens, sentence.skeleton
        found: list[Mission] = []
        for at, token in enumerate(tokens):
            if token.kind == "G":
                party = token.item
                if _FOREIGN.search(self.text, max(sentence.start, token.start - 12), token.start + 2):
                    continue
                mission = Mission(at, token.start, token.end, party.places, party.own, party.level, party.modifiers, named=True)
                mission.leaders = _leaders_of(self.text, tokens, skeleton, at)
                if at + 1 < len(tokens) and tokens[at + 1].kind == "N" and tokens[at + 1].item.title.startswith(("团长", "党", "省", "市")):
                    pass
                found.append(mission)
            elif token.kind == "Y":
                names = _names_before(tokens, at)
                if names and not any(m.at < at and set(map(id, m.leaders)) & set(map(id, names)) for m in found):
                    first = names[0] if _one_breath(tokens, at) else names[-1]
                    leaders = names if first is names[0] else [first]
                    found.append(Mission(at, tokens[at].start - 1, token.end, leaders=leaders, party=True))
        for match in re.finditer(r"(?:N[c,.]{0,2})*N(?:[Fic.]{0,2}|[^N;]{0,8})L", skeleton):
            at = match.end() - 1
            if any(abs(m.at - at) <= 4 and m.at > at for m in found) or tokens[at].item in ("组成",):
                continue
            names = [t.item for t in tokens[match.start() : at] if t.kind == "N"]
            if any(m.leaders and m.leaders[0] in names for m in found):
                continue
            found.append(Mission(at, tokens[match.start()].start, tokens[at].end, leaders=names))
        for match in re.finditer(r"(N(?:[c.,]{0,2}N)*)(\.?)[c.,DF]{0,6}M(?=\.?P|\.?Z)", skeleton):
            at = match.end() - 1
            names = [t.item for t in tokens[match.start() : match.end()] if t.kind == "N"]
            between = self.text[tokens[match.end(1) - 1].end : tokens[at].start]
            if tokens[at].item in _WEAK_MOVES and "," in between and "K" not in skeleton[match.end() :]:
                continue
            if _SPEECH.search(between) or between.count(",") > 1 or ("," in between and kind_of_title(names[0].title) not in ("party", "government", "congress", "department", "other")):
                continue
            if not any(m.start <= tokens[match.start()].start <= m.end or m.leaders and m.leaders[0] in names for m in found):
                found.append(Mission(at - 1, tokens[match.start()].start, tokens[at].start, leaders=names[:1] if not _head_pair(names) else names))
        found += self._regions_that_go(sentence, found)
        found += self._pronouns(sentence, found)
        found.sort(key=lambda m: m.start)
        return [m for m in found if not self._foreign_or_central(m)]

    def _regions_that_go(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """A region itself is said to travel: 凤台赴仪征考察, 我市赴深圳招商."""
        tokens = sentence.tokens
        found: list[Mission] = []
        for match in _GOES.finditer(sentence.skeleton):
            first, last = match.start(1), match.end(1) - 1
            motion = tokens[match.end(2)]
            if any(m.start <= tokens[first].start <= m.end for m in known) or motion.kind != "M":
                continue
            strong = motion.item in _STRONG_MOVES
            if not strong and not re.search(r"K", sentence.skeleton[match.end(2) : match.end(2) + 8]):
                continue
            between = self.text[tokens[last].end : motion.start]
            if len(between) > (26 if "L" in match.group(2) else 10) and not re.search(r"\d|日", between):
                continue
            if self.text[tokens[first].start - 1 : tokens[first].start] in ("从", "由", "在", "到", "与", "和", "至"):
                continue
            places = [t.item for t in tokens[first : last + 1] if t.kind == "P"]
            own = any(t.kind == "Z" for t in tokens[first : last + 1])
            level = next((t.item[1:] for t in tokens[first : last + 1] if t.kind == "Z" and t.item[1:] in "省市县区州盟旗"), None)
            found.append(Mission(last, tokens[first].start, tokens[last].end, places, own, level))
        return found

    def _pronouns(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """他带着…, 他们28日到…: the one spoken of before goes on."""
        match = _PRONOUN.search(self.text, sentence.start, sentence.end)
        if match is None:
            return []
        at = next((n for n, t in enumerate(sentence.tokens) if t.end > match.start()), None)
        if at is None or any(m.start < match.start() for m in known):
            return []
        if match.group().startswith("他们"):
            if self.pending is None or sentence.number - self.pending[1].number > 2:
                return []
            mission = self.pending[0]
            return [Mission(at, match.start(), match.end(), mission.places, mission.own, mission.level, mission.modifiers, mission.leaders, mission.named, mission.party)]
        if self.topic is None:
            return []
        return [Mission(at, match.start(), match.end(), leaders=[self.topic])]

    def _foreign_or_central(self, mission: Mission) -> bool:
        for person in mission.leaders[:1]:
            if person.place is None and (is_central(person.title) or _FOREIGN.search(person.title)):
                return True
            if person.place is not None and person.title and kind_of_title(person.title) == "enterprise" and not mission.named:
                return True
            if person.place is None and kind_of_title(person.title) == "enterprise" and not mission.named:
                return True
        return False

    # ---- where ---------------------------------------------------------------------------------------------

    def _destinations(self, sentence: Sentence, missions: list[Mission]) -> list[Destination]:
        tokens, skeleton = sentence.tokens, sentence.skeleton
        found: list[Destination] = []
        quoted = _quoted(self.text, sentence)
        for at, token in enumerate(tokens):
            place: Destination | None = None
            if token.kind == "G" and token.item.toward is not None:
                place = Destination(at, token.start, token.end, list(self.story.regions(token.item.toward)), verb="赴")
                found.append(place)
                continue
            if any(a <= token.start < b for a, b in quoted):
                continue
            if token.kind == "M":
                place = self._after_motion(sentence, at)
            elif token.kind == "i" and at + 1 < len(tokens) and tokens[at + 1].kind in "PZ":
                place = self._staying(sentence, at, at + 1)
            elif token.kind == "i" and at + 2 < len(tokens) and tokens[at + 2].kind == "P" and tokens[at + 1].item in ("古城", "省会", "首府", "名城", "海滨城市", "革命老区", "美丽的"):
                place = self._staying(sentence, at, at + 2)
            elif token.kind == "K" and at + 1 < len(tokens) and tokens[at + 1].kind in "PZ" and tokens[at + 1].start == token.end:
                if token.item in ("考察", "参观", "考察学习", "学习考察", "参观考察", "走访", "调研", "考察调研", "实地看", "看了", "察看", "实地考察", "实地调研"):
                    place = self._after_motion(sentence, at, weak=token.item in ("走访", "调研", "参观", "看了", "察看", "实地考察", "实地调研"))
            elif token.kind == "P" and self.text[token.start - 1 : token.start] == "对":
                end = at + 1
                if re.match(r"[.]?K", skeleton[end:]) and re.match(r"(?:市|省|县)?(?:进行|开展|作|展开)", self.text[token.end :]):
                    place = self._collect(sentence, at, token.start, "对")
            if place is not None and (place.regions or place.weak):
                found.append(place)
        return found

    def _after_motion(self, sentence: Sentence, at: int, *, weak: bool = False) -> Destination | None:
        tokens = sentence.tokens
        verb = tokens[at].item
        step = at + 1
        if self.text[max(0, tokens[at].start - 1) : tokens[at].start] == "从":
            return None
        skipped = 0
        while step < len(tokens) and tokens[step].kind in ".Fr(" and skipped < 2:
            gap = tokens[step]
            if gap.kind == "." and (len(gap.item) > 9 or (len(gap.item) > 2 and not re.search(r"站|地|过|了|对口|帮扶|第|友好|兄弟|的$|位于|结对|受援", gap.item))):
                return None
            step += 1
            skipped += 1
        if step < len(tokens) and tokens[step].kind == "," and verb in ("访问", "访") and re.match(r",(?:包括|先后|分别)", self.text[tokens[step].start :]):
            step = next((n for n in range(step, min(step + 4, len(tokens))) if tokens[n].kind == "P"), len(tokens))
        if step >= len(tokens) or tokens[step].kind not in "PZ":
            return None
        place = self._collect(sentence, step, tokens[at].start, verb)
        if place is None:
            return None
        if weak:
            place.weak, place.regions = place.weak + place.regions, []
        return place

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
                    place.regions.append(_UNKNOWN)
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
            if token.kind == "P" and joint < len(tokens) and tokens[joint].kind == "." and _INSTITUTION.fullmatch(tokens[joint].item):
                joint += 1  # 苏州市中级人民法院、广州市…: the list goes on behind an institution
            while joint < len(tokens) and tokens[joint].kind in "c.()" and (tokens[joint].kind != "." or _bridge(tokens[joint].item)):
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
        tail = "".join(t.kind for t in tokens[place.at + 1 : place.at + 9])
        place.purpose = bool(re.match(r"[^;]*?K", tail))
        after = self.text[place.end : place.end + 30]
        place.before = bool(re.match(r"[^,。;]{0,14}?的", after)) and any(t.kind in "NG" for t in tokens[place.at + 1 : place.at + 6])
        place.stay = bool(re.match(r"[^,。;]{0,6}期间", after))
        return place

    def _towns(self, place: Destination) -> None:
        """…区A镇、B镇: a further town of the same county."""
        last = place.regions[-1] if place.regions else None
        if last is None or last.level != "township":
            return
        above = parent(last)
        for match in re.compile(r"[、和]([\u4e00-\u9fff]{2,4}(?:镇|乡|街道))").finditer(self.text, place.end, place.end + 12):
            if above is not None and match.start() == place.end:
                place.regions.append(Region(None, above.name + match.group(1), "township"))
                place.end = match.end()

    def _listed_behind(self, place: Destination, sentence: Sentence) -> None:
        """到大湾区4个城市访问,包括A、B和C: the members that the text lists are the destination."""
        listed = re.compile(r"包括|分别[为是]|即|:").search(self.text, place.end, sentence.end)
        if listed is None:
            return
        for token in sentence.tokens:
            if token.kind == "P" and token.start >= listed.end():
                found = self.story.regions(token.item)
                if len(found) == 1 and token.start - place.end < 90:
                    place.regions += [r for r in found if r not in place.regions]

    def _add_place(self, place: Destination, token: Token) -> None:
        regions = self.story.regions(token.item)
        if not regions:
            message = self.story.analysis.places.problem(token.item)
            if message:
                self._problem("place_ambiguous", message, token.start, token.end)
            return
        place.mentions.append(token.item)
        if len(regions) > 4:
            return
        after = self.text[token.end : token.end + 18]
        site = not _RESIDUE.match(after) or (bool(_SITE_AFTER.match(after)) and not re.match(r"[、,。;和与及]|等", after))
        target = place.weak if site else place.regions
        target += [r for r in regions if r not in target]

    def _staying(self, sentence: Sentence, at: int, step: int) -> Destination | None:
        """在P考察 / 在P期间 / 在P的…考察; not 在P召开."""
        tokens = sentence.tokens
        place = self._collect(sentence, step, tokens[at].start, "在")
        if place is None:
            return None
        tail = "".join(t.kind for t in tokens[place.at + 1 : place.at + 4])
        after = self.text[place.end : place.end + 12]
        if re.match(r"[^,。;]{0,4}期间", after):
            place.stay = True
            return place
        held = re.match(r"[^,。;]{0,6}(?:举行|举办|召开)了?[^,。;]{0,24}(?:推介会|发布会|说明会|招商会|对接会)", after + self.text[place.end + 12 : place.end + 40])
        if held and any(t.kind in "GY" for t in tokens[:at]):
            return place
        if re.match(r"\.?K", tail) and not re.match(r"\.?[KE]*H", tail):
            first = next(t for t in tokens[place.at + 1 :] if t.kind == "K")
            if first.item in ("座谈", "会谈", "对接", "洽谈", "推介", "招商推介", "检查", "开展", "商谈", "会商", "交流", "座谈交流", "了解"):
                return None
            if any(t.kind in "EU" and t.start - first.end < 8 for t in tokens[place.at + 1 :]):
                return None
            return place
        return None

    def _no_home(self, token: Token) -> None:
        self._problem("home_unknown", f"“{token.item}” has no region: the text does not say whose it is. Give --home.", token.start, token.end)

    def _problem(self, code: str, message: str, start: int, end: int) -> None:
        span = self.story.analysis.source.span(start, end)
        problem = Problem(code, message, span.start, span.end)
        if problem not in self.story.problems:
            self.story.problems.append(problem)

    # ---- joining -------------------------------------------------------------------------------------------

    def _wish(self, sentence: Sentence, place: Destination) -> bool:
        """Invitations and hopes are no visits."""
        before = [t for t in sentence.tokens if t.end <= place.start]
        for token in reversed(before):
            if token.kind in ";":
                break
            if token.kind == "X" and token.item in _WISH and place.start - token.end < 26:
                return self.text[token.end : place.start].count(",") == 0
            if token.kind == "V" and token.item == "欢迎" and place.start - token.end < 12:
                return True
        return False

    def _subject(self, sentence: Sentence, missions: list[Mission], place: Destination, previous: Destination | None) -> Mission | None:
        if place.before:
            right = [m for m in missions if m.end > place.end]
            if right:
                return right[0]
        left = [m for m in missions if m.start <= place.start and m.at <= place.at]
        if not left:
            return None
        mission = left[-1]
        between = self.text[mission.end : place.start]
        if ";" in between or "。" in between:
            return None
        strangers = [t for t in sentence.tokens if t.kind == "N" and mission.end <= t.start < place.start and _acts(sentence, t)]
        if strangers and not mission.leaders:
            return mission
        if _SPEECH.search(between) and len(between) > 4:
            return None
        return mission

    def _leg(self, sentence: Sentence, mission: Mission, place: Destination, all_places: list[Destination]) -> None:
        visitors = self._visitors(sentence, mission, place)
        if not visitors:
            self.orphans.append((mission, sentence))
            return
        dates = self._dates(sentence, mission, place, all_places)
        hosts = [r for r in place.regions if r is not _UNKNOWN]
        if place.regions and not hosts and not place.weak:
            return
        separately = any(t.kind == "F" and t.item == "分别" and mission.end <= t.start < place.start for t in sentence.tokens)
        jobs: list[tuple[list[Region], list[Region], list[Any]]]
        if separately and len(dates) == len(visitors) > 1:
            jobs = [([v], hosts, [d]) for v, d in zip(visitors, dates, strict=True)]
        elif separately and len(visitors) == len(hosts) > 1:
            jobs = [([v], [h], dates) for v, h in zip(visitors, hosts, strict=True)]
        elif separately and len(dates) == len(hosts) > 1:
            jobs = [(visitors, [h], [d]) for h, d in zip(hosts, dates, strict=True)]
        elif len(visitors) > 1:
            jobs = [([v], hosts, dates) for v in visitors]
        else:
            jobs = [(visitors, hosts, dates)]
        for who, where, when in jobs:
            where = [h for h in where if not any(inside(h, v) for v in who)]
            weak = [h for h in place.weak if not any(inside(h, v) for v in who)]
            if where or weak:
                self._add(sentence, mission, place, who, where, weak, when)

    def _add(
        self, sentence: Sentence, mission: Mission, place: Destination,
        visitors: list[Region], hosts: list[Region], weak: list[Region], dates: list[Any],
    ) -> None:  # fmt: skip
        status, background = self._status(sentence, mission, place)
        if status is None:
            return
        when = self.story.when(dates, self.governing)
        if place.stay or any(t.kind == "W" and t.end <= place.start for t in sentence.tokens):
            when = _only_month(when, sentence)
        trip = self._find(visitors, when, hosts + weak, sentence, mission)
        if trip is None and not when.stated and not hosts and any(t.visitors == visitors for t in self.trips):
            return
        if trip is None:
            trip = Trip(visitors, status=status, background=background, sentence=sentence.number, when=when)
            self.trips.append(trip)
        else:
            join_dates(trip, when)
            if trip.background and not background:
                trip.background = False
        trip.last = sentence.number
        trip.named = trip.named or mission.named
        for host in hosts:
            seen = any(o.level == "prefecture" and contains(o, host) for o in trip.hosts)
            trip.add_host(host, weak=seen or (host.level == "township" and place.verb not in _STRONG_MOVES))
        for host in weak:
            trip.add_host(host, weak=True)
        for person in mission.leaders:
            if not is_central(person.title) or person.place is not None:
                trip.add_leader(person)
        trip.modifiers += mission.modifiers
        trip.stay = trip.stay or place.stay
        left, right = min(mission.start, place.start), max(mission.end, place.end)
        trip.spans.append((left, _clause_end(self.text, right, sentence.end)))
        self._tour(trip, sentence, place)
        if place.verb == "会见" and re.search(r"联席会|论坛|峰会", self.text[max(0, sentence.start - 120) : sentence.end]):
            trip.attends, trip.tours = True, False  # guests welcomed at a joint meeting came for the meeting
        self.current = trip

    def _tour(self, trip: Trip, sentence: Sentence, place: Destination) -> None:
        """Does the passage tell a study tour, or only the attendance of a meeting?"""
        after = [t for t in sentence.tokens if t.start >= place.end]
        attends = any(t.kind == "A" for t in after) and any(t.kind == "E" for t in after)
        tours = any(t.kind == "K" and t.item not in ("对接", "交流", "开展", "会商", "座谈", "会谈") for t in after if t.start - place.end < 40)
        if attends and not tours:
            trip.attends = True
        elif tours or not attends:
            trip.tours = True

    def _find(self, visitors: list[Region], when: When, hosts: list[Region], sentence: Sentence, mission: Mission) -> Trip | None:
        """The trip told before that this leg belongs to."""
        again = bool(_AGAIN.search(self.text, max(sentence.start, mission.start - 4), mission.end + 6))
        for trip in reversed(self.trips):
            if {v.name for v in trip.visitors} != {v.name for v in visitors}:
                continue
            if again and when.stated and when.key != trip.when.key:
                return None
            if not same_journey(trip, when):
                continue
            if not when.stated and not set(hosts) & {*trip.hosts, *trip.weak}:
                if sentence.number - trip.last > 2 or any(set(hosts) & {*t.hosts, *t.weak} for t in self.trips if t.visitors == trip.visitors):
                    continue
            if mission.leaders and trip.leaders and not _share(mission.leaders, trip.leaders):
                if sentence.number - trip.last > 1 and not mission.named:
                    continue
                if when.stated and trip.when.stated and when.key != trip.when.key:
                    continue
            return trip
        return None

    def _waiting(self, sentence: Sentence, place: Destination, all_places: list[Destination]) -> bool:
        """A party named before without a destination gets it now (…一行。他们28日到丰…)."""
        if self.pending is None:
            return False
        mission, told = self.pending
        if sentence.number - told.number > 2 or self.current is not None and self.current.last >= told.number:
            return False
        if _SPEECH.search(self.text, sentence.start, place.start) or any(t.kind == "N" and _acts(sentence, t) for t in sentence.tokens if t.end <= place.start):
            return False
        own = Mission(0, min(place.start, sentence.start), place.start, mission.places, mission.own, mission.level, mission.modifiers, mission.leaders, mission.named, mission.party)
        before = len(self.trips)
        self._leg(sentence, own, place, all_places)
        if len(self.trips) > before:
            self.trips[-1].spans.insert(0, (mission.start, mission.end))
            self.pending = None
            return True
        return False

    # ---- visitor, date, status -------------------------------------------------------------------------------

    def _visitors(self, sentence: Sentence, mission: Mission, place: Destination | None) -> list[Region]:
        story = self.story
        if mission.places:
            found: list[Region] = []
            for mention in mission.places:
                found += [r for r in story.regions(mention) if r not in found]
            leader = story.person_region(mission.leaders[0]) if mission.leaders else None
            if leader is not None and len(found) == 1 and leader != found[0] and contains(found[0], leader) and kind_of_title(mission.leaders[0].title) == "department":
                return found
            return found
        if mission.own:
            home = story.home_region(mission.level)
            return [home] if home else []
        for person in mission.leaders:
            region = story.person_region(person)
            if region is not None and fits_level(region, mission.level):
                return [region]
            if region is not None:
                while region is not None and not fits_level(region, mission.level):
                    region = parent(region)
                if region is not None:
                    return [region]
        level = mission.level or (mission.leaders[0].level if mission.leaders else None)
        if self.heading is not None and level and fits_level(self.heading, level):
            return [self.heading]
        special = self._special_region(mission)
        if special is not None:
            return [special]
        hosts = [r for r in place.regions if r is not _UNKNOWN] if place else []
        level = mission.level or (mission.leaders[0].level if mission.leaders else None)
        if self.current is not None and (not level or fits_level(self.current.visitors[0], level)):
            stranger = bool(mission.leaders) and not _share(mission.leaders, self.current.leaders)
            own = story.home_region(level) if stranger and level else None
            if not stranger or (mission.named and self.current.last >= sentence.number - 1 and own is None):
                return list(self.current.visitors)
        for person in mission.leaders:
            for trip in self.trips:
                if _share([person], trip.leaders):
                    return list(trip.visitors)
        for earlier, _ in reversed(self.orphans):
            if earlier.places and not mission.places:
                named = [r for p in earlier.places for r in story.regions(p)]
                if named and not any(inside(r, h) for r in named for h in hosts):
                    return named[:1]
        home = story.home_region(level)
        if home is not None and not any(inside(home, h) for h in hosts):
            return [home]
        publisher = story.publisher
        if level and publisher is not None and fits_level(publisher, level) and not any(inside(publisher, h) for h in hosts):
            return [publisher]
        return self._counterpart(mission, hosts)

    def _special_region(self, mission: Mission) -> Region | None:
        """特区政府, 行政长官 without a place: whichever of Hong Kong and Macao the document is about."""
        title = mission.leaders[0].title if mission.leaders else ""
        if not (mission.modifiers.startswith("特区") or _CHIEF.search(title)):
            return None
        counts = {name: self.text.count(name[:2]) * 2 + self.text.count(sign) for name, sign in (("香港特别行政区", "港"), ("澳门特别行政区", "澳"))}
        best = max(counts, key=lambda n: counts[n])
        if not counts[best] or len(set(counts.values())) == 1:
            return None
        return Region("810000" if best.startswith("香港") else "820000", best, "province")

    def _counterpart(self, mission: Mission, hosts: list[Region]) -> list[Region]:
        """A document about two parties: the one that is not the host travels."""
        if not hosts or not mission.leaders and not mission.named:
            return []
        if mission.leaders and mission.leaders[0].title and _FOREIGN.search(mission.leaders[0].title):
            return []
        for mention in self.story.analysis.places.mentions:  # 成德同城化: beside the host stands the other side
            both = self.story.regions(mention)
            if len(both) == 2 and len(mention.surface) == 2 and any(r in hosts for r in both):
                other = next((r for r in both if r not in hosts), None)
                if other is not None and fits_level(other, mission.level):
                    return [other]
        relative = bool(mission.leaders and mission.leaders[0].level and mission.leaders[0].place is None)
        pairs = [
            t for m in self.story.analysis.places.mentions for t in self.story.regions(m)
            if m.form in ("full", "short") and (self.story.weights[t] > 1 or relative) and not any(inside(t, h) for h in hosts)
        ]  # fmt: skip
        level = mission.level or (mission.leaders[0].level if mission.leaders else None)
        names = {r for r in pairs if fits_level(r, level)}
        tops = {r for r in names if not any(o != r and contains(o, r) for o in names)}
        return [tops.pop()] if len(tops) == 1 else []

    def _dates(self, sentence: Sentence, mission: Mission, place: Destination, all_places: list[Destination]) -> list[Any]:
        tokens = [t for t in sentence.tokens if t.kind == "D" and _dated(t.item)]
        near = [t.item for t in tokens if mission.start <= t.start < place.start]
        if near:
            return _adjacent(near, self.text)
        floor = max([p.end for p in all_places if p.end <= min(mission.start, place.start)], default=sentence.start)
        left = [t.item for t in tokens if floor <= t.start < min(mission.start, place.start)]
        if left:
            return _adjacent(left, self.text)[-2:] if len(left) > 1 else left
        earlier = [t.item for t in tokens if t.start < min(mission.start, place.start)]
        if earlier:
            return earlier[-1:]
        right = [t.item for t in tokens if place.end <= t.start < place.end + 12 and "," not in self.text[place.end : t.start]]
        if right:
            return right[:1]
        undated = not any(t.kind == "D" and t.start < place.start for t in sentence.tokens)
        if not self.trips and self.governing is not None and undated and sentence.number - self.governed <= 4:
            return [self.governing]
        return []

    def _status(self, sentence: Sentence, mission: Mission, place: Destination) -> tuple[str | None, bool]:
        left = min(mission.start, place.start)
        floor = max(self.text.rfind("。", 0, left), self.text.rfind(";", 0, left), sentence.start)
        status, background = "done", False
        for token in sentence.tokens:
            if token.start < floor or token.start > place.end:
                continue
            if token.kind == "X" and token.item in _PLAN and token.end <= place.start and self.text[token.end : place.start].count(",") <= 1:
                status = "planned"
            if token.kind == "B" and abs(place.start - token.end) < 24:
                if token.item in ("多次", "每年", "历年", "经常", "常", "屡次", "数次"):
                    return None, False
                background = True
        around = self.text[place.start : place.start + len(place.verb) + 1]
        if around.endswith("过") or re.match(r"[^,。;]{0,8}(?:考察|访问|调研|学习)过", self.text[place.end : place.end + 14]):
            background = True
        if re.match(r"[^,。;]{0,16}(?:时|期间)?(?:曾经?)?(?:多次)(?:光顾|前往|到)", self.text[place.end : place.end + 24]):
            background = True
        return status, background

    # ---- sentences that leave something out ------------------------------------------------------------------

    def _elliptical(self, sentence: Sentence, place: Destination) -> None:
        """一行先到…: a stop of the trip being told."""
        trip = self.current
        if trip is None or sentence.number - trip.last > 3 or place.verb in ("来", "K"):
            return
        before = self.text[sentence.start : place.start]
        if _SPEECH.search(before) or any(t.kind == "N" and _acts(sentence, t) for t in sentence.tokens if t.end <= place.start):
            return
        if any(t.kind in "XB" for t in sentence.tokens if t.end <= place.start):
            return
        listed = len(place.regions) > 1
        for region in place.regions:
            if region is not _UNKNOWN:
                trip.add_host(region, weak=not (listed or place.verb in ("赴", "前往", "抵达", "转赴")))
        for region in place.weak:
            trip.add_host(region, weak=True)
        trip.last = sentence.number
        trip.tours = True

    def _stay(self, sentence: Sentence) -> None:
        trip = self.current
        if trip is None:
            return
        for token in sentence.tokens if sentence.number <= trip.last + 1 else ():
            if token.kind == "K" and token.item not in ("座谈", "会谈", "对接", "洽谈", "交流", "开展", "会商", "座谈交流", "商谈"):
                trip.tours = True
        if re.search(r"代表团|考察团|一行", self.text[sentence.start : sentence.end]) and re.search(
            r"看了|察看|参观|走进|走访|考察", self.text[sentence.start : sentence.end]
        ):
            trip.tours = True
            trip.last = max(trip.last, sentence.number)

    def _without_destination(self, sentence: Sentence, mission: Mission) -> None:
        """X会见了N率领的G: the receiving side tells where."""
        hosts: list[Region] = []
        host_names = [t for t in sentence.tokens if t.kind == "N" and t.item not in mission.leaders]
        receives = [t for t in sentence.tokens if t.kind in "R"]
        trip = self.current
        if trip is not None and mission.leaders and (not mission.named or not mission.places):
            visitors = self._visitors(sentence, mission, None)
            if visitors and visitors == trip.visitors:
                for person in mission.leaders:
                    trip.add_leader(person)
                trip.modifiers += mission.modifiers
                return
        for token in receives:
            for name in host_names:
                region = self.story.person_region(name.item)
                if region is None:
                    region = self.story.home_region(name.item.level)
                if region is not None and region not in hosts:
                    hosts.append(region)
            where = [t for t in sentence.tokens if t.kind == "P" and t.end <= token.start and self.text[t.start - 1] == "在"]
            if not hosts:
                hosts += [r for t in where for r in self.story.regions(t.item)]
        if not hosts and re.search(r"来访|到来|来考察", self.text[mission.end : mission.end + 10]):
            home = self.story.home_region(None)
            hosts = [home] if home else []
        if not hosts:
            if mission.places or mission.own or mission.leaders:
                self.pending = (mission, sentence)
                self.orphans.append((mission, sentence))
            return
        place = Destination(mission.at, mission.start, mission.end, hosts, verb="会见")
        visitors = self._visitors(sentence, mission, place)
        hosts = [h for h in hosts if not any(inside(h, v) for v in visitors)]
        hosts = [h for h in hosts if not any(o is not h and contains(h, o) for o in hosts)] or hosts
        if visitors and hosts:
            place.regions = hosts
            self._leg(sentence, mission, place, [place])

    def _receivers(self, sentence: Sentence) -> None:
        """Leaders of the receiving side show that their own region receives the delegation too."""
        trip = self.current
        if trip is None or sentence.number > trip.last + 2:
            return
        for token in sentence.tokens:
            if token.kind != "N" or _share([token.item], trip.leaders):
                continue
            person: Person = token.item
            if kind_of_title(person.title) not in ("party", "government", "congress"):
                continue
            if _OFFICE_STAFF.search(person.title):
                continue
            region = self.story.person_region(person)
            if region is None and person.level in ("省", "自治区") and trip.hosts:
                region = parent(trip.hosts[0])
                while region is not None and region.level != "province":
                    region = parent(region)
            if region is None:
                continue
            if any(inside(region, v) for v in trip.visitors):
                if person not in trip.followers:
                    trip.followers.append(person)
            elif region not in trip.receivers:
                trip.receivers.append(region)

    # ---- the end -------------------------------------------------------------------------------------------

    def finish(self) -> None:
        """Settle hosts and leaders of every trip; drop what is no visit."""
        if not self.trips:
            self._host_by_context()
        for trip in self.trips:
            _settle_hosts(trip)
            if not trip.leaders:
                trip.leaders = _speakers(trip, self.story)
        self.story.attended = [t for t in self.trips if t.hosts and t.attends and not t.tours]
        self.trips = [t for t in self.trips if t.hosts and not (t.attends and not t.tours)]


    def _host_by_context(self) -> None:
        """Nobody says where to, but the text is printed by the receiving side and says so in other words."""
        for mission, sentence in self.orphans:
            if not _HOST_SIDE.search(self.text, sentence.start):
                continue
            visitors = self._visitors(sentence, mission, None)
            later = "".join(t.kind for t in sentence.tokens if t.start >= mission.end)
            if "A" in later and not re.search(r"看了|参观|考察", self.text[sentence.start :]):
                continue
            if len(visitors) != 1 or (not mission.named and not mission.party and not mission.leaders):
                continue
            host = self._other_side(visitors[0])
            if host is None:
                continue
            place = Destination(mission.at, mission.start, mission.end, [host], verb="会见")
            self._leg(sentence, mission, place, [place])
            if self.trips:
                return

    def _other_side(self, visitor: Region) -> Region | None:
        """The publisher's region, or the one other region of the visitor's level that the text is about."""
        publisher = self.story.publisher
        if publisher is not None and not inside(publisher, visitor):
            return publisher
        paired = self._paired(visitor)
        if paired is not None:
            return paired
        others = [r for r, n in self.story.weights.items() if n > 1 and r.level == visitor.level and not inside(r, visitor)]
        return others[0] if len(others) == 1 else None

    def _paired(self, visitor: Region) -> Region | None:
        """The region that stands beside the visitor in “A与B”, if it is always the same one."""
        mentions = self.story.analysis.places.mentions
        found: set[Region] = set()
        for left, right in zip(mentions, mentions[1:], strict=False):
            if self.text[left.end : right.start] in ("与", "和", "·", "—", "——", "同", "、"):
                pair = (*self.story.regions(left), *self.story.regions(right))
                if len(pair) == 2 and any(r.name == visitor.name for r in pair):
                    found |= {r for r in pair if r.level == visitor.level and not inside(r, visitor)}
        return found.pop() if len(found) == 1 else None


_UNKNOWN: Final = Region(None, "?", "other")


_PARTS: Final = re.compile(r"的[^,。;、]{1,10}、")


def _further(text: str, tokens: list[Token], step: int) -> int | None:
    """看A的城建和招商、B的城建: the list goes on behind what was looked at."""
    match = _PARTS.match(text, tokens[step - 1].end)
    if not match:
        return None
    return next((n for n in range(step, min(step + 8, len(tokens))) if tokens[n].kind == "P" and tokens[n].start == match.end()), None)


def _bridge(word: str) -> bool:
    return len(word) <= 2 and word in ("两省", "两市", "两县", "等", "以及", "市", "省", "县", "三省", "两地", "再到", "后到")


def _quoted(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Quoted speech, longer than a name."""
    if "“" not in text:
        return []
    return [m.span() for m in re.finditer(r"“[^”]{13,}”?", text[sentence.start : sentence.end])] and [
        (sentence.start + m.start(), sentence.start + m.end())
        for m in re.finditer(r"“[^”]{13,}”?", text[sentence.start : sentence.end])
    ]


def _leaders_of(text: str, tokens: list[Token], skeleton: str, at: int) -> list[Person]:
    """Who leads the delegation at a token."""
    before = skeleton[:at]
    match = re.search(r"((?:N[c,.(D]{0,3})*N)[FD.c]{0,2}L[,.]{0,2}[^,;NGM]{0,4}$", before)
    if match:
        return [t.item for t in tokens[match.start(1) : match.end(1)] if t.kind == "N"]
    match = re.search(r"(N(?:[c]N)*)[.]{0,1}L[c,]N[L.]{0,3}$", before)
    if match:
        return [tokens[match.start()].item]
    if re.search(r"L[.]?$", before) and re.search(r"[他她]", text[tokens[max(0, at - 5)].start : tokens[at].start]):
        first = next((t for t in tokens[:at] if t.kind == "N"), None)
        if first is not None:
            return [first.item]
    if re.search(r"L[.PD]{0,2}$", before):
        names = [t for t in tokens[:at] if t.kind == "N"]
        if len(names) == 1 and not re.search(r"[RS]", skeleton[tokens.index(names[0]) : at]):
            return [names[0].item]
    after = skeleton[at + 1 :]
    match = re.match(r"[.(,D]{0,2}i?\.?(N(?:[c,.]{1,2}N)*)[.]?L", after)
    if match:
        return [t.item for t in tokens[at + 1 + match.start(1) : at + 1 + match.end(1)] if t.kind == "N"]
    return []


def _names_before(tokens: list[Token], at: int) -> list[Person]:
    names: list[Person] = []
    step = at - 1
    while step >= 0:
        token = tokens[step]
        if token.kind == "N":
            names.insert(0, token.item)
        elif token.kind == "c" or (token.kind == "." and len(token.item) <= 1) or (token.kind == "," and names and step and tokens[step - 1].kind == "N"):
            pass
        else:
            break
        step -= 1
    return names


def _one_breath(tokens: list[Token], at: int) -> bool:
    """Several names before 一行 are joined by 、 or 和 only: all of them head the party."""
    return all(t.kind in "Nc" for t in tokens[max(0, at - 3) : at] if t.kind in "Nc,")


def _head_pair(names: list[Person]) -> bool:
    return len(names) == 2 and all(kind_of_title(p.title) in ("party", "government") and is_head(p.title) for p in names) or (
        len(names) == 2 and kind_of_title(names[0].title) == kind_of_title(names[1].title) == "government"
    )


def _receives(sentence: Sentence, token: Token) -> bool:
    tail = "".join(t.kind for t in sentence.tokens if t.start >= token.end)[:3]
    return "R" in tail


def _acts(sentence: Sentence, token: Token) -> bool:
    """Whether a person is the subject of an act of its own, not one who only accompanies."""
    tail = "".join(t.kind for t in sentence.tokens if t.start >= token.end)[:2]
    return not tail.startswith(("R", "c", ".R"))


def _share(a: list[Person], b: list[Person]) -> bool:
    return bool({p.name for p in a} & {p.name for p in b})


def _dated(mention: Any) -> bool:
    """Whether a time can date a trip: a day, several days, a month, yesterday … but not 近年 or 十四五."""
    if mention.kind in ("era", "vague", "clock", "year", "open_end", "open_start"):
        return False
    if mention.relative and mention.relative.startswith(("last_years", "recent", "this_year", "last_year", "next_year", "now", "next_years", "last_months")):
        return False
    return mention.first is not None


def _adjacent(mentions: list[Any], text: str) -> list[Any]:
    """Dates of one list; a lonely earlier date is dropped."""
    kept = [mentions[-1]]
    for mention in reversed(mentions[:-1]):
        gap = text[mention.end : kept[0].start]
        if re.fullmatch(r"[、,和及与到至上下午早晚-]{1,3}", gap):
            kept.insert(0, mention)
        else:
            break
    return kept


def _only_month(when: When, sentence: Sentence) -> When:
    """在渝期间 beside a dated act: the stay was longer than the act's day, so only the month is known."""
    own = when.span is not None and sentence.start <= when.span[0] < sentence.end
    if own or not when.start:
        return when
    return When(when.start[:7], None, when.flags, when.candidates, when.year, when.span)


def _clause_end(text: str, at: int, limit: int) -> int:
    match = re.compile(r"[,。;\n]").search(text, at, limit)
    return match.start() if match else min(limit, at + 40)


def _settle_hosts(trip: Trip) -> None:
    """The most specific regions that received the delegation."""
    hosts = trip.hosts or trip.weak
    provinces = [h for h in hosts if h.level == "province"]
    if provinces and trip.weak and len(provinces) > 1 and all(h.level == "province" for h in hosts):
        hosts = hosts + [w for w in trip.weak if w.level in ("prefecture", "county") and w not in hosts and any(contains(p, w) for p in provinces)]
    hosts = hosts + [w for w in trip.weak if w in trip.receivers and w not in hosts and not any(inside(w, h) for h in hosts)]
    kept = []
    for host in hosts:
        inner = [o for o in hosts if o is not host and contains(host, o)]
        if inner and host.level == "province" and host not in trip.receivers:
            continue
        if any(o.level == "township" for o in inner):
            continue
        if any(o is not host and o.level != "province" and contains(o, host) for o in hosts) and host not in trip.receivers and not trip.hosts.count(host):
            continue
        kept.append(host)
    kept = _received_by_city(trip, kept)
    for region in trip.receivers:
        corps = region.name == "新疆生产建设兵团" and any(h.name.startswith("新疆维吾尔自治区") for h in kept)
        if region not in kept and (corps or (region.level == "province" and any(contains(region, h) for h in kept))):
            kept.insert(0, region)
    trip.hosts = kept


def _received_by_city(trip: Trip, hosts: list[Region]) -> list[Region]:
    """A province that only a city of it received is that city (访台 … 台南市长接待)."""
    if len(hosts) != 1 or hosts[0].level != "province" or trip.visitors[0].level == "province":
        return hosts
    cities = [r for r in trip.receivers if r.level == "prefecture" and contains(hosts[0], r)]
    if len(cities) == 1 and not any(r.level == "province" for r in trip.receivers):
        return cities
    return hosts


def _speakers(trip: Trip, story: Story) -> list[Person]:
    """Where nobody is said to lead: the heads of the visiting side set against the host's."""
    heads: list[Person] = []
    for sentence in story.around(trip.sentence - 3, trip.last + 3):
        for token in sentence.tokens:
            if token.kind != "N" or not is_head(token.item.title):
                continue
            region = story.person_region(token.item)
            if region is not None and any(region.name == v.name for v in trip.visitors):
                if kind_of_title(token.item.title) in ("party", "government") and token.item.name not in {h.name for h in heads}:
                    heads.append(token.item)
    if not heads and trip.followers and kind_of_title(trip.followers[0].title) in ("party", "government", "congress"):
        return trip.followers[:1]
    return heads[:2]


def to_visit(trip: Trip, story: Story, themes: tuple[str, ...]) -> Visit:
    """The record of a trip."""
    source = story.analysis.source
    evidence = [source.span(*span) for span in dict.fromkeys(trip.spans)][:6]
    when = trip.when
    if when.span and not any(s <= when.span[0] and when.span[1] <= e for s, e in trip.spans):
        evidence.append(source.span(*when.span, "start"))
    if when.year and when.start:
        evidence.append(source.span(*when.year, "year"))
    return Visit(
        evidence=tuple(evidence),
        flags=when.flags,
        candidates=when.candidates,
        background=trip.background,
        visitors=tuple(trip.visitors),
        hosts=tuple(trip.hosts),
        start=when.start,
        end=when.end,
        leaders=tuple(Leader(p.name, p.title or None) for p in trip.leaders if p.name),
        kind=trip.kind or visit_kind(trip),
        status=trip.status,
        sites=tuple(sites_of(story, trip)),
        themes=themes,
    )


def visit_kind(trip: Trip) -> str:
    """The kind of a trip: the delegation's own name, then the leader's office."""
    named = kind_of_name(trip.modifiers)
    if named:
        return named
    if trip.leaders:
        return VISIT_KIND[kind_of_title(trip.leaders[0].title)]
    return "other"
