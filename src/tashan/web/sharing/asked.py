"""What a contract asks of a period beside amounts: facts, factors by party, measured series; as fields of a form."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tashan.rules.days import covered
from tashan.sharing import Contract as ContractFile
from tashan.sharing.measures import months_of
from tashan.sharing.shapes import Bands, Cap, Equity, Factors, Floor, HeadAndBranches
from tashan.sharing.transfers import Exceedance, Index, PerUnit, Pool, Stated, Steps
from tashan.web.pages.words import say, spoken
from tashan.web.sharing.called import called
from tashan.web.sharing.services import SharingError
from tashan.web.sharing.supposed import shapes_of
from tashan.web.sharing.texts import quoted

_BETWEEN: Final = re.compile(r"[\s,，、;；]+")
_MISSING: Final = {"missing", "缺", "缺测", "-", "–"}


@dataclass(frozen=True, slots=True)
class Field:
    """
    One field of the form.

    Attributes:
        key: its name in the form.
        kind: fact, factor or series.
        name: of the fact, the factor or the indicator.
        party: of a factor.
        section: of a series.
        unit: of a series.
        label: what it is called, in the reader's language.
        typed: what was typed into it.
    """

    key: str
    kind: str
    name: str
    label: str
    party: str = ""
    section: str = ""
    unit: str = ""
    typed: str = ""


def fields_of(contract: ContractFile, typed: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields that the contract's shapes read, each once, in the order of the contract."""
    found: dict[str, Field] = {}
    for field in _asked(contract):
        key = f"{field.kind}-{field.section or ''}-{field.name}-{field.party}".rstrip("-")
        if not (field.kind == "fact" and field.name in contract.facts):
            found.setdefault(key, _keyed(field, key, typed))
    return tuple(found.values())


def as_lines(fields: tuple[Field, ...], period: str) -> str:
    """
    The lines of a base's file for what was typed into the fields; empty fields are left out.

    Raises:
        SharingError: a series has not one value for each month of the period.
    """
    facts, factors, measured = [], dict[str, list[str]](), dict[str, list[str]]()
    for field in fields:
        if not field.typed.strip():
            continue
        if field.kind == "fact":
            facts.append(f"  {quoted(field.name)}: {_fact(field.typed)}")
        elif field.kind == "factor":
            factors.setdefault(field.name, []).append(f"{quoted(field.party)}: {quoted(field.typed.strip())}")
        else:
            measured.setdefault(field.section, []).append(f"    {quoted(field.name)}: {_series(field, period)}")
    lines = ["facts:", *facts] if facts else []
    if factors:
        lines += ["factors:", *(f"  {quoted(name)}: {{{', '.join(values)}}}" for name, values in factors.items())]
    if measured:
        lines.append("measured:")
        for section, series in measured.items():
            lines += [f"  {quoted(section)}:", *series]
    return "\n".join(lines)


def _fact(typed: str) -> str:
    parts = [each for each in _BETWEEN.split(typed.strip()) if each]
    return quoted(parts[0]) if len(parts) == 1 else f"[{', '.join(quoted(each) for each in parts)}]"


def _series(field: Field, period: str) -> str:
    parts = [each for each in _BETWEEN.split(field.typed.strip()) if each]
    if parts[0] in ("mean", "均值") and len(parts) == 2:
        return f"{{unit: {quoted(field.unit)}, mean: {quoted(parts[1])}}}"
    days = covered(period)
    months = months_of(days) if days else []
    if len(parts) != len(months):
        raise SharingError(
            say(
                "{what}写了 {n} 个值，期间有 {m} 个月。每月写一个，缺测写“缺”；只有均值时写“均值 0.31”。",
                "{what} has {n} values, and the period {m} months. Write one a month, missing where there is none; or "
                "mean 0.31 where only that is known.",
                what=field.label,
                n=len(parts),
                m=len(months),
            )
        )
    values = (
        f"{month}: {'missing' if part in _MISSING else quoted(part)}" for month, part in zip(months, parts, strict=True)
    )
    return f"{{unit: {quoted(field.unit)}, months: {{{', '.join(values)}}}}}"


def _keyed(field: Field, key: str, typed: Mapping[str, str]) -> Field:
    return Field(
        key, field.kind, field.name, field.label, field.party, field.section, field.unit, typed.get(key, "").strip()
    )


def _asked(contract: ContractFile) -> Iterator[Field]:
    """Every field that some shape reads; some more than once."""
    for name in (*contract.requires, *([contract.scope.fact] if contract.scope else [])):
        yield _of_fact(name)
    for rule in contract.splits:
        for shape in shapes_of(rule.shape):
            yield from (_of_fact(name) for name in _facts(shape, contract) if name)
            for name in _factors(shape):
                for party, label in contract.parties.items():
                    if not (isinstance(shape, Factors) and party == _head(rule.shape)):
                        yield Field("", "factor", name, f"{called(name)}：{spoken(label.zh, label.en)}", party=party)
            for section, name, unit in _measured(shape):
                yield Field("", "series", name, f"{section} {called(name)}（{unit}）", section=section, unit=unit)


def _head(shape: Any) -> str:
    return next((each.head for each in shapes_of(shape) if isinstance(each, HeadAndBranches)), "")


def _of_fact(name: str) -> Field:
    return Field("", "fact", name, called(name))


def _facts(shape: Any, contract: ContractFile) -> list[str]:
    if isinstance(shape, Cap):
        return [shape.fact, shape.count.since if shape.years is not None else ""]
    if isinstance(shape, Bands):
        return [shape.years.since]
    if isinstance(shape, Stated):
        return [f"{shape.fact}_{party}" for party in contract.parties if party != shape.outside]
    if isinstance(shape, Floor):
        return [shape.since]
    if isinstance(shape, Index | Steps | Pool):
        return [shape.fact]
    return []


def _factors(shape: Any) -> list[str]:
    if isinstance(shape, Equity):
        return [shape.factor] if shape.factor else []
    if isinstance(shape, Factors):
        return list(shape.weights)
    if isinstance(shape, HeadAndBranches):
        return ["rate"] if shape.income else []
    return []


def _measured(shape: Any) -> list[tuple[str, str, str]]:
    if isinstance(shape, Index):
        return [(shape.section, name, each.unit) for name, each in shape.indicators.items()]
    if isinstance(shape, PerUnit):
        flow = [(shape.section, shape.flow, "万m³")] if shape.flow else []
        return [*((shape.section, name, shape.unit) for name in shape.rates), *flow]
    if isinstance(shape, Exceedance):
        return [(shape.section, name, shape.unit) for name in shape.targets]
    return []
