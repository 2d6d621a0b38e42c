"""
Who may do what in governance. What is not listed is refused.

What may be recorded of a matter follows from `tashan/governance/data/matters_transitions.yaml`: each act has its own
permission, `governance.coded`, `governance.confirmed` …, held by those whose office and relation stand there; steps of
the chain are `governance.move`. Whether the matter's state allows it is asked when it is recorded.
"""

from __future__ import annotations

from typing import Any

import rules

from tashan.governance.transitions import Actors, table
from tashan.web.accounts.predicates import holds, is_logged_in, is_reader
from tashan.web.governance.seats import seats


def seated(name: str, actors: Actors) -> Any:
    """Whether the person has an office for the matter that stands in the table."""

    @rules.predicate(name=f"seated:{name}")
    def found(person: Any, matter: Any = None) -> bool:
        if matter is None:
            return bool(is_worker(person))
        return any((seat.role, seat.relation) in actors for seat in seats(person, matter))

    return found


@rules.predicate(name="is_public")
def is_public(_person: Any, thing: Any = None) -> bool:
    """Whether everybody may see it."""
    return getattr(thing, "visibility", "") == "public"


is_worker = holds("officer", "approver", "analyst")
acts_for_body = holds("officer", "approver")

rules.add_perm("governance.see", is_public | is_reader)
rules.add_perm("governance.see_inside", is_reader)
rules.add_perm("governance.work", is_worker)
rules.add_perm("governance.propose_matter", acts_for_body)
rules.add_perm("governance.read_clause", acts_for_body)
rules.add_perm("governance.edit_mechanism", acts_for_body)
rules.add_perm("governance.edit_session", acts_for_body)
rules.add_perm("governance.ask_members", acts_for_body)
rules.add_perm("governance.keep_agreement", acts_for_body)
rules.add_perm("governance.keep_plan", acts_for_body)
rules.add_perm("governance.keep_register", acts_for_body)
rules.add_perm("governance.import_list", acts_for_body)
rules.add_perm("governance.show_to_public", acts_for_body)
rules.add_perm("governance.answer_correction", acts_for_body)
rules.add_perm("governance.compare_plans", is_logged_in)
rules.add_perm(
    "governance.move", seated("move", frozenset(pair for step in table().steps.values() for pair in step.by))
)
for _act, _actors in table().acts.items():
    if _act != "opened":
        rules.add_perm(f"governance.{_act}", seated(_act, _actors))
