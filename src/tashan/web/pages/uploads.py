"""Files that people give and that are read while they wait."""

from __future__ import annotations

from typing import Any, Final

from django.core.exceptions import ValidationError

from tashan.web.pages.words import say

MOST_BYTES: Final = 25 * 2**20


def not_too_large(file: Any) -> Any:
    """
    Give back a file that can be read while the reader waits.

    Raises:
        ValidationError: it is larger than 25 MB.
    """
    if file is not None and file.size > MOST_BYTES:
        raise ValidationError(say("文件超过25 MB，请分开上传。", "The file is larger than 25 MB. Split it."))
    return file
