"""The pages of governance, in both languages, for who may see them."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tashan.web.governance.models import Agreement, Matter, MatterEvent, Party, Plan, Session
from tashan.web.governance.services import do_load_sample, do_show

from .conftest import HUZHOU, JIAXING, OFFICE, SUZHOU, TODAY, WUXI

pytestmark = pytest.mark.django_db
SAMPLE = "yangtze_delta.regional_office"

PAGES = (
    ("/governance/", "合作事项中", "matters,"),
    ("/governance/?view=table&light=red", "逾期", "days late"),
    ("/governance/one-page", "将到期", "Due soon"),
    ("/governance/fade-out", "点开一项", "Open a measure"),
    ("/governance/scores", "怎么算", "How it is counted"),
    ("/governance/registers?day=2024-05-01", "登记在册", "On record"),
    ("/governance/borders", "4 方共管", "that 4 parties look after"),
    ("/governance/standards", "采用同一版本", "apply the same version"),
    ("/governance/acts?day=2024-05-01", "自2024年5月1日起同日施行", "in force everywhere since 1 May 2024"),
    ("/governance/cadres", "名派驻干部", "seconded cadres; bodies"),
    ("/governance/investment", "个招商项目", "investment projects on record"),
    ("/governance/investment/sample-project-1/evidence/signed", "签约仪式报道", "Evidence"),
    ("/governance/bodies", "合作机制", "mechanisms"),
    (f"/governance/bodies/{SAMPLE}", "个成员", "members"),
    ("/governance/bodies/yangtze_delta.city_council?day=2012-06-01", "22 个成员", "22 members"),
    ("/governance/agreements", "协议", "agreements"),
    ("/governance/agreements/sample-framework", "条款", "Clauses"),
    ("/governance/plans", "矛盾", "contradictions"),
    ("/governance/matters/sample-04", "从会议到结果", "From meeting to result"),
    ("/governance/matters/sample-04/evidence/start", "开工报道", "Evidence"),
)


@pytest.fixture
def sample(db: None) -> None:
    """The sample of the room."""
    do_load_sample(day=TODAY)


@pytest.mark.parametrize("language", ["zh-hans", "zh-hant", "en"])
def test_everybody_reads_what_is_public(client: Any, sample: None, language: str) -> None:
    """Every page, in every language, without an account, with the words that answer; no action among them."""
    for address, zh, en in PAGES:
        joint = "&" if "?" in address else "?"
        answer = client.get(f"{address}{joint}language={language}")
        text = answer.content.decode()
        assert answer.status_code == 200, address
        assert language == "zh-hant" or (en if language == "en" else zh) in text, address
        assert "/act/" not in text
    assert client.get(f"/governance/sessions/{Session.objects.get().pk}").status_code == 200


def test_what_members_see_nobody_else_does(log_in: Callable[..., Any], client: Any, matter: Any) -> None:
    """Not by its address, not in the board; a party and the office do."""
    address = f"/governance/matters/{matter.key}"
    assert client.get(address).status_code == 404
    for role, place, status in (("officer", WUXI, 404), ("reader", JIAXING, 200), ("officer", OFFICE, 200)):
        reader = log_in(role, place)
        assert reader.get(address).status_code == status
        assert (matter.title in reader.get("/governance/").content.decode()) == (status == 200)


def test_an_officer_reports_and_sees_it(log_in: Callable[..., Any], matter: Any) -> None:
    """The form says before what will happen; what is recorded stands in the history."""
    officer = log_in("officer", SUZHOU)
    address = f"/governance/matters/{matter.key}"
    assert "不改变完成度" in officer.get(address).content.decode()
    sent = officer.post(f"{address}/act/report", {"status": "at_risk", "note": "缺用地", "version": 2}, follow=True)
    assert "牵头方自报“存在风险”：缺用地" in sent.content.decode()


def test_what_is_refused_comes_back_with_what_was_typed(log_in: Callable[..., Any], matter: Any) -> None:
    """With its reason, in the form; a stale version too; nothing is recorded."""
    office = log_in("officer", OFFICE)
    address = f"/governance/matters/{matter.key}"
    bad = office.post(f"{address}/act/evidence", {"grade": "A", "document": "公报", "quote": "", "version": 2})
    assert bad.status_code == 422
    assert "SHA-256" in bad.content.decode()
    assert "公报" in bad.content.decode()
    stale = office.post(f"{address}/act/dates", {"due": "2028-01-01", "reason": "x", "version": 1})
    assert "别人已有改动" in stale.content.decode()
    assert MatterEvent.objects.count() == 2


def test_a_file_gives_its_hash(log_in: Callable[..., Any], matter: Any) -> None:
    """The file itself is not kept."""
    office = log_in("officer", OFFICE)
    file = io.BytesIO(b"text of the document")
    file.name = "x.pdf"
    data = {"grade": "A", "document": "公报", "quote": "已建成", "publisher": "办公室", "file": file, "version": 2}
    office.post(f"/governance/matters/{matter.key}/act/evidence", data)
    kept = MatterEvent.objects.latest("pk").content["evidence"]
    assert hashlib.sha256(b"text of the document").hexdigest() == kept["sha256"]


@pytest.mark.parametrize("action", ["confirm", "code", "step", "dates", "assess", "unknown"])
def test_forged_actions_are_refused(log_in: Callable[..., Any], coded: Any, action: str) -> None:
    """An officer of the owner may none of them, whatever the browser sends."""
    before = MatterEvent.objects.count()
    data = {"completion": "complete", "to": "closed", "due": "2030-01-01", "value": "good", "version": coded.version}
    answer = log_in("officer", SUZHOU).post(f"/governance/matters/{coded.key}/act/{action}", data)
    assert answer.status_code in (403, 404, 422)
    assert MatterEvent.objects.count() == before


def test_as_of_a_day(log_in: Callable[..., Any], coded: Any) -> None:
    """On an earlier day it was proposed; before it was proposed there is nothing."""
    office = log_in("officer", OFFICE)
    assert "提出" in office.get(f"/governance/matters/{coded.key}?day=2026-02-01").content.decode()
    assert office.get(f"/governance/matters/{coded.key}?day=2025-01-01").status_code == 404


def test_my_work_names_what_waits(coded: Any, person: Callable[..., Any], act: Callable[..., Any]) -> None:
    """Another member confirms; the owner and the coder's member do not; the office prepares its session."""
    from tashan.web.governance.services import do_keep_session
    from tashan.web.notices.calendar import occasions_for
    from tashan.web.notices.work import work_for

    def keys(role: str, place: str) -> list[str]:
        found = [item.key for item in work_for(person(role, place))]
        return [key.rpartition("/")[2] for key in found if key.startswith("governance")]

    assert keys("approver", HUZHOU) == ["confirm"]
    assert keys("approver", JIAXING) == keys("approver", SUZHOU) == []
    assert keys("officer", SUZHOU) == ["report"]
    fields = {"announced": [{"for": "2027-01-10", "said": "2026-11-01"}]}
    officer = person("officer", OFFICE)
    made = do_keep_session(actor=officer, body=coded.body, number=2, fields=fields)
    assert keys("officer", OFFICE) == [f"governance.session:{made.pk}"]
    assert date(2027, 1, 10) in [occasion.start for occasion in occasions_for(person("reader", SUZHOU))]


def test_files(client: Any, log_in: Callable[..., Any], sample: None) -> None:
    """The list as CSV, XLSX and Word; minutes; a calendar."""
    for name, begins in (("matters.csv", b"\xef\xbb\xbf"), ("matters.xlsx", b"PK"), ("matters.docx", b"PK")):
        assert client.get(f"/governance/?get={name}").content.startswith(begins)
    session = Session.objects.get()
    minutes = f"/governance/sessions/{session.pk}/minutes.docx"
    assert client.get(minutes).status_code == 302
    assert log_in("reader", "320000").get(minutes).content.startswith(b"PK")
    assert client.get(minutes.replace("docx", "pdf")).content.startswith(b"%PDF")
    calendar = client.get(f"/governance/bodies/{SAMPLE}/calendar.ics").content.decode()
    assert calendar.startswith("BEGIN:VCALENDAR")
    assert calendar.count("BEGIN:VEVENT") == 1


def test_a_session_is_prepared_on_its_page(log_in: Callable[..., Any], matter: Any) -> None:
    """Agenda with a matter, attendance, papers, decisions; then it is held and members are asked."""
    office = log_in("officer", OFFICE)
    office.post("/governance/bodies/lake.office/session")
    session = Session.objects.get()
    address = f"/governance/sessions/{session.pk}"
    office.post(
        f"{address}/keep",
        {
            "version": 1, "announced": "2026-11-10", "form": "video", "host": WUXI, "where": "无锡",
            "agenda-title": ["审议事项", ""], "agenda-part": ["closed", "open"], "agenda-presenter": ["办公室", ""],
            "agenda-matter": [matter.key, ""], "papers-title": ["清单"], "papers-status": ["adopted"],
            "decisions-text": ["通过清单"], "decisions-kind": ["adopts"], f"rank-{SUZHOU}": "leader",
        },
    )  # fmt: skip
    office.post(f"{address}/hold", {"version": 2, "held": TODAY.isoformat()})
    text = office.get(address).content.decode()
    assert "通过 1 项决定" in text
    assert "晚 10 天" in text
    sent = office.post(f"{address}/ask", {"matter": [matter.key], "party": [SUZHOU, WUXI], "needed": "2"})
    assert sent["Location"].startswith("/approvals/")
    assert Matter.objects.get().stage == "agenda"


def test_an_agreement_takes_its_hash_from_the_text_and_its_short_name_from_the_day(
    log_in: Callable[..., Any], office: Any
) -> None:
    """The officer chooses the file; it is hashed and not kept."""
    desk = log_in("officer", OFFICE)
    text = "第一条 苏州市牵头建成平台。".encode()
    data = {
        "title": "协议", "party": [SUZHOU, WUXI], "strength": "framework", "signed": "2026-01-01", "document": "文号",
        "file": SimpleUploadedFile("协议.txt", text), "clauses": "第一条 苏州市牵头建成平台。",
    }  # fmt: skip

    sent = [
        desk.post("/governance/bodies/lake.office/agreement", data | {"file": SimpleUploadedFile("a", text)})
        for _ in "12"
    ]

    assert [302, 302] == [each.status_code for each in sent]
    found = Agreement.objects.order_by("pk")
    assert ["lake.office-2026-01-01", "lake.office-2026-01-01-2"] == [each.key for each in found]
    assert hashlib.sha256(text).hexdigest() == found[0].sha256


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"sha256": ""}, "file", "请选文本文件"),
        ({"sha256": "abc"}, "sha256", "64 位十六进制"),
        ({"end": "2025-01-01"}, "end", "到期不能早于签署日期"),
        ({"signed": "yesterday"}, "signed", "有效的日期"),
        ({"key": "第一"}, "key", "只用字母"),
        ({"party": []}, "party", "必填"),
    ],
)
def test_what_is_wrong_with_an_agreement_stands_beside_its_field_and_nothing_typed_is_lost(
    log_in: Callable[..., Any], office: Any, change: dict[str, Any], field: str, words: str
) -> None:
    data = {
        "title": "太湖协议", "key": "a1", "party": [SUZHOU], "strength": "framework", "signed": "2026-01-01",
        "document": "文号", "sha256": "b" * 64, "clauses": "第一条 苏州市牵头建成平台。",
    }  # fmt: skip

    answer = log_in("officer", OFFICE).post("/governance/bodies/lake.office/agreement", data | change)

    page = answer.content.decode()
    (error,) = re.findall(rf'<p class="error" id="id_{field}_error">(.*?)</p>', page)
    assert (422, True, True) == (answer.status_code, words in error, "太湖协议" in page)
    assert not Agreement.objects.exists()


def test_agreements_and_plans_by_hand(log_in: Callable[..., Any], office: Any) -> None:
    """Typed in on their pages; a bad plan is refused with its line."""
    desk = log_in("officer", OFFICE)
    data = {
        "title": "协议", "key": "a1", "party": [SUZHOU, WUXI], "strength": "framework", "signed": "2026-01-01",
        "document": "文号", "sha256": "b" * 64, "clauses": "第一条 苏州市牵头建成平台。\n第二条 加强交流。",
    }  # fmt: skip
    assert desk.post("/governance/bodies/lake.office/agreement", data).status_code == 302
    clause = Agreement.objects.get().clauses.first()
    assert clause.quote == "苏州市牵头建成平台。"
    typed = {"title": "平台", "owner": SUZHOU, "measure": "建成", "due": "2027-12-31", "visibility": "public"}
    assert desk.post(f"/governance/clauses/{clause.pk}", typed).status_code == 302
    assert Matter.objects.get().visibility == "public"
    bad = desk.post("/governance/bodies/lake.office/plan", {"title": "x", "text": "plans: [{plan: x}]"})
    assert bad.status_code == 422
    assert not Plan.objects.exists()


def test_two_plans_are_compared(log_in: Callable[..., Any], sample: None) -> None:
    """The planted contradictions are found; nothing is kept."""
    one, two = (plan.text for plan in Plan.objects.order_by("pk"))
    answer = log_in("reader", SUZHOU).post("/governance/plans/compare", {"one": one, "two": two})
    text = answer.content.decode()
    assert "同一项目，完成时间不同" in text
    assert "同一指标同一年份，目标不同" in text


def test_a_list_in_two_steps(log_in: Callable[..., Any], office: Any) -> None:
    """Columns are guessed, confirmed, and every row accounted for."""
    desk = log_in("officer", OFFICE)
    file = io.BytesIO("事项,牵头单位,完成时限\n公交互通,苏州市,2027-06-30\n无人,,2027-01-01\n".encode())
    file.name = "list.csv"
    first = desk.post("/governance/bodies/lake.office/import", {"file": file})
    assert 'name="column-0"' in first.content.decode()
    kept = first.context["kept"]
    data = {"kept": kept, "confirmed": "1", "column-0": "title", "column-1": "owner", "column-2": "due"}
    done = desk.post("/governance/bodies/lake.office/import", data).content.decode()
    assert "导入 1 项，1 行待补" in done
    assert desk.post("/governance/bodies/lake.office/import", {"kept": "forged", "confirmed": "1"}).status_code == 422


def test_the_public_asks_for_a_correction(client: Any, matter: Any, person: Callable[..., Any]) -> None:
    """On the public page; the office sees it."""
    do_show(actor=person("officer", OFFICE), matter=matter, visibility="public", reason="公开")
    address = f"/governance/matters/{matter.key}"
    client.post(f"{address}/correct", {"text": "只巡查了两次"})
    assert matter.corrections.get().text == "只巡查了两次"
    assert "只巡查了两次" not in client.get(address).content.decode()


def test_nobody_adds_what_is_not_theirs(log_in: Callable[..., Any], office: Any) -> None:
    """A member alone keeps no agreement, plan, session or list of the body."""
    desk = log_in("officer", SUZHOU)
    for name in ("agreement", "plan", "import", "session"):
        assert desk.get(f"/governance/bodies/lake.office/{name}").status_code == 403
    assert desk.get("/governance/mechanisms/lake").status_code == 403


def _put(office: Any, numbers: Iterable[int]) -> None:
    """Matters of 40 members, of every stage, late and not yet due."""
    many = [
        Matter(
            key=f"x{n}", body=office, title=f"事项{n}", owner=f"{330000 + n % 40:06}", participants=[SUZHOU],
            stage=("proposed", "agenda", "agreed", "started", "delivered", "closed")[n % 6], completion="no_evidence", grade="E",
            opened=TODAY, due=TODAY + timedelta(n % 700 - 200), last_day=TODAY, visibility="public", version=1,
        )
        for n in numbers
    ]  # fmt: skip
    made = Matter.objects.bulk_create(many)
    Party.objects.bulk_create(
        Party(matter=one, place=place, lead=place == one.owner) for one in made for place in one.parties
    )


@pytest.mark.parametrize("light", ["", "red", "yellow", "green"])
def test_the_board_asks_as_often_for_many_matters_as_for_few(
    log_in: Callable[..., Any], office: Any, light: str
) -> None:
    """So that its page takes no longer for 5,000 than `python3 dev.py bench governance` says."""
    desk = log_in("officer", SUZHOU)

    def asked() -> int:
        assert desk.get(f"/governance/?light={light}").status_code == 200
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(f"/governance/?light={light}").status_code == 200
        return len(queries)

    _put(office, range(0, 650, 13))
    few = asked()
    _put(office, (n for n in range(650) if n % 13))

    assert few == asked()
    assert few < 40


def test_the_measures_say_what_is_not_known(client: Any, coded: Any) -> None:
    """Denominators, share without evidence, and what nobody can count yet."""
    text = client.get("/governance/fade-out").content.decode()
    assert "没有可数的对象" in text
    assert "无证据" in text


def test_each_measure_stands_once_with_its_groups_folded(client: Any, sample: None) -> None:
    """The page is read at a glance: one line a measure, with its value, what was counted and the share without evidence."""
    text = client.get("/governance/fade-out").content.decode()
    folds = re.findall(r'<details class="fold">(.*?)</details>', text, re.DOTALL)
    names = [re.findall(r'<span class="name">(.*?)</span>', each) for each in folds]

    assert len(names) == len({name for (name,) in names}) > 15
    (stages,) = (each for each in folds if "阶段转化率" in each.partition("</summary>")[0])
    summary, _, inside = stages.partition("</summary>")
    assert re.search(r'<span class="value">\d.*%–\d.*%</span><span class="small">\d+ 组</span>', summary)
    assert "提出 → 列入议题" in inside
    assert "公式" in inside
    assert any(re.search(r"\d+ / \d+ · 无证据 \d", each) for each in folds)
    uncounted = [place for place, each in enumerate(folds) if "没有可数的对象" in each]
    assert uncounted == list(range(len(folds) - len(uncounted), len(folds)))


ENGLISH = re.compile(r"[A-Za-z]{4,} [a-z]{2,} [a-z]{2,} [a-z]{2,}")


def test_a_chinese_page_has_no_english_sentence(client: Any, sample: None) -> None:
    """Notes, definition cards, formulas, doubts: all in the reader's language; and no Chinese note on an English one."""
    for address, _, _ in PAGES:
        text = re.sub("<[^>]*>", " ", client.get(address).content.decode().partition("<main")[2])
        assert ENGLISH.findall(text) == [], address
    english = client.get("/governance/bodies/yangtze_delta.city_council?language=en").content.decode()
    assert "Voluntary organisation" in english
    assert "地级以上城市自愿组成" not in english


def test_coding_without_evidence_is_told(log_in: Callable[..., Any], coded: Any) -> None:
    """The page of the second member shows what waits."""
    text = log_in("approver", HUZHOU).get(f"/governance/matters/{coded.key}").content.decode()
    assert "待另一成员确认" in text
    assert "确认核定" in text


def test_one_body_keeps_its_hands_off_anothers(log_in: Callable[..., Any], office: Any, sample: None) -> None:
    """Neither its registers nor its plans are changed, by address or by name; its own plan is."""
    desk = log_in("officer", OFFICE)
    river = {"title": "x", "head-kind": "river", "version": "1"}
    assert (
        desk.post("/governance/bodies/lake.office/register/border", {**river, "key": "sample-river"}).status_code == 422
    )
    plan = Plan.objects.first()
    assert plan is not None
    assert desk.get(f"/governance/bodies/lake.office/plan/{plan.pk}").status_code == 404
    assert desk.get(f"/governance/bodies/{SAMPLE}/plan/{plan.pk}").status_code == 403
    assert desk.post("/governance/bodies/lake.office/plan", {"title": "own", "text": plan.text}).status_code == 302
    own = Plan.objects.get(title="own")
    changed = {"title": "own", "text": plan.text, "version": "1", "visibility": "public"}
    assert desk.post(f"/governance/bodies/lake.office/plan/{own.pk}", changed).status_code == 302
    assert Plan.objects.get(title="own").version == 2


def test_the_closed_part_of_a_session_stays_closed(client: Any, log_in: Callable[..., Any], sample: None) -> None:
    """The public sees the open part alone, and no papers before it was held; members see all."""
    address = f"/governance/sessions/{Session.objects.get().pk}"
    text = client.get(address).content.decode()
    assert ("专题交流" in text, "听取逾期事项" in text, "年度重点合作事项清单" in text) == (True, False, False)
    text = log_in("reader", "320000").get(address).content.decode()
    assert ("专题交流" in text, "听取逾期事项" in text, "年度重点合作事项清单" in text) == (True, True, True)
