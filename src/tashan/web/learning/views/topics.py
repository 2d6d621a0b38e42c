"""Questions about a network of visits, and the types of cooperation."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from tashan.learning.problems import LearningError
from tashan.web.accounts.place_forms import places_as
from tashan.web.learning import networks, results, why
from tashan.web.learning.asked import Asked, asked_of, settings_of
from tashan.web.learning.drawn import tied, view_of
from tashan.web.learning.topics import TOPICS
from tashan.web.learning.views.frame import frame
from tashan.web.learning.views.runs import offer
from tashan.web.learning.words import error_words, rule_words
from tashan.web.pages.access import public
from tashan.web.pages.downloads import page
from tashan.web.pages.words import say


@public
def network(request: HttpRequest) -> HttpResponse:
    """The network: who went to whom."""
    return _topic(request, "network")


@public
def topic(request: HttpRequest, name: str) -> HttpResponse:
    """Another question about the same visits."""
    if name not in TOPICS or name == "network":
        raise Http404(name)
    return _topic(request, name)


def _topic(request: HttpRequest, name: str) -> HttpResponse:
    zh, en, answer_of = TOPICS[name]
    asked = asked_of(request.user, request.GET.dict())
    may_add = bool(places_as(request.user, "analyst"))
    context = {
        **frame(request, name),
        "title": say(zh, en),
        "asked": asked,
        "may_add": may_add,
        "direction": asked.question.direction,
    }
    if not asked.years and not asked.settings.get("source"):
        return page(request, "learning/nothing.html", context)
    context["settings"] = _settings(asked, name)
    try:
        if name == "why":
            context["offer"] = offer(request, asked)
        answer = answer_of(asked)
        if name == "network":
            context |= {
                "sides": networks.sides(asked),
                "view": view_of(asked.question, asked.settings.get("view", "")),
                "tied": tied(asked.question),
            }
    except LearningError as error:
        return page(request, "learning/cannot.html", {**context, "why": error_words(error)})
    pictures = [*answer.pictures, *context.get("sides", [])]
    template = f"learning/{name}.html" if name in ("network", "why") else "learning/answer.html"
    return page(request, template, {**context, "answer": answer}, tables=answer.tables, pictures=pictures)


def _settings(asked: Asked, name: str) -> list[dict[str, Any]]:
    found = settings_of(asked)

    def add(key: str, word: str, options: list[tuple[str, str]], usual: str) -> None:
        chosen = asked.settings.get(key, usual)
        found.append(
            {"key": key, "label": word, "options": options, "chosen": chosen if chosen in dict(options) else usual}
        )

    if name == "measures":
        from tashan.learning.kinds import RULES

        add("rule", say("类型规则", "Rule of kinds"), [(str(rule), rule_words(rule)) for rule in RULES], str(RULES[0]))
    if name == "why":
        add("model", say("模型", "Model"), why.models(), "poisson")
        add("permutations", say("置换", "Permutations"), [(key, key) for key in why.PERMUTATIONS], "199")
    if name == "outcomes":
        add("within", say("期限", "Within"), results.within_options(), "730")
    if name == "region":
        mine = next(each for each in found if each["key"] == "mine")
        add("region", say("看哪个", "Which region"), mine["options"][1:], asked.mine)
    return found


@public
def types(request: HttpRequest) -> HttpResponse:
    """Cooperation by type: the archive's public events by one dimension."""
    dimension = request.GET.get("dimension", "lead")
    answer = results.types(dimension)
    options = [(key, say(*words)) for key, words in results.DIMENSIONS.items()]
    settings = [{"key": "dimension", "label": say("维度", "Dimension"), "options": options, "chosen": dimension}]
    context = {**frame(request, "types"), "title": say("类型", "Types"), "answer": answer, "settings": settings}
    return page(request, "learning/answer.html", context, tables=answer.tables, pictures=answer.pictures)
