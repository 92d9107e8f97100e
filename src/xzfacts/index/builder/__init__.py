"""Builds the tables of the index from the files of a store."""
