"""A plan as Markdown, to be printed or pasted into a document: places, reasons with sources, questions, way, time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from tashan.learning.planner import Plan, Proposal
from tashan.learning.planner_words import part_name, place_name

_WORDS: Final = {
    "title": ("{home}考察学习方案：{problem}", "Study visit of {home}: {problem}"),
    "read": ("所问归入：{asked}。", "Read as: {asked}."),
    "wording": ("所问未能归类，按用词匹配。", "The problem names no known concept; it was matched by its wording."),
    "way": ("行程", "Way"),
    "tour": (
        "{way}，直线约 {far} 公里，返程约 {back} 公里。",
        "{way}; about {far} km as the crow flies, and {back} km back.",
    ),
    "open": ("{way}；有地点坐标不详，里程未计。", "{way}; a place has no known point, so no distance is given."),
    "time": ("时间", "Time"),
    "look": ("看什么", "What to look at"),
    "ask": ("问什么", "What to ask"),
    "why": ("为什么去", "Why"),
    "also": ("也可在：{names}", "Also seen in: {names}"),
    "came": ("已来访", "Who came already"),
    "went": ("本地去过：{years}", "We went in: {years}"),
    "sources": ("出处", "Sources"),
    "head": ("| 项 | 得分 | 权重 | 理由 | 出处 |", "| part | score | weight | reason | source |"),
    "note": (
        "得分是各项得分按权重的平均，未知的项计 0 分；权重可改，先后以直接回答所问者为先。",
        "The score is the weighted mean; what is not known counts 0. What answers the problem directly comes first.",
    ),
}


def markdown(plan: Plan) -> str:
    """Write a plan as Markdown, in the plan's own language."""
    say = _Speaker(plan.language)
    lines = [f"# {say('title', home=plan.home.label(plan.language), problem=plan.problem)}", ""]
    stop = "、" if plan.language == "zh" else ", "
    lines.append(say("read", asked=stop.join(plan.asked)) if plan.asked else say("wording"))
    lines += [f"\n{plan.conditions}"] if plan.conditions else []
    lines += ["", f"**{say('way')}**{say.colon}{_way(plan, say)}", "", f"**{say('time')}**{say.colon}{plan.when}"]
    sources: dict[str, int] = {}
    for number, proposal in enumerate(plan.proposals, 1):
        lines += ["", *_proposal(number, proposal, say, sources)]
    lines += ["", f"## {say('sources')}", "", *(f"{number}. {_cell(source)}" for source, number in sources.items())]
    return "\n".join([*lines, "", say("note"), ""])


class _Speaker:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.place = 0 if language == "zh" else 1
        self.colon = "：" if language == "zh" else ": "

    def __call__(self, key: str, **parts: object) -> str:
        return _WORDS[key][self.place].format(**parts)


def _way(plan: Plan, say: _Speaker) -> str:
    tour = plan.journey
    way = " → ".join(place_name(region, plan.language) for region in (tour.start, *tour.order))
    if tour.kilometres is None or tour.back is None:
        return say("open", way=way)
    return say("tour", way=way, far=f"{tour.kilometres:.0f}", back=f"{tour.back:.0f}")


def _proposal(number: int, proposal: Proposal, say: _Speaker, sources: dict[str, int]) -> Iterator[str]:
    """The lines of one place; sources are numbered as they come and listed at the end."""
    yield f"## {number}. {place_name(proposal.region, say.language)} ({proposal.score:.2f})"
    yield ""
    yield f"**{say('look')}**"
    for entry in proposal.practices:
        name = entry.chinese if say.language == "zh" or not entry.english else entry.english
        yield f"- **{name}**{say.colon}{entry.mechanism}"
    if proposal.also:
        yield f"- {say('also', names=_joined([place_name(region, say.language) for region in proposal.also], say))}"
    for note in proposal.notes:
        yield f"- {note}"
    yield ""
    yield f"**{say('ask')}**"
    for question in proposal.questions:
        yield f"- {question}"
    yield ""
    yield f"**{say('why')}**"
    yield ""
    yield say("head")
    yield "|---|---:|---:|---|---|"
    for reason in proposal.reasons:
        cells = (part_name(reason.part, say.language), f"{reason.value:.2f}", f"{reason.weight:.2f}")
        source = f"[{sources.setdefault(reason.source, len(sources) + 1)}]"
        yield "| " + " | ".join([*cells, _cell(reason.sentence), source]) + " |"
    if proposal.visitors:
        yield ""
        yield f"**{say('came')}**{say.colon}{_joined(proposal.visitors, say)}"
    if proposal.went:
        yield ""
        yield say("went", years=_joined(proposal.went, say))


def _joined(names: Sequence[str], say: _Speaker) -> str:
    return ("、" if say.language == "zh" else ", ").join(names)


def _cell(text: str) -> str:
    """A bar would end the cell of a table, a line break the row."""
    return " ".join(text.replace("|", "\\|").split())
