"""Sentences that are the store's own but for amounts: each amount faces the one in its place.

Where all the other words are the same there is no doubt what an amount is of, whoever is
named or not. That is how a misprint or a slip of the pen comes about.
"""

from itertools import pairwise

from xzfacts.check.claim_verdicts import Borne, Found, conflict
from xzfacts.check.explanations import reason_against, reason_of_rounding
from xzfacts.check.subject_facts import (
    Knowledge,
    Known,
    amounts_of,
    overtaken,
    plain_quote,
    quote_of,
    rivals,
)
from xzfacts.i18n import gettext as _
from xzfacts.index.lookup.catalog import FactRow
from xzfacts.index.lookup.quoted_facts import facts_quoted_with
from xzfacts.language.sentence import Reading, Stated, plain
from xzfacts.model.facts import Status
from xzfacts.model.verdicts import Verdict
from xzfacts.quantity.compare import agree, disjoint, same
from xzfacts.quantity.model import Quantity
from xzfacts.quantity.parser import parse_quantity
from xzfacts.quantity.rounding import bears_out, may_round

_SHORTEST = 6  # characters besides the amounts that have to be the same
_LONE = 12  # … where the sentence names nobody of whom the store has it

Pair = tuple[Stated, Stated]  # in the draft, and in the store's sentence


def retold(
    reading: Reading,
    amounts: tuple[Stated, ...],
    rows: list[FactRow],
    knowledge: Knowledge,
    *,
    lone: bool,
) -> list[Found] | None:
    """The verdicts on amounts of a sentence that is one of `rows`' but for them; else None."""
    if not amounts:
        return None
    pieces = _pieces(reading.chars, amounts)
    if sum(map(len, pieces)) < (_LONE if lone else _SHORTEST):
        return None
    longest = plain(max(pieces, key=len))
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if (row.file, row.quote) in seen:
            continue
        seen.add((row.file, row.quote))
        if longest not in plain_quote(row.quote):
            continue
        quote = quote_of(row.quote)
        pairs = _aligned(pieces, amounts, quote, amounts_of(row.quote), whole=lone)
        if pairs:
            told = facts_quoted_with(knowledge.catalog, row.id, row.quote)
            return _found(pairs, quote, [knowledge.known(each) for each in told], knowledge)
    return None


def _pieces(chars: str, amounts: tuple[Stated, ...]) -> list[str]:
    """What stands before, between and behind the amounts."""
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
    """The amounts of the draft beside those of the quote, if the words around them are the same.

    whole: the draft may not be a stretch of the quote only.
    """
    printed = _pieces(quote.chars, others)
    inner = pieces[1:-1]
    for first in range(len(others) - len(amounts) + 1):
        last = first + len(amounts)
        if printed[first + 1 : last] != inner:
            continue
        if not printed[first].endswith(pieces[0]) or not printed[last].startswith(pieces[-1]):
            continue
        if whole and len(pieces[0]) + len(pieces[-1]) < len(printed[0]) + len(printed[-1]):
            continue
        return list(zip(amounts, others[first:last], strict=True))
    return []


def _found(
    pairs: list[Pair], quote: Reading, facts: list[Known], knowledge: Knowledge
) -> list[Found]:
    spans = [(quote.chars.find(k.value), k) for k in facts if k.row.status == Status.CURRENT]
    # A sentence of another year has other amounts, and belies none.
    other_time = any(
        mine.quantity.dimension == "date"
        and disjoint(mine.quantity, theirs.quantity)
        and not _at(theirs, spans)
        for mine, theirs in pairs
    )
    dated = any(mine.quantity.dimension == "date" for mine, _theirs in pairs)
    found = []
    for mine, theirs in pairs:
        for known in _at(theirs, spans)[:1]:
            others = knowledge.subject(known.row.subject).facts
            now = None if dated or known.when else overtaken(known, others)
            if now and now.quantity:
                one = _judged(mine, now.quantity, now, knowledge, other_time=other_time)
            else:
                one = _judged(mine, theirs.quantity, known, knowledge, other_time=other_time)
            if one is not None:
                found.append(one)
    return found


def _at(theirs: Stated, spans: list[tuple[int, Known]]) -> list[Known]:
    """The facts whose value stands where the amount does."""
    return [
        known
        for at, known in spans
        if known.quantity is not None
        and 0 <= at < theirs.end
        and theirs.start < at + len(known.value)
    ]


def _judged(
    mine: Stated, theirs: Quantity, known: Known, knowledge: Knowledge, *, other_time: bool
) -> Found | None:
    start, end = mine.raw_start, mine.raw_end
    stated = mine.quantity
    if known.quantity is not None and known.quantity.text != theirs.text:
        # 最高达10000元/月, of which 10000元/月 is the value.
        before, value, behind = theirs.text.partition(known.quantity.text)
        inner = stated.text.removeprefix(before).removesuffix(behind)
        bare = parse_quantity(inner) if value and (before or behind) else None
        if bare is not None:
            stated, theirs = bare, known.quantity
    borne = Borne(known, 1.0, "context", "exact", same(stated, theirs))
    against = rivals(known, knowledge.subject(known.row.subject).facts)
    if bears_out(theirs, stated):
        if against:
            return conflict(start, end, borne, against)
        if borne.exact:
            reason = _("The store says the same: {value}.").format(value=known.row.value)
        else:
            reason = _("The store says {value}, which agrees.").format(value=known.row.value)
        return Found(start, end, Verdict.SUPPORTED, (borne,), reason)
    if agree(stated, theirs):
        reason = _("The store says {value}.").format(value=known.row.value)
        return Found(start, end, Verdict.UNKNOWN, (), reason)
    if other_time or not disjoint(stated, theirs):
        return None
    if may_round(stated, theirs):
        return Found(start, end, Verdict.UNKNOWN, (), reason_of_rounding(known.row.value))
    if against:
        return conflict(start, end, borne, against)
    reason = reason_against(stated, theirs, known.row.value)
    return Found(start, end, Verdict.REFUTED, (borne,), reason)
