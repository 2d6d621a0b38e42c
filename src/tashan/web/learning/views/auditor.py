"""A table that is pasted or given, and what does not close in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.panels.sheets import read_sheets
from tashan.web.learning.auditing import MOST_CELLS, audit, code_words, problem_sentence, table_of_text
from tashan.web.learning.forms import AuditForm
from tashan.web.learning.views.frame import frame
from tashan.web.pages.access import public
from tashan.web.pages.downloads import Column, Table
from tashan.web.pages.table_words import file_problem
from tashan.web.pages.words import say


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
                form.add_error("file", file_problem(problem))
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
        rows = [[code_words(each.code), problem_sentence(each)] for each in found.problems]
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
        **frame(request, "audit"),
        "form": form,
        "found": found,
        "tables": {table.key: table for table in tables},
    }
    return render(request, "learning/audit.html", context)
