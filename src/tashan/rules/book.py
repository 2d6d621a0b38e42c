"""A book of rules: ask it for a value on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import TYPE_CHECKING

from tashan.rules.days import covered
from tashan.rules.problems import RuleError, RuleProblem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from tashan.rules.scenario import Scenario
    from tashan.rules.values import Group, Parameter, Value

Day = str | date


@dataclass(frozen=True, slots=True)
class RuleBook:
    """
    Dated, cited parameters by path. Never changes: a scenario gives another book.

    Attributes:
        name: the name of the book.
        file: the file it was read from, as messages name it.
        parameters: by path.
        groups: label and note of each group, by path; the book's own under "".
        scenarios: the scenarios laid over it, first to last.
    """

    name: str
    file: str
    parameters: Mapping[str, Parameter]
    groups: Mapping[str, Group]
    scenarios: tuple[str, ...] = ()

    def value(self, path: str, *, on: Day, allow_unconfirmed: bool = False) -> Value:
        """
        The value of a parameter on a day.

        Args:
            path: names of groups and parameter joined by dots.
            on: `YYYY-MM-DD` or a date; `YYYY-MM` or `YYYY` where one value holds throughout.
            allow_unconfirmed: whether a value whose source nobody saw will do.

        Raises:
            RuleError: no such parameter, no date, no value on that day, several within the period asked for, or
                an unconfirmed value; `code` tells which.
        """
        found = self.find(path, on=on, allow_unconfirmed=allow_unconfirmed)
        if isinstance(found, RuleProblem):
            raise RuleError([found])
        return found

    def find(self, path: str, *, on: Day, allow_unconfirmed: bool = False) -> Value | RuleProblem:
        """The same as `value`, with the problem as a value instead of an error."""
        parameter = self.parameters.get(path)
        if parameter is None:
            return self._unknown(path)
        asked = on if isinstance(on, str) else f"{on:%Y-%m-%d}"
        period = covered(asked)
        if period is None:
            return RuleProblem("bad_date", f"`{asked}` is no date. Ask for YYYY-MM-DD, YYYY-MM or YYYY.", self.file)
        for value in parameter.values:
            if value.start <= period[0] <= value.last:
                return _checked(parameter, value, asked, period[1], allow_unconfirmed=allow_unconfirmed)
        return _no_value(parameter, asked, period)

    def integer(self, path: str, *, on: Day, allow_unconfirmed: bool = False) -> int:
        """The value of an `integer` parameter on a day; errors as `value`, and `wrong_type`."""
        content = self.value(path, on=on, allow_unconfirmed=allow_unconfirmed).value
        if isinstance(content, int):
            return content
        raise self._wrong_type(path, "integer")

    def fraction(self, path: str, *, on: Day, allow_unconfirmed: bool = False) -> Fraction:
        """The value of a `fraction` or `integer` parameter on a day, exactly; errors as `value`, and `wrong_type`."""
        content = self.value(path, on=on, allow_unconfirmed=allow_unconfirmed).value
        if isinstance(content, int | Fraction):
            return Fraction(content)
        raise self._wrong_type(path, "fraction")

    def text(self, path: str, *, on: Day, allow_unconfirmed: bool = False) -> str:
        """The value of a `text` parameter on a day; errors as `value`, and `wrong_type`."""
        content = self.value(path, on=on, allow_unconfirmed=allow_unconfirmed).value
        if isinstance(content, str):
            return content
        raise self._wrong_type(path, "text")

    def members(self, path: str, *, on: Day, allow_unconfirmed: bool = False) -> tuple[str, ...]:
        """
        The texts of a `texts` parameter on a day, each once, in their order.

        `@other` is replaced by the members of the parameter `other` on that day, however deep.

        Raises:
            RuleError: as `value`, for this parameter or one it includes; `wrong_type` where it is no list.
        """
        content = self.value(path, on=on, allow_unconfirmed=allow_unconfirmed).value
        if not isinstance(content, tuple):
            raise self._wrong_type(path, "texts")
        found: dict[str, None] = {}
        for item in content:
            other = reference(item)
            if other is not None:
                found.update(dict.fromkeys(self.members(other, on=on, allow_unconfirmed=allow_unconfirmed)))
            else:
                found[item.removeprefix("@")] = None
        return tuple(found)

    def history(self, path: str) -> tuple[Value, ...]:
        """
        All values of a parameter, first to last.

        Raises:
            RuleError: no such parameter.
        """
        parameter = self.parameters.get(path)
        if parameter is None:
            raise RuleError([self._unknown(path)])
        return parameter.values

    def paths(self, group: str = "") -> tuple[str, ...]:
        """The paths of all parameters, or of those within a group, in the order of the file."""
        start = f"{group}." if group else ""
        return tuple(path for path in self.parameters if path.startswith(start))

    def with_scenario(self, scenario: Scenario) -> RuleBook:
        """
        Another book in which the scenario's values hold on their days and everything else stays as it is.

        Raises:
            RuleError: the scenario changes a parameter that this book does not have, or of another type.
        """
        from tashan.rules.scenario import overlay

        return overlay(self, scenario)

    def _unknown(self, path: str) -> RuleProblem:
        near = get_close_matches(path, self.parameters, n=3)
        named = " or ".join(f"`{each}`" for each in near)
        remedy = f"Did you mean {named}?" if near else "`paths()` lists those it has."
        message = f"There is no parameter `{path}` in rules {self.name}. {remedy}"
        return RuleProblem("unknown_parameter", message, self.file)

    def _wrong_type(self, path: str, wanted: str) -> RuleError:
        parameter = self.parameters[path]
        message = f"`{path}` is of type {parameter.type}, not {wanted}. Ask with `value`, or for another parameter."
        return RuleError([RuleProblem("wrong_type", message, parameter.file, parameter.line)])


def reference(item: str) -> str | None:
    """The path that an item of a list refers to (`@path`); None for a plain text (`@@` begins a real `@`)."""
    return item[1:] if item.startswith("@") and not item.startswith("@@") else None


def reference_problems(parameters: Mapping[str, Parameter], broken: Collection[str] = ()) -> Iterator[RuleProblem]:
    """
    Every `@` that names no list, or through which a list leads back to itself.

    Args:
        parameters: those that could be read, by path.
        broken: paths of those that could not; references to them are passed over.
    """
    for path, parameter in parameters.items():
        for value in parameter.values:
            for other in _references(value):
                problem = None if other in broken else _reference_problem(parameters, path, other, value)
                if problem is not None:
                    yield problem


def _references(value: Value) -> list[str]:
    items = value.value if isinstance(value.value, tuple) else ()
    return [other for item in items if (other := reference(item)) is not None]


def _reference_problem(parameters: Mapping[str, Parameter], path: str, other: str, value: Value) -> RuleProblem | None:
    target = parameters.get(other)
    if target is None or target.type != "texts":
        near = get_close_matches(other, parameters, n=1, cutoff=0.5)
        remedy = f"Did you mean `@{near[0]}`?" if near else "Write `@@` where a text begins with `@`."
        message = f"`@{other}` names no parameter of type texts. {remedy}"
        return RuleProblem("unknown_reference", message, value.file, value.line)
    reached: set[str] = set()
    waiting = [other]
    while waiting:
        current = waiting.pop()
        if current == path:
            message = f"`@{other}` leads back to `{path}`, which it is part of. Write its members out."
            return RuleProblem("reference_loop", message, value.file, value.line)
        if current not in reached and current in parameters:
            reached.add(current)
            waiting.extend(each for one in parameters[current].values for each in _references(one))
    return None


def _checked(
    parameter: Parameter, value: Value, asked: str, last: str, *, allow_unconfirmed: bool
) -> Value | RuleProblem:
    if last > value.last:
        message = f"`{parameter.path}` changes within {asked}: this value ends on {value.end}. Ask for a day."
        return RuleProblem("changes_within", message, value.file, value.line)
    if value.status == "unconfirmed" and not allow_unconfirmed:
        message = (
            f"The value of `{parameter.path}` on {asked} is unconfirmed: nobody saw its source. "
            f"Find the source and set its status to seen, or ask with allow_unconfirmed=True."
        )
        return RuleProblem("unconfirmed", message, value.file, value.line)
    return value


def _no_value(parameter: Parameter, asked: str, period: tuple[str, str]) -> RuleProblem:
    """Why no value holds on the first day asked for."""
    first, last = parameter.values[0], parameter.values[-1]
    span = f"its values run from {first.start} to {last.end or 'further notice'}"
    add = f"Add a dated value with its source to {parameter.file}, or ask for"
    if period[1] < first.start:
        code, other, line = "before_first", f"{first.start} or later", first.line
    elif period[0] > last.last:
        code, other, line = "after_last", "an earlier date", last.line
    elif any(period[0] < value.start <= period[1] for value in parameter.values):
        message = f"`{parameter.path}` has no value at the beginning of {asked}, but one later in it. Ask for a day."
        return RuleProblem("changes_within", message, parameter.file, parameter.line)
    else:
        before = max((value for value in parameter.values if value.last < period[0]), key=lambda value: value.last)
        after = min((value for value in parameter.values if value.start > period[1]), key=lambda value: value.start)
        code, other, line = "gap", "a day outside the gap", before.line
        span = f"there is a gap between {before.end} and {after.start}"
    message = f"No value for {asked} in rule `{parameter.path}`: {span}. {add} {other}."
    return RuleProblem(code, message, parameter.file, line)
