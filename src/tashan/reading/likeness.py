"""Records of two documents that tell the same event, and the fields in which they differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from tashan.records import Agreement, Figure, Meeting, Record, Region, Signing, Visit

if TYPE_CHECKING:
    from tashan.reading.reconcile import Version

# Fields that are compared, with the kind of a difference in them.
_FIELDS: Final[dict[type[Record], dict[str, str]]] = {
    Visit: {"start": "date", "end": "date", "leaders": "name", "hosts": "name"},
    Meeting: {"date": "date", "session": "number", "place": "name"},
    Agreement: {"date": "date", "title": "name", "parties": "name"},
    Signing: {"projects": "number", "amount_cny": "amount", "date": "date"},
    Figure: {"value": "number", "period": "date"},
}
_NAMES: Final = {Visit: "visits", Meeting: "meetings", Agreement: "agreements", Signing: "signings", Figure: "figures"}
_TOLD: Final = (Visit, Meeting, Agreement, Signing)


def compare_records(a: Version, b: Version) -> list[dict[str, Any]]:
    """Every field in which two reports of one event differ, and events only one of them tells."""
    found: list[dict[str, Any]] = []
    for kind, name in _NAMES.items():
        left, right = list(getattr(a.reading, name)), list(getattr(b.reading, name))
        for one, two in _pairs(left, right):
            for field, what in _FIELDS[kind].items():
                if _differ(getattr(one, field), getattr(two, field), a, b):
                    found.append(_difference(a, b, one, two, field, what))
    if _one_story(a, b):
        for kind in _TOLD:
            found += _missing(
                a, b, list(getattr(a.reading, _NAMES[kind])), list(getattr(b.reading, _NAMES[kind])), _NAMES[kind]
            )
    return found


def same_records(a: Version, b: Version) -> list[str]:
    """Ids of records of the first document that the second states too, with no field that differs."""
    found = []
    for kind, name in _NAMES.items():
        for one, two in _pairs(list(getattr(a.reading, name)), list(getattr(b.reading, name))):
            hard = [f for f, what in _FIELDS[kind].items() if what != "name"]
            if all(getattr(one, f) == getattr(two, f) for f in hard) and any(getattr(one, f) is not None for f in hard):
                found.append(one.id)
    return found


def _pairs(left: list[Any], right: list[Any]) -> list[tuple[Any, Any]]:
    """Greedy one-to-one matching, best likeness first."""
    order = sorted(
        ((_like(p, q), i, j) for i, p in enumerate(left) for j, q in enumerate(right)),
        key=lambda t: (-t[0], t[1], t[2]),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for value, i, j in order:
        if value >= 0.5 and i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((i, left[i], right[j]))
    return [(p, q) for _, p, q in sorted(found, key=lambda t: t[0])]


def _like(p: Any, q: Any) -> float:
    return _LIKENESS[type(p)](p, q)


def _share(a: Iterable[Any], b: Iterable[Any]) -> float:
    one, two = {_name(x) for x in a}, {_name(x) for x in b}
    return len(one & two) / len(one | two) if one | two else 0.0


def _name(item: Any) -> str:
    return item.name if hasattr(item, "name") else str(item)


def _text(a: str | None, b: str | None) -> float:
    return SequenceMatcher(None, a, b).ratio() if a and b else 0.0


def _visits(p: Visit, q: Visit) -> float:
    return _share(p.visitors, q.visitors) * (0.5 + 0.5 * _share(p.hosts, q.hosts)) if _share(p.hosts, q.hosts) else 0.0


def _meetings(p: Meeting, q: Meeting) -> float:
    return _text(p.name, q.name) + 0.3 * _share(p.participants, q.participants)


def _agreements(p: Agreement, q: Agreement) -> float:
    return 0.5 * _share(p.parties, q.parties) + 0.5 * _text(p.title, q.title)


def _signings(p: Signing, q: Signing) -> float:
    return (
        0.5 * (p.projects == q.projects) + 0.5 * (p.amount_cny == q.amount_cny) + 0.5 * (_text(p.event, q.event) > 0.5)
    )


def _figures(p: Figure, q: Figure) -> float:
    if p.unit != q.unit and p.value != q.value:
        return 0.0
    words = _text(f"{p.subject or ''}{p.measure or ''}", f"{q.subject or ''}{q.measure or ''}")
    return words if p.value != q.value else max(words, 0.6 if p.value not in (0, 1, 2, 3) and p.unit == q.unit else 0.0)


_LIKENESS: Final[dict[type, Callable[[Any, Any], float]]] = {
    Visit: _visits, Meeting: _meetings, Agreement: _agreements, Signing: _signings, Figure: _figures,
}  # fmt: skip


def _differ(one: Any, two: Any, a: Version, b: Version) -> bool:
    """Whether two values contradict each other; what one side leaves out does not."""
    if not one or not two or one == two:
        return False
    if isinstance(one, str) and isinstance(two, str):
        return not (one.startswith(two) or two.startswith(one))
    if isinstance(one, tuple) and isinstance(two, tuple):
        if not isinstance(one[0], Region) and a.analysis.grammar != b.analysis.grammar:
            return False  # names of persons and papers are spelled differently in another language
        return {_name(x) for x in one} != {_name(x) for x in two}
    return True


def _difference(a: Version, b: Version, one: Any, two: Any, field: str, what: str) -> dict[str, Any]:
    from tashan.reading.reconcile import _judge

    trusted, reason = _judge(a, b, None, None)
    if a.suspect == b.suspect:
        reason = "The reports differ; nothing in the texts shows which is right."
    return {
        "kind": what,
        "field": field,
        "sides": [_side(a, one, field), _side(b, two, field)],
        "trusted": trusted,
        "reason": reason,
    }


def _side(version: Version, record: Any, field: str | None) -> dict[str, Any]:
    value = getattr(record, field) if field else None
    if isinstance(value, tuple):
        value = "、".join(_name(v) for v in value)
    elif isinstance(value, Region):
        value = value.name
    span = next((s for s in record.evidence if s.field == field), record.evidence[0])
    return {
        "document": version.id,
        "value": value,
        "start": span.start,
        "end": min(span.end, span.start + 80),
        "quote": span.quote[:80],
    }


def _one_story(a: Version, b: Version) -> bool:
    """Whether the two tell at least one event in common."""
    return any(_pairs(list(getattr(a.reading, _NAMES[k])), list(getattr(b.reading, _NAMES[k]))) for k in _TOLD)


def _missing(a: Version, b: Version, left: list[Any], right: list[Any], name: str) -> list[dict[str, Any]]:
    pairs = _pairs(left, right)
    found = []
    for version, other, records, matched in ((a, b, left, [p for p, _ in pairs]), (b, a, right, [q for _, q in pairs])):
        for record in records:
            if record.background or any(record is m for m in matched):
                continue
            nothing = {"document": other.id, "value": None, "start": 0, "end": 0, "quote": ""}
            sides = [_side(version, record, None), nothing]
            found.append({
                "kind": "missing", "field": name, "sides": sides if version is a else sides[::-1], "trusted": None,
                "reason": f"Only {version.id} tells it.",
            })  # fmt: skip
    return found
