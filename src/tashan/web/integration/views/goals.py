"""Score cards: goals, how far they are, setting and withdrawing one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tashan.web.accounts.place_forms import places_as
from tashan.web.integration import queries, services
from tashan.web.integration.forms import TargetForm
from tashan.web.integration.models import Target
from tashan.web.integration.scores import VERDICTS, scored, scores
from tashan.web.integration.stored import panel_of_data
from tashan.web.integration.views.frame import frame
from tashan.web.pages.access import check, needs, public
from tashan.web.pages.downloads import page
from tashan.web.pages.words import say


@public
def score_cards(request: HttpRequest) -> HttpResponse:
    """Goals with baselines and targets, and how far they are."""
    targets = list(queries.targets_of(request.user))
    region = request.GET.get("region", "")
    regions = sorted({target.region for target in targets})
    years = sorted({year for target in targets for year in target.data.counts.get("list_years", ())})
    asked = request.GET.get("until", "")
    until = int(asked) if asked.isdecimal() and int(asked) in years else years[-1] if years else 0
    kept = [target for target in targets if not region or target.region == region]
    answer = scores(kept, until)
    judged = [
        {"target": target, "score": each, "light": VERDICTS[each.verdict][0], "word": say(*VERDICTS[each.verdict][1:])}
        for target, each in scored(kept, until)
    ]
    for row in judged:
        row["may_withdraw"] = request.user.has_perm("integration.withdraw_target", row["target"])
    context = {
        **frame(request, "scores"),
        "answer": answer,
        "judged": judged,
        "regions": regions,
        "years": years[::-1],
        "until": until,
        "region": region,
        "may_set": bool(places_as(request.user, "analyst", "officer")),
    }
    return page(request, "integration/scores.html", context, tables=answer.tables, pictures=answer.pictures)


@needs("integration.set_target")
@require_http_methods(["GET", "POST"])
def new_target(request: HttpRequest) -> HttpResponse:
    """Set a goal."""
    tables = queries.readable_data(request.user)
    wanted = request.POST.get("data") or request.GET.get("data", "")
    data = tables.filter(pk=wanted).first() if wanted.isdecimal() else tables.first()
    if data is None:
        messages.warning(
            request,
            say(
                "先由分析员上传一张数据表，才能设目标；随软件附带的表不能用来设目标。",
                "A goal needs a table that an analyst has added; the one that comes along cannot hold goals.",
            ),
        )
        may_add = request.user.has_perm("integration.add_data")
        return HttpResponseRedirect(reverse("integration-new-data" if may_add else "integration-data"))
    panel = panel_of_data(data)
    form = TargetForm(
        request.POST or None,
        person=request.user,
        tables=tables,
        regions=list(panel.regions()),
        indicators=list(panel.indicators()),
        initial={"data": data.pk},
    )
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            services.do_set_target(actor=request.user, place=given.pop("place"), **given)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, say("目标已设定。", "The goal is set."))
            return HttpResponseRedirect(reverse("integration-scores"))
    return render(
        request,
        "integration/form.html",
        {**frame(request, "scores"), "form": form, "what": "target"},
        status=422 if form.errors else 200,
    )


@needs("integration.withdraw_target")
@require_POST
def withdraw_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal out of the score card."""
    target = get_object_or_404(Target, pk=pk)
    check(request.user, "integration.withdraw_target", target)
    services.do_withdraw_target(actor=request.user, target=target, why=request.POST.get("why", ""))
    return HttpResponseRedirect(reverse("integration-scores"))
