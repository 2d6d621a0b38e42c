"""
The pages that most people open first are made before anybody asks: after every change, by the worker, in quiet moments.

They are asked for as a reader would, through the whole site, and so they lie where `tashan.web.pages.kept` keeps pages
for all of its processes. Whoever comes before a page is ready gets it made at that moment.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final
from urllib.parse import urlsplit
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils import timezone

from tashan.pictures.provinces import TILES
from tashan.web.atlas.columns import KINDS, current
from tashan.web.pages.editions import edition

LANGUAGES: Final = ("zh-hans", "en")
SETTLED: Final = 3.0
"""Seconds without another change after which pages are made: several changes often come together."""

_handler: WSGIHandler | None = None
_made: tuple[int, date] | None = None
_noticed: tuple[int, float] | None = None


def in_the_quiet(is_over: Callable[[], bool]) -> None:
    """Make the pages of the present edition, once; breaks off between two pages and takes them up again later."""
    global _made, _noticed  # noqa: PLW0603 - one worker, one thread
    now, today = edition(), timezone.localdate()
    if now is None or _made == (now, today):
        return
    if _noticed is None or _noticed[0] != now:
        _noticed = (now, time.monotonic())
    if time.monotonic() - _noticed[1] >= SETTLED and prepare(is_over, pause=True):
        _made = (now, today)


def prepare(is_over: Callable[[], bool] = lambda: False, *, pause: bool = False) -> bool:
    """
    Ask for every page that is made in advance.

    Args:
        is_over: whether to break off; asked before each page.
        pause: rest after each page for as long as it took, so that readers get the processor.

    Returns:
        Whether all of them were asked for, in one edition.
    """
    began = edition()
    for address in addresses():
        for language in LANGUAGES:
            if is_over() or edition() != began:
                return False
            before = time.process_time()
            ask(address, language)
            if pause:
                time.sleep(time.process_time() - before)
    return True


def addresses() -> Iterator[str]:
    """The addresses, those that most people open first."""
    yield from ("/", "/records", "/regions", "/timeline")
    yield from (f"/?period={year}" for year in _years())
    yield from (f"/regions/{key}0000" for key in TILES)


def _years() -> list[int]:
    """The years of which visits are known, the latest first."""
    columns = current()
    years = {int(day) // 10000 for day in columns.day[columns.kind == KINDS.index("visit")].tolist()}
    return sorted(years - {0}, reverse=True)


def ask(address: str, language: str) -> int:
    """Ask the site for a page as a reader without an account does; gives the status of the answer."""
    global _handler  # noqa: PLW0603 - made once a process
    _handler = _handler or WSGIHandler()
    path, _, query = address.partition("?")
    site, said = urlsplit(settings.SITE_ADDRESS), []
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": query, "HTTP_HOST": site.netloc,
        "HTTP_ACCEPT_LANGUAGE": language, "wsgi.url_scheme": site.scheme, "HTTP_X_FORWARDED_PROTO": site.scheme,
    }  # fmt: skip
    setup_testing_defaults(environ)

    def begin(status: str, _headers: Any, *_: Any) -> Callable[[bytes], object]:
        said.append(int(status.split(maxsplit=1)[0]))
        return lambda _written: None

    answer = _handler(environ, begin)
    close = getattr(answer, "close", None)
    if close is not None:
        close()
    return said[0]
