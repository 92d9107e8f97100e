"""Finds the stored sentences that share most with a sentence of a draft."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from xzfacts.check.exact_quotes import QuotedSentences
from xzfacts.check.stored_quotes import plain_quote
from xzfacts.index.lookup.catalog import Catalog, FactRow
from xzfacts.index.lookup.quoted_facts import facts_quoted_with

LONGEST = 1_000  # characters of an indexed sentence, so that the index stays small
_SIMILAR = 3  # sentences compared
_SHARED = 0.5  # least share of the pairs of characters of a statement that such a sentence has


class SimilarSentences:
    """An index of the stored sentences by the pairs of characters in them, built on first use."""

    def __init__(self, catalog: Catalog, quoted: QuotedSentences) -> None:
        self._catalog = catalog
        self._quoted = quoted

    @cached_property
    def _by_pair(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for number, (_, quote) in enumerate(self._quoted.sentences):
            for pair in pairs_of(plain_quote(quote)) if len(quote) <= LONGEST else ():
                found.setdefault(pair, []).append(number)
        return found

    def facts(self, chars: str) -> Iterator[FactRow]:
        """The facts of the sentences that share most with these `plain` characters."""
        pairs = pairs_of(chars)
        shared = Counter(number for pair in pairs for number in self._by_pair.get(pair, ()))
        for number, size in shared.most_common(_SIMILAR):
            if size >= _SHARED * len(pairs):
                yield from facts_quoted_with(self._catalog, *self._quoted.sentences[number])


def pairs_of(chars: str) -> set[str]:
    """The pairs of letters that stand side by side."""
    return {chars[at : at + 2] for at in range(len(chars) - 1) if chars[at : at + 2].isalpha()}
