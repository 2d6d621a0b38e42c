"""Strict reading of a YAML file: every problem is kept with its line, and all are told at once."""

from __future__ import annotations

from collections.abc import Sequence

from tashan.rules._yaml import Node, parse
from tashan.rules.problems import RuleError, RuleProblem


class Sheet:
    """
    A file while it is read.

    Attributes:
        root: its tree; an empty mapping where it is none.
        problems: what is wrong so far.
    """

    def __init__(self, data: bytes, file: str) -> None:
        """
        Parse the file; problems of its form are kept like all others.

        Raises:
            RuleError: nothing in it can be read.
        """
        root, problems = parse(data, file)
        self.file = file
        self.problems: list[RuleProblem] = list(problems)
        self.root = root or Node("mapping", 0)
        if root is None:
            self.finish()

    def report(self, code: str, line: int, message: str) -> None:
        """Note a problem."""
        self.problems.append(RuleProblem(code, message, self.file, line))

    def finish(self) -> None:
        """
        End the reading.

        Raises:
            RuleError: with all problems in order of lines, where there are any.
        """
        if self.problems:
            raise RuleError(sorted(self.problems, key=lambda problem: problem.line))

    def mapping(self, node: Node, known: Sequence[str], what: str, needed: Sequence[str] = ()) -> dict[str, Node]:
        """The entries of a mapping; unknown keys and missing ones are problems."""
        if node.form != "mapping":
            self.report("wrong_form", node.line, f"{_begun(what)} has to be keys with values, of {', '.join(known)}.")
            return {}
        for key, line, _ in node.entries:
            if key not in known:
                self.report("unknown_key", line, f"`{key}` is no key of {what}. It has {', '.join(known)}.")
        found = {key: child for key, _, child in node.entries if key in known}
        for key in needed:
            if key not in found or found[key].empty:
                self.report("missing_key", node.line, f"{_begun(what)} has no `{key}`. Add it.")
        return found

    def items(self, node: Node | None, what: str) -> list[Node]:
        """The items of a list; none where it is not there."""
        if node is None:
            return []
        if node.form != "list":
            self.report("wrong_form", node.line, f"{_begun(what)} has to be a list, each item after `- `.")
            return []
        return node.items

    def text(self, node: Node | None) -> str:
        """A text; empty where it is not there."""
        if node is None:
            return ""
        if node.form != "text":
            self.report("wrong_form", node.line, "Here stands a text, not a list or mapping.")
            return ""
        return node.text.strip()

    def texts(self, node: Node | None) -> tuple[str, ...]:
        """A list of texts."""
        return tuple(self.text(item) for item in self.items(node, "This"))

    def word(self, node: Node | None, words: Sequence[str], what: str, default: str = "") -> str:
        """One of the words allowed; the default where it is not there."""
        found = self.text(node) or default
        if node is not None and found not in words:
            self.report("unknown_word", node.line, f"{what} is one of {', '.join(words)}, not `{found}`.")
        return found

    def words(self, node: Node | None, words: Sequence[str], what: str) -> tuple[str, ...]:
        """A list of words allowed."""
        return tuple(self.word(item, words, what) for item in self.items(node, what))

    def name(self, node: Node | None, what: str, line: int) -> tuple[str, str]:
        """A name in Chinese and English."""
        if node is None:
            self.report("missing_key", line, f"{what} has no name. Write name: {{zh: …, en: …}}.")
            return "", ""
        fields = self.mapping(node, ("zh", "en"), "a name", ("zh", "en"))
        return self.text(fields.get("zh")), self.text(fields.get("en"))


def _begun(what: str) -> str:
    """What a sentence is about, as it stands at its beginning."""
    return what[:1].upper() + what[1:]
