"""What people fill in: tables, indices, goals."""

from __future__ import annotations

from typing import Any, Final

from django import forms

from tashan.web.accounts.place_forms import PlaceForm, TableForm
from tashan.web.integration.models import DataSet
from tashan.web.pages.words import later, say


class DataForm(TableForm):
    """A table of figures or of hours."""

    field_order = (
        "place", "file", "kind", "name", "source", "vintage", "indicator", "unit", "year", "level", "public",
    )  # fmt: skip
    file = forms.FileField(
        label=later("文件", "File"),
        help_text=later(
            "CSV、XLSX、XLS、ODS；国家统计局下载表、年鉴表、长表、宽表都可以。",
            "CSV, XLSX, XLS, ODS: downloads of the Bureau, yearbook sheets, long or wide tables.",
        ),
    )
    kind = forms.ChoiceField(label=later("内容", "Contents"), choices=DataSet.Kind.choices)
    source = forms.CharField(
        label=later("来源", "Source"),
        max_length=400,
        help_text=later(
            "写明出处，例如《中国统计年鉴2024》表3-9。它会印在每个结果下面。",
            "Say where it stands; this is printed under every result.",
        ),
    )
    vintage = forms.CharField(
        label=later("版本", "Release"),
        max_length=160,
        required=False,
        help_text=later("例如“2024年鉴”“五经普修订后”。", "Say which release, as “yearbook 2024”."),
    )
    indicator = forms.CharField(
        label=later("指标（表里没有写时）", "Indicator, where the table does not say"), max_length=120, required=False
    )
    unit = forms.CharField(
        label=later("单位（表里没有写时）", "Unit, where the table does not say"), max_length=40, required=False
    )
    year = forms.IntegerField(
        label=later("年份（表里没有写时）", "Year, where the table does not say"),
        required=False,
        min_value=1900,
        max_value=2100,
    )
    level = forms.ChoiceField(
        label=later("行政级别", "Level"),
        required=False,
        choices=[
            ("", later("由名称判断", "from the names")),
            ("province", later("省级", "province")),
            ("prefecture", later("地级", "prefecture")),
            ("county", later("县级", "county")),
        ],
    )


_EXAMPLE: Final = """index: example
name: {zh: 示例指数, en: Example}
source: {document: 示例}
cluster: 京津冀
base: 2015
weights: given
parts:
  - {name: 产出, indicator: 地区生产总值, direction: up, weight: 2}
  - {name: 能耗, indicator: 单位GDP能耗, direction: down, weight: 1}
"""
"""What stands in grey where nothing is written yet; docs/integration.md has the whole form."""


class IndexForm(PlaceForm):
    """An index as a file."""

    key = forms.SlugField(
        label=later("代号", "Key"),
        max_length=80,
        help_text=later("用在网址里：字母、数字、连字符。", "Used in the address: letters, digits, hyphens."),
    )
    file = forms.FileField(label=later("YAML 文件", "YAML file"), required=False)
    text = forms.CharField(
        label=later("或直接粘贴", "Or paste it"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 16, "spellcheck": "false", "class": "code", "placeholder": _EXAMPLE}),
    )
    public = forms.BooleanField(label=later("公开", "Public"), required=False)

    def clean(self) -> dict[str, Any]:
        """The text, from either field."""
        cleaned: dict[str, Any] = super().clean()
        file = cleaned.get("file")
        if file is not None:
            try:
                cleaned["text"] = file.read().decode("utf-8-sig")
            except UnicodeDecodeError:
                self.add_error("file", say("文件不是 UTF-8 文本。", "The file is no UTF-8 text."))
        if not cleaned.get("text") and not self.errors:
            self.add_error("text", say("请选择文件或粘贴内容。", "Choose a file or paste its text."))
        return cleaned


class TargetForm(PlaceForm):
    """A goal of a region."""

    ROLES = ("analyst", "officer")
    data = forms.ModelChoiceField(label=later("数据集", "Table"), queryset=DataSet.objects.none())
    region = forms.ChoiceField(label=later("地区", "Region"))
    indicator = forms.ChoiceField(label=later("指标", "Indicator"))
    baseline = forms.FloatField(label=later("基线", "Baseline"))
    baseline_year = forms.IntegerField(label=later("基线年", "Baseline year"), min_value=1949, max_value=2100)
    target = forms.FloatField(label=later("目标", "Target"))
    target_year = forms.IntegerField(label=later("目标年", "Target year"), min_value=1950, max_value=2100)
    document = forms.CharField(label=later("出处", "Document that sets it"), max_length=300)

    def __init__(self, *args: Any, tables: Any, regions: list[str], indicators: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["data"].queryset = tables
        self.fields["region"].choices = [(name, name) for name in regions]
        self.fields["indicator"].choices = [(name, name) for name in indicators]

    def clean(self) -> dict[str, Any]:
        """A target differs from its baseline and lies after it."""
        cleaned: dict[str, Any] = super().clean()
        if cleaned.get("baseline") is not None and cleaned.get("baseline") == cleaned.get("target"):
            self.add_error("target", say("目标必须与基线不同。", "The target must differ from the baseline."))
        if (cleaned.get("target_year") or 9999) <= (cleaned.get("baseline_year") or 0):
            self.add_error("target_year", say("目标年必须晚于基线年。", "The target must lie after the baseline."))
        return cleaned
