"""The divisions table: its shape, known public changes, and its agreement with an independent list."""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from tashan.regions import divisions as table
from tashan.regions.divisions import Division

SHARED = Path(__file__).resolve().parents[2] / "../shared/data/divisions/divisions_1981_2024.csv"
needs_list = pytest.mark.skipif(not SHARED.exists(), reason="the independent list ../shared/data/divisions is absent")

WIDE = ("15", "22", "23", "33", "46", "51", "54", "62", "63", "65")
"""Provinces in which a county may lie more than 300 km from the seat of its prefecture, or far out at sea."""


def kilometres(one: Division, other: Division) -> float:
    """Great-circle distance of two points."""
    lon1, lat1, lon2, lat2 = (radians(x or 0.0) for x in (one.lon, one.lat, other.lon, other.lat))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(sqrt(half))


def years(division: Division) -> range:
    """All years of a period."""
    return range(division.start, (division.end or table.LAST_YEAR) + 1)


class TestShape:
    """What holds for every row."""

    def test_counts_at_the_end_of_2024(self) -> None:
        """The published totals of 2024: 34 provinces, 333 prefectures, 2,846 counties."""
        in_force = [division for division in table.divisions() if 2024 in years(division)]
        expected = {"province": 34, "prefecture": 333, "county": 2846}
        actual = dict(Counter(division.level for division in in_force))

        assert expected == actual

    def test_rows_are_sorted_and_periods_do_not_overlap(self) -> None:
        """A code has one meaning a year."""
        rows = table.divisions()
        wrong = [
            (one, other)
            for one, other in pairwise(rows)
            if one.code > other.code or (one.code == other.code and (one.end is None or one.end >= other.start))
        ]

        assert [] == wrong

    def test_every_parent_is_in_force_in_the_whole_period(self) -> None:
        """Only provinces have no parent; all other parents exist in each year."""
        rows = table.divisions()
        orphans = [row for row in rows if (row.parent is None) != (row.level == "province")]
        wrong = [
            (row.code, row.name, year)
            for row in rows
            if row.parent
            for year in (row.start, row.end or table.LAST_YEAR)
            if table.by_code(row.parent, year) is None
        ]

        assert ([], []) == (orphans, wrong)

    def test_a_parent_keeps_its_name_or_the_row_is_read_by_year(self) -> None:
        """The chain of a county follows the prefecture's name of the year asked for."""
        county = table.by_code("420624", 2005)
        assert county is not None

        assert "湖北省襄樊市南漳县" == table.region_of(county, 2005).name
        assert "湖北省襄阳市南漳县" == table.region_of(county, 2015).name

    def test_successors_are_in_force_in_the_year_after(self) -> None:
        """Each successor of a row is a code of the next year, and a row in force has none."""
        rows = table.divisions()
        wrong = [
            (row.code, row.name, code)
            for row in rows
            for code in row.successors
            if row.end is None or table.by_code(code, row.end + 1) is None
        ]

        assert [] == wrong

    def test_pinyin_is_plain_ascii(self) -> None:
        """Lower-case letters only."""
        rows = (*table.divisions(), *table.uncoded())
        wrong = [
            row.pinyin for row in rows if not (row.pinyin.isascii() and row.pinyin.isalpha() and row.pinyin.islower())
        ]

        assert [] == wrong

    def test_names_are_filled(self) -> None:
        """Every row has a short and an English name; the short name begins the full one."""
        rows = (*table.divisions(), *table.uncoded())
        wrong = [row for row in rows if not row.english or len(row.short) < 2]

        assert [] == wrong

    def test_points_lie_in_china(self) -> None:
        """Every row has a point inside the box that holds the country."""
        rows = (*table.divisions(), *table.uncoded())
        wrong = [
            row for row in rows if row.lon is None or row.lat is None or not (73 < row.lon < 136 and 3 < row.lat < 54)
        ]

        assert [] == wrong

    def test_points_lie_near_the_point_of_the_parent(self) -> None:
        """No county outside the wide provinces is more than 300 km from its prefecture."""
        wrong = []
        for row in table.divisions():
            above = table.by_code(row.parent, row.start) if row.parent else None
            if above and above.level == "prefecture" and not row.code.startswith(WIDE) and kilometres(row, above) > 300:
                wrong.append((row.code, row.name, above.name, round(kilometres(row, above))))

        assert [] == wrong

    def test_children_and_parents_agree(self) -> None:
        """Going down and up again gives the same division."""
        wrong = [
            (child.code, year)
            for year in (1985, 2000, 2024)
            for row in table.divisions()
            if row.level != "county" and year in years(row)
            for child in table.children(row.code, year)
            if child.parent != row.code
        ]

        assert [] == wrong

    def test_look_ups_return_the_row_itself(self) -> None:
        """Each row is found by its code and any of its years."""
        wrong = [
            row
            for row in table.divisions()
            for year in (row.start, row.end or 2025)
            if table.by_code(row.code, year) is not row
        ]

        assert [] == wrong


def facts(name: str) -> list[dict[str, str]]:
    """Read a file of hand-entered facts of the tool that compiles the table."""
    path = Path(__file__).resolve().parents[2] / "tools" / "facts" / name
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


class TestFacts:
    """The shipped table was compiled from the facts that are in the repository."""

    def test_every_correction_is_in_the_table(self) -> None:
        """Each hand-entered name, or absence of a name, shows in each of its years; each has a source."""
        wrong = [
            (fact["code"], fact["name"], year)
            for fact in facts("corrections.csv")
            if not fact["before_city_codes"]
            for year in range(int(fact["start"]), int(fact["end"] or table.LAST_YEAR) + 1)
            if (table.name_on(fact["code"], year) or "") != fact["name"] or not fact["source"]
        ]

        assert [] == wrong

    def test_every_successor_fact_is_in_the_table(self) -> None:
        """Each hand-entered successor stands in the row that ends in that year."""
        wrong = []
        for fact in facts("successors.csv"):
            division = table.by_code(fact["code"], int(fact["end"]))
            if division is None or division.successors != tuple(sorted(fact["successors"].split())):
                wrong.append((fact["code"], fact["what"]))

        assert [] == wrong

    def test_units_without_a_code_carry_their_source(self) -> None:
        """Each zone says what set it up."""
        assert [] == [fact["name"] for fact in facts("uncoded.csv") if not fact["source"]]


NAMES = [
    # code, year, name or None
    ("420600", 2009, "襄樊市"),
    ("420600", 2010, "襄阳市"),
    ("533100", 2020, "德宏傣族景颇族自治州"),
    ("533103", 2009, "潞西市"),
    ("533103", 2010, "芒市"),
    ("341400", 2010, "巢湖市"),
    ("341400", 2011, None),
    ("340181", 2011, "巢湖市"),
    ("371200", 2018, None),
    ("370116", 2019, "莱芜区"),
    ("510200", 1996, "重庆市"),
    ("500000", 1996, None),
    ("500000", 1997, "重庆市"),
    ("460000", 1987, None),
    ("460000", 1988, "海南省"),
    ("810000", 1996, None),
    ("810000", 1997, "香港特别行政区"),
    ("820000", 1999, "澳门特别行政区"),
    ("710000", 1980, "台湾省"),
    ("460300", 2011, None),
    ("460300", 2012, "三沙市"),
    ("440300", 1990, "深圳市"),
    ("330110", 2001, "余杭区"),
    ("310115", 1993, "浦东新区"),
    ("310119", 2009, None),
    ("120116", 2009, "滨海新区"),
    ("430800", 1993, "大庸市"),
    ("430800", 1994, "张家界市"),
    ("530700", 2002, "丽江市"),
    ("510400", 1986, "渡口市"),
    ("510400", 1987, "攀枝花市"),
    ("341000", 1987, "黄山市"),
    ("110101", 2010, "东城区"),
    ("110103", 2010, None),
    ("131000", 1989, "廊坊市"),
    ("330204", 2016, None),
    ("330113", 2021, "临平区"),
    ("653228", 2024, "和康县"),
    ("653228", 2023, None),
    ("500157", 2024, None),
    ("500157", 2025, "两江新区"),
    ("320583", 1994, "昆山市"),
    ("632800", 1984, "海西蒙古族藏族哈萨克族自治州"),
    ("632800", 1985, "海西蒙古族藏族自治州"),
]


@pytest.mark.parametrize(("code", "year", "name"), NAMES)
def test_name_on(code: str, year: int, name: str | None) -> None:
    """Names of codes in years around published changes."""
    assert name == table.name_on(code, year)


SUCCESSORS = [
    # code, year asked for, codes that hold the area
    ("420600", 2020, ("420600",)),
    ("341402", 2015, ("340181",)),
    ("341400", 2015, ("340100", "340200", "340500")),
    ("371202", 2020, ("370116",)),
    ("371200", 2020, ("370100",)),
    ("510200", 2000, ("500000",)),
    ("330621", 2015, ("330602", "330603")),
    ("110103", 2020, ("110101",)),
    ("310224", 2020, ("310115",)),
    ("310119", 2020, ("310115",)),
    ("120107", 2020, ("120116",)),
    ("320502", 2020, ("320508",)),
    ("320103", 2020, ("320104",)),
    ("500112", 2025, ("500109", "500157")),
    ("652201", 2020, ("650502",)),
    ("469031", 2012, ("460300",)),
    ("469003", 2020, ("460400",)),
    ("440104", 2020, ("440104",)),
    ("420100", 1990, ("420100",)),
    ("999999", 2020, ()),
    ("500157", 2000, ()),
]


@pytest.mark.parametrize(("code", "year", "codes"), SUCCESSORS)
def test_successors_on(code: str, year: int, codes: tuple[str, ...]) -> None:
    """The chain of successors ends at codes in force."""
    assert codes == table.successors_on(code, year)


def test_a_code_dealt_out_twice_is_followed_from_the_meaning_asked_for() -> None:
    """360402 was 庐山区 and is 濂溪区 since 2016; the 庐山市 of that year is another place."""
    meanings = {division.name for division in table.divisions() if division.code == "360402"}
    followed = table.successors_on("360402", 2020, meant_in=2000)

    assert ({"庐山区", "濂溪区"}, ("360402",)) == (meanings, followed)


CHAINS = [
    ("330783", 2020, "浙江省金华市东阳市", "county"),
    ("120110", 2020, "天津市东丽区", "county"),
    ("429004", 2020, "湖北省仙桃市", "county"),
    ("429021", 2020, "湖北省神农架林区", "county"),
    ("659001", 2020, "新疆维吾尔自治区石河子市", "county"),
    ("469002", 2020, "海南省琼海市", "county"),
    ("500240", 2020, "重庆市石柱土家族自治县", "county"),
    ("110105", 2020, "北京市朝阳区", "county"),
    ("310115", 2020, "上海市浦东新区", "county"),
    ("422802", 2020, "湖北省恩施土家族苗族自治州利川市", "county"),
    ("341402", 2005, "安徽省巢湖市居巢区", "county"),
    ("512301", 1990, "四川省涪陵地区涪陵市", "county"),
    ("810000", 2020, "香港特别行政区", "province"),
    ("320500", 2020, "江苏省苏州市", "prefecture"),
]


@pytest.mark.parametrize(("code", "year", "name", "level"), CHAINS)
def test_region_of(code: str, year: int, name: str, level: str) -> None:
    """Official full chains."""
    division = table.by_code(code, year)
    assert division is not None
    region = table.region_of(division, year)

    assert (code, name, level) == (region.code, region.name, region.level)


UNCODED = [
    ("雄安新区", "河北省雄安新区", "zone"),
    ("苏州工业园区", "江苏省苏州市苏州工业园区", "zone"),
    ("西咸新区", "陕西省西咸新区", "zone"),
    ("新疆生产建设兵团第八师", "新疆生产建设兵团第八师", "other"),
    ("高雄市", "台湾省高雄市", "prefecture"),
    ("油尖旺区", "香港特别行政区油尖旺区", "county"),
]


@pytest.mark.parametrize(("name", "chain", "level"), UNCODED)
def test_units_without_a_code(name: str, chain: str, level: str) -> None:
    """Zones, the corps and units of Taiwan and Hong Kong have a chain and no code."""
    division = next(division for division in table.uncoded() if division.name == name)
    region = table.region_of(division)

    assert (None, chain, level) == (region.code, region.name, region.level)


ROMAN = [
    # code, short, pinyin, English
    ("610000", "陕西", "shanxi", "Shaanxi"),
    ("140000", "山西", "shanxi", "Shanxi"),
    ("610100", "西安", "xian", "Xi'an"),
    ("341500", "六安", "luan", "Lu'an"),
    ("320116", "六合", "luhe", "Luhe"),
    ("150100", "呼和浩特", "huhehaote", "Hohhot"),
    ("230100", "哈尔滨", "haerbin", "Harbin"),
    ("540100", "拉萨", "lasa", "Lhasa"),
    ("650100", "乌鲁木齐", "wulumuqi", "Ürümqi"),
    ("150600", "鄂尔多斯", "eerduosi", "Ordos"),
    ("653100", "喀什", "kashi", "Kashgar"),
    ("150000", "内蒙古", "neimenggu", "Inner Mongolia"),
    ("540000", "西藏", "xizang", "Xizang"),
    ("510100", "成都", "chengdu", "Chengdu"),
    ("430100", "长沙", "changsha", "Changsha"),
    ("140400", "长治", "changzhi", "Changzhi"),
    ("140428", "长子", "zhangzi", "Zhangzi"),
    ("110105", "朝阳", "chaoyang", "Chaoyang"),
    ("310112", "闵行", "minhang", "Minhang"),
    ("141024", "洪洞", "hongtong", "Hongtong"),
    ("341621", "涡阳", "guoyang", "Guoyang"),
    ("371481", "乐陵", "laoling", "Laoling"),
    ("330382", "乐清", "yueqing", "Yueqing"),
    ("141100", "吕梁", "lvliang", "Lüliang"),
    ("500241", "秀山", "xiushan", "Xiushan"),
    ("422800", "恩施", "enshi", "Enshi"),
    ("130532", "平乡", "pingxiang", "Pingxiang"),
    ("130533", "威县", "weixian", "Weixian"),
    ("152200", "兴安", "xingan", "Hinggan"),
    ("429021", "神农架", "shennongjia", "Shennongjia"),
    ("310115", "浦东", "pudong", "Pudong"),
    ("441803", "清新", "qingxin", "Qingxin"),
    ("140109", "万柏林", "wanbailin", "Wanbailin"),
]


@pytest.mark.parametrize(("code", "short", "pinyin", "english"), ROMAN)
def test_short_pinyin_and_english_names(code: str, short: str, pinyin: str, english: str) -> None:
    """Readings and conventional English names that rules alone would miss."""
    division = table.by_code(code)
    assert division is not None

    assert (short, pinyin, english) == (division.short, division.pinyin, division.english)


NEIGHBOURS = [
    ("110000", ("120000", "130000")),
    ("610000", ("140000", "150000", "410000", "420000", "500000", "510000", "620000", "640000")),
    ("460000", ()),
    ("440300", ("441300", "441900", "810000")),
    ("130600", ("110000", "130100", "130700", "130900", "131000", "131100", "140200", "140900")),
]


@pytest.mark.parametrize(("code", "codes"), NEIGHBOURS)
def test_neighbours(code: str, codes: tuple[str, ...]) -> None:
    """Land borders of provinces and prefectures."""
    assert codes == table.neighbours(code)


def test_neighbours_are_mutual() -> None:
    """Who borders on another is bordered by it, on the same level."""
    codes = {division.code for division in table.divisions() if division.end is None and division.level != "county"}
    municipal = ("11", "12", "31", "50", "81", "82")
    wrong = [
        (code, other)
        for code in codes
        if not code.startswith(municipal)
        for other in table.neighbours(code)
        if not other.startswith(municipal) and code not in table.neighbours(other)
    ]

    assert [] == wrong


def test_aliases_name_codes_in_force() -> None:
    """Other names belong to divisions that exist."""
    wrong = [alias for alias, code, _ in table.aliases() if table.by_code(code, table.LAST_YEAR) is None]

    assert [] == wrong
    assert ("Tibet", "540000", "en") in table.aliases()
    assert ("第八师石河子市", "659001", "zh") in table.aliases()


def listed() -> Iterator[dict[str, str]]:
    """Read the independent list."""
    with SHARED.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def show(capsys: pytest.CaptureFixture[str], figure: str) -> None:
    """Print a measured figure also where the test passes."""
    with capsys.disabled():
        sys.stdout.write(f"\n{figure}\n")


@needs_list
def test_agrees_with_the_independent_list(capsys: pytest.CaptureFixture[str]) -> None:
    """At least 99.5 % of (year, code, name) of 1981 to 2024 are in the table."""
    total, missed = 0, Counter[int]()
    for row in listed():
        for year in range(int(row["start"]), int(row["end"] or 2025)):
            total += 1
            if table.name_on(row["code"], year) != row["name"]:
                missed[year] += 1
    share = 1 - missed.total() / total
    show(capsys, f"(year, code, name): {share:.4%} of {total}; missed by year: {dict(sorted(missed.items()))}")

    assert share >= 0.995


@needs_list
def test_claims_little_that_the_independent_list_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    """From 1983 on, at most 0.2 % of the table's (year, code, name) are not in the list."""
    known: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for row in listed():
        for year in range(int(row["start"]), int(row["end"] or 2025)):
            known[year].add((row["code"], row["name"]))
    claims = [(year, row.code, row.name) for row in table.divisions() for year in years(row) if 1983 <= year <= 2024]
    extra = [claim for claim in claims if claim[1:] not in known[claim[0]]]
    show(capsys, f"not in the list, 1983 to 2024: {len(extra)} of {len(claims)}")

    assert len(extra) / len(claims) <= 0.002


@needs_list
def test_parents_agree_with_the_independent_list(capsys: pytest.CaptureFixture[str]) -> None:
    """At least 99.5 % of the counties stand under the prefecture the list gives (none for 直辖)."""
    total = right = 0
    for row in listed():
        if row["level"] != "县级":
            continue
        division = table.by_code(row["code"], int(row["start"]))
        if division is None or division.name != row["name"] or division.parent is None:
            continue
        above = table.by_code(division.parent, int(row["start"]))
        name = "直辖" if above is None or above.level == "province" else above.name
        total += 1
        right += name == row["prefecture"]
    show(capsys, f"parents: {right / total:.4%} of {total}")

    assert right / total >= 0.995


@needs_list
def test_successors_agree_with_the_independent_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Since 2010 at least 90 % of the abolished units have exactly the listed successors."""
    total = exact = 0
    for row in listed():
        wanted = {code for code in row["successors"].split(";") if code and "[" not in code}
        if row["status"] != "弃用" or not wanted or int(row["end"]) < 2010:
            continue
        division = table.by_code(row["code"], int(row["end"]) - 1)
        total += 1
        exact += division is not None and set(division.successors) == wanted
    show(capsys, f"successors since 2010, exactly right: {exact / total:.2%} of {total}")

    assert exact / total >= 0.9
