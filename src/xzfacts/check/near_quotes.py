"""Sentences that differ from a stored one only in amounts: each is compared with the stored one.

If all other words are equal, it is certain what an amount measures, also without a subject.
"""

from collections.abc import Iterator
from itertools import islice, pairwise
from typing import NamedTuple

from xzfacts.check import explanations
from xzfacts.check.claim_verdicts import ClaimVerdict, ComparedFact, conflict, supported, unknown
from xzfacts.check.subject_facts import (
    PreparedFact,
    SubjectFactCache,
    conflicting_facts,
    newer_fact,
)
from xzfacts.index.lookup.catalog import FactRow
from xzfacts.index.lookup.quoted_facts import facts_quoted_with
from xzfacts.language.frame import is_time_of_others
from xzfacts.language.modality import withheld
from xzfacts.language.price_units import is_unit_of_price
from xzfacts.language.qualifiers import WHEN
from xzfacts.language.sentence import Reading, Stated, plain
from xzfacts.language.stored_quotes import amounts_of, plain_quote, quote_of, says_as, value_span
from xzfacts.model.facts import Status
from xzfacts.model.verdicts import Reason, Verdict
from xzfacts.quantity.compare import agree, completed, contradict, of_one_kind, same
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity
from xzfacts.quantity.rounding import in_wrong_currency, may_round, supports

_SHORTEST = 6  # minimum of equal characters besides the amounts
_LONE = 12  # … if the sentence does not name the subject
_COMPARED = 60  # stored sentences with the same words that are compared

Pair = tuple[Stated, Stated]  # in the draft, and in the store's sentence


def check_near_quote(
    reading: Reading,
    amounts: tuple[Stated, ...],
    rows: list[FactRow],
    fact_cache: SubjectFactCache,
    *,
    lone: bool,
) -> list[ClaimVerdict] | None:
    """The verdicts on the amounts of a sentence that else repeats one of `rows`; None if not.

    lone: whether the sentence does not name the subject of the stored one.
    """
    if not amounts:
        return None
    pieces = _pieces(reading.chars, amounts)
    if sum(map(len, pieces)) < (_LONE if lone else _SHORTEST):
        return None
    for row in islice(_with_words(rows, pieces), _COMPARED):
        quote = quote_of(row.quote)
        pairs = _aligned(pieces, amounts, quote, amounts_of(row.quote), whole=lone)
        if pairs:
            told = facts_quoted_with(fact_cache.catalog, row.id, row.quote)
            spans = [(mine.start, mine.end) for mine, _theirs in pairs]
            told = [row for row in told if any(says_as(reading, s, row.how) for s in spans)]
            printed = _printed(reading, [fact_cache.known(each) for each in told], pairs)
            if printed.facts:
                return _found(reading, pairs, printed, fact_cache)
    return None


def _with_words(rows: list[FactRow], pieces: list[str]) -> Iterator[FactRow]:
    """One fact of each stored sentence that has all these pieces of the draft."""
    words = sorted({*map(plain, pieces)}, key=len, reverse=True)
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.file, row.quote) not in seen:
            seen.add((row.file, row.quote))
            printed = plain_quote(row.quote)
            if all(map(printed.__contains__, words)):
                yield row


def _pieces(chars: str, amounts: tuple[Stated, ...]) -> list[str]:
    """The text before, between and behind the amounts."""
    ends = [0, *(end for each in amounts for end in (each.start, each.end)), len(chars)]
    return [chars[start:end] for start, end in list(pairwise(ends))[::2]]


def _aligned(
    pieces: list[str],
    amounts: tuple[Stated, ...],
    quote: Reading,
    others: tuple[Stated, ...],
    *,
    whole: bool,
) -> list[Pair]:
    """The amounts of draft and quote in pairs, if all words around them are equal.

    whole: whether the draft must contain the whole quote.
    """
    printed = _pieces(quote.chars, others)
    inner = pieces[1:-1]
    for first in range(len(others) - len(amounts) + 1):
        last = first + len(amounts)
        if printed[first + 1 : last] != inner:
            continue
        if not printed[first].endswith(pieces[0]) or not printed[last].startswith(pieces[-1]):
            continue
        start, stop = others[first].start - len(pieces[0]), others[last - 1].end + len(pieces[-1])
        if _goes_on(quote, stop):
            continue
        if withheld(quote.chars[:start], quote.chars[start:stop], quote.chars[stop:]):
            continue
        if whole and len(pieces[0]) + len(pieces[-1]) < len(printed[0]) + len(printed[-1]):
            continue
        pairs = list(zip(amounts, others[first:last], strict=True))
        if all(_alike(mine, theirs, amounts) for mine, theirs in pairs):
            return pairs
    return []


def _goes_on(quote: Reading, unit: int) -> bool:
    """Whether a word of the quote continues where the draft ends: 死亡失踪 of 死亡."""
    return 0 < unit < len(quote.chars) and quote.words[unit - 1] == quote.words[unit]


def _alike(mine: Stated, theirs: Stated, amounts: tuple[Stated, ...]) -> bool:
    """Whether two amounts are of one kind, and equal if they are units of prices."""
    if is_unit_of_price(mine, amounts) and not same(mine.quantity, theirs.quantity):
        return False
    return of_one_kind(completed(mine.quantity, theirs.quantity), theirs.quantity)


def _printed(reading: Reading, told: list[PreparedFact], pairs: list[Pair]) -> "_Printed":
    facts = [known for known in told if known.row.status == Status.CURRENT]
    past = [k for k in told if k.row.status != Status.CURRENT]
    gone = [_span(k) for k in past]
    amounts = tuple(mine for mine, _theirs in pairs)
    dates = [pair for pair in pairs if _tells_when(pair[0].quantity)]
    spans = [_span(k) for k in facts]
    other_time = any(
        contradict(mine.quantity, theirs.quantity)
        and (
            is_time_of_others(reading, mine, amounts)
            or not any(span and _meets(theirs, span) for span in spans)
        )
        for mine, theirs in dates
    )
    return _Printed(facts, [span for span in gone if span], bool(dates), other_time)


def _tells_when(quantity: Quantity) -> bool:
    return quantity.dimension == "date" or quantity.text in WHEN


class _Printed(NamedTuple):
    """A stored sentence from which the draft differs only in amounts.

    facts: the current facts taken from it.
    past: the spans of the values of its superseded facts.
    dated: whether the draft names a date.
    other_time: whether it names another date than the sentence does.
    """

    facts: list[PreparedFact]
    past: list[tuple[int, int]]
    dated: bool
    other_time: bool


def _found(
    reading: Reading, pairs: list[Pair], printed: _Printed, know: SubjectFactCache
) -> list[ClaimVerdict]:
    spans = [(_span(k), k) for k in printed.facts]
    amounts = tuple(mine for mine, _theirs in pairs)
    found = []
    for mine, theirs in pairs:
        if is_time_of_others(reading, mine, amounts):
            found.append(_of_time(mine, theirs, printed.facts))
            continue
        known = next((k for span, k in spans if span and _meets(theirs, span)), None)
        if known is None:
            if not any(_meets(theirs, span) for span in printed.past):
                found.append(
                    verdict_by_sentence(mine, theirs, printed.facts, other_time=printed.other_time)
                )
            continue
        others = know.subject(known.row.subject).facts
        now = None if printed.dated or known.when else newer_fact(known, others)
        value, fact = (now.quantity, now) if now and now.quantity else (theirs.quantity, known)
        found.append(verdict_by_fact(mine, value, fact, know, other_time=printed.other_time))
    return found


def _span(known: PreparedFact) -> tuple[int, int] | None:
    """The units of the value in the stored sentence."""
    return value_span(known.row.quote, known.value, known.quantity, known.name)


def _meets(theirs: Stated, span: tuple[int, int]) -> bool:
    return span[0] < theirs.end and theirs.start < span[1]


def _of_time(mine: Stated, theirs: Stated, facts: list[PreparedFact]) -> ClaimVerdict:
    """The verdict on a date that is the time of the rest of the sentence."""
    start, end = mine.raw_start, mine.raw_end
    if same(mine.quantity, theirs.quantity):
        return supported(start, end, ComparedFact(facts[0], 1.0, "context", "exact", True))
    return unknown(start, end, Reason.OTHER_PERIOD, facts)


def verdict_by_sentence(
    mine: Stated, theirs: Stated, facts: list[PreparedFact], *, other_time: bool
) -> ClaimVerdict:
    """The verdict on an amount by one of a stored sentence that is no fact.

    facts: those of the sentence. other_time: whether the draft names another date than it.
    """
    start, end = mine.raw_start, mine.raw_end
    if other_time:
        return unknown(start, end, Reason.OTHER_PERIOD, facts)
    first = facts[0]
    compared = ComparedFact(first, 1.0, "context", "exact", same(mine.quantity, theirs.quantity))
    if compared.exact:
        text = explanations.same_sentence(theirs.quantity.text)
        return ClaimVerdict(start, end, Verdict.SUPPORTED, (compared,), text)
    if not contradict(mine.quantity, theirs.quantity) or may_round(mine.quantity, theirs.quantity):
        return unknown(start, end, Reason.LESS_EXACT, facts)
    text = explanations.other_amount(mine.quantity, theirs.quantity, theirs.quantity.text)
    return ClaimVerdict(start, end, Verdict.REFUTED, (compared,), text)


def verdict_by_fact(
    mine: Stated,
    theirs: Quantity,
    known: PreparedFact,
    fact_cache: SubjectFactCache,
    *,
    other_time: bool,
) -> ClaimVerdict:
    """The verdict on an amount by the one of a stored sentence that is the value of a fact.

    theirs: the amount as the sentence has it. other_time: whether the draft names another date.
    """
    start, end = mine.raw_start, mine.raw_end
    stated, theirs = _without_superlative(completed(mine.quantity, theirs), theirs, known)
    compared = ComparedFact(known, 1.0, "context", "exact", same(stated, theirs))
    against = conflicting_facts(known, fact_cache.subject(known.row.subject).facts)
    if other_time:
        return unknown(start, end, Reason.OTHER_PERIOD, [known])
    if supports(theirs, stated):
        return (
            conflict(start, end, compared, against) if against else supported(start, end, compared)
        )
    if agree(stated, theirs) and not contradict(stated, theirs):
        reason = explanations.other_value(known.row.value)
        return unknown(start, end, Reason.LESS_EXACT, [known], reason)
    if may_round(stated, theirs):
        reason = explanations.rounded(known.row.value)
        return unknown(start, end, Reason.LESS_EXACT, [known], reason)
    if not (contradict(stated, theirs) or in_wrong_currency(stated, theirs)):
        return unknown(start, end, Reason.NOT_COMPARABLE, [known])
    if against:
        return conflict(start, end, compared, against)
    reason = explanations.other_amount(stated, theirs, known.row.value)
    return ClaimVerdict(start, end, Verdict.REFUTED, (compared,), reason)


def _without_superlative(
    stated: Quantity, theirs: Quantity, known: PreparedFact
) -> tuple[Quantity, Quantity]:
    """Both amounts without words that the value leaves out: 最高达10000元/月 for 10000元/月."""
    own = known.quantity
    if own is None or own.text == theirs.text:
        return stated, theirs
    before, value, behind = theirs.text.partition(own.text)
    inner = stated.text.removeprefix(before).removesuffix(behind)
    bare = parse_quantity(inner) if value and (before or behind) else None
    return (bare, own) if bare is not None else (stated, theirs)
