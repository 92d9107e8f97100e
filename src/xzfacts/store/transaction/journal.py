"""The signed journal of a change of several files.

A store may come from an untrusted origin, and so may a journal in it. A journal is therefore
applied only if it has a valid HMAC-SHA256 (RFC 2104) by the key of this user on this machine (see
`journal_key`). It contains the path of the store, so that it is valid only there. It is not
parsed before the signature is verified.
"""

import hmac
import json
import os
from typing import NamedTuple

from xzfacts.store.paths import ARCHIVE, COPIES, ITEMS, JOURNAL, STAGE, SUFFIX, text_hash
from xzfacts.store.regular_file import open_regular
from xzfacts.store.transaction.journal_key import journal_key

_LIMIT = 64 << 20  # bytes; 100,000 steps take a quarter of it
_SCHEMA = "schema"
_FOLDER_HASH = "folder "


class Step(NamedTuple):
    """The change of one file, or a new folder of files.

    file: path within the store, with `/`.
    item: name of the new content in the stage; None to remove the file.
    before: hash of the old content; None if it does not exist.
    after: hash of the new content; None if it is removed.
    """

    file: str
    item: str | None
    before: str | None
    after: str | None


class Journal(NamedTuple):
    """A committed change.

    steps: its steps.
    back: whether the steps are undone instead of done.
    """

    steps: list[Step]
    back: bool


def is_store_file(file: str) -> bool:
    """Whether a change may touch this path: a fact file, an archived text or a schema."""
    parts = file.split("/")
    if any(part.startswith(".") for part in parts):
        return False
    if parts[0] == _SCHEMA:
        return len(parts) == 2 and file.endswith(".json")
    return file.endswith(SUFFIX) or text_hash(file) is not None


def sign(root: str, steps: list[Step], *, back: bool) -> bytes:
    """The signed journal of a change of the store in the folder `root`.

    If no key can be stored, the signature is random: after a crash the change is then reported,
    not recovered.
    """
    payload = json.dumps({"store": os.path.realpath(root), "back": back, "steps": steps}).encode()
    key = journal_key(create=True) or os.urandom(32)
    return hmac.digest(key, payload, "sha256").hex().encode() + b"\n" + payload


def has_journal(root: str) -> bool:
    """Whether the store has a journal, valid or not."""
    return os.path.lexists(os.path.join(root, JOURNAL)) and not os.path.islink(
        os.path.join(root, STAGE)
    )


def read_journal(root: str) -> Journal | None:
    """The journal of the store; None unless this user signed it for this store.

    None as well if a folder of the stage is missing or a link: recovery moves files in and out.
    """
    stage = os.path.join(root, STAGE)
    if not all(map(_is_folder, (stage, os.path.join(stage, ITEMS), os.path.join(stage, COPIES)))):
        return None
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
    """Whether the step changes a store file, from an item directly in the stage."""
    if step.item is not None and os.path.basename(step.item) != step.item:
        return False
    if is_store_file(step.file):
        return True
    new_folder = step.before is None and (step.after or "").startswith(_FOLDER_HASH)
    plain = "/" not in step.file and not step.file.startswith(".")
    return new_folder and plain and step.file not in {ARCHIVE, _SCHEMA}


def _is_folder(path: str) -> bool:
    return os.path.isdir(path) and not os.path.islink(path)


def _bytes(path: str) -> bytes:
    """The content of a regular file; empty for anything else and beyond the size limit."""
    file = open_regular(path)
    if file is None:
        return b""
    with file:
        return file.read(_LIMIT) if os.fstat(file.fileno()).st_size <= _LIMIT else b""
