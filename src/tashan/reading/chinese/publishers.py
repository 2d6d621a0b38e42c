"""Which region publishes the text: the name of its paper, site or office, a nickname, a domain."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.homes import Home, fit, last_link
from tashan.regions import Region, resolve_home

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story

_PAPER_END: Final = re.compile(
    r"(?:日报|晚报|晨报|早报|都市报|商报|新闻网|新闻|网讯|网|在线|融媒体|融媒|广播电视台|电视台|卫视|发布|(?:人民)?政府(?:门户)?网|时报|导报|信息网|传媒|讯|消息|党建|[\u4e00-\u9fff]{0,6}办公室供稿)"
)
_PAPER_NAME: Final = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,6}(?:日报|晚报|新闻网|融媒体中心|在线|政协网|人大网|法院)(?![\u4e00-\u9fff]{3})|(?<=今日)[\u4e00-\u9fff]{2,3}(?=[\s>|:])"
)
_OFFICE: Final = re.compile(
    r"\)?[\u4e00-\u9fff]{0,8}(?:局|委|办|法院|检察院|政协|人大|中心|联合会|妇联|工商联|总工会|团委|人民政府|政府|之声|政府办|办公室)(?=[\s>|:_-]|$)"
)
_PAPER_WORD: Final = re.compile(
    r"(?:报|网|在线|融媒体中心|融媒|电视台|卫视|发布|传媒|日报社|时报|客户端|报道|讯|消息|政协|人大|法院|检察院|局|办|政府|委|中心)$"
)
_DOMAIN: Final = re.compile(r"(?:www\.)?([a-z]{4,24})\.(?:com|cn|gov|net|org)")
_DOMAIN_TAIL: Final = (
    "xinwen",
    "news",
    "daily",
    "ribao",
    "gov",
    "xww",
    "net",
    "online",
    "rb",
    "today",
    "zx",
    "dj",
    "tv",
    "city",
    "wang",
)
_NICKNAME: Final = re.compile(r"[【(]([\u4e00-\u9fff])网[】)]|(?:^|[【(\n。])([\u4e00-\u9fff]{1,2})(?:网讯|报讯)")


def by_publisher(story: Story, level: str) -> Home | None:
    """A place directly before the name of a paper, site or office at the head or foot of the text."""
    text = story.text
    size = len(text)
    places = story.analysis.places
    for mention in sorted((*places.mentions, *places.organs), key=lambda m: m.start):
        if 200 < mention.start < size - 100:
            continue
        tail = (
            _PAPER_END.match(text, mention.end)
            or _OFFICE.match(text, mention.end)
            or _PAPER_WORD.search(mention.surface)
        )
        if not tail or _national(text, mention.start) or (mention.surface == "台湾" and tail.group().startswith("网")):
            continue
        found = places.regions(mention)
        region = fit(found[0] if len(found) == 1 else None, level)
        if region is not None:
            return Home(region, (mention.start, mention.end))
    for head in (text[:200], text[-100:]):
        for match in _PAPER_NAME.finditer(head):
            region = fit(resolve_home(match.group()), level)
            if region is not None:
                start = match.start() + (0 if head == text[:200] else size - len(head))
                return Home(region, (start, start + len(match.group())))
    return None


def find_publisher(story: Story) -> Region | None:
    """The region whose paper or site the text comes from, whether or not it says 我市."""
    found = by_publisher(story, "地")
    return found.region if found is not None else None


def _national(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start] in ("新华社", "中新社", "中评社")


def by_nickname(story: Story, level: str) -> Home | None:
    """连网 → 连云港: a clipped paper name that fits exactly one place named in the text."""
    match = _NICKNAME.search(story.text[:80])
    if not match:
        return None
    head = match.group(1) or match.group(2)
    options = {r for r in story.weights if fit(r, level) == r and last_link(r.name).startswith(head)}
    return Home(options.pop(), match.span()) if len(options) == 1 else None


def by_domain(story: Story, level: str) -> Home | None:
    """Hbyidu → 宜都: pinyin in the domain of the site, with the initials of the province before it."""
    match = _DOMAIN.search(story.text)
    if not match:
        return None
    name = match.group(1)
    for tail in _DOMAIN_TAIL:
        name = name.removesuffix(tail) if len(name) > len(tail) + 3 else name
    options = set()
    for stem in {name, name[2:]} if len(name) > 5 else {name}:
        for region in _by_pinyin().get(stem, ()):
            if fit(region, level) == region:
                options.add((region, stem == name))
    if len(options) > 1:
        options = {o for o in options if _initials(o[0]) == name[:2]} or options
    if len({r for r, _ in options}) == 1:
        return Home(options.pop()[0], match.span(1))
    return None


@cache
def _by_pinyin() -> dict[str, tuple[Region, ...]]:
    """Prefectures and counties of today by pinyin, with and without the syllable of their level."""
    from tashan.regions.divisions import divisions, region_of

    found: dict[str, list[Region]] = {}
    for division in divisions():
        if division.end is not None or division.level == "province":
            continue
        plain = division.pinyin.replace(" ", "").replace("'", "").lower()
        stems = {plain} | {
            plain.removesuffix(s)
            for s in ("shi", "xian", "qu", "zhou")
            if plain.endswith(s) and len(plain) > len(s) + 2
        }
        for stem in stems:
            found.setdefault(stem, []).append(region_of(division))
    return {stem: tuple(regions) for stem, regions in found.items()}


def _initials(region: Region) -> str:
    from tashan.regions.divisions import by_code

    if not region.code:
        return ""
    province = by_code(region.code[:2] + "0000")
    words = province.english.split() if province else []
    short = _PROVINCE_INITIALS.get(region.code[:2], "")
    return short or "".join(w[0].lower() for w in words[:2])


_PROVINCE_INITIALS: Final = {
    "11": "bj", "12": "tj", "13": "he", "14": "sx", "15": "nm", "21": "ln", "22": "jl", "23": "hl", "31": "sh", "32": "js",
    "33": "zj", "34": "ah", "35": "fj", "36": "jx", "37": "sd", "41": "ha", "42": "hb", "43": "hn", "44": "gd", "45": "gx",
    "46": "hi", "50": "cq", "51": "sc", "52": "gz", "53": "yn", "54": "xz", "61": "sn", "62": "gs", "63": "qh", "64": "nx", "65": "xj",
}  # fmt: skip
