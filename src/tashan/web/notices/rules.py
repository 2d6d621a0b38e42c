"""Who may do what with notices: everybody with their own."""

from __future__ import annotations

from typing import Any

import rules

from tashan.web.accounts.predicates import is_logged_in


@rules.predicate(name="own_notice")
def is_own(person: Any, notice: Any = None) -> bool:
    """Whether the notice was sent to the person."""
    return notice is not None and notice.person_id == person.pk


rules.add_perm("notices.list", is_logged_in)
rules.add_perm("notices.read", is_logged_in & is_own)
