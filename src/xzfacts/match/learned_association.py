"""How strongly the words of a question are associated with the names of attributes.

Two embeddings, trained together on public question-attribute pairs by
`tools/fit_match_attributes.py`: the sum of the vectors of a question's character n-grams and
the sum of those of an attribute's name. The association is their dot product plus a bonus for the
share of the name that occurs in the question. `answer_scorer` decides what it is worth.

All arithmetic is on integers, so that every machine gives the same numbers. The file is mapped
into memory and read where it is needed: some hundred rows a question.
"""

import mmap
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate
from operator import mul
from struct import Struct
from typing import NamedTuple

from xzfacts.language.query_units import Query
from xzfacts.match.ngram_keys import index_of, integers, key_of, ngrams
from xzfacts.text.unwrap import occurrences

MASK = "#"  # stands in a question where the subject was
DIMENSIONS = 24
HEADER = Struct("<4s3I2i")  # see `Table`
MAGIC = b"XZA2"
FILE = os.path.join(os.path.dirname(__file__), "data", "associations.bin")
LANE = 32  # bits; a question that is cut at `_MOST_READ` cannot fill them
SCALE = 1000  # of overlaps and of log-odds
_QUESTION_GRAM = 4  # characters at most
_ATTRIBUTE_GRAM = 3
_OVERLAP_GRAM = 2
_MOST_READ = 60  # characters of a question
_REMEMBERED = 1 << 12  # attributes
_ALONE = 10  # margin of the only attribute of a subject
_RIVALS = 8  # common attributes that a question is most associated with
_ALIKE = 8  # tenths of the cosine from which two attributes mean the same

_Vector = tuple[int, ...]


class Association(NamedTuple):
    """How strongly a question is associated with one of the attributes of a subject.

    gap: its association minus the highest one among common attributes that the subject lacks and
        that do not mean the same, times `SCALE`.
    margin: its association minus the highest one of another attribute, times `SCALE`.
    overlap: share of the n-grams of its name that occur in the question, times `SCALE`.
    """

    gap: int
    margin: int
    overlap: int


def question_ngrams(text: str) -> Iterator[str]:
    """The n-grams of a question whose subject is masked, each as often as it occurs."""
    return ngrams(text, _QUESTION_GRAM)


def attribute_ngrams(name: str) -> Iterator[str]:
    """The n-grams of an attribute's compact name, with its beginning, its end and the whole."""
    yield from ngrams(name, _ATTRIBUTE_GRAM)
    yield from (f"^{name}$", f"^{name[:1]}", f"{name[-1:]}$", f"{name[-2:]}$")


def overlap(question: frozenset[str], name: str) -> int:
    """The share of the name's n-grams that are among those of the question, times `SCALE`."""
    grams = list(ngrams(name, _OVERLAP_GRAM))
    return SCALE * sum(gram in question for gram in grams) // len(grams) if grams else 0


def overlap_ngrams(text: str) -> frozenset[str]:
    """What `overlap` looks for in a question."""
    return frozenset(ngrams(text, _OVERLAP_GRAM))


def masked(query: Query, named: int) -> str:
    """A question with `MASK` in place of the subjects that the units of `named` name."""
    return "".join(
        char if not named >> unit & 1 else "" if unit and named >> (unit - 1) & 1 else MASK
        for unit, char in enumerate(query.chars)
    )


def associations(
    question: str, names: Sequence[str], others: Collection[str] = ()
) -> list[Association]:
    """The association of a question with each of the compact names.

    question: folded, without spaces, with `MASK` where the subject was named.
    others: names in it of what none of these attributes is.
    """
    return _table().associations(question, names, others) if names else []


class Table:
    """The file: a header, keys and rows of both embeddings, then the common attributes.

    Header: magic; numbers of question n-grams, attribute n-grams and common attributes; the
    bonus for a complete overlap; the unit of association. For the common attributes there is one
    long integer a dimension, with `LANE` bits for each attribute, so that one multiplication
    serves all; then their names.
    """

    def __init__(self, data: bytes | mmap.mmap) -> None:
        magic, questions, attributes, common, self._worth, self._unit = HEADER.unpack_from(data)
        if magic != MAGIC:
            raise ValueError(magic)
        view = memoryview(data)
        at = HEADER.size
        self._keys: list[Sequence[int]] = []
        self._rows: list[memoryview] = []
        for size in (questions, attributes):
            self._keys.append(integers(view[at : at + 4 * size]))
            at += 4 * size
        for size in (questions, attributes):
            self._rows.append(view[at : at + DIMENSIONS * size].cast("b"))
            at += DIMENSIONS * size
        self._vector_of = lru_cache(_REMEMBERED)(self._attribute_vector)
        self._lanes = []
        for _ in range(DIMENSIONS):
            end = at + (common + 1) * LANE // 8
            self._lanes.append(int.from_bytes(view[at:end], "little", signed=True))
            at = end
        self._text = bytes(view[at:]).decode("utf-8")
        self._common = self._text.split("\n")
        self._starts = [0, *accumulate(len(name) + 1 for name in self._common)]
        self._number = {name: number for number, name in enumerate(self._common)}
        self._middle = sum(1 << (LANE * i + LANE - 1) for i in range(common))

    def associations(
        self, question: str, names: Sequence[str], others: Collection[str]
    ) -> list[Association]:
        """See the function."""
        question = question[:_MOST_READ]
        vector = self._sum(0, question_ngrams(question))
        grams = overlap_ngrams(question)
        scores = [self._score(vector, grams, name) for name in names]
        rivals = self._rivals(vector, grams, names)
        named = max((self._score(vector, grams, other) for other in others), default=None)
        best, second = (*sorted(scores, reverse=True), min(scores) - _ALONE * self._unit)[:2]
        return [
            Association(
                (score - self._rival(name, rivals, named)) * SCALE // self._unit,
                (score - (second if score == best else best)) * SCALE // self._unit,
                overlap(grams, name),
            )
            for score, name in zip(scores, names, strict=True)
        ]

    def _rivals(
        self, question: _Vector, grams: frozenset[str], names: Sequence[str]
    ) -> list[tuple[int, str]]:
        """The highest associations among the common attributes that have none of the names."""
        total = sum(map(mul, question, self._lanes)) + self._middle
        lanes = total.to_bytes((len(self._common) + 1) * LANE // 8, "little")
        scores = list(integers(memoryview(lanes)))
        # Searching takes a fraction of the time that an index of the n-grams would take to make.
        places = (at for gram in grams for at in occurrences(self._text, gram))
        shared = Counter(bisect_right(self._starts, at) - 1 for at in places)
        for number, count in shared.items():
            size = sum(1 for _gram in ngrams(self._common[number], _OVERLAP_GRAM))
            scores[number] += self._worth * count // size
        for name in names:
            if name in self._number:
                scores[self._number[name]] = 0
        best = nlargest(_RIVALS, range(len(self._common)), key=scores.__getitem__)
        return [(scores[number] - (1 << (LANE - 1)), self._common[number]) for number in best]

    def _rival(self, name: str, rivals: Sequence[tuple[int, str]], named: int | None) -> int:
        """The highest association of the rivals that do not mean the same as an attribute.

        named: the highest one of what the question names.
        """
        others = (score for score, other in rivals if not self._are_alike(name, other))
        best = next(others, rivals[-1][0])
        return best if named is None else max(best, named)

    def _are_alike(self, name: str, other: str) -> bool:
        """Whether questions ask for two attributes in similar words: their vectors' cosine."""
        one, two = self._vector_of(name)[0], self._vector_of(other)[0]
        dot: int = sum(map(mul, one, two))
        size: int = sum(map(mul, one, one)) * sum(map(mul, two, two))
        return dot > 0 and dot * dot * 100 >= size * _ALIKE**2

    def _score(self, question: _Vector, grams: frozenset[str], name: str) -> int:
        vector, pieces = self._vector_of(name)
        shared = sum(piece in grams for piece in pieces)
        found: int = sum(map(mul, question, vector))
        return found + self._worth * shared // len(pieces) if shared else found

    def _attribute_vector(self, name: str) -> tuple[_Vector, tuple[str, ...]]:
        pieces = tuple(ngrams(name, _OVERLAP_GRAM))
        return self._sum(1, attribute_ngrams(name)), pieces

    def _sum(self, which: int, grams: Iterator[str]) -> _Vector:
        keys, rows = self._keys[which], self._rows[which]
        found = []
        for gram in grams:
            at = index_of(keys, key_of(gram))
            if at is not None:
                found.append(rows[at * DIMENSIONS : (at + 1) * DIMENSIONS])
        return tuple(map(sum, zip(*found, strict=True))) if found else (0,) * DIMENSIONS


@lru_cache(maxsize=1)
def _table() -> Table:
    with open(FILE, "rb") as file:
        return Table(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
