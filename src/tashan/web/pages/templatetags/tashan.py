"""Tags and filters that every template has without loading them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any, Final
from urllib.parse import urlencode

from django import template
from django.template.base import Node, Parser, Token, TokenType
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from tashan.briefs.marking import HAN
from tashan.briefs.marking import marked as _marked
from tashan.briefs.wording import day_words
from tashan.web.pages import numbers
from tashan.web.pages.places import place_name as _place_name
from tashan.web.pages.words import label as _label
from tashan.web.pages.words import language, spoken, traditional
from tashan.web.pages.words import retold as _retold

register = template.Library()

CLOSING: Final = tuple("。，；：、！？）”》")
"""Chinese marks that carry their own space, so that none follows them."""


@register.simple_tag(name="say")
def say_tag(zh: str, en: str, **values: Any) -> SafeString:
    """`{% say "共{n}次" "{n} visits" n=count %}`: the text in the reader's language, its values escaped."""
    text = spoken(zh, en)
    escaped = {name: value if type(value) is int else conditional_escape(value) for name, value in values.items()}
    return mark_safe(text.format(**escaped) if values else text)  # noqa: S308 - text of our own templates


class SpacedNode(Node):
    """A text that is followed by a space in English, and by none in Chinese."""

    child_nodelists = ()

    def __init__(self, said: Node, gap: str) -> None:
        self.said = said
        self.gap = gap

    def render(self, context: Any) -> SafeString:
        """The text, and in English the gap after it."""
        text = self.said.render(context)
        return mark_safe(f"{text}{self.gap}" if language() == "en" else text)  # noqa: S308 - the tag escaped it


_compile_say = register.tags["say"]


@register.tag("say")
def say_with_gap(parser: Parser, token: Token) -> Node:
    """`say` as it is; the space that a template has after a Chinese closing mark belongs to the English text alone."""
    said: Node = _compile_say(parser, token)
    following = parser.tokens[-1] if parser.tokens else None
    chinese = token.split_contents()[1].strip("\"'")
    if following is None or following.token_type is not TokenType.TEXT or not chinese.endswith(CLOSING):
        return said
    rest = following.contents.lstrip()
    gap = following.contents[: len(following.contents) - len(rest)]
    following.contents = rest
    return SpacedNode(said, gap) if gap else said


@register.filter
def day(when: Any) -> str:
    """A day in words, 2026年11月22日 or 22 Nov 2026, as far as it is known: for sentences; columns take digits."""
    text = str(when or "")[:10]
    words = day_words(text) if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else None
    return spoken(words.zh, words.en) if words else str(when or "")


@register.filter
def place(code: str | None) -> str:
    """The name of a region by its code."""
    return _place_name(code)


@register.filter
def label(code: Any) -> str:
    """The name of a value of a code list."""
    return _label(code)


@register.filter
def retold(kept: Mapping[str, Any]) -> str:
    """A text that was kept in both languages, in the reader's."""
    return _retold(kept)


@register.filter
def zh(text: str | None) -> SafeString:
    """Chinese words on a page of any language: marked as Chinese, in the reader's script. Never used for quotes."""
    if not text:
        return SafeString("")
    now = language()
    if now == "zh-hant":
        return conditional_escape(traditional(str(text)))
    if now != "en" or not HAN.search(str(text)):
        return conditional_escape(text)
    return format_html('<span lang="zh-Hans">{}</span>', text)


@register.filter(is_safe=True)
def marked(body: str) -> SafeString:
    """`{% filter marked %}…{% endfilter %}`: what is made, with the language of what is not in the page's."""
    return mark_safe(_marked(body, language()))  # noqa: S308 - it only adds `lang` to what was escaped


@register.filter
def amount(fen: int | None) -> str:
    """An amount in integer fen as yuan with two decimals."""
    return numbers.yuan(fen)


@register.filter
def count(number: float | None) -> str:
    """A number as people of the language write large numbers: 493.1亿, 49.31 billion."""
    return numbers.large(number)


@register.filter
def share(part: Any) -> str:
    """A share as a percentage with one decimal."""
    return numbers.percentage(part)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """The value of a mapping under a key that is a variable."""
    return mapping.get(key) if hasattr(mapping, "get") else None


@register.simple_tag(takes_context=True)
def facet_values(context: Any, facet: Mapping[str, Any], values: Iterable[Mapping[str, Any]]) -> SafeString:
    """Some values of a facet, each with its number and a link that chooses it; the one chosen is taken out by its own."""
    key, shown = facet["key"], []
    given = [(name, value) for name, values in context["request"].GET.lists() for value in values]
    kept = [(name, value) for name, value in given if name not in (key, "page")]
    without = escape(f"?{urlencode(kept)}")
    for each in values:
        words = escape(each["words"])
        if each["value"] == facet["chosen"]:
            link = f'<a href="{without}" aria-current="true">✓ {words}</a>'
        else:
            link = f'<a href="{escape("?" + urlencode([*kept, (key, each["value"])]))}">{words}</a>'
        shown.append(f"<li>{link} <span>{numbers.large(each['count'])}</span></li>")
    return mark_safe("".join(shown))  # noqa: S308 - escaped one by one


@register.simple_tag(takes_context=True)
def settings_with(context: Any, **changes: Any) -> str:
    """The settings of this page's address with some changed: `?period=2023&theme=…`; None takes one out."""
    query = {name: values for name, values in context["request"].GET.lists() if values}
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = [str(value)]
    return f"?{urlencode(query, doseq=True)}"
