"""What every page of the room has in common."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from tashan.web.learning.topics import TOPICS
from tashan.web.pages.words import say


def frame(request: HttpRequest, topic: str) -> dict[str, Any]:
    """What every page of the room has: its menu, each entry with the settings that hold there too."""
    kept = request.GET.copy()
    for name in list(kept):
        if name not in (
            "source",
            "from",
            "to",
            "level",
            "rollup",
            "theme",
            "kind",
            "leader",
            "isolates",
            "direction",
            "mine",
        ):
            kept.pop(name)
    query = f"?{kept.urlencode()}" if kept else ""
    menu = [
        (key, say(zh, en), (reverse("learning") if key == "network" else reverse("learning-topic", args=[key])) + query)
        for key, (zh, en, _) in TOPICS.items()
    ]
    menu += [
        ("types", say("类型", "Types"), reverse("learning-types")),
        ("practices", say("经验库", "Practices"), reverse("practices")),
        ("plan", say("考察方案", "Study visit"), reverse("learning-plan")),
        ("audit", say("查表", "Table auditor"), reverse("learning-audit")),
        ("visits", say("数据", "Data"), reverse("learning-visits")),
    ]
    return {"section": "learning", "topic": topic, "menu": menu}
