"""New matters, from nothing or from a clause of an agreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from tashan.web.governance.forms.actions import Day
from tashan.web.pages.words import later


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
