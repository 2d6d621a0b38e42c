"""Strict YAML: texts, lists and mappings with their lines; every liberty is a problem."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tashan.rules import _yaml
from tashan.rules._yaml import DEEPEST, Node, parse


@pytest.fixture(autouse=True, params=["C", "Python"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers of PyYAML: the fast one is missing on some machines."""
    if request.param == "Python":
        monkeypatch.setattr(_yaml, "_LOADER", yaml.SafeLoader)


def root(text: str) -> Node:
    """The tree of a sound file."""
    node, problems = parse(text.encode(), "f.yaml")

    assert () == problems
    assert node is not None
    return node


def found(data: bytes) -> list[tuple[str, int]]:
    """Code and line of every problem."""
    return [(problem.code, problem.line) for problem in parse(data, "f.yaml")[1]]


@pytest.mark.parametrize(
    "text", ["yes", "no", "null", "~", "2015-06-03", "010", "1_000", "0x1F", ".inf", "1:30", "1.0"]
)
def test_no_text_is_given_a_type(text: str) -> None:
    """A value is what stands there."""
    assert text == root(f"a: {text}").entries[0][2].text


def test_the_tree_knows_its_lines() -> None:
    """Keys and values have their line, counted from 1."""
    node = root("\n# 注\na:\n  - b\n  - {c: d,\n     e: f}\n")
    (key, line, items) = node.entries[0]

    assert ("a", 3, "list") == (key, line, items.form)
    assert [("text", 4), ("mapping", 5)] == [(item.form, item.line) for item in items.items]
    assert [("c", 5), ("e", 6)] == [(key, line) for key, line, _ in items.items[1].entries]


def test_nothing_is_not_an_empty_text() -> None:
    """A key without a value is told from a quoted empty text; a mark at the file's beginning is passed over."""
    node = root("\ufeffa:\nb: ''\n")

    assert [True, False] == [value.empty for _, _, value in node.entries]


@pytest.mark.parametrize(
    ("data", "problems"),
    [
        (b"", [("empty_file", 0)]),
        (b"# only a remark\n", [("empty_file", 0)]),
        (b"a: 1\nb: \xff\n", [("encoding", 2)]),
        ("甲: 1\n乙: 2\n".encode("gb18030"), [("encoding", 1)]),
        (b"a: 1\nb: [1\n", [("syntax", 3)]),
        (b"a: 1\nb: \x07\n", [("syntax", 2)]),
        (b"a: b: c\n", [("syntax", 1)]),
        (b"\ta: 1\n", [("syntax", 1)]),
        (b"a: 1\nb: 2\na: 3\n", [("duplicate_key", 3)]),
        (b"a: {b: 1, c: {b: 1, b: 2}}\n", [("duplicate_key", 1)]),
        (b"a: &x 1\nb: *x\n", [("anchor", 1), ("alias", 2)]),
        (b"a: !!int 1\nb: !mine [1]\n", [("tag", 1), ("tag", 2)]),
        (b"a: 1\n---\nb: 2\n", [("second_document", 2)]),
        (b"[a, b]: 1\n", [("bad_key", 1)]),
        (b"? \n: 2\n", [("bad_key", 1)]),
    ],
)
def test_liberties_are_problems(data: bytes, problems: list[tuple[str, int]]) -> None:
    """Whatever a reader could take for something else is named with its line."""
    assert problems == found(data)


def test_deep_nesting_is_a_problem() -> None:
    """Ten thousand brackets neither crash nor take long."""
    assert [] == found(b"[" * DEEPEST + b"]" * DEEPEST)
    assert [("too_deep", 1)] == found(b"[" * 10_000)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(max_size=20), min_size=1))
def test_any_texts_come_back(entries: dict[str, str]) -> None:
    """What YAML's own writer writes, is read as it was, in order."""
    written = yaml.safe_dump(entries, default_style='"', sort_keys=False, allow_unicode=True)

    assert list(entries.items()) == [(key, value.text) for key, _, value in root(written).entries]


@given(st.binary(max_size=60))
def test_any_bytes_give_a_tree_or_a_problem(data: bytes) -> None:
    """Nothing crashes."""
    node, problems = parse(data, "f.yaml")

    assert node is not None or problems
