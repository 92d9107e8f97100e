"""Aligns an amount of the draft with the amounts of a stored sentence, by the words next to them.

If the words next to the amount are those of another amount of the stored sentence, the fact is
not what is stated.
"""

from functools import lru_cache

from xzfacts.check.subject_facts import PreparedFact
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.sentence import Reading, Stated
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.quantity.compare import comparable
from xzfacts.text.lazy_pattern import lazy_pattern

_FILLER = 4  # maximum of filler characters in front of an amount
_FORMER = "由从自"  # in front of a former amount
# In 持股比例由19.47%降至6.29% both are a 持股比例; without a former amount it is the latter.
_CHANGED_TO = lazy_pattern(
    "[由从自](?:原来的|此前的|原先的)?[约近超]?[0-9][0-9.]*[^0-9由从自]{0,4}?[一-鿿]{1,3}[至到为成]$"
)
_WORDS = 2  # minimum of additional equal characters for another amount
_COMPARED = 60  # maximum of characters compared on one side of an amount


def stands_at_another(reading: Reading, stated: Stated, known: PreparedFact) -> bool:
    """Whether another amount of the stored sentence than the value has the same words."""
    frame = known.frame
    if frame is None or known.quantity is None:
        return False
    words = _words(reading, stated, within_clause=False)
    own = best = 0
    for other, around in zip(amounts_of(known.row.quote), _words_in(known.row.quote), strict=True):
        if other.start < frame.end and frame.start < other.end:
            own = max(own, len(_shared(words, around)))
        elif comparable(other.quantity, known.quantity):
            best = max(best, len(_shared(words, around)))
    return best >= own + _WORDS


def shared_words(
    one: tuple[Reading, Stated], other: tuple[Reading, Stated], *, within_clause: bool = False
) -> str:
    """The equal characters in front of or behind two amounts, without filler.

    within_clause: behind them, only the rest of the clause counts.
    """
    return _shared(
        _words(*one, within_clause=within_clause), _words(*other, within_clause=within_clause)
    )


def _shared(one: tuple[str, str], other: tuple[str, str]) -> str:
    """The longer of what is equal in front of two amounts and behind them."""
    return max(_suffix(one[0], other[0]), _prefix(one[1], other[1]), key=len)


@lru_cache(maxsize=512)
def _words_in(quote: str) -> tuple[tuple[str, str], ...]:
    """The text in front of each amount of a stored sentence and behind it."""
    reading = quote_of(quote)
    return tuple(_words(reading, each, within_clause=False) for each in amounts_of(quote))


def _words(reading: Reading, stated: Stated, *, within_clause: bool) -> tuple[str, str]:
    """The text in front of an amount and behind it, without adjacent filler."""
    last = reading.clause(stated.end - 1)[1] if within_clause else len(reading.chars)
    before = reading.chars[max(0, stated.start - _COMPARED) : stated.start]
    behind = reading.chars[stated.end : min(last, stated.end + _COMPARED)]
    behind = behind[filler_end(behind) :]
    last = len(before)
    starts = [at for at in range(max(0, last - _FILLER), last) if filler_end(before, at) == last]
    first = min(starts, default=last)
    former = max(before.rfind(word, first) for word in _FORMER)
    if former >= 0:
        return before[: former + 1], behind
    changed = _CHANGED_TO.search(before)
    return before[: changed.start() if changed else first], behind


def _suffix(one: str, other: str) -> str:
    return _prefix(one[::-1], other[::-1])[::-1]


def _prefix(one: str, other: str) -> str:
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size]:
        size += 1
    return one[:size]
