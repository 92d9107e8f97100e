"""Importing many rows at once, all or none."""
