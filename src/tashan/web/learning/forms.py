"""What people fill in: tables of visits, practices."""

from __future__ import annotations

import re
from typing import Any, Final

from django import forms

from tashan.learning.concepts import shipped_concepts
from tashan.records.codes import Completion, EvidenceGrade, Theme
from tashan.regions import resolve_home
from tashan.regions.divisions import by_code
from tashan.web.accounts.place_forms import PlaceForm, TableForm
from tashan.web.pages.uploads import not_too_large
from tashan.web.pages.words import label, language, later, say, spoken

PROOFS: Final = 3


class VisitsForm(TableForm):
    """A table of visits."""

    file = forms.FileField(
        label=later("文件", "File"),
        help_text=later(
            "CSV 或表格；列名：来访方、接待方、日期、主题、领队、编号（或 visitor、host、start…）。",
            "CSV or spreadsheet with columns visitor, host, start, themes, leader, visit (or in Chinese).",
        ),
    )


class AuditForm(forms.Form):
    """A table to be looked over: pasted or given; nothing of it is kept."""

    text = forms.CharField(
        label=later("粘贴表格", "Paste a table"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        max_length=200_000,
    )
    file = forms.FileField(label=later("或选择文件", "Or choose a file"), required=False)
    multiple = forms.BooleanField(
        label=later("可多选：份额合计可超过 100%", "Several answers possible: shares may pass 100 %"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is there."""
        cleaned: dict[str, Any] = super().clean()
        if not cleaned.get("text") and not cleaned.get("file") and not self.errors:
            self.add_error("text", say("请粘贴表格或选择文件。", "Paste a table or choose a file."))
        return cleaned

    def clean_file(self) -> Any:
        """A file that is not too large to be read while the reader waits."""
        return not_too_large(self.cleaned_data["file"])


class PracticeForm(PlaceForm):
    """A practice with its sources."""

    ROLES = ("analyst", "officer")
    place = forms.ChoiceField(label=later("为哪个区域录入", "For which region"))
    key = forms.SlugField(
        label=later("代号", "Key"),
        max_length=60,
        help_text=later("用在网址里：字母、数字、连字符。", "Used in the address: letters, digits, hyphens."),
    )
    chinese = forms.CharField(label=later("名称", "Name in Chinese"), max_length=80)
    english = forms.CharField(label=later("英文名", "Name in English"), max_length=120, required=False)
    problem = forms.CharField(
        label=later("回答什么问题", "What problem it answers"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    mechanism = forms.CharField(
        label=later("怎么做", "How it works"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    places = forms.CharField(
        label=later("在哪里可以看到", "Where it can be seen"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=later("一行一个：全称或代码。", "One a line: full name or code."),
    )
    concepts = forms.MultipleChoiceField(label=later("概念", "Concepts"), required=False)
    themes = forms.MultipleChoiceField(label=later("主题", "Themes"), required=False)
    conditions = forms.CharField(
        label=later("条件", "Conditions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=later("一行一条。", "One a line."),
    )
    results = forms.CharField(
        label=later("成效", "Results"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=later("一行一条；文献没有写就留空。", "One a line; leave empty where the document says none."),
    )
    completion = forms.ChoiceField(label=later("完成度", "Completion"), required=False)
    adopters = forms.CharField(
        label=later("谁采用了", "Who took it over"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    grade = forms.ChoiceField(label=later("证据等级", "Evidence grade"), required=False)

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, person=person, **kwargs)
        tongue = "en" if language() == "en" else "zh"
        self.fields["concepts"].choices = [
            (key, spoken(each.label(tongue), each.label(tongue))) for key, each in shipped_concepts().items()
        ]
        self.fields["themes"].choices = [(code.value, label(code)) for code in Theme]
        self.fields["completion"].choices = [
            ("", say("未核", "not coded")),
            *((code.value, label(code)) for code in Completion),
        ]
        self.fields["grade"].choices = [
            ("", say("未评", "not graded")),
            *((code.value, f"{code.value} {label(code)}") for code in EvidenceGrade),
        ]
        for number in range(1, PROOFS + 1):
            needed = number == 1
            self.fields[f"source{number}"] = forms.CharField(
                label=say("出处 {n}", "Source {n}", n=number),
                max_length=300,
                required=needed,
                help_text=say("作者、篇名、刊物、日期", "Author, title, where, date") if needed else "",
            )
            self.fields[f"quote{number}"] = forms.CharField(
                label=say("原文 {n}", "Quote {n}", n=number),
                max_length=300,
                required=needed,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text=say("逐字摘录，最长300字", "Word for word, 300 characters at most") if needed else "",
            )

    def clean_places(self) -> list[str]:
        """Codes of the places named."""
        return _codes(self.cleaned_data["places"])

    def clean_adopters(self) -> list[str]:
        """Codes of the adopters named."""
        return _codes(self.cleaned_data["adopters"])

    def body(self) -> dict[str, Any]:
        """The entry's body."""
        given = self.cleaned_data
        proofs = [
            {"text": given[f"quote{number}"], "source": given[f"source{number}"], "quoted": True}
            for number in range(1, PROOFS + 1)
            if given.get(f"source{number}") and given.get(f"quote{number}")
        ]
        plain = {
            key: given[key]
            for key in (
                "chinese",
                "english",
                "problem",
                "mechanism",
                "places",
                "concepts",
                "themes",
                "completion",
                "adopters",
                "grade",
            )
        }
        return {
            **plain,
            "conditions": _lines(given["conditions"]),
            "results": _lines(given["results"]),
            "proofs": proofs,
        }


def start_of(body: dict[str, Any]) -> dict[str, Any]:
    """What the form shows of an entry's body."""
    proofs: dict[str, str] = {}
    for number, proof in enumerate(body.get("proofs", [])[:PROOFS], 1):
        proofs |= {f"source{number}": proof["source"], f"quote{number}": proof["text"]}
    lists = {key: "\n".join(body.get(key, ())) for key in ("conditions", "results", "places", "adopters")}
    return {**body, **lists, **proofs}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _codes(text: str) -> list[str]:
    found = []
    for name in (part.strip() for part in re.split(r"[\n;；、,，]", text) if part.strip()):
        unit = by_code(name) if name.isdigit() else None
        region = None if unit else resolve_home(name)
        code = unit.code if unit else region.code if region else None
        if code is None:
            raise forms.ValidationError(
                say(
                    "认不出“{name}”：请写全称（湖南省湘潭市）或六位代码。",
                    "“{name}” is not known: write the full name or its code.",
                    name=name,
                )
            )
        found.append(code)
    return found
