"""Names of files and folders within a store, and display of paths."""

import os
from errno import ELOOP

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
    """`path` relative to the parent folder of the store, as `shown_path` shows it."""
    return shown_path(os.path.join(os.path.basename(root), os.path.relpath(path, root)))


def real_path(path: str) -> str:
    """`os.path.realpath`. Raises OSError also for links to links that exceed its recursion."""
    try:
        return os.path.realpath(path)
    except RecursionError:
        raise OSError(ELOOP, os.strerror(ELOOP), path) from None


def shown_path(path: str) -> str:
    r"""A path with `/`, as valid Unicode; no two paths are shown alike.

    A byte that is not UTF-8 is shown as `\xff`, and so a backslash as two.
    """
    text = path.replace(os.sep, "/").replace("\\", "\\\\")
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def named_path(shown: str) -> str:
    """The path, with `/`, that `shown_path` shows so."""
    if "\\" not in shown:
        return shown
    import re

    def named(found: re.Match[str]) -> str:
        return "\\" if found[1] is None else os.fsdecode(bytes.fromhex(found[1]))

    # Joined bytes may be a character, if somebody typed them.
    return os.fsdecode(os.fsencode(re.sub(r"\\(?:\\|x([0-9a-f]{2}))", named, shown)))
