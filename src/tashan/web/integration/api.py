"""Integration for programs: the same answers as the pages, with exact numbers."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from ninja import Field, Query, Router, Schema

from tashan.integration.problems import MeasureError
from tashan.panels import PanelError
from tashan.web.accounts.interface import PROBLEMS, Problem, Word
from tashan.web.integration import indices, queries
from tashan.web.integration.choices import choice_of
from tashan.web.integration.stored import panel_of_data, shipped_data
from tashan.web.integration.topics import TOPICS
from tashan.web.integration.words import error_words
from tashan.web.pages.answers import as_json

router = Router()


class CannotError(Exception):
    """What was asked cannot be computed from these figures; the message says why and what to do."""


REFUSALS = (CannotError,)


class Answered(Schema):
    """A page's answer: its sentence, doubts, settings, sources and tables."""

    sentence: str
    lead: str
    doubts: list[str]
    paragraph: str
    settings: list[dict[str, str]]
    sources: list[str]
    tables: list[dict[str, Any]]


class DataRow(Schema):
    """A table of figures in a list."""

    id: int
    name: str
    kind: str
    source: str
    vintage: str
    public: bool


class DataWhole(DataRow):
    """A table with its values and the panel doctor's findings."""

    findings: list[dict[str, Any]]
    set_aside: list[dict[str, Any]]
    values: list[dict[str, Any]]


class IndexRow(Schema):
    """An index in a list."""

    key: str
    name: str
    official: bool


class Wanted(Schema):
    """The settings of a topic, as in the address of its page; what is left out is filled in."""

    area: Word | None = None
    data: Word | None = None
    also: Word | None = None
    year: Word | None = None
    sectors: Word | None = None
    of: Word | None = None
    weights: Word | None = None
    groups: Word | None = None
    mass: Word | None = None
    exponent: Word | None = None
    centre: Word | None = None
    hours: Word | None = None
    measure: Word | None = None


@router.get(
    "/topics/{name}",
    response={200: Answered, PROBLEMS: Problem},
    summary="Structure, gaps, pull, market, a diagnosis, or a measure",
)
def topic(
    request: HttpRequest,
    name: Literal["diagnosis", "structure", "gaps", "pull", "market", "measures"],
    wanted: Query[Wanted],
) -> Any:
    """For an area, a year and a table."""
    choice = choice_of(request.user, {key: value for key, value in wanted.dict().items() if value is not None})
    try:
        return as_json(TOPICS[name][2](choice))
    except (MeasureError, PanelError) as error:
        raise CannotError(error_words(error)) from None


@router.get("/data", response={200: list[DataRow], PROBLEMS: Problem}, summary="Tables of figures and of hours")
def data_list(request: HttpRequest) -> Any:
    """Those that the caller may read."""
    return [*queries.readable_data(request.user), *queries.readable_data(request.user, "hours"), shipped_data()]


@router.get("/data/{number}", response={200: DataWhole, PROBLEMS: Problem}, summary="One table with all its values")
def data(request: HttpRequest, number: Annotated[int, Field(ge=0, le=2**63 - 1)]) -> Any:
    """With what the panel doctor says and what stands aside; number 0 is the table that comes along."""
    found = queries.table_of(request.user, number)
    if found is None:
        raise Http404
    pairs = [{"from": one, "to": other, "hours": hours} for one, other, hours in found.counts.get("hours", [])]
    values = pairs if found.kind == "hours" else panel_of_data(found).frame.to_dicts()
    row = {name: getattr(found, name) for name in ("id", "name", "kind", "source", "vintage", "public", "findings")}
    return {**row, "set_aside": found.aside, "values": values}


@router.get("/indices", response={200: list[IndexRow], PROBLEMS: Problem}, summary="Composite indices")
def index_list(request: HttpRequest) -> Any:
    """The official ones, and those of people that the caller may read."""
    found = queries.all_indices(request.user)
    return [{"key": each.key, "name": indices.name_of(each.index), "official": each.stored is None} for each in found]


@router.get(
    "/indices/{key}", response={200: Answered, PROBLEMS: Problem}, summary="What was published of an index, checked"
)
def index(request: HttpRequest, key: Word) -> Any:
    """Totals, parts, weights, what is reproduced."""
    declared = queries.declared_index(key, request.user)
    if declared is None:
        raise Http404
    return as_json(indices.published(declared.index))
