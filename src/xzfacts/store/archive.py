"""The texts that quotes were sliced from, kept in the store under their own hash.

A file's name is the sha256 of its bytes, so no part of a path comes from data, the same text
is kept once however many sources share it, and any change of it can be seen.
"""

import os
import re

from xzfacts.store.paths import ARCHIVE

_SUFFIX = ".txt"
_HASH = re.compile(r"[0-9a-f]{64}")

# Beside the texts, so that git never changes their line ends.
ATTRIBUTES_FILE = f"{ARCHIVE}/.gitattributes"
ATTRIBUTES = b"* -text\n"


def archive_path(sha256: str) -> str:
    """Where in the store the text with this hash is kept, parted by `/`.

    Raises ValueError where it is no hash.
    """
    name = sha256.lower()
    if not _HASH.fullmatch(name):
        raise ValueError(sha256)
    return f"{ARCHIVE}/{name}{_SUFFIX}"


def is_text_path(file: str) -> bool:
    """Whether this is the path within a store of an archived text."""
    folder, _, name = file.partition("/")
    digest = name.removesuffix(_SUFFIX)
    return folder == ARCHIVE and name != digest and bool(_HASH.fullmatch(digest))


def archived_texts(root: str) -> dict[str, str]:
    """The path of each text kept in the store, by the hash in its name, in order.

    Links are not followed: a store never reaches outside its folder. Whether a text still
    has the hash that its name says is for `verify` to prove.
    """
    folder = os.path.join(root, ARCHIVE)
    try:
        if os.path.islink(folder):
            return {}
        with os.scandir(folder) as entries:
            held = sorted(
                (entry.name.removesuffix(_SUFFIX), entry.path)
                for entry in entries
                if entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False)
            )
    except OSError:
        return {}
    return {name: path for name, path in held if _HASH.fullmatch(name)}
