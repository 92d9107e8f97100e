"""A database that only sorts or counts, and is deleted afterwards."""

import sqlite3


def scratch_database(path: str) -> sqlite3.Connection:
    """Open a new database at `path`, or in a temporary file if it is empty.

    It is not safe against crashes. The caller deletes the file.
    """
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode = OFF")
    db.execute("PRAGMA synchronous = OFF")
    return db
