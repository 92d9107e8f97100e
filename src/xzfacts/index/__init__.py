"""The compiled index: what a query needs to know of a store, as one SQLite database."""
