"""What a meeting takes from the trip and the sentences beside it: its place, its day and who took part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.gatherings import GROUP_LARGE, Gathering, dates_beside, place_beside
from tashan.reading.chinese.sessions import rebuild
from tashan.reading.chinese.trips import Trip, When, inside
from tashan.regions.geometry import contains

if TYPE_CHECKING:
    from tashan.reading.chinese.story import Story
    from tashan.reading.chinese.tokens import Sentence
    from tashan.regions import Region

_PAIRED: Final = re.compile(r"对口|协作|支援|帮扶|结对|援建|联席|发展交流")
_LIST_HINT: Final = re.compile(
    r"成员|包括|到会|与会|代表|共签|共同|轮值|联合|四市|三市|五市|两市|各市|各省|三省|四省|十市|城市有|合作"
)
_ATTENDS_IT: Final = re.compile(r"(?:出席|参加|参与)[^,。;]{0,4}(?:会议|年会|论坛|大会)")
_TO_IT: Final = "了?(?:会议|座谈会?|本次|此次|年会|论坛|大会|活动|联席会)"
_ATTENDS: Final = re.compile(
    f"出席{_TO_IT}|参加{_TO_IT}|参与{_TO_IT}|与会(?!人员|者|代表)|参会(?!人员|者|代表)|到会(?!人员|者|代表)"
)
_REGIONS_IN_NAME: Final = re.compile(
    r"[两三四五六七八九十]+(?:省区市|省市|省区|市州|市县|县区|区县|省|市|县|区|州|城|地)|毗邻|片区|区域|流域|经济区|经济带|城市群|都市圈|"
    r"跨[省市县区界]|省际|边界|交界|联席|地区"
)
_PAIR: Final = 2
_AT_OPENING: Final = re.compile(r"(?:出席|参加)[^,。;]{0,4}(?:开幕式|论坛|大会)")


def complete(story: Story, meeting: Gathering, trips: list[Trip], found: list[Gathering]) -> None:
    """Fill place, date, participants from the trip or the neighbouring sentences."""
    text = story.text
    rebuild(meeting, found)
    if (
        meeting.status == "planned"
        and meeting.session
        and any(o.session and o.session < meeting.session for o in found if o is not meeting)
    ):
        if meeting.place is None:
            meeting.place = None
        return
    if not meeting.when.stated and len(found) == 1:
        _held_on(story, meeting)
    called = _organisers(story, meeting)
    if len(called) >= _PAIR:
        meeting.participants, meeting.group, meeting.bare = list(called), None, False
    own = [t for t in (*trips, *story.attended) if not t.promotion and not t.background]
    trip = next(
        (t for t in own if abs(t.sentence - meeting.sentence) <= 3 or t.sentence <= meeting.sentence <= t.last + 2),
        None,
    )
    trip = trip or (own[0] if len(own) == 1 and 0 <= meeting.sentence - own[0].last <= 6 else None)
    if meeting.when.start and trip is not None and trip.when.start and meeting.when.start[:7] != trip.when.start[:7]:
        trip = None
    if trip is not None:
        if trip.status == "planned" and trip.attends and trip.sentence == meeting.sentence:
            meeting.status = "planned"
        if meeting.place is None and trip.hosts:
            meeting.place = next(h for h in trip.hosts if not any(contains(h, o) for o in trip.hosts))
        shared = meeting.when.span is not None and trip.when.span == meeting.when.span
        if (shared and trip.when.start != trip.when.end) or (not meeting.when.stated and not meeting.when.start):
            meeting.when = from_trip(trip)
    if not meeting.when.stated and meeting.status == "done":
        headline = next(
            (
                s
                for s in story.sentences
                if 0 <= s.number - meeting.sentence <= 2 and any(t.kind == "D" for t in s.tokens)
            ),
            None,
        )
        if headline is not None and trip is None and headline.number != meeting.sentence:
            meeting.when = story.when(dates_beside(headline, headline.end, headline.end))
    for sentence in story.sentences:
        if not 0 <= sentence.number - meeting.sentence <= 6:
            continue
        attend = meeting.session is not None and _AT_OPENING.search(text, sentence.start, sentence.end)
        if not attend and sentence.number - meeting.sentence > 3:
            continue
        same = sentence.number == meeting.sentence
        if "\n" in text[meeting.end : sentence.start].strip(" ") and any(t.kind == "G" for t in sentence.tokens):
            break  # another paragraph tells another event
        for token in sentence.tokens:
            if token.kind == "N":
                region = story.person_region(token.item)
                if (region is not None and same) or (region is not None and not trip):
                    _join(meeting, region)
        members = meeting.bare and _MEMBERS.search(text, sentence.start, sentence.end) is not None
        for run, end in _lists(story, sentence):
            if members or (len(run) >= _SEVERAL and meeting.bare and _THEIR_HEADS.match(text, end)):
                meeting.participants += [r for r in run if r not in meeting.participants]
            attends = _ATTENDS_IT.search(text, sentence.start, sentence.end) and sentence.number == meeting.sentence + 1
            if (len(run) >= 3 and (same or not meeting.bare or (meeting.session is not None and attends))) or (
                same and _LIST_HINT.search(text, sentence.start, sentence.end) and len(run) >= 2 and not trip
            ):
                for region in run:
                    _join(meeting, region)
    if trip is None and _REGIONS_IN_NAME.search(meeting.name):
        _attending(story, meeting)
    if (
        trip is not None
        and (not meeting.bare or (len(meeting.name) > 5 and _PAIRED.search(meeting.name)))
        and len(meeting.participants) < 2
    ):
        for region in (*trip.visitors, *trip.hosts[:1]):
            if meeting.bare and region.level == "township":
                meeting.participants.append(region)  # a town and whom it is paired with
            else:
                _join(meeting, region)
    if len(called) >= _PAIR:
        meeting.participants = called


_THE_MEETING: Final = re.compile(r"\s*(?:本次|此次|该|这次)?(?:会议|论坛|大会|年会|峰会)(?:将|定)?(?=[于在十一二\d])")


def _held_on(story: Story, meeting: Gathering) -> None:
    """会议于8日在甲市举行: the one meeting of the text, told of in a headline or a sentence before."""
    for sentence in story.sentences:
        if not 0 < sentence.number - meeting.sentence <= _SEVERAL or "D" not in sentence.skeleton:
            continue
        subject = _THE_MEETING.match(story.text, sentence.start, sentence.end)
        dates = dates_beside(sentence, subject.start(), subject.end()) if subject is not None else []
        if subject is None or not dates or "H" not in sentence.skeleton:
            continue
        meeting.when = story.when(dates)
        meeting.place = meeting.place or place_beside(story, sentence, subject.start(), subject.end())
        return


_TOGETHER: Final = re.compile(
    r"(?:由|,|\d日|^|[上下]午)([^,。;“”由]{6,80}?)(?:共同|联合)(?:主办|举办|召开|发起)了?的?[“]?$"
)


def _organisers(story: Story, meeting: Gathering) -> list[Region]:
    """由甲市文旅局和乙区文旅局共同主办的“…对接会”: whose meeting it is, whatever regions its name tells."""
    text = story.text
    before = text[max(0, meeting.start - 90) : meeting.start]
    if "共同" not in before and "联合" not in before:
        return []
    match = _TOGETHER.search(before)
    if match is None:
        return []
    start = meeting.start - len(before)
    places = story.analysis.between(story.analysis.places.mentions, start + match.start(1), start + match.end(1))
    found = list(dict.fromkeys(r for m in places for r in story.regions(m) if r.level != "cluster"))
    return found if not any(o is not r and contains(o, r) for r in found for o in found) else []


def _attending(story: Story, meeting: Gathering) -> None:
    """Who takes part by the sentences behind each telling of the meeting: 四川、重庆、云南、贵州四省市…参加会议."""
    told = {
        sentence.number
        for sentence in story.sentences
        for start, _ in meeting.spans
        if sentence.start <= start < sentence.end
    }
    for sentence in story.sentences:
        if sentence.number in told or not told & {sentence.number - 1, sentence.number - 2}:
            continue
        for run, end in _lists(story, sentence):
            if len(run) >= _PAIR and _ATTENDS.search(story.text, end, sentence.end):
                for region in run:
                    _join(meeting, region)


def _join(meeting: Gathering, region: Region) -> None:
    if region.level in ("township", "cluster", "other"):
        return
    if meeting.participants and any(inside(region, p) for p in meeting.participants):
        return
    meeting.participants.append(region)


_SEVERAL: Final = 3
_MEMBERS: Final = re.compile(r"[两三四五六七八九十\d]+[省市县区城州]”?(?:包括|为|分别[是为])")
_THEIR_HEADS: Final = re.compile(r"等?的?(?:[省市县区州]长|书记|主要领导|代表)(?!团|作)")


# 福建、江西等九个省区,以及香港和澳门: a list that is counted goes on.
_AND_ALSO: Final = re.compile(
    r"等?[两三四五六七八九十\d]+个?(?:内地)?(?:省区市|省市区|省区|省市|省|市|区|州|县)[,、]?(?:以及|和|及|与)|,以及"
)


def _lists(story: Story, sentence: Sentence) -> list[tuple[list[Region], int]]:
    """Runs of places joined by 、 or 和, with where they end."""
    runs: list[tuple[list[Region], int]] = []
    run: list[Region] = []
    gone_to, last = False, -2
    for at, token in enumerate(sentence.tokens):
        if token.kind != "P":
            continue
        gap = sentence.tokens[last + 1 : at]
        joined = last >= 0 and len(gap) == 1 and gap[0].kind == "c"
        joined = joined or (
            last >= 0 and _AND_ALSO.fullmatch(story.text, sentence.tokens[last].end, token.start) is not None
        )
        regions = story.regions(token.item)
        if len(regions) >= GROUP_LARGE or (token.item.form == "group" and len(regions) > len(token.item.surface)):
            last = -2  # 推动长三角一体化 names an area, not who takes part
            continue
        if not joined:
            gone_to = at > 0 and sentence.tokens[at - 1].kind == "M"  # where somebody goes to takes no part
            run = []
            runs.append((run, token.end))
        run += [r for r in regions if r not in run] if not gone_to else []
        runs[-1] = run, token.end
        last = at
    return runs


def from_trip(trip: Trip) -> When:
    """A day of its own is not known: the trip's day if it has one only, else its month."""
    when = trip.when
    if not when.start:
        return When()
    if when.end == when.start and not trip.stay:
        return When(when.start, when.end, when.flags, when.candidates, when.year, when.span, True, when.key)
    if when.end and when.end[:7] == when.start[:7]:
        return When(when.start[:7], None, when.flags, when.candidates, when.year, when.span)
    return When()
