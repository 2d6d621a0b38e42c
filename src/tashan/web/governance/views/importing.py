"""An existing list comes in: file, confirmed columns, and what became of every row."""

from __future__ import annotations

import json
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse

from tashan.governance.sheet_columns import HEADINGS, guess_columns
from tashan.web.governance import services
from tashan.web.governance.sheets_in import cells
from tashan.web.governance.told import in_words
from tashan.web.governance.views.common import REFUSED, body_at, body_place, reasons, show
from tashan.web.pages.access import needs
from tashan.web.pages.words import say

NAMES = {
    "id": ("编号", "id"), "title": ("事项", "matter"), "owner": ("牵头方", "lead"), "participants": ("参与方", "participants"),
    "measure": ("衡量标准", "measure"), "target": ("目标值", "target"), "start": ("开始", "start"), "due": ("期限", "due"),
    "theme": ("领域", "field"), "plan": ("依据", "plan"), "lead": ("主导", "led by"), "status": ("进展", "progress"),
    "money": ("金额", "money"), "parent": ("上级事项", "parent"),
}  # fmt: skip


@needs("governance.import_list", body_place)
def import_list(request: HttpRequest, place: str) -> HttpResponse:
    """Three steps on one page: hand in, confirm what each column is, see what came in and what is parked."""
    body = body_at(place)
    context: dict[str, Any] = {"body": body, "meanings": [(key, say(*NAMES[key])) for key in HEADINGS]}
    if request.method != "POST":
        return show(request, "import", **context)
    try:
        rows, merged, name = _rows(request)
        if "confirmed" not in request.POST:
            guess = guess_columns(rows)
            kept = signing.dumps(
                {"rows": _plain(rows), "merged": merged, "name": name}, compress=True, salt="governance-list"
            )
            first = rows[guess.heading_row : guess.heading_row + 3]
            samples = [
                [_shown(row[one.column]) if one.column < len(row) else "" for row in first] for one in guess.columns
            ]
            return show(
                request, "import", **context, columns=list(zip(guess.columns, samples, strict=True)), kept=kept, name=name,
                doubts=[in_words(one) for one in guess.problems], count=len(rows) - guess.heading_row,
            )  # fmt: skip
        corrections = {
            int(key.removeprefix("column-")): value
            for key, value in request.POST.items()
            if key.startswith("column-") and key.removeprefix("column-").isdecimal()
        }
        brought = services.do_import_list(
            actor=request.user, body=body, rows=rows, corrections=corrections, merged=merged, file=name
        )
    except REFUSED as error:
        return show(request, "import", 422, **context, wrong=reasons(error))
    return show(
        request,
        "imported",
        body=body,
        name=name,
        matters=brought.matters,
        parked=[
            (one.row, [_shown(cell) for cell in one.cells], [in_words(each) for each in one.problems])
            for one in brought.listed.parked
        ],
        filled=brought.listed.filled,
        notes=[(one.line, in_words(one)) for one in brought.listed.notes],
        empty=brought.listed.empty,
    )


def _rows(request: HttpRequest) -> tuple[list[list[Any]], Any, str]:
    """The rows of the file that is handed in, or, in the second step, those that were."""
    kept = request.POST.get("kept", "")
    if kept:
        try:
            found = signing.loads(kept, salt="governance-list", max_age=86_400)
        except signing.BadSignature as error:
            raise services.GovernanceError(say("请重新交文件。", "Please hand the file in again.")) from error
        merged = found["merged"]
        return found["rows"], [(tuple(a), tuple(b)) for a, b in merged] if merged is not None else None, found["name"]
    file = request.FILES.get("file")
    if file is None:
        raise services.GovernanceError(say("请选择文件。", "Choose a file."))
    rows, merged = cells(file.read(), str(file.name))
    return rows, merged, str(file.name)


def _plain(rows: list[list[Any]]) -> Any:
    """Rows as JSON holds them: days as text."""
    return json.loads(json.dumps(rows, default=str, ensure_ascii=False))


def _shown(cell: Any) -> str:
    """A cell as a person wrote it: whole numbers without a point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
