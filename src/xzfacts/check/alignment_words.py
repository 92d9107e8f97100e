"""The words of a statement and of stored sentences, and to which amount each of them belongs.

Paraphrases replace verbs; what is measured, and of whom, is in the other words. Those that other
sentences of the article have tell of something else, and so do those of another amount of the
sentence.
"""

from functools import lru_cache
from math import log
from typing import NamedTuple

from xzfacts.check import alignment_weights as weights
from xzfacts.check.alignment_statements import Statement, content_of
from xzfacts.check.stored_sentences import StoredSentence
from xzfacts.language.parallel_lists import parallel_items
from xzfacts.language.query_units import span_mask, units
from xzfacts.language.segmentation import Word, words_of
from xzfacts.language.sentence import Stated
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.quantity.compare import comparable, same
from xzfacts.quantity.model import CALENDAR

PARAPHRASED = frozenset("vdpcurq")  # tags of words that a paraphrase replaces, adds or leaves out
SHARED = -1  # the amount of words in a clause without amounts
_APART = 3  # characters from one of an abbreviation to the next


class SharedWords(NamedTuple):
    """How the words of a statement occur in a stored sentence.

    places: for each word that does, where.
    nouns: the information in the nouns of the statement, and in those among them that occur.
    elsewhere: the number of nouns that only other sentences of the article have.
    anchors: the number of nouns that no other sentence of the article has.
    """

    places: tuple[tuple[int, ...], ...]
    nouns: tuple[float, float]
    elsewhere: int
    anchors: int

    @property
    def coverage(self) -> float:
        """The share of the information in the nouns that the stored sentence has."""
        nouns, occurring = self.nouns
        return occurring / nouns if nouns else weights.NO_WORDS


def shared_words(statement: Statement, sentence: StoredSentence) -> SharedWords:
    """How the words of a statement occur in a stored sentence, its names and its title."""
    chars, article = statement.reading.chars, sentence.article
    left = unexplained(statement, sentence)
    near = sentence.context
    found, places, elsewhere, anchors = all_places(sentence.quote), [], 0, 0
    whole = occurring = 0.0
    for word in statement.words:
        missing = is_missing(statement, word, left)
        pairs = _pairs(chars, word.start, word.end)
        if not missing:
            there = found.get(pairs[0], ()) or found.get(chars[word.start : word.end], ())
            places.append(tuple(there))
        if word.tag in PARAPHRASED:
            continue
        known = min(article.pairs.get(pair, 0) for pair in pairs)
        information = log((article.sentences + 1) / max(known, 1))
        whole += information
        if not missing:
            occurring += information
            anchors += known == 1
        elif known and not all(pair in near for pair in pairs):
            elsewhere += 1
    told = tuple(each for each in places if each)
    return SharedWords(told, (whole, occurring), elsewhere, anchors)


def _pairs(chars: str, start: int, end: int) -> list[str]:
    """The pairs of characters of a word; that with the one in front, if it has only one."""
    start = max(start - (end - start == 1), 0)
    return [chars[at : at + 2] for at in range(start, max(end - 1, start + 1))]


def is_missing(statement: Statement, word: Word, left: int) -> bool:
    """Whether most of the content of a word is among the units that are `unexplained`."""
    content = statement.content & span_mask(word.start, word.end)
    return 2 * (content & left).bit_count() > content.bit_count()


def unexplained(statement: Statement, sentence: StoredSentence) -> int:
    """The units of content in no pair of characters that a stored sentence has."""
    quote, text = quote_of(sentence.quote).chars, sentence.text
    chars, left = statement.reading.chars, statement.content
    for at in range(len(chars) - 1):
        if left >> at & 3 and chars[at : at + 2] in text:
            left &= ~(3 << at)
    for unit in units(left & statement.measure):
        if chars[unit] in quote:
            left &= ~(1 << unit)
    for word in statement.words if left else ():
        mask = span_mask(word.start, word.end)
        if left & mask and _abbreviates(chars[word.start : word.end], quote):
            left &= ~mask
    return left


def _abbreviates(word: str, quote: str) -> bool:
    """Whether a quote has the characters of a word not far apart: 电商 for 电子商务."""
    at = quote.find(word[0]) if len(word) > 1 else -1
    while at >= 0:
        end = at
        for char in word[1:]:
            end = quote.find(char, end + 1, end + 1 + _APART)
            if end < 0:
                break
        else:
            return True
        at = quote.find(word[0], at + 1)
    return False


@lru_cache(maxsize=512)
def all_places(quote: str) -> dict[str, list[int]]:
    """Where each character and each pair of characters of a stored sentence occurs."""
    chars = quote_of(quote).chars
    found: dict[str, list[int]] = {}
    for at in range(len(chars)):
        found.setdefault(chars[at], []).append(at)
        if at + 1 < len(chars):
            found.setdefault(chars[at : at + 2], []).append(at)
    return found


@lru_cache(maxsize=512)
def figures_of(quote: str) -> tuple[Stated, ...]:
    """The amounts of a stored sentence but dates and times of day."""
    return tuple(e for e in amounts_of(quote) if e.quantity.dimension not in CALENDAR)


@lru_cache(maxsize=2048)
def equal_amounts(stated: Stated, quote: str) -> tuple[int, ...]:
    """Where a stored sentence has an amount that equals one of a draft."""
    equal = (each for each in amounts_of(quote) if same(stated.quantity, each.quantity))
    return tuple(each.start for each in equal)


@lru_cache(maxsize=512)
def owners(quote: str) -> tuple[int, ...]:
    """The number of the figure that each unit of a stored sentence belongs to; or `SHARED`.

    That is the next one in its clause; behind the last one it is that one. A unit of a price has
    no words of its own: 一斤 in 批发价一斤5元.
    """
    reading, figures = quote_of(quote), figures_of(quote)
    found = [SHARED] * len(reading.chars)
    free = 0
    for number, each in enumerate(figures):
        first, last = reading.clause(each.start)
        found[max(first, free) : last] = [number] * (last - max(first, free))
        if number + 1 == len(figures) or figures[number + 1].start > each.end:
            free = each.end
    for start, end, figure in parallel_items(reading, figures):
        found[start:end] = [figures.index(figure)] * (end - start)
    return tuple(found)


class Belonging(NamedTuple):
    """To which amounts the words belong that a statement and a stored sentence have or lack.

    own: the share of the shared words that belong to the amount, or to others that the statement
        has as well.
    of_others: the number of shared words that belong to comparable amounts only, which the
        statement does not have.
    left_out: the number of nouns of the amount that the statement lacks.
    others: the number of comparable amounts in the sentence.
    """

    own: float
    of_others: int
    left_out: int
    others: int


def belonging(
    statement: Statement, sentence: StoredSentence, amount: Stated, words: SharedWords
) -> Belonging:
    """To which amounts the words of a statement and of a stored amount belong."""
    owner, figures = owners(sentence.quote), figures_of(sentence.quote)
    number = next((n for n, each in enumerate(figures) if each.start == amount.start), None)
    others = {n for n, each in enumerate(figures) if n != number and _alike(each, amount)}
    told = _told(statement, figures)
    own, rivals = told | {number}, others - told
    mine = of_others = 0
    for places in words.places:
        belongs = {owner[at] for at in places}
        mine += not belongs.isdisjoint(own)
        of_others += belongs <= rivals
    share = mine / len(words.places) if words.places else weights.NO_SHARED_WORDS
    left_out = 0 if number is None else _nouns_left_out(statement, sentence, number)
    return Belonging(share, of_others, left_out, len(others))


def comparable_figures(
    statement: Statement, figures: tuple[Stated, ...], amount: Stated
) -> set[int]:
    """The numbers of the figures that count what an amount does, but those of the statement."""
    alike = {n for n, e in enumerate(figures) if e.start != amount.start and _alike(e, amount)}
    return alike - _told(statement, figures)


def _told(statement: Statement, figures: tuple[Stated, ...]) -> set[int]:
    """The numbers of the figures of a stored sentence that a statement has besides its own."""
    return {
        n
        for n, each in enumerate(figures)
        if any(same(e.quantity, each.quantity) for e in statement.figures)
    }


def _alike(one: Stated, other: Stated) -> bool:
    """Whether two figures count one kind of things, as 人 and 个 do not."""
    a, b = one.quantity, other.quantity
    return a.unit == b.unit and comparable(a, b)


def _nouns_left_out(statement: Statement, sentence: StoredSentence, number: int) -> int:
    """The number of nouns of a figure of a stored sentence that the statement lacks."""
    chars, said = quote_of(sentence.quote).chars, statement.reading.chars
    return sum(
        chars[word.start : word.start + 2][: word.end - word.start] not in said
        and chars[word.start : word.end] not in sentence.names
        for word in _nouns(sentence.quote).get(number, ())
    )


@lru_cache(maxsize=512)
def _nouns(quote: str) -> dict[int, list[Word]]:
    """The nouns of a stored sentence by the number of the figure that they belong to."""
    owner, chars = owners(quote), quote_of(quote).chars
    content, found = content_of(chars), dict[int, list[Word]]()
    for each in amounts_of(quote):
        content &= ~each.mask
    for word in words_of(chars):
        own = owner[word.start]
        if word.tag not in PARAPHRASED and content & span_mask(word.start, word.end):
            found.setdefault(own, []).append(word)
    return found
