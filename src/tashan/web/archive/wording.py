"""Records in words, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tashan.records.codes import ActorKind, Flag, Theme
from tashan.web.archive.health import is_empty
from tashan.web.archive.shapes import Field
from tashan.web.pages.words import label, language, spoken
from tashan.web.search.titles import name_of
from tashan.web.search.titles import title_of as title_words


def title(kind: str, body: Mapping[str, Any]) -> str:
    """What a record or an event is called."""
    words = title_words(kind, body)
    return spoken(words.zh, words.en)


def value_words(field: Field, value: Any) -> str:
    """A value of a field; empty where there is none."""
    if is_empty(value):
        return ""
    comma = ", " if language() == "en" else "、"
    if field.holds == "code" and field.codes is not None:
        return label(field.codes(value)) if value in field.codes.values() else str(value)
    if field.holds == "themes":
        return comma.join(label(Theme(each)) if each in Theme.values() else each for each in value)
    if field.holds == "people":
        return comma.join(f"{each['name']}（{each['title']}）" if each.get("title") else each["name"] for each in value)
    if field.holds == "actors":
        return comma.join(f"{each['name']}（{label(ActorKind(each['kind']))}）" for each in value)
    if field.holds == "region":
        return region_words(value)
    if field.holds in ("regions", "parties"):
        return comma.join(region_words(each) for each in value)
    if field.holds == "texts":
        return ("; " if language() == "en" else "；").join(value)
    if field.holds in ("number", "whole"):
        return f"{value:,}"
    return str(value)


def region_words(region: Mapping[str, Any]) -> str:
    """A region or organ with its code."""
    if region.get("kind") == "organ":
        home = region.get("region")
        return f"{region['name']}（{region_words(home)}）" if home else str(region["name"])
    name = name_of(region).en if language() == "en" else spoken(str(region["name"]), "")
    return f"{name} {region['code']}" if region.get("code") else name


def flag_label(code: str) -> str:
    """The name of a doubt."""
    return label(Flag(code)) if code in Flag.values() else code
