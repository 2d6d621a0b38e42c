"""What the pure room says, in the reader's language: why something was refused, and what an event was."""

from __future__ import annotations

from typing import Any, Final

from tashan.governance import events as happened
from tashan.governance.events import Event
from tashan.governance.problems import Problem
from tashan.governance.transitions import Need
from tashan.records.codes import SideState, Stage
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, language, say

#: Reasons in Chinese by code; English readers get the message of the pure room itself.
WHY: Final = {
    "not_allowed": "按流转表，您的职务或所属成员不能做这一步；请由有权的人办理。",
    "step_unknown": "从目前的阶段没有这一步。",
    "own_work": "自己报告或核定的事项不能由自己确认；须由第二人确认。",
    "same_member": "牵头方和核验方所属成员不能确认；须由另一成员确认。",
    "nothing_waits": "没有等待确认的核定；请先核定完成度。",
    "coder_reported": "报告进展与核定完成度须由不同的人办理。",
    "evidence_short": "证据不足：核定为实质或完成，须有一份A或B级证据，或两份相互独立的C级证据；核定为有限须有A至C级证据；核定为未启动须有出处。",
    "evidence_incomplete": "A至C级证据须有文献、1至300字的原文和文件的SHA-256；不全的请按E级登记。",
    "evidence_unknown": "没有这份证据；请先提交证据。",
    "evidence_twice": "这个证据编号已有；请另起编号。",
    "evidence_unnamed": "证据没有编号。",
    "evidence_in_future": "证据的发布日期晚于登记日期；请核对日期。",
    "evidence_undated": "这份证据没有发布日期；请补上。",
    "evidence_announces": "这份证据早于所证的日期：只能算预告，不能算证明。",
    "evidence_of_other_fact": "这份证据已用于另一事实；签约、开工、投用须各有证据。",
    "evidence_not_counted": "这份证据的等级不能作为依据。",
    "reason_missing": "请写明理由。",
    "baseline_backdated": "新的期限不能早于已定期限的日期。",
    "due_before_start": "期限早于开始日期；请更正其一。",
    "achieved_missing": "核定为完成须写明自何日起；请从证据中取得。",
    "fact_in_future": "日期在登记日之后；尚未发生的不能登记。",
    "facts_out_of_order": "签约、开工、投用的日期先后不符；请核对。",
    "result_without_evidence": "成果没有A至C级证据；没有证据的成果只是表态。",
    "result_twice": "这个成果编号已有。",
    "result_unknown": "没有这项成果；请先登记。",
    "adoption_twice": "该成员已登记采用。",
    "adoption_at_home": "参与方自己采用不算推广；须是其他成员。",
    "recorded_before_day": "日期不能晚于今天。",
    "recorded_out_of_order": "历史只能往后追加。",
    "matter_not_open": "该日期早于事项提出之日。",
    "matter_open": "事项编号已有。",
    "title_missing": "请写明事项名称。",
    "owner_missing": "请写明牵头方。",
    "body_missing": "请写明所属机构。",
    "member_twice": "同一成员列了两次；牵头方不再列为参与方。",
    "parent_circular": "事项不能是自己的下级任务。",
    "statement": "这一条没有写明牵头方或可检验的成果，属于表态，另行计数；原文如有，请补充。",
    "link_unnamed": "请写明所关联的对象。",
    "link_circular": "事项不能与自己关联。",
    "retraction_impossible": "这一条不能撤销。",
    "objection_unknown": "没有待答复的异议。",
    "bad_amount": "金额须为大于零的整数分。",
    "source_missing": "请写明资金来源。",
}


def in_words(problem: Problem) -> str:
    """Why something was refused, in the reader's language; the pure room's own words where no others are known."""
    if language() == "en":
        return problem.message
    code = problem.code
    if code.startswith("needs_"):
        need = Need(code.removeprefix("needs_"))
        return say("这一步还缺：{what}。", "Still missing: {what}.", what=label(need))
    return say(WHY[code], problem.message) if code in WHY else problem.message


def what_happened(event: Event) -> str:
    """One line of a history, in the reader's language."""
    change = event.change
    match change:
        case happened.Opened():
            return say("提出事项", "Proposed")
        case happened.Baselined(start, due, target, _):
            return say("定期限：{due}{more}", "Due {due}{more}", due=due, more=_more(start, target))
        case happened.Moved(to):
            return say("转入“{stage}”", "Moved to “{stage}”", stage=label(to))
        case happened.SetAside(to, other):
            return say("转为“{state}”{other}", "Set “{state}”{other}", state=label(to), other=f" {other}".rstrip())
        case happened.Resumed():
            return say("恢复推进", "Resumed")
        case happened.Reported(status, text):
            return say(
                "牵头方自报“{status}”{text}", "Owner reports “{status}”{text}", status=label(status), text=_after(text)
            )
        case happened.Evidenced(evidence):
            return say(
                "提交证据（{grade}级）：{name}", "Evidence (grade {grade}): {name}", grade=evidence.grade.value,
                name=evidence.document or evidence.id,
            )  # fmt: skip
        case happened.Dated(fact, on, _):
            return say("{fact}：{on}", "{fact}: {on}", fact=label(fact), on=on)
        case happened.Coded(completion, _, _):
            return say("独立核定为“{value}”", "Coded independently as “{value}”", value=label(completion))
        case _:
            return _rest(change)


def _rest(change: happened.Change) -> str:
    match change:
        case happened.Confirmed():
            return say("另一成员确认核定", "Coding confirmed by another member")
        case happened.Declined():
            return say("另一成员退回核定", "Coding returned by another member")
        case happened.Linked(node):
            return say("关联{kind}：{id}", "Tied to {kind}: {id}", kind=label(node.kind), id=node.id)
        case happened.Funded(source, amount, kind):
            return say(
                "资金（{kind}）{amount}元，{source}",
                "Money ({kind}) ¥{amount}, {source}",
                kind=label(kind),
                amount=f"{amount / 100:,.2f}",
                source=source,
            )
        case happened.Resulted(_, title, kind, _, _):
            return say("成果（{kind}）：{title}", "Result ({kind}): {title}", kind=label(kind), title=title)
        case happened.Adopted(_, adopter, on, _):
            return say("{who}采用其成果（{on}）", "Taken over by {who} ({on})", who=place_name(adopter), on=on)
        case happened.Assessed(assessment):
            return say("销号评价：{value}", "Closure assessed: {value}", value=label(assessment))
        case happened.Objected(text):
            return say("异议：{text}", "Objection: {text}", text=text)
        case happened.Settled(_, upheld):
            return say("异议成立", "Objection upheld") if upheld else say("异议不成立", "Objection not upheld")
        case happened.Retracted(number):
            return say("撤销第{n}条记录", "Entry {n} retracted", n=number)
        case _:
            return say("联合表决", "Joint approval")


def position_name(value: str) -> str:
    """The name of a stage or a side state."""
    found: Any = Stage(value) if value in Stage.values() else SideState(value) if value in SideState.values() else None
    return label(found) or (say("恢复", "resumed") if value == "resumed" else value)


def _more(start: Any, target: str) -> str:
    parts = [say("，{start}起", ", from {start}", start=start)] if start else []
    return "".join([*parts, say("，目标{t}", ", target {t}", t=target) if target else ""])


def _after(text: str) -> str:
    return say("：{text}", ": {text}", text=text) if text else ""
