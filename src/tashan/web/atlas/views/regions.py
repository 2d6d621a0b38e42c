"""The index of regions, and the page of every region and cluster."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.regions.clusters import clusters
from tashan.regions.divisions import by_code
from tashan.web.atlas import regions as known
from tashan.web.atlas.behind import documents_behind
from tashan.web.atlas.cited import cited_page, forms
from tashan.web.atlas.columns import Columns, current, remembered
from tashan.web.atlas.settings import reader_place
from tashan.web.pages.access import public
from tashan.web.pages.kept import kept_for_all
from tashan.web.pages.places import place_name
from tashan.web.pages.words import say, spoken


@public
@kept_for_all
def regions(request: HttpRequest) -> HttpResponse:
    """All provinces and clusters, each with how much is known of it."""
    columns = current()
    context = {
        "section": "regions",
        "provinces": remembered(columns, ("provinces",), lambda: known.provinces(columns)),
        "clusters": remembered(columns, ("clusters",), lambda: known.cluster_rows(columns)),
        "count": len(columns),
        "mine": reader_place(request),
    }
    return render(request, "atlas/regions.html", context)


@public
@kept_for_all
def region(request: HttpRequest, code: str) -> HttpResponse:
    """What is known of one region, the divisions in it included."""
    unit = by_code(code)
    if unit is None:
        raise Http404(code)
    columns = current()
    context = _profile(request, columns, (int(code),)) | {
        "unit": unit,
        "name": place_name(code),
        "chain": known.chain(unit),
        "children": remembered(columns, ("below", code), lambda: known.below(columns, unit)),
        "clusters": known.clusters_with(unit),
        "mine": code,
        "address": f"place={code}",
    }
    title = say("{name}：考察学习与合作", "{name}: visits and cooperation", name=place_name(code))
    context["citations"] = forms(cited_page(request, title, f"region-{code}"))
    return render(request, "atlas/region.html", context)


@public
@kept_for_all
def cluster(request: HttpRequest, key: str) -> HttpResponse:
    """What is known of one cluster."""
    item = next((each for each in clusters() if each.key == key), None)
    if item is None:
        raise Http404(key)
    columns = current()
    name = spoken(item.name, item.english or item.name)
    context = _profile(request, columns, known.codes_of(item)) | {
        "cluster": item,
        "name": name,
        "members": remembered(columns, ("members", key), lambda: known.member_rows(columns, item)),
        "address": f"scope={key}",
    }
    title = say("{name}：考察学习与合作", "{name}: visits and cooperation", name=name)
    context["citations"] = forms(cited_page(request, title, f"cluster-{key}"))
    return render(request, "atlas/region.html", context)


def _profile(request: HttpRequest, columns: Columns, places: tuple[int, ...]) -> dict[str, Any]:
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else None
    found = remembered(columns, ("profile", places, year), lambda: known.profile(columns, places, year))
    if year is not None and year not in found.years:
        year = None
        found = remembered(columns, ("profile", places, None), lambda: known.profile(columns, places, None))
    shown = year or known.fullest_year(columns, found)
    mine = reader_place(request)
    visits, visit_count = known.latest(columns, found.mask, "visit", mine)
    agreements, agreement_count = known.latest(columns, found.mask, "agreement", mine)
    signings, signing_count = known.latest(columns, found.mask, "signing", mine, 6)
    bodies, body_count = known.latest(columns, found.mask, "body", mine, 8)
    meetings, meeting_count = known.latest(columns, found.mask, "meeting", mine, 6)
    documents, document_count = remembered(
        columns, ("documents", places, year), lambda: documents_behind(columns, found.mask, 8)
    )
    return {
        "section": "regions",
        "profile": found,
        "year": year,
        "shown_year": shown,
        "pictures": known.by_partner(columns, found, places, shown) if shown else [],
        "visits": visits,
        "visit_count": visit_count,
        "agreements": agreements,
        "agreement_count": agreement_count,
        "signings": signings,
        "signing_count": signing_count,
        "bodies": bodies,
        "body_count": body_count,
        "meetings": meetings,
        "meeting_count": meeting_count,
        "documents": documents,
        "document_count": document_count,
        "total": int(found.mask.sum()),
        "as_of": columns.stamp,
    }
