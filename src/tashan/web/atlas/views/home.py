"""The first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.web.accounts.predicates import grants
from tashan.web.atlas import home as known
from tashan.web.atlas.citations import gbt
from tashan.web.atlas.cited import cited_page
from tashan.web.atlas.columns import remembered
from tashan.web.atlas.maps import DIRECTIONS, MOST_ARCS, drawn, edges, may_show_boundaries
from tashan.web.atlas.periods import around, turn
from tashan.web.atlas.selection import selection_of
from tashan.web.atlas.settings import choices, reader_place
from tashan.web.atlas.trips import month_picture, strip
from tashan.web.pages.access import public
from tashan.web.pages.kept import kept_for_all
from tashan.web.pages.views import TOUR_COOKIE
from tashan.web.pages.words import say


@public
@kept_for_all
def home(request: HttpRequest) -> HttpResponse:
    """Who went to learn from whom in a period."""
    columns, chosen, period = known.asked(selection_of(request.GET))
    found = remembered(columns, ("home", chosen, period), lambda: known.counted(columns, chosen, period))
    mask, told, flows = found.mask, found.told, found.flows
    mine = reader_place(request)
    direction = request.GET.get("direction", "")
    direction = direction if direction in DIRECTIONS else DIRECTIONS[0]
    boundaries = may_show_boundaries(request.user)
    base = "map" if boundaries and request.GET.get("base") == "map" else "tiles"
    rows, count = known.table(columns, mask, mine)
    title = say("区域考察学习：{period}", "Visits between regions: {period}", period=period.words)
    context = {
        "section": "",
        "tour": not request.COOKIES.get(TOUR_COOKIE),
        "adds": request.user.has_perm("archive.add_document"),
        "told": told,
        "period": period,
        "periods": around(period, found.months),
        "settings": choices(chosen, mine),
        "chosen": chosen,
        "mine": mine,
        "direction": direction,
        "base": base,
        "boundaries": boundaries,
        "edges": edges() if base == "map" else None,
        "picture": drawn(flows[:MOST_ARCS], direction, mine=mine, base=base),
        "arcs_left_out": max(0, len(flows) - MOST_ARCS),
        "turn": turn(request.GET),
        "strip": strip(found.months, (period.first, period.last), turn(request.GET)),
        "month": month_picture(rows, period.first) if period.grain == "month" else None,
        "rows": rows,
        "count": count,
        "unknown": found.unknown,
        "undated": found.undated,
        "sources": found.documents,
        "source_count": found.document_count,
        "citation": gbt(cited_page(request, title, "visits")),
        "waiting": known.waiting(request.user) if grants(request.user) else None,
        "newest": known.newest(mine) if grants(request.user) else None,
        "as_of": columns.stamp,
    }
    return render(request, "atlas/home.html", context)
