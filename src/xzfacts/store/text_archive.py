"""The archive of source texts in a store, named by their hash.

The file name is the sha256 of the content: no part of a path comes from data, a shared text is
stored once, and any change is detectable.
"""

import hashlib
import os

from xzfacts.store.listing import pending_contents
from xzfacts.store.paths import ARCHIVE, is_sha256, text_hash, text_name
from xzfacts.store.regular_file import read_regular

# Keeps git from changing the line endings of the texts.
ATTRIBUTES_FILE = f"{ARCHIVE}/.gitattributes"
ATTRIBUTES = b"* -text\n"


def archive_path(sha256: str) -> str:
    """The path of the text with this hash within the store, with `/`.

    Raises ValueError if it is not a sha256.
    """
    name = sha256.lower()
    if not is_sha256(name):
        raise ValueError(sha256)
    return f"{ARCHIVE}/{text_name(name)}"


def archived_texts(root: str) -> dict[str, str]:
    """The paths of the archived texts by the hash in their names, in order of the hash.

    Links are not followed: a store never reaches outside its folder. Only `verify` compares the
    content with the hash. Texts of an interrupted change are where their content is now.
    """
    folder = os.path.join(root, ARCHIVE)
    contents: dict[str, str | None] = {path: path for path in _regular_files(folder)}
    contents |= pending_contents(root)[0]
    start = len(os.path.join(root, ""))
    named = (
        (text_hash(path[start:].replace(os.sep, "/")), content)
        for path, content in sorted(contents.items())
    )
    return {digest: content for digest, content in named if digest and content}


def _regular_files(folder: str) -> list[str]:
    """The paths of the regular files in a folder; none if it is a link or cannot be listed."""
    try:
        if os.path.islink(folder):
            return []
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if entry.is_file(follow_symlinks=False)]
    except OSError:
        return []


def archived_text(root: str, sha256: str) -> str | None:
    """The archived text with this hash; None if it is not there, unreadable or altered."""
    path = archived_texts(root).get(sha256.lower())
    return None if path is None else intact_text(path, sha256)


def intact_text(path: str, sha256: str) -> str | None:
    """The archived text at a path; None if it is unreadable, or altered: it has another hash."""
    try:
        data = read_regular(path)
    except OSError:
        return None
    intact = hashlib.sha256(data).hexdigest() == sha256.lower()
    return data.decode("utf-8", "replace") if intact else None
