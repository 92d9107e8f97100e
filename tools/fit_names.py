"""Fit the weights of `extract.entity.name_spans`: `python -m tools.fit_names NEWS.jsonl FOLDER...`.

NEWS.jsonl and FOLDER: as for `tools.fit_extract`. Wherever an article has a subject that a label
names, or a party of an annotated event, that stretch of words is a name; the other stretches of the
sentence are none. A logistic regression with an L2 penalty, by L-BFGS.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np  # type: ignore[import-not-found, unused-ignore]
from benchmarks.labelled import labels
from scipy import optimize, sparse  # type: ignore[import-not-found, unused-ignore]

from tools.fit_extract import FOLDS, in_hundredths, is_party, news_documents
from tools.weight_tables import render_weights
from xzfacts.extract.article.article_builder import read_articles
from xzfacts.extract.entity import name_spans
from xzfacts.extract.entity.name_spans import TABLE, Uses, Words, words_of
from xzfacts.extract.fact.tokens import plain, scan

PENALTY = 1.0
LEAST = 30  # stretches that a feature must occur in
SMALLEST = 5  # hundredths of a weight that ships
NEWS = 0.5  # weight of a stretch of the annotated news
APART = 0.5  # weight of a stretch that overlaps no name
Array = Any


class Text(NamedTuple):
    """A text with the names of what holds its figures. news: whether only parties are named."""

    text: str
    names: frozenset[str]
    fold: int
    news: bool


class Example(NamedTuple):
    """A stretch of words, and whether it is a name."""

    features: tuple[str, ...]
    right: bool
    weight: float


def texts(news: Path, paths: Sequence[Path]) -> Iterator[Text]:
    """The annotated and the labelled articles; folds as in `fit_extract`."""
    for number, path in enumerate(paths):
        names = {plain(name) for label in labels(path) for name in label.subject}
        yield Text(path.read_text(encoding="utf-8"), frozenset(names), number % FOLDS, news=False)
    for number, document in enumerate(news_documents(news)):
        names = {plain(a["text"]) for a in document["other_args"] if is_party(a["role"])}
        yield Text(document["text"], frozenset(names), number % FOLDS, news=True)


def examples(text: Text) -> Iterator[Example]:
    """The stretches of the sentences that have a name."""
    for article in read_articles(text.text, "text", "0" * 64):
        lines = [words_of(scan(quote)) for quote in article.quotes]
        uses = Uses(lines, plain(article.source.title))
        for own in lines:
            names = _named(own.line.chars, text.names)
            for first, last in own.stretches() if names else ():
                start, end = own.words[first].start, own.words[last].end
                apart = not any(a < end and start < b for a, b in names)
                if not (apart and text.news):
                    weight = (NEWS if text.news else 1.0) * (APART if apart else 1.0)
                    features = tuple(_features(own, first, last, uses))
                    yield Example(features, (start, end) in names, weight)


def _features(own: Words, first: int, last: int, uses: Uses) -> Iterator[str]:
    yield name_spans.BIAS
    yield from name_spans.first_features(own, first)
    yield from name_spans.last_features(own, last)
    for at in range(first + 1, last):
        yield from name_spans.inner_features(own, at)
    for at in range(first, last):
        yield from name_spans.joint_features(own, at)
    yield from name_spans.form_features(own, first, last, uses)


def _named(chars: str, names: frozenset[str]) -> list[tuple[int, int]]:
    """Where names stand; the longest where several overlap."""
    found = []
    for name in names:
        at = chars.find(name) if len(name) > 1 else -1
        while at >= 0:
            found.append((at, at + len(name)))
            at = chars.find(name, at + 1)
    kept: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda s: s[0] - s[1]):
        if not any(a < end and start < b for a, b in kept):
            kept.append((start, end))
    return kept


def fit(data: Sequence[Example]) -> dict[str, int]:
    """The weights of the features that occur often enough, in hundredths."""
    seen = Counter(feature for one in data for feature in set(one.features))
    number = {f: at for at, f in enumerate(sorted(f for f, n in seen.items() if n >= LEAST))}
    columns: list[int] = []
    ends = [0]
    for one in data:
        columns.extend(number[f] for f in one.features if f in number)
        ends.append(len(columns))
    shape = (len(data), len(number))
    matrix = sparse.csr_matrix((np.ones(len(columns)), columns, ends), shape=shape)
    sign = np.array([1.0 if one.right else -1.0 for one in data])
    found = _minimum(matrix, sign, np.array([one.weight for one in data]))
    return in_hundredths({f: float(found[at]) for f, at in number.items()}, SMALLEST)


def _minimum(matrix: Array, sign: Array, weights: Array) -> Array:
    transposed = matrix.T.tocsr()

    def loss(table: Array) -> tuple[float, Array]:
        margin = sign * (matrix @ table)
        slopes = -weights * sign / (1 + np.exp(np.minimum(margin, 500)))
        value = weights @ np.logaddexp(0, -margin) + PENALTY / 2 * table @ table
        return float(value), transposed @ slopes + PENALTY * table

    steps = {"maxiter": 100, "ftol": 1e-6}
    zero = np.zeros(matrix.shape[1])
    return optimize.minimize(loss, zero, jac=True, method="L-BFGS-B", options=steps).x


def tables(read: Sequence[Text]) -> list[dict[str, int]]:
    """The weights for the texts of each fold, fitted on all others; last those fitted on all."""
    data = [list(examples(text)) for text in read]
    folds = [
        [one for text, of in zip(read, data, strict=True) if text.fold != fold for one in of]
        for fold in range(FOLDS)
    ]
    return [fit(one) for one in (*folds, [one for of in data for one in of])]


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("news", type=Path)
    parser.add_argument("labelled", type=Path, nargs="+")
    parser.add_argument("--folds", type=Path, required=True, help="where the weights of folds go")
    parser.add_argument("--out", type=Path, default=Path(TABLE))
    given = parser.parse_args()
    paths = [path for folder in given.labelled for path in sorted(folder.glob("*.txt"))]
    *folds, table = tables(list(texts(given.news, paths)))
    given.folds.write_text(json.dumps(folds, ensure_ascii=False), encoding="utf-8")
    comment = "Weights of extract.entity.name_spans in hundredths: tools/fit_names.py"
    with given.out.open("w", encoding="utf-8") as out:
        out.writelines(render_weights(comment, table))


if __name__ == "__main__":
    main()
