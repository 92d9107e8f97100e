"""A store as its index knows it: facts, subjects, attributes and sources, looked up and listed."""

import os
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Self, TypeVar

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.index.cache.index_session import IndexSession
from xzfacts.store.paths import shown_path

if TYPE_CHECKING:
    import sqlite3

    from xzfacts.index.cache.index_opener import Progress
    from xzfacts.index.cache.index_state import IndexState
    from xzfacts.index.lookup.catalog import Catalog
    from xzfacts.index.lookup.ordered_scan import (
        AttributeSummary,
        OrderedScan,
        SourceSummary,
        SubjectSummary,
    )
    from xzfacts.index.lookup.subject_info import KnownSubject
    from xzfacts.model.facts import Fact, Source
    from xzfacts.model.findings import Finding

_T = TypeVar("_T")

_ANY_FINDING = "SELECT 1 WHERE EXISTS (SELECT 1 FROM finding) OR EXISTS (SELECT 1 FROM clash)"
_ANY_FINDING += " OR (SELECT path FROM file ORDER BY id LIMIT 1) IS NOT CAST('store.toml' AS BLOB)"


class NoSuchFactError(XzfactsError):
    """The store has no fact with this id."""

    exit_status = 1
    template = mark("No fact has the id {fact}.")
    fact: str


class AmbiguousIdError(XzfactsError):
    """Several facts of the store have this id."""

    exit_status = 1
    template = mark("Several facts have the id {fact}.")
    fact: str


class IndexedStore:
    """An open store, for one thread; a context manager that closes it.

    root: absolute path of the store's folder.
    """

    def __init__(
        self,
        root: str,
        progress: "Progress | None" = None,
        *,
        rebuild: bool = False,
        index: IndexSession | None = None,
    ) -> None:
        self.root = root
        self._folder = shown_path(os.path.basename(root))
        self._index = index or IndexSession(root, progress, rebuild=rebuild)
        self._catalog: tuple[sqlite3.Connection, Catalog] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the index; afterwards every method raises StoreClosedError."""
        self._catalog = None
        self._index.close()

    @cached_property
    def findings(self) -> "tuple[Finding, ...]":
        """The faults found while reading the store."""

        def read(db: "sqlite3.Connection") -> "list[Finding]":
            if not db.execute(_ANY_FINDING).fetchone():
                return []
            from xzfacts.index.lookup.stored_findings import stored_findings

            return stored_findings(db, self.root)

        stored = self._index.run(read)
        return (*self._index.opened().findings, *stored)

    def facts(
        self,
        *,
        subject: str | None = None,
        attribute: str | None = None,
        source: str | None = None,
        status: str | None = None,
    ) -> "Iterator[Fact]":
        """Yield facts in store order, filtered; a subject or attribute may be given by an alias."""
        return self._stream(lambda scan: scan.facts(subject, attribute, source, status))

    def subjects(self) -> "Iterator[SubjectSummary]":
        """Yield subjects in the order of their first mention in the store, aliases resolved."""
        return self._stream(lambda scan: scan.subjects())

    def attributes(self) -> "Iterator[AttributeSummary]":
        """Yield attributes in the order of their first mention in the store."""
        return self._stream(lambda scan: scan.attributes())

    def sources(self) -> "Iterator[SourceSummary]":
        """Yield sources in store order."""
        return self._stream(lambda scan: scan.sources())

    def names_from(self, start: str) -> Iterator[str]:
        """Yield names and aliases of subjects that start with `start`."""
        from xzfacts.index.lookup.subject_info import names_with_prefix

        return self._index.stream(lambda db: names_with_prefix(db, start))

    def attributes_of(self, subject: str) -> list[str]:
        """Return the attributes recorded for a subject; empty if no subject has this name."""
        return self._scan(lambda scan: scan.attributes_of(subject))

    def canonical_name(self, text: str) -> str | None:
        """Return the canonical name of the subject called `text`; None if there is none."""
        from xzfacts.index.canonical_names import resolve_subject

        return self._index.run(lambda db: resolve_subject(db, text))

    def known_subject(self, text: str) -> "KnownSubject | None":
        """Return the subject called `text`; None if there is none."""
        from xzfacts.index.lookup.subject_info import known_subject

        return self._index.run(lambda db: known_subject(db, text))

    def source(self, sid: str) -> "Source | None":
        """Return the source with this id; None if there is none."""
        return self._scan(lambda scan: scan.source(sid))

    def fact(self, fact_id: str) -> "Fact":
        """Return the fact with this id. Raises NoSuchFactError or AmbiguousIdError."""
        found = self.facts_with_id(fact_id)
        if not found:
            raise NoSuchFactError(fact_id)
        if len(found) > 1:
            raise AmbiguousIdError(fact_id)
        return found[0]

    def facts_with_id(self, fact_id: str) -> "list[Fact]":
        """Return the facts with this id; more than one is a fault of the store."""
        return self._scan(lambda scan: [*scan.facts_with_id(fact_id)])

    def facts_by_id_prefix(self, prefix: str) -> "list[Fact]":
        """Return the facts with this id; if there are none, those whose id begins with it."""
        return self._scan(
            lambda scan: [*scan.facts_with_id(prefix)] or [*scan.facts_with_id_prefix(prefix)]
        )

    def short_ids(self, fact_ids: Iterable[str]) -> dict[str, str]:
        """Return the shortest unique beginning of each id, as `facts_by_id_prefix` takes it."""
        return self._scan(lambda scan: {each: scan.short_id(each) for each in fact_ids})

    def facts_in_file(self, path: str) -> "Iterator[Fact]":
        """Yield the facts in a store file. path: from the store's folder, with slashes."""
        return self._stream(lambda scan: scan.facts_in_file(path))

    def neighbours(self, fact: "Fact") -> "tuple[Fact, ...]":
        """Return the other facts of the same sentence, then those of nearby sentences."""
        return self._scan(lambda scan: scan.neighbours(fact))

    def index_state(self) -> "IndexState":
        """Return where the index is and how much it holds."""
        from xzfacts.index.cache.index_state import IndexState

        files, facts = self._scan(lambda scan: scan.counts())
        path = self._index.opened().path
        if path is None:
            return IndexState(None, 0, None, files, facts)
        seen = os.stat(path)
        return IndexState(path, seen.st_size, seen.st_mtime, files, facts)

    def copy_index(self, path: str) -> str:
        """Copy the index to a new file; return a digest of the store files that it was built from.

        The copy is read by `Facts(root, index=IndexCopy(path))`. Raises OSError if there is a file
        already or it cannot be created, and sqlite3.OperationalError if it cannot be written.
        """
        from contextlib import closing
        from sqlite3 import OperationalError, connect

        def copy(db: "sqlite3.Connection") -> str | OperationalError:
            try:
                with closing(connect(path)) as target:
                    db.backup(target)
            except OperationalError as error:  # of the copy: the index itself is not damaged
                return error
            return _files_digest(db)

        with open(path, "xb"):
            pass
        digest = self._index.run(copy)
        if isinstance(digest, OperationalError):
            os.unlink(path)
            raise digest
        return digest

    def files_digest(self) -> str:
        """Return the digest of the store files that the index was built from."""
        return self._index.run(_files_digest)

    def _catalog_of(self, db: "sqlite3.Connection", *, drafts: bool = False) -> "Catalog":
        if self._catalog is None or self._catalog[0] is not db or self._catalog[1].drafts != drafts:
            from xzfacts.index.lookup.catalog import Catalog

            self._catalog = db, Catalog(db, self._folder, drafts=drafts)
        return self._catalog[1]

    def _scan_of(self, db: "sqlite3.Connection") -> "OrderedScan":
        from xzfacts.index.lookup.ordered_scan import OrderedScan

        return OrderedScan(db, self._folder)

    def _scan(self, read: "Callable[[OrderedScan], _T]") -> "_T":
        return self._index.run(lambda db: read(self._scan_of(db)))

    def _stream(self, rows: "Callable[[OrderedScan], Iterator[_T]]") -> "Iterator[_T]":
        return self._index.stream(lambda db: rows(self._scan_of(db)))


def _files_digest(db: "sqlite3.Connection") -> str:
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    for name, content in db.execute("SELECT path, digest FROM file ORDER BY id"):
        digest.update(len(name).to_bytes(4, "big") + name + content)
    return digest.hexdigest()
