"""Who may do what with joint approvals. What is not listed is refused."""

from __future__ import annotations

from typing import Any

import rules

from tashan.web.accounts.predicates import holds, is_approver, is_logged_in, is_reader


@rules.predicate(name="opened_it")
def opened_it(person: Any, approval: Any = None) -> bool:
    """Whether the person opened the request, in its present round."""
    return approval is not None and approval.opened_by_id == person.pk


opens = holds("officer", "finance", "approver")

rules.add_perm("approvals.list_requests", is_logged_in & is_reader)
rules.add_perm("approvals.see_request", is_reader)
rules.add_perm("approvals.open_request", opens)
rules.add_perm("approvals.vote", is_approver)
rules.add_perm("approvals.withdraw_request", is_logged_in & opened_it & opens)
rules.add_perm("approvals.reopen_request", opens)
