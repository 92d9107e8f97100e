"""Change a store's files as text: edits in memory, then all written at once or none."""

from xzfacts.store.editing.diffs import Change, diff
from xzfacts.store.editing.drafting import FactTakenError
from xzfacts.store.editing.paths import OutsideStoreError
from xzfacts.store.editing.session import (
    Editing,
    FactGoneError,
    SubjectUnknownError,
    dry_editing,
    editing,
)
from xzfacts.store.editing.stage import StoreChangedError
from xzfacts.store.editing.texts import EditByHandError, FaultyFileError

__all__ = [
    "Change",
    "EditByHandError",
    "Editing",
    "FactGoneError",
    "FactTakenError",
    "FaultyFileError",
    "OutsideStoreError",
    "StoreChangedError",
    "SubjectUnknownError",
    "diff",
    "dry_editing",
    "editing",
]
