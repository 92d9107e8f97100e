"""Words of a question in whose place a sentence has another: 二期 for 一期, 男教师 for 女教师.

Both are then about neighbours, however much else is equal. Verbs are replaced by paraphrases, and
count only with the same words on both sides.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from xzfacts.index.lookup.catalog import FactRow
from xzfacts.language.qualifiers import filler_spans
from xzfacts.language.segmentation import Word, segment
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.match.question_request import Request
from xzfacts.text.normalize import compact

_PARAPHRASED = frozenset("vwadpcuqr")  # tags of words that paraphrases replace
_TIME = "t"
_LONGEST = 4  # characters of a word in the place of another
_MOST = 20  # words of the question, and places in the sentence, that are compared
_SIDE = 2  # characters beside it that have to be the same, if only on one side


def has_another_word(request: Request, row: FactRow) -> bool:
    """Whether the sentence of a fact has another word in the place of one of the question."""
    names = request.parsed.catalog.names_of(row.subject)
    known = "\0".join((quote_of(row.quote).chars, *map(compact, names)))
    return any(
        _is_replaced(request, start, end, row.quote)
        for start, end in islice(_unknown_runs(request, known), _MOST)
        if end - start <= _LONGEST and not _is_kind(request, start, end)
    )


def _unknown_runs(request: Request, known: str) -> Iterator[tuple[int, int]]:
    """The runs of characters of the question that a sentence and the names in it lack."""
    query = request.parsed.query
    for first, last in query.runs(request.content):
        at = first
        while at < last:
            end = at
            while end < last and query.chars[end] not in known:
                end += 1
            if end > at:
                yield at, end
            at = max(end, at + 1)


def _is_kind(request: Request, start: int, end: int) -> bool:
    """Whether the characters are of a word that says what kind of value is asked for: 金额."""
    words = request.parsed.frame(request.parsed.all).words
    return any(w.start < end and start < w.end and w.term.kinds for w in words)


def _is_replaced(request: Request, start: int, end: int, quote: str) -> bool:
    """Whether a sentence has another word where the question has the one at [start:end]."""
    chars, size = request.parsed.query.chars, end - start
    left, right = chars[max(start - _SIDE, 0) : start], chars[end : end + _SIDE]
    words = [each for each in _words(chars) if each.start < end and start < each.end]
    if any(each.tag == _TIME for each in words):
        return False  # compared as a time
    if left and right and _stands(quote, (left[-1:], right[:1]), size, chars):
        return True
    part = words[-1].end > end and words[-1].end - words[-1].start > 1  # 大 of 大象
    if part or any(each.tag in _PARAPHRASED for each in words):
        return False
    return len(right) == _SIDE and _stands(quote, ("", right), size, chars)


@lru_cache(maxsize=4)
def _words(chars: str) -> tuple[Word, ...]:
    return segment(chars)


def _stands(quote: str, sides: tuple[str, str], size: int, question: str) -> bool:
    """Whether wherever a sentence has these neighbours, another word is beside them.

    sides: the characters on the left and on the right, of which one may be empty.
    size: characters of the word.
    """
    reading, (left, right) = quote_of(quote), sides
    gap = f"(?={re.escape(left)}.{{{size}}}{re.escape(right)})"
    places = [each.start() + len(left) for each in islice(re.finditer(gap, reading.chars), _MOST)]
    if not places:
        return False
    return all(_is_other(quote, at, size, len(right), question) for at in places)


def _is_other(quote: str, first: int, size: int, right: int, question: str) -> bool:
    """Whether units of a sentence are a word without characters of the question.

    right: how many units behind them have to be of one phrase with them.
    """
    reading, last = quote_of(quote), first + size
    if reading.words[first] != reading.words[last + right - 1]:
        return False
    if any(
        each.start < last and first < each.end and each.quantity.dimension != "ordinal"
        for each in amounts_of(quote)
    ):
        return False
    word = reading.chars[first:last]
    return word.isalnum() and {*word}.isdisjoint(question) and not [*filler_spans(word)]
