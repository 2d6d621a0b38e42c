"""What decided a step, in the reader's language; the trace itself stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from tashan.web.pages.words import language, spoken

_SUM: Final = r"(-?[\d,]+(?:\.\d+)?)"
_CHINESE: Final = (
    (r"^year (\d+): sharing has ended$", r"第\1年：分享已结束"),
    (rf"^(extended; |extended )?cap {_SUM}, {_SUM} left, {_SUM} beyond it$", r"上限 \2，余 \3，超出 \4"),
    (rf"^{_SUM} repaid to (\S+), {_SUM} still open$", r"先还\2 \1，尚欠 \3"),
    (rf"^no increment over {_SUM}$", r"未超过存量 \1，无增量"),
    (rf"^stock {_SUM}, increment {_SUM}$", r"存量 \1，增量 \2"),
    (r"^the floor does not hold yet$", r"保底尚未起算"),
    (rf"^floor {_SUM}, {_SUM} from (\S+)$", r"保底 \1，由\3补 \2"),
    (r"^paid in: (.*)$", r"按出资：\1"),
    (rf"^tax {_SUM}$", r"应纳税额 \1"),
    (r"^pay in: (.*); take out: (.*)$", r"出资：\1；分配：\2"),
    (rf"^(\S+) balances {_SUM}$", r"\1轧平 \2"),
)  # fmt: skip


def in_words(note: str, names: Mapping[str, str]) -> str:
    """
    A note of a step with the parties' names, in Chinese where the reader reads Chinese and the sentence is known.

    Args:
        note: as the engine wrote it.
        names: party → its name in the reader's language.
    """
    if language() != "en":
        for pattern, chinese in _CHINESE:
            if re.match(pattern, note):
                note = spoken(re.sub(pattern, chinese, note), note)
                break
    for party, name in names.items():
        note = re.sub(rf"(?<![A-Za-z0-9_.]){re.escape(party)}(?![A-Za-z0-9_.])", name, note)
    return note


_NUMBER: Final = r"(-?[\d/]+)"
_MATCH: Final = (
    (r"^fits best$", "最合适"),
    (r"^(.+) fits better, but is full of needs that fit it better still$", r"更合适的\1已被更合适的企业占满"),
    (r"^no offer can be taken$", "没有可去的地方"),
    (r"^all offers that can be taken are full$", "可去的地方都满了"),
    (rf"^(.+): {_NUMBER}, wanted at least {_NUMBER}$", r"\1：有 \2，要不少于 \3"),
    (rf"^(.+): {_NUMBER}, wanted at most {_NUMBER}$", r"\1：有 \2，要不超过 \3"),
    (rf"^(.+): {_NUMBER}, wanted about {_NUMBER}$", r"\1：有 \2，要约 \3"),
    (r"^(.+): nothing is known of (.+)$", r"\1：不知道\2的情况"),
    (r"^(.+): (.+) is among those wanted$", r"\1：\2 在所要之列"),
    (r"^(.+): (.+) is not among those wanted$", r"\1：\2 不在所要之列"),
    (r"^(.+): (\d+) of (\d+) offered \(none\)$", r"\1：\3 项中有 \2 项"),
    (r"^(.+): (\d+) of (\d+) offered \((.+)\)$", r"\1：\3 项中有 \2 项（\4）"),
    (r"^(.+): of those to be avoided none$", r"\1：没有要避开的"),
    (r"^(.+): of those to be avoided (.+)$", r"\1：有要避开的 \2"),
)  # fmt: skip


def match_words(sentence: str) -> str:
    """A reason of a match in the reader's language; as the engine wrote it where it is not known."""
    if language() == "en":
        return sentence
    for pattern, chinese in _MATCH:
        if re.match(pattern, sentence):
            return spoken(re.sub(pattern, chinese, sentence), sentence)
    return sentence


def verdict_words(verdict: str) -> str:
    """What a list says, as one word."""
    words = {"forbidden": "禁止", "restricted": "限制", "encouraged": "鼓励", "allowed": "允许"}
    return spoken(words[verdict], verdict)
