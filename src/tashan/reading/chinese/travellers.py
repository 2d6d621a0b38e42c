"""Whose delegation it is: the places in its name, its leader's office, a heading, the publisher, the other party."""

from __future__ import annotations

import itertools
import re
from typing import Final

from tashan.reading.chinese.missions import FOREIGN
from tashan.reading.chinese.other_subjects import STRONG_MOVES
from tashan.reading.chinese.roles import is_head, kind_of_title
from tashan.reading.chinese.short_names import by_short_name
from tashan.reading.chinese.story import fits_level
from tashan.reading.chinese.telling import UNKNOWN, Destination, Mission, Telling, share
from tashan.reading.chinese.tokens import Sentence
from tashan.reading.chinese.trips import inside
from tashan.regions import PlaceMention, Region
from tashan.regions.geometry import contains, parent

_OWN_ORGAN: Final = re.compile(r"([市县区旗])(?:委|政府|人大|政协|直|[\u4e00-\u9fff]{1,6}[局委办])")
_NEAR: Final = 4
_OFFSHORE: Final = frozenset(("710000", "810000", "820000"))
_CHIEF: Final = re.compile(r"行政长官|特首|政务司|财政司|律政司|[务制]局局长$")


class TravellerReader(Telling):
    """Whose delegation it is: the places in its name, its leader's office, a heading, the publisher, the other party."""

    def _visitors(self, sentence: Sentence, mission: Mission, place: Destination | None) -> list[Region]:
        story = self.story
        if mission.places:
            found: list[Region] = []
            for mention in mission.places:
                found += [r for r in story.regions(mention) or self._not_host(mention, place) if r not in found]
            leader = story.person_region(mission.leaders[0]) if mission.leaders else None
            if (
                leader is not None
                and len(found) == 1
                and leader != found[0]
                and contains(found[0], leader)
                and kind_of_title(mission.leaders[0].title) == "department"
            ):
                return found
            return found
        if mission.own:
            home = story.home_region(mission.level)
            if home is not None or not mission.leaders:
                return [home] if home else []
        if self._led_from_headline(sentence) and self.current is not None:
            sent = self.current.visitors
            if any(story.person_region(p) in sent for p in mission.leaders[1:]):
                return list(sent)  # 甲县代表团来…: 乙州副州长某某, 甲县县委书记某某率领的代表团
        for person in mission.leaders:
            region = story.person_region(person)
            if region is None and person.place is not None:
                region = next(iter(self._not_host(person.place, place)), None)
            if region is not None and fits_level(region, mission.level):
                equals = self._equals(mission, region)
                mission.joint = mission.joint or len(equals) > 1
                return equals
            if region is not None:
                above: Region | None = region
                while above is not None and not fits_level(above, mission.level):
                    above = parent(above)
                if above is not None and place is not None and any(contains(above, h) for h in place.regions):
                    above = region  # the province's delegates who live in his city
                if above is not None:
                    return [above]
        level = (
            mission.level
            or ("自治区" if mission.modifiers.startswith("自治区") else None)
            or (mission.leaders[0].level if mission.leaders else None)
        )
        if self.heading is not None and level and fits_level(self.heading, level):
            return [self.heading]
        special = self._special_region(mission, place)
        if special is not None:
            return [special]
        hosts = [r for r in place.regions if r is not UNKNOWN] if place else []
        goes = place is not None and (place.verb in STRONG_MOVES or (place.purpose and place.verb == "到"))
        if place is not None and not hosts and mission.leaders and goes and len(place.weak) == 1:
            hosts = place.weak  # 前往某区某管委会考察
        level = mission.level or (mission.leaders[0].level if mission.leaders else None)
        if self.current is not None and (not level or fits_level(self.current.visitors[0], level)):
            stranger = bool(mission.leaders) and not share(mission.leaders, self.current.leaders)
            stranger = stranger and not self._led_from_headline(sentence)
            own = story.home_region(level) if stranger and level else None
            if not stranger or (mission.named and self.current.last >= sentence.number - 1 and own is None):
                return list(self.current.visitors)
        for person in mission.leaders:
            for trip in self.trips:
                if share([person], trip.leaders):
                    return list(trip.visitors)
        home = story.home_region(level)
        if home is not None and not any(inside(home, h) for h in hosts):
            return [home]
        for earlier, _ in reversed(self.orphans):
            if earlier.places and not mission.places:
                named = [r for p in earlier.places for r in story.regions(p)]
                if named and not any(inside(r, h) for r in named for h in hosts):
                    return named[:1]
        own = self._of_own_organ(sentence, mission)
        if own is not None and not any(inside(own, h) for h in hosts):
            return [own]
        welcome = self._welcomed_party(mission, level, hosts)
        if welcome is not None:
            return [welcome]
        publisher = story.publisher
        if (
            level
            and publisher is not None
            and fits_level(publisher, level)
            and not any(inside(publisher, h) for h in hosts)
        ):
            return [publisher]
        return self._counterpart(mission, hosts)

    def _of_own_organ(self, sentence: Sentence, mission: Mission) -> Region | None:
        """区政协…调研组: the district that the text calls by its short name only (助推甲营商环境建设)."""
        if not mission.named or mission.leaders:
            return None
        start = max(self.text.rfind(mark, sentence.start, mission.start) for mark in ",。;") + 1
        organ = _OWN_ORGAN.match(self.text, max(start, sentence.start), mission.end)
        found = by_short_name(self.story, organ.group(1)) if organ is not None else None
        return found.region if found is not None else None

    def _welcomed_party(self, mission: Mission, level: str | None, hosts: list[Region]) -> Region | None:
        """Whose the county's delegation is, the host's welcome tells later (乙对丙县党政考察团的到来表示欢迎)."""
        if not mission.leaders or not level:
            return None
        options: set[Region] = set()
        for sentence in self.story.sentences:
            for token in sentence.tokens if "V" in sentence.skeleton and "G" in sentence.skeleton else ():
                if token.kind == "G" and self.text[token.start - 1] == "对" and len(token.item.places) == 1:
                    options |= set(self.story.regions(token.item.places[0]))
        fitting = {r for r in options if fits_level(r, level) and not any(inside(r, h) for h in hosts)}
        return fitting.pop() if len(fitting) == 1 else None

    def _led_from_headline(self, sentence: Sentence) -> bool:
        """Whether the trip being told has its leader still to come: a headline sent the delegation, undated."""
        trip = self.current
        return (
            trip is not None
            and not trip.leaders
            and not trip.when.stated
            and trip.sentence == self.story.sentences[0].number
            and sentence.number - trip.last <= _NEAR
        )

    def _equals(self, mission: Mission, first: Region) -> list[Region]:
        """The heads of several regions of one level who go together (甲市长某某、乙县长某某前往…)."""
        found = [first]
        heads = all(p.place is not None and kind_of_title(p.title) == "government" for p in mission.leaders[1:])
        if mission.named or not heads or not is_head(mission.leaders[0].title):
            return found
        for person in mission.leaders[1:]:
            region = self.story.person_region(person)
            if region is not None and region.level == first.level and not any(inside(region, r) for r in found):
                found.append(region)
        return found

    def _not_host(self, mention: PlaceMention, place: Destination | None) -> list[Region]:
        """Of the regions that an ambiguous name may be, the one that does not receive (师市 on the way to another)."""
        hosts = place.regions if place is not None else []
        options = [r for r in self.story.analysis.places.options(mention) if not any(inside(r, h) for h in hosts)]
        return options if len(options) == 1 else []

    def _special_region(self, mission: Mission, place: Destination | None = None) -> Region | None:
        """特区政府, 行政长官 without a place: whichever of Hong Kong and Macao the document is about."""
        title = mission.leaders[0].title if mission.leaders else ""
        if not (mission.modifiers.startswith("特区") or title.startswith("特区") or _CHIEF.search(title)):
            return None
        counts = {
            name: self.text.count(name[:2]) * 2 + self.text.count(sign)
            for name, sign in (("香港特别行政区", "港"), ("澳门特别行政区", "澳"))
        }
        hosts = {h.name for h in place.regions} if place is not None else set()
        if len(hosts & counts.keys()) == 1:  # 行政长官率团访问澳门: the other one's
            return next(self._named_special(name) for name in counts if name not in hosts)
        best = max(counts, key=lambda n: counts[n])
        if not counts[best] or len(set(counts.values())) == 1:
            return None
        return self._named_special(best)

    @staticmethod
    def _named_special(name: str) -> Region:
        return Region("810000" if name.startswith("香港") else "820000", name, "province")

    def _counterpart(self, mission: Mission, hosts: list[Region]) -> list[Region]:
        """A document about two parties: the one that is not the host travels."""
        if not hosts or self.from_abroad or (not mission.leaders and not mission.named):
            return []
        if mission.leaders and mission.leaders[0].title and FOREIGN.search(mission.leaders[0].title):
            return []
        for both in self.pairs:  # 成德同城化: beside the host stands the other side
            if any(r in hosts for r in both):
                other = next((r for r in both if r not in hosts), None)
                if other is not None and fits_level(other, mission.level):
                    return [other]
        if self.two_provinces:
            provinces = {
                r for r in self.story.weights
                if r.level == "province" and r.code not in _OFFSHORE and not any(inside(r, h) for h in hosts)
            }  # fmt: skip
            if len(provinces) == 1:
                return [provinces.pop()]
        if mission.named and not mission.leaders and mission.level is None and len(self.gone_to) > 1:
            return []  # 考察团抵达甲市…6日前往乙市: neither has sent it
        relative = bool(mission.leaders and mission.leaders[0].level and mission.leaders[0].place is None)
        pairs = [
            r for r in self.named
            if (self.story.weights[r] > 1 or relative) and not any(inside(r, h) for h in hosts)
        ]  # fmt: skip
        level = mission.level or (mission.leaders[0].level if mission.leaders else None)
        names = {
            r for r in pairs if fits_level(r, level) and not (mission.own and level == "县" and r.name[-1] == "市")
        }
        often = {r for r in names if self.story.weights[r] > 1}
        for options in (names, often):  # one named in passing does not stand against one named again and again
            tops = {r for r in options if not any(o != r and contains(o, r) for o in options)}
            if len(tops) == 1:
                return [tops.pop()]
        return []

    def _other_side(self, visitor: Region) -> Region | None:
        """The publisher's region, or the one other region of the visitor's level that the text is about."""
        publisher = self.story.publisher
        if publisher is not None and not inside(publisher, visitor):
            return publisher
        paired = self._paired(visitor)
        if paired is not None:
            return paired
        others = [
            r for r, n in self.story.weights.items() if n > 1 and r.level == visitor.level and not inside(r, visitor)
        ]
        return others[0] if len(others) == 1 else None

    def _paired(self, visitor: Region) -> Region | None:
        """The region that stands beside the visitor in “A与B”, if it is always the same one."""
        mentions = self.story.analysis.places.mentions
        found: set[Region] = set()
        for left, right in itertools.pairwise(mentions):
            if self.text[left.end : right.start] in ("与", "和", "·", "—", "——", "同", "、"):
                pair = (*self.story.regions(left), *self.story.regions(right))
                if len(pair) == 2 and any(r.name == visitor.name for r in pair):
                    found |= {r for r in pair if r.level == visitor.level and not inside(r, visitor)}
        return found.pop() if len(found) == 1 else None

    def _head(self, sentence: Sentence) -> None:
        """A line or item that begins with a place (北京: …, 【北京】) says whose 市委书记 the next sentences mean."""
        first = None
        for token in sentence.tokens:
            if token.start - sentence.start > 4:
                return
            if token.kind in "PGNM":
                first = token
                break
        if first is None or first.kind != "P":
            return
        after = self.text[first.end : first.end + 2]
        alone = not self.text[first.end : sentence.end].strip("】]:。—-|)▍■●▲◆ 、的")
        if alone or after[:1] in (":", "】", "|") or after == "——":
            found = self.story.regions(first.item)
            if len(found) == 1:
                self.heading = found[0]
