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
