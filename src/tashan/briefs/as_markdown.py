"""A brief as Markdown, to be pasted into a document or a chat."""

from __future__ import annotations

from collections.abc import Iterator

from tashan.briefs.brief import Block, Brief, Figure, Items, Statement, Table, marks, numbered, words


def markdown(brief: Brief) -> str:
    """Write a brief as Markdown; pictures are left out, their figures stand in the tables."""
    numbers, frame = numbered(brief), words(brief.language)
    lines = [f"# {_line(brief.title)}", "", _run(brief.lead, numbers), ""]
    lines += [f"- **{_line(name)}**{_colon(brief)}{_line(value)}" for name, value in brief.facts]
    for section in brief.sections:
        lines += ["", f"## {_line(section.heading)}"]
        for block in section.blocks:
            lines += ["", *_block(block, numbers, _colon(brief))] if not isinstance(block, Figure) else []
    if brief.method:
        lines += ["", f"## {frame['method']}", "", *(f"- {_run((each,), numbers)}" for each in brief.method)]
    if numbers:
        lines += ["", f"## {frame['sources']}", "", *(f"{number}. {_line(text)}" for text, number in numbers.items())]
    return "\n".join([*lines, ""])


def _colon(brief: Brief) -> str:
    return "：" if brief.language == "zh" else ": "


def _block(block: Block, numbers: dict[str, int], colon: str) -> Iterator[str]:
    if isinstance(block, Table):
        if block.label:
            yield f"**{_line(block.label)}**"
            yield ""
        yield "| " + " | ".join(map(_line, block.columns)) + " |"
        yield "|" + "|".join("---:" if place in block.numbers else "---" for place in range(len(block.columns))) + "|"
        for row in block.rows:
            yield "| " + " | ".join(_run((cell,), numbers) for cell in row) + " |"
    elif isinstance(block, Items):
        if block.label:
            yield f"**{_line(block.label)}**"
            yield ""
        for statement in block.statements:
            yield f"- {_run((statement,), numbers)}"
    elif not isinstance(block, Figure):
        label = f"**{_line(block.label)}**{colon}" if block.label else ""
        yield label + _run(block.statements, numbers)


def _run(statements: tuple[Statement, ...], numbers: dict[str, int]) -> str:
    return " ".join(
        _line(each.text) + "".join(f" [{mark}]" for mark in marks(each, numbers)) for each in statements
    ).strip()


def _line(text: str) -> str:
    """One line in which nothing is markup by accident: a bar would end a cell, a line break the row."""
    return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;").split())
