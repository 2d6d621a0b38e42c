"""Who may do what with tables of visits and practices. What is public everybody reads; a practice has two pairs of eyes."""

from __future__ import annotations

from typing import Any

import rules

from tashan.web.accounts.predicates import is_analyst, is_officer, is_reader


@rules.predicate
def is_not_own(person: Any, entry: Any = None) -> bool:
    """Whether somebody else entered it."""
    return entry is None or isinstance(entry, str) or entry.entered_by_id != person.pk


@rules.predicate
def is_open(person: Any, entry: Any = None) -> bool:
    """Whether it still waits, so that it may be changed."""
    return entry is None or isinstance(entry, str) or entry.state != "accepted"


rules.add_perm("learning.read_visits", is_reader)
rules.add_perm("learning.add_visits", is_analyst)
rules.add_perm("learning.publish_visits", is_analyst)
rules.add_perm("learning.withdraw_visits", is_analyst)
rules.add_perm("learning.read_practice", is_reader)
rules.add_perm("learning.enter_practice", is_analyst | is_officer)
rules.add_perm("learning.edit_practice", (is_analyst | is_officer) & is_open)
rules.add_perm("learning.review_practice", is_analyst & is_not_own)
rules.add_perm("learning.run_model", is_analyst)
