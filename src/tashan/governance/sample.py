"""The mechanisms that come with Tashan: real bodies, typed in from public sources, with what no source shows left out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from tashan.governance.bodies import Body, Mechanism
from tashan.governance.mechanism_file import read_mechanism
from tashan.governance.problems import failure


@cache
def shipped_mechanisms() -> Mapping[str, Mechanism]:
    """The mechanisms by key, in the order of their files' names."""
    folder = files("tashan.governance").joinpath("data").joinpath("mechanisms")
    found = {}
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            mechanism = read_mechanism(entry.read_bytes(), entry.name)
            found[mechanism.key] = mechanism
    return MappingProxyType(found)


def shipped_body(name: str) -> tuple[Mechanism, Body]:
    """
    A shipped body, with its mechanism, by its key (`city_council`), `mechanism.body`, or its Chinese or English name.

    Raises:
        GovernanceError: `unknown_body`, with those there are.
    """
    for mechanism in shipped_mechanisms().values():
        for body in mechanism.bodies.values():
            if name in {body.key, f"{mechanism.key}.{body.key}", body.label.zh, body.label.en}:
                return mechanism, body
    keys = [key for mechanism in shipped_mechanisms().values() for key in mechanism.bodies]
    raise failure("unknown_body", f"There is no body `{name}`. Shipped are: {', '.join(keys)}.")
