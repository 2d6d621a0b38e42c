"""Tables of figures: the list, one with what the panel doctor says, a new one."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tashan.web.accounts.place_forms import places_as
from tashan.web.integration import queries, services
from tashan.web.integration.findings import finding_message
from tashan.web.integration.forms import DataForm
from tashan.web.integration.models import DataSet
from tashan.web.integration.stored import SHIPPED, panel_of_data, shipped_data
from tashan.web.integration.views.frame import frame
from tashan.web.integration.words import finding_words
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.standing import change_standing
from tashan.web.pages.words import language, say


@public
def data_list(request: HttpRequest) -> HttpResponse:
    """The tables that the reader may read."""
    tables = [*queries.readable_data(request.user), *queries.readable_data(request.user, "hours"), shipped_data()]
    rows = [
        [
            Linked(data.name, reverse("integration-one-data", args=[data.pk])),
            data.get_kind_display(),
            data.source,
            data.vintage or None,
            data.counts.get("regions"),
            _span(data),
            data.counts.get("values", data.counts.get("pairs")),
            say("公开", "public") if data.public else say("本区域", "own region"),
        ]
        for data in tables
    ]
    columns = [
        Column(say("名称", "Name")),
        Column(say("内容", "Contents")),
        Column(say("来源", "Source")),
        Column(say("版本", "Release")),
        Column(say("地区数", "Regions"), number=True),
        Column(say("年份", "Years"), when=True),
        Column(say("数值数", "Values"), number=True),
        Column(say("谁可读", "Who may read")),
    ]
    table = Table("data", say("数据集", "Tables"), columns, rows, empty=say("还没有数据集。", "No tables yet."))
    context = {**frame(request, "data"), "count": len(tables), "may_add": bool(places_as(request.user, "analyst"))}
    return page(request, "integration/data.html", context, tables=[table])


def _span(data: DataSet) -> str:
    years = data.counts.get("list_years") or []
    return "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _readable(request: HttpRequest, pk: int) -> DataSet:
    data = shipped_data() if pk == SHIPPED else get_object_or_404(DataSet, pk=pk)
    if not data.public and not request.user.has_perm("integration.read_data", data):
        raise Http404(pk)
    return data


@public
def one_data(request: HttpRequest, pk: int) -> HttpResponse:
    """A table: what it holds, what the panel doctor says, what stands aside; with its values as a file."""
    data = _readable(request, pk)
    findings = [
        [
            finding_words(each["code"]),
            each["row"],
            each["region"],
            str(each["year"]) if each["year"] else None,
            each["indicator"],
            finding_message(each),
        ]
        for each in data.findings
    ]
    heads = [
        say("发现", "Finding"),
        say("行", "Row"),
        say("地区", "Region"),
        say("年份", "Year"),
        say("指标", "Indicator"),
        say("说明与办法", "What, and what to do"),
    ]
    short = (3,) if language() == "en" else (0, 3)  # Chinese names of findings are a few characters
    columns = [Column(head, number=place == 1, when=place in short) for place, head in enumerate(heads)]
    title = say("体检报告（{n}条）", "The panel doctor’s findings ({n})", n=len(findings))
    tables = [
        Table(
            "findings",
            title,
            columns,
            findings,
            data.source,
            empty=say("没有发现问题。", "Nothing was found."),
            most=60,
        )
    ]
    if data.aside:
        rows = [
            [
                each["row"],
                each["spelled"],
                str(each["year"] or ""),
                each["indicator"],
                each["cell"],
                finding_words(each["reason"]),
            ]
            for each in data.aside
        ]
        heads = [
            say("行", "Row"),
            say("原文地区", "Region as written"),
            say("年份", "Year"),
            say("指标", "Indicator"),
            say("单元格", "Cell"),
            say("为什么", "Why"),
        ]
        tables.append(
            Table(
                "aside",
                say("未计入的行（{n}）", "Set aside ({n})", n=data.counts.get("set_aside", len(rows))),
                [Column(head) for head in heads],
                rows,
                data.source,
                most=60,
            )
        )
    if request.GET.get("get", "").startswith("values."):
        tables.append(_values(data))
    context = {
        **frame(request, "data"),
        "data": data,
        "span": _span(data),
        "may_publish": data.pk != SHIPPED and request.user.has_perm("integration.publish_data", data),
        "indicators": data.counts.get("list_indicators", []),
    }
    return page(request, "integration/one_data.html", context, tables=tables)


def _values(data: DataSet) -> Table:
    if data.kind == "hours":
        heads = [say("起点", "From"), say("终点", "To"), say("小时", "Hours")]
        return Table("values", data.name, [Column(head) for head in heads], data.counts["hours"], data.source)
    frame = panel_of_data(data).frame
    return Table("values", data.name, [Column(name) for name in frame.columns], list(frame.iter_rows()), data.source)


@needs("integration.add_data")
@require_http_methods(["GET", "POST"])
def new_data(request: HttpRequest) -> HttpResponse:
    """Give a table; what cannot be read is said beside the field, and what was typed stays."""
    form = DataForm(request.POST or None, request.FILES or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        options = {key: given[key] or "" for key in ("indicator", "unit")} | {
            "year": given["year"],
            "level": given["level"] or None,
        }
        try:
            made = services.do_add_data(
                actor=request.user,
                place=given["place"],
                name=given["name"],
                source=given["source"],
                vintage=given["vintage"],
                file_name=given["file"].name,
                content=given["file"].read(),
                kind=given["kind"],
                options=options,
                public=given["public"],
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            count = made.counts.get("values", made.counts.get("pairs"))
            messages.success(
                request,
                say(
                    "读入{n}个数值，{m}条发现。",
                    "{n} values were read, with {m} findings.",
                    n=count,
                    m=len(made.findings),
                ),
            )
            return HttpResponseRedirect(reverse("integration-one-data", args=[made.pk]))
    return render(request, "integration/form.html", {**frame(request, "data"), "form": form, "what": "data"})


@needs("integration.publish_data")
@require_POST
def change_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close or withdraw a table."""
    data = get_object_or_404(DataSet, pk=pk)
    return change_standing(
        request,
        publish=lambda public: services.do_publish_data(actor=request.user, data=data, public=public),
        withdraw=lambda why: services.do_withdraw_data(actor=request.user, data=data, why=why),
        listing=reverse("integration-data"),
        page=reverse("integration-one-data", args=[pk]),
    )
