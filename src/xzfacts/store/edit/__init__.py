"""Edits of store files: collected in memory, then all written or none."""
