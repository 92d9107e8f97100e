"""Words of a question in whose place a sentence has another: 二期 for 一期, 男教师 for 女教师.

Both are then about neighbours, however much else is equal. Verbs are replaced by paraphrases, and
count only with the same words on both sides.
"""

import re
from collections.abc import Iterator
from itertools import islice

from xzfacts.language.qualifiers import filler_spans
from xzfacts.language.segmentation import Word, words_of
from xzfacts.language.stored_quotes import amounts_of, quote_of
from xzfacts.match.question_request import Request
from xzfacts.match.spelling_substitution import is_slip
from xzfacts.match.statement import Statement

_PARAPHRASED = frozenset("vwadpcuqr")  # tags of words that paraphrases replace
_TIME = "t"
_LONGEST = 4  # characters of a word in the place of another
_MOST = 20  # words of the question, and places in the sentence, that are compared
_BESIDE = 2  # characters beside one that may be a slip
_NUMERALS = frozenset("0123456789一二三四五六七八九十")
_SIDE = 2  # characters beside it that have to be the same, if only on one side


def has_another_word(request: Request, stated: Statement) -> bool:
    """Whether the sentence of a fact has another word in the place of one of the question."""
    quote = stated.row.quote
    known = "\0".join((quote_of(quote).chars, *stated.names))
    return any(
        _is_replaced(request, start, end, quote)
        for start, end in islice(_unknown_runs(request, known), _MOST)
        if end - start <= _LONGEST and not _is_kind(request, start, end)
    )


def _unknown_runs(request: Request, known: str) -> Iterator[tuple[int, int]]:
    """The runs of characters of the question that a sentence and the names in it lack."""
    query = request.parsed.query
    for first, last in query.runs(request.content & ~request.named):
        at = first
        while at < last:
            end = at
            while end < last and query.chars[end] not in known:
                end += 1
            if end > at:
                yield at, end
            at = max(end, at + 1)


def _is_kind(request: Request, start: int, end: int) -> bool:
    """Whether the characters end a word that says what kind of value is asked for: 金额."""
    word = _around(request.parsed.query.chars, start)
    return any(
        each.term.kinds
        and each.end - each.start > 1
        and (start < each.end <= end or (each.start, each.end) == (word.start, word.end))
        for each in request.parsed.frame(request.parsed.all).words
    )


def _is_replaced(request: Request, start: int, end: int, quote: str) -> bool:
    """Whether a sentence has another word where the question has the one at [start:end]."""
    chars = request.parsed.query.chars
    words = [each for each in words_of(chars) if each.start < end and start < each.end]
    if any(each.tag == _TIME for each in words):
        return False  # compared as a time
    left, right = chars[max(start - 1, 0) : start], chars[end : end + _SIDE]
    if left and right and _stands(quote, (left, right[:1]), chars, (start, end)):
        return True
    if len(right) < _SIDE or any(each.tag in _PARAPHRASED for each in words):
        return False
    return _stands(quote, ("", right), chars, (start, end))


def _stands(quote: str, sides: tuple[str, str], question: str, span: tuple[int, int]) -> bool:
    """Whether wherever a sentence has these neighbours, another word is between them.

    sides: the characters on the left, which may be empty, and on the right. span: of the word.
    """
    left, right = sides
    gap = f"(?={re.escape(left)}.{{{span[1] - span[0]}}}{re.escape(right)})"
    found = islice(re.finditer(gap, quote_of(quote).chars), _MOST)
    places = [each.start() + len(left) for each in found]
    return bool(places) and all(
        _is_other(quote, at, question, span, sided=bool(left)) for at in places
    )


def _is_other(quote: str, first: int, question: str, span: tuple[int, int], *, sided: bool) -> bool:
    """Whether units of a sentence are the like part of another word than that of the question.

    sided: whether the words on both sides are the same; verbs are then no paraphrase either.
    """
    reading, last = quote_of(quote), first + span[1] - span[0]
    own, word = question[slice(*span)], reading.chars[first:last]
    if reading.words[first] != reading.words[last] or not {*word}.isdisjoint(question):
        return False
    if not _NUMERALS.isdisjoint(own):
        return _NUMERALS.issuperset(word)
    counted = (each for each in amounts_of(quote) if each.quantity.dimension != "ordinal")
    if any(each.start < last and first < each.end for each in counted):
        return False
    around = _around(reading.chars, first)
    if first - around.start != span[0] - _around(question, span[0]).start:
        return False  # 洲 of 亚洲 is no 大 of 大象
    if len(word) == 1 and _is_slip(reading.chars, first, own):
        return False
    within = [each for each in words_of(reading.chars) if each.start < last and first < each.end]
    if not sided and any(each.tag in _PARAPHRASED for each in within):
        return False
    text = word if around.end <= last else reading.chars[around.start : around.end]
    return word.isalnum() and (0, len(text)) not in filler_spans(text)


def _around(chars: str, unit: int) -> Word:
    """The word at a unit."""
    return next(each for each in words_of(chars) if each.start <= unit < each.end)


def _is_slip(chars: str, at: int, typed: str) -> bool:
    """Whether a character of a question is a slip for one of a sentence."""
    first = max(at - _BESIDE, 0)
    return is_slip(chars[first : at + 1 + _BESIDE], at - first, typed)
