"""Where? Divisions with their history, names in text, clusters, distances."""

from tashan.regions.places import PlaceMention, Places, find_places, resolve_home
from tashan.regions.region import Region

__all__ = ["PlaceMention", "Places", "Region", "find_places", "resolve_home"]
