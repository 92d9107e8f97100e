"""Words that cut a Chinese clause into pieces, and the vocabulary's words that hold together.

The words are data: `data/words.toml` says what each of its tables holds.
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


class Term(NamedTuple):
    """A word of the vocabulary: the kinds of value it may have, and its concepts' first words."""

    kinds: frozenset[str]
    concepts: frozenset[int]


class Lexicon(NamedTuple):
    """Words by text, and how long the longest is that begins with two characters."""

    words: dict[str, tuple[str, bool]]
    reach: dict[str, int]
    terms: dict[str, Term]
    but_one: dict[tuple[int, int, str], list[str]]

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
        for at, char in enumerate(noun):
            for word in self.but_one.get((len(noun), at, noun[:at] + noun[at + 1 :]), ()):
                if alike(char, word[at]):
                    return word
        return noun

    def term(self, text: str, kinds: frozenset[str]) -> str:
        """The longest word of the vocabulary with one of these kinds that ends `text`, or ""."""
        for start in range(max(len(text) - _LONGEST, 0), len(text) - 1):
            term = self.terms.get(text[start:])
            if term is not None and term.kinds & kinds:
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
    with open(join(dirname(dirname(dirname(__file__))), "data", "words.toml"), "rb") as file:
        return tomllib.load(file)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of this module and of the shipped vocabulary, read once."""
    plain_verbs = ("创造", "提供", "举办", "开展", "新建", "建成", "拥有", "实现")
    words: dict[str, tuple[str, bool]] = {}
    kinds: dict[str, set[str]] = {}
    concepts: dict[str, set[int]] = {}
    for number, concept in enumerate(load_vocabulary().concepts):
        for text in map(str, map(compact, concept.terms)):
            if len(text) > 1:
                kinds.setdefault(text, set()).add(concept.kind)
                concepts.setdefault(text, set()).add(number)
                if len(text) > 2 and not text.startswith(plain_verbs):
                    words[text] = ("w", False)
    tables = _tables()
    for key, sort, cuts in _SORTS:
        words.update((text, (sort, cuts)) for text in tables[key].split())
    reach: dict[str, int] = {}
    for text in words:
        pair = text[:2]
        reach[pair] = max(reach.get(pair, 1), len(text))
    terms = {
        text: Term(frozenset(found), frozenset(concepts[text])) for text, found in kinds.items()
    }
    but_one: dict[tuple[int, int, str], list[str]] = {}
    for text in terms:
        if len(text) >= _MENDED:
            for at in range(len(text)):
                but_one.setdefault((len(text), at, text[:at] + text[at + 1 :]), []).append(text)
    return Lexicon(words, reach, terms, but_one)
