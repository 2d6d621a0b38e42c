"""Tashan: software for cooperation between regions."""
