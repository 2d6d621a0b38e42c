"""The files behind the forms: what stands in a contract, and a base written from what an officer typed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from tashan.clearing import UNITS
from tashan.rules import RuleError, RuleProblem
from tashan.sharing import Contract as ContractFile
from tashan.sharing import Split, read_base, read_contract, shipped_rules, split_base

_RATIO: Final = re.compile(
    r"ratio:\s*\{\s*(?P<a>[^\s:,{}]+):\s*(?P<x>\d+(?:\.\d+)?)%\s*,\s*(?P<b>[^\s:,{}]+):\s*(?P<y>\d+(?:\.\d+)?)%\s*\}"
)
MOST_BYTES: Final = 200_000


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio between two parties that stands in a contract's text: where it can be moved in a what-if."""

    index: int
    first: str
    second: str
    percent: str
    line: int


@dataclass(frozen=True, slots=True)
class Trial:
    """What a contract would give for a base, or what is wrong with the two."""

    split: Split | None
    problems: tuple[RuleProblem, ...]


def contract_of(text: str, file: str = "contract.yaml") -> ContractFile:
    """
    The contract that a text holds.

    Raises:
        RuleError: every problem of the text, with its line.
    """
    return read_contract(text.encode(), file)


def trial(contract_text: str, base_text: str) -> Trial:
    """Split a base by a contract without anything being issued; problems instead of a split where there are any."""
    try:
        found = split_base(contract_of(contract_text), read_base(base_text.encode(), "base.yaml"), shipped_rules())
    except RuleError as error:
        return Trial(None, tuple(error.problems))
    return Trial(found, ())


def ratios(contract_text: str) -> tuple[Ratio, ...]:
    """The ratios between two parties that are written out as percentages, in the order of the text."""
    return tuple(
        Ratio(index, found["a"], found["b"], found["x"], contract_text.count("\n", 0, found.start()) + 1)
        for index, found in enumerate(_RATIO.finditer(contract_text))
    )


def with_ratios(contract_text: str, chosen: Mapping[int, str]) -> str:
    """
    The text with some of its ratios moved; the second party gets what the first does not.

    Args:
        contract_text: the contract.
        chosen: index of a ratio → the first party's percentage, 0 to 100.
    """
    count = -1

    def moved(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        if count not in chosen:
            return found[0]
        first = Fraction(chosen[count])
        return f"ratio: {{{found['a']}: {percent_of(first)}, {found['b']}: {percent_of(100 - first)}}}"

    return _RATIO.sub(moved, contract_text)


def items_of(contract: ContractFile) -> tuple[str, ...]:
    """The items of a base that a contract shares, each once."""
    return tuple(dict.fromkeys(item for split in contract.splits for item in split.items))


def base_text(
    contract: ContractFile,
    *,
    name: str,
    period: str,
    unit: str,
    amounts: Mapping[str, str],
    refunds: Mapping[str, str],
    more: str = "",
    corrects: str = "",
    reason: str = "",
) -> str:
    """
    A base in the form of docs/sharing.md, from what was typed.

    Args:
        contract: whose base it is.
        name: its name.
        period: a year, month or day.
        unit: of the amounts: 元, 万元 ….
        amounts: by item, as typed; empty ones are left out.
        refunds: the same, as paid back.
        more: further lines of the file: factors, facts, measurements.
        corrects: the base it takes the place of.
        reason: why.
    """
    lines = [f"base: {quoted(name)}", f"contract: {quoted(contract.name)}", f"period: {quoted(period)}"]
    lines.append(f"unit: {unit if unit in UNITS else '元'}")
    if corrects:
        lines += [f"corrects: {quoted(corrects)}", f"reason: {quoted(reason)}"]
    for key, values in (("amounts", amounts), ("refunds", refunds)):
        given = {item: value.replace(",", "").strip() for item, value in values.items() if value.strip()}
        if given:
            lines.append(f"{key}:")
            lines += [f"  {quoted(item)}: {quoted(value)}" for item, value in given.items()]
    if more.strip():
        lines.append(more.replace("\r\n", "\n").strip("\n"))
    return "\n".join(lines) + "\n"


def with_confirmations(text: str, confirmed: Mapping[str, str]) -> str:
    """The base's file with the day on which each party confirmed it."""
    lines = [f"  {quoted(party)}: {day}" for party, day in confirmed.items()]
    return text.rstrip("\n") + "\nconfirmed:\n" + "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """A plain text as a YAML scalar, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", " ")
    return f'"{escaped}"'


def percent_of(value: Fraction) -> str:
    """A number of percent as it is written: to four places at most, exact where it comes from whole ones."""
    scaled = round(value * 10_000)
    return f"{scaled // 10_000}.{scaled % 10_000:04d}".rstrip("0").rstrip(".") + "%"
