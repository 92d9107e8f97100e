"""Where files are, as a person can open them from the working folder."""

import os


def path_of(root: str, file: str) -> str:
    """Where the file of the store in the folder `root` is that places show as `file`."""
    return os.path.join(os.path.dirname(root), *file.split("/"))


def opened_by(root: str, file: str) -> str:
    """What to type to open the file of a store that places show as `file`."""
    return from_here(path_of(root, file))


def from_here(path: str) -> str:
    """A path from the working folder on where it lies below that, else as it is."""
    try:
        below = os.path.relpath(path)
    except (OSError, ValueError):  # the working folder was deleted, or is on another drive
        return path
    return path if below.partition(os.sep)[0] == os.pardir else below
