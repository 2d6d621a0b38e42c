"""Registers: what lies between regions on a map, standards, acts made in parallel, panels, cadres."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from tashan.pictures.borders import Party, Shared, borders_map
from tashan.regions.divisions import by_code, region_of
from tashan.regions.geometry import point
from tashan.web.governance import queries, register_tables, standing
from tashan.web.governance.models import Body, Register
from tashan.web.governance.register_tables import sender_name
from tashan.web.governance.views.common import day_of, show
from tashan.web.pages.access import public
from tashan.web.pages.downloads import Picture, page
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say


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
        tables=[register_tables.duties(found, day)],
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


@public
def standards(request: HttpRequest) -> HttpResponse:
    """Who applies which version of which standard on a day, and since when all apply the same."""
    day = day_of(request)
    found = standing.standards_on(request.user, day)
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
        tables=[register_tables.standards(found, day)],
    )  # fmt: skip


@public
def acts(request: HttpRequest) -> HttpResponse:
    """One act, several texts, one day; and panels of several courts for one case."""
    day = day_of(request)
    found = standing.acts_on(request.user, day)
    panels = standing.panels_on(request.user, day)
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
        tables=[register_tables.texts(found, day)],
    )  # fmt: skip


@public
def cadres(request: HttpRequest) -> HttpResponse:
    """Cadres sent to bodies: how many from where, until when; names for members alone."""
    day = day_of(request)
    found = standing.cadres_on(request.user, day)
    comma = say("、", ", ")
    return page(
        request,
        "governance/cadres.html",
        {
            "section": "governance", "day": day, "found": found, "count": sum(one.count for one in found),
            "senders": {one.body.pk: [(comma.join(map(sender_name, senders)), number) for senders, number in one.by_sender] for one in found},
            "bodies": sum(bool(one.count) for one in found), "sample": any(one.sample for one in found),
            "ending": [(one, comma.join(map(sender_name, each.senders)), each) for one in found for each in one.ending],
            "split": all(len(each.senders) == 1 for one in found for each in one.cadres),
        },
        tables=[register_tables.cadres(found, day)],
    )  # fmt: skip
