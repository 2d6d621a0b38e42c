"""What can be found: one row a thing, whichever room it comes from."""

from __future__ import annotations

from django.db import models


class Entry(models.Model):
    """
    A thing that can be found.

    Attributes:
        kind: what it is: a kind of record, `document`, or whatever a room says.
        key: which one of its kind.
        title, title_en: what it is called in each language.
        body: what is looked into beside the titles, and what a passage with marks is taken from.
        bigrams: the tokens of all of it; the one column that is searched.
        places: codes of the regions it concerns, each between spaces, for facets and filters.
        themes: its themes, in the same way.
        owners: the regions or bodies whose people may find it while it is not public, in the same way.
        day: when it was, as far as known (YYYY, YYYY-MM, YYYY-MM-DD).
        address: the page that shows it.
    """

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    title = models.CharField(max_length=400)
    title_en = models.CharField(max_length=400, blank=True)
    body = models.TextField(blank=True)
    bigrams = models.TextField()
    places = models.TextField(blank=True)
    themes = models.TextField(blank=True)
    owners = models.TextField(blank=True)
    day = models.CharField(max_length=10, blank=True)
    address = models.CharField(max_length=300)
    public = models.BooleanField(default=False)

    class Meta:
        """A thing once."""

        constraints = (models.UniqueConstraint(fields=("kind", "key"), name="entry_once_a_thing"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
