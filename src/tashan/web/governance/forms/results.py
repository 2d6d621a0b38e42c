"""What came of it: results, who took them over, and how the closure is judged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from tashan.governance.events import Adopted, Assessed, Change, Resulted
from tashan.records.codes import ClosureAssessment, ResultLevel, ResultType
from tashan.web.governance.forms.actions import Action, Day
from tashan.web.pages.words import later


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
