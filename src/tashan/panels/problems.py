"""What is wrong or doubtful in a table of figures: always with its row and what to do about it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class PanelProblem:
    """
    Something in a table that could not be used as it stands, or that a reader must know; collected, never raised.

    Attributes:
        code: what kind of problem, for programs.
        message: what happened, where, and what to do, for people.
        row: row of the sheet, counted from 1 as spreadsheets do; None where no single row is concerned.
        region: the region as spelled in the file, or its official name.
        year: the year concerned.
        indicator: the indicator concerned.
    """

    code: str
    message: str
    row: int | None = None
    region: str | None = None
    year: int | None = None
    indicator: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The problem as JSON holds it."""
        return asdict(self)

    def __str__(self) -> str:
        where = f"row {self.row}: " if self.row is not None else ""
        return f"{where}{self.message} [{self.code}]"


class PanelError(ValueError):
    """
    A question that a panel cannot answer; the message says why and what to do.

    Attributes:
        code: what kind of error, for programs.
    """

    def __init__(self, code: str, message: str) -> None:
        """Keep the code; the text of the error is the message."""
        super().__init__(message)
        self.code = code
