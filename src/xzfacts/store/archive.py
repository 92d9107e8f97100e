"""The archive of source texts in a store, named by their hash.

The file name is the sha256 of the content: no part of a path comes from data, a shared text is
stored once, and any change is detectable.
"""

import os
import re

from xzfacts.store.paths import ARCHIVE

_SUFFIX = ".txt"
_HASH = re.compile(r"[0-9a-f]{64}")

# Keeps git from changing the line endings of the texts.
ATTRIBUTES_FILE = f"{ARCHIVE}/.gitattributes"
ATTRIBUTES = b"* -text\n"


def archive_path(sha256: str) -> str:
    """The path of the text with this hash within the store, with `/`.

    Raises ValueError if it is not a sha256.
    """
    name = sha256.lower()
    if not _HASH.fullmatch(name):
        raise ValueError(sha256)
    return f"{ARCHIVE}/{name}{_SUFFIX}"


def is_text_path(file: str) -> bool:
    """Whether `file` is the path of an archived text within a store."""
    folder, _, name = file.partition("/")
    digest = name.removesuffix(_SUFFIX)
    return folder == ARCHIVE and name != digest and bool(_HASH.fullmatch(digest))


def archived_texts(root: str) -> dict[str, str]:
    """The paths of the archived texts by the hash in their names, in order of the hash.

    Links are not followed: a store never reaches outside its folder. Only `verify` compares the
    content with the hash.
    """
    folder = os.path.join(root, ARCHIVE)
    try:
        if os.path.islink(folder):
            return {}
        with os.scandir(folder) as entries:
            named = sorted(
                (entry.name.removesuffix(_SUFFIX), entry.path)
                for entry in entries
                if entry.name.endswith(_SUFFIX) and entry.is_file(follow_symlinks=False)
            )
    except OSError:
        return {}
    return {name: path for name, path in named if _HASH.fullmatch(name)}
