"""Models fitted in the background: starting a run, its page, and the list of those that are kept."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from tashan.learning.problems import LearningError
from tashan.web.accounts.place_forms import places_as
from tashan.web.learning import why
from tashan.web.learning.asked import Asked, asked_of, level_name, period, visit_network
from tashan.web.learning.fitting import parts
from tashan.web.learning.models import ModelRun
from tashan.web.learning.runs import parts_left, question_of, readable_runs, run_of
from tashan.web.learning.services import do_start_run
from tashan.web.learning.views.frame import frame
from tashan.web.learning.words import error_words
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.words import say


def offer(request: HttpRequest, asked: Asked) -> dict[str, Any]:
    """What the page of models offers for the background: the run that is kept already, or to start one."""
    model, draws = why.model_of(asked.settings)
    size = visit_network(asked.question).size
    return {
        "kept": run_of(asked.question, model, draws, request.user),
        "places": places_as(request.user, "analyst") if why.FEWEST_NODES <= size <= why.MOST_RUN else [],
        "fields": [(key, value) for key, value in asked.settings.items() if key not in ("get", "place")],
        "model": dict(why.models())[model],
        "draws": draws,
        "size": size,
        "most": why.MOST_RUN,
        "too_large": size > why.MOST_RUN,
    }


@require_POST
@needs("learning.run_model")
def start(request: HttpRequest) -> HttpResponse:
    """Start a run of what the page of models shows."""
    asked = asked_of(request.user, request.POST.dict())
    model, draws = why.model_of(asked.settings)
    allowed = [place for place, _ in places_as(request.user, "analyst")]
    place = request.POST.get("place", "") or (allowed[0] if allowed else "")
    try:
        run = do_start_run(actor=request.user, place=place, question=asked.question, model=model, permutations=draws)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except LearningError as error:
        messages.error(request, error_words(error))
    else:
        return HttpResponseRedirect(reverse("learning-run", args=[run.key]))
    return HttpResponseRedirect(reverse("learning-topic", args=["why"]))


@public
def run(request: HttpRequest, key: str) -> HttpResponse:
    """A run: how far it is, and once it is finished its answer, always the same numbers."""
    found = get_object_or_404(readable_runs(request.user), key=key)
    q = question_of(found)
    context: dict[str, Any] = {**frame(request, "why"), "title": say("为什么", "Why"), "run": found}
    context["stood"] = timezone.localtime(found.started_at)
    if found.finished_at is None:
        job = found.job
        total = len(parts(found.permutations, split=True))
        context |= {
            "total": total,
            "done": total - len(parts_left(found)),
            "over": job is None or job.is_over,
            "own": job is not None and request.user.has_perm("jobs.see_job", job),
        }
        part_alone = bool(getattr(request, "htmx", False))
        return render(request, "learning/run_progress.html" if part_alone else "learning/run_waiting.html", context)
    if getattr(request, "htmx", False):
        return HttpResponse(headers={"HX-Refresh": "true"})
    try:
        answer = why.answer_of(q, found.model, found.permutations, found.parts)
    except LearningError as error:
        return page(request, "learning/cannot.html", {**context, "why": error_words(error)})
    when = context["stood"].strftime("%Y-%m-%d %H:%M")
    answer.settings.append((say("数据截至", "Visits as of"), when))
    return page(request, "learning/run.html", {**context, "answer": answer}, tables=answer.tables)


@public
def runs(request: HttpRequest) -> HttpResponse:
    """The runs that the reader may open again."""
    rows = [_row(each) for each in readable_runs(request.user).defer("visits", "parts")[:200]]
    columns = [
        Column(say("估计", "Run")),
        Column(say("来源", "Source")),
        Column(say("模型", "Model")),
        Column(say("置换次数", "Permutations"), number=True),
        Column(say("开始", "Started"), when=True),
        Column(say("状态", "State")),
    ]
    empty = say("还没有存下的估计。在“为什么”页可以放到后台计算。", "None yet. The page Why can start one.")
    table = Table("runs", say("存下的估计（{n}）", "Runs ({n})", n=len(rows)), columns, rows, empty=empty)
    return page(request, "learning/runs.html", {**frame(request, "why"), "count": len(rows)}, tables=[table])


def _row(each: ModelRun) -> list[Any]:
    q = question_of(each)
    state = say("已完成", "finished") if each.finished_at else say("未完成", "not finished")
    return [
        Linked(f"{period(q)} · {level_name(q)}", reverse("learning-run", args=[each.key])),
        q.source.name,
        dict(why.models()).get(each.model, each.model),
        each.permutations,
        timezone.localtime(each.started_at).strftime("%Y-%m-%d %H:%M"),
        state,
    ]
