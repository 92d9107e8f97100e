"""Names of files and folders within a store, and how paths are shown to people."""

import os

SUFFIX = ".toml"
ARCHIVE = "texts"  # within a store: keeps articles (see `archive`), and no facts
STAGE = ".xzfacts-write"  # within a store: where a change of several files is made ready
JOURNAL = os.path.join(STAGE, "journal")  # exists while such a change is put in place
ITEMS = "new"  # within the stage: what is to be put in place
COPIES = "before"  # within the stage: what was there before, by the number of the step


def display_path(root: str, path: str) -> str:
    """`path` as people see it: from the store's parent folder, with `/`, always printable."""
    inside = os.path.relpath(path, root)
    whole = os.path.join(os.path.basename(root), inside).replace(os.sep, "/")
    # A name need not be valid UTF-8; what is shown must be.
    return whole.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
