"""Commands of the room for `python -m django`."""
