"""Pages of funds, lists of industries and matching: a file is typed or pasted, the answer stands below; nothing is kept."""

from __future__ import annotations

import re
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tashan.matching import assign
from tashan.rules import RuleError
from tashan.sharing.fund_files import read_register
from tashan.sharing.funds import fund_statement
from tashan.sharing.industry import check_industry, open_platforms, read_list, read_platforms
from tashan.sharing.match_files import read_match
from tashan.web.pages.access import needs
from tashan.web.pages.words import say
from tashan.web.sharing.problem_words import plain
from tashan.web.sharing.texts import MOST_BYTES

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
MOST_PAIRS: Final = 20_000


@needs("sharing.try")
def fund(request: HttpRequest) -> HttpResponse:
    """A fund on a day: who committed, was called for, paid and still owes, and where money was used."""
    text, day = _typed(request, "text"), _typed(request, "day").strip()

    def answer() -> Any:
        _need_day(day)
        read = read_register(text.encode(), "fund.yaml")
        return read.name, fund_statement(read.entries, day, due_days=read.due_days)

    return _page(request, "fund", answer, text=text, day=day)


@needs("sharing.try")
def industry(request: HttpRequest) -> HttpResponse:
    """What lists say of an industry in a place on a day, and which platforms receive it."""
    text, platforms = _typed(request, "text"), _typed(request, "platforms")
    code, region, day = (_typed(request, name).strip() for name in ("code", "region", "day"))

    def answer() -> Any:
        _need_day(day)
        verdict = check_industry(read_list(text.encode(), "list.yaml"), code, region, day)
        register = read_platforms(platforms.encode(), "platforms.yaml") if platforms.strip() else ()
        return verdict, open_platforms(register, code, day)

    return _page(request, "industry", answer, text=text, platforms=platforms, code=code, region=region, day=day)


@needs("sharing.try")
def matching(request: HttpRequest) -> HttpResponse:
    """Which firm to which place: stable pairs with reasons."""
    text = _typed(request, "text")

    def answer() -> Any:
        read = read_match(text.encode(), "match.yaml")
        if len(read.needs) * len(read.offers) > MOST_PAIRS:
            raise _RefusedError(
                say(
                    "一次最多配{n}对；更多时请分几次。",
                    "At most {n} pairs at once; match more in several rounds.",
                    n=MOST_PAIRS,
                )
            )
        return read.name, assign(read.needs, read.offers, read.criteria)

    return _page(request, "match", answer, text=text)


class _RefusedError(Exception):
    """What was asked is not done on a page; says what to do instead."""


def _typed(request: HttpRequest, name: str) -> str:
    return str(request.POST.get(name, "")).replace("\r\n", "\n")


def _need_day(day: str) -> None:
    if not _DAY.fullmatch(day):
        raise _RefusedError(say("日期请写成 2025-06-30。", "Write the day as 2025-06-30."))


def _need_room(typed: dict[str, str]) -> None:
    if sum(len(text.encode()) for text in typed.values()) > MOST_BYTES:
        raise _RefusedError(say("文本过长。", "The text is too long."))


def _page(request: HttpRequest, name: str, answer: Any, **typed: str) -> HttpResponse:
    found, problems = None, []
    if request.method == "POST":
        try:
            _need_room(typed)
            found = answer()
        except RuleError as error:
            problems = plain(error.problems)
        except _RefusedError as error:
            problems = [{"line": 0, "message": str(error)}]
    context = {"section": "sharing", "found": found, "problems": problems, **typed}
    return render(request, f"sharing/{name}.html", context, status=422 if problems else 200)
