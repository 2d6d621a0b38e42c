"""
Statements: what every party had, gets in this period, and has in all; with corrections, cap left and the whole trace.

A statement carries the texts it was made from and the rules it used, so that anybody can compute it again, whatever
became of files and rules since. Corrections never change an old statement: they are lines of a new one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from tashan.clearing import ClearingItem, settle
from tashan.rules import RuleBook
from tashan.sharing.bases import Base, read_base
from tashan.sharing.contracts import Contract, read_contract
from tashan.sharing.engine import Split, run
from tashan.sharing.numbers import UsedRule
from tashan.sharing.problems import failure

FORMAT = "tashan-statement-1"

#: A statement as plain values, as it is written to a file. docs/sharing.md lists its keys.
Statement = dict[str, Any]


def issue(
    contract: Contract, bases: Sequence[Base], books: Mapping[str, RuleBook], issued: Sequence[str]
) -> list[Statement]:
    """
    Issue a statement for each base, in the order in which the bases came.

    A base with `corrects` takes the place of an earlier one: its statement has no period of its own, but lines of
    corrections, which bring all parties to what they would have had.

    Args:
        contract: the contract.
        bases: all bases so far, oldest first.
        books: rule books by name.
        issued: the day of each statement.

    Raises:
        ShareError: a base that not all parties confirmed, a correction of nothing, or whatever `run` raises. No
            statement is issued then.
    """
    if len(issued) != len(bases):
        message = f"{len(bases)} bases and {len(issued)} days of issue. Give each statement its day."
        raise failure("bad_days", message, contract.file)
    if list(issued) != sorted(issued):
        message = f"A statement would be issued before the one before it ({', '.join(issued)}). Put the days in order."
        raise failure("bad_days", message, contract.file)
    statements: list[Statement] = []
    booked: dict[str, dict[str, int]] = {}
    for count, (base, day) in enumerate(zip(bases, issued, strict=True), 1):
        check_confirmed(contract, base, day)
        effective = _effective(bases[:count])
        splits = run(contract, effective, books)
        statement = _statement(contract, bases[:count], issued[:count], splits, booked)
        statement["previous"] = statements[-1]["statement"] if statements else None
        statement["statement"] = statement_id(statement)
        statements.append(statement)
        booked = {
            name: {party: line["cumulative"] for party, line in one["parties"].items()}
            for name, one in statement["splits"].items()
        }
    return statements


def issue_after(
    previous: Statement | None, contract: Contract, base: Base, books: Mapping[str, RuleBook], issued: str
) -> Statement:
    """
    Issue the statement that follows a previous one, from what that one carries; the first one where there is none.

    Raises:
        ShareError: as `issue`; `damaged` where the previous statement cannot be confirmed, `other_contract` where the
            contract is not word for word the one it was made from, `rules_changed` where rules used for earlier periods
            have other values by now.
    """
    if previous is None:
        return issue(contract, [base], books, [issued])[-1]
    differences = replay(previous)
    if differences:
        raise failure(
            "damaged", f"The previous statement cannot be continued: {differences[0]} Take an undamaged copy."
        )
    inputs = previous["inputs"]
    if inputs["contract"]["text"] != contract.text:
        message = (
            "The contract is not the one the previous statement was made from. End the old one, and begin a new series."
        )
        raise failure("other_contract", message, contract.file)
    bases = [read_base(each["text"].encode(), each["file"]) for each in inputs["bases"]]
    statements = issue(contract, [*bases, base], books, [*inputs["issued"], issued])
    if statements[-2]["splits"] != previous["splits"]:
        message = (
            "Rules that earlier periods used have other values by now. Restore them with their dates, or begin a new "
            "series; a correction of figures is a base with `corrects`."
        )
        raise failure("rules_changed", message, contract.file)
    statements[-1]["previous"] = previous["statement"]
    statements[-1]["statement"] = statement_id(statements[-1])
    return statements[-1]


def check_confirmed(contract: Contract, base: Base, day: str) -> None:
    """
    Refuse a base that not every party of the contract has confirmed by a day.

    Raises:
        ShareError: `not_confirmed`, with the parties that are missing.
    """
    missing = [party for party in contract.parties if base.confirmed.get(party, "9999") > day]
    if missing:
        message = (
            f"{base.name} is not confirmed by {', '.join(missing)} on {day}, so no statement is issued. Let each party "
            "confirm the figures, and write its day under `confirmed`."
        )
        raise failure("not_confirmed", message, base.file)


def replay(statement: Mapping[str, Any]) -> tuple[str, ...]:
    """
    Compute a statement again from what it carries; what differs, as sentences. Empty: every figure is confirmed.

    Raises:
        ShareError: it is no statement of this format, or what it carries cannot be read.
    """
    if statement.get("format") != FORMAT:
        message = f"This is no statement of the format {FORMAT}. Give a file that `tashan statement` wrote."
        raise failure("bad_format", message)
    found = []
    if statement.get("statement") != statement_id(statement):
        found.append("The statement was changed after it was issued: its content does not fit its id.")
    try:
        again = _again(statement)
    except (KeyError, TypeError, AttributeError) as error:
        raise failure(
            "damaged", f"The statement is damaged: {error!r} cannot be read. Take an undamaged copy."
        ) from error
    found += [
        _difference(key, statement.get(key), again[key])
        for key in ("contract", "period", "splits", "items", "notes", "trace")
        if again[key] != statement.get(key)
    ]
    return tuple(found)


def statement_id(statement: Mapping[str, Any]) -> str:
    """The id that follows from a statement's content."""
    content = {key: value for key, value in statement.items() if key != "statement"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def clearing_items(statement: Mapping[str, Any]) -> tuple[ClearingItem, ...]:
    """What the parties owe each other by a statement, for clearing."""
    return tuple(ClearingItem(**item) for item in statement["items"])


def _again(statement: Mapping[str, Any]) -> Statement:
    inputs = statement["inputs"]
    contract = read_contract(inputs["contract"]["text"].encode(), inputs["contract"]["file"])
    bases = [read_base(each["text"].encode(), each["file"]) for each in inputs["bases"]]
    recorded = [UsedRule(**rule) for rule in statement["rules"]]
    booked: dict[str, dict[str, int]] = {}
    if len(bases) > 1:
        splits = run(contract, _effective(bases[:-1]), {}, recorded)
        booked = _totals(splits)
    splits = run(contract, _effective(bases), {}, recorded)
    return _statement(contract, bases, inputs["issued"], splits, booked)


def _effective(bases: Sequence[Base]) -> list[Base]:
    """The bases that hold: corrections take the place of what they correct."""
    found: dict[str, Base] = {}
    for base in bases:
        if base.name in found:
            message = (
                f"There are two bases `{base.name}`. Give each a name of its own; a correction says what it `corrects`."
            )
            raise failure("duplicate_base", message, base.file)
        if base.corrects:
            old = found.pop(base.corrects, None)
            if old is None:
                message = f"{base.name} corrects `{base.corrects}`, which is not there or was corrected already. Check the name."
                raise failure("unknown_base", message, base.file)
            if old.period != base.period:
                message = f"{base.name} corrects `{base.corrects}`, but is of another period. Keep its period."
                raise failure("other_period", message, base.file)
        found[base.name] = base
    return list(found.values())


def _totals(splits: Sequence[Split]) -> dict[str, dict[str, int]]:
    totals: dict[str, dict[str, int]] = {}
    for split in splits:
        for line in split.lines:
            own = totals.setdefault(line.split, {})
            for party, part in line.parts.items():
                own[party] = own.get(party, 0) + part
    return totals


def _statement(
    contract: Contract,
    bases: Sequence[Base],
    issued: Sequence[str],
    splits: Sequence[Split],
    booked: Mapping[str, Mapping[str, int]],
) -> Statement:
    base = bases[-1]
    own = next(split for split in splits if split.base == base.name)
    totals = _totals(splits)
    rules = {(rule.rule, rule.start): rule for split in splits for rule in split.rules}
    lines = {}
    for line in own.lines:
        parties = {}
        for party in contract.parties:
            opening = booked.get(line.split, {}).get(party, 0)
            cumulative = totals[line.split][party]
            period = 0 if base.corrects else line.parts[party]
            parties[party] = {
                "opening": opening,
                "corrections": cumulative - opening - period,
                "period": period,
                "cumulative": cumulative,
                "cap": line.caps.get(party),
                "cap_left": line.caps[party] - cumulative if party in line.caps else None,
            }
        lines[line.split] = {"counts": line.counts, "base": line.base, "shared": line.shared, "parties": parties}
    number = len(bases)
    return {
        "format": FORMAT,
        "contract": contract.name,
        "number": number,
        "issued": issued[-1],
        "period": list(base.period),
        "corrects": base.corrects or None,
        "reason": base.reason or None,
        "unit": "fen",
        "splits": lines,
        "items": _items(contract, base, lines, number),
        "notes": _notes(rules.values()),
        "trace": [step.to_dict() for step in own.steps],
        "rules": [rule.to_dict() for rule in rules.values()],
        "inputs": {
            "contract": {"file": contract.file, "text": contract.text},
            "bases": [{"file": each.file, "text": each.text} for each in bases],
            "issued": list(issued),
        },
    }


def _items(contract: Contract, base: Base, lines: Mapping[str, Any], number: int) -> list[dict[str, Any]]:
    """What moves by this statement: only money, and only where somebody holds it or two sides pay."""
    found = []
    cause = f"statement:{contract.name}:{number}"
    for rule in contract.splits:
        moves = {party: line["period"] + line["corrections"] for party, line in lines[rule.name]["parties"].items()}
        if rule.counts != "money":
            continue
        if rule.pays:
            owed = [(payment.payer, payment.payee, payment.amount) for payment in settle(moves)]
        elif rule.collector:
            owed = [(rule.collector, party, move) for party, move in moves.items() if party != rule.collector and move]
        else:
            continue
        for payer, payee, amount in owed:
            sides = (payer, payee) if amount > 0 else (payee, payer)
            item = {"payer": sides[0], "payee": sides[1], "amount": abs(amount)}
            found.append({**item, "day": base.period[1], "cause": cause, "line": rule.name})
    return found


def _notes(rules: Any) -> list[str]:
    """What has to be read beside the figures: values that nobody confirmed, and assumptions."""
    found = []
    for rule in rules:
        value = f"{rule.rule} = {rule.value} {rule.unit}".rstrip()
        if rule.status == "unconfirmed":
            found.append(
                f"{value}: not confirmed at the issuing body ({rule.document}); the contract accepts it: {rule.reason}"
            )
        elif rule.status == "assumption":
            found.append(f"{value}: an assumption of the contract: {rule.reason}")
    return found


def _difference(key: str, then: Any, now: Any) -> str:
    if key == "splits" and isinstance(then, Mapping):
        for name, line in now.items():
            for party, own in line["parties"].items():
                old = then.get(name, {}).get("parties", {}).get(party, {})
                for field, value in own.items():
                    if old.get(field) != value:
                        return f"{name}, {party}: {field} is {old.get(field)} fen in the statement, and {value} fen when computed again."
    return f"`{key}` is not what follows from contract, bases and rules."
