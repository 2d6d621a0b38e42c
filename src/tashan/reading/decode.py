"""
Bytes to text: which encoding a Chinese office used, and what is damaged.

UTF-8 is tried first because it proves itself. Other bytes are decoded in every encoding that offices use, and the one
whose text looks most like language wins: Big5 bytes are nearly all valid GB18030 too, but then they give rare
characters. Damage never raises; it becomes the problem `encoding_damaged` with its place.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tashan.records.parts import Problem

SAMPLE = 60_000
"""Bytes looked at to choose an encoding: more says nothing new."""

MOST_PLACES = 5
"""Damaged places reported one by one; the rest are counted."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CANDIDATES = ("utf-8", "gb18030", "big5hkscs", "utf-16-le", "utf-16-be", "cp1252")

# The commonest characters of modern Chinese, general and of government news, in no strict order.
_COMMON = (
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日军者意无力它与长把机十民第公此已工使情"
    "明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老"
    "给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受"
    "目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权"
    "思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运笔州省县委协座谈察团考"
    "党府议签约联项目亿元园产服创技城乡村镇江河湖浙苏沪京津冀粤港澳湘鄂赣皖川渝黔桂闽琼吉辽黑鲁豫晋陕甘宁青新疆藏蒙广"
    "率访问参调研席副书商贸投企农旅游态环境际互层推企援帮扶贫洽博览签署框架备忘录办厅局记者讯网来源编辑"
)
_PUNCTUATION = "，。、；：？！“”‘’（）《》「」『』【】—…·％　０１２３４５６７８９～＋－／"
_WESTERN = frozenset("‘’“”–—…•·£€°éèêëàâäáçñöôóüúíï®©™½\xa0")
_JUNK = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd\ufffe\uffff\ue000-\uf8ff]")
_OUTSIDE_ASCII = re.compile("[^\x00-\x7f]")
_ASCII_BYTES = re.compile(rb"[\t\n\r\x20-\x7e]+")
# What the commonest Chinese marks and words (，。、的) become when their UTF-8 is read as GB18030 or Latin-1.
_SPOILED_MARKS = re.compile("[锛銆鐨]|ï¼|ã€|ã\x80|ç\x9a|çš")
_FOREIGN = re.compile("\ufffd+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """
    The text of some bytes.

    Attributes:
        text: the decoded text, without a byte-order mark, nothing normalised.
        encoding: the name Python gives the encoding.
        problems: `encoding_damaged`, with its place in the text.
    """

    text: str
    encoding: str
    problems: tuple[Problem, ...] = ()


def decode(data: bytes) -> Decoded:
    """
    Decode bytes whose encoding nobody states.

    Args:
        data: the bytes of a text file.

    Returns:
        The text in the likeliest of UTF-8, UTF-16, UTF-32, GB18030, Big5 and Windows-1252. Undecodable bytes stand
        in it as U+FFFD and are named in `problems`. Bytes that are no text at all give a text full of `noise`.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    if b"\x00" not in data:  # a zero byte is valid UTF-8, but no text has any
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError:
            pass
        else:
            return Decoded(text, "utf-8", _mojibake(text) or _places(text, "utf-8"))
    return _decoded(data, _choose(data[:SAMPLE].rstrip(b"\x00") or data[:SAMPLE]))


def likeness(text: str) -> float:
    """
    How much a text looks like language.

    Returns:
        The share of its characters that are ASCII, Chinese punctuation or common Chinese characters, less five times
        the share of damaged, control and private ones: 1 for plain prose, below 0 for noise.
    """
    if not text:
        return 1.0
    common = _common()
    rare = sum(character not in common for character in _OUTSIDE_ASCII.findall(text))
    return 1 - rare / len(text) - 5 * noise(text)


def noise(text: str) -> float:
    """The share of a text's characters that are damaged, control or private ones."""
    return len(_JUNK.findall(text)) / len(text) if text else 0.0


@cache
def _common() -> frozenset[str]:
    """Common characters in both scripts, and Chinese punctuation."""
    table = files("tashan.reading").joinpath("data/scripts.txt").read_text(encoding="utf-8").splitlines()
    traditional, simplified = table[0], table[1]
    both = {a for a, b in zip(traditional, simplified, strict=True) if b in _COMMON}
    return frozenset(_COMMON) | both | frozenset(_PUNCTUATION)


def _choose(sample: bytes) -> str:
    """The encoding whose text looks most like language; the earlier of two equal ones."""
    return max(_CANDIDATES, key=lambda encoding: _score(sample, encoding))


def _score(sample: bytes, encoding: str) -> float:
    """How well a sample reads in an encoding."""
    if encoding.startswith("utf-16") and len(_ASCII_BYTES.sub(b"", sample)) < 0.1 * len(sample):
        return -5.0  # two ASCII letters are one Chinese character of UTF-16, often a common one
    text = sample.decode(encoding, errors="replace")
    if encoding == "cp1252":
        outside = _OUTSIDE_ASCII.findall(text)
        strange = sum(character not in _WESTERN for character in outside)
        return 0.999 - 5 * strange / len(text) - 5 * noise(text)
    return likeness(text) + (0.03 if encoding == "utf-8" else 0.0)  # damaged UTF-8 is likelier than a little GB18030


def _decoded(data: bytes, encoding: str) -> Decoded:
    """Decode strictly, or with U+FFFD for what cannot be decoded."""
    cut = False
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        cut = error.end >= len(data) - 1 and error.start >= len(data) - 4
        text = data.decode(encoding, errors="replace")
    return Decoded(text, encoding, _places(text, encoding, cut=cut))


def _places(text: str, encoding: str, *, cut: bool = False) -> tuple[Problem, ...]:
    """The damaged places of a decoded text, the first few one by one."""
    if cut:
        message = (
            "The file ends in the middle of a character, so it was probably cut short; the text up to there was read. "
            "Get a complete copy."
        )
        whole = text.rstrip("\ufffd")
        return (*_places(whole, encoding), Problem("encoding_damaged", message, len(whole), len(text)))
    problems = []
    if "\x00" in text:
        start = text.index("\x00")
        message = (
            f"{text.count(chr(0))} zero bytes stand in the text, the first at character {start}, as in a file that "
            "was not written to its end. Get a complete copy."
        )
        problems.append(Problem("encoding_damaged", message, start, start + 1))
    if "\ufffd" not in text:
        return tuple(problems)
    places = [match.span() for match in _FOREIGN.finditer(text)]
    for start, end in places[:MOST_PLACES]:
        message = (
            f"Bytes that are no text ({encoding.upper()}) stood at character {start}; U+FFFD stands for them. "
            "Compare with an undamaged copy."
        )
        problems.append(Problem("encoding_damaged", message, start, end))
    if len(places) > MOST_PLACES:
        start, end = places[MOST_PLACES][0], places[-1][1]
        message = f"{len(places) - MOST_PLACES} more places are damaged in the same way, up to character {end}."
        problems.append(Problem("encoding_damaged", message, start, end))
    return tuple(problems)


def _mojibake(text: str) -> tuple[Problem, ...]:
    """Text that was decoded wrongly once and saved so: valid UTF-8 that says nothing."""
    if not _SPOILED_MARKS.search(text, 0, SAMPLE):
        return ()
    sample = text[:2000]
    before = likeness(sample)
    if before > 0.6:
        return ()
    for wrong in ("gb18030", "cp1252", "latin-1", "big5hkscs"):
        again = sample.encode(wrong, errors="replace").decode("utf-8", errors="replace")
        if likeness(again) > before + 0.3:
            message = (
                f"The text was once read as {wrong.upper()} though it was UTF-8, and saved so; its characters are not "
                "the ones that were written. Get the original file."
            )
            return (Problem("encoding_damaged", message, 0, len(text)),)
    return ()
