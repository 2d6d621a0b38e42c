"""The brief of a study visit: where to go, what to see and ask there, why, in which order, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from tashan.briefs.brief import Block, Brief, Figure, Items, Language, Paragraph, Section, Statement, Table
from tashan.learning.planner import Plan, Proposal
from tashan.learning.planner_words import part_name, place_name
from tashan.learning.practices import LibraryEntry
from tashan.pictures.rankings import Bar, ranking

_WORDS: Final = {
    "title": ("{home}考察学习方案：{problem}", "Study visit of {home}: {problem}"),
    "lead": (
        "建议先去{place}看“{what}”，方案共 {n} 处{far}。",
        "First visit {place} to see “{what}”; {n} places in all{far}.",
    ),
    "far": ("，直线约 {far} 公里", ", about {far} km as the crow flies"),
    "home": ("谁去学", "Who learns"),
    "problem": ("学什么", "About what"),
    "read": ("归入", "Read as"),
    "conditions": ("条件", "Conditions"),
    "weights": ("权重", "Weights"),
    "wording": ("未能归类，按用词匹配", "no known concept; matched by its wording"),
    "overview": ("一览", "At a glance"),
    "place": ("去处", "Place"),
    "look": ("看什么", "What to look at"),
    "score": ("得分", "Score"),
    "ask": ("问什么", "What to ask"),
    "why": ("为什么去", "Why"),
    "results": ("已有成效", "What came of it"),
    "also": ("也可在{names}看到。", "It can also be seen in {names}."),
    "came": ("已来访", "Who came already"),
    "went": ("本地去过", "We went in"),
    "journey": ("行程与时间", "Way and time"),
    "way": ("行程", "Way"),
    "tour": (
        "{way}，直线约 {far} 公里，返程约 {back} 公里。",
        "{way}; about {far} km as the crow flies, and {back} km back.",
    ),
    "open": ("{way}；有地点坐标不详，里程未计。", "{way}; a place has no known point, so no distance is given."),
    "time": ("时间", "Time"),
    "part": ("项", "Part"),
    "weight": ("权重", "Weight"),
    "reason": ("理由", "Reason"),
    "unknown": (
        "{place}：{parts}没有资料，按 0 分计。",
        "{place}: nothing is known of {parts}, which counts 0.",
    ),
    "mean": (
        "得分是各项得分（0 到 1）按权重的平均，未知的项计 0 分；权重可改。直接回答所问的做法排在只是相近的做法之前。",
        (
            "A score is the mean of its parts (0 to 1) by weight; what is not known counts 0; weights can be moved. "
            "What answers the problem directly comes before what is only near it."
        ),
    ),
    "distance": ("里程为直线距离，不是路程。", "Distances are as the crow flies, not by road or rail."),
}


def study_brief(plan: Plan) -> Brief:
    """Put a plan into a brief, in the plan's own language; every reason and practice with its source."""
    say = _Speaker("en" if plan.language == "en" else "zh")
    return Brief(
        title=say("title", home=plan.home.label(plan.language), problem=plan.problem),
        language=say.language,
        lead=(_lead(plan, say),),
        facts=tuple(_facts(plan, say)),
        sections=(_overview(plan, say), *_places(plan, say), _journey(plan, say)),
        method=tuple(_method(plan, say)),
    )


class _Speaker:
    """The words of one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language

    def __call__(self, key: str, **parts: object) -> str:
        return _WORDS[key][self.language == "en"].format(**parts)

    def joined(self, names: Iterable[str]) -> str:
        """Names below each other in a sentence."""
        return ("、" if self.language == "zh" else ", ").join(names)

    def name(self, entry: LibraryEntry) -> str:
        """A practice's name."""
        return entry.english or entry.chinese if self.language == "en" else entry.chinese


def _lead(plan: Plan, say: _Speaker) -> Statement:
    first, tour = plan.proposals[0], plan.journey
    far = "" if tour.kilometres is None else say("far", far=f"{tour.kilometres + (tour.back or 0):.0f}")
    practice = first.practices[0]
    place, what = place_name(first.region, plan.language), say.name(practice)
    return Statement(say("lead", place=place, what=what, n=len(plan.proposals), far=far), _proofs(practice))


def _facts(plan: Plan, say: _Speaker) -> Iterator[tuple[str, str]]:
    yield say("home"), plan.home.label(plan.language)
    yield say("problem"), plan.problem
    yield say("read"), say.joined(plan.asked) or say("wording")
    if plan.conditions:
        yield say("conditions"), plan.conditions
    shares = sorted(plan.weights.items(), key=lambda pair: -pair[1])
    yield say("weights"), say.joined(f"{part_name(part, plan.language)} {share:.0%}" for part, share in shares)


def _overview(plan: Plan, say: _Speaker) -> Section:
    rows = tuple(
        (
            Statement(place_name(each.region, plan.language)),
            Statement(say.name(each.practices[0]), _proofs(each.practices[0])),
            Statement(f"{each.score:.2f}"),
        )
        for each in plan.proposals
    )
    return Section(
        say("overview"),
        (Table((say("place"), say("look"), say("score")), rows, frozenset({2})), _scores(plan, say)),
    )


def _scores(plan: Plan, say: _Speaker) -> Figure:
    bars = [
        Bar(place_name(each.region, plan.language), each.score, f"{each.score:.2f}", number == 0)
        for number, each in enumerate(plan.proposals)
    ]
    drawn = ranking(bars, title=say("score"), width=520)
    described = say.joined(f"{bar.name} {bar.text}" for bar in bars)
    return Figure(drawn.svg(), say("score"), described)


def _places(plan: Plan, say: _Speaker) -> Iterator[Section]:
    for number, each in enumerate(plan.proposals, 1):
        yield Section(f"{number}. {place_name(each.region, plan.language)}", tuple(_blocks(each, say)))


def _blocks(each: Proposal, say: _Speaker) -> Iterator[Block]:
    colon = "：" if say.language == "zh" else ": "
    shown = [Statement(f"{say.name(one)}{colon}{one.mechanism}", _proofs(one)) for one in each.practices]
    if each.also:
        names = say.joined(place_name(region, say.language) for region in each.also)
        shown.append(Statement(say("also", names=names), _proofs(each.practices[0])))
    yield Items(tuple(shown), say("look"))
    came = [Statement(result, _proofs(one)) for one in each.practices for result in one.results]
    if came:
        yield Items(tuple(came), say("results"))
    yield Items(tuple(map(Statement, each.questions)), say("ask"))
    yield Table(
        (say("part"), say("score"), say("weight"), say("reason")),
        tuple(
            (
                Statement(part_name(reason.part, say.language)),
                Statement(f"{reason.value:.2f}"),
                Statement(f"{reason.weight:.2f}"),
                Statement(reason.sentence, (reason.source,)),
            )
            for reason in each.reasons
        ),
        frozenset({1, 2}),
        say("why"),
    )
    for note in each.notes:
        yield Paragraph((Statement(note),))
    if each.visitors:
        yield Paragraph((Statement(say.joined(each.visitors)),), say("came"))
    if each.went:
        yield Paragraph((Statement(say.joined(each.went)),), say("went"))


def _journey(plan: Plan, say: _Speaker) -> Section:
    tour = plan.journey
    way = " → ".join(place_name(region, plan.language) for region in (tour.start, *tour.order))
    told = say("open", way=way)
    if tour.kilometres is not None and tour.back is not None:
        told = say("tour", way=way, far=f"{tour.kilometres:.0f}", back=f"{tour.back:.0f}")
    blocks = (Paragraph((Statement(told),), say("way")), Paragraph((Statement(plan.when),), say("time")))
    return Section(say("journey"), blocks)


def _method(plan: Plan, say: _Speaker) -> Iterator[Statement]:
    yield Statement(say("mean"))
    yield Statement(say("distance"))
    for each in plan.proposals:
        if each.unknown:
            parts = say.joined(part_name(part, plan.language) for part in each.unknown)
            yield Statement(say("unknown", place=place_name(each.region, plan.language), parts=parts))


def _proofs(entry: LibraryEntry) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(str, entry.proofs)))
