"""
Bases: what is shared, in a period: amounts, refunds, factors, facts and measurements, confirmed by the parties.

docs/sharing.md describes the files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from tashan.clearing import UNITS, MoneyError, parse_amount
from tashan.rules._yaml import Node
from tashan.rules.days import covered
from tashan.rules.values import parse_fraction
from tashan.sharing._sheet import Sheet
from tashan.sharing.measures import Series, read_series
from tashan.sharing.problems import failure

_NEEDED = ("base", "contract", "period")
_OPTIONAL = (
    "note", "unit", "amounts", "refunds", "factors", "facts", "measured", "confirmed", "corrects", "reason",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """
    Something stated beside the amounts: texts that a contract reads as money, number, day or yes.

    Attributes:
        name: its key.
        texts: what stands there; one text, or those of a list.
        unit: in which money is written.
        file, line: where it stands.
    """

    name: str
    texts: tuple[str, ...]
    unit: str
    file: str
    line: int

    def money(self) -> tuple[int, ...]:
        """As amounts in fen."""
        try:
            return tuple(parse_amount(text, self.unit) for text in self.texts)
        except MoneyError as error:
            raise failure(error.code, f"Fact `{self.name}`: {error.message}", self.file, self.line) from error

    def number(self) -> Fraction:
        """As one exact number."""
        found = parse_fraction(self.texts[0]) if len(self.texts) == 1 else None
        if found is None:
            raise self._wrong("one exact number, as 0.673 or 2/3")
        return found

    def day(self) -> str:
        """As one day."""
        days = covered(self.texts[0]) if len(self.texts) == 1 else None
        if days is None or days[0] != days[1]:
            raise self._wrong("one day, as 2016-01-01")
        return days[0]

    def yes(self) -> bool:
        """As yes or no."""
        if self.texts not in {("yes",), ("no",)}:
            raise self._wrong("yes or no")
        return self.texts == ("yes",)

    def _wrong(self, wanted: str) -> Exception:
        message = f"Fact `{self.name}` is `{', '.join(self.texts)}`. Write {wanted}."
        return failure("bad_fact", message, self.file, self.line)


@dataclass(frozen=True, slots=True)
class Base:
    """
    What is shared in one period.

    Attributes:
        name: by which other bases and objections call it.
        contract: the name of the contract.
        period: first and last day.
        amounts: fen by item, as paid.
        refunds: fen by item, as paid back; never more than was paid.
        factors: factor → party → exact number.
        facts: other things stated.
        measured: section → indicator → series.
        confirmed: party → day on which it confirmed these figures.
        corrects: the name of the base it takes the place of.
        reason: why it does.
        file: where it was read.
        text: the file itself, kept for the trace.
    """

    name: str
    contract: str
    period: tuple[str, str]
    amounts: Mapping[str, int]
    refunds: Mapping[str, int]
    factors: Mapping[str, Mapping[str, Fraction]]
    facts: Mapping[str, Fact]
    measured: Mapping[str, Mapping[str, Series]]
    confirmed: Mapping[str, str]
    corrects: str = ""
    reason: str = ""
    file: str = ""
    text: str = field(default="", repr=False)

    @property
    def items(self) -> dict[str, int]:
        """Fen by item after refunds."""
        return {item: amount - self.refunds.get(item, 0) for item, amount in self.amounts.items()}


def read_base(data: bytes, file: str) -> Base:
    """
    The base that a file holds.

    Raises:
        ShareError: with every problem of the file: unknown or misplaced keys, amounts that are no whole fen, refunds
            larger than what was paid, dates that do not exist.
    """
    sheet = Sheet(data, file)
    fields = sheet.fields(sheet.root, _NEEDED, _OPTIONAL, "a base")
    unit = sheet.text(fields.get("unit"), "`unit`", tuple(UNITS)) or "元"
    unit = unit if unit in UNITS else "元"
    amounts = _amounts(sheet, fields.get("amounts"), unit)
    refunds = _amounts(sheet, fields.get("refunds"), unit)
    _check_refunds(sheet, fields.get("refunds"), amounts, refunds)
    if "corrects" in fields and "reason" not in fields:
        sheet.report("missing_key", fields["corrects"], "A correction says why it is made. Add `reason`.")
    base = Base(
        name=sheet.text(fields["base"], "`base`"),
        contract=sheet.text(fields["contract"], "`contract`"),
        period=sheet.days(fields["period"], "period"),
        amounts=amounts,
        refunds=refunds,
        factors=_factors(sheet, fields.get("factors")),
        facts=read_facts(sheet, fields.get("facts"), unit),
        measured=_measured(sheet, fields.get("measured")),
        confirmed=_confirmed(sheet, fields.get("confirmed")),
        corrects=sheet.text(fields.get("corrects"), "`corrects`"),
        reason=sheet.text(fields.get("reason"), "`reason`"),
        file=file,
        text=data.decode("utf-8-sig", errors="replace"),
    )
    sheet.finish()
    return base


def read_facts(sheet: Sheet, node: Node | None, unit: str) -> dict[str, Fact]:
    """The facts of a base or a contract."""
    found = {}
    for key, value in (sheet.entries(node, "`facts`") if node is not None else {}).items():
        texts = sheet.texts(value, "A fact") if value.form == "list" else (sheet.text(value, "A fact"),)
        found[key] = Fact(key, texts, unit, sheet.file, value.line)
    return found


def _amounts(sheet: Sheet, node: Node | None, unit: str) -> dict[str, int]:
    found = {}
    for item, value in (sheet.entries(node, "amounts") if node is not None else {}).items():
        found[item] = sheet.money(value, unit)
        if found[item] < 0:
            message = f"`{item}` is negative. Write what was paid under `amounts`, what was paid back under `refunds`."
            sheet.report("negative_amount", value, message)
    return found


def _check_refunds(sheet: Sheet, node: Node | None, amounts: Mapping[str, int], refunds: Mapping[str, int]) -> None:
    if node is None:
        return
    for item in refunds:
        if item not in amounts:
            sheet.report("unknown_item", node, f"`{item}` was paid back but stands not under `amounts`. Add it there.")
    if sum(refunds.values()) > sum(amounts.values()):
        message = (
            "More was paid back than was paid in the period. Correct the base of the period in which it had been paid, "
            "with `corrects` and `reason`."
        )
        sheet.report("refund_too_large", node, message)


def _factors(sheet: Sheet, node: Node | None) -> dict[str, dict[str, Fraction]]:
    entries = sheet.entries(node, "`factors`") if node is not None else {}
    return {
        factor: {party: sheet.number(value) for party, value in sheet.entries(one, f"factor `{factor}`").items()}
        for factor, one in entries.items()
    }


def _measured(sheet: Sheet, node: Node | None) -> dict[str, dict[str, Series]]:
    entries = sheet.entries(node, "`measured`") if node is not None else {}
    return {
        section: {
            indicator: read_series(sheet, value, f"{section} {indicator}")
            for indicator, value in sheet.entries(one, f"section `{section}`").items()
        }
        for section, one in entries.items()
    }


def _confirmed(sheet: Sheet, node: Node | None) -> dict[str, str]:
    entries = sheet.entries(node, "`confirmed`") if node is not None else {}
    return {party: sheet.days(value, "confirmed")[1] for party, value in entries.items()}
