"""Indices: one with its releases or its numbers, and those that people give as a file."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tashan.integration.problems import MeasureError
from tashan.panels import PanelError
from tashan.web.integration import indices, own_index, queries, services
from tashan.web.integration.forms import IndexForm
from tashan.web.integration.models import IndexDefinition
from tashan.web.integration.stored import panel_of_data
from tashan.web.integration.views.frame import frame
from tashan.web.integration.words import error_words
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import page
from tashan.web.pages.words import say


@public
def index(request: HttpRequest, key: str) -> HttpResponse:
    """An index from its file: what was published, or what a table gives."""
    declared = queries.declared_index(key, request.user)
    if declared is None:
        raise Http404(key)
    computable = all(leaf.indicator for leaf in declared.index.leaves())
    tables = list(queries.readable_data(request.user)) if computable else []
    wanted = request.GET.get("data", "")
    data = next(
        (each for each in tables if str(each.pk) == wanted),
        tables[0] if tables and not declared.index.published else None,
    )
    context = {
        **frame(request, "home"),
        "declared": declared,
        "name": indices.name_of(declared.index),
        "computable": computable,
        "data": tables,
        "chosen": data,
        "may_withdraw": declared.stored is not None
        and request.user.has_perm("integration.withdraw_index", declared.stored),
    }
    try:
        if data is not None:
            place = getattr(request.user, "place", "") or ""
            answer = own_index.computed(declared.index, data, panel_of_data(data), request.GET.get("mine") or place)
        else:
            answer = indices.published(declared.index)
    except (MeasureError, PanelError) as error:
        return page(request, "integration/cannot.html", {**context, "why": error_words(error)})
    return page(
        request, "integration/index.html", {**context, "answer": answer}, tables=answer.tables, pictures=answer.pictures
    )


@needs("integration.add_index")
@require_http_methods(["GET", "POST"])
def new_index(request: HttpRequest) -> HttpResponse:
    """Give an index as a file, or its next version."""
    start = {}
    known = queries.readable_indices(request.user).filter(key=request.GET.get("key", "")).first()
    if known is not None:
        start = {"key": known.key, "text": known.text, "place": known.place, "public": known.public}
    form = IndexForm(request.POST or None, request.FILES or None, person=request.user, initial=start)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.do_add_index(
                actor=request.user, place=given["place"], key=given["key"], text=given["text"], public=given["public"]
            )
        except ValidationError as error:
            form.add_error("text", error)
        else:
            messages.success(request, say("已保存第{n}版。", "Version {n} is kept.", n=made.version))
            return HttpResponseRedirect(reverse("integration-index", args=[made.key]))
    return render(request, "integration/form.html", {**frame(request, "home"), "form": form, "what": "index"})


@needs("integration.withdraw_index")
@require_POST
def withdraw_index(request: HttpRequest, key: str) -> HttpResponse:
    """Take an index out of use."""
    services.do_withdraw_index(
        actor=request.user, index=get_object_or_404(IndexDefinition, key=key), why=request.POST.get("why", "")
    )
    messages.success(request, say("已撤下。", "It is taken out of use."))
    return HttpResponseRedirect(reverse("integration"))
