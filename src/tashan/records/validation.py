"""Check records against their text and their code lists; everything that is wrong comes back as problems."""

from __future__ import annotations

import math
import re
from calendar import monthrange
from typing import TYPE_CHECKING, Any

from tashan.records._codec import RecordError
from tashan.records._shapes import Shape, fields_of
from tashan.records.codes import TYPOLOGY, RegionLevel
from tashan.records.kinds import from_dict
from tashan.records.parts import FULL_DATE, LONGEST_QUOTE, PARTIAL_DATE, PERIOD, Pattern, Problem, Span
from tashan.records.record import Record
from tashan.regions.region import Region

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_REGION_CODE = re.compile(r"\d{6}", re.ASCII)


def validate(record: Any, text: str) -> tuple[Problem, ...]:
    """
    What is wrong with a record, or with a whole reading, of a document with this text; empty where all is well.

    Checked are: evidence is there; each quote stands at its offsets, 1 to 300 code points long; dates exist and the
    last day is not before the first; coded values are in their code lists; numbers are finite; regions have a name, a
    known level and a code of six digits or none.

    Args:
        record: any object of this room, made by code or by `from_dict`.
        text: the decoded text that the offsets count in, nothing normalised.

    Returns:
        Problems with a code, a message that names the field, and the offsets where there are any.
    """
    return tuple(_object_problems(record, text, type(record).__name__.lower()))


def check(kind: str, data: Mapping[str, Any], text: str) -> tuple[Problem, ...]:
    """
    What is wrong with the dictionary of a record: its form, its content as `validate` sees it, and its id.

    Problems of form (`record_malformed`) end the check, since the rest cannot be read then.
    """
    try:
        record = from_dict(kind, data)
    except RecordError as error:
        return (Problem("record_malformed", str(error)),)
    problems = validate(record, text)
    given = data.get("id")
    if isinstance(record, Record) and given is not None and given != record.id:
        message = f"{kind}: id {given} does not follow from the content, {record.id} does. Write the record anew."
        problems = (*problems, Problem("id_differs", message))
    return problems


def _object_problems(value: Any, text: str, where: str) -> Iterator[Problem]:
    if isinstance(value, Span):
        yield from _span_problems(value, text, where)
    elif isinstance(value, Region):
        yield from _region_problems(value, where)
    for each in fields_of(value.__class__):
        yield from _value_problems(each.shape, getattr(value, each.name), text, f"{where}.{each.name}")
    if isinstance(value, Record):
        yield from _record_problems(value, where)
    if isinstance(value, Problem) and value.start is not None:
        yield from _place_problems(value, text, where)


def _value_problems(shape: Shape, value: Any, text: str, where: str) -> Iterator[Problem]:
    if value is None:
        return
    if shape.form == "list" and shape.item is not None:
        for number, item in enumerate(value):
            yield from _value_problems(shape.item, item, text, f"{where}[{number}]")
    elif shape.form in ("struct", "choice"):
        yield from _object_problems(value, text, where)
    elif shape.form == "number" and not math.isfinite(value):
        yield Problem("number_not_finite", f"{where}: {value} is no number. Leave the field empty.")
    elif shape.form == "typology":
        yield from _typology_problems(value, where)
    elif shape.codes is not None and value not in shape.codes.values():
        known = ", ".join(shape.codes.values())
        yield Problem("code_unknown", f"{where}: {value!r} is not in its code list. Known are: {known}.")
    elif shape.pattern is not None and not _fits(shape.pattern, value):
        yield Problem(
            _PATTERN_CODES.get(shape.pattern, "malformed"), f"{where}: {value!r} is no {shape.pattern.meaning}."
        )


def _span_problems(span: Span, text: str, where: str) -> Iterator[Problem]:
    if not 0 <= span.start < span.end <= len(text):
        message = f"{where}: {span.start} to {span.end} is no place in a text of {len(text)} characters."
        yield Problem("span_outside_text", message)
        return
    if span.end - span.start > LONGEST_QUOTE:
        message = f"{where}: the quote has {span.end - span.start} characters, at most {LONGEST_QUOTE} are allowed."
        yield Problem("span_too_long", message, span.start, span.end)
    if text[span.start : span.end] != span.quote:
        message = f"{where}: the text does not have {span.quote[:40]!r} at {span.start}."
        yield Problem("quote_differs", message, span.start, span.end)


def _place_problems(problem: Problem, text: str, where: str) -> Iterator[Problem]:
    start, end = problem.start, problem.end
    if start is None or end is None or not 0 <= start <= end <= len(text):
        yield Problem(
            "span_outside_text", f"{where}: {start} to {end} is no place in a text of {len(text)} characters."
        )


def _region_problems(region: Region, where: str) -> Iterator[Problem]:
    if not region.name:
        yield Problem("region_unnamed", f"{where}: the region has no name. Give its official full name.")
    if region.level not in RegionLevel.values():
        known = ", ".join(RegionLevel.values())
        yield Problem("code_unknown", f"{where}.level: {region.level!r} is not in its code list. Known are: {known}.")
    if region.code is not None and not _REGION_CODE.fullmatch(region.code):
        yield Problem("region_code_malformed", f"{where}.code: {region.code!r} is not six digits of GB/T 2260.")


def _record_problems(record: Record, where: str) -> Iterator[Problem]:
    if not record.evidence:
        yield Problem("evidence_missing", f"{where}: no evidence. A record needs at least one span that proves it.")
    names = {each.name for each in fields_of(record.__class__)}
    for number, candidate in enumerate(record.candidates):
        for name in candidate.keys() - names:
            message = f"{where}.candidates[{number}]: {record.KIND} has no field {name!r}."
            yield Problem("candidate_field_unknown", message)
    start, end = getattr(record, "start", None), getattr(record, "end", None)
    if start and end and start[: len(end)] > end[: len(start)]:
        yield Problem("dates_reversed", f"{where}: ends on {end}, before it starts on {start}.")


def _typology_problems(typology: Mapping[str, str], where: str) -> Iterator[Problem]:
    for dimension, value in typology.items():
        codes = TYPOLOGY.get(dimension)
        if codes is None:
            message = f"{where}: there is no dimension {dimension!r}. Known are: {', '.join(TYPOLOGY)}."
            yield Problem("code_unknown", message)
        elif value not in codes.values():
            known = ", ".join(codes.values())
            yield Problem(
                "code_unknown", f"{where}.{dimension}: {value!r} is not in its code list. Known are: {known}."
            )


def _fits(pattern: Pattern, value: str) -> bool:
    if not re.fullmatch(pattern.regex, value, re.ASCII):
        return False
    return pattern not in _PATTERN_CODES or all(_exists(part) for part in value.split("/") if part != "..")


def _exists(day: str) -> bool:
    """Whether a date of the right form is in the calendar."""
    year, month, date = (int(part) for part in (day + "-01-01")[:10].split("-"))
    return year >= 1 and 1 <= month <= 12 and 1 <= date <= monthrange(year, month)[1]


_PATTERN_CODES: dict[Pattern, str] = {
    PARTIAL_DATE: "date_malformed",
    FULL_DATE: "date_malformed",
    PERIOD: "period_malformed",
}
