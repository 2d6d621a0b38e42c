"""
Every page that a person of any role reaches by links is whole; some walk in Chinese, some in English.

Nobody is shown a link or a form that they may not use, what is in another language says so, and no heading is empty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from tashan.web import examples
from tashan.web.accounts.models import Person

from .crawling import problems, send_forms, walk

FOLDER = Path(__file__).resolve().parents[2] / "examples"
DOCUMENTS = (
    "shanghai-hongkong-2024-host.txt", "shanghai-hongkong-2024-visitor.txt", "macao-zhejiang-2021.txt", "fuyang-suzhou-2024.txt",
    "guangxi-sichuan-2019.txt", examples.REGISTER,
)  # fmt: skip
WALKS = [
    (None, "en"), ("reader", "zh-hans"), ("analyst", "en"), ("officer", "en"), ("approver", "zh-hans"), ("finance", "zh-hans"),
    ("administrator", "en"),
]  # fmt: skip
"""Every role once: a walk takes some seconds."""


@pytest.fixture(scope="module")
def _site(module_db: Callable[[], Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The site to try, with a few of its documents: in Chinese and English, published and to be reviewed."""
    from django.test import override_settings

    folder = tmp_path_factory.mktemp("documents")
    for name in DOCUMENTS:
        (folder / name).write_bytes((FOLDER / name).read_bytes())
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("uploads")), module_db():
        list(examples.load(folder))
        yield


@pytest.mark.slow
@pytest.mark.parametrize(("who", "language"), WALKS)
@pytest.mark.usefixtures("_site")
def test_a_walk_meets_nothing_wrong(db: None, client: Any, who: str | None, language: str) -> None:
    client.raise_request_exception = False
    if who:
        client.force_login(
            Person.objects.get(username=who), backend="allauth.account.auth_backends.AuthenticationBackend"
        )

    walked = walk(client, language, most=1)

    assert [] == walked.wrong
    assert [] == send_forms(client, walked)
    assert len(walked.pages) > 80


@pytest.mark.parametrize(
    ("page", "language", "expected"),
    [
        ("<h1>上海</h1>", "en", ["Chinese is not marked in <h1 class=None>: 上海"]),
        ("<h1 lang=zh>上海</h1>", "en", []),
        ("<h1>x</h1><a href='#y'>z</a>", "en", ["#y is nowhere"]),
        ("<h1>x</h1><h2> </h2>", "en", ["empty <h2> <h2> </h2>"]),
        ("<h1>x</h1><i id=a></i><i id=a></i>", "en", ["id a stands 2 times"]),
        ("<p>x</p>", "en", ["0 first headings"]),
        ("<h1>此</h1><p>The site said this in English</p>", "zh-hans",
         ["English is not marked in <p class=None>: The site said this in English"]),
        ("<h1>此</h1><p><input placeholder='上海'></p>", "zh-hans", []),
        ("<h1>x</h1><p><input placeholder='上海'></p>", "en", ["Chinese is not marked in placeholder of <input class=None>: 上海"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_page_is_seen(page: str, language: str, expected: list[str]) -> None:
    assert expected == list(problems(html.document_fromstring(page), language))
