"""Blind coding: who may, what is kept, and how far coders agree."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from tashan.records.codes import Theme
from tashan.web.archive.coding import agreement, dimensions, waiting_for
from tashan.web.archive.models import Record
from tashan.web.archive.problems import ArchiveError
from tashan.web.archive.services import do_accept_all, do_code

from ..conftest import JIANGSU, ZHEJIANG  # noqa: TID252
from .conftest import TEXT, visit


@pytest.fixture
def records(document: Callable[..., Any], person: Callable[..., Any]) -> list[Record]:
    """Two records that the first analyst let stand."""
    read = document(TEXT, JIANGSU, visit(), visit(words="安徽省代表团到江苏省南京市考察", kind="department"))
    do_accept_all(document=read, actor=person("analyst"))
    return list(read.records.order_by("start"))


def test_who_reviewed_or_coded_a_record_does_not_code_it(records: list[Record], person: Callable[..., Any]) -> None:
    second = person("analyst", name="second")

    assert [] == list(waiting_for(person("analyst")))
    assert records == list(waiting_for(second))
    assert [] == list(waiting_for(person("analyst", ZHEJIANG)))
    do_code(record=records[0], values={"kind": "government"}, actor=second)
    assert records[1:] == list(waiting_for(second))

    for coder, words in ((person("analyst"), "审过"), (second, "编过")):
        with pytest.raises(ArchiveError, match=words):
            do_code(record=records[0], values={}, actor=coder)
    with pytest.raises(PermissionDenied):
        do_code(record=records[0], values={}, actor=person("officer"))


@pytest.mark.parametrize("values", [{"kind": "royal"}, {"colour": "red"}, {"theme:football": "yes"}])
def test_only_values_of_the_code_lists_are_kept(
    records: list[Record], person: Callable[..., Any], values: dict[str, str]
) -> None:
    with pytest.raises(ArchiveError, match="没有"):
        do_code(record=records[0], values=values, actor=person("analyst", name="second"))


def test_agreement_is_that_of_krippendorff(records: list[Record], person: Callable[..., Any]) -> None:
    """Two units, values AA and BC: α = 1 − 3·2/(16 − 6) = 0.4 for kind; perfect for themes; unknown where all agree."""
    second = person("analyst", name="second")
    themes = {"theme:science_technology": "yes"}
    do_code(record=records[0], values={"kind": "party_government", "status": "done"} | themes, actor=second)
    do_code(record=records[1], values={"kind": "government", "status": "done"} | themes, actor=second)

    rows = {row.label: row for row in agreement(person("reader"))}

    kind, status, theme, lead = rows["考察学习 · 类别"], rows["考察学习 · 状态"], rows["主题"], rows["主导"]
    assert kind.agreement.alpha == pytest.approx(1 - 3 * 2 / 10)
    assert (2, 4, 0) == (kind.agreement.units, kind.given, kind.without)
    assert (None, "unknown") == (status.agreement.alpha, status.agreement.verdict)
    assert (1.0, 2 * len(Theme)) == (theme.agreement.alpha, theme.agreement.units)
    assert (None, 4, 4) == (lead.agreement.alpha, lead.given, lead.without)


def test_agreement_counts_archives_of_the_reader_alone(records: list[Record], person: Callable[..., Any]) -> None:
    do_code(record=records[0], values={"kind": "government"}, actor=person("analyst", name="second"))

    assert [] == agreement(person("reader", ZHEJIANG))


def test_every_kind_has_its_dimensions() -> None:
    assert {"kind", "status", "theme:economy/industry", "typology.lead"} <= {each.key for each in dimensions("visit")}
    assert {"status", "strength", "typology.carrier"} <= {each.key for each in dimensions("agreement")}
    assert max(len(each.key) for kind in ("visit", "agreement", "body") for each in dimensions(kind)) <= 40
