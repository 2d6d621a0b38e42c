"""
The words for what stands in the chain: names of fields, and values of code lists.

The chain is for good and speaks in the names of the program; people read it in theirs. One table serves all rooms, since
a name means the same in each. A name that is missing here is shown as it stands.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import FieldDoesNotExist

from tashan.records import codes
from tashan.web.audit.things import kind_words, said_by_room, things
from tashan.web.pages.numbers import yuan
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say, spoken

FIELDS: Final[Mapping[str, tuple[str, str]]] = {
    "": ("值", "value"),
    # people and what they may do
    "username": ("用户名", "username"),
    "organisation": ("单位", "organisation"),
    "role": ("角色", "role"),
    "place": ("区域", "place"),
    "from": ("自", "from"),
    "to": ("至", "to"),
    "until": ("有效至", "valid until"),
    "active": ("启用", "active"),
    "factors": ("第二因素", "second factors"),
    "scope": ("范围", "scope"),
    # documents
    "name": ("名称", "name"),
    "title": ("标题", "title"),
    "content_hash": ("内容校验码", "hash of the content"),
    "sha256": ("内容校验码", "hash of the content"),
    "publisher": ("发布方", "publisher"),
    "published": ("发布日期", "published on"),
    "url": ("网址", "address"),
    "licence": ("许可", "licence"),
    "text_public": ("全文可公开", "text may be shown"),
    "grade": ("证据等级", "evidence grade"),
    "language": ("语言", "language"),
    "genre": ("体裁", "genre"),
    "state": ("状态", "state"),
    "records": ("记录", "records"),
    "new": ("新增", "new"),
    "gone": ("不再有", "gone"),
    "problems": ("问题", "problems"),
    # records and events
    "record": ("采自记录", "taken from record"),
    "other": ("另一事件", "other event"),
    "merged": ("并入的事件", "event merged in"),
    "event": ("活动", "event"),
    "visitors": ("来访方", "visitors"),
    "hosts": ("接待方", "hosts"),
    "start": ("开始", "start"),
    "end": ("结束", "end"),
    "leaders": ("带队领导", "leaders"),
    "kind": ("类别", "kind"),
    "status": ("状态", "status"),
    "sites": ("到访地点", "sites"),
    "themes": ("主题", "themes"),
    "actors": ("其他参与方", "other participants"),
    "session": ("届次", "session"),
    "date": ("日期", "date"),
    "participants": ("参会方", "participants"),
    "participants_group": ("参会方统称", "group of participants"),
    "parties": ("各方", "parties"),
    "parties_group": ("签约方统称", "group of parties"),
    "strength": ("约束力", "strength"),
    "fields": ("领域", "fields"),
    "projects": ("项目数", "projects"),
    "amount_cny": ("金额（元）", "amount (yuan)"),
    "investors": ("投资方", "investors"),
    "recipients": ("落地方", "recipients"),
    "sectors": ("行业", "sectors"),
    "level": ("层级", "level"),
    "members": ("成员", "members"),
    "members_count": ("成员数", "number of members"),
    "founded": ("成立", "founded"),
    "subject": ("对象", "subject"),
    "measure": ("指标", "measure"),
    "value": ("数值", "value"),
    "qualifier": ("限定", "qualifier"),
    "unit": ("单位", "unit"),
    "period": ("时期", "period"),
    "problem": ("问题", "problem"),
    "mechanism": ("做法", "mechanism"),
    "region": ("区域", "region"),
    "conditions": ("条件", "conditions"),
    "results": ("成效", "results"),
    "flags": ("存疑", "doubts"),
    "evidence": ("引文", "quotes"),
    "quote": ("原文", "words"),
    "visitor_is_guest": ("来访方为客方", "visitor is the guest"),
    "confidence": ("把握", "confidence"),
    "derived": ("推算", "derived"),
    "code": ("代码", "code"),
    "about": ("关于", "about"),
    "typology.lead": ("主导方", "who leads"),
    "typology.spatial": ("空间形态", "spatial form"),
    "typology.interaction": ("互动方式", "interaction"),
    "typology.tie": ("联系纽带", "tie"),
    "typology.medium": ("媒介", "medium"),
    "typology.carrier": ("载体", "carrier"),
    # practices, visits and models
    "body": ("内容", "content"),
    "chinese": ("中文名称", "Chinese name"),
    "english": ("英文名称", "English name"),
    "places": ("区域", "places"),
    "concepts": ("概念", "concepts"),
    "proofs": ("依据", "proofs"),
    "completion": ("完成度", "completion"),
    "adopters": ("采用方", "taken over by"),
    "source": ("来源", "source"),
    "file": ("文件", "file"),
    "visits": ("考察", "visits"),
    "question": ("问题", "question"),
    "model": ("模型", "model"),
    "permutations": ("置换次数", "permutations"),
    "regions": ("区域", "regions"),
    "parts": ("部分", "parts"),
    # figures, indices, goals
    "vintage": ("版本", "release"),
    "public": ("公开", "open to everybody"),
    "text": ("文本", "text"),
    "version": ("版次", "version"),
    "indicator": ("指标", "indicator"),
    "baseline": ("基线", "baseline"),
    "baseline_year": ("基线年份", "year of the baseline"),
    "target": ("目标", "target"),
    "target_year": ("目标年份", "year of the target"),
    "document": ("出处", "document"),
    # bodies, sessions, matters, registers
    "key": ("编号", "short name"),
    "clauses": ("条款", "clauses"),
    "owner": ("牵头方", "owner"),
    "stage": ("阶段", "stage"),
    "events": ("记录数", "entries"),
    "recorded": ("记入", "recorded"),
    "visibility": ("可见范围", "visible to"),
    "announced": ("公告日期", "announced day"),
    "form": ("形式", "form"),
    "host": ("承办地", "host"),
    "next_host": ("下届承办地", "next host"),
    "where": ("地点", "where"),
    "agenda": ("议程", "agenda"),
    "attendance": ("出席", "attendance"),
    "papers": ("材料", "papers"),
    "decisions": ("议定", "decisions"),
    "held": ("召开日期", "held on"),
    "matter": ("事项", "matter"),
    "matters": ("事项", "matters"),
    "content": ("内容", "content"),
    "imported": ("导入", "imported"),
    "parked": ("搁置", "set aside"),
    "empty": ("空行", "empty rows"),
    "correction": ("更正意见", "correction"),
    "rung": ("逾期天数", "days late"),
    "told": ("已通知", "people told"),
    "day": ("日期", "day"),
    "duties": ("职责", "duties"),
    "member": ("成员", "member"),
    "section": ("河段路段", "section"),
    "officer": ("负责人", "officer"),
    "first": ("起", "from"),
    "last": ("止", "until"),
    "course": ("走向", "course"),
    "texts": ("文本", "texts"),
    "jurisdiction": ("法域", "jurisdiction"),
    "jurisdictions": ("法域", "jurisdictions"),
    "adopted": ("通过", "adopted"),
    "effective": ("生效", "in force"),
    "repealed": ("废止", "repealed"),
    "uses": ("采用", "used by"),
    "field": ("领域", "field"),
    "presiding": ("主办法院", "presiding court"),
    "person": ("人员", "person"),
    "court": ("法院", "court"),
    "cadres": ("干部", "cadres"),
    "who": ("姓名", "who"),
    "senders": ("派出方", "senders"),
    "count": ("人数", "number"),
    "steps": ("步骤", "steps"),
    "step": ("步骤", "step"),
    "on": ("日期", "day"),
    "amount": ("金额", "amount"),
    "due": ("期限", "due"),
    # approvals
    "of": ("对象", "about"),
    "needed": ("须同意方数", "votes needed"),
    "rule": ("规则", "rule"),
    "verdict": ("表决", "vote"),
    "round": ("轮次", "round"),
    "approval": ("表决", "vote"),
    "because": ("因为", "because"),
    # contracts, statements, funds
    "base": ("基数", "figures"),
    "confirmed": ("确认日期", "confirmed on"),
    "number": ("序号", "number"),
    "statement": ("对账单校验码", "hash of the statement"),
    "claims": ("异议", "objection"),
    "answer": ("答复", "answer"),
    "fen": ("金额", "amount"),
    "call": ("催缴", "call"),
    "purpose": ("用途", "purpose"),
    "corrects": ("更正第几条", "corrects entry"),
    "origin": ("迁出方", "origin"),
    # jobs, signatures
    "done": ("已完成", "done"),
    "total": ("共", "of"),
    "signer": ("签名人", "signer"),
    "signature": ("签名", "signature"),
    "verification": ("验证", "how it was checked"),
}
"""Each name with its Chinese and English words."""

_PLACES: Final = frozenset(
    {"place", "places", "party", "parties", "member", "members", "owner", "host", "next_host", "region", "regions", "to",
     "jurisdiction", "jurisdictions", "adopters", "presiding", "code"}
)  # fmt: skip
"""Fields that hold codes of regions or bodies."""

_LISTS: Final[Mapping[str, tuple[type[codes.Code], ...]]] = {
    "stage": (codes.Stage, codes.SideState),
    "completion": (codes.Completion,),
    "themes": (codes.Theme,),
    "fields": (codes.Theme,),
    "grade": (codes.EvidenceGrade,),
    "language": (codes.Language,),
    "level": (codes.BodyLevel, codes.RegionLevel),
    "strength": (codes.AgreementStrength,),
    "qualifier": (codes.Qualifier,),
    "flags": (codes.Flag,),
    "status": (codes.EventStatus, codes.SignatureStatus, codes.SelfReport),
    "kind": (codes.VisitKind,),
    "typology.lead": (codes.TypologyLead,),
    "typology.spatial": (codes.TypologySpatial,),
    "typology.interaction": (codes.TypologyInteraction,),
    "typology.tie": (codes.TypologyTie,),
    "typology.medium": (codes.TypologyMedium,),
    "typology.carrier": (codes.TypologyCarrier,),
}
"""Fields whose values stand in a code list of records."""

_THINGS: Final[Mapping[str, str]] = {
    "record": "archive.record",
    "merged": "archive.event",
    "other": "archive.event",
    "approval": "approvals.approval",
    "of": "",
}
"""Fields that name another thing by its id, with its kind; without one the value says it."""

_ELSEWHERE: Final[Mapping[str, str]] = {
    "role": "accounts.grant",
    "verdict": "approvals.vote",
    "because": "approvals.approval",
}
"""Fields whose choices belong to another kind of thing than the one that changed."""


def field_words(name: str) -> str:
    """The name of a field in the reader's language; a number is the place of one among several; unknown names stay."""
    if name.isdigit():
        return say("第{n}项", "no. {n}", n=name)
    known = FIELDS.get(name) or _theme(name)
    return spoken(*known) if known else place_name(name)


def _theme(name: str) -> tuple[str, str] | None:
    code = name.removeprefix("theme:")
    return (codes.Theme(code).zh, codes.Theme(code).en) if code in codes.Theme.values() else None


def value_words(kind: str, name: str, value: Any) -> str:
    """
    A value in the reader's language.

    Args:
        kind: what kind of thing has the field, `room.kind`.
        name: the field.
        value: text or number; amounts in integer fen under `fen`.
    """
    if name == "fen" and isinstance(value, int):
        return say("{yuan}元", "¥{yuan}", yuan=yuan(value))
    if name in _THINGS and isinstance(value, int | str):
        return _thing(_THINGS[name], str(value))
    if not isinstance(value, str):
        return str(value)
    if value == "yes":
        return say("是", "yes")
    said = said_by_room(kind, name, value)
    if said is not None:
        return said
    for each in _LISTS.get(name, ()):
        if value in each.values():
            return label(each(value))
    chosen = _choices(_ELSEWHERE.get(name, kind), "state" if name == "because" else name).get(value)
    if chosen is not None:
        return str(chosen)
    return place_name(value) if name in _PLACES else kind_words(value)


def _thing(kind: str, value: str) -> str:
    """What a thing is called that a change names by its id; the id where nobody knows it."""
    key = f"{kind}:{value}" if kind else value
    return things([key], AnonymousUser())[key].name or value


@cache
def _choices(kind: str, name: str) -> Mapping[str, Any]:
    """The choices of a column, by value; their words are chosen when they are shown."""
    room, _, thing = kind.partition(".")
    try:
        field = apps.get_model(room, thing)._meta.get_field(name)  # noqa: SLF001 - Django's documented way to a field
    except (LookupError, ValueError, FieldDoesNotExist):
        return {}
    return {str(value): words for value, words in getattr(field, "flatchoices", ())}


__all__ = ["FIELDS", "field_words", "value_words"]
