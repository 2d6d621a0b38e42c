"""Who travels where no delegation is named: callers, followers, officials without a name, organs of one's own region."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.organs import ORGAN
from tashan.reading.chinese.own_organs import organ_before, organ_that_goes
from tashan.reading.chinese.roles import is_head, kind_of_title
from tashan.reading.chinese.story import fits_level
from tashan.reading.chinese.telling import Mission, Telling
from tashan.reading.chinese.tokens import Sentence

STRONG_MOVES: Final = frozenset("赴 前往 奔赴 分赴 赶赴 远赴 飞赴 前进 再赴 又赴 转赴 转往 访 访问 回访".split())
# Who works, helps, plays or arrests elsewhere studies nothing there.
SERVES: Final = re.compile(
    "[^,。;]{0,16}(?:跟班|(?<!看望)(?<!慰问)(?:挂职|顶岗)|报到|务工|就业|参赛|抗疫|抗洪|抢险|驰援|抓捕|取证|办案|比赛|锦标赛|运动会|联赛)"
)
PURPOSE: Final = re.compile(r"K")
_FOLLOWS: Final = re.compile(r"P\.P\.,(?=M\.?P)")
_CLOSE_BEHIND: Final = re.compile(r"(?:也|则)?(?:紧随|紧跟|紧接|继)[\u4e00-\u9fff]{2,8}(?:之后|其后|后),")
_RECEIVES_HEAD: Final = re.compile(r"(?:D[,.]{0,2})?(N)[D.iPF]{0,4}R\.?(N)(?=[,;)]|$)")
_MEETS_HEAD: Final = re.compile(r"(?:D[,.]{0,2})?(N)[D.iPF]{0,4}c(N)(?=.)")
_WHO_CAME: Final = re.compile(r"[到来]访的|[来访][港澳]的")
_MEET: Final = re.compile(r"(?:举行)?(?:会面|会晤|会谈|见面)")
_BEGINS: Final = re.compile(
    r"(?:展开|继续|开启|开始|结束)[^,。;]{2,14}(?:访问|考察|参访)行程|在[^,。;]{2,12}(?:展开|继续|开启|开始)(?:访问|考察|参访)行程"
)
_CHIEF: Final = re.compile("行政长官|特首")
_BESIDE_A_MEETING: Final = re.compile("期间|出席|参加|论坛|会上|会议|外国|大使")
_NAMELESS_PARTY: Final = re.compile(r"(?<![icMN])(P)\.L[.cKN]*Y(?=[.(,)DFi]{0,5}M\.?[PZ])")
_OFFICIALS: Final = re.compile(
    r"^[\u4e00-\u9fff]{0,12}(?:[局委办院会联]|政府|政协|人大|对口(?:帮扶|支援|协作))[\u4e00-\u9fff]{0,10}$"
)
_THAT_REGION: Final = re.compile(r"该([省市县区州旗])[^,。;]{0,12}?(?:率队|带队|组团|率团)(?=[赴到前奔飞])")
_CAME: Final = re.compile(r"(?:前来|来访|来我[市县区省州])[^,。;的]{0,6}的")
_HEADS_IT: Final = frozenset("带队 率队 率团 带团".split())


class OtherSubjects(Telling):
    """Who travels where no delegation is named."""

    def _called_on(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """行政长官甲今日会晤乙省省长丙: the head of another region has come."""
        tokens = sentence.tokens
        match = _RECEIVES_HEAD.match(sentence.skeleton) if "R" in sentence.skeleton and not known else None
        if match is None and not known and "cN" in sentence.skeleton:
            match = _MEETS_HEAD.match(sentence.skeleton)
            came = match and _WHO_CAME.match(self.text, tokens[match.start(2)].start)
            match = match if came and _MEET.match(self.text, tokens[match.start(2)].end) else None  # type: ignore[union-attr]
        if match is None:
            return []
        host, guest = tokens[match.start(1)], tokens[match.start(2)]
        region = self.story.person_region(guest.item)
        if (
            region is None
            or not is_head(guest.item.title)
            or kind_of_title(guest.item.title) not in ("party", "government")
            or (self.story.person_region(host.item) is None and not _CHIEF.search(host.item.title))
            or _BESIDE_A_MEETING.search(self.text, sentence.start, guest.end)
        ):
            return []
        return [Mission(match.start(2), guest.start, guest.end, leaders=[guest.item], party=True)]

    def _on_an_itinerary(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """行政长官甲展开乙市访问行程, 甲在乙省展开访问行程: the person before goes."""
        if self.text.find("行程", sentence.start, sentence.end) < 0:
            return []
        match = _BEGINS.search(self.text, sentence.start, sentence.end)
        if match is None or any(m.start < match.end() for m in known):
            return []
        at = next((n for n, t in enumerate(sentence.tokens) if t.kind == "N" and t.end <= match.start()), None)
        if at is None:
            return []
        token = sentence.tokens[at]
        return [Mission(at, token.start, token.end, leaders=[token.item])]

    def _who_came(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """区工商联与来访的甲区工商联签约: those who came are of the region named behind the word."""
        if known or self.text.find("的", sentence.start, sentence.end) < 0:
            return []
        match = _CAME.search(self.text, sentence.start, sentence.end)
        at = next((n for n, t in enumerate(sentence.tokens) if match and t.start == match.end()), None)
        if match is None or at is None or sentence.tokens[at].kind != "P":
            return []
        token = sentence.tokens[at]
        organ = ORGAN.match(self.text, token.end + self.text.startswith(")", token.end), sentence.end)
        if organ is None or not organ.group():
            return []
        return [Mission(at, token.start, organ.end(), [token.item], modifiers=organ.group(), party=True)]

    def _followers(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """甲省紧随乙省之后,奔赴丙: the first goes, not the one that it follows."""
        tokens = sentence.tokens
        found: list[Mission] = []
        for match in _FOLLOWS.finditer(sentence.skeleton) if "M" in sentence.skeleton else ():
            first, last = tokens[match.start()], tokens[match.end() - 1]
            if _CLOSE_BEHIND.fullmatch(self.text, first.end, last.end) and not any(
                m.start <= first.start <= m.end for m in known
            ):
                found.append(Mission(match.end() - 1, first.start, last.end, [first.item]))
        return found

    def _officials_of(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """甲区审批局分管领导带领各科负责人一行七人赴…: officials of a region whom nobody names."""
        tokens = sentence.tokens
        found: list[Mission] = []
        for match in _NAMELESS_PARTY.finditer(sentence.skeleton) if "Y" in sentence.skeleton else ():
            first, last = match.start(1), match.end() - 1
            words = tokens[first + 1].item
            here = [m for m in known if m.start <= tokens[last].start and m.end >= tokens[first].start]
            told = any(m.named or any(p.name or p.place is not None for p in m.leaders) for m in here)
            if told or not _OFFICIALS.search(words):
                continue
            for mission in here:
                known.remove(mission)
            organ = ORGAN.match(words)
            start, end = tokens[first].start, tokens[last].end
            office = organ.group() if organ else ""
            found.append(Mission(last, start, end, [tokens[first].item], modifiers=office, party=True))
        return found

    def _of_own_organ_before(self, sentence: Sentence, mission: Mission) -> None:
        """县教育局考察组: the delegation is of the county that the text does not name."""
        organ = organ_before(self.text, sentence.start, mission.start)
        if organ is not None:
            mission.level, mission.modifiers = organ[0], organ[1] + mission.modifiers

    def _own_organs(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """市科协赴…, 区政协组织部分委员到…: an organ goes, and the region is the publisher's."""
        if "M" not in sentence.skeleton:
            return []
        tokens = sentence.tokens
        told = min((m.start for m in known), default=sentence.end)
        for at, token in enumerate(tokens[1:], 1):
            if token.start > told:
                return []
            if token.kind != "M" or not any(t.kind == "P" for t in tokens[at + 1 : at + 3]):
                continue
            organ = organ_that_goes(self.text, sentence, at)
            if organ is None or SERVES.match(self.text, token.end):
                return []
            strong = token.item in STRONG_MOVES or PURPOSE.search(sentence.skeleton[at : at + 8])
            if not strong:
                return []
            start, level, name = organ
            mission = Mission(at - 1, start, token.start, level=level, modifiers=name, party=True)
            for later in [m for m in known if not m.named and not m.places and tokens[m.at].item in _HEADS_IT]:
                known.remove(later)  # …学习交流,市总工会主席某某带队
                mission.leaders += later.leaders
            return [mission]
        return []

    def _that_region(self, sentence: Sentence, known: list[Mission]) -> list[Mission]:
        """该县主要领导率队奔赴…: the region of that level named last."""
        match = _THAT_REGION.search(self.text, sentence.start, sentence.end)
        if match is None or any(m.start <= match.start() <= m.end or m.leaders for m in known):
            return []
        at = next((n for n, t in enumerate(sentence.tokens) if t.end > match.start()), None)
        before = [m for m in self.story.analysis.places.mentions if m.end <= match.start()]
        for mention in reversed(before):
            regions = self.story.regions(mention)
            if at is not None and len(regions) == 1 and fits_level(regions[0], match.group(1)):
                return [Mission(at, match.start(), match.end(), [mention], party=True)]
        return []
