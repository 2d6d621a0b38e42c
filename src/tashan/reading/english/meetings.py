"""Formal meetings between regions: sessions, joint conferences, forums, symposia with a name of their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading.english.marks import PERSON, PLACE, TITLE, Ribbon, frame
from tashan.reading.english.meeting_names import Draft, named_in, same_meeting
from tashan.reading.english.occasions import PLANNED, RECALLED, Occasion, coming_date, date_of, fallback_date, is_old
from tashan.reading.english.spots import contains
from tashan.records import Meeting

if TYPE_CHECKING:
    from tashan.reading.english.scene import Scene
    from tashan.reading.english.spots import Spot
    from tashan.records import Visit
    from tashan.regions import Region


_FORMAL = re.compile(
    r"co-?operation|collaboration|joint|forum|summit|plenary|session|liaison|coordination|round ?table|dialogue|leaders|mayors|conference|"
    r"high-level",
    re.IGNORECASE,
)
_HELD = re.compile(
    r"\b(?:held|opened|opens|took place|takes place|convened|convenes|kicked off|kicks off|concluded|closed|"
    r"hosted|hosts|hosting|staged|started|began|launched|gathered|attended|attend|co-chaired|co-chair|chaired|"
    r"presided|wrapped up|organi[sz]ed|as part of|"
    r"to be held|will be held|(?:to|will) hold|met for|sat down|met (?:on|in|at)|gathered|joined|addressed|participat\w+ in|(?:take|took|taking) part in|"
    r"unveiled|it was|at the|will meet|during the|after the|following "
    r"the|after a|(?:visit\w*|depart\w*|leave|left|go|went|travel\w*|arriv\w*)[^.;]{1,80} for the|scheduled for)\b",
    re.IGNORECASE,
)
_WAS_HELD = re.compile(
    r"\b(?:was|were) (?:\w+ )?(?:held|convened|opened|hosted)\b|(?<!\bbe )\b(?:opened|concluded|took place|kicked off|"
    r"co-chaired|attended)\b"
)
_WILL = re.compile(r"\b(?:will|is to|to visit|to attend|is scheduled)\b")
_MET = re.compile(r"\b(?:sat down|met|gathered|convened|opened|took place)\b")
_BOTH_HOLD = frame(
    r"<place>(?:,? (?:and|with) <place>)+ (?:jointly |together |also )?(?:held|hold|convened|staged|co-hosted|hosted) [\w -]*$"
)
# Where those go who attend: "will lead a delegation to Guangzhou to attend the …".
_GOES = frame(
    r"\bto (?:visit )?(?P<place><place>),? (?:[^.;]{0,40}? )?(?:(?:to|and) (?:attend|co-?chair|chair|take part in|participate in|join)|for)"
    r" (?:the |an? )?(?:<time> )?[^.;]{0,40}$"
)
_SINCE = re.compile(r"(?i) since (?:the |(?:he|she|they|it|both)\b[^,.;]{0,80})?$")
_HERE = re.compile(r"\bhere\b")
_IN = frame(r"\b(?:in|at) (?:the )?(?P<place><place>)(?!'s)")
_LIST = frame(r"<place>(?:, (?:and )?<place>| and <place>|,? as well as <place>)+")


def read_meetings(scene: Scene, visits: list[Visit]) -> list[Meeting]:
    """The formal meetings between regions that a document tells of."""
    drafts: list[Draft] = []
    for index, ribbon in enumerate(scene.ribbons):
        for draft, start, end in named_in(ribbon):
            known = same_meeting(drafts, draft)
            if known is None:
                drafts.append(draft)
                known = draft
            _fill(known, scene, index, start, end, again=known is not draft)
    _join_series(drafts)
    occasion = Occasion(scene, visits)
    for draft in drafts:
        _take_members(draft, scene)
        if len(draft.participants) < 2 and not draft.group and _SUBJECT.search(draft.words):
            _take_sides(draft, occasion)
    counting = [draft for draft in drafts if _counts(draft)]
    return [_record(draft, scene, occasion) for draft in counting if not _spoken_of_again(draft, counting)]


def _spoken_of_again(draft: Draft, others: list[Draft]) -> bool:
    """Whether "a joint meeting" is the joint conference that the text names besides."""
    bare = not (draft.named or draft.group or draft.session or draft.planned)
    return bare and any(
        other.named and not other.planned and set(draft.participants) <= set(other.participants) for other in others
    )


# What a meeting of both sides in the course of a visit is about, so that it has a name of its own.
_SUBJECT = re.compile(
    r"(?i)(?:seminar|symposium|forum|conference) on (?:the )?[^,.;]*(?:poverty alleviation|paired|counterpart|assistance)"
)
_LISTS = re.compile(r"(?i)\b(?:includ|compris|encompass|consist|cover|they are|namely|members are)[^.]{0,60}$")
_NEXT_ONE = re.compile(r"[;,]? ?(?:(?:and|as well as) )?(?:the )?")


def _take_members(draft: Draft, scene: Scene) -> None:
    """The members of the grouping that a meeting is of, where the text lists five or more of them."""
    if not draft.group or len(draft.participants) > 4:
        return
    text, run = scene.analysis.text, list[Any]()
    for mention in scene.analysis.places.mentions:
        if run and not _NEXT_ONE.fullmatch(text, run[-1].end, mention.start):
            if len(run) > 4 and _LISTS.search(text, max(0, run[0].start - 90), run[0].start):
                break
            run = []
        run += [mention]
    if len(run) > 4 and _LISTS.search(text, max(0, run[0].start - 90), run[0].start):
        for mention in run:
            for region in scene.analysis.regions(mention) if mention.form != "group" else ():
                _add(draft.participants, region)


def _take_sides(draft: Draft, occasion: Occasion) -> None:
    """Both sides of the document's visit, in whose course the meeting was held."""
    visits = occasion.fresh_visits
    if len(visits) == 1:
        draft.both = True
        for region in (*visits[0].visitors, *visits[0].hosts):
            _add(draft.participants, region)


def _join_series(drafts: list[Draft]) -> None:
    """Another year's meeting of a series the document reports is of the same group."""
    for draft in drafts:
        if draft.year is None or draft.named or draft.group or _counts(draft):
            continue
        last = draft.words.split()[-3:]
        for other in drafts:
            if other is not draft and other.group and other.words.split()[-3:] == last and _counts(other):
                draft.group = other.group


def _fill(draft: Draft, scene: Scene, index: int, start: int, end: int, *, again: bool) -> None:
    ribbon = scene.ribbons[index]
    text = ribbon.text
    held = _HELD.search(text)
    if again:
        draft.spans.append(ribbon.span(start, end))
    if held is None and index > 0:
        return
    draft.spans.append(ribbon.span(0, len(text)))
    if _WAS_HELD.search(text):
        draft.planned = False
    elif PLANNED.search(text[max(0, start - 40) : end + 60]) or (
        not again and (will := _WILL.search(text[:start])) and not _MET.search(text, will.end(), start)
    ):
        draft.planned = True
    if (RECALLED.search(text) or _SINCE.search(text, 0, start)) and not again:
        draft.background = True
    if _BOTH_HOLD.search(text[:start]):
        draft.both = True
    place = _place(scene, index, start, end)
    if draft.place is None or (place is not None and contains(draft.place, place)):
        draft.place = place  # a headline may tell the province only
    if draft.dated is None or draft.dated.value is None:
        dated = date_of(Occasion(scene), ribbon, start, end, own_only=True, inside=False)
        if dated.value or dated.candidates:
            draft.dated = dated
    _take_part(draft, scene, index, start, end)


def _place(scene: Scene, index: int, start: int, end: int) -> Region | None:
    ribbon = scene.ribbons[index]
    text = ribbon.text
    found: list[tuple[bool, int, Region]] = []
    for match in _IN.finditer(text):
        spot = ribbon.value(match.start("place"))
        if not start <= match.start("place") < end and not spot.group and len(spot.regions) == 1:
            found.append((match.start() < end, match.start(), spot.regions[0]))
    if found:
        return min(found, key=lambda place: place[:2])[2]  # the first one behind the name, else the first one before it
    goes = _GOES.search(text, 0, start)
    if goes is not None:
        going: Spot = ribbon.value(goes.start("place"))
        if not going.group and len(going.regions) == 1:
            return going.regions[0]
    if _HERE.search(text) or (index and _HERE.search(scene.ribbons[index - 1].text)) or scene.seat is not None:
        return scene.seat
    return None


def _take_part(draft: Draft, scene: Scene, index: int, start: int, end: int) -> None:
    ribbon = scene.ribbons[index]
    text = ribbon.text
    for region in draft.named:
        _add(draft.participants, region)
    if len(draft.named) > 1:
        return
    for match in _LIST.finditer(text):
        if match.start() < end and match.end() > start:
            continue
        if re.search(r"\b(?:in|at|visit\w*)\s(?:the )?$", text[: match.start()]):
            continue
        for spot in ribbon.values(PLACE, match.start(), match.end()):
            if not spot.group:
                for region in spot.regions:
                    _add(draft.participants, region)
    for at in range(index, min(index + 3, len(scene.ribbons))):
        other = scene.ribbons[at]
        if at == index or _ATTENDS.search(other.text):
            _take_people(draft, scene, other)
            for match in _WHO_ATTENDED.finditer(other.text):
                for spot in other.values(PLACE, match.start("list"), match.end("list")):
                    for region in () if spot.group else spot.regions:
                        _add(draft.participants, region)
    if "joint" in draft.words.lower():
        for match in _REPORTS.finditer(text):
            for region in ribbon.value(match.start("place")).regions:
                _add(draft.participants, region)
    if len(draft.participants) < 2 and (draft.session or "annual" in draft.words):
        for other in scene.ribbons[max(0, index - 1) : index + 2]:
            _take_signatories(draft, other)


_ATTENDS = re.compile(
    r"\b(?:attended|attend|delivered|chaired|presided|spoke|addressed|presented|reported|also present|(?:was|were) present)\b"
)
_REPORTS = frame(
    r"\b(?:officials|representatives|leaders|comrades|members|heads|people)(?: in charge)? (?:of|from) (?:the )?(?P<place><place>)"
    r"[^.;]{0,40}? (?:report(?:ed|s)?|spoke|speak|introduced?|briefed|made (?:a )?(?:speech|speeches|reports?))\b"
)
_OFFICIALS_OF = frame(
    r"\b(?:officials|representatives|leaders|mayors|heads|delegations) (?:of|from)(?: the)? [\w ]*(?:-{1,2}|—|:|,)? ?"
    r"(?P<list><place>(?:, <place>)*,? and <place>)[^.;]*\bsigned\b"
)


_HEADS_OF_SIDES = frozenset(("party", "government", "deputy_party", "standing_committee", "congress"))
_WHO_ATTENDED = frame(
    r"\b(?i:officials|representatives|leaders|mayors|heads|delegations|delegates|governors|chairmen) (?:of|from)(?: the)? [\w ]*(?:-{1,2}|—|:|,)? ?"
    r"(?P<list><place>(?:(?:, <place>)*,? and <place>)?)[^.;]{0,40}? (?:attended|took part|participated|were present|gathered)\b"
)


def _take_people(draft: Draft, scene: Scene, ribbon: Ribbon) -> None:
    """The regions of the leaders whom a sentence names."""
    for people in ribbon.values(PERSON):
        for person in people:
            office = scene.region_of(person)
            if office is not None and person.kind in _HEADS_OF_SIDES:
                _add(draft.participants, office)
    for title in ribbon.values(TITLE):
        for region in title.regions if title.several else title.regions[:1]:
            _add(draft.participants, region)
    for match in _OTHERS_OF.finditer(ribbon.text) if PERSON in ribbon.text else ():
        for spot in ribbon.values(PLACE, *match.span()):
            for region in () if spot.group else spot.regions:
                _add(draft.participants, region)


# Party secretaries Li Qiang of Shanghai, Che Jun of Zhejiang and Li Jinbin of Anhui: one title for all of them.
_OTHERS_OF = frame(r"<person>(?:,? (?:and )?[A-Z][\w'-]+(?: [A-Z][\w'-]+){1,2} of <place>)+", 0)


def _take_signatories(draft: Draft, ribbon: Ribbon) -> None:
    """The regions whose officials signed something at the meeting, where nothing else says who met."""
    for match in _OFFICIALS_OF.finditer(ribbon.text):
        for spot in ribbon.values(PLACE, match.start("list"), match.end("list")):
            for region in () if spot.group else spot.regions:
                _add(draft.participants, region)
    if _SIGNED.search(ribbon.text):
        for title in ribbon.values(TITLE):
            for region in title.regions if title.several else ():
                _add(draft.participants, region)


_SIGNED = re.compile(r"\b(?:co-?)?signed\b")


def _add(regions: list[Region], region: Region) -> None:
    if region not in regions and not any(contains(r, region) or contains(region, r) for r in regions):
        regions.append(region)


_TOGETHER = re.compile(r"(?i)co-?operation|collaboration|alliance")
_OF_BOTH = frame(
    r"(?:the )?<place>(?:-| |/| & )<place> (?-i:Symposium|Seminar)$"
)  # "the Chongqing Hong Kong Symposium"
_JOINT = re.compile(r"(?i)\bjoint (?:conference|meeting)")


def _outside(a: Region, b: Region) -> bool:
    return a != b and not contains(a, b) and not contains(b, a)


def _counts(draft: Draft) -> bool:
    """Formal, and between regions: both in its name, or a grouping, or several taking part in a joint event."""
    if len(draft.spans) < 2:
        return False
    words = draft.words
    formal = bool(_FORMAL.search(words))
    if len(draft.named) > 1:
        return formal or (
            draft.head in ("symposium", "meeting", "seminar")
            and (len(words.split()) > 3 or _OF_BOTH.match(words) is not None)
        )
    if draft.group:
        return formal or draft.head in ("symposium", "meeting", "conference", "forum")
    if (
        len(draft.participants) > 1
        and draft.both
        and re.search(r"co-?operation|collaboration|assistance", words, re.IGNORECASE)
    ):
        return True
    if (
        len(draft.participants) == 1
        and (draft.session or draft.year)
        and draft.place is not None
        and _JOINT.search(words)
    ):
        return _outside(draft.place, draft.participants[0])  # a member was host to another one
    if len(draft.participants) > 2 and _TOGETHER.search(words):
        return True
    if len(draft.participants) < 2 or (not draft.named and not draft.session and "joint" not in words.lower()):
        return False
    joint = re.search(r"joint (?:[\w-]+ ){0,2}(?:conference|meeting|session)|plenary|session", words, re.IGNORECASE)
    return bool(joint) or (bool(draft.session) and (formal or len(draft.participants) > 2))


def _record(draft: Draft, scene: Scene, occasion: Occasion) -> Meeting:
    source = scene.analysis.source
    if draft.dated is not None and scene.dating.published and (draft.dated.value or "")[:10] > scene.dating.published:
        draft.planned = True
    text = scene.analysis.text
    first, last = draft.spans[0]
    dated = draft.dated
    if dated is None:
        dated = coming_date(occasion) if draft.planned else fallback_date(occasion)
    evidence = [source.span(*span) for span in dict.fromkeys(draft.spans)][:3]
    for region in draft.named:
        _add(draft.participants, region)
    if draft.place is not None and len(draft.participants) < 2 and not draft.group:
        _add(draft.participants, draft.place)
    return Meeting(
        evidence=(*evidence, *dated.evidence), flags=dated.flags, candidates=dated.candidates, background=draft.background or is_old(scene, dated.value),
        name=" ".join(text[first:last].split()).lstrip('"'), session=draft.session, date=dated.value, place=draft.place,
        participants=tuple(draft.participants), participants_group=draft.group if len(draft.participants) < 2 else None,
        status="planned" if draft.planned else "done",
    )  # fmt: skip
