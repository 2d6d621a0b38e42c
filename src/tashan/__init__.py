"""Tashan (他山): software for cooperation between regions."""

__version__ = "0.1.0"
