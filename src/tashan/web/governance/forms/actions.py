"""What every form about a matter has: its permission, what it is called, and what will happen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms

from tashan.governance.events import Change
from tashan.governance.matters import MatterState
from tashan.web.pages.words import label, later, spoken


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
