"""Every published figure of tax sharing, enclaves and compensation, through the shipped contracts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from tashan.clearing import allot, settle
from tashan.sharing import ShareError, Split, shipped_contract, shipped_contracts, shipped_rules

MILLION, WAN = 100_000_000, 1_000_000

Splitter = Callable[..., list[Split]]

FACTS = """
unit: 万元
facts:
  taxes_before: [{before}]
  full_production: 2016-01-01
  led_by_government: {led}
  listed_by_both: yes
amounts: {{vat: {tax}, income_tax: 0, business_tax: 0}}
"""


def _moved(shipped: Splitter, before: str, taxes: list[int], led: str = "yes") -> list[Split]:
    bases = {str(2016 + index): FACTS.format(before=before, tax=tax, led=led) for index, tax in enumerate(taxes)}
    return shipped("moved_enterprise", bases)


# --- 财预〔2015〕92号 ---


def test_moved_enterprise_reaches_its_cap(shipped: Splitter) -> None:
    """Before 2000, 2000, 2000; after 3000, 4000, 6000: the origin gets 1500, 2000, 2500, where the cap of 6000 bites."""
    splits = _moved(shipped, "2000, 2000, 2000", [3000, 4000, 6000])

    assert [1500 * WAN, 2000 * WAN, 2500 * WAN] == [split.lines[0].parts["origin"] for split in splits]
    assert 6000 * WAN == splits[0].lines[0].caps["origin"]
    assert all(split.lines[0].base == sum(split.lines[0].parts.values()) for split in splits)


def test_moved_enterprise_is_shared_two_years_longer_below_its_cap(shipped: Splitter) -> None:
    """Before 3000 a year; after 2000 a year: 1000 for five years, then nothing; 4000 short of the cap."""
    splits = _moved(shipped, "3000, 3000, 3000", [2000] * 6)
    parts = [split.lines[0].parts["origin"] for split in splits]

    assert [1000 * WAN] * 5 + [0] == parts
    assert 4000 * WAN == splits[0].lines[0].caps["origin"] - sum(parts)
    assert "extension" in " ".join(step.note for step in splits[3].steps)


def test_small_and_free_moves_are_outside_the_scope(shipped: Splitter) -> None:
    """A mean of 1999.67 is below 2000, one of exactly 2000 is not; a move of the market's own is not shared."""
    with pytest.raises(ShareError, match="outside the contract's scope") as caught:
        _moved(shipped, "1999, 2000, 2000", [3000])
    assert caught.value.code == "excluded"
    with pytest.raises(ShareError, match="`led_by_government`"):
        _moved(shipped, "2000, 2000, 2000", [3000], led="no")

    assert 1500 * WAN == _moved(shipped, "2000, 2000, 2000", [3000])[0].lines[0].parts["origin"]


# --- 国家税务总局公告2012年57号 ---

HEAD = """
amounts: {{income: {income}}}
factors:
  revenue: {{{factor}}}
  payroll: {{{factor}}}
  assets: {{{factor}}}
  rate: {{{rate}}}
"""


def test_head_office_example_one(shipped: Splitter) -> None:
    """Income 1000; branches 0.4, 0.3, 0.3; one taxed at 15 %: tax 235, head 117.5, A 47, B and C 35.25."""
    factor, rate = "a: 4, b: 3, c: 3", "head: 25%, a: 25%, b: 15%, c: 25%"
    (split,) = shipped("head_office_branches", {"2013": HEAD.format(income=1000, factor=factor, rate=rate)})

    assert {"head": 11750, "a": 4700, "b": 3525, "c": 3525} == dict(split.lines[0].parts)
    assert 23500 == split.lines[0].shared
    assert {"head": 50000, "a": 20000, "b": 15000, "c": 15000} == dict(split.steps[0].parts)


def test_head_office_example_two(shipped: Splitter) -> None:
    """Factors 100, 50, 100: tax of 100 is 50 and 20, 10, 20; with rates 25, 15, 10 %: 210, 105, and 42, 21, 42."""
    factor = "a: 100, b: 50, c: 100"
    one = HEAD.format(income=400, factor=factor, rate="head: 25%, a: 25%, b: 25%, c: 25%")
    two = HEAD.format(income=1000, factor=factor, rate="head: 25%, a: 25%, b: 15%, c: 10%")
    splits = shipped("head_office_branches", {"2013": one, "2014": two})

    assert {"head": 5000, "a": 2000, "b": 1000, "c": 2000} == dict(splits[0].lines[0].parts)
    assert {"head": 10500, "a": 4200, "b": 2100, "c": 4200} == dict(splits[1].lines[0].parts)


def test_three_gorges_ratios_are_kept_apart() -> None:
    """15.67 and 84.33 % of the tax; 10, 15.003 and 74.997 % of the fee; neither follows from the other."""
    book = shipped_rules()["three_gorges"]

    def shares(group: str, names: list[str], on: str) -> dict[str, Fraction]:
        return {name: book.fraction(f"{group}.{name}", on=on, allow_unconfirmed=True) for name in names}

    tax = shares("tax", ["hubei", "chongqing"], "2012")
    fee = shares("fee", ["central", "hubei", "chongqing"], "2012")

    assert {"hubei": 1567, "chongqing": 8433} == allot(10_000, tax)
    assert {"central": 10_000, "hubei": 15_003, "chongqing": 74_997} == allot(100_000, fee)
    assert Fraction(1667, 10_000) == round(fee["hubei"] / (1 - fee["central"]), 4)


# --- enclaves ---


def test_zibo_and_shizuishan_change_in_year_eleven(shipped: Splitter) -> None:
    """60 : 40 up to the end of year 10, 50 : 50 from year 11."""
    body = "amounts: {vat: 100, income_tax: 0, land_use_tax: 0}"
    parts = [
        dict(split.lines[0].parts)
        for split in shipped("zibo_shizuishan", {"2011-05": body, "2021-04": body, "2021-05": body})
    ]

    assert [{"zibo": 6000, "shizuishan": 4000}] * 2 + [{"zibo": 5000, "shizuishan": 5000}] == parts


def test_a_year_that_crosses_a_change_needs_two_bases(shipped: Splitter) -> None:
    """The contract began in May: a base of a whole year lies in two years of it."""
    with pytest.raises(ShareError, match="years 10 and 11") as caught:
        shipped("zibo_shizuishan", {"2021": "amounts: {vat: 100, income_tax: 0, land_use_tax: 0}"})

    assert caught.value.code == "crosses_years"


@pytest.mark.parametrize("period", ["2011-04", "2061-05"])
def test_days_outside_the_contract_are_refused(shipped: Splitter, period: str) -> None:
    """Before the first day and after the last."""
    with pytest.raises(ShareError, match="not within the contract") as caught:
        shipped("zibo_shizuishan", {period: "amounts: {vat: 1, income_tax: 0, land_use_tax: 0}"})

    assert caught.value.code == "outside_contract"


def test_zibo_repays_first_then_shares_twenty_years_then_all_to_the_host(shipped: Splitter) -> None:
    """Input of 10 m repaid from 6 + 4 m; 6 : 4 on the rest for 20 years; afterwards 100 % to the host."""
    fact = "facts: {repaid_on: 2023-01-01}\nunit: 百万元\n"
    bases = {year: f"{fact}amounts: {{main_taxes: {tax}}}" for year, tax in (("2022-06", 6), ("2023", 9), ("2043", 5))}
    parts = [dict(split.lines[0].parts) for split in shipped("zibo_city", bases)]

    assert {"origin": 6 * MILLION, "host": 0} == parts[0]
    assert {"origin": 7 * MILLION, "host": 2 * MILLION} == parts[1]
    assert {"origin": 0, "host": 5 * MILLION} == parts[2]


def test_guangyuan_and_qingchuan_share_tax_with_a_floor_and_output_without(shipped: Splitter) -> None:
    """6 : 4; at least 5 m a year once the floor holds, also where the tax is smaller; value added counts 6 : 4."""

    def body(tax: int, since: str) -> str:
        return f"unit: 百万元\nfacts: {{floor_from: {since}}}\namounts: {{vat: {tax}, income_tax: 0, value_added: 100}}"

    bases = {"2010": body(4, "2012-01-01"), "2012": body(4, "2012-01-01"), "2013": body(20, "2012-01-01")}
    splits = shipped("guangyuan_qingchuan", bases)

    assert [240, 500, 1200] == [split.lines[0].parts["qingchuan"] * 100 // MILLION for split in splits]
    assert [160, -100, 800] == [split.lines[0].parts["zone"] * 100 // MILLION for split in splits]
    assert ("statistics", 60 * MILLION) == (splits[0].lines[1].counts, splits[0].lines[1].parts["qingchuan"])


def test_gaozhu_shares_only_the_increment(shipped: Splitter) -> None:
    """Stock of 10 and 6 m stays; of 20 m the increment of 4 m is halved; below the stock nobody loses to the other."""
    splits = shipped(
        "gaozhu", {"2021": "unit: 百万元\namounts: {revenue: 20}", "2022": "unit: 百万元\namounts: {revenue: 8}"}
    )

    assert {"linshui": 12 * MILLION, "yubei": 8 * MILLION} == dict(splits[0].lines[0].parts)
    assert {"linshui": 5 * MILLION, "yubei": 3 * MILLION} == dict(splits[1].lines[0].parts)


@pytest.mark.parametrize(
    ("path", "on", "expected"),
    [
        ("zhongshan_heyuan.zhongshan", "2022", Fraction(1, 2)),
        ("zhongshan_heyuan.heyuan", "2022", Fraction(1, 2)),
        ("liaoning.origin", "2019-02", Fraction(1, 2)),
        ("liaoning.years", "2020", 10),
        ("gaozhu.each", "2021", Fraction(1, 2)),
    ],
)
def test_other_enclaves_ratios(path: str, on: str, expected: Fraction) -> None:
    """Published ratios that need no contract of their own to be tested."""
    assert expected == shipped_rules()["enclaves"].fraction(path, on=on, allow_unconfirmed=True)


# --- rivers ---


def test_chishui_when_all_sections_pass(shipped: Splitter) -> None:
    """In 20, 100, 80 m; out 60, 80, 60 m; net +40, -20, -20 m."""
    (split,) = shipped("chishui", {"2018": "facts: {missed: none}"})

    assert {"yunnan": 40 * MILLION, "guizhou": -20 * MILLION, "sichuan": -20 * MILLION} == dict(split.lines[0].parts)
    assert "yunnan 20000000.00, guizhou 100000000.00, sichuan 80000000.00" in split.steps[-1].note
    assert 2 == len(settle(split.lines[0].parts))


def test_chishui_with_a_missed_section_needs_a_number_nobody_published(shipped: Splitter) -> None:
    """How much is deducted was not found: no figure is made up."""
    with pytest.raises(ShareError, match=r"rivers\.chishui\.deducts` exists, but its value was not found") as caught:
        shipped("chishui", {"2018": "facts: {missed: [清水铺]}"})
    assert caught.value.code == "no_value"
    with pytest.raises(ShareError, match="no section of the contract"):
        shipped("chishui", {"2018": "facts: {missed: [茅台]}"})


def test_yellow_river_paid_126_million_for_two_years(shipped: Splitter) -> None:
    """Class II twice is 120 m, and 6 points better are 6 m."""
    splits = shipped(
        "yellow_river",
        {
            "2021": "facts: {class_liuzhuang: II, points_better: 2}",
            "2022": "facts: {class_liuzhuang: II, points_better: 4}",
        },
    )

    assert 126 * MILLION == sum(split.lines[0].parts["henan"] for split in splits)
    assert all(sum(split.lines[0].parts.values()) == 0 for split in splits)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("class_liuzhuang: III, points_better: 0", 0),
        ("class_liuzhuang: IV, points_better: -3", -63),
        ("class_liuzhuang: I, points_better: 90", 160),
        ("class_liuzhuang: III, points_better: -41", -40),
    ],
)
def test_yellow_river_classes_and_limits(shipped: Splitter, facts: str, expected: int) -> None:
    """Class III pays nothing; worse classes are paid the other way; points stop at 40 m either way."""
    (split,) = shipped("yellow_river", {"2021": f"facts: {{{facts}}}"})

    assert {"henan": expected * MILLION, "shandong": -expected * MILLION} == dict(split.lines[0].parts)


@pytest.mark.parametrize(("index", "luan"), [("0.673", 40), ("1", -40), ("1.2", -40)])
def test_dabie_index_decides_who_pays(shipped: Splitter, index: str, luan: int) -> None:
    """0.673 in 2023 is below 1: Hefei pays Lu'an 40 m; from 1 on Lu'an pays."""
    (split,) = shipped("dabie", {"2023": f"facts: {{index: {index}}}"})

    assert {"luan": luan * MILLION, "hefei": -luan * MILLION} == dict(split.lines[0].parts)


def test_dabie_totals() -> None:
    """120 + 40 + 40 = 200 m in the pool; Lu'an's 118 + 40 + 40 = 198 m."""
    book = shipped_rules()["rivers"]

    def million(path: str) -> Fraction:
        return book.fraction(f"dabie.{path}", on="2017", allow_unconfirmed=True)

    assert million("pool") == million("province") + 2 * million("payment")
    assert 198 == million("provincial_luan") + 2 * million("payment")


def test_tuohu_half_year(shipped: Splitter) -> None:
    """July to December 2021: Suzhou +200, Bengbu -1800 (10,000 yuan); the province balances +1600."""
    body = """
    unit: 万元
    facts:
      amount_suzhou: [-100, -300, 400, 100, 200, -100]
      amount_bengbu: [-500, -300, -400, -300, 0, -300]
    """
    from textwrap import dedent

    (split,) = shipped("tuohu", {"2021": dedent(body)})

    assert {"suzhou": 200 * WAN, "bengbu": -1800 * WAN, "province": 1600 * WAN} == dict(split.lines[0].parts)


XINAN = "\n".join(
    [
        "measured:",
        "  街口:",
        *(
            f"    {name}: {{unit: mg/L, mean: {value}}}"
            for name, value in zip(["codmn", "nh3n", "tn", "tp"], "2211", strict=True)
        ),
    ]
)


def test_xinan_without_published_coefficients_is_refused(shipped: Splitter) -> None:
    """Threshold, weights, bases and stability are parameters without values."""
    with pytest.raises(ShareError, match="was not found in any public text") as caught:
        shipped("xinan", {"2013": XINAN})

    assert caught.value.code == "no_value"


@pytest.mark.parametrize(
    ("path", "on", "expected"),
    [
        ("xinan.payment", "2013", 100),
        ("xinan.payment", "2016", 200),
        ("xinan.round2.central", "2015", 400),
        ("xinan.round2.central", "2017", 200),
        ("xinan.pool", "2023", 1000),
        ("dongjiang.payment", "2017", 100),
        ("jiuzhou.pass_rate", "2018", Fraction(3, 4)),
        ("jiuzhou.pass_rate", "2019", Fraction(83, 100)),
        ("jiuzhou.pass_rate", "2020", 1),
        ("chuhe.class_two", "2021-04", 40),
        ("jiangsu.band_3", "2022", 1_250_000),
    ],
)
def test_other_published_figures_of_rivers(path: str, on: str, expected: Fraction) -> None:
    """By year, as they were reported."""
    assert expected == shipped_rules()["rivers"].fraction(path, on=on, allow_unconfirmed=True)


def test_zhenjiang_contributions_add_up() -> None:
    """Danyang and Dantu bear all of each indicator."""
    book = shipped_rules()["rivers"]
    for indicator in ("codmn", "nh3n", "tp"):
        parts = [
            book.fraction(f"zhenjiang.{place}.{indicator}", on="2015", allow_unconfirmed=True)
            for place in ("danyang", "dantu")
        ]

        assert 1 == sum(parts)


# --- honesty ---


def test_no_shipped_value_is_called_seen_without_its_issuer() -> None:
    """Nothing that was read in a re-print passes for confirmed, and no mirror is linked."""
    for book in shipped_rules().values():
        for parameter in book.parameters.values():
            for value in parameter.values:
                assert value.status == "unconfirmed" or (value.source is not None and value.source.link)
                assert value.source is not None
                assert value.source.document
                assert value.source.link is None or ".gov.cn" in value.source.link


@pytest.mark.parametrize("name", list(shipped_contracts()))
def test_shipped_contracts_can_be_read(name: str) -> None:
    """Each has its name, labels in both languages and a first day."""
    contract = shipped_contract(name)

    assert name == contract.name
    assert all(label.zh and label.en for label in contract.parties.values())


def test_an_unknown_contract_names_those_there_are() -> None:
    """The error helps."""
    with pytest.raises(ShareError, match="chishui"):
        shipped_contract("chichui")
