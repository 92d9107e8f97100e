"""Keeps indexes in the cache folder: opens, updates or rebuilds them."""
