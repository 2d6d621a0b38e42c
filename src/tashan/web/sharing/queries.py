"""Reads of contracts and statements, for pages and API alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from tashan.sharing import read_base, replay
from tashan.web.accounts.predicates import grants
from tashan.web.pages.places import covers, place_name
from tashan.web.pages.words import say, spoken
from tashan.web.sharing.called import called, item_name, step_name
from tashan.web.sharing.models import Contract, Statement
from tashan.web.sharing.notes import beside_words, in_words
from tashan.web.sharing.terms import OBJECTION_DAYS, last_day_of
from tashan.web.sharing.texts import contract_of


def contracts_for(person: Any) -> list[Contract]:
    """The contracts that concern a place of the person's roles, newest first."""
    held = grants(person)
    return [
        contract
        for contract in Contract.objects.prefetch_related("statements", "bases")
        if any(covers(grant.place, place) for grant in held for place in contract.places)
    ]


@dataclass(frozen=True, slots=True)
class PartyLine:
    """One party of a contract: its key, name, place, and what it has had in all (fen, by split)."""

    key: str
    name: str
    place: str
    place_name: str


def parties(contract: Contract) -> tuple[PartyLine, ...]:
    """The parties of a contract in its order, in the reader's language."""
    labels = contract_of(contract.text).parties
    return tuple(
        PartyLine(
            key,
            spoken(label.zh, label.en),
            contract.party_places.get(key, ""),
            place_name(contract.party_places.get(key)),
        )
        for key, label in labels.items()
    )


@dataclass(frozen=True, slots=True)
class StatementView:
    """
    A statement as a page shows it.

    Attributes:
        splits: name, what counts, base, and a line for each party.
        payments: who pays whom how much (fen).
        base_lines: amounts of the period by item, and their sum.
        stated: what else the base states: facts, factors, measurements.
        bars: cumulative shares of a capped party by statement, for the picture: number, fen, tenths of a percent.
        differences: what a replay does not confirm; empty where it confirms every figure.
        beside: what has to be read beside the figures: values that nobody confirmed, assumptions.
        last_day: until when parties may object.
        objection_days: how many working days that was.
    """

    statement: Statement
    parties: tuple[PartyLine, ...]
    splits: tuple[dict[str, Any], ...]
    payments: tuple[dict[str, Any], ...]
    base_lines: tuple[dict[str, Any], ...]
    stated: tuple[tuple[str, str], ...]
    steps: tuple[dict[str, Any], ...]
    bars: tuple[dict[str, Any], ...]
    differences: tuple[str, ...]
    beside: tuple[str, ...]
    last_day: date
    objection_days: int


def view_of(statement: Statement) -> StatementView:
    """A statement, computed again on the way: the page says whether every figure is confirmed."""
    content = statement.content
    known = parties(statement.contract)
    names = {party.key: party.name for party in known}
    figures = _figures(statement)
    return StatementView(
        statement=statement,
        parties=known,
        splits=tuple(_split(name, one, known) for name, one in content["splits"].items()),
        payments=tuple(
            {
                "payer": names[each["payer"]],
                "payee": names[each["payee"]],
                "amount": each["amount"],
                "line": item_name(each["line"]),
            }
            for each in content["items"]
        ),
        base_lines=figures[0],
        stated=figures[1],
        steps=tuple(
            {
                **step,
                "name": step_name(step["path"]),
                "why": in_words(step["note"], names),
                "shown": _step(step, names),
            }
            for step in content["trace"]
        ),
        bars=_bars(statement),
        differences=tuple(map(beside_words, replay(content))),
        beside=tuple(map(beside_words, content["notes"])),
        last_day=last_day_of(statement),
        objection_days=statement.objection_days or OBJECTION_DAYS,
    )


def _split(name: str, one: dict[str, Any], known: tuple[PartyLine, ...]) -> dict[str, Any]:
    lines = [{"party": party, **one["parties"][party.key]} for party in known]
    fields = ("opening", "corrections", "period", "cumulative")
    return {
        "name": item_name(name),
        "counts": one["counts"],
        "base": one["base"],
        "shared": one["shared"],
        "lines": lines,
        "total": {field: sum(line[field] for line in lines) for field in fields},
        "capped": any(line["cap"] is not None for line in lines),
    }


def _figures(statement: Statement) -> tuple[tuple[dict[str, Any], ...], tuple[tuple[str, str], ...]]:
    """What the base states: amounts by item with their sum, and everything else, each in a line."""
    base = read_base(statement.content["inputs"]["bases"][-1]["text"].encode(), "base.yaml")
    lines: list[dict[str, Any]] = [
        {"item": item_name(item), "paid": paid, "refunded": base.refunds.get(item, 0), "net": base.items[item]}
        for item, paid in base.amounts.items()
    ]
    if len(lines) > 1:
        sums = {key: sum(line[key] for line in lines) for key in ("paid", "refunded", "net")}
        lines.append({"item": say("合计", "Total"), "total": True, **sums})
    names = {party.key: party.name for party in parties(statement.contract)}
    facts = [(_fact_name(name, names), "、".join(fact.texts)) for name, fact in base.facts.items()]
    factors = [
        (called(name), "、".join(f"{names.get(party, party)} {number}" for party, number in values.items()))
        for name, values in base.factors.items()
    ]
    measured = [
        (f"{section} {called(indicator)}", series_text(series))
        for section, indicators in base.measured.items()
        for indicator, series in indicators.items()
    ]
    return tuple(lines), (*facts, *factors, *measured)


def _fact_name(name: str, names: dict[str, str]) -> str:
    """A fact by its name; one of a party, as `amount_suzhou`, by the party's."""
    party = next((key for key in names if name.endswith(f"_{key}")), "")
    return f"{called(name.removesuffix(f'_{party}'))} {names[party]}" if party else called(name)


def series_text(series: Any) -> str:
    """A measured series as it was stated, with its unit."""
    if series.mean is not None:
        return say("均值 {value} {unit}", "mean {value} {unit}", value=_decimal(series.mean), unit=series.unit)
    values = (
        f"{month} {say('缺测', 'missing') if one is None else ('<' if one.below else '') + _decimal(one.value)}"
        for month, one in series.months.items()
    )
    return f"{'、'.join(values)}（{series.unit}）"


def _decimal(value: Fraction) -> str:
    """An exact number as people write it; as a fraction where it has no end."""
    scaled = value * 10**9
    if scaled.denominator != 1:
        return str(value)
    whole, rest = divmod(abs(int(scaled)), 10**9)
    return f"{'-' if value < 0 else ''}{whole}.{rest:09d}".rstrip("0").rstrip(".")


def _step(step: dict[str, Any], names: dict[str, str]) -> list[tuple[str, int]]:
    """What each party of the contract gets in a step, in the contract's order."""
    parts = step.get("parts", {})
    return [(name, parts.get(party, 0)) for party, name in names.items()]


def _bars(statement: Statement) -> tuple[dict[str, Any], ...]:
    """How each period filled the cap of the first capped party."""
    for name, one in statement.content["splits"].items():
        for party, line in one["parties"].items():
            if line["cap"]:
                return _filled(statement, name, party, line["cap"])
    return ()


def _filled(statement: Statement, name: str, party: str, cap: int) -> tuple[dict[str, Any], ...]:
    bars, start = [], 0
    for each in statement.contract.statements.filter(number__lte=statement.number):
        line = each.content["splits"][name]["parties"][party]
        moved = line["period"] + line["corrections"]
        tenths = max(0, moved) * 1000 // cap
        bars.append(
            {
                "number": each.number,
                "amount": moved,
                "start": start,
                "width": tenths,
                "middle": start + tenths // 2,
                "percent": f"{tenths // 10}.{tenths % 10}%",
            }
        )
        start += tenths
    return tuple(bars)


def net_positions(contract: Contract) -> tuple[tuple[str, int], ...]:
    """What each party has to get (plus) or pay (minus) by all statements of a contract, in fen; they add up to 0."""
    moves: Counter[str] = Counter()
    for statement in contract.statements.all():
        for item in statement.content["items"]:
            moves[item["payer"]] -= item["amount"]
            moves[item["payee"]] += item["amount"]
    return tuple((party.name, moves.get(party.key, 0)) for party in parties(contract))
