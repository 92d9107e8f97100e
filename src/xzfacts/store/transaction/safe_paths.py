"""Path containment in a store, and content hashes."""

import os
import stat
from hashlib import sha256

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.store.paths import STAGE, SUFFIX, display_path
from xzfacts.store.regular_file import read_regular

_NEITHER = "neither file nor folder of store files"


class OutsideStoreError(XzfactsError):
    """A path leaves the store, crosses a link, or is not that of a store file."""

    template = mark(
        "Cannot change {file}: it is not a file of the store, or its path contains a link."
    )
    file: str


def content_hash(path: str) -> str | None:
    """Hash of a file, or of a folder of store files; None if it does not exist."""
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        return None
    if stat.S_ISREG(mode):
        return hash_of(read_regular(path))
    if not stat.S_ISDIR(mode):
        return _NEITHER
    seen = sha256()
    for entry in sorted(os.scandir(path), key=lambda entry: entry.name):
        if entry.name.startswith(".") or not entry.name.endswith(SUFFIX):
            return _NEITHER
        if not entry.is_file(follow_symlinks=False):
            return _NEITHER
        content = hash_of(read_regular(entry.path))
        seen.update(f"{os.fsencode(entry.name)!r} {content}\n".encode())
    return "folder " + seen.hexdigest()


def hash_of(data: bytes) -> str:
    """The `content_hash` of a file with these bytes."""
    return sha256(data).hexdigest()


def path_within(root: str, file: str) -> str:
    """The path of a file of the store.

    Raises OutsideStoreError if it leaves the store, or if what exists of it is neither folder nor
    regular file at the end.
    """
    parts = file.split("/")
    path = root
    for number, part in enumerate(parts):
        path = os.path.join(path, part)
        plain = part not in {"", ".", ".."} and "\0" not in part and os.path.basename(part) == part
        if not plain or (number == 0 and part == STAGE):
            raise OutsideStoreError(display_path(root, os.path.join(root, *parts[:1])))
        try:
            mode = os.lstat(path).st_mode
        except OSError:  # it does not exist, or whoever opens it learns the reason
            continue
        if not (stat.S_ISDIR(mode) or (stat.S_ISREG(mode) and number == len(parts) - 1)):
            raise OutsideStoreError(display_path(root, path))
    return path


def sync_folder(folder: str) -> None:
    """Sync the entries of a folder to disk, where supported."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
