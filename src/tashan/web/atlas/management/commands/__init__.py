"""Commands of the atlas."""
