"""The manual of records (docs/records.md), written from the types, their docstrings and the code lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tashan.records._shapes import Shape, fields_of, has_id
from tashan.records.codes import CODE_LISTS, RecordKind
from tashan.records.kinds import KINDS
from tashan.records.parts import Actor, Organ, Person, Span
from tashan.records.schema import code_rows, describe
from tashan.regions.region import Region

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# Records

<!-- Written by `python -m tashan.records manual`; do not edit. -->

What reading returns, what every command writes with `--format jsonl`, and what all rooms work on.
The same as JSON Schema: `tashan.records.schema("visit")`, or the file `schema.json` in the package.

- Every key is always there, with `null` or `[]` where the text says nothing; only *optional* keys are left out then.
- Dates are `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
- Offsets count Unicode code points of the decoded text, from 0, the end not included; `text[start:end] == quote`.
- A document's id is the one given, or its path relative to the input.
- A record's `id` follows from its content, so the same text gives the same ids anywhere:
  BLAKE2b with a digest of 16 bytes over the UTF-8 of the JSON list `[kind, record without id]`,
  with sorted keys, no blanks and characters as they are.

```python
from tashan.records import Region, Span, Visit, from_dict, to_dict, to_json, validate

text = "3月22日，河北省党政代表团赴天津考察。"
visit = Visit(
    evidence=(Span(0, 20, text),),
    visitors=(Region("130000", "河北省", "province"),),
    hosts=(Region("120000", "天津市", "province"),),
    kind="party_government",
)
assert validate(visit, text) == ()  # nothing is wrong
assert from_dict("visit", to_dict(visit)) == visit
line = to_json(visit)  # one line of JSON
```
"""


def manual() -> str:
    """The whole manual as Markdown."""
    return "\n".join([_HEAD, *_kinds(), *_parts(), *_code_lists()])


def _kinds() -> Iterator[str]:
    yield "## Kinds\n"
    labels = {each.value: each.zh for each in RecordKind}
    for kind, record_type in KINDS.items():
        yield f"### {kind}\n"
        if kind in labels:
            yield f"{labels[kind]}\n"
        yield from _table(record_type)


def _parts() -> Iterator[str]:
    yield "## Parts\n"
    for part in (Span, Region, Person, Actor, Organ):
        yield f"### {part.__name__.lower()}\n"
        yield from _table(part)


def _code_lists() -> Iterator[str]:
    yield "## Code lists\n"
    for name, codes in CODE_LISTS.items():
        yield f"### {name}\n"
        yield f"{codes.__doc__}\n"
        yield "| value | 中文 | English |\n|---|---|---|"
        yield "\n".join(f"| `{value}` | {zh} | {en} |" for value, zh, en in code_rows(codes)) + "\n"


def _table(record_type: Any) -> Iterator[str]:
    summary, said = describe(record_type)
    yield f"{summary}\n"
    yield "| key | holds | |\n|---|---|---|"
    rows = [f"| `id` | text | {record_type.id.__doc__} |"] if has_id(record_type) else []
    for each in fields_of(record_type):
        holds = _holds(each.shape) + (", *optional*" if each.optional else "")
        rows.append(f"| `{each.name}` | {holds} | {said.get(each.name, '')} |")
    yield "\n".join(rows) + "\n"


_NAMES = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false"}


def _holds(shape: Shape) -> str:
    if shape.form == "list" and shape.item is not None:
        return f"list of {_holds(shape.item)}"
    if shape.form in ("struct", "choice"):
        said = " or ".join(f"[{each.__name__.lower()}](#{each.__name__.lower()})" for each in shape.types)
    elif shape.codes is not None:
        name = next(name for name, codes in CODE_LISTS.items() if codes is shape.codes)
        said = f"[{name}](#{name})"
    elif shape.pattern is not None:
        said = shape.pattern.meaning
    else:
        said = {"candidate": "`{field: value}`", "typology": "`{dimension: value}`", **_NAMES}[shape.form]
    return f"{said} or null" if shape.nullable else said
