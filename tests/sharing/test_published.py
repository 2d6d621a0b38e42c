"""The published figures that are no vector of a scheme: numbers in the books, settlements that were reported, sums."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from textwrap import dedent

import pytest
from tests.sharing.test_shapes import _pay
from tests.sharing.written import MILLION, WAN, base_text

from tashan.clearing import allot, parse_amount, settle
from tashan.sharing import ShareError, Split, issue, read_base, read_contract, run, shipped_contract, shipped_rules

Splitter = Callable[..., list[Split]]


# --- numbers that stand in the books ---


@pytest.mark.parametrize(
    ("book", "path", "on", "expected"),
    [
        ("enclaves", "liaoning.host", "2019-02", Fraction(1, 2)),
        ("enclaves", "liaoning.fund_most", "2020", 500),
        ("enclaves", "liaoning.parks_most", "2020", 5),
        ("rivers", "xinan.round1.central", "2013", 300),
        ("rivers", "xinan.round2.central", "2016", 300),
        ("rivers", "xinan.payment", "2019", 200),
        ("rivers", "xinan.side.least", "2023", 400),
        ("rivers", "xinan.side.most", "2023", 600),
        ("rivers", "jiuzhou.payment", "2018", 100),
        ("rivers", "zhenjiang.rate.codmn", "2015", 15_000),
        ("rivers", "zhenjiang.rate.nh3n", "2015", 100_000),
        ("rivers", "zhenjiang.rate.tp", "2015", 100_000),
        ("rivers", "jiangsu.band_1", "2021-05", 500_000),
        ("rivers", "jiangsu.band_2", "2021-05", 750_000),
        ("rivers", "hefei.class_amount", "2020", 500_000),
        ("rivers", "tuohu.objection_days", "2021-08", 15),
    ],
)
def test_a_published_number_stands_in_its_book(book: str, path: str, on: str, expected: Fraction) -> None:
    """By the day on which it held."""
    assert expected == shipped_rules()[book].fraction(path, on=on, allow_unconfirmed=True)


def test_the_first_round_of_the_xinan_was_500_million_a_year() -> None:
    """300 m of the central government and 100 m of each province, 2012 to 2014."""
    book = shipped_rules()["rivers"]
    for year in ("2012", "2013", "2014"):
        central, each = (
            book.fraction(f"xinan.{path}", on=year, allow_unconfirmed=True) for path in ("round1.central", "payment")
        )

        assert 500 == central + 2 * each


@pytest.mark.parametrize(
    "rule",
    [
        f"{book.name}.{path}"
        for book in shipped_rules().values()
        if "not_found" in book.parameters
        for value in book.parameters["not_found"].values
        for path in value.value  # type: ignore[union-attr]  # it is of type texts
    ],
)
def test_what_nobody_published_has_no_value_and_is_refused(rule: str) -> None:
    """Every parameter that was looked for and not found: a contract that needs it gives no split."""
    text = dedent(f"""
        contract: c
        parties: {{a: {{zh: a, en: a}}, b: {{zh: b, en: b}}}}
        from: 2020
        remainder: largest_remainder
        splits: {{tax: {{items: [tax], share: {{ratio: {{a: "@{rule}", b: 1/2}}}}}}}}
    """)
    with pytest.raises(ShareError, match="was not found in any public text") as caught:
        run(
            read_contract(text.encode(), "c.yaml"),
            [read_base(base_text("b", "2020", "amounts: {tax: 1}"), "b.yaml")],
            shipped_rules(),
        )

    assert caught.value.code == "no_value"


# --- through the shipped contracts ---


def test_three_gorges_tax_and_fee(shipped: Splitter) -> None:
    """15.67 : 84.33 of the tax; 10 : 15.003 : 74.997 of the fee."""
    (split,) = shipped("three_gorges", {"2012": "unit: 百万元\namounts: {local_tax: 100, water_fee: 1000}"})

    assert {"central": 0, "hubei": 1567 * WAN, "chongqing": 8433 * WAN} == dict(split.lines[0].parts)
    assert {"central": 100 * MILLION, "hubei": 15003 * WAN, "chongqing": 74997 * WAN} == dict(split.lines[1].parts)


def test_zhongshan_and_heyuan_share_by_halves(shipped: Splitter) -> None:
    """50 : 50 of the retained tax."""
    (split,) = shipped("zhongshan_heyuan", {"2022": "amounts: {retained_tax: 1000.01}"})

    assert {"zhongshan": 50000, "heyuan": 50001} == dict(split.lines[0].parts)


def test_enclaves_in_liaoning_are_shared_for_ten_years(shipped: Splitter) -> None:
    """5 : 5, also in the statistics; year 11 is the host's."""
    body = "amounts: {revenue: 100, output: 800}"
    tenth, eleventh = shipped("liaoning", {"2028": body, "2029": body})

    assert [{"origin": 5000, "host": 5000}, {"origin": 40000, "host": 40000}] == [
        dict(line.parts) for line in tenth.lines
    ]
    assert {"origin": 0, "host": 10000} == dict(eleventh.lines[0].parts)


def test_zibo_and_shizuishan_share_for_fifty_years(shipped: Splitter) -> None:
    """Half and half to the last month of year 50."""
    (split,) = shipped("zibo_shizuishan", {"2061-04": "amounts: {vat: 100, income_tax: 0, land_use_tax: 0}"})

    assert {"zibo": 5000, "shizuishan": 5000} == dict(split.lines[0].parts)


# --- through shapes, with the published numbers ---


def test_zhenjiang_pays_by_the_tonne_and_by_contribution() -> None:
    """2 mg/L over the target in 100,000 m³ are 0.2 t of permanganate: 3,000 yuan, 85.78 % of it Danyang's."""
    accepts = "accepts: [{rules: [rivers.zhenjiang.rate.codmn, rivers.zhenjiang.danyang.codmn, rivers.zhenjiang.dantu.codmn], reason: test}]"
    found = _pay(
        """
        per_unit:
          payer: {a: "@rivers.zhenjiang.danyang.codmn", b: "@rivers.zhenjiang.dantu.codmn"}
          payee: d
          section: 九里
          rates: {codmn: "@rivers.zhenjiang.rate.codmn"}
          targets: {codmn: 6}
          unit: mg/L
          flow: flow
        """,
        "measured: {九里: {codmn: {unit: mg/L, months: {2020-01: 8}}, flow: {unit: 万m³, months: {2020-01: 10}}}}",
        period="2020-01",
        extra=accepts,
    )

    assert {"a": -257340, "b": -42660, "d": 300000} == found


@pytest.mark.parametrize(("value", "expected"), [("0.2", 0), ("0.29", 0), ("0.3", 50), ("0.45", 100), ("5", 300)])
def test_hefei_pays_half_a_million_for_each_half_over_up_to_three(value: str, expected: int) -> None:
    """0.5 m for every half over the target of 0.2 (the contract counts full steps), 3 m at most for one indicator."""
    rules = ", ".join(f"rivers.hefei.{each}" for each in ("step", "amount", "most"))
    found = _pay(
        """
        exceedance:
          {payer: a, payee: b, section: s, targets: {tp: 0.2}, unit: mg/L, step: "@rivers.hefei.step",
           amount: "@rivers.hefei.amount", most: "@rivers.hefei.most", count: full}
        """,
        f"measured: {{s: {{tp: {{unit: mg/L, mean: {value}}}}}}}",
        extra=f"accepts: [{{rules: [{rules}], reason: test}}]",
    )

    assert expected * WAN == found["b"] == -found["a"]


SETTLEMENTS: dict[str, tuple[str, dict[str, str], str]] = {
    "Tuohu 2023": ("万元", {"淮北": "600", "蚌埠": "1000", "宿州": "3000"}, "-4600"),
    "Anhui's sections 2023": ("百万元", {"超标": "-140.50", "改善": "194.375", "二三类": "187.22"}, "-241.095"),
    "Anhui's sections May 2020": ("百万元", {"超标": "-4.50", "改善": "18.00"}, "-13.50"),
    "Anhui's sections June 2020": ("百万元", {"超标": "-10.50", "改善": "13.50"}, "-3.00"),
    "Shandong's counties to 2022-05": ("百万元", {"下游付上游": "217", "上游付下游": "107"}, "-324"),
    "Yellow River 2024": ("百万元", {"河南": "62.07"}, "-62.07"),
}


@pytest.mark.parametrize("name", SETTLEMENTS)
def test_a_reported_settlement_balances_to_the_fen(name: str) -> None:
    """What authorities stated, as they stated it; whoever stands outside bears the sum."""
    unit, amounts, outside = SETTLEMENTS[name]
    keys = dict(zip("abc", amounts, strict=False))
    parties = "\n".join(f"  {key}: {{zh: {label}, en: {label}}}" for key, label in {**keys, "z": "省"}.items())
    contract = (
        f"contract: c\nparties:\n{parties}\nfrom: 2020\nremainder: largest_remainder\n"
        "splits: {water: {pay: {stated: {outside: z, fact: amount}}}}\n"
    )
    facts = "\n".join(f"  amount_{key}: {amounts[label]}" for key, label in keys.items())
    base = read_base(base_text("b", "2023", f"unit: {unit}\nfacts:\n{facts}"), "b.yaml")
    (split,) = run(read_contract(contract.encode(), "c.yaml"), [base], {})
    parts = split.lines[0].parts

    assert parse_amount(outside, unit) == parts["z"]
    assert {key: parse_amount(amounts[label], unit) for key, label in keys.items()} == {key: parts[key] for key in keys}
    assert 0 == sum(parts.values())
    assert len(settle(parts)) < len(parts)


def test_tuohu_month_by_month_gives_statements_that_add_up() -> None:
    """Six monthly statements from July to December 2021: cumulative +200 and -1800 (10,000 yuan)."""
    months = zip((-100, -300, 400, 100, 200, -100), (-500, -300, -400, -300, 0, -300), strict=True)
    bases = [
        read_base(
            base_text(
                f"m{number}",
                f"2021-{number:02d}",
                f"unit: 万元\nfacts: {{amount_suzhou: {suzhou}, amount_bengbu: {bengbu}}}",
                contract="tuohu",
                confirmed="suzhou: 2022-01-05, bengbu: 2022-01-05, province: 2022-01-05",
            ),
            f"{number}.yaml",
        )
        for number, (suzhou, bengbu) in enumerate(months, 7)
    ]
    last = issue(shipped_contract("tuohu"), bases, shipped_rules(), ["2022-01-06"] * 6)[-1]
    parties = last["splits"]["water"]["parties"]

    assert {"suzhou": 200 * WAN, "bengbu": -1800 * WAN, "province": 1600 * WAN} == {
        party: line["cumulative"] for party, line in parties.items()
    }
    assert -100 * WAN == parties["suzhou"]["period"]


# --- sums ---


def test_a_voucher_of_two_thirds_and_one_third() -> None:
    """100,000.00 yuan are 66,666.67 and 33,333.33, by largest remainder."""
    assert {"buyer": 6_666_667, "provider": 3_333_333} == allot(
        10_000_000, {"buyer": Fraction(2, 3), "provider": Fraction(1, 3)}
    )


def test_shares_of_the_zhanqi_village_are_whole() -> None:
    """23.19, 53.62, 23.19 %."""
    shares = {"a": Fraction(2319, 10_000), "b": Fraction(5362, 10_000), "c": Fraction(2319, 10_000)}

    assert {"a": 2319, "b": 5362, "c": 2319} == allot(10_000, shares)
