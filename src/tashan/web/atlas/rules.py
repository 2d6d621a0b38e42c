"""Who may do what with the atlas: it is open to all; making its files anew is work of administrators."""

from __future__ import annotations

import rules

from tashan.web.accounts.predicates import is_administrator, is_logged_in

rules.add_perm("atlas.build_data", is_administrator)
rules.add_perm("atlas.make_page", is_logged_in)  # drawing its pictures takes seconds of the processor
