"""Shapes of contracts: what each gives, that parts always add up, and what is refused in the file."""

from __future__ import annotations

from textwrap import dedent, indent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sharing.written import base_text, contract_of, contract_text, parts_of

from tashan.clearing import yuan
from tashan.sharing import ShareError, read_base, read_contract, run, shipped_rules

FULL = """
cap:
  party: a
  rest: b
  amount: {cap}
  of:
    floor:
      party: b
      bearer: a
      amount: {floor}
      of:
        repay_first:
          party: b
          amount: {repay}
          then:
            ratio: {{a: {share}/1000, b: {rest}/1000}}
"""


# --- what shapes give ---


def test_equity_shares_by_what_was_paid_in() -> None:
    """300 and 700 paid in: 30 and 70 of 100; or by a factor of the base."""
    assert [{"a": 3000, "b": 7000}] == parts_of(contract_of("equity: {paid: {a: 300, b: 700}}"), {"2020": "100"})
    by_factor = parts_of(contract_of("equity: {factor: paid}"), {"2020": "100"}, "factors: {paid: {a: 1, b: 4}}")
    assert [{"a": 2000, "b": 8000}] == by_factor


def test_several_factors_with_weights() -> None:
    """Capital, responsibility, energy and emissions, each with its weight."""
    share = "factors: {capital: 40%, responsibility: 30%, energy: 20%, emissions: 10%}"
    body = """
    factors:
      capital: {a: 3, b: 1}
      responsibility: {a: 1, b: 1}
      energy: {a: 1, b: 3}
      emissions: {a: 0, b: 5}
    """

    assert [{"a": 5000, "b": 5000}] == parts_of(contract_of(share), {"2020": "100"}, body)


def test_remainder_rule_is_part_of_the_contract() -> None:
    """The same 15 fen by 4/5, 2/25, 3/25 are 12, 1, 2 or 13, 1, 1, or leave the rest to a named party."""
    share = "ratio: {a: 4/5, b: 2/25, c: 3/25}"
    expected = {"largest_remainder": [12, 1, 2], "listed_order": [13, 1, 1], "{rule: down, to: b}": [12, 2, 1]}

    for rule, parts in expected.items():
        found = parts_of(contract_of(share, parties="a b c", remainder=rule), {"2020": "0.15"})
        assert [dict(zip("abc", parts, strict=True))] == found


def test_years_count_by_calendar_where_the_contract_says_so() -> None:
    """A fact in mid-year: by calendar its own year, or the next one, is year 1."""
    bands = "years: {{since: began, count: {count}, bands: [{{from: 1, to: 1, share: {{ratio: {{a: 1}}}}}}, {{from: 2, share: {{ratio: {{b: 1}}}}}}]}}"
    body = "facts: {began: 2020-07-01}"

    for count, year in (("calendar", "2020"), ("next_calendar", "2021")):
        assert [{"a": 100, "b": 0}] == parts_of(contract_of(bands.format(count=count)), {year: "1"}, body)
    with pytest.raises(ShareError, match="in none of its bands"):
        parts_of(contract_of(bands.format(count="next_calendar")), {"2020": "1"}, body)


def test_floor_without_own_money_stops_at_what_there_is() -> None:
    """The bearer gives up its part, no more, unless the contract says `pay`."""
    share = "floor: {{party: a, bearer: b, amount: 80{beyond}, of: {{ratio: {{a: 1/2, b: 1/2}}}}}}"

    assert [{"a": 6000, "b": 0}] == parts_of(contract_of(share.format(beyond="")), {"2020": "60"})
    assert [{"a": 8000, "b": -2000}] == parts_of(contract_of(share.format(beyond=", beyond_base: pay")), {"2020": "60"})


def test_statistics_are_never_paid_and_items_are_shared_once() -> None:
    """One item may count as money and as statistics, but not twice as money."""
    twice = contract_text("ratio: {a: 1}") + b"  more:\n    items: [tax]\n    share:\n      ratio: {b: 1}\n"
    with pytest.raises(ShareError, match="shared by split `tax` already"):
        read_contract(twice, "c.yaml")
    once = read_contract(twice.replace(b"  more:\n", b"  more:\n    counts: statistics\n"), "c.yaml")

    assert ["money", "statistics"] == [rule.counts for rule in once.splits]


# --- promises ---


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.integers(0, 10**10), min_size=1, max_size=4),
    *(st.integers(0, 10**10) for _ in range(3)),
    st.integers(0, 1000),
)
def test_nested_shapes_conserve_and_keep_cap_and_floor(
    amounts: list[int], cap: int, floor: int, repay: int, share: int
) -> None:
    """Whatever is nested: each period sums to its base, the cap holds at every instant, the floor where money is there."""
    contract = contract_of(
        FULL.format(cap=yuan(cap), floor=yuan(floor), repay=yuan(repay), share=share, rest=1000 - share)
    )
    found = parts_of(contract, {str(2020 + index): yuan(amount) for index, amount in enumerate(amounts)})
    total = 0
    for amount, parts in zip(amounts, found, strict=True):
        total += parts["a"]

        assert amount == sum(parts.values())
        assert 0 <= total <= cap
        assert parts["b"] >= min(floor, amount)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**10), st.integers(0, 10**6), st.integers(0, 10**9), st.integers(0, 1000))
def test_more_to_share_is_never_less_for_the_origin(amount: int, more: int, cap: int, share: int) -> None:
    """Monotone through cap, floor, repayment and ratio."""
    contract = contract_of(FULL.format(cap=yuan(cap), floor="3", repay="5", share=share, rest=1000 - share))
    (before,), (after,) = (parts_of(contract, {"2020": yuan(each)}) for each in (amount, amount + more))

    assert before["a"] <= after["a"]


@settings(max_examples=200, deadline=None)
@given(st.integers(0, 10**10), st.permutations(["a", "b", "c"]), st.lists(st.integers(1, 99), min_size=3, max_size=3))
def test_the_order_of_rows_does_not_matter(amount: int, order: list[str], paid: list[int]) -> None:
    """Parties written in another order get the same fen."""
    by_party = dict(zip("abc", paid, strict=True))

    def parts(rows: list[str]) -> dict[str, int]:
        written = ", ".join(f"{party}: {by_party[party]}" for party in rows)
        contract = contract_of(f"equity: {{paid: {{{written}}}}}", parties=" ".join(rows))
        return parts_of(contract, {"2020": yuan(amount)})[0]

    assert parts(["a", "b", "c"]) == parts(order)


def test_periods_in_any_order_give_the_same_splits() -> None:
    """Caps carry on by period, not by the order of files."""
    contract = contract_of("cap: {party: a, rest: b, amount: 10, of: {ratio: {a: 1}}}")

    assert [{"a": 600, "b": 0}, {"a": 400, "b": 200}] == parts_of(contract, {"2020": "6", "2021": "6"})
    assert [{"a": 600, "b": 0}, {"a": 400, "b": 200}] == parts_of(contract, {"2021": "6", "2020": "6"})


# --- payments ---


def _pay(pay: str, body: str, period: str = "2020", extra: str = "") -> dict[str, int]:
    head = f"contract: c\nparties:\n  a: {{zh: a, en: a}}\n  b: {{zh: b, en: b}}\n  d: {{zh: d, en: d}}\nfrom: 2020\n{dedent(extra)}"
    text = f"{head}\nremainder: largest_remainder\nsplits:\n  water:\n    pay:\n{indent(dedent(pay), '      ')}\n"
    contract = read_contract(text.encode(), "contract.yaml")
    base = read_base(base_text("b", period, body), "base.yaml")
    return dict(run(contract, [base], shipped_rules())[0].lines[0].parts)


INDEX = """
index:
  upstream: a
  downstream: b
  amount: 1000
  threshold: 1
  stability: 0.85
  section: s
  {handling}
  indicators:
    codmn: {{weight: 1/2, base: 2, unit: mg/L}}
    tp: {{weight: 1/2, base: 0.1, unit: mg/L}}
"""


def _series(codmn: str, tp: str = "0.1") -> str:
    months = ", ".join(f"2020-{month:02d}: {codmn}" for month in range(1, 12))
    return f"measured: {{s: {{codmn: {{unit: mg/L, months: {{{months}}}}}, tp: {{unit: µg/L, mean: {tp}}}}}}}"


def test_an_index_is_the_weighted_ratio_to_its_base_times_stability() -> None:
    """0.85 · (2.6/2 + 100/100)/2 = 0.9775 is below 1: downstream pays; 2.8 gives 1.02, and upstream pays."""
    handling = "missing: leave_out"

    assert {"a": 100_000, "b": -100_000, "d": 0} == _pay(INDEX.format(handling=handling), _series("2.6", "100"))
    assert {"a": -100_000, "b": 100_000, "d": 0} == _pay(INDEX.format(handling=handling), _series("2.8", "100"))


def test_a_month_without_measurement_is_refused_unless_the_scheme_says_otherwise() -> None:
    """December is missing: no statement, or left out, or November stands for it."""
    with pytest.raises(ShareError, match="no value for 2020-12") as caught:
        _pay(INDEX.format(handling=""), _series("2.6", "100"))
    assert caught.value.code == "missing_month"
    for handling in ("missing: leave_out", "missing: previous"):
        assert 100_000 == _pay(INDEX.format(handling=handling), _series("2.6", "100"))["a"]


def test_values_below_the_detection_limit_count_as_the_scheme_says() -> None:
    """Refused without a rule; half, the limit itself or zero with one."""
    pay = "exceedance: {{payer: a, payee: b, section: s, targets: {{codmn: 1}}, unit: mg/L, step: 1/2, amount: 10, count: full, missing: leave_out{rule}}}"
    body = 'measured: {s: {codmn: {unit: mg/L, months: {2020-01: "<4", 2020-02: missing}}}}'
    with pytest.raises(ShareError, match="below the detection limit in 2020-01") as caught:
        _pay(pay.format(rule=""), body)
    assert caught.value.code == "below_limit"
    for rule, paid in (("half", 2000), ("limit", 6000), ("zero", 0)):
        assert paid == _pay(pay.format(rule=f", below_limit: {rule}"), body)["b"]


def test_measurements_in_another_kind_of_unit_are_refused() -> None:
    """A concentration in air is none in water; a section or indicator that is not there is named."""
    body = "measured: {s: {codmn: {unit: µg/m³, mean: 1}, tp: {unit: mg/L, mean: 1}}}"
    for other, words in ((body, "concentration in air"), ("note: nothing", "needs `codmn` at `s`")):
        with pytest.raises(ShareError, match=words):
            _pay(INDEX.format(handling=""), other)


def test_per_tonne_follows_measured_minus_target_times_flow() -> None:
    """(7 - 5) mg/L in 1,000,000 m³ are 2 t, at 15,000 yuan: 30,000, borne 85.78 : 14.22; a better month counts nothing."""
    pay = """
    per_unit:
      payer: {a: 85.78%, b: 14.22%}
      payee: d
      section: s
      rates: {codmn: 15000}
      targets: {codmn: 5}
      unit: mg/L
      flow: flow
      rewards: REWARDS
    """
    body = """
    measured:
      s:
        codmn: {unit: mg/L, months: {2020-01: 7, 2020-02: 3, 2020-03: 6}}
        flow: {unit: m³, months: {2020-01: 1000000, 2020-02: 1000000}}
    """

    def paid(period: str, rewards: str = "no") -> dict[str, int]:
        return _pay(pay.replace("REWARDS", rewards), body, period)

    assert {"a": -2_573_400, "b": -426_600, "d": 3_000_000} == paid("2020-01")
    assert {"a": 0, "b": 0, "d": 0} == paid("2020-02")
    assert {"a": 2_573_400, "b": 426_600, "d": -3_000_000} == paid("2020-02", "yes")
    with pytest.raises(ShareError, match="s flow has no value for 2020-03"):
        paid("2020-03")


def test_air_is_paid_per_unit_of_concentration() -> None:
    """2 µg/m³ above the target at 10,000 yuan each."""
    pay = "per_unit: {payer: a, payee: b, section: city, rates: {pm25: 10000}, targets: {pm25: 35}, unit: µg/m³}"

    assert 2_000_000 == _pay(pay, "measured: {city: {pm25: {unit: mg/m³, months: {2020-01: 0.037}}}}", "2020-01")["b"]


def test_exceedance_steps_stop_at_a_limit_for_each_indicator() -> None:
    """Hefei's figures: half a million for each 0.5 over, at most 3 million for one indicator."""
    pay = """
    exceedance:
      payer: a
      payee: b
      section: s
      targets: {codmn: 6, tp: 0.2}
      unit: mg/L
      step: "@rivers.hefei.step"
      amount: "@rivers.hefei.amount"
      most: "@rivers.hefei.most"
      count: started
    """
    extra = "accepts: [{rules: [rivers.hefei.step, rivers.hefei.amount, rivers.hefei.most], reason: reported}]"
    body = "measured: {s: {codmn: {unit: mg/L, mean: 6.6}, tp: {unit: mg/L, mean: 2}}}"

    assert 350_000_000 == _pay(pay, body, extra=extra)["b"]


def test_a_rule_that_nobody_confirmed_or_accepted_is_refused() -> None:
    """The shipped figures were read in re-prints; a contract has to accept them by name."""
    pay = 'steps: {upstream: a, downstream: b, amount: "@rivers.yellow.class_amount", fact: points}'
    with pytest.raises(ShareError, match="under `accepts`") as caught:
        _pay(pay, "facts: {points: 1}", "2021")
    assert caught.value.code == "unconfirmed"


# --- refused contracts and bases ---


@pytest.mark.parametrize(
    ("share", "more", "words"),
    [
        ("ratio: {a: 1/2, b: 1/3}", {}, r"contract\.yaml:\d+: The shares add up to 5/6"),
        ("ratio: {a: 3/2, b: -1/2}", {}, "share of b is negative"),
        ("ratio: {a: 1/2, z: 1/2}", {}, "`z` is no key of the shares"),
        ("ratio: {a: half, b: 1/2}", {}, "no exact number"),
        ("ratoi: {a: 1}", {}, "Did you mean `ratio`"),
        ("{ratio: {a: 1}, equity: {factor: x}}", {}, "has one shape"),
        ("years: {bands: [{from: 1, to: 3, share: {ratio: {a: 1}}}, {from: 5, share: {ratio: {a: 1}}}]}", {}, "No band covers years 4 to 4"),
        ("years: {bands: [{from: 1, to: 3, share: {ratio: {a: 1}}}, {from: 3, share: {ratio: {a: 1}}}]}", {}, "overlaps the one before"),
        ("years: {bands: [{from: 4, to: 3, share: {ratio: {a: 1}}}]}", {}, "ends in 3"),
        ("cap: {party: a, rest: b, of: {ratio: {a: 1}}}", {}, "`amount` or the sum of a `fact`"),
        ("cap: {party: a, rest: b, amount: 0.001, of: {ratio: {a: 1}}}", {}, "no whole number of fen"),
        ("equity: {paid: {a: 1}, factor: x}", {}, "Give one of them"),
        ("ratio: {a: '@x'}", {}, "names no rule"),
        ("ratio: {a: 1}", {"remainder": "nearest"}, "Write largest_remainder"),
        ("ratio: {a: 1}", {"remainder": "{rule: listed_order, to: a}"}, "gives to no single party"),
        ("ratio: {a: 1}", {"parties": "a"}, "two parties or more"),
        ("ratio: {a: 1}", {"extra": "form: 2020"}, "`form` is no key of a contract"),
        ("ratio: {a: 1}", {"extra": "to: 2019"}, "is before `from`"),
        ("factors: {x: 1/2, y: 1/3}", {}, "add up to 5/6"),
    ],
)  # fmt: skip
def test_unsound_contracts_are_refused_with_their_line(share: str, more: dict[str, str], words: str) -> None:
    """Every message names the place and what to do."""
    with pytest.raises(ShareError, match=words) as caught:
        contract_of(share, **more)

    assert all(problem.file == "contract.yaml" and problem.line for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("amounts: {tax: 1.005}", "no whole number of fen"),
        ("amounts: {tax: 1e6}", "is no amount"),
        ("amounts: {tax: -1}", "under `refunds`"),
        ("amounts: {tax: 1}\nrefunds: {tax: 2}", "More was paid back than was paid"),
        ("amounts: {tax: 1}\nrefunds: {tx: 1}", "stands not under `amounts`"),
        ("amount: {tax: 1}", "Did you mean `amounts`"),
        ("unit: 美元\namounts: {tax: 1}", "`unit` is `美元`"),
        ("amounts: {tax: [1]}", "has to be one number"),
        ("confirmed: {a: 2020-02-30}", "is no date"),
        ("corrects: x", "Add `reason`"),
        ("measured: {s: {tp: {unit: mg/L}}}", "either `months` or `mean`"),
        ("measured: {s: {tp: {unit: kg, mean: 1}}}", "`unit` is `kg`"),
        ("measured: {s: {tp: {unit: mg/L, months: {2020: 1}}}}", "is no month"),
        ("measured: {s: {tp: {unit: mg/L, months: {2020-01: <x}}}}", "no detection limit"),
    ],
)
def test_unsound_bases_are_refused_with_their_line(body: str, words: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ShareError, match=words) as caught:
        read_base(base_text("b", "2020", body), "base.yaml")

    assert all(problem.line for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("share", "body", "code"),
    [
        ("equity: {factor: paid}", "", "missing_factor"),
        ("equity: {factor: paid}", "factors: {paid: {a: 0, b: 0}}", "bad_factor"),
        ("equity: {factor: paid}", "factors: {paid: {z: 1}}", "unknown_party"),
        ("cap: {party: a, rest: b, fact: before, of: {ratio: {a: 1}}}", "", "missing_fact"),
        ("cap: {party: a, rest: b, fact: before, of: {ratio: {a: 1}}}", "facts: {before: x}", "bad_amount"),
        ("cap: {party: a, rest: b, amount: 1, years: 3, since: day, of: {ratio: {a: 1}}}", "facts: {day: 2020}", "bad_fact"),
        ("cap: {party: a, rest: b, amount: 1, years: 3, since: day, of: {ratio: {a: 1}}}", "facts: {day: 2021-01-01}", "before_start"),
        ("ratio: {a: '@nothing.x'}", "", "unknown_rules"),
        ("ratio: {a: '@rivers.nothing'}", "", "unknown_parameter"),
        ("ratio: {a: '@rivers.not_found'}", "", "unconfirmed"),
        ("ratio: {a: '@rivers.yellow.class_amount'}", "", "before_first"),
        ("ratio: {a: 1}", "confirmed: {z: 2020-01-01}", "unknown_party"),
    ],
)  # fmt: skip
def test_bases_that_do_not_fit_their_contract_are_refused(share: str, body: str, code: str) -> None:
    """What the contract needs and the base lacks is named."""
    with pytest.raises(ShareError) as caught:
        parts_of(contract_of(share), {"2020": "1"}, body)

    assert code == caught.value.code


def test_items_that_nobody_shares_or_that_are_missing_are_refused() -> None:
    """A mistyped tax is not lost."""
    contract = contract_of("ratio: {a: 1}")
    for amounts, words in (("{tax: 1, vat: 2}", "shared by no split"), ("{vat: 2}", "Add each under `amounts`")):
        with pytest.raises(ShareError, match=words):
            run(contract, [read_base(base_text("b", "2020", f"amounts: {amounts}"), "b.yaml")], {})


def test_files_that_are_no_yaml_are_refused_at_their_line() -> None:
    """Also empty ones, and ones in another encoding."""
    for data in (b"", b"a: [", "合同: 甲".encode("gb18030"), b"- a"):
        with pytest.raises(ShareError):
            read_contract(data, "c.yaml")
        with pytest.raises(ShareError):
            read_base(data, "b.yaml")


NEGATIVE = """
contract: c
parties: {{a: {{zh: a, en: a}}, b: {{zh: b, en: b}}}}
from: 2020
remainder: {rule}
splits:
  tax:
    items: [tax]
    share:
{share}
  other:
    items: [other]
    share: {{ratio: {{a: 1}}}}
"""


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(
        [
            "ratio: {a: 1/3, b: 2/3}",
            "equity: {paid: {a: 7, b: 11}}",
            "stock_and_increment: {stock: {a: 5, b: 6}, increment: {ratio: {a: 1/3, b: 2/3}}}",
            "repay_first: {party: a, amount: 50, then: {ratio: {a: 1/3, b: 2/3}}}",
            "floor: {party: a, bearer: b, amount: 10, of: {ratio: {a: 1/3, b: 2/3}}}",
            "cap: {party: a, rest: b, amount: 40, of: {ratio: {a: 2/3, b: 1/3}}}",
            "years: {bands: [{from: 1, share: {ratio: {a: 1/3, b: 2/3}}}]}",
        ]
    ),
    st.lists(st.integers(-(10**5), 10**5), min_size=1, max_size=4),
    st.sampled_from(["largest_remainder", "listed_order", "half_up", "half_even", "down"]),
)
def test_every_shape_adds_up_for_negative_amounts_too(share: str, amounts: list[int], rule: str) -> None:
    """One tax may be refunded beyond what was paid of it, where others were paid: parts still sum to the fen."""
    contract = read_contract(NEGATIVE.format(rule=rule, share=indent(share, "      ")).encode(), "c.yaml")
    bases = []
    for index, amount in enumerate(amounts):
        refund = f"\nrefunds: {{tax: {yuan(max(-amount, 0))}}}"
        body = f"amounts: {{tax: {yuan(max(amount, 0))}, other: 100000}}{refund}"
        bases.append(read_base(base_text(f"b{index}", str(2020 + index), body), "b.yaml"))

    assert amounts == [sum(split.lines[0].parts.values()) for split in run(contract, bases, {})]
