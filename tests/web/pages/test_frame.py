"""What the frame of every page says, whatever a page itself is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string

from tashan import __version__
from tashan.web.pages.context import frame

if TYPE_CHECKING:
    from django.test import Client, RequestFactory

pytestmark = pytest.mark.django_db


def test_a_page_about_a_version_of_its_own_still_names_that_of_the_site(rf: RequestFactory) -> None:
    """Forms hand on the version of what they change; the foot goes on naming the software."""
    request = rf.get("/")
    request.user = AnonymousUser()

    page = render_to_string("pages/refused.html", {**frame(request), "version": 3, "status": 404}, request)

    assert f"他山 {__version__}" in page


def test_whoever_logs_in_is_asked_for_a_name_or_an_address(client: Client) -> None:
    """The field says what belongs into it, in both languages, and the tick stands beside its words."""
    assert "用户名或邮箱" in client.get("/account/login/?language=zh-hans").content.decode()
    assert "User name or e-mail" in client.get("/account/login/?language=en").content.decode()
