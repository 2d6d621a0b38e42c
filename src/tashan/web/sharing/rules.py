"""Who may do what with contracts, bases and statements. A party's people see what concerns them; nobody else does."""

from __future__ import annotations

import rules

from tashan.web.accounts.predicates import is_finance, is_officer, is_reader

rules.add_perm("sharing.see", is_reader)
rules.add_perm("sharing.try", is_reader)
rules.add_perm("sharing.draft_contract", is_officer | is_finance)
rules.add_perm("sharing.propose_contract", is_officer | is_finance)
rules.add_perm("sharing.enter_base", is_finance)
rules.add_perm("sharing.propose_base", is_finance)
rules.add_perm("sharing.issue_statement", is_finance)
rules.add_perm("sharing.object", is_finance | is_officer)
rules.add_perm("sharing.answer_objection", is_finance)
rules.add_perm("sharing.keep_fund", is_finance)
rules.add_perm("sharing.keep_register", is_officer | is_finance)
