"""
The second wall of this room: what is not public is seen by the parties, and by those who work for the body.

A row says itself whose it is, as far as it can: conditions ask the row's own columns and its body, so that no table
asks another that asks it again. Who only reads a public row does not write it without being somebody.
"""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

_SOMEBODY: Final = "current_setting('tashan.places', true) <> ''"


def _any(column: str) -> str:
    """Whether one of the places in a column of JSON is seen."""
    return f"EXISTS (SELECT 1 FROM jsonb_array_elements_text({column}) place WHERE tashan_sees(place.value))"  # noqa: S608 - our own


def _body(table: str, more: str = "") -> str:
    """Whether the row's body is such; bodies themselves are known to everybody, as public matters name them."""
    return f"EXISTS (SELECT 1 FROM governance_body b WHERE b.id = {table}.body_id{more})"  # noqa: S608 - our own words


def _of(table: str, above: str, column: str, more: str = "") -> str:
    """Whether the row above is seen."""
    return f"EXISTS (SELECT 1 FROM {above} above WHERE above.id = {table}.{column}{more})"  # noqa: S608 - our own words


_DESK: Final = " AND tashan_sees(b.place)"
_READ: Final = f" AND (b.visibility = 'public' OR tashan_sees(b.place) OR {_any('b.members')})"
_MATTER: Final = f"{_body('governance_matter', _DESK)} OR tashan_sees(owner) OR {_any('participants')}"
_AGREEMENT: Final = f"{_body('governance_agreement', _DESK)} OR {_any('parties')}"
_PLAN: Final = _body("governance_plan", f" AND (tashan_sees(b.place) OR {_any('b.members')})")

WALLS: Final = (
    Wall(
        "governance_matter",
        f"visibility = 'public' OR {_MATTER}",
        f"(visibility = 'public' AND {_SOMEBODY}) OR {_MATTER}",
    ),
    Wall(
        "governance_matterevent",
        _of("governance_matterevent", "governance_matter", "matter_id"),
        f"{_of('governance_matterevent', 'governance_matter', 'matter_id')} AND {_SOMEBODY}",
    ),
    Wall(
        "governance_party",
        _of("governance_party", "governance_matter", "matter_id"),
        f"{_of('governance_party', 'governance_matter', 'matter_id')} AND {_SOMEBODY}",
    ),
    Wall("governance_correction", _of("governance_correction", "governance_matter", "matter_id")),
    Wall("governance_session", _body("governance_session", _READ), _body("governance_session", _DESK)),
    Wall("governance_register", _body("governance_register", _READ), _body("governance_register", _DESK)),
    Wall(
        "governance_agreement",
        f"visibility = 'public' OR {_AGREEMENT}",
        _body("governance_agreement", _DESK),
    ),
    Wall(
        "governance_clause",
        _of("governance_clause", "governance_agreement", "agreement_id"),
        f"{_of('governance_clause', 'governance_agreement', 'agreement_id')} AND {_SOMEBODY}",
    ),
    Wall("governance_plan", f"visibility = 'public' OR {_PLAN}", _body("governance_plan", _DESK)),
)
