"""The second wall of this room: contracts are seen by their parties, funds by their members, rounds by who keeps them."""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall

_MEMBER: Final = "EXISTS (SELECT 1 FROM jsonb_array_elements_text(members) m WHERE tashan_sees(m.value))"
_FUND: Final = "SELECT 1 FROM sharing_fund f WHERE f.id = sharing_fundentry.fund_id"

WALLS: Final = (
    Wall(
        "sharing_contract",
        "EXISTS (SELECT 1 FROM jsonb_each_text(party_places) p WHERE tashan_sees(p.value))",
    ),
    Wall("sharing_base", "EXISTS (SELECT 1 FROM sharing_contract c WHERE c.id = sharing_base.contract_id)"),
    Wall("sharing_statement", "EXISTS (SELECT 1 FROM sharing_contract c WHERE c.id = sharing_statement.contract_id)"),
    Wall("sharing_objection", "EXISTS (SELECT 1 FROM sharing_statement s WHERE s.id = sharing_objection.statement_id)"),
    Wall("sharing_fund", f"tashan_sees(keeper) OR {_MEMBER}", "tashan_sees(keeper)"),
    Wall("sharing_fundentry", f"EXISTS ({_FUND})", f"EXISTS ({_FUND} AND tashan_sees(f.keeper))"),
    Wall("sharing_kept", "kind <> 'round' OR tashan_sees(place)", "tashan_sees(place)"),
)
