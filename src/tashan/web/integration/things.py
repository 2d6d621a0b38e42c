"""What the chain's changes of this room are about: names and addresses of its things."""

from __future__ import annotations

from django.urls import reverse

from tashan.web.audit.things import Kind, register, rows_named
from tashan.web.integration.models import DataSet, IndexDefinition, Target


def register_things() -> None:
    """Make tables of figures, indices and goals known."""
    register(
        Kind(
            "integration.data",
            "数据表",
            "table of figures",
            rows_named(
                DataSet,
                lambda row: reverse("integration-one-data", args=[row.pk]),
                may=lambda reader, row: row.public or bool(reader.has_perm("integration.read_data", row)),
                without=("frame", "aside", "findings"),
            ),
        ),
        Kind(
            "integration.index",
            "指数",
            "index",
            rows_named(
                IndexDefinition,
                lambda row: reverse("integration-index", args=[row.key]),
                may=lambda reader, row: (
                    row.withdrawn_at is None and (row.public or bool(reader.has_perm("integration.read_data", row)))
                ),
                by="key",
            ),
        ),
        Kind("integration.target", "目标", "goal", rows_named(Target, lambda _: reverse("integration-scores"))),
    )
