"""Pages of integration: thin; each asks a topic for its answer."""
