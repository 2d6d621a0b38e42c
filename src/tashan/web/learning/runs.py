"""Models fitted in the background: the network as it stood, the parts still to fit, and who may read what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import numpy as np
from django.db.models import Q, QuerySet
from django.urls import reverse

from tashan.regions import Region
from tashan.web.archive.queries import own_places
from tashan.web.jobs.kinds import Kind
from tashan.web.jobs.models import Job
from tashan.web.learning.asked import Question, regions_of, visit_network
from tashan.web.learning.fitting import SHARES, Case, case_of, fitted, parts
from tashan.web.learning.models import ModelRun
from tashan.web.learning.sources import Source

RUN: Final = "learning.models"


def readable_runs(person: Any) -> QuerySet[ModelRun]:
    """The runs that a person may read: those of visits that are public, and those of own places."""
    open_source = Q(table=None) | Q(table__public=True, table__withdrawn_at=None)
    return ModelRun.objects.filter(open_source | own_places("place", person)).select_related("table", "job")


def frozen_visits(question: Question) -> dict[str, Any]:
    """A network as a run keeps it."""
    weights = visit_network(question).weights
    rows, columns = np.nonzero(weights)
    return {
        "regions": [[region.code, region.name, region.level] for region in regions_of(question)],
        "ties": [[int(i), int(j), float(weights[i, j])] for i, j in zip(rows, columns, strict=True)],
    }


def question_of(run: ModelRun) -> Question:
    """The question that a run answers, with its source as it stood."""
    return Question(**{**run.question, "source": Source(**run.question["source"])})


def parts_left(run: ModelRun) -> list[str]:
    """The parts that are still to fit."""
    return [part for part in parts(run.permutations, split=True) if part not in run.parts]


def run_of(question: Question, model: str, permutations: int, person: Any) -> ModelRun | None:
    """The newest run of the same visits and the same choices that a person may read."""
    same = readable_runs(person).filter(model=model, permutations=permutations)
    wanted = (question.source.key, question.source.stamp, *_choices(question))
    for run in same[:200]:
        asked = question_of(run)
        if (asked.source.key, asked.source.stamp, *_choices(asked)) == wanted:
            return run
    return None


def _choices(q: Question) -> tuple[Any, ...]:
    return (q.first, q.last, q.level, q.rollup, q.theme, q.kind, q.leader, q.isolates)


@lru_cache(maxsize=2)
def _case(key: str) -> Case:
    """The visits of a run, which never change."""
    run = ModelRun.objects.get(key=key)
    regions = [Region(*each) for each in run.visits["regions"]]
    weights = np.zeros((len(regions), len(regions)))
    for row, column, count in run.visits["ties"]:
        weights[row, column] = count
    return case_of(regions, weights, run.question["last"] or 2024)


def _todo(arguments: Mapping[str, Any]) -> list[str]:
    run = ModelRun.objects.filter(key=arguments["run"]).first()
    return [] if run is None else parts_left(run)


def _fit(arguments: Mapping[str, Any], part: str) -> None:
    """Fit one part, then keep it: the database is not held while numbers are made."""
    from tashan.web.learning.services import do_keep_part

    run = ModelRun.objects.defer("visits").get(key=arguments["run"])
    shares = min(SHARES, run.permutations)
    found = fitted(_case(run.key), part, model=run.model, permutations=run.permutations, shares=shares)
    do_keep_part(key=run.key, part=part, found=found)


def _address(job: Job) -> str:
    return reverse("learning-run", args=[job.arguments["run"]])


KIND: Final = Kind(RUN, "估计模型（谁考察谁）", "Fit models of who visits whom", _todo, _fit, _address)
