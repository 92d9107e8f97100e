"""A sentence laid out for proposing: its plain characters, clauses, words and amounts."""

import re
from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from xzfacts.extract.article.article import Quote
from xzfacts.extract.fact.lexicon import Token, lexicon
from xzfacts.language.amounts import Amount, find_amounts
from xzfacts.language.clauses import CLAUSE_MARKS
from xzfacts.text.normalize import fold
from xzfacts.text.numeric_chars import FINANCIAL, plain_glyphs

_BREAK = re.compile(
    f"[{re.escape(''.join(sorted(CLAUSE_MARKS)))}■]|(?<=[^\\x00-\\x7f]) +(?=[^\\x00-\\x7f])"
)
_TITLE_BREAK = re.compile(_BREAK.pattern + "|(?<=[一-鿿]) +")
_NUMBER_COMMA = re.compile(r"(?<=\d),(?=\d{3})")
_LONGEST = 3000  # characters of a sentence that are looked at; no sentence is longer


class Line(NamedTuple):
    """A sentence. chars: plain characters, one for each of `quote.text`.

    clauses: where each begins and ends, without the marks between.
    """

    quote: Quote
    chars: str
    clauses: tuple[tuple[int, int], ...]
    tokens: tuple[Token, ...]
    amounts: tuple[Amount, ...]

    def clause_at(self, position: int) -> int:
        """The number of the clause that holds the position."""
        return max(bisect_right(self.clauses, (position, len(self.chars))) - 1, 0)

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The words that lie within the stretch."""
        first = bisect_right(self.tokens, (start, start, "", False))
        last = bisect_right(self.tokens, (end, end, "", False))
        return tuple(t for t in self.tokens[first:last] if t.start >= start and t.end <= end)


@lru_cache(maxsize=20_000)
def _plain(char: str) -> str:
    folded = fold(char)
    return folded if len(folded) == 1 and folded.isalpha() and not folded.isascii() else char


def plain(text: str) -> str:
    """The text in simplified characters, digits and letters of plain width, its length kept.

    队伍 stays as it is, though 伍 is a digit as well.
    """
    plainer = zip(text, plain_glyphs(text), strict=True)
    return "".join(own if own in FINANCIAL else _plain(char) for own, char in plainer)


def scan(quote: Quote) -> Line:
    """Lay a sentence out."""
    chars = plain(quote.text)[:_LONGEST]
    return Line(
        quote,
        chars,
        tuple(_clauses(chars, _TITLE_BREAK if quote.role == "title" else _BREAK)),
        lexicon().tokens(chars),
        tuple(find_amounts(quote.text[:_LONGEST])),
    )


def _clauses(chars: str, breaks: re.Pattern[str]) -> list[tuple[int, int]]:
    commas = {found.start() for found in _NUMBER_COMMA.finditer(chars)}
    clauses = []
    start = 0
    for found in breaks.finditer(chars):
        if found.start() in commas:
            continue
        if found.start() > start:
            clauses.append((start, found.start()))
        start = found.end()
    if start < len(chars):
        clauses.append((start, len(chars)))
    return clauses or [(0, len(chars))]
