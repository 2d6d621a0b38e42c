"""What is wrong with money: one error with a code for programs and a message with what to do for people."""

from __future__ import annotations


class MoneyError(Exception):
    """
    An amount, a share, a posting or a batch is not sound, so nothing was computed.

    Attributes:
        code: what kind of error, for programs (`float_amount`, `shares_sum`, `unbalanced` …).
        message: what happened and what to do.
    """

    def __init__(self, code: str, message: str) -> None:
        """Keep the code; the text of the error is the message."""
        super().__init__(message)
        self.code = code
        self.message = message
