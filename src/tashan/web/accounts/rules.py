"""Who may do what with accounts and with the chain of changes. What is not listed is refused."""

from __future__ import annotations

import rules

from tashan.web.accounts.predicates import administers_all_of, is_administrator, is_approver, is_logged_in

rules.add_perm("accounts.see_own", is_logged_in)
rules.add_perm("accounts.see_people", is_administrator)
rules.add_perm("accounts.add_person", is_administrator)
rules.add_perm("accounts.grant_role", is_administrator)
rules.add_perm("accounts.withdraw_role", is_administrator)
rules.add_perm("accounts.reset_password", is_logged_in & administers_all_of)
rules.add_perm("accounts.remove_second_factor", is_logged_in & administers_all_of)
rules.add_perm("accounts.close_account", is_logged_in & administers_all_of)
rules.add_perm("accounts.make_token", is_logged_in)

rules.add_perm("audit.read_events", is_administrator)
rules.add_perm("audit.counter_sign", is_approver | is_administrator)
