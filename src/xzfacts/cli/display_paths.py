"""Paths of store files, as they can be opened from the working directory."""

import os

from xzfacts.store.paths import named_path


def store_file_path(root: str, file: str) -> str:
    """Return the path of a store file; `file` is its name in a `Place`, `root` the store folder."""
    return os.path.join(os.path.dirname(root), *named_path(file).split("/"))


def display_path(root: str, file: str) -> str:
    """Return the path of a store file relative to the working directory, if it is below it."""
    return relative_to_cwd(store_file_path(root, file))


def relative_to_cwd(path: str) -> str:
    """Return `path` relative to the working directory if it is below it, otherwise unchanged."""
    try:
        below = os.path.relpath(path)
    except (OSError, ValueError):  # the working directory was deleted, or is on another drive
        return path
    return path if below.partition(os.sep)[0] == os.pardir else below
