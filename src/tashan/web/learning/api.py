"""Learning for programs: the same answers as the pages, with exact numbers."""

from __future__ import annotations

from typing import Any, Literal

from django.http import Http404, HttpRequest
from ninja import Query, Router, Schema

from tashan.briefs.as_markdown import markdown
from tashan.briefs.study import study_brief
from tashan.learning.practices import choose
from tashan.learning.problems import LearningError
from tashan.web.accounts.interface import PROBLEMS, Problem, Word
from tashan.web.learning import planning
from tashan.web.learning.asked import asked_of
from tashan.web.learning.entries import library
from tashan.web.learning.topics import TOPICS
from tashan.web.learning.words import error_words
from tashan.web.pages.answers import as_json

router = Router()


class CannotError(Exception):
    """What was asked cannot be computed or planned; the message says why and what to do."""


REFUSALS = (CannotError,)


class Answered(Schema):
    """A page's answer: its sentence, doubts, settings, sources and tables."""

    sentence: str
    lead: str
    doubts: list[str]
    settings: list[dict[str, str]]
    sources: list[str]
    tables: list[dict[str, Any]]


class Wanted(Schema):
    """The settings of a network, as in the address of its page; what is left out is filled in."""

    source: Word | None = None
    first: Word | None = None
    last: Word | None = None
    level: Word | None = None
    rollup: Word | None = None
    theme: Word | None = None
    kind: Word | None = None
    leader: Word | None = None
    isolates: Word | None = None
    direction: Word | None = None
    region: Word | None = None
    rule: Word | None = None
    model: Word | None = None
    within: Word | None = None


class PracticeRow(Schema):
    """A practice of the library."""

    key: str
    name: str
    problem: str
    mechanism: str
    places: list[str]
    concepts: list[str]
    conditions: list[str]
    results: list[str]
    completion: str
    reviewed: bool
    sources: list[str]


class Planned(Schema):
    """A study visit: the sentence that answers, places with their scores and reasons, and the whole as Markdown."""

    sentence: str
    places: list[dict[str, Any]]
    markdown: str


@router.get(
    "/topics/{name}",
    response={200: Answered, PROBLEMS: Problem},
    summary="A network: ties, measures, periods, why, what followed",
)
def topic(
    request: HttpRequest,
    name: Literal["network", "measures", "periods", "region", "why", "outcomes"],
    wanted: Query[Wanted],
) -> Any:
    """Of the archive's public visits, or of a table that the caller may read."""
    query = {key: value for key, value in wanted.dict().items() if value is not None}
    query |= {word: query.pop(key) for key, word in (("first", "from"), ("last", "to")) if key in query}
    asked = asked_of(request.user, query)
    if not asked.years:
        raise Http404
    try:
        return as_json(TOPICS[name][2](asked))
    except LearningError as error:
        raise CannotError(error_words(error)) from None


@router.get(
    "/practices",
    response={200: list[PracticeRow], PROBLEMS: Problem},
    summary="Practices, those that answer a problem first",
)
def practices(request: HttpRequest, problem: Word = "", concept: Word = "", theme: Word = "") -> Any:
    """The library that the caller may read."""
    entries = [entry for entry, _ in library(request.user)]
    found = choose(entries, problem=problem, concept=concept, theme=theme)
    return [
        {
            **{name: getattr(entry, name) for name in ("key", "problem", "mechanism", "completion", "reviewed")},
            "name": planning.practice_name(entry),
            "places": [place.name for place in entry.places],
            "sources": [str(proof) for proof in entry.proofs],
            **{name: list(getattr(entry, name)) for name in ("concepts", "conditions", "results")},
        }
        for entry in found
    ]


@router.get("/plan", response={200: Planned, PROBLEMS: Problem}, summary="Whom to visit for a problem, and why")
def plan(request: HttpRequest, region: Word, problem: Word) -> Any:
    """By the usual weights; each reason with its source."""
    wish = planning.wish_of({"region": region, "problem": problem})
    try:
        found = planning.made(wish, request.user)
    except LearningError as error:
        raise CannotError(error_words(error)) from None
    except ValueError as error:
        raise CannotError(str(error)) from None
    places = [
        {
            "region": each.region.name,
            "score": each.score,
            "practices": [entry.key for entry in each.practices],
            "reasons": [
                {
                    "part": reason.part,
                    "value": reason.value,
                    "weight": reason.weight,
                    "sentence": reason.sentence,
                    "source": reason.source,
                }
                for reason in each.reasons
            ],
            "questions": list(each.questions),
        }
        for each in found.proposals
    ]
    return {"sentence": planning.sentence(found), "places": places, "markdown": markdown(study_brief(found))}
