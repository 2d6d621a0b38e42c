"""Who asks: a region, or a cluster of regions whose conditions are those of its members together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tashan.learning.choosing import at_level
from tashan.learning.pairs import rank_of
from tashan.learning.planner_words import place_name
from tashan.regions import Region, resolve_home
from tashan.regions.clusters import cluster
from tashan.regions.geometry import contains

Traits = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Asker:
    """
    Who wants to learn.

    Attributes:
        name: of the region or cluster.
        members: the regions; one for a region that asks for itself.
    """

    name: str
    members: tuple[Region, ...]

    def label(self, language: str = "zh") -> str:
        """Its name in a language; a cluster without an English name keeps its Chinese one."""
        if self.is_cluster:
            found = cluster(self.name)
            return found.english if language == "en" and found is not None and found.english else self.name
        return place_name(self.members[0], language)

    @property
    def start(self) -> Region:
        """Where the journey begins: the first member, as the cluster's source orders them."""
        return self.members[0]

    @property
    def is_cluster(self) -> bool:
        """Whether several regions ask together."""
        return len(self.members) > 1

    @property
    def setting(self) -> str | None:
        """Whether its members lie in one province or several; None for a region that asks alone."""
        if not self.is_cluster:
            return None
        provinces = {above.name for member in self.members if (above := at_level(member, "province")) is not None}
        return "one_province" if len(provinces) == 1 else "several_provinces"

    @property
    def rank(self) -> float:
        """Mean administrative rank of its members (see `rank_of`)."""
        return sum(rank_of(member) for member in self.members) / len(self.members)

    def owns(self, place: Region) -> bool:
        """Whether a place is one of its members, lies in one, or holds one."""
        return any(
            place.name == member.name or contains(member, place) or contains(place, member) for member in self.members
        )

    def trait(self, name: str, traits: Traits, summed: Collection[str] = ()) -> float | None:
        """
        Give a condition of all members together: their mean, or their sum for the names in `summed`.

        None unless it is known of every member; a cluster's own figure, given under its name, comes first.
        """
        if name in traits.get(self.name, {}):
            return traits[self.name][name]
        values = [traits.get(member.name, {}).get(name) for member in self.members]
        known = [value for value in values if value is not None]
        if len(known) < len(values):
            return None
        return sum(known) / (1 if name in summed else len(known))


def asker(name: str, on: str | None = None) -> Asker | None:
    """
    Find who asks by name: a cluster (长株潭) or a region (湖南省湘潭市); None where the name is neither.

    Args:
        name: the name.
        on: a day or year whose members count; without it the latest.
    """
    found = cluster(name, on)
    if found is not None and found.members:
        return Asker(name, found.members)
    region = resolve_home(name)
    return None if region is None else Asker(region.name, (region,))
