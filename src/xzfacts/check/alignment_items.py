"""Items of a stored sentence that have an amount of one kind each, and which one a statement names.

直营店开业40家；加盟店开业65家: a statement about 加盟店 is none of 40家, whatever words both share.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate

from xzfacts.check.alignment_statements import Statement
from xzfacts.check.alignment_words import (
    PARAPHRASED,
    all_places,
    comparable_figures,
    figures_of,
)
from xzfacts.check.item_labels import has_other_label
from xzfacts.language.parallel_lists import parallel_changes, parallel_items, parallel_times
from xzfacts.language.qualifiers import filler_end
from xzfacts.language.query_units import units
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.quantity.compare import same
from xzfacts.text.lazy_pattern import lazy_pattern

_SHORTEST = 2  # characters of a word that tells one item from another
_ENDS = frozenset("；;")
_OUTDOES = lazy_pattern("[胜超败敌逊]|领先|落后|不及|赶上|[高低优强多少大小]于")
_OF_THESE = "其中"


def is_of_another_item(statement: Statement, quote: str, amount: Stated, names: str) -> bool:
    """Whether a statement has a word that only an item with another amount of the kind has.

    quote: the stored sentence. amount: that of it which the statement is compared with. names:
    those of subjects, which one item has for all, unless each begins with its own.
    """
    return (
        _is_of_another_parallel_item(statement, quote, amount)
        or _begins_part(statement, quote, amount)
        or is_of_who_begins(statement, quote, amount, names)
        or _is_of_another_date(statement, quote, amount, names)
        or has_other_label(statement.reading, statement.stated, quote, amount)
        or _has_word_of_another(statement, quote, amount, names)
    )


def _has_word_of_another(statement: Statement, quote: str, amount: Stated, names: str) -> bool:
    item, figures = _items(quote), figures_of(quote)
    rivals = [figures[n] for n in comparable_figures(statement, figures, amount)]
    if any(_begins_like(statement, quote, amount, each) for each in rivals):
        return True
    words = (word for word in _telling(statement) if word not in names)
    return _are_of_others(words, quote, item, item[amount.start], rivals)


def _are_of_others(
    words: Iterable[str], quote: str, item: tuple[int, ...], own: int, rivals: list[Stated]
) -> bool:
    """Whether items with other amounts have one of the words, and the own item has not."""
    others = {item[each.start] for each in rivals} - {own}
    places, chars = all_places(quote), quote_of(quote).chars
    for word in words if others else ():
        there = {item[at] for at in places.get(word[:2], ()) if chars.startswith(word, at)}
        if there and own not in there and there <= others:
            return True
    return False


def _is_of_another_date(statement: Statement, quote: str, amount: Stated, names: str) -> bool:
    """Whether a statement joins the date of one item of a list of dates with words of another.

    9月2日入院，9月9日手术: 9月9日 is not when somebody came.
    """
    item, dates = _dated_items(quote), [e for e in amounts_of(quote) if _is_date(e)]
    own, chars = item[amount.start], statement.reading.chars
    others = [each for each in dates if item[each.start] not in {0, own}]
    if not own:
        return False
    if _is_date(amount):
        rivals = [each for each in others if not _has_date(statement.times, each)]
        content = units(statement.content & statement.content >> 1)
        pairs = (chars[at : at + 2] for at in content if chars[at : at + 2] not in names)
        return _are_of_others(pairs, quote, item, own, rivals)
    mine = [each for each in dates if item[each.start] == own]
    told = statement.times
    return any(_has_date(others, e) for e in told) and not any(_has_date(mine, e) for e in told)


def _has_date(dates: Iterable[Stated], time: Stated) -> bool:
    return any(same(each.quantity, time.quantity) for each in dates)


def _is_date(amount: Stated) -> bool:
    return amount.quantity.dimension == "date"


@lru_cache(maxsize=512)
def _dated_items(quote: str) -> tuple[int, ...]:
    """The number of the item that each unit of a stored sentence is in, where dates begin items.

    All are 0 if a date does not begin its clause: what happened may then stand before it.
    """
    reading, dates = quote_of(quote), set[int]()
    none = (0,) * len(reading.chars)
    for each in filter(_is_date, amounts_of(quote)):
        first = reading.clause(each.start)[0]
        if dates and filler_end(reading.chars, first, each.start) != each.start:
            return none
        dates.add(each.start)
    return tuple(accumulate(at in dates for at in range(len(none)))) if dates else none


def _begins_like(statement: Statement, quote: str, amount: Stated, other: Stated) -> bool:
    """Whether a statement has the name that the item of another amount begins with.

    The item of the amount begins with its own, and both go on in the same way.
    """
    own, rival = (
        _front(quote, each, other if each is amount else amount) for each in (amount, other)
    )
    if min(len(own), len(rival)) <= _SHORTEST or own[-1] != rival[-1]:
        return False
    said, mine, theirs = statement.reading.chars, own[:_SHORTEST], rival[:_SHORTEST]
    return mine.isalpha() and theirs.isalpha() and mine not in said and theirs in said


def _front(quote: str, amount: Stated, other: Stated) -> str:
    """The words in front of an amount in its item, without filler; other: that of another item."""
    reading, item = quote_of(quote), _items(quote)
    first, end = reading.clause(amount.start)[0], amount.start
    if item[amount.start] != item[other.start]:
        first = item.index(item[amount.start])
    before = [each.end for each in figures_of(quote) if first < each.end <= amount.start]
    first = max([first, *before[-1:]])
    first += len(_OF_THESE) * reading.chars.startswith(_OF_THESE, first)
    return reading.chars[first:end]


def is_of_who_begins(statement: Statement, quote: str, amount: Stated, names: str) -> bool:
    """Whether a sentence begins with who it is about, and names that of a statement as another.

    甲公司略胜乙公司一筹，收入8亿元: those are not of 乙公司.
    """
    reading, said = quote_of(quote), statement.reading.chars
    chars, start = reading.chars, filler_end(reading.chars)
    own = [each for each in names.split("\0") if each and each in said]
    at = min((chars.find(each) for each in own if each in chars), default=0)
    if (
        at <= start
        or reading.clauses[at] != reading.clauses[start]
        or chars[start : start + 2] in said
    ):
        return False
    if reading.clauses[amount.start] == reading.clauses[start]:
        return False
    return _OUTDOES.search(chars, start, at) is not None


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
    items += parallel_changes(reading, figures_of(quote))
    items += parallel_times(reading, amounts_of(quote))
    names = {each.start: reading.chars[start:end] for start, end, each in items}
    own, said = names.pop(amount.start, None), statement.reading.chars
    return own is not None and own not in said and any(name in said for name in names.values())
