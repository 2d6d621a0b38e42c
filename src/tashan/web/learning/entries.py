"""Entries of the library of practices: those that come with Tashan, those that people entered, unreviewed ones from documents."""

from __future__ import annotations

from typing import Any, Final

from django.db.models import Q

from tashan.learning.concepts import shipped_concepts
from tashan.learning.library import shipped_practices
from tashan.learning.practices import LibraryEntry, Proof, setting_of
from tashan.records.codes import THEMES, Completion
from tashan.regions import Region
from tashan.regions.divisions import by_code, region_of
from tashan.web.archive.queries import own_places
from tashan.web.learning.models import PracticeEntry
from tashan.web.pages.words import say

LONGEST_QUOTE: Final = 300


def problems_of(body: dict[str, Any]) -> list[str]:
    """What an entry still needs before it can be kept, each with what to do."""
    wrong = []
    for field, name in (
        ("chinese", say("名称", "name")),
        ("problem", say("问题", "problem")),
        ("mechanism", say("做法", "mechanism")),
    ):
        if not str(body.get(field, "")).strip():
            wrong.append(say("缺少{name}，请填写。", "The {name} is missing. Fill it in.", name=name))
    if not body.get("places"):
        wrong.append(say("至少写一个可以看到它的地方。", "Name at least one place where it can be seen."))
    wrong += [
        say("{code}不是行政区划代码。", "{code} is no code of a division.", code=code)
        for code in (*body.get("places", ()), *body.get("adopters", ()))
        if by_code(str(code)) is None
    ]
    proofs = body.get("proofs", [])
    if not any(str(proof.get("source", "")).strip() for proof in proofs):
        wrong.append(
            say(
                "没有出处的经验做法不进库：请写明文献并摘录原文。",
                "A practice without a source is not kept: name the document and quote it.",
            )
        )
    wrong += [
        say("引文最长{n}字，请截短。", "A quote has {n} characters at most. Shorten it.", n=LONGEST_QUOTE)
        for proof in proofs
        if len(str(proof.get("text", ""))) > LONGEST_QUOTE
    ]
    wrong += [
        say("没有“{key}”这个概念。", "There is no concept “{key}”.", key=key)
        for key in body.get("concepts", ())
        if key not in shipped_concepts()
    ]
    wrong += [
        say("没有“{key}”这个主题。", "There is no theme “{key}”.", key=key)
        for key in body.get("themes", ())
        if key not in THEMES
    ]
    if body.get("completion") and body["completion"] not in Completion.values():
        wrong.append(say("完成度不在代码表里。", "The completion is not in the code list."))
    return wrong


def library_entry(entry: PracticeEntry) -> LibraryEntry:
    """A person's entry as the library and the planner know it."""
    body = entry.body
    places = _regions(body.get("places", ()))
    return LibraryEntry(
        key=entry.key,
        chinese=body.get("chinese", ""),
        english=body.get("english", ""),
        problem=body.get("problem", ""),
        mechanism=body.get("mechanism", ""),
        places=places,
        cluster="",
        setting=setting_of(places),
        concepts=tuple(body.get("concepts", ())),
        themes=tuple(body.get("themes", ())),
        conditions=tuple(body.get("conditions", ())),
        results=tuple(body.get("results", ())),
        proofs=tuple(
            Proof(each["text"], each["source"], bool(each.get("quoted", True))) for each in body.get("proofs", ())
        ),
        completion=body.get("completion", ""),
        adopters=_regions(body.get("adopters", ())),
        grade=body.get("grade", ""),
        reviewed=entry.state == PracticeEntry.State.ACCEPTED,
    )


def _regions(codes: Any) -> tuple[Region, ...]:
    return tuple(region_of(unit) for code in codes if (unit := by_code(str(code))) is not None)


def readable_entries(person: Any) -> list[PracticeEntry]:
    """People's entries that a person may read: accepted ones, and all of their own places."""
    return list(PracticeEntry.objects.filter(Q(state=PracticeEntry.State.ACCEPTED) | own_places("place", person)))


def library(person: Any) -> list[tuple[LibraryEntry, PracticeEntry | None]]:
    """The whole library that a person may read: shipped ones first, each with the person's entry behind it."""
    shipped: list[tuple[LibraryEntry, PracticeEntry | None]] = [(entry, None) for entry in shipped_practices()]
    return shipped + [
        (library_entry(entry), entry)
        for entry in readable_entries(person)
        if entry.state != PracticeEntry.State.REJECTED or entry.entered_by_id == getattr(person, "pk", None)
    ]
