"""Reads of contracts and statements, for pages and API alike."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tashan.sharing import replay
from tashan.web.accounts.predicates import grants
from tashan.web.pages.places import covers, place_name
from tashan.web.pages.words import spoken
from tashan.web.sharing.models import Contract, Statement
from tashan.web.sharing.notes import in_words
from tashan.web.sharing.services import OBJECTION_DAYS, last_day_of
from tashan.web.sharing.texts import contract_of

ITEMS: Final = {
    "vat": ("增值税", "value-added tax"),
    "income_tax": ("企业所得税", "enterprise income tax"),
    "business_tax": ("营业税", "business tax"),
    "land_use_tax": ("城镇土地使用税", "urban land-use tax"),
    "value_added": ("增加值", "value added"),
    "revenue": ("收入", "revenue"),
    "output": ("产值", "output"),
    "investment": ("投资", "investment"),
    "tax": ("税收", "tax"),
}
"""What the items and splits of contracts are called on pages; others are shown as they are written."""


def item_name(item: str) -> str:
    """What an item or a split is called."""
    return spoken(*ITEMS[item]) if item in ITEMS else item


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
        bars: cumulative shares of a capped party by statement, for the picture: number, fen, tenths of a percent.
        differences: what a replay does not confirm; empty where it confirms every figure.
        last_day: until when parties may object.
        objection_days: how many working days that was.
    """

    statement: Statement
    parties: tuple[PartyLine, ...]
    splits: tuple[dict[str, Any], ...]
    payments: tuple[dict[str, Any], ...]
    base_lines: tuple[dict[str, Any], ...]
    steps: tuple[dict[str, Any], ...]
    bars: tuple[dict[str, Any], ...]
    differences: tuple[str, ...]
    last_day: date
    objection_days: int


def view_of(statement: Statement) -> StatementView:
    """A statement, computed again on the way: the page says whether every figure is confirmed."""
    content = statement.content
    known = parties(statement.contract)
    names = {party.key: party.name for party in known}
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
        base_lines=_base_lines(statement),
        steps=tuple(
            {**step, "why": in_words(step["note"], names), "shown": _step(step, names)} for step in content["trace"]
        ),
        bars=_bars(statement),
        differences=replay(content),
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


def _base_lines(statement: Statement) -> tuple[dict[str, Any], ...]:
    from tashan.sharing import read_base

    base = read_base(statement.content["inputs"]["bases"][-1]["text"].encode(), "base.yaml")
    return tuple(
        {
            "item": item_name(item),
            "paid": paid,
            "refunded": base.refunds.get(item, 0),
            "net": paid - base.refunds.get(item, 0),
        }
        for item, paid in base.amounts.items()
    )


def _step(step: dict[str, Any], names: dict[str, str]) -> list[tuple[str, int]]:
    return [(names.get(party, party), part) for party, part in step.get("parts", {}).items()]


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
