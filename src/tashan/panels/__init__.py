"""What do the yearbooks say? Region × year × indicator with unit, vintage and source; readers; the panel doctor."""

from __future__ import annotations

from tashan.panels.doctor import Diagnosis, examine
from tashan.panels.loading import load_panel
from tashan.panels.names import Named, find_name, official_name
from tashan.panels.panel import COLUMNS, Panel, merged, panel_of
from tashan.panels.problems import PanelError, PanelProblem
from tashan.panels.shipped import province_sectors
from tashan.panels.units import Conversion

__all__ = [
    "COLUMNS",
    "Conversion",
    "Diagnosis",
    "Named",
    "Panel",
    "PanelError",
    "PanelProblem",
    "examine",
    "find_name",
    "load_panel",
    "merged",
    "official_name",
    "panel_of",
    "province_sectors",
]
