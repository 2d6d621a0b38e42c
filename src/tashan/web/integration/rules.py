"""Who may do what with tables of figures, indices and goals. What is public everybody reads; the rest their own place."""

from __future__ import annotations

import rules

from tashan.web.accounts.predicates import is_analyst, is_officer, is_reader

rules.add_perm("integration.read_data", is_reader)
rules.add_perm("integration.add_data", is_analyst)
rules.add_perm("integration.publish_data", is_analyst)
rules.add_perm("integration.withdraw_data", is_analyst)
rules.add_perm("integration.add_index", is_analyst)
rules.add_perm("integration.withdraw_index", is_analyst)
rules.add_perm("integration.set_target", is_analyst | is_officer)
rules.add_perm("integration.withdraw_target", is_analyst | is_officer)
