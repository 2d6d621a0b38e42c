"""The cheap tests that let text without events pass at the speed of a few searches for literals."""

from __future__ import annotations

import re

from tashan.reading._patterns import holds_any

#: A document that tells of an event holds at least one of these (in lower case).
_DOCUMENT = (
    "delegat", "visit", "toured", "study tour", "inspect", "officials", "entrepreneurs", "entourage", "his party", "her party", "sign", "inked", "agreement",
    "memorand", " mou", "letter of intent", "joint ", "session of", "meeting", "forum", "symposi", "summit", "conference", "roundtable",
    "promotion", "roadshow", "talks", " met ", "secretary", "mayor", "governor", "chief executive", "federation of", "chamber of", "congress", "cppcc",
    "party chief", "leaders", "representatives", "trip to", "study group", " pact", "bureau", "director of",
)  # fmt: skip
#: A sentence that adds to an event holds at least one of these.
_SENTENCE = (
    *_DOCUMENT, "tour", "trip", "inspect", "arriv", "reach", "travel", "went ", "came ", "return", "headed", "led ", "lead", "left ", "leave", "depart",
    "was in", "were in", "is in", "are in", "will be in", "stay", "welcom", "receiv", "host", "accompan", "greet", "chief", "director", "chair", "magistrate",
    "commissioner", "official", "group", "team", "took", "sent ", "project", "ink", "conclud", "establish", "friend", "sister",
    "premier", "member", "head ", "leader", "mission", "call", "set off", "set out", "attended", "investigat", "stop", "flew", "pact", "deal", "dialogue",
    "promot", "showcas", "exchang", "represent", "proceed", "moved on", "continu", " week", "expo ", "exhibition", " fair ",
)  # fmt: skip


def may_hold_events(text: str) -> bool:
    """Tell whether a text holds any word of an event between regions."""
    return holds_any(text.lower(), _DOCUMENT)


def may_add(sentence: str) -> bool:
    """Tell whether a sentence in lower case can add anything to an event."""
    return holds_any(sentence, _SENTENCE)


_GESTURES = re.compile(
    r"\b(?:smiled|laughed|nodded|whispered|sighed|shrugged|frowned|muttered|grinned|poured the tea)\b"
)
_SPEECH = re.compile(
    r"[,.!?]\" (?:he|she|they|[A-Z]\w+|the \w+) (?:said|asked|whispered|replied|shouted|answered|told)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def reads_like_fiction(text: str) -> bool:
    """Tell whether a text without any year is full of talk and gestures: a novel, whose delegations are invented."""
    if '"' not in text or _YEAR.search(text):
        return False
    gestures = len(_GESTURES.findall(text[:20_000]))
    return gestures >= 2 and gestures + len(_SPEECH.findall(text[:20_000])) >= 4
