"""
Concepts: a small thesaurus that joins how problems are worded to what practices do.

"跨市收入分享" and "迁出地和迁入地分享三大税种" share two characters and mean the same. The list of concepts says so; it
is data (`data/concepts.yaml`), and every plan names the concepts it read out of a problem.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tashan.rules import RuleError
from tashan.rules.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Concept:
    """
    What problems and practices are about.

    Attributes:
        key: its name in files.
        chinese, english: on pages.
        words: wordings that speak of it, English in small letters.
        near: keys of concepts whose practices help without answering the problem.
        questions: what to ask on the spot about such a practice, in Chinese and English.
    """

    key: str
    chinese: str
    english: str
    words: tuple[str, ...]
    near: tuple[str, ...]
    questions: tuple[tuple[str, str], ...] = ()

    def label(self, language: str = "zh") -> str:
        """Its name in a language, zh or en."""
        return self.chinese if language == "zh" else self.english


def load_concepts(data: bytes, file: str) -> Mapping[str, Concept]:
    """
    Read a list of concepts.

    Raises:
        RuleError: with every problem of the file, each with its line.
    """
    sheet = Sheet(data, file)
    found: dict[str, Concept] = {}
    top = sheet.mapping(sheet.root, ("concepts",), "the file")
    for key, line, node in top["concepts"].entries if "concepts" in top else ():
        fields = sheet.mapping(node, ("name", "words", "near", "ask"), key)
        chinese, english = sheet.name(fields.get("name"), key, line)
        words = sheet.texts(fields.get("words"))
        if not words:
            sheet.report("no_words", line, f"{key} has no words, so that no problem can mean it. Add some.")
        asked = tuple(sheet.name(item, f"a question of {key}", line) for item in sheet.items(fields.get("ask"), "ask"))
        found[key] = Concept(key, chinese, english, words, sheet.texts(fields.get("near")), asked)
    for key, line, _ in top["concepts"].entries if "concepts" in top else ():
        for other in found[key].near:
            if other not in found or other == key:
                sheet.report("unknown_concept", line, f"{key} is near `{other}`, which is no other concept here.")
    sheet.finish()
    return found


@cache
def shipped_concepts() -> Mapping[str, Concept]:
    """The concepts that come with Tashan, by key."""
    name = "concepts.yaml"
    return load_concepts(files("tashan.learning").joinpath("data").joinpath(name).read_bytes(), name)


def concepts_in(text: str, concepts: Mapping[str, Concept]) -> tuple[str, ...]:
    """
    Tell which concepts a text speaks of, in order of their first word.

    Where words overlap the longest counts: 产业转移利益分享 holds 产业转移 and 利益分享; 人才飞地 holds both of its parts.
    """
    low = text.lower()
    places: list[tuple[int, int, str]] = []
    for key, concept in concepts.items():
        for word in concept.words:
            places += [(start, end, key) for start, end in _found(word, low)]
    kept = [
        place
        for place in places
        if not any(
            other[0] <= place[0] and place[1] <= other[1] and other[1] - other[0] > place[1] - place[0]
            for other in places
        )
    ]
    return tuple(dict.fromkeys(key for _, _, key in sorted(kept)))


def _found(word: str, low: str) -> Iterator[tuple[int, int]]:
    """Places of a word; an English one stands by itself (port is not in report) and may have a plural s."""
    pattern = rf"\b{re.escape(word)}s?\b" if word.isascii() else re.escape(word)
    return (found.span() for found in re.finditer(pattern, low))


def answers(asked: Collection[str], has: Collection[str], concepts: Mapping[str, Concept]) -> float:
    """
    Tell how far what a practice does answers what is asked.

    Returns:
        Mean over the concepts asked: 1 where the practice has it, ½ where it has a near one, else 0; 0 without any.
    """
    if not asked:
        return 0.0
    return sum(1.0 if key in has else 0.5 if set(concepts[key].near) & set(has) else 0.0 for key in asked) / len(asked)


__all__ = ["Concept", "RuleError", "answers", "concepts_in", "load_concepts", "shipped_concepts"]
