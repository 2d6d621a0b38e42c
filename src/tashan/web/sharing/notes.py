"""What decided a step, in the reader's language; the trace itself stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from tashan.web.pages.words import language, spoken
from tashan.web.sharing.called import NAMES, called
from tashan.web.sharing.texts import percent_of

_SUM: Final = r"(-?[\d,]+(?:\.\d+)?)"
_CHINESE: Final = (
    (r"^year (\d+): sharing has ended$", r"第\1年：分享已结束"),
    (rf"^year (\d+), an extension; cap {_SUM}, {_SUM} left, {_SUM} beyond it$", r"第\1年（延长期）：上限 \2，余 \3，超出 \4"),
    (rf"^cap {_SUM}, {_SUM} left, {_SUM} beyond it$", r"上限 \1，余 \2，超出 \3"),
    (rf"^{_SUM} repaid to (\S+), {_SUM} still open$", r"先还\2 \1，尚欠 \3"),
    (rf"^no increment over {_SUM}$", r"未超过存量 \1，无增量"),
    (rf"^stock {_SUM}, increment {_SUM}$", r"存量 \1，增量 \2"),
    (r"^the floor does not hold yet$", r"保底尚未起算"),
    (rf"^floor {_SUM}, {_SUM} from (\S+)$", r"保底 \1，由\3补 \2"),
    (r"^paid in: (.*)$", r"按出资：\1"),
    (rf"^tax {_SUM}$", r"应纳税额 \1"),
    (r"^pay in: (.*); take out: (.*)$", r"出资：\1；分配：\2"),
    (rf"^(\S+) balances {_SUM}$", r"\1轧平 \2"),
    (rf"^index (\S+): (\S+) pays (\S+) {_SUM}$", r"指数 \1：\2付\3 \4"),
    (rf"^(-?[\d.]+) steps: {_SUM}$", r"\1 级（点）：\2"),
)  # fmt: skip
_SHARES: Final = re.compile(r"[^\s,;:]+ \d+(?:/\d+)?(?:, [^\s,;:]+ \d+(?:/\d+)?)*")


def in_words(note: str, names: Mapping[str, str]) -> str:
    """
    A note of a step with the parties' names, in Chinese where the reader reads Chinese and the sentence is known.

    Shares are shown as percentages where these are exact, amounts with marks for thousands.

    Args:
        note: as the engine wrote it.
        names: party → its name in the reader's language.
    """
    chosen = note
    if _SHARES.fullmatch(note):
        chosen = ", ".join(f"{key} {_percent(share)}" for key, share in (each.split(" ") for each in note.split(", ")))
    elif language() != "en":
        for pattern, chinese in _CHINESE:
            if re.match(pattern, note):
                chosen = spoken(re.sub(pattern, chinese, note), note)
                break
    chosen = re.sub(r"\d{4,}(?=\.\d{2}(?!\d))", lambda found: f"{int(found[0]):,}", chosen)
    for key, name in {**{key: called(key) for key in NAMES}, **names}.items():
        chosen = re.sub(rf"(?<![A-Za-z0-9_.]){re.escape(key)}(?![A-Za-z0-9_.])", name, chosen)
    return chosen if language() == "en" else chosen.replace(", ", "，").replace("; ", "；")


def _percent(share: str) -> str:
    """A share as a percentage where that is exact to two decimals, else as the fraction that it is."""
    scaled = Fraction(share) * 10_000
    return f"{percent_of(scaled / 100)}" if scaled.denominator == 1 else share


_BESIDE: Final = (
    (r"^(.+): not confirmed at the issuing body \((.*)\); the contract accepts it: (.*)$", r"\1：尚未在发布机关核实（\2）；协议接受，理由：\3"),
    (r"^(.+): an assumption of the contract: (.*)$", r"\1：协议自行约定，理由：\2"),
    (r"^The statement was changed after it was issued: its content does not fit its id\.$", "对账单出单后被改动：内容与编号不符。"),
    (
        r"^(.+), (.+): (\w+) is (\S+) fen in the statement, and (\S+) fen when computed again\.$",
        r"\1，\2：\3 一栏对账单写 \4 分，重算为 \5 分。",
    ),
    (r"^`(.+)` is not what follows from contract, bases and rules\.$", r"“\1”一项与由协议、基数和规则算得的不符。"),
)  # fmt: skip


def beside_words(sentence: str) -> str:
    """What stands beside the figures of a statement, or what a replay does not confirm, in the reader's language."""
    if language() == "en":
        return sentence
    for pattern, chinese in _BESIDE:
        if re.match(pattern, sentence):
            return spoken(re.sub(pattern, chinese, sentence), sentence)
    return sentence


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
