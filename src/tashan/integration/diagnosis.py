"""
Diagnosis of a cluster: ties, likeness and signs of over-competition, gaps, segmentation; each sentence with number and source.

A sentence is written only where there are figures for it; where there are none, that is the sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tashan.integration.diagnosis_figures import Sentence, common_year, english, has, sector_sets
from tashan.integration.diagnosis_gaps import gaps, segmentation_told
from tashan.integration.diagnosis_structure import competition, structure
from tashan.integration.diagnosis_ties import ties
from tashan.integration.problems import MeasureError

if TYPE_CHECKING:
    from tashan.panels import Panel
    from tashan.regions.clusters import Cluster


@dataclass(frozen=True, slots=True)
class ClusterDiagnosis:
    """The diagnosis of a cluster: whom it covers, by which document, and the sentences."""

    cluster: str
    members: tuple[str, ...]
    without: tuple[str, ...]
    document: str
    sentences: tuple[Sentence, ...]

    def paragraph(self, language: str = "zh") -> str:
        """The sentences of a brief, in one paragraph."""
        texts = [getattr(sentence, language) for sentence in self.sentences]
        return "".join(texts) if language == "zh" else " ".join(texts)

    def to_dict(self) -> dict[str, Any]:
        """The diagnosis as JSON holds it."""
        from dataclasses import asdict

        return asdict(self)


def diagnose(cluster: Cluster, panels: Sequence[Panel], *, year: int | None = None) -> ClusterDiagnosis:
    """
    Diagnose a cluster from whatever panels there are.

    Args:
        cluster: its members are looked up in the panels by code.
        panels: figures of its members; sectors of several panels are shown side by side, never added up.
        year: the last year looked at; the newest where not given.

    Raises:
        MeasureError: `one_member` where fewer than two members have figures.
    """
    found = [member.name for member in cluster.members if any(has(panel, member.name) for panel in panels)]
    if len(found) < 2:
        raise MeasureError("one_member", _too_few(cluster, found, panels))
    without = tuple(member.name for member in cluster.members if member.name not in found)
    sentences: list[Sentence] = [_scope(cluster, found, without)]
    sentences += ties(cluster, found, panels, year)
    sets = [each for panel in panels for each in sector_sets(panel, found)]
    when = common_year(sets, found, year)
    for panel, sectors in sorted(sets, key=lambda each: len(each[1])):
        sentences += structure(panel, sectors, found, when)
    if sets:
        panel, sectors = max(sets, key=lambda each: len(each[1]))
        sentences += competition(panel, sectors, found, year)
    sentences += gaps(panels, found, year)
    sentences.append(segmentation_told(panels, found))
    return ClusterDiagnosis(cluster.name, tuple(found), without, cluster.document, tuple(sentences))


def _too_few(cluster: Cluster, found: list[str], panels: Sequence[Panel]) -> str:
    """That fewer than two members have figures, whose figures there are, and what to give."""
    have = dict.fromkeys(name for panel in panels for name in panel.regions())
    above = [
        name for name in have if any(name != member.name and member.name.startswith(name) for member in cluster.members)
    ]
    whole = f" A province in it ({'、'.join(above[:4])}) does not stand for its cities." if above else ""
    return (
        f"Of the {len(cluster.members)} members of {cluster.name} {len(found) or 'none'} {'has' if len(found) == 1 else 'have'} figures; "
        f"a diagnosis compares at least two. The table is of {'、'.join([*have][:3])} ….{whole} "
        f"Give a table of the members ({'、'.join(member.name for member in cluster.members[:3])} …)."
    )


def _scope(cluster: Cluster, found: list[str], without: tuple[str, ...]) -> Sentence:
    zh = f"{cluster.name}有{len(cluster.members)}个成员，其中{len(found)}个有数据。"
    own_name = cluster.english or " and ".join(english(member.name) for member in cluster.members)
    en = f"{own_name}: {len(cluster.members)} members, {len(found)} of them with figures."
    doubt = ("", "")
    if without:
        doubt = f"无数据：{'、'.join(without)}。", f"Without figures: {', '.join(map(english, without))}."
    return Sentence("scope", zh, en, {"members": len(cluster.members), "with_figures": len(found)}, doubt=doubt)
