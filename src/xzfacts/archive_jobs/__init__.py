"""Checks an archive of articles, or extracts facts from it, in chunks on many processes."""
