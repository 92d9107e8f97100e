"""The facts of a subject, prepared for comparison with statements."""

from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import NamedTuple

from xzfacts.index.lookup.catalog import FACTS, AttributeEntry, Catalog, FactRow
from xzfacts.index.lookup.prefix_lookup import PrefixIndex
from xzfacts.language.change_direction import Change, change_before, change_in
from xzfacts.language.frame import Frame
from xzfacts.language.frame_comparison import Stored
from xzfacts.language.job_titles import POST
from xzfacts.language.stored_quotes import dates_in, frame_of, quote_of, strict_quote
from xzfacts.model.facts import NO_EVIDENCE, Mode, Status
from xzfacts.model.temporal import DatedValue, is_later
from xzfacts.quantity.compare import disjoint, per_hour
from xzfacts.quantity.model import Quantity
from xzfacts.text.normalize import compact

_SUBJECTS, _FACTS = 512, 4096  # cached
_CHAIN = 100  # maximum length of a chain of superseding facts


class PreparedFact(NamedTuple):
    """A fact prepared for comparison; its quote is analysed on first use.

    row: the fact in the index.
    attribute: its attribute.
    name: compact name of the attribute.
    value: its compact value.
    quantity: its amount; None if the value is words.
    statement: its value with the day for which it holds.
    """

    row: FactRow
    attribute: AttributeEntry
    name: str
    value: str
    quantity: Quantity | None
    statement: DatedValue

    @property
    def change(self) -> Change | None:
        """The word for growth or decline that belongs to the value."""
        return change_before(self.left) or change_in(self.name)

    def worded(self, word: str) -> "PreparedFact":
        """The fact with its words for growth or decline replaced by this one."""
        name, quote, names = self.name, self.row.quote, self.attribute.names
        for change in (change_before(self.left), change_in(self.name)):
            if change is not None and change.word != word:
                name, quote = name.replace(change.word, word), quote.replace(change.word, word)
                names = tuple((text.replace(change.word, word), codes) for text, codes in names)
        if (name, quote) == (self.name, self.row.quote):
            return self
        attribute = self.attribute._replace(names=names)
        return self._replace(row=self.row._replace(quote=quote), attribute=attribute, name=name)

    @property
    def quote(self) -> str:
        """The whole quote in compact characters."""
        return quote_of(self.row.quote).chars

    @property
    def frame(self) -> Frame | None:
        """The frame of the value in the quote; None if the value does not occur there."""
        return frame_of(self.row.quote, self.value, self.quantity, self.name)

    @property
    def stored(self) -> Stored:
        """The fact as an operand of the comparison of frames."""
        names = tuple(text for text, _ in self.attribute.names)
        quote = self.row.quote
        frame = self.frame
        row = self.row
        dates = (frame.time.dates if frame else ()) or dates_in(quote)
        return Stored(frame, self.value, self.name, names, row.how, row.as_of, quote, dates)

    @property
    def left(self) -> str:
        """The clause in front of the value."""
        return self.frame.measure.left if self.frame else ""

    @property
    def right(self) -> str:
        """The clause behind the value."""
        return self.frame.measure.right if self.frame else ""

    @property
    def near(self) -> str:
        """The text between the amounts on both sides of the value."""
        return self.frame.measure.near if self.frame else ""

    @property
    def when(self) -> str:
        """The last word such as 去年 in front of the value."""
        return self.frame.time.word if self.frame else ""


class SubjectFacts(NamedTuple):
    """A subject and its current facts.

    id: its number in the index.
    name: its name.
    names: all of its compact names.
    wholes: compact names of what it is part of, separated by NUL.
    facts: its current facts; no rumours, denials and conditions.
    measured: the facts with an amount as their value, and the amount.
    described: the other facts, without plans.
    quoted_rows: one fact of each quote.
    wording: the quotes in `strict` characters, separated by NUL.
    partial: whether it may have more facts than these.
    """

    id: int
    name: str
    names: tuple[str, ...]
    wholes: str
    facts: tuple[PreparedFact, ...]
    measured: tuple[tuple[PreparedFact, Quantity], ...]
    described: tuple[PreparedFact, ...]
    quoted_rows: tuple[FactRow, ...]
    wording: str
    partial: bool


class SubjectFactCache:
    """A cache of subjects and facts."""

    def __init__(self, catalog: Catalog, prefixes: PrefixIndex) -> None:
        self.catalog = catalog
        self.prefixes = prefixes
        self._concepts: dict[str, dict[int, str]] = {}
        self._own: dict[int, tuple[frozenset[int], str]] = {}
        self.subject = lru_cache(maxsize=_SUBJECTS)(self._subject)
        self.replaced = lru_cache(maxsize=_SUBJECTS)(self._replaced)
        self.known = lru_cache(maxsize=_FACTS)(self._known)

    def _subject(self, number: int) -> SubjectFacts:
        entry = self.catalog.subject(number)
        rows = self.catalog.facts_of(number)
        facts = [self.known(row) for row in rows if is_evidence(row)]
        facts.sort(key=lambda known: known.row.fid)  # independent of the order of files
        told = tuple(_first_of_each(known.row for known in facts))
        return SubjectFacts(
            number,
            entry.name,
            tuple(sorted(self.catalog.names_of(number))),
            "\0".join(map(compact, entry.wholes)),
            tuple(facts),
            tuple((known, known.quantity) for known in facts if known.quantity is not None),
            tuple(
                known
                for known in facts
                if known.quantity is None and known.row.how is not Mode.PLANNED
            ),
            told,
            "\0".join(strict_quote(row.quote) for row in told),
            len(rows) >= FACTS,
        )

    def valued(self, subject: SubjectFacts, values: Collection[str]) -> list[PreparedFact]:
        """The facts with one of these values, as written, of a subject that is read in part."""
        if not subject.partial:
            return []
        rows = self.catalog.facts_valued(subject.id, values)
        return [self.known(row) for row in rows if is_evidence(row)]

    def _replaced(self, number: int) -> frozenset[int]:
        """The ids of those facts of a subject of which it has a newer value."""
        facts = [known for known, _ in self.subject(number).measured if known.statement.day]
        facts.sort(key=lambda known: known.statement.day or "", reverse=True)
        of_attribute: dict[int, list[PreparedFact]] = {}
        for known in facts:
            of_attribute.setdefault(known.attribute.id, []).append(known)
        return frozenset(
            known.row.id
            for known in facts
            if any(
                is_later(other.statement.day, known.statement.day) and _excludes(known, other)
                for other in of_attribute[known.attribute.id]
            )
        )

    def _known(self, row: FactRow) -> PreparedFact:
        """A fact prepared for comparison."""
        attribute = self.catalog.attribute(row.attribute)
        name, quantity = compact(attribute.name), row.read_quantity()
        if quantity is not None and "时速" in name:
            quantity = per_hour(quantity)
        return PreparedFact(
            row,
            attribute,
            name,
            compact(row.value),
            quantity,
            row.statement(self.catalog.source(row.source)),
        )

    def successor(self, row: FactRow) -> PreparedFact | None:
        """The current fact at the end of the chain that superseded this one, if any."""
        for _step in range(_CHAIN):
            found = row.superseded_by and self.catalog.fact_called(row.superseded_by)
            if not found:
                return None
            if found.status == Status.CURRENT:
                return self.known(found)
            row = found
        return None

    def with_value(self, texts: set[str]) -> list[FactRow]:
        """The facts with one of these compact texts as value."""
        targets = [name.target for name in self.catalog.names(texts) if name.kind == "value"]
        return self.catalog.facts_by_id(targets)

    def office_holder(self, texts: set[str]) -> str | None:
        """The longest of the texts that is the holder of a post in the store."""
        values = [n for n in self.catalog.names(texts) if n.kind == "value"]
        for name in sorted(values, key=lambda each: (-len(each.text), each.text)):
            for row in self.catalog.facts_by_id([name.target]):
                attribute = compact(self.catalog.attribute(row.attribute).name)
                if any(post.end() == len(attribute) for post in POST.finditer(attribute)):
                    return name.text
        return None

    def concepts_in(self, name: str) -> dict[int, str]:
        """The concepts of the words in a compact name, each with its longest word."""
        if name not in self._concepts:
            words = [
                (len(term.text), term.target, term.text)
                for start in range(len(name))
                for term in self.prefixes.terms_at(name, start)
                if term.role == "concept" and len(term.text) > 1
            ]
            self._concepts[name] = {target: text for _size, target, text in sorted(words)}
        return self._concepts[name]

    def meaning(self, attribute: AttributeEntry) -> tuple[frozenset[int], str]:
        """The concepts of the longest word that ends the attribute's own name, and the word."""
        if attribute.id not in self._own:
            name = compact(attribute.name)
            own: frozenset[int] = frozenset()
            meant = ""
            for start in range(len(name)):
                own = frozenset(
                    term.target
                    for term in self.prefixes.terms_at(name, start)
                    if term.role == "concept" and len(term.text) == len(name) - start
                )
                if own:
                    meant = name[start:]
                    break
            self._own[attribute.id] = own, meant
        return self._own[attribute.id]


def is_evidence(row: FactRow) -> bool:
    """Whether a fact is current and no rumour, denial or condition."""
    return row.status == Status.CURRENT and row.how not in NO_EVIDENCE


def _first_of_each(rows: Iterable[FactRow]) -> Iterable[FactRow]:
    first: dict[tuple[str, str], FactRow] = {}
    for row in rows:
        first.setdefault((row.file, row.quote), row)
    return first.values()


def conflicting_facts(known: PreparedFact, facts: tuple[PreparedFact, ...]) -> list[PreparedFact]:
    """The facts of other sources of the same attribute and time that exclude this one.

    A source does not contradict itself: its values are of measures that the attribute does not
    tell apart.
    """
    day = known.statement.day
    return [
        other
        for other in _excluded(known, facts)
        if other.row.source != known.row.source
        and other.row.as_of == known.row.as_of
        and not is_later(other.statement.day, day)
        and not is_later(day, other.statement.day)
    ]


def newer_fact(known: PreparedFact, facts: tuple[PreparedFact, ...]) -> PreparedFact | None:
    """The newest fact with a later value of the same attribute, if any."""
    latest: PreparedFact | None = None
    day = known.statement.day
    later = tuple(other for other in facts if is_later(other.statement.day, day))
    for other in _excluded(known, later):
        if is_later(other.statement.day, (latest or known).statement.day):
            latest = other
    return latest


def _period(known: PreparedFact) -> str:
    """The last word such as 去年; that something has happened, as in 减持后, is no other time."""
    return "" if known.when.endswith("后") else known.when


def _excludes(known: PreparedFact, other: PreparedFact) -> bool:
    """Whether two facts of one attribute have amounts that exclude each other."""
    mine = known.quantity
    return (
        mine is not None
        and other.quantity is not None
        and other.attribute.id == known.attribute.id
        and disjoint(mine, other.quantity)
        and _period(other) == _period(known)
    )


def _excluded(known: PreparedFact, facts: tuple[PreparedFact, ...]) -> list[PreparedFact]:
    """The facts of the same attribute with an amount that excludes that of this one."""
    return [other for other in facts if _excludes(known, other)]
