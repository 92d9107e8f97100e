"""Items of a stored sentence that have an amount of one kind each, and which one a statement names.

直营店开业40家；加盟店开业65家: a statement about 加盟店 is none of 40家, whatever words both share.
"""

from collections.abc import Iterator
from functools import lru_cache

from xzfacts.check.alignment_statements import Statement
from xzfacts.check.alignment_words import (
    PARAPHRASED,
    all_places,
    comparable_figures,
    figures_of,
)
from xzfacts.language.parallel_lists import parallel_items, parallel_times
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import amounts_of, quote_of

_SHORTEST = 2  # characters of a word that tells one item from another
_ENDS = frozenset("；;")
_OF_THESE = "其中"


def is_of_another_item(statement: Statement, quote: str, amount: Stated, names: str) -> bool:
    """Whether a statement has a word that only an item with another amount of the kind has.

    quote: the stored sentence. amount: that of it which the statement is compared with. names:
    those of subjects, which one item has for all.
    """
    if _is_of_another_parallel_item(statement, quote, amount) or _begins_part(
        statement, quote, amount
    ):
        return True
    item, figures = _items(quote), figures_of(quote)
    if not item or not item[-1]:
        return False
    own = item[amount.start]
    rivals = {item[figures[n].start] for n in comparable_figures(statement, figures, amount)}
    if rivals <= {own}:
        return False
    places, chars = all_places(quote), quote_of(quote).chars
    for word in _telling(statement):
        there = {item[at] for at in places.get(word[:2], ()) if chars.startswith(word, at)}
        if there and own not in there and there <= rivals and word not in names:
            return True
    return False


def _begins_part(statement: Statement, quote: str, amount: Stated) -> bool:
    """Whether a statement begins with what a stored sentence names as a part behind an amount."""
    chars, parts = quote_of(quote).chars, quote_of(quote).chars.find(_OF_THESE, amount.end)
    first = next(_telling(statement), "")
    begins = bool(first) and first in statement.reading.chars[: statement.stated.start]
    return begins and 0 <= parts < chars.rfind(first) and first not in chars[:parts]


@lru_cache(maxsize=512)
def _items(quote: str) -> tuple[int, ...]:
    """The number of the item that each unit of a stored sentence is in; semicolons end items."""
    reading, number, found = quote_of(quote), 0, [0]
    for start, end in zip(reading.starts, reading.starts[1 : len(reading.chars)], strict=False):
        number += not _ENDS.isdisjoint(reading.text[start + 1 : end])
        found.append(number)
    return tuple(found[: len(reading.chars)])


def _telling(statement: Statement) -> Iterator[str]:
    """The nouns and dates of a statement, which tell what or when it is about."""
    chars = statement.reading.chars
    for word in statement.words:
        if word.tag not in PARAPHRASED and word.end - word.start >= _SHORTEST:
            yield chars[word.start : word.end]
    for each in statement.times:
        yield chars[each.start : each.end]


def _is_of_another_parallel_item(statement: Statement, quote: str, amount: Stated) -> bool:
    """Whether a statement names another item of the list in which an amount has its item."""
    reading = quote_of(quote)
    items = parallel_items(reading, figures_of(quote))
    items += parallel_times(reading, amounts_of(quote))
    names = {each.start: reading.chars[start:end] for start, end, each in items}
    own, said = names.pop(amount.start, None), statement.reading.chars
    return own is not None and own not in said and any(name in said for name in names.values())
