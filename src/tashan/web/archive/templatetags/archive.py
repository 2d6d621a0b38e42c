"""Values of records in words: `{% load archive %}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from tashan.records.codes import Language
from tashan.web.archive import shapes
from tashan.web.archive.troubles import trouble_words
from tashan.web.archive.wording import flag_label, title, value_words
from tashan.web.pages.words import label, language

register = template.Library()


@register.filter
def words_of(value: Any, field: shapes.Field) -> str:
    """A value of a field, in the reader's language."""
    return value_words(field, value)


@register.filter
def title_of(thing: Any) -> str:
    """What a record or an event is called."""
    return title(thing.kind, thing.body)


@register.filter
def kind_label(kind: str) -> str:
    """The name of a kind of record."""
    return shapes.kind_label(kind)


@register.filter
def flag(code: str) -> str:
    """The name of a doubt."""
    return flag_label(code)


@register.filter
def language_of(document: Any) -> str:
    """The name of a document's language and script."""
    return label(Language(document.language)) if document.language in Language.values() else ""


@register.filter
def listed(words: Any) -> str:
    """Several words in a row, with the comma of the language."""
    return (", " if language() == "en" else "、").join(str(word) for word in words)


@register.filter
def coefficient(number: float) -> str:
    """A coefficient with three decimals and a true minus sign."""
    return f"{number:.3f}".replace("-", "−")


@register.filter
def trouble(problem: Mapping[str, Any]) -> str:
    """What a problem of reading says, in the reader's language."""
    return trouble_words(problem)
