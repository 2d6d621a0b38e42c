"""Tags of the pages that everybody reads."""
