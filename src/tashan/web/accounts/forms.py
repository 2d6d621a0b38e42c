"""Forms of people, organisations, roles and keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.utils import timezone

from tashan.web.accounts.models import Grant, Organisation, Person, Token
from tashan.web.accounts.queries import organisations_of
from tashan.web.accounts.services import is_place
from tashan.web.pages.places import code_named
from tashan.web.pages.words import later, say


def _day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class PlaceField(forms.CharField):
    """A region by its full name or six-digit code, `body:ID`, or `*`; cleaned to the code."""

    def clean(self, value: Any) -> Any:
        """Refuse what is no place."""
        place = code_named(super().clean(value))
        if place and not is_place(place):
            raise forms.ValidationError(
                say(
                    "“{place}”不是哪一个区域；请写全称（如江苏省苏州市）或六位代码，机构填 body:标识。",
                    "{place} is no one region; write its full name or its six-digit code, or body:ID.",
                    place=place,
                )
            )
        return place


_PLACE_HELP = later(
    "全称或六位代码，如江苏省苏州市、320500；机构填 body:标识。",
    "Name or six-digit code of a region, such as Jiangsu or 320500; body:ID for a body.",
)


class OrganisationForm(forms.Form):
    """A new organisation."""

    name = forms.CharField(max_length=120, label=later("名称", "Name"))
    name_en = forms.CharField(max_length=160, required=False, label=later("英文名称", "Name in English"))
    kind = forms.ChoiceField(choices=Organisation.Kind.choices, label=later("类别", "Kind"))
    place = PlaceField(max_length=80, label=later("所属区域或机构", "Region or body"), help_text=_PLACE_HELP)

    def clean_name(self) -> str:
        """Refuse a name that is taken."""
        name = str(self.cleaned_data["name"])
        if Organisation.objects.filter(name=name).exists():
            raise forms.ValidationError(say("已有同名单位。", "An organisation of this name exists."))
        return name


class PersonForm(forms.Form):
    """A new person."""

    username = forms.CharField(
        max_length=150, label=later("登录名", "User name"), validators=[UnicodeUsernameValidator()]
    )
    display_name = forms.CharField(max_length=80, label=later("姓名", "Name"))
    email = forms.EmailField(
        required=False, label=later("邮箱", "Mail address"), help_text=later("用于接收通知。", "For notices.")
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(), label=later("单位", "Organisation"), empty_label=later("请选择", "choose")
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations_of(actor)

    def clean_username(self) -> str:
        """Refuse a name that is taken, also in other capitals."""
        username = str(self.cleaned_data["username"])
        if Person.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError(say("登录名已有人使用。", "This user name is taken."))
        return username

    def clean_email(self) -> str:
        """Refuse an address that is another person's: one logs in with it, too."""
        email = str(self.cleaned_data["email"])
        if email and Person.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(say("邮箱已有人使用。", "This mail address is another person's."))
        return email


class GrantForm(forms.Form):
    """A role for a person."""

    role = forms.ChoiceField(choices=Grant.Role.choices, label=later("角色", "Role"))
    place = PlaceField(max_length=80, label=later("区域或机构", "Region or body"), help_text=_PLACE_HELP)
    valid_from = _day(later("自", "From"), initial=timezone.localdate)
    valid_to = _day(later("至（含）", "To (inclusive)"), required=False)
    why = forms.CharField(max_length=500, label=later("理由", "Reason"))

    def clean(self) -> dict[str, Any]:
        """Refuse a role that ends before it begins."""
        said = super().clean()
        if said.get("valid_to") and said.get("valid_from") and said["valid_to"] < said["valid_from"]:
            self.add_error("valid_to", say("结束日不能早于开始日。", "It cannot end before it begins."))
        return dict(said)


class ReasonForm(forms.Form):
    """A reason that has to be given."""

    why = forms.CharField(max_length=500, label=later("理由", "Reason"))


class TokenForm(forms.Form):
    """A new key for a program."""

    name = forms.CharField(
        max_length=80,
        label=later("用途", "What it is for"),
        help_text=later("如：每周导出脚本。", "For instance: weekly export."),
    )
    scope = forms.ChoiceField(choices=Token.Scope.choices, label=later("权限", "Scope"))
    expires_on = _day(
        later("有效至（最长一年）", "Until (a year at most)"), initial=lambda: timezone.localdate() + timedelta(days=90)
    )
