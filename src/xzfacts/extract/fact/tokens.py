"""A sentence laid out for proposing: its plain characters, clauses, words and amounts."""

from bisect import bisect_right
from functools import lru_cache
from typing import NamedTuple

from xzfacts.extract.article.article import Quote
from xzfacts.extract.fact.lexicon import Token, lexicon
from xzfacts.extract.fact.tallies import with_tallies
from xzfacts.language.amounts import Amount, find_amounts
from xzfacts.language.clauses import article_clauses
from xzfacts.text.lazy_pattern import lazy_pattern
from xzfacts.text.normalize import fold
from xzfacts.text.numeric_chars import FINANCIAL, plain_glyphs

# 1.基本情况, (2)注册资本: the number of an item.
_ITEM = lazy_pattern(
    r"(?:^|(?<=[;；:：]))\s*(?:[0-9]{1,2}[.．、]|[（(][0-9]{1,2}[)）][.．、]?|[一二三四五六七八九十]{1,2}、)(?=[^0-9\s])"
)
_CUT = lazy_pattern("股票|股东|人民")  # 224股票型基金 is no number of shares
_CODE = r"(?:[A-Za-z]{2,8}[:：.]?\s*)?\d{4,6}(?:\s?[.．-]?\s?[A-Za-z]{2,4})?"
_QUOTE = r"[-+]?[\d.]+\s*[,，]\s*[-+]?[\d.]+\s*[,，]\s*[-+]?[\d.]+%"
# What financial media put behind the name of a listed company: its price, and its code.
_NOTE = lazy_pattern(
    rf"\s*[（(]\s*(?:(?P<price>{_QUOTE})|(?!(?:19|20)\d\d\s*[)）]){_CODE}"
    r"|[A-Z]{1,6}[.:：]\s?[A-Z]{1,6}"
    r"|(?:证券|股票|股份|公司)?(?:代码|代号)[:：]?\s*[A-Za-z]{0,4}\d{4,6}[^()（）]{0,16})\s*[)）]"
    r"(?P<space>\s*)"
)


class Line(NamedTuple):
    """A sentence without the numbers of items, and the codes and prices of stocks in brackets.

    text: what is left of `quote.text`; all offsets are into it.
    chars: the plain characters of `text`, one for each.
    clauses: where each begins and ends, without the marks between.
    codes: where the code or the price of a stock was left out: a company's name ends there.
    cuts: offsets in `text` behind which something was left out, each with how much so far.
    """

    quote: Quote
    text: str
    chars: str
    clauses: tuple[tuple[int, int], ...]
    tokens: tuple[Token, ...]
    amounts: tuple[Amount, ...]
    codes: tuple[int, ...]
    cuts: tuple[tuple[int, int], ...]

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The offsets into `quote.text` of a stretch."""
        return start + self._left_out(start), end + self._left_out(end - 1)

    def _left_out(self, at: int) -> int:
        return next((size for cut, size in reversed(self.cuts) if cut <= at), 0)

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
    text, codes, cuts = _without_notes(quote.text)
    chars = plain(text).replace("丨", "|")
    return Line(
        quote,
        text,
        chars,
        tuple(article_clauses(chars, title=quote.role == "title")),
        lexicon().tokens(chars),
        with_tallies(chars, [a for a in find_amounts(text) if not _CUT.match(chars, a.end - 1)]),
        codes,
        cuts,
    )


def _without_notes(text: str) -> tuple[str, tuple[int, ...], tuple[tuple[int, int], ...]]:
    """The text without items' numbers and stocks' codes, where codes stood, and the offsets."""
    parts: list[str] = []
    codes: list[int] = []
    cuts: list[tuple[int, int]] = []
    at = size = 0
    notes = [(note.start(), note.start("space"), True) for note in _NOTE.finditer(text)]
    items = [(*item.span(), False) for item in _ITEM.finditer(text)]
    for start, end, is_code in sorted((*notes, *items)):
        parts.append(text[at:start])
        size += len(parts[-1])
        at = end
        if is_code:
            codes.append(size)
        cuts.append((size, at - size))
    parts.append(text[at:])
    return "".join(parts), tuple(codes), tuple(cuts)
