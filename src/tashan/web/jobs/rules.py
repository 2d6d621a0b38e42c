"""Who may watch and stop background work. What is not listed is refused."""

from __future__ import annotations

from typing import Any

import rules

from tashan.web.accounts.predicates import is_administrator, is_logged_in


@rules.predicate
def started_it(person: Any, job: Any = None) -> bool:
    """Whether it was this person who started the work; asked for nothing, whether anybody could have."""
    return job is None or (getattr(job, "person_id", None) is not None and job.person_id == person.pk)


rules.add_perm("jobs.see_job", (is_logged_in & started_it) | is_administrator)
rules.add_perm("jobs.stop_job", (is_logged_in & started_it) | is_administrator)
