"""Who may do what with the atlas: it is open to all; only making its files anew is work of administrators."""

from __future__ import annotations

import rules

from tashan.web.accounts.predicates import is_administrator

rules.add_perm("atlas.build_data", is_administrator)
