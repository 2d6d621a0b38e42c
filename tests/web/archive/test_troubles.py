"""Problems of reading speak the reader's language and quote the words that they are about."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation

import tashan.files
import tashan.reading
from tashan.web.archive.troubles import _WORDS, troubles

from ..conftest import JIANGSU  # noqa: TID252

_CODE = re.compile(r'\b(?:Problem|_problem)\(\s*"([a-z_]+)"')


def test_every_code_of_reading_has_its_words() -> None:
    """A new problem without a sentence in Chinese fails here."""
    folders = [Path(str(room.__file__)).parent for room in (tashan.reading, tashan.files)]
    codes = {
        code for folder in folders for file in folder.rglob("*.py") for code in _CODE.findall(file.read_text("utf-8"))
    }

    assert 15 < len(codes)
    assert set() == codes - set(_WORDS)


@pytest.mark.parametrize(
    ("language", "name", "sentence"),
    [
        ("zh-hans", "地名有歧义", "没有猜测"),
        ("zh-hant", "地名有歧義", "沒有猜測"),
        ("en", "ambiguous place", "“苏州” is one of two."),
    ],
)
def test_a_problem_is_told_with_the_words_of_the_text(language: str, name: str, sentence: str) -> None:
    problem = {"code": "place_ambiguous", "message": "“苏州” is one of two.", "start": 2, "end": 4}

    with translation.override(language):
        (told,) = troubles([problem], "赴往苏州考察")

    assert (name, "苏州", False) == (told.name, told.quote, told.foreign)
    assert sentence in told.sentence


def test_an_unknown_code_keeps_its_own_words() -> None:
    with translation.override("zh-hans"):
        (told,) = troubles([{"code": "new_kind", "message": "Something new.", "start": None, "end": None}], "x")

    assert ("new_kind", "Something new.", "", True) == (told.name, told.sentence, told.quote, told.foreign)


def test_the_page_of_a_document_shows_them_to_who_works_there(
    document: Callable[..., Any], log_in: Callable[..., Any]
) -> None:
    found = document(place=JIANGSU)
    found.problems = [{"code": "home_unknown", "message": "no region", "start": 0, "end": 3}]
    found.save()

    page = log_in("analyst").get(f"/archive/documents/{found.pk}?language=zh-hans").content.decode()

    assert "“本地”所指不明" in page
    assert "no region" not in page
