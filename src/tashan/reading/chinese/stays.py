"""What the guests do next: stops without a subject, what they see, the events that they hold themselves."""

from __future__ import annotations

import re
from typing import Final

from tashan.reading.chinese.legs import LegReader
from tashan.reading.chinese.missions import SPEECH
from tashan.reading.chinese.roles import is_head
from tashan.reading.chinese.telling import UNKNOWN, Destination
from tashan.reading.chinese.tokens import Sentence, Token
from tashan.reading.chinese.trips import Trip, inside, province_of
from tashan.regions.geometry import contains

_PROMOTES: Final = re.compile(r"(?:推介|招商|推广)[^,。;]{0,6}(?:会|活动)$")
_PARTY: Final = re.compile(r"代表团|考察团|一行")
_MET: Final = re.compile(
    r"[与和同](?=[\u4e00-\u9fff])[^,。;与]{2,20}?(?:官员|领导人?|负责人|主要领导|有关领导|政府领导)[^,。;]{0,6}(?:会面|会晤|会谈|座谈|见面)"
)
_OFFICIALS: Final = re.compile("官员|领导|负责人")  # of these one stands in every match, and most sentences have none
_CALLS: Final = re.compile(r"KN(?:[c.,]{0,2}N)*")
_WITH_HEADS: Final = re.compile(r"cN(?:[c,.]{0,2}N)*")
_TALKS: Final = re.compile(r"(?:进行|举行)?[^,。;]{0,4}(?:见面|会面|会晤|会谈|座谈)")
_GOES_ON_TO: Final = frozenset("到 来到 走进 深入 前去".split())
_ALSO: Final = re.compile(r"(?:还|又|再|随后|接着|之后|其后)[\u4e00-\u9fff]{0,3}$")
_STUDIES: Final = re.compile(r"[^,。;的]{0,6}(?:考察|学习|调研|访问|参访|交流)")
_SIGHTS: Final = re.compile(r"看了|察看|参观|走进|走访|考察")


class StayReader(LegReader):
    """What the guests of the trip being told do next."""

    def _waiting(self, sentence: Sentence, place: Destination, all_places: list[Destination]) -> bool:
        """A party named before without a destination gets it now (…一行。他们28日到丰…)."""
        if self.pending is None:
            return False
        mission, told = self.pending
        if sentence.number - told.number > 2 or (self.current is not None and self.current.last >= told.number):
            return False
        if SPEECH.search(self.text, sentence.start, place.start) or any(
            t.kind == "N" and acts(sentence, t) for t in sentence.tokens if t.end <= place.start
        ):
            return False
        own = mission.again(0, min(place.start, sentence.start), place.start)
        before = len(self.trips)
        self._leg(sentence, own, place, all_places)
        if len(self.trips) > before:
            self.trips[-1].spans.insert(0, (mission.start, mission.end))
            self.pending = None
            return True
        return False

    def _elliptical(self, sentence: Sentence, place: Destination) -> None:
        """一行先到…: a stop of the trip being told."""
        trip = self.current
        if trip is None or sentence.number - trip.last > 3 or place.verb in ("来", "K"):
            return
        before = self.text[sentence.start : place.start]
        if SPEECH.search(before) or any(
            t.kind == "N" and acts(sentence, t) for t in sentence.tokens if t.end <= place.start
        ):
            return
        if any(t.kind in "XB" for t in sentence.tokens if t.end <= place.start):
            return
        listed = len(place.regions) > 1 or self._further(place, before)
        if self._next_city(sentence, place, trip):
            place.regions, place.weak, listed = place.regions or place.weak, [], True
        for region in place.regions:
            if region is not UNKNOWN:
                trip.add_host(region, weak=not (listed or place.verb in ("赴", "前往", "抵达", "转赴")))
        for region in place.weak:
            trip.add_host(region, weak=True)
        trip.last = sentence.number
        trip.tours = True

    def _further(self, place: Destination, before: str) -> bool:
        """一行还到丙市学习考察: a further stop stands as the first does where its purpose is told."""
        return (
            place.verb in _GOES_ON_TO
            and _ALSO.search(before) is not None
            and _STUDIES.match(self.text, place.end) is not None
        )

    def _next_city(self, sentence: Sentence, place: Destination, trip: Trip) -> bool:
        """先后在甲市考察了…;在乙市考察了…: a second city of the province stands as the first does."""
        if place.verb != "在" or self.text[sentence.start - 1 : sentence.start] != ";":
            return False
        region = next(iter(place.regions or place.weak), None)
        return (
            region is not None and region.level == "prefecture"
            and any(h.level == "prefecture" and province_of(h) == province_of(region) for h in trip.hosts)
        )  # fmt: skip

    def _own_promotion(self, sentence: Sentence, trip: Trip) -> None:
        """先后赴甲、乙举行推介会, 代表团举行了甲·乙招商推介会: what the guests hold themselves is part of their trip."""
        if not trip.hosts and not trip.weak:
            return
        for at, token in enumerate(sentence.tokens):
            if token.kind != "U" and not (
                token.kind == "E" and _PROMOTES.search(self.text, token.start - 8, token.end)
            ):
                continue
            clause = max(self.text.rfind(mark, sentence.start, token.start) for mark in ",。;")
            clause = max(clause, sentence.start - 1) + 1
            before = [t for t in sentence.tokens[:at] if t.start >= clause]
            held = next((t for t in before if t.kind == "H"), None)
            if held is None or any(t.kind in "NV" for t in before):
                continue
            told_of = [r for t in before if t.kind == "P" and t.start > held.start for r in self.story.regions(t.item)]
            guests = any(t.kind == "G" and t.start < held.start for t in before)
            near = sentence.number <= trip.last + 1
            toured = near and told_of != [] and any(t.kind == "M" and t.start < held.start for t in before)
            followed = near and trip.attends and "随后" in self.text[clause : held.start]
            if guests or toured or followed:
                trip.tours = True
                self.story.promoted.append((sentence.start, sentence.end))

    def _officials_met(self, sentence: Sentence, trip: Trip) -> None:
        """代表团将与某省和某市的官员会面: those whose officials the guests meet receive them."""
        if not _OFFICIALS.search(self.text, sentence.start, sentence.end):
            return
        for match in _MET.finditer(self.text, sentence.start, sentence.end):
            for token in sentence.tokens:
                if token.kind != "P" or not match.start() < token.start < match.end():
                    continue
                for region in self.story.regions(token.item):
                    if any(inside(region, v) for v in trip.visitors):
                        continue
                    if any(inside(region, h) for h in (*trip.hosts, *trip.weak)):
                        trip.add_host(region)
                        trip.receivers.append(region)

    def _calls_on(self, sentence: Sentence, trip: Trip) -> None:
        """拜会台中市长甲、彰化县长乙: the regions of those whom the guests call on receive them."""
        for match in _CALLS.finditer(sentence.skeleton):
            if sentence.tokens[match.start()].item != "拜会":
                continue
            for token in sentence.tokens[match.start() + 1 : match.end()]:
                region = self.story.person_region(token.item) if token.kind == "N" else None
                if region is not None and any(contains(h, region) for h in (*trip.hosts, *trip.weak)):
                    trip.add_host(region)

    def _sits_down_with(self, sentence: Sentence, trip: Trip) -> None:
        """再与丙市市长甲、丁市市长乙见面: the regions whose heads the guests meet receive them."""
        for match in _WITH_HEADS.finditer(sentence.skeleton):
            last = sentence.tokens[match.end() - 1]
            if not _TALKS.match(self.text, last.end):
                continue
            for token in sentence.tokens[match.start() : match.end()]:
                region = (
                    self.story.person_region(token.item) if token.kind == "N" and is_head(token.item.title) else None
                )
                if region is not None and any(contains(h, region) for h in (*trip.hosts, *trip.weak)):
                    trip.add_host(region)

    def _stay(self, sentence: Sentence) -> None:
        trip = self.current
        if trip is None:
            return
        self._own_promotion(sentence, trip)
        self._officials_met(sentence, trip)
        if "KN" in sentence.skeleton:
            self._calls_on(sentence, trip)
        if "cN" in sentence.skeleton:
            self._sits_down_with(sentence, trip)
        for token in sentence.tokens if sentence.number <= trip.last + 1 else ():
            if token.kind == "K" and token.item not in (
                "座谈",
                "会谈",
                "对接",
                "洽谈",
                "交流",
                "开展",
                "会商",
                "座谈交流",
                "商谈",
            ):
                trip.tours = True
        if _PARTY.search(self.text[sentence.start : sentence.end]) and _SIGHTS.search(
            self.text[sentence.start : sentence.end]
        ):
            trip.tours = True
            trip.last = max(trip.last, sentence.number)


def acts(sentence: Sentence, token: Token) -> bool:
    """Whether a person is the subject of an act of its own, not one who only accompanies."""
    tail = "".join(t.kind for t in sentence.tokens if t.start >= token.end)[:2]
    return not tail.startswith(("R", "c", ".R"))
