"""Facts with their sources, and the answers to queries.

All values have been validated by `xzfacts.store.schema.reader`. The records are named tuples
because every start of the program pays for their definition.
"""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Self

from xzfacts.quantity.model import Quantity


class Status(StrEnum):
    """The review status of a fact; by default only current facts answer queries.

    draft: proposed, not reviewed yet.
    superseded: replaced by a fact of a newer source.
    retracted: withdrawn, for the reason in `Fact.why`.
    """

    CURRENT = "current"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class Mode(StrEnum):
    """The modality of a statement.

    asserted: the source states it itself.
    reported: the source quotes somebody, `Fact.said_by`.
    planned: planned, expected or forecast.
    hypothetical: a condition, a question or a possibility.
    rumoured: hearsay that nobody confirms.
    denied: said to be false, by `Fact.said_by`.
    """

    ASSERTED = "asserted"
    REPORTED = "reported"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    RUMOURED = "rumoured"
    DENIED = "denied"


# Modes that give no evidence for the statement.
NO_EVIDENCE = frozenset({Mode.HYPOTHETICAL, Mode.RUMOURED, Mode.DENIED})


class Source(NamedTuple):
    """A published article. What is unknown is None, never guessed.

    id: unique in the store.
    title: headline.
    publication: newspaper, agency or site.
    authors: the byline.
    published: ISO date, as precise as known: 2024, 2024-05, 2024-05-17.
    url: address of the article.
    page: page number or name.
    section: section or column.
    sha256: hash of the source text as UTF-8.
    """

    id: str
    title: str
    publication: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    url: str | None = None
    page: str | None = None
    section: str | None = None
    sha256: str | None = None


class Sentence(NamedTuple):
    """A sentence of a source.

    quote: verbatim, misprints included.
    line: 1-based line of the source text at which it starts.
    note: remark for the reader.
    page: page number or name on which it starts, if the source has several.
    """

    quote: str
    line: int | None = None
    note: str | None = None
    page: str | None = None


class Place(NamedTuple):
    """A position in a store file.

    file: path from the store's parent folder.
    line: 1-based.
    key: key path, such as `sentences[3].facts[0].value`.
    """

    file: str
    line: int | None = None
    key: str | None = None

    def within(self, key: str) -> Self:
        """The position of a key in the table at this one."""
        return self._replace(key=f"{self.key}.{key}")


class Fact(NamedTuple):
    """A statement of a sentence: an attribute of a subject has a value.

    id: unique in the store; derived from the statement if not written in the file.
    subject: a name of the subject.
    attribute: a name of the attribute.
    value: verbatim part of the quote.
    quantity: the number or date in `value`, if any.
    sentence: the sentence that states it.
    source: the source of the sentence.
    place: where the fact is in the store.
    as_of: ISO date of the statement, as precise as known.
    note: remark for the reader.
    status: see `Status`.
    superseded_by: id of the replacing fact.
    confidence: of a draft: probability from 0 to 1.
    why: reason of the retraction.
    mode: its modality; None if not written: as the sentence says.
    said_by: who states, plans, expects or denies it, as named in the source.
    """

    id: str
    subject: str
    attribute: str
    value: str
    quantity: Quantity | None
    sentence: Sentence
    source: Source
    place: Place
    as_of: str | None = None
    note: str | None = None
    status: Status = Status.CURRENT
    superseded_by: str | None = None
    confidence: Decimal | None = None
    why: str | None = None
    mode: Mode | None = None
    said_by: str | None = None


class Match(NamedTuple):
    """How subject, attribute and value of a result were recognised in the query.

    subject: exact, alias, short, homophone, lookalike, typo, pinyin, initials, context,
        or None where the query names no subject.
    attribute: exact, synonym, related, homophone, pinyin, initials, question, or None.
    value: exact where the query names the value, differs where it claims another, else None.
    corrected: the name searched for instead of the misspelt one, if any.
    """

    subject: str | None = None
    attribute: str | None = None
    value: str | None = None
    corrected: str | None = None


class Result(NamedTuple):
    """A fact that answers a query.

    fact: the fact.
    score: in (0, 1].
    match: how it matched.
    words: words of the query that occur in the sentence.
    citations: facts with the same value from other sentences.
    conflicts: facts of other sources with a contradicting value at the same time.
    history: older facts that this one replaced, newest first.
    newer: the fact that replaced this one, if it was returned nevertheless.
    answers: `value`, or `subject` where the query asks who or which.
    kind: `fact`, or `sentence` where only the text of the sentence matches.
    why_near: None for an answer; otherwise related_attribute, sentence, other_value, other_period
        or not_affirmed (a rumour, a denial or a condition).
    """

    fact: Fact
    score: float
    match: Match
    words: tuple[str, ...] = ()
    citations: tuple[Fact, ...] = ()
    conflicts: tuple[Fact, ...] = ()
    history: tuple[Fact, ...] = ()
    newer: Fact | None = None
    answers: str = "value"
    kind: str = "fact"
    why_near: str | None = None

    @property
    def subject(self) -> str:
        """The subject of the fact."""
        return self.fact.subject

    @property
    def attribute(self) -> str | None:
        """The attribute of the fact; None where only the sentence matches."""
        return self.fact.attribute if self.kind == "fact" else None

    @property
    def value(self) -> str | None:
        """The value of the fact, verbatim; None where only the sentence matches."""
        return self.fact.value if self.kind == "fact" else None

    @property
    def sentence(self) -> str:
        """The verbatim sentence that states the fact."""
        return self.fact.sentence.quote

    @property
    def source(self) -> Source:
        """The source of the sentence."""
        return self.fact.source


class Suggestion(NamedTuple):
    """An alternative query, where nothing was found.

    kind: `subject` for a similar name, `attribute` for a known attribute of the subject.
    text: the suggested name.
    query: the query to type instead.
    """

    kind: str
    text: str
    query: str


class Answer(NamedTuple):
    """The answer to a query.

    query: as typed.
    results: best first.
    suggestions: only where there are no results.
    near: the closest facts and sentences where there are no results.
    """

    query: str
    results: tuple[Result, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    near: tuple[Result, ...] = ()
