"""From the sentences of an article to proposed facts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from xzfacts.extract.article.article import Article
from xzfacts.extract.entity.holders import Holder, Resolved, resolve
from xzfacts.extract.entity.name_spans import MOMENTS
from xzfacts.extract.entity.recognizer import Subjects
from xzfacts.extract.fact import measures, periods
from xzfacts.extract.fact.alignment import align
from xzfacts.extract.fact.attribute_candidates import is_contrasted
from xzfacts.extract.fact.attributes import Named, Sentence, name_amount, name_cell
from xzfacts.extract.fact.confidence import confidence
from xzfacts.extract.fact.event_times import event_at, of_date
from xzfacts.extract.fact.figure_context import Earlier, Spans, tag_words
from xzfacts.extract.fact.person_posts import posts
from xzfacts.extract.fact.price_ranges import price_ranges
from xzfacts.extract.fact.proposal import Extracted, Proposal, state
from xzfacts.extract.fact.ranks import name_rank
from xzfacts.extract.fact.ratios import last_of_ratio, name_ratio
from xzfacts.extract.fact.shares import Total, part_of, total_of
from xzfacts.extract.fact.statement_modes import (
    Attribution,
    attributions,
    left_out,
    mode_of,
    rumoured,
    said_by,
)
from xzfacts.extract.fact.table_rows import cell_noun, heads
from xzfacts.extract.fact.tallies import TALLY, attribute_of
from xzfacts.extract.fact.tokens import Line, scan
from xzfacts.extract.fact.uncounted import counts_nothing
from xzfacts.index.lookup.catalog import Catalog
from xzfacts.language.amounts import Amount
from xzfacts.model.declarations import Subject
from xzfacts.model.facts import Mode

_SILENT = frozenset(("byline",))
_SURE = 400  # hundredths of log-odds
_NOTHING = Earlier()
# A longer stretch without the end of a sentence is none; each figure is compared with all of it.
_MAX_SENTENCE = 1000


class _Article(NamedTuple):
    """What the figures of an article share.

    contrasted: whether it gives counts over time as well as those of now.
    """

    published: str | None
    contrasted: bool


def propose(article: Article, catalog: Catalog, before: Sequence[Subject] = ()) -> Extracted:
    """The facts that the sentences of an article seem to state, in the order of the text.

    before: subjects found in earlier articles of the same text. Every value is a slice of its
    quote. New subjects are declared with the names that the article uses for them.
    """
    lines = tuple(scan(quote) for quote in article.quotes if len(quote.text) <= _MAX_SENTENCE)
    subjects = Subjects(catalog, before)
    subjects.learn(lines)
    found: list[Proposal] = []
    said = "\n".join(line.chars for line in lines)
    of_article = _Article(article.source.published, is_contrasted(said))
    columns = heads(lines)
    rumours = rumoured(lines)
    speakers = attributions(lines)
    for number, resolved in enumerate(resolve(lines, subjects, article.source.title)):
        if resolved.line.quote.role not in _SILENT:
            own = (
                *_amounts(resolved, of_article, columns.get(number)),
                *posts(resolved),
                *price_ranges(resolved),
            )
            rumour = number in rumours
            found += _with_modes(resolved.line, own, speakers[number], rumour=rumour)
    proposals = tuple(dict.fromkeys(_told_apart(found)))
    used = {proposal.subject for proposal in proposals}
    return Extracted(proposals, subjects.declared(used))


def _told_apart(found: Sequence[Proposal]) -> Iterator[Proposal]:
    """The proposals, those of one attribute but other months of the year with these in its name."""
    months: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in found:
        months[each.subject, each.attribute].add(each.months)
    for each in found:
        several = len(months[each.subject, each.attribute]) > 1
        part = each.months if several and each.months not in each.attribute else ""
        yield each._replace(attribute=part + each.attribute, months="")


def _with_modes(
    line: Line, proposals: Iterable[Proposal], speakers: Sequence[Attribution], *, rumour: bool
) -> Iterator[Proposal]:
    """The proposals of a line by place, with their modality, without rumours and denials."""
    by_place = {line.raw(amount.start, amount.end)[0]: amount for amount in line.amounts}
    for proposal in sorted(proposals, key=lambda each: each.start):
        amount = by_place.get(proposal.start)
        if amount is None:
            if not rumour:
                yield proposal
        elif not left_out(line, amount, rumour=rumour):
            who = said_by(speakers, amount.start)
            mode = proposal.mode or mode_of(line, amount) or (Mode.REPORTED if who else None)
            yield proposal._replace(mode=mode, said_by=who)


def _amounts(
    resolved: Resolved, article: _Article, head: tuple[str, ...] | None
) -> Iterator[Proposal]:
    """The amounts of a line. head: those of the columns, where the line is a row of a table."""
    line = resolved.line
    earlier, skipped = _NOTHING, -1
    taken = _names(resolved)
    sentence: Sentence | None = None
    aligned = align(line, resolved.listed)
    total: Total | None = None
    for number, amount in enumerate(line.amounts):
        if (told := _by_pattern(resolved, amount)) is not None:
            yield from told
            continue
        if number <= skipped:
            continue
        skipped = last_of_ratio(line, number)
        if skipped > number or amount.quantity.dimension == "ratio":
            yield from name_ratio(resolved, number, skipped)
            continue
        if counts_nothing(line, amount):
            continue
        first = bool(resolved.mentions) and resolved.mentions[0].start == 0
        noun = "" if head is None else cell_noun(line, amount, head, named=first)
        listed = aligned.get(number)
        entity = listed.entity if listed is not None else None
        focus = Holder(entity, _SURE) if entity else resolved.at(amount.start)
        if noun:
            attribute = name_cell(amount, noun)
        else:
            if sentence is None:
                sentence = Sentence(line, tag_words(line, taken), taken, article.contrasted)
            names = (focus.entity.name, *focus.entity.aliases)
            attribute, earlier = name_amount(sentence, number, earlier, names)
        if attribute.name == measures.RESULT:
            focus = _performer(resolved, amount.start, focus)
        if line.chars.find("其中", 0, amount.start) < 0:
            total = total_of(amount, attribute.name)
        else:
            attribute = attribute._replace(name=part_of(amount, attribute.name, total))
        if listed is not None and listed.measure:
            attribute = Named(listed.measure, "listed", 0)
        sure = confidence(focus.logit, attribute.kind, attribute.logit)
        time = listed.when if listed is not None else None
        when = (
            periods.iso_of(time.quantity, article.published or "")
            if time
            else periods.as_of(line, amount, article.published)
        )
        named = focus.entity.name, attribute.name, "quantity"
        stated = state(line, (amount.start, amount.end), *named, sure, when)
        yield stated._replace(months=periods.part_of_year(line, amount))


def _performer(resolved: Resolved, position: int, focus: Holder) -> Holder:
    """The person named last before a result in its clause."""
    start, _end = resolved.line.clauses[resolved.line.clause_at(position)]
    named = (m.entity for m in resolved.listed if start <= m.start and m.end <= position)
    people = [entity for entity in named if entity.kind == "person"]
    return focus if focus.entity.kind == "person" or not people else Holder(people[-1], focus.logit)


def _by_pattern(resolved: Resolved, amount: Amount) -> Iterator[Proposal] | None:
    """The proposals of a date, a rank or a tally, none of an amount in a name; else None."""
    if any(m.start <= amount.start and amount.end <= m.end for m in resolved.mentions):
        return iter(())
    told = _TOLD.get(amount.quantity.dimension)
    return iter(told(resolved, amount)) if told else None


def _names(resolved: Resolved) -> Spans:
    """Where names are; a noun phrase that holds a figure may be the measure of another."""
    phrases = {(m.start, m.end) for m in resolved.mentions if m.entity.how == {"phrase"}}
    return tuple(span for span in resolved.taken() if span not in phrases)


def _date(resolved: Resolved, amount: Amount) -> Iterator[Proposal]:
    line = resolved.line
    attribute = of_date(line, amount)
    event = None if attribute else event_at(line, amount, resolved.listed)
    focus = resolved.at(amount.start)
    if event is not None:
        attribute = event.attribute
        if event.doer is not None:
            focus = Holder(event.doer.entity, focus.logit)
    if attribute:
        mode = Mode.PLANNED if event and event.planned else None
        yield state(
            line,
            (amount.start, amount.end),
            focus.entity.name,
            attribute,
            "date",
            confidence(focus.logit, "date"),
        )._replace(mode=mode)


def _ordinal(resolved: Resolved, amount: Amount) -> Iterator[Proposal]:
    """A rank, or when something happened in a game: 第55分钟."""
    timed = amount.quantity.unit in MOMENTS
    return _date(resolved, amount) if timed else name_rank(resolved, amount)


def _tally(resolved: Resolved, amount: Amount) -> Iterator[Proposal]:
    focus = resolved.at(amount.start)
    attribute = attribute_of(amount.quantity.text)
    yield state(
        resolved.line,
        (amount.start, amount.end),
        focus.entity.name,
        attribute,
        "text",
        confidence(focus.logit, "concept"),
    )


_TOLD = {"date": _date, "clock": _date, "ordinal": _ordinal, TALLY: _tally}
