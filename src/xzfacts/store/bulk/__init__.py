"""Bulk import of rows, all or nothing."""
