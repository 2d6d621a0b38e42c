"""The day and place that a report states of itself: its dateline, a stamp at its head, and whether its numerals can be trusted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tashan.reading.dating import date_document
from tashan.reading.suspect import judge

if TYPE_CHECKING:
    from tashan.reading.english.scene import Scene
    from tashan.reading.source import Analysis


_DATELINE = re.compile(
    r"(?:^|[\n.)\d] ?|[a-z] )(?P<place>(?!(?:On|In|From|At|By|Since|Until|Between|During|After|Before)\b)[A-Z][A-Za-z']+"
    r"(?: [A-Z][A-Za-z']+)?)(?:, (?:[A-Z][a-z]+ ?)+)?(?:, |,| "
    r")(?P<date>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)(?:, \d{4})?(?: \([A-Z][\w ]+\))? "
    r"?(?:--?|—|:)(?!\d)"
)


_BARE_DATELINE = re.compile(
    r"(?P<place>[A-Z](?<![^\n].)[A-Z']+(?: [A-Z][A-Z']+)?)(?:, [A-Z][a-z]+)? ?(?:--?|—) (?P<date>)"
)


# The end of a dateline, by what the engine can search for; most texts have none.
_DATELINE_ENDS = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?(?: \d{1,2})?(?:, \d{4})?(?: \([A-Z][\w ]+\))? ?(?:-|—|:)"
)


_DATE_FIRST = re.compile(  # "29th May 2023 - (Hong Kong)"
    r"(?P<date>\d(?<![^\n].)\d?(?:st|nd|rd|th)? (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]* \d{4}) ?[-—–]+ ?"
    r"\((?P<place>[A-Z][A-Za-z']+(?: [A-Z][A-Za-z']+)?)\)"
)


def doubt_numerals(scene: Scene) -> None:
    """The document's suspicion and a calendar that heeds it."""
    analysis = scene.analysis
    given = getattr(analysis, "suspicion", None)
    scene.suspicion = given if given is not None else judge(analysis.text, analysis.times, "en", analysis.signs)
    scene.dating = analysis.dating
    stamp = _stamp(analysis) if scene.dating.published is None else None
    if stamp is not None and not scene.suspicion:
        scene.stamp = (stamp.start, stamp.end)
        day = stamp.first
        scene.dating = date_document(
            analysis.text, analysis.times, published=f"{day.year:04d}-{day.month:02d}-{day.day:02d}", language="en"
        )
    if given is None and scene.suspicion:
        scene.dating = date_document(
            analysis.text, analysis.times, published=analysis.given_published, language="en", doubt=scene.suspicion
        )


def _stamp(analysis: Analysis) -> Any:
    """A full date that stands alone at the head of the text."""
    for mention in analysis.times[:1]:
        day = mention.first
        alone = re.match(r"[.)\]|:,]? ?(?:\n|[A-Z(]|-|$)", analysis.text[mention.end : mention.end + 4])
        bracketed = analysis.text[max(0, mention.start - 1) : mention.start] == "("
        if (
            mention.start < (140 if bracketed else 40)
            and mention.kind == "day"
            and day.year
            and day.month
            and day.day
            and (alone or bracketed)
        ):
            lead = analysis.text[: mention.start].strip(" (")
            if not lead or bracketed or re.search(r"(?i)(?:date|news|updated:?|published:?|time:?|[|:.])$", lead):
                return mention
    return None


def is_stamp(text: str, mention: Any, stated: tuple[int, int] | None) -> bool:
    """The day of publication in a header dates no event."""
    if stated is None or not stated[0] <= mention.start < stated[1]:
        return False
    return not re.search(
        r"(?i)\b(?:on|from|between|of|to|and|in)\s(?:the )?$", text[max(0, mention.start - 12) : mention.start]
    )


def behind_dateline(scene: Scene, start: int, end: int) -> int:
    """Where the first sentence of the report begins: behind its dateline."""
    if scene.dateline is not None and start <= scene.dateline[0] and scene.dateline[1] < end:
        return scene.dateline[1]
    return start


def read_dateline(scene: Scene) -> None:
    """Note the place and day of the report's dateline."""
    analysis = scene.analysis
    head = analysis.text[:1500]
    ends = _DATELINE_ENDS.search(head)
    match = (_DATELINE.search(head) if ends else None) or _BARE_DATELINE.search(head) or _DATE_FIRST.search(head)
    if not match:
        return
    start, end = match.span("place")
    stop = match.end()
    while stop < len(head) and head[stop] in " -":
        stop += 1
    scene.dateline = (start, stop)
    for mention in analysis.between(analysis.places.mentions, start, end + 40):
        regions = analysis.regions(mention)
        if mention.start == start and len(regions) == 1:
            scene.seat = regions[0]
    for time in analysis.between(analysis.times, match.start("date"), match.end() + 8):
        scene.seat_time = time
        break
