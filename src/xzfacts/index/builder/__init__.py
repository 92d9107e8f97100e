"""Building the index: from store files to the tables of the database."""
