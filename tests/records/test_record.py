"""Record objects: frozen, cheap, with ids that follow from their content."""

from __future__ import annotations

import hashlib
import json
import pickle
from dataclasses import FrozenInstanceError, replace

import pytest

from tashan.records import KINDS, Document, Reading, Record, Region, Span, Visit, to_dict
from tashan.records.codes import RecordKind


def test_a_record_cannot_be_changed(a_visit: Visit) -> None:
    """Facts are values."""
    with pytest.raises(FrozenInstanceError):
        a_visit.start = "2024-01-01"  # type: ignore[misc]


def test_id_follows_from_kind_and_content(records: tuple[str, Record]) -> None:
    """Whoever has the written record can compute its id."""
    kind, record = records
    content = to_dict(record)
    id_ = content.pop("id")
    canonical = json.dumps([kind, content], ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    assert id_ == record.id == hashlib.blake2b(canonical.encode(), digest_size=16).hexdigest()
    assert kind == record.KIND


def test_equal_content_has_equal_ids(a_visit: Visit) -> None:
    """A copy is the same record, whatever order its typology was filled in."""
    twin = replace(a_visit, typology=dict(reversed(list(a_visit.typology.items()))))

    assert a_visit == twin
    assert a_visit.id == twin.id
    assert hash(a_visit) == hash(twin)


def test_id_is_the_same_in_every_release() -> None:
    """Ids are public: this one changes only when the content of a visit is redefined."""
    minimal = Visit(evidence=(Span(0, 1, "访"),), visitors=(Region("110000", "北京市", "province"),))

    assert "fa8dbfd8" == minimal.id[:8]


@pytest.mark.parametrize(
    "change",
    [{"start": "2023-03-23"}, {"evidence": (Span(0, 4, "2023"),)}, {"flags": ()}, {"background": False}],
    ids=lambda change: next(iter(change)),
)
def test_other_content_has_another_id(a_visit: Visit, change: dict[str, object]) -> None:
    """Every field, evidence and its place included, is part of the id."""
    other = replace(a_visit, **change)  # type: ignore[arg-type]

    assert a_visit.id != other.id


def test_id_is_computed_once(a_visit: Visit) -> None:
    """The second question is answered from memory."""
    assert a_visit.id is a_visit.id


def test_a_record_survives_pickling(records: tuple[str, Record]) -> None:
    """Worker processes send records back."""
    _, record = records

    assert record == pickle.loads(pickle.dumps(record))
    assert record.id == pickle.loads(pickle.dumps(record)).id


def test_a_visit_is_no_meeting(records: tuple[str, Record]) -> None:
    """Each kind knows its own name, and the list of kinds has it."""
    kind, record = records

    assert isinstance(record, KINDS[kind])
    assert kind in RecordKind.values()


def test_a_reading_lists_its_records(a_reading: Reading) -> None:
    """All records of a document can be walked through at once."""
    kinds = [record.KIND for record in a_reading.records()]

    assert ["visit", "meeting", "agreement", "signing", "body", "figure", "practice"] == kinds


def test_documents_of_one_text_have_one_hash() -> None:
    """The content hash tells copies of a text from one another's versions."""
    first, copy, other = Document("a", "访问"), Document("b", "访问", url="https://example.org"), Document("a", "访")

    assert first.content_hash == copy.content_hash
    assert first.content_hash != other.content_hash
    assert 32 == len(Document("c", "\ud800").content_hash)
