"""Words that cut a Chinese clause into pieces, and the vocabulary's words that hold together.

The words are data: `data/extraction_words.toml` says what each of its tables holds.
"""

from functools import lru_cache
from typing import NamedTuple

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
    """

    words: dict[str, tuple[str, bool]]
    reach: dict[str, int]
    terms: dict[str, set[str]]

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
            if self.terms.get(text[start:], set()) & kinds:
                return text[start:]
        return ""


_LONGEST = 14


_SORTS = (
    ("whole", "w", False),
    ("plain_in_names", "p", False),
    ("telling_in_names", "v", False),
    ("grammar_in_names", "g", False),
    ("grammar", "g", True),
    ("plain", "p", True),
    ("telling", "v", True),
)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The words of this module and of the shipped vocabulary, read once."""
    plain_verbs = ("创造", "提供", "举办", "开展", "新建", "建成", "拥有", "实现")
    words: dict[str, tuple[str, bool]] = {}
    terms: dict[str, set[str]] = {}
    vocabulary = load_vocabulary()
    for concept in vocabulary.concepts:
        for term in concept.terms:
            text = term if term.isalnum() else compact(term)  # the other terms are compact
            if len(text) > 1:
                terms.setdefault(text, set()).add(concept.kind)
                if len(text) > 2 and not text.startswith(plain_verbs):
                    words[text] = ("w", False)
    tables = dict(vocabulary.word_lists)
    for key, sort, cuts in _SORTS:
        words.update(dict.fromkeys(tables[key], (sort, cuts)))
    reach: dict[str, int] = {}
    for text in words:
        pair = text[:2]
        reach[pair] = max(reach.get(pair, 1), len(text))
    return Lexicon(words, reach, terms)
