"""Pages of the room: thin; each asks a topic for its answer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tashan.integration.cards import cards
from tashan.integration.measures import MEASURES
from tashan.integration.problems import MeasureError
from tashan.panels import PanelError
from tashan.web.integration import indices, queries, services
from tashan.web.integration.choices import HEADS, Choice, areas_with, choice_of
from tashan.web.integration.forms import DataForm, IndexForm, TargetForm, places_of
from tashan.web.integration.models import DataSet, IndexDefinition, Target
from tashan.web.integration.scores import VERDICTS, scored, scores
from tashan.web.integration.stored import SHIPPED, panel_of_data, shipped_data
from tashan.web.integration.topics import TOPICS
from tashan.web.integration.words import card_note, error_words, finding_words
from tashan.web.pages.access import check, needs, public
from tashan.web.pages.answers import Answer
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.words import language, say


def _frame(request: HttpRequest, topic: str) -> dict[str, Any]:
    """What every page of the room has: the menu of topics, with the settings kept."""
    kept = request.GET.copy()
    for name in ("get", "language", "sectors", "of", "centre", "groups", "measure"):
        kept.pop(name, None)
    query = f"?{kept.urlencode()}" if kept else ""
    menu = [("home", say("首页", "Overview"), reverse("integration"))]
    menu += [
        (key, say(zh, en), reverse("integration-topic", args=[key]) + query) for key, (zh, en, _) in TOPICS.items()
    ]
    menu += [
        ("scores", say("评分卡", "Score cards"), reverse("integration-scores")),
        ("data", say("数据", "Data"), reverse("integration-data")),
    ]
    return {"section": "integration", "topic": topic, "menu": menu, "definitions": reverse("integration-definitions")}


@public
def home(request: HttpRequest) -> HttpResponse:
    """What there is: official indices, tables to diagnose, indices of people."""
    found: list[dict[str, Any]] = []
    for declared in queries.all_indices(request.user):
        answer = indices.published(declared.index) if declared.index.published else None
        found.append({"declared": declared, "name": indices.name_of(declared.index), "answer": answer})
    tables = queries.tables_of(request.user)
    areas = areas_with([panel_of_data(data) for data in (*tables[:5], tables[-1])])
    context = {
        **_frame(request, "home"),
        "indices": found,
        "data": tables,
        "areas": areas,
        "may_add": bool(places_of(request.user, "analyst")),
    }
    first: Answer | None = found[0]["answer"]
    return page(
        request,
        "integration/home.html",
        {**context, "pictures": first.pictures[:2] if first else []},
        pictures=first.pictures if first else (),
    )


@public
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """One topic for an area, a year and a table; all of it stands in the address."""
    if name not in TOPICS:
        raise Http404(name)
    zh, en, answer_of = TOPICS[name]
    choice = choice_of(request.user, request.GET.dict())
    context = {**_frame(request, name), "title": say(zh, en), "may_add": bool(places_of(request.user, "analyst"))}
    if name == "diagnosis" and choice.area is None:
        near = areas_with([panel for _, panel in choice.panels])
        choice = replace(choice, area=near[0] if near else None)
    context |= {"choice": choice, "settings": _settings(choice, name)}
    try:
        answer = answer_of(choice)
    except (MeasureError, PanelError) as error:
        return page(request, "integration/cannot.html", {**context, "why": error_words(error)})
    return page(
        request,
        "integration/answer.html",
        {**context, "answer": answer},
        tables=answer.tables,
        pictures=answer.pictures,
    )


def _settings(choice: Choice, name: str) -> list[dict[str, Any]]:
    """The settings of a topic: name, label, options and which one is chosen."""

    def one(key: str, label: str, options: list[tuple[str, str]], chosen: str) -> dict[str, Any]:
        return {"key": key, "label": label, "options": options, "chosen": chosen}

    areas = [
        (each.name, each.english or each.name if language() == "en" else each.name)
        for each in areas_with([panel for _, panel in choice.panels])
    ]
    if name != "diagnosis":
        areas = [("", say("全部地区", "all regions")), *areas]
    found = [
        one("area", say("区域", "Area"), areas, choice.area.name if choice.area else ""),
        one("data", say("数据", "Data"), [(str(data.pk), data.title) for data in choice.all_data], str(choice.data.pk)),
        one(
            "year", say("年份", "Year"), [(str(year), str(year)) for year in reversed(choice.years())], str(choice.year)
        ),
    ]
    indicators = list(choice.panel.indicators())
    if name in ("structure", "diagnosis"):
        others = [
            ("", say("无", "none")),
            *((str(data.pk), data.title) for data in choice.all_data if data.pk != choice.data.pk),
        ]
        if len(others) > 1:
            found.append(one("also", say("并列", "Beside"), others, str(choice.also.pk) if choice.also else ""))
        sets = [
            (each.key, say("{n}个 · {what}", "{n} · {what}", n=len(each.sectors), what=each.label))
            for each in choice.sector_sets()
        ]
        chosen = choice.sector_set()
        if len(sets) > 1 and chosen:
            found.append(one("sectors", say("部门", "Sectors"), sets, chosen.key))
    if name == "gaps":
        from tashan.web.integration.choices import PER_HEAD

        found.append(
            one("of", say("指标", "Indicator"), [(each, each) for each in indicators], choice.indicator("of", PER_HEAD))
        )
        heads = [("", say("等权", "each once")), *((each, each) for each in indicators if HEADS.search(each))]
        found.append(one("weights", say("权重", "Weights"), heads, choice.asked.get("weights", "")))
        groups = [
            ("", say("无", "none")),
            ("province", say("按省", "by province")),
            *((each, each) for each in choice.panel.attributes),
        ]
        found.append(one("groups", say("分组", "Groups"), groups, choice.asked.get("groups", "")))
    if name == "pull":
        masses = [("", say("总产出", "total output")), *((each, each) for each in indicators)]
        found.append(one("mass", say("质量", "Mass"), masses, choice.asked.get("mass", "")))
        found.append(
            one(
                "exponent",
                say("指数", "Exponent"),
                [(each, each) for each in ("1", "1.5", "2", "2.5", "3")],
                choice.asked.get("exponent", "2"),
            )
        )
    if name in ("pull", "diagnosis"):
        centres = [
            ("", say("最大者", "the largest")),
            *((choice.codes[each], choice.short(each)) for each in choice.members()),
        ]
        found.append(one("centre", say("中心", "Centre"), centres, choice.asked.get("centre", "")))
        if choice.all_hours:
            options = [("", say("无", "none")), *((str(data.pk), data.title) for data in choice.all_hours)]
            found.append(one("hours", say("旅行时间", "Hours"), options, str(choice.hours.pk) if choice.hours else ""))
    if name == "measures":
        known = [(key, each.en if language() == "en" else each.zh) for key, each in cards().items() if key in MEASURES]
        found.append(one("measure", say("度量", "Measure"), known, choice.asked.get("measure", "similarity")))
        found.append(
            one(
                "of",
                say("指标", "Indicator"),
                [("", say("自动", "automatic")), *((each, each) for each in indicators)],
                choice.asked.get("of", ""),
            )
        )
    mine = [("", say("未选", "none")), *((choice.codes[each], choice.short(each)) for each in choice.members())]
    found.append(one("mine", say("我的区域", "My region"), mine, choice.mine if choice.mine_name else ""))
    return found


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
        **_frame(request, "home"),
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
            answer = indices.computed(declared.index, data, panel_of_data(data), request.GET.get("mine") or place)
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
    return render(request, "integration/form.html", {**_frame(request, "home"), "form": form, "what": "index"})


@needs("integration.withdraw_index")
@require_POST
def withdraw_index(request: HttpRequest, key: str) -> HttpResponse:
    """Take an index out of use."""
    services.do_withdraw_index(
        actor=request.user, index=get_object_or_404(IndexDefinition, key=key), why=request.POST.get("why", "")
    )
    messages.success(request, say("已撤下。", "It is taken out of use."))
    return HttpResponseRedirect(reverse("integration"))


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
    context = {**_frame(request, "data"), "count": len(tables), "may_add": bool(places_of(request.user, "analyst"))}
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
            each["message"],
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
    columns = [Column(head, number=place == 1, when=place == 3) for place, head in enumerate(heads)]
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
        **_frame(request, "data"),
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
    return render(request, "integration/form.html", {**_frame(request, "data"), "form": form, "what": "data"})


@needs("integration.publish_data")
@require_POST
def change_data(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close or withdraw a table."""
    data = get_object_or_404(DataSet, pk=pk)
    if request.POST.get("do") == "withdraw":
        services.do_withdraw_data(actor=request.user, data=data, why=request.POST.get("why", ""))
        messages.success(request, say("已撤下；记录保留。", "It is taken out of use; the record stays."))
        return HttpResponseRedirect(reverse("integration-data"))
    services.do_publish_data(actor=request.user, data=data, public=request.POST.get("do") == "open")
    messages.success(request, say("已更改。", "Changed."))
    return HttpResponseRedirect(reverse("integration-one-data", args=[pk]))


@public
def score_cards(request: HttpRequest) -> HttpResponse:
    """Goals with baselines and targets, and how far they are."""
    targets = list(queries.targets_of(request.user))
    region = request.GET.get("region", "")
    regions = sorted({target.region for target in targets})
    years = sorted({year for target in targets for year in target.data.counts.get("list_years", ())})
    asked = request.GET.get("until", "")
    until = int(asked) if asked.isdigit() and int(asked) in years else years[-1] if years else 0
    kept = [target for target in targets if not region or target.region == region]
    answer = scores(kept, until)
    judged = [
        {"target": target, "score": each, "light": VERDICTS[each.verdict][0], "word": say(*VERDICTS[each.verdict][1:])}
        for target, each in scored(kept, until)
    ]
    for row in judged:
        row["may_withdraw"] = request.user.has_perm("integration.withdraw_target", row["target"])
    context = {
        **_frame(request, "scores"),
        "answer": answer,
        "judged": judged,
        "regions": regions,
        "years": years[::-1],
        "until": until,
        "region": region,
        "may_set": bool(places_of(request.user, "analyst", "officer")),
    }
    return page(request, "integration/scores.html", context, tables=answer.tables, pictures=answer.pictures)


@needs("integration.set_target")
@require_http_methods(["GET", "POST"])
def new_target(request: HttpRequest) -> HttpResponse:
    """Set a goal."""
    tables = queries.readable_data(request.user)
    wanted = request.POST.get("data") or request.GET.get("data", "")
    data = tables.filter(pk=wanted).first() if wanted.isdigit() else tables.first()
    if data is None:
        messages.warning(request, say("先要有一个数据集，才能设目标。", "A goal needs a table first."))
        return HttpResponseRedirect(reverse("integration-data"))
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
    return render(request, "integration/form.html", {**_frame(request, "scores"), "form": form, "what": "target"})


@needs("integration.withdraw_target")
@require_POST
def withdraw_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a goal out of the score card."""
    target = get_object_or_404(Target, pk=pk)
    check(request.user, "integration.withdraw_target", target)
    services.do_withdraw_target(actor=request.user, target=target, why=request.POST.get("why", ""))
    return HttpResponseRedirect(reverse("integration-scores"))


@public
def definitions(request: HttpRequest) -> HttpResponse:
    """All definition cards, to print."""
    rows = [{"card": card_note(key), "by_panel": key in MEASURES} for key in cards()]
    return render(request, "integration/definitions.html", {**_frame(request, "measures"), "rows": rows})
