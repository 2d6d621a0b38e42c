"""
Decide which region a mention means.

Evidence, in this order: the chain it stands in, the enumeration it belongs to, the document's date, the home, places
named elsewhere in the document, the highest level that bears the name. Where these leave several, nothing is chosen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from tashan.regions.abbreviations import CODES
from tashan.regions.aliases import CORPS_NAME
from tashan.regions.ancestry import ancestors
from tashan.regions.clips import COMMON_FIRST, called_by
from tashan.regions.divisions import Division, by_code
from tashan.regions.gazetteer import Gazetteer, gazetteer
from tashan.regions.naming import region_at, unit_of
from tashan.regions.region import Region

if TYPE_CHECKING:
    from tashan.regions.places import PlaceMention

_LIST_GAPS: Final = frozenset(["、", "和", "与", "及", "以及", ",", "·", "-", "—", ", ", " and ", ", and "])
_LIST_LEVEL: Final = re.compile(r"(?:[两二三四五六七八九十]|\d{1,2})个?(县级市|地级市|省区市|省市|[县市区州省盟旗])")
_LISTED: Final = re.compile(r", (?:and )?| and ")
_IN_PROVINCE: Final = re.compile(r",? (?:a |the )?(?:[a-z' -]+ )?(?:in|of) (?:the )?(?:[\w' -]+ )?")
_LEVELS: Final = {"province": 0, "prefecture": 1, "county": 2, "zone": 3, "other": 4}
_LOCAL_TOO: Final = frozenset("台青吉贵甘云黑深")
"""Abbreviations of provinces that local papers use for their own place as well (来青: 青浦)."""
_NEVER_BY_LEVEL: Final = frozenset("朝阳 鼓楼 吉林市".split())


class Resolver:
    """Resolves the mentions of one document; answers are kept."""

    def __init__(
        self,
        text: str,
        mentions: tuple[PlaceMention, ...],
        organs: tuple[PlaceMention, ...],
        date: str | None,
        home: Region | None,
    ) -> None:
        self.text = text
        self.organs = organs
        self.mentions = mentions
        self.date = date
        self.year = int(date[:4]) if date else None
        self.told = None if date else _latest_year(text)
        self.home = unit_of(home) if home else None
        self._answers: dict[tuple[int, int], tuple[tuple[Region, ...], tuple[Region, ...], str | None]] = {}
        self._in_words: frozenset[str] = frozenset()
        self._corps: frozenset[str] | None = None
        self._sure: dict[str, int] | None = None
        self._times: Counter[str] | None = None
        self._past: list[Division] | None = None
        self._options: dict[tuple[int, int], list[Division]] = {}
        self._order = {(mention.start, mention.end): position for position, mention in enumerate(mentions)}

    def regions(self, mention: PlaceMention) -> tuple[Region, ...]:
        """Give the regions of a mention; none where it is unknown or left open."""
        return self._answer(mention)[0]

    def options(self, mention: PlaceMention) -> tuple[Region, ...]:
        """Give the regions between which nothing decides."""
        return self._answer(mention)[1]

    def problem(self, mention: PlaceMention) -> str | None:
        """Say why there is no region."""
        return self._answer(mention)[2]

    def _answer(self, mention: PlaceMention) -> tuple[tuple[Region, ...], tuple[Region, ...], str | None]:
        key = (mention.start, mention.end)
        answer = self._answers.get(key)
        if answer is None:
            answer = self._answers[key] = self._work_out(mention)
        return answer

    def _work_out(self, mention: PlaceMention) -> tuple[tuple[Region, ...], tuple[Region, ...], str | None]:
        if mention.form == "group":
            return self._group(mention)
        if mention.form == "abbreviation":
            return self._abbreviation(mention)
        if mention.form == "clip" and len(mention.surface) > 1:
            return self._pair(mention)
        units = self._clip(mention.surface) if mention.form == "clip" else self._narrow(mention)
        regions = self._named(units)
        if len(regions) == 1:
            return (_with_town(regions[0], mention),), (), None
        if not regions:
            return (), (), f"unknown place: {mention.surface}"
        return (), regions, "ambiguous: " + " or ".join(region.name for region in regions)

    def _named(self, units: Iterable[Division]) -> tuple[Region, ...]:
        regions = [region_at(unit, self._year_for(unit)) for unit in units]
        return tuple(dict.fromkeys(regions)) if len(regions) > 1 else tuple(regions)

    def _year_for(self, unit: Division) -> int | None:
        """The year whose names count for a division: the document's, else the last it tells of, if it existed then."""
        if self.told is not None and unit.start <= self.told and (unit.end is None or self.told <= unit.end):
            return self.told
        return self.year

    def _group(self, mention: PlaceMention) -> tuple[tuple[Region, ...], tuple[Region, ...], str | None]:
        from tashan.regions.clusters import members

        found = members(mention.surface, self.date)
        return found, (), None if found else f"members not known: {mention.surface}"

    def _by_code(self, code: str) -> Region:
        unit = by_code(code, self.year) if self.year else by_code(code)
        return region_at(unit or by_code(code), self.year)  # type: ignore[arg-type]

    # --- full and short names -------------------------------------------------------------------------------------

    def _candidates(self, mention: PlaceMention) -> list[Division]:
        """List what a name may stand for by its chain and the date alone; one division a code."""
        key = (mention.start, mention.end)
        known = self._options.get(key)
        if known is None:
            known = self._options[key] = self._list_candidates(mention)
        return known

    def _list_candidates(self, mention: PlaceMention) -> list[Division]:
        if not mention.candidates:
            return []
        english = mention.form == "english"
        year = self.year or self.told
        if not english:
            _, start, end = mention.candidates[-1]
            return _in_chain(tuple([index for index, _, _ in mention.candidates]), self.text[start:end], year)
        from tashan.regions.english import narrow_by_kind

        g = _names_of(mention)
        units = narrow_by_kind(self.text, mention.candidates[-1], _units_of(g, mention.candidates[-1][0]))
        for index, _, _ in mention.candidates[:-1]:
            units = _below(g, index, units)
        return _of_the_time(units, year)

    def _corps_named(self) -> frozenset[str]:
        """List the divisions of the corps that the text names together with their city."""
        if self._corps is None:
            found = set()
            for mention in (*self.mentions, *self.organs):
                units = self._candidates(mention) if mention.form == "full" else []
                if len(units) == 1 and units[0].level == "other" and units[0].name.endswith("市"):
                    found.add(units[0].name)
            self._corps = frozenset(found)
        return self._corps

    def _of_the_corps(self, units: list[Division]) -> list[Division]:
        """六师 is the body that the text calls 第六师五家渠市; 师市 is the only such body of the text, or the home."""
        if len(units) == 1:
            named = {name for name in self._corps_named() if name.startswith(units[0].name)}
            wanted = named if len(named) == 1 and units[0].name != CORPS_NAME else {units[0].name}
        else:
            wanted = {self.home.name} if self.home and self.home.level == "other" else set(self._corps_named())
        return [unit for unit in _corps_units() if unit.name in wanted]

    def _narrow(self, mention: PlaceMention) -> list[Division]:
        units = self._candidates(mention)
        if units and units[0].level == "other" and mention.form != "english":
            return self._of_the_corps(units)
        if len(units) < 2:
            return self._as_spelled(mention, units)
        units = self._by_list(mention, units)
        if len(units) > 1:
            units = self._by_earlier(units)
        if len(units) == 1:
            return units
        if mention.form == "english":
            return self._by_english(mention, units)
        by_level = _highest(units)
        name = by_level[0].short
        if len(by_level) == 1 and by_level[0].level != "county" and name not in _NEVER_BY_LEVEL:
            return by_level
        return self._by_company(units)

    def _as_spelled(self, mention: PlaceMention, units: list[Division]) -> list[Division]:
        """An undated text that writes 子长县 in full means the county of then where it writes 子长, not the city of today."""
        if self.date or mention.form != "short" or not units or not units[0].code:
            return units
        new = units[0]
        for old in self._of_old():
            if old.short == new.short and (new.code == old.code or new.code in old.successors):
                return [old]
        return units

    def _of_old(self) -> list[Division]:
        """List the divisions of the past that an undated text names in full."""
        if self._past is None:
            found = [
                units[0] for other in self.mentions
                if other.form == "full" and len(units := self._candidates(other)) == 1 and units[0].end is not None
                and other.surface.endswith(units[0].name)
            ]  # fmt: skip
            self._past = found
        return self._past

    def _by_english(self, mention: PlaceMention, units: list[Division]) -> list[Division]:
        """Take the highest level; names shared at one level need their province in the same phrase, or the home."""
        top = _highest(units)
        if len(top) == 1:
            return top
        if self.home:
            held = [u for u in top if u.code == self.home.code or u.code[:2] == self.home.code[:2]]
            if len(held) == 1:
                return held
        position = self._order.get((mention.start, mention.end), 0)
        near = []
        if position and self.text[self.mentions[position - 1].end : mention.start] in ("'s ", "’s ", " "):
            near.append(self.mentions[position - 1])
        if position + 1 < len(self.mentions):
            other = self.mentions[position + 1]
            if _IN_PROVINCE.fullmatch(self.text, mention.end, other.start):
                near.append(other)
        for other in near:
            codes = {unit.code for unit in self._candidates(other)}
            held = [unit for unit in top if not codes.isdisjoint(ancestors(unit))]
            if len(held) == 1:
                return held
        return self._beside(position, top)

    def _beside(self, position: int, units: list[Division]) -> list[Division]:
        """A city listed next to one of its province is the one of that province: Wuxi, Suzhou and Hangzhou."""
        for left, right in ((position - 1, position), (position, position + 1)):
            if left < 0 or right >= len(self.mentions):
                continue
            first, second = self.mentions[left], self.mentions[right]
            others = _highest(self._candidates(first if right == position else second))
            if len(others) != 1 or not _LISTED.fullmatch(self.text, first.end, second.start):
                continue
            held = [unit for unit in units if unit.code[:2] == others[0].code[:2]]
            if len(held) == 1:
                return held
        return units

    def _by_list(self, mention: PlaceMention, units: list[Division]) -> list[Division]:
        """Use the enumeration: the level named after it (四市) and the parent named before its first item."""
        before, after = self._list_of(mention)
        last = after[-1] if after else mention
        level = _LIST_LEVEL.match(self.text, last.end)
        if level and mention.form in ("short", "english"):
            fitting = [unit for unit in units if unit.name.endswith(level.group(1)[-1])]
            units = fitting or units
        top = _highest(units)
        if len(top) == 1 and top[0].level != "county" and top[0].short not in _NEVER_BY_LEVEL:
            return units
        for item in reversed(before):
            if len(item.candidates) > 1 or len(self._candidates(item)) == 1:
                others = self._candidates(item)
                for depth in (1, 2):
                    near = [u for u in units if any(_share(u, other, depth) for other in others)]
                    if near:
                        return near
        return units

    def _list_of(self, mention: PlaceMention) -> tuple[list[PlaceMention], list[PlaceMention]]:
        """Give the items before and after a mention in its enumeration."""
        position = self._order.get((mention.start, mention.end))
        mentions, text = self.mentions, self.text
        if position is None:
            return [], []
        first = position
        while first and text[mentions[first - 1].end : mentions[first].start] in _LIST_GAPS:
            first -= 1
        last = position
        while last + 1 < len(mentions) and text[mentions[last].end : mentions[last + 1].start] in _LIST_GAPS:
            last += 1
        return list(mentions[first:position]), list(mentions[position + 1 : last + 1])

    def _by_earlier(self, units: list[Division]) -> list[Division]:
        """A chain anywhere in the text that ends in one of the candidates decides (南京市鼓楼区 … 鼓楼区)."""
        sure = self._sure_codes()
        named = [unit for unit in units if unit.code and sure.get(unit.code, 0) >= _CHAIN]
        return named if len(named) == 1 else units

    def _sure_codes(self) -> dict[str, int]:
        """Count the divisions that the text names beyond doubt; those named by a chain weigh more."""
        if self._sure is None:
            counts: Counter[str] = Counter()
            singles: Counter[str] = Counter()
            for mention in (*self.mentions, *self.organs):
                if mention.form in ("group", "clip"):
                    continue
                if mention.form == "abbreviation":
                    if len(mention.surface) == 1:
                        if mention.surface not in _LOCAL_TOO:
                            singles.update(c for c in CODES.get(mention.surface, ()) if mention.surface != "宁")
                        continue
                    counts.update(c for char in mention.surface for c in CODES.get(char, ()) if char != "宁")
                    if "宁" in mention.surface and len(mention.surface) > 1:
                        codes = _ning_by_partners(mention.surface)
                        counts.update(codes)
                    continue
                units = self._candidates(mention)
                if len(units) > 1:
                    top = _highest(units)
                    if len(top) == 1 and top[0].level == "province":
                        units = top
                if len(units) == 1 and units[0].code:
                    counts[units[0].code] += _CHAIN if len(mention.candidates) > 1 else 1
                    for index, _, _ in mention.candidates[:-1]:
                        g = _names_of(mention)
                        counts.update(
                            {g.units[r].code for r in g.entries[index].units if g.units[r].code in ancestors(units[0])}
                        )
            self._in_words = frozenset(counts)
            self._sure = dict(counts + singles)
        return self._sure

    def _by_company(self, units: list[Division]) -> list[Division]:
        """Prefer the candidate whose prefecture, then province, is the home's or is named in the text."""
        scores = [self._company(unit) for unit in units]
        best = max(scores)
        if best == 0:
            return units
        return [unit for unit, score in zip(units, scores, strict=True) if score == best]

    def _company(self, unit: Division) -> int:
        sure = self._sure_codes()
        above = ancestors(unit)
        home = self.home
        if home and (home.code == unit.code or home.code in above):
            return 9
        score = 0
        for code in above:
            if code in sure:
                score = max(score, 6 if not code.endswith("0000") else 5)
        if home and unit.code[:4] == home.code[:4]:
            score = max(score, 8)
        elif home and unit.code[:2] == home.code[:2]:
            score = max(score, 4)
        if score == 0 and unit.code:
            same = [code for code in sure if code[:2] == unit.code[:2] and code != unit.code]
            if any(code[:4] == unit.code[:4] for code in same):
                score = 3
            elif same:
                score = 2
        return score

    # --- abbreviations and clips ----------------------------------------------------------------------------------

    def _abbreviation(self, mention: PlaceMention) -> tuple[tuple[Region, ...], tuple[Region, ...], str | None]:
        regions: list[Region] = []
        for char in mention.surface:
            if char not in CODES:
                continue
            codes = self._choose_code(char, mention)
            if len(codes) > 1:
                options = tuple(self._by_code(code) for code in codes)
                if len(mention.surface) == 1:
                    return (), options, "ambiguous: " + " or ".join(region.name for region in options)
                return (), options, f"ambiguous: {char} in {mention.surface}"
            regions.extend(self._by_code(code) for code in codes)
        return tuple(regions), (), None

    def _choose_code(self, char: str, mention: PlaceMention) -> tuple[str, ...]:
        codes = tuple(code for code in CODES[char] if by_code(code))
        home = self.home
        single = len(mention.surface) == 1
        if home and single and home.short.startswith(char) and home.level != "province":
            elsewhere = home.code[:2] not in {code[:2] for code in codes}
            if elsewhere or char in "苏宁":
                return (home.code,)
        if char == "宁":
            return self._choose_ning(mention)
        if single:
            return self._choose_local(char, mention, codes)
        return self._beside_city(char, mention) or codes

    def _beside_city(self, char: str, mention: PlaceMention) -> tuple[str, ...]:
        """Beside a city (深赣) a character is the city of that province that the text names, if it begins with it."""
        others = {code for other in mention.surface if other != char for code in CODES.get(other, ())}
        if not others or any(code.endswith("0000") for code in others):
            return ()
        provinces = {code[:2] for code in CODES[char]}
        named = {
            unit.code for unit in self._starting_with(char) if unit.level == "prefecture" and unit.code[:2] in provinces
        }
        return tuple(named) if len(named) == 1 else ()

    def _choose_local(self, char: str, mention: PlaceMention, codes: tuple[str, ...]) -> tuple[str, ...]:
        """
        Prefer the only place of the text that begins with the character where nothing speaks of the province.

        Characters that stand for their province nearly always (沪, 粤) give way only behind 来 and 莅, to the place
        that the paper is named after.
        """
        sure = self._sure_codes()
        if char in _LOCAL_TOO:
            if any(code[:2] == other[:2] for code in sure for other in codes):
                return codes
            named = self._starting_with(char)
        elif self.text[mention.start - 1 : mention.start] in ("来", "莅") and self._in_words.isdisjoint(codes):
            named = [unit for organ in self.organs for unit in self._candidates(organ) if unit.short.startswith(char)]
        else:
            return codes
        found = {unit.code for unit in named}
        return tuple(found) if len(found) == 1 else codes

    def _choose_ning(self, mention: PlaceMention) -> tuple[str, ...]:
        """宁 is 宁夏 or 南京 by what the text names; between neighbours of one of them it is that one."""
        partner = _ning_by_partners(mention.surface)
        if partner:
            return partner
        sure = self._sure_codes()
        if self.home and self.home.code[:2] == "64":
            return ("640000",)
        ningxia = any(code.startswith("64") for code in sure)
        nanjing = any(code.startswith("3201") for code in sure)
        if ningxia != nanjing:
            return ("640000",) if ningxia else ("320100",)
        named = self._starting_with("宁")
        if not ningxia and len(named) == 1 and len(mention.surface) == 1:
            return (named[0].code,)
        return ("640000", "320100")

    def _starting_with(self, char: str) -> list[Division]:
        """List the divisions that the text surely names and whose short name starts with a character."""
        found = {code: by_code(code, self.year) or by_code(code) for code in self._sure_codes()}
        return [unit for unit in found.values() if unit and unit.short.startswith(char)]

    def _called(self, char: str) -> list[Division]:
        """List the divisions that the text surely names and that go by their second character (大丰: 丰)."""
        found = [by_code(code, self.year) or by_code(code) for code in self._sure_codes()]
        return [unit for unit in found if unit and char in called_by(unit.short) and char not in COMMON_FIRST]

    def _pair(self, mention: PlaceMention) -> tuple[tuple[Region, ...], tuple[Region, ...], str | None]:
        """A pair of clipped names (萧康两地) is two places of the text; both must be clear."""
        found: list[Region] = []
        for char in mention.surface:
            regions = self._named(self._clip(char))
            if len(regions) != 1:
                return (), regions, f"ambiguous: {char} in {mention.surface}"
            found.extend(regions)
        return tuple(found), (), None

    def _clip(self, char: str) -> list[Division]:
        """A clipped name is the home, a place named in the text, or the only prefecture with a rare character."""
        home = self.home
        while home:
            if home.short.startswith(char) or (char in called_by(home.short) and char not in COMMON_FIRST):
                return [home]
            home = by_code(home.parent) if home.parent else None
        named = self._starting_with(char) or self._called(char)
        if named:
            top = _highest(named)
            return top if len(top) == 1 else self._named_most(named)
        return list(_prefectures_by_first(char))

    def _named_most(self, units: list[Division]) -> list[Division]:
        """The one that the text names again and again, against others that it names in passing."""
        if self._times is None:
            self._times = Counter(
                candidates[0].code
                for mention in self.mentions
                if mention.form in ("full", "short") and len(candidates := self._candidates(mention)) == 1
            )
        times = self._times
        ranked = sorted(units, key=lambda unit: -times[unit.code])
        most, next_most = times[ranked[0].code], times[ranked[1].code]
        return ranked[:1] if most >= _OFTEN * max(1, next_most) else units


@lru_cache(maxsize=20_000)
def _in_chain(chain: tuple[int, ...], name: str, year: int | None) -> list[Division]:
    """
    List what the last link of a chain of Chinese names may stand for in a year; one division a code.

    Texts name the same places again and again; nobody may change the list.

    Args:
        chain: positions in the gazetteer, the last one that of the name.
        name: the name as the text writes it.
        year: of the document; None where it is unknown.
    """
    g = gazetteer()
    units = _units_of(g, chain[-1])
    for index in chain[:-1]:
        units = _below(g, index, units)
    if year is None and name.endswith("县") and any(unit.name == name for unit in units):
        units = [unit for unit in units if unit.name != name + "区"]  # 沙县 is the county, not 沙县区
    return _of_the_time(units, year)


def _units_of(g: Gazetteer, index: int) -> list[Division]:
    return [g.units[row] for row in g.entries[index].units]


def _below(g: Gazetteer, upper: int, units: list[Division]) -> list[Division]:
    """Keep the units under what a name may stand for, where there are any."""
    codes = {g.units[row].code for row in g.entries[upper].units}
    return [unit for unit in units if not codes.isdisjoint(ancestors(unit))] or units


def _of_the_time(units: list[Division], year: int | None) -> list[Division]:
    """Keep what was in force in the year of the document (today where it is unknown), else what was nearest to it."""
    year = year or _NOW
    current = [u for u in units if u.start <= year + 1 and (u.end is None or year <= u.end + 1)]
    if not current:
        nearest = min((_years_apart(unit, year) for unit in units), default=0)
        current = [unit for unit in units if _years_apart(unit, year) == nearest]
    latest: dict[tuple[str, str], Division] = {}
    for unit in current:
        latest[(unit.code, unit.name if not unit.code else "")] = unit
    return _without_predecessors(list(latest.values()))


def _names_of(mention: PlaceMention) -> Gazetteer:
    """Give the gazetteer whose entries a mention's candidates point to."""
    if mention.form != "english":
        return gazetteer()
    from tashan.regions.english import english_gazetteer

    return english_gazetteer()


_OFTEN: Final = 4
"""How many times as often a text must name one of two places for a clipped name to be that one."""
_CHAIN: Final = 100
"""Weight of a name given with its parent against one given alone."""


def _ning_by_partners(run: str) -> tuple[str, ...]:
    partners = set(run)
    if partners & set("沪杭合苏常镇扬"):
        return ("320100",)
    return ("640000",) if partners & set("闽甘青陕蒙京粤川") else ()


@cache
def _corps_units() -> tuple[Division, ...]:
    return tuple(unit for unit in gazetteer().units if unit.level == "other")


@cache
def _prefectures_by_first(char: str) -> tuple[Division, ...]:
    g = gazetteer()
    return tuple(
        unit
        for unit in g.units
        if unit.end is None and unit.level == "prefecture" and unit.code and unit.short.startswith(char)
    )


_NOW: Final = 9999
"""Stands for the present where years are compared: what is in force has no last year."""


_YEAR: Final = re.compile(
    r"((?:19|20)(?<![到至\d]..)(?:(?<=19)[89]|(?<=20)[012])\d)(?:年(?![前末]|规划|远景)|[-./]\d{1,2}[-./]\d)"
)


def _latest_year(text: str) -> int | None:
    """Give the last year that an undated text tells of, so that divisions bear their names of then (武隆县 in 2014)."""
    return max((int(match.group(1)) for match in _YEAR.finditer(text)), default=None)


def _years_apart(unit: Division, year: int) -> int:
    """Count the years between a period and a year outside it."""
    if year < unit.start:
        return unit.start - year
    return 0 if unit.end is None or year <= unit.end else year - unit.end


def _highest(units: list[Division]) -> list[Division]:
    top = min((_LEVELS.get(unit.level, 9) for unit in units), default=None)
    return [unit for unit in units if _LEVELS.get(unit.level, 9) == top]


def _share(unit: Division, other: Division, depth: int) -> bool:
    """Tell whether two divisions lie under one parent: depth 1 the direct parent, 2 the province."""
    if depth == 1:
        return unit.parent is not None and unit.parent in (other.parent, other.code)
    return bool(unit.code) and unit.code[:2] == other.code[:2]


def _without_predecessors(units: list[Division]) -> list[Division]:
    """Of units that follow one another (沾益县, 沾益区) keep the latest."""
    if len(units) < 2:
        return units
    codes = {unit.code for unit in units}
    return [unit for unit in units if not (set(unit.successors) & (codes - {unit.code}))] or units


def _with_town(region: Region, mention: PlaceMention) -> Region:
    """Add the town that a mention names after its county."""
    if not mention.candidates or mention.candidates[-1][2] == mention.end or mention.form == "english":
        return region
    town = mention.surface[mention.candidates[-1][2] - mention.start :]
    return Region(None, region.name + town, "township") if town.endswith(("镇", "乡", "街道")) else region
