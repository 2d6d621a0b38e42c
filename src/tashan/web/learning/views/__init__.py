"""Pages of learning: thin; each asks a topic for its answer."""
