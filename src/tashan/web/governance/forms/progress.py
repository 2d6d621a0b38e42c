"""How it goes: the owner's report, evidence, dated facts, and coding by somebody independent."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any, Final

from django import forms

from tashan.governance.events import Change, Coded, Confirmed, Dated, Declined, Evidenced, Fact, Reported
from tashan.governance.evidence import Evidence
from tashan.records.codes import Completion, EvidenceGrade, SelfReport
from tashan.web.governance.forms.actions import Action, Day, reason
from tashan.web.pages.words import label, later, spoken

MOST_BYTES: Final = 20_000_000


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
