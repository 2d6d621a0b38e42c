"""The one table of the frame: which edition of the public pages holds now."""

from __future__ import annotations

from django.db import models


class Edition(models.Model):
    """
    What the public sees has one edition; its number is drawn anew whenever any of it changes.

    There is one row. Triggers on the tables that public pages are made of write it, in the transaction of the change,
    so whoever sees the change sees the new number, also where a row was changed by hand. A number says only whether
    two moments differ: it does not count up, and it is never drawn twice.
    """

    number = models.BigIntegerField()

    def __str__(self) -> str:
        return str(self.number)
