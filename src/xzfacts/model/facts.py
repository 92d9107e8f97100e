"""What a fact is and what an answer is made of: all that a query needs.

Every value here has passed the door (`xzfacts.store.schema.reader`): the rest of the program
trusts it. Named tuples, as every start pays for each definition.
"""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from xzfacts.quantity.model import Quantity


class Status(StrEnum):
    """Whether a fact answers queries: only current ones do unless asked for.

    draft: proposed, not reviewed yet. superseded: a newer source says otherwise. retracted:
    taken back, and `why` says for what reason.
    """

    CURRENT = "current"
    DRAFT = "draft"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


class Source(NamedTuple):
    """Where sentences were printed. What is not known is None, never guessed."""

    id: str
    title: str
    publication: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None  # ISO date, as far as known: 2024, 2024-05, 2024-05-17
    url: str | None = None
    page: str | None = None
    section: str | None = None
    sha256: str | None = None  # of the source text, as UTF-8


class Sentence(NamedTuple):
    """A verbatim quote, misprints included, and the 1-based line it starts at in the text."""

    quote: str
    line: int | None = None
    note: str | None = None


class Place(NamedTuple):
    """A spot in a store file: path from the store's parent folder, 1-based line, key path."""

    file: str
    line: int | None = None
    key: str | None = None  # such as sentences[3].facts[0].value


class Fact(NamedTuple):
    """One statement of a sentence: an attribute of a subject has a value, verbatim."""

    id: str
    subject: str
    attribute: str
    value: str
    quantity: Quantity | None  # what `value` says as a number or a date, if it says one
    sentence: Sentence
    source: Source
    place: Place
    as_of: str | None = None  # ISO date, as far as known
    note: str | None = None
    status: Status = Status.CURRENT
    superseded_by: str | None = None
    confidence: Decimal | None = None  # of a draft: how sure its proposer was, 0 to 1
    why: str | None = None  # it was retracted


class Match(NamedTuple):
    """Why a result matched: how subject and attribute were recognised in the query.

    subject: exact, alias, short, homophone, lookalike, typo, pinyin, initials, context,
        or None where the query names no subject.
    attribute: exact, synonym, related, homophone, pinyin, initials, question, or None.
    value: exact where the query names the value, else None.
    corrected: the name that was searched for instead of what was typed, where it was corrected.
    """

    subject: str | None = None
    attribute: str | None = None
    value: str | None = None
    corrected: str | None = None


class Result(NamedTuple):
    """A fact that answers a query, with a score in (0, 1] and the words it was found by.

    citations: facts that say the same elsewhere. conflicts: facts of other sources that say
    otherwise of the same time. history: what this fact took the place of, the newest first.
    newer: the fact that says otherwise since then, where this one was asked for all the same.
    answers: what answers, the fact's `value`, or its `subject` where the query asks who or which.
    kind: `fact`, or `sentence` where only the text of the sentence answers.
    why_near: None for an answer; of what is close to none, related_attribute, sentence,
        other_value or other_period.
    """

    fact: Fact
    score: float
    match: Match
    words: tuple[str, ...] = ()  # words of the query, as they stand in the sentence
    citations: tuple[Fact, ...] = ()
    conflicts: tuple[Fact, ...] = ()
    history: tuple[Fact, ...] = ()
    newer: Fact | None = None
    answers: str = "value"
    kind: str = "fact"
    why_near: str | None = None


class Suggestion(NamedTuple):
    """What might have been meant, where nothing was found.

    kind: subject (a near name), attribute (something known about the subject).
    query: words to type instead.
    """

    kind: str
    text: str
    query: str


class Answer(NamedTuple):
    """What a query gets: results, best first; where there are none, suggestions and near results.

    near: facts and sentences that are no answer, but the closest ones in the store.
    """

    query: str
    results: tuple[Result, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    near: tuple[Result, ...] = ()
