"""Opens a store and connects it with its index, the matcher, the checker and the extractor."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from xzfacts.errors import XzfactsError
from xzfacts.i18n import mark
from xzfacts.index.indexed_store import IndexedStore, NoSuchFactError
from xzfacts.store.locate import locate_store

if TYPE_CHECKING:
    import sqlite3

    from xzfacts.check.checker import DraftChecker, StoreChecker
    from xzfacts.extract.article.origin import Origin
    from xzfacts.extract.article.source_text import SourceDocument
    from xzfacts.extract.reconcile import ArticleProposals
    from xzfacts.index.cache.index_opener import Progress
    from xzfacts.match.explanation import Explanation
    from xzfacts.match.fact_grouping import View
    from xzfacts.model.facts import Answer, Fact, Result
    from xzfacts.model.findings import Finding
    from xzfacts.model.verdicts import CheckedSentence


class InvalidDateError(XzfactsError):
    """A date is not an ISO date as precise as known."""

    template = mark("Not a date: {text}. Dates are written 2024, 2024-05 or 2024-05-17.")
    text: str


class Facts(IndexedStore):
    """An open store, which answers queries, checks texts and extracts facts from articles."""

    _checker: "StoreChecker | None" = None  # of the last check

    def ask(
        self,
        query: str,
        *,
        limit: int = 10,
        as_of: str | None = None,
        drafts: bool = False,
        sentences: int | None = None,
    ) -> "Answer":
        """Return the facts that answer `query`, best first.

        limit: maximum number of results.
        as_of: use only what was published up to this ISO date.
        drafts: include unreviewed facts.
        sentences: maximum number of sentences that are searched for words that are no names; less
            is faster in a large store.
        Raises InvalidDateError.
        """
        from xzfacts.match.engine import answer

        view = _view(as_of, drafts=drafts)
        if sentences is not None:
            view = view._replace(sentences=sentences)
        return self._index.run(
            lambda db: answer(self._catalog_of(db, drafts=drafts), query, limit, view)
        )

    def explain(
        self, query: str, *, limit: int = 10, as_of: str | None = None, drafts: bool = False
    ) -> "tuple[Answer, Explanation]":
        """Return what `ask` returns, and how: readings, mentions, candidates and rejections."""
        from xzfacts.match.engine import explain

        view = _view(as_of, drafts=drafts)
        return self._index.run(
            lambda db: explain(self._catalog_of(db, drafts=drafts), query, limit, view)
        )

    def check(
        self, text: str | Iterable[str], before: Sequence[str] = ()
    ) -> "Iterator[CheckedSentence]":
        """Yield the sentences of a text that state something checkable, with their verdicts.

        text: plain text, whose hard-wrapped lines are joined; or its paragraphs, one at a time.
        before: preceding lines, read only for the subjects that they carry over.
        """
        from xzfacts.check.checker import DraftChecker

        if isinstance(text, str):
            yield from self._check_text(text)
            return
        draft = DraftChecker(before)
        for number, line in enumerate(text, 1):
            if line and not line.isspace():
                yield from self._index.run(partial(self._checked, draft, number, line))

    def _check_text(self, text: str) -> "Iterator[CheckedSentence]":
        from xzfacts.documents.plain import paragraphs
        from xzfacts.model.paragraphs import check_paragraphs

        for passage in check_paragraphs(paragraphs([text]), self.check):
            yield from passage.sentences

    def _checked(
        self, draft: "DraftChecker", number: int, line: str, db: "sqlite3.Connection"
    ) -> "list[CheckedSentence]":
        from xzfacts.check.checker import StoreChecker

        catalog = self._catalog_of(db)
        if self._checker is None or self._checker.catalog is not catalog:
            self._checker = StoreChecker(catalog)
        return draft.line(self._checker, number, line)

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

        if isinstance(article, str):
            article = load_document(article.encode("utf-8", "replace"), "-")
        articles = read_articles(
            article.text,
            article.name,
            article.sha256,
            whole=article.whole,
            credits_=article.credits,
        )
        articles = with_origin(articles, article.name, origin or Origin(), article.pages)
        ids, sha256 = tuple(each.source.id for each in articles), article.sha256

        def propose(db: "sqlite3.Connection") -> "tuple[ArticleProposals, ...]":
            scan = self._scan_of(db)
            sources = [each.source for each in scan.sources()]
            near = [one for one in sources if one.sha256 == sha256 or one.id.startswith(ids)]
            here = [one.id for one in near if one.sha256 == sha256]
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

    def beside(self, fact: "Fact") -> "Result":
        """Return the fact with those that agree with it, contradict it, or that it superseded."""
        from xzfacts.match.fact_grouping import NOW, FactGrouping

        def found(db: "sqlite3.Connection") -> "Result":
            catalog = self._catalog_of(db, drafts=True)
            rows = catalog.facts_called(fact.id)
            row = next((one for one in rows if catalog.fact(one).place == fact.place), None)
            if row is None:
                raise NoSuchFactError(fact.id)
            return FactGrouping(catalog, NOW).single(row)._replace(fact=fact)

        return self._index.run(found)


def _view(as_of: str | None, *, drafts: bool) -> "View":
    from xzfacts.match.fact_grouping import View

    if as_of is not None:
        from xzfacts.store.schema.tables import is_date

        if not is_date(as_of):
            raise InvalidDateError(as_of)
    return View(as_of, drafts)


def open_store(
    path: str | None = None, progress: "Progress | None" = None, *, rebuild: bool = False
) -> Facts:
    """Open the store in the folder `path`, or the one found from the working folder.

    progress: called while an index is built, with the number of steps done and in total.
    rebuild: rebuild the index even if it is up to date.
    Raises what `locate_store` raises.
    """
    return Facts(locate_store(path), progress, rebuild=rebuild)
