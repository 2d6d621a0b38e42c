"""What changes in governance: each whole or not at all, with its event in the chain and its reason."""

from tashan.web.governance.services.agreements import do_keep_agreement, do_read_clause
from tashan.web.governance.services.asking import do_ask_members
from tashan.web.governance.services.corrections import do_answer_correction, do_ask_correction
from tashan.web.governance.services.escalating import do_escalate
from tashan.web.governance.services.importing import do_import_list
from tashan.web.governance.services.matters import (
    GovernanceError,
    StaleError,
    do_propose,
    do_record,
    do_show,
    refused,
)
from tashan.web.governance.services.mechanisms import do_keep_mechanism
from tashan.web.governance.services.registers import do_keep_plan, do_keep_register
from tashan.web.governance.services.sample import do_load_sample
from tashan.web.governance.services.sessions import do_hold_session, do_keep_session

__all__ = [
    "GovernanceError",
    "StaleError",
    "do_answer_correction",
    "do_ask_correction",
    "do_ask_members",
    "do_escalate",
    "do_hold_session",
    "do_import_list",
    "do_keep_agreement",
    "do_keep_mechanism",
    "do_keep_plan",
    "do_keep_register",
    "do_keep_session",
    "do_load_sample",
    "do_propose",
    "do_read_clause",
    "do_record",
    "do_show",
    "refused",
]
