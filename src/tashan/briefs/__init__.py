"""Reports that people read: pages on which each figure stands beside its source."""
