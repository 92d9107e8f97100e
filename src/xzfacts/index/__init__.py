"""The compiled index of a store: one SQLite database with the data that queries need."""
