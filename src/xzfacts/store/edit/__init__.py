"""Edits of store files: collected in memory, then all written or none."""

from xzfacts.store.edit.diffs import Change, diff
from xzfacts.store.edit.editing_session import (
    EditSession,
    FactGoneError,
    SubjectUnknownError,
    dry_edit_session,
    edit_session,
)
from xzfacts.store.edit.file_edit import FactTakenError
from xzfacts.store.toml.toml_text import EditByHandError, FaultyFileError
from xzfacts.store.transaction.safe_paths import OutsideStoreError
from xzfacts.store.transaction.staging import StoreChangedError

__all__ = [
    "Change",
    "EditByHandError",
    "EditSession",
    "FactGoneError",
    "FactTakenError",
    "FaultyFileError",
    "OutsideStoreError",
    "StoreChangedError",
    "SubjectUnknownError",
    "diff",
    "dry_edit_session",
    "edit_session",
]
