"""What would be taken in from a text: each proposal as the draft that it would become.

Beside it stands what the store has to say to it already.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from xzfacts.extract.article.article import Article
from xzfacts.extract.fact.proposal import Proposal
from xzfacts.extract.fact.proposer import propose
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Fact, Place, Sentence, Source, Status
from xzfacts.model.temporal import Relation, dated_value, relation
from xzfacts.quantity.compare import agree
from xzfacts.quantity.parser import parse_quantity
from xzfacts.store.ids import statement_id
from xzfacts.store.schema.faults import value_fault
from xzfacts.store.schema.table_schemas import MAX_TEXT
from xzfacts.store.schema.tables import is_name
from xzfacts.text.normalize import compact

_KEPT = 256  # subjects with an attribute whose facts are kept
_NAMESAKES = 100  # subjects of one name that are compared with a proposal
NEW, KNOWN, CONTRADICTS = "new", "known", "contradicts"
_FactsOf = Callable[[int, tuple[int, ...]], list[FactRow]]
_OTHERWISE = frozenset((Relation.CONFLICTING, Relation.NEWER, Relation.OLDER))


class ComparedProposal(NamedTuple):
    """A proposal as a draft. mark: new, known or contradicts.

    against: the fact of the store that says the same, or otherwise. held: whether the store has
    it from this very sentence, so that it is not written again.
    """

    proposal: Proposal
    fact: Fact
    mark: str = NEW
    against: Fact | None = None
    held: bool = False


class ArticleProposals(NamedTuple):
    """An article with what is proposed from it, and the subjects that it brings in."""

    article: Article
    marked: tuple[ComparedProposal, ...]
    subjects: tuple[Subject, ...]


def propose_articles(
    articles: Iterable[Article],
    catalog: Catalog,
    sources: Sequence[Source],
    held: Sequence[Fact],
    before: Iterable[ArticleProposals] = (),
) -> tuple[ArticleProposals, ...]:
    """What is proposed from the articles of one text, in order.

    catalog: of the store, drafts included. sources: those of the store whose ids begin as
    those of the articles do, and those with the hash of the text. held: the facts of the
    latter. before: what was taken from earlier texts and is not in the store yet.
    """
    taken: list[ArticleProposals] = []
    earlier = list(before)
    near = [*sources, *(each.article.source for each in earlier)]
    subjects = [subject for each in earlier for subject in each.subjects]
    used: set[str] = set()
    for article in articles:
        known = article._replace(source=_at_home(article, near, held, used))
        used.add(known.source.id)
        extracted = propose(known, catalog, subjects)
        named = tuple(one for one in extracted.subjects if all(map(is_name, _names(one))))
        subjects += named
        marked = _marked(known.source, extracted.proposals, catalog, held)
        taken.append(ArticleProposals(known, tuple(marked), named))
    return tuple(taken)


def _at_home(
    article: Article, sources: Sequence[Source], held: Sequence[Fact], used: Collection[str]
) -> Source:
    """The article's source as the store has it, or with an id that nobody has.

    used: ids that earlier articles of the text go by. Of several with one title each has its
    own, and is known by what the store holds from its lines.
    """
    source = article.source
    lines = {(quote.text, quote.line) for quote in article.quotes}
    quoted = {one.source.id for one in held if (one.sentence.quote, one.sentence.line) in lines}
    same = [one for one in sources if one.sha256 == source.sha256 and one.id not in used]
    alike = [one for one in same if source.title == one.title or source.id == one.id]
    if alike:
        return max(alike, key=lambda one: (one.id in quoted, one.id == source.id))
    ids = {one.id for one in sources}
    unique, number = source.id, 1
    while unique in ids or unique in used:
        number += 1
        unique = f"{source.id}-{number}"
    return source._replace(id=unique)


def _marked(
    source: Source, proposals: Iterable[Proposal], catalog: Catalog, held: Sequence[Fact]
) -> Iterator[ComparedProposal]:
    seen: set[str] = set()
    facts_of: _FactsOf = lru_cache(maxsize=_KEPT)(catalog.facts_of)
    for proposal in proposals:
        fact = _draft(source, proposal)
        if fact.id in seen or not _is_valid(fact):
            continue
        seen.add(fact.id)
        twin = next((one for one in held if _is_held(one, fact)), None)
        if twin is not None:
            yield ComparedProposal(proposal, fact, KNOWN, twin, held=True)
            continue
        yield ComparedProposal(proposal, fact, *_mark(fact, catalog, facts_of))


def _draft(source: Source, proposal: Proposal) -> Fact:
    quote = proposal.quote
    made = Fact(
        id="",
        subject=proposal.subject,
        attribute=proposal.attribute,
        value=proposal.value,
        quantity=parse_quantity(proposal.value),
        sentence=Sentence(quote.text, quote.line, page=quote.page),
        source=source,
        place=Place(""),
        as_of=proposal.as_of,
        mode=proposal.mode,
        said_by=proposal.said_by,
        status=Status.DRAFT,
        confidence=proposal.confidence,
    )
    return made._replace(id=statement_id(made))


def _names(subject: Subject) -> Iterator[str]:
    yield from (subject.name, *subject.aliases)
    yield from filter(None, (subject.kind, subject.part_of))


def _is_valid(fact: Fact) -> bool:
    """Whether the store accepts a draft: its value is a whole amount, and no text is too long."""
    return (
        value_fault(fact.value, fact.sentence.quote, ()) is None
        and len(fact.sentence.quote) <= MAX_TEXT
        and is_name(fact.subject)
        and is_name(fact.attribute)
    )


def _is_held(one: Fact, fact: Fact) -> bool:
    """Whether the store has the fact from the same sentence, maybe as a reviewer changed it."""
    return (
        one.source.id == fact.source.id
        and one.sentence.quote == fact.sentence.quote
        and one.value == fact.value
        and (one.subject == fact.subject or one.attribute == fact.attribute)
    )


def _mark(fact: Fact, catalog: Catalog, facts_of: _FactsOf) -> tuple[str, Fact | None]:
    """What the facts of the same subject and attribute say to it."""
    against: Fact | None = None
    names = catalog.names([compact(fact.subject)])
    named = dict.fromkeys(name.target for name in names if name.kind in {"name", "alias"})
    wanted = tuple(catalog.attributes_called(compact(fact.attribute)))
    for subject in islice(named, _NAMESAKES) if wanted else ():
        for row in facts_of(subject, wanted):
            if row.status not in {Status.CURRENT, Status.DRAFT}:
                continue
            if _agrees(row, fact):
                return KNOWN, catalog.fact(row)
            if against is None and _disagrees(other := catalog.fact(row), fact):
                against = other
    return (NEW, None) if against is None else (CONTRADICTS, against)


def _agrees(row: FactRow, fact: Fact) -> bool:
    amount = row.read_quantity()
    if amount is None or fact.quantity is None:
        return compact(row.value) == compact(fact.value)
    return row.as_of in {None, fact.as_of} and agree(amount, fact.quantity)


def _disagrees(other: Fact, fact: Fact) -> bool:
    """Whether they say different things of the same time, whichever source is the newer."""
    return (
        other.status is Status.CURRENT
        and other.as_of == fact.as_of
        and relation(dated_value(fact), dated_value(other)) in _OTHERWISE
    )
