"""Where a statement and its article have the words of a question.

The weight of a word is divided among the places that have it or a part of it, from the value
outwards: a place gets the part that no place before it has. Words of the measure, names and all
others are counted apart; those that say when are left to `time_differences`.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from xzfacts.language.query_units import Query
from xzfacts.language.segmentation import words_of
from xzfacts.match.statement import Places, Statement
from xzfacts.text.lazy_pattern import lazy_pattern

KINDS = ("measure", "name", "other")
PLACES = (*Places._fields, "nowhere")
WORD_FEATURES = tuple(f"{kind}_{place}" for kind in KINDS for place in PLACES)
_ARTICLE = PLACES.index("article")
_LONGEST = 8  # characters of a word that are searched for …
_LONG = 4  # … and that count
_FEW = 0.3  # of a word of which a text has one character …
_SINGLE = 0.7  # … and of a word that is one
_NAMES = frozenset("ghox")  # tags of names
_TIME = lazy_pattern("(?=.*[0-9一二三四五六七八九十上下前去今])(?=.*(?:年|月|日|季度|期间))")


class QuestionWord(NamedTuple):
    """A word of a question. kind: index in KINDS. weight: of its characters."""

    text: str
    kind: int
    weight: float


def question_words(
    query: Query, content: int, named: int, measure: frozenset[int]
) -> Iterator[QuestionWord]:
    """The words of a question but those that say when; a name is one word.

    content, named, measure: units, see `Request`.
    """
    for start, end in query.runs(content & named):
        yield _word(query.chars[start:end], 1)
    for word in words_of(query.chars):
        units = [u for u in range(word.start, word.end) if (content & ~named) >> u & 1]
        if not units:
            continue
        text = query.chars[units[0] : units[-1] + 1]
        if 2 * len(measure.intersection(units)) >= len(units):
            yield _word(text, 0)
        elif word.tag[0] != "t" and not _TIME.match(text):
            yield _word(text, 1 if word.tag[0] in _NAMES else 2)


def _word(text: str, kind: int) -> QuestionWord:
    return QuestionWord(text[:_LONGEST], kind, min(len(text), _LONG) / 2)


def word_places(words: tuple[QuestionWord, ...], stated: Statement) -> tuple[float, ...]:
    """The weight of the words of each kind that each place has, in the order of WORD_FEATURES."""
    found = [0.0] * len(WORD_FEATURES)
    texts = stated.places
    for text, kind, weight in words:
        first, known = kind * len(PLACES), 0.0
        for at, place in enumerate(texts):
            share = (_share_of_article if at == _ARTICLE else _share)(text, place)
            if share > known:
                found[first + at] += weight * (share - known)
                known = share
                if known >= 1:
                    break
        found[first + len(texts)] += weight * (1 - known)
    return tuple(found)


def _share(word: str, text: str) -> float:
    """The share of a word that a text has in one piece."""
    size = len(word)
    if word in text:
        return 1.0 if size > 1 else _SINGLE
    for length in range(size - 1, 1, -1):
        if any(word[at : at + length] in text for at in range(size - length + 1)):
            return length / size
    return _FEW if size > 1 and any(char in text for char in word) else 0.0


@lru_cache(maxsize=64)
def _share_of_article(word: str, text: str) -> float:
    """The same of an article, which many facts share."""
    return _share(word, text)
