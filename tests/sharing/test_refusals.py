"""The rarer refusals, each with its code: what a contract cannot compute it does not guess."""

from __future__ import annotations

import json

import pytest
from tests.sharing.test_shapes import INDEX, _pay
from tests.sharing.written import base_text, contract_of, parts_of

from tashan.clearing import MoneyError
from tashan.rules import load_rules
from tashan.sharing import ShareError, issue, issue_after, read_base, read_contract, replay, run, statement_id
from tashan.sharing.fair import Game, equal_awards, least_core, proportional

HEAD = "head_and_branches: {head: a, share: 50%, factors: {revenue: 1}, income: yes}"

RULES = """
rules: own
parameters:
  share:
    type: fraction
    unit: tax
    values:
      - {from: 2020, to: 2020-06, value: 1/2, source: s, status: seen}
      - {from: 2020-07, value: 1/4, source: s, status: seen}
  word: {type: text, values: [{from: 2020, value: half, source: s, status: seen}]}
  changing:
    type: integer
    unit: 元
    values: [{from: 2020, value: 7, source: s, status: seen}]
sources:
  s: {document: agreement, link: "https://example.org/a", seen: 2020-01-01}
"""


def _code(share: str, body: str = "", extra: str = "") -> str:
    with pytest.raises(ShareError) as caught:
        parts_of(contract_of(share, extra=extra), {"2020": "100"}, body)
    return caught.value.code


@pytest.mark.parametrize(
    ("share", "body", "code"),
    [
        (HEAD, "factors: {revenue: {a: 1, b: 1}, rate: {a: 25%, b: 25%}}", "bad_factor"),
        (HEAD, "factors: {revenue: {b: 1}, rate: {a: 25%}}", "missing_factor"),
        ("cap: {party: a, rest: b, fact: f, years: 1, since: f, of: {ratio: {a: 1}}}", "facts: {f: 2020}", "bad_fact"),
    ],
)
def test_factors_and_facts_that_do_not_fit(share: str, body: str, code: str) -> None:
    """A head office among its branches, a party without a rate, a year where a day is needed."""
    assert code == _code(share, body)


def test_requirements_are_answered_by_yes_or_no() -> None:
    """Anything else is no answer."""
    assert "bad_fact" == _code("ratio: {a: 1}", "facts: {agreed: perhaps}", "requires: [agreed]")
    assert "missing_fact" == _code("ratio: {a: 1}", "", "requires: [agreed]")
    assert "fact_changed" == _code("ratio: {a: 1}", "facts: {agreed: no}", "facts: {agreed: yes}")


def test_numbers_of_rules_have_to_fit() -> None:
    """A word, another unit, a value that changes within the period; by half-years it can be used."""
    books = {"own": load_rules(RULES.encode(), "own.yaml")}

    def parts(share: str, period: str) -> dict[str, int]:
        base = read_base(base_text("b", period, "amounts: {tax: 100}"), "b.yaml")
        return dict(run(contract_of(share), [base], books)[0].lines[0].parts)

    for share, period, code in (
        ("ratio: {a: '@own.word', b: 1/2}", "2020-01", "wrong_type"),
        ("ratio: {a: '@own.share', b: 1/2}", "2020", "changes_within"),
        ("ratio: {a: '@own.share', b: 1/2}", "2020-08", "shares_sum"),
        ("cap: {party: a, rest: b, amount: '@own.share', of: {ratio: {a: 1}}}", "2020-01", "wrong_unit"),
    ):
        with pytest.raises(ShareError) as caught:
            parts(share, period)
        assert code == caught.value.code
    assert {"a": 5000, "b": 5000} == parts("ratio: {a: '@own.share', b: 1/2}", "2020-03")
    assert {"a": 700, "b": 9300} == parts(
        "cap: {party: a, rest: b, amount: '@own.changing', of: {ratio: {a: 1}}}", "2020"
    )


def test_stock_of_nothing_leaves_all_to_the_increment() -> None:
    """A new area without stock; and nothing to share at all."""
    share = "stock_and_increment: {stock: {a: 0, b: 0}, increment: {ratio: {a: 1/2, b: 1/2}}}"

    assert [{"a": 5000, "b": 5000}, {"a": 0, "b": 0}] == parts_of(contract_of(share), {"2020": "100", "2021": "0"})


@pytest.mark.parametrize(
    ("pay", "body", "code"),
    [
        ("steps: {upstream: a, downstream: b, amount: 1, fact: c, reference: III}", "facts: {c: 3}", "bad_fact"),
        ("steps: {upstream: a, downstream: b, amount: 1, fact: c}", "facts: {c: [1, 2]}", "bad_fact"),
        (
            INDEX.format(handling="missing: leave_out").replace("weight: 1/2, base: 2", "weight: 1/4, base: 2"),
            "",
            "shares_sum",
        ),
        (
            "per_unit: {payer: a, payee: b, section: s, rates: {x: 1}, targets: {x: 1}, unit: mg/L, missing: leave_out}",
            "measured: {s: {x: {unit: mg/L, months: {2019-01: 1}}}}",
            "missing_month",
        ),
    ],
)
def test_payments_that_cannot_be_computed(pay: str, body: str, code: str) -> None:
    """No class, several points, weights of half an index, no month at all."""
    with pytest.raises(ShareError) as caught:
        _pay(pay, body)

    assert code == caught.value.code


@pytest.mark.parametrize(
    ("pay", "words"),
    [
        ("index: {upstream: a, downstream: b, amount: 1, threshold: 1}", "stated in a `fact` or made of `indicators`"),
        ("index: {upstream: a, downstream: b, amount: 1, threshold: 1, indicators: {x: {weight: 1, base: 1, unit: mg/L}}}", "needs `section`"),
        ("per_unit: {payer: a, payee: b, section: s, rates: {x: 1}, targets: {y: 1}, unit: mg/L}", "different indicators"),
        ("pool: {amount: 1, pay: {a: 1}, take: {b: -1}, fact: missed}", "is negative"),
        ("steps: {}", "no `upstream`"),
        ("steps", "has to be keys with values"),
    ],
)  # fmt: skip
def test_payments_that_are_not_complete(pay: str, words: str) -> None:
    """The contract is refused, with its line."""
    with pytest.raises(ShareError, match=words):
        _pay(pay, "")


@pytest.mark.parametrize(
    ("splits", "words"),
    [
        (
            "  tax: {items: [tax], share: {ratio: {a: 1}}, pay: {stated: {outside: a, fact: f}}}",
            "either `share` or `pay`",
        ),
        ("  tax: {share: {ratio: {a: 1}}}", "which `items`"),
        ("  tax: {items: [tax], pay: {stated: {outside: a, fact: f}}}", "shares no items"),
        ("  tax: {items: [tax], share: {years: {bands: []}}}", "no band of years"),
        (
            "  tax: {items: [tax], share: {cap: {party: a, rest: b, amount: [1], of: {ratio: {a: 1}}}}}",
            "has to be one number",
        ),
    ],
)
def test_splits_that_are_not_complete(splits: str, words: str) -> None:
    """Shared or paid, with items or without."""
    head = "contract: c\nparties: {a: {zh: a, en: a}, b: {zh: b, en: b}}\nfrom: 2020\nremainder: largest_remainder\nsplits:\n"
    with pytest.raises(ShareError, match=words):
        read_contract((head + splits + "\n").encode(), "c.yaml")


def test_contracts_without_splits_or_with_odd_scopes_are_refused() -> None:
    """Nothing to share; a last day in the wrong form."""
    head = "contract: c\nparties: {a: {zh: a, en: a}, b: {zh: b, en: b}}\nfrom: 2020\nremainder: largest_remainder\nsplits: {}\n"
    with pytest.raises(ShareError, match="shares nothing"):
        read_contract(head.encode(), "c.yaml")
    with pytest.raises(ShareError, match="no whole number"):
        read_contract(
            head.replace(
                "{}", "{t: {items: [t], share: {years: {bands: [{from: x, share: {ratio: {a: 1}}}]}}}}"
            ).encode(),
            "c",
        )


def test_a_statement_without_its_rules_cannot_be_replayed() -> None:
    """Rules that were taken out are missed, even under a forged id."""
    books = {"own": load_rules(RULES.encode(), "own.yaml")}
    base = read_base(
        base_text("b", "2020-01", "amounts: {tax: 100}", confirmed="a: 2020-02-01, b: 2020-02-01"), "b.yaml"
    )
    contract = contract_of("ratio: {a: '@own.share', b: 1/2}")
    statement = issue_after(None, contract, base, books, "2020-03-01")
    changed = json.loads(json.dumps(statement))
    changed["rules"] = []
    changed["statement"] = statement_id(changed)

    assert () == replay(statement)
    assert statement == issue(contract, [base], books, ["2020-03-01"])[0]
    with pytest.raises(ShareError, match=r"no value of `own\.share`"):
        replay(changed)


def test_a_series_is_not_continued_on_other_rules() -> None:
    """An old period would come out otherwise: that is said, not booked as a correction."""
    books = {"own": load_rules(RULES.encode(), "own.yaml")}
    others = {"own": load_rules(RULES.replace("value: 7", "value: 8").encode(), "own.yaml")}
    contract = contract_of("cap: {party: a, rest: b, amount: '@own.changing', of: {ratio: {a: 1}}}")
    bases = [
        read_base(base_text(year, year, "amounts: {tax: 100}", confirmed="a: 2022-01-01, b: 2022-01-01"), "b.yaml")
        for year in ("2020", "2021")
    ]
    first = issue_after(None, contract, bases[0], books, "2022-02-01")

    assert 2 == issue_after(first, contract, bases[1], books, "2022-03-01")["number"]
    with pytest.raises(ShareError) as caught:
        issue_after(first, contract, bases[1], others, "2022-03-01")
    assert "rules_changed" == caught.value.code


def test_small_cases_of_fair_division() -> None:
    """One player; nothing claimed; negative claims."""
    assert 0 == least_core(Game(("a",), [0, 5])).excess
    assert {"a": 0} == proportional(0, {"a": 0})
    assert {"a": 0} == equal_awards(0, {"a": 0})
    with pytest.raises(MoneyError, match="never negative"):
        proportional(1, {"a": -1})


@pytest.mark.parametrize(
    ("share", "code"),
    [
        ("repay_first: {party: a, amount: 1, then: {cap: {party: a, rest: b, amount: 2, of: {ratio: {a: 1}}}}}", "cap_within"),
        ("floor: {party: a, bearer: b, amount: 5, of: {cap: {party: a, rest: b, amount: 2, of: {ratio: {a: 1}}}}}", "cap_within"),
        ("stock_and_increment: {stock: {a: 5, b: 5}, increment: {cap: {party: a, rest: b, amount: 2, of: {ratio: {a: 1}}}}}", "cap_within"),
        ("cap: {party: a, rest: b, amount: 5, of: {cap: {party: b, rest: a, amount: 2, of: {ratio: {a: 1}}}}}", "cap_within"),
        ("cap: {party: a, rest: a, amount: 5, of: {ratio: {a: 1}}}", "same_party"),
        ("floor: {party: a, bearer: a, amount: 5, of: {ratio: {a: 1}}}", "same_party"),
        ("cap: {party: a, rest: b, amount: -5, of: {ratio: {a: 1}}}", "negative_amount"),
        ("equity: {paid: {a: -5, b: 7}}", "negative_amount"),
        ("ratio: {a: '', b: 1}", "bad_number"),
        ("repay_first: {party: '', amount: 5, then: {ratio: {a: 1}}}", "wrong_form"),
    ],
)  # fmt: skip
def test_contracts_that_would_lose_a_cap_or_a_fen_are_refused(share: str, code: str) -> None:
    """A cap that something around it lifts, one party on both sides, negative amounts, empty texts in quotes."""
    with pytest.raises(ShareError) as caught:
        contract_of(share)

    assert code == caught.value.code
    assert caught.value.problems[0].line


def test_a_cap_in_a_band_of_years_or_around_everything_holds() -> None:
    """Nothing around it gives the party more, so it may stand there."""
    share = "years: {bands: [{from: 1, share: {cap: {party: a, rest: b, amount: 2, of: {ratio: {a: 1}}}}}]}"

    assert [{"a": 200, "b": 9800}] == parts_of(contract_of(share), {"2020": "100"})


@pytest.mark.parametrize(
    ("share", "body", "code"),
    [
        (HEAD, "factors: {revenue: {b: 1}, rate: {a: 25, b: 15%}}", "bad_factor"),
        ("equity: {paid: {a: 0, b: 0}}", "", "no_weight"),
        ("cap: {party: a, rest: b, amount: 1, years: 5/2, of: {ratio: {a: 1}}}", "", "bad_number"),
    ],
)
def test_numbers_that_make_no_sense_are_refused_when_they_are_used(share: str, body: str, code: str) -> None:
    """A rate of 25 instead of 25 %, nothing paid in, two and a half years."""
    assert code == _code(share, body)


def test_statistics_do_not_hide_money_that_was_paid_back() -> None:
    """More money was paid back than paid; output of another kind stands beside it and makes up for nothing."""
    splits = (
        "splits:\n  tax: {items: [vat], share: {ratio: {a: 1}}}\n"
        "  output: {counts: statistics, items: [output], share: {ratio: {b: 1}}}\n"
    )
    head = "contract: c\nparties: {a: {zh: a, en: a}, b: {zh: b, en: b}}\nfrom: 2020\nremainder: largest_remainder\n"
    contract = read_contract((head + splits).encode(), "c.yaml")
    base = read_base(base_text("b", "2020", "amounts: {vat: 5, output: 900}\nrefunds: {vat: 6}"), "b.yaml")
    with pytest.raises(ShareError, match="with `corrects` and `reason`") as caught:
        run(contract, [base], {})

    assert caught.value.code == "refund_too_large"


@pytest.mark.parametrize(
    ("length", "period", "fits"),
    [("year", "2020", True), ("year", "2020-05", False), ("month", "2020-02", True), ("month", "2020", False)],
)
def test_amounts_of_a_year_are_not_paid_each_month(length: str, period: str, fits: bool) -> None:
    """Where the contract says how long a period is, a base of another length is refused."""
    contract = contract_of("floor: {party: a, bearer: b, amount: 5, of: {ratio: {b: 1}}}", extra=f"period: {length}")
    if fits:
        assert [{"a": 500, "b": 500}] == parts_of(contract, {period: "10"})
        return
    with pytest.raises(ShareError, match=f"no whole {length}") as caught:
        parts_of(contract, {period: "10"})
    assert caught.value.code == "other_length"


@pytest.mark.parametrize(
    ("pay", "body", "code"),
    [
        (INDEX.format(handling="missing: leave_out").replace("base: 2", "base: 0"), "", "bad_number"),
        ("exceedance: {payer: a, payee: b, section: s, targets: {codmn: 0}, unit: mg/L, step: 1, amount: 5, count: full}", "", "bad_number"),
        ("exceedance: {payer: a, payee: b, section: s, targets: {codmn: 1}, unit: mg/L, step: 0, amount: 5, count: full}", "", "bad_number"),
        ("exceedance: {payer: a, payee: b, section: s, targets: {codmn: 1}, unit: kg, step: 1, amount: 5, count: full}", "", "unknown_word"),
        ("steps: {upstream: a, downstream: a, amount: 5, fact: n}", "facts: {n: 1}", "same_party"),
    ],
)  # fmt: skip
def test_nothing_is_divided_by_nothing(pay: str, body: str, code: str) -> None:
    """A base, a target or a step of 0; a unit that nobody knows; a payment to oneself."""
    series = "measured: {s: {codmn: {unit: mg/L, mean: 2}, tp: {unit: mg/L, mean: 0.1}}}\n"
    with pytest.raises(ShareError) as caught:
        _pay(pay, series + body)

    assert code == caught.value.code


def test_less_than_nothing_was_never_measured() -> None:
    """Also not below a detection limit."""
    for value in ("mean: -1", "months: {2020-01: -0.5}", "months: {2020-01: <-0.5}"):
        with pytest.raises(ShareError) as caught:
            read_base(base_text("b", "2020", f"measured: {{s: {{tp: {{unit: mg/L, {value}}}}}}}"), "b.yaml")
        assert caught.value.code == "bad_number"


def test_statements_are_issued_in_the_order_of_their_days() -> None:
    """None before the one before it; a day for each."""
    contract = contract_of("ratio: {a: 1}")
    bases = [
        read_base(base_text(year, year, "amounts: {tax: 1}", confirmed="a: 2022-01-01, b: 2022-01-01"), "b.yaml")
        for year in ("2020", "2021")
    ]
    for days in (["2022-03-01", "2022-02-01"], ["2022-03-01"]):
        with pytest.raises(ShareError) as caught:
            issue(contract, bases, {}, days)
        assert caught.value.code == "bad_days"
    assert 2 == len(issue(contract, bases, {}, ["2022-03-01", "2022-03-01"]))
