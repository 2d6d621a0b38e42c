"""The planner: whom to visit for a problem."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tashan.briefs.brief import TYPES
from tashan.briefs.study import study_brief
from tashan.briefs.writers import WRITERS
from tashan.learning.concepts import shipped_concepts
from tashan.learning.problems import LearningError
from tashan.regions.clusters import clusters
from tashan.web.learning import planning
from tashan.web.learning.views.frame import frame
from tashan.web.learning.words import error_words
from tashan.web.pages.access import public
from tashan.web.pages.downloads import page
from tashan.web.pages.words import language, say


@public
def plan(request: HttpRequest) -> HttpResponse:
    """Whom to visit for a problem, what to ask there, and why."""
    wish = planning.wish_of(request.GET.dict())
    tongue = "en" if language() == "en" else "zh"
    context = {
        **frame(request, "plan"),
        "wish": wish,
        "weights": planning.weight_rows(wish),
        "areas": [each.name for each in clusters()],
        "ideas": [each.label(tongue) for each in shipped_concepts().values()],
    }
    if not wish.region or not wish.problem:
        return page(request, "learning/plan.html", context)
    if wish.home is None:
        why_not = say(
            "认不出“{name}”：请写全称（湖南省湘潭市）或城市群名（长株潭）。",
            "“{name}” is not known: write the full name of a region or of a cluster.",
            name=wish.region,
        )
        return page(request, "learning/plan.html", {**context, "why": why_not})
    try:
        found = planning.made(wish, request.user)
    except LearningError as error:
        return page(request, "learning/plan.html", {**context, "why": error_words(error)})
    except ValueError as error:
        return page(
            request,
            "learning/plan.html",
            {
                **context,
                "why": say("至少一个权重要大于零。", "At least one weight must be above zero.")
                if tongue == "zh"
                else str(error),
            },
        )
    name, _, form = request.GET.get("get", "").partition(".")
    if name == "plan" and form in WRITERS:
        return HttpResponse(
            WRITERS[form](study_brief(found)),
            content_type=TYPES[form],
            headers={"Content-Disposition": f'attachment; filename="plan.{form}"'},
        )
    pictures = [planning.scores(found), planning.route(found)]
    context |= {
        "plan": found,
        "sentence": planning.sentence(found),
        "proposals": [_proposal(each, tongue) for each in found.proposals],
        "asked": found.asked,
    }
    return page(request, "learning/plan.html", context, tables=[planning.reasons(found)], pictures=pictures)


def _proposal(each: Any, tongue: str) -> dict[str, Any]:
    from tashan.learning.planner_words import part_name

    return {
        "each": each,
        "name": planning.region_name(each.region),
        "also": [planning.region_name(place) for place in each.also],
        "practices": [(planning.practice_name(entry), entry) for entry in each.practices],
        "reasons": [(part_name(reason.part, tongue), reason) for reason in each.reasons],
        "unknown": [part_name(part, tongue) for part in each.unknown],
    }
