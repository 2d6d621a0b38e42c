"""A scenario: what if other values held? Laid over a book, never written into it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from tashan.rules._reader import Reader
from tashan.rules._yaml import Node, parse
from tashan.rules.book import RuleBook, reference_problems
from tashan.rules.days import day_after, day_before
from tashan.rules.problems import RuleError, RuleProblem
from tashan.rules.values import Group, Parameter, Value

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEYS = ("scenario", "for", "name", "note", "sources", "changes")


@dataclass(frozen=True, slots=True)
class Scenario:
    """
    Changes to a book of rules.

    Attributes:
        name: its name.
        book: the name of the book it is written for.
        file: the file it stands in.
        changes: new values by path of the parameter, in the order of their dates.
        types: the type of each changed parameter, by path.
        about: its label and note.
    """

    name: str
    book: str
    file: str
    changes: Mapping[str, tuple[Value, ...]]
    types: Mapping[str, str]
    about: Group


def load_scenario(data: bytes, file: str, book: RuleBook) -> Scenario:
    """
    The scenario that a file holds, read against the book it changes.

    Raises:
        RuleError: with every problem of the file, each with its line.
    """
    root, problems = parse(data, file)
    reader = Reader(file, list(problems), scenario=file)
    scenario = _read(reader, root, book) if root is not None else None
    if scenario is not None and not reader.problems:
        reader.problems.extend(reference_problems(_overlaid(book, scenario)))
    if reader.problems or scenario is None:
        raise RuleError(sorted(reader.problems, key=lambda problem: problem.line))
    return scenario


def _read(reader: Reader, root: Node, book: RuleBook) -> Scenario | None:
    fields = reader.mapping(root, _KEYS, "a scenario")
    if reader.missing(fields, ("scenario", "for", "changes"), root, "The scenario"):
        return None
    name, wanted = reader.text(fields["scenario"], "`scenario`"), reader.text(fields["for"], "`for`")
    if name is None or wanted is None or not reader.name(name, fields["scenario"].line):
        return None
    if wanted != book.name:
        message = f"The scenario is for rules `{wanted}`, not `{book.name}`. Lay it over the book it is written for."
        reader.report("other_book", fields["for"].line, message)
    reader.scenario = name
    reader.read_sources(fields.get("sources"))
    about = Group(reader.label(fields.get("name")), reader.text(fields.get("note"), "`note`"))
    changes: dict[str, tuple[Value, ...]] = {}
    types: dict[str, str] = {}
    lines = {key: line for key, line, _ in fields["changes"].entries}
    for path, node in reader.mapping(fields["changes"], None, "`changes`").items():
        parameter = book.parameters.get(path)
        if parameter is None:
            reader.report("unknown_parameter", lines[path], _unknown(path, book))
        else:
            changes[path] = reader.values(node, parameter.type, parameter.unit)
            types[path] = parameter.type
    return Scenario(name, wanted, reader.file, MappingProxyType(changes), MappingProxyType(types), about)


def overlay(book: RuleBook, scenario: Scenario) -> RuleBook:
    """
    Another book in which the scenario's values hold on their days; what they cut into keeps its other days.

    Raises:
        RuleError: the scenario changes a parameter that the book does not have, or of another type.
    """
    problems = [
        RuleProblem("unknown_parameter", _unknown(path, book), scenario.file, values[0].line)
        for path, values in scenario.changes.items()
        if path not in book.parameters or book.parameters[path].type != scenario.types[path]
    ]
    if problems:
        raise RuleError(problems)
    parameters = MappingProxyType(_overlaid(book, scenario))
    return replace(book, parameters=parameters, scenarios=(*book.scenarios, scenario.name))


def _overlaid(book: RuleBook, scenario: Scenario) -> dict[str, Parameter]:
    changed = {
        path: replace(book.parameters[path], values=_laid_over(book.parameters[path].values, values))
        for path, values in scenario.changes.items()
    }
    return {**book.parameters, **changed}


def _laid_over(base: tuple[Value, ...], changes: tuple[Value, ...]) -> tuple[Value, ...]:
    kept = list(base)
    for change in changes:
        kept = [rest for value in kept for rest in _cut(value, change)]
    return tuple(sorted((*kept, *changes), key=lambda value: value.start))


def _cut(value: Value, change: Value) -> list[Value]:
    """What is left of a value when another one takes its days."""
    if change.last < value.start or value.last < change.start:
        return [value]
    rest: list[Value] = []
    if value.start < change.start:
        rest.append(replace(value, end=day_before(change.start)))
    if change.last < value.last:
        rest.append(replace(value, start=day_after(change.last)))
    return rest


def _unknown(path: str, book: RuleBook) -> str:
    near = get_close_matches(path, book.parameters, n=1, cutoff=0.5)
    remedy = f"Did you mean `{near[0]}`?" if near else "A scenario changes parameters; it does not add any."
    return f"Rules {book.name} have no parameter `{path}` of this type. {remedy}"
