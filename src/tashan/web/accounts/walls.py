"""
The second wall of the chain of changes, whose own room stands below: a person sees the changes of their own places.

Rows are added, and the whole chain is seen, through its gate alone (`audit.gate`). Signatures under heads are public.
"""

from __future__ import annotations

from typing import Final

from tashan.web.accounts.wall import Wall
from tashan.web.audit.gate import CONDITION

WALLS: Final = (Wall("audit_event", f"{CONDITION} OR tashan_sees(place)", CONDITION),)
