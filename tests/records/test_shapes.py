"""Reading the annotations of record types."""

from __future__ import annotations

from typing import Any

import pytest

from tashan.records import KINDS
from tashan.records._shapes import COMMON, fields_of, shape_of
from tashan.records.record import Record


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_shape_for_every_field(kind: str) -> None:
    """Whatever a record type declares can be written, checked and described."""
    known = {"string", "integer", "number", "boolean", "list", "struct", "choice", "candidate", "typology"}

    assert {each.shape.form for each in fields_of(KINDS[kind])} <= known


def test_common_fields_come_last() -> None:
    """What all records share stands behind their own fields."""
    assert list(COMMON) == [each.name for each in fields_of(Record)]
    assert list(COMMON) == [each.name for each in fields_of(KINDS["visit"])][-5:]


@pytest.mark.parametrize("hint", [bytes, dict, Any], ids=str)
def test_other_types_are_refused(hint: Any) -> None:
    """A field that could not be written is found when its type is first looked at."""
    with pytest.raises(TypeError, match="Records cannot hold"):
        shape_of(hint)
