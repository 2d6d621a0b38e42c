"""
From a sentence to its skeleton.

Each sentence that may tell an event becomes a list of tokens and a string of their letters, one letter a token
(`D,NLGMPcP`): frames are looked for in that string, and a match leads straight back to the tokens. The letters are
listed in lexicon.py.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Final

from tashan.reading.chinese.delegations import join_parties
from tashan.reading.chinese.lexicon import automaton, trigger_automaton, trigger_pattern
from tashan.reading.chinese.organs import ZONE_ALIAS
from tashan.reading.chinese.settling import mentions_in, settle
from tashan.reading.chinese.titles import join_names
from tashan.reading.chinese.tokens import Sentence, Token
from tashan.reading.source import Analysis

# News items are read whole; in longer texts only sentences with a trigger are.
_SHORT: Final = 2_500
# Links to other pages around an article tell events of their own.
_FURNITURE: Final = re.compile(
    r"[\s·>|\[【(]*(?:[上下]一[篇条则]|上篇|下篇|[前后]一[篇条]|相关(?:新闻|阅读|链接|文章|报道|推荐)|延伸阅读|推荐阅读|热门)[\s::\]】)>]"
)
_MAYBE: Final = re.compile(r"抵|赶到|带着|领着|走了|走进|来到|抵达|到访|来访|交流|看了|合作|客人")


def event_sentences(analysis: Analysis) -> list[tuple[int, int, int]]:
    """Sentences that hold a trigger, as (start, end, number of the sentence in the document)."""
    text = analysis.text
    short = len(text) <= _SHORT
    told = short and trigger_pattern().search(text) is not None  # news have a trigger in their first line
    hits = [] if told else trigger_automaton().find_matches_as_indexes(text)
    if not told and not hits and not (short and _MAYBE.search(text)):
        return []
    sentences = analysis.source.sentences
    if short:
        return [(*span, number) for number, span in enumerate(sentences) if not _FURNITURE.match(text, span[0])]
    starts = [s for s, _ in sentences]
    chosen = sorted({bisect_left(starts, start + 1) - 1 for _, start, _ in hits})
    return [(*sentences[i], i) for i in chosen if i >= 0 and not _FURNITURE.match(text, sentences[i][0])]


def tokenize(analysis: Analysis, start: int, end: int, number: int = 0) -> Sentence:
    """Tokens and skeleton of one sentence."""
    text = analysis.text
    letters = automaton()[1]
    words: list[tuple[str, int, int]] = []
    titles: list[Token] = []
    for index, left, right in _words_between(analysis, start, end):
        letter = letters[index]
        if letter == "t":
            titles.append(Token(letter, left, right, text[left:right]))
        else:
            words.append((letter, left, right))
    tokens = settle(text, mentions_in(analysis, start, end), words)
    if text.find("区)", start, end) >= 0:
        tokens = _with_aliases(text, tokens)
    sentence = Sentence(start, end, tokens, number=number)
    join_names(analysis, sentence, titles)
    if "G" in [token.kind for token in sentence.tokens]:
        join_parties(analysis, sentence)
    _gaps(text, sentence)
    sentence.finish()
    return sentence


def _with_aliases(text: str, tokens: list[Token]) -> list[Token]:
    """黄埔区(广州开发区): the zone that shares the office of a region is no place of its own."""
    kept: list[Token] = []
    for token in tokens:
        if kept and token.start < kept[-1].end:
            continue
        alias = ZONE_ALIAS.match(text, token.end) if token.kind == "P" else None
        if alias is not None:
            token.end = alias.end()
        kept.append(token)
    return kept


def _words_between(analysis: Analysis, start: int, end: int) -> list[tuple[int, int, int]]:
    """Words of a sentence as (number of the pattern, start, end); those of a short text are all found at once."""
    matcher = automaton()[0]
    if len(analysis.text) > _SHORT:
        found = matcher.find_matches_as_indexes(analysis.text[start:end])
        return [(index, start + left, start + right) for index, left, right in found]
    if analysis.words is None:
        found = matcher.find_matches_as_indexes(analysis.text)
        analysis.words = found, [left for _, left, _ in found]
    found, starts = analysis.words
    return found[bisect_left(starts, start) : bisect_left(starts, end)]


def _gaps(text: str, sentence: Sentence) -> None:
    """Mark unread words between tokens with a dot, so that frames see that something stands there."""
    result: list[Token] = []
    at = sentence.start
    for token in sentence.tokens:
        start = token.start
        if start > at:
            gap = text[at:start]
            if not gap.isspace():
                result.append(Token(".", at, start, gap))
        result.append(token)
        at = max(at, token.end)
    if at < sentence.end and not text[at : sentence.end].isspace():
        result.append(Token(".", at, sentence.end, text[at : sentence.end]))
    sentence.tokens = result
