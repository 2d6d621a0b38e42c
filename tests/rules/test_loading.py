"""Reading files of rules: what a sound file gives, and every problem of one that is not."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tashan.rules import Group, Label, RuleError, Source, load_rules, read_rules

SOUND = """
rules: park
name: {zh: 园区, en: Park}
note: All about it.
sources:
  law: {document: 示例〔2015〕1号, article: 第五条, link: "https://example.org/law", seen: 2026-11-02}
parameters:
  tax:
    name: {zh: 税收, en: Taxes}
    note: A group.
    share:
      name: {zh: 分成, en: Share}
      note: A parameter.
      type: fraction
      unit: share of the tax
      values:
        - {from: 2018, value: 40%, source: {document: 通知}, status: unconfirmed, note: Not seen.}
        - from: 2015-06-03
          to: 2017
          value: 1/2
          source: law
          status: seen
  years: {type: integer, unit: years, values: [{from: 2015, value: 5, source: law, status: seen}]}
  chair: {type: text, values: [{from: 2015, value: no, source: law, status: seen}]}
  members: {type: texts, unit: regions, values: [{from: 2015, value: [甲市, 乙市], source: law, status: seen}]}
"""


def problems(text: str) -> list[tuple[str, int, str]]:
    """Code, line and message of every problem of a file."""
    return [(each.code, each.line, each.message) for each in read_rules(text.encode(), "f.yaml")[1]]


def in_parameter(body: str) -> list[tuple[str, str]]:
    """Code and message of every problem of a file with one parameter, written in flow style."""
    text = f"rules: r\nsources: {{s: {{document: d, link: 'https://example.org', seen: 2026}}}}\nparameters:\n  p: {body}\n"
    found = problems(text)

    assert all(line == 4 for _, line, _ in found)
    return [(code, message) for code, _, message in found]


def in_value(value: str, kind: str = "text") -> list[tuple[str, str]]:
    """Code and message of every problem of one value."""
    return in_parameter(f"{{type: {kind}, unit: u, values: [{{{value}}}]}}")


def test_a_sound_file_gives_a_book() -> None:
    """Groups, labels, notes, units, sources and days are all there."""
    book = load_rules(SOUND.encode(), "park.yaml")
    share = book.parameters["tax.share"]

    assert "park" == book.name
    assert Group(Label("园区", "Park"), "All about it.") == book.groups[""]
    assert Group(Label("税收", "Taxes"), "A group.") == book.groups["tax"]
    assert ("tax.share", "years", "chair", "members") == book.paths()
    assert ("fraction", "share of the tax", Label("分成", "Share"), "A parameter.") == (
        share.type,
        share.unit,
        share.label,
        share.note,
    )


def test_values_are_in_the_order_of_their_days() -> None:
    """Partial dates cover their first to their last day; the file may list the newest first."""
    first, second = load_rules(SOUND.encode(), "park.yaml").history("tax.share")

    assert ("2015-06-03", "2017-12-31", Fraction(1, 2), "seen") == (first.start, first.end, first.value, first.status)
    assert Source("示例〔2015〕1号", "第五条", "https://example.org/law", "2026-11-02") == first.source
    assert ("2018-01-01", None, Fraction(2, 5), "unconfirmed") == (
        second.start,
        second.end,
        second.value,
        second.status,
    )
    assert (Source("通知"), "Not seen.", "park.yaml", 17) == (second.source, second.note, second.file, second.line)


def test_a_text_is_what_stands_there() -> None:
    """`no` is a text like any other."""
    book = load_rules(SOUND.encode(), "park.yaml")

    assert "no" == book.history("chair")[0].value
    assert ("甲市", "乙市") == book.history("members")[0].value


def test_all_problems_are_shown_at_once() -> None:
    """Loading does not stop at the first problem, and the error has a line for each."""
    text = "rules: R\nparamters: 1\nparameters:\n  P: {}\n  g:\n    name: {zh: 甲}\n  t: text\n"
    with pytest.raises(RuleError) as caught:
        load_rules(text.encode(), "f.yaml")

    assert [
        "f.yaml:1: `R` cannot be a name. Use lower-case letters, digits and _, beginning with a letter.",
        "f.yaml:2: `paramters` is no key of a file of rules. Did you mean `parameters`?",
        (
            "f.yaml:4: `P` cannot be a name. Use lower-case letters, digits and _, beginning with a letter; "
            "not name, note, type, unit, values."
        ),
        "f.yaml:5: `g` has neither values nor parameters. Add some, or delete it.",
        "f.yaml:6: The name has no `en`. Add it.",
        "f.yaml:7: Parameter `t` has to be keys with values, one `key: value` a line.",
    ] == str(caught.value).splitlines()
    assert "bad_name" == caught.value.code


def test_what_is_sound_can_still_be_asked() -> None:
    """One bad parameter does not take the others away, and references to it are not called wrong."""
    text = SOUND + "  bad: {type: texts, values: 1}\n  more: {type: texts, values: [{from: 2015, value: ['@bad'], "
    book, found = read_rules((text + "source: law, status: seen}]}\n").encode(), "f.yaml")

    assert ["wrong_form"] == [problem.code for problem in found]
    assert ("tax.share", "years", "chair", "members", "more") == book.paths()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [("empty_file", 0)]),
        ("a: ]\n", [("syntax", 1)]),
        ("- a\n", [("wrong_form", 1)]),
        ("rules: r\n", [("missing_key", 1)]),
        ("rules: r\nparameters:\n", [("empty_value", 2)]),
        ("rules: r\nparameters: 1\n", [("wrong_form", 2)]),
        ("rules: [r]\nparameters: {}\n", [("wrong_form", 1)]),
        ("rules: r\nnote: ' '\nparameters: {}\n", [("wrong_form", 2)]),
        ("rules: r\nname: 园区\nparameters: {}\n", [("wrong_form", 2)]),
        ("rules: r\nname: {zh: [甲], en: a}\nparameters: {}\n", [("wrong_form", 2)]),
        ("rules: r\nname: {zh: 甲, en: a, fr: b}\nparameters: {}\n", [("unknown_key", 2)]),
        ("rules: r\nsources: {A: {document: d}}\nparameters: {}\n", [("bad_name", 2)]),
        ("rules: r\nsources: {a: b}\nparameters: {}\n", [("unknown_source", 2)]),
        ("rules: r\nsources: [a]\nparameters: {}\n", [("wrong_form", 2)]),
        ("rules: r\nparameters:\n  g:\n    note:\n    p: 1\n", [("empty_value", 4), ("wrong_form", 5)]),
        ("rules: r\nparameters:\n  values: {p: 1}\n", [("bad_name", 3)]),
        ("rules: r\nrules: s\nparameters: {}\n", [("duplicate_key", 2)]),
    ],
)
def test_a_file_has_to_have_its_form(text: str, expected: list[tuple[str, int]]) -> None:
    """Missing, unknown, empty and misplaced keys are found with their line."""
    assert expected == [(code, line) for code, line, _ in problems(text)]


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ("{type: text}", "missing_key", "Parameter `p` has no `values`. Add it."),
        ("{values: []}", "missing_key", "Parameter `p` has no `type`. Add it."),
        (
            "{type: texts, values: []}",
            "wrong_form",
            "`values` has to be a list with at least one item, each after `- `.",
        ),
        ("{type: [text], values: []}", "wrong_form", "`type` has to be a text."),
        (
            "{type: number, values: []}",
            "bad_type",
            "`type: number` is not known. Write integer or fraction or text or texts.",
        ),
        (
            "{type: text, vallues: 1, values: 1}",
            "unknown_key",
            "`vallues` is no key of parameter `p`. Did you mean `values`?",
        ),
        (
            "{type: text, x: 1, values: 1}",
            "unknown_key",
            "`x` is no key of parameter `p`. Allowed here: name, note, type",
        ),
        ("{type: text, values: [x]}", "wrong_form", "A value has to be keys with values, one `key: value` a line."),
    ],
)
def test_a_parameter_has_to_have_its_form(body: str, code: str, message: str) -> None:
    """What is wrong with a parameter is named, with a remedy."""
    found_code, found_message = in_parameter(body)[0]

    assert code == found_code
    assert found_message.startswith(message)


def test_numbers_need_a_unit() -> None:
    """A number without a unit cannot be read by anyone else."""
    found = in_parameter("{type: integer, values: [{from: 2015, value: 5, source: s, status: seen}]}")

    assert [("missing_key", "Parameter `p` has no `unit`. Say what its numbers count.")] == found


@pytest.mark.parametrize(
    ("value", "kind", "message"),
    [
        ("to: 2016, value: x, source: s, status: seen", "text", "The value has no `from`. Add it."),
        ("from: 2015, source: s, status: seen", "text", "The value has no `value`. Add it."),
        ("from: 2015, value: x, source: s", "text", "The value has no `status`. Add it."),
        ("from: 2015, value: x, status: seen", "text", "The value has no source. Add `source` with document, link and"),
        (
            "from: 2015, value: x, status: seen, source: t",
            "text",
            "There is no source `t`. Add it to `sources`, or write",
        ),
        ("from: 2015, value: x, status: seen, source: ss", "text", "There is no source `ss`. Did you mean `s`?"),
        (
            "from: 2015, value: x, status: seen, source: {document: d}",
            "text",
            "The value is `seen`, but its source lacks",
        ),
        (
            "from: 2015, value: x, status: seen, source: {link: 'http://a.b'}",
            "text",
            "The source has no `document`. Add it.",
        ),
        (
            "from: 2015, value: x, status: seen, source: {document: d, link: a.b, seen: 2026}",
            "text",
            "`a.b` is no public address. Write it with http:// or https://.",
        ),
        (
            "from: 2015, value: x, status: seen, source: {document: d, link: 'http://a.b', seen: today}",
            "text",
            "`seen: today` is no date. Write 2015-06-03, 2015-06 or 2015.",
        ),
        ("from: 2015, value: x, status: seen, source: {document: d, page: 1}", "text", "`page` is no key of a source."),
        (
            "from: 2015, value: x, status: sen, source: s",
            "text",
            "`status: sen` is not known. Write seen or unconfirmed.",
        ),
        ("from: 2015, value: x, status: assumption, reason: r", "text", "`reason` is no key of a value."),
        ("from: 2015-02-30, value: x, source: s, status: seen", "text", "`from: 2015-02-30` is no date."),
        ("from: [2015], value: x, source: s, status: seen", "text", "`from` has to be a text."),
        (
            "from: 2015, to: 2014, value: x, source: s, status: seen",
            "text",
            "`to` (2014-12-31) is before `from` (2015-01-01)",
        ),
        ("from: 2015, value: [x], source: s, status: seen", "text", "`value` has to be a text."),
        (
            "from: 2015, value: 1.5, source: s, status: seen",
            "integer",
            "`1.5` is not of type integer. Write it like 12",
        ),
        (
            "from: 2015, value: 1/0, source: s, status: seen",
            "fraction",
            "`1/0` is not of type fraction. Write it like 1/2",
        ),
        ("from: 2015, value: x, source: s, status: seen", "texts", "`value` has to be a list with at least one item"),
        ("from: 2015, value: [x, [y]], source: s, status: seen", "texts", "A member has to be a text."),
        ("from: 2015, value: [x, y, x], source: s, status: seen", "texts", "x: listed twice. Keep one."),
        (
            "from: 2015, value: ['@q'], source: s, status: seen",
            "texts",
            "`@q` names no parameter of type texts. Write `@@`",
        ),
        (
            "from: 2015, value: ['@pp'], source: s, status: seen",
            "texts",
            "`@pp` names no parameter of type texts. Did you mean",
        ),
        ("from: 2015, value: ['@p'], source: s, status: seen", "texts", "`@p` leads back to `p`, which it is part of."),
    ],
)
def test_a_value_has_to_be_sound(value: str, kind: str, message: str) -> None:
    """Days, source, status and content are checked, and each message says what to do."""
    messages = [found for _, found in in_value(value, kind)]

    assert messages
    assert messages[0].startswith(message)


VALUE = "value: x, source: s, status: seen"


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (f"{{from: 2014, to: 2014, {VALUE}}}, {{from: 2015, {VALUE}}}", None),
        (f"{{from: 2015, {VALUE}}}, {{from: 2014, to: 2014, {VALUE}}}", None),
        (f"{{from: 2010, to: 2012, {VALUE}}}, {{from: 2015, {VALUE}}}", None),
        (
            f"{{from: 2014, {VALUE}}}, {{from: 2015, {VALUE}}}",
            (
                "The value from 2014-01-01 (line 4) holds until further notice, so it overlaps this one from 2015-01-01. "
                "Write the last day of the earlier one as `to`."
            ),
        ),
        (
            f"{{from: 2014, to: 2015, {VALUE}}}, {{from: 2015-12-31, {VALUE}}}",
            (
                "This value begins on 2015-12-31, but the one in line 4 holds until 2015-12-31. "
                "Let one end before the other begins."
            ),
        ),
        (
            f"{{from: 2014, to: 2014, {VALUE}}}, {{from: 2014, to: 2014, {VALUE}}}",
            (
                "This value begins on 2014-01-01, but the one in line 4 holds until 2014-12-31. "
                "Let one end before the other begins."
            ),
        ),
    ],
)
def test_only_one_value_may_hold_on_a_day(values: str, message: str | None) -> None:
    """Gaps are allowed, overlaps are not."""
    found = in_parameter(f"{{type: text, values: [{values}]}}")

    assert ([("overlap", message)] if message else []) == found


def test_a_long_value_overlaps_all_it_covers() -> None:
    """An early value that holds for long is found even where a short one stands between."""
    values = f"{{from: 2010, to: 2020, {VALUE}}}, {{from: 2012, to: 2012, {VALUE}}}, {{from: 2015, to: 2015, {VALUE}}}"

    assert ["overlap", "overlap"] == [code for code, _ in in_parameter(f"{{type: text, values: [{values}]}}")]


def test_sets_may_not_contain_themselves_through_others() -> None:
    """A ring of references is found at each of its members; a reference used twice is no ring."""
    value = "source: {document: d}, status: unconfirmed"
    ring = "".join(
        f"  {name}: {{type: texts, values: [{{from: 2015, value: ['@{other}'], {value}}}]}}\n"
        for name, other in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"))
    )
    twice = (
        f"  a: {{type: texts, values: [{{from: 2015, value: ['@b', '@c'], {value}}}]}}\n"
        f"  b: {{type: texts, values: [{{from: 2015, value: ['@c'], {value}}}]}}\n"
        f"  c: {{type: texts, values: [{{from: 2015, value: [x], {value}}}]}}\n"
        f"  d: {{type: text, values: [{{from: 2015, value: '@a', {value}}}]}}\n"
    )

    assert ["reference_loop"] * 3 == [code for code, _, _ in problems(f"rules: r\nparameters:\n{ring}")]
    assert [] == problems(f"rules: r\nparameters:\n{twice}")


@given(st.text(max_size=80))
def test_any_text_gives_problems_or_a_book(text: str) -> None:
    """Nothing but RuleError ever leaves."""
    book, found = read_rules(text.encode("utf-8", "replace"), "f.yaml")

    assert found or book.name
