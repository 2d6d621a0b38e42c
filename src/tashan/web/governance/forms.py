"""What is said about a matter; each form gives the changes that it means, and says before what will happen."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from tashan.governance.events import (
    Adopted,
    Assessed,
    Baselined,
    Change,
    Coded,
    Confirmed,
    Dated,
    Declined,
    Evidenced,
    Fact,
    Funded,
    Linked,
    MoneyKind,
    Moved,
    Node,
    NodeKind,
    Objected,
    Reported,
    Resulted,
    Resumed,
    SetAside,
)
from tashan.governance.evidence import Evidence
from tashan.governance.matters import MatterState
from tashan.governance.transitions import RESUMED
from tashan.records.codes import (
    ClosureAssessment,
    Completion,
    EvidenceGrade,
    ResultLevel,
    ResultType,
    SelfReport,
    SideState,
    Stage,
)
from tashan.web.governance.told import position_name
from tashan.web.pages.words import label, later, spoken

MOST_BYTES = 20_000_000


def options(codes: Any) -> list[tuple[str, str]]:
    """The values of a code list with their names in the reader's language."""
    return [(one.value, label(one)) for one in codes]


class Day(forms.DateInput):
    """A day, with the browser's calendar."""

    def __init__(self) -> None:
        """As ISO writes it."""
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class Action(forms.Form):
    """Something to record of a matter: its permission, what it is called, and what will happen."""

    permission: ClassVar[str] = ""
    name: ClassVar[tuple[str, str]] = ("", "")
    before: ClassVar[tuple[str, str]] = ("", "")
    danger: ClassVar[bool] = False
    lists: ClassVar[Mapping[str, Any]] = {}
    """The code list, or the values of one, that each choice offers."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, state: MatterState, **kwargs: Any) -> None:
        """`state` is the matter's, whose evidence and steps are offered."""
        super().__init__(*args, **kwargs)
        self.state = state
        for name, codes in self.lists.items():
            self.fields[name].choices = options(codes)
        for field in ("evidence", "proof"):
            if field in self.fields:
                self.fields[field].choices = [
                    (one.id, f"{one.grade.value} · {one.document or one.id}") for one in state.evidence.values()
                ]

    @property
    def title(self) -> str:
        """What it is called."""
        return spoken(*self.name)

    @property
    def warning(self) -> str:
        """What will happen."""
        return spoken(*self.before)

    def changes(self) -> Sequence[Change]:
        """What is to be recorded, from cleaned data."""
        raise NotImplementedError


def reason(*, required: bool = True) -> forms.CharField:
    """A reason."""
    return forms.CharField(
        max_length=2000, required=required, label=later("理由", "Reason"), widget=forms.Textarea(attrs={"rows": 2})
    )


class ReportForm(Action):
    """The owner says how it goes."""

    permission = "governance.reported"
    name = ("报告进展", "Report progress")
    before = (
        "自报只作为牵头方的说法登记，不改变完成度，也不改变灯。",
        "Recorded as the owner's own word; it changes neither completion nor the light.",
    )
    status = forms.ChoiceField(label=later("进展", "Progress"))
    note = forms.CharField(max_length=500, required=False, label=later("说明", "Note"))

    lists = {"status": SelfReport}

    def changes(self) -> Sequence[Change]:
        """A report."""
        return [Reported(SelfReport(self.cleaned_data["status"]), self.cleaned_data["note"])]


class EvidenceForm(Action):
    """A passage that proves something."""

    permission = "governance.evidenced"
    name = ("补充证据", "Add evidence")
    before = (
        "登记后不能删除。A至C级须有原文和文件指纹（SHA-256）；交文件即自动计算，文件本身不保存。",
        "Once recorded it stays. Grades A to C need the quote and the file's SHA-256; hand in the file and it is computed; the file itself is not kept.",
    )
    grade = forms.ChoiceField(label=later("证据等级", "Grade"))
    document = forms.CharField(
        max_length=300, label=later("文献（题名、文号或网址）", "Document (title, number or address)")
    )
    quote = forms.CharField(
        max_length=300,
        required=False,
        label=later("原文", "Quote, word for word"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    publisher = forms.CharField(max_length=120, required=False, label=later("发布方", "Publisher"))
    published = forms.DateField(required=False, widget=Day(), label=later("发布日期", "Published"))
    file = forms.FileField(required=False, label=later("文件（计算指纹）", "File (for its hash)"))
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$", required=False, label=later("或填 SHA-256", "or its SHA-256"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the grades."""
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(one.value, f"{one.value} · {label(one)}") for one in EvidenceGrade]

    def clean_file(self) -> Any:
        """Not larger than 20 MB."""
        file = self.cleaned_data.get("file")
        if file and file.size > MOST_BYTES:
            raise forms.ValidationError(spoken("文件超过20 MB。", "The file is larger than 20 MB."))
        return file

    def changes(self) -> Sequence[Change]:
        """A piece of evidence with the next free name."""
        data = self.cleaned_data
        sha256 = data["sha256"] or ""
        if data.get("file"):
            digest = hashlib.sha256()
            for chunk in data["file"].chunks():
                digest.update(chunk)
            sha256 = digest.hexdigest()
        number = len(self.state.evidence) + 1
        while f"e{number}" in self.state.evidence:
            number += 1
        return [
            Evidenced(
                Evidence(
                    f"e{number}", EvidenceGrade(data["grade"]), data["document"], data["quote"], sha256,
                    data["published"], data["publisher"],
                )
            )
        ]  # fmt: skip


class FactForm(Action):
    """Signed, started, in use."""

    permission = "governance.dated"
    name = ("登记签约、开工或投用", "Record signed, started, in use")
    before = (
        "三者是三个事实，各须有自己的证据；早于事实的报道只算预告。",
        "Three facts, each with evidence of its own; a report older than the fact only announces it.",
    )
    fact = forms.ChoiceField(label=later("事实", "Fact"))
    on = forms.DateField(widget=Day(), label=later("日期", "Day"))
    proof = forms.ChoiceField(label=later("证据", "Evidence"))
    reason = reason(required=False)

    lists = {"fact": Fact}

    def changes(self) -> Sequence[Change]:
        """A fact."""
        data = self.cleaned_data
        return [Dated(Fact(data["fact"]), data["on"], data["proof"])]


class CodeForm(Action):
    """How far it is done, by somebody independent."""

    permission = "governance.coded"
    name = ("独立核定完成度", "Code completion")
    before = (
        "核定为实质或完成的，须另一成员的第二人确认后才生效。",
        "Substantial and complete count only once a second person of another member confirms.",
    )
    completion = forms.ChoiceField(label=later("完成度", "Completion"))
    evidence = forms.MultipleChoiceField(
        required=False, label=later("依据的证据", "From which evidence"), widget=forms.CheckboxSelectMultiple
    )
    achieved = forms.DateField(
        required=False, widget=Day(), label=later("自何日起（完成时必填）", "Since (for complete)")
    )
    reason = reason(required=False)

    lists = {"completion": Completion}

    def changes(self) -> Sequence[Change]:
        """A coding."""
        data = self.cleaned_data
        return [Coded(Completion(data["completion"]), tuple(data["evidence"]), data["achieved"])]


class ConfirmForm(Action):
    """A second person of another member confirms."""

    permission = "governance.confirmed"
    name = ("确认核定", "Confirm the coding")
    before = (
        "确认后完成度立即生效并公布；您须属于另一成员，且未报告或核定过此事项。",
        "Completion takes effect at once; you are of another member and neither reported nor coded.",
    )

    def changes(self) -> Sequence[Change]:
        """A confirmation."""
        return [Confirmed()]


class DeclineForm(Action):
    """A second person of another member returns it."""

    permission = "governance.declined"
    name = ("退回核定", "Return the coding")
    before = (
        "核定作废，完成度不变；退回留痕。",
        "The coding falls; completion stays as it was; the return is on record.",
    )
    danger = True
    reason = reason()

    def changes(self) -> Sequence[Change]:
        """A return."""
        return [Declined()]


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


class ResultForm(Action):
    """What came of it."""

    permission = "governance.resulted"
    name = ("登记成果", "Record a result")
    before = ("没有A至C级证据的成果不予登记。", "A result without evidence of grade A to C is not taken.")
    title_ = forms.CharField(max_length=200, label=later("成果", "Result"))
    type = forms.ChoiceField(label=later("类型", "Kind"))
    level = forms.ChoiceField(label=later("层次", "Level"))
    evidence = forms.MultipleChoiceField(label=later("证据", "Evidence"), widget=forms.CheckboxSelectMultiple)

    lists = {"type": ResultType, "level": (ResultLevel.OUTPUT, ResultLevel.OUTCOME)}

    def changes(self) -> Sequence[Change]:
        """A result with the next number."""
        data = self.cleaned_data
        return [
            Resulted(
                f"r{len(self.state.results) + 1}", data["title_"], ResultType(data["type"]), ResultLevel(data["level"]),
                tuple(data["evidence"]),
            )
        ]  # fmt: skip


class AdoptForm(Action):
    """Somebody else took a result over."""

    permission = "governance.adopted"
    name = ("登记复制推广", "Record that it was taken over elsewhere")
    before = ("须是事项以外的成员，并有证据。", "By a member that is no party, with evidence.")
    result = forms.ChoiceField(label=later("成果", "Result"))
    adopter = forms.RegexField(r"^\d{6}$", label=later("采用方（六位代码）", "By (six digits)"))
    on = forms.DateField(widget=Day(), label=later("日期", "Day"))
    proof = forms.ChoiceField(label=later("证据", "Evidence"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """With the results there are."""
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = [(one.id, one.title) for one in self.state.results.values()]

    def changes(self) -> Sequence[Change]:
        """An adoption."""
        data = self.cleaned_data
        return [Adopted(data["result"], data["adopter"], data["on"], data["proof"])]


class AssessForm(Action):
    """The closure is judged."""

    permission = "governance.assessed"
    name = ("销号评价", "Assess the closure")
    before = ("合格以上方可销号。", "Only a pass or better can be closed.")
    value = forms.ChoiceField(label=later("评价", "Assessment"))

    lists = {"value": ClosureAssessment}

    def changes(self) -> Sequence[Change]:
        """An assessment."""
        return [Assessed(ClosureAssessment(self.cleaned_data["value"]))]


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


ACTIONS: dict[str, type[Action]] = {
    "confirm": ConfirmForm,
    "decline": DeclineForm,
    "report": ReportForm,
    "evidence": EvidenceForm,
    "fact": FactForm,
    "code": CodeForm,
    "step": StepForm,
    "dates": DatesForm,
    "link": LinkForm,
    "money": MoneyForm,
    "result": ResultForm,
    "adopt": AdoptForm,
    "assess": AssessForm,
    "object": ObjectForm,
}


class ProposeForm(forms.Form):
    """A new matter."""

    title = forms.CharField(max_length=200, label=later("事项", "Matter"))
    owner = forms.ChoiceField(label=later("牵头方", "Lead"))
    participants = forms.MultipleChoiceField(
        required=False, label=later("参与方", "Participants"), widget=forms.CheckboxSelectMultiple
    )
    measure = forms.CharField(
        max_length=300, label=later("衡量标准（可检验的行为或结果）", "Measure (an act or result that can be tested)")
    )
    start = forms.DateField(required=False, widget=Day(), label=later("开始", "Start"))
    due = forms.DateField(required=False, widget=Day(), label=later("期限", "Due"))
    visibility = forms.ChoiceField(
        choices=[("members", later("成员可见", "members")), ("public", later("公开", "public"))],
        label=later("谁可看到", "Who may see it"),
    )

    def __init__(self, *args: Any, members: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`members` of the body, by code."""
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = list(members)
        if "participants" in self.fields:
            self.fields["participants"].choices = list(members)


class ClauseForm(ProposeForm):
    """What a clause promises, as an officer reads it; its words stay as they are."""
