"""
Agreements signed between regions.

A verb of signing with a title in 《》 or a noun that names a kind of paper; the parties stand before the verb, in the
title, or are the two sides of the visit or meeting that is being told. Contracts of firms are none, nor are papers that
a meeting only adopts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tashan.reading.chinese.agreements_once import each_once, keep, told_by
from tashan.reading.chinese.agreements_otherwise import (
    at_ceremonies,
    between_towns,
    signed_by_all,
    signed_there,
    untitled,
)
from tashan.reading.chinese.agreements_signed import signed_by_verb
from tashan.reading.chinese.papers import Pact, titled
from tashan.reading.chinese.trips import Trip
from tashan.reading.dating import days_of
from tashan.records import Agreement

if TYPE_CHECKING:
    from tashan.reading.chinese.gatherings import Gathering
    from tashan.reading.chinese.story import Story

_STRENGTH: Final = (
    (re.compile(r"备忘录|意向书|纪要|倡议|宣言|公约"), "memorandum"),
    (re.compile(r"框架|战略合作|全面"), "framework"),
    (re.compile(r"合同"), "contract"),
    (re.compile(r"协同立法|条例"), "parallel_legislation"),
    (re.compile(r"协议|协定|计划|责任书"), "specific"),
)


def read_agreements(story: Story, trips: list[Trip], meetings: list[Gathering]) -> list[Pact]:
    """The agreements a document tells, each once."""
    found: list[Pact] = []
    for sentence in story.sentences:
        if "S" not in sentence.skeleton:
            continue
        for at, token in enumerate(sentence.tokens):
            if token.kind != "S" or (token.item == "签约" and not titled(sentence, at)):
                continue
            for pact in signed_by_verb(story, sentence, at, trips, meetings):
                keep(found, pact)
    for sentence in story.sentences:
        for read in (signed_by_all, signed_there, between_towns):
            for pact in read(story, sentence, trips, meetings):
                keep(found, pact)
        for pact in (*at_ceremonies(story, sentence, trips, meetings), *untitled(story, sentence, trips, meetings)):
            if not told_by(pact, found):
                keep(found, pact)
    return each_once(found)


def to_agreement(pact: Pact, story: Story, fields: tuple[str, ...]) -> Agreement:
    """The record of an agreement."""
    source = story.analysis.source
    evidence = [source.span(*pact.span)]
    when = pact.when
    if when.span and not (pact.span[0] <= when.span[0] and when.span[1] <= pact.span[1]):
        evidence.append(source.span(*when.span, "date"))
    if when.year and when.start:
        evidence.append(source.span(*when.year, "year"))
    title = pact.title
    if title:
        start = story.text.find(title, pact.span[0])
        title = source.original(start, start + len(title)) if start >= 0 else title
    strength = next((name for pattern, name in _STRENGTH if pattern.search(pact.title or "")), None)
    return Agreement(
        evidence=tuple(evidence), flags=when.flags, candidates=days_of(when.candidates), background=pact.background, title=title,
        parties=tuple(pact.parties), date=when.start, status=pact.status, strength=strength, fields=fields, parties_group=pact.group,
    )  # fmt: skip
