"""Whatever stands in a file, the answer is a split or a list of problems: never a crash, never a lost fen."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tashan.rules import RuleProblem
from tashan.sharing import Line, ShareError, read_base, read_contract, run, shipped_rules

HEAD = """
contract: c
parties: {a: {zh: a, en: a}, b: {zh: b, en: b}, d: {zh: d, en: d}}
from: 2020
remainder: REMAINDER
splits:
  tax: SPLIT
"""
REMAINDERS = ("largest_remainder", "listed_order", "{rule: half_up, to: d}", "down")
SPLITS = (
    "{items: [tax], share: {ratio: {a: 60%, b: 40%}}}",
    "{items: [tax], share: {equity: {paid: {a: 7, b: 11}}}}",
    "{items: [tax], share: {equity: {factor: capital}}}",
    "{items: [tax], share: {factors: {capital: 35%, energy: 65%}}}",
    "{items: [tax], share: {head_and_branches: {head: d, share: 50%, factors: {capital: 1}, income: yes}}}",
    "{items: [tax], share: {years: {since: day, bands: [{from: 1, to: 3, share: {ratio: {a: 1}}}]}}}",
    "{items: [tax], share: {repay_first: {party: a, amount: 50, then: {ratio: {a: 1/3, b: 2/3}}}}}",
    "{items: [tax], share: {stock_and_increment: {stock: {a: 5, b: 6}, increment: {ratio: {a: 1/2, b: 1/2}}}}}",
    "{items: [tax], share: {floor: {party: a, bearer: b, amount: 10, since: day, of: {ratio: {a: 1/3, b: 2/3}}}}}",
    "{items: [tax], share: {cap: {party: a, rest: b, amount: 40, years: 3, extension: 2, of: {ratio: {a: 1}}}}}",
    "{pay: {steps: {upstream: a, downstream: b, amount: 60, fact: number, most: 9}}}",
    "{pay: {steps: {upstream: a, downstream: b, amount: 60, fact: grade, reference: III}}}",
    "{pay: {index: {upstream: a, downstream: b, amount: 5, threshold: 1, fact: number}}}",
    (
        "{pay: {index: {upstream: a, downstream: b, amount: 5, threshold: 1, section: s, stability: 0.85,"
        " indicators: {tp: {weight: 1, base: 0.1, unit: mg/L}}}}}"
    ),
    "{pay: {per_unit: {payer: a, payee: {b: 1/2, d: 1/2}, section: s, rates: {tp: 10}, targets: {tp: 0.2}, unit: mg/L}}}",
    (
        "{pay: {exceedance: {payer: a, payee: b, section: s, targets: {tp: 0.2}, unit: mg/L, step: 1/2, amount: 5,"
        " most: 30, count: started}}}"
    ),
    (
        "{pay: {pool: {amount: 200, pay: {a: 1, b: 5, d: 4}, take: {a: 3, b: 4, d: 3}, fact: missed, deducts: 1/2,"
        " misses: {x: {party: a, to: {b: 1/2, d: 1/2}}}}}}"
    ),
    "{pay: {stated: {outside: d, fact: amount}}}",
)
BASE = """
base: one
contract: c
period: 2020-01
amounts: {tax: 100.01}
refunds: {tax: 0.5}
factors: {capital: {a: 1, b: 2}, energy: {a: 3, b: 4}, rate: {a: 25%, b: 15%, d: 10%}}
facts: {day: 2019-06-01, number: 0.7, grade: II, missed: [x], amount_a: [1, -2], amount_b: 3}
measured: {s: {tp: {unit: mg/L, months: {2020-01: 0.31}}}}
confirmed: {a: 2020-02-01, b: 2020-02-01, d: 2020-02-01}
"""
PAY_BASE = BASE.replace("amounts: {tax: 100.01}\nrefunds: {tax: 0.5}\n", "")
NASTY = (
    "0", "-1", "1/0", "0/1", "3", "101%", "-5%", "1e5", "0.005", "nan", "inf", "{}", "[]", "[1, 2]", "''", "~", "yes",
    "a", "d", "2020-13", "2020-01-01", "missing", "<0.02", "<-1", "１２", "'@rivers.x'", "'@rivers.hefei.step'",
    "'@rivers.yellow.point_most'", "99999999999999999999999999", "&x 1", "*x", "!!float 1", "III", "none", "µg/m³",
)  # fmt: skip


def _words(text: str) -> list[tuple[int, int]]:
    """Where the scalars of a text stand."""
    import re

    return [found.span() for found in re.finditer(r"(?<=[ \[{])[^\s:,{}\[\]]+(?=[,}\]\s])", text)]


@pytest.mark.parametrize("split", SPLITS)
@settings(max_examples=30, deadline=None)
@given(
    st.sampled_from(REMAINDERS),
    st.lists(st.tuples(st.integers(0, 1), st.integers(0, 200), st.sampled_from(NASTY)), max_size=3),
)
def test_any_file_gives_a_split_that_adds_up_or_problems(
    split: str, remainder: str, changes: list[tuple[int, int, str]]
) -> None:
    """Some values of a sound contract and base are replaced by nasty ones."""
    texts = [
        dedent(HEAD).replace("REMAINDER", remainder).replace("SPLIT", split),
        dedent(PAY_BASE if "pay:" in split else BASE),
    ]
    for which, number, nasty in changes:
        places = _words(texts[which])
        start, end = places[number % len(places)]
        texts[which] = texts[which][:start] + nasty + texts[which][end:]
    lines: tuple[Line, ...] = ()
    problems: tuple[RuleProblem, ...] = ()
    try:
        contract = read_contract(texts[0].encode(), "contract.yaml")
        base = read_base(texts[1].encode(), "base.yaml")
        lines = run(contract, [base], shipped_rules())[0].lines
    except ShareError as error:
        problems = error.problems

    assert lines or problems
    assert all("" not in (each.code, each.message, each.file) for each in problems)
    for line in lines:
        assert line.shared == sum(line.parts.values())
        assert all(type(part) is int for part in line.parts.values())
        assert all(line.parts[party] <= cap for party, cap in line.caps.items())


@pytest.mark.parametrize("split", SPLITS)
def test_the_files_that_are_changed_are_sound(split: str) -> None:
    """Otherwise the test above would test nothing."""
    contract = read_contract(
        dedent(HEAD).replace("REMAINDER", REMAINDERS[0]).replace("SPLIT", split).encode(), "c.yaml"
    )

    assert run(contract, [read_base((PAY_BASE if "pay:" in split else BASE).encode(), "b.yaml")], {})
