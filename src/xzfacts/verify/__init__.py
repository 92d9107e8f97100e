"""Prove a store: its quotes against their texts, its facts against one another.

Every fault is a finding, and all are found at once.
"""

import os
from collections.abc import Iterable, Sequence
from itertools import chain

from xzfacts.model.declarations import Store
from xzfacts.model.facts import Place
from xzfacts.model.findings import Finding
from xzfacts.store.schema.reader import read_store
from xzfacts.store.toml.spans import path_text, scan
from xzfacts.verify.archived_texts import archived, misplaced, unused
from xzfacts.verify.consistency import disagreements, links, values
from xzfacts.verify.names import name_findings
from xzfacts.verify.quotes import quote_findings
from xzfacts.verify.texts import SourceText, TextUnreadableError, read_text
from xzfacts.verify.unfinished import unfinished

__all__ = ["SourceText", "TextUnreadableError", "read_text", "verify", "verify_store"]


def verify(
    store: Store,
    findings: Sequence[Finding] = (),
    texts: Iterable[SourceText] = (),
    *,
    strict: bool = False,
) -> tuple[Finding, ...]:
    """What is wrong with a store, by file and line; `findings` are those of reading it.

    Each value must stand in its quote, each quote in its source's text where `texts` has
    it, and at its line; two current facts must not disagree; `superseded_by` must lead to
    a fact. `strict` also names subjects and attributes that look like a slip of another.
    """
    found = [
        *findings,
        *values(store),
        *quote_findings(store, texts),
        *links(store),
        *disagreements(store),
    ]
    if strict:
        found += name_findings(store)
    return tuple(sorted(found, key=_order))


def verify_store(
    root: str, texts: Iterable[SourceText] = (), *, strict: bool = False
) -> tuple[Store, tuple[Finding, ...]]:
    """Read the store in the folder `root` and verify it, with the texts that it keeps.

    `texts` are further ones; all are gone through one after the other. The findings have the
    exact line of the key that they name, looked up in the files anew.
    Raises StoreUnreadableError.
    """
    store, findings = read_store(root)
    kept: list[Finding] = []
    found = [*verify(store, findings, chain(texts, archived(root, store, kept)), strict=strict)]
    found += kept
    found += misplaced(root)
    found += unfinished(root)
    if strict:
        found += unused(root, store)
    return store, tuple(sorted(_exact(root, found), key=_order))


def _order(finding: Finding) -> tuple[str, int]:
    return finding.place.file, finding.place.line or 0


def _exact(root: str, findings: Sequence[Finding]) -> list[Finding]:
    """The findings with the line of their key, where their file can be looked into."""
    lines: dict[str, dict[str, int]] = {}
    exact: list[Finding] = []
    for finding in findings:
        file, key = finding.place.file, finding.place.key
        if key is not None and file not in lines:
            lines[file] = _lines(os.path.join(os.path.dirname(root), file))
        line = lines[file].get(key) if key is not None else None
        place = Place(file, line or finding.place.line, key)
        exact.append(Finding(finding.code, finding.message, place, finding.remedy))
    return exact


def _lines(path: str) -> dict[str, int]:
    """The line of every key of a file; none where it cannot be read as it just was."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            spans = scan(file.read())
    except (OSError, ValueError, IndexError):
        return {}
    return {path_text(path): span.line for path, span in spans.items()}
