"""The share of the words of a question that the article of a fact has anywhere.

What it has nowhere may be a paraphrase, so that a sentence cannot be expected to have it.
"""

from functools import lru_cache

from xzfacts.language.query_units import Query, units
from xzfacts.match.question_request import Request
from xzfacts.match.statement import Statement

_LEAST = 0.05  # share of known words by which is divided


def known_share(request: Request, stated: Statement) -> float:
    """The share of the words of a question that an article or the names of its subject have."""
    names = "\0".join(stated.names)
    return _known_share(request.parsed.query, request.content, stated.article, names)


@lru_cache(maxsize=32)
def _known_share(query: Query, content: int, article: str, names: str) -> float:
    known = [u for u in units(content) if _in(query, u, article) or _in(query, u, names)]
    weight = sum(query.weights[unit] for unit in known)
    return max(weight / (query.weight(content) or 1.0), _LEAST)


def _in(query: Query, unit: int, text: str) -> bool:
    """Whether a text has a character of a question with its left or right neighbour."""
    chars = query.chars
    pairs = (chars[unit : unit + 2], chars[max(unit - 1, 0) : unit + 1])
    return any(len(pair) > 1 and pair in text for pair in pairs)
