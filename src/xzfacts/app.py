"""The one place that wires store, index and matcher together."""

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
    from xzfacts.extract.article.source_text import Kept
    from xzfacts.extract.reconcile import Taken
    from xzfacts.index.lookup.catalog import Catalog
    from xzfacts.index.lookup.ordered_scan import (
        AttributeSummary,
        Holdings,
        SourceSummary,
        SubjectSummary,
    )
    from xzfacts.index.lookup.subject_info import KnownSubject
    from xzfacts.model.facts import Answer, Fact, Result, Source
    from xzfacts.model.findings import Finding
    from xzfacts.model.verdicts import CheckedSentence

_Found = TypeVar("_Found")


class NoSuchFactError(XzfactsError):
    """No fact of the store has the id."""

    exit_status = 1

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact

    def message(self) -> str:
        """The sentence for the terminal."""
        return _("No fact has the id {id}.").format(id=self.fact)


class IndexState(NamedTuple):
    """What there is to know of an index. path: None where it is in memory only.

    size: bytes on disk. written: when it was finished, as a time stamp.
    """

    path: str | None
    size: int
    written: float | None
    files: int
    facts: int


class Facts:
    """An opened store.

    Should the index turn out to be damaged on the way, it is built anew and asked again.
    """

    def __init__(
        self, root: str, progress: Progress | None = None, *, rebuild: bool = False
    ) -> None:
        self.root = root
        self._progress = progress
        self._use(rebuild=rebuild)

    def _use(self, *, rebuild: bool) -> None:
        self._opened = open_index(self.root, self._progress, rebuild=rebuild)
        self._catalog: Catalog | None = None

    def _use_another(self) -> None:
        discard(self._opened, self.root)
        self._use(rebuild=False)

    def _use_memory(self) -> None:
        self._opened = open_in_memory(self.root, self._progress)
        self._catalog = None

    @cached_property
    def findings(self) -> "tuple[Finding, ...]":
        """The faults met while reading the store."""

        def read() -> "tuple[Finding, ...]":
            db = self._opened.db
            stored: list[Finding] = []
            if db.execute(_ANY_FINDING).fetchone():
                from xzfacts.index.lookup.stored_findings import stored_findings

                stored = stored_findings(db, self.root)
            return (*self._opened.findings, *stored)

        return self._safely(read)

    def ask(
        self, query: str, *, limit: int, as_of: str | None = None, drafts: bool = False
    ) -> "Answer":
        """The facts that answer `query`, best first. Raises what `match.answer` raises.

        as_of: answer with what was said by this date. drafts: let drafts answer too.
        """
        from xzfacts.match.engine import answer
        from xzfacts.match.validity import View

        view = View(as_of, drafts)
        return self._safely(lambda: answer(self._asked(drafts=drafts), query, limit, view))

    def _asked(self, *, drafts: bool = False) -> "Catalog":
        if self._catalog is None or self._catalog.drafts != drafts:
            from xzfacts.index.lookup.catalog import Catalog

            self._catalog = Catalog(self._opened.db, self._folder, drafts=drafts)
        return self._catalog

    def check(
        self, lines: Iterable[str], before: Sequence[str] = ()
    ) -> "Iterator[CheckedSentence]":
        """The sentences of a draft that assert something checkable, with verdicts, as they come.

        lines: of the draft, one at a time. before: lines that stand before them, read only for
        what they are about.
        """
        from functools import partial

        from xzfacts.check.checker import Checker

        checker = Checker(before)
        for number, line in enumerate(lines, 1):
            yield from self._safely(partial(self._checked, checker, number, line))

    def _checked(self, checker: "Checker", number: int, line: str) -> "list[CheckedSentence]":
        return checker.line(self._asked(), number, line)

    def extract(self, text: "Kept", before: "Sequence[Taken]" = ()) -> "tuple[Taken, ...]":
        """The articles of a text, each with the facts that it proposes.

        before: what was taken from earlier texts and is not in the store yet.
        """
        from xzfacts.extract.article.article_builder import read_articles
        from xzfacts.extract.reconcile import take

        articles = read_articles(
            text.text, text.name, text.sha256, whole=text.whole, credits_=text.credits
        )
        ids = tuple(article.source.id for article in articles)

        def taken() -> "tuple[Taken, ...]":
            holdings = self._holdings()
            sources = [each.source for each in holdings.sources()]
            near = [one for one in sources if one.sha256 == text.sha256 or one.id.startswith(ids)]
            here = [one.id for one in near if one.sha256 == text.sha256]
            held = [fact for sid in here for fact in holdings.facts(None, None, sid)]
            return take(articles, self._asked(drafts=True), near, held, before)

        return self._safely(taken)

    def facts(
        self,
        *,
        subject: str | None = None,
        attribute: str | None = None,
        source: str | None = None,
        status: str | None = None,
    ) -> "Iterator[Fact]":
        """Facts in store order: of a subject or an attribute by any of its names, of a source."""
        return self._listed(lambda holdings: holdings.facts(subject, attribute, source, status))

    def drafts(self) -> "Iterator[Fact]":
        """Facts that nobody has reviewed yet, in store order."""
        return self.facts(status="draft")

    def subjects(self) -> "Iterator[SubjectSummary]":
        """Subjects in the order in which the store names them; aliases count for the subject."""
        return self._listed(lambda holdings: holdings.subjects())

    def attributes(self) -> "Iterator[AttributeSummary]":
        """Attributes in the order in which the store names them."""
        return self._listed(lambda holdings: holdings.attributes())

    def sources(self) -> "Iterator[SourceSummary]":
        """Sources in store order."""
        return self._listed(lambda holdings: holdings.sources())

    def names_from(self, start: str) -> Iterator[str]:
        """Names and aliases of subjects that begin with `start`."""
        return self._listed(lambda holdings: holdings.names_from(start))

    def attributes_of(self, subject: str) -> list[str]:
        """The attributes known of the subject with this name; none if it is no subject's."""
        return self._safely(lambda: self._holdings().attributes_of(subject))

    def named(self, text: str) -> str | None:
        """The subject that a text names, by the name the store has for it; None if none."""
        from xzfacts.index.canonical import named

        return self._safely(lambda: named(self._opened.db, text))

    def known_subject(self, text: str) -> "KnownSubject | None":
        """What is known of the subject that a text names; None if it names none."""
        from xzfacts.index.lookup.subject_info import known_subject

        return self._safely(lambda: known_subject(self._opened.db, text))

    def source(self, sid: str) -> "Source | None":
        """The source with the id; None if the store has none."""
        return self._safely(lambda: self._holdings().source(sid))

    def fact(self, number: str) -> "Fact":
        """The fact with the id. Raises NoSuchFactError."""
        found = self._safely(lambda: self._holdings().fact(number))
        if found is None:
            raise NoSuchFactError(number)
        return found

    def beside(self, fact: "Fact") -> "Result":
        """The fact with what says the same, what says otherwise, and what was said before."""
        from xzfacts.match.validity import NOW, Currency

        def found() -> "Result":
            catalog = self._asked(drafts=True)
            row = catalog.fact_called(fact.id)
            if row is None:
                raise NoSuchFactError(fact.id)
            return Currency(catalog, NOW).alone(row)._replace(fact=fact)

        return self._safely(found)

    def neighbours(self, fact: "Fact") -> "tuple[Fact, ...]":
        """The other facts of the same sentence, then those of sentences close by."""
        return self._safely(lambda: self._holdings().neighbours(fact))

    def index_state(self) -> IndexState:
        """Where the index is and what is in it."""
        files, facts = self._safely(lambda: self._holdings().counts())
        path = self._opened.path
        if path is None:
            return IndexState(None, 0, None, files, facts)
        seen = os.stat(path)
        return IndexState(path, seen.st_size, seen.st_mtime, files, facts)

    @property
    def _folder(self) -> str:
        return os.path.basename(self.root)

    def _holdings(self) -> "Holdings":
        from xzfacts.index.lookup.ordered_scan import Holdings

        return Holdings(self._opened.db, self._folder)

    def _safely(self, work: Callable[[], _Found]) -> _Found:
        """What `work` gives, if need be with an index built anew, at last one in memory."""
        for cure in (self._use_another, self._use_memory):
            try:
                found = work()
            except sqlite3.DatabaseError:
                pass
            except Exception:
                if self._opened.intact():
                    raise
            else:
                if self._opened.intact():
                    return found
            cure()
        return work()

    def _listed(self, rows: "Callable[[Holdings], Iterator[_Found]]") -> Iterator[_Found]:
        """Rows one by one. A new index gives the same ones: after a fault they go on from there."""
        given = 0
        for cure in (self._use_another, self._use_memory, None):
            try:
                for row in islice(rows(self._holdings()), given, None):
                    given += 1
                    yield row
            except sqlite3.DatabaseError:
                if cure is None:
                    raise
                cure()
            else:
                return


_ANY_FINDING = "SELECT 1 WHERE EXISTS (SELECT 1 FROM finding) OR EXISTS (SELECT 1 FROM clash)"
_ANY_FINDING += " OR (SELECT path FROM file ORDER BY id LIMIT 1) IS NOT CAST('store.toml' AS BLOB)"


def open_store(
    named: str | None = None, progress: Progress | None = None, *, rebuild: bool = False
) -> Facts:
    """Open the store that was named, or the one found from here. Raises what `locate_store` does.

    progress: called while an index is built, with the numbers of steps done and to be done.
    rebuild: build the index anew, whatever its state.
    """
    return Facts(locate_store(named), progress, rebuild=rebuild)
