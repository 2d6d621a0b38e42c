"""Where? Divisions with their history, names in text, clusters, distances."""

from tashan.regions.places import PlaceMention, Places, find_places, resolve_home
from tashan.regions.region import Region

__all__ = [
    "Cluster",
    "PlaceMention",
    "Places",
    "Region",
    "cluster",
    "clusters_of",
    "contains",
    "distance_km",
    "find_places",
    "members",
    "neighbours",
    "parent",
    "resolve_home",
]

_LAZY = {
    "Cluster": "clusters",
    "cluster": "clusters",
    "clusters_of": "clusters",
    "contains": "geometry",
    "distance_km": "geometry",
    "members": "clusters",
    "neighbours": "geometry",
    "parent": "geometry",
}


def __getattr__(name: str) -> object:
    """Load clusters, with their YAML, and geometry only when they are asked for."""
    from importlib import import_module

    if name in _LAZY:
        return getattr(import_module(f"tashan.regions.{_LAZY[name]}"), name)
    raise AttributeError(name)
