"""Names of files and folders within a store, and display of paths."""

import os

SUFFIX = ".toml"
ARCHIVE = "texts"  # folder of source texts, see `archive`
STAGE = ".xzfacts-write"  # folder in which a change is staged
JOURNAL = os.path.join(STAGE, "journal")  # exists while a change of several files is applied
ITEMS = "new"  # in the stage: new contents
COPIES = "before"  # in the stage: former contents, by the number of the step

_TEXT_SUFFIX = ".txt"
_HEX = frozenset("0123456789abcdef")


def is_sha256(name: str) -> bool:
    """Whether `name` is a sha256 in lower case."""
    return len(name) == 64 and _HEX.issuperset(name)


def text_name(sha256: str) -> str:
    """The name of the archived text with this hash."""
    return sha256 + _TEXT_SUFFIX


def text_hash(file: str) -> str | None:
    """The sha256 of the archived text with this path within a store; None for other paths."""
    folder, _, name = file.partition("/")
    sha256 = name.removesuffix(_TEXT_SUFFIX)
    return sha256 if folder == ARCHIVE and sha256 != name and is_sha256(sha256) else None


def display_path(root: str, path: str) -> str:
    """`path` relative to the parent folder of the store, with `/`, as valid Unicode."""
    inside = os.path.relpath(path, root)
    whole = os.path.join(os.path.basename(root), inside).replace(os.sep, "/")
    return whole.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
