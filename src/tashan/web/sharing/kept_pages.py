"""Pages of moving industry: the registers of lists and receiving platforms, what they say, and rounds of matching."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from tashan.sharing.industry import check_industry, open_platforms, read_platforms
from tashan.web.accounts.predicates import grants
from tashan.web.pages.access import needs
from tashan.web.pages.downloads import Linked, Table, page
from tashan.web.pages.places import covers, place_name
from tashan.web.pages.words import say
from tashan.web.sharing import moved
from tashan.web.sharing.checks import wrong_platform
from tashan.web.sharing.columns import columns, joined
from tashan.web.sharing.common import REFUSED, problems_of
from tashan.web.sharing.keeping import do_keep
from tashan.web.sharing.kept_tables import end_of, entries_of_list, lists_table, pairs_table, platforms_table
from tashan.web.sharing.models import Kept
from tashan.web.sharing.notes import verdict_words
from tashan.web.sharing.texts import quoted
from tashan.web.sharing.trials import code_of

PLATFORM_FIELDS = ("name", "region", "industries", "from", "to", "land", "document")


@needs("sharing.try")
def moving(request: HttpRequest) -> HttpResponse:
    """May this industry move there on that day, and who would receive it? Answered from the registers."""
    code = request.GET.get("code", "").strip().upper()
    region = request.GET.get("region", "").strip()
    day = _day(request.GET.get("day", ""))
    place = code_of(region)
    fitting = open_platforms(moved.platforms(), code, day.isoformat()) if code else ()
    listed = moved.entries()
    found = check_industry(listed, code, place, day.isoformat()) if code and region else None
    receiving = [
        each for each in fitting if check_industry(listed, code, each.region, day.isoformat()).verdict != "forbidden"
    ]
    entries = Table(
        "entries",
        say("依据", "Where it is written"),
        columns(
            ("结论", "Verdict"),
            ("目录", "List"),
            ("条款", "Article"),
            ("产业", "Industries"),
            ("自", "From", "when"),
            ("至", "To", "when"),
            ("条件", "Condition"),
        ),
        [
            (
                verdict_words(each.verdict),
                each.document,
                each.article,
                joined(each.industries),
                each.start,
                end_of(each.end),
                each.condition,
            )
            for each in (found.entries if found else ())
        ],
        empty=say("没有目录提到它。", "No list names it."),
    )
    context = {
        "section": "sharing",
        "code": code,
        "region": region,
        "day": day,
        "found": found,
        "where": place_name(place) if place.isdigit() else region,
        "receiving": joined(f"{each.name} ({moved.region_name(each.region)})" for each in receiving),
        "places": len(receiving),
        "may": request.user.has_perm("sharing.keep_register"),
    }
    tables = [*([entries] if found else []), platforms_table(day, code), lists_table()]
    return page(request, "sharing/moving.html", context, tables=tables)


@needs("sharing.see")
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of matching that my places keep."""
    held = grants(request.user)
    kept = [one for one in moved.latest(Kept.Kind.ROUND) if any(covers(grant.place, one.place) for grant in held)]
    results = [(one, moved.result_of(one)) for one in kept]
    table = Table(
        "rounds",
        say("对接", "Rounds"),
        columns(
            ("对接", "Round"),
            ("登记方", "Kept by"),
            ("需求", "Needs", "number"),
            ("配上", "Matched", "number"),
            ("版本", "Version", "number"),
            ("日期", "Day", "when"),
        ),
        [
            (
                Linked(one.title, reverse("sharing-kept", args=(one.pk,))),
                place_name(one.place),
                len(found),
                sum(each.choice.match is not None for each in found),
                one.version,
                timezone.localtime(one.made_at).date(),
            )
            for one, found in results
        ],
        empty=say("还没有对接。", "No round yet."),
    )
    context = {
        "section": "sharing",
        "count": len(kept),
        "needs": sum(len(found) for _, found in results),
        "matched": sum(each.choice.match is not None for _, found in results for each in found),
        "may": request.user.has_perm("sharing.keep_register"),
    }
    return page(request, "sharing/rounds.html", context, tables=[table])


def _kept(pk: int) -> Kept:
    return get_object_or_404(Kept, pk=pk)


def _seen(pk: int) -> Any:
    """What the permission to see is asked for: lists and platforms concern everybody, a round its place alone."""
    found = _kept(pk)
    return found if found.kind == Kept.Kind.ROUND else None


@needs("sharing.see", _seen)
def kept(request: HttpRequest, pk: int) -> HttpResponse:
    """One version of a list, a platform or a round, with all its versions; `?format=yaml` gives its file."""
    one = _kept(pk)
    if request.GET.get("format") == "yaml":
        answer = HttpResponse(one.text, content_type="application/yaml; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{one.kind}-{one.pk}.yaml"'
        return answer
    versions = list(Kept.objects.filter(kind=one.kind, key=one.key).order_by("-version").select_related("made_by"))
    history = Table(
        "versions",
        say("历次版本", "Versions"),
        columns(("版本", "Version"), ("改了什么", "What changed"), ("登记", "By"), ("时间", "When", "when")),
        [
            (
                Linked(each.version, reverse("sharing-kept", args=(each.pk,))),
                each.why or say("首次登记", "first version"),
                str(each.made_by),
                f"{timezone.localtime(each.made_at):%Y-%m-%d %H:%M}",
            )
            for each in versions
        ],
    )
    found = moved.result_of(one) if one.kind == Kept.Kind.ROUND else ()
    context = {
        "section": "sharing",
        "one": one,
        "newest": versions[0],
        "needs": len(found),
        "matched": sum(each.choice.match is not None for each in found),
        "may": request.user.has_perm("sharing.keep_register", one.place),
        "platform": _fields(one.text) if one.kind == Kept.Kind.PLATFORM else {},
    }
    tables = [
        history,
        *([pairs_table(found)] if found else []),
        *([entries_of_list(one)] if one.kind == Kept.Kind.LIST else []),
    ]
    return page(request, "sharing/kept.html", context, tables=tables)


@needs("sharing.keep_register")
def keep(request: HttpRequest, kind: Any, pk: int | None = None) -> HttpResponse:
    """Keep something new, or the next version of what is there."""
    if kind not in Kept.Kind.values:
        raise Http404(kind)
    old = get_object_or_404(Kept, pk=pk, kind=kind) if pk else None
    typed, problems = request.POST, list[dict[str, Any]]()
    text = typed.get("text", "").replace("\r\n", "\n") if typed else old.text if old else _start(kind)
    form = kind == Kept.Kind.PLATFORM
    wrong = wrong_platform(typed, new=old is None) if form and request.method == "POST" else {}
    if request.method == "POST" and not wrong:
        if form:
            text = _platform_text(typed)
        try:
            made = do_keep(
                actor=request.user,
                kind=kind,
                place=code_of(typed.get("place", "")),
                text=text,
                key=old.key if old else "",
                version=int(typed["version"]) if typed.get("version", "").isdecimal() else None,
                why=typed.get("why", ""),
            )
        except REFUSED as error:
            problems = problems_of(error)
        else:
            messages.success(request, say("已存第 {n} 版。", "Version {n} is kept.", n=made.version))
            return redirect("sharing-kept", pk=made.pk)
    fields = {name: typed.get(name, "") for name in PLATFORM_FIELDS} if typed else _fields(text) if old else {}
    held = next((grant.place for grant in grants(request.user) if grant.role in ("officer", "finance")), "")
    context = {
        "section": "sharing",
        "kind": kind,
        "name": Kept.Kind(kind).label,
        "old": old,
        "version": typed.get("version") or (old.version if old else ""),
        "text": text,
        "fields": fields,
        "place": typed.get("place", old.place if old else held),
        "why": typed.get("why", ""),
        "problems": problems,
        "wrong": wrong,
    }
    return render(request, "sharing/keep.html", context, status=422 if problems or wrong else 200)


# --- parts -----------------------------------------------------------------------------------------------------------


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return timezone.localdate()


@lru_cache(maxsize=200)
def _fields(text: str) -> Mapping[str, str]:
    """The fields of a register of one platform, as its form has them."""
    (one,) = read_platforms(text.encode(), "platform.yaml")
    return {
        "name": one.name,
        "region": one.region,
        "industries": ", ".join(one.industries),
        "from": one.start,
        "to": end_of(one.end) or "",
        "land": str(one.land),
        "document": one.document,
    }


def _platform_text(typed: Mapping[str, str]) -> str:
    """The register of one platform, from its form."""
    industries = [each.strip().upper() for each in typed.get("industries", "").replace("，", ",").split(",")]
    lines = [
        f"  - name: {quoted(typed.get('name', '').strip())}",
        f"    region: {quoted(code_of(typed.get('region', '')))}",
        f"    industries: [{', '.join(quoted(each) for each in industries if each)}]",
        f"    from: {quoted(typed.get('from', '').strip())}",
        *([f"    to: {quoted(typed['to'].strip())}"] if typed.get("to", "").strip() else []),
        *([f"    land: {quoted(typed['land'].strip())}"] if typed.get("land", "").strip() else []),
        f"    document: {quoted(typed.get('document', '').strip())}",
    ]
    return "\n".join(["platforms:", *lines]) + "\n"


def _start(kind: Any) -> str:
    """What the form of something new begins with."""
    if kind == Kept.Kind.LIST:
        return (
            "list: list\ndocument: \nentries:\n  - {verdict: forbidden, industries: [C2611], from: 2022, article: }\n"
        )
    if kind != Kept.Kind.ROUND:
        return ""
    lines = [
        "match: ",
        "criteria:",
        "  - {name: industry, compares: one_of, weight: 3, must: yes, label: " + say("产业", "industry") + "}",
        "  - {name: land, compares: at_least, label: " + say("用地（平方米）", "land (m²)") + "}",
        "needs:",
        "  - {name: , wants: {industry: [C36], land: 20000}}",
        "offers:",
    ]
    today = timezone.localdate().isoformat()
    for each in moved.platforms():
        if each.start <= today <= each.end:
            industries = ", ".join(each.industries)
            lines.append(
                f"  - {{name: {quoted(each.name)}, has: {{industry: [{industries}], land: {each.land}}}, room: 1}}"
            )
    return "\n".join(lines) + "\n"
