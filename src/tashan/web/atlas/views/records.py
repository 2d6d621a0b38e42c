"""The list of records, and its timeline."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.records.codes import THEMES
from tashan.web.accounts.predicates import grants
from tashan.web.atlas import records as known
from tashan.web.atlas.citations import gbt
from tashan.web.atlas.cited import cited_page
from tashan.web.atlas.columns import KINDS, current, remembered
from tashan.web.atlas.exports import FORMATS
from tashan.web.atlas.home import default_period
from tashan.web.atlas.periods import around, parse, turn
from tashan.web.atlas.rows import rows_of
from tashan.web.atlas.selection import matching, selection_of
from tashan.web.atlas.settings import reader_place
from tashan.web.atlas.trips import strip
from tashan.web.pages.access import public
from tashan.web.pages.kept import kept_for_all
from tashan.web.pages.words import say


@public
@kept_for_all
def records(request: HttpRequest) -> HttpResponse:
    """Records that the settings leave; people who work here may also see what is not public yet in their archives."""
    chosen = selection_of(request.GET)
    shown = "own" if request.GET.get("shown") == "own" and grants(request.user) else ""
    columns = known.columns_for(request.user, shown)
    order = request.GET.get("sort", "")
    order = order if order in known.ORDERS else known.ORDERS[0]
    mask = matching(columns, chosen)
    page, events = known.page_of(known.ordered(columns, mask, order), request.GET.get("page"))
    title = say("记录", "Records")
    context = {
        "section": "records",
        "chosen": chosen,
        "shown": shown,
        "works_here": bool(grants(request.user)),
        "filters": known.filters_in_words(chosen),
        "facets": known.facet_lists(columns, chosen),
        "page": page,
        "count": int(mask.sum()),
        "all": len(columns),
        "rows": rows_of(events, reader_place(request)),
        "order": order,
        "formats": FORMATS,
        "citation": gbt(cited_page(request, title, "records", kind="data")),
        "as_of": columns.stamp,
    }
    return render(request, "atlas/records.html", context)


@public
@kept_for_all
def timeline(request: HttpRequest) -> HttpResponse:
    """When it happened: a strip of months for each kind, and what happened in the period chosen."""
    columns = current()
    given = selection_of(request.GET)
    period = parse(given.period) or default_period(columns)
    chosen = given.but(period=period.text)
    mask = matching(columns, chosen)
    page, events = known.page_of(known.ordered(columns, mask, "day"), request.GET.get("page"))
    every = given.but(period="")
    told = remembered(columns, ("timeline", every), lambda: known.months_of_kinds(columns, every))
    shown = (period.first, period.last)
    kinds = [
        {
            "words": known.value_words("kind", kind),
            "now": int((mask & (columns.kind == KINDS.index(kind))).sum()),
            "strip": strip({**told.edge, **counts}, shown) if counts else None,
        }
        for kind, counts in told.kinds.items()
    ]
    context = {
        "section": "records",
        "period": period,
        "periods": around(period, told.months),
        "chosen": chosen,
        "kinds": kinds,
        "turn": turn(request.GET),
        "strip": strip(told.months, shown, turn(request.GET)),
        "count": int(mask.sum()),
        "undated": told.undated,
        "page": page,
        "rows": rows_of(events, reader_place(request)),
        "themes": [(value, known.value_words("theme", value)) for value in THEMES],
    }
    return render(request, "atlas/timeline.html", context)
