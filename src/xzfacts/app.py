"""Opens a store and connects it with its index, the matcher, the checker and the extractor."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Self, TypeVar

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.index.cache.session import IndexSession, IndexState
from xzfacts.store.locate import locate_store

if TYPE_CHECKING:
    import sqlite3

    from xzfacts.check.checker import Checker
    from xzfacts.extract.article.origin import Origin
    from xzfacts.extract.article.source_text import SourceDocument
    from xzfacts.extract.reconcile import ArticleProposals
    from xzfacts.index.cache.open import Progress
    from xzfacts.index.lookup.catalog import Catalog
    from xzfacts.index.lookup.ordered_scan import (
        AttributeSummary,
        OrderedScan,
        SourceSummary,
        SubjectSummary,
    )
    from xzfacts.index.lookup.subject_info import KnownSubject
    from xzfacts.match.explanation import Explanation
    from xzfacts.model.facts import Answer, Fact, Result, Source
    from xzfacts.model.findings import Finding
    from xzfacts.model.verdicts import CheckedSentence

_T = TypeVar("_T")


class NoSuchFactError(XzfactsError):
    """The store has no fact with this id."""

    exit_status = 1

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact

    def message(self) -> str:
        """Return the text of the error."""
        return _("No fact has the id {id}.").format(id=self.fact)


class InvalidDateError(XzfactsError):
    """A date is not an ISO date as precise as known."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text

    def message(self) -> str:
        """Return the text of the error."""
        return _("Not a date: {text}. Dates are written 2024, 2024-05 or 2024-05-17.").format(
            text=self.text
        )


class Facts:
    """An open store, for one thread; a context manager that closes it.

    root: absolute path of the store's folder.
    """

    def __init__(
        self, root: str, progress: "Progress | None" = None, *, rebuild: bool = False
    ) -> None:
        self.root = root
        self._index = IndexSession(root, progress, rebuild=rebuild)
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

    def ask(
        self, query: str, *, limit: int = 10, as_of: str | None = None, drafts: bool = False
    ) -> "Answer":
        """Return the facts that answer `query`, best first.

        limit: maximum number of results.
        as_of: use only what was published up to this ISO date.
        drafts: include unreviewed facts.
        Raises InvalidDateError.
        """
        from xzfacts.match.engine import answer
        from xzfacts.match.fact_grouping import View

        if as_of is not None:
            from xzfacts.store.schema.tables import is_date

            if not is_date(as_of):
                raise InvalidDateError(as_of)
        view = View(as_of, drafts)
        return self._index.run(
            lambda db: answer(self._catalog_of(db, drafts=drafts), query, limit, view)
        )

    def explain(
        self, query: str, *, limit: int = 10, as_of: str | None = None, drafts: bool = False
    ) -> "Explanation":
        """How `ask` comes to its answer: readings, mentions, candidates and rejections."""
        from xzfacts.match.engine import explain
        from xzfacts.match.fact_grouping import View

        view = View(as_of, drafts)
        return self._index.run(
            lambda db: explain(self._catalog_of(db, drafts=drafts), query, limit, view)
        )

    def check(
        self, draft: str | Iterable[str], before: Sequence[str] = ()
    ) -> "Iterator[CheckedSentence]":
        """Yield the sentences of a draft that state something checkable, with their verdicts.

        draft: its text, or its lines, which are read one at a time.
        before: preceding lines, read only for the subjects that they carry over.
        """
        from xzfacts.check.checker import Checker

        checker = Checker(before)
        lines = draft.splitlines() if isinstance(draft, str) else draft
        for number, line in enumerate(lines, 1):
            yield from self._index.run(partial(self._checked, checker, number, line))

    def _checked(
        self, checker: "Checker", number: int, line: str, db: "sqlite3.Connection"
    ) -> "list[CheckedSentence]":
        return checker.line(self._catalog_of(db), number, line)

    def extract(
        self,
        article: "str | SourceDocument",
        before: "Sequence[ArticleProposals]" = (),
        origin: "Origin | None" = None,
    ) -> "tuple[ArticleProposals, ...]":
        """Return the articles of a text, each with the facts proposed from it.

        article: plain text, or a document read by `load_document`.
        before: proposals from earlier texts that are not in the store yet.
        origin: what the user states of the source.
        Raises SeveralArticlesError.
        """
        from xzfacts.extract.article.article_builder import read_articles
        from xzfacts.extract.article.origin import Origin, with_origin
        from xzfacts.extract.article.source_text import load_document
        from xzfacts.extract.reconcile import propose_articles

        text = load_document(article.encode(), "-") if isinstance(article, str) else article
        articles = read_articles(
            text.text, text.name, text.sha256, whole=text.whole, credits_=text.credits
        )
        articles = with_origin(articles, text.name, origin or Origin(), text.pages)
        ids = tuple(each.source.id for each in articles)

        def propose(db: "sqlite3.Connection") -> "tuple[ArticleProposals, ...]":
            scan = self._scan_of(db)
            sources = [each.source for each in scan.sources()]
            near = [one for one in sources if one.sha256 == text.sha256 or one.id.startswith(ids)]
            here = [one.id for one in near if one.sha256 == text.sha256]
            held = [fact for sid in here for fact in scan.facts(None, None, sid)]
            catalog = self._catalog_of(db, drafts=True)
            return propose_articles(articles, catalog, near, held, before)

        return self._index.run(propose)

    def verify(self, *, strict: bool = False) -> "tuple[Finding, ...]":
        """Return the faults of the store, its quotes compared with the archived texts.

        strict: also report names that look like typos. Reads the files, not the index.
        """
        from xzfacts.verify import verify_store

        return verify_store(self.root, strict=strict)[1]

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
        return self._stream(lambda scan: scan.names_from(start))

    def attributes_of(self, subject: str) -> list[str]:
        """Return the attributes recorded for a subject; empty if no subject has this name."""
        return self._scan(lambda scan: scan.attributes_of(subject))

    def canonical_name(self, text: str) -> str | None:
        """Return the canonical name of the subject called `text`; None if there is none."""
        from xzfacts.index.canonical import resolve_subject

        return self._index.run(lambda db: resolve_subject(db, text))

    def known_subject(self, text: str) -> "KnownSubject | None":
        """Return the subject called `text`; None if there is none."""
        from xzfacts.index.lookup.subject_info import known_subject

        return self._index.run(lambda db: known_subject(db, text))

    def source(self, sid: str) -> "Source | None":
        """Return the source with this id; None if there is none."""
        return self._scan(lambda scan: scan.source(sid))

    def fact(self, fact_id: str) -> "Fact":
        """Return the fact with this id. Raises NoSuchFactError."""
        found = self._scan(lambda scan: scan.fact(fact_id))
        if found is None:
            raise NoSuchFactError(fact_id)
        return found

    def facts_with_exact_id(self, fact_id: str) -> "list[Fact]":
        """Return the facts with this id; more than one is a fault of the store."""
        return self._scan(lambda scan: [*scan.facts_with_id(fact_id)])

    def facts_with_id(self, prefix: str) -> "list[Fact]":
        """Return the facts with this id; if there are none, those whose id begins with it."""
        return self._scan(
            lambda scan: [*scan.facts_with_id(prefix)] or [*scan.facts_with_id_prefix(prefix)]
        )

    def short_ids(self, fact_ids: Iterable[str]) -> dict[str, str]:
        """Return the shortest unique beginning of each id, as `facts_with_id` takes it."""
        return self._scan(lambda scan: {each: scan.short_id(each) for each in fact_ids})

    def facts_in_file(self, path: str) -> "Iterator[Fact]":
        """Yield the facts in a store file. path: from the store's folder, with slashes."""
        return self._stream(lambda scan: scan.facts_in_file(path))

    def beside(self, fact: "Fact") -> "Result":
        """Return the fact with those that agree with it, contradict it, or that it superseded."""
        from xzfacts.match.fact_grouping import NOW, FactGrouping

        def found(db: "sqlite3.Connection") -> "Result":
            catalog = self._catalog_of(db, drafts=True)
            row = catalog.fact_called(fact.id)
            if row is None:
                raise NoSuchFactError(fact.id)
            return FactGrouping(catalog, NOW).single(row)._replace(fact=fact)

        return self._index.run(found)

    def neighbours(self, fact: "Fact") -> "tuple[Fact, ...]":
        """Return the other facts of the same sentence, then those of nearby sentences."""
        return self._scan(lambda scan: scan.neighbours(fact))

    def index_state(self) -> IndexState:
        """Return where the index is and how much it holds."""
        files, facts = self._scan(lambda scan: scan.counts())
        path = self._index.opened().path
        if path is None:
            return IndexState(None, 0, None, files, facts)
        seen = os.stat(path)
        return IndexState(path, seen.st_size, seen.st_mtime, files, facts)

    def _catalog_of(self, db: "sqlite3.Connection", *, drafts: bool = False) -> "Catalog":
        if self._catalog is None or self._catalog[0] is not db or self._catalog[1].drafts != drafts:
            from xzfacts.index.lookup.catalog import Catalog

            self._catalog = db, Catalog(db, os.path.basename(self.root), drafts=drafts)
        return self._catalog[1]

    def _scan_of(self, db: "sqlite3.Connection") -> "OrderedScan":
        from xzfacts.index.lookup.ordered_scan import OrderedScan

        return OrderedScan(db, os.path.basename(self.root))

    def _scan(self, read: "Callable[[OrderedScan], _T]") -> "_T":
        return self._index.run(lambda db: read(self._scan_of(db)))

    def _stream(self, rows: "Callable[[OrderedScan], Iterator[_T]]") -> "Iterator[_T]":
        return self._index.stream(lambda db: rows(self._scan_of(db)))


_ANY_FINDING = "SELECT 1 WHERE EXISTS (SELECT 1 FROM finding) OR EXISTS (SELECT 1 FROM clash)"
_ANY_FINDING += " OR (SELECT path FROM file ORDER BY id LIMIT 1) IS NOT CAST('store.toml' AS BLOB)"


def open_store(
    path: str | None = None, progress: "Progress | None" = None, *, rebuild: bool = False
) -> Facts:
    """Open the store in the folder `path`, or the one found from the working folder.

    progress: called while an index is built, with the number of steps done and in total.
    rebuild: rebuild the index even if it is up to date.
    Raises what `locate_store` raises.
    """
    return Facts(locate_store(path), progress, rebuild=rebuild)
