"""Errors of SQLite that are errors of the system, such as a full disk."""

import errno
import os
import sqlite3

_NUMBERS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.ENOSPC,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}


def system_error(error: sqlite3.OperationalError) -> OSError | None:
    """Return the system error that an error of SQLite amounts to; None if it is another one."""
    number = _NUMBERS.get(error.sqlite_errorcode & 0xFF)
    return None if number is None else OSError(number, os.strerror(number))
