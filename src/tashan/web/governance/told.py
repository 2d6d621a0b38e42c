"""What the pure room says, in the reader's language: why something was refused, and what an event was."""

from __future__ import annotations

import re
from typing import Any, Final

from tashan.governance import events as happened
from tashan.governance.events import Event
from tashan.governance.problems import Problem
from tashan.governance.transitions import Need
from tashan.records.codes import SideState, Stage
from tashan.web.governance.why import WHY
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, language, say

_QUOTED: Final = re.compile(r"`([^`]*)`")


def in_words(problem: Problem) -> str:
    """Why something was refused, in the reader's language; the pure room's own words where no others are known."""
    if language() == "en":
        return problem.message
    code = problem.code
    if code.startswith("needs_"):
        need = Need(code.removeprefix("needs_"))
        return say("这一步还缺：{what}。", "Still missing: {what}.", what=label(need))
    if code not in WHY:
        return problem.message
    quoted = _QUOTED.search(problem.message)
    return say(WHY[code], problem.message, it=quoted[1] if quoted else problem.field, field=_named(problem.field))


def _named(field: str) -> str:
    """A field of a problem as people read it: a region by its name, all else as it stands."""
    return place_name(field) if field.isdecimal() else field


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
