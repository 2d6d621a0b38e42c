"""The search page."""

from __future__ import annotations

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.records.codes import RecordKind, Theme
from tashan.regions.query import query as regions_named
from tashan.web.pages.access import public
from tashan.web.pages.kept import kept_for_all
from tashan.web.pages.places import place_name
from tashan.web.pages.words import label, say, spoken
from tashan.web.search.passages import marked, passage
from tashan.web.search.queries import FACETS, entries, find

_LONGEST: Final = 100
_A_PAGE: Final = 20
_REGIONS: Final = 8
_VALUES: Final = 12


@public
@kept_for_all
def search(request: HttpRequest) -> HttpResponse:
    """Find regions by any of their names, and what holds the words; each person finds what that person may see."""
    query = request.GET.get("q", "").strip()[:_LONGEST]
    chosen = {name: request.GET.get(name, "") for name in FACETS}
    found = find(query, request.user, chosen)
    page = Paginator(found.rows, _A_PAGE).get_page(request.GET.get("page"))
    results = [
        {
            "entry": entry,
            "kind": kind_name(entry.kind),
            "title": marked(spoken(entry.title, entry.title_en or entry.title), found.words),
            "passage": passage(entry.body, found.words),
        }
        for entry in entries(page.object_list)
    ]
    context = {
        "query": query,
        "found": found,
        "page": page,
        "results": results,
        "regions": _regions(query),
        "facets": [
            {
                "key": name,
                "label": _facet(name),
                "chosen": chosen[name],
                "values": [
                    {"value": value, "words": _value(name, value), "count": count}
                    for value, count in found.facets[name][:_VALUES]
                ],
            }
            for name in FACETS
        ],
    }
    return render(request, "search/search.html", context)


def kind_name(kind: str) -> str:
    """What a kind of thing is called."""
    if kind in RecordKind.values():
        return label(RecordKind(kind))
    return say("文献", "document") if kind == "document" else kind


def _facet(name: str) -> str:
    return {
        "kind": say("类别", "Kind"),
        "year": say("年份", "Year"),
        "province": say("省份", "Province"),
        "theme": say("主题", "Theme"),
    }[name]


def _value(facet: str, value: str) -> str:
    if facet == "kind":
        return kind_name(value)
    if facet == "province":
        return place_name(value)
    return label(Theme(value)) if facet == "theme" and value in Theme.values() else value


def _regions(query: str) -> list[dict[str, Any]]:
    """The regions in force that the query names, in Chinese, English or pinyin."""
    if not query:
        return []
    found = [row for row in regions_named(query) if row["code"] and row["to"] is None]
    return found[:_REGIONS]
