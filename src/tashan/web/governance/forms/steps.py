"""Where it goes: steps along the chain, dates, ties, money, and objections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from tashan.governance.events import (
    Baselined,
    Change,
    Funded,
    Linked,
    MoneyKind,
    Moved,
    Node,
    NodeKind,
    Objected,
    Resumed,
    SetAside,
)
from tashan.governance.transitions import RESUMED
from tashan.records.codes import SideState, Stage
from tashan.web.governance.forms.actions import Action, Day, reason
from tashan.web.governance.told import position_name
from tashan.web.pages.words import later


class StepForm(Action):
    """A step along or beside the chain."""

    permission = "governance.move"
    name = ("转入下一阶段", "Take a step")
    before = (
        "按流转表办理；缺件的步骤会被退回并说明缺什么。",
        "By the table of transitions; a step that lacks something is refused, with what it lacks.",
    )
    to = forms.ChoiceField(label=later("转为", "To"))
    other = forms.CharField(max_length=80, required=False, label=later("并入或替代的事项编号", "Matter it goes into"))
    reason = reason(required=False)

    def __init__(self, *args: Any, steps: Sequence[str] = (), **kwargs: Any) -> None:
        """`steps` are those that the person may take."""
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [(one, position_name(one)) for one in steps]
        if not set(steps) & {SideState.MERGED.value, SideState.SUPERSEDED.value}:
            del self.fields["other"]

    def changes(self) -> Sequence[Change]:
        """A move, a setting aside, or a return."""
        to = self.cleaned_data["to"]
        if to == RESUMED:
            return [Resumed()]
        if to in Stage.values():
            return [Moved(Stage(to))]
        return [SetAside(SideState(to), self.cleaned_data.get("other", ""))]


class DatesForm(Action):
    """New dates."""

    permission = "governance.baselined"
    name = ("定期限或改期", "Fix or move dates")
    before = (
        "首个期限永远保留，改期幅度按首个期限计算；改期须说明理由。",
        "The first dates stay for ever, and slips are measured against them; new dates need a reason.",
    )
    start = forms.DateField(required=False, widget=Day(), label=later("开始", "Start"))
    due = forms.DateField(widget=Day(), label=later("期限", "Due"))
    target = forms.CharField(max_length=300, required=False, label=later("目标", "Target"))
    reason = reason(required=False)

    def changes(self) -> Sequence[Change]:
        """A baseline."""
        data = self.cleaned_data
        return [Baselined(data["start"], data["due"], data["target"])]


class LinkForm(Action):
    """What came before, or after."""

    permission = "governance.linked"
    name = ("关联会议、协议、计划或项目", "Tie to a meeting, agreement, plan or project")
    before = ("关联后双向可查。", "It can then be walked both ways.")
    kind = forms.ChoiceField(label=later("类别", "Kind"))
    id = forms.CharField(max_length=200, label=later("名称或编号", "Name or id"))

    lists = {"kind": NodeKind}

    def changes(self) -> Sequence[Change]:
        """A link."""
        return [Linked(Node(NodeKind(self.cleaned_data["kind"]), self.cleaned_data["id"]))]


class MoneyForm(Action):
    """Money from a source."""

    permission = "governance.funded"
    name = ("登记资金", "Record money")
    before = (
        "计划、落实、支付分开统计；承诺不等于支付。",
        "Planned, committed and paid are kept apart; a promise is no payment.",
    )
    source = forms.CharField(max_length=120, label=later("资金来源", "Source"))
    yuan = forms.DecimalField(max_digits=16, decimal_places=2, min_value=0, label=later("金额（元）", "Amount (yuan)"))
    kind = forms.ChoiceField(label=later("性质", "Kind"))

    lists = {"kind": MoneyKind}

    def changes(self) -> Sequence[Change]:
        """An amount in fen."""
        data = self.cleaned_data
        return [Funded(data["source"], int(data["yuan"] * 100), MoneyKind(data["kind"]))]


class ObjectForm(Action):
    """Somebody says the record is wrong."""

    permission = "governance.objected"
    name = ("提出异议", "Object")
    before = ("异议记入历史，由机构办公室答复。", "It enters the history; the office answers.")
    text = forms.CharField(
        max_length=2000, label=later("哪里不对", "What is wrong"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def changes(self) -> Sequence[Change]:
        """An objection."""
        return [Objected(self.cleaned_data["text"])]
