"""The journal of a change of several files: what it says, and whether this user wrote it.

A store may come from anywhere, and so may a folder in it that looks like an unfinished change.
A journal is therefore obeyed only if it carries the HMAC-SHA256 (RFC 2104) that the key of this
user on this machine gives for it (see `journal_key`). It also holds the store's path, so that
it counts only where it was written. Nothing of it is parsed before that is proved.
"""

import hmac
import json
import os
from typing import NamedTuple

from xzfacts.store.archive import is_text_path
from xzfacts.store.paths import ARCHIVE, JOURNAL, STAGE, SUFFIX
from xzfacts.store.regular_file import open_regular
from xzfacts.store.transaction.journal_key import journal_key

_LIMIT = 64 << 20  # bytes: a step for each of 100,000 sources takes a quarter of it
_SCHEMA = "schema"
_FOLDER_HASH = "folder "


class Step(NamedTuple):
    """One file, or a folder of new ones, that changes.

    file: path within the store, with `/`. item: its name among the items of the stage; None: the
    file is removed. before, after: hash of its content before and after, None: it does not exist.
    """

    file: str
    item: str | None
    before: str | None
    after: str | None


class Journal(NamedTuple):
    """A change that holds. back: whether its steps are to be undone instead of done."""

    steps: list[Step]
    back: bool


def is_store_file(file: str) -> bool:
    """Whether a change may touch this path: a fact file, an archived text or a schema."""
    parts = file.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    if parts[0] == _SCHEMA:
        return len(parts) == 2 and file.endswith(".json")
    return file.endswith(SUFFIX) or is_text_path(file)


def sign(root: str, steps: list[Step], *, back: bool) -> bytes:
    """The journal of a change of the store in the folder `root`, signed.

    Where no key can be kept the signature is nobody's: should the writer be killed, its change
    is reported and left for a person.
    """
    payload = json.dumps({"store": os.path.realpath(root), "back": back, "steps": steps}).encode()
    key = journal_key(create=True) or os.urandom(32)
    return hmac.digest(key, payload, "sha256").hex().encode() + b"\n" + payload


def has_journal(root: str) -> bool:
    """Whether there is a journal in the store, whoever wrote it."""
    return os.path.lexists(os.path.join(root, JOURNAL)) and not os.path.islink(
        os.path.join(root, STAGE)
    )


def read_journal(root: str) -> Journal | None:
    """The journal in the store, if it is this user's and of this store; else None."""
    signature, _, payload = _bytes(os.path.join(root, JOURNAL)).partition(b"\n")
    key = journal_key(create=False)
    if key is None:
        return None
    if not hmac.compare_digest(hmac.digest(key, payload, "sha256").hex().encode(), signature):
        return None
    record = json.loads(payload)
    steps = [Step(*step) for step in record["steps"]]
    if record["store"] != os.path.realpath(root) or not all(map(_is_allowed, steps)):
        return None
    return Journal(steps, record["back"])


def _is_allowed(step: Step) -> bool:
    """Whether the step touches a store file only, by an item of the stage itself."""
    if step.item is not None and os.path.basename(step.item) != step.item:
        return False
    if is_store_file(step.file):
        return True
    new_folder = step.before is None and (step.after or "").startswith(_FOLDER_HASH)
    return new_folder and _is_folder_name(step.file)


def _is_folder_name(file: str) -> bool:
    return "/" not in file and not file.startswith(".") and file not in {ARCHIVE, _SCHEMA}


def _bytes(path: str) -> bytes:
    """The content of a regular file; none of anything else or of a huge file."""
    file = open_regular(path)
    if file is None:
        return b""
    with file:
        return file.read(_LIMIT) if os.fstat(file.fileno()).st_size <= _LIMIT else b""
