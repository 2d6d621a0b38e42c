"""One form opens, closes and takes out of use what people have given; one limit holds for their files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tashan.web.pages.places import EVERYWHERE, place_choices
from tashan.web.pages.standing import change_standing
from tashan.web.pages.uploads import MOST_BYTES, not_too_large


@pytest.mark.parametrize(
    ("form", "done", "address"),
    [
        ({"do": "open"}, ("publish", True), "/one"),
        ({"do": "close"}, ("publish", False), "/one"),
        ({"do": "withdraw", "why": "误传"}, ("withdraw", "误传"), "/all"),
    ],
)
def test_what_the_form_says_is_done_and_told(
    rf: Any, form: dict[str, str], done: tuple[str, Any], address: str
) -> None:
    """What is out of use has no page of its own any more: the list follows."""
    request = rf.post("/", form)
    request.session = {}
    storage = FallbackStorage(request)
    request._messages = storage
    told: list[tuple[str, Any]] = []

    def note(what: str) -> Callable[[Any], None]:
        return lambda value: told.append((what, value))

    answer = change_standing(request, publish=note("publish"), withdraw=note("withdraw"), listing="/all", page="/one")

    assert [done] == told
    assert (302, address) == (answer.status_code, answer["Location"])
    assert 1 == len(list(get_messages(request)))


def test_a_file_of_the_limit_is_read_and_a_larger_one_is_refused() -> None:
    """No file at all is the business of the form."""
    file = SimpleUploadedFile("a.csv", b"a")
    file.size = MOST_BYTES

    assert file is not_too_large(file)
    assert not_too_large(None) is None
    file.size = MOST_BYTES + 1
    with pytest.raises(ValidationError, match="25"):
        not_too_large(file)


def test_who_may_act_everywhere_acts_for_the_own_place() -> None:
    """Each place once, with its name."""
    assert [("320000", "江苏省"), ("110000", "北京市")] == place_choices([EVERYWHERE, "110000", "320000"], "320000")
    assert ["000000"] == [place for place, _ in place_choices([EVERYWHERE], "")]
