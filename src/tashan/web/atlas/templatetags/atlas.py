"""
What stands in every row of a table: a value with its source, parties, a grade, the options of a setting.

Made here and not by included templates: a page holds hundreds of them, and they are most of the time that it takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from typing import Final

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from tashan.briefs.marking import HAN
from tashan.records.codes import EvidenceGrade
from tashan.web.atlas.rows import Name
from tashan.web.pages.words import label, language, say

register = template.Library()

Proof = tuple[int, str]


@register.simple_tag
def grade(value: str) -> SafeString:
    """An evidence grade in its box, with its meaning."""
    return _grade(value if value in EvidenceGrade.values() else "E", language())


@lru_cache(maxsize=64)
def _grade(value: str, _language: str) -> SafeString:
    words = label(EvidenceGrade(value))
    return format_html('<span class="grade grade-{}" title="{}">{}</span>', value, words, value)


@register.simple_tag
def sourced(text: object, at: Proof | None) -> SafeString:
    """A value that opens its source, where it has one; `not stated` where there is no value."""
    if not text:
        return not_stated()
    return _linked(mark_safe(escape(str(text))), at)  # noqa: S308 - escaped here


@register.simple_tag
def parties(names: Sequence[Name], at: Proof | None) -> SafeString:
    """Regions or parties that open their source; the reader's own is marked."""
    if not names:
        return not_stated()
    spans = say("、", ", ").join(map(_party, names))
    return _linked(mark_safe(spans), at)  # noqa: S308 - escaped one by one


def _party(name: Name) -> str:
    """A name, with the one that the document gives as its title, in the language of that."""
    own, text, full = _OWN if name.mine else "", escape(name.text), escape(name.full)
    if language() != "en" or not HAN.search(name.full):
        return f'<span{own} title="{full}">{text}</span>'
    return f'<span{own} lang="zh" title="{full}"><span lang="en">{text}</span></span>'


@register.simple_tag
def not_stated() -> SafeString:
    """What stands where the document does not say."""
    return mark_safe(f'<span class="none">{say("原文未述", "not stated")}</span>')  # noqa: S308 - words of our own


_OWN: Final = ' class="own"'


@register.simple_tag
def options(given: Iterable[tuple[str, str]], now: str) -> SafeString:
    """The options of a setting, the present one chosen."""
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark_safe(" selected" if value == now else ""), words) for value, words in given),  # noqa: S308 - constants
    )


def _linked(shown: SafeString, at: Proof | None) -> SafeString:
    if not at:
        return shown
    record, field = at
    return mark_safe(  # noqa: S308 - a number, the name of a field, and what was escaped before
        f'<a class="sourced" data-sheet href="{_evidence()}{record}/{field}">{shown}</a>'
    )


@lru_cache(maxsize=1)
def _evidence() -> str:
    """Where addresses of evidence begin; looked up once instead of for every value."""
    return reverse("evidence", args=(0, "x")).removesuffix("0/x")
