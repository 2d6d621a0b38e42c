"""What is said when voting, withdrawing and opening again."""

from __future__ import annotations

from django import forms

from tashan.web.approvals.models import Vote
from tashan.web.pages.words import later


class VoteForm(forms.Form):
    """One vote: for whom, what, why, and which round was read."""

    party = forms.CharField(max_length=80)
    verdict = forms.ChoiceField(choices=Vote.Verdict.choices)
    reason = forms.CharField(max_length=2000, required=False)
    round = forms.IntegerField(min_value=1)


class ReasonForm(forms.Form):
    """A reason that has to be given."""

    reason = forms.CharField(max_length=2000, label=later("理由", "Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class ReopenForm(ReasonForm):
    """What was completed, and a new last day."""

    due = forms.DateField(
        required=False,
        label=later("表决期限", "Last day to vote"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
