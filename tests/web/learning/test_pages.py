"""Pages of learning: what they say, in both languages, what they refuse, and their files."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tashan.web.learning import services
from tashan.web.learning.models import PracticeEntry, VisitTable
from tashan.web.learning.topics import TOPICS

from .conftest import VISITS

pytestmark = pytest.mark.django_db
JIANGSU = "320000"


def text(client: Any, name: str, *args: Any, **query: Any) -> str:
    answer = client.get(reverse(name, args=args), {"language": "zh-hans", **query})
    assert 200 == answer.status_code, answer.content[:300]
    return str(answer.content.decode())


def address(topic: str) -> str:
    return reverse("learning") if topic == "network" else reverse("learning-topic", args=[topic])


def test_without_visits_the_page_teaches_what_will_stand_there(client: Any) -> None:
    assert "档案里还没有公开的考察学习" in text(client, "learning")


def test_the_network_answers_in_one_sentence_with_live_numbers(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    page = text(client, "learning", level="prefecture")

    assert "2016–2018年，6个地级区域出访，4个接待，共考察学习8次。" in page
    assert "接待最多的是深圳，4次" in page
    assert "来访方 → 接待方" in page
    assert "示例来源" in page


def test_the_direction_is_always_labelled(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    assert "现在显示：谁去了谁那里（来访方 → 接待方）" in text(client, "learning")
    assert "现在显示：知识从哪里到哪里（接待方 → 来访方）" in text(client, "learning", direction="knowledge")


def test_the_archives_public_visits_make_a_network(client: Any, archived: Callable[..., Any]) -> None:
    archived(
        "visit", start="2023-03-16", visitors=["江苏省"], hosts=["浙江省", "上海市"], themes=["science_technology"]
    )
    archived("visit", start="2023-03-20", visitors=["上海市"], hosts=["江苏省"])
    archived("visit", start="2023-03-21", visitors=["上海市"], hosts=["浙江省"], status="planned")
    archived("visit", start="2023-03-22", visitors=["上海市"], hosts=["安徽省"], public=False)

    page = text(client, "learning")

    assert "2023年，2个省级区域出访，3个接待，共考察学习3次。" in page
    assert "已审核并公开的考察学习，3条" in page


def test_filters_and_lower_levels_change_the_numbers(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    assert "共考察学习7次" in text(client, "learning", level="prefecture", rollup="0")
    assert "共考察学习2次" in text(client, "learning", level="prefecture", theme="urbanisation")
    assert "共考察学习4次" in text(client, "learning", level="prefecture", **{"from": "2016", "to": "2016"})
    assert "所选期间和条件下没有考察学习" in text(client, "learning", level="county")


def test_isolates_stay_in_a_list_of_their_own(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    assert "没有往来的区域（27）" in text(client, "learning", level="province", isolates="1")


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_topic_answers_in_both_languages(
    topic: str, language: str, client: Any, add_visits: Callable[..., Any]
) -> None:
    add_visits()

    answer = client.get(address(topic), {"language": language, "level": "prefecture"})

    assert 200 == answer.status_code
    assert {"zh-hans": "方法卡", "en": "Method card"}[language] in answer.content.decode()


@pytest.mark.parametrize("topic", TOPICS)
def test_wrong_settings_fall_back_or_are_explained(topic: str, client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()
    query = {
        "source": "999",
        "from": "x",
        "to": "9",
        "level": "moon",
        "theme": "<script>",
        "kind": "x",
        "leader": "x",
        "direction": "up",
        "mine": "1'",
        "rule": "x",
        "model": "x",
        "permutations": "9",
        "within": "x",
        "region": "000000",
        "view": "x",
    }

    answer = client.get(address(topic), query)

    assert 200 == answer.status_code
    assert b"<script>" not in answer.content


def test_measures_come_with_formula_and_kinds_with_their_rule(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    page = text(client, "learning-topic", "measures", level="prefecture")

    assert "m / (n(n−1))" in page
    assert "规则 不超过1次算没有" in page
    assert "换一条规则会怎样" in page
    assert "只含有往来的区域，密度等依赖节点数的度量因此偏高" in page


def test_one_region_has_its_visits_with_dates_and_sources(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    page = text(client, "learning-topic", "region", level="prefecture", region="320500")

    assert "苏州出访3次（第1位），接待1次（第3位）" in page
    assert "v.csv row 2" in page


def test_why_is_a_table_with_robust_errors_and_permutations(client: Any, add_visits: Callable[..., Any]) -> None:
    names = "北京 天津 河北 山西 辽宁 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东".split()
    pairs = [(a, b) for i, a in enumerate(names) for j, b in enumerate(names) if a != b and (i * 7 + j * 5) % 4 == 0]
    add_visits("来访方,接待方,日期\n" + "\n".join(f"{a},{b},2020" for a, b in pairs))

    page = text(client, "learning-topic", "why", level="province")

    assert "表1　引力模型（泊松）" in page
    assert "标准误（成对稳健）" in page
    assert "199次置换" in page


def test_outcomes_say_what_followed_and_what_is_not_on_record(client: Any, archived: Callable[..., Any]) -> None:
    archived("visit", start="2020-03-01", visitors=["江苏省"], hosts=["浙江省"])
    archived("visit", start="2020-04-01", visitors=["上海市"], hosts=["安徽省"])
    archived("agreement", date="2020-06-01", parties=["江苏省", "浙江省"], status="signed")
    archived("agreement", date="2019-06-01", parties=["上海市", "安徽省"], status="signed")

    page = text(client, "learning-topic", "outcomes")

    assert "2020年的2次考察中，730天内有后续记录的占50.0%；50.0%没有任何后续记录。" in page
    assert "先后也不等于因果" in page
    assert "92" in page


def test_types_count_what_is_coded_and_what_is_not(client: Any, archived: Callable[..., Any]) -> None:
    archived("agreement", date="2020-06-01", parties=["江苏省"], typology={"lead": "government"})
    archived("meeting", date="2021-06-01", parties=["江苏省"], typology={})

    page = text(client, "learning-types", dimension="lead")

    assert "另有50.0%没有写明，未编码" in page


def test_a_pasted_table_is_audited_and_not_kept(client: Any) -> None:
    answer = client.post(
        f"{reverse('learning-audit')}?language=zh-hans", {"text": "名称,数量,占比%\n甲,3,50\n乙,4,40\n合计,8,100\n"}
    )

    page = answer.content.decode()
    assert "甲 3 + 乙 4 = 7，原表写 8（相差 -1）" in page
    assert "90" in page


def test_a_table_that_closes_is_said_to_close(client: Any) -> None:
    answer = client.post(
        f"{reverse('learning-audit')}?language=zh-hans", {"text": "名称\t数量\n甲\t3\n乙\t4\n合计\t7\n"}
    )

    assert "都对得上" in answer.content.decode()


def test_density_and_path_length_of_a_table_are_checked(client: Any) -> None:
    pasted = "城市群,节点数,关系数,密度,平均路径长度\n某群,26,398,0.612,0.388\n"

    chinese, english = (
        client.post(f"{reverse('learning-audit')}?language={language}", {"text": pasted}).content.decode()
        for language in ("zh-hans", "en")
    )

    assert "不可能的路径长度" in chinese
    assert "leading 1" in english


@pytest.mark.parametrize("fields", [{}, {"text": "a"}, {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4")}])
def test_what_is_no_table_is_said_so(fields: dict[str, Any], client: Any) -> None:
    answer = client.post(f"{reverse('learning-audit')}?language=zh-hans", fields)

    assert 200 == answer.status_code
    assert 'class="error"' in answer.content.decode()


def test_pictures_and_tables_are_files(client: Any, add_visits: Callable[..., Any]) -> None:
    add_visits()

    svg = client.get(reverse("learning"), {"get": "network.svg", "level": "prefecture"})
    csv = client.get(reverse("learning"), {"get": "ties.csv", "level": "prefecture"})

    assert b"<svg" in svg.content
    assert "示例来源" in csv.content.decode()


def test_an_analyst_adds_a_table_of_visits(log_in: Callable[..., Any]) -> None:
    client = log_in("analyst", JIANGSU)
    file = SimpleUploadedFile("v.csv", (VISITS + "某地,上海市,2017,,\n").encode())

    answer = client.post(
        reverse("learning-new-visits"), {"place": JIANGSU, "name": "新表", "source": "来源", "file": file}
    )

    table = VisitTable.objects.get()
    assert reverse("learning-one-visits", args=[table.pk]) == answer.url
    assert "某地" in text(client, "learning-one-visits", table.pk)


def test_private_tables_are_not_there_for_others(
    client: Any, add_visits: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    table = add_visits(public=False)
    where = reverse("learning-one-visits", args=[table.pk])

    assert 404 == client.get(where).status_code
    assert "档案里还没有公开的考察学习" in text(client, "learning")
    assert 200 == log_in("reader", JIANGSU).get(where).status_code


@pytest.mark.parametrize(("place", "status"), [(JIANGSU, 302), ("330000", 403)])
def test_only_the_place_opens_and_withdraws_its_tables(
    place: str, status: int, add_visits: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    table = add_visits(public=False)
    client = log_in("analyst", place)
    where = reverse("learning-change-visits", args=[table.pk])

    assert status == client.post(where, {"do": "open"}).status_code
    assert status == client.post(where, {"do": "withdraw", "why": "错"}).status_code


@pytest.mark.parametrize("name", ["learning-new-visits", "new-practice"])
@pytest.mark.parametrize(("role", "status"), [("analyst", 200), ("reader", 403), (None, 302)])
def test_who_reaches_the_forms(
    name: str, role: str | None, status: int, client: Any, log_in: Callable[..., Any]
) -> None:
    visitor = client if role is None else log_in(role, JIANGSU)

    assert status == visitor.get(reverse(name)).status_code


def test_the_library_is_found_by_problem_and_shows_quotes(client: Any) -> None:
    page = text(client, "practices", problem="跨市收入分享")
    assert "条做法可以回答“跨市收入分享”" in page

    page = text(client, "practice", "moved_enterprise_tax_sharing")
    assert '<blockquote class="quote" lang="zh-Hans">' in page
    assert "《对策研究报告》2018年第12期" in page
    assert 404 == client.get(reverse("practice", args=["nothing"])).status_code


FIELDS = {
    "place": JIANGSU,
    "key": "mine",
    "chinese": "示例做法",
    "problem": "税收怎么分",
    "mechanism": "两地对半分",
    "places": "江苏省苏州市\n430100",
    "concepts": ["tax_sharing"],
    "themes": ["economy/industry"],
    "source1": "示例文献",
    "quote1": "税收对半分。",
    "completion": "limited",
    "grade": "C",
}


def test_a_practice_is_entered_reviewed_by_another_and_used_by_the_planner(
    log_in: Callable[..., Any], client: Any, person: Callable[..., Any]
) -> None:
    log_in("officer", JIANGSU).post(reverse("new-practice"), FIELDS)
    entry = PracticeEntry.objects.get()
    assert ["320500", "430100"] == entry.body["places"]

    analyst = log_in("analyst", JIANGSU)
    assert "等待审核（1）" in text(analyst, "practices")
    analyst.post(reverse("review-practice", args=["mine"]), {"do": "accept", "version": 1})

    client.logout()
    assert "示例做法" in text(client, "practices")


def test_a_practice_with_an_unknown_place_keeps_what_was_typed(log_in: Callable[..., Any]) -> None:
    answer = log_in("analyst", JIANGSU).post(
        f"{reverse('new-practice')}?language=zh-hans", {**FIELDS, "places": "某某地"}
    )

    page = answer.content.decode()
    assert "认不出“某某地”" in page
    assert "两地对半分" in page
    assert not PracticeEntry.objects.exists()


def test_the_second_editor_keeps_what_was_typed(
    log_in: Callable[..., Any], person: Callable[..., Any], body: dict[str, Any]
) -> None:
    client = log_in("analyst", JIANGSU)
    entry = services.do_enter_practice(actor=person("officer", JIANGSU), place=JIANGSU, key="mine", body=body)
    services.do_edit_practice(actor=person("officer", JIANGSU), entry=entry, body=body, version=1)

    answer = client.post(
        f"{reverse('edit-practice', args=['mine'])}?language=zh-hans",
        {**FIELDS, "mechanism": "我的新写法", "version": 1},
    )

    page = answer.content.decode()
    assert "别人刚刚改过" in page
    assert "我的新写法" in page


def test_waiting_practices_of_others_are_not_there(
    client: Any, person: Callable[..., Any], body: dict[str, Any]
) -> None:
    services.do_enter_practice(actor=person("officer", JIANGSU), place=JIANGSU, key="hidden", body=body)

    assert 404 == client.get(reverse("practice", args=["hidden"])).status_code


def test_a_plan_names_place_practice_questions_reasons_and_sources(client: Any) -> None:
    page = text(client, "learning-plan", region="长株潭", problem="跨市收入分享")

    assert "建议先去" in page
    assert "所问归入：税收与收入分享" in page
    assert "问什么" in page
    assert "对策研究报告" in page
    assert 'type="range"' in page


def test_places_of_plans_and_practices_are_named_in_english_on_english_pages(client: Any) -> None:
    plan = text(client, "learning-plan", region="湖南省湘潭市", problem="跨市收入分享", language="en")
    library = text(client, "practices", language="en")

    assert ("Xiangtan, Hunan should first visit" in plan, "江苏省宿迁市</h2>" in plan) == (True, False)
    assert ("Suzhou, Jiangsu; Suqian, Jiangsu" in library, "江苏省苏州市" in library) == (True, False)


def test_moved_weights_change_the_plan(client: Any) -> None:
    usual = text(client, "learning-plan", region="长株潭", problem="跨市收入分享")
    moved = text(client, "learning-plan", region="长株潭", problem="跨市收入分享", **{"w-near": "10", "w-fit": "0.5"})

    assert (
        usual[usual.index("<h1>") : usual.index("</h1>")] != moved[moved.index("<h1>") : moved.index("</h1>")]
        or usual != moved
    )
    assert 'name="w-near"' in moved


def test_a_plan_is_a_word_file_too(client: Any) -> None:
    from docx import Document

    answer = client.get(reverse("learning-plan"), {"region": "长株潭", "problem": "跨市收入分享", "get": "plan.docx"})
    words = "\n".join(each.text for each in Document(io.BytesIO(answer.content)).paragraphs)

    assert "长株潭考察学习方案" in words
    assert "对策研究报告" in words


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"region": "某某地", "problem": "税收"}, "认不出“某某地”"),
        ({"region": "长株潭", "problem": "qqqq zzzz"}, "还做不出方案"),
        (
            {
                "region": "长株潭",
                "problem": "税收分享",
                **{
                    f"w-{part}": "0"
                    for part in ("fit", "results", "completion", "adopted", "similarity", "overlooked", "near")
                },
            },
            "至少一个权重",
        ),
        ({"region": "长株潭", "problem": "税收分享", "w-fit": "nan", "w-near": "x", "most": "999"}, "建议先去"),
        ({}, "去哪里学，看什么，问什么，为什么"),
    ],
)
def test_wishes_that_cannot_be_planned_are_explained(query: dict[str, str], said: str, client: Any) -> None:
    assert said in text(client, "learning-plan", **query)
