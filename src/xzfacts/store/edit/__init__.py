"""Change a store's files as text: edits in memory, then all written at once or none."""

from xzfacts.store.edit.diffs import Change, diff
from xzfacts.store.edit.file_draft import FactTakenError
from xzfacts.store.edit.session import (
    Editing,
    FactGoneError,
    SubjectUnknownError,
    dry_editing,
    editing,
)
from xzfacts.store.toml.source import EditByHandError, FaultyFileError
from xzfacts.store.transaction.safe_paths import OutsideStoreError
from xzfacts.store.transaction.staging import StoreChangedError

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
