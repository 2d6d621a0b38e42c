"""Regions are named as people know them, in the forms of roles and organisations."""

from __future__ import annotations

import pytest

from tashan.web.accounts.forms import GrantForm


def _typed(place: str) -> GrantForm:
    return GrantForm({"role": "reader", "place": place, "valid_from": "2026-01-01", "why": "works here"})


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("江苏省苏州市", "320500"),
        ("苏州市", "320500"),
        ("Jiangsu", "320000"),
        ("320500", "320500"),
        ("*", "*"),
        ("body:lake.office", "body:lake.office"),
    ],
)
def test_a_place_is_given_by_name_code_or_body(typed: str, expected: str) -> None:
    form = _typed(typed)

    assert form.is_valid(), form.errors
    assert expected == form.cleaned_data["place"]


@pytest.mark.parametrize("typed", ["鼓楼区", "nowhere", "999999", "body:"])
def test_what_is_no_one_region_is_refused_with_its_name(typed: str) -> None:
    form = _typed(typed)

    assert not form.is_valid()
    assert typed in form.errors["place"][0]
