"""Benchmarks: `python3 dev.py bench NAME` runs the module of that name; each prints its figures and the machine."""
