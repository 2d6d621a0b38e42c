"""
Marks what of a page is in another language than the page, so that it is read aloud and set as what it is.

Titles, names and what people typed come from documents and persons, in any language, and stand everywhere: marking them
one by one would forget some. So the finished body of a page goes through here once. It works on what our templates
make, where every element is closed and `<` in text is escaped.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

HAN: Final = re.compile(
    r"(?:[“《（「【]|\d[\d.,]*)*[\u3400-\u9fff](?:[^A-Za-z<>&]*[\u3400-\u9fff])?[。，；：、！？）”》」】]*"
)
"""Chinese words, with the figures before and the marks between them, as far as no Latin letters part them."""

ENGLISH: Final = re.compile(r"(?<![&#\w/.])[A-Za-z][a-z’'-]*(?:(?:[ ,;:]|&amp;)+[A-Za-z][a-z’'-]*)+(?![\w/@])")
"""Two words of English or more."""

_TOKEN: Final = re.compile(
    r"""(<!--.*?-->|<(?:script|style|textarea)\b.*?</(?:script|style|textarea)>|<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>)""",
    re.DOTALL,
)
_NAME: Final = re.compile(r"</?([A-Za-z][\w-]*)")
_LANGUAGE: Final = re.compile(r'\slang="([^"]*)"')
_VOID: Final = frozenset("area base br col embed hr img input link meta source track wbr".split())
_WORDS_ALONE: Final = frozenset(("option", "title"))
"""Elements that hold no others: their language stands on themselves."""
_OF_PROGRAMS: Final = frozenset(("code", "kbd", "pre", "samp"))


def marked(body: str, language: str) -> str:
    """
    The body with the language of what is foreign in it.

    Within what is English, Chinese words are marked; within what is Chinese, a text that has English words and no
    Chinese ones.

    Args:
        body: HTML of our templates, a whole page or a part.
        language: of the page, as far as its own elements do not say another: zh-Hans, zh-Hant or en.
    """
    parts = _TOKEN.split(body)
    open_: list[tuple[str, str, int]] = [("", language[:2], -1)]
    for number, part in enumerate(parts):
        if number % 2:
            _follow(open_, part, number)
        elif not part or part.isspace():
            continue
        elif open_[-1][1] == "en":
            if HAN.search(part):
                _mark(parts, number, open_[-1], HAN, "zh")
        elif open_[-1][0] not in _OF_PROGRAMS and ENGLISH.search(part) and not HAN.search(part):
            _mark(parts, number, open_[-1], ENGLISH, "en")
    return "".join(parts)


def _follow(open_: list[tuple[str, str, int]], tag: str, number: int) -> None:
    """Keep the elements that are open: name, language, place of the tag."""
    step, name, language = _read(tag)
    if step > 0:
        open_.append((name, language or open_[-1][1], number))
    elif step < 0:
        while len(open_) > 1 and open_.pop()[0] != name:
            pass


@lru_cache(maxsize=4096)
def _read(tag: str) -> tuple[int, str, str]:
    """What a tag does: 1 opens, -1 closes, 0 neither; its element, and the language that it says."""
    found = _NAME.match(tag)
    if found is None or tag.endswith("/>"):
        return 0, "", ""
    name = found[1].lower()
    if tag[1] == "/":
        return -1, name, ""
    if name in _VOID or "</" in tag:
        return 0, "", ""
    own = _LANGUAGE.search(tag)
    return 1, name, own[1][:2] if own else ""


def _mark(
    parts: list[str], number: int, element: tuple[str, str, int], foreign: re.Pattern[str], language: str
) -> None:
    name, _, place = element
    alone = place == number - 1 and number + 1 < len(parts) and parts[number + 1].startswith("</")
    if alone and "lang=" not in parts[place] and (name in _WORDS_ALONE or foreign.fullmatch(parts[number].strip())):
        parts[place] = f'{parts[place][:-1]} lang="{language}">'
    elif name not in _WORDS_ALONE:
        within = "tspan" if name in ("text", "tspan") else "span"
        parts[number] = foreign.sub(rf'<{within} lang="{language}">\g<0></{within}>', parts[number])


__all__ = ["ENGLISH", "HAN", "marked"]
