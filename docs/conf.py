"""How Sphinx builds the documentation."""

from tashan import __version__

project = "Tashan 他山"
author = "the Tashan authors"
copyright = author  # noqa: A001 - the name is Sphinx's
version = release = __version__

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]

html_theme = "furo"
html_title = f"Tashan 他山 {__version__}"
html_show_sphinx = False
html_copy_source = False
