"""What every page of the room has in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tashan.web.integration.topics import TOPICS
from tashan.web.pages.words import say


def frame(request: HttpRequest, topic: str) -> dict[str, Any]:
    """What every page of the room has: the menu of topics, with the settings kept."""
    kept = request.GET.copy()
    for name in ("get", "language", "sectors", "of", "centre", "groups", "measure"):
        kept.pop(name, None)
    query = f"?{kept.urlencode()}" if kept else ""
    menu = [("home", say("首页", "Overview"), reverse("integration"))]
    menu += [
        (key, say(zh, en), reverse("integration-topic", args=[key]) + query) for key, (zh, en, _) in TOPICS.items()
    ]
    menu += [
        ("scores", say("评分卡", "Score cards"), reverse("integration-scores")),
        ("data", say("数据", "Data"), reverse("integration-data")),
    ]
    return {"section": "integration", "topic": topic, "menu": menu, "definitions": reverse("integration-definitions")}
