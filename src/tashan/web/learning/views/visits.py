"""Tables of visits: the list, one, a new one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tashan.web.accounts.place_forms import places_as
from tashan.web.learning import services
from tashan.web.learning.forms import VisitsForm
from tashan.web.learning.models import VisitTable
from tashan.web.learning.sources import kept_problems, readable_tables
from tashan.web.learning.views.frame import frame
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.standing import change_standing
from tashan.web.pages.words import retold, say


@public
def visits(request: HttpRequest) -> HttpResponse:
    """The tables of visits that the reader may use."""
    rows = [
        [
            Linked(table.name, reverse("learning-one-visits", args=[table.pk])),
            table.source,
            table.visits,
            say("公开", "public") if table.public else say("本区域", "own region"),
            Linked(say("看网络", "network"), f"{reverse('learning')}?source={table.pk}"),
        ]
        for table in readable_tables(request.user)
    ]
    columns = [
        Column(say("名称", "Name")),
        Column(say("来源", "Source")),
        Column(say("考察次数", "Visits"), number=True),
        Column(say("谁可读", "Who may read")),
        Column(""),
    ]
    tables = [
        Table(
            "tables",
            say("考察表", "Tables of visits"),
            columns,
            rows,
            empty=say(
                "还没有考察表；网络页用的是本站档案。分析员登录后可以上传自己的表。",
                "No tables yet; the network is that of the archive. Analysts who log in can add their own.",
            ),
        )
    ]
    context = {**frame(request, "visits"), "may_add": bool(places_as(request.user, "analyst")), "count": len(rows)}
    return page(request, "learning/visits.html", context, tables=tables)


@public
def one_visits(request: HttpRequest, pk: int) -> HttpResponse:
    """A table of visits: its rows, and what could not be used."""
    table = get_object_or_404(VisitTable, pk=pk)
    if not table.public and not request.user.has_perm("learning.read_visits", table):
        raise Http404(pk)
    rows = [
        [row["start"], row["visitor"][1], row["host"][1], "、".join(row["themes"]) or None, row["source"]]
        for row in table.rows
    ]
    columns = [
        Column(say("日期", "Date"), when=True),
        Column(say("来访方", "Visitor")),
        Column(say("接待方", "Host")),
        Column(say("主题", "Themes")),
        Column(say("行", "Row")),
    ]
    tables = [
        Table(
            "problems",
            say("没有用上的（{n}）", "Not used ({n})", n=len(table.problems)),
            [Column(say("说明", "Why"))],
            [[retold(kept)] for kept in kept_problems(table)],
            table.source,
            most=60,
            empty=say("全部用上了。", "All rows are used."),
        ),
        Table("events", say("考察（{n}条）", "Visits ({n})", n=len(rows)), columns, rows, table.source, most=60),
    ]
    context = {
        **frame(request, "visits"),
        "table_of": table,
        "may_publish": request.user.has_perm("learning.publish_visits", table),
    }
    return page(request, "learning/one_visits.html", context, tables=tables)


@needs("learning.add_visits")
@require_http_methods(["GET", "POST"])
def new_visits(request: HttpRequest) -> HttpResponse:
    """Give a table of visits."""
    form = VisitsForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            table = services.do_add_visits(
                actor=request.user,
                place=given["place"],
                name=given["name"],
                source=given["source"],
                file_name=given["file"].name,
                content=given["file"].read(),
                public=given["public"],
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            messages.success(
                request,
                say(
                    "读入{n}次考察，{m}处没有用上。",
                    "{n} visits were read; {m} things could not be used.",
                    n=table.visits,
                    m=len(table.problems),
                ),
            )
            return HttpResponseRedirect(reverse("learning-one-visits", args=[table.pk]))
    return render(request, "learning/form.html", {**frame(request, "visits"), "form": form, "what": "visits"})


@needs("learning.publish_visits")
@require_POST
def change_visits(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close or withdraw a table of visits."""
    table = get_object_or_404(VisitTable, pk=pk)
    return change_standing(
        request,
        publish=lambda public: services.do_publish_visits(actor=request.user, table=table, public=public),
        withdraw=lambda why: services.do_withdraw_visits(actor=request.user, table=table, why=why),
        listing=reverse("learning-visits"),
        page=reverse("learning-one-visits", args=[pk]),
    )
