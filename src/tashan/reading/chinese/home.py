"""
Whose paper is this? The region that 我市, 我县, 我省 stand for.

Only what the document itself shows counts, in this order: what the caller says, the paper or site that publishes it
(X日报讯, X新闻网, domain), a place that a clipped 来X / 在X can only mean, a partner named beside the visitor in the name
of a joint event. Where two answers are possible there is none.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.trips import inside
from tashan.regions import Region, resolve_home
from tashan.regions.geometry import parent

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence, Token

_SELF: Final = re.compile(
    r"[我来全本](?:(?<=我)(省|市|县|区|州|盟|旗|委|局|厅|办|镇|乡|地)|(?<!我)(市|县|省|州)(?=各|考察|[^\u4e00-\u9fff]|政府|委))"
)
_PAPER_END: Final = re.compile(
    r"(?:日报|晚报|晨报|早报|都市报|商报|新闻网|新闻|网讯|网|在线|融媒体|融媒|广播电视台|电视台|发布|(?:人民)?政府(?:门户)?网|时报|导报|信息网|传媒|讯|消息|党建|[\u4e00-\u9fff]{0,6}办公室供稿)"
)
_PAPER_NAME: Final = re.compile(
    r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,6}(?:日报|晚报|新闻网|融媒体中心|在线|政协网|人大网|法院)(?![\u4e00-\u9fff]{3})|(?<=今日)[\u4e00-\u9fff]{2,3}(?=[\s>|:])"
)
_OFFICE: Final = re.compile(
    r"\)?[\u4e00-\u9fff]{0,8}(?:局|委|办|法院|检察院|政协|人大|中心|联合会|妇联|工商联|总工会|团委|人民政府|政府|之声|政府办|办公室)(?=[\s>|:_-]|$)"
)
_PAPER_WORD: Final = re.compile(
    r"(?:报|网|在线|融媒体中心|融媒|电视台|发布|传媒|日报社|时报|客户端|政协|人大|法院|检察院|局|办|政府|委|中心)$"
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
_NEARNESS: Final = "镇乡县区旗市州盟省"  # how near to home a level is; 我委, 我局 tell of none and count last
_OTHER_WORD: Final = len(_NEARNESS) + 1
_LEADS: Final = re.compile(r"N(?:[c,.]{1,2}N){0,4}(?:.?L|Y)")
_COMES: Final = re.compile(r"(?:来|到|赴|莅|抵|莅临|抵达|走进)我[省市县区州盟旗]")
_ITS_LESSON: Final = re.compile("[市县区]?的(?:所见所闻|(?:好|先进|成功|宝贵)的?(?:做法|经验|理念))")
_THANKED: Final = re.compile("(?:感谢|对)$")
_FOR_HELP: Final = re.compile("[^,。;]{0,14}(?:帮扶|支持|帮助|关心|支援|接待)")
_OURS: Final = re.compile(r"我[省市县区州盟旗]")
_HERE: Final = frozenset("来 前来 莅临 莅".split())
_LESSON: Final = re.compile(r"(?:学习|借鉴)$")
_NICKNAME: Final = re.compile(r"[【(]([\u4e00-\u9fff])网[】)]|(?:^|[【(\n。])([\u4e00-\u9fff]{1,2})(?:网讯|报讯)")


@dataclass(frozen=True, slots=True)
class Home:
    """The home region, and where the text shows it (None if the caller said so)."""

    region: Region | None = None
    span: tuple[int, int] | None = None
    given: bool = False


def find_home(story: Story) -> Home:
    """The region that the document calls its own, or an empty answer."""
    given = story.analysis.home
    if given is not None:
        return Home(given, None, True)
    level = _own_level(story.text)
    if level is None:
        return Home()
    for finder in (
        _by_parts,
        _by_publisher,
        _by_nickname,
        _by_domain,
        _by_clip,
        _by_partner,
        _by_arrival,
        _by_reception,
        _by_receivers,
        _by_lesson,
        _by_leader,
        _by_other,
        _by_own,
    ):
        found = finder(story, level)
        if found is not None:
            return found
    return Home()


def _own_level(text: str) -> str | None:
    """The level word behind 我 or 全; a county's page that says 我省 too is still the county's."""
    words = [match.group(1) or match.group(2) for match in _SELF.finditer(text)]
    return min(words, key=lambda word: _NEARNESS.find(word) % _OTHER_WORD, default=None)


def _fit(region: Region | None, level: str) -> Region | None:
    """The region or its ancestor that can be called 我市 / 我省 …."""
    from tashan.reading.chinese.story import fits_level

    word = level if level in "省市县区州盟旗镇乡" else None
    while region is not None and not fits_level(region, word):
        region = parent(region)
    return region


def _single(story: Story, mention: object) -> Region | None:
    found = story.regions(mention)
    return found[0] if len(found) == 1 else None


def _by_parts(story: Story, level: str) -> Home | None:
    """我市海曙、江东: what stands right behind lies in our region."""
    options: dict[Region, tuple[int, int]] = {}
    for sentence in story.sentences:
        for token, after in itertools.pairwise(sentence.tokens):
            if token.kind == "Z" and token.item[1:] == level and after.kind == "P" and after.start == token.end:
                part = _single(story, after.item)
                whole = _fit(parent(part), level) if part is not None and part.level == "county" else None
                if whole is not None:
                    options[whole] = (token.start, after.end)
    return Home(*next(iter(options.items()))) if len(options) == 1 else None


def _by_publisher(story: Story, level: str) -> Home | None:
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
        region = _fit(found[0] if len(found) == 1 else None, level)
        if region is not None:
            return Home(region, (mention.start, mention.end))
    for head in (text[:200], text[-100:]):
        for match in _PAPER_NAME.finditer(head):
            region = _fit(resolve_home(match.group()), level)
            if region is not None:
                start = match.start() + (0 if head == text[:200] else size - len(head))
                return Home(region, (start, start + len(match.group())))
    return None


def find_publisher(story: Story) -> Region | None:
    """The region whose paper or site the text comes from, whether or not it says 我市."""
    found = _by_publisher(story, "地")
    return found.region if found is not None else None


def _national(text: str, start: int) -> bool:
    return text[max(0, start - 3) : start] in ("新华社", "中新社", "中评社")


def _by_nickname(story: Story, level: str) -> Home | None:
    """连网 → 连云港: a clipped paper name that fits exactly one place named in the text."""
    match = _NICKNAME.search(story.text[:80])
    if not match:
        return None
    head = match.group(1) or match.group(2)
    options = {r for r in story.weights if _fit(r, level) == r and last_link(r.name).startswith(head)}
    return Home(options.pop(), match.span()) if len(options) == 1 else None


def _by_domain(story: Story, level: str) -> Home | None:
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
            if _fit(region, level) == region:
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


@cache
def _by_first() -> dict[str, tuple[tuple[str, Region], ...]]:
    """Divisions of today by the first character of their short name: (short name, region)."""
    from tashan.regions.divisions import divisions, region_of

    found: dict[str, list[tuple[str, Region]]] = {}
    for division in divisions():
        if division.end is None and len(division.short) > 1:
            found.setdefault(division.short[0], []).append((division.short, region_of(division)))
    return {first: tuple(rows) for first, rows in found.items()}


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


def _by_clip(story: Story, level: str) -> Home | None:
    """来潍 / 在宁期间 where the text names one place that it can stand for."""
    for mention in story.analysis.places.mentions:
        if len(mention.surface) != 1 or story.text[max(0, mention.start - 1) : mention.start] not in (
            "来",
            "在",
            "莅",
            "到",
        ):
            continue
        region = _single(story, mention)
        fitted = _fit(region, level)
        if fitted is not None and fitted not in _visiting(story):
            return Home(fitted, (mention.start - 1, mention.end))
        options = _named_like(story, mention.surface, level) - _visiting(story)
        if len(options) == 1:
            return Home(options.pop(), (mention.start - 1, mention.end))
    return None


def _named_like(story: Story, first: str, level: str) -> set[Region]:
    """Divisions of a level whose short name begins with a character and stands in the text."""
    return {r for short, r in _by_first().get(first, ()) if short in story.text and _fit(r, level) == r}


_LINK_OF_CHAIN: Final = re.compile(r".+?(?:自治区|特别行政区|省|自治州|地区|盟|市|县|区|旗|兵团)")


def last_link(name: str) -> str:
    """The last link of a full chain (浙江省金华市东阳市 → 东阳市)."""
    pieces = _LINK_OF_CHAIN.findall(name)
    return pieces[-1] if pieces else name


def _visiting(story: Story) -> set[Region]:
    """Regions whose delegation the text sends on a trip; where our own delegation travels, the regions it goes to."""
    found: set[Region] = set()
    if any(t.kind == "G" and t.item.own for s in story.sentences for t in s.tokens):
        for sentence in story.sentences:
            for token, after in zip(sentence.tokens, sentence.tokens[1:], strict=False):
                if token.kind == "M" and after.kind == "P":
                    found |= set(story.regions(after.item))
        # A paper names the region of strangers only: those whose region stands there receive its delegation.
        return found or {r for p in story.known.values() if p.place is not None for r in story.regions(p.place)}
    for sentence in story.sentences:
        for token in sentence.tokens:
            if token.kind == "G":
                for place in token.item.places:
                    found |= set(story.regions(place))
    return found


_JOINT: Final = re.compile(r"协作|合作|对口|结对|挂钩|交流|帮扶|支援|友好|联席|座谈|对接")


def _by_partner(story: Story, level: str) -> Home | None:
    """Beside the visitor in the name of a joint event or of a pairing stands the home region."""
    visiting = _visiting(story) or _leading(story)
    if not visiting:
        return None
    mentions = story.analysis.places.mentions
    options: dict[Region, tuple[int, int]] = {}
    for mention in mentions:
        if len(mention.surface) == 2 or mention.form == "group":
            regions = story.regions(mention)
            if len(regions) == 2 and _JOINT.match(story.text, mention.end):
                _note(options, regions, visiting, level, (mention.start, mention.end))
    for left, right in itertools.pairwise(mentions):
        gap = story.text[left.end : right.start]
        if gap in ("", "·", "-", "—", "——", "与", "和", "、") and _JOINT.search(story.text, right.end, right.end + 14):
            pair = (*story.regions(left), *story.regions(right))
            _note(options, pair, visiting, level, (left.start, right.end))
    if len(options) == 1:
        region, span = next(iter(options.items()))
        return Home(region, span)
    return None


def _by_arrival(story: Story, level: str) -> Home | None:
    """The headline says where the guests went whom the text lets come to 我市 (普陀客人来扶余 … 来我市)."""
    options: dict[Region, tuple[int, int]] = {}
    to_us = _COMES.search(story.text) is not None
    if not to_us and not _OURS.search(story.text):
        return None
    for sentence in story.sentences:
        for at, token in enumerate(sentence.tokens[:-1]):
            after = sentence.tokens[at + 1]
            if token.kind == "M" and not to_us and token.item not in _HERE:
                continue  # who writes that guests come is at home there
            if token.kind != "M" or after.kind != "P" or not any(t.kind in "GN" for t in sentence.tokens[:at]):
                continue
            region = _single(story, after.item)
            if region is not None and _fit(region, level) == region and region not in _visiting(story):
                options[region] = (token.start, after.end)
    if len(options) == 1:
        region, span = next(iter(options.items()))
        return Home(region, span)
    return None


_RECEIVED: Final = re.compile(r"(?:市|省)?(?:会见|接见|接待|迎接|与[^,。;]{0,20}座谈)了?")


def _by_reception(story: Story, level: str) -> Home | None:
    """The guests of 我省 are received in a city of the province that the text names."""
    if level != "省" or not _COMES.search(story.text):
        return None
    for mention in story.analysis.places.mentions:
        if story.text[mention.start - 1 : mention.start] != "在" or not _RECEIVED.match(story.text, mention.end):
            continue
        region = _fit(_single(story, mention), level)
        if region is not None and story.weights[region] and region not in _visiting(story):
            return Home(region, (mention.start - 1, mention.end))
    return None


def _by_receivers(story: Story, level: str) -> Home | None:
    """Those who accompany the guests that come to 我市 hold office there."""
    if not _COMES.search(story.text):
        return None
    options: dict[Region, tuple[int, int]] = {}
    for sentence in story.sentences:
        if "R" not in sentence.skeleton and "A" not in sentence.skeleton:
            continue
        for token in sentence.tokens:
            if token.kind == "N" and token.item.place is not None:
                region = _single(story, token.item.place)
                if region is not None and _fit(region, level) == region and region not in _visiting(story):
                    options.setdefault(region, (token.start, token.end))
    leading = _leading(story)
    options = {r: span for r, span in options.items() if r not in leading}
    if len(options) == 1:
        region, span = next(iter(options.items()))
        return Home(region, span)
    return None


def _by_lesson(story: Story, level: str) -> Home | None:
    """The guests of 我县 say whose experience they take home, or whom they thank (充分借鉴某县好的经验)."""
    if not _COMES.search(story.text):
        return None
    options: dict[Region, tuple[int, int]] = {}
    away = _visiting(story) | _leading(story)
    for mention in story.analysis.places.mentions:
        thanked = _THANKED.search(story.text, max(0, mention.start - 2), mention.start)
        if (
            _LESSON.search(story.text, max(0, mention.start - 4), mention.start)
            or _ITS_LESSON.match(story.text, mention.end)
            or (thanked and _FOR_HELP.match(story.text, mention.end))
        ):
            region = _single(story, mention)
            if region is not None and _fit(region, level) == region and not any(inside(region, r) for r in away):
                options.setdefault(region, (mention.start, mention.end))
    return Home(*next(iter(options.items()))) if len(options) == 1 else None


_SENT_FROM_HOME: Final = re.compile(r"我(省|市|县|区|州)(?:第.{1,3}批)?(?:援[藏疆青]|对口支援|选派|派驻|挂职|驻)")


def _by_leader(story: Story, level: str) -> Home | None:
    """我县党政考察团 is of the region whose secretary leads it; so are 我省援藏干部 whom its delegation looks up."""
    options: set[Region] = set()
    for sentence in story.sentences:
        for at, token in enumerate(sentence.tokens):
            if token.kind != "G" or not token.item.own:
                continue
            names = [t.item for t in sentence.tokens[:at] if t.kind == "N" and t.item.place is not None]
            options |= {r for p in names[-2:] for r in story.regions(p.place) if _fit(r, level) == r}
    if not options and _SENT_FROM_HOME.search(story.text):
        options = {r for r in _visiting(story) if _fit(r, level) == r}
    return Home(options.pop(), None) if len(options) == 1 else None


def _leads(sentence: Sentence, token: Token) -> bool:
    return bool(_LEADS.match(sentence.skeleton, sentence.tokens.index(token)))


_COMES_TO_US: Final = re.compile(r"[来到赴莅抵]我")


def _by_other(story: Story, level: str) -> Home | None:
    """The only region of that level named in full beside the one whose guests come."""
    if not _COMES_TO_US.search(story.text):
        return None
    visiting = _visiting(story) | _leading(story)
    options = {
        r for m in story.analysis.places.mentions if m.form == "full"
        for r in story.regions(m)
        if _fit(r, level) == r and r.level != "township" and not any(r == v or v.name.startswith(r.name) or r.name.startswith(v.name) for v in visiting)
    }  # fmt: skip
    return Home(options.pop(), None) if len(options) == 1 else None


_OWN_GOES: Final = re.compile(r"Z.?L?G?.{0,3}M|Z.?L.?G")


def _by_own(story: Story, level: str) -> Home | None:
    """Where our own delegation goes elsewhere, the only region of our level that is not a place it goes to."""
    own = any(t.kind == "G" and t.item.own for s in story.sentences for t in s.tokens)
    if not own and not any(_OWN_GOES.search(s.skeleton) for s in story.sentences):
        return None
    away: set[Region] = set()
    for sentence in story.sentences:
        for at, token in enumerate(sentence.tokens[:-1]):
            if token.kind in "Mi":
                for after in sentence.tokens[at + 1 :]:
                    if after.kind not in "Pc.F":
                        break
                    if after.kind == "P":
                        away |= set(story.regions(after.item))
    options = {
        r for m in story.analysis.places.mentions if m.form in ("full", "short")
        for r in story.regions(m)
        if _fit(r, level) == r and r.level != "township" and not any(inside(r, other) for other in away)
    }  # fmt: skip
    tops = {r for r in options if not any(o != r and r.name.startswith(o.name) for o in options)}
    return Home(tops.pop(), None) if len(tops) == 1 else None


def _leading(story: Story) -> set[Region]:
    """Regions whose officials lead or go with a party."""
    return {
        region for sentence in story.sentences for token in sentence.tokens
        if token.kind == "N" and token.item.place is not None and _leads(sentence, token)
        for region in story.regions(token.item.place)
    }  # fmt: skip


def _note(
    options: dict[Region, tuple[int, int]],
    pair: tuple[Region, ...],
    visiting: set[Region],
    level: str,
    span: tuple[int, int],
) -> None:
    if len(pair) != 2:
        return
    for mine, other in (pair, pair[::-1]):
        if any(other == v or other.name in v.name or v.name in other.name for v in visiting):
            fitted = _fit(mine, level)
            if fitted is not None and fitted not in visiting:
                options.setdefault(fitted, span)
