"""
One-character names of regions (沪, 粤, 甬) in the frames that make them names: 访粤, 在黔投资, 京津冀, 沪黔两地.

A single character is read only behind a verb of travel or before 期间, 企, 籍 …; a run of two or more is read where
at least one character is hardly ever used otherwise. Clips of longer names (来潍, 在锦) are found here too; which place
they mean is decided in `resolve` from the home and the places named in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from tashan.regions.gazetteer import gazetteer

CODES: Final[dict[str, tuple[str, ...]]] = {
    char: tuple(codes.split())
    for char, codes in {
        "京": "110000",
        "津": "120000",
        "冀": "130000",
        "晋": "140000",
        "蒙": "150000",
        "辽": "210000",
        "沈": "210100",
        "吉": "220000",
        "黑": "230000",
        "龙": "230000",
        "哈": "230100",
        "沪": "310000",
        "申": "310000",
        "苏": "320000",
        "浙": "330000",
        "杭": "330100",
        "甬": "330200",
        "皖": "340000",
        "闽": "350000",
        "榕": "350100",
        "厦": "350200",
        "赣": "360000",
        "鲁": "370000",
        "豫": "410000",
        "鄂": "420000",
        "汉": "420100",
        "湘": "430000",
        "粤": "440000",
        "穗": "440100",
        "深": "440300",
        "桂": "450000",
        "邕": "450100",
        "琼": "460000",
        "渝": "500000",
        "川": "510000",
        "蜀": "510000",
        "蓉": "510100",
        "黔": "520000",
        "贵": "520000",
        "筑": "520100",
        "滇": "530000",
        "云": "530000",
        "藏": "540000",
        "陕": "610000",
        "秦": "610000",
        "甘": "620000",
        "陇": "620000",
        "青": "630000",
        "宁": "640000 320100",
        "新": "650000",
        "疆": "650000",
        "台": "710000",
        "港": "810000",
        "澳": "820000",
    }.items()
}
"""What each character may stand for; 宁 is 宁夏 or 南京, never 宁波 (甬)."""

_STRONG: Final = "京津冀晋蒙辽沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝蜀黔滇藏陕甬杭穗榕蓉陇邕"
_MEDIUM: Final = "川秦疆港澳吉黑贵青宁甘台深厦哈龙沈云"
_IN_RUNS: Final = _STRONG + _MEDIUM
_SINGLE: Final = _STRONG + "川疆港澳贵青宁甘台深厦秦云吉黑筑"
_VERBS: Final = "访在来赴抵入驻援莅离返进到旅留往"
_SAFE_SINGLE: Final = frozenset("津冀皖闽赣鲁豫鄂湘粤琼渝黔滇沪浙蒙晋桂邕疆甬榕")
_MEDIUM_RUNS: Final = frozenset(
    "港澳 港澳台 台港澳 港台 深港 深港澳 黑吉 吉黑 甘宁 宁甘 甘青 甘青宁 川贵 川青 青川 川甘 甘川 川宁 深哈 云贵 云贵川 "
    "川云贵 川贵云 贵川 厦台 台厦 深厦 深贵 贵深 宁青 青宁 港深".split()
)
_CALLED_RUNS: Final = frozenset(
    "吉黑 云川 云青 青云 云台 台云 云深 深云 龙云 云龙 龙川 川龙 龙港 青龙 龙青 黑龙".split()
)

_FRAME: Final = re.compile(
    f"[{_VERBS}{_IN_RUNS}](?:[{_IN_RUNS}筑][{_IN_RUNS}]*|(?<=[{_STRONG}])(?:期间|企|籍|府|方)|(?<=[港澳台])[企方籍]|(?<=[港澳])府)"
)
"""All begin with one set of characters, for which the engine can search fast."""
_AFTER_SINGLE: Final = re.compile(
    r"期间|考察|调研|学习|访问|参访|参展|取经|就|投资|招商|参观|出席|参加|企业|企|商|籍|务工|工作|开展|举行|举办|召开|洽谈|对接|推介|签约|挂职|就业|"
    r"创业|进行|党政|高校|干部|协助|捐|交流|指导|慰问|看望|走访|督导|检查|视察|落户|建设|设立|拜访|回访|开会|会谈|会见|代表团|办事处|办|\d|[,。、;:)”\s]|$"
)
_NOT_AFTER: Final = re.compile(
    r"[一-鿿]{1,2}[乡镇村寨屯]|剧|菜|酒|路|街|腔|绣|语|式|江|河|山|湖|水|海|桥|味|味|白|红|高铁|铁路|高速|大运河|运河|线|城际|客专|公路|通道|高原|镇|村|乡|柳|"
    r"商银行|商行|沈战役|东|西|南|北|州|沪高铁|杭大运河|广高铁|港大桥|珠澳大桥|麻|绿|色|字|报|医|族|古|代|末|初|朝|国|楚"
)
_OVERSEAS: Final = re.compile(r"台?侨|委员(?!会)")  # 港澳台侨和外事委员会, 港澳委员 are no places
_RUN_END: Final = re.compile(
    r"(?:台|台侨)?(?:事务)?办(?![学展会好企])|事务|高铁|铁路|高速|大运河|运河|线|城际铁|城际高|客专|公路|高原|镇|村|深300|大桥|古道|铁|剧|菜|盆地|战役|边区"
)


def find_abbreviations(text: str) -> list[tuple[int, int]]:
    """Give the spans of one-character names and runs of them that stand in a frame, in order."""
    found: list[tuple[int, int]] = []
    for match in _FRAME.finditer(text):
        start, end = match.span()
        first = text[start]
        if text[end - 1] not in CODES:
            end = start + 1
            if text[start] == "台" and "台湾" not in text and "台中" not in text and "台北" not in text:
                continue
            found.append((start, end))
            continue
        if first in _VERBS and first not in CODES:
            start += 1
        span = _accept(text, start, end)
        if span:
            found.append(span)
            found.extend(_listed(text, span[1]))
    return found


_FURTHER: Final = re.compile(
    f"(?:、[{_STRONG}{_MEDIUM}])+(?=[两三四五六七八][省市地区]|等|[,。;]|考察|学习|调研|招商|访问|参观|取经|对接|开展|交流|$)"
)


def _listed(text: str, end: int) -> list[tuple[int, int]]:
    """Give the further names of a list of single characters (赴湘、鄂、赣三省)."""
    match = _FURTHER.match(text, end) if text[end : end + 1] == "、" else None
    return [(at + 1, at + 2) for at in range(match.start(), match.end(), 2)] if match else []


def _accept(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Decide whether the characters from start to end are names here; a run may lose a last character to a word."""
    run = text[start:end]
    if len(run) > 1:
        return _accept_run(text, start, run)
    if run not in _SINGLE or text[start - 1 : start] not in _VERBS:
        return None
    if _AFTER_SINGLE.match(text, end):
        return start, end
    if run in _SAFE_SINGLE and not _NOT_AFTER.match(text, end):
        return start, end
    return None


def _accept_run(text: str, start: int, run: str) -> tuple[int, int] | None:
    while "云" in run and not set(run) & set("贵川滇渝"):
        if run[0] == "云":
            run, start = run[1:], start + 1
        elif run[-1] == "云":
            run = run[:-1]
        else:
            return None
    if run.endswith("苏") and text.startswith("区", start + len(run)):
        run = run[:-1]
    end = start + len(run)
    if len(run) < 2:
        return None
    if (
        len(set(run)) < len(run)
        or run in _CALLED_RUNS
        or _RUN_END.match(text, end)
        or (run[-1] in "港澳台" and _OVERSEAS.match(text, end))
    ):
        return None
    strong = sum(char in _STRONG for char in run)
    if strong == 0 and run not in _MEDIUM_RUNS:
        return None
    if len(run) == 2 and strong == 1 and _two_only(text, start, run):
        return None
    return start, end


def _two_only(text: str, start: int, run: str) -> bool:
    """Tell whether a pair of a strong and a common character is more likely part of other words here."""
    common = run[0] if run[0] in _MEDIUM else run[1]
    if common in "川港澳宁甘贵疆":
        return False
    after = text[start + 2 : start + 4]
    before = text[start - 1 : start]
    return not (after[:1] in "两合协产对东扶劳山结双省经交会携联,、。”;" or before in ",、。“;《(届" or start == 0)


_NEVER_CLIPS: Final = frozenset("华此会校园院厂所临源新大中上下前后一二三四五六七八九十公民北南东西市城")


# Cities that call themselves by another character than the first of their name: 来岩 (龙岩), 来浔 (九江).
CALLED_OTHERWISE: Final = {
    "龙岩": "岩", "三明": "明", "太原": "并", "湘潭": "潭", "开封": "汴", "九江": "浔", "南昌": "洪", "嘉兴": "禾",
}  # fmt: skip


@cache
def _short_names() -> frozenset[str]:
    """Give the short names of prefectures and counties in force."""
    return frozenset(
        unit.short
        for unit in gazetteer().units
        if unit.end is None and unit.level in ("prefecture", "county") and len(unit.short) > 1
    )


@cache
def clip_firsts() -> frozenset[str]:
    """Give the characters that short names of prefectures and counties begin with and that no usual word begins with."""
    return frozenset(short[0] for short in _short_names()) - _NEVER_CLIPS


@cache
def lone_firsts() -> frozenset[str]:
    """Give the characters that the short name of just one prefecture in force begins with (枣: 枣庄)."""
    counts = Counter(
        unit.short[0] for unit in gazetteer().units
        if unit.end is None and unit.level == "prefecture" and unit.code and len(unit.short) > 1
    )  # fmt: skip
    return (
        frozenset(char for char, count in counts.items() if count == 1)
        - _NEVER_CLIPS
        - frozenset("开合")
        - frozenset(CODES)
    )


@cache
def clip_pattern() -> re.Pattern[str]:
    """Compile the frame of clipped names: a verb of travel, a character of a place, then what visitors do."""
    seconds = frozenset(short[1] for short in _short_names() if short[0] in "大小新东西南北中上下")
    chars = "".join(sorted(clip_firsts() | (seconds - _NEVER_CLIPS) | {*CALLED_OTHERWISE.values()}))
    return re.compile(
        f"[来莅抵赴访在到][{chars}](?=(考察|调研|学习|访问|投资|参观|出席|参加|期间|洽谈|对接|签约|推介|指导|慰问|交流|检查|视察|督导|开展|召开|举行|举办|参会|走访|看望|拜访|座谈|会谈|招商|务工|挂职|表示[\u4e00-\u9fff]{{0,4}}欢迎)|企|一行|之行|"
        "[,。;)”\\s]|$)"
    )
