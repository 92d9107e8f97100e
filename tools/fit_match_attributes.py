"""Build `src/xzfacts/match/data/associations.bin`: which words ask for which attributes.

Run by hand, in an environment with `numpy` and `scipy` besides this package:

    python -m tools.fit_match_attributes TRAIN_TSV

TRAIN_TSV has lines of question, subject and attribute, parted by tabs. The table that ships was
made from the questions of KgCLUE (train and dev) and of NLPCC-ICCPOL 2016 (training), without
the subjects of any store that is measured: 26,364 lines, sha256 as in `DATA`. Nothing of the
questions is kept but hashes of n-grams with their vectors, and names of common attributes.

Questions of our own are added (`OWN`: 47,308 for 7,069 attributes, in other words than these), and
for each figure of the labelled articles the names that its attribute may have, one as the question
for another. The right attribute of its subject has the highest association for 0.95 of 720
paraphrases written by people who had seen none of this; for 0.885 with 17,894 questions of our own
and one model instead of `MODELS`. Three or four models, or all n-grams with 64 dimensions, are no
better.

Vectors of question n-grams and of n-grams of attributes' names are trained by Adam on the
softmax over the attribute asked for and random others. `tools.fit_match_score` fits what the
association is worth. Averaged weights, a mark at the end of questions, division by their length and
negatives of the same subject did not help.
"""

import hashlib
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from scipy import sparse  # type: ignore[import-not-found, unused-ignore]

from xzfacts.match import learned_association as learned
from xzfacts.match.ngram_keys import key_of
from xzfacts.match.query_parser import read_query
from xzfacts.text.normalize import compact

OWN = Path("tests/data/attribute_questions.tsv")
SUBJECT = "晨石岚"  # in place of X in them
ARTICLES = Path("tests/data/extract")
HELD = Path("tests/data/articles_asked/held.tsv")  # questions about articles that are left out
LABEL_TIMES = 2  # pairs of names taken from each figure of a labelled article
ENDINGS = ("", "", "是多少", "有多少", "多少", "是什么")
DATA = "ba1bb2d4f669e71d328c94289c50ed672df16e69127e3e56a59972174d255fcf"
SEED = 20261129
EPOCHS, BATCH, NEGATIVES, RATE, DROPOUT = 7, 256, 400, 0.02, 0.15
MODELS = 2  # trained apart, each on its share of the dimensions; their logits are averaged
QUESTION_NGRAMS, ATTRIBUTE_NGRAMS, COMMON = 14_000, 10_000, 2_000

Array = Any  # numpy's arrays and generators; numpy is not there where types are checked
Row = tuple[str, str]  # question with its subject masked, attribute


def read_rows(lines: Iterable[str]) -> list[Row]:
    """The questions that name their subject."""
    rows = []
    for line in lines:
        question, subject, attribute = line.split("\t")
        readings = read_query(question)
        name = compact(subject.partition("（")[0].partition("(")[0]) or compact(subject)
        if readings and name in readings[0].chars and compact(attribute):
            masked = readings[0].chars.replace(name, learned.MASK, 1)
            rows.append((masked, str(compact(attribute))))
    return rows


def own_rows() -> list[Row]:
    """The questions of our own, all about one invented subject."""
    lines = OWN.read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("\t") for line in lines if line[:1] != "#")
    about = ((text.replace("X", SUBJECT), attribute) for attribute, _tab, text in pairs)
    return read_rows(f"{text}\t{SUBJECT}\t{attribute}" for text, attribute in about)


def label_rows() -> list[Row]:
    """Names of the attributes of labelled figures, one asking for another of the same figure."""
    chance = random.Random(SEED)  # noqa: S311 - reproducible
    held = {line.partition("\t")[0] for line in HELD.read_text(encoding="utf-8").splitlines()}
    paths = (p for folder in ("train", "fit") for p in sorted((ARTICLES / folder).glob("*.toml")))
    rows: list[Row] = []
    for path in paths:
        facts = [] if path.stem in held else tomllib.loads(path.read_text("utf-8"))["facts"]
        for names in ([compact(name) for name in fact["attribute"]] for fact in facts):
            for _ in range(LABEL_TIMES):
                asked = chance.choice(("", "的")) + chance.choice(names) + chance.choice(ENDINGS)
                rows.append((learned.MASK + asked, chance.choice(names)))
    return rows


def all_rows(lines: Iterable[str]) -> list[Row]:
    """All that the embeddings are trained on. lines: of TRAIN_TSV."""
    return read_rows(lines) + own_rows() + label_rows()


class Towers:
    """Both embeddings while they are trained, and the names of attributes with how many ask."""

    def __init__(self, rows: list[Row], chance: Array) -> None:
        self.chance = chance
        self.count = Counter(attribute for _, attribute in rows)
        self.names = sorted(self.count)
        asked = Counter(g for text, _ in rows for g in set(learned.question_ngrams(text)))
        named = Counter(g for name in self.names for g in set(learned.attribute_ngrams(name)))
        self.asked = commonest(asked, QUESTION_NGRAMS)
        self.named = commonest(named, ATTRIBUTE_NGRAMS)
        pieces = sorted({g for name in self.names for g in learned.overlap_ngrams(name)})
        self.pieces = {g: i for i, g in enumerate(pieces)}
        self.weights: list[Array] = []  # question n-grams, attribute n-grams, worth of an overlap

    def train(self, rows: list[Row]) -> None:
        """Train the models and put their embeddings side by side."""
        models = [self._model(rows) for _ in range(MODELS)]
        sides = [np.hstack([m[side] for m in models]) / np.sqrt(MODELS) for side in (0, 1)]
        self.weights = [*sides, np.mean([m[2] for m in models], axis=0)]

    def _model(self, rows: list[Row]) -> list[Array]:
        """Minimise the cross entropy of the attribute asked for, from random weights."""
        size = learned.DIMENSIONS // MODELS
        weights = [
            self.chance.normal(0, 0.1, (len(grams), size)).astype("f4")
            for grams in (self.asked, self.named)
        ]
        weights.append(np.array([3.0], "f4"))
        number = {name: i for i, name in enumerate(self.names)}
        wanted = np.array([number[attribute] for _, attribute in rows])
        texts = [text for text, _ in rows]
        questions = counts(map(learned.question_ngrams, texts), self.asked)
        attributes = counts(map(learned.attribute_ngrams, self.names), self.named)
        shared_of = counts(map(learned.overlap_ngrams, texts), self.pieces)
        share = counts(map(learned.overlap_ngrams, self.names), self.pieces)
        share = sparse.diags(1 / np.asarray(share.sum(1)).ravel()).astype("f4") @ share
        often = np.sqrt([self.count[name] for name in self.names])
        adam = Adam(weights)
        for epoch in range(EPOCHS):
            order = self.chance.permutation(len(rows))
            rate = RATE * (1.05 - epoch / EPOCHS)
            for start in range(0, len(rows), BATCH):
                some = order[start : start + BATCH]
                others = self.chance.choice(len(self.names), NEGATIVES, p=often / often.sum())
                picked = np.unique(np.concatenate([wanted[some], others]))
                right = np.searchsorted(picked, wanted[some])
                shared = (shared_of[some] @ share[picked].T).toarray()
                pair = self._thinned(questions[some]), self._thinned(attributes[picked])
                adam.step(gradient(weights, *pair, shared, right), rate)
        return weights

    def _thinned(self, rows: Array) -> Array:
        """The rows with some of their n-grams left out."""
        rows = rows.copy()
        kept = self.chance.random(len(rows.data)) > DROPOUT
        rows.data = rows.data * kept / (1 - DROPOUT)
        return rows

    def pack(self) -> bytes:
        """The contents of the file."""
        tables = []
        unit = 1.0
        for grams, rows in zip((self.asked, self.named), self.weights[:2], strict=True):
            largest = np.quantile(np.abs(rows), 0.9995)
            unit *= 127 / largest
            small = np.clip(np.round(rows / largest * 127), -127, 127).astype("i1")
            keyed = {key_of(gram): small[i] for gram, i in sorted(grams.items())}
            tables.append(sorted(keyed.items()))
        common = sorted(self.names, key=lambda name: (-self.count[name], name))[:COMMON]
        named = dict(tables[1])
        known = [[key_of(g) for g in learned.attribute_ngrams(name)] for name in common]
        none = np.zeros(learned.DIMENSIONS, int)
        vectors = [sum((named[key] for key in row if key in named), none) for row in known]
        head = learned.HEADER.pack(
            learned.MAGIC,
            *map(len, tables),
            COMMON,
            round(float(self.weights[2][0]) * unit),
            round(unit),
        )
        keys = [np.array([key for key, _ in table], "<u4").tobytes() for table in tables]
        rows = [np.array([row for _, row in table], "i1").tobytes() for table in tables]
        return b"".join((head, *keys, *rows, _packed(vectors), "\n".join(common).encode()))


def _packed(vectors: Sequence[Sequence[int]]) -> bytes:
    """The long integers of the common attributes, of which the vectors are given."""
    size = (len(vectors) + 1) * learned.LANE // 8
    lanes = (
        sum(int(vector[d]) << (learned.LANE * i) for i, vector in enumerate(vectors))
        for d in range(learned.DIMENSIONS)
    )
    return b"".join(lane.to_bytes(size, "little", signed=True) for lane in lanes)


class Adam:
    """Kingma and Ba, 2015, in place on a list of arrays."""

    def __init__(self, weights: list[Array]) -> None:
        self.weights = weights
        self.first = [np.zeros_like(w) for w in weights]
        self.second = [np.zeros_like(w) for w in weights]
        self.steps = 0

    def step(self, gradient: list[Array], rate: float) -> None:
        """One step against the gradient."""
        self.steps += 1
        for i, g in enumerate(gradient):
            self.first[i] += 0.1 * (g - self.first[i])
            self.second[i] += 0.001 * (g * g - self.second[i])
            scale = np.sqrt(self.second[i] / (1 - 0.999**self.steps)) + 1e-8
            self.weights[i] -= rate * (self.first[i] / (1 - 0.9**self.steps)) / scale


def commonest(count: Counter[str], most: int) -> dict[str, int]:
    """Numbers of the commonest n-grams that occur more than once, the same in each run."""
    ranked = sorted((-n, gram) for gram, n in count.items() if n > 1)
    return {gram: i for i, (_, gram) in enumerate(ranked[:most])}


def gradient(
    weights: list[Array], batch: Array, picked: Array, shared: Array, right: Array
) -> list[Array]:
    """Of the cross entropy.

    batch, picked: n-grams of the questions and of the attributes that are compared.
    shared: share of each attribute's n-grams that each question has.
    right: numbers among `picked` of the attributes asked for.
    """
    first, second, worth = weights
    left, top = batch @ first, picked @ second
    logits = left @ top.T + worth * shared
    chances = np.exp(logits - logits.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    chances[np.arange(len(right)), right] -= 1
    chances /= len(right)
    return [
        batch.T @ (chances @ top),
        picked.T @ (chances.T @ left),
        np.array([(chances * shared).sum()]),
    ]


def counts(texts: Iterable[Iterable[str]], numbers: dict[str, int]) -> Array:
    """A sparse matrix: a row for each text, and how often it has each n-gram."""
    rows, columns = [], []
    total = 0
    for row, grams in enumerate(texts):
        total += 1
        known = [numbers[gram] for gram in grams if gram in numbers]
        rows += [row] * len(known)
        columns += known
    ones = np.ones(len(rows), "f4")
    return sparse.csr_matrix((ones, (rows, columns)), shape=(total, len(numbers)))


def main() -> None:
    """Train on all rows and write the file."""
    path = Path(sys.argv[1])
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest != DATA:
        print(f"the data is not what the shipped table was made from: sha256 {digest}")
    rows = all_rows(path.read_text(encoding="utf-8").splitlines())
    towers = Towers(rows, np.random.default_rng(SEED))
    towers.train(rows)
    data = towers.pack()
    Path(learned.FILE).write_bytes(data)
    print(f"{len(rows)} questions, {len(data)} bytes")


if __name__ == "__main__":
    main()
