"""
The site's words: every text stands in Chinese and English side by side, where it is used.

Written this way nothing can be left untranslated, both versions are reviewed together, and nothing has to be compiled
on the machine that runs the site. Traditional characters are made from the Simplified ones by OpenCC.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.utils.functional import lazy
from django.utils.translation import get_language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from opencc import OpenCC

    from tashan.records.codes import Code


def language() -> str:
    """The reader's language: zh-hans, zh-hant or en."""
    now = get_language() or "zh-hans"
    if now.startswith("en"):
        return "en"
    return "zh-hant" if now.startswith("zh-hant") else "zh-hans"


def say(zh: str, en: str, **values: object) -> str:
    """
    The text in the reader's language, with its values filled in: `say("共{n}次", "{n} visits", n=3)`.

    Texts with values are plain text; the template tag of the same name escapes the values for HTML.
    """
    text = spoken(zh, en)
    return text.format(**values) if values else text


class Told(str):
    """
    A text in the reader's language that remembers both, so that it can be kept and told to the next reader in theirs.

    Attributes:
        kept: both texts and their values, as JSON; see `retold`.
    """

    __slots__ = ("kept",)
    kept: dict[str, Any]


def told(zh: str, en: str, **values: object) -> Told:
    """The same as `say`, for what is kept: what went wrong in the background, what became of an upload."""
    text = Told(say(zh, en, **values))
    given = {name: value.kept if isinstance(value, Told) else _plain(value) for name, value in values.items()}
    text.kept = {"zh": zh, "en": en, "values": given}
    return text


def retold(kept: Mapping[str, Any]) -> str:
    """What was kept of a text, in the reader's language; what was kept as a plain `message` stays as it is."""
    if "zh" not in kept:
        return str(kept.get("message", ""))
    values = {name: retold(value) if isinstance(value, dict) else value for name, value in kept["values"].items()}
    return say(kept["zh"], kept["en"], **values)


def _plain(value: object) -> object:
    return value if isinstance(value, int) else str(value)


def spoken(zh: str, en: str) -> str:
    """The one of two texts that the reader reads."""
    now = language()
    if now == "en":
        return en
    return traditional(zh) if now == "zh-hant" else zh


_spoken_later = lazy(spoken, str)


def later(zh: str, en: str) -> str:
    """The same text, chosen when it is shown: for labels of forms and models that are made when the site starts."""
    return _spoken_later(zh, en)


def label(code: Code | None) -> str:
    """The name of a value of a code list in the reader's language."""
    return "" if code is None else spoken(code.zh, code.en)


@lru_cache(maxsize=20_000)
def traditional(text: str) -> str:
    """The text in Traditional characters."""
    return str(_converter().convert(text))


@cache
def _converter() -> OpenCC:
    from opencc import OpenCC

    return OpenCC("s2t")


__all__ = ["Told", "label", "language", "later", "retold", "say", "spoken", "told", "traditional"]
