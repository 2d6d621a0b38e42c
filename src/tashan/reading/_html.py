"""
HTML to text: the article, and the lines around it that carry its title, date and source.

trafilatura finds the article but drops what stands beside it, and that is where the date of publication is. So the
page is walked once into lines, in page order, and a line stays if trafilatura kept it, if it is a heading, or if it is
a stamp (date, source, author, editor) that is not part of a list of links.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING, Any

from tashan.records.parts import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "div", "dl"),
        *("dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "li", "main", "nav", "ol", "option", "p", "pre", "section", "summary", "table", "tbody"),
        *("tfoot", "thead", "title", "tr", "ul"),
    }
)
_SILENT = frozenset(
    {
        *("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "select", "button"),
        *("textarea", "head"),
    }
)
_APART = frozenset(["nav", "aside", "menu"])
_STAMP = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|(?:19|20)\d\d-\d\d-\d\d"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2},?\s+(?:19|20)\d\d"
    r"|\b\d{1,2}\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(?:19|20)\d\d"
    r"|[二][〇零○０Oo]\S{2}年.{1,3}月|来源|來源|发布时间|發布時間|发布日期|记者|記者|编辑|編輯|作者|责编|供稿|Source:|Published|Updated"
)
_LONGEST_STAMP = 120
_BLANKS = re.compile(r"[ \t\r\f\v\xa0\u3000]+")
_MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>", re.IGNORECASE | re.DOTALL)
_KEY = re.compile(r"[\W_]+")


@dataclass(slots=True)
class _Line:
    """A line of the page: its text, how many of its characters are links, whether it is a heading or set apart."""

    text: str
    linked: int
    heading: bool
    apart: bool


def html_text(page: str, name: str) -> tuple[str | None, tuple[Problem, ...]]:
    """
    The text of an HTML page as a reader would copy it.

    Args:
        page: the decoded page.
        name: the file's name, for messages.

    Returns:
        One line a block: title, stamps, article, in page order; or None with `html_damaged`. Where trafilatura finds
        no article, all visible text outside menus.
    """
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
        tree = html.document_fromstring(page.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
        title = _BLANKS.sub(" ", tree.findtext(".//title") or "").strip()
        lines = list(_lines(tree))
    except (etree.LxmlError, ValueError, RecursionError) as error:
        message = f"{name} is no readable HTML ({type(error).__name__}). Save the page again, or its text as .txt."
        return None, (Problem("html_damaged", message),)
    if not lines:
        return _stripped(page, name)
    article = _article(page)
    kept = _kept(lines, article) if article else [line for line in lines if not line.apart]
    texts = [line.text for line in kept]
    if title and not any(_key(text) and _key(text) in _key(title) for text in texts[:5]):
        texts.insert(0, title)
    return "\n".join(texts), ()


def _stripped(page: str, name: str) -> tuple[str, tuple[Problem, ...]]:
    """The page without its tags, where the parser keeps nothing because it is nested too deeply."""
    lines = (_BLANKS.sub(" ", line).strip() for line in unescape(_MARKUP.sub("\n", page)).splitlines())
    text = "\n".join(filter(None, lines))
    message = f"{name} is nested too deeply for HTML; all its text was taken, menus too. Save the page again."
    return text, (Problem("html_damaged", message),) if text else ()


def _article(page: str) -> str:
    """What trafilatura takes for the article; nothing where it fails, as on pages nested beyond its depth."""
    import trafilatura

    try:
        return trafilatura.extract(page, include_comments=False, include_tables=True, favor_recall=True) or ""
    except Exception:  # noqa: BLE001 - the whole page is read instead
        return ""


def _kept(lines: list[_Line], article: str) -> list[_Line]:
    """The lines of the article, and the headings and stamps around it."""
    inside = _key(article)
    return [line for line in lines if _belongs(line, inside)]


def _belongs(line: _Line, inside: str) -> bool:
    key = _key(line.text)
    if not key or line.linked > 0.9 * len(line.text.replace(" ", "")):  # a menu
        return False
    if line.heading and not line.apart:
        return True
    if len(line.text) <= _LONGEST_STAMP and _STAMP.search(line.text):
        return not line.apart and line.linked * 3 < len(line.text)  # else a dated link to another article
    return len(key) > 3 and key in inside


def _key(text: str) -> str:
    """A text without blanks and punctuation, so that two renderings of one line compare equal."""
    return _KEY.sub("", text)


def _lines(tree: Any) -> Iterator[_Line]:
    """The visible lines of a page, in page order, without recursion: pages may be nested thousands deep."""
    from lxml import etree

    pieces: list[str] = []
    linked = links = apart = silent = heading = 0

    def line() -> Iterator[_Line]:
        nonlocal linked
        text = _BLANKS.sub(" ", "".join(pieces)).replace("\n", " ").strip()
        if text:
            yield _Line(text, linked, heading > 0, apart > 0)
        pieces.clear()
        linked = 0

    for event, element in etree.iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        step = 1 if event == "start" else -1
        if tag in _BLOCKS and not silent:
            yield from line()
        if event == "end" and tag in ("td", "th") and not silent:
            pieces.append("\t")
        silent += step * (tag in _SILENT)
        apart += step * (tag in _APART)
        links += step * (tag == "a")
        heading += step * (tag == "h1")
        text = element.text if event == "start" else element.tail
        if text and not silent:
            pieces.append(text)
            linked += len(text.strip()) if links else 0
    yield from line()
