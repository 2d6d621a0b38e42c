"""Which language and script a text is written in: zh-Hans, zh-Hant or en."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from tashan.records.codes import Language

SAMPLE = 20_000
"""Characters looked at: the beginning of a document decides, not the summary in another language at its end."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
_WORD = re.compile("[A-Za-z]{2,}")
# In UTF-8 each character from U+4000 to U+9FFF begins with one of these bytes; of them only U+4DC0 to U+4DFF, which
# begin with E4 B7, are no Chinese characters.
_LEADING = bytes(range(0xE4, 0xEA))
_NO_HAN = b"\xe4\xb7"
_HEAD = 2_000  # characters that decide most samples
_FIRST = 300  # and whose words alone decide most of those in English


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
    if _is_english(text[:SAMPLE]):
        return Language.EN
    sample = text[:SAMPLE]
    traditional_only, simplified_only = _distinctive()
    if not traditional_only.search(sample):
        return Language.ZH_HANS
    if not simplified_only.search(sample):
        return Language.ZH_HANT
    more_traditional = len(traditional_only.findall(sample)) > len(simplified_only.findall(sample))
    return Language.ZH_HANT if more_traditional else Language.ZH_HANS


def _is_english(sample: str) -> bool:
    """Whether there are more English words than Chinese characters; mostly the beginning and few bytes decide."""
    plain = len(sample.encode("ascii", "ignore"))
    head = sample[:_HEAD]
    if _characters(head) >= plain // 2:  # a word has two letters at least
        return False
    if any(len(_WORD.findall(sample[:size])) > len(sample) - plain for size in (_FIRST, _HEAD)):
        return True
    return sum(map(len, _HAN.findall(sample))) < len(_WORD.findall(sample))


def _characters(sample: str) -> int:
    """How many Chinese characters there are at least, counted by bytes, which is fast."""
    data = sample.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _LEADING)) if _NO_HAN not in data else 0


@cache
def _distinctive() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """
    Characters that only Traditional writes, and characters that only Simplified writes.

    A pair of the script table tells scripts apart only where Simplified has no use for its Traditional half (it is
    not in GB 2312: 於, 乾 and 著 are out by this) or Traditional has none for its Simplified half (it is not in Big5:
    后, 里, 于, 台 and 干 are out).
    """
    table = files("tashan.reading").joinpath("data/scripts.txt").read_text(encoding="utf-8").splitlines()
    return _any_of(table[0], "gb2312"), _any_of(table[1], "big5")


def _any_of(characters: str, encoding: str) -> re.Pattern[str]:
    """One of the Chinese characters that an encoding lacks."""
    lacking = {one for one in characters if _HAN.fullmatch(one) and not _encodes(one, encoding)}
    return re.compile(f"[{''.join(sorted(lacking))}]")


def _encodes(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
