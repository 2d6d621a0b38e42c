"""Pages of integration: what they say, in both languages, what they refuse, and their files."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from tashan.integration.diagnosis import diagnose
from tashan.panels import province_sectors
from tashan.regions.clusters import cluster
from tashan.web.integration import services
from tashan.web.integration.models import DataSet, IndexDefinition, Target
from tashan.web.integration.topics import TOPICS

from .conftest import HOURS, INDEX, JOBS, PRICES, SECTORS

pytestmark = pytest.mark.django_db
BEIJING = "110000"
CLUSTER = {"area": "京津冀城市群", "year": "2023"}


def text(client: Any, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(name, args=args), {"language": "zh-hans", **query})
    assert 200 == answer.status_code, answer.content[:400]
    return str(answer.content.decode())


def test_the_first_page_answers_from_the_official_index_without_any_table(client: Any) -> None:
    page = text(client, "integration")

    assert "京津冀区域发展指数2024年为154.1（2014年=100）" in page
    assert "创新最高（194.9），开放最低（106.7）" in page


def test_the_official_index_is_checked_and_says_what_was_computed_back(client: Any) -> None:
    page = text(client, "integration-index", "beijing_tianjin_hebei")

    assert "2017、2018、2019、2024年的总指数得到复现" in page
    assert "2022、2023年未能复现或由反推得来" in page
    assert "2019年以2010年为100，2022年以2014年为100：水平不可比" in page
    assert "去掉它的总指数" in page


def test_the_delta_index_is_no_simple_mean_and_says_so(client: Any) -> None:
    page = text(client, "integration-index", "yangtze_delta", language="en")

    assert "131.52" in page
    assert "Yangtze River Delta regional development index" in page


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_every_topic_answers_in_every_language(
    topic: str, language: str, client: Any, add_data: Callable[..., Any]
) -> None:
    add_data()

    page = text(client, "integration-topic", topic, language=language, **CLUSTER)

    assert "<h1>" in page
    assert {"zh-hans": "方法卡", "zh-hant": "方法卡", "en": "Method card"}[language] in page


@pytest.mark.parametrize("topic", TOPICS)
def test_without_own_tables_a_topic_answers_from_the_one_that_comes_along(topic: str, client: Any) -> None:
    """Everybody may read it; its release and the sources of its values stand there."""
    page = text(client, "integration-topic", topic, area="京津冀")

    assert "各省部分年份三次产业（初步核算）" in page
    assert "这里还没有数据" not in page


def test_the_table_that_comes_along_has_a_page_and_cannot_be_changed(client: Any, log_in: Callable[..., Any]) -> None:
    """Values with their sources as a file; nobody publishes or withdraws it."""
    address = reverse("integration-one-data", args=[0])

    assert "各省部分年份三次产业" in client.get(address).content.decode()
    values = client.get(address, {"get": "values.csv"}).content.decode("utf-8-sig")
    assert "《北京市2021年国民经济和社会发展统计公报》" in values
    log_in("analyst", BEIJING)
    assert 404 == client.post(reverse("integration-change-data", args=[0]), {"do": "withdraw", "why": "x"}).status_code
    assert "撤下的理由" not in client.get(address).content.decode()


def test_a_diagnosis_from_the_table_that_comes_along_takes_its_fullest_year(client: Any) -> None:
    """Beijing, Tianjin and Hebei all have figures in 2022, not in 2023; command and page give the same sentence."""
    page = text(client, "integration-topic", "diagnosis", area="京津冀")
    found = cluster("京津冀")
    assert found is not None
    sentence = diagnose(found, [province_sectors()], year=2022).sentences[2]

    assert sentence.topic == "structure"
    assert sentence.zh in page
    assert "最高天津市—河北省 0.981" in page


def test_the_circle_of_two_provinces_is_offered_and_named_in_both_languages(client: Any) -> None:
    """Chengdu-Chongqing has no list of members as a cluster; as two provinces the shipped table can diagnose it."""
    home = text(client, "integration")
    english = client.get(
        reverse("integration-topic", args=["diagnosis"]), {"area": "成渝", "language": "en"}
    ).content.decode()

    assert "成渝地区双城经济圈" in home
    assert "Chengdu-Chongqing economic circle" in english
    assert "3 sectors, 2023, preliminary" in english


def test_some_provinces_do_not_pass_for_the_country(client: Any) -> None:
    """The shipped table lacks provinces in 2021: what it refers to is said beside the quotients; 2022 has all."""
    page = text(client, "integration-topic", "structure", area="京津冀", year="2021")
    whole = text(client, "integration-topic", "structure", area="京津冀")

    english = client.get(
        reverse("integration-topic", args=["structure"]), {"area": "京津冀", "language": "en"}
    ).content.decode()

    assert "primary sector, secondary sector, tertiary sector (100 million yuan)" in english
    assert re.search(r"区位熵与互补以表中有数的\d+个省份之和为参照，不是全国。", page)
    assert "不是全国" not in whole


def test_structure_prints_sectors_and_warns_where_they_are_few(client: Any, add_data: Callable[..., Any]) -> None:
    add_data()

    page = text(client, "integration-topic", "structure", **CLUSTER)

    assert "按3个部门比" in page
    assert "只有3个部门：相似系数天然接近 1" in page
    assert "3 个部门 · 第一产业、第二产业、第三产业 · 2023 年" in page


def test_two_tables_stand_side_by_side(client: Any, add_data: Callable[..., Any]) -> None:
    one = add_data()
    two = add_data(JOBS, name="就业")

    page = text(client, "integration-topic", "structure", data=one.pk, also=two.pk, **CLUSTER)

    assert "按不同的部门划分，平均相似系数为：3 个部门" in page


def test_gaps_name_highest_lowest_and_change(client: Any, add_data: Callable[..., Any]) -> None:
    data = add_data()

    page = text(client, "integration-topic", "gaps", data=data.pk, area="", year=2023, groups="区域")

    assert "人均地区生产总值最高的北京是最低的河北的3.05倍" in page
    assert "Dagum基尼系数分解" in page
    assert "超变密度" in page


def test_ranks_change_from_kilometres_to_hours(client: Any, add_data: Callable[..., Any]) -> None:
    data = add_data()
    hours = add_data("起点,终点,小时\n北京,天津,2.5\n北京,河北,1.0\n天津,河北,1.6\n", kind="hours", name="铁路")

    page = text(client, "integration-topic", "pull", data=data.pk, hours=hours.pk, centre=BEIJING, **CLUSTER)

    assert "换成小时" in page
    assert "按小时" in page
    assert "公里不等于时间" not in page


def test_pull_without_hours_says_that_kilometres_are_not_hours(client: Any, add_data: Callable[..., Any]) -> None:
    add_data()

    assert "公里不等于时间" in text(client, "integration-topic", "pull", **CLUSTER)


def test_market_says_that_there_are_no_prices(client: Any, add_data: Callable[..., Any]) -> None:
    add_data()

    assert "没有分商品的价格指数" in text(client, "integration-topic", "market", **CLUSTER)


def test_market_is_computed_where_there_are_prices(client: Any, add_data: Callable[..., Any]) -> None:
    add_data(PRICES)

    assert "市场分割指数均值为" in text(client, "integration-topic", "market", **CLUSTER)


def test_a_diagnosis_gives_a_paragraph_with_numbers_and_sources(client: Any, add_data: Callable[..., Any]) -> None:
    add_data(source="示例年鉴")

    page = text(client, "integration-topic", "diagnosis", **CLUSTER)

    assert "市场分割没有数据" in page
    assert "占成员间全部联系的" in page
    assert "示例年鉴" in page
    assert "对市场壁垒不作判断" in page


ENGLISH = """region,year,gdp_100m_yuan,primary_100m_yuan,secondary_100m_yuan,tertiary_100m_yuan,gdp_per_capita_yuan
北京,2023,4010,10,700,3300,180000
天津,2023,1677,27,600,1050,122000
河北,2023,4380,440,1640,2300,59000
"""


def test_a_table_in_english_is_told_in_chinese_and_in_english(client: Any, add_data: Callable[..., Any]) -> None:
    """Sectors, variables and units that everybody names; the picture per head shows what the sentence compares."""
    add_data(ENGLISH)
    zh = text(client, "integration-topic", "diagnosis", **CLUSTER)
    en = text(client, "integration-topic", "gaps", **CLUSTER, language="en")

    assert "第一产业、第二产业、第三产业" in zh
    assert "人均地区生产总值最高是最低的3.05倍" in zh
    assert "人均地区生产总值（元），2023年" in zh
    assert not re.search("primary|secondary|tertiary|gdp_per", zh)
    assert "times the gross regional product per head of" in en or "times the gdp per capita of" in en


def test_the_first_page_lists_areas_with_figures_of_half_of_their_members(
    client: Any, add_data: Callable[..., Any]
) -> None:
    """Shanghai and Chongqing are two of the 27 cities of the council on the Yangtze; that is no basis for a diagnosis."""
    add_data(
        "地区,年份,第一产业(亿元),第二产业(亿元)\n上海市,2023,100,11600\n重庆市,2023,2070,11700\n",
        "310000",
        public=True,
    )

    assert "长江沿岸中心城市经济协调会" not in text(client, "integration")


def test_clusters_inside_the_area_are_outlined_and_told(client: Any, add_data: Callable[..., Any]) -> None:
    """The circle of Wuhan and the group of Changsha lie inside the middle Yangtze; seats seven kilometres apart are named."""
    output = {
        "武汉市": 20000,
        "鄂州市": 1266,
        "黄冈市": 2884,
        "长沙市": 14300,
        "株洲市": 3600,
        "湘潭市": 2700,
        "南昌市": 7300,
    }
    data = add_data(
        "地区,年份,地区生产总值(亿元)\n" + "".join(f"{name},2023,{value}\n" for name, value in output.items()), "420000"
    )
    query = {"area": "长江中游城市群", "data": str(data.pk), "year": "2023"}
    page = text(client, "integration-topic", "pull", **query)
    table = text(client, "integration-topic", "pull", **query, get="nested.csv")

    assert "细线圈出区域内的城市群、都市圈" in page
    assert "<title>武汉城市圈</title>" in page
    assert "鄂州与黄冈驻地相距仅7公里" in page
    assert ["武汉城市圈,3,9", "长株潭城市群,3,3"] == [",".join(line.split(",")[:3]) for line in table.splitlines()[1:3]]
    assert "细线圈出" not in text(client, "integration-topic", "pull", **{**query, "area": "武汉城市圈"})


def test_likeness_on_coarse_sectors_is_called_higher_only_where_it_is(
    client: Any, add_data: Callable[..., Any]
) -> None:
    """Two sectors that differ, four that are alike; then the coarse ones are the more alike."""
    one = add_data(
        "地区,年份,行业,就业人数(万人)\n"
        + "".join(
            f"{name},2023,{kind},{10 + place}\n"
            for name in ("北京", "天津", "河北")
            for place, kind in enumerate(("制造业", "金融业", "信息业", "建筑业"))
        )
    )
    other = add_data("地区,年份,农业(亿元),工业(亿元)\n北京,2023,1,9\n天津,2023,5,5\n河北,2023,9,1\n", name="两个部门")
    page = text(client, "integration-topic", "diagnosis", **CLUSTER, data=str(other.pk), also=str(one.pk))

    assert "按不同的部门划分，平均相似系数为：4 个部门" in page
    alike = add_data("地区,年份,农业(亿元),工业(亿元)\n北京,2023,5,5\n天津,2023,5,5\n河北,2023,5,5\n", name="相像")
    page = text(client, "integration-topic", "diagnosis", **CLUSTER, data=str(alike.pk), also=str(one.pk))
    assert "部门分得越粗，越显得相像：4 个部门" in page


@pytest.mark.parametrize(
    "query",
    [
        {"area": "没有这个", "data": "999", "year": "x", "mine": "'\"><script>"},
        {"exponent": "nan"},
        {"exponent": "-3"},
        {"centre": "999999"},
        {
            "of": "没有",
            "weights": "没有",
            "groups": "没有",
            "measure": "没有",
            "sectors": "x",
            "mass": "x",
            "hours": "x",
            "also": "1",
        },
    ],
)
@pytest.mark.parametrize("topic", TOPICS)
def test_wrong_settings_fall_back_or_are_explained(
    topic: str, query: dict[str, str], client: Any, add_data: Callable[..., Any]
) -> None:
    add_data()

    page = text(client, "integration-topic", topic, **query)

    assert "<script>" not in page.replace("<script src", "")


def test_tables_and_pictures_of_a_page_are_files(client: Any, add_data: Callable[..., Any]) -> None:
    data = add_data()
    address = reverse("integration-topic", args=["structure"])

    csv = client.get(address, {"data": data.pk, "get": "quotients.csv", **CLUSTER})
    book = load_workbook(io.BytesIO(client.get(address, {"get": "pairs.xlsx", **CLUSTER}).content))
    svg = client.get(address, {"get": "similarity.svg", **CLUSTER})

    assert "示例数据" in csv.content.decode()
    assert 4 == book.worksheets[0].max_row
    assert svg.content.startswith(b"<svg")
    assert 404 == client.get(address, {"get": "nothing.csv"}).status_code


def test_measures_by_name_come_with_their_card(client: Any, add_data: Callable[..., Any]) -> None:
    add_data()

    page = text(client, "integration-topic", "measures", measure="hachman", **CLUSTER)

    assert "哈克曼指数" in page


def test_all_definitions_stand_on_one_page(client: Any) -> None:
    page = text(client, "integration-definitions")

    assert "产业结构相似系数" in page
    assert 'id="dagum"' in page


def upload(client: Any, content: str = SECTORS, **values: Any) -> Any:
    fields = {
        "place": BEIJING,
        "name": "新表",
        "source": "示例",
        "kind": "panel",
        "file": SimpleUploadedFile("a.csv", content.encode()),
    }
    return client.post(reverse("integration-new-data"), {**fields, **values})


def test_an_analyst_adds_a_table_and_sees_its_report(log_in: Callable[..., Any]) -> None:
    client = log_in("analyst", BEIJING)

    answer = upload(client, SECTORS + "某地,2023,东部,1,2,3,4,5\n")

    data = DataSet.objects.get()
    assert reverse("integration-one-data", args=[data.pk]) == answer.url
    page = text(client, "integration-one-data", data.pk)
    assert "认不出的地区，未计入" in page
    assert "某地" in page
    assert "人均地区生产总值" in client.get(answer.url, {"get": "values.csv"}).content.decode()


def test_what_cannot_be_read_is_said_beside_the_field_and_nothing_is_kept(log_in: Callable[..., Any]) -> None:
    answer = upload(log_in("analyst", BEIJING), "a,b\n1,2\n", name="坏表")

    assert 200 == answer.status_code
    assert "坏表" in answer.content.decode()
    assert not DataSet.objects.exists()


def test_hours_are_added_as_such(log_in: Callable[..., Any]) -> None:
    upload(log_in("analyst", BEIJING), HOURS, kind="hours")

    assert 4 == DataSet.objects.get().counts["pairs"]


def test_a_form_cannot_choose_a_place_of_others(log_in: Callable[..., Any]) -> None:
    answer = upload(log_in("analyst", BEIJING), place="330000")

    assert 200 == answer.status_code
    assert not DataSet.objects.exists()


@pytest.mark.parametrize("name", ["integration-new-data", "integration-new-index", "integration-new-target"])
@pytest.mark.parametrize(
    ("role", "status"), [("analyst", (200, 302)), ("reader", (403,)), ("finance", (403,)), (None, (302,))]
)
def test_who_reaches_the_forms(
    name: str, role: str | None, status: tuple[int, ...], client: Any, log_in: Callable[..., Any]
) -> None:
    visitor = client if role is None else log_in(role, BEIJING)

    assert visitor.get(reverse(name)).status_code in status


def test_private_tables_are_not_there_for_others(
    client: Any, add_data: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    data = add_data(public=False)
    address = reverse("integration-one-data", args=[data.pk])

    assert 404 == client.get(address).status_code
    assert data.name not in text(client, "integration-topic", "gaps", data=data.pk)
    assert 404 == log_in("analyst", "330000").get(address).status_code
    assert 200 == log_in("reader", BEIJING).get(address).status_code


@pytest.mark.parametrize(("place", "status"), [(BEIJING, 302), ("330000", 403)])
def test_only_the_place_opens_and_withdraws_its_tables(
    place: str, status: int, add_data: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    data = add_data(public=False)
    client = log_in("analyst", place)

    assert status == client.post(reverse("integration-change-data", args=[data.pk]), {"do": "open"}).status_code
    assert (
        status
        == client.post(reverse("integration-change-data", args=[data.pk]), {"do": "withdraw", "why": "错"}).status_code
    )
    data.refresh_from_db()
    assert (status == 302) == data.public == (data.withdrawn_at is not None)


def test_an_index_is_declared_computed_and_its_sensitivity_shown(
    log_in: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    data = add_data()
    client = log_in("analyst", BEIJING)

    answer = client.post(reverse("integration-new-index"), {"place": BEIJING, "key": "example", "text": INDEX})

    assert reverse("integration-index", args=["example"]) == answer.url
    page = text(client, "integration-index", "example", data=data.pk)
    assert "示例指数2023年最高的是北京（" in page
    assert "换权重、换标准化会怎样" in page
    assert "75.00" in page


def test_an_index_with_problems_keeps_what_was_typed(log_in: Callable[..., Any]) -> None:
    answer = log_in("analyst", BEIJING).post(
        reverse("integration-new-index"), {"place": BEIJING, "key": "bad", "text": INDEX.replace("given", "magic")}
    )

    page = answer.content.decode()
    assert "magic" in page
    assert "“weights”只能写 equal, entropy, critic, given，写的是“magic”" in page
    assert not IndexDefinition.objects.exists()


def test_goals_show_light_way_and_document(log_in: Callable[..., Any], add_data: Callable[..., Any]) -> None:
    data = add_data()
    client = log_in("officer", BEIJING)
    values = {
        "place": BEIJING,
        "data": data.pk,
        "region": "河北省",
        "indicator": "人均地区生产总值",
        "baseline": 47000,
        "baseline_year": 2019,
        "target": 60000,
        "target_year": 2024,
        "document": "示例规划第三章",
    }

    assert 302 == client.post(reverse("integration-new-target"), values).status_code
    page = text(client, "integration-scores")
    assert "1项目标中，0项已达到，1项进度正常" in page
    assert "light-green" in page
    assert "示例规划第三章" in page
    assert 422 == client.post(reverse("integration-new-target"), {**values, "target_year": 2018}).status_code
    assert 1 == Target.objects.count()


def test_goals_without_a_figure_are_grey_and_said(
    client: Any, person: Callable[..., Any], add_data: Callable[..., Any]
) -> None:
    services.do_set_target(
        actor=person("analyst", BEIJING),
        place=BEIJING,
        data=add_data(),
        region="河北省",
        indicator="人均地区生产总值",
        baseline=1.0,
        baseline_year=2023,
        target=2.0,
        target_year=2030,
        document="d",
    )

    page = text(client, "integration-scores")

    assert "100%没有数据" in page
    assert "没有数据" in page


@pytest.mark.parametrize("topic", ["structure", "pull", "measures"])
def test_more_members_than_a_page_compares_are_said(topic: str, client: Any, add_data: Callable[..., Any]) -> None:
    from tashan.learning.network import nodes_of_level

    rows = [
        f"{region.name},2023,{place},{place + 1}" for place, region in enumerate(nodes_of_level("prefecture", 2023), 1)
    ]
    add_data("地区,年份,第一产业(亿元),第二产业(亿元)\n" + "\n".join(rows))

    assert "网页上最多比较300个" in text(client, "integration-topic", topic, area="")


def test_an_area_takes_the_table_that_has_its_members(client: Any, add_data: Callable[..., Any]) -> None:
    add_data(name="三省市")
    add_data("地区,年份,第一产业(亿元),第二产业(亿元)\n南京市,2023,1,9\n苏州市,2023,2,8\n", name="城市")

    assert "三省市" in text(client, "integration-topic", "structure", area="京津冀城市群")


def test_ranks_by_hour_are_compared_among_pairs_with_hours_alone(client: Any, add_data: Callable[..., Any]) -> None:
    data = add_data()
    hours = add_data("起点,终点,小时\n北京,天津,2.5\n北京,河北,1.0\n", kind="hours", name="铁路")

    query = {"data": data.pk, "hours": hours.pk, "area": "", "year": 2023, "get": "links.csv", "language": "zh-hans"}
    rows = client.get(reverse("integration-topic", args=["pull"]), query).content.decode().splitlines()

    assert "有小时的2对中：按公里" in rows[0]
    ranked = [row.split(",")[5:] for row in rows[1:11] if row.split(",")[5]]
    assert [["2.5", "1", "2", "-1"], ["1.0", "2", "1", "1"]] == ranked


@pytest.mark.parametrize("topic", TOPICS)
def test_a_column_of_several_units_breaks_no_page(topic: str, client: Any, add_data: Callable[..., Any]) -> None:
    mixed = "地区,年份,指标,数值,单位\n" + "".join(
        f"{region},2023,{name},{value},{unit}\n"
        for region, unit in (("北京", "亿元"), ("天津", "亿美元"), ("河北", "亿元"))
        for name, value in (("第一产业", 3), ("第二产业", 5))
    )
    add_data(mixed)

    assert "<h1>" in text(client, "integration-topic", topic, area="")
