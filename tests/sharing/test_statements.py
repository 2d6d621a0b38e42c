"""Statements: confirmed by all or not at all, carried on, corrected by new lines, and computed again years later."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sharing.written import base_text, contract_of

from tashan.clearing import positions, yuan
from tashan.sharing import (
    Base,
    ShareError,
    Statement,
    clearing_items,
    issue,
    read_base,
    read_contract,
    replay,
    shipped_contract,
    shipped_rules,
    statement_id,
)

BOTH = "a: 2021-01-10, b: 2021-01-12"
CAPPED = "cap: {party: a, rest: b, amount: 100, of: {ratio: {a: 1/2, b: 1/2}}}"


def _base(name: str, period: str, amount: str, more: str = "", confirmed: str = BOTH) -> Base:
    return read_base(
        base_text(name, period, f"amounts: {{tax: {amount}}}\n{more}", confirmed=confirmed), f"{name}.yaml"
    )


def _issue(bases: list[Base], share: str = CAPPED) -> list[Statement]:
    contract = contract_of(share)
    return issue(contract, bases, shipped_rules(), ["2024-01-31"] * len(bases))


def _line(statement: Statement, party: str) -> dict[str, Any]:
    return {key: value for key, value in statement["splits"]["tax"]["parties"][party].items() if value is not None}


def test_a_statement_carries_on_and_says_what_is_left_of_the_cap() -> None:
    """Opening, period, cumulative, cap and what is left of it."""
    first, second = _issue([_base("2020", "2020", "120"), _base("2021", "2021", "120")])

    assert {
        "opening": 0,
        "corrections": 0,
        "period": 6000,
        "cumulative": 6000,
        "cap": 10000,
        "cap_left": 4000,
    } == _line(first, "a")
    assert {
        "opening": 6000,
        "corrections": 0,
        "period": 4000,
        "cumulative": 10000,
        "cap": 10000,
        "cap_left": 0,
    } == _line(second, "a")
    assert {"opening": 6000, "corrections": 0, "period": 8000, "cumulative": 14000} == _line(second, "b")
    assert first["statement"] == second["previous"]


def test_a_base_that_not_all_confirmed_gives_no_statement() -> None:
    """The parties that are missing are named; a confirmation after the day of issue comes too late."""
    for confirmed, missing in (("a: 2021-01-10", "b"), ("a: 2025-01-01, b: 2021-01-01", "a"), ("", "a, b")):
        with pytest.raises(ShareError, match=f"not confirmed by {missing} on") as caught:
            _issue([_base("2020", "2020", "120", confirmed=confirmed)])

        assert caught.value.code == "not_confirmed"


def test_a_correction_is_a_new_statement_and_changes_what_follows() -> None:
    """2020 was too high by 40: both parties are brought to what they would have had, and the cap frees up again."""
    bases = [
        _base("2020", "2020", "120"),
        _base("2021", "2021", "120"),
        _base("2020 again", "2020", "80", "corrects: 2020\nreason: objection 7"),
    ]
    first, _, third = statements = _issue(bases)

    assert {"opening": 10000, "corrections": 0, "period": 0, "cumulative": 10000, "cap": 10000, "cap_left": 0} == _line(
        third, "a"
    )
    assert {"opening": 14000, "corrections": -4000, "period": 0, "cumulative": 10000} == _line(third, "b")
    assert "objection 7" == third["reason"]
    assert statements[:2] == _issue(bases[:2])
    assert [() for _ in statements] == [replay(each) for each in statements]
    assert first["inputs"]["bases"] == third["inputs"]["bases"][:1]


def test_a_correction_has_to_be_of_something() -> None:
    """Of a base that is there, of its period, and once."""
    first = _base("2020", "2020", "120")
    for bases, code in (
        ([first, _base("x", "2020", "1", "corrects: y\nreason: r")], "unknown_base"),
        ([first, _base("x", "2021", "1", "corrects: 2020\nreason: r")], "other_period"),
        ([first, _base("2020", "2021", "1")], "duplicate_base"),
        ([first, _base("x", "2020-03", "1")], "overlap"),
    ):
        with pytest.raises(ShareError) as caught:
            _issue(bases)

        assert code == caught.value.code


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 10**9), min_size=2, max_size=4),
    st.integers(0, 10**9),
    st.integers(0, 3),
)
def test_after_a_correction_everybody_has_what_the_true_bases_give(amounts: list[int], true: int, which: int) -> None:
    """Issued with an error and corrected, or right from the start: the same cumulative amounts, to the fen."""
    which %= len(amounts)
    years = [str(2020 + index) for index in range(len(amounts))]
    wrong = [_base(year, year, yuan(amount)) for year, amount in zip(years, amounts, strict=True)]
    fixed = _base("again", years[which], yuan(true), f"corrects: {years[which]}\nreason: audit")
    right = [fixed if index == which else base for index, base in enumerate(wrong)]
    last = _issue([*wrong, fixed])[-1]
    sums = dict.fromkeys("ab", 0)
    for base in sorted(right, key=lambda base: base.period):
        plain = base.text.replace("corrects: " + years[which], "note: x").replace("reason: audit", "")
        one = _issue([read_base(plain.encode(), "x.yaml")], "ratio: {a: 1/2, b: 1/2}")[0]
        left = 10000 - sums["a"]
        part = min(_line(one, "a")["period"], left)
        sums["a"] += part
        sums["b"] += one["splits"]["tax"]["base"] - part

    assert sums == {party: _line(last, party)["cumulative"] for party in "ab"}


# --- replay ---


def test_a_statement_can_be_computed_again_from_itself() -> None:
    """Through JSON and back, with no file and no rule book at hand."""
    for statement in _issue([_base("2020", "2020", "120"), _base("2021", "2021", "120")]):
        assert () == replay(json.loads(json.dumps(statement, ensure_ascii=False)))


def test_a_replay_uses_the_rules_of_then(moved: Statement) -> None:
    """The numbers, their source and who accepted them stand in the statement."""
    assert () == replay(moved)
    used = {rule["rule"]: rule for rule in moved["rules"]}
    assert "1/2" == used["moved_enterprise.share.origin"]["value"]
    assert "财预〔2015〕92号" in used["moved_enterprise.share.origin"]["document"]
    other = deepcopy(moved)
    next(rule for rule in other["rules"] if rule["rule"] == "moved_enterprise.share.origin")["value"] = "1/3"
    other["statement"] = statement_id(other)
    with pytest.raises(ShareError, match="5/6"):
        replay(other)


def test_unconfirmed_values_are_shown(moved: Statement) -> None:
    """Whoever reads the statement sees what was accepted, and why."""
    assert any("not confirmed at the issuing body" in note and "re-print" in note for note in moved["notes"])
    assert not _issue([_base("2020", "2020", "120")])[0]["notes"]


def test_assumptions_are_shown() -> None:
    """A number that the contract states where none was published is called an assumption."""
    text = shipped_contract("gaozhu").text.replace("2020-12-31", "2020-12-31", 1)
    base = base_text(
        "b", "2021", "unit: 百万元\namounts: {revenue: 20}", "gaozhu", "linshui: 2022-01-01, yubei: 2022-01-01"
    )
    (statement,) = issue(
        read_contract(text.encode(), "g.yaml"), [read_base(base, "b.yaml")], shipped_rules(), ["2022-02-01"]
    )

    assert any("an assumption of the contract" in note for note in statement["notes"])
    assert () == replay(statement)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda one: one["splits"]["tax"]["parties"]["a"].update(period=6001), "period is 6001 fen in the statement"),
        (lambda one: one["items"][0].update(amount=1), "`items` is not what follows"),
        (lambda one: one.update(period=["2020-01-01", "2020-06-30"]), "`period` is not what follows"),
    ],
)
def test_a_changed_statement_is_found_out(change: Callable[[Statement], None], words: str) -> None:
    """By its id, and, should the id be forged as well, by computing it again."""
    collector = CAPPED
    contract = read_contract(
        contract_of(collector).text.replace("items: [tax]", "items: [tax]\n    collector: b").encode(), "c.yaml"
    )
    (statement,) = issue(contract, [_base("2020", "2020", "120")], {}, ["2024-01-31"])
    change(statement)
    found = replay(statement)

    assert "was changed after it was issued" in found[0]
    assert any(words in one for one in found)
    statement["statement"] = statement_id(statement)
    assert any(words in one for one in replay(statement))


def test_what_is_no_statement_is_refused() -> None:
    """Another format, or a part of it lost."""
    (statement,) = _issue([_base("2020", "2020", "120")])
    with pytest.raises(ShareError, match="no statement of the format"):
        replay({})
    with pytest.raises(ShareError, match="damaged"):
        replay({key: value for key, value in statement.items() if key != "inputs"})
    with pytest.raises(ShareError, match="Give each statement its day"):
        issue(contract_of(CAPPED), [], {}, ["2024-01-31"])


# --- what moves ---


@pytest.fixture
def moved() -> Statement:
    """A statement for a moved enterprise."""
    body = """
unit: 万元
facts: {taxes_before: [2000, 2000, 2000], full_production: 2016-01-01, led_by_government: yes, listed_by_both: yes}
amounts: {vat: 3000, income_tax: 0, business_tax: 0}
"""
    data = base_text("2016", "2016", body, "moved_enterprise", "origin: 2017-01-10, destination: 2017-01-11")
    return issue(shipped_contract("moved_enterprise"), [read_base(data, "b.yaml")], shipped_rules(), ["2017-02-01"])[0]


def test_who_collected_owes_the_others(moved: Statement) -> None:
    """The destination collected 30 m and owes the origin 15 m, on the last day of the period."""
    (item,) = clearing_items(moved)

    assert ("destination", "origin", 1_500_000_000, "2016-12-31") == (item.payer, item.payee, item.amount, item.day)
    assert "statement:moved_enterprise:1" == item.cause


def test_a_lower_base_is_paid_back() -> None:
    """After a correction downwards the origin owes the collector."""
    text = contract_of("ratio: {a: 1/2, b: 1/2}").text.replace("items: [tax]", "items: [tax]\n    collector: b")
    bases = [_base("2020", "2020", "120"), _base("again", "2020", "100", "corrects: 2020\nreason: refund")]
    _, second = issue(read_contract(text.encode(), "c.yaml"), bases, {}, ["2021-02-01", "2021-03-01"])
    (item,) = clearing_items(second)

    assert ("a", "b", 1000) == (item.payer, item.payee, item.amount)


def test_payments_between_parties_become_items_that_net_to_zero() -> None:
    """Chishui: two provinces owe the third 20 m each."""
    data = base_text(
        "2018",
        "2018",
        "facts: {missed: none}",
        "chishui",
        "yunnan: 2019-01-01, guizhou: 2019-01-01, sichuan: 2019-01-01",
    )
    (statement,) = issue(shipped_contract("chishui"), [read_base(data, "b.yaml")], shipped_rules(), ["2019-02-01"])
    nets = {each.party: each.net // 100_000_000 for each in positions(clearing_items(statement))}

    assert {"yunnan": 40, "guizhou": -20, "sichuan": -20} == nets


def test_statistics_move_no_money() -> None:
    """Attribution of output is never owed."""
    text = contract_of("ratio: {a: 1/2, b: 1/2}").text.replace(
        "items: [tax]", "items: [tax]\n    collector: b\n    counts: statistics"
    )
    (statement,) = issue(read_contract(text.encode(), "c.yaml"), [_base("2020", "2020", "120")], {}, ["2021-02-01"])

    assert () == clearing_items(statement)
