"""Values of records in words: `{% load archive %}`."""

from __future__ import annotations

from typing import Any

from django import template

from tashan.web.archive import shapes
from tashan.web.archive.wording import flag_label, title, value_words

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
