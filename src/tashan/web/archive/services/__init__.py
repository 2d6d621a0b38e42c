"""Changes to the archive: each one transaction that checks, changes and writes its event into the chain."""

from tashan.web.archive.services.codings import do_code
from tashan.web.archive.services.documents import (
    do_add_document,
    do_edit_document,
    do_fail_reading,
    do_publish,
    do_store_reading,
    do_withdraw,
    document_id,
)
from tashan.web.archive.services.merging import do_choose, do_merge, do_split
from tashan.web.archive.services.requests import do_answer, do_request, sender_hash
from tashan.web.archive.services.reviews import (
    do_accept,
    do_accept_all,
    do_accept_remaining,
    do_add_record,
    do_correct,
    do_reject,
    do_undo,
)

__all__ = [
    "do_accept",
    "do_accept_all",
    "do_accept_remaining",
    "do_add_document",
    "do_add_record",
    "do_answer",
    "do_choose",
    "do_code",
    "do_correct",
    "do_edit_document",
    "do_fail_reading",
    "do_merge",
    "do_publish",
    "do_reject",
    "do_request",
    "do_split",
    "do_store_reading",
    "do_undo",
    "do_withdraw",
    "document_id",
    "sender_hash",
]
