"""Registers: what lies between regions on a map, standards, acts made in parallel, panels, cadres; and how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from tashan.pictures.borders import Party, Shared, borders_map
from tashan.regions.divisions import by_code, region_of
from tashan.regions.geometry import point
from tashan.web.governance import queries, services, standing
from tashan.web.governance.entries import SHAPES, Shape, as_typed
from tashan.web.governance.models import Body, Register
from tashan.web.governance.views.common import REFUSED, body_at, body_place, day_of, reasons, show
from tashan.web.pages.access import needs, public
from tashan.web.pages.downloads import Column, Picture, Table, page
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, language, say

PAGES = {
    "border": "governance-borders",
    "standard": "governance-standards",
    "act": "governance-acts",
    "panel": "governance-acts",
    "secondment": "governance-cadres",
    "investment": "governance-investment",
}
"""The page on which entries of a kind are shown."""

SPARE_ROWS = 3


@public
def registers(request: HttpRequest) -> HttpResponse:
    """What is on record, register by register, and how each stands today."""
    day = day_of(request)
    borders = standing.borders_on(request.user, day)
    standards = standing.standards_on(request.user, day)
    acts = standing.acts_on(request.user, day)
    panels = standing.panels_on(request.user, day)
    cadres = standing.cadres_on(request.user, day)
    return show(
        request,
        "registers",
        day=day,
        counts=standing.counts(request.user),
        late=sum(one.joint.tasks.by_light.get("red", 0) for one in borders),
        unified=sum(bool(one.standing.unified) for one in standards),
        in_force=sum(bool(one.in_force) for one in acts),
        sitting=sum(one.sits for one in panels),
        cadres=sum(one.count for one in cadres),
        bodies=_desks(request),
        kinds=Register.Kind.choices,
        entries=[
            row for row in standing.entries(request.user) if request.user.has_perm("governance.keep_register", row)
        ],
    )


def _desks(request: HttpRequest) -> list[Body]:
    return [one for one in Body.objects.all() if request.user.has_perm("governance.keep_register", one.place)]


@public
def borders(request: HttpRequest) -> HttpResponse:
    """Rivers, roads and parks between regions, on a map: who answers for what, and the joint tasks."""
    day = day_of(request)
    found = standing.borders_on(request.user, day)
    late = [one for one in found if one.joint.tasks.by_light.get("red")]
    tasks = {task.matter for one in found for task in one.joint.tasks.rows}
    return page(
        request,
        "governance/borders.html",
        {
            "section": "governance",
            "day": day,
            "late": sum(one.joint.tasks.by_light.get("red", 0) for one in found),
            "late_things": len(late),
            "tasks": len(tasks),
            "parties": len({party for one in found for party in one.joint.parties}),
            "borders": [_border(one, day) for one in found],
            "sample": any(one.row.sample for one in found),
        },
        tables=[_duties(found, day)],
        pictures=[_map(found)] if any(one.joint.parties for one in found) else [],
    )


def _border(one: standing.BorderOn, day: Any) -> dict[str, Any]:
    return {
        "row": one.row,
        "kind": label(one.border.kind),
        "duties": [
            (place_name(each.member), each.section, each.officer, each.holds(day)) for each in one.border.duties
        ],
        "tasks": [(task, _words(task)) for task in one.joint.tasks.rows],
        "late": one.joint.tasks.by_light.get("red", 0),
        "idle": [
            place_name(party) for party, count in one.joint.by_party.items() if one.joint.tasks.rows and not count
        ],
        "alone": len(one.joint.parties) < 2,
    }


def _words(task: Any) -> str:
    return queries.light_words(task.signal.timing.value, task.signal.days) if task.signal else ""


def _map(found: list[standing.BorderOn]) -> Picture:
    title = say("界河界路与负责各方", "What lies between regions, and who answers for it")
    things = [_drawn(one) for one in found if one.joint.parties]
    caption = say(
        "圆点为各方政府驻地，虚线连到其负责的对象；不绘行政区界线。形状为联合任务中最紧的灯：方块逾期，三角临期，菱形提醒，圆按期，空心没有任务。",
        "Dots are seats of the parties, dashed lines lead to what they answer for; no boundary is drawn. The shape is the most "
        "pressing light of the joint tasks: square overdue, triangle nearly due, diamond a reminder, circle on time, hollow "
        "without tasks.",
    )
    unit = say("公里", "km")
    return Picture("map", borders_map(things, title=title, unit=unit), caption=caption, table="duties")


def _drawn(one: standing.BorderOn) -> Shared:
    late = one.joint.tasks.by_light.get("red", 0)
    words = say("{n} 项逾期", "{n} overdue", n=late) if late else ""
    parties = tuple(Party(place_name(code), *where) for code in one.joint.parties if (where := _seat(code)) is not None)
    course = tuple((float(x), float(y)) for x, y in one.row.content.get("course", ()))
    worst = one.joint.worst.value if one.joint.worst else ""
    return Shared(one.row.title, worst, words, parties, course)


def _seat(code: str) -> tuple[float, float] | None:
    unit = by_code(code)
    return point(region_of(unit)) if unit else None


def _duties(found: list[standing.BorderOn], day: Any) -> Table:
    rows = [
        [
            one.row.title, label(one.border.kind), place_name(each.member), each.section or None, each.officer or None,
            each.first.isoformat(), each.last.isoformat() if each.last else None,
            say("是", "yes") if each.holds(day) else say("否", "no"),
            sum(each.member in (task.owner, *task.participants) for task in one.joint.tasks.rows),
        ]
        for one in found
        for each in one.border.duties
    ]  # fmt: skip
    return Table(
        key="duties",
        title=say("责任", "Duties"),
        columns=[
            Column(say("对象", "Object")), Column(say("类别", "Kind")), Column(say("责任方", "Party")),
            Column(say("区段", "Section")), Column(say("责任人", "Who answers")), Column(say("起", "From"), when=True),
            Column(say("止", "Until"), when=True), Column(say("当日有效", "Holds")),
            Column(say("参与任务", "Tasks"), number=True),
        ],
        rows=rows,
        source=say("登记册，{day}", "registers, {day}", day=day),
        empty=say("还没有登记。", "Nothing is on record yet."),
    )  # fmt: skip


@public
def standards(request: HttpRequest) -> HttpResponse:
    """Who applies which version of which standard on a day, and since when all apply the same."""
    day = day_of(request)
    found = standing.standards_on(request.user, day)
    rows = [
        [
            one.row.title, one.standing.standard.field,
            "\n".join(f"{place_name(who)} {version}" for who, version in one.standing.versions.items()) or None,
            say("、", ", ").join(map(place_name, one.standing.without)) or None,
            len(one.standing.versions), len(one.standing.versions) + len(one.standing.without),
            _unified(one),
        ]
        for one in found
    ]  # fmt: skip
    table = Table(
        key="standards",
        title=say("谁用哪一版", "Who uses which version"),
        columns=[
            Column(say("标准", "Standard")), Column(say("领域", "Field")), Column(say("采用", "In use")),
            Column(say("未采用", "Without")), Column(say("采用方", "Members using"), number=True),
            Column(say("成员", "Members"), number=True), Column(say("统一", "Unified")),
        ],
        rows=rows,
        source=say("登记册，{day}", "registers, {day}", day=day),
        empty=say("还没有登记标准。", "No standard is on record yet."),
    )  # fmt: skip
    return page(
        request,
        "governance/standards.html",
        {
            "section": "governance", "day": day, "count": len(found), "sample": any(one.row.sample for one in found),
            "unified": sum(bool(one.standing.unified) for one in found),
            "standards": [
                (one.row, [(place_name(who), version) for who, version in one.standing.versions.items()],
                 list(map(place_name, one.standing.without)), one.standing)
                for one in found
            ],
        },
        tables=[table],
    )  # fmt: skip


def _unified(one: standing.StandardOn) -> str:
    if not one.standing.unified:
        return say("未统一", "not unified")
    return say("{v}，自 {d}", "{v}, since {d}", v=one.standing.unified, d=one.standing.since)


@public
def acts(request: HttpRequest) -> HttpResponse:
    """One act, several texts, one day; and panels of several courts for one case."""
    day = day_of(request)
    found = standing.acts_on(request.user, day)
    panels = standing.panels_on(request.user, day)
    texts = [
        [
            one.act.name, place_name(text.jurisdiction), text.title, text.adopted, text.effective, text.repealed,
            say("有效", "in force") if text.jurisdiction in one.in_force else say("当日无效", "not in force"),
            text.evidence[0].document if text.evidence else None,
        ]
        for one in found
        for text in one.act.texts
    ]  # fmt: skip
    table = Table(
        key="texts",
        title=say("各地文本", "The texts"),
        columns=[
            Column(say("法规", "Act")), Column(say("地区", "Jurisdiction")), Column(say("名称", "Title")),
            Column(say("通过", "Adopted"), when=True), Column(say("施行", "In force"), when=True),
            Column(say("废止", "Repealed"), when=True), Column(say("当日", "On the day")), Column(say("出处", "Where it stands")),
        ],
        rows=texts,
        source=say("登记册，{day}", "registers, {day}", day=day),
        empty=say("还没有登记协同立法。", "No act is on record yet."),
    )  # fmt: skip
    return page(
        request,
        "governance/acts.html",
        {
            "section": "governance", "day": day, "panels": panels,
            "sitting": sum(one.sits for one in panels),
            "one_day": [one for one in found if one.act.effective],
            "acts": [
                (one, [(place_name(text.jurisdiction), text, text.jurisdiction in one.in_force) for text in one.act.texts],
                 [place_name(code) for code in one.missing])
                for one in found
            ],
            "sample": any(one.row.sample for one in found) or any(one.row.sample for one in panels),
        },
        tables=[table],
    )  # fmt: skip


@public
def cadres(request: HttpRequest) -> HttpResponse:
    """Cadres sent to bodies: how many from where, until when; names for members alone."""
    day = day_of(request)
    found = standing.cadres_on(request.user, day)
    comma = say("、", ", ")
    rows = [
        [
            one.body.name, comma.join(_who(sender) for sender in each.senders), each.who or None, each.role, each.count,
            each.start, each.end, each.source.document if each.source else None,
        ]
        for one in found
        for each in (*one.cadres, *one.earlier)
    ]  # fmt: skip
    table = Table(
        key="cadres",
        title=say("派驻", "Secondments"),
        columns=[
            Column(say("机构", "Body")), Column(say("派出方", "Sent by")), Column(say("姓名或编号", "Name or number")),
            Column(say("岗位", "Role")), Column(say("人数", "Number"), number=True), Column(say("起", "From"), when=True),
            Column(say("止", "Until"), when=True), Column(say("出处", "Source")),
        ],
        rows=rows,
        source=say("机制文件与登记册，{day}", "files of mechanisms and registers, {day}", day=day),
        empty=say("还没有派驻的记录。", "No secondment is on record yet."),
    )  # fmt: skip
    return page(
        request,
        "governance/cadres.html",
        {
            "section": "governance", "day": day, "found": found, "count": sum(one.count for one in found),
            "senders": {one.body.pk: [(comma.join(map(_who, senders)), number) for senders, number in one.by_sender] for one in found},
            "bodies": sum(bool(one.count) for one in found), "sample": any(one.sample for one in found),
            "ending": [(one, comma.join(map(_who, each.senders)), each) for one in found for each in one.ending],
            "split": all(len(each.senders) == 1 for one in found for each in one.cadres),
        },
        tables=[table],
    )  # fmt: skip


def _who(sender: Any) -> str:
    return place_name(sender.key) if sender.kind == "region" else str(sender.name)


@needs("governance.keep_register", body_place)
def add_register(request: HttpRequest, place: str, kind: str, key: str = "") -> HttpResponse:
    """Keep an entry of a register, new or changed."""
    if kind not in SHAPES:
        raise Http404(kind)
    body, shape = body_at(place), SHAPES[kind]
    entry = get_object_or_404(Register, body=body, kind=kind, key=key) if key else None
    typed = {"key": key, "title": entry.title if entry else "", "version": entry.version if entry else ""}
    head, rows = _kept(shape, entry)
    wrong: list[str] = []
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip() for name in typed}
        head, rows = _typed(request, shape)
        try:
            _keep(request, body, kind, key or str(typed["key"]), typed, {**head, shape.rows: rows})
        except REFUSED as error:
            wrong = reasons(error)
        else:
            messages.success(request, say("已存。", "Saved."))
            return redirect(PAGES[kind])
    return show(
        request,
        "register",
        422 if wrong else 200,
        body=body,
        entry=entry,
        typed=typed,
        wrong=wrong,
        kind=Register.Kind(kind).label,
        back=PAGES[kind],
        shape=shape,
        head=[(cell, head.get(cell.key, "")) for cell in shape.head],
        rows=[
            [(cell, row.get(cell.key, "")) for cell in shape.cells] for row in [*rows, *({} for _ in range(SPARE_ROWS))]
        ],
        members=[(code, place_name(code)) for code in body.members],
        english=language() == "en",
    )


def _kept(shape: Shape, entry: Register | None) -> tuple[dict[str, str], list[dict[str, str]]]:
    """An entry as the form shows it."""
    content: Mapping[str, Any] = entry.content if entry else {}
    head = {cell.key: as_typed(cell, content.get(cell.key)) for cell in shape.head}
    rows = [
        {cell.key: as_typed(cell, row.get(cell.key)) for cell in shape.cells} for row in content.get(shape.rows, ())
    ]
    return head, rows


def _typed(request: HttpRequest, shape: Shape) -> tuple[dict[str, str], list[dict[str, str]]]:
    """What was typed; rows in which nothing stands are left out."""
    head = {cell.key: request.POST.get(f"head-{cell.key}", "").strip() for cell in shape.head}
    columns = [[one.strip() for one in request.POST.getlist(f"row-{cell.key}")] for cell in shape.cells]
    rows = [
        {cell.key: value for cell, value in zip(shape.cells, values, strict=True) if value}
        for values in zip(*columns, strict=False)
        if any(values)
    ]
    return head, rows


def _keep(
    request: HttpRequest, body: Body, kind: str, key: str, typed: Mapping[str, Any], content: Mapping[str, Any]
) -> None:
    if not key or not typed["title"]:
        raise services.GovernanceError(say("请填编号和名称。", "Give a short name and a title."))
    version = str(typed["version"])
    services.do_keep_register(
        actor=request.user,
        body=body,
        kind=kind,
        key=key[:60],
        title=str(typed["title"])[:200],
        content={name: value for name, value in content.items() if value != ""},
        version=int(version) if version.isdecimal() else None,
    )
