"""
What happened? Records: facts with at least one span of a document that proves them, and their code lists.

Making a record is cheap and checks nothing; `validate` checks it against its text and returns problems.
"""

from __future__ import annotations

from tashan.records._codec import RecordError, to_dict, to_json
from tashan.records.codes import CODE_LISTS, THEMES, TYPOLOGY, Code
from tashan.records.documents import LISTS, Document, Reading
from tashan.records.kinds import KINDS, from_dict
from tashan.records.matters import Matter, Replication
from tashan.records.parts import Actor, Organ, Party, Person, Problem, Span
from tashan.records.record import Agreement, Body, Figure, Meeting, Practice, Record, Signing, Visit
from tashan.records.schema import columns, schema
from tashan.records.validation import check, validate
from tashan.regions.region import Region

__all__ = [
    "CODE_LISTS",
    "KINDS",
    "LISTS",
    "THEMES",
    "TYPOLOGY",
    "Actor",
    "Agreement",
    "Body",
    "Code",
    "Document",
    "Figure",
    "Matter",
    "Meeting",
    "Organ",
    "Party",
    "Person",
    "Practice",
    "Problem",
    "Reading",
    "Record",
    "RecordError",
    "Region",
    "Replication",
    "Signing",
    "Span",
    "Visit",
    "check",
    "columns",
    "from_dict",
    "schema",
    "to_dict",
    "to_json",
    "validate",
]
