"""Which region receives where a region or an organ of it does, not a person: 甲市接待…, 甲市与…座谈, 我市迎来…."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.legs import LegReader
from tashan.reading.chinese.organs import ORGAN
from tashan.reading.chinese.roles import kind_of_title
from tashan.reading.chinese.telling import Mission
from tashan.reading.chinese.tokens import Sentence
from tashan.reading.chinese.trips import inside
from tashan.regions import Region

_RECEIVES: Final = frozenset("会见 亲切会见 接见 接待 宴请 迎接 会晤 迎来 欢迎".split())
_WARMLY: Final = re.compile(
    rf"(?:(?:{ORGAN.pattern})|[县市区省州旗]委、?[县市区省州旗]?(?:人民)?政府)?(?:热情|隆重|热烈|亲切|精心|圆满|顺利)*"
)
_DONE: Final = re.compile(r"了?[由以]?")
_SITS_DOWN: Final = re.compile(r"(?:^|[,;D.])([PZ])\.?(?:c|[HK.]{1,2}E,[cV])\.?$")
_TALKS: Final = re.compile(r"(?:一行\d*余?人?)?[^,。;]{0,6}(?:座谈|会谈|会晤|会面|交流|商谈|洽谈|见面|到来|前来|来访)")
_WITH_OFFICES: Final = re.compile(
    r"(?:[省市县区州]?(?:党政|党委|委|政府|人大|政协|四套班子|有关|相关|主要|部门|领导|负责人|负责同志|对口|单位|[、、和])*)?(?:进行|举行|开展|召开)?了?(?:座谈|会谈|会商|交流座谈|对接交流|交流)"
)
_WITH: Final = re.compile(r"(?:一行\d*余?人?)?[与同和]")
_COMES: Final = re.compile(r"(?:一行\d*余?人?)?[^,。;]{0,6}(?:来访|到访|来考察|到来)")
_CHAIRS: Final = re.compile(r"(?:主持|陪同|会见|参加|出席|介绍|致欢迎)")
_NEXT: Final = 2


class HostSideReader(LegReader):
    """Which region receives where a region or an organ of it does."""

    def _receiving_side(self, sentence: Sentence, mission: Mission) -> list[Region]:
        """The region that is itself said to receive the mission, to sit down with it or to welcome it."""
        tokens = sentence.tokens
        first = _first_token(sentence, mission)
        after = self.text[mission.end : mission.end + 16]
        verb = next((n for n in range(first - 1, max(-1, first - 4), -1) if tokens[n].kind in "RV"), None)
        if verb is not None and tokens[verb].item in _RECEIVES:
            subject = verb - 1 - (verb > 0 and tokens[verb - 1].kind == ".")
            near = _DONE.fullmatch(self.text, tokens[verb].end, tokens[first].start) is not None
            if subject >= 0 and near and _WARMLY.fullmatch(self.text, tokens[subject].end, tokens[verb].start):
                return self._region_at(sentence, subject)
        if not _TALKS.match(after) or _WITH.match(after):
            return self._talked_with(sentence, mission)
        beside = _SITS_DOWN.search(sentence.skeleton, 0, first)
        if beside is not None:
            return self._region_at(sentence, beside.start(1))
        return self._named_before_guests(mission)

    def _named_before_guests(self, mission: Mission) -> list[Region]:
        """甲市与乙市考察团座谈: of the two regions that seem to have sent the party, the first receives."""
        if len(mission.places) != _NEXT or mission.joint or mission.leaders:
            return []
        host, guest = mission.places
        if self.text[host.end : guest.start] not in ("与", "和", "同"):
            return []
        mission.places = [guest]
        return list(self.story.regions(host))

    def _talked_with(self, sentence: Sentence, mission: Mission) -> list[Region]:
        """乙市考察团与甲市座谈交流: those whom the guests sit down with receive them."""
        tokens = sentence.tokens
        at = next((n for n, t in enumerate(tokens) if t.start >= mission.end and t.kind in "cP,;"), len(tokens)) + 1
        if at >= len(tokens) or tokens[at - 1].item not in ("与", "同", "和") or tokens[at].kind != "P":
            return []
        near = not mission.leaders or mission.named or mission.party or tokens[at - 2].kind in "LY."
        return self._region_at(sentence, at) if near and _WITH_OFFICES.match(self.text, tokens[at].end) else []

    def _region_at(self, sentence: Sentence, at: int) -> list[Region]:
        token = sentence.tokens[at]
        if token.kind == "P":
            return list(self.story.regions(token.item))
        home = self.story.home_region(token.item[1:]) if token.kind == "Z" else None
        return [home] if home is not None else []

    def _who_chairs(self, sentence: Sentence, mission: Mission) -> list[Region]:
        """考察团一行来访。甲市副市长某某主持座谈会: whose official acts next receives those who came."""
        if not _COMES.match(self.text, mission.end, sentence.end):
            return []
        visitors = self._visitors(sentence, mission, None)
        for other in self.story.around(sentence.number, sentence.number + _NEXT):
            for token in other.tokens:
                if token.kind != "N" or token.start < mission.end or not _CHAIRS.match(self.text, token.end):
                    continue
                region = self.story.person_region(token.item)
                if (
                    region is not None
                    and kind_of_title(token.item.title) in ("party", "government", "congress", "department")
                    and not any(inside(region, v) for v in visitors)
                ):
                    return [region]
        return []


def _first_token(sentence: Sentence, mission: Mission) -> int:
    """The number of the first token that belongs to a mission, its leader's office and name included."""
    heads = {id(p) for p in mission.leaders}
    starts = [p.start for p in mission.places]
    starts += [t.start for t in sentence.tokens if t.kind == "N" and id(t.item) in heads and t.start <= mission.end]
    start = min([mission.start, *starts])
    return next((n for n, t in enumerate(sentence.tokens) if t.end > start), len(sentence.tokens))
