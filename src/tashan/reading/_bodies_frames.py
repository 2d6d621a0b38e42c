"""The ways a Chinese text tells of a body: founded, level of a mechanism, composed of, counted members, at work."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tashan.reading._bodies_names import CUE, NOUNS, RUN, level_by_name, name_before, runs
from tashan.records import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tashan.reading._stance import Stance
    from tashan.reading.source import Analysis
    from tashan.records import Region


@dataclass(frozen=True, slots=True)
class Count:
    """A number of members, the year it holds for, and where it stands."""

    year: str | None
    number: int
    span: tuple[int, int]


@dataclass(slots=True)
class Found:
    """
    What one sentence says of one body.

    Attributes:
        pieces: where its name stands in the normal text; more than one where the text names its parts apart.
        span: the words that prove it.
        level: and whether the text itself says so (`level_stated`) or the kind of body does.
        counts: numbers of members with the year they are for and the offsets of the words, earliest first.
    """

    pieces: tuple[tuple[int, int], ...]
    span: tuple[int, int]
    level: str | None = None
    level_stated: bool = False
    members: tuple[Region, ...] = ()
    actors: tuple[Actor, ...] = ()
    counts: tuple[Count, ...] = ()
    founded: str | None = None


_FOUND_VERB = r"(?:发起成立|联合组建|组建成立|联合成立|共同组建|成立|设立|组建|创建|建立|组成|合并为|整合为|升格为|更名为|改组为|挂牌成立)"
_BEFORE = re.compile(
    rf"{_FOUND_VERB}了?(?:的)?(?:全国|国内|我国)?(?:首个|第一个)?[“‘]?(?P<name>[^,。;:、“”()《》]{{2,36}})"
)
_AFTER = re.compile(
    r"^[”’]?(?:\([^)]{0,20}\))?(?:[^,。;、]{0,14}?)(?:正式|在[^,。;]{1,12}|于[^,。;]{1,14}|宣告|应运)?"
    r"(?P<verb>成立|设立|组建|揭牌|挂牌|创立|诞生|创建)"
)
_WHOLE_CLUSTER = re.compile("京津冀|长三角|粤港澳|长株潭|川渝|成渝|湘鄂赣")
_MERGED = re.compile("合并为|整合为|升格为|更名为|改组为")
_GENERIC = re.compile(
    "^(?:跨?区域|一体化|合作|协调|推进|专门|相关|有关|各级|各地|各类|市长|多层次|不同层级|长效|高效|城市)*(?:"
    + "|".join(NOUNS)
    + ")$"
)
_WORKS = re.compile(
    r"^[”’]?(?:采取|开展|负责|影响力|发布|运作|运行|牵头|组织|审议|通过了|印发|推动|承担|统筹|协调|积极|下设|设在|会员|成员"
    r"|共有|现有|自成立|成立以来|工作机制)"
)
_STANDING = re.compile("联盟|协调会|领导小组|理事会|办公室|秘书处|协调小组|联合体")
_LEVEL_WORD = {
    "会商": "consult", "协商": "consult", "议事": "consult", "咨询": "consult",
    "决策": "decide", "协调": "coordinate", "统筹": "coordinate", "执行": "execute", "落实": "execute",
}  # fmt: skip
_AS_LEVEL = re.compile(r"以(?P<names>[^。;]{2,80}?)为(?P<level>决策|协调|执行|会商|协商|议事)层")
_IS_LEVEL = re.compile(
    r"(?P<level>决策|协调|执行|会商|协商|议事)层(?:次|级|面)?(?:是|为|由|:|即)(?P<names>[^,。;]{2,60})"
)
_NAMED_LEVEL = re.compile(
    r"(?P<names>[^,。;:]{3,40}?)(?:是|作为|属于|为)(?P<level>决策|协调|执行|会商|协商|议事)(?:层|机构)"
)
_DEEDS = (
    ("决定", "decide"),
    ("决策", "decide"),
    ("协调", "coordinate"),
    ("落实", "coordinate"),
    ("专题", "execute"),
    ("部门", "execute"),
)
_SEQUENCE = re.compile(r"((?:会商|协商|决策|协调|执行)(?:\s*[-—→、]{1,2}\s*(?:会商|协商|决策|协调|执行)){2,3})")
_COUNT = re.compile(
    r"(?:成员(?:单位|城市|数)?|会员(?:单位|城市)?|入会城市|城市数量)[^,。;]{0,8}?(?:从|由)(?:(?:最初|原来|先前|成立时|成立之初)的?)?(?:(?P<y1>\d{4})年的?)?(?:最初的)?(?P<n1>\d+)[个家座]"
    r"[^,。;]{0,8}?(?:增加|增至|扩大|发展|扩容|增长|扩展|壮大)(?:到|至|为)?了?(?:(?P<y0>\d{4})年的?)?(?P<n2>\d+)[个家座](?:\((?P<y2>\d{4})年\))?"
)
_COUNT_TO = re.compile(
    r"(?:成员|会员)(?:单位|城市)?(?:已|已经|现已)?(?:增加|扩大|增至|达|扩容|发展|共有|现有|有|为)(?:到|至)?(?P<n>\d+)[个家座]"
)
_JOINED = re.compile(
    r"(?P<n>\d+)[余多]?[个家所座](?P<who>[^,。;]{0,24}?)(?:加盟|加入|参加|成为(?:首批)?(?:成员|会员)|为成员)"
)
_COMPOSED = re.compile(
    r"由(?P<who>[^。;]{4,160}?)(?:共同|联合|等)*(?:组成|组建|发起|发起成立|组建成立|构成)(?:了|的)?(?P<name>[^,。;:、“”()《》]{2,36})"
)
_PROPOSED_BY = re.compile(
    r"(?P<who>[^。;,]{2,60}?)(?:等)?(?:共同|联合)+(?:组建|发起|成立|组成)的(?P<name>[^,。;:、“”()《》]{2,36})"
)
_LIST = re.compile(
    r"(?:成立|组建|设立)了?(?P<items>(?:[^,。;、“”]{2,14}、)+[^,。;、“”]{2,14}?)等(?P<noun>联盟|专题组|合作组|专业组|工作组)"
)
_TRIAD = re.compile(
    r"“(?P<parts>[^”]{2,12}(?:\+[^”+]{2,14}){1,3})”的?[^,。;]{0,4}(?:三|两|二|四)?(?:个)?(?:层次|层级|级|层)?(?:架构|体制|机制|体系|模式)"
)
_ZONE = re.compile(r"[一-龥]{2,16}?(?:示范区|试验区|合作区|先行区|新区)")
_ZONE_LEAD = re.compile("^.*(?:推进|建设|打造|设立|成立|在|了)")
_LAYERS = re.compile(r"第([一二三四])层(?:次|级|面)?(?:是|为|:|,)")
_LAYER_STOP = re.compile(r"[。\n]")
_BODY_END = re.compile(
    r"[^,。;:“”()]*?(?:机制|座谈会|协调会|联席会议?|会商会|领导小组|会议|办公室|小组|工作组|专题组|理事会|委员会)"
)
_FIRM = re.compile("大学|学院|研究院|研究所|科学院|公司|集团|协会|商会|中心")
_ACTOR_KINDS = (
    (re.compile("大学|学院$"), "university"),
    (re.compile("研究院|研究所|科学院|社科院"), "institute"),
    (re.compile("公司|集团|企业"), "firm"),
    (re.compile("协会|商会|学会|联合会"), "association"),
    (re.compile("联盟"), "alliance"),
)


def founded(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """成立/设立/组建/合并为 NAME; NAME 在…成立/揭牌/挂牌."""
    text = analysis.text
    for match in _BEFORE.finditer(text, start, end):
        name = _ended(text, match.start("name"), match.end("name"))
        if name is None or not _suits(analysis, name, start, end):
            continue
        if stance.wished(start, match.start(), end):
            continue
        yield _found(analysis, name, start, end, match.start(), prefix=True)
    for run in runs(text, start, end):
        after = _AFTER.match(text[run.end() : end])
        if not after:
            continue
        name = name_before(text, run.start(), run.end())
        if name is None or not _suits(analysis, name, start, end):
            continue
        verb = run.end() + after.start("verb")
        if stance.wished(start, verb, end):
            continue
        yield _found(analysis, name, start, end, verb)


_ITEM = re.compile(r"[^、]+")


def levels(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """以X为决策层, 以Y、Z为执行层; 决策层是X."""
    text = analysis.text
    if "层" not in text[start:end] and "机构" not in text[start:end]:
        return
    if stance.wished(start, start, end) and stance.proposes(start):
        return
    for pattern in (_AS_LEVEL, _IS_LEVEL, _NAMED_LEVEL):
        for match in pattern.finditer(text, start, end):
            level = _LEVEL_WORD[match.group("level")]
            at = match.start("names")
            names = match.group("names")
            inner = names.rfind("以")
            if pattern is _AS_LEVEL and inner >= 0:
                at, names = at + inner + 1, names[inner + 1 :]
            for piece in _ITEM.finditer(names):
                for run in RUN.finditer(text, at + piece.start(), at + piece.end()):
                    name = name_before(text, run.start(), run.end())
                    if name:
                        yield Found((name,), match.span(), level, level_stated=True)


_LEVEL_NAME = re.compile("会商|协商|决策|协调|执行")


def layered(analysis: Analysis, stance: Stance, at: int) -> Iterator[Found]:
    """第一层是…;第二层是…: the levels by the order the text names (会商—决策—协调—执行) or by what each does."""
    text = analysis.text
    stop = _LAYER_STOP.search(text, at)
    end = stop.start() if stop else len(text)
    before = max(text.rfind("\n", 0, at), at - 200) + 1
    if stance.proposes(at) or stance.wished(before, at, at):
        return
    marks = list(_LAYERS.finditer(text, at, end))
    line_end = text.find("\n", at)
    sequence = _SEQUENCE.search(text, before, line_end if line_end >= 0 else len(text))
    order = _LEVEL_NAME.findall(sequence.group(1)) if sequence else []
    for place, mark in enumerate(marks):
        right = marks[place + 1].start() if place + 1 < len(marks) else end
        level = _LEVEL_WORD[order[place]] if len(order) == len(marks) else _by_deed(text[mark.end() : right])
        for name in _layer_names(text, mark.end(), right):
            yield Found(
                (name,),
                (mark.start(), min(right, mark.start() + 300)),
                level,
                level_stated=level is not None,
                members=_regions(analysis, *name) if "等" in text[slice(*name)] else (),
            )


_QUOTED = re.compile("“([^”]{4,30})”")
_MARK = re.compile("[,。;]")
_EACH = re.compile(r"每[^的,]{1,12}的")
_PIECE = re.compile(r"[^和]+(?:和(?=[^,。;]{0,3}发展)[^和]+)*")


def _layer_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    quoted = _QUOTED.search(text[start:end])
    if quoted:
        yield start + quoted.start(1), start + quoted.end(1)
        return
    stop = _MARK.search(text[start:end])
    right = start + stop.start() if stop else end
    left = start
    lead = _EACH.match(text[left:right])
    left += lead.end() if lead else 0
    for piece in _PIECE.finditer(text[left:right]):
        match = _BODY_END.match(piece.group())
        if match and len(match.group()) >= 4:
            yield left + piece.start(), left + piece.start() + match.end()


def _by_deed(layer: str) -> str | None:
    for word, level in (
        ("决定", "decide"),
        ("决策", "decide"),
        ("协调", "coordinate"),
        ("落实", "coordinate"),
        ("专题", "execute"),
        ("部门", "execute"),
    ):
        if word in layer:
            return level
    return None


def composed(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """由A、B、C共同组成NAME; A、B联合组建的NAME."""
    text = analysis.text
    sentence = text[start:end]
    together = "共同" in sentence or "联合" in sentence
    for pattern in (_COMPOSED, _PROPOSED_BY) if together else (_COMPOSED,):
        for match in pattern.finditer(text, start, end):
            name = _ended(text, match.start("name"), match.end("name"))
            if name is None or stance.wished(start, match.start(), end):
                continue
            if not _suits(analysis, name, start, end):
                continue
            found = _found(analysis, name, start, end, match.start())
            found.members = _regions(analysis, match.start("who"), match.end("who")) or found.members
            found.actors = _actors(analysis, match.start("who"), match.end("who"))
            yield found


def listed(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """成立园区共建、文化产业发展、企业服务等联盟: several bodies of one kind."""
    text = analysis.text
    for match in _LIST.finditer(text, start, end):
        if stance.wished(start, match.start(), end) or not _interregional(text, start, end):
            continue
        for item in _ITEM.finditer(match.group("items")):
            at = match.start("items") + item.start()
            pieces = ((at, at + len(item.group())), match.span("noun"))
            yield Found(pieces, match.span(), level_by_name(item.group() + match.group("noun")))


_YEAR = re.compile(r"((?:19|20)\d\d)年")


def members(analysis: Analysis, _stance: Stance, start: int, end: int) -> Iterator[Found]:
    """NAME成员单位从1992年的14个增加到41个(2019年); NAME…,会议成员增加到41座城市; 组建NAME,114家…加盟."""
    text = analysis.text
    grown = list(_COUNT.finditer(text, start, end))
    for match in grown:
        name = _last_name(text, start, match.start())
        if name:
            first = Count(
                match.group("y1"),
                int(match.group("n1")),
                (match.start("y1") if match.group("y1") else match.start("n1"), match.end("n1")),
            )
            last = Count(match.group("y2") or match.group("y0"), int(match.group("n2")), match.span("n2"))
            yield Found((name,), (name[0], match.end()), level_by_name(text[slice(*name)]), counts=(first, last))
    for pattern in () if grown else (_COUNT_TO, _JOINED):
        for match in pattern.finditer(text, start, end):
            name = _last_name(text, start, match.start())
            if name and _interregional(text, *name):
                year = _YEAR.search(text[start : match.start()])
                count = Count(year.group(1) if year else None, int(match.group("n")), match.span("n"))
                yield Found((name,), (name[0], match.end()), level_by_name(text[slice(*name)]), counts=(count,))


_PART = re.compile(r"[^+]+")


def triad(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """以“理事会+执委会+发展公司”的三层次架构为运行机制, of the zone the text last named."""
    text = analysis.text
    for match in _TRIAD.finditer(text, start, end):
        if stance.proposes(start):
            continue
        zone = _zone_before(text, max(0, start - 160), match.start())
        regions = _regions(analysis, match.end(), end)
        for part in _PART.finditer(match.group("parts")):
            if any(noun in part.group() for noun in NOUNS):
                at = match.start("parts") + part.start()
                pieces = (*zone, (at, at + len(part.group())))
                yield Found(pieces, match.span(), level_by_name(part.group()), members=regions)


def _zone_before(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The zone the text named last, without the verb before it; nothing if it named none."""
    zones = list(_ZONE.finditer(text, start, end))
    if not zones:
        return ()
    lead = _ZONE_LEAD.match(zones[-1].group())
    return ((zones[-1].start() + (lead.end() if lead else 0), zones[-1].end()),)


def working(analysis: Analysis, stance: Stance, start: int, end: int) -> Iterator[Found]:
    """A standing body that the text shows at work: NAME负责…, NAME影响力逐步扩大."""
    text = analysis.text
    for run in runs(text, start, end):
        if not _WORKS.match(text[run.end() : end]):
            continue
        name = name_before(text, run.start(), run.end())
        if name is None or not CUE.search(text, *name) or not _STANDING.search(text, *name):
            continue
        if stance.wished(start, run.end(), end):
            continue
        yield Found((name,), (name[0], min(end, name[0] + 120)), level_by_name(text[slice(*name)]))


def _ended(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The body's name inside a stretch after its verb: up to the end of the last noun."""
    run = RUN.match(text[start:end])
    return name_before(text, start, start + run.end()) if run else None


def _suits(analysis: Analysis, name: tuple[int, int], start: int, end: int) -> bool:
    """Whether a body joins several regions: by its name, its sentence, or two regions named there."""
    text = analysis.text
    label = text[slice(*name)]
    if _GENERIC.match(label):
        return False
    if CUE.search(label) or _interregional(text, start, end):
        return True
    return len({region.name for region in _regions(analysis, start, end)}) > 1


def _interregional(text: str, start: int, end: int) -> bool:
    return CUE.search(text, start, end) is not None


def _found(
    analysis: Analysis, name: tuple[int, int], start: int, end: int, verb: int, *, prefix: bool = False
) -> Found:
    text = analysis.text
    label = text[slice(*name)]
    pieces: tuple[tuple[int, int], ...] = (name,)
    clause = max(text.rfind(mark, start, min(verb, name[0])) for mark in ",:") + 1 or start
    subject = () if _MERGED.match(text, verb) else _regions(analysis, clause, min(verb, name[0]))
    if prefix and not CUE.search(label):
        cluster = _WHOLE_CLUSTER.search(text, start, verb)
        pieces = (cluster.span(), name) if cluster else pieces
    left = max(start, min(verb, name[0]) - 60)
    while left < name[0] and text[left] in ",;、 ”)":
        left += 1
    span = (left, min(end, max(name[1], verb) + 60))
    return Found(
        pieces,
        span,
        level_by_name(label),
        members=subject if len(subject) > 1 else (),
        founded=_date(analysis, start, max(verb, name[0])),
    )


def _date(analysis: Analysis, start: int, verb: int) -> str | None:
    """When: the last time named before the verb in its sentence."""
    times = analysis.between(analysis.times, start, verb)
    for time in reversed(times):
        resolved = analysis.dating.resolve(time)
        if resolved.start:
            return resolved.start
    return None


def _regions(analysis: Analysis, start: int, end: int) -> tuple[Region, ...]:
    found: dict[str, Region] = {}
    for mention in analysis.between(analysis.places.mentions, start, end):
        for region in analysis.regions(mention):
            found.setdefault(region.name, region)
    return tuple(found.values())


_ACTOR_GAP = re.compile(r"、|以及|和|与|倡议|发起|,")
_ACTOR_EDGE = re.compile(r"^(?:由|各|相关|等)+|等$")


def _actors(analysis: Analysis, start: int, end: int) -> tuple[Actor, ...]:
    """Universities, institutes, firms and associations in a list of members."""
    found = []
    for piece in _ACTOR_GAP.split(analysis.text[start:end]):
        name = _ACTOR_EDGE.sub("", piece)
        for pattern, kind in _ACTOR_KINDS:
            if pattern.search(name) and 4 <= len(name) <= 30 and not name.startswith(("各", "相关", "地方")):
                found.append(Actor(name, kind))
                break
    return tuple(found)


def _last_name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The body named last before a place in its sentence."""
    last = None
    for run in runs(text, start, end):
        name = name_before(text, run.start(), run.end())
        if name and text[slice(*name)] not in NOUNS:
            last = name
    return last
