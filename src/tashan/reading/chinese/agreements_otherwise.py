"""Papers told otherwise than by who signs what: by a ceremony, by where they were signed, by towns, with no name."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Any, Final

from tashan.reading.chinese.agreements_signed import PLANNED, PROPOSED, signed_when
from tashan.reading.chinese.missions import FOREIGN
from tashan.reading.chinese.papers import Pact
from tashan.reading.chinese.signatories import trip_near
from tashan.reading.chinese.signatory_names import named_parties, tops
from tashan.reading.chinese.tokens import Token
from tashan.reading.chinese.trips import Trip
from tashan.records import Organ
from tashan.regions import Region

if TYPE_CHECKING:
    from tashan.reading.chinese.gatherings import Gathering
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence

PAIR: Final = 2
_CEREMONY: Final = re.compile(
    r"(?:协议书|协议|备忘录|意向书|协定)[》”]?(?:签约|签字|签署|签订)(?:暨?(?:挂牌|揭牌|启动|授牌|座谈))?(?:仪式|活动|会)"
)
_SIGNATORY_TAIL: Final = re.compile(
    r"^(?:(?:人民)?政府|省直部门|[市县区州省]|党委|两[市县区地省]|的|缔结|签署|签订|战略性)+(?=[^的])"
)
_OFFICE_SIGNS: Final = re.compile(r"[\u4e00-\u9fff]{2,8}?(?:厅|局|委|办)(?=[、与和]|[\u4e00-\u9fff“《]{4})")
_HELD_THERE: Final = re.compile("(?:举行|举办|召开)的")  # 在丙举行的甲乙战略合作备忘录签约仪式
_SIGNED_AT: Final = re.compile("》?”?(?:签约|签字|签署|签订)")


def at_ceremonies(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲市与乙市战略合作协议签约仪式在丙举行: the name of a ceremony tells the paper and its two parties."""
    text = story.text
    found: list[Pact] = []
    if "仪式" not in text[sentence.start : sentence.end] and "签约" not in text[sentence.start : sentence.end]:
        return found
    for match in _CEREMONY.finditer(text, sentence.start, sentence.end):
        end = _SIGNED_AT.search(text, match.start()).start()  # type: ignore[union-attr]
        start = max(text.rfind(mark, sentence.start, match.start()) + 1 for mark in ",。;!?\n:在")
        held = _HELD_THERE.search(text, max(start, sentence.start), match.start())
        start = held.end() if held else start
        places = story.analysis.between(story.analysis.places.mentions, max(start, sentence.start), end)
        parties: list[Any] = list(dict.fromkeys(r for m in places for r in story.regions(m)))
        if not places or len(tops(list(parties))) != 2 or PROPOSED.search(text, sentence.start, start):
            continue
        organs = [_OFFICE_SIGNS.match(text, m.end, end) for m in places]
        last = organs[-1].end() if organs[-1] else places[-1].end
        if all(organs) and len(places) == len(parties):
            parties = [Organ(m.surface + o.group(), r) for m, o, r in zip(places, organs, parties, strict=True) if o]
        title = _SIGNATORY_TAIL.sub("", text[last:end].strip("《“的"))
        pact = Pact(title, (places[0].start, end), sentence.number, list(parties))
        pact.status = "planned" if PLANNED.search(text, start, match.end() + 12) else "signed"
        pact.when = signed_when(story, sentence, Token("S", match.end(), match.end()), trips, meetings)
        found.append(pact)
    return found


_THERE: Final = re.compile(
    r"([^,。;!?\n《》:]{3,40}?(?:协议书|协议|备忘录|意向书|纪要|宣言)),?(?:昨日|今日|日前|当日|正式)?"
    r"在[^,。;]{2,12}?(?:正式|共同|成功|现场)?(?:签署|签订|签字)(?!仪式)"
)


def signed_there(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲乙两省联席会议纪要在丙签署: the paper is the subject, and its name holds who signs."""
    text = story.text
    if "在" not in text[sentence.start : sentence.end] or "签" not in text[sentence.start : sentence.end]:
        return []
    match = _THERE.search(text, sentence.start, sentence.end)
    if match is None or PROPOSED.search(text, sentence.start, match.start()):
        return []
    places = story.analysis.between(story.analysis.places.mentions, match.start(1), match.end(1))
    parties: list[Any] = list(dict.fromkeys(r for m in places for r in story.regions(m)))
    if len(tops(parties)) < PAIR:
        return []
    title = re.sub("^(?:其中|会上|昨日|今日|日前|当日)", "", match.group(1))
    pact = Pact(title, (match.start(1), match.end()), sentence.number, parties)
    pact.status = "planned" if PLANNED.search(text, match.end(1), match.end()) else "signed"
    pact.when = signed_when(story, sentence, Token("S", match.end(), match.end()), trips, meetings)
    return [pact]


_TOWN: Final = r"((?:[\u4e00-\u9fff]{2,3}[市县区])?[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))(?:人民政府|党委|政府)?"
_TOWNS: Final = re.compile(_TOWN + "[与和同]" + _TOWN)
_NEXT_TOWNS: Final = re.compile(r"(?:[、,;]|及|和|以及)")
_THEY_SIGN: Final = re.compile(
    r"(?:等)?(?:分别|共同|也|还|在会上|现场)*(?:签订|签署|签定|签了|签)了?([^,。;]{0,24}?(?:协议书|协议|备忘录|意向书|责任书))"
)


def between_towns(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲镇与丙镇、乙镇与丁镇分别签署了结对协议: towns of the guests and of the hosts, each pair a paper of its own."""
    text = story.text
    trip = trip_near(trips, sentence.number)
    if trip is None or "签" not in text[sentence.start : sentence.end] or not trip.hosts:
        return []
    pairs: list[re.Match[str]] = []
    for match in _TOWNS.finditer(text, sentence.start, sentence.end):
        if pairs and not _NEXT_TOWNS.fullmatch(text, pairs[-1].end(), match.start()):
            pairs = []
        pairs.append(match)
    signed = _THEY_SIGN.match(text, pairs[-1].end(), sentence.end) if pairs else None
    if signed is None:
        return []
    guest, host = trip.visitors[0], trip.hosts[0]
    home = story.publisher or story.home_region(None)
    first, second = (host, guest) if home is not None and home == host else (guest, host)
    when = signed_when(story, sentence, Token("S", signed.start(), signed.end()), trips, meetings)
    title = signed.group(1).strip("了的《“")
    found = []
    for pair in pairs:
        one, two = _town_of(first, pair.group(1)), _town_of(second, pair.group(2))
        if one is not None and two is not None:
            span, words = (pair.start(), signed.end()), title if len(title) > _SHORT else None
            found.append(Pact(words, span, sentence.number, [one, two], when=when))
    return found


_SHORT: Final = 3


def _town_of(side: Region, name: str) -> Region | None:
    """The town of that name below one side; the side itself where it is that town."""
    bare = re.sub(r"^[\u4e00-\u9fff]{2,3}[市县区](?=[\u4e00-\u9fff]{2,3}(?:镇|乡|街道))", "", name)
    if side.name.endswith(bare):
        return side
    return Region(None, side.name + bare, "township") if side.level == "county" else None


_SIGN_WITH: Final = re.compile(r"(?:(?:人民)?政府|党委|[省市县区州]委)?[与和同]")
_SIGN_UP: Final = re.compile(
    r"(?:(?:人民)?政府|党委)?(?:在[^,。;在]{2,8})?(?:就[^,。;]{2,24})?(?:正式|成功|顺利|再次|再度|今日|今天|昨日|昨天|现场|集中)*签约"
    r"(?=[,。;!\s]|$|缔结|结为|合作|共建|携手)"
)


def untitled(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """甲市政府和乙县就帮扶工作签约: two governments sign, and nobody names the paper."""
    text = story.text
    if "签约" not in text[sentence.start : sentence.end]:
        return []
    found: list[Pact] = []
    places = story.analysis.between(story.analysis.places.mentions, sentence.start, sentence.end)
    for left, right in itertools.pairwise(places):
        signed = _SIGN_UP.match(text, right.end, sentence.end)
        if signed is None or not _SIGN_WITH.fullmatch(text, left.end, right.start):
            continue
        parties = [*story.regions(left), *story.regions(right)]
        if len(parties) != 2 or len(tops(list(parties))) != 2:
            continue
        if PROPOSED.search(text, sentence.start, left.start) or FOREIGN.search(text, left.start, signed.end()):
            continue
        pact = Pact(None, (left.start, signed.end()), sentence.number, list(parties))
        pact.status = "planned" if PLANNED.search(text, max(sentence.start, left.start - 8), signed.end()) else "signed"
        pact.when = signed_when(story, sentence, Token("S", signed.end(), signed.end()), trips, meetings)
        found.append(pact)
    return found


_BY_ALL: Final = re.compile(
    r"([^,。;!?\n《》:]{3,40}?(?:协议书|协议|备忘录|意向书|协定)),?由(?=[^。;\n]{6,90}?共同(?:签约|签署|签订))"
)


def signed_by_all(story: Story, sentence: Sentence, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """…框架协议,由甲市、乙市、丙市共同签署."""
    text = story.text
    if "共同签" not in text[sentence.start : sentence.end]:
        return []
    found: list[Pact] = []
    for match in _BY_ALL.finditer(text, sentence.start, sentence.end):
        end = text.index("共同签", match.end())
        parties = [p for p in named_parties(story, sentence, match.end(), end) if not isinstance(p, Organ)]
        if len(tops(list(parties))) < 2:
            continue
        title = match.group(1).removeprefix("其中").strip("《》“”")
        pact = Pact(title, (match.start(1), end), sentence.number, list(parties))
        pact.when = signed_when(story, sentence, Token("S", end, end), trips, meetings)
        found.append(pact)
    return found
