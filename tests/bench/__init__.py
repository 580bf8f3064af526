"""Benchmarks: each prints what it took beside a floor measured in the same run. ``python -m tests.bench``."""
