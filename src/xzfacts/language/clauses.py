"""Where the clauses of a sentence end: a query's, a checked sentence's, an article's."""

import re

from xzfacts.text.lazy_pattern import lazy_pattern

# Punctuation marks that end a clause, unless they are part of a number.
_MARKS = frozenset("，,；;：:。！？!?()（）【】[]…—\n")
_NUMBER_MARKS = frozenset(",:")
# The articles of newspapers also separate clauses by bars, squares and spaces.
_BREAK = lazy_pattern(
    f"[|{re.escape(''.join(sorted(_MARKS)))}■]|(?<=[^\\x00-\\x7f]) +(?=[^\\x00-\\x7f])"
)
_TITLE_BREAK = lazy_pattern(_BREAK.pattern + "|(?<=[一-鿿]) +")
_NUMBER_COMMA = lazy_pattern(r"(?<=\d),(?=\d{3})")


def ends_clause(mark: str, *, in_number: bool) -> bool:
    """Whether a punctuation mark ends a clause; in_number: it is between two digits."""
    return mark in _MARKS and not (in_number and mark in _NUMBER_MARKS)


def article_clauses(chars: str, *, title: bool) -> list[tuple[int, int]]:
    """Where each clause of an article's sentence begins and ends, without the marks between.

    chars: plain characters; in a title, each space between words separates clauses.
    """
    commas = {found.start() for found in _NUMBER_COMMA.finditer(chars)}
    clauses = []
    start = 0
    for found in (_TITLE_BREAK if title else _BREAK).finditer(chars):
        if found.start() in commas:
            continue
        if found.start() > start:
            clauses.append((start, found.start()))
        start = found.end()
    if start < len(chars):
        clauses.append((start, len(chars)))
    return clauses or [(0, len(chars))]
