"""
Who may do what in the archive. What is not listed is refused.

What the public sees is changed by officers: an analyst may do everything up to publication, an officer goes on after it.
"""

from __future__ import annotations

import rules

from tashan.web.accounts.predicates import is_administrator, is_analyst, is_approver, is_officer, is_reader
from tashan.web.archive.predicates import can_be_published, can_be_withdrawn, has_text, is_open_to_all

works_on = (is_analyst & ~is_open_to_all) | is_officer

rules.add_perm("archive.read_document", is_open_to_all | is_reader)
rules.add_perm("archive.see_archive", is_reader)
rules.add_perm("archive.add_document", is_analyst | is_officer)
rules.add_perm("archive.edit_document", works_on)
rules.add_perm("archive.review_record", works_on & has_text)
rules.add_perm("archive.code_record", is_analyst & has_text)
rules.add_perm("archive.merge_events", works_on)
rules.add_perm("archive.choose_value", works_on)
rules.add_perm("archive.publish_document", (is_officer | is_approver) & can_be_published)
rules.add_perm("archive.withdraw_document", (is_approver | is_administrator) & can_be_withdrawn)
rules.add_perm("archive.answer_request", is_officer | is_approver | is_administrator)
