"""
Invented matters of a real body, to try the pages on; each says that it is a sample.

The act among the registers is real: 促进长三角生态绿色一体化发展示范区高质量发展条例, one text in each of three
jurisdictions, in force on 2024-05-01 (as told by the three standing committees).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from tashan.governance.events import (
    Assessed,
    Baselined,
    Change,
    Coded,
    Confirmed,
    Dated,
    Event,
    Evidenced,
    Fact,
    Linked,
    Moved,
    Node,
    NodeKind,
    Opened,
    Reported,
    Role,
)
from tashan.governance.evidence import Evidence
from tashan.records.codes import (
    ClosureAssessment,
    Completion,
    EvidenceGrade,
    SelfReport,
    Stage,
    Theme,
)

SHANGHAI, JIANGSU, ZHEJIANG, ANHUI = "310000", "320000", "330000", "340000"
_RIVER: Final = (JIANGSU, ZHEJIANG, SHANGHAI)
_CHAIN: Final = (
    Stage.AGENDA, Stage.RESOLVED, Stage.AGREED, Stage.PLANNED, Stage.STARTED, Stage.DELIVERED, Stage.VERIFIED,
    Stage.CLOSED,
)  # fmt: skip


ROADS, NATURE, TRADE = Theme("infrastructure_transport"), Theme("ecology_environment"), Theme("economy/industry")
HEALTH, TRAVEL, SCIENCE = Theme("education_health_social"), Theme("culture_tourism"), Theme("science_technology")


@dataclass(frozen=True, slots=True)
class Story:
    """A sample matter: how far it came, and when it is due, in days from today."""

    title: str
    measure: str
    owner: str
    others: tuple[str, ...]
    reach: Stage
    due: int
    began: int
    theme: Theme
    status: SelfReport | None = None
    moved_from: int | None = None
    waits: bool = False
    river: bool = False


STORIES: Final = (
    Story("港口锚地共享调度（示例）", "调度平台上线并公布规则", JIANGSU, (SHANGHAI,), Stage.RESOLVED, 24, -320, ROADS),
    Story("界河联合巡查（示例）", "每季联合巡查一次并公布结果", ANHUI, (JIANGSU,), Stage.AGREED, 29, -300, NATURE, SelfReport.ON_TRACK, river=True),
    Story("省际断头路接通（示例）", "全线通车", ANHUI, (JIANGSU,), Stage.PLANNED, -21, -520, ROADS, SelfReport.DELAYED, -140),
    Story("共建产业园二期（示例）", "厂房交付并投用", ANHUI, (JIANGSU, SHANGHAI), Stage.STARTED, -11, -540, TRADE, SelfReport.DONE),
    Story("公积金异地贷款（示例）", "四地互认互贷开办", JIANGSU, (SHANGHAI, ZHEJIANG, ANHUI), Stage.DELIVERED, -52, -480, HEALTH, SelfReport.DONE, waits=True),
    Story("市域列车试运行（示例）", "开行并公布时刻表", JIANGSU, (ANHUI, SHANGHAI), Stage.VERIFIED, -144, -620, ROADS, SelfReport.DONE),
    Story("跨市公交票价互认（示例）", "同卡同价", ZHEJIANG, (SHANGHAI,), Stage.RESOLVED, 130, -200, ROADS, SelfReport.ON_TRACK),
    Story("中医专科联盟（示例）", "联盟挂牌并互派坐诊", ANHUI, (ZHEJIANG,), Stage.AGREED, 97, -260, HEALTH),
    Story("冷链食品互认（示例）", "检验结果互认", SHANGHAI, (JIANGSU, ZHEJIANG), Stage.PLANNED, 220, -240, TRADE, SelfReport.ON_TRACK),
    Story("饮用水源应急联通（示例）", "联通管线贯通", JIANGSU, (ANHUI,), Stage.STARTED, 160, -400, NATURE, SelfReport.ON_TRACK, river=True),
    Story("社保卡旅游同城待遇（示例）", "景点同城待遇公布", ZHEJIANG, (JIANGSU, SHANGHAI, ANHUI), Stage.CLOSED, -83, -640, TRAVEL, SelfReport.DONE),
    Story("危废转移白名单（示例）", "白名单公布", SHANGHAI, (JIANGSU, ANHUI), Stage.CLOSED, -174, -660, NATURE, SelfReport.DONE),
    Story("园区企业名录互通（示例）", "名录接口开通", JIANGSU, (ZHEJIANG,), Stage.AGENDA, 190, -90, TRADE),
    Story("科研仪器共享平台（示例）", "开放共享的仪器不少于500台", SHANGHAI, (JIANGSU, ZHEJIANG, ANHUI), Stage.STARTED, 40, -380, SCIENCE, SelfReport.AT_RISK),
    Story("界河联合保洁（示例）", "每年联合保洁不少于四次", ANHUI, _RIVER, Stage.STARTED, -40, -420, NATURE, SelfReport.DELAYED, river=True),
)  # fmt: skip
"""Invented; fifteen matters, at every stage, in every light."""


def events_of(story: Story, matter: str, body: str, today: date) -> list[Event]:
    """The events of a sample matter, as of a day."""
    steps = list(_steps(story, today))
    return [
        Event(matter, change, day, day, f"sample-{role.value}", role, body if member == "body" else member, reason)
        for day, change, role, member, reason in steps
    ]


Step = tuple[date, Change, Role, str, str]


def _steps(story: Story, today: date) -> Iterator[Step]:
    day = today + timedelta(story.began)
    office = (Role.SECRETARIAT, "body")
    opened = Opened(
        story.title,
        story.owner,
        story.others,
        _BODY,
        story.measure,
        themes=(story.theme,),
        borders=("sample-river",) if story.river else (),
    )
    yield day, opened, *office, ""
    first = today + timedelta(story.due if story.moved_from is None else story.moved_from)
    yield day, Baselined(day, first, "", story.measure), *office, ""
    reached = _CHAIN[: _CHAIN.index(story.reach) + 1]
    for number, stage in enumerate(reached):
        day += timedelta(max(5, min(45, -story.began // 12)))
        yield from _to(stage, story, day, number)
    if story.moved_from is not None:
        day += timedelta(5)
        yield day, Baselined(None, today + timedelta(story.due), "", ""), *office, "用地批复推迟（示例）"
    if story.status and story.reach not in (Stage.VERIFIED, Stage.CLOSED):
        note = "厂房已建成（示例）" if story.status is SelfReport.DONE else ""
        yield max(day, today - timedelta(6)), Reported(story.status, note), Role.OFFICER, story.owner, ""
    if story.waits:
        yield today - timedelta(4), _coding(day), Role.CODER, story.others[0], ""


def _to(stage: Stage, story: Story, day: date, number: int) -> Iterator[Step]:
    """What comes before a stage, and the step itself."""
    office, owner = (Role.SECRETARIAT, "body"), (Role.APPROVER, story.owner)
    who = office if stage in (Stage.AGENDA, Stage.RESOLVED, Stage.AGREED, Stage.PLANNED, Stage.CLOSED) else owner
    if stage is Stage.RESOLVED:
        yield day, Linked(Node(NodeKind.MEETING, "联席会议（示例）")), *office, ""
    elif stage is Stage.AGREED:
        yield from _proof(story, "agreement", EvidenceGrade.A, "协议文本（示例）", day, Fact.SIGNED)
        yield day, Linked(Node(NodeKind.AGREEMENT, "sample-framework")), *office, ""
    elif stage is Stage.PLANNED:
        yield day, Linked(Node(NodeKind.PLAN, "年度重点事项（示例）")), *office, ""
    elif stage is Stage.STARTED:
        yield from _proof(story, "start", EvidenceGrade.B, "开工报道（示例）", day, Fact.STARTED)
    elif stage is Stage.DELIVERED:
        grade = EvidenceGrade.A if number % 2 else EvidenceGrade.B
        yield from _proof(story, "use", grade, "投用公告（示例）", day, Fact.IN_USE)
    elif stage is Stage.VERIFIED:
        yield day, _coding(day), Role.CODER, story.others[0], ""
        yield day, Confirmed(), Role.APPROVER, story.others[1], ""
        who = (Role.CODER, story.others[0])
    elif stage is Stage.CLOSED:
        yield day, Assessed(ClosureAssessment.GOOD), *office, ""
    yield day, Moved(stage), *who, ""


def _proof(story: Story, name: str, grade: EvidenceGrade, document: str, day: date, fact: Fact) -> Iterator[Step]:
    office = (Role.SECRETARIAT, "body")
    quote = f"{story.title}：{document}"
    sha256 = hashlib.sha256(quote.encode()).hexdigest()
    evidence = Evidence(name, grade, document, quote, sha256, day, "示例发布方")
    yield day, Evidenced(evidence), *office, ""
    yield day, Dated(fact, day, name), *office, ""


def _coding(day: date) -> Coded:
    return Coded(Completion.COMPLETE, ("use",), day)


_BODY = "body:yangtze_delta.regional_office"


def session(today: date) -> dict[str, Any]:
    """A session that is being prepared, in six weeks."""
    return {
        "number": 1,
        "announced": [{"for": (today + timedelta(42)).isoformat(), "said": (today - timedelta(10)).isoformat()}],
        "form": "in_person",
        "host": ANHUI,
        "where": "合肥（示例）",
        "agenda": [
            {"title": "听取逾期事项情况（示例）", "part": "closed", "presenter": "办公室"},
            {"title": "审议下一年度重点事项（示例）", "part": "closed", "presenter": "办公室"},
            {"title": "专题交流（示例）", "part": "open", "presenter": ""},
        ],
        "papers": [{"title": "年度重点合作事项清单（示例）", "status": "reviewed"}],
    }


def agreement(today: date) -> dict[str, Any]:
    """A framework agreement with a clause that can be tested and two that cannot."""
    text = "示例框架协议"
    return {
        "key": "sample-framework",
        "title": "区域合作框架协议（示例）",
        "title_en": "Framework agreement (sample)",
        "parties": [SHANGHAI, JIANGSU, ZHEJIANG, ANHUI],
        "strength": "framework",
        "signed": today - timedelta(400),
        "end": today + timedelta(695),
        "renewal": "automatic",
        "renewal_months": 36,
        "notice_days": 90,
        "document": "示例文件：区域合作框架协议",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "visibility": "public",
        "sample": True,
        "clauses": [
            ("第三条", "安徽省牵头，于协议签署后十八个月内建成跨省医学检查结果互认平台。"),
            ("第四条", "各方进一步加强交流，深化务实合作。"),
            ("第五条", "江苏省牵头编制界河联合保洁办法，各方每年联合保洁不少于四次。"),
        ],
    }


def promise(today: date) -> dict[str, Any]:
    """What the first clause promises."""
    return {
        "title": "医学检查结果互认平台（示例）",
        "owner": ANHUI,
        "measure": "互认平台建成开通",
        "due": today + timedelta(148),
    }


def plans() -> Iterator[tuple[str, str]]:
    """Two plans that contradict each other in a date and in a target."""
    for title, member, road, target, other in (
        ("江苏省规划（示例）", JIANGSU, "2027-12", "95", ANHUI),
        ("安徽省规划（示例）", ANHUI, "2028-12", "90", JIANGSU),
    ):
        yield (
            title,
            f"""plans:
  - plan: {title}
    kind: special_plan
    members: ["{member}"]
    from: 2025
    to: 2030
    versions:
      - day: 2025-03-01
        items:
          - {{item: 1, subject: 省际快速路（示例）, start: 2025-06, due: {road}, counterparts: ["{other}"]}}
          - {{item: 2, subject: 界河（示例）, indicator: 水质优良比例, value: {target}, unit: "%", year: 2027}}
""",
        )


def registers(today: date) -> Iterator[dict[str, Any]]:
    """A river between two provinces, a standard, and the act of the demonstration zone."""
    since = (today - timedelta(700)).isoformat()
    yield {
        "kind": "border", "key": "sample-river", "title": "示例界河", "sample": True,
        "content": {"kind": "river", "course": [[118.35, 31.35], [118.9, 31.3], [119.5, 31.2], [120.2, 31.25], [120.8, 31.15]], "duties": [
            {"member": JIANGSU, "section": "左岸", "officer": "省级河长（示例）", "first": since},
            {"member": ANHUI, "section": "右岸", "officer": "省级河长（示例）", "first": since},
            {"member": ZHEJIANG, "section": "上游", "officer": "省级河长（示例）", "first": since},
            {"member": SHANGHAI, "section": "下游", "officer": "市级河长（示例）", "first": since},
        ]},
    }  # fmt: skip
    yield {
        "kind": "standard", "key": "sample-standard", "title": "电子证照互认接口（示例）", "sample": True,
        "content": {"field": "政务服务", "uses": [
            {"member": one, "version": version, "first": since, "document": "示例文件"}
            for one, version in ((SHANGHAI, "2.0"), (JIANGSU, "2.0"), (ANHUI, "1.0"))
        ]},
    }  # fmt: skip
    name = "促进长三角生态绿色一体化发展示范区高质量发展条例"
    yield {
        "kind": "act", "key": "zone-2024", "title": name,
        "content": {"jurisdictions": [SHANGHAI, JIANGSU, ZHEJIANG], "texts": [
            {"jurisdiction": one, "title": f"{where}{name}", "effective": "2024-05-01", "document": "ccn.ac.cn g-lcd/1505"}
            for one, where in ((SHANGHAI, "上海市"), (JIANGSU, "江苏省"), (ZHEJIANG, "浙江省"))
        ]},
    }  # fmt: skip
    yield {
        "kind": "panel", "key": "sample-panel", "title": "跨省水污染公益诉讼联合办案（示例）", "sample": True,
        "content": {"presiding": "检察官甲（示例）", "first": (today - timedelta(150)).isoformat(), "members": [
            {"person": f"检察官{who}（示例）", "court": f"{where}人民检察院（示例）", "region": one}
            for who, where, one in (("甲", "江苏省", JIANGSU), ("乙", "安徽省", ANHUI), ("丙", "浙江省", ZHEJIANG))
        ]},
    }  # fmt: skip
    for number, (title, origin, yuan, reach) in enumerate(PROJECTS, 1):
        yield {
            "kind": "investment", "key": f"sample-project-{number}", "title": title, "sample": True,
            "content": {"host": ANHUI, **_given(origin=origin, yuan=yuan), "steps": list(_taken(title, reach, today))},
        }  # fmt: skip


PROJECTS: Final = (
    ("新能源电池材料基地（示例）", SHANGHAI, 6_200_000_000, 4),
    ("智能家电零部件（示例）", JIANGSU, 1_850_000_000, 3),
    ("汽车轻量化（示例）", ZHEJIANG, 2_400_000_000, 3),
    ("数据中心（示例）", SHANGHAI, 3_000_000_000, 2),
    ("文旅小镇（示例）", ZHEJIANG, None, 1),
    ("冷链物流园（示例）", JIANGSU, 900_000_000, 1),
    ("生物医药中试（示例）", "", 1_200_000_000, 1),
)
"""Invented projects: title, origin, yuan, and how many steps are proven."""


def _given(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None)}


def _taken(title: str, reach: int, today: date) -> Iterator[dict[str, Any]]:
    steps = (
        ("signed", "签约仪式报道", "B"),
        ("contract", "合同备案", "A"),
        ("started", "施工许可", "A"),
        ("delivered", "竣工验收", "A"),
    )
    for number, (step, document, grade) in enumerate(steps[:reach]):
        day = (today - timedelta(600 - number * 150)).isoformat()
        quote = f"{title}：{document}"
        yield {
            "step": step, "on": day, "grade": grade, "document": f"{document}（示例）", "quote": quote, "published": day,
            "publisher": "示例发布方", "sha256": hashlib.sha256(quote.encode()).hexdigest(),
        }  # fmt: skip
