"""Measurements, each a command: `python -m benchmarks.formats` and so on, from the root of the repository."""
