"""Opens a store and connects it with its index, the matcher, the checker and the extractor."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from xzfacts.errors import XzfactsError
from xzfacts.i18n import gettext as _
from xzfacts.index.cache.open import Progress, discard, open_in_memory, open_index
from xzfacts.store.locate import locate_store

if TYPE_CHECKING:
    from xzfacts.check.checker import Checker
    from xzfacts.extract.article.source_text import SourceDocument
    from xzfacts.extract.reconcile import ArticleProposals
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


class IndexState(NamedTuple):
    """Location and size of an index.

    path: of the database file; None if the index is in memory only.
    size: bytes on disk.
    written: when the index was last written, in seconds since the epoch; None in memory.
    files: number of store files.
    facts: number of facts.
    """

    path: str | None
    size: int
    written: float | None
    files: int
    facts: int


class Facts:
    """An opened store; if its index is damaged, it is rebuilt and the operation repeated."""

    def __init__(
        self, root: str, progress: Progress | None = None, *, rebuild: bool = False
    ) -> None:
        self.root = root
        self._progress = progress
        self._open(rebuild=rebuild)

    def _open(self, *, rebuild: bool) -> None:
        self._opened = open_index(self.root, self._progress, rebuild=rebuild)
        self._catalog: Catalog | None = None

    def _reopen(self) -> None:
        discard(self._opened, self.root)
        self._open(rebuild=False)

    def _open_in_memory(self) -> None:
        self._opened = open_in_memory(self.root, self._progress)
        self._catalog = None

    @cached_property
    def findings(self) -> "tuple[Finding, ...]":
        """The faults found while reading the store."""

        def read() -> "tuple[Finding, ...]":
            db = self._opened.db
            stored: list[Finding] = []
            if db.execute(_ANY_FINDING).fetchone():
                from xzfacts.index.lookup.stored_findings import stored_findings

                stored = stored_findings(db, self.root)
            return (*self._opened.findings, *stored)

        return self._with_recovery(read)

    def ask(
        self, query: str, *, limit: int, as_of: str | None = None, drafts: bool = False
    ) -> "Answer":
        """Return the facts that answer `query`, best first.

        as_of: use only what was published up to this date.
        drafts: include unreviewed facts.
        """
        from xzfacts.match.engine import answer
        from xzfacts.match.fact_grouping import View

        view = View(as_of, drafts)
        return self._with_recovery(
            lambda: answer(self._catalog_view(drafts=drafts), query, limit, view)
        )

    def explain(
        self, query: str, *, limit: int = 10, as_of: str | None = None, drafts: bool = False
    ) -> "Explanation":
        """How `ask` comes to its answer: readings, mentions, candidates and rejections."""
        from xzfacts.match.engine import explain
        from xzfacts.match.fact_grouping import View

        view = View(as_of, drafts)
        return self._with_recovery(
            lambda: explain(self._catalog_view(drafts=drafts), query, limit, view)
        )

    def _catalog_view(self, *, drafts: bool = False) -> "Catalog":
        if self._catalog is None or self._catalog.drafts != drafts:
            from xzfacts.index.lookup.catalog import Catalog

            self._catalog = Catalog(self._opened.db, self._folder, drafts=drafts)
        return self._catalog

    def check(
        self, lines: Iterable[str], before: Sequence[str] = ()
    ) -> "Iterator[CheckedSentence]":
        """Yield the sentences of a draft that state something checkable, with their verdicts.

        lines: the lines of the draft, read one at a time.
        before: preceding lines, read only for the subjects that they carry over.
        """
        from functools import partial

        from xzfacts.check.checker import Checker

        checker = Checker(before)
        for number, line in enumerate(lines, 1):
            yield from self._with_recovery(partial(self._checked, checker, number, line))

    def _checked(self, checker: "Checker", number: int, line: str) -> "list[CheckedSentence]":
        return checker.line(self._catalog_view(), number, line)

    def extract(
        self, text: "SourceDocument", before: "Sequence[ArticleProposals]" = ()
    ) -> "tuple[ArticleProposals, ...]":
        """Return the articles of a text, each with the facts proposed from it.

        before: proposals from earlier texts that are not in the store yet.
        """
        from xzfacts.extract.article.article_builder import read_articles
        from xzfacts.extract.reconcile import propose_articles

        articles = read_articles(
            text.text, text.name, text.sha256, whole=text.whole, credits_=text.credits
        )
        ids = tuple(article.source.id for article in articles)

        def taken() -> "tuple[ArticleProposals, ...]":
            scan = self._scan()
            sources = [each.source for each in scan.sources()]
            near = [one for one in sources if one.sha256 == text.sha256 or one.id.startswith(ids)]
            here = [one.id for one in near if one.sha256 == text.sha256]
            held = [fact for sid in here for fact in scan.facts(None, None, sid)]
            return propose_articles(articles, self._catalog_view(drafts=True), near, held, before)

        return self._with_recovery(taken)

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
        return self._with_recovery(lambda: self._scan().attributes_of(subject))

    def canonical_name(self, text: str) -> str | None:
        """Return the canonical name of the subject called `text`; None if there is none."""
        from xzfacts.index.canonical import resolve_subject

        return self._with_recovery(lambda: resolve_subject(self._opened.db, text))

    def known_subject(self, text: str) -> "KnownSubject | None":
        """Return the subject called `text`; None if there is none."""
        from xzfacts.index.lookup.subject_info import known_subject

        return self._with_recovery(lambda: known_subject(self._opened.db, text))

    def source(self, sid: str) -> "Source | None":
        """Return the source with this id; None if there is none."""
        return self._with_recovery(lambda: self._scan().source(sid))

    def fact(self, fact_id: str) -> "Fact":
        """Return the fact with this id. Raises NoSuchFactError."""
        found = self._with_recovery(lambda: self._scan().fact(fact_id))
        if found is None:
            raise NoSuchFactError(fact_id)
        return found

    def beside(self, fact: "Fact") -> "Result":
        """Return the fact with those that agree with it, contradict it, or that it superseded."""
        from xzfacts.match.fact_grouping import NOW, FactGrouping

        def found() -> "Result":
            catalog = self._catalog_view(drafts=True)
            row = catalog.fact_called(fact.id)
            if row is None:
                raise NoSuchFactError(fact.id)
            return FactGrouping(catalog, NOW).single(row)._replace(fact=fact)

        return self._with_recovery(found)

    def neighbours(self, fact: "Fact") -> "tuple[Fact, ...]":
        """Return the other facts of the same sentence, then those of nearby sentences."""
        return self._with_recovery(lambda: self._scan().neighbours(fact))

    def index_state(self) -> IndexState:
        """Return where the index is and how much it holds."""
        files, facts = self._with_recovery(lambda: self._scan().counts())
        path = self._opened.path
        if path is None:
            return IndexState(None, 0, None, files, facts)
        seen = os.stat(path)
        return IndexState(path, seen.st_size, seen.st_mtime, files, facts)

    @property
    def _folder(self) -> str:
        return os.path.basename(self.root)

    def _scan(self) -> "OrderedScan":
        from xzfacts.index.lookup.ordered_scan import OrderedScan

        return OrderedScan(self._opened.db, self._folder)

    def _with_recovery(self, work: Callable[[], _T]) -> _T:
        """Run `work`; if the index is damaged, retry with a rebuilt one, then one in memory."""
        for recover in (self._reopen, self._open_in_memory):
            try:
                found = work()
            except sqlite3.DatabaseError:
                pass
            except Exception:
                if self._opened.is_intact():
                    raise
            else:
                if self._opened.is_intact():
                    return found
            recover()
        return work()

    def _stream(self, rows: "Callable[[OrderedScan], Iterator[_T]]") -> Iterator[_T]:
        """Yield rows; if the index is damaged, rebuild it and continue after the last row."""
        given = 0
        for recover in (self._reopen, self._open_in_memory, None):
            try:
                for row in islice(rows(self._scan()), given, None):
                    given += 1
                    yield row
            except sqlite3.DatabaseError:
                if recover is None:
                    raise
                recover()
            else:
                return


_ANY_FINDING = "SELECT 1 WHERE EXISTS (SELECT 1 FROM finding) OR EXISTS (SELECT 1 FROM clash)"
_ANY_FINDING += " OR (SELECT path FROM file ORDER BY id LIMIT 1) IS NOT CAST('store.toml' AS BLOB)"


def open_store(
    named: str | None = None, progress: Progress | None = None, *, rebuild: bool = False
) -> Facts:
    """Open the named store, or the one found from here. Raises what `locate_store` raises.

    progress: called while an index is built, with the number of steps done and in total.
    rebuild: rebuild the index even if it is up to date.
    """
    return Facts(locate_store(named), progress, rebuild=rebuild)
