"""Word segmentation with parts of speech, by the most probable sequence of words.

The words come from a table (`tools/build_words.py`) with a frequency and the most frequent part of
speech of each; the sequence is the one with the highest product of relative frequencies (Viterbi
over the lattice of words, as jieba and others do). All arithmetic is in integers.

Tags: n noun, v verb, w verb used as a noun, a adjective, b attributive (大型), d adverb, m numeral,
q measure word, p preposition, c conjunction, u particle, r pronoun, t time, f direction, s place
word, g place name, h person, o organization, x other; N entity and M amount as given.
"""

import mmap
from collections.abc import Iterable, Mapping
from functools import lru_cache
from os.path import dirname, join
from typing import NamedTuple

WORDS = join(dirname(__file__), "data", "words.txt")
FIRST = ord("一")  # first character of the table
BLOCK = 64  # characters from one to the next whose rows' place the head of the table has
_CODE = ord("A")  # letter of a frequency of 1; a letter more is a frequency √2 times as high
_LONGEST = 6  # characters of a word
_LATIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_CACHED = 2**16  # pairs of characters
_UNKNOWN = 4  # additional cost of a character that no word of the table has, in half bits


class Word(NamedTuple):
    """A word at chars[start:end] with its tag."""

    start: int
    end: int
    tag: str


class Dictionary:
    """The words of the table, read by their first two characters on demand.

    A first character may have a thousand words, of which a short text needs few.
    """

    def __init__(self, path: str) -> None:
        with open(path, "rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = self._map[1 : self._map.find(b"\n")].split()
        self.total = int(head[0])
        self._blocks = [*map(int, head[1:])]
        self._row = lru_cache(maxsize=_CACHED)(self._read_row)
        self.starting = lru_cache(maxsize=_CACHED)(self._read)

    def _read(self, pair: str) -> Mapping[str, tuple[str, int]]:
        """Return tag and cost in half bits of the words that begin with a pair of characters.

        Keys are the words without the first character, which may be a word too.
        """
        row = self._row(pair[0])
        entries = row[1 : row.find(" ", 1)].split(" ") if row else []
        first = row.find(f" {pair[1:]}") if len(pair) > 1 else -1
        if first >= 0:
            last = row.rfind(f" {pair[1:]}")
            entries += row[first + 1 : row.find(" ", last + 1)].split(" ")
        return {e[:-2]: (e[-2], self.total - ord(e[-1]) + _CODE) for e in entries}

    def _read_row(self, first: str) -> str:
        """Return the words with this first character, which is left out, in a space each."""
        block = (ord(first) - FIRST) // BLOCK
        if not 0 <= block < len(self._blocks) - 1:
            return ""
        key = f"\n{first}\t".encode("utf-8", "surrogatepass")
        start = self._map.find(key, self._blocks[block] - 1, self._blocks[block + 1])
        if start < 0:
            return ""
        end = self._map.find(b"\n", start + 1)
        return f" {self._map[start + len(key) : end].decode()} "


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The shipped table."""
    return Dictionary(WORDS)


def segment(chars: str, fixed: Iterable[Word] = (), known: Iterable[Word] = ()) -> tuple[Word, ...]:
    """Return the words of a text in simplified characters, left to right.

    fixed: words that hold as given, such as entities and amounts; they do not overlap.
    known: further words that may be chosen, as frequent as a common one.
    """
    table = dictionary()
    edges: dict[int, list[Word]] = {}
    for word in known:
        edges.setdefault(word.start, []).append(word)
    at = 0
    found: list[Word] = []
    for word in sorted(fixed):
        if word.start >= at:
            found += _best(chars, at, word.start, edges, table)
            found.append(word)
            at = word.end
    found += _best(chars, at, len(chars), edges, table)
    return tuple(found)


@lru_cache(maxsize=512)
def words_of(chars: str) -> tuple[Word, ...]:
    """The words of a text that is segmented more than once, as a question is."""
    return segment(chars)


_COMMON = 18  # half bits of the frequency of words that are given


def _best(
    chars: str, start: int, end: int, edges: Mapping[int, list[Word]], table: Dictionary
) -> list[Word]:
    """Return the cheapest sequence of words for chars[start:end]."""
    length = end - start
    costs = [0] * (length + 1)
    choice = [Word(start, start, "x")] * length
    for at in range(length - 1, -1, -1):
        here = start + at
        if chars[here] in _LATIN:  # a run of letters is one word
            joined = at + 1 < length and chars[here + 1] in _LATIN
            until = choice[at + 1].end if joined else here + 1
            costs[at], choice[at] = table.total + costs[until - start], Word(here, until, "x")
            continue
        row = table.starting(chars[here : here + 2])
        tag, cost = row.get("", ("x", table.total + _UNKNOWN))
        best, chosen = cost + costs[at + 1], Word(here, here + 1, tag)
        for size in range(2, min(_LONGEST, length - at) + 1 if any(row) else 2):
            entry = row.get(chars[here + 1 : here + size])
            if entry and entry[1] + costs[at + size] < best:
                best, chosen = entry[1] + costs[at + size], Word(here, here + size, entry[0])
        for word in edges.get(here, ()):
            if word.end <= end and table.total - _COMMON + costs[word.end - start] < best:
                best, chosen = table.total - _COMMON + costs[word.end - start], word
        costs[at], choice[at] = best, chosen
    found, at = [], 0
    while at < length:
        found.append(choice[at])
        at = choice[at].end - start
    return found
