"""Opening of documents: regular files, standard input and the pipes of a shell."""

import errno
import os
import stat
from io import BufferedReader

from xzfacts.documents.read import STDIN
from xzfacts.documents.read_errors import NotAFileError, UrlDocumentError

_URL_STARTS = ("http://", "https://", "ftp://")
# Paths of open pipes, such as that of <(command) in a shell.
_OPEN_FILES = ("/dev/stdin", "/dev/fd/", "/proc/self/fd/", "/dev/null")


def open_document(name: str, command: str) -> BufferedReader:
    """Open a document by its name; `-` is standard input.

    command: named in the message for a URL.
    Raises UrlDocumentError, NotAFileError for a pipe or device at a path, and OSError.
    """
    if name == STDIN:
        return open(0, "rb", closefd=False)
    if name.lower().startswith(_URL_STARTS):
        raise UrlDocumentError(name, command)
    return open_file(name)


def open_file(name: str) -> BufferedReader:
    """Open a regular file or a pipe of the shell, such as that of <(command).

    Raises NotAFileError for a pipe or device at a path, and OSError.
    """
    # Opening a pipe without a writer would wait for one.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    file = os.open(name, flags)
    try:
        kind = os.fstat(file).st_mode
        if hasattr(os, "set_blocking"):
            os.set_blocking(file, True)
        if stat.S_ISREG(kind) or name.startswith(_OPEN_FILES):
            return open(file, "rb")
    except BaseException:
        os.close(file)
        raise
    os.close(file)
    if stat.S_ISDIR(kind):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), name)
    raise NotAFileError(name)
