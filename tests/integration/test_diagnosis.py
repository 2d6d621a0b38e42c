"""A diagnosis says what its figures show, names what they cannot show, and counts nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.panels.shared_panel import provinces_by_sector

from tashan.integration import MeasureError
from tashan.integration.diagnosis import ClusterDiagnosis, diagnose
from tashan.integration.diagnosis_figures import Sentence, sector_groups
from tashan.integration.scorecards import Goal, no_evidence_share, score
from tashan.panels import Panel, load_panel, province_sectors
from tashan.regions.clusters import Cluster, cluster

SHARED = Path(__file__).resolve().parents[2] / "../shared/data"
needs_data = pytest.mark.skipif(not SHARED.exists(), reason="the folder of open data is not beside the project")


def _cluster(name: str) -> Cluster:
    found = cluster(name, "2023")
    assert found is not None
    return found


def _topics(found: ClusterDiagnosis) -> dict[str, list[Sentence]]:
    topics: dict[str, list[Sentence]] = {}
    for sentence in found.sentences:
        topics.setdefault(sentence.topic, []).append(sentence)
    return topics


def _panels() -> list[Panel]:
    names = (
        "prov_sector_2015_2024/provincial_gdp_by_sector_2015_2024.csv",
        "prov_wage_emp_2014_2023/provincial_wages_employment_2014_2023.csv",
    )
    return [load_panel((SHARED / name).read_bytes(), name) for name in names]


def test_three_sectors_say_what_they_cannot_show() -> None:
    """From three sectors alone: no verdict on competition, no gaps, no segmentation, each said."""
    found = _topics(diagnose(_cluster("京津冀"), [provinces_by_sector()]))

    assert {"scope", "ties", "structure", "competition", "gaps", "segmentation"} == set(found)
    assert pytest.approx((0.985956 + 0.941075 + 0.891759) / 3, abs=1e-6) == found["structure"][0].numbers["mean"]
    assert "不能据此判断重复建设" in found["structure"][0].doubt[0]
    assert 0 == found["competition"][0].numbers["signs"]
    assert "没有人均数据" in found["gaps"][0].zh
    assert "没有分商品的价格指数" in found["segmentation"][0].zh


@needs_data
@pytest.mark.parametrize(
    ("name", "likeness", "signs"),
    [("京津冀", (0.940, 0.784), 2), ("长三角", (0.967, 0.904), 3), ("成渝", (0.998, 0.981), 1)],
)
def test_three_sectors_and_eight_industries_side_by_side(name: str, likeness: tuple[float, float], signs: int) -> None:
    """Likeness falls with more sectors; gaps in wages are computed; prices are still missing."""
    found = _topics(diagnose(_cluster(name), _panels(), year=2023))

    assert pytest.approx(likeness, abs=6e-4) == tuple(each.numbers["mean"] for each in found["structure"])
    assert [3, 8] == [each.numbers["sectors"] for each in found["structure"]]
    assert signs == found["competition"][0].numbers["signs"]
    assert found["gaps"][0].numbers["times"] >= 1
    assert "没有分商品的价格指数" in found["segmentation"][0].zh
    assert all(
        each.sources
        for topic, group in found.items()
        for each in group
        if topic not in {"scope", "segmentation"} and each.basis
    )


def test_every_number_in_a_sentence_stands_in_both_languages() -> None:
    """Chinese and English tell the same."""
    for sentence in diagnose(_cluster("长三角"), [provinces_by_sector()]).sentences:
        assert sentence.zh
        assert sentence.en
        if sentence.topic == "structure":
            assert f"{sentence.numbers['mean']:.3f}" in sentence.zh
            assert f"{sentence.numbers['mean']:.3f}" in sentence.en


def test_prices_give_a_segmentation() -> None:
    """Where there are price indices by good, the sentence has a number, goods, pairs and ddof."""
    lines = ["地区,年份,商品,价格指数"]
    prices = {"粮食": (101, 103, 102), "水产": (99, 100, 104), "衣着": (105, 102, 101)}
    for good, values in prices.items():
        lines += [f"{name},2023,{good},{value}" for name, value in zip(("北京", "天津", "河北"), values, strict=True)]
    panel = load_panel("\n".join(lines).encode(), "prices.csv", unit="上年=100")
    sentence = _topics(diagnose(_cluster("京津冀"), [provinces_by_sector(), panel]))["segmentation"][0]

    assert pytest.approx((2.571073e-4 + 1.098875e-4 + 1.263677e-4) / 3, rel=1e-6) == sentence.numbers["overall"]
    assert "3种商品，全部3对，ddof 1" in sentence.zh


def test_people_beside_the_sectors_of_a_table_are_no_sector() -> None:
    """A table with three sectors, population and output per head has one set of sectors and one gap."""
    lines = ["地区,年份,第一产业(亿元),第二产业(亿元),第三产业(亿元),常住人口(万人),人均地区生产总值(元)"]
    lines += [
        "北京,2023,10,700,3300,2180,180000",
        "天津,2023,27,600,1050,1364,122000",
        "河北,2023,440,1640,2300,7390,59000",
    ]
    found = _topics(diagnose(_cluster("京津冀"), [load_panel("\n".join(lines).encode(), "invented.csv")]))

    assert [3] == [sentence.numbers["sectors"] for sentence in found["structure"]]
    assert 3 == found["ties"][0].numbers["pairs"]
    assert pytest.approx(180000 / 59000) == found["gaps"][0].numbers["times"]


def test_a_table_of_many_things_has_only_the_sectors_that_are_named_so() -> None:
    """Hospitals and emissions beside output are no structure."""
    text = "地区,年份,第一产业(亿元),第二产业(亿元),财政收入(亿元),医院(个),床位(个)\n北京,2023,1,2,3,4,5\n天津,2023,1,2,3,4,5\n"

    assert [("第一产业", "第二产业"), ()] == sector_groups(load_panel(text.encode(), "invented.csv"))


def test_total_output_tells_ties_where_a_table_has_no_sectors() -> None:
    """A table of output and population has ties, but no structure."""
    text = "地区,年份,地区生产总值(亿元),常住人口(万人)\n北京,2023,43000,2180\n天津,2023,16700,1364\n河北,2023,43900,7390\n"
    found = _topics(diagnose(_cluster("京津冀"), [load_panel(text.encode(), "invented.csv")]))

    assert 3 == found["ties"][0].numbers["pairs"]
    assert "地区生产总值（亿元），2023年" == found["ties"][0].basis
    assert "structure" not in found


def test_a_cluster_of_cities_is_not_diagnosed_from_provinces() -> None:
    """The message says what the figures are of and what to give."""
    with pytest.raises(MeasureError, match="北京市") as caught:
        diagnose(_cluster("长江中游城市群"), [province_sectors()])

    assert "one_member" == caught.value.code
    assert "A province in it (江西省、湖北省、湖南省) does not stand for its cities" in str(caught.value)
    assert "29 members of 长江中游城市群 none have figures" in str(caught.value)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(120.0, "reached"), (112.0, "on_track"), (104.0, "behind"), (98.0, "away"), (None, "no_evidence")],
)
def test_score_cards_judge_by_the_latest_figure(value: float | None, verdict: str) -> None:
    """From 100 in 2020 to 120 in 2025, in 2022."""
    goal = Goal("R&D", 100, 2020, 120, 2025)
    found = score(goal, {} if value is None else {2022: value}, until=2023)

    assert verdict == found.verdict
    assert (1.0 if value is None else 0.0) == no_evidence_share((found,))


def test_a_target_below_its_baseline_is_reached_from_above() -> None:
    """Energy per output falls."""
    assert pytest.approx(0.5) == score(Goal("能耗", 10, 2020, 8, 2025), {2023: 9.0}, until=2025).attained


@pytest.mark.parametrize(
    ("name", "year", "mean"), [("京津冀", 2022, 0.929), ("成渝", 2023, 0.998), ("长三角", 2022, 0.965)]
)
def test_the_figures_that_come_along_give_a_diagnosis(name: str, year: int, mean: float) -> None:
    """The newest year with the most members, its release and its sources stand under the sentence; nothing is judged."""
    found = _topics(diagnose(_cluster(name), [province_sectors()]))
    structure, competition = found["structure"][0], found["competition"][0]

    assert mean == pytest.approx(structure.numbers["mean"], abs=5e-4)
    assert f"3个部门，{year}年，初步核算" in structure.basis
    assert all("统计" in source or "经济" in source for source in structure.sources)
    assert "是否过度竞争、能否互补不作判断" in competition.zh
    assert 0 == competition.numbers["signs"]


def test_a_member_without_figures_in_the_year_is_named_in_the_sentence() -> None:
    """Zhejiang 2021 is missing: ties and likeness begin with that, in both languages."""
    found = _topics(diagnose(_cluster("长三角"), [province_sectors()], year=2021))

    for topic in ("ties", "structure"):
        assert found[topic][0].zh.startswith("（2021年3个成员有数据，缺浙江省）")
        assert found[topic][0].en.startswith("(2021: 3 members with figures, without Zhejiang.)")


def test_a_change_names_who_lacks_in_one_of_its_years() -> None:
    """Zhejiang has figures in 2022 and not in 2021: the shift of weights is of the three others, and says so."""
    competition = _topics(diagnose(_cluster("长三角"), [province_sectors()]))["competition"][0]

    assert competition.zh.startswith("（两年都有数据的有3个成员，缺浙江省）2021—2022年")
    assert competition.en.startswith("(3 members have figures in 2021 and 2022, without Zhejiang.) From 2021 to 2022")
    assert {"上海市", "江苏省", "安徽省"} == {name for name, _, _ in competition.numbers["weights"]}


def test_sentences_tell_year_unit_and_sectors_and_no_english_in_chinese() -> None:
    """What was counted stands in the sentence itself; gravity is inferred from value added, which is no gross output."""
    found = _topics(diagnose(_cluster("京津冀"), [province_sectors()]))

    assert found["ties"][0].zh.startswith("2022年按引力模型推算（质量为以亿元计的3个部门增加值之和，")
    assert "不是观测到的往来" in found["ties"][0].doubt[0]
    assert found["structure"][0].zh.startswith("按增加值（亿元），3个部门，2022年，初步核算，")
    assert "preliminary" not in "".join(each.zh + each.basis for group in found.values() for each in group)


def test_one_pair_of_members_has_no_ties_to_compare_and_no_doubt_about_them() -> None:
    """Sichuan and Chongqing; English names the members where the set has no English name."""
    found = _topics(diagnose(_cluster("成渝"), [province_sectors()]))

    assert "2023年只有一对成员（四川省、重庆市）有数据，联系强度没有可比对象。" == found["ties"][0].zh
    assert ("", "") == found["ties"][0].doubt
    assert "Sichuan and Chongqing: 2 members, 2 of them with figures." == found["scope"][0].en


def test_a_tie_of_neighbouring_seats_is_called_inflated() -> None:
    """The seats of Ezhou and Huanggang lie seven kilometres apart."""
    text = "地区,年份,地区生产总值(亿元)\n武汉市,2023,20000\n鄂州市,2023,1266\n黄冈市,2023,2884\n"
    ties = _topics(diagnose(_cluster("武汉城市圈"), [load_panel(text.encode(), "invented.csv")]))["ties"][0]

    assert ties.doubt[0].startswith("湖北省鄂州市与湖北省黄冈市驻地相距仅7公里")
    assert "inflates their tie" in ties.doubt[1]


def test_green_space_per_head_is_no_gap() -> None:
    """Only output, income, consumption and pay per head tell how far apart members are."""
    text = "地区,年份,地区生产总值(亿元),人均公园绿地面积(平方米)\n北京,2023,43000,16\n天津,2023,16700,10\n河北,2023,43900,15\n"
    found = _topics(diagnose(_cluster("京津冀"), [load_panel(text.encode(), "invented.csv")]))

    assert "没有人均数据" in found["gaps"][0].zh


def test_a_gap_is_compared_over_time_for_the_same_members() -> None:
    """Hebei has no figure in 2020: 2021, which has all three, is the first year, and zero is no pay."""
    lines = ["地区,年份,人均地区生产总值(元)", "北京,2020,165000", "天津,2020,101000", "河北,2020,0"]
    lines += ["北京,2021,184000", "天津,2021,114000", "河北,2021,54000"]
    lines += ["北京,2023,180000", "天津,2023,120000", "河北,2023,60000"]
    gap = _topics(diagnose(_cluster("京津冀"), [load_panel("\n".join(lines).encode(), "invented.csv")]))["gaps"][0]

    assert {"2021", "2023"} == set(gap.numbers["variation"])
    assert gap.zh.startswith(
        "2023年人均地区生产总值最高的北京市为180,000元，是最低的河北省（60,000元）的3.00倍；变异系数"
    )
    assert "(180,000 yuan), is 3.00 times the lowest, Hebei (60,000)" in gap.en


@needs_data
def test_sets_of_sectors_stand_side_by_side_for_one_year() -> None:
    """Output reaches to 2024, jobs to 2023: likeness is told for 2023 on both."""
    structure = _topics(diagnose(_cluster("京津冀"), _panels()))["structure"]

    assert ["增加值（亿元），3个部门，2023年", "就业人数（人），8个部门，2023年"] == [each.basis for each in structure]
    assert "未列的行业不在内" in structure[1].doubt[0]


@needs_data
def test_signs_are_named_and_called_signs() -> None:
    """Beijing, Tianjin and Hebei: three members, and manufacturing gaining in two; the likeness is below 0.9."""
    found = _topics(diagnose(_cluster("京津冀"), _panels()))

    assert found["competition"][0].zh.endswith("中出现2个：成员不少于3个、同一可贸易部门普遍上升。")
    assert "不证明过度竞争" in found["competition"][0].doubt[0]
    assert "information services (2/3), manufacturing (2/3)" in found["competition"][0].en
    assert "8个行业按就业人数加权" in found["gaps"][0].basis
    assert "8 industries weighted by jobs" in found["gaps"][0].basis_en


def test_sources_are_those_of_the_figures_used() -> None:
    """A sentence on two members and one year names two documents, not the forty of the whole table."""
    structure = _topics(diagnose(_cluster("成渝"), [province_sectors()], year=2021))["structure"][0]

    assert 2 == len(structure.sources)
    assert all("2021年" in source for source in structure.sources)


def test_english_sentences_hold_english_names() -> None:
    """Names of regions and sectors that everybody knows are not left in Chinese."""
    found = _topics(diagnose(_cluster("京津冀"), [province_sectors()]))

    assert "Beijing–Tianjin" in found["ties"][0].en
    assert (
        "the secondary sector moved most: Beijing 15.8 % to 15.9 %, Tianjin 34.1 % to 37.0 %, Hebei 37.6 % to 40.2 %"
        in found["competition"][0].en
    )
