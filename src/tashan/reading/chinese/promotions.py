"""
Promotion events and parties sent by an organ: visits told without a delegation.

A city's 招商推介会 held in another region is a visit of that city there; so is a group that a public body sends
(组织村支书到河南学习). An event that both sides hold together is a meeting instead (meetings.py).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.roles import kind_of_title
from tashan.reading.chinese.story import fits_level
from tashan.reading.chinese.trips import Trip, inside
from tashan.regions.geometry import contains, parent

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Person, Sentence, Token
    from tashan.regions import Region

_OWN_EVENT: Final = re.compile(
    r"(?:对接|洽谈|恳谈|推介|招商|推广)[^,。;]{0,6}(?:会|活动)$|推介[^,。;]{0,40}(?:发布会|启动仪式)$"
)
_SEVERAL: Final = ("各大", "各类", "各项", "多场", "系列", "一系")
_HELD: Final = re.compile(r"[^,。;]{0,6}(?:举办|举行|召开|办|开|开展|启动|拉开帷幕|登场|开幕)")
_DEPARTMENT: Final = re.compile(
    r"文旅|旅游|商务局|文化|农业农村局|文广|我委|我局|我厅|委[^员]|局|厅|林业|教育|科技|卫生"
)
_SENT: Final = re.compile(r"组织|选派|选送|派出|安排|分批送|送")
_SENT_ORGAN: Final = re.compile(r"[\u4e00-\u9fff]{0,4}(?:委|局|部|办|厅|会|政府|院|校|镇|乡|街道|中心|系统|机关|单位)")
_STUDY: Final = re.compile(r"考察|学习|参观|观摩|取经|调研|培训|跟班|看[“\u4e00-\u9fff]")
_SERVES: Final = re.compile("跟班|挂职|顶岗")
_MARKET: Final = re.compile("专场|站(?=推介|招商|活动)")  # 某县旅游(在)某市专场推介会: whose market it is held for
_VENUE: Final = re.compile("峰会|推介会|招商会|说明会|招商推介|投资推介|旅游推介")  # 某县融入经济圈重庆峰会 … 在重庆
_BROUGHT_TO: Final = ("走进", "走入", "亮相")
_BUSY: Final = re.compile(r"[GNX]")
_BRACKETS: Final = re.compile(r"\([^()]*\)")


def read_promotions(story: Story) -> list[Trip]:
    """Promotion events held away from home."""
    trips: list[Trip] = []
    for sentence in story.sentences:
        if "P" not in sentence.skeleton or not ("U" in sentence.skeleton or "E" in sentence.skeleton):
            continue
        for at, token in enumerate(sentence.tokens):
            if token.kind == "U" or (
                token.kind == "E" and _OWN_EVENT.search(story.text[max(sentence.start, token.start - 50) : token.end])
            ):
                trip = _promotion(story, sentence, at)
                if trip is None:
                    continue
                same = next((t for t in trips if t.visitors == trip.visitors and t.hosts == trip.hosts), None)
                if same is None:
                    trips.append(trip)
                else:
                    same.when = same.when if same.when.start else trip.when
                    same.spans += trip.spans
    return trips


_AND_ALSO: Final = re.compile("(?:签订|签约|签字|签署|启动|开幕)仪式(?:暨|及|和)")
_MOTTO: Final = re.compile("为主[题旨]的?")  # 以“福来沪往”为主题的…推介会: the name begins behind it
_OF_GOVERNMENT: Final = re.compile(r"政府|市长|县长|省长|书记")


def _promotion(story: Story, sentence: Sentence, at: int) -> Trip | None:
    text, tokens = story.text, sentence.tokens
    event = tokens[at]
    if text[event.start - 2 : event.start] in _SEVERAL:
        return None
    start = _clause_start(text, event.start, sentence.start)
    joined = _AND_ALSO.search(text, start, event.start)
    if joined and any(t.kind == "P" and joined.end() <= t.start < event.start for t in tokens):
        start = joined.end()  # 甲乙两厅协议签订仪式暨甲省推介会在乙举行
    motto = _MOTTO.search(text, start, event.start)
    start = motto.end() if motto else start
    brackets = [(start + m.start(), start + m.end()) for m in _BRACKETS.finditer(text[start : event.start])]
    host: Region | None = None
    visitors: list[Region] = []
    bracketed: list[Region] = []
    praised: list[Region] = []  # named in the event's motto only
    listed, hosts = _venues(story, tokens, start, event.start)
    for token in tokens:
        if token.kind not in "PZ":
            continue
        regions = _of(story, token)
        if not regions:
            continue
        if token in listed:
            host = hosts[0]
            continue
        if any(a <= token.start < b for a, b in brackets):
            bracketed += regions
            continue
        before = text[token.start - 1 : token.start]
        if start <= token.start < event.start:
            if (before == "在" and _HELD.match(text, token.end)) or (host is None and _MARKET.match(text, token.end)):
                host = regions[0]
            elif text[token.start - 2 : token.start] in (*_BROUGHT_TO, "融入", "对接"):
                continue  # where it is brought to
            elif before not in ("对", "向") and not text[token.end : token.end + 1].startswith(("企业", "客商")):
                quoted = text.count("“", start, token.start) > text.count("”", start, token.start)
                (praised if quoted else visitors).extend(r for r in regions if r not in visitors)
        elif (
            (host is None or inside(host, regions[0]))
            and event.end <= token.start < event.end + 30
            and (before in ("在", "到", "进") or text[token.start - 2 : token.start] in _BROUGHT_TO)
        ):
            host = regions[0]
    if praised and all(host is not None and inside(v, host) for v in visitors):
        visitors = praised  # “清新甲省”乙市推介会在乙市举行
    if host is None or not visitors:
        return None
    host = _of_venue(story, sentence, host)
    host = next((v for v in visitors if contains(v, host)), host)  # …重庆峰会 in a district of 重庆
    parts = [r for r in bracketed if any(contains(v, r) for v in visitors)]
    if len(visitors) == 1 and parts:  # 甲市(乙·丙)招商推介会: two of its parts hold it
        visitors = parts
    while host.level in ("township", "zone"):
        upper = parent(host)
        if upper is None:
            break
        host = upper
    visitors = [v for v in visitors if not inside(v, host)]
    outer = [
        v for v in visitors if not any(o is not v and inside(o, v) and len(o.name) < len(v.name) for o in visitors)
    ]
    if len(outer) != max(1, len(parts)) or _joint(story, sentence, start, event, host):
        return None
    hosts = [h for h in hosts if not any(inside(h, v) for v in outer)]
    trip = Trip(outer, hosts or [host], sentence=sentence.number, last=sentence.number, promotion=True, tours=True)
    trip.when = story.when(_date_of(sentence, event))
    trip.spans.append((start, _end(text, event.end, sentence.end)))
    name = text[start : event.end]
    trip.kind = "department" if _DEPARTMENT.search(name) and not _OF_GOVERNMENT.search(name) else "government"
    for person in _heads(story, outer[0]):
        trip.add_leader(person)
    if not trip.leaders and trip.kind == "department":
        trip.leaders = _speaker(story, sentence.number, outer[0])
    elif not trip.leaders:
        trip.leaders = _opener(story, sentence.number, outer[0])
    if trip.leaders and trip.kind != "department":
        kind = kind_of_title(trip.leaders[0].title)
        trip.kind = "party_government" if kind == "party" else "government"
    return trip


_LIST_HELD: Final = re.compile(r"(?:等?(?:[\d一二两三四五六七八九十]*个?(?:地|市|城市|省市))?)?" + _HELD.pattern)


def _venues(story: Story, tokens: list[Token], start: int, end: int) -> tuple[list[Token], list[Region]]:
    """在甲、乙、丙等地举办…: the cities, several, in which the event before an offset is held."""
    for at, token in enumerate(tokens):
        if token.kind != "P" or not start <= token.start < end or story.text[token.start - 1] != "在":
            continue
        last = at
        while last + 2 < len(tokens) and tokens[last + 1].kind == "c" and tokens[last + 2].kind == "P":
            last += 2
        if last > at and _LIST_HELD.match(story.text, tokens[last].end):
            listed = [t for t in tokens[at : last + 1] if t.kind == "P"]
            return listed, [r for t in listed for r in story.regions(t.item)]
    return [], []


def _of(story: Story, token: Token) -> tuple[Region, ...]:
    if token.kind == "Z":
        home = story.home_region(token.item[1:] if token.item[1:] in "省市县区州盟旗" else None)
        return (home,) if home else ()
    return story.regions(token.item)


def _joint(story: Story, sentence: Sentence, start: int, event: Token, host: Region) -> bool:
    """Whether the receiving region is named among the organisers or in the event's name."""
    for token in sentence.tokens:
        if (
            token.kind == "P"
            and start <= token.start < event.start
            and not _MARKET.match(story.text, token.end)
            and not (_VENUE.match(story.text, token.end) and story.text[token.start - 1] not in "·、和与-—")
            and story.text[token.start - 2 : token.start] not in (*_BROUGHT_TO, "融入", "对接")
            and story.text[token.start - 1 : token.start] not in ("在", "(")
        ) and any(inside(r, host) for r in story.regions(token.item)):
            return True
    return False


_HEAD: Final = re.compile(r"(?<!副)(?:市长|县长|省长|区长|州长|委书记)")


def _heads(story: Story, visitor: Region) -> list[Person]:
    """The head of the region who speaks at its own event."""
    for sentence in story.sentences:
        for token in sentence.tokens:
            if token.kind != "N" or not _HEAD.search(token.item.title):
                continue
            region = story.person_region(token.item)
            if (region is None and token.item.level) or (region is not None and region.name == visitor.name):
                return [token.item]
    return []


def _speaker(story: Story, number: int, visitor: Region) -> list[Person]:
    """The official of the visiting side who speaks for it where no head of government does."""
    for sentence in story.sentences:
        if not number <= sentence.number <= number + 6:
            continue
        for at, token in enumerate(sentence.tokens):
            if token.kind != "N" or not token.item.name or "R" in sentence.skeleton[at + 1 : at + 3]:
                continue
            region = story.person_region(token.item)
            if region is not None and region.name == visitor.name and kind_of_title(token.item.title) != "enterprise":
                return [token.item]
    return []


_OPENS: Final = re.compile(
    r"[^,。;]{0,16}(?:致辞|致欢迎|作[^,。]{0,4}推介|发表[^,。]{0,6}讲话|在[^,。]{0,12}会上(?:说|表示|介绍))"
)


def _opener(story: Story, number: int, visitor: Region) -> list[Person]:
    """The deputy of the visiting side who opens the event in the place of its head."""
    for sentence in story.sentences:
        if not number <= sentence.number <= number + 6:
            continue
        for token in sentence.tokens:
            if token.kind != "N" or not token.item.name or not _OPENS.match(story.text, token.end):
                continue
            region = story.person_region(token.item)
            ours = region.name == visitor.name if region is not None else fits_level(visitor, token.item.level)
            if ours and token.item.level and kind_of_title(token.item.title) in ("party", "government"):
                return [token.item]
    return []


def _date_of(sentence: Sentence, event: Token) -> list[object]:
    dates = [t for t in sentence.tokens if t.kind == "D" and t.item.kind in ("day", "range", "relative", "month")]
    before = [t.item for t in dates if t.start < event.end]
    return before[-1:] or [t.item for t in dates if t.start < event.end + 20][:1]


def _clause_start(text: str, end: int, floor: int) -> int:
    quoted = False
    for at in range(end - 1, floor - 1, -1):
        if text[at] in "“”":
            quoted = text[at] == "”"
        if quoted:
            continue
        if text[at] in ",;。:\n":
            return at + 1
        if text[at] == "、" and text[at - 1 : at] in ("会", "动"):
            return at + 1
    return floor


_CLAUSE_END: Final = re.compile(r"[,。;\n]")


def _end(text: str, at: int, limit: int) -> int:
    match = _CLAUSE_END.search(text, at, limit)
    return match.start() if match else limit


def read_sent_groups(story: Story) -> list[Trip]:
    """Groups that a public body of a region sends to learn elsewhere."""
    trips: list[Trip] = []
    for sentence in story.sentences:
        tokens = sentence.tokens
        if "P" not in sentence.skeleton or _BUSY.search(sentence.skeleton):
            continue
        verb = next((m for m in _SENT.finditer(story.text, sentence.start, sentence.end)), None)
        if verb is None or not _STUDY.search(story.text, verb.end(), sentence.end):
            continue
        if _SERVES.search(story.text, verb.end(), sentence.end):
            continue  # who goes to work there for months pays no visit
        visitors = _sender(story, sentence, verb.start())
        if not visitors and trips and sentence.number == trips[-1].last + 1 and story.text[sentence.start - 1] == ";":
            visitors = trips[-1].visitors
        hosts: list[Region] = []
        for at, token in enumerate(tokens):
            if token.kind != "P" or token.start < verb.end():
                continue
            previous = next((t for t in reversed(tokens[:at]) if t.kind in "MPc,"), None)
            if (
                previous is not None
                and previous.kind in "MPc"
                and not story.text[previous.end : token.start].strip("、和及与先进地区")
            ) or (
                previous is not None
                and previous.kind == "c"
                and _village(story.text[tokens[at - 2].start : token.start])
            ):
                hosts += [r for r in _district(story.regions(token.item)) if r not in hosts]
        hosts = [h for h in hosts if not any(inside(h, v) for v in visitors)]
        if visitors and hosts:
            trip = Trip(visitors, hosts, sentence=sentence.number, last=sentence.number, tours=True, kind="other")
            edge = next((t.start for t in tokens if t.kind == "P" and t.start > verb.end()), verb.end())
            trip.when = story.when(
                [t.item for t in tokens if t.kind == "D" and t.item.kind in ("day", "range") and t.start < edge][:1]
            )
            trip.spans.append((sentence.start, sentence.end))
            trips.append(trip)
    return trips


def _district(regions: tuple[Region, ...]) -> list[Region]:
    """A township or village stands for the county or city that has it."""
    found = []
    for region in regions:
        place: Region | None = region
        while place is not None and place.level in ("township", "zone"):
            place = parent(place)
        if place is not None:
            found.append(place)
    return found


_VILLAGE: Final = re.compile(r"村|镇|乡|社区|园区|基地|、")


def _village(text: str) -> bool:
    return bool(_VILLAGE.search(text))


_VENUE_NAME: Final = re.compile(r"(?:国际)?(?:会议中心|会展中心|博览中心|大?酒店|宾馆|饭店|大厦|会堂)")


def _of_venue(story: Story, sentence: Sentence, host: Region) -> Region:
    """在广州越秀国际会议中心: the short name of a district is part of the house's name; the city before it receives."""
    for token in sentence.tokens:
        if token.kind != "P" or host not in story.regions(token.item) or not _VENUE_NAME.match(story.text, token.end):
            continue
        above = parent(host)
        short = not token.item.surface.endswith(("区", "县", "市"))
        if short and host.level == "county" and above is not None and len(token.item.candidates) > 1:
            return above
    return host


_ASSOCIATION: Final = re.compile(r"(?<!总)商会|同乡会|校友会")


def _sender(story: Story, sentence: Sentence, end: int) -> list[Region]:
    """The region before the verb, or the one the document is about when only 县委组织部 is named."""
    named = [t for t in sentence.tokens if t.kind in "PZ" and t.end <= end and story.text[t.start - 1] != "驻"]
    if _ASSOCIATION.search(story.text, _clause_start(story.text, end, sentence.start), end):
        return []
    if named:
        return list(_of(story, named[0]))[:1]
    match = _SENT_ORGAN.search(story.text, sentence.start, end)
    if not match:
        return []
    level = next((c for c in match.group() if c in "省市县区州旗"), None)
    for mention in story.analysis.places.mentions:
        if mention.start >= sentence.start:
            break
        regions = story.regions(mention)
        if len(regions) == 1 and mention.form == "full" and fits_level(regions[0], level):
            return list(regions)
    home = story.home_region(level)
    return [home] if home else []
