"""Which words of a question the article of a fact has: in its sentence, around it, anywhere.

A word that the article has elsewhere tells against a sentence without it. One that it has nowhere
may be a paraphrase and does not count, but where a noun is nowhere the article hardly answers.
"""

from functools import lru_cache
from typing import NamedTuple

from xzfacts.language.query_units import Query, units
from xzfacts.language.segmentation import Word, words_of
from xzfacts.match import weights
from xzfacts.match.question_request import Request
from xzfacts.match.statement import Statement

_NOUNS = frozenset("nxjlib")  # first letters of the tags of words that name things
_NAMING = frozenset({"vn", "an"})  # further tags of such words
_MOST = 2  # absent nouns that count
_LEAST = 0.05  # share of known words by which is divided


class ArticleCoverage(NamedTuple):
    """Which words of a question an article has.

    known: the share of the words that it has somewhere.
    absent_nouns: nouns that it has nowhere, as a share of two.
    around: the share of the known words that the sentence or the text around it has.
    """

    known: float
    absent_nouns: float
    around: float


def article_coverage(request: Request, stated: Statement) -> ArticleCoverage:
    """Which words of a question the article of a fact has."""
    query, article = request.parsed.query, stated.article
    names = "\0".join(stated.names)
    known = _known(query, request.content, article, names)
    nouns = _absent_nouns(query, request.content & ~request.behind_name, article, names)
    own = f"{stated.quote}\0{names}\0{stated.attribute}"
    around = _around(query, request.content, own, stated.context)
    return ArticleCoverage(known, nouns, around / known)


def _around(query: Query, content: int, stated: str, around: str) -> float:
    """The share of the words that the sentence or the text around it has; the latter count less."""
    found = sum(
        query.weights[unit]
        * (1 if _in(query, unit, stated) else weights.ALIGNMENT_AROUND * _in(query, unit, around))
        for unit in units(content)
    )
    return found / (query.weight(content) or 1.0)


@lru_cache(maxsize=32)
def _known(query: Query, content: int, article: str, names: str) -> float:
    """The share of the words that an article or names have."""
    known = [u for u in units(content) if _in(query, u, article) or _in(query, u, names)]
    weight = sum(query.weights[unit] for unit in known)
    return max(weight / (query.weight(content) or 1.0), _LEAST)


@lru_cache(maxsize=32)
def _absent_nouns(query: Query, content: int, article: str, names: str) -> float:
    """The number of nouns that an article and names lack, as a share of two."""
    nouns = sum(
        (word.tag[0] in _NOUNS or word.tag in _NAMING)
        and all(content >> unit & 1 for unit in range(word.start, word.end))
        and not (_has(word, query.chars, article) or _has(word, query.chars, names))
        for word in words_of(query.chars)
    )
    return min(nouns, _MOST) / _MOST


def _has(word: Word, chars: str, text: str) -> bool:
    """Whether a text has a word, or two characters of a longer one."""
    name = chars[word.start : word.end]
    return name in text or any(name[i : i + 2] in text for i in range(len(name) - 1))


def _in(query: Query, unit: int, text: str) -> bool:
    """Whether a text has a character of a question with its left or right neighbour."""
    chars = query.chars
    pairs = (chars[unit : unit + 2], chars[max(unit - 1, 0) : unit + 1])
    return any(len(pair) > 1 and pair in text for pair in pairs)
