"""
The code lists: every closed list of values that a record, a matter or a body may carry.

Each list is a string enumeration, so a member can be stored, compared and written as its plain value; `zh` and `en`
are its labels on pages. The order of members is the order of their meaning (stages rise, grades fall).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """One value of a code list, with its Chinese and English label."""

    zh: str
    en: str

    def __new__(cls, value: str, zh: str = "", en: str = "") -> Self:
        """Make the member `value` with its two labels; `Theme("urbanisation")` looks one up and needs none."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.zh = zh
        member.en = en
        return member

    @classmethod
    def values(cls) -> tuple[str, ...]:
        """All values of the list as plain strings, in their order."""
        return tuple(member.value for member in cls)


class RecordKind(Code):
    """What a record tells of."""

    VISIT = "visit", "考察学习", "visit"
    MEETING = "meeting", "会议", "meeting"
    AGREEMENT = "agreement", "协议", "agreement"
    SIGNING = "signing", "签约项目", "signing"
    BODY = "body", "机构", "body"
    FIGURE = "figure", "数据", "figure"
    PRACTICE = "practice", "经验做法", "practice"
    MATTER = "matter", "合作事项", "matter"
    REPLICATION = "replication", "复制推广", "replication"


class Theme(Code):
    """What cooperation is about; a record may have several."""

    ECONOMY_INDUSTRY = "economy/industry", "经济产业", "economy and industry"
    SCIENCE_TECHNOLOGY = "science_technology", "科技创新", "science and technology"
    INVESTMENT_PROMOTION = "investment_promotion", "招商引资", "investment promotion"
    URBANISATION = "urbanisation", "城镇化与同城化", "urbanisation"
    INFRASTRUCTURE_TRANSPORT = "infrastructure_transport", "基础设施与交通", "infrastructure and transport"
    ECOLOGY_ENVIRONMENT = "ecology_environment", "生态环境", "ecology and environment"
    AGRICULTURE_RURAL = "agriculture_rural", "农业农村", "agriculture and rural areas"
    CULTURE_TOURISM = "culture_tourism", "文化旅游", "culture and tourism"
    EDUCATION_HEALTH_SOCIAL = "education_health_social", "教育卫生与社会事业", "education, health and social affairs"
    PARTY_BUILDING_GOVERNMENT = "party_building_government", "党建与政务", "party building and government"
    OPEN_PORTS_TRADE = "open_ports_trade", "开放口岸与经贸", "opening up, ports and trade"
    PAIRED_ASSISTANCE = "paired_assistance", "对口协作与帮扶", "paired assistance"


class Language(Code):
    """Language and script of a document."""

    ZH_HANS = "zh-Hans", "简体中文", "Simplified Chinese"
    ZH_HANT = "zh-Hant", "繁体中文", "Traditional Chinese"
    EN = "en", "英文", "English"


class RegionLevel(Code):
    """Where a region stands in the administrative order."""

    PROVINCE = "province", "省级", "province"
    PREFECTURE = "prefecture", "地级", "prefecture"
    COUNTY = "county", "县级", "county"
    TOWNSHIP = "township", "乡级", "township"
    ZONE = "zone", "开发区、新区", "zone"
    OTHER = "other", "其他", "other"
    CLUSTER = "cluster", "城市群、都市圈、经济圈", "cluster"


class VisitKind(Code):
    """Who sends or leads a delegation."""

    PARTY_GOVERNMENT = "party_government", "党政代表团", "party and government"
    GOVERNMENT = "government", "政府代表团", "government"
    DEPARTMENT = "department", "部门", "department"
    CONGRESS_CPPCC = "people's congress/cppcc", "人大、政协", "people's congress or CPPCC"
    ENTERPRISE = "enterprise", "企业", "enterprise"
    OTHER = "other", "其他", "other"


class EventStatus(Code):
    """Whether a visit or a meeting took place or is only announced."""

    DONE = "done", "已发生", "done"
    PLANNED = "planned", "计划中", "planned"


class SignatureStatus(Code):
    """Whether an agreement or a project was signed or is only to be signed."""

    SIGNED = "signed", "已签署", "signed"
    PLANNED = "planned", "拟签署", "planned"


class AgreementStrength(Code):
    """How firmly an agreement binds, weakest first."""

    MEMORANDUM = "memorandum", "备忘录、共识", "memorandum or consensus"
    FRAMEWORK = "framework", "框架协议", "framework agreement"
    SPECIFIC = "specific", "专项协议", "specific agreement"
    CONTRACT = "contract", "合同", "contract"
    PARALLEL_LEGISLATION = "parallel_legislation", "协同立法", "parallel legislation"


class ActorKind(Code):
    """What an actor that is no government is."""

    FIRM = "firm", "企业", "firm"
    ASSOCIATION = "association", "协会、商会", "association"
    ALLIANCE = "alliance", "联盟", "alliance"
    UNIVERSITY = "university", "高校", "university"
    INSTITUTE = "institute", "研究机构", "institute"
    OTHER = "other", "其他", "other"


class BodyLevel(Code):
    """What a body of cooperation does in the three- or four-level mechanism."""

    CONSULT = "consult", "协商层", "consult"
    DECIDE = "decide", "决策层", "decide"
    COORDINATE = "coordinate", "协调层", "coordinate"
    EXECUTE = "execute", "执行层", "execute"


class Qualifier(Code):
    """How a figure is hedged in its text."""

    ABOUT = "about", "约", "about"
    OVER = "over", "超过", "over"
    NEAR = "near", "近", "near"
    LESS = "less", "不足", "less than"


class Flag(Code):
    """A doubt that the reader of a record must see."""

    NUMERALS_SUSPECT = "numerals_suspect", "数字存疑（机器翻译或损坏）", "numerals machine-translated or damaged"
    YEAR_INFERRED = "year_inferred", "年份系推断", "year not in the same sentence"
    HOME_INFERRED = "home_inferred", "本地系推断", "publisher's home inferred"
    RECONSTRUCTED = "reconstructed", "经重建", "value reconstructed"


class Stage(Code):
    """How far a matter has come along its chain, first to last."""

    PROPOSED = "proposed", "提出", "proposed"
    AGENDA = "agenda", "列入议题", "on an agenda"
    RESOLVED = "resolved", "会议议定", "resolved"
    AGREED = "agreed", "签约", "agreed"
    PLANNED = "planned", "列入计划", "in a plan"
    STARTED = "started", "启动、开工", "started"
    DELIVERED = "delivered", "交付、建成", "delivered"
    VERIFIED = "verified", "核验", "verified"
    CLOSED = "closed", "销号", "closed"
    REPLICATED = "replicated", "复制推广", "replicated"


class SideState(Code):
    """Why a matter stands beside its chain."""

    ON_HOLD = "on_hold", "暂缓", "on hold"
    MERGED = "merged", "并项", "merged into another"
    SUPERSEDED = "superseded", "被替代", "superseded"
    WITHDRAWN = "withdrawn", "撤回", "withdrawn"
    CANCELLED = "cancelled", "终止", "cancelled"
    LAPSED = "lapsed", "失效", "lapsed"


class DocumentStatus(Code):
    """What a meeting or a government did with a document."""

    DRAFTED = "drafted", "起草", "drafted"
    REVIEWED = "reviewed", "审议", "reviewed"
    APPROVED_IN_PRINCIPLE = "approved_in_principle", "原则同意、原则通过", "approved in principle"
    ADOPTED = "adopted", "审议通过", "adopted"
    SIGNED = "signed", "签署", "signed"
    ISSUED = "issued", "印发", "issued"
    AMENDED = "amended", "修订", "amended"
    REPEALED = "repealed", "废止", "repealed"


class Completion(Code):
    """How far a matter is done, coded independently of its owner's own report (the five values of OGP)."""

    NO_EVIDENCE = "no_evidence", "无证据", "no evidence"
    NOT_STARTED = "not_started", "未启动", "not started"
    LIMITED = "limited", "有限", "limited"
    SUBSTANTIAL = "substantial", "实质", "substantial"
    COMPLETE = "complete", "完成", "complete"


class SelfReport(Code):
    """What a matter's lead says of it; kept apart from completion."""

    NOT_STARTED = "not_started", "未启动", "not started"
    ON_TRACK = "on_track", "正常推进", "on track"
    AT_RISK = "at_risk", "存在风险", "at risk"
    DELAYED = "delayed", "滞后", "delayed"
    BLOCKED = "blocked", "受阻", "blocked"
    DONE = "done", "完成", "done"


class Light(Code):
    """A signal computed from dates alone; pages show its label, never colour alone."""

    GREEN = "green", "绿灯：按期", "green: on time"
    YELLOW = "yellow", "黄灯：临期", "yellow: nearly due"
    RED = "red", "红灯：逾期", "red: overdue"
    BLUE = "blue", "蓝灯：提醒", "blue: reminder"


class ClosureAssessment(Code):
    """How a matter is judged when its owner asks to close it."""

    EXCELLENT = "excellent", "优秀", "excellent"
    GOOD = "good", "良好", "good"
    PASS = "pass", "合格", "pass"
    FAIL = "fail", "不合格", "fail"
    RETURNED = "returned", "退回", "returned"


class ResultLevel(Code):
    """How far the effect of a result reaches."""

    OUTPUT = "output", "产出", "output"
    OUTCOME = "outcome", "成效", "outcome"
    REPLICATED = "replicated", "复制推广", "replicated elsewhere"


class ResultType(Code):
    """Whether a result is on paper or on the ground."""

    INSTITUTIONAL_OUTPUT = "institutional_output", "制度成果", "institutional output"
    PHYSICAL_PROJECT = "physical_project", "实体项目", "physical project"


class EvidenceGrade(Code):
    """How good the source of a statement is, best first; grade E is not counted."""

    A = "A", "官方文本或登记", "official text or register"
    B = "B", "官方新闻", "official news"
    C = "C", "独立媒体或研究", "independent media or research"
    D = "D", "牵头方自述", "owner's own statement"
    E = "E", "无出处", "none"


class CommitmentKind(Code):
    """Whether a promise names an actor and a testable act or result (a matter), or not (a statement)."""

    MATTER = "matter", "合作事项", "matter"
    STATEMENT = "statement", "表态", "statement"


class MembershipState(Code):
    """Where a region stands on its way into, and out of, a body."""

    APPLIED = "applied", "申请", "applied"
    OBSERVER = "observer", "观察员", "observer"
    UNDER_REVIEW = "under_review", "审议中", "under review"
    ADMITTED = "admitted", "批准加入", "admitted"
    ACTIVE = "active", "正式成员", "active"
    SUSPENDED = "suspended", "暂停", "suspended"
    WITHDRAWN = "withdrawn", "退出", "withdrawn"


class ChairKind(Code):
    """By what title a member chairs a body."""

    PERMANENT = "permanent", "常任主席方", "permanent chair"
    ROTATING = "rotating", "轮值（执行）主席方", "rotating chair"


class GroupEvent(Code):
    """What a meeting did with a topic group."""

    CREATED = "created", "设立", "created"
    RENAMED = "renamed", "更名", "renamed"
    RESCOPED = "rescoped", "调整范围", "re-scoped"
    LEAD_CHANGED = "lead_changed", "更换牵头方", "lead changed"


class TypologyLead(Code):
    """Who leads the cooperation."""

    GOVERNMENT = "government", "政府主导", "government"
    ENTERPRISE = "enterprise", "企业主导", "enterprise"


class TypologySpatial(Code):
    """What shape the cooperation has in space."""

    CIRCLE = "circle", "圈层式", "circle"
    AXIS = "axis", "轴带式", "axis"


class TypologyInteraction(Code):
    """In what the partners complement each other."""

    RESOURCE = "resource", "资源互补", "resources"
    ADVANTAGE = "advantage", "优势互补", "advantages"
    PRODUCT = "product", "产品互补", "products"


class TypologyTie(Code):
    """What holds the partners together."""

    PROPERTY = "property", "产权联结", "property"
    ALLIANCE = "alliance", "联盟联结", "alliance"
    LOOSE = "loose", "松散联结", "loose"


class TypologyMedium(Code):
    """What flows between the partners."""

    TECHNOLOGY = "technology", "技术", "technology"
    TALENT = "talent", "人才", "talent"
    CAPITAL = "capital", "资本", "capital"


class TypologyCarrier(Code):
    """On what the cooperation is carried."""

    PARK = "park", "园区", "park"
    PLATFORM = "platform", "平台", "platform"
    OTHER = "other", "其他", "other"


#: The six dimensions of the typology of cooperation, in their order.
TYPOLOGY: dict[str, type[Code]] = {
    "lead": TypologyLead,
    "spatial": TypologySpatial,
    "interaction": TypologyInteraction,
    "tie": TypologyTie,
    "medium": TypologyMedium,
    "carrier": TypologyCarrier,
}

#: Every code list by the name that documentation and pages use.
CODE_LISTS: dict[str, type[Code]] = {
    "record_kind": RecordKind,
    "theme": Theme,
    "language": Language,
    "region_level": RegionLevel,
    "visit_kind": VisitKind,
    "event_status": EventStatus,
    "signature_status": SignatureStatus,
    "agreement_strength": AgreementStrength,
    "actor_kind": ActorKind,
    "body_level": BodyLevel,
    "qualifier": Qualifier,
    "flag": Flag,
    "stage": Stage,
    "side_state": SideState,
    "document_status": DocumentStatus,
    "completion": Completion,
    "self_report": SelfReport,
    "light": Light,
    "closure_assessment": ClosureAssessment,
    "result_level": ResultLevel,
    "result_type": ResultType,
    "evidence_grade": EvidenceGrade,
    "commitment_kind": CommitmentKind,
    "membership_state": MembershipState,
    "chair_kind": ChairKind,
    "group_event": GroupEvent,
    **{f"typology_{dimension}": codes for dimension, codes in TYPOLOGY.items()},
}

#: The values of `Theme` as plain strings.
THEMES: tuple[str, ...] = Theme.values()
