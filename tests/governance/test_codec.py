"""Events written and read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.governance.matter_histories import OWNER, PARTNER, PATH, event, on

from tashan.governance import events as e
from tashan.governance.approval import Answer
from tashan.governance.codec import event_from_dict, event_to_dict
from tashan.governance.events import CHANGES

OTHERS = (
    event(e.Asked("a", (e.Baselined(None, on(9)), e.Funded("x", 5, e.MoneyKind.PAID)), (OWNER, PARTNER), 2), 3),
    event(e.Answered("a", Answer.RETURN), 4, reason="x"),
    event(e.Retracted(2), 5, reason="x"),
    event(e.Settled(3, upheld=False), 6, recorded=9),
    event(e.Declined(), 6),
)


@pytest.mark.parametrize("one", [*PATH, *OTHERS], ids=lambda one: one.kind)
def test_what_is_written_reads_back_the_same(one: e.Event) -> None:
    """Through JSON as well."""
    assert (one, ()) == event_from_dict(json.loads(json.dumps(event_to_dict(one), ensure_ascii=False)))


GOOD: dict[str, Any] = {
    "matter": "m1", "kind": "baselined", "day": "2021-03-01", "actor": "x", "role": "approver", "member": "320100",
    "start": None, "due": "2022-01-01",
}  # fmt: skip


def test_the_day_of_recording_may_be_left_out() -> None:
    found, problems = event_from_dict(GOOD)

    assert () == problems
    assert found is not None
    assert found.day == found.recorded


@pytest.mark.parametrize(
    ("wrong", "field", "code"),
    [
        ({"kind": "baseline"}, "kind", "kind_unknown"),
        ({"day": "2021-02-30"}, "day", "bad_value"),
        ({"day": None}, "day", "bad_value"),
        ({"role": "king"}, "role", "bad_value"),
        ({"actor": ""}, "actor", "bad_value"),
        ({"due": 5}, "due", "bad_value"),
        ({"deadline": "2022-01-01"}, "deadline", "bad_value"),
        ({"kind": "moved"}, "start", "bad_value"),
        ({"target": [7]}, "target", "bad_value"),
    ],
)
def test_events_that_cannot_be_read(wrong: dict[str, Any], field: str, code: str) -> None:
    """Each problem names file, row and field."""
    found, problems = event_from_dict({**GOOD, **wrong}, "matters.jsonl", 7)

    assert None is found
    assert [(code, field, "matters.jsonl", 7)] == [(one.code, one.field, one.file, one.line) for one in problems]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"kind": "linked", "node": "x"}, "node"),
        ({"kind": "linked", "node": {"kind": "meeting"}}, "node.id"),
        ({"kind": "coded", "completion": "complete", "evidence": "a"}, "evidence"),
        ({"kind": "asked", "approval": "a", "changes": [{"kind": "coded"}], "members": [], "needed": 2}, "changes[1]"),
        ({"kind": "funded", "source": "x", "amount": 1.5, "type": "paid"}, "amount"),
        ({"kind": "moved"}, "to"),
    ],
)
def test_fields_of_changes_that_cannot_be_read(data: dict[str, Any], field: str) -> None:
    head = {key: GOOD[key] for key in ("matter", "day", "actor", "role", "member")}
    _, problems = event_from_dict({**head, **data})

    assert [field] == [one.field for one in problems]


def test_a_code_without_quotes_is_a_text() -> None:
    """YAML makes numbers of codes; they are read as what they are."""
    found, _ = event_from_dict({**GOOD, "member": 320100})

    assert found is not None
    assert "320100" == found.member


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["kind", "id", "on"]), inner, max_size=3)
    ),
    max_leaves=5,
)
_FIELDS = st.sampled_from([*GOOD, "evidence", "changes", "node", "completion", "amount", "to", "themes", "recorded"])


@given(st.dictionaries(_FIELDS, _JSON, max_size=6), st.sampled_from(sorted(CHANGES)))
def test_whatever_is_read_gives_an_event_or_a_problem(data: dict[str, Any], kind: str) -> None:
    """Nothing that JSON can hold ends the reading."""
    for row in ({**GOOD, **data}, {**GOOD, **data, "kind": kind}, data):
        found, problems = event_from_dict(row)
        assert (found is None) == bool(problems)
