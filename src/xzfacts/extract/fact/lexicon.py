"""Words that cut a Chinese clause into pieces, and the vocabulary's words that hold together.

The words are data: `data/extraction_words.toml` says what each of its tables holds.
"""

from functools import lru_cache
from typing import NamedTuple

from xzfacts.vocabulary.word_table import LIST, NO_WORD, word_table


class Token(NamedTuple):
    """A word in a text: a telling verb (v), a plain one (p), grammar (g), or a whole (w).

    cuts: whether no name reaches across it.
    """

    start: int
    end: int
    sort: str
    cuts: bool


class Lexicon(NamedTuple):
    """The words that the package knows.

    words: sort and `cuts` of each word, see `Token`.
    reach: length of the longest word that begins with two characters.
    terms: kinds of value that each word of the vocabulary may have.
    lists: words of other tables, such as the endings of names.
    """

    words: dict[str, tuple[str, bool]]
    reach: dict[str, int]
    terms: dict[str, frozenset[str]]
    lists: dict[str, tuple[str, ...]]

    def tokens(self, chars: str) -> tuple[Token, ...]:
        """The words in a text, left to right, the longest at each place."""
        found = []
        at = 0
        length = len(chars)
        while at < length:
            reach = min(self.reach.get(chars[at : at + 2], 1), length - at)
            for size in range(reach, 0, -1):
                word = self.words.get(chars[at : at + size])
                if word is not None:
                    found.append(Token(at, at + size, *word))
                    at += size
                    break
            else:
                at += 1
        return tuple(found)

    def term(self, text: str, kinds: frozenset[str]) -> str:
        """The longest word of the vocabulary with one of these kinds that ends `text`, or ""."""
        for start in range(max(len(text) - _LONGEST, 0), len(text) - 1):
            if self.terms.get(text[start:], _NO_KINDS) & kinds:
                return text[start:]
        return ""


_LONGEST = 14
_NO_KINDS: frozenset[str] = frozenset()


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of this module and of the shipped vocabulary, read once."""
    words: dict[str, tuple[str, bool]] = {}
    terms: dict[str, frozenset[str]] = {}
    reach: dict[str, int] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for told, joined in word_table().items():
        texts = joined.split(" ")
        if told.isdecimal():
            reach.update(dict.fromkeys(texts, int(told)))
            continue
        if told.startswith(LIST):
            lists[told.removeprefix(LIST)] = tuple(texts)
            continue
        sort, *kinds = told.split(" ")
        if kinds:
            terms.update(dict.fromkeys(texts, frozenset(kinds)))
        if sort != NO_WORD:
            words.update(dict.fromkeys(texts, (sort.lower(), sort.isupper())))
    return Lexicon(words, reach, terms, lists)
