"""Runs every command on hostile inputs, seeded and bounded: `python -m benchmarks.fuzz`."""
