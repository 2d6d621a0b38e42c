"""
Walks the site as a person does, link by link, and says what is wrong with what it meets.

Wrong is: a link that is refused or leads nowhere, an error of the site, Chinese on an English page that is not marked
as Chinese, a sentence of English on a Chinese page that is not marked as English, an empty heading or link, an anchor
without its target, an id that stands twice.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

from django.urls import Resolver404, resolve
from lxml import html

STARTS: Final = ("/", "/work/", "/me", "/archive/", "/audit/", "/people/", "/notices/", "/approvals/", "/search?q=上海")
"""Where a walk begins; what the person may not open is left out there, as no page links to it."""

HAN: Final = re.compile(r"[\u3400-\u9fff]")
SENTENCE: Final = re.compile(r"[A-Za-z][a-z]+(?:[ ,;:'’]+[a-z]+){3,}")
"""Four words of English in a row."""

_UNSEEN: Final = frozenset({"script", "style", "title", "template", "noscript", "textarea"})
_WORDS: Final = frozenset({"code", "kbd", "pre", "samp"})
_NOT_PAGES: Final = ("/static/", "/account/logout")
_SPOKEN: Final = ("title", "alt", "aria-label", "placeholder")


@dataclass(slots=True)
class Walk:
    """
    What a walk met.

    Attributes:
        pages: each address with its status.
        wrong: what is wrong, with the page where it stands.
        forms: where a form of each view that changes something leads, and the page where it stands.
    """

    pages: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    forms: dict[str, tuple[str, str]] = field(default_factory=dict)


def walk(client: Any, language: str, *, most: int = 3, variants: int = 1) -> Walk:
    """
    Follow the links of the site.

    Args:
        client: of Django, logged in or not.
        language: in which the pages are asked for.
        most: of pages of one view; two differ by their path.
        variants: of pages of one path that differ by the names of their settings.
    """
    client.cookies["tashan_language"] = language
    found, met = Walk(), _Met(most, variants)
    waiting = deque((address, "") for address in STARTS)
    anchors: dict[str, list[tuple[str, str]]] = {}
    while waiting:
        asked, source = waiting.popleft()
        address, anchor = urldefrag(asked)
        if anchor and source:
            anchors.setdefault(address, []).append((anchor, source))
        if address in found.pages or not met.is_new(address):
            continue
        answer = client.get(address, headers={"accept-language": language})
        found.pages[address] = answer.status_code
        if problem := _refused(answer.status_code, address, source):
            found.wrong.append(problem)
        if not answer.headers.get("Content-Type", "").startswith("text/html") or answer.status_code != 200:
            if answer.status_code in (301, 302):
                waiting.append((urljoin(address, answer["Location"]), source))
            answer.close()
            continue
        tree = html.document_fromstring(answer.content.decode())
        found.wrong += [f"{address}: {problem}" for problem in dict.fromkeys(problems(tree, language))]
        ids = {each.get("id") for each in tree.iterfind(".//*[@id]")}
        found.wrong += [
            f"{place}: #{name} of {address} is nowhere" for name, place in anchors.pop(address, []) if name not in ids
        ]
        waiting += [(link, address) for link in _links(tree, address)]
        for action in _actions(tree, address):
            found.forms.setdefault(_view(urlsplit(action).path), (action, address))
    return found


def send_forms(client: Any, found: Walk) -> list[str]:
    """
    Send a form of each view as it stands, with nothing filled in.

    Returns:
        Those that are refused to who was shown them, or that the site breaks on.
    """
    answers = [
        (action, place, client.post(action).status_code)
        for view, (action, place) in sorted(found.forms.items())
        if not view.startswith("account_")  # logging out and the like is not ours
    ]
    return [
        f"{place}: the form {action} answers {status}" for action, place, status in answers if status in (403, 404, 500)
    ]


def _actions(tree: Any, address: str) -> Iterator[str]:
    for form in tree.iterfind(".//form"):
        if form.get("method", "get").lower() == "post":
            yield urljoin(address, form.get("action") or address)


def _view(path: str) -> str:
    try:
        return str(resolve(path).view_name)
    except Resolver404:
        return path


def _refused(status: int, address: str, source: str) -> str:
    if status in (403, 404) and not source:
        return ""  # a start that this person has no link to
    return f"{source}: {address} answers {status}" if status >= 400 else ""


class _Met:
    """Which addresses are new enough to be worth a look."""

    def __init__(self, most: int, variants: int) -> None:
        self.most, self.variants = most, variants
        self.paths: dict[str, set[str]] = {}
        self.settings: Counter[tuple[str, tuple[str, ...]]] = Counter()

    def is_new(self, address: str) -> bool:
        """Whether to look at this address."""
        parts = urlsplit(address)
        view = _view(parts.path)
        names = tuple(sorted({name for name, _ in parse_qsl(parts.query) if name not in ("page", "language")}))
        seen = self.paths.setdefault(view, set())
        if parts.path not in seen and len(seen) >= self.most:
            return False
        if names and (self.settings[view, names] >= self.variants or self.settings[view, ()] >= self.most * 2):
            return False
        seen.add(parts.path)
        if names:
            self.settings.update([(view, names), (view, ())])
        return True


def _links(tree: Any, address: str) -> Iterator[str]:
    for link in tree.iterfind(".//a[@href]"):
        href = urljoin(address, link.get("href"))
        if href.startswith("/") and not href.startswith(_NOT_PAGES) and "language=" not in href:
            yield href
    for form in tree.iterfind(".//form"):
        if form.get("method", "get").lower() == "get" and form.get("action"):
            yield urljoin(address, form.get("action"))


def problems(tree: Any, language: str) -> Iterator[str]:
    """What is wrong with a page by itself."""
    yield from _of_form(tree)
    foreign = _unmarked_chinese if language == "en" else _unmarked_english
    yield from foreign(tree)


def _of_form(tree: Any) -> Iterator[str]:
    ids = Counter(each.get("id") for each in tree.iterfind(".//*[@id]"))
    yield from (f"id {name} stands {count} times" for name, count in ids.items() if count > 1)
    for tag in ("h1", "h2", "h3", "h4", "a", "button", "th", "summary"):
        for each in tree.iterfind(f".//{tag}"):
            if not _says_something(each) and not (tag in ("th", "a") and each.get("href") is None):
                yield f"empty <{tag}> {html.tostring(each, encoding='unicode')[:120]}"
    for link in tree.iterfind(".//a[@href]"):
        href = link.get("href")
        if href.startswith("#") and len(href) > 1 and href[1:] not in ids:
            yield f"{href} is nowhere"
    if len(tree.findall(".//h1")) != 1:
        yield f"{len(tree.findall('.//h1'))} first headings"


def _says_something(element: Any) -> bool:
    return bool(
        "".join(element.itertext()).strip()
        or element.get("aria-label")
        or element.get("title")
        or any(image.get("alt") or image.get("aria-label") for image in element.iter("img", "svg"))
    )


def _unmarked_chinese(tree: Any) -> Iterator[str]:
    for element, text, what in _texts(tree):
        if HAN.search(text) and not _language(element).startswith("zh"):
            yield f"Chinese is not marked in {what}: {' '.join(text.split())[:60]}"


def _unmarked_english(tree: Any) -> Iterator[str]:
    for element, text, what in _texts(tree):
        if SENTENCE.search(text) and not HAN.search(text) and not _language(element).startswith("en"):
            yield f"English is not marked in {what}: {' '.join(text.split())[:90]}"


def _texts(tree: Any) -> Iterator[tuple[Any, str, str]]:
    """Every text that is seen or heard, with the element whose language it has."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in _UNSEEN:
            tail_of = element.getparent()
            if tail_of is not None and (element.tail or "").strip():
                yield tail_of, element.tail, f"<{tail_of.tag} class={tail_of.get('class')}>"
            continue
        if (element.text or "").strip() and element.tag not in _WORDS:
            yield element, element.text, f"<{element.tag} class={element.get('class')}>"
        parent = element.getparent()
        if parent is not None and (element.tail or "").strip() and parent.tag not in _UNSEEN | _WORDS:
            yield parent, element.tail, f"<{parent.tag} class={parent.get('class')}>"
        for name in _SPOKEN:
            if element.get(name):
                yield element, element.get(name), f"{name} of <{element.tag} class={element.get('class')}>"


def _language(element: Any) -> str:
    while element is not None:
        if element.get("lang"):
            return str(element.get("lang"))
        element = element.getparent()
    return ""
