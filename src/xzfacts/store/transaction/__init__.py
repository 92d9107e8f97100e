"""Writing several files as one: journal, staging, safe paths."""
