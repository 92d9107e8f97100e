"""Reads the index: names, terms, facts and quotes."""
