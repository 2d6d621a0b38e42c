"""The form of an agreement and its clauses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django import forms

from tashan.records.codes import AgreementStrength
from tashan.web.governance.forms.actions import Day
from tashan.web.governance.models import Agreement, Body, Session
from tashan.web.pages.uploads import not_too_large
from tashan.web.pages.words import label, later, say


class AgreementForm(forms.Form):
    """An agreement of a body: its head, the hash of its text, and its clauses one a line."""

    title = forms.CharField(max_length=200, label=later("名称", "Title"))
    title_en = forms.CharField(max_length=200, required=False, label=later("英文名称", "Title in English"))
    party = forms.MultipleChoiceField(label=later("各方", "Parties"), widget=forms.CheckboxSelectMultiple)
    strength = forms.ChoiceField(label=later("约束力", "Strength"))
    signed = forms.DateField(widget=Day(), label=later("签署日期", "Signed"))
    end = forms.DateField(widget=Day(), required=False, label=later("到期", "Ends"))
    session = forms.ModelChoiceField(
        queryset=Session.objects.none(),
        required=False,
        empty_label="–",
        label=later("在哪次会议上", "At which session"),
    )
    document = forms.CharField(
        max_length=300, label=later("文本出处（文号或网址）", "Where the text is (number or address)")
    )
    file = forms.FileField(
        required=False,
        label=later("文本文件", "File of the text"),
        help_text=later(
            "只用来算出校验码（SHA-256），文件不保存；日后可核对手里的文本有没有改过。",
            "Only its hash (SHA-256) is taken, the file is not kept; a text at hand can be compared with it later.",
        ),
    )
    sha256 = forms.RegexField(
        r"^[0-9a-fA-F]{64}$",
        required=False,
        label=later("或者填文本的 SHA-256", "Or the SHA-256 of the text"),
        error_messages={
            "invalid": later("SHA-256 是 64 位十六进制数字。", "A SHA-256 has 64 hexadecimal digits."),
        },
    )
    clauses = forms.CharField(
        label=later("条款", "Clauses"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=later(
            "每行一条，先写条号，空一格再写原文：第三条 安徽省牵头……", "One a line: its number, a blank, its words."
        ),
    )
    key = forms.RegexField(
        r"^[A-Za-z0-9._-]{1,60}$",
        required=False,
        label=later("编号", "Short name"),
        help_text=later(
            "用在网址里；不填就按机构和签署日期编。", "Used in the address; made of body and day if left out."
        ),
        error_messages={"invalid": later("只用字母、数字、点和连字符。", "Letters, digits, dots and hyphens only.")},
    )
    visibility = forms.ChoiceField(
        required=False,
        choices=[("members", later("成员可见", "members")), ("public", later("公开", "public"))],
        label=later("谁可看到", "Who may see it"),
    )

    def __init__(self, *args: Any, body: Body, members: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        """`members` of the body, by code; at first all of them are parties."""
        super().__init__(*args, **kwargs)
        self.body = body
        self.fields["party"].choices = list(members)
        self.fields["party"].initial = [code for code, _ in members]
        self.fields["strength"].choices = [(one.value, label(one)) for one in AgreementStrength]
        self.fields["session"].queryset = body.sessions.all()

    def clean_file(self) -> Any:
        """A file that is not too large to be read while the officer waits."""
        file = self.cleaned_data["file"]
        return not_too_large(file) if file else None

    def clean_key(self) -> str:
        """Refuse a short name that is taken."""
        key = str(self.cleaned_data["key"])
        if key and Agreement.objects.filter(key=key).exists():
            raise forms.ValidationError(say("编号“{key}”已有。", "There is an agreement {key} already.", key=key))
        return key

    def clean(self) -> dict[str, Any]:
        """A hash, out of the file where there is one; an end after the beginning; a short name."""
        said = dict(super().clean() or {})
        if not said.get("file") and not said.get("sha256") and not {"file", "sha256"} & set(self.errors):
            self.add_error(
                "file", say("请选文本文件，或填它的 SHA-256。", "Choose the file of the text, or give its SHA-256.")
            )
        if said.get("file"):
            said["sha256"] = hashlib.sha256(said["file"].read()).hexdigest()
        if said.get("signed") and said.get("end") and said["end"] < said["signed"]:
            self.add_error("end", say("到期不能早于签署日期。", "It cannot end before it is signed."))
        if said.get("signed") and not said.get("key") and "key" not in self.errors:
            said["key"] = _free_key(f"{self.body.slug[:40]}-{said['signed']}")
        return said

    def given(self) -> dict[str, Any]:
        """What the service takes."""
        said = {name: value for name, value in self.cleaned_data.items() if name not in ("file", "party")}
        return {
            **said,
            "parties": self.cleaned_data["party"],
            "sha256": said["sha256"].lower(),
            "clauses": _clauses(said["clauses"]),
            "visibility": said["visibility"] or "members",
        }


def _clauses(typed: str) -> list[tuple[str, str]]:
    """Number and words of each clause; a line without a blank is words alone."""
    found = []
    for line in typed.splitlines():
        number, _, quote = line.strip().partition(" ")
        if number:
            found.append((number, quote.strip()) if quote else ("", number))
    return found


def _free_key(stem: str) -> str:
    taken = set(Agreement.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(key for key in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if key not in taken)


__all__ = ["AgreementForm"]
