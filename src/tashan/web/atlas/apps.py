"""The room's entry in Django."""

from __future__ import annotations

from django.apps import AppConfig


class AtlasConfig(AppConfig):
    """The atlas."""

    name = "tashan.web.atlas"
    label = "atlas"

    def ready(self) -> None:
        """Name what `tashan manage index_search` makes anew, and what is made every day."""
        from tashan.web.atlas import filing, prepared
        from tashan.web.atlas.findable import documents, events
        from tashan.web.jobs.kinds import register_quiet
        from tashan.web.search.services import register

        register("events", events)
        register("documents", documents)
        filing.register()
        register_quiet(prepared.in_the_quiet)
