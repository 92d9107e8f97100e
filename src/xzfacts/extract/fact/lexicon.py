"""Words that cut a Chinese clause into pieces, and the vocabulary's words that hold together.

The words are data: `data/extraction_words.toml` says what each of its tables holds.
"""

import tomllib
from functools import lru_cache
from os.path import dirname, join
from typing import NamedTuple

from xzfacts.text.lookalikes import alike
from xzfacts.text.normalize import compact
from xzfacts.vocabulary.loader import load_vocabulary


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
    by_half: words of the vocabulary by length, whether it is the first half, and that half.
    """

    words: dict[str, tuple[str, bool]]
    reach: dict[str, int]
    terms: dict[str, set[str]]
    by_half: dict[tuple[int, bool, str], list[str]]

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

    def mended(self, noun: str) -> str:
        """The word of the vocabulary that differs in a misread character, or the noun."""
        if len(noun) < _MENDED or noun in self.terms:
            return noun
        found = []
        for key in _halves(noun):  # a word that differs in one character shares one half
            for word in self.by_half.get(key, ()):
                differ = [at for at, char in enumerate(noun) if char != word[at]]
                if len(differ) == 1 and alike(noun[differ[0]], word[differ[0]]):
                    found.append((differ[0], word))
        return min(found)[1] if found else noun

    def term(self, text: str, kinds: frozenset[str]) -> str:
        """The longest word of the vocabulary with one of these kinds that ends `text`, or ""."""
        for start in range(max(len(text) - _LONGEST, 0), len(text) - 1):
            if self.terms.get(text[start:], set()) & kinds:
                return text[start:]
        return ""


_LONGEST = 14
_MENDED = 4  # characters of a noun in which one that is misread can be told


_SORTS = (
    ("whole", "w", False),
    ("plain_in_names", "p", False),
    ("telling_in_names", "v", False),
    ("grammar_in_names", "g", False),
    ("grammar", "g", True),
    ("plain", "p", True),
    ("telling", "v", True),
)


def _tables() -> dict[str, str]:
    with open(
        join(dirname(dirname(dirname(__file__))), "data", "extraction_words.toml"), "rb"
    ) as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of this module and of the shipped vocabulary, read once."""
    plain_verbs = ("创造", "提供", "举办", "开展", "新建", "建成", "拥有", "实现")
    words: dict[str, tuple[str, bool]] = {}
    terms: dict[str, set[str]] = {}
    for concept in load_vocabulary().concepts:
        for text in map(str, map(compact, concept.terms)):
            if len(text) > 1:
                terms.setdefault(text, set()).add(concept.kind)
                if len(text) > 2 and not text.startswith(plain_verbs):
                    words[text] = ("w", False)
    tables = _tables()
    for key, sort, cuts in _SORTS:
        words.update((text, (sort, cuts)) for text in tables[key].split())
    reach: dict[str, int] = {}
    for text in words:
        pair = text[:2]
        reach[pair] = max(reach.get(pair, 1), len(text))
    by_half: dict[tuple[int, bool, str], list[str]] = {}
    for text in terms:
        if len(text) >= _MENDED:
            for half in _halves(text):
                by_half.setdefault(half, []).append(text)
    return Lexicon(words, reach, terms, by_half)


def _halves(text: str) -> tuple[tuple[int, bool, str], tuple[int, bool, str]]:
    middle = len(text) // 2
    return (len(text), True, text[:middle]), (len(text), False, text[middle:])
