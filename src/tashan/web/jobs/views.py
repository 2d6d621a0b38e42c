"""A person's background work: a list, a page a job that keeps itself up to date, stop and go on."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from tashan.web.jobs import queries, services
from tashan.web.jobs.kinds import kind_of
from tashan.web.jobs.models import Job
from tashan.web.pages.access import needs
from tashan.web.pages.words import say


def _job(number: int) -> Job:
    return get_object_or_404(Job, pk=number)


@needs("jobs.see_job")
def listing(request: HttpRequest) -> HttpResponse:
    """What I started."""
    page = Paginator(queries.own_jobs(request.user), 50).get_page(request.GET.get("page"))
    rows = [(job, kind_of(job.kind)) for job in page]
    context = {"page": page, "rows": rows, "going_on": queries.jobs_going_on(request.user).count()}
    return render(request, "jobs/list.html", context)


@needs("jobs.see_job", _job)
def job(request: HttpRequest, number: int) -> HttpResponse:
    """How far a job is; asked for by htmx, the part that changes alone."""
    template = "jobs/progress.html" if getattr(request, "htmx", False) else "jobs/job.html"
    return render(request, template, _context(_job(number)))


@require_POST
@needs("jobs.stop_job", _job)
def stop(request: HttpRequest, number: int) -> HttpResponse:
    """Ask a job to stop."""
    services.do_stop(job=_job(number), actor=request.user)
    messages.info(
        request,
        say("做完手上这一步就停；已完成的不会丢。", "It stops after the present step; what is done stays done."),
    )
    return redirect("job", number)


@require_POST
@needs("jobs.stop_job", _job)
def resume(request: HttpRequest, number: int) -> HttpResponse:
    """Let a job go on that ended early."""
    try:
        services.do_resume(job=_job(number), actor=request.user)
    except services.JobError:
        messages.warning(
            request, say("这项工作没有中断，不必继续。", "This work did not end early; there is nothing to go on with.")
        )
    return redirect("job", number)


def _context(job: Job) -> dict[str, Any]:
    kind = kind_of(job.kind)
    back = kind.address(job) if kind and kind.address else ""
    return {"job": job, "kind": kind, "back": back, "left": _left(job.seconds_left)}


def _left(seconds: int | None) -> str:
    """A time to wait, in words."""
    if seconds is None:
        return ""
    if seconds < 90:
        return say("约 {n} 秒", "about {n} s", n=max(1, seconds))
    if seconds < 5400:
        return say("约 {n} 分钟", "about {n} min", n=round(seconds / 60))
    return say("约 {n} 小时", "about {n} h", n=round(seconds / 3600))
