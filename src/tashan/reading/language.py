"""Which language and script a text is written in: zh-Hans, zh-Hant or en."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

from tashan.records.codes import Language

SAMPLE = 20_000
"""Characters looked at: the beginning of a document decides, not the summary in another language at its end."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_WORD = re.compile("[A-Za-z]{2,}")


def language(text: str) -> str:
    """
    The language and script of a text.

    A text is English where it has more English words than Chinese characters, as English news has that gives names in
    characters too; a Chinese text with an English summary stays Chinese. A Chinese text is Traditional if it has more
    characters that only Traditional writes than characters that only Simplified writes; with neither it counts as
    Simplified.

    Args:
        text: any text; its first 20,000 characters are looked at.

    Returns:
        "zh-Hans", "zh-Hant" or "en".
    """
    sample = text[:SAMPLE]
    characters = _HAN.findall(sample)
    words = len(_WORD.findall(sample))
    if len(characters) < words:
        return Language.EN
    traditional_only, simplified_only = _distinctive()
    counts = Counter(characters)
    traditional = sum(count for character, count in counts.items() if character in traditional_only)
    simplified = sum(count for character, count in counts.items() if character in simplified_only)
    return Language.ZH_HANT if traditional > simplified else Language.ZH_HANS


@cache
def _distinctive() -> tuple[frozenset[str], frozenset[str]]:
    """
    Characters that only Traditional writes, and characters that only Simplified writes.

    A pair of the script table tells scripts apart only where Simplified has no use for its Traditional half (it is
    not in GB 2312: 於, 乾 and 著 are out by this) or Traditional has none for its Simplified half (it is not in Big5:
    后, 里, 于, 台 and 干 are out).
    """
    table = files("tashan.reading").joinpath("data/scripts.txt").read_text(encoding="utf-8").splitlines()
    traditional = frozenset(character for character in table[0] if not _encodes(character, "gb2312"))
    simplified = frozenset(character for character in table[1] if not _encodes(character, "big5"))
    return traditional, simplified


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
