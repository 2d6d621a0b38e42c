"""Forms for one of the places where a person holds a role, and for tables that are kept for a place."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from tashan.web.accounts.predicates import grants
from tashan.web.pages.places import place_choices
from tashan.web.pages.uploads import not_too_large
from tashan.web.pages.words import later


def places_as(person: Any, *roles: str) -> list[tuple[str, str]]:
    """The places for which a person holds one of some roles, as choices."""
    held = (grant.place for grant in grants(person) if grant.role in roles)
    return place_choices(held, getattr(person, "place", ""))


class PlaceForm(forms.Form):
    """A form for one of the places where the person holds a role."""

    ROLES: ClassVar[tuple[str, ...]] = ("analyst",)
    place = forms.ChoiceField(label=later("为哪个区域", "For which region"))

    def __init__(self, *args: Any, person: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = places_as(person, *self.ROLES)


class TableForm(PlaceForm):
    """A table that is kept for a place: its file, what it is called, where it comes from, and who may read it."""

    file = forms.FileField(label=later("文件", "File"))
    name = forms.CharField(label=later("名称", "Name"), max_length=160)
    source = forms.CharField(label=later("来源", "Source"), max_length=400)
    public = forms.BooleanField(label=later("公开：所有人可读", "Public: everybody may read it"), required=False)

    def clean_file(self) -> Any:
        """A file that is not too large to be read while the reader waits."""
        return not_too_large(self.cleaned_data["file"])
