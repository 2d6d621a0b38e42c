"""
What cooperation is about: the themes of a document and of a stretch of text.

A field counts where the cooperation or the purpose of the visit is said to concern it: in a purpose or topic clause, a
speech, the name of a meeting, mechanism or paper. What is merely seen on the tour does not, nor the name of an organ
or firm, nor what a place is known for. Each mention of a field weighs by its word and by the part its clause plays;
a field whose mentions reach one whole counts.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import ahocorasick_rs

from tashan.reading._theme_roles import Roles
from tashan.reading._theme_terms import (
    CULTURE,
    ECOLOGY,
    ECONOMY,
    INVESTMENT,
    NEUTRAL,
    OPEN,
    RURAL,
    SCIENCE,
    SOCIAL,
    STRONG,
    THEMES,
    WEAK,
    WHOLE,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from tashan.reading.source import Analysis

ENOUGH = 1.0
_WEAK_WEIGHT = 0.5

# 经贸 is industry at home and opening up with Hong Kong, Macao, Taiwan.
_TRADE = frozenset(("经贸", "商贸", "贸易", "商务合作", "商务领域", "工商界", "产品开拓", "经贸洽谈", "经贸洽谈会"))
_OFFSHORE = re.compile("^(?:香港|澳门|台湾)")

_BRANCHES = frozenset((SCIENCE, SOCIAL, CULTURE, RURAL, ECOLOGY))
_PROJECTS = re.compile("(?:签约|推介|引进|落户|签订)[^。协议]{0,12}项目|项目[^。协议]{0,8}(?:签约|总投资)")


@cache
def _machine() -> tuple[Any, list[tuple[str, list[tuple[str | None, float]]]]]:
    """The search machine over all terms and, by its index, each word with its themes (None if neutral) and weights."""
    meaning: dict[str, list[tuple[str | None, float]]] = {}
    for lists, weight in ((STRONG, 1.0), (WEAK, _WEAK_WEIGHT)):
        for theme, words in lists.items():
            for word in words.split():
                meaning.setdefault(word, []).append((theme, weight))
    for word, senses in list(meaning.items()):
        meaning[word] = senses + _inner(word, meaning)
    for theme, words in WHOLE.items():
        meaning |= {word: [(theme, 1.0)] for word in words.split()}
    for word in NEUTRAL.split():
        meaning[word] = [(None, 0.0)]
    terms = list(meaning)
    machine = ahocorasick_rs.AhoCorasick(terms, matchkind=ahocorasick_rs.MatchKind.LeftmostLongest)
    return machine, [(term, meaning[term]) for term in terms]


def _inner(word: str, meaning: dict[str, list[tuple[str | None, float]]]) -> list[tuple[str | None, float]]:
    """What the terms inside a term mean besides, if they say so by themselves: 承接产业转移推介 is industry too."""
    own = {theme for theme, _ in meaning[word]}
    parts = {word[a:b] for a in range(len(word)) for b in range(a + 2, len(word) + 1) if b - a < len(word)}
    senses = [sense for part in sorted(parts) for sense in meaning.get(part, ())]
    return [(theme, weight) for theme, weight in senses if theme not in own and weight >= ENOUGH]


def themes_in(text: str, language: str = "zh", *, offshore: bool = False) -> tuple[str, ...]:
    """
    The themes a short text names (a title, a list of fields), every mention counting whatever its clause does.

    Args:
        text: in normal form.
        language: zh or en.
        offshore: whether Hong Kong, Macao or Taiwan takes part, which makes 经贸 a matter of opening up.
    """
    if language.startswith("en"):
        from tashan.reading._themes_english import english_themes

        return english_themes(text, offshore=offshore, whole=True)
    machine, meanings = _machine()
    found: dict[str, float] = {}
    for index, _, _ in machine.find_matches_as_indexes(text):
        word, senses = meanings[index]
        for sense, weight in senses:
            if sense is not None:
                theme = OPEN if offshore and word in _TRADE else sense
                found[theme] = found.get(theme, 0.0) + weight
    return _ordered(theme for theme, score in found.items() if score >= ENOUGH)


def document_themes(analysis: Analysis, events: Sequence[Any]) -> tuple[str, ...]:
    """
    The themes of a document that tells of cooperation: the fields its events are said to concern.

    Args:
        analysis: the document.
        events: its visits, meetings, agreements and signings; without any the answer is empty.

    Returns:
        Themes in the order of the code list.
    """
    if not events:
        return ()
    offshore = _has_offshore(events)
    if analysis.grammar == "en":
        from tashan.reading._themes_english import english_themes

        return english_themes(analysis.text, offshore=offshore)
    return chinese_themes(analysis.text, offshore=offshore)


def chinese_themes(text: str, *, offshore: bool = False) -> tuple[str, ...]:
    """The fields that a Chinese report says cooperation concerns; see the module's text for what counts."""
    machine, meanings = _machine()
    scores: dict[str, float] = {}
    counted: set[tuple[str, str]] = set()
    done: set[str | None] = {None}
    trade_abroad = False
    roles = Roles(text)
    stop = _story_end(text)
    behind = here = (0, _NO_SENSES)
    for index, start, end in machine.find_matches_as_indexes(text):
        if start > stop:
            break
        word, senses = meanings[index]
        behind, here = here, (end, senses)
        for named, _ in senses:
            if named not in done and (named, word) not in counted:
                break
        else:
            continue
        part, toured = roles.weight_of(start, end)
        if not part:
            continue
        senses = _trade_of(text, word, start, senses, behind)
        if _listed(text, start, end, roles.enter(start, end)):
            senses = [(named, max(weight, ENOUGH)) for named, weight in senses]
        for named, weight in senses:
            if named in done or (named, word) in counted:
                continue
            theme = _sector(text, roles.enter(start, end), named or ECONOMY)
            if toured and theme == INVESTMENT:
                continue
            if weight < ENOUGH:
                counted.add((theme, word))
            if offshore and word in _TRADE:
                trade_abroad = True
                if theme == ECONOMY:
                    continue
            scores[theme] = scores.get(theme, 0.0) + weight * part
            if scores[theme] >= ENOUGH:
                done.add(theme)
    if trade_abroad:
        scores[OPEN] = ENOUGH
    return _ordered(theme for theme, score in scores.items() if score >= ENOUGH)


_NO_SENSES: list[tuple[str | None, float]] = []
_OF_FIELDS = frozenset((CULTURE, RURAL, ECOLOGY))
# What tourism has of its own: 旅游公共服务, 旅游市场监管, 旅游商品贸易.
_AREA_OF_RIVER = re.compile(
    "(?:沿线)?(?:\\d|[各多两三四五六七八九十]+个?[省市州]|城市|省区|文化|旅游|文旅)"
)  # 黄河流域19个市州
_OF_TOURISM = frozenset("卫生 公共服务 市场 市场监管 贸易 安全".split())
_TOURISM = ("旅游", "文旅", "旅游商品")
_TRADES = frozenset(("产业", "产品", "品牌", "企业", "转型升级", "深加工", "精深加工"))
_POLLUTES = re.compile("(?:[和与、][^,。;、]{1,4})?(?:面源)?(?:污染|废水|废气|排污)")
_CROPS = re.compile("[茶果蔬菜菌薯牛羊猪鸡鸭鱼虾蟹粮稻麦棉麻桑椒橘柚梨桃枣莓菇竹花卉]全?$")


def _trade_of(
    text: str, word: str, start: int, senses: list[tuple[str | None, float]], behind: tuple[int, list[Any]]
) -> list[tuple[str | None, float]]:
    """
    What a trade means by its company: 马铃薯产业 is farming, 乡村旅游产业 tourism, 农业面源污染 a matter of the environment.

    Args:
        text: in normal form.
        word: the term.
        start: where it begins.
        senses: its themes and weights.
        behind: where the term before it ended, and the senses of that.
    """
    if _POLLUTES.match(text, start + len(word)):
        return [(ECOLOGY, ENOUGH)]
    if word == "流域" and _AREA_OF_RIVER.match(text, start + len(word)):
        return _NO_SENSES
    if word in _OF_TOURISM and text.endswith(_TOURISM, 0, start):
        return _NO_SENSES
    if word not in _TRADES:
        return senses
    if word == "产业" and _CROPS.search(text, max(0, start - 3), start):
        return [(RURAL, ENOUGH)]
    of_a_field = text[behind[0] : start] in ("", "全", "类") and any(theme in _OF_FIELDS for theme, _ in behind[1])
    return [sense for sense in senses if not of_a_field or sense[0] != ECONOMY]


# What pages link to below their story.
_LINKS = re.compile(
    r"\n[^\n]{0,6}(?:推荐(?:文章|阅读)|相关(?:文章|链接|新闻|阅读|报道)|延伸阅读|热点推荐|更多新闻|热点新闻|猜你喜欢|热门推荐|最新文章|图片新闻"
    r"|上一[篇条]|下一[篇条]|热点:)"
)


def _story_end(text: str) -> int:
    """Where a story ends and a page's list of other stories begins: at its heading, behind the last full sentence."""
    links = _LINKS.search(text, max(text.rfind("。"), 0))
    return links.start() if links else len(text)


_BROAD = frozenset(("经济", "人文", "民生"))
_FIELDS = re.compile("等[^,。、]{0,6}(?:领域|方面)")


def _listed(text: str, start: int, end: int, clause: tuple[int, int]) -> bool:
    """Whether a word stands by itself in a list of fields: 经济 in 就经济、文化等领域交流."""
    if text[start:end] not in _BROAD:
        return False
    alone = text[start - 1 : start] in "、在就" and text[end : end + 1] in "、和与及等"
    return alone and start > clause[0] and _FIELDS.search(text, end, clause[1]) is not None


def _sector(text: str, clause: tuple[int, int], theme: str) -> str:
    """The theme of a field in a list of signed projects: what they make is industry, whatever its branch."""
    left, right = clause
    if theme in _BRANCHES and _PROJECTS.search(text, max(text.rfind("。", max(0, left - 200), left), 0), right):
        return ECONOMY
    return theme


def _has_offshore(events: Iterable[Any]) -> bool:
    for event in events:
        for field in ("visitors", "hosts", "participants", "parties", "recipients", "investors"):
            for party in getattr(event, field, ()) or ():
                region = getattr(party, "region", None) or party
                if _OFFSHORE.match(getattr(region, "name", "") or ""):
                    return True
    return False


def _ordered(themes: Iterable[str]) -> tuple[str, ...]:
    found = set(themes)
    return tuple(theme for theme in THEMES if theme in found)
