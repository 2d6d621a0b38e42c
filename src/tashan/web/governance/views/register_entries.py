"""How an entry of a register is kept: one form for every kind, with spare rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from tashan.web.governance import services
from tashan.web.governance.entries import SHAPES, Shape, as_typed
from tashan.web.governance.models import Body, Register
from tashan.web.governance.views.common import REFUSED, body_at, body_place, reasons, show
from tashan.web.pages.access import needs
from tashan.web.pages.places import place_name
from tashan.web.pages.words import language, say

PAGES: Final = {
    "border": "governance-borders",
    "standard": "governance-standards",
    "act": "governance-acts",
    "panel": "governance-acts",
    "secondment": "governance-cadres",
    "investment": "governance-investment",
}
"""The page on which entries of a kind are shown."""

SPARE_ROWS: Final = 3


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
