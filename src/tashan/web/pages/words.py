"""
The site's words: every text stands in Chinese and English side by side, where it is used.

Written this way nothing can be left untranslated, both versions are reviewed together, and nothing has to be compiled
on the machine that runs the site. Traditional characters are made from the Simplified ones by OpenCC.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.utils.functional import lazy
from django.utils.translation import get_language

if TYPE_CHECKING:
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


__all__ = ["label", "language", "later", "say", "spoken", "traditional"]
