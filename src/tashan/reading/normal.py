"""
The normal form in which text is read, with a way back to the original.

One table maps character to character (script, width, punctuation), so offsets survive; the few deletions
(pinyin glosses, blanks inside Chinese text) are kept in a list of shifts.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"

# Punctuation that offices type in several ways, brought to one form.
_PUNCTUATION = {
    "，": ",", "﹐": ",", "：": ":", "；": ";", "（": "(", "）": ")", "！": "!", "？": "?", "．": ".", "％": "%",
    "﹪": "%", "「": "“", "」": "”", "『": "‘", "』": "’", "〝": "“", "〞": "”", "〈": "《", "〉": "》", "﹒": "·",
    "•": "·", "・": "·", "‧": "·", "･": "·", "∙": "·", "‐": "-", "‑": "-", "–": "-", "〜": "~", "～": "~", "﹣": "-", "−": "-",
    "\u00a0": " ", "\u3000": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ", "\r": "\n", "｡": "。",
    "\u2028": "\n", "\u2029": "\n", "／": "/", "＋": "+", "＂": '"', "［": "[", "］": "]", "﹝": "(", "﹞": ")", "〔": "(", "〕": ")",
}  # fmt: skip
_ENGLISH = {"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " ", "\u2009": " ", "\u2013": "-",
            "\u2011": "-", "\u2010": "-", "\t": " ", "\r": "\n"}  # fmt: skip

# Radicals that PDF files hold in place of the characters they look like (⻑江三⻆洲).
_RADICALS = dict(
    zip(
        "⺎⺝⺟⺠⻄⻅⻆⻉⻋⻓⻑⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "兀月母民西见角贝车长长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)

# 乾 is 干 in most words; in these it is a name and stays.
_KEPT = re.compile("乾(?=[县隆縣坤安州清陵元])")
_SYLLABLE = r"(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?[aeiouüvāáǎàōóǒòēéěèīíǐìūúǔùǖǘǚǜ]{1,3}(?:ng|n|r)?"
# Each of these begins with the character that it deletes, for which the engine can search fast.
_GLOSS = re.compile(rf"\((?<=[{_HAN}]\(){_SYLLABLE}(?:[ '’]?{_SYLLABLE}){{0,3}} ?\)")
# A blank between two words parts items of a page; beside a single character or a numeral it is layout.
_BLANK = re.compile(
    rf" (?:(?<=[^{_HAN}][{_HAN}] )(?=[{_HAN}])|(?<=[{_HAN}] )(?=[{_HAN}](?:[^{_HAN}]|$))|(?<=[\d,。、;:(“《] )(?=[{_HAN}“《])|"
    rf"(?<=[{_HAN}“《] )(?=[\d,。、;:)”》]))"
)
_DOUBLED = re.compile(r",(?=[,、。;:])")  # what scraping leaves of a page: 来到合江,,考察
_INVISIBLE = "\u200b\u200c\u200d\ufeff\u00ad"
_INVISIBLES = re.compile(f"[{_INVISIBLE}]+")
_WRAP = re.compile(rf"\n(?<=[{_HAN}\d,、《“-]\n)(?=[{_HAN}\d》”,。、])")
_STAMPED = re.compile(r"\d:\d{2}$")  # a line that ends with a time of day is a stamp of its own
_LEAST_BREAKS = 3
_FEW = 24
_HEAD = 400


@cache
def _table() -> dict[int, str]:
    """Character to character: Traditional to Simplified, full to half width, punctuation to one form."""
    traditional, simplified = (
        files("tashan.reading").joinpath("data/scripts.txt").read_text(encoding="utf-8").splitlines()
    )
    table = {ord(a): b for a, b in zip(traditional, simplified, strict=True)}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
    table |= {ord(a): b for a, b in _PUNCTUATION.items()}
    table |= {ord(a): b for a, b in _RADICALS.items()}
    table[ord("陜")] = "陕"  # another character, but written for 陝 all the time
    table[ord("褔")] = "福"  # so is this for 福
    for code in range(0x2F00, 0x2FD6):  # Kangxi radicals have a compatibility decomposition of one character
        plain = unicodedata.normalize("NFKC", chr(code))
        table[code] = table.get(ord(plain), plain)
    return table


@cache
def _changing() -> tuple[re.Pattern[str], frozenset[str]]:
    """The characters of the table (above U+FFFF: all), and those that the table would change twice."""
    table = _table()
    low = "".join(re.escape(chr(code)) for code in table if code <= 0xFFFF)
    chained = frozenset(chr(code) for code, to in table.items() if len(to) != 1 or ord(to) in table)
    return re.compile(f"[{low}]"), chained


def _is_low(text: str) -> bool:
    """Whether no character lies above U+FFFF: in UTF-16 these take two units, and encoding is faster than looking."""
    return len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)


@cache
def _full_table() -> list[int]:
    """The table for characters up to U+FFFF as a list without gaps: `translate` is slow on what a table lacks."""
    table = list(range(0x10000))
    for code, to in _table().items():
        if code <= 0xFFFF:
            table[code] = ord(to)
    return table


@cache
def _english_table() -> dict[int, str]:
    return {ord(a): b for a, b in _ENGLISH.items()}


@dataclass(frozen=True, slots=True)
class Normal:
    """
    A text in normal form and the way back.

    Attributes:
        text: the normal form.
        cuts: offsets in `text` from which the shift at the same place of `shifts` holds; empty if nothing was deleted.
        shifts: characters deleted up to there.
    """

    text: str
    cuts: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, offset: int) -> int:
        """Offset in the original of an offset in the normal form."""
        if not self.cuts:
            return offset
        at = bisect_right(self.cuts, offset)
        return offset + (self.shifts[at - 1] if at else 0)

    def origin_end(self, offset: int) -> int:
        """Offset in the original of the end of a span (exclusive) in the normal form."""
        return self.origin(offset - 1) + 1 if offset else 0


def simplified(text: str) -> str:
    """Simplified, half-width text of the same length."""
    result = _translated(text)
    if "乾" in text:
        for match in _KEPT.finditer(text):
            result = result[: match.start()] + "乾" + result[match.end() :]
    return result


def _translated(text: str) -> str:
    """Every character of the table replaced: one by one where few are there, as in most Simplified texts."""
    changing, chained = _changing()
    found = set(changing.findall(text[:_HEAD]))
    if len(found) <= _FEW and len(text) > _HEAD:
        found.update(changing.findall(text, _HEAD))
    if not _is_low(text):
        return text.translate(_table())
    if len(found) > _FEW or not found.isdisjoint(chained):
        return text.translate(_full_table())
    table = _table()
    for character in found:
        text = text.replace(character, table[ord(character)])
    return text


def normal_chinese(raw: str) -> Normal:
    """Normal form of Chinese text: one script, one width, no glosses, no blanks inside words."""
    text = simplified(raw)
    holes = [m.span() for m in _BLANK.finditer(text)] if " " in text else []
    if any(mark in text for mark in _INVISIBLE):
        holes += [m.span() for m in _INVISIBLES.finditer(text)]
    if ",," in text or ",、" in text or ",。" in text:
        holes += [m.span() for m in _DOUBLED.finditer(text)]
    if "(" in text:
        holes += [m.span() for m in _GLOSS.finditer(text)]
    if text.count("\n") >= _LEAST_BREAKS:
        holes += _wrapped(text)
    return _without(text, sorted(holes)) if holes else Normal(text)


def normal_english(raw: str) -> Normal:
    """Normal form of English text: straight quotes, plain blanks; nothing is deleted."""
    return Normal(raw.translate(_english_table()))


def _wrapped(text: str) -> list[tuple[int, int]]:
    """Line breaks inside a sentence of hard-wrapped text: lines of about one length that end without a stop."""
    breaks = [m.span() for m in _WRAP.finditer(text)]
    if len(breaks) < _LEAST_BREAKS:
        return []
    lengths = [a - (text.rfind("\n", 0, a) + 1) for a, _ in breaks]
    usual = sorted(lengths)[len(lengths) // 2]
    if usual < 15:
        return []
    return [
        (a, b)
        for (a, b), length in zip(breaks, lengths, strict=True)
        if abs(length - usual) <= 4 and not _STAMPED.search(text, max(0, a - 6), a)
    ]


def _without(text: str, holes: list[tuple[int, int]]) -> Normal:
    """Delete the holes and remember the shifts."""
    pieces, cuts, shifts = [], [], []
    at = size = gone = 0
    for start, end in holes:
        if start < at:
            continue
        pieces.append(text[at:start])
        size += start - at
        gone += end - start
        cuts.append(size)
        shifts.append(gone)
        at = end
    pieces.append(text[at:])
    return Normal("".join(pieces), tuple(cuts), tuple(shifts))
