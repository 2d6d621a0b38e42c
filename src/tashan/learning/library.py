"""The file of practices: read strictly, so that no entry stands without its source (form: docs/learning.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from tashan.learning.concepts import shipped_concepts
from tashan.learning.practices import SETTINGS, LibraryEntry, Proof, Publication, setting_of
from tashan.records.codes import Completion, EvidenceGrade, Theme
from tashan.records.parts import LONGEST_QUOTE
from tashan.regions import Region
from tashan.regions.clusters import cluster
from tashan.regions.divisions import by_code, region_of
from tashan.regions.geometry import contains
from tashan.rules._yaml import Node
from tashan.rules.sheet import Sheet

_PUBLICATION: Final = ("title", "author", "publication", "date", "grade")
_ENTRY: Final = (
    "key",
    "name",
    "problem",
    "mechanism",
    "cluster",
    "places",
    "setting",
    "concepts",
    "themes",
    "conditions",
    "results",
    "facts",
    "completion",
    "adopters",
    "evidence",
)
_NEEDED: Final = ("key", "name", "problem", "mechanism", "places", "concepts", "themes", "completion")


def load_library(data: bytes, file: str) -> tuple[LibraryEntry, ...]:
    """
    Read a file of practices that people entered.

    Args:
        data: the file's bytes.
        file: its name, for messages.

    Raises:
        RuleError: with every problem of the file, each with its line.
    """
    sheet = Sheet(data, file)
    top = sheet.mapping(sheet.root, ("documents", "practices"), "the file", ("documents", "practices"))
    publications = {}
    if "documents" in top:
        if top["documents"].form != "mapping":
            sheet.report("wrong_form", top["documents"].line, "`documents` has to be keys with publications.")
        for key, _, node in top["documents"].entries:
            publications[key] = _publication(sheet, key, node)
    entries: dict[str, LibraryEntry] = {}
    for node in sheet.items(top.get("practices"), "practices"):
        entry = _entry(sheet, node, publications)
        if entry.key in entries:
            sheet.report("duplicate_key", node.line, f"There are two practices `{entry.key}`. Rename one.")
        entries[entry.key] = entry
    sheet.finish()
    return tuple(entries.values())


@cache
def shipped_practices() -> tuple[LibraryEntry, ...]:
    """The practices that come with Tashan, in the order of the file."""
    name = "practices.yaml"
    return load_library(files("tashan.learning").joinpath("data").joinpath(name).read_bytes(), name)


def _publication(sheet: Sheet, key: str, node: Node) -> Publication:
    fields = sheet.mapping(node, _PUBLICATION, f"document {key}", ("title", "publication"))
    return Publication(
        key,
        sheet.text(fields.get("title")),
        sheet.text(fields.get("author")),
        sheet.text(fields.get("publication")),
        sheet.text(fields.get("date")),
        sheet.word(fields.get("grade"), EvidenceGrade.values(), "grade"),
    )


def _entry(sheet: Sheet, node: Node, publications: Mapping[str, Publication]) -> LibraryEntry:
    fields = sheet.mapping(node, _ENTRY, "a practice", _NEEDED)
    key = sheet.text(fields.get("key"))
    chinese, english = sheet.name(fields.get("name"), key or "a practice", node.line)
    named = sheet.text(fields.get("cluster"))
    if named and cluster(named) is None:
        sheet.report("unknown_region", fields["cluster"].line, f"{key}: {named} is no known cluster. Correct it.")
    places, adopters = (_regions(sheet, fields.get(name), key) for name in ("places", "adopters"))
    for adopter in adopters:
        if any(adopter.name == place.name or contains(place, adopter) for place in places):
            sheet.report("adopter_at_home", node.line, f"{key}: {adopter.name} is where it is done. It adopts nothing.")
    proofs, grades = _evidence(sheet, fields, key, publications)
    if not {"evidence", "facts"} & fields.keys():
        sheet.report("no_source", node.line, f"{key} has neither evidence nor facts. Quote a document.")
    return LibraryEntry(
        key=key,
        chinese=chinese,
        english=english,
        problem=sheet.text(fields.get("problem")),
        mechanism=sheet.text(fields.get("mechanism")),
        places=places,
        cluster=named,
        setting=sheet.word(fields.get("setting"), SETTINGS, "setting") or setting_of(places),
        concepts=sheet.words(fields.get("concepts"), tuple(shipped_concepts()), "a concept"),
        themes=sheet.words(fields.get("themes"), Theme.values(), "a theme"),
        conditions=sheet.texts(fields.get("conditions")),
        results=sheet.texts(fields.get("results")),
        proofs=proofs,
        completion=sheet.word(fields.get("completion"), Completion.values(), "completion"),
        adopters=adopters,
        grade=min(grades, default=""),
        reviewed=True,
    )


def _evidence(
    sheet: Sheet, fields: Mapping[str, Node], key: str, publications: Mapping[str, Publication]
) -> tuple[tuple[Proof, ...], list[str]]:
    proofs, grades = [], []
    for item in sheet.items(fields.get("evidence"), "evidence"):
        parts = sheet.mapping(item, ("document", "quote"), f"evidence of {key}", ("document", "quote"))
        name, quote = sheet.text(parts.get("document")), sheet.text(parts.get("quote"))
        if name not in publications:
            sheet.report(
                "unknown_document", item.line, f"{key}: there is no document `{name}` at the head of the file."
            )
            continue
        if len(quote) > LONGEST_QUOTE:
            sheet.report(
                "quote_long", item.line, f"{key}: the quote has {len(quote)} characters; {LONGEST_QUOTE} at most."
            )
        proofs.append(Proof(quote, str(publications[name])))
        grades += [publications[name].grade] if publications[name].grade else []
    for item in sheet.items(fields.get("facts"), "facts"):
        parts = sheet.mapping(item, ("text", "source", "of"), f"a fact of {key}", ("text", "source"))
        of = sheet.word(parts.get("of"), ("rule", "result"), "of")
        proofs.append(
            Proof(sheet.text(parts.get("text")), sheet.text(parts.get("source")), quoted=False, result=of == "result")
        )
    return tuple(proofs), grades


def _regions(sheet: Sheet, node: Node | None, key: str) -> tuple[Region, ...]:
    """Regions written as code and name, `430100 长沙市`, which must agree."""
    found = []
    for item in sheet.items(node, "This"):
        text = sheet.text(item)
        code, _, name = text.partition(" ")
        unit = by_code(code)
        if unit is None or unit.name != name.strip():
            said = f"code {code} is {unit.name}" if unit else f"there is no code {code}"
            sheet.report(
                "unknown_region", item.line, f"{key}: `{text}`, but {said}. Write code and name, as 430100 长沙市."
            )
            continue
        found.append(region_of(unit))
    return tuple(found)
