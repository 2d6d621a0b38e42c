"""Pages of the room: thin; each asks a topic for its answer."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from tashan.briefs.brief import TYPES
from tashan.briefs.study import study_brief
from tashan.briefs.writers import WRITERS
from tashan.learning.concepts import shipped_concepts
from tashan.learning.practices import choose
from tashan.learning.problems import LearningError
from tashan.panels.sheets import read_sheets
from tashan.records.codes import Theme
from tashan.regions.clusters import clusters
from tashan.web.learning import networks, planning, results, services, why
from tashan.web.learning.asked import Asked, asked_of, settings_of
from tashan.web.learning.auditing import MOST_CELLS, audit, code_words, table_of_text
from tashan.web.learning.drawn import tied, view_of
from tashan.web.learning.entries import library, library_entry, readable_entries
from tashan.web.learning.forms import AuditForm, PracticeForm, VisitsForm, places_of, start_of
from tashan.web.learning.models import PracticeEntry, VisitTable
from tashan.web.learning.sources import readable_tables
from tashan.web.learning.topics import TOPICS
from tashan.web.learning.words import error_words
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Linked, Table, page
from tashan.web.pages.words import label, language, say, spoken


def _frame(request: HttpRequest, topic: str) -> dict[str, Any]:
    kept = request.GET.copy()
    for name in list(kept):
        if name not in (
            "source",
            "from",
            "to",
            "level",
            "rollup",
            "theme",
            "kind",
            "leader",
            "isolates",
            "direction",
            "mine",
        ):
            kept.pop(name)
    query = f"?{kept.urlencode()}" if kept else ""
    menu = [
        (key, say(zh, en), (reverse("learning") if key == "network" else reverse("learning-topic", args=[key])) + query)
        for key, (zh, en, _) in TOPICS.items()
    ]
    menu += [
        ("types", say("类型", "Types"), reverse("learning-types")),
        ("practices", say("经验库", "Practices"), reverse("practices")),
        ("plan", say("考察方案", "Study visit"), reverse("learning-plan")),
        ("audit", say("查表", "Table auditor"), reverse("learning-audit")),
        ("visits", say("数据", "Data"), reverse("learning-visits")),
    ]
    return {"section": "learning", "topic": topic, "menu": menu}


@public
def network(request: HttpRequest) -> HttpResponse:
    """The network: who went to whom."""
    return _topic(request, "network")


@public
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """Another question about the same visits."""
    if name not in TOPICS or name == "network":
        raise Http404(name)
    return _topic(request, name)


def _topic(request: HttpRequest, name: str) -> HttpResponse:
    zh, en, answer_of = TOPICS[name]
    asked = asked_of(request.user, request.GET.dict())
    may_add = bool(places_of(request.user, "analyst"))
    context = {
        **_frame(request, name),
        "title": say(zh, en),
        "asked": asked,
        "may_add": may_add,
        "direction": asked.question.direction,
    }
    if not asked.years and not asked.settings.get("source"):
        return page(request, "learning/nothing.html", context)
    context["settings"] = _settings(asked, name)
    try:
        answer = answer_of(asked)
        if name == "network":
            context |= {
                "sides": networks.sides(asked),
                "view": view_of(asked.question, asked.settings.get("view", "")),
                "tied": tied(asked.question),
            }
    except LearningError as error:
        return page(request, "learning/cannot.html", {**context, "why": error_words(error)})
    pictures = [*answer.pictures, *context.get("sides", [])]
    template = "learning/network.html" if name == "network" else "learning/answer.html"
    return page(request, template, {**context, "answer": answer}, tables=answer.tables, pictures=pictures)


def _settings(asked: Asked, name: str) -> list[dict[str, Any]]:
    found = settings_of(asked)

    def add(key: str, word: str, options: list[tuple[str, str]], usual: str) -> None:
        chosen = asked.settings.get(key, usual)
        found.append(
            {"key": key, "label": word, "options": options, "chosen": chosen if chosen in dict(options) else usual}
        )

    if name == "measures":
        from tashan.learning.kinds import RULES

        add("rule", say("类型规则", "Rule of kinds"), [(str(rule), str(rule)) for rule in RULES], str(RULES[0]))
    if name == "why":
        add("model", say("模型", "Model"), why.models(), "poisson")
        add("permutations", say("置换", "Permutations"), [(key, key) for key in why.PERMUTATIONS], "199")
    if name == "outcomes":
        add("within", say("期限", "Within"), results.within_options(), "730")
    if name == "region":
        mine = next(each for each in found if each["key"] == "mine")
        add("region", say("看哪个", "Which region"), mine["options"][1:], asked.mine)
    return found


@public
def types(request: HttpRequest) -> HttpResponse:
    """Cooperation by type: the archive's public events by one dimension."""
    dimension = request.GET.get("dimension", "lead")
    answer = results.types(dimension)
    options = [(key, say(*words)) for key, words in results.DIMENSIONS.items()]
    settings = [{"key": "dimension", "label": say("维度", "Dimension"), "options": options, "chosen": dimension}]
    context = {**_frame(request, "types"), "title": say("类型", "Types"), "answer": answer, "settings": settings}
    return page(request, "learning/answer.html", context, tables=answer.tables, pictures=answer.pictures)


@public
def auditor(request: HttpRequest) -> HttpResponse:
    """What does not close in a table that is pasted or given; nothing of it is kept."""
    asked = request.method == "POST"
    form = AuditForm(request.POST if asked else None, request.FILES if asked else None)
    found, tables = None, []
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        cells: list[list[Any]] = table_of_text(given["text"]) if given["text"] else []
        if given.get("file"):
            sheets, problems = read_sheets(given["file"].read(), given["file"].name)
            for problem in problems:
                form.add_error("file", problem.message)
            cells = [list(row) for row in sheets[0].rows] if sheets else []
        found = audit(cells, multiple=given["multiple"])
        if not found.rows and not form.errors:
            form.add_error(
                "text",
                say(
                    "没有读出表格（至少一行表头、一行数据，最多{n}格）。",
                    "No table was read: a heading and a row at least, {n} cells at most.",
                    n=MOST_CELLS,
                ),
            )
        rows = [[code_words(each.code), each.message] for each in found.problems]
        tables = [
            Table(
                "problems",
                say("对不上的地方", "What does not close"),
                [Column(say("问题", "Problem")), Column(say("在哪里，差多少", "Where, and by how much"))],
                rows,
                empty=say("没有发现对不上的地方。", "Nothing was found."),
            )
        ]
    context = {
        **_frame(request, "audit"),
        "form": form,
        "found": found,
        "tables": {table.key: table for table in tables},
    }
    return render(request, "learning/audit.html", context)


# --- tables of visits ------------------------------------------------------------------------------------------------


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
            empty=say("还没有考察表；网络页用的是本站档案。", "No tables yet; the network is that of the archive."),
        )
    ]
    context = {**_frame(request, "visits"), "may_add": bool(places_of(request.user, "analyst")), "count": len(rows)}
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
            [[text] for text in table.problems],
            table.source,
            most=60,
            empty=say("全部用上了。", "All rows are used."),
        ),
        Table("events", say("考察（{n}条）", "Visits ({n})", n=len(rows)), columns, rows, table.source, most=60),
    ]
    context = {
        **_frame(request, "visits"),
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
    return render(request, "learning/form.html", {**_frame(request, "visits"), "form": form, "what": "visits"})


@needs("learning.publish_visits")
@require_POST
def change_visits(request: HttpRequest, pk: int) -> HttpResponse:
    """Open, close or withdraw a table of visits."""
    table = get_object_or_404(VisitTable, pk=pk)
    if request.POST.get("do") == "withdraw":
        services.do_withdraw_visits(actor=request.user, table=table, why=request.POST.get("why", ""))
        messages.success(request, say("已撤下；记录保留。", "It is taken out of use; the record stays."))
        return HttpResponseRedirect(reverse("learning-visits"))
    services.do_publish_visits(actor=request.user, table=table, public=request.POST.get("do") == "open")
    messages.success(request, say("已更改。", "Changed."))
    return HttpResponseRedirect(reverse("learning-one-visits", args=[pk]))


# --- practices -------------------------------------------------------------------------------------------------------


@public
def practices(request: HttpRequest) -> HttpResponse:
    """The library: filtered by words, concept, theme and place; what answers best comes first."""
    pairs = library(request.user)
    behind = {entry.key: stored for entry, stored in pairs}
    query = {key: request.GET.get(key, "").strip()[:100] for key in ("problem", "concept", "theme", "where", "state")}
    reviewed = {"reviewed": True, "waiting": False}.get(query["state"])
    found = choose(
        [entry for entry, _ in pairs],
        problem=query["problem"],
        concept=query["concept"],
        theme=query["theme"],
        region=query["where"] or None,
        reviewed=reviewed,
    )
    rows = [
        [
            Linked(planning.practice_name(entry), reverse("practice", args=[entry.key])),
            entry.problem,
            "、".join(spoken(place.name, "") if language() != "en" else place.name for place in entry.places[:4]),
            say("有", "yes") if entry.results else None,
            entry.grade or None,
            say("已审", "reviewed") if entry.reviewed else say("待审", "waiting"),
        ]
        for entry in found
    ]
    heads = [
        say("做法", "Practice"),
        say("回答什么问题", "Problem"),
        say("在哪里", "Where"),
        say("成效", "Results"),
        say("等级", "Grade"),
        say("审核", "Review"),
    ]
    table = Table(
        "practices",
        say("经验做法（{n}）", "Practices ({n})", n=len(rows)),
        [Column(head, when=place > 2) for place, head in enumerate(heads)],
        rows,
        empty=say("没有符合条件的做法。换个说法试试。", "No practice meets this. Try other words."),
    )
    tongue = "en" if language() == "en" else "zh"
    concepts = [(key, spoken(each.label(tongue), each.label(tongue))) for key, each in shipped_concepts().items()]
    context = {
        **_frame(request, "practices"),
        "query": query,
        "concepts": concepts,
        "themes": [(code.value, label(code)) for code in Theme],
        "found": len(rows),
        "all": len(pairs),
        "may_enter": bool(places_of(request.user, "analyst", "officer")),
        "waiting": [stored for stored in behind.values() if stored and stored.state == "waiting"],
    }
    return page(request, "learning/practices.html", context, tables=[table])


def _practice(request: HttpRequest, key: str) -> tuple[Any, PracticeEntry | None]:
    found = next(((entry, stored) for entry, stored in library(request.user) if entry.key == key), None)
    if found is None:
        stored = next((entry for entry in readable_entries(request.user) if entry.key == key), None)
        if stored is None:
            raise Http404(key)
        return library_entry(stored), stored
    return found


@public
def practice(request: HttpRequest, key: str) -> HttpResponse:
    """One practice with its quotes and sources."""
    entry, stored = _practice(request, key)
    tongue = "en" if language() == "en" else "zh"
    known = shipped_concepts()
    from tashan.records.codes import Completion

    context = {
        **_frame(request, "practices"),
        "entry": entry,
        "stored": stored,
        "name": planning.practice_name(entry),
        "concepts": [(each, known[each].label(tongue)) for each in entry.concepts if each in known],
        "themes": [label(Theme(each)) for each in entry.themes if each in Theme.values()],
        "completion": label(Completion(entry.completion)) if entry.completion else "",
        "may_edit": stored is not None and request.user.has_perm("learning.edit_practice", stored),
        "may_review": stored is not None
        and stored.state == "waiting"
        and request.user.has_perm("learning.review_practice", stored),
    }
    return render(request, "learning/practice.html", context)


@needs("learning.enter_practice")
@require_http_methods(["GET", "POST"])
def new_practice(request: HttpRequest) -> HttpResponse:
    """Enter a practice."""
    form = PracticeForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            entry = services.do_enter_practice(
                actor=request.user, place=form.cleaned_data["place"], key=form.cleaned_data["key"], body=form.body()
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(
                request, say("已录入，等另一位分析员审核。", "It is entered and waits for another analyst’s review.")
            )
            return HttpResponseRedirect(reverse("practice", args=[entry.key]))
    return render(request, "learning/form.html", {**_frame(request, "practices"), "form": form, "what": "practice"})


@needs("learning.edit_practice")
@require_http_methods(["GET", "POST"])
def edit_practice(request: HttpRequest, key: str) -> HttpResponse:
    """Change a practice that is not accepted yet; the second editor is told, and keeps what was typed."""
    entry = get_object_or_404(PracticeEntry, key=key)
    start = {**start_of(entry.body), "place": entry.place, "key": entry.key}
    data = request.POST.copy() if request.method == "POST" else None
    if data is not None:
        data["key"], data["place"] = entry.key, data.get("place") or entry.place
    form = PracticeForm(data, person=request.user, initial=start)
    sent = request.POST.get("version", "")
    version = int(sent) if sent.isdigit() else entry.version
    if request.method == "POST" and form.is_valid():
        try:
            services.do_edit_practice(actor=request.user, entry=entry, body=form.body(), version=version)
        except services.ChangedError:
            form.add_error(
                None,
                say(
                    "别人刚刚改过这条做法。您填的内容还在下面；请对照新的一版后再保存。",
                    "Somebody changed this practice meanwhile. What you typed stands below; compare it with the new version and keep it again.",
                ),
            )
            version = entry.version
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return HttpResponseRedirect(reverse("practice", args=[key]))
    return render(
        request,
        "learning/form.html",
        {**_frame(request, "practices"), "form": form, "what": "practice", "version": version},
    )


@needs("learning.review_practice")
@require_POST
def review_practice(request: HttpRequest, key: str) -> HttpResponse:
    """Accept a practice or send it back."""
    entry = get_object_or_404(PracticeEntry, key=key)
    sent = request.POST.get("version", "")
    try:
        services.do_review_practice(
            actor=request.user,
            entry=entry,
            accept=request.POST.get("do") == "accept",
            why=request.POST.get("why", ""),
            version=int(sent) if sent.isdigit() else 0,
        )
    except services.ChangedError:
        messages.error(
            request,
            say(
                "这条做法刚刚被改过，请看过新的一版再审。",
                "This practice was changed meanwhile. Read the new version first.",
            ),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, say("已审核。", "Reviewed."))
    return HttpResponseRedirect(reverse("practice", args=[key]))


# --- the planner -----------------------------------------------------------------------------------------------------


@public
def plan(request: HttpRequest) -> HttpResponse:
    """Whom to visit for a problem, what to ask there, and why."""
    wish = planning.wish_of(request.GET.dict())
    tongue = "en" if language() == "en" else "zh"
    context = {
        **_frame(request, "plan"),
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
        "practices": [(planning.practice_name(entry), entry) for entry in each.practices],
        "reasons": [(part_name(reason.part, tongue), reason) for reason in each.reasons],
        "unknown": [part_name(part, tongue) for part in each.unknown],
    }
