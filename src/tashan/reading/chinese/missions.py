"""Who travels: delegations, leaders “and party”, regions as subjects, officials without a name."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.gatherings import GROUP_LARGE
from tashan.reading.chinese.leaders import is_head_pair, leaders_of, led_by, names_before, one_breath, who_takes
from tashan.reading.chinese.organs import ORGAN
from tashan.reading.chinese.other_subjects import PURPOSE, SERVES, STRONG_MOVES, OtherSubjects
from tashan.reading.chinese.own_organs import organ_before
from tashan.reading.chinese.roles import is_central, kind_of_title
from tashan.reading.chinese.senders import formed_by_us, members_named, organ_that_sends, sent_by
from tashan.reading.chinese.telling import Mission
from tashan.reading.chinese.tokens import Sentence

_MAY_GO: Final = re.compile("M|[L.](?:iP|K)")
_GOES: Final = re.compile(
    r"(?<![icM])([PZ](?:\.?c[PZ])*+)((?:(?:\.c)?\.?L[.cK]{0,3},?)?[DF.(]{0,3}?)(?=M\.?[PZ]|(?<=[L.])(?:iP\.?K|K\.?P))"
)
_GUESTS: Final = frozenset(("客人", "来客", "宾客"))
_NAMED_LEADS: Final = re.compile(r"N\.?L[^,;]*$")
_PRONOUN: Final = re.compile(r"(?:^|(?<=[,。;:“]))(?:他们|(?:他|她)(?=[^,。;]{0,8}(?:带着|带领|率|领着|带上)))")
FOREIGN: Final = re.compile(
    r"(?:美国|俄罗斯|日本|韩国|朝鲜|越南|老挝|缅甸|泰国|新加坡|马来西亚|印度尼西亚|印尼|印度|德国|法国|英国|意大利|西班牙|澳大利亚|新西兰|加拿大|巴西|南非|"
    r"领团|领事|使节|使团|外交官|哈萨克斯坦|蒙古国|柬埔寨|菲律宾|尼泊尔|波兰|匈牙利|埃及|非洲|欧洲|东盟|中亚|外国|外宾|国际|驻华|联合国|海外|欧盟|阿联酋|以色列|瑞士|荷兰|比利时|巴基斯坦|斯里兰卡)"
)
WEAK_MOVES: Final = frozenset("到 来 深入 来到 走进 走出 前来".split())
SPEECH: Final = re.compile(r"(?:指出|强调|表示|希望|说|要求|认为|建议|提出|介绍|致辞|感谢|欢迎)")
# Those who live there, no office: 成都人自驾前往拉萨.
_PEOPLE: Final = re.compile(
    r"(?:本地|当地|各地|的)*(?:人(?!大|民[政法检]|社|力|才|事|行)|市民(?!政)|居民|群众|村民|农民|游客|旅客|乘客|学生|学子|青年(?!联|企)|球迷|粉丝|车主|务工)"
)
_LONG_ORGAN: Final = re.compile(r"[\u4e00-\u9fff“”]{6,24}(?:办公室|指挥部|委员会|领导小组|工作专班|联合会)")
_FIRMS_ONLY: Final = re.compile("(?:民营|知名|优秀|青年|女)*(?:企业家?|工商界|客商)(?:考察|投资|参观|代表)*")
_SOME_OFFICIALS: Final = re.compile(r"(?:党政|有关|相关|主要|分管)*(?:负责人|负责同志|领导)")
_HELPS: Final = re.compile("[^,。;]{0,16}(?:支援|抗疫|驰援|援建|义诊|演出|巡演)")
_HELPERS: Final = ("医疗队", "演出团", "专家组", "代表队")
# No organ of a region: its firms and theirs, its hospitals and schools, its business people.
_BUSINESS: Final = re.compile(
    "分行|支行|[^,。;]*(?:公司|集团|银行)(?!董)|(?:民营)?(?:企业家?|商人|老板)(?!考察|代表|协会|联合会)|运动员|民警|警方"
)
_FELLOWS: Final = re.compile(
    r"^(?!.*(?:工商联|[省市县区州]委|政府|人大|政协|局|统战)).*(?:(?<!总)商会|同乡会|校友会|台商协会|台协会?|企业家?协会|行业协会)"
)
_CHAMBER: Final = re.compile(r"^(?!.*工商联).*(?<!总)商会$")
# Fellow townsmen whom an association brings home: no region's delegation.
_FELLOW_GUESTS: Final = re.compile(r"籍(?:乡友|乡贤|乡亲|企业家|商人|人士|客商)|乡友|乡贤|同乡|校友")
_OF_GOVERNMENT: Final = frozenset(("party", "government", "congress", "department"))
_SUBJECT_GOES: Final = re.compile(r"[^GNMYL;]*(N)[^GNMYLXRA;]*(M)(?=\.?P)")
_LED_GROUP: Final = re.compile(r"(?:^|[,;D])(P)\.?i$")
_NAMES_LEAD: Final = re.compile(r"(?:N[c,.]{0,2})*N(?:[Fic.]{0,2}|[^N;]{0,8})L")
_NAMES_GO: Final = re.compile(r"(N(?:[c.,]{0,2}N)*)(\.?)(?:iD)?[c.,DFX()]{0,8}M(?=\.?P|\.?Z)")
_NAMES_STUDY: Final = re.compile(r"(N(?:[c.,]{0,2}N)*)[DF]{0,2}(?=iP\.?K)")
_DAY: Final = re.compile(r"\d|日")
_ORGAN_HEADS: Final = re.compile(r"(?:^|[,;:D])[^L,;:]*P\.$")
_ORGAN_PEOPLE: Final = re.compile(
    rf"(?:{ORGAN.pattern})(?:(?:有关|相关|主要|分管)*(?:负责人|负责同志|领导|干部|同志|人员))?"
)
# 副县长甲在部长乙和副县长丙陪同下,率…: the first leads.
_ACCOMPANIED: Final = re.compile(r"(N)\.?i(?:N[c,.]{0,2})+R\.?,?$")
_FROM_TOWN: Final = re.compile("[从由](?:省城|省会|首府|首都|家乡)$")
_ORGANISED_PARTY: Final = re.compile(r"(?:^|[,;:D])(P)\.L[Pc.]*N$")
_STOP: Final = re.compile("[,;:]")
_TOGETHER: Final = re.compile("联手|携手|联合|共同|一同|一起|联袂")


class MissionReader(OtherSubjects):
    """Who travels: delegations, leaders “and party”, regions as subjects, officials without a name."""

    def _missions(self, sentence: Sentence) -> list[Mission]:
        tokens, skeleton = sentence.tokens, sentence.skeleton
        found: list[Mission] = []
        for at, token in enumerate(tokens) if "G" in skeleton or "Y" in skeleton else ():
            if token.kind == "G":
                party = token.item
                if FOREIGN.search(self.text, max(sentence.start, token.start - 12), token.start + 2):
                    self.strangers = True
                    continue
                if skeleton.startswith("G:G", at) and party.noun in _GUESTS:
                    continue  # 四川客人:甲州党政代表团
                mission = Mission(
                    at, token.start, token.end, party.places, party.own, party.level, party.modifiers, named=True
                )
                mission.leaders = leaders_of(self.text, tokens, skeleton, at)
                if not mission.places and not mission.own and not mission.leaders:
                    mission.places, mission.modifiers = sent_by(tokens, skeleton, at, mission.modifiers)
                    mission.start = min([mission.start, *(place.start for place in mission.places)])
                if not (mission.places or mission.own or mission.leaders or mission.level):
                    self._of_own_organ_before(sentence, mission)
                    ours = formed_by_us(tokens, skeleton, at) if mission.level is None else None
                    mission.own, mission.level = ours is not None, ours or mission.level
                members = members_named(tokens, skeleton, at)
                if members:
                    mission.places, mission.joint = members, True
                found.append(mission)
            elif token.kind == "Y":
                names = names_before(tokens, at)
                if names and not names[0].name and _NAMED_LEADS.search(skeleton, 0, at):
                    continue  # 市长甲率各局主要负责人一行: the mayor heads the party
                if names and not any(m.at < at and set(map(id, m.leaders)) & set(map(id, names)) for m in found):
                    same = names[0].place is not None and names[0].place is names[-1].place
                    first = names[0] if same or one_breath(tokens, at) else names[-1]
                    leaders = names if one_breath(tokens, at) else [first]
                    head = who_takes(tokens, names)
                    leaders = [head] if head is not None else leaders
                    sender = _ORGANISED_PARTY.search(skeleton[:at]) if not first.name else None
                    if sender is not None and ORGAN.fullmatch(tokens[sender.start(1) + 1].item):
                        # 甲市红十字会组织乙区、丙区负责人一行
                        place, organ = tokens[sender.start(1)], tokens[sender.start(1) + 1].item
                        found.append(Mission(at, place.start, token.end, [place.item], modifiers=organ, party=True))
                        found[-1].leaders = leaders
                        continue
                    found.append(Mission(at, token.start - 1, token.end, leaders=leaders, party=True))
                elif _ORGAN_HEADS.search(skeleton[:at]) and _ORGAN_PEOPLE.fullmatch(tokens[at - 1].item):
                    organ = tokens[at - 1].item
                    found.append(
                        Mission(at, tokens[at - 2].start, token.end, [tokens[at - 2].item], modifiers=organ, party=True)
                    )
                elif (organ := organ_before(self.text, sentence.start, token.start)) is not None:
                    level, name = organ
                    start = token.start - len(name) - 1
                    found.append(Mission(at, start, token.end, level=level, modifiers=name, party=True))
        named = "N" in skeleton
        for match in _NAMES_LEAD.finditer(skeleton) if named and "L" in skeleton else ():
            at = match.end() - 1
            if any(abs(m.at - at) <= 4 and m.at > at for m in found) or tokens[at].item == "组成":
                continue
            if skeleton.startswith(("R", ".R"), at + 1):
                continue  # 副局长某某带领科室人员陪同
            last = next(t for t in reversed(tokens[:at]) if t.kind == "N")
            if tokens[at].item in ("组织", "选派", "派出") and SPEECH.search(self.text, last.end, tokens[at].start):
                continue  # what a speaker says that somebody organises
            with_others = _ACCOMPANIED.search(skeleton, 0, at)
            names = led_by(tokens[match.start() : at])
            if with_others and tokens[with_others.end() - 3].kind != "L":
                names = [tokens[with_others.start(1)].item]
            if any(m.leaders and m.leaders[0] in names for m in found):
                continue
            mission = Mission(at, tokens[match.start()].start, tokens[at].end, leaders=names)
            led = _LED_GROUP.search(skeleton, 0, match.start())
            if led and tokens[at].item.endswith("下"):  # 某区代表小组在某某的率领下赴…
                mission.places = [tokens[led.start(1)].item]
            found.append(mission)
        for match in _NAMES_GO.finditer(skeleton) if named and "M" in skeleton else ():
            at = match.end() - 1
            names = led_by(tokens[match.start() : match.end()])
            between = self.text[tokens[match.end(1) - 1].end : tokens[at].start]
            if tokens[at].item in WEAK_MOVES and "," in between and "K" not in skeleton[match.end() :]:
                continue
            if (
                SPEECH.search(between)
                or between.count(",") > 1
                or (
                    "," in between
                    and kind_of_title(names[0].title) not in ("party", "government", "congress", "department", "other")
                )
            ):
                continue
            if not any(
                m.start <= tokens[match.start()].start <= m.end or (m.leaders and m.leaders[0] in names) for m in found
            ):
                found.append(
                    Mission(
                        at - 1,
                        tokens[match.start()].start,
                        tokens[at].start,
                        leaders=names[:1] if not is_head_pair(names) else names,
                    )
                )
        for match in _NAMES_STUDY.finditer(skeleton) if named and "iP" in skeleton else ():
            names = [t.item for t in tokens[match.start(1) : match.end(1)] if t.kind == "N"]
            if not any(m.leaders and m.leaders[0] in names for m in found):
                found.append(
                    Mission(
                        match.end(1) - 1,
                        tokens[match.start()].start,
                        tokens[match.end(1) - 1].end,
                        leaders=names if is_head_pair(names) else names[:1],
                    )
                )
        found += self._goes_later(sentence, found)
        found += self._regions_that_go(sentence, found)
        found += self._called_on(sentence, found)
        found += self._on_an_itinerary(sentence, found)
        found += self._who_came(sentence, found)
        found += self._followers(sentence, found)
        found += self._that_region(sentence, found)
        found += self._officials_of(sentence, found)
        found += self._own_organs(sentence, found)
        found += self._pronouns(sentence, found)
        found.sort(key=lambda m: m.start)
        return [m for m in found if not self._foreign_or_central(m)]

    def _goes_later(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """区长某某落实会议精神,闭幕当天连夜赴港…: the subject of the sentence goes, whatever else he did before."""
        skeleton = sentence.skeleton
        match = _SUBJECT_GOES.match(skeleton) if not known and "N" in skeleton and "M" in skeleton else None
        if match is None:
            return []
        at, motion = match.start(1), sentence.tokens[match.start(2)]
        person, before = sentence.tokens[at], sentence.tokens[match.start(2) - 1]
        between = self.text[person.end : motion.start]
        others = before.kind == "P" and self.text[before.start - 1] not in "从由自在离"  # 看望甲市赴乙省的干部
        if (
            others
            or motion.item not in STRONG_MOVES
            or SPEECH.search(between)
            or kind_of_title(person.item.title) not in _OF_GOVERNMENT
        ):
            return []
        return [Mission(match.start(2) - 1, person.start, person.end, leaders=[person.item])]

    def _regions_that_go(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """A region itself is said to travel: 凤台赴仪征考察, 我市赴深圳招商."""
        tokens = sentence.tokens
        found: list[Mission] = []
        for match in _GOES.finditer(sentence.skeleton) if _MAY_GO.search(sentence.skeleton) else ():
            first, last = match.start(1), match.end(1) - 1
            motion = tokens[match.end(2)]
            if any(m.start <= tokens[first].start <= m.end for m in known):
                continue
            if any(m.leaders and m.at < first and not _STOP.search(sentence.skeleton[m.at : first]) for m in known):
                continue  # these are among those whom a leader takes along
            strong = motion.item in STRONG_MOVES or motion.item == "到访"
            if not strong and not PURPOSE.search(sentence.skeleton[match.end(2) : match.end(2) + 8]):
                continue
            between = self.text[tokens[last].end : motion.start]
            if "商会" in between or "同乡" in between or _PEOPLE.match(between) or SERVES.match(self.text, motion.end):
                continue
            if _BUSINESS.match(between):
                continue
            if motion.kind != "M" and "L" not in match.group(2) and not _SOME_OFFICIALS.fullmatch(between):
                continue
            longest = 26 if "L" in match.group(2) or _LONG_ORGAN.fullmatch(between) else 10
            if len(between) > longest and not _DAY.search(between):
                continue
            if self.text[tokens[first].start - 1 : tokens[first].start] in (
                "从",
                "由",
                "在",
                "到",
                "与",
                "和",
                "至",
                "驻",
            ):
                continue
            if _FROM_TOWN.search(self.text, max(0, tokens[first].start - 3), tokens[first].start):
                continue
            if any(t.kind == "." and not ORGAN.fullmatch(t.item) for t in tokens[first : last + 1]):
                continue
            places = [t.item for t in tokens[first : last + 1] if t.kind == "P"]
            if any(len(self.story.regions(place)) >= GROUP_LARGE for place in places):
                continue  # “泛珠三角”合作引发赴穗招商潮: no delegation of all of them
            own = any(t.kind == "Z" for t in tokens[first : last + 1])
            level = next(
                (t.item[1:] for t in tokens[first : last + 1] if t.kind == "Z" and t.item[1:] in "省市县区州盟旗"), None
            )
            organ = between if ORGAN.fullmatch(between) else organ_that_sends(between)
            together = len(places) > 1 and _TOGETHER.search(between) is not None
            found.append(
                Mission(last, tokens[first].start, tokens[last].end, places, own, level, organ, joint=together)
            )
        return found

    def _pronouns(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """他带着…, 他们28日到…: the one spoken of before goes on."""
        if not self.with_pronouns:
            return []
        match = _PRONOUN.search(self.text, sentence.start, sentence.end)
        if match is None:
            return []
        at = next((n for n, t in enumerate(sentence.tokens) if t.end > match.start()), None)
        if at is None or any(m.start < match.start() for m in known):
            return []
        if match.group().startswith("他们"):
            if self.pending is None or sentence.number - self.pending[1].number > 2:
                return []
            return [self.pending[0].again(at, match.start(), match.end())]
        if self.topic is None:
            return []
        return [Mission(at, match.start(), match.end(), leaders=[self.topic])]

    def _foreign_or_central(self, mission: Mission) -> bool:
        if mission.named and not mission.leaders and _FIRMS_ONLY.fullmatch(mission.modifiers):
            return True
        if mission.named and self.text.endswith(_HELPERS, 0, mission.end) and _HELPS.match(self.text, mission.end):
            return True
        if mission.named and _FELLOW_GUESTS.search(self.text, mission.start - 16, mission.end):
            return not any(kind_of_title(p.title) in _OF_GOVERNMENT for p in mission.leaders)
        if mission.named and _CHAMBER.search(self.text[max(0, mission.start - 8) : mission.start]):
            self.strangers = not any(kind_of_title(p.title) in _OF_GOVERNMENT for p in mission.leaders)
            return self.strangers
        if self.strangers and mission.named and not (mission.places or mission.own or mission.leaders):
            return True
        for person in mission.leaders[:1]:
            if _FELLOWS.search(person.title) and not (mission.named and (mission.places or mission.own)):
                self.strangers = self.strangers or mission.named
                return True
            if person.place is None and (is_central(person.title) or FOREIGN.search(person.title)):
                return True
            if (
                person.place is not None
                and person.title
                and kind_of_title(person.title) == "enterprise"
                and not mission.named
            ):
                return True
            if person.place is None and kind_of_title(person.title) == "enterprise" and not mission.named:
                return True
        return False
