"""
What led to what? The chain meeting → agreement → clause → plan → matter → project → result, walked both ways.

A link runs from what came first to what came of it. Plans, matters and results also link among themselves: parts of a
plan, tasks of a matter, a result copied elsewhere.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tashan.governance._wrong import wrong
from tashan.governance.events import Node, NodeKind
from tashan.governance.matters import MatterState
from tashan.governance.problems import Problem

_RANK = {kind: rank for rank, kind in enumerate(NodeKind)}
_AMONG_THEMSELVES = (NodeKind.PLAN, NodeKind.MATTER, NodeKind.RESULT)


@dataclass(frozen=True, slots=True)
class Link:
    """`target` came of `source`."""

    source: Node
    target: Node


@dataclass(frozen=True, slots=True)
class Chain:
    """Links that hold together: none backwards, no circle; each node with what is before and after it."""

    after: Mapping[Node, tuple[Node, ...]]
    before: Mapping[Node, tuple[Node, ...]]


def link_faults(matter: str, node: Node) -> tuple[Problem, ...]:
    """Say why a matter cannot be tied to a node: no id, or itself."""
    if not node.id.strip():
        return (wrong("link_unnamed", f"A link of matter {matter} names no {node.kind}. Give its id.", field="id"),)
    if node == Node(NodeKind.MATTER, matter):
        return (wrong("link_circular", f"Matter {matter} cannot be linked to itself.", field="id"),)
    return ()


def links_of(state: MatterState) -> tuple[Link, ...]:
    """Give all links of a matter: what stands before it on the chain leads to it, what stands after it comes of it."""
    here = Node(NodeKind.MATTER, state.id)
    found = []
    if state.parent:
        found.append(Link(Node(NodeKind.MATTER, state.parent), here))
    found += [
        Link(here, node) if _RANK[node.kind] > _RANK[NodeKind.MATTER] else Link(node, here) for node in state.links
    ]
    found += [Link(here, Node(NodeKind.RESULT, result)) for result in state.results]
    return tuple(found)


def chain(links: Iterable[Link]) -> tuple[Chain, tuple[Problem, ...]]:
    """
    Put links together.

    Returns:
        The chain of those links that can stand, and a problem for each that cannot: one that runs backwards, joins two
        nodes of a kind that has no parts, or closes a circle.
    """
    after: dict[Node, list[Node]] = defaultdict(list)
    before: dict[Node, list[Node]] = defaultdict(list)
    problems = []
    for link in dict.fromkeys(links):
        source, target = link.source, link.target
        words = f"{source.kind} {source.id} → {target.kind} {target.id}"
        same = source.kind is target.kind
        if _RANK[source.kind] > _RANK[target.kind] or (same and source.kind not in _AMONG_THEMSELVES):
            problems.append(
                wrong("link_backwards", f"{words} does not run along the chain. Turn it round or leave it.")
            )
        elif source == target or (same and source in _reached(after, target)):
            problems.append(wrong("link_circular", f"{words} closes a circle. One of its links is wrong."))
        else:
            after[source].append(target)
            before[target].append(source)
    return Chain({key: tuple(nodes) for key, nodes in after.items()}, {k: tuple(v) for k, v in before.items()}), tuple(
        problems
    )


def walk(through: Chain, start: Node, way: Literal["after", "before"]) -> tuple[Node, ...]:
    """Give everything that came of a node, or that led to it, nearest first."""
    return tuple(_reached(through.after if way == "after" else through.before, start))


def parent_circles(states: Iterable[MatterState]) -> tuple[Problem, ...]:
    """Name matters that are, over several steps, tasks of themselves, and tasks whose parent is not there."""
    parents = {state.id: state.parent for state in states}
    problems = []
    for matter, parent in parents.items():
        if parent and parent not in parents:
            message = f"Matter {matter} is a task of {parent}, which is not there. Add it, or correct the id."
            problems.append(wrong("parent_unknown", message, field="parent"))
        seen, at = {matter}, parent
        while at and at not in seen:
            seen.add(at)
            at = parents.get(at, "")
        if at == matter:
            message = f"Matter {matter} is a task of itself by way of {', '.join(sorted(seen))}. Correct a parent."
            problems.append(wrong("parent_circular", message, field="parent"))
    return tuple(problems)


def _reached(ways: Mapping[Node, Iterable[Node]], start: Node) -> dict[Node, None]:
    found: dict[Node, None] = {}
    waiting = deque(ways.get(start, ()))
    while waiting:
        node = waiting.popleft()
        if node not in found:
            found[node] = None
            waiting.extend(ways.get(node, ()))
    return found
