"""The notices of this room: a statement is there, somebody objects, an objection is answered."""

from __future__ import annotations

from typing import Any

from tashan.web.accounts.queries import holders
from tashan.web.notices import kinds
from tashan.web.notices.services import do_notify
from tashan.web.sharing.models import Objection, Statement

ROLES = ("finance", "officer")


def register_kinds() -> None:
    """Make the kinds known."""
    kinds.register(
        kinds.Kind(
            "sharing.statement", "新对账单", "new statement", "“{title}”第{number}期对账单已出，{day}前可提异议。",
            "Statement no. {number} of “{title}” is issued; objections until {day}.",
        )
    )  # fmt: skip
    kinds.register(
        kinds.Kind(
            "sharing.objection", "对账异议", "objection", "{who}对“{title}”第{number}期对账单提出异议，待答复。",
            "{who} objects to statement no. {number} of “{title}”; an answer is due.",
        )
    )  # fmt: skip
    kinds.register(
        kinds.Kind(
            "sharing.answer", "异议答复", "objection answered", "“{title}”第{number}期对账单的异议已有答复。",
            "The objection to statement no. {number} of “{title}” is answered.",
        )
    )  # fmt: skip


def tell_of_statement(statement: Statement, actor: Any) -> None:
    """Tell the officers of all parties."""
    _tell(
        "sharing.statement", statement, statement.contract.places, actor, statement.issued, day=str(statement.last_day)
    )


def tell_of_objection(objection: Objection, actor: Any) -> None:
    """Tell the officers of the other parties, who answer it."""
    places = objection.statement.contract.party_places
    others = [place for party, place in places.items() if party != objection.party]
    who = {"place": places[objection.party]}
    _tell("sharing.objection", objection.statement, others, actor, objection.day, who=who)


def tell_of_answer(objection: Objection, actor: Any) -> None:
    """Tell the officers of the party that objected."""
    place = objection.statement.contract.party_places[objection.party]
    _tell("sharing.answer", objection.statement, [place], actor, objection.answered_on)


def _tell(kind: str, statement: Statement, places: Any, actor: Any, on: Any, **values: Any) -> None:
    contract = statement.contract
    people = {person.pk: person for place in places for person in holders(ROLES, place, on)}
    people.pop(actor.pk, None)
    title = {"zh": contract.title, "en": contract.title_en or contract.title}
    do_notify(
        kind=kind,
        people=people.values(),
        values={"title": title, "number": statement.number, **values},
        address=f"/sharing/statements/{statement.pk}",
        thing=f"sharing.statement:{statement.pk}",
    )
