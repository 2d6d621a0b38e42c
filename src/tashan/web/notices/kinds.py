"""
Kinds of notice: what each says, in both languages.

A notice keeps its kind and the values that its text takes; the words are chosen when it is read. A room registers its
kinds when the site starts (in `apps.py`, `ready`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tashan.web.pages.places import place_name
from tashan.web.pages.words import say, spoken


@dataclass(frozen=True, slots=True)
class Kind:
    """
    A kind of notice.

    Attributes:
        key: `room.what_happened`.
        zh, en: its name, for settings and lists.
        text_zh, text_en: the sentence; `{name}` takes a value of the notice.
    """

    key: str
    zh: str
    en: str
    text_zh: str
    text_en: str

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return spoken(self.zh, self.en)


_KINDS: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """
    Make a kind known.

    Raises:
        ValueError: another kind has its key.
    """
    if _KINDS.get(kind.key, kind) != kind:
        raise ValueError(f"Two kinds of notice are called {kind.key}; rename one of them.")
    _KINDS[kind.key] = kind


def find(key: str) -> Kind | None:
    """The kind of a key, or None where the room that knew it is not installed."""
    return _KINDS.get(key)


def text(key: str, values: Mapping[str, Any]) -> str:
    """
    The sentence of a notice in the reader's language, as plain text.

    A value is text, a number, a pair {"zh", "en"}, or {"place": code}.
    """
    kind = find(key)
    shown = {name: _shown(value) for name, value in values.items()}
    if kind is None:
        return " ".join([key, *map(str, shown.values())])
    return say(kind.text_zh, kind.text_en, **shown)


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        if "place" in value:
            return place_name(value["place"])
        return spoken(value["zh"], value.get("en") or value["zh"])
    return str(value)
