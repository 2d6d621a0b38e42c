"""Records and tables become pictures: Vega-Lite specifications, and their drawing as SVG or PNG."""

from __future__ import annotations

from tashan.pictures.boundaries import Boundaries, BoundaryError, from_geojson, standard
from tashan.pictures.flows import Flow, Leg, flows, legs
from tashan.pictures.maps import boundary_map
from tashan.pictures.tiles import tile_map
from tashan.pictures.timeline import Event, events, timeline

__all__ = [
    "Boundaries",
    "BoundaryError",
    "Event",
    "Flow",
    "Leg",
    "boundary_map",
    "events",
    "flows",
    "from_geojson",
    "legs",
    "standard",
    "tile_map",
    "timeline",
]
