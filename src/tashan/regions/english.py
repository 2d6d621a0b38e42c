"""
Places in English text: conventional names and pinyin, with or without their kind (Jiangsu Province, Haidong).

Provinces and prefectures are read wherever they stand as a word of their own. Counties need their kind, a parent
(Jiangyin, Wuxi) or a preposition before a name of two syllables. Suzhou, Taizhou and the like stay open until the
parent or the other places of the text decide.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from tashan.regions.aliases import CORPS_NAME, english_groups, english_names
from tashan.regions.ancestry import ancestors, under
from tashan.regions.divisions import Division, aliases
from tashan.regions.gazetteer import FREE, GROUP, GUARDED, Entry, Gazetteer, gazetteer

_KIND: Final = re.compile(
    r"(?:(?: (?:Uygur|Uyghur|Zhuang|Hui|Mongol|Mongolian|Tibetan|Yi|Miao|Dong|Tujia|Korean|Qiang|Buyei|Bai|Dai|Hani|Lisu|"
    r"Jingpo|Kazakh|Kirgiz|Li|She|Yao|and)){0,4})"
    r" (Province|province|Municipality|municipality|City|city|County|county|District|district|Prefecture|prefecture|"
    r"Autonomous Region|autonomous region|Autonomous Prefecture|Autonomous County|Banner|League|New Area|New District|"
    r"Special Administrative Region|SAR)\b"
)
_ENDINGS: Final = {
    "province": "省",
    "municipality": "市",
    "city": "市",
    "county": "县",
    "district": "区",
    "prefecture": "州",
    "autonomous region": "区",
    "autonomous prefecture": "州",
    "autonomous county": "县",
    "banner": "旗",
    "league": "盟",
    "new area": "区",
    "new district": "区",
    "special administrative region": "区",
    "sar": "区",
}
_ORGAN: Final = re.compile(
    r"(?:'s)?(?: [A-Z][\w&.-]*){0,3}? (?:University|College|Institute|Road|Street|Avenue|Hotel|Airport|Bank|Daily|Evening News|"
    r"Television|TV|Group|Co\.|Co\b(?!-)|Corp\b|Corporation|Ltd|Inc\b|Company|Airlines|Hospital|School|Stock Exchange|"
    r"Cooperation Organi[sz]ation|Beer|Brewery)\b| (?:time|Time|hotpot|opera|Opera|cuisine|Consensus)\b"
)
_PREPOSITION: Final = re.compile(r"(?:\b(?:of|in|to|from|at|near|visited|visiting|toured|and|for|with|between)|,|\() $")
_NOT_WORDS: Final = frozenset(
    "Ali Anda Dali He Long Dan Pan Lang Lan Man Ping Ning Tong Wan Yuan Mei Lai Hongkong Changing Bao Shan Fang Song "
    "Beichuan East West North South Dongfang Minle Home Linden Heping Union Central Xincheng Hai Hua Zhao".split()
) - {"Dali", "Beichuan"}
_SURNAMES: Final = frozenset(
    "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo Liang Song Zheng Xie Han Tang Feng Yu "
    "Dong Xiao Cheng Cao Yuan Deng Fu Shen Zeng Peng Lu Su Jiang Cai Jia Ding Wei Xue Ye Yan Pan Du Dai Xia Zhong Tian Ren Fan "
    "Fang Shi Yao Tan Liao Zou Xiong Jin Hao Kong Bai Cui Kang Mao Qiu Qin Gu Hou Shao Meng Wan Duan Lei Qian Yin Chang Mr Ms Mrs".split()
)


@cache
def english_gazetteer() -> Gazetteer:
    """Build the English names and their automaton; built on the first English text."""
    units = gazetteer().units
    names: dict[str, list[int]] = {}
    for row, unit in enumerate(units):
        for name in _names(unit):
            names.setdefault(name, []).append(row)
    for row, unit in enumerate(units):
        for name in _corps_names(unit):
            names.setdefault(name, []).append(row)
    others = {name: code for name, code, language in aliases() if language == "en" and not _KIND.search(name)}
    for name, code in (others | english_names()).items():
        names[name] = [row for row, unit in enumerate(units) if unit.code == code]
    entries = []
    for text, rows in names.items():
        high = [row for row in rows if units[row].level in ("province", "prefecture", "zone", "other")]
        entries.append(Entry(text, FREE if high or text in english_names() else GUARDED, "english", tuple(rows)))
    entries.extend(Entry(text, GROUP, "group", ()) for text in english_groups())
    automaton = AhoCorasick([entry.text for entry in entries], matchkind=MatchKind.LeftmostLongest)
    kinds = bytes(entry.kind for entry in entries)
    return Gazetteer(
        units, tuple(entries), kinds, bytes(len(entries)), automaton, {entry.text: i for i, entry in enumerate(entries)}
    )


def _names(unit: Division) -> list[str]:
    """List the English spellings of a division's short name, with capitals for datelines."""
    spellings = [unit.english]
    if unit.level != "province" and unit.pinyin:
        spellings.append(unit.pinyin.title())
        if unit.level == "county" and unit.short == unit.name and len(unit.name) == 2:
            spellings.append(unit.pinyin[: -len("xian")].title() if unit.pinyin.endswith("xian") else unit.english)
    found = [name for name in dict.fromkeys(spellings) if len(name) > 2 and name not in _NOT_WORDS]
    if unit.level in ("province", "prefecture"):
        found += [name.upper() for name in found]
    plain = [name.replace("'", "").replace("ü", "u").replace("Ü", "U") for name in found]
    curly = [name.replace("'", "’") for name in found if "'" in name]
    return list(dict.fromkeys([*found, *plain, *curly]))


_GOES_ON: Final = re.compile(r"(?:, [A-Z][\w']+)*,? and [A-Z]")
_ORDINALS: Final = (
    "First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth".split()
)
_NUMERALS: Final = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四".split()


def _corps_names(unit: Division) -> list[str]:
    """List how English texts write a division of the Xinjiang corps, alone or with the city it forms one body with."""
    rest = unit.name.removeprefix(CORPS_NAME)
    if unit.level != "other" or not rest.startswith("第"):
        return []
    number, _, city = rest[1:].partition("师")
    at = _NUMERALS.index(number) + 1
    ending = {1: "st", 2: "nd", 3: "rd"}.get(at, "th")
    corps = ("Xinjiang Production and Construction Corps", "XPCC")
    heads = [
        f"{ordinal} {word}" for ordinal in (_ORDINALS[at - 1], f"{at}{ending}") for word in ("Division", "division")
    ]
    alone = [f"{head} of the {name}" for head in heads for name in corps] + [f"XPCC {head}" for head in heads]
    if not city:
        return alone + [f"XPCC's {head}" for head in heads]
    english = next((other.english for other in gazetteer().units if other.name == city and other.code[:2] == "65"), "")
    joints = (" and the city of {}", " and {} city", " and {} City", " and {}", " ({})", ", {}", "-{}")
    return [name + joint.format(english) for name in alone for joint in joints] if english else []


def scan_english(text: str) -> tuple[list[tuple[list[tuple[int, int, int]], int, str]], list[tuple[int, int]]]:
    """
    Find the names in English text.

    Returns:
        For each mention its links from the widest to the narrowest, its end and its form, in order; and the spans of
        organisations that are only named after a place.
    """
    g = english_gazetteer()
    chains: list[tuple[list[tuple[int, int, int]], int, str]] = []
    organs: list[tuple[int, int]] = []
    for index, start, end in g.automaton.find_matches_as_indexes(text):
        if not _is_word(text, start, end) or (chains and start < chains[-1][1]):
            continue
        if g.kinds[index] == GROUP:
            chains.append(([(index, start, end)], end, "group"))
            continue
        organ = _ORGAN.match(text, end)
        if organ:
            organs.append((start, organ.end()))
            continue
        link, stop = _with_kind(g, text, index, start, end)
        if _behind_surname(text, start) or (end - start < 4 and g.kinds[index] == GUARDED and stop == end):
            continue
        if chains and text[chains[-1][1] : start] in (", ", ",") and chains[-1][2] == "english":
            above = chains[-1][0][0]
            if under(g, above[0], index) and not _side_by_side(g, text, above[0], index, stop):
                chains[-1] = ([link, *chains[-1][0]], stop, "english")
                continue
        if g.kinds[index] == GUARDED and stop == end and not _county_fits(g, text, index, start, end):
            continue
        chains.append(([link], stop, "english"))
    return chains, organs


def _side_by_side(g: Gazetteer, text: str, first: int, second: int, end: int) -> bool:
    """
    Tell whether two names with a comma are two cities of a list: Wuxi, Suzhou and Hangzhou; Quzhou, Jinhua.

    Both are cities of today, and the first lay under the second in the past only, or the list goes on.
    """
    cities = [{u.code for u in _current(g, index) if u.level == "prefecture"} for index in (first, second)]
    if not all(cities):
        return False
    if not any(not cities[1].isdisjoint(ancestors(unit)) for unit in _current(g, first)):
        return True
    return _GOES_ON.match(text, end) is not None


def _current(g: Gazetteer, index: int) -> list[Division]:
    return [unit for row in g.entries[index].units if (unit := g.units[row]).end is None]


def _with_kind(g: Gazetteer, text: str, index: int, start: int, end: int) -> tuple[tuple[int, int, int], int]:
    """Take in the kind that follows a name (Province, City) where a division of that name is of that kind."""
    kind = _KIND.match(text, end)
    if kind is None or not _of_kind([g.units[row] for row in g.entries[index].units], kind.group(1)):
        return (index, start, end), end
    return (index, start, kind.end()), kind.end()


def _of_kind(units: list[Division], kind: str) -> list[Division]:
    """Keep the divisions whose Chinese ending fits an English kind."""
    word = kind.lower()
    if word == "prefecture":
        return [unit for unit in units if unit.level == "prefecture"]
    return [unit for unit in units if unit.name.endswith(_ENDINGS[word])]


def narrow_by_kind(text: str, link: tuple[int, int, int], units: list[Division]) -> list[Division]:
    """Keep the divisions whose Chinese ending fits the kind that the text gives; bare names keep the higher levels."""
    name_end = link[1] + len(english_gazetteer().entries[link[0]].text)
    kind = _KIND.match(text, name_end)
    if kind is None:
        before = text[max(0, link[1] - 12) : link[1]].lower()
        if before.endswith(("the city of ", "city of ")):
            return [unit for unit in units if unit.name.endswith("市")] or units
        return units
    return _of_kind(units, kind.group(1)) or units


def _is_word(text: str, start: int, end: int) -> bool:
    if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
        return False
    return end >= len(text) or not (text[end].isalnum() or text[end] == "_")


def _behind_surname(text: str, start: int) -> bool:
    """Tell whether the word before is a surname or form of address, so that the name is a person's (Chen Anyang)."""
    if start < 2 or text[start - 1] != " ":
        return False
    word = text[max(0, start - 12) : start - 1].rsplit(None, 1)
    return bool(word) and word[-1].rsplit("(", 1)[-1] in _SURNAMES


def _county_fits(g: Gazetteer, text: str, index: int, start: int, end: int) -> bool:
    """A bare county name counts with a parent behind it, or as a county-level city behind a preposition."""
    after = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)?)").match(text, end)
    if after:
        for name in (after.group(1), after.group(1).split(" ")[0]):
            position = g.index.get(name)
            if position is not None and under(g, index, position):
                return True
    name = g.entries[index].text
    is_city = any(g.units[row].name.endswith("市") and g.units[row].end is None for row in g.entries[index].units)
    return is_city and len(name) >= 6 and _PREPOSITION.search(text, max(0, start - 12), start) is not None
