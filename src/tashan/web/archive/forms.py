"""What people type about documents and records, checked and turned into the shape of records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from tashan.records.codes import TYPOLOGY, ActorKind, EvidenceGrade, Theme
from tashan.web.accounts.predicates import grants
from tashan.web.archive.coding import CODED, Dimension
from tashan.web.archive.lookup import day_from, people_from, region_dict, region_options
from tashan.web.archive.models import Request
from tashan.web.archive.services.requests import LONGEST
from tashan.web.archive.shapes import FIELDS, KINDS, Field, kind_label
from tashan.web.pages.places import EVERYWHERE, place_name
from tashan.web.pages.words import label, later, say

_NONE: Final = ("", later("原文未述", "not stated"))


class SourceForm(forms.Form):
    """What is said about a document."""

    title = forms.CharField(label=later("标题", "Title"), max_length=300, required=False)
    publisher = forms.CharField(label=later("发布者", "Publisher"), max_length=160, required=False)
    published = forms.CharField(
        label=later("发布日期", "Published"),
        max_length=10,
        required=False,
        help_text=later("如 2023-04-10、2023-04 或 2023", "2023-04-10, 2023-04 or 2023"),
    )
    url = forms.CharField(label=later("网址", "Address"), max_length=600, required=False)
    licence = forms.CharField(
        label=later("许可", "Licence"),
        max_length=160,
        required=False,
        help_text=later("原文的许可，如“政府信息公开”“CC BY 4.0”", "of the text itself, such as CC BY 4.0"),
    )
    grade = forms.ChoiceField(label=later("证据等级", "Evidence grade"), required=False)
    home = forms.CharField(
        label=later("本地", "Home"),
        max_length=120,
        required=False,
        help_text=later("文中“我市”“我省”指哪里", "the region that “our city” stands for"),
    )
    text_public = forms.BooleanField(
        label=later(
            "许可允许向公众展示全文（否则只展示引文）", "The licence lets the public see the whole text (else quotes)"
        ),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [(grade.value, f"{grade.value} {label(grade)}") for grade in EvidenceGrade]


class UploadForm(SourceForm):
    """An upload: for which archive, what holds for all its documents, pasted text, and the declaration of secrecy."""

    place = forms.ChoiceField(label=later("归入哪个档案", "Archive"))
    text = forms.CharField(
        label=later("粘贴正文", "Pasted text"), required=False, widget=forms.Textarea, max_length=2_000_000
    )
    declaration = forms.BooleanField(
        label=later(
            "我确认：所上传内容不含国家秘密、工作秘密和未公开的个人信息",
            "I declare that nothing here is classified, internal or personal data that is not public",
        ),
        error_messages={
            "required": later(
                "请先确认不含涉密内容，否则不能上传。",
                "Declare first that nothing is classified; without it nothing is taken.",
            )
        },
    )
    field_order = ("place", "text", "title", "publisher", "published", "url", "licence", "grade", "home")

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(place, place_name(place)) for place in upload_places(person)]


def upload_places(person: Any) -> list[str]:
    """The archives to which a person may add; whoever may everywhere has their organisation's and the provinces'."""
    found = dict.fromkeys(grant.place for grant in grants(person) if grant.role in ("analyst", "officer"))
    if EVERYWHERE in found:
        from tashan.regions.divisions import divisions

        del found[EVERYWHERE]
        if person.place:
            found[person.place] = None
        found |= dict.fromkeys(unit.code for unit in divisions() if unit.level == "province" and unit.end is None)
    return list(found)


class RecordForm(forms.Form):
    """
    The values of a record.

    Regions, people and lists are typed one a line; regions by any usual name or code, and told apart where a name
    means several.
    """

    why = forms.CharField(label=later("理由", "Reason"), required=False, max_length=1_000)

    def __init__(self, *args: Any, kind: str, before: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        self.kind, self.before = kind, dict(before or {})
        if before is not None:
            kwargs.setdefault("initial", _typed(kind, before))
        super().__init__(*args, **kwargs)
        made: dict[str, forms.Field] = {}
        for field in FIELDS[kind]:
            made[f"f-{field.name}"] = _field(field)
        if kind in CODED:
            for name, codes in TYPOLOGY.items():
                choices = [_NONE, *((code.value, label(code)) for code in codes)]
                made[f"t-{name}"] = forms.ChoiceField(label=_dimension(name), choices=choices, required=False)
        if self.before.get("flags"):
            flags = [(flag, _flag(flag)) for flag in self.before["flags"]]
            made["flags"] = forms.MultipleChoiceField(
                label=later("仍然存疑", "Doubts that remain"),
                choices=flags,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields: dict[str, forms.Field] = made | self.fields

    def clean(self) -> dict[str, Any]:
        """The values in the shape of records; whatever cannot be told is an error beside its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.body: dict[str, Any] = {}
        for field in FIELDS[self.kind]:
            name = f"f-{field.name}"
            if name not in cleaned:
                continue
            try:
                self.body[field.name] = self._value(field, cleaned[name], cleaned)
            except forms.ValidationError as error:
                self.add_error(name, error)
        typology = {name: cleaned.get(f"t-{name}") for name in TYPOLOGY if cleaned.get(f"t-{name}")}
        self.body |= {
            "typology": typology,
            "flags": cleaned.get("flags", []) if "flags" in self.fields else self.before.get("flags", []),
            "candidates": self.before.get("candidates", []),
            "background": bool(self.before.get("background")),
            "evidence": self.before.get("evidence", []),
        }
        return cleaned

    def _value(self, field: Field, given: Any, cleaned: Mapping[str, Any]) -> Any:
        lines = [line.strip() for line in str(given or "").splitlines() if line.strip()]
        day = str(cleaned.get("f-start") or cleaned.get("f-date") or cleaned.get("f-founded") or "")
        if field.holds in ("regions", "parties"):
            return [self._region(field, line, day) for line in lines]
        if field.holds == "region":
            return self._region(field, given.strip(), day) if given.strip() else None
        if field.holds == "people":
            return [person for line in lines for person in people_from(line)]
        if field.holds == "actors":
            return [_actor(line) for line in lines]
        if field.holds == "texts":
            return lines
        if field.holds == "themes":
            return list(given)
        if field.holds == "date":
            return _day(given)
        if field.holds == "number" and isinstance(given, float) and given.is_integer():
            return int(given)
        return given if given not in ("", None) else None

    def _region(self, field: Field, line: str, day: str) -> dict[str, Any]:
        kept = _regions_in(self.before.get(field.name))
        for region in kept:
            if line in (region["name"], region.get("code"), _line_of(region)):
                return region
        if field.holds == "parties" and "@" in line:
            name, _, home = (part.strip() for part in line.partition("@"))
            return {"name": name, "region": self._region(field, home, day) if home else None, "kind": "organ"}
        options = region_options(line, day if len(day) >= 4 else "")
        if len(options) == 1:
            return region_dict(options[0])
        if options:
            names = "；".join(f"{each.name} {each.code or ''}".strip() for each in options[:8])
            raise forms.ValidationError(
                say(
                    "“{line}”可能是：{names}。请写全称或代码。",
                    "“{line}” may be {names}. Give its full name or code.",
                    line=line,
                    names=names,
                )
            )
        raise forms.ValidationError(
            say(
                "没有找到“{line}”。请写行政区划全称或六位代码。",
                "There is no “{line}”. Give a division's full name or its code.",
                line=line,
            )
        )


def _dimension(name: str) -> str:
    from tashan.web.archive.coding import dimensions

    return next(each.label for each in dimensions("visit") if each.key == f"typology.{name}")


def _flag(code: str) -> str:
    from tashan.web.archive.wording import flag_label

    return flag_label(code)


def _field(field: Field) -> forms.Field:
    common: dict[str, Any] = {"label": field.label, "required": False}
    few = forms.Textarea(attrs={"rows": 2})
    if field.holds in ("regions", "parties", "people", "actors", "texts"):
        widget = (
            forms.Textarea(attrs={"rows": 2, "data-regions": "1"}) if field.holds in ("regions", "parties") else few
        )
        return forms.CharField(**common, widget=widget, help_text=_HELP[field.holds], max_length=20_000)
    if field.holds == "code" and field.codes is not None:
        choices = [(code.value, label(code)) for code in field.codes]
        always = field.name in ("kind", "status")
        return forms.ChoiceField(**common, choices=choices if always else [_NONE, *choices])
    if field.holds == "themes":
        choices = [(theme.value, label(theme)) for theme in Theme]
        return forms.MultipleChoiceField(**common, choices=choices, widget=forms.CheckboxSelectMultiple)
    if field.holds == "whole":
        return forms.IntegerField(**common, min_value=0)
    if field.holds == "number":
        return forms.FloatField(**common)
    return forms.CharField(**common, max_length=2_000, help_text=_HELP.get(field.holds, ""))


_HELP: Final = {
    "regions": later("一行一个：全称、通称或代码", "one a line: full or usual name, or code"),
    "parties": later("一行一个；部门写作“厦门市旅游局 @ 厦门市”", "one a line; an organ as “name @ its region”"),
    "people": later("一行一人：张三（省委书记）", "one a line: name (title)"),
    "actors": later(
        "一行一个：名称 | firm、association、alliance、university、institute 或 other", "one a line: name | kind"
    ),
    "texts": later("一行一个", "one a line"),
    "date": later("2023-03-17、2023-03 或 2023", "2023-03-17, 2023-03 or 2023"),
    "period": later("2023 或 2020/2023", "2023 or 2020/2023"),
    "region": later("全称、通称或代码", "full or usual name, or code"),
}


def _typed(kind: str, body: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a record as a person would type them."""
    typed: dict[str, Any] = {}
    for field in FIELDS[kind]:
        value = body.get(field.name)
        if field.holds in ("regions", "parties"):
            value = "\n".join(_line_of(each) for each in value or ())
        elif field.holds == "region":
            value = _line_of(value) if value else ""
        elif field.holds == "people":
            value = "\n".join(
                f"{each['name']}（{each['title']}）" if each.get("title") else each["name"] for each in value or ()
            )
        elif field.holds == "actors":
            value = "\n".join(f"{each['name']} | {each['kind']}" for each in value or ())
        elif field.holds == "texts":
            value = "\n".join(value or ())
        typed[f"f-{field.name}"] = value
    typed |= {f"t-{name}": value for name, value in (body.get("typology") or {}).items()}
    return typed | {"flags": body.get("flags") or []}


def _line_of(region: Mapping[str, Any]) -> str:
    if region.get("kind") == "organ":
        home = region.get("region")
        return f"{region['name']} @ {home['name']}" if home else f"{region['name']} @"
    return str(region["name"])


def _regions_in(value: Any) -> list[dict[str, Any]]:
    return [each for each in (value if isinstance(value, list) else [value]) if each]


def _actor(line: str) -> dict[str, Any]:
    name, _, kind = (part.strip() for part in line.partition("|"))
    kind = kind or "other"
    if kind not in ActorKind.values():
        raise forms.ValidationError(
            say(
                "“{kind}”不是类型；可用：{known}。",
                "“{kind}” is no kind; use {known}.",
                kind=kind,
                known="、".join(ActorKind.values()),
            )
        )
    return {"name": name, "kind": kind, "region": None}


def _day(given: str) -> str | None:
    if not given.strip():
        return None
    day = day_from(given)
    if day is None:
        raise forms.ValidationError(say("日期应如 2023-03-17。", "Write the date as 2023-03-17."))
    return day


class NewRecordForm(forms.Form):
    """Which kind of record, and the words that prove it."""

    kind = forms.ChoiceField(label=later("种类", "Kind"))
    quote = forms.CharField(
        label=later("出处原文", "Evidence"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=300,
        help_text=later(
            "在左边选中文字，或从原文粘贴，最多 300 字", "select it in the text or paste it, at most 300 characters"
        ),
    )
    start = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind, kind_label(kind)) for kind in KINDS]


class BlindForm(forms.Form):
    """What a second coder gives; nothing is filled in."""

    def __init__(self, *args: Any, dimensions: list[Dimension], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = ("", later("没有", "none"))
        themes = [each for each in dimensions if each.codes is None]
        for each in dimensions:
            if each.codes is not None:
                always = each.key in ("kind", "status")
                first = ("", later("请选择", "choose")) if always else none
                self.fields[each.key] = forms.ChoiceField(
                    label=each.label, choices=[first, *each.choices], required=always
                )
        if themes:
            self.fields["themes"] = forms.MultipleChoiceField(
                label=later("主题", "themes"),
                choices=[(each.key, each.label) for each in themes],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )

    def values(self) -> dict[str, str]:
        """Dimension to value."""
        given = dict(self.cleaned_data)
        themes = given.pop("themes", [])
        return given | dict.fromkeys(themes, "yes")


class RequestForm(forms.Form):
    """A request of the public; the last field is for machines alone, people do not see it."""

    kind = forms.ChoiceField(label=later("请求", "I ask for"), choices=Request.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=later("哪里不对，依据是什么", "What is wrong, and on what you rest that"),
        widget=forms.Textarea,
        max_length=LONGEST,
    )
    contact = forms.CharField(
        label=later("联系方式", "How to reach you"),
        max_length=200,
        required=False,
        help_text=later("只给答复的人看，不公开", "seen by those who answer alone, never published"),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))
