"""Learned evidence that a sentence answers a question, from single words of both.

Each n-gram of a question has a learned weight by where the sentence has it around a value, or if
it has it nowhere there, and another one by the dimension of the value. So have the n-grams next to
a value that the question lacks: 计划 or 其中 tells against it, 共 does not. The weights are fitted
by `tools/fit_question_alignment.py` and are integers in a file that is mapped into memory.
"""

import mmap
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from struct import Struct

from xzfacts.match.ngram_keys import index_of, integers, key_of, ngrams
from xzfacts.match.statement import Places, Statement

FILE = os.path.join(os.path.dirname(__file__), "data", "lexical_evidence.bin")
HEADER = Struct("<4sI")  # magic, number of n-grams
MAGIC = b"XZL1"
UNIT = 20  # thousandths of log-odds in a step of a weight
LONGEST = 2  # characters of an n-gram
ABSENT = "absent"
_CLOSE = ("near", "clause", "behind", "attribute")  # places that say what a value is
_BESIDE = ("near", "behind")  # … whose n-grams count where the question lacks them
_MOST_READ = 60  # characters of a question
_MOST_BESIDE = 12  # characters of a place
_REMEMBERED = 1 << 14


def lexical_evidence(question: str, stated: Statement) -> float:
    """The log-odds that a sentence answers a question, as far as single words tell.

    question: compact, with a mask where the subject was named.
    """
    weight = _table().weight
    return UNIT * sum(weight(key) for key in evidence_keys(question, stated)) / 1000


def evidence_keys(question: str, stated: Statement) -> Iterator[str]:
    """The keys of the evidence: each an n-gram with its place or with the value's dimension."""
    places, asked = stated.places, _grams(question[:_MOST_READ])
    quantity = stated.row.read_quantity()
    dimension = quantity.dimension if quantity else ""
    for gram in asked:
        yield f"{_place_of(gram, places)} {gram}"
        yield f"{dimension} {gram}"
    for name in _BESIDE:
        text = getattr(places, name)
        beside = text[:_MOST_BESIDE] if name == "behind" else text
        yield from (f"{name} - {gram}" for gram in _grams(beside) if gram not in asked)


def _place_of(gram: str, places: Places) -> str:
    """The closest place that has an n-gram."""
    return next((name for name in _CLOSE if gram in getattr(places, name)), ABSENT)


@lru_cache(maxsize=1024)
def _grams(text: str) -> dict[str, None]:
    """The different n-grams of a text that have no digit, in order."""
    grams = ngrams(text, LONGEST)
    return dict.fromkeys(gram for gram in grams if not any(map(str.isdigit, gram)))


class Table:
    """The file: a header, the sorted keys of the evidence, and the weight of each."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        magic, size = HEADER.unpack_from(data)
        if magic != MAGIC:
            raise ValueError(magic)
        view = memoryview(data)[HEADER.size :]
        self._keys: Sequence[int] = integers(view[: 4 * size])
        self._weights = view[4 * size : 5 * size].cast("b")
        self.weight = lru_cache(_REMEMBERED)(self._weight)

    def _weight(self, key: str) -> int:
        at = index_of(self._keys, key_of(key))
        return 0 if at is None else self._weights[at]


@lru_cache(maxsize=1)
def _table() -> Table:
    with open(FILE, "rb") as file:
        return Table(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
