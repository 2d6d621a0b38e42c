"""What can go wrong in the archive, said to people."""

from __future__ import annotations

from typing import Any

from tashan.web.pages.words import Told, told


class ArchiveError(Exception):
    """
    Something cannot be done; the message says what, where and what to do, in the reader's language.

    Attributes:
        told: the message in both languages.
    """

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.told = said if isinstance(said, Told) else told(said, said)


class ClassifiedError(ArchiveError):
    """A text bears a mark of secrecy and must not be kept here."""

    def __init__(self, name: str, mark: str) -> None:
        super().__init__(
            told(
                "“{name}”带有密级标志“{mark}”，未予保存。本系统不得存放国家秘密、工作秘密，请按保密规定处理原件。",
                "“{name}” bears the mark of secrecy “{mark}” and was not kept. No classified or internal matter may be "
                "stored here; handle the original by the rules of secrecy.",
                name=name,
                mark=mark,
            )
        )
        self.mark = mark


class ConflictError(ArchiveError):
    """Somebody else changed the thing meanwhile; nothing was overwritten."""

    def __init__(self, current: Any) -> None:
        super().__init__(
            told(
                "您打开之后，这里已被他人修改。您填写的内容没有丢失，也没有覆盖对方的内容；请对照后再保存。",
                "Somebody else changed this after you opened it. What you typed is kept and nothing was overwritten; "
                "compare the two and save again.",
            )
        )
        self.current = current
