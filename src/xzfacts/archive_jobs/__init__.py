"""Checks an archive of articles, or extracts facts from it, in chunks and in parallel."""
