"""Names of files and folders within a store, and display of paths."""

import os

SUFFIX = ".toml"
ARCHIVE = "texts"  # folder of source texts, see `archive`
STAGE = ".xzfacts-write"  # folder in which a change is staged
JOURNAL = os.path.join(STAGE, "journal")  # exists while a change of several files is applied
ITEMS = "new"  # in the stage: new contents
COPIES = "before"  # in the stage: former contents, by the number of the step


def display_path(root: str, path: str) -> str:
    """`path` relative to the parent folder of the store, with `/`, as valid Unicode."""
    inside = os.path.relpath(path, root)
    whole = os.path.join(os.path.basename(root), inside).replace(os.sep, "/")
    return whole.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
