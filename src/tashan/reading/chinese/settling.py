"""Which places, dates, book titles and words of a sentence stand, where they overlap."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import Any, Final

from tashan.reading.chinese.lexicon import classes
from tashan.reading.chinese.tokens import START, Token
from tashan.reading.source import Analysis

_BOOK: Final = re.compile(r"《(?:[^《》\n]|《[^《》\n]{1,40}》){1,90}》")  # 《实施《…协议》重点工作》


def _bracketed(text: str, start: int, end: int, limit: int) -> bool:
    """A full date in the bracket that closes a headline is when it was printed, not when it happened."""
    return (
        text[limit - 1] == ")"
        and text.find(")", end, limit) == limit - 1 > 0
        and "(" in text[max(0, start - 40) : start]
        and text.rfind("(", 0, start) > text.rfind(")", 0, start)
    )


def mentions_in(analysis: Analysis, start: int, end: int) -> list[Token]:
    """Places, dates and book titles of a sentence."""
    text = analysis.text
    tokens = [Token("P", m.start, m.end, m) for m in analysis.between(analysis.places.mentions, start, end)]
    dates = analysis.between(analysis.times, start, end)
    stamp = analysis.dating.published_evidence if dates else None
    edge: int | None = None  # where the date before ends that only says when the page was made
    for m in dates:
        # The weekday behind the day of publication belongs to it.
        weekday = text.startswith(("星期", "周"), m.start)
        stamped = stamp is not None and stamp[0] < m.end and m.start < stamp[1] + weekday
        stamped = stamped or _CLOCK.match(text, m.start) is not None
        stamped = stamped or (stamp is not None and _alone(text, m) and m.first.year is not None)
        stamped = stamped or (weekday and edge is not None and 0 <= m.start - edge <= 1)
        edge = m.end if stamped else None
        if not stamped and not _DATELINE.match(text, m.end) and not _bracketed(text, m.start, m.end, end):
            tokens.append(Token("D", m.start, m.end, m))
    if text.find("融媒", start, end) >= 0:
        tokens += [Token("P", m.start, m.end, m) for m in _travelling_media(analysis, start, end)]
    if text.find("《", start, end) >= 0:
        tokens += [Token("T", *m.span(), m.group()) for m in _BOOK.finditer(text, start, end)]
    return tokens


_MEDIA: Final = re.compile("融媒体?(?:中心|集团)?$")
_TRAVELS: Final = re.compile("(?:有关|相关|主要|分管)?(?:负责人|领导|考察|学习|调研|一行|组织|赴|到|前往|来)")


def _travelling_media(analysis: Analysis, start: int, end: int) -> list[Any]:
    """某县融媒体中心一行到…: here the county's centre is no paper that prints the text but one of its organs."""
    found = []
    for organ in analysis.between(analysis.places.organs, start, end):
        word = _MEDIA.search(organ.surface)
        if word is not None and _TRAVELS.match(analysis.text, organ.end):
            name = organ.surface[: word.start()]
            found.append(replace(organ, end=organ.start + len(name), surface=name))
    return found


_STAMP_LINE: Final = re.compile(r"[\s\d:.|/-]*(?:星期|周)?[一二三四五六日天]?[\s\d:]*(?:第?[\dA-Z]+版)?\s*")


def _alone(text: str, mention: Any) -> bool:
    """A full date that has its line for itself is the page's, where the page is dated at all."""
    if mention.last != mention.first:
        return False
    if _LABEL.search(text, max(0, mention.start - 8), mention.start):
        return True
    left = text.rfind("\n", 0, mention.start) + 1
    right = text.find("\n", mention.end)
    after = text[mention.end : right if right >= 0 else len(text)]
    return not text[left : mention.start].strip() and len(after) < _SHORT_LINE and bool(_STAMP_LINE.fullmatch(after))


_LABEL: Final = re.compile(r"(?:发布|更新|发稿|发表|录入|印发)(?:日期|时间)?[:|] ?$")
_SHORT_LINE: Final = 20
_DATELINE: Final = re.compile(
    r"[上下]?午?(?:[\u4e00-\u9fff]{2,4}(?=[电讯][ (]))?(?:电|讯)|[\u4e00-\u9fff]{0,4}消息(?=[ :(,])"
)
_CLOCK: Final = re.compile(r"\d{4}[-./]\d{1,2}[-./]\d{1,2}[ T]+\d{1,2}:\d{2}")  # says when a page was made
_COUNTY_CLAUSE: Final = re.compile("[和同与及各][县市区州旗](?:委|长|政|人|级)")


def settle(text: str, mentions: list[Token], words: list[tuple[str, int, int]]) -> list[Token]:
    """Drop what lies inside something longer; a word (letter, start, end) cut by a place or date keeps its free part."""
    if not mentions:
        return [Token(letter, start, end, text[start:end]) for letter, start, end in words if letter != "_"]
    kept = _apart(text, mentions)
    starts = [k.start for k in kept]
    free: list[Token] = []
    for letter, start, end in words:
        at = bisect_left(starts, end) - 1
        if at >= 0 and kept[at].end > start:
            token = Token(letter, start, end, text[start:end])
            _cut(text, token, kept, at)
            if token.kind not in "_t":
                free.append(token)
        elif letter != "_":
            free.append(Token(letter, start, end, text[start:end]))
    return sorted(kept + free, key=START)


def _cut(text: str, token: Token, kept: list[Token], at: int) -> None:
    """Take from a word what a place or date covers; what is left may be another word."""
    while at >= 0 and kept[at].end > token.start:
        if kept[at].start <= token.start:
            token.start = max(token.start, kept[at].end)
        else:
            token.end = min(token.end, kept[at].start)
        at -= 1
    if token.end - token.start != len(token.item):
        token.item = text[token.start : token.end]
        token.kind = classes().get(token.item, "_")


def _apart(text: str, mentions: list[Token]) -> list[Token]:
    """Places, dates and book titles without those that overlap an earlier one; titles go first."""
    titles = [t for t in mentions if t.kind == "T"]
    kept: list[Token] = []
    for token in sorted([t for t in mentions if t.kind != "T"] if titles else mentions, key=START):
        if token.kind == "P" and _is_no_place(text, token):
            continue
        if kept and kept[-1].end > token.start:
            continue
        if titles and any(title.start < token.end and token.start < title.end for title in titles):
            continue
        kept.append(token)
    return sorted(titles + kept, key=START) if titles else kept


_FELLOWS: Final = ("商会", "同乡", "乡亲", "乡贤", "校友会", "籍")


def _is_no_place(text: str, token: Token) -> bool:
    """结为友好区 and 各县委 name no place, and in 甲区乙商会 the second only tells where its members come from."""
    if text.startswith(_FELLOWS, token.end):
        return True
    surface = token.item.surface
    if surface == "团" and text.startswith("访团", token.start - 1):
        return True  # 参访团访问…: no place that begins with this character is called on
    if surface == "友好区" and text[max(0, token.start - 2) : token.start].endswith(("为", "成", "结", "了")):
        return True
    return surface[0] in "和同与及各" and bool(_COUNTY_CLAUSE.fullmatch(surface + text[token.end : token.end + 1]))
