"""What the planner says, in Chinese and English: sentences with places for numbers and names."""

from __future__ import annotations

from typing import Final

from tashan.regions import Region
from tashan.regions.divisions import by_code

LANGUAGES: Final = ("zh", "en")

PARTS: Final = {
    "fit": ("切题", "fits the problem"),
    "results": ("成效", "results"),
    "completion": ("完成度", "completion"),
    "adopted": ("复制推广", "taken over elsewhere"),
    "similarity": ("条件相近", "similar conditions"),
    "overlooked": ("少有人去", "rarely visited"),
    "near": ("路程", "distance"),
}
"""Names of the parts of a score."""

_SENTENCES: Final = {
    "fit.answers": ("直接回答“{asked}”", "answers “{asked}” directly"),
    "fit.beside": ("涉及“{asked}”，但以“{main}”为主", "touches “{asked}”, but is mainly about “{main}”"),
    "fit.how": ("：{rules}", ": {rules}"),
    "fit.near": ("不直接回答“{asked}”，但做法相近（{has}）", "does not answer “{asked}”, but is close to it ({has})"),
    "fit.words": ("所提问题的用词有 {share:.0%} 见于该做法", "{share:.0%} of the problem's wording stands in it"),
    "results.none": ("文献未载成效", "the document states no result"),
    "completion.none": ("完成度未核", "completion not coded"),
    "completion.known": ("完成度：{value}", "completion: {value}"),
    "adopted.none": ("未见他地采用的记载", "not known to be taken over elsewhere"),
    "adopted.some": ("已由{names}采用", "taken over by {names}"),
    "similarity.none": ("两地条件没有可比的数据", "nothing comparable is known of both"),
    "similarity.same_province": (
        "都是一省之内的合作，省里可以统筹",
        "both are cooperation inside one province, which its government can bring together",
    ),
    "similarity.other_province": (
        "该做法跨省、须更高层级协调，{home}同在一省、由省里即可推动",
        "it joins several provinces and needs a higher level; {home} lies in one province, which can act alone",
    ),
    "similarity.both_across": ("都是跨省合作", "both join several provinces"),
    "similarity.single": ("该做法由一地单独推行", "one region does it alone"),
    "similarity.rank": ("行政级别{words}", "administrative rank {words}"),
    "similarity.trait": ("{name} {ours:g} 对 {theirs:g}", "{name} {ours:g} against {theirs:g}"),
    "overlooked.none": ("没有考察记录可比", "no visits are given to compare"),
    "overlooked.some": ("所给 {total} 批考察中有 {here} 批到过", "{here} of the {total} visits given went there"),
    "near.none": ("距离未知", "distance unknown"),
    "near.some": ("距{start}约 {far:.0f} 公里", "about {far:.0f} km from {start}"),
    "rank.same": ("相同", "the same"),
    "rank.close": ("相近", "close"),
    "rank.higher": ("高于{home}", "above that of {home}"),
    "rank.lower": ("低于{home}", "below that of {home}"),
    "source.divisions": ("行政区划表", "table of divisions"),
    "source.traits": ("所给数据、行政区划表", "figures given, table of divisions"),
    "source.library": ("经验库所收文献", "documents of the library"),
    "source.visits": ("所给考察记录", "visits given"),
    "season.counted": (
        "{months}考察团最少（共 {total} 批有月份的记录）",
        "fewest delegations travel in months {months} (of {total} visits with a month)",
    ),
    "season.published": (
        "考察记录不足；2014—2018 年城市间考察以 5 至 8 月最密，宜避开（马亮，《决策》2019 年第 10 期）",
        "too few visits given; from 2014 to 2018 cities travelled most in May to August (Ma Liang, 决策 2019, no. 10)",
    ),
    "ask.results": ("有何成效？有无可核的数据？", "What came of it? Are there figures to check?"),
    "ask.unfinished": ("哪些还没有落实？卡在哪里？", "What is not done yet, and what holds it up?"),
    "ask.completion": ("做到了哪一步？由谁验收？", "How far has it come? Who verifies it?"),
    "ask.province": (
        "哪些环节靠国家部委推动？一省之内可否由省级替代？",
        "Which steps rest on national ministries? Could a province do them alone?",
    ),
    "ask.conditions": ("本地是否具备：{conditions}？", "Do we have: {conditions}?"),
    "ask.rules": ("索取办法、协议、章程原文", "Ask for the text of the rules, agreement and charter"),
    "conditions.cluster": (
        "{home}：{members}（{setting}；条件取成员平均{sums}）",
        "{home}: {members} ({setting}; conditions are means of the members{sums})",
    ),
    "conditions.sums": ("，{names}取合计", ", sums for {names}"),
    "conditions.one_province": ("同在一省", "in one province"),
    "conditions.several_provinces": ("分属数省", "in several provinces"),
    "own": ("{names}已在其中", "{names} already takes part"),
    "unreviewed": ("由文本读出，未经人工复核", "read from text, not reviewed"),
}


def say(key: str, language: str, **parts: object) -> str:
    """Give a sentence in a language, zh or en."""
    return _SENTENCES[key][LANGUAGES.index(language)].format(**parts)


def place_name(region: Region, language: str) -> str:
    """Give a region's full name, in English its own and its province's (Suzhou, Jiangsu) where they are known."""
    unit = by_code(region.code) if region.code and language == "en" else None
    if unit is None or not unit.english:
        return region.name
    above = by_code(f"{region.code[:2]}0000") if region.code and not region.code.endswith("0000") else None
    return f"{unit.english}, {above.english}" if above is not None and above.english else unit.english


def part_name(part: str, language: str) -> str:
    """Give the name of a part of the score in a language."""
    return PARTS[part][LANGUAGES.index(language)]


def listed(names: list[str] | tuple[str, ...], language: str, most: int = 6) -> str:
    """Join names as the language does; past `most` it says how many more."""
    comma, more = ("、", "等 {} 个") if language == "zh" else (", ", " and {} more")
    shown = comma.join(names[:most])
    return shown if len(names) <= most else shown + more.format(len(names) if language == "zh" else len(names) - most)
