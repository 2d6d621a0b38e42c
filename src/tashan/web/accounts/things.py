"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from tashan.web.accounts.models import Organisation, Person
from tashan.web.accounts.queries import people_of
from tashan.web.audit.things import Kind, register, rows_named
from tashan.web.pages.words import spoken


def register_things() -> None:
    """Make people and organisations known."""
    register(
        Kind(
            "accounts.person",
            "人员",
            "person",
            rows_named(Person, lambda person: reverse("person", args=[person.pk]), may=_looks_after),
        ),
        Kind(
            "accounts.organisation",
            "单位",
            "organisation",
            rows_named(
                Organisation,
                lambda _: reverse("organisations"),
                may=lambda reader, row: bool(reader.has_perm("accounts.add_person", row.place)),
                name=lambda each: spoken(each.name, each.name_en or each.name),
            ),
        ),
    )


def _looks_after(reader: Any, person: Person) -> bool:
    return people_of(reader).filter(pk=person.pk).exists()
